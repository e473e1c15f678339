//! A lookup: who, when, what and why; how far back lookups are told; and a question to who tells of one that looks wrong.

use domain::party::Relation;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use protocol::{
    BeginLetter, KeepLetter,
    data_use::{AccessLogView, LookupView, OrganisationView},
    letters::{LetterText, LetterTo},
    view::PartyView,
};

use super::{Moment, Words};
use crate::{
    phrase::{self, data_use as said},
    state::{Place, Writing, desk, here, place},
    words::language,
};

/// An organisation, with whom to ask there.
#[component]
pub fn Organisation(
    /// The organisation.
    organisation: OrganisationView,
) -> AnyView {
    let OrganisationView { name, address, contact } = organisation;
    view! {
        <p><Words text=name/></p>
        {address.map(|address| view! { <p class="small">{address}</p> })}
        {contact.map(|contact| view! { <p class="small">{move || t!("organisation-contact", contact = contact.as_str())}</p> })}
    }
    .into_any()
}

/// A lookup in a list.
#[component]
pub fn LookupCard(
    /// The lookup.
    lookup: LookupView,
    /// Whether its day stands above it already, so that the time is enough.
    #[prop(optional)]
    timed: bool,
) -> AnyView {
    let place = place();
    let asked = lookup.clone();
    let LookupView {
        source,
        id,
        sender,
        whose,
        when,
        action,
        receiver,
        system,
        role,
        source_system,
        basis,
        data,
        direction,
        denied,
        data_use,
        consent,
        is_new,
        flag,
        ..
    } = lookup;
    let foreign = receiver.lang.clone();
    let clock = when.time.filter(|_| timed);
    let row = format!("{source}/lookup/{id}");
    let data = data.into_iter().map(|data| data.value).collect::<Vec<_>>().join(", ");
    let used = data_use.map(|(data_use, purpose)| {
        view! {
            <div><dt>{tr!("lookup-for")}</dt><dd><a class="apart" href=move || here(place).using(&data_use).href()><Words text=purpose/></a></dd></div>
        }
    });
    let rests = consent.map(|consent| {
        view! {
            <p><a class="apart" href=move || here(place).opening(&consent).href()>{tr!("lookup-consent")}</a></p>
        }
    });
    let flagged = flag.map(|(why, ended)| {
        let reason = move || said::flag(language(), why, ended.as_ref());
        view! {
            <div class="note wrong">
                <p><span class="tag wait">{tr!("lookup-wrong")}</span></p>
                <p>{reason}</p>
                <p>{tr!("lookup-wrong.perhaps")}</p>
                <AskAbout lookup=asked/>
            </div>
        }
    });
    let role = role.map(|role| view! { <span><Words text=role/></span> });
    let done = move || said::direction(language(), direction).map(|words| view! { <span>{words}</span> });
    view! {
        <article class="lookup" data-row=row>
            <h3 tabindex="-1" lang=foreign>{receiver.value}</h3>
            <p class="meta">
                {match clock {
                    Some(time) => {
                        let iso = when.iso.clone();
                        view! { <time datetime=iso>{move || phrase::clock(language(), time)}</time> }.into_any()
                    }
                    None => view! { <Moment when/> }.into_any(),
                }}
                {role}
                {system.map(|system| view! { <span>{system}</span> })}
                {is_new.then(|| view! { <strong class="new-word">{tr!("new-mark")}</strong> })}
                {denied.then(|| view! { <span class="tag info">{tr!("lookup-denied")}</span> })}
            </p>
            {flagged}
            <p><Words text=action/></p>
            <p class="meta">
                {done}
                <span>{move || phrase::whose(language(), &whose)}</span>
                <span>{move || t!("lookup-told", sender = sender.value.as_str())}</span>
            </p>
            <dl class="facts-list">
                {(!data.is_empty()).then(|| view! { <div><dt>{tr!("lookup-data")}</dt><dd>{data}</dd></div> })}
                {used}
                {basis.map(|basis| view! { <div><dt>{tr!("use-basis")}</dt><dd>{move || said::basis(language(), basis)}</dd></div> })}
                {source_system.map(|system| view! { <div><dt>{tr!("lookup-system")}</dt><dd>{system}</dd></div> })}
            </dl>
            {rests}
        </article>
    }
    .into_any()
}

/// Begins a letter to who tells of a lookup, with a question in it that the resident can change before they send it.
#[component]
fn AskAbout(
    /// The lookup.
    lookup: LookupView,
) -> AnyView {
    let (desk, navigate) = (desk(), use_navigate());
    let (busy, told) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let called = format!("{}, {}", lookup.receiver.value, phrase::when_full(language(), &lookup.when));
    let ask = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (to, navigate) = (LetterTo::New(lookup.party.clone()), navigate.clone());
        let (title, body) = phrase::question(language(), &lookup);
        leptos::task::spawn_local(async move {
            let begun = async {
                let letter = desk.backend.call(BeginLetter { to: to.clone() }).await?;
                let text = LetterText { title, body, ..letter.text };
                desk.backend.call(KeepLetter { id: letter.id.clone(), to, text }).await?;
                Ok(letter.id)
            };
            match begun.await {
                Ok(id) => navigate(&Place::writing(Writing::Draft(id)).href(), NavigateOptions::default()),
                Err(error) => {
                    let error: protocol::ErrorView = error;
                    let words = phrase::fault(language(), error.code).whole();
                    desk.announcer.say(words.clone());
                    told.try_set(Some(words));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <p class="actions">
            <button type="button" aria-disabled=move || busy.get().then_some("true") on:click=ask>
                {tr!("lookup-ask")}
                <span class="hidden">": "{called}</span>
            </button>
        </p>
        {move || told.get().map(|words| view! { <p>{words}</p> })}
    }
    .into_any()
}

/// How far back lookups are told by several sources. What is the same for several people is said once.
#[component]
pub fn LogNotes(
    /// The logs.
    logs: Vec<AccessLogView>,
) -> AnyView {
    let mut told: Vec<(AccessLogView, Vec<PartyView>)> = Vec::new();
    for log in logs {
        let is_same = |other: &AccessLogView| {
            other.source == log.source
                && other.since == log.since
                && other.systems == log.systems
                && other.gaps == log.gaps
        };
        match told.iter_mut().find(|(other, _)| is_same(other)) {
            Some((_, people)) => people.push(log.whose),
            None => told.push((log.clone(), vec![log.whose])),
        }
    }
    told.sort_by(|(one, _), (other, _)| one.sender.value.cmp(&other.sender.value));
    told.into_iter().map(|(log, people)| view! { <Log log people/> }).collect_view().into_any()
}

/// How far back lookups of one person's data are told, and what is not among them.
#[component]
pub fn LogNote(
    /// The log.
    log: AccessLogView,
) -> AnyView {
    let people = vec![log.whose.clone()];
    view! { <Log log people/> }.into_any()
}

#[component]
fn Log(
    /// The log.
    log: AccessLogView,
    /// Whose data.
    people: Vec<PartyView>,
) -> AnyView {
    let AccessLogView { sender, since, systems, gaps, .. } = log;
    let name = sender.value;
    let others = people.iter().any(|party| party.relation != Relation::Myself);
    let names = move || {
        let named = people.iter().map(|party| match party.relation {
            Relation::Myself => t!("filter-you"),
            _ => party.name.clone(),
        });
        named.collect::<Vec<_>>().join(", ")
    };
    let since = move || t!("log-since", sender = name.as_str(), when = phrase::when_full(language(), &since));
    let systems = systems.join(", ");
    view! {
        <div class="log small">
            <p>{since}</p>
            {others.then(|| view! { <p>{move || t!("log-whose", names = names())}</p> })}
            {(!systems.is_empty()).then(|| view! { <p>{move || t!("log-systems", systems = systems.as_str())}</p> })}
            {gaps.map(|gaps| view! { <p>{tr!("log-gaps")}" "<Words text=gaps/></p> })}
        </div>
    }
    .into_any()
}
