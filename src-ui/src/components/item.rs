//! The reading pane: what every item has, and then what only its kind has.

use domain::{
    id::{RecordKey, RecordKind},
    message::Direction,
    need::Need,
    party::Relation,
};
use leptos::prelude::*;
use protocol::{
    data_use::ConsentBody,
    letters::AnswerView,
    view::{CaseLinkView, ItemBody, ItemView, MessageBody, PartyView, ServiceRequestBody, Text},
};

use super::{
    Askable, CaseReading, ConsentReading, DecisionReading, Documents, Missing, Moment, PrintHead, Printing, Reply,
    SaveAll, SealedReading, ServiceRequestReading, Standing, TaskReading, Terms, UnverifiedNote, Words, Writing,
    outgoing::receipt,
};
use crate::{
    phrase,
    state::{here, overview, place},
    words::language,
};

/// An item, to read.
#[component]
pub fn ItemReading(
    /// The item.
    item: ItemView,
    /// The way to receive it, of a decision that waits for that.
    #[prop(optional, into)]
    receive: Option<ViewFnOnce>,
) -> AnyView {
    let receipt = receipt(&item);
    Askable::provide(&item.terms);
    let ItemView {
        item: key,
        title,
        sender,
        unit,
        whose: party,
        when,
        standing,
        need,
        gone,
        archived,
        missing,
        case,
        documents,
        reply,
        contact,
        letters,
        terms,
        body,
        ..
    } = item;
    let barred = standing.as_ref().is_some_and(|standing| standing.hindrance.is_some());
    let foreign = title.lang.is_some();
    let (name, whose, own) = (party.name.clone(), party.clone(), party.relation == Relation::Myself);
    let standing = standing.map(|standing| view! { <Standing standing name/> });
    // Why something cannot be done must be known before it is read of; by what right one reads is a matter for afterwards.
    let (before, after) = if barred { (standing, None) } else { (None, standing) };
    let (kind, opened, source) = (key.kind, key.clone(), key.source.clone());
    let (sender_name, answers_to) = (sender.value.clone(), sender.clone());
    let register = register_number(&body, case.as_ref());
    let unit = unit.filter(|unit| unit.value != sender.value);
    let gone = gone.map(|reason| view! { <p class="note">{move || phrase::tombstone(language(), reason)}</p> });
    let from_archive = archived.clone().map(|made| {
        view! { <p class="note">{move || t!("from-archive", when = phrase::when_full(language(), &made))}</p> }
    });
    let of_case = matches!(&body, ItemBody::Case(case) if !documents.is_empty() || !case.items.is_empty());
    let save_all = (of_case || documents.len() > 1).then(|| view! { <SaveAll item=key.clone() of_case/> });
    let (protected, printed) = (party.protected, party.clone());
    let (print_source, print_sender) = (key.source.clone(), sender.clone());
    let writer = match &body {
        ItemBody::Message(MessageBody { writer: Some(writer), .. }) => Some(writer.clone()),
        _ => None,
    };
    let outgoing = matches!(&body, ItemBody::Message(MessageBody { direction: Direction::Outgoing, .. }));
    let about = is_written_about(&body);
    let body = match body {
        ItemBody::Message(body) => view! {
            {(!barred).then(|| view! { <NeedLine need/> })}
            <div class="letter"><Writing text=body.text below=1/></div>
        }
        .into_any(),
        ItemBody::Decision(body) => view! { <DecisionReading item=key.clone() body=*body barred/> }.into_any(),
        ItemBody::Sealed(body) => view! { <SealedReading body=*body act=receive/> }.into_any(),
        ItemBody::Task(body) => view! { <TaskReading item=key.clone() body need barred/> }.into_any(),
        ItemBody::Case(body) => view! { <CaseReading body=*body need sender=sender_name item=key.clone()/> }.into_any(),
        ItemBody::Consent(body) => consent(&key, *body, &title, &print_sender, &printed, barred),
        ItemBody::ServiceRequest(body) => report(&key, body, sender_name),
    };
    view! {
        <PrintHead source=print_source sender=print_sender whose=printed archived/>
        <p class="crumb">
            {own.then(|| view! { <span>{move || phrase::whose(language(), &party)}</span> })}
            <span><Words text=sender/>{unit.map(|unit| view! { ", "<Words text=unit/> })}</span>
            {register.map(|number| view! { <span>{move || t!("register-number", number = number.clone())}</span> })}
        </p>
        <h1 id="reading-title" lang=title.lang.clone()>
            {move || phrase::before_title(language(), &whose).map(|whose| {
                view! { <span class="whose" lang=foreign.then(|| language().tag())>{whose}" "</span> }
            })}
            {title.value.clone()}
        </h1>
        <p class="facts small">
            <span>{move || phrase::kind(language(), kind)}</span>
            <span>
                {move || match kind {
                    RecordKind::Case | RecordKind::ServiceRequest => t!("item-changed"),
                    _ if outgoing => t!("sent-by-you"),
                    _ => t!("item-when"),
                }}
                " "
                <Moment when/>
            </span>
            {writer.map(|writer| view! { <span>{tr!("item-writer")}" "<Words text=writer/></span> })}
        </p>
        <UnverifiedNote source/>
        {before}
        {gone}
        {from_archive}
        {missing.map(|missing| view! { <Missing item=opened missing/> })}
        {body}
        <Terms terms/>
        <Documents item=key.clone() documents/>
        {receipt}
        <Reply item=key reply letters sender=answers_to about contact/>
        {case.map(|case| view! { <CaseLink case/> })}
        {after}
        <div class="actions outward"><Printing protected/>{save_all}</div>
    }
    .into_any()
}

fn consent(
    item: &RecordKey,
    body: ConsentBody,
    purpose: &Text,
    sender: &Text,
    whose: &PartyView,
    barred: bool,
) -> AnyView {
    let (item, purpose, sender, whose) = (item.clone(), purpose.clone(), sender.clone(), whose.clone());
    view! { <ConsentReading item body purpose sender whose barred/> }.into_any()
}

fn report(item: &RecordKey, body: ServiceRequestBody, sender: String) -> AnyView {
    let item = item.clone();
    view! { <ServiceRequestReading item body sender/> }.into_any()
}

/// Whether a letter is about it, and does not answer it. What a task asks is answered in its own way.
fn is_written_about(body: &ItemBody) -> bool {
    match body {
        ItemBody::Task(body) => body.answer != AnswerView::Nothing,
        ItemBody::Case(_) | ItemBody::Sealed(_) | ItemBody::Consent(_) => true,
        ItemBody::Message(_) | ItemBody::Decision(_) | ItemBody::ServiceRequest(_) => false,
    }
}

/// What a letter asks, said before its text.
#[component]
fn NeedLine(
    /// What it asks.
    need: Need,
) -> impl IntoView {
    let overview = overview();
    let tag = move || phrase::ask(language(), overview.today(), need);
    move || tag().map(|tag| view! { <p class="need"><span class=tag.tone.class()>{tag.words}</span></p> })
}

#[component]
fn CaseLink(
    /// The case.
    case: CaseLinkView,
) -> AnyView {
    let place = place();
    let key = case.item;
    view! {
        <section class="part">
            <h2>{tr!("item-case")}</h2>
            <p>
                <a href=move || here(place).opening(&key).href()><Words text=case.title/></a>
            </p>
        </section>
    }
    .into_any()
}

fn register_number(body: &ItemBody, case: Option<&CaseLinkView>) -> Option<String> {
    match body {
        ItemBody::Decision(body) => body.register_number.clone(),
        ItemBody::Sealed(body) => body.register_number.clone(),
        ItemBody::Case(body) => body.register_number.clone(),
        _ => None,
    }
    .or_else(|| case?.register_number.clone())
}
