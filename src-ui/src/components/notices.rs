//! What the resident must be told beside their items: what an authority took back, and what had to be fetched again.

use domain::change::TombstoneReason;
use leptos::prelude::*;
use protocol::{
    DismissTakenBack, ReadNotices,
    view::{PartyView, TakenBackView},
};

use super::Moment;
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
    let mended = Memo::new(move |_| live.with(|notices| notices.mended.clone()).unwrap_or_default());
    let any = Memo::new(move |_| !taken.with(Vec::is_empty) || !mended.with(Vec::is_empty));
    view! {
        <Show when=move || any.get()>
            <section class="group notices" aria-labelledby="notices">
                <h2 class="group-title" id="notices">{tr!("notices-heading")}</h2>
                <For each=move || mended.get() key=|party| party.id.clone() let:party><Mended party/></For>
                <For each=move || taken.get() key=|notice| notice.item.clone() let:notice><TakenBack notice/></For>
            </section>
        </Show>
    }
    .into_any()
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
    let TakenBackView { item, sender, whose: party, reason, when, title } = notice;
    let sender_name = sender.value;
    let misdirected = reason == TombstoneReason::Misdirected;
    let name = title.as_ref().map(|title| title.value.clone());
    let heading = move || match (&name, misdirected) {
        (_, true) => t!("taken-misdirected", sender = sender_name.as_str()),
        (Some(name), false) => t!("taken-withdrawn", sender = sender_name.as_str(), title = name.as_str()),
        (None, false) => t!("taken-nameless", sender = sender_name.as_str()),
    };
    let dismiss = move |_| {
        let item = item.clone();
        leptos::task::spawn_local(async move {
            // If it cannot be kept, the notice stays and can be dismissed again.
            let _ = desk.backend.call(DismissTakenBack { item }).await;
        });
    };
    view! {
        <article class="notice">
            <h3>{heading}</h3>
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
