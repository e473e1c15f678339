//! The people and organisations the resident acts for.

use domain::party::Relation;
use leptos::prelude::*;
use protocol::view::PartyView;

use super::{links::Links, title::title};
use crate::{
    phrase,
    state::{Place, View, overview},
    words::language,
};

/// The people.
#[component]
pub fn People() -> AnyView {
    let overview = overview();
    title(|| Some(t!("view-people")));
    let parties = Memo::new(move |_| overview.with(|overview| overview.parties.clone()).unwrap_or_default());
    view! {
        <div class="page" role="region" data-region="page" tabindex="-1" aria-labelledby="page-title">
            <h1 id="page-title">{tr!("view-people")}</h1>
            <p class="lead">{tr!("people-lead")}</p>
            <Show when=move || parties.with(Vec::is_empty)>
                <div class="empty"><p>{tr!("people-empty")}</p></div>
            </Show>
            <Links/>
            <div class="cards">
                <For each=move || parties.get() key=|party| format!("{party:?}") let:party>
                    <Person party/>
                </For>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Person(
    /// The person or organisation.
    party: PartyView,
) -> AnyView {
    let overview = overview();
    let PartyView { id, name, relation, sources, .. } = party;
    let href = Place { view: View::Inbox, item: None, party: Some(id) }.href();
    let known = move || {
        let names = overview
            .with(|overview| {
                let known = overview.sources.iter().filter(|source| sources.contains(&source.id));
                known.map(|source| source.name.value.clone()).collect::<Vec<_>>()
            })
            .unwrap_or_default();
        if names.is_empty() { t!("person-unknown") } else { t!("person-known", sources = names.join(", ")) }
    };
    let own = relation == Relation::Myself;
    let shown = name.clone();
    view! {
        <article class="card">
            <h2>{name}</h2>
            <p>{move || phrase::relation(language(), relation)}</p>
            <p class="small">{known}</p>
            <p class="actions">
                <a class="button" href=href>
                    {move || if own { t!("person-show-own") } else { t!("person-show", name = shown.clone()) }}
                </a>
            </p>
        </article>
    }
    .into_any()
}
