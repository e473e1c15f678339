//! A request: everything that must be known of it, with the data as they would go, and then the answer.

use domain::{data_use::Permission, id::RecordKey, party::Relation};
use leptos::prelude::*;
use protocol::{
    data_use::ConsentBody,
    view::{PartyView, Text},
};

use super::{DataItem, answer::Answer, facts::Facts, notice::Notice, past::Others};

/// A request, to answer.
#[component]
pub fn Request(
    /// Which one.
    item: RecordKey,
    /// The request.
    body: ConsentBody,
    /// What it is for.
    purpose: Text,
    /// Whose data.
    whose: PartyView,
    /// Whether the resident may not act in it.
    barred: bool,
) -> AnyView {
    let named = body.permission;
    let (needed, optional): (Vec<_>, Vec<_>) = body.data.iter().cloned().partition(|data| !data.optional);
    let has_needed = !needed.is_empty();
    let list = |data: Vec<_>| data.into_iter().map(|data| view! { <DataItem data/> }).collect_view();
    let left_out = (!optional.is_empty()).then(|| {
        view! {
            <h3>{tr!("consent-optional")}</h3>
            <dl class="facts-list">{list(optional)}</dl>
        }
    });
    let others = view! { <Others replaces=body.replaces.clone() replaced_by=None/> };
    let answer = if body.answerable {
        view! { <Answer item body=body.clone()/> }.into_any()
    } else {
        view! { <WhyNot body=body.clone() whose barred/> }.into_any()
    };
    view! {
        <section class="part">
            <h2>{tr!("consent-about")}</h2>
            <Facts body=body.clone() purpose/>
        </section>
        <section class="part" data-part="data">
            <h2>{move || match named {
                Permission::Prohibition => t!("consent-data.forbidden"),
                _ => t!("consent-data"),
            }}</h2>
            {has_needed.then(|| view! { <dl class="facts-list">{list(needed)}</dl> })}
            {left_out}
        </section>
        <Notice notice=body.notice/>
        {others}
        {answer}
    }
    .into_any()
}

/// Why it cannot be answered here.
#[component]
fn WhyNot(
    /// The request.
    body: ConsentBody,
    /// Whose data.
    whose: PartyView,
    /// Whether the resident may not act in it; why is said above.
    barred: bool,
) -> AnyView {
    let broken = body.notice.as_ref().is_none_or(|notice| !notice.is_whole);
    let other = whose.relation != Relation::Myself;
    let words = move || {
        if body.party_only && other {
            t!("consent-party-only", name = whose.name.as_str())
        } else if barred {
            t!("consent-barred")
        } else if broken {
            t!("consent-no-notice")
        } else {
            t!("consent-not-here")
        }
    };
    view! {
        <section class="part" data-part="answer">
            <h2>{tr!("consent-answer")}</h2>
            <p>{words}</p>
        </section>
    }
    .into_any()
}
