//! What the resident has begun and not sent: until when it can be finished, and how it is erased at the authority.

use domain::id::RecordKey;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use protocol::{
    EraseAtSource,
    view::{DraftView, ErasedView},
};

use super::{Dialog, NeedsConnection};
use crate::{
    phrase,
    state::{desk, here, place},
    words::language,
};

/// How far erasing has come.
#[derive(Clone, PartialEq)]
enum Erasing {
    NotAsked,
    Warned,
    UnderWay,
    Failed(protocol::ErrorView),
}

/// A draft, as far as it is more than a case.
#[component]
pub fn DraftReading(
    /// Which one.
    item: RecordKey,
    /// What can be done with it.
    draft: DraftView,
) -> AnyView {
    let DraftView { until, over, erasable } = draft;
    let state = move || match &until {
        None => t!("draft-open"),
        Some(when) if over => t!("draft-over", when = phrase::when_full(language(), when)),
        Some(when) => t!("draft-until", when = phrase::when_full(language(), when)),
    };
    view! {
        <section class="part">
            <h2>{tr!("draft-heading")}</h2>
            <p>{state}</p>
            {erasable.then(|| view! { <Erase item/> })}
        </section>
    }
    .into_any()
}

/// Has the draft erased, after one more question.
#[component]
fn Erase(
    /// The draft.
    item: RecordKey,
) -> AnyView {
    let (desk, place, navigate) = (desk(), place(), use_navigate());
    let (erasing, source) = (RwSignal::new(Erasing::NotAsked), item.source.clone());
    let erase = Callback::new(move |()| {
        erasing.set(Erasing::UnderWay);
        let (item, navigate) = (item.clone(), navigate.clone());
        leptos::task::spawn_local(async move {
            match desk.backend.call(EraseAtSource { item: item.clone() }).await {
                Ok(erased) => {
                    desk.announcer.say(match erased {
                        ErasedView::Erased => t!("draft-erased"),
                        ErasedView::NotThere => t!("draft-not-there"),
                    });
                    // There is nothing to read any more, unless something else is read by now.
                    let now = here(place);
                    if now.item.as_ref() == Some(&item) {
                        navigate(&now.closed().href(), NavigateOptions { scroll: false, ..NavigateOptions::default() });
                    }
                }
                Err(error) => {
                    desk.announcer.say(phrase::fault(language(), error.code).whole());
                    erasing.try_set(Erasing::Failed(error));
                }
            }
        });
    });
    let cancel = Callback::new(move |()| erasing.set(Erasing::NotAsked));
    let busy = move || erasing.with(|erasing| *erasing == Erasing::UnderWay).then_some("true");
    let ask = move |_| {
        if erasing.with_untracked(|erasing| *erasing != Erasing::UnderWay) {
            erasing.set(Erasing::Warned);
        }
    };
    view! {
        <NeedsConnection source=Some(source)/>
        <p class="actions"><button type="button" aria-disabled=busy on:click=ask>{tr!("draft-erase")}</button></p>
        {move || match erasing.get() {
            Erasing::NotAsked => ().into_any(),
            Erasing::Warned => {
                let (heading, consequence, act) =
                    (t!("draft-erase.sure"), t!("draft-erase.warning"), t!("draft-erase.act"));
                view! { <Dialog heading consequence act on_act=erase on_cancel=cancel/> }.into_any()
            }
            Erasing::UnderWay => view! { <p class="note">{t!("draft-erasing")}</p> }.into_any(),
            Erasing::Failed(error) => {
                view! { <p class="note">{phrase::fault(language(), error.code).whole()}</p> }.into_any()
            }
        }}
    }
    .into_any()
}
