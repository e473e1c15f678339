//! By what right the resident acts for somebody, and why not where they may not.

use domain::{mandate::Hindrance, party::MandateBasis, text::Language};
use leptos::prelude::*;
use protocol::view::{JointAnswersView, StandingView, Text};

use super::{Moment, Words};
use crate::{
    phrase,
    state::overview,
    words::{GAP, cut, language},
};

/// Why the resident has a right.
pub fn basis(language: Language, basis: MandateBasis) -> String {
    match basis {
        MandateBasis::Custody => say!(language, "basis-custody"),
        MandateBasis::Guardianship => say!(language, "basis-guardianship"),
        MandateBasis::PowerOfAttorney => say!(language, "basis-power-of-attorney"),
        MandateBasis::Role => say!(language, "basis-role"),
    }
}

/// The right in one line: why, in what, until when.
#[component]
pub fn RightLine(
    /// The right.
    standing: StandingView,
) -> AnyView {
    let overview = overview();
    let StandingView { bases, until, matters, .. } = standing;
    let bases = bases.into_iter().map(|of| view! { <span>{move || basis(language(), of)}</span> }).collect_view();
    let matters = matters.map(|matters| view! { <span><Covered matters/></span> });
    let until = until.map(|day| {
        view! { <span>{move || t!("standing-until", day = phrase::day(language(), overview.today(), day))}</span> }
    });
    view! { {bases}{matters}{until} }.into_any()
}

/// The matters a right covers, each in its own language.
#[component]
fn Covered(
    /// Their names.
    matters: Vec<Text>,
) -> impl IntoView {
    move || {
        let said = t!("standing-matters", matters = GAP);
        let (before, after) = cut(&said);
        let (before, after) = (before.to_owned(), after.to_owned());
        let names = matters
            .iter()
            .enumerate()
            .map(|(place, name)| view! { {(place > 0).then_some(", ")}<Words text=name.clone()/> })
            .collect_view();
        view! { {before}{names}{after} }
    }
}

/// On an item of somebody else: the right, and where it does not reach, the reason in place of what could be done.
#[component]
pub fn Standing(
    /// The right.
    standing: StandingView,
    /// For whom.
    name: String,
) -> AnyView {
    let overview = overview();
    let (hindrance, from) = (standing.hindrance, standing.from);
    let reason = move |hindrance: Hindrance| match (hindrance, from) {
        (Hindrance::OutsideScope, _) => t!("hindrance-outside", name = name.as_str()),
        (Hindrance::MatterUnknown, _) => t!("hindrance-unknown"),
        (Hindrance::NotYet, Some(day)) => t!("hindrance-not-yet", day = phrase::day(language(), overview.today(), day)),
        (Hindrance::NotYet | Hindrance::Unsaid | Hindrance::Ended, _) => t!("hindrance-unsaid"),
    };
    view! {
        <p class="facts small"><span>{tr!("standing-acting")}</span><RightLine standing/></p>
        {hindrance.map(|hindrance| view! {
            <div class="note">
                <p><b>{tr!("hindrance-heading")}</b></p>
                <p>{move || reason(hindrance)}" "{tr!("hindrance-reading")}</p>
            </div>
        })}
    }
    .into_any()
}

/// Who has answered a question that takes several people's answers.
#[component]
pub fn Answers(
    /// The answers.
    answers: JointAnswersView,
) -> AnyView {
    let JointAnswersView { needed, missing, given } = answers;
    let given = given
        .into_iter()
        .map(|answer| view! { <div><dt>{answer.by}</dt><dd><Moment when=answer.when/></dd></div> })
        .collect_view();
    view! {
        <section class="part">
            <h2>{tr!("answers-heading")}</h2>
            <p>{move || t!("answers-needed", count = needed)}</p>
            <dl class="facts-list">{given}</dl>
            <p>{move || if missing == 0 { t!("answers-all") } else { t!("answers-missing", count = missing) }}</p>
        </section>
    }
    .into_any()
}
