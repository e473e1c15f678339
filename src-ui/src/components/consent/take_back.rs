//! Taking back what was given, and prolonging it. What follows is said before; taking back is one step, as giving is, and nobody is
//! asked whether they are sure or why.

use domain::{
    consent::{AnswerFlaw, Overlay},
    data_use::Permission,
    id::RecordKey,
};
use leptos::prelude::*;
use protocol::{
    ExtendConsent, WithdrawConsent,
    data_use::{AnsweredView, ConsentBody},
};

use super::answer::{LastDay, flaw_words, last_day};
use crate::{
    components::Words,
    phrase,
    state::{desk, focus, overview},
    words::language,
};

/// The way to take it back.
#[component]
pub fn TakeBack(
    /// Which one.
    item: RecordKey,
    /// The consent.
    body: ConsentBody,
) -> AnyView {
    let desk = desk();
    let ConsentBody { permission, state, overlay, if_withdrawn, .. } = body;
    let (told, busy) = (RwSignal::new(None::<String>), RwSignal::new(false));
    // What is prolonged was given before.
    let is_pending = overlay == Overlay::GrantPending && !state.permits();
    let act = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let item = item.clone();
        leptos::task::spawn_local(async move {
            let words = match desk.backend.call(WithdrawConsent { item }).await {
                Ok(AnsweredView::Going) => {
                    focus("#reading");
                    t!("consent-back-going")
                }
                Ok(AnsweredView::Cancelled) => {
                    focus("#reading");
                    t!("consent-cancelled")
                }
                Ok(AnsweredView::Flawed(_)) => t!("consent-not-given"),
                Err(error) => phrase::fault(language(), error.code).whole(),
            };
            busy.try_set(false);
            desk.announcer.say(words.clone());
            told.try_set(Some(words));
        });
    };
    let unstated = if_withdrawn.is_none() && !is_pending;
    let heading = move || match permission {
        Permission::Consent => t!("consent-back"),
        Permission::DisclosurePermission => t!("consent-back-disclosure"),
        Permission::Prohibition => t!("consent-unforbid"),
    };
    let button = move || if is_pending { t!("consent-cancel") } else { heading() };
    view! {
        <section class="part" data-part="take-back" aria-labelledby="consent-back">
            <h2 id="consent-back">{heading}</h2>
            {is_pending.then(|| view! { <p>{tr!("consent-cancel.means")}</p> })}
            {if_withdrawn.filter(|_| !is_pending).map(|text| view! { <p><Words text/></p> })}
            {unstated.then(|| view! { <p>{tr!("consent-back-unstated")}</p> })}
            <div class="even">
                <button type="button" class="even-answer" aria-disabled=move || busy.get().then_some("true") on:click=act>{button}</button>
            </div>
            {move || told.get().map(|words| view! { <p class="note">{words}</p> })}
        </section>
    }
    .into_any()
}

/// The way to prolong it.
#[component]
pub fn Extend(
    /// Which one.
    item: RecordKey,
    /// The consent.
    body: ConsentBody,
) -> AnyView {
    let (desk, overview) = (desk(), overview());
    let ConsentBody { permission, extendable_to, notice, .. } = body;
    let Some((latest, notice)) = extendable_to.zip(notice) else { return ().into_any() };
    let (typed, flaw) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let busy = RwSignal::new(false);
    let fail = move |words: String| {
        desk.announcer.say(words.clone());
        flaw.try_set(Some(words));
        focus("#consent-extend-until");
    };
    let extend = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let until = match last_day(&typed.get_untracked(), overview.today_untracked(), Some(latest), false) {
            Ok(Some(until)) => until,
            Ok(None) => return,
            Err(words) => return fail(words),
        };
        busy.set(true);
        flaw.set(None);
        let (item, notice) = (item.clone(), notice.sha256.clone());
        leptos::task::spawn_local(async move {
            let answer = desk.backend.call(ExtendConsent { item, until, notice }).await;
            busy.try_set(false);
            match answer {
                Ok(AnsweredView::Going | AnsweredView::Cancelled) => {
                    focus("#reading");
                    desk.announcer.say(t!("consent-going"));
                }
                Ok(AnsweredView::Flawed(AnswerFlaw::LastDay)) => fail(flaw_words(AnswerFlaw::LastDay, Some(latest))),
                Ok(AnsweredView::Flawed(wrong)) => fail(flaw_words(wrong, None)),
                Err(error) => fail(phrase::fault(language(), error.code).whole()),
            }
        });
    };
    let heading = move || match permission {
        Permission::Consent => t!("consent-extend"),
        Permission::DisclosurePermission => t!("consent-extend-disclosure"),
        Permission::Prohibition => t!("consent-extend-prohibition"),
    };
    view! {
        <section class="part" data-part="extend" aria-labelledby="consent-extend">
            <h2 id="consent-extend">{heading}</h2>
            <p>{tr!("consent-extend.means")}</p>
            <form novalidate on:submit=extend>
                <LastDay id="consent-extend-until" typed flaw latest=Some(latest) optional=false/>
                <p class="actions"><button type="submit">{heading}</button></p>
            </form>
        </section>
    }
    .into_any()
}
