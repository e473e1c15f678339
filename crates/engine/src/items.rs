//! One item, whole.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use connector::resident::Keys;
use domain::{
    case::Case,
    deadline::{Counting, NotCounted},
    decision::{AppealInstruction, Decision, Notice},
    id::{PartyRef, RecordKey, RecordKind, RemoteId},
    inbox::Headline,
    link::HttpsLink,
    message::Message,
    record::Record,
    report::ServiceRequest,
    task::{Task, TaskAction},
};
use protocol::{
    ErrorCode, ErrorView, Tag,
    comparison::SuccessionView,
    letters::{AnswerView, AppealingView, FeedbackView, ReplyView, WithdrawView},
    signature::SignatureView,
    view::{
        AppealView, CaseBody, CaseLinkView, DecisionBody, GivenAnswerView, HeadlineView, ItemBody, ItemView,
        JointAnswersView, LegalReferenceView, MessageBody, MissingView, NoticeView, SectionView, ServiceRequestBody,
        TaskBody, TimelineView,
    },
};
use store::{Days, InboxRow, RightRow, StoreError, StoredRecord};

use crate::{
    Engine,
    answer::{Names, instant_when, link, when},
    comparison::{self, Succession},
    data_uses, drafts, letters, receiving, reports, signatures,
    standing::{self, Matters},
    terms,
};

/// What the store has about one item.
struct Found {
    stored: StoredRecord,
    on_device: BTreeSet<RemoteId>,
    case: Option<StoredRecord>,
    items: Vec<InboxRow>,
    right: Option<RightRow>,
    matters: Matters,
    reply: ReplyView,
    contact: bool,
    keys: Option<Keys>,
    succession: Succession,
}

impl Engine {
    pub(crate) async fn read_item(&self, item: RecordKey) -> Result<ItemView, ErrorView> {
        let names = self.names().await?;
        let (wanted, days) = (item.clone(), self.days());
        let found = self.in_store(move |store| find(store, &wanted, &days)).await?;
        let found = found.ok_or(ErrorView { code: ErrorCode::NotFound, source: Some(item.source.clone()) })?;
        let case =
            [Some(&found.stored), found.case.as_ref()].into_iter().flatten().find_map(|stored| match &stored.record {
                Record::Case(case) => Some(case),
                _ => None,
            });
        let missing = case.and_then(|case| self.missing(&item.source, case));
        let view = view(&names, item.clone(), &found, missing, self.inner.host.now());
        let mut view = view.ok_or(ErrorView::from(ErrorCode::NotFound))?;
        if let (ItemBody::Case(body), Record::Case(_)) = (&mut view.body, &found.stored.record)
            && found.stored.archived_at.is_some()
        {
            body.folder = None;
        } else if let (ItemBody::Case(body), Record::Case(case)) = (&mut view.body, &found.stored.record) {
            body.draft = drafts::view(case, self.inner.host.now(), self.erases_drafts(&view.item));
        }
        if let (ItemBody::Sealed(body), Record::Sealed(sealed)) = (&mut view.body, &found.stored.record) {
            body.over = self.is_over(&view.item.source, sealed);
        }
        self.mark_waiting(&view.item.source, found.stored.record.documents(), &mut view.documents).await;
        view.letters = self.letters_of(&names, &item).await?;
        view.receipt = self.receipt_of(&names, &item).await?;
        self.offer_acts(&names, &found.stored, &mut view).await?;
        self.tell_appeals(&names, &found.stored, &mut view).await?;
        self.tell_consent(&names, &found.stored, &mut view).await?;
        view.terms = terms::said(&view, names.language);
        Ok(view)
    }

    pub(crate) async fn mark_opened(&self, item: RecordKey) -> Result<(), ErrorView> {
        let (key, now) = (item.clone(), self.inner.host.now());
        let is_told = self.line(&item.source).ok().is_none_or(|line| line.api.is_told_openings());
        let first_time = self
            .in_store(move |store| {
                // Who reads an envelope has not opened the decision.
                let is_sealed = store.record(&key)?.is_some_and(|found| matches!(found.record, Record::Sealed(_)));
                let first_time = store.mark_opened(&key, now)?;
                if first_time && (!is_told || is_sealed) {
                    store.opened_sent(&[key])?;
                }
                Ok::<_, StoreError>(first_time)
            })
            .await?;
        if first_time {
            self.emit([Tag::Inbox, Tag::Item(item.clone())]);
            self.note_unsent().await;
        }
        self.fetch_rest(&item).await
    }

    pub(crate) fn open_link(&self, address: &str) -> Result<(), ErrorView> {
        let link = HttpsLink::new(address).map_err(|_| ErrorView::from(ErrorCode::LinkRefused))?;
        self.inner.host.open_in_browser(&link).map_err(|error| {
            tracing::warn!(?error, "the system browser does not open");
            ErrorCode::NoBrowser.into()
        })
    }
}

fn find(store: &store::Store, item: &RecordKey, days: &Days) -> Result<Option<Found>, StoreError> {
    let Some(stored) = store.record(item)? else { return Ok(None) };
    let on_device = store.documents_on_device(item)?;
    let items = match &stored.record {
        Record::Case(case) => store.case_items(&item.source, &case.id)?,
        _ => Vec::new(),
    };
    let case = match (&stored.record, stored.record.case()) {
        (Record::Case(_), _) | (_, None) => None,
        (_, Some(id)) => {
            let named = |kind| RecordKey { source: item.source.clone(), kind, id: id.clone() };
            match store.record(&named(RecordKind::Case))? {
                Some(case) => Some(case),
                // What is said of a report belongs to it.
                None => store.record(&named(RecordKind::ServiceRequest))?,
            }
        }
    };
    let name = stored.record.party().map(|key| PartyRef { source: item.source.clone(), key: key.clone() });
    let right = name.map(|name| standing::find(store, &name, days)).transpose()?.flatten();
    let matters = Matters::of(store, &item.source)?;
    let of_case = match &stored.record {
        Record::Case(_) => Some(&stored),
        _ => case.as_ref(),
    };
    let matter = stored.record.matter().or_else(|| case.as_ref().and_then(|case| case.record.matter()));
    let hindered = right.as_ref().is_some_and(|row| row.right.hindrance(matter).is_some());
    let reply = letters::reply(store, &item.source, &stored, of_case, hindered)?;
    let contact = letters::takes_contact(store, &item.source, reply)?;
    let keys = match &stored.record {
        Record::Decision(decision) if decision.signature.is_some() => signatures::keys(store, &item.source)?,
        _ => None,
    };
    let succession = comparison::find(store, item, &stored)?;
    Ok(Some(Found { stored, on_device, case, items, right, matters, reply, contact, keys, succession }))
}

fn view(
    names: &Names,
    item: RecordKey,
    found: &Found,
    missing: Option<MissingView>,
    now: DateTime<Utc>,
) -> Option<ItemView> {
    let Found { stored, on_device, case, items, right, matters, reply, contact, keys, succession } = found;
    let case_matter = case.as_ref().and_then(|case| case.record.matter());
    let matter = stored.record.matter().or(case_matter);
    let standing = right.as_ref().and_then(|right| standing::view(names, matters, right, matter));
    // Nobody is there who would take what is done in a matter out of an archive.
    let barred = stored.archived_at.is_some() || standing.as_ref().is_some_and(|standing| standing.hindrance.is_some());
    let headline = Headline::of(&stored.record)?;
    let body = match &stored.record {
        Record::Party(_)
        | Record::Mandate(_)
        | Record::GivenMandate(_)
        | Record::MandateRequest(_)
        | Record::Act(_)
        | Record::DataUse(_)
        | Record::Lookup(_)
        | Record::AccessLog(_) => return None,
        Record::Consent(consent) => {
            ItemBody::Consent(Box::new(data_uses::consent_outline(names, &item.source, consent)))
        }
        Record::Message(message) => ItemBody::Message(message_body(names, message)),
        Record::Decision(decision) => {
            let signature = signatures::view(names, &item.source, decision, keys.as_ref(), stored.signature_due);
            let succession = comparison::view(names, succession, decision);
            ItemBody::Decision(Box::new(decision_body(names, decision, signature, succession)))
        }
        Record::Sealed(sealed) => {
            let receivable = !barred && stored.gone.is_none();
            ItemBody::Sealed(Box::new(receiving::body(names, matters, sealed, receivable)))
        }
        Record::Task(task) => ItemBody::Task(task_body(names, task, barred)),
        Record::Case(case) => {
            ItemBody::Case(Box::new(case_body(names, case, items.iter().map(|row| names.headline(row)).collect())))
        }
        Record::ServiceRequest(request) => ItemBody::ServiceRequest(service_request_body(names, request)),
    };
    // Of what is sealed there is nothing to be seen.
    let is_sealed = matches!(&stored.record, Record::Sealed(_));
    let documents = stored.record.documents().iter().filter(|_| !is_sealed);
    Some(ItemView {
        title: names.line(&headline.title),
        sender: names.sender(&item.source),
        unit: names.maybe_line(headline.unit.as_ref()),
        whose: names.whose(&stored.party),
        when: when(headline.at),
        is_new: stored.is_new,
        is_quiet: stored.is_quiet,
        marks: names.marks(&stored.marks),
        standing,
        need: headline.need,
        gone: stored.gone,
        archived: stored.archived_at.map(instant_when),
        missing,
        case: case.as_ref().and_then(|case| case_link(names, &item, case)),
        documents: documents.map(|file| names.document(&item, file, on_device.contains(&file.id), now)).collect(),
        reply: *reply,
        contact: *contact,
        letters: Vec::new(),
        receipt: None,
        terms: Vec::new(),
        body,
        item,
    })
}

fn case_link(names: &Names, item: &RecordKey, stored: &StoredRecord) -> Option<CaseLinkView> {
    let (title, register_number) = match &stored.record {
        Record::Case(case) => (&case.title, case.register_number.clone()),
        Record::ServiceRequest(request) => (&request.service, reports::number_of(request)),
        _ => return None,
    };
    let (kind, id) = (stored.record.kind(), stored.record.id().clone());
    let key = RecordKey { source: item.source.clone(), kind, id };
    Some(CaseLinkView { item: key, title: names.line(title), register_number })
}

fn message_body(names: &Names, message: &Message) -> MessageBody {
    MessageBody {
        direction: message.direction,
        writer: names.maybe_line(message.sender.as_ref()),
        text: names.prose(&message.body, message.body_format),
    }
}

/// Where the resident may not act, nothing to act by leaves the engine.
fn task_body(names: &Names, task: &Task, barred: bool) -> TaskBody {
    TaskBody {
        text: names.maybe_prose(task.body.as_ref(), task.body_format),
        action: if barred { TaskAction::Unstated } else { task.action.clone() },
        state: task.state,
        answer: AnswerView::Nothing,
        answers: task.answers.as_ref().map(|answers| JointAnswersView {
            needed: answers.needed,
            missing: u8::try_from(answers.missing()).unwrap_or(u8::MAX),
            given: answers
                .given
                .iter()
                .map(|given| GivenAnswerView { by: given.by.to_string(), when: when(given.at) })
                .collect(),
        }),
    }
}

fn decision_body(
    names: &Names,
    decision: &Decision,
    signature: SignatureView,
    succession: SuccessionView,
) -> DecisionBody {
    DecisionBody {
        outcome: decision.outcome,
        summary: names.prose(&decision.summary, decision.text_format),
        made: when(decision.made_at),
        register_number: decision.register_number.clone(),
        section: decision.section.clone(),
        sections: decision
            .sections
            .iter()
            .map(|section| SectionView {
                heading: names.line(&section.heading),
                text: names.prose(&section.body, decision.text_format),
            })
            .collect(),
        legal_basis: decision
            .legal_basis
            .iter()
            .map(|basis| LegalReferenceView {
                statute: names.line(&basis.statute),
                section: basis.section.clone(),
                link: basis.link.as_ref().map(link),
            })
            .collect(),
        appeal: decision.appeal.as_ref().map(|appeal| appeal_view(names, appeal, decision.counted_last_day())),
        notice: decision.notice.as_ref().map(notice_view),
        maker: names.maybe(decision.maker.as_ref()),
        contact: names.maybe(decision.contact.as_ref()),
        appealing: AppealingView::Nothing,
        reviews: None,
        signature,
        succession,
    }
}

pub(crate) fn appeal_view(
    names: &Names,
    appeal: &AppealInstruction,
    counted: Option<Result<Counting, NotCounted>>,
) -> AppealView {
    AppealView {
        kind: appeal.kind,
        authority: names.maybe_line(appeal.authority.as_ref()),
        address: names.maybe(appeal.address.as_ref()),
        period_days: appeal.period_days,
        last_day: appeal.last_day,
        counted,
        office_closes_at: appeal.office_closes_at,
        who: names.maybe(appeal.who.as_ref()),
        contents: names.maybe(appeal.contents.as_ref()),
        cost: names.maybe(appeal.cost.as_ref()),
    }
}

fn notice_view(notice: &Notice) -> NoticeView {
    NoticeView {
        method: notice.method,
        sent: notice.sent_at.map(when),
        deemed_served_on: notice.deemed_served_on,
        served: notice.served_at.map(instant_when),
    }
}

fn case_body(names: &Names, case: &Case, items: Vec<HeadlineView>) -> CaseBody {
    CaseBody {
        summary: names.maybe_prose(case.summary.as_ref(), case.summary_format),
        additional: case.additional.as_ref().and_then(|more| names.maybe_prose(Some(&more.text), more.format)),
        progress: case.progress,
        folder: case.filing.as_ref().map(|filing| filing.folder),
        status: case.status.code,
        next_actor: case.status.code.next_actor(),
        wording: names.maybe_line(case.status.wording.as_ref()),
        register_number: case.register_number.clone(),
        opened: case.opened_at.map(when),
        next_step: names.maybe(case.next_step.as_ref()),
        expected_by: case.expected_by,
        draft: None,
        withdraw: WithdrawView::Nothing,
        feedback: FeedbackView::Nothing,
        reviews: None,
        retained_until: case.retained_until.map(when),
        timeline: case
            .timeline
            .iter()
            .map(|event| TimelineView {
                when: when(event.at),
                title: names.line(&event.title),
                happening: event.happening,
                detail: names.maybe(event.detail.as_ref()),
                actor: event.actor,
            })
            .collect(),
        items,
    }
}

fn service_request_body(names: &Names, request: &ServiceRequest) -> ServiceRequestBody {
    let text = |text: Option<&domain::text::ServerText>| text.map(ToString::to_string);
    ServiceRequestBody {
        description: text(request.description.as_ref()),
        status: request.status.code,
        next_actor: request.status.code.next_actor(),
        wording: names.maybe_line(request.status.wording.as_ref()),
        notes: text(request.status_notes.as_ref()),
        address: text(request.address.as_ref()),
        requested: request.requested_at.map(when),
        expected: request.expected_at.map(when),
        number: reports::number_of(request),
        // What was sent from here is told by `offer_acts`.
        followed: false,
        photo: request.media.as_ref().map(link),
        feedback: FeedbackView::Nothing,
    }
}
