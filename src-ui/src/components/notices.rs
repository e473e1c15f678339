//! What the resident must be told beside their items: what an authority took back, and what had to be fetched again.

use domain::{change::TombstoneReason, text::Language};
use leptos::prelude::*;
use protocol::{
    DismissTakenBack, ReadNotices,
    view::{NoticesView, PartyView, TakenBackView},
};

use super::{Ended, Moment, ended_heading};
use crate::{
    phrase,
    state::{Live, desk},
    words::language,
};

/// The notices, before everything else of the inbox.
#[component]
pub fn Notices() -> AnyView {
    let live = Live::new(desk(), || Some(ReadNotices {}));
    let taken = Memo::new(move |_| live.with(|notices| notices.taken_back.clone()).unwrap_or_default());
    let ended = Memo::new(move |_| live.with(|notices| notices.ended.clone()).unwrap_or_default());
    let mended = Memo::new(move |_| live.with(|notices| notices.mended.clone()).unwrap_or_default());
    tell_new(live);
    let any =
        Memo::new(move |_| !taken.with(Vec::is_empty) || !ended.with(Vec::is_empty) || !mended.with(Vec::is_empty));
    view! {
        <Show when=move || any.get()>
            <section class="group notices" aria-labelledby="notices">
                <h2 class="group-title" id="notices">{tr!("notices-heading")}</h2>
                <For each=move || mended.get() key=|party| party.id.clone() let:party><Mended party/></For>
                <For each=move || ended.get() key=|ended| ended.right.clone() let:ended><Ended ended/></For>
                <For each=move || taken.get() key=|notice| notice.item.clone() let:notice><TakenBack notice/></For>
            </section>
        </Show>
    }
    .into_any()
}

/// Says what was taken back or has ended since the notices were first read.
fn tell_new(live: Live<ReadNotices>) {
    let desk = desk();
    Effect::new(move |known: Option<Option<NoticesView>>| {
        let known = known.flatten();
        let now = live.with(Clone::clone);
        if let (Some(known), Some(now)) = (&known, &now) {
            let new = now.taken_back.iter().filter(|notice| known.taken_back.iter().all(|old| old.item != notice.item));
            let taken = new.map(|notice| heading(language(), notice));
            let new = now.ended.iter().filter(|ended| known.ended.iter().all(|old| old.right != ended.right));
            let ended = new.map(|ended| ended_heading(language(), ended));
            desk.announcer.say(taken.chain(ended).collect::<Vec<_>>().join(" "));
        }
        now.or(known)
    });
}

/// What was taken back, and by whom.
fn heading(language: Language, notice: &TakenBackView) -> String {
    let sender = notice.sender.value.as_str();
    match (&notice.title, notice.reason) {
        (_, TombstoneReason::Misdirected) => say!(language, "taken-misdirected", sender = sender),
        (Some(title), _) => say!(language, "taken-withdrawn", sender = sender, title = title.value.as_str()),
        (None, _) => say!(language, "taken-nameless", sender = sender),
    }
}

#[component]
fn Mended(
    /// Whose file was set aside.
    party: PartyView,
) -> AnyView {
    view! {
        <article class="notice">
            <h3>{tr!("mended")}</h3>
            <p class="small">{move || phrase::whose(language(), &party)}</p>
            <p>{tr!("mended.safe")}</p>
        </article>
    }
    .into_any()
}

#[component]
fn TakenBack(
    /// What was taken back.
    notice: TakenBackView,
) -> AnyView {
    let desk = desk();
    let TakenBackView { item, whose: party, reason, when, .. } = notice.clone();
    let misdirected = reason == TombstoneReason::Misdirected;
    let dismiss = move |_| {
        let item = item.clone();
        leptos::task::spawn_local(async move {
            // If it cannot be kept, the notice stays and can be dismissed again.
            let _ = desk.backend.call(DismissTakenBack { item }).await;
        });
    };
    view! {
        <article class="notice">
            <h3>{move || heading(language(), &notice)}</h3>
            <p class="small">
                {move || (!misdirected).then(|| format!("{} · ", phrase::whose(language(), &party)))}
                <Moment when/>
            </p>
            <p>{move || if misdirected { t!("taken-misdirected.next") } else { t!("taken-withdrawn.next") }}</p>
            <p class="actions"><button type="button" on:click=dismiss>{tr!("taken-understood")}</button></p>
        </article>
    }
    .into_any()
}
