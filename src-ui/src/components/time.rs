//! Times: as people say them for the eye, exact for the machine.

use chrono::NaiveDate;
use leptos::prelude::*;
use protocol::view::When;

use crate::{phrase, state::overview, words::language};

/// A time in full, in a `<time>`.
#[component]
pub fn Moment(
    /// When.
    when: When,
) -> AnyView {
    let iso = when.iso.clone();
    view! { <time datetime=iso>{move || phrase::when_full(language(), &when)}</time> }.into_any()
}

/// A day in running text, in a `<time>`.
#[component]
pub fn DayInText(
    /// The day.
    day: NaiveDate,
) -> AnyView {
    view! { <time datetime=day.to_string()>{move || phrase::day_full(language(), day)}</time> }.into_any()
}

/// A time for lists, near ones by name.
#[component]
pub fn Short(
    /// When.
    when: Signal<When>,
) -> AnyView {
    let overview = overview();
    view! {
        <time datetime=move || when.with(|when| when.iso.clone())>
            {move || when.with(|when| phrase::when(language(), overview.today(), when))}
        </time>
    }
    .into_any()
}
