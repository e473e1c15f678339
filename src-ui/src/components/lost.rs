//! What is said of services that cannot be reached, over the lists: one calm line when none can, and in a narrow window,
//! where the side has no room for it, a line for each that cannot.

use leptos::prelude::*;

use crate::{phrase, state::overview, words::language};

/// The lines; nothing while every service answers.
#[component]
pub fn Lost() -> AnyView {
    let overview = overview();
    let lines = Memo::new(move |_| {
        overview
            .with(|overview| {
                if let Some(line) = phrase::offline(language(), overview.today, &overview.sources) {
                    return (true, vec![line]);
                }
                let lost = overview.sources.iter().filter(|source| source.failure.is_some());
                (false, lost.map(|source| phrase::freshness(language(), overview.today, source)).collect())
            })
            .unwrap_or_default()
    });
    let shown = move || {
        let (all, lines) = lines.get();
        let class = if all { "fresh-line small" } else { "fresh-line small narrow-only" };
        lines
            .into_iter()
            .map(
                |line| view! { <p class=class><span class="dot off" aria-hidden="true"></span><span>{line}</span></p> },
            )
            .collect_view()
    };
    shown.into_any()
}
