//! What needs a connection says so before one begins, while there is none.

use domain::id::SourceId;
use leptos::prelude::*;

use crate::{phrase, state::overview};

/// That something needs a connection; nothing while there is one, as far as is known.
#[component]
pub fn NeedsConnection(
    /// The service to which it is needed; none: to any.
    #[prop(optional_no_strip)]
    source: Option<SourceId>,
    /// Whether it is for files that are fetched when they are opened.
    #[prop(optional)]
    files: bool,
) -> AnyView {
    let overview = overview();
    let lost = Memo::new(move |_| {
        overview
            .with(|overview| {
                let mut of = overview.sources.iter().filter(|view| source.as_ref().is_none_or(|id| view.id == *id));
                let any = overview.sources.iter().any(|view| source.as_ref().is_none_or(|id| view.id == *id));
                any && of.all(phrase::is_lost)
            })
            .unwrap_or_default()
    });
    let words = move || if files { t!("needs-connection.files") } else { t!("needs-connection") };
    view! { <Show when=move || lost.get()><p class="small needs-connection">{words}</p></Show> }.into_any()
}
