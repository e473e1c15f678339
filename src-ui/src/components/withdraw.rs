//! The way to withdraw a case, or why there is none.

use domain::id::RecordKey;
use leptos::prelude::*;
use protocol::{
    letters::{LetterTo, WithdrawView},
    view::Text,
};

use super::Body;
use crate::state::{Place, Writing};

/// What can be done to withdraw a case.
#[component]
pub fn Withdraw(
    /// The case.
    item: RecordKey,
    /// Whether it can be withdrawn.
    withdraw: WithdrawView,
) -> AnyView {
    match withdraw {
        WithdrawView::Nothing => ().into_any(),
        WithdrawView::UnderWay => view! { <p class="note">{tr!("withdraw-under-way")}</p> }.into_any(),
        WithdrawView::Offered => {
            let href = Place::writing(Writing::To(LetterTo::Withdrawal(item))).href();
            view! { <p class="actions"><a class="button" href=href>{tr!("withdraw")}</a></p> }.into_any()
        }
        WithdrawView::NotOffered(reason) => view! { <WhyNot reason/> }.into_any(),
    }
}

/// Why a case cannot be withdrawn, for who asks.
#[component]
fn WhyNot(
    /// The authority's reason.
    reason: Option<Text>,
) -> AnyView {
    let shown = RwSignal::new(false);
    let expanded = move || if shown.get() { "true" } else { "false" };
    view! {
        <div class="why-not">
            <p class="actions">
                <button
                    type="button" class="link" aria-expanded=expanded aria-controls="withdraw-why"
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {tr!("withdraw-ask")}
                </button>
            </p>
            <div id="withdraw-why">
                {move || shown.get().then(|| match reason.clone() {
                    Some(reason) => view! { <Body text=reason/> }.into_any(),
                    None => view! { <p>{tr!("withdraw-no")}</p> }.into_any(),
                })}
            </div>
        </div>
    }
    .into_any()
}
