//! The page of an item: what every item has, and then what only its kind has, in the order of the app.

use std::collections::BTreeMap;

use domain::{
    case::Actor,
    decision::AppealKind,
    id::{RecordKey, RecordKind},
    message::Direction,
    party::Relation,
    task::TaskState,
    text::Language,
};
use maud::{Markup, html};
use protocol::{
    data_use::ConsentBody,
    view::{
        AppealView, CaseBody, DecisionBody, DocumentView, HeadlineView, ItemBody, ItemView, NoticeView, SealedBody,
        ServiceRequestBody, TaskBody, Text, TimelineView,
    },
};

use super::{
    Sheet, href, page,
    prose::{body, prose},
    succession, time, words,
};
use words::phrase::{code, day, size};

/// From a page to the top of the archive.
const ROOT: &str = "../";

/// What a page shows.
pub struct Item<'a> {
    /// The item.
    pub view: &'a ItemView,
    /// Its files, in the order of [`ItemView::documents`].
    pub attached: &'a [Attached],
    /// The pages of all items.
    pub pages: &'a BTreeMap<RecordKey, String>,
}

/// Where a file of an item is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attached {
    /// At this path of the archive.
    Here(String),
    /// Nowhere: it was not on the device and could not be fetched.
    Missing,
}

/// The page of an item.
pub fn item(sheet: &Sheet, item: &Item<'_>) -> String {
    let (language, view) = (sheet.language, item.view);
    let content = html! {
        h1 lang=[view.title.lang.as_deref()] { (view.title.value) }
        (facts(language, view))
        @if let Some(reason) = view.gone { p.note { (code::tombstone(language, reason)) } }
        @match &view.body {
            ItemBody::Message(message) => { div.letter { (prose(&message.text, 1)) } }
            ItemBody::Decision(decision) => {
                (succession::notes(language, decision, item.pages))
                (of_decision(language, decision))
            }
            ItemBody::Sealed(sealed) => { (of_sealed(language, sealed)) }
            ItemBody::Task(task) => { (of_task(language, task)) }
            ItemBody::Case(case) => { (of_case(language, case, view, item.pages)) }
            ItemBody::ServiceRequest(request) => { (of_request(language, request, view)) }
            ItemBody::Consent(consent) => { (of_consent(consent)) }
        }
        (succession::changes_of(language, &view.body))
        (documents(language, &view.documents, item.attached))
        @if let Some(case) = &view.case {
            h2 { (say!(language, "item-case")) }
            p { (to_page(item.pages, &case.item, &case.title)) }
        }
    };
    page(sheet, &view.title.value, ROOT, &content)
}

fn facts(language: Language, view: &ItemView) -> Markup {
    let kind = view.item.kind;
    let happened = match (&view.body, kind) {
        (_, RecordKind::Case | RecordKind::ServiceRequest) => say!(language, "sheet-changed"),
        (ItemBody::Message(message), _) if message.direction == Direction::Outgoing => say!(language, "sent-by-you"),
        _ => say!(language, "sheet-came"),
    };
    let register = match &view.body {
        ItemBody::Decision(decision) => decision.register_number.clone(),
        ItemBody::Sealed(sealed) => sealed.register_number.clone(),
        ItemBody::Case(case) => case.register_number.clone(),
        _ => None,
    };
    let register = register.or_else(|| view.case.as_ref()?.register_number.clone());
    let writer = match &view.body {
        ItemBody::Message(message) => message.writer.as_ref(),
        _ => None,
    };
    html! {
        dl.facts {
            (fact(&say!(language, "sheet-kind"), &html! { (code::kind(language, kind)) }))
            (fact(&say!(language, "sheet-from"), &html! {
                (words(&view.sender))
                @if let Some(unit) = view.unit.as_ref().filter(|unit| unit.value != view.sender.value) { ", " (words(unit)) }
            }))
            (fact(&say!(language, "sheet-concerns"), &html! {
                @if view.whose.relation == Relation::Myself && view.whose.name.is_empty() {
                    (code::whose(language, &view.whose))
                } @else {
                    (view.whose.name)
                }
            }))
            (fact(&happened, &time(language, &view.when)))
            @if let Some(writer) = writer { (fact(&say!(language, "sheet-writer"), &words(writer))) }
            @if let Some(number) = register { (fact(&say!(language, "sheet-register"), &html! { (number) })) }
        }
    }
}

pub(super) fn fact(name: &str, value: &Markup) -> Markup {
    html! { dt { (name) } dd { (value) } }
}

/// The notice, as the resident was shown it.
fn of_consent(consent: &ConsentBody) -> Markup {
    html! {
        @if let Some(notice) = &consent.notice {
            div.letter lang=[notice.lang.as_deref()] {
                @for (paragraph, _) in &notice.paragraphs { p { (paragraph) } }
            }
        }
    }
}

fn of_decision(language: Language, decision: &DecisionBody) -> Markup {
    let appeal = decision.appeal.as_ref();
    let how = appeal.filter(|appeal| appeal.kind != AppealKind::NotAppealable);
    html! {
        div.first {
            h2 { (say!(language, "decision-what")) }
            @if let Some(words) = code::outcome(language, decision.outcome) { p { (words) } }
            (prose(&decision.summary, 2))
            @match appeal {
                None => { p { (say!(language, "appeal-unstated")) } }
                Some(appeal) if appeal.kind == AppealKind::NotAppealable => { p { (say!(language, "appeal-none-long")) } }
                Some(appeal) => {
                    @if let Some(last) = appeal.last_day {
                        p { (say!(language, "appeal-last-day")) ": " (day::day_full(language, last)) }
                    }
                }
            }
        }
        @for section in &decision.sections {
            h2 lang=[section.heading.lang.as_deref()] { (section.heading.value) }
            (prose(&section.text, 2))
        }
        @if let Some(appeal) = how { (of_appeal(language, appeal)) }
        @if let Some(notice) = &decision.notice { (of_notice(language, notice)) }
        @if !decision.legal_basis.is_empty() {
            h2 { (say!(language, "decision-law")) }
            @for law in &decision.legal_basis {
                p {
                    (words(&law.statute))
                    @if let Some(section) = &law.section { " " (section) }
                    @if let Some(link) = &law.link { " (" a href=(link.address) rel="noreferrer" { (link.address) } ")" }
                }
            }
        }
        h2 { (say!(language, "decision-about")) }
        dl {
            (fact(&say!(language, "decision-made"), &time(language, &decision.made)))
            @if let Some(section) = &decision.section { (fact(&say!(language, "decision-section"), &html! { (section) })) }
            @if let Some(maker) = &decision.maker { (fact(&say!(language, "decision-maker"), &words(maker))) }
            @if let Some(contact) = &decision.contact { (fact(&say!(language, "decision-contact"), &body(contact))) }
        }
        (succession::signature(language, &decision.signature))
    }
}

/// The envelope: what was inside nobody had read when the archive was made.
fn of_sealed(language: Language, sealed: &SealedBody) -> Markup {
    html! {
        div.first {
            p { (say!(language, "sealed-archived")) }
        }
        dl {
            (fact(&say!(language, "sealed-authority"), &words(&sealed.authority)))
            (fact(&say!(language, "sealed-sent"), &time(language, &sealed.sent)))
            (fact(&say!(language, "sealed-until"), &time(language, &sealed.until)))
            @if let Some(served) = &sealed.served { (fact(&say!(language, "sealed-served"), &time(language, served))) }
            @if let Some(contact) = &sealed.contact { (fact(&say!(language, "decision-contact"), &body(contact))) }
        }
    }
}

fn of_appeal(language: Language, appeal: &AppealView) -> Markup {
    let rows = [
        (say!(language, "appeal-to"), &appeal.authority),
        (say!(language, "appeal-address"), &appeal.address),
        (say!(language, "appeal-who"), &appeal.who),
        (say!(language, "appeal-contents"), &appeal.contents),
        (say!(language, "appeal-cost"), &appeal.cost),
    ];
    html! {
        h2 { (say!(language, "appeal-heading", kind = code::appeal(language, appeal.kind))) }
        p { (say!(language, "appeal-content")) }
        dl {
            @if let Some(last) = appeal.last_day {
                (fact(&say!(language, "appeal-last-day"), &html! {
                    (day::day_full(language, last))
                    @if let Some(at) = appeal.office_closes_at { ", " (day::clock(language, at)) }
                }))
            }
            @if let Some(days) = appeal.period_days {
                (fact(&say!(language, "appeal-time"), &html! { (say!(language, "days", count = days)) }))
            }
            @for (name, text) in &rows {
                @if let Some(text) = text { (fact(name, &body(text))) }
            }
        }
    }
}

fn of_notice(language: Language, notice: &NoticeView) -> Markup {
    html! {
        h2 { (say!(language, "notice-heading")) }
        dl {
            (fact(&say!(language, "notice-how"), &html! {
                (code::notice(language, notice.method))
                @if let Some(sent) = &notice.sent { ", " (time(language, sent)) }
            }))
            @if let Some(served) = &notice.served { (fact(&say!(language, "notice-served"), &time(language, served))) }
            @if let Some(on) = notice.deemed_served_on {
                (fact(&say!(language, "notice-deemed"), &html! { (day::day_full(language, on)) }))
            }
        }
    }
}

fn of_task(language: Language, task: &TaskBody) -> Markup {
    let state = match task.state {
        TaskState::Open => None,
        TaskState::Done => Some(say!(language, "task-done")),
        TaskState::Cancelled => Some(say!(language, "task-cancelled")),
    };
    html! {
        @if let Some(state) = state { p.note { (state) } }
        @if let Some(text) = &task.text { h2 { (say!(language, "task-text")) } (prose(text, 2)) }
    }
}

fn of_case(language: Language, case: &CaseBody, view: &ItemView, pages: &BTreeMap<RecordKey, String>) -> Markup {
    html! {
        div.first {
            h2 { (say!(language, "case-stands")) }
            p { (code::status_word(language, case.status)) }
            @if let Some(wording) = &case.wording { p { (say!(language, "authority-wording")) " " (words(wording)) } }
            @if let Some(next) = &case.next_step { h3 { (say!(language, "case-next")) } (body(next)) }
            @if let Some(on) = case.expected_by {
                h3 { (say!(language, "case-expected")) } p { (day::day_full(language, on)) }
            }
        }
        @if let Some(summary) = &case.summary { h2 { (say!(language, "case-summary")) } (prose(summary, 2)) }
        @if let Some(more) = &case.additional { h2 { (say!(language, "case-additional")) } (prose(more, 2)) }
        @if !case.timeline.is_empty() {
            h2 { (say!(language, "case-timeline")) }
            dl { @for event in &case.timeline { (of_event(language, event)) } }
        }
        @if !case.items.is_empty() {
            h2 { (say!(language, "case-items")) }
            ul { @for headline in &case.items { li { (of_headline(language, headline, pages)) } } }
        }
        @if let Some(opened) = &case.opened { p { (say!(language, "case-opened")) " " (time(language, opened)) } }
        @if let Some(until) = &case.retained_until { p { (say!(language, "case-retained")) " " (time(language, until)) } }
        @if view.missing.is_some() { p.note { (say!(language, "missing-rest")) } }
    }
}

fn of_event(language: Language, event: &TimelineView) -> Markup {
    let by = match event.actor {
        Actor::Resident => Some(say!(language, "by-you")),
        Actor::ThirdParty => Some(say!(language, "by-third-party")),
        Actor::Authority | Actor::Unknown => None,
    };
    html! {
        dt { (time(language, &event.when)) }
        dd {
            @match event.happening {
                Some(happening) => { (code::happening(language, happening)) }
                None => { (words(&event.title)) }
            }
            @if let Some(by) = by { " " (by) }
            @if let Some(detail) = &event.detail { (body(detail)) }
        }
    }
}

fn of_headline(language: Language, headline: &HeadlineView, pages: &BTreeMap<RecordKey, String>) -> Markup {
    html! {
        (time(language, &headline.when)) " "
        (code::kind(language, headline.item.kind)) ": "
        (to_page(pages, &headline.item, &headline.title))
    }
}

fn of_request(language: Language, request: &ServiceRequestBody, view: &ItemView) -> Markup {
    let plain = |value: &String| body(&Text { value: value.clone(), lang: None });
    let stands = code::status_sentence(language, request.status, request.next_actor, &view.sender.value);
    html! {
        div.first {
            h2 { (say!(language, "case-stands")) }
            p { (stands) }
            @if let Some(wording) = &request.wording { p { (say!(language, "authority-wording")) " " (words(wording)) } }
            @if let Some(notes) = &request.notes { h3 { (say!(language, "report-notes")) } (plain(notes)) }
        }
        h2 { (say!(language, "report-heading")) }
        @if let Some(text) = &request.description { (plain(text)) }
        dl {
            @if let Some(place) = &request.address { (fact(&say!(language, "report-place"), &html! { (place) })) }
            @if let Some(when) = &request.requested { (fact(&say!(language, "report-when"), &time(language, when))) }
            @if let Some(when) = &request.expected { (fact(&say!(language, "report-expected"), &time(language, when))) }
        }
    }
}

fn documents(language: Language, documents: &[DocumentView], attached: &[Attached]) -> Markup {
    html! {
        @if !documents.is_empty() {
            h2 { (say!(language, "documents")) }
            ul {
                @for (document, place) in documents.iter().zip(attached) {
                    li {
                        @match place {
                            Attached::Here(path) => {
                                a href=(href(ROOT, path)) { (words(&document.name)) }
                                " (" (size::media(language, document.media_type.as_deref()))
                                @if let Some(bytes) = document.size { ", " (size::size(language, bytes)) }
                                ")"
                            }
                            Attached::Missing => {
                                (say!(language, "sheet-missing-file", name = document.name.value.as_str()))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A link to another page, or only its title when the archive does not have it.
pub(super) fn to_page(pages: &BTreeMap<RecordKey, String>, item: &RecordKey, title: &Text) -> Markup {
    match pages.get(item) {
        Some(path) => html! { a href=(href(ROOT, path)) { (words(title)) } },
        None => words(title),
    }
}
