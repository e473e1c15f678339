//! Pages for when there is nothing to show: a fault, a locked store, an address that leads nowhere.

use leptos::prelude::*;
use protocol::{ErrorCode, ErrorView, RetryUnlock, Tag};

use super::title::title;
use crate::{
    components::Failure,
    phrase,
    state::{View, desk, overview},
    words::language,
};

/// A fault of the overview itself.
#[component]
pub fn Fault(
    /// The fault.
    error: ErrorView,
) -> AnyView {
    let overview = overview();
    title(|| Some(t!("fault-title")));
    view! {
        <div class="page" role="region" data-region="page" tabindex="-1" aria-labelledby="page-title">
            <h1 id="page-title">{tr!("fault-title")}</h1>
            <Failure error retry=move || overview.0.ask_again()/>
        </div>
    }
    .into_any()
}

/// The store cannot be opened: why, what is safe, what to do.
#[component]
pub fn Locked(
    /// Why.
    code: ErrorCode,
) -> AnyView {
    let desk = desk();
    let busy = RwSignal::new(false);
    let still = RwSignal::new(false);
    title(|| Some(t!("locked-title")));
    let retry = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        leptos::task::spawn_local(async move {
            let answer = desk.backend.call(RetryUnlock {}).await;
            busy.try_set(false);
            still.try_set(answer.is_err());
            desk.tags.invalidate(&[Tag::Inbox, Tag::Cases, Tag::Parties, Tag::Sources, Tag::Settings]);
        });
    };
    view! {
        <div class="page" role="region" data-region="page" tabindex="-1" aria-labelledby="page-title">
            <h1 id="page-title">{tr!("locked-title")}</h1>
            <div class="failure">
                <p class="strong">{move || phrase::fault(language(), code).happened}</p>
                <p>{move || phrase::fault(language(), code).safe}</p>
                <p>{move || phrase::fault(language(), code).next}</p>
                <Show when=move || still.get()><p class="strong">{tr!("locked-still")}</p></Show>
                <p class="actions">
                    <button type="button" class="primary" aria-disabled=move || busy.get().then_some("true") on:click=retry>
                        {tr!("retry")}
                    </button>
                </p>
            </div>
        </div>
    }
    .into_any()
}

/// An address that leads nowhere.
#[component]
pub fn Nowhere() -> AnyView {
    title(|| Some(t!("nowhere")));
    view! {
        <div class="page" role="region" data-region="page" tabindex="-1" aria-labelledby="page-title">
            <h1 id="page-title">{tr!("nowhere")}</h1>
            <p>{tr!("nowhere.next")}</p>
            <p class="actions"><a class="button" href=View::Inbox.path()>{tr!("to-inbox")}</a></p>
        </div>
    }
    .into_any()
}
