//! The people and organisations the resident acts for.

use domain::party::Relation;
use leptos::prelude::*;
use protocol::{
    ReadRights,
    rights::{HeldRightView, RightsView},
    view::PartyView,
};

use super::{
    links::Links,
    rights::{Acts, Given, Offer, Outcome, OwnCode, Requests, Told},
    title::title,
};
use crate::{
    components::{RightLine, Words},
    phrase,
    state::{Live, Place, desk, overview},
    words::language,
};

/// The people.
#[component]
pub fn People() -> AnyView {
    let overview = overview();
    title(|| Some(t!("view-people")));
    let live = Live::new(desk(), || Some(ReadRights {}));
    let rights: Signal<RightsView> = Memo::new(move |_| live.with(Clone::clone).unwrap_or_default()).into();
    let outcome = Outcome::new();
    let parties = Memo::new(move |_| overview.with(|overview| overview.parties.clone()).unwrap_or_default());
    view! {
        <div class="page" role="region" data-region="page" tabindex="-1" aria-labelledby="page-title">
            <h1 id="page-title">{tr!("view-people")}</h1>
            <p class="lead">{tr!("people-lead")}</p>
            <Show when=move || parties.with(Vec::is_empty)>
                <div class="empty"><p>{tr!("people-empty")}</p></div>
            </Show>
            <Told outcome/>
            <Links/>
            <Requests rights outcome/>
            <div class="cards">
                <For each=move || parties.get() key=|party| format!("{party:?}") let:party>
                    <Person party rights/>
                </For>
            </div>
            <Given rights outcome/>
            <Offer rights outcome/>
            <OwnCode rights/>
            <Acts rights/>
        </div>
    }
    .into_any()
}

#[component]
fn Person(
    /// The person or organisation.
    party: PartyView,
    /// Everything about rights to act.
    rights: Signal<RightsView>,
) -> AnyView {
    let overview = overview();
    let PartyView { id, name, relation, sources, .. } = party;
    let whose = id.clone();
    let held = Memo::new(move |_| {
        rights.with(|rights| rights.held.iter().filter(|held| held.party == whose).cloned().collect::<Vec<_>>())
    });
    let href = Place { party: Some(id), ..Place::INBOX }.href();
    let known = move || {
        let names = overview
            .with(|overview| {
                let known = overview.sources.iter().filter(|source| sources.contains(&source.id));
                known.map(|source| source.name.value.clone()).collect::<Vec<_>>()
            })
            .unwrap_or_default();
        if names.is_empty() { t!("person-unknown") } else { t!("person-known", sources = names.join(", ")) }
    };
    let lines = move || held.get().into_iter().map(|held| view! { <HeldRight held/> }).collect::<Vec<_>>();
    let own = relation == Relation::Myself;
    let shown = name.clone();
    view! {
        <article class="card">
            <h2>{name}</h2>
            <p>{move || phrase::relation(language(), relation)}</p>
            <p class="small">{known}</p>
            {lines.into_any()}
            <p class="actions">
                <a class="button" href=href>
                    {move || if own { t!("person-show-own") } else { t!("person-show", name = shown.clone()) }}
                </a>
            </p>
        </article>
    }
    .into_any()
}

/// By what right the resident acts for the person at one service.
#[component]
fn HeldRight(
    /// The right.
    held: HeldRightView,
) -> AnyView {
    let HeldRightView { sender, standing, over, withheld, .. } = held;
    let whole = standing.matters.is_none() && !over && standing.hindrance.is_none();
    view! {
        <p class="source-right small">
            <span><Words text=sender/></span>
            <RightLine standing/>
            {whole.then(|| view! { <span>{tr!("standing-all")}</span> })}
        </p>
        {over.then(|| view! { <p class="note">{tr!("right-over")}</p> })}
        {withheld.then(|| view! { <p class="small">{tr!("right-withheld")}</p> })}
    }
    .into_any()
}
