//! Rights that the resident has given, each with the way to take it back.

use leptos::prelude::*;
use protocol::{
    WithdrawRight,
    rights::{GivenRightView, RightsView},
};

use super::{Deed, Outcome, terms};
use crate::{
    components::Dialog,
    state::{desk, overview},
};

/// Who may act for the resident. Absent where no service offers to give rights.
#[component]
pub fn Given(
    /// Everything about rights to act.
    rights: Signal<RightsView>,
    /// Where what comes of a deed is told.
    outcome: Outcome,
) -> AnyView {
    let given = Memo::new(move |_| rights.with(|rights| rights.given.clone()));
    let offered = Memo::new(move |_| rights.with(|rights| !rights.offers.is_empty()));
    let shown = move || {
        let given = given.get();
        (offered.get() || !given.is_empty()).then(|| {
            let none = given.is_empty().then(|| view! { <p>{tr!("given-none")}</p> });
            let cards = given.into_iter().map(|given| view! { <GivenRight given outcome/> }).collect::<Vec<_>>();
            view! {
                <section class="rights" aria-labelledby="rights-given">
                    <h2 id="rights-given">{tr!("given-heading")}</h2>
                    {none}
                    <div class="cards">{cards}</div>
                </section>
            }
            .into_any()
        })
    };
    shown.into_any()
}

#[component]
fn GivenRight(
    /// The right.
    given: GivenRightView,
    /// Where what comes of it is told.
    outcome: Outcome,
) -> AnyView {
    let (desk, overview) = (desk(), overview());
    let asking = RwSignal::new(false);
    let GivenRightView { source, right, sender, holder, matters, until, over, .. } = given;
    let (name, called) = (holder.clone(), holder.clone());
    let from = sender.clone();
    let said = move || terms(&sender.value, matters.as_deref(), until, overview.today());
    let shown = said.clone();
    let deed = move || Deed {
        question: t!("given-withdraw.question", name = called.as_str()),
        consequence: format!("{} {}", said(), t!("given-withdraw.consequence")),
        act: t!("given-withdraw.act"),
    };
    let asked = deed.clone();
    let withdraw = Callback::new(move |()| {
        asking.set(false);
        let command = WithdrawRight { source: source.clone(), right: right.clone() };
        outcome.send(desk, from.clone(), untrack(&asked), command, None);
    });
    let cancel = Callback::new(move |()| asking.set(false));
    view! {
        <article class="card">
            <h3>{holder}</h3>
            <p>{shown}</p>
            {over.then(|| view! { <p class="note">{tr!("given-over")}</p> })}
            <p class="actions">
                <button type="button" on:click=move |_| asking.set(true)>
                    {move || t!("given-withdraw", name = name.as_str())}
                </button>
            </p>
            {move || asking.get().then(|| {
                let Deed { question, consequence, act } = deed();
                view! { <Dialog heading=question consequence act on_act=withdraw on_cancel=cancel/> }
            })}
        </article>
    }
    .into_any()
}
