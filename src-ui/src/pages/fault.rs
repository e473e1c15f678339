//! Pages for when there is nothing to show: a fault, a locked store, an address that leads nowhere.

use leptos::prelude::*;
use protocol::{ErrorCode, ErrorView, RetryUnlock, StartOver, Tag, UseOnce};

use super::{lock_screen::OtherPerson, title::title};
use crate::{
    components::{Dialog, Failure},
    phrase,
    state::{Desk, View, desk, overview},
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

/// The store cannot be opened: why, what is safe, what to do. Where nothing will ever open it, a way to begin again.
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
                    <OtherPerson/>
                </p>
            </div>
            {code.can_use_once().then(|| view! { <Once/> })}
            {code.can_start_over().then(|| view! { <Beginning/> })}
        </div>
    }
    .into_any()
}

/// Using the app this time without keeping anything.
#[component]
fn Once() -> AnyView {
    let desk = desk();
    let failed = RwSignal::new(None::<ErrorCode>);
    let go_on = move |_| {
        failed.set(None);
        leptos::task::spawn_local(async move {
            match desk.backend.call(UseOnce {}).await {
                Ok(()) => desk.announcer.say(t!("once-banner")),
                Err(error) => {
                    desk.announcer.say(phrase::fault(language(), error.code).whole());
                    failed.try_set(Some(error.code));
                }
            }
            desk.tags.invalidate_all();
        });
    };
    view! {
        <section class="part" aria-labelledby="once">
            <h2 id="once">{tr!("once-heading")}</h2>
            <p>{tr!("once-heading.lead")}</p>
            <p>{tr!("once-heading.safe")}</p>
            <p class="actions"><button type="button" on:click=go_on>{tr!("once-heading.button")}</button></p>
            {move || failed.get().map(|code| view! { <p class="note">{phrase::fault(language(), code).whole()}</p> })}
        </section>
    }
    .into_any()
}

/// Begins again with an empty store, and says how that went.
pub fn starting_over(desk: Desk, asked: RwSignal<bool>, failed: RwSignal<Option<ErrorCode>>) -> Callback<()> {
    Callback::new(move |()| {
        asked.set(false);
        failed.set(None);
        leptos::task::spawn_local(async move {
            match desk.backend.call(StartOver {}).await {
                Ok(()) => desk.announcer.say(t!("start-over-done")),
                Err(error) => {
                    desk.announcer.say(phrase::fault(language(), error.code).whole());
                    failed.try_set(Some(error.code));
                }
            }
            desk.tags.invalidate_all();
        });
    })
}

/// Beginning again with an empty store, once the resident has heard what that means.
#[component]
fn Beginning() -> AnyView {
    let desk = desk();
    let asked = RwSignal::new(false);
    let failed = RwSignal::new(None::<ErrorCode>);
    let begin = starting_over(desk, asked, failed);
    let cancel = Callback::new(move |()| asked.set(false));
    view! {
        <section class="part" aria-labelledby="start-over">
            <h2 id="start-over">{tr!("start-over")}</h2>
            <p>{tr!("start-over.when")}</p>
            <p>{tr!("start-over.safe")}</p>
            <p class="actions"><button type="button" on:click=move |_| asked.set(true)>{tr!("start-over.button")}</button></p>
            {move || failed.get().map(|code| view! { <p class="note">{phrase::fault(language(), code).whole()}</p> })}
            <Show when=move || asked.get()>
                <Dialog
                    heading=t!("start-over-sure")
                    consequence=t!("start-over-sure.warning")
                    act=t!("start-over-sure.act")
                    on_act=begin
                    on_cancel=cancel
                />
            </Show>
        </section>
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
