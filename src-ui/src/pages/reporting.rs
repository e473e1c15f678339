//! The page on which a fault is reported, one step at a time.

use leptos::{ev::KeyboardEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use protocol::letters::LetterTo;

use super::{
    title::title,
    write::{Begun, begun},
};
use crate::{
    components::{Composer, Failure, ReportComposer, Waiting},
    phrase,
    state::{View, here, place},
    words::language,
};

/// The page on which a fault is reported.
#[component]
pub fn Reporting() -> AnyView {
    let (place, navigate) = (place(), use_navigate());
    let Begun { letter, begin, .. } = begun();
    let step = Memo::new(move |_| here(place).step);
    let question = move || phrase::step(language(), step.get());
    let number = move || phrase::step_number(language(), step.get());
    // By ear the window's name is what is said of a heading that gets the focus.
    title(move || {
        Some(match number() {
            Some(number) => format!("{} {number}", question()),
            None => question(),
        })
    });
    let failed = Memo::new(move |_| letter.with(|letter| matches!(letter, Some(Err(_)))));
    let shown = move || match letter.get() {
        None => view! { <Waiting/> }.into_any(),
        Some(Err(error)) => view! { <Failure error alone=true retry=move || begin.run(())/> }.into_any(),
        Some(Ok(letter)) if matches!(letter.to, LetterTo::Report(_)) => view! { <ReportComposer letter/> }.into_any(),
        Some(Ok(letter)) => view! { <Composer letter/> }.into_any(),
    };
    let leave = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            navigate(View::Reports.path(), NavigateOptions::default());
        }
    };
    view! {
        <div
            class="page write reporting" role="region" data-region="page" tabindex="-1" aria-labelledby="page-title"
            on:keydown=leave
        >
            // It stands from the start, so that reading begins at it whatever is still on its way.
            <Show when=move || !failed.get()>
                <h1 id="page-title">
                    {question}
                    {move || number().map(|number| view! { " "<span class="step">{number}</span> })}
                </h1>
            </Show>
            {shown}
        </div>
    }
    .into_any()
}
