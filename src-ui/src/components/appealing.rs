//! Seeking a change in a decision: the way to begin, or how far it has come.

use domain::{decision::AppealKind, id::RecordKey};
use leptos::prelude::*;
use protocol::{
    letters::{AppealingView, LetterTo, PhaseView},
    view::CaseLinkView,
};

use super::Words;
use crate::{
    phrase,
    state::{Place, Writing, here, place},
    words::language,
};

/// The way to seek a change, or what came of it.
#[component]
pub fn Appealing(
    /// The decision.
    item: RecordKey,
    /// How a change is sought in it.
    kind: AppealKind,
    /// Whether it is, and whether it has been.
    appealing: AppealingView,
) -> AnyView {
    let begin = |sends: bool| {
        let href = Place::writing(Writing::To(LetterTo::Appeal(item))).href();
        view! {
            <p class="actions">
                <a class="button" href=href>{move || phrase::appeal_begin(language(), kind, sends)}</a>
            </p>
        }
        .into_any()
    };
    match appealing {
        AppealingView::Nothing => ().into_any(),
        AppealingView::Offered => begin(true),
        AppealingView::Written => begin(false),
        AppealingView::Sent(phase) => {
            let said = move || match phase {
                PhaseView::Stuck(_) => t!("appeal-stuck"),
                PhaseView::Received { .. } => t!("appeal-received"),
                PhaseView::Draft | PhaseView::Waiting { .. } | PhaseView::Sending => t!("appeal-waiting"),
            };
            view! { <p>{said}</p> }.into_any()
        }
        AppealingView::Requested(request, answer) => view! {
            <p>{tr!("appeal-requested")}</p>
            <Linked label=|| t!("appeal-request") to=request/>
            {answer.map(|answer| view! { <Linked label=|| t!("appeal-answer") to=answer/> })}
        }
        .into_any(),
    }
}

/// A decision by way of a request for review, or the other way round.
#[component]
pub fn Linked(
    /// What it is.
    label: fn() -> String,
    /// Where it is.
    to: CaseLinkView,
) -> AnyView {
    let (place, item) = (place(), to.item);
    view! {
        <dl class="facts-list">
            <div>
                <dt>{label}</dt>
                <dd><a href=move || here(place).opening(&item).href()><Words text=to.title/></a></dd>
            </div>
        </dl>
    }
    .into_any()
}
