//! That a right to act has ended, said once: for whom, why, and what became of what was on the device.

use domain::{mandate::EndCause, text::Language};
use leptos::prelude::*;
use protocol::{DismissEndedRight, view::EndedRightView};

use super::Moment;
use crate::{
    phrase,
    state::{desk, overview},
    words::language,
};

/// What the notice says first, and aloud.
pub fn ended_heading(language: Language, ended: &EndedRightView) -> String {
    say!(language, "ended-heading", name = ended.name.as_str())
}

/// One right that has ended.
#[component]
pub fn Ended(
    /// The right.
    ended: EndedRightView,
) -> AnyView {
    let (desk, overview) = (desk(), overview());
    let EndedRightView { right, sender, cause, last_day, when, unsent, last, .. } = ended.clone();
    let why = move || {
        let sender = sender.value.as_str();
        match (cause, last_day) {
            (EndCause::Time, Some(day)) => {
                t!("ended-time", day = phrase::day(language(), overview.today(), day), sender = sender)
            }
            (EndCause::Withdrawn, _) => t!("ended-withdrawn", sender = sender),
            (EndCause::Time | EndCause::Unstated, _) => t!("ended-unstated", sender = sender),
        }
    };
    let dismiss = move |_| {
        let right = right.clone();
        leptos::task::spawn_local(async move {
            // If it cannot be kept, the notice stays and can be dismissed again.
            let _ = desk.backend.call(DismissEndedRight { right }).await;
        });
    };
    view! {
        <article class="notice">
            <h3>{move || ended_heading(language(), &ended)}</h3>
            <p class="small"><Moment when/></p>
            <p>{why}</p>
            <p>{move || if last { t!("ended-last") } else { t!("ended-others") }}</p>
            {(unsent > 0).then(|| view! { <p>{move || t!("ended-unsent", count = unsent)}</p> })}
            <p class="actions"><button type="button" on:click=dismiss>{tr!("taken-understood")}</button></p>
        </article>
    }
    .into_any()
}
