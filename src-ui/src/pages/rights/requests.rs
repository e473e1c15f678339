//! Requests for a right to act: of others, which wait for the resident's answer, and the resident's own.

use leptos::prelude::*;
use protocol::{
    AnswerRightRequest, WithdrawRight,
    rights::{RightRequestView, RightsView},
};

use super::{Deed, Outcome, terms};
use crate::{
    components::{Dialog, Moment},
    state::{desk, overview},
};

/// The requests, those of others first. Absent while there are none.
#[component]
pub fn Requests(
    /// Everything about rights to act.
    rights: Signal<RightsView>,
    /// Where what comes of a deed is told.
    outcome: Outcome,
) -> AnyView {
    let requests = Memo::new(move |_| rights.with(|rights| rights.requests.clone()));
    let shown = move || {
        let requests = requests.get();
        (!requests.is_empty()).then(|| {
            let card = |request: RightRequestView| {
                if request.incoming {
                    view! { <Incoming request outcome/> }.into_any()
                } else {
                    view! { <Own request outcome/> }.into_any()
                }
            };
            let cards = requests.into_iter().map(card).collect::<Vec<_>>();
            view! {
                <section class="rights" aria-labelledby="rights-requests">
                    <h2 id="rights-requests">{tr!("requests-heading")}</h2>
                    <div class="cards">{cards}</div>
                </section>
            }
            .into_any()
        })
    };
    shown.into_any()
}

/// Somebody asks the resident. Both answers have the same weight.
#[component]
fn Incoming(
    /// The request.
    request: RightRequestView,
    /// Where what comes of the answer is told.
    outcome: Outcome,
) -> AnyView {
    let (desk, overview) = (desk(), overview());
    let asking = RwSignal::new(None::<bool>);
    let RightRequestView { source, request, sender, other, matters, until, asked: when, .. } = request;
    let from = sender.clone();
    let said = move || terms(&sender.value, matters.as_deref(), until, overview.today());
    let (shown, name, called) = (said.clone(), other.clone(), other);
    let deed = move |accept| {
        let (question, act) = if accept {
            (t!("request-accept.question", name = called.as_str()), t!("request-accept"))
        } else {
            (t!("request-refuse.question", name = called.as_str()), t!("request-refuse"))
        };
        Deed { question, consequence: said(), act }
    };
    let asked = deed.clone();
    let answer = Callback::new(move |()| {
        let Some(accept) = asking.get_untracked() else { return };
        asking.set(None);
        let command = AnswerRightRequest { source: source.clone(), request: request.clone(), accept };
        outcome.send(desk, from.clone(), untrack(|| asked(accept)), command, None);
    });
    let cancel = Callback::new(move |()| asking.set(None));
    view! {
        <article class="card">
            <h3>{move || t!("request-incoming", name = name.as_str())}</h3>
            <p>{shown}</p>
            <p class="small">{tr!("request-asked")}" "<Moment when/></p>
            <p class="actions answers">
                <button type="button" on:click=move |_| asking.set(Some(true))>{tr!("request-accept")}</button>
                <button type="button" on:click=move |_| asking.set(Some(false))>{tr!("request-refuse")}</button>
            </p>
            {move || asking.get().map(|accept| {
                let Deed { question, consequence, act } = deed(accept);
                view! { <Dialog heading=question consequence act on_act=answer on_cancel=cancel/> }
            })}
        </article>
    }
    .into_any()
}

/// The resident has asked somebody.
#[component]
fn Own(
    /// The request.
    request: RightRequestView,
    /// Where what comes of taking it back is told.
    outcome: Outcome,
) -> AnyView {
    let (desk, overview) = (desk(), overview());
    let RightRequestView { source, request, sender, other, matters, until, asked, refused, .. } = request;
    let (from, called) = (sender.clone(), other.clone());
    let said = move || terms(&sender.value, matters.as_deref(), until, overview.today());
    let (shown, act) = (said.clone(), move || if refused { t!("request-forget") } else { t!("request-take-back") });
    let withdraw = move |_| {
        let question = t!("request-own", name = called.as_str());
        let deed = untrack(|| Deed { question, consequence: said(), act: act() });
        let command = WithdrawRight { source: source.clone(), right: request.clone() };
        outcome.send(desk, from.clone(), deed, command, None);
    };
    view! {
        <article class="card">
            <h3>{move || t!("request-own", name = other.as_str())}</h3>
            <p>{move || if refused { t!("request-refused") } else { t!("request-waits") }}</p>
            <p>{shown}</p>
            <p class="small">{tr!("request-asked")}" "<Moment when=asked/></p>
            <p class="actions">
                <button type="button" on:click=withdraw>{act}</button>
            </p>
        </article>
    }
    .into_any()
}
