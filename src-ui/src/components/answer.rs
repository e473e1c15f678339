//! The three states of anything asked: awaited, failed, there.

use leptos::prelude::*;
use protocol::{ErrorCode, ErrorView};

use crate::{
    phrase::fault,
    state::{Live, Place, Provides, View, overview, place},
    words::language,
};

/// What is shown for a question: a quiet placeholder, a fault with a way on, or the answer.
pub fn answered<C>(live: Live<C>, show: impl Fn(C::Response) -> AnyView) -> AnyView
where
    C: Provides + Clone + PartialEq + Sync,
    C::Response: Clone + PartialEq + Send + Sync,
{
    match live.get() {
        None => view! { <Waiting/> }.into_any(),
        Some(Ok(answer)) => show(answer),
        Some(Err(error)) => view! { <Failure error retry=move || live.ask_again()/> }.into_any(),
    }
}

/// The place of something that is on its way. It has room from the start and words only after a moment.
#[component]
pub fn Waiting() -> AnyView {
    view! {
        <div class="waiting">
            <p>{tr!("waiting")}</p>
        </div>
    }
    .into_any()
}

/// A fault: what happened, what is safe, what to do.
#[component]
pub fn Failure(
    /// The fault.
    error: ErrorView,
    /// Tries again.
    retry: impl Fn() + 'static,
    /// Whether this is all there is to read, so that it heads the page.
    #[prop(optional)]
    alone: bool,
) -> AnyView {
    let code = error.code;
    let source = error.source.map(|source| {
        let name = move || {
            overview()
                .with(|overview| {
                    overview.sources.iter().find(|view| view.id == source).map(|view| view.name.value.clone())
                })
                .flatten()
        };
        view! { <p class="small">{name}</p> }
    });
    let happened = move || fault(language(), code).happened;
    let place = place();
    // What is gone does not come back by asking again.
    let gone = code == ErrorCode::NotFound;
    let retry = (!gone).then(|| {
        view! { <button type="button" class="primary" on:click=move |_| retry()>{tr!("retry")}</button> }
    });
    let elsewhere = move || place.with(|place| place.as_ref().is_none_or(|place| *place != Place::INBOX));
    view! {
        <div class="failure">
            {if alone {
                view! { <h1 id="reading-title">{happened}</h1> }.into_any()
            } else {
                view! { <h2>{happened}</h2> }.into_any()
            }}
            {source}
            <p>{move || fault(language(), code).safe}</p>
            <p>{move || fault(language(), code).next}</p>
            <p class="actions">
                {retry}
                <Show when=elsewhere>
                    <a class=if gone { "button primary" } else { "button" } href=View::Inbox.path()>{tr!("to-inbox")}</a>
                </Show>
            </p>
        </div>
    }
    .into_any()
}
