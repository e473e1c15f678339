//! What comes from a service for which the directory does not vouch.

use domain::id::SourceId;
use leptos::prelude::*;

use crate::state::overview;

/// Whether the directory vouches for the service, as a signal. One that is not known (any more) is not accused.
pub fn is_unverified(source: SourceId) -> Memo<bool> {
    let overview = overview();
    Memo::new(move |_| {
        let found = overview
            .with(|overview| overview.sources.iter().find(|view| view.id == source).map(|view| !view.verified))
            .flatten();
        found.unwrap_or(false)
    })
}

/// The mark in a list.
#[component]
pub fn UnverifiedMark(
    /// The service.
    source: SourceId,
) -> AnyView {
    let unverified = is_unverified(source);
    view! { <Show when=move || unverified.get()><strong class="tag wait unverified">{tr!("unverified-mark")}</strong></Show> }
        .into_any()
}

/// The warning above an item.
#[component]
pub fn UnverifiedNote(
    /// The service.
    source: SourceId,
) -> AnyView {
    let unverified = is_unverified(source);
    view! { <Show when=move || unverified.get()><p class="note">{tr!("unverified-note")}</p></Show> }.into_any()
}
