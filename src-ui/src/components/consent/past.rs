//! A consent that was answered: what was agreed, what was done by it, what happened to it, and the source's receipts.

use domain::{
    consent::State,
    data_use::Permission,
    id::{PartyId, RecordKey},
    party::Relation,
};
use leptos::prelude::*;
use protocol::{
    data_use::{ActorView, ConsentBody, ConsentEventView, ConsentReceiptView, LookupFilter},
    signature::SignatureView,
    view::{CaseLinkView, PartyView, Text},
};

use super::{
    DataItem,
    facts::Facts,
    notice::Notice,
    take_back::{Extend, TakeBack},
};
use crate::{
    components::{DayInText, Linked, LogNote, LookupCard, Moment, Words},
    phrase::data_use as said,
    state::{ALL_LOOKUPS, Place},
    words::language,
};

/// What was said to a request, and what came of it.
#[component]
pub fn Past(
    /// Which one.
    item: RecordKey,
    /// The consent.
    body: ConsentBody,
    /// What it is for.
    purpose: Text,
    /// Whose data.
    whose: PartyView,
    /// Whether the resident may not act in it.
    barred: bool,
) -> AnyView {
    let can_end = body.withdrawable && !barred;
    let take_back = can_end.then(|| view! { <TakeBack item=item.clone() body=body.clone()/> });
    let extend = (!barred).then(|| view! { <Extend item=item.clone() body=body.clone()/> });
    let agreed = body.data.iter().filter(|data| data.agreed).cloned().collect::<Vec<_>>();
    let was_given = body.history.iter().any(|event| event.state == State::Given);
    let (permission, data) = (body.permission, if was_given { agreed } else { body.data.clone() });
    let items = data.into_iter().map(|data| view! { <DataItem data/> }).collect_view();
    let data = view! {
        <section class="part" data-part="data">
            <h2>{move || match (was_given, permission) {
                (_, Permission::Prohibition) => t!("consent-data.forbidden"),
                (true, _) => t!("consent-agreed"),
                (false, _) => t!("consent-data"),
            }}</h2>
            <dl class="facts-list">{items}</dl>
        </section>
    };
    view! {
        {take_back}
        {extend}
        <Uses item body=body.clone() party=whose.id.clone()/>
        {data}
        <section class="part">
            <h2>{tr!("consent-about")}</h2>
            <Facts body=body.clone() purpose/>
        </section>
        <History history=body.history whose/>
        <Receipts receipts=body.receipts permission/>
        <Notice notice=body.notice/>
        <Others replaces=body.replaces replaced_by=body.replaced_by/>
    }
    .into_any()
}

/// What was done by it: every lookup that rests on it, those with which something is wrong among them.
#[component]
fn Uses(
    /// Which one.
    item: RecordKey,
    /// The consent.
    body: ConsentBody,
    /// Whose data.
    party: PartyId,
) -> AnyView {
    let ConsentBody { lookups, lookup_count, data_use, log, .. } = body;
    let cards = lookups.into_iter().map(|lookup| view! { <LookupCard lookup/> }).collect_view();
    let all = Place { party: Some(party), ..Place::INBOX }
        .looked_up(LookupFilter { consent: Some(item), ..ALL_LOOKUPS })
        .href();
    let used = data_use.map(|(data_use, purpose)| {
        let href = Place::INBOX.using(&data_use).href();
        view! { <dl class="facts-list"><div><dt>{tr!("consent-use")}</dt><dd><a href=href><Words text=purpose/></a></dd></div></dl> }
    });
    let none = lookup_count == 0;
    let silent = none && log.is_none();
    view! {
        <section class="part" data-part="uses" aria-labelledby="consent-uses">
            <h2 id="consent-uses">{tr!("consent-uses")}</h2>
            {used}
            {silent.then(|| view! { <p>{tr!("lookups-no-log")}</p> })}
            {(none && !silent).then(|| view! { <p>{tr!("consent-uses.none")}</p> })}
            {(!none).then(|| view! { <p>{move || t!("use-lookups-count", count = lookup_count)}</p> })}
            {log.map(|log| view! { <LogNote log/> })}
            <div class="lookups">{cards}</div>
            {(!none).then(|| view! { <p class="actions"><a class="button" href=all>{tr!("use-lookups-all")}</a></p> })}
        </section>
    }
    .into_any()
}

/// What has happened, oldest first.
#[component]
fn History(
    /// The events.
    history: Vec<ConsentEventView>,
    /// Whose data.
    whose: PartyView,
) -> AnyView {
    let last = history.len().saturating_sub(1);
    let events = history
        .into_iter()
        .enumerate()
        .map(|(place, event)| {
            let ConsentEventView { when, state, until, by, items } = event;
            let whose = whose.clone();
            let names = items.into_iter().map(|item| item.value).collect::<Vec<_>>().join(", ");
            view! {
                <div class:now=place == last>
                    <dt><Moment when/></dt>
                    <dd>{move || happened(state)}</dd>
                    {until.map(|day| view! { <dd class="small">{tr!("consent-until-day")}" "<DayInText day/></dd> })}
                    {(!names.is_empty()).then(|| view! { <dd class="small">{tr!("consent-agreed")}": "{names}</dd> })}
                    <dd class="small">{move || t!("event-by", who = actor(&by, &whose))}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="part" data-part="history">
            <h2>{tr!("consent-history")}</h2>
            <dl class="time">{events}</dl>
        </section>
    }
    .into_any()
}

fn happened(state: State) -> String {
    match state {
        State::Requested => t!("event-requested"),
        State::Deferred => t!("event-deferred"),
        State::Given => t!("event-given"),
        State::Refused => t!("event-refused"),
        State::Withdrawn => t!("event-back"),
        State::Revoked => t!("event-revoked"),
        State::Expired => t!("event-expired"),
        State::Invalidated => t!("event-invalidated"),
        State::Unknown => t!("event-unknown"),
    }
}

fn actor(by: &ActorView, whose: &PartyView) -> String {
    match by {
        ActorView::Party if whose.relation == Relation::Myself => t!("event-by.you"),
        ActorView::Party => whose.name.clone(),
        ActorView::For(Some(name)) => t!("event-by-for", name = name.as_str()),
        ActorView::For(None) => t!("event-by.somebody"),
        ActorView::Organisation(name) => name.value.clone(),
        ActorView::Unstated => t!("event-by.unstated"),
    }
}

/// The source's receipts, each with what its signature shows.
#[component]
fn Receipts(
    /// The receipts.
    receipts: Vec<ConsentReceiptView>,
    /// Which choice it is.
    permission: Permission,
) -> AnyView {
    let none = receipts.is_empty();
    let lines = receipts
        .into_iter()
        .map(|receipt| {
            let ConsentReceiptView { id, created, state, signature } = receipt;
            let wrong = matches!(signature, SignatureView::Mismatch { .. });
            view! {
                <div>
                    <dt><Moment when=created/></dt>
                    <dd>{move || said::state(language(), permission, state)}</dd>
                    <dd class=if wrong { "strong" } else { "small" }>{move || checked(&signature)}</dd>
                    <dd class="small address">{id}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="part" data-part="receipts">
            <h2>{tr!("receipts")}</h2>
            {none.then(|| view! { <p>{tr!("receipts.none")}</p> })}
            <dl class="facts-list">{lines}</dl>
        </section>
    }
    .into_any()
}

/// What the signature of a receipt shows.
fn checked(signature: &SignatureView) -> String {
    match signature {
        SignatureView::Checked { by, .. } => t!("receipt-checked", by = by.value.as_str()),
        SignatureView::NotYet => t!("receipt-not-yet"),
        SignatureView::Unsigned => t!("receipt-unsigned"),
        SignatureView::Mismatch { .. } => t!("receipt-mismatch"),
    }
}

/// The earlier record in whose place it stands, and the later one that stands in its place.
#[component]
pub fn Others(
    /// The earlier one.
    replaces: Option<CaseLinkView>,
    /// The later one.
    replaced_by: Option<CaseLinkView>,
) -> AnyView {
    view! {
        {replaces.map(|to| view! { <Linked label=|| t!("consent-earlier") to/> })}
        {replaced_by.map(|to| view! { <Linked label=|| t!("consent-later-one") to/> })}
    }
    .into_any()
}
