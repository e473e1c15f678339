//! Whose matters are shown.

use domain::{id::PartyId, party::Relation};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use protocol::view::{OverviewView, PartyView};

use crate::{
    state::{Place, View, decode, encode, here, overview, place},
    words::language,
};

/// Chooses whose matters are shown. Absent when there are only the resident's own.
#[component]
pub fn PartyFilter(
    /// The id of the field; the filter may stand in two places.
    id: &'static str,
) -> AnyView {
    let (overview, place, navigate) = (overview(), place(), use_navigate());
    let parties = Memo::new(move |_| overview.with(|overview| overview.parties.clone()).unwrap_or_default());
    let several = Memo::new(move |_| parties.with(|parties| parties.len() > 1));
    let chosen = move || {
        let Some(asked) = here(place).party else { return String::new() };
        let now = parties.with(|parties| parties.iter().find(|party| party.is(&asked)).map(|party| party.id.clone()));
        encode(now.unwrap_or(asked).as_str())
    };
    let gone = Memo::new(move |_| {
        let asked = here(place).party;
        asked.is_some_and(|asked| parties.with(|parties| !parties.iter().any(|party| party.is(&asked))))
    });
    let choose = Callback::new(move |value: String| {
        let now = here(place);
        let view = if now.view.is_by_party() { now.view } else { View::Inbox };
        let party = decode(&value).map(PartyId::new);
        let to = Place { view, party, search: now.search, lookups: now.lookups, ..Place::INBOX };
        navigate(&to.href(), NavigateOptions { scroll: false, ..NavigateOptions::default() });
    });
    view! {
        <Show when=move || several.get()>
            <div class="filter">
                <label for=id class="small">{tr!("filter-label")}</label>
                <span class="select"><select id=id prop:value=chosen on:change=move |event| choose.run(event_target_value(&event))>
                    <option value="" selected=move || chosen().is_empty()>{tr!("filter-everybody")}</option>
                    <For each=move || parties.get() key=|party| (party.id.clone(), party.name.clone()) let:party>
                        <Choice party chosen=Signal::derive(chosen)/>
                    </For>
                    // The right to act may have ended while only theirs was shown.
                    <Show when=move || gone.get()>
                        <option value=chosen selected disabled>{tr!("filter-gone")}</option>
                    </Show>
                </select></span>
                <p class="small names">{move || parties.with(|parties| names(parties))}</p>
            </div>
        </Show>
    }
    .into_any()
}

#[component]
fn Choice(
    /// The party.
    party: PartyView,
    /// The chosen value.
    chosen: Signal<String>,
) -> AnyView {
    let overview = overview();
    let value = encode(party.id.as_str());
    let same = value.clone();
    let own = party.relation == Relation::Myself;
    let name = Memo::new(move |_| overview.with(|overview| distinct(&party, overview)).unwrap_or_default());
    view! {
        <option value=value selected=move || chosen.get() == same>
            {move || if own { t!("filter-own") } else { name.get() }}
        </option>
    }
    .into_any()
}

/// A party's name, with the services that know them when another party has the same: until the resident says that two
/// names are one person, they stand apart.
fn distinct(party: &PartyView, overview: &OverviewView) -> String {
    let twins = overview.parties.iter().filter(|other| other.name == party.name).count();
    if twins < 2 {
        return party.name.clone();
    }
    let known = overview.sources.iter().filter(|source| party.sources.contains(&source.id));
    let known: Vec<_> = known.map(|source| source.name.value.as_str()).collect();
    format!("{} ({})", party.name, known.join(", "))
}

/// Every name once.
fn names(parties: &[PartyView]) -> String {
    let mut names: Vec<String> = Vec::new();
    for party in parties {
        let name = match party.relation {
            Relation::Myself => say!(language(), "filter-you"),
            _ => party.name.clone(),
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}
