//! Answers of ATV, read. Pure.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    case::{Actor, Case, CaseStatus, Coverage, Status, TimelineEvent},
    change::{Change, Quarantined, Tombstone, TombstoneReason},
    document::Document,
    id::{RecordKind, RemoteId},
    message::{Direction, Message},
    need::Need,
    record::Record,
    text::{BodyFormat, Localized},
    time::Moment,
};
use serde::Deserialize;
use serde_json::{Value, value::RawValue};
use sha2::{Digest, Sha256};

use crate::{
    Landed, Limits, Unreadable,
    json::{self, Flaw},
    landed::Outline,
    text,
};

pub use crate::themselves::{RESIDENT, resident};

/// One page of the resident's documents.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentsPage {
    /// The documents, in the page's order.
    pub documents: Vec<Listed>,
    /// How many documents the resident has in all, as the server counts them.
    pub count: Option<u64>,
    /// Address of the next page, as the server wrote it. It must be on the enrolled origin.
    pub next: Option<String>,
}

/// One document of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Its id; of one whose id cannot be read, what it is known by all the same.
    pub name: String,
    /// When it was begun.
    pub created_at: Option<DateTime<Utc>>,
    /// When it last changed.
    pub updated_at: Option<DateTime<Utc>>,
    /// What it says, or why it cannot be read.
    pub outcome: Result<Vec<Record>, Quarantined>,
    /// Messages of it that are hidden now. The resident may have seen them before.
    pub hidden: Vec<RemoteId>,
}

impl DocumentsPage {
    /// What the page held.
    pub fn landed(self) -> Landed {
        let mut landed = Landed::default();
        for document in self.documents {
            landed.take(document.outcome);
            landed.changes.extend(document.hidden.into_iter().map(|id| {
                let (kind, reason) = (RecordKind::Message, TombstoneReason::Unstated);
                Change::Tombstone(Tombstone { kind, id, reason, at: None })
            }));
        }
        landed
    }
}

impl Listed {
    fn read(raw: &str, limits: &Limits) -> Self {
        let (outcome, hidden) = match document_records(raw, limits) {
            Ok(Told { records, hidden }) => (Ok(records), hidden),
            Err(quarantined) => (Err(quarantined), Vec::new()),
        };
        let case = outcome.as_ref().ok().and_then(|records| records.first()).and_then(|record| match record {
            Record::Case(case) => Some(case),
            _ => None,
        });
        let instant = |moment: Option<Moment>| match moment? {
            Moment::Instant(instant) => Some(instant),
            Moment::Local(_) | Moment::Day(_) => None,
        };
        let id = match (&outcome, case) {
            (_, Some(case)) => Some(&case.id),
            (Err(quarantined), None) => quarantined.id.as_ref(),
            (Ok(_), None) => None,
        };
        Self {
            name: id.map_or_else(|| hex::encode(Sha256::digest(raw)), |id| id.as_str().to_owned()),
            created_at: instant(case.and_then(|case| case.opened_at)),
            updated_at: instant(case.map(|case| case.updated_at)),
            outcome,
            hidden,
        }
    }

    /// Some digits of its name: the beginning of its [`print`](Self::print).
    pub(super) fn short_name(&self) -> String {
        hex::encode(Sha256::digest(&self.name)).chars().take(8).collect()
    }

    /// Digits that are the same for as long as what the resident may see of it is.
    pub(super) fn print(&self) -> String {
        let said = match &self.outcome {
            Ok(records) => serde_json::to_string(records).unwrap_or_default(),
            Err(quarantined) => format!("{:?} {}", quarantined.reason, quarantined.detail.as_str()),
        };
        let digest = hex::encode(Sha256::digest(said));
        self.short_name().chars().chain(digest.chars().take(16)).collect()
    }
}

/// Reads `GET /v1/documents/`.
pub fn documents(bytes: &[u8], limits: &Limits) -> Result<DocumentsPage, Unreadable> {
    #[derive(Deserialize)]
    struct Frame<'a> {
        count: Option<u64>,
        next: Option<String>,
        #[serde(borrow)]
        results: &'a RawValue,
    }

    let frame: Frame<'_> = json::frame(json::text(bytes)?)?;
    let raws = json::array(frame.results.get(), limits.max_records_per_page)?;
    let documents = raws.into_iter().map(|raw| Listed::read(raw.get(), limits)).collect();
    Ok(DocumentsPage { documents, count: frame.count, next: frame.next.filter(|next| !next.is_empty()) })
}

/// Reads `GET /v1/documents/{id}/`.
pub fn document(bytes: &[u8], limits: &Limits) -> Result<Landed, Unreadable> {
    let raw: &RawValue = json::frame(json::text(bytes)?)?;
    let mut landed = Landed::default();
    landed.take(document_records(raw.get(), limits).map(|told| told.records));
    Ok(landed)
}

/// A document as the server writes it. Only its id and its status history are always there.
#[derive(Debug, Deserialize)]
struct DocumentWire {
    id: String,
    created_at: Option<String>,
    updated_at: Option<String>,
    status: Option<StatusWire>,
    status_display_values: Option<Words>,
    status_timestamp: Option<String>,
    #[serde(default)]
    status_histories: Vec<StatusWire>,
    r#type: Option<String>,
    human_readable_type: Option<Words>,
    service: Option<ServiceWire>,
    transaction_id: Option<String>,
    #[serde(default)]
    draft: bool,
    delete_after: Option<String>,
    locked_after: Option<String>,
    #[serde(default)]
    attachments: Vec<AttachmentWire>,
}

/// Texts by language. A service may write anything there; only texts are taken.
type Words = BTreeMap<String, Value>;

/// The server writes an object where its description says a word; both are read.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum StatusWire {
    Word(String),
    Full {
        value: Option<String>,
        status_display_values: Option<Words>,
        timestamp: Option<String>,
        #[serde(default)]
        activities: Vec<ActivityWire>,
    },
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum ServiceWire {
    Name(String),
    Full { name: Option<String>, display_names: Option<Words> },
}

#[derive(Debug, PartialEq, Deserialize)]
struct ActivityWire {
    title: Option<Words>,
    message: Option<Words>,
    activity_timestamp: Option<String>,
    show_to_user: Option<Value>,
}

#[derive(Debug, Deserialize)]
struct AttachmentWire {
    id: Option<Value>,
    filename: Option<String>,
    #[serde(alias = "mediaType")]
    media_type: Option<String>,
    size: Option<u64>,
    href: Option<String>,
}

/// Whether a refusal was written by the API and not by something before it: versions differ in what they put into it, but it is
/// always an object.
pub fn is_the_apis(refusal: &[u8]) -> bool {
    json::text(refusal).and_then(json::frame::<BTreeMap<String, Value>>).is_ok()
}

/// Why the server says no, by the codes of its errors; `None` where the answer is no error of its own.
pub fn refusal(bytes: &[u8]) -> Option<Refusal> {
    #[derive(Deserialize)]
    struct Errors {
        errors: Vec<Coded>,
    }
    #[derive(Deserialize)]
    struct Coded {
        code: String,
    }

    let Errors { errors } = json::frame(json::text(bytes).ok()?).ok()?;
    let is = |code: &str| errors.iter().any(|error| error.code.eq_ignore_ascii_case(code));
    Some(if is("DOCUMENT_LOCKED") { Refusal::Locked } else { Refusal::Other })
}

/// Why the server says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The document is no draft any more, or the time in which it may be changed is over.
    Locked,
    /// Anything else.
    Other,
}

/// What a document says, and which of its messages it no longer says.
struct Told {
    records: Vec<Record>,
    hidden: Vec<RemoteId>,
}

fn document_records(raw: &str, limits: &Limits) -> Result<Told, Quarantined> {
    #[derive(Deserialize)]
    struct Id {
        id: Option<String>,
    }

    let id = json::read::<Id>(raw).ok().and_then(|outline| outline.id).filter(|id| text::is_id(id));
    let outline = Outline { kind: Some(RecordKind::Case), id: id.map(RemoteId::new) };
    json::fits(raw, limits).map_err(|detail| outline.too_large(&detail))?;
    json::read::<DocumentWire>(raw).and_then(|wire| read(&wire)).map_err(|flaw| outline.malformed(&flaw))
}

fn read(wire: &DocumentWire) -> Result<Told, Flaw> {
    if !text::is_id(&wire.id) {
        return Err(Flaw::at("id", "not an id"));
    }
    let updated_at = [wire.updated_at.as_deref(), status_time(wire), wire.created_at.as_deref()]
        .into_iter()
        .flatten()
        .find_map(Moment::parse)
        .ok_or_else(|| Flaw::at("updated_at", "not a time"))?;
    let case = case(wire, updated_at);
    let unit = case.unit.clone();
    let mut records = vec![Record::Case(Box::new(case))];
    let (messages, hidden) = messages(wire, updated_at, unit.as_ref());
    records.extend(messages.into_iter().map(|message| Record::Message(Box::new(message))));
    Ok(Told { records, hidden })
}

fn case(wire: &DocumentWire, updated_at: Moment) -> Case {
    let unit = wire.service.as_ref().and_then(ServiceWire::name);
    let mut status = current_status(wire);
    if wire.draft {
        // Until it is sent, it is the resident's to finish, whatever the service calls it.
        status.code = CaseStatus::Draft;
    }
    Case {
        matter: None,
        id: RemoteId::new(wire.id.as_str()),
        party: RemoteId::new(RESIDENT),
        title: title(wire, unit.as_ref()),
        summary: None,
        summary_format: BodyFormat::Plain,
        status,
        register_number: text::word(wire.transaction_id.as_deref()),
        unit,
        opened_at: wire.created_at.as_deref().and_then(Moment::parse),
        updated_at,
        next_step: None,
        expected_by: None,
        due: None,
        timeline: timeline(wire),
        documents: wire.attachments.iter().filter_map(attachment).collect(),
        retained_until: wire.delete_after.as_deref().and_then(Moment::parse),
        additional: None,
        progress: None,
        filing: None,
        coverage: Coverage::default(),
        withdrawal: None,
        feedback: None,
        reviews: None,
        locked_after: wire.locked_after.as_deref().and_then(Moment::parse),
    }
}

/// The type for people; else the type for machines; else the service. A document without any of them has no name.
fn title(wire: &DocumentWire, unit: Option<&Localized>) -> Localized {
    let typed = wire.human_readable_type.as_ref().map(localized).and_then(text::some);
    let plain = || wire.r#type.as_deref().map(Localized::undetermined).and_then(text::some);
    text::single_line(&typed.or_else(plain).or_else(|| unit.cloned()).unwrap_or_default())
}

fn current_status(wire: &DocumentWire) -> Status {
    match &wire.status {
        Some(StatusWire::Word(word)) => status(Some(word), wire.status_display_values.as_ref()),
        Some(full) => full.status(),
        None => Status::default(),
    }
}

fn status_time(wire: &DocumentWire) -> Option<&str> {
    wire.status.as_ref().and_then(StatusWire::timestamp).or(wire.status_timestamp.as_deref())
}

/// Every status the document has had, oldest first. The current one is not always among the recorded ones.
fn timeline(wire: &DocumentWire) -> Vec<TimelineEvent> {
    let event = |status: Status, at: Option<&str>| {
        let title = status.wording.clone()?;
        Some(TimelineEvent {
            at: Moment::parse(at?)?,
            title,
            happening: None,
            detail: None,
            actor: Actor::Unknown,
            status: Some(status),
        })
    };
    let mut events: Vec<_> =
        wire.status_histories.iter().filter_map(|past| event(past.status(), past.timestamp())).collect();
    // The newest comes first on the wire; turned round, those of one instant keep their order.
    events.reverse();
    events.sort_by_key(|event| event.at.sort_key());
    if let Some(current) = event(current_status(wire), status_time(wire))
        && !events.iter().any(|past| past.at == current.at && past.status == current.status)
    {
        events.push(current);
    }
    events
}

/// What officials wrote to the resident, oldest first. An activity has no id; it is known by its document, its time, and
/// its place among those of the same time. With them the ids of those that are not for the resident.
fn messages(wire: &DocumentWire, updated_at: Moment, unit: Option<&Localized>) -> (Vec<Message>, Vec<RemoteId>) {
    let mut seen: Vec<&ActivityWire> = Vec::new();
    let mut at_same_time: BTreeMap<i64, usize> = BTreeMap::new();
    let (mut messages, mut hidden) = (Vec::new(), Vec::new());
    for (status, activity) in wire
        .status_histories
        .iter()
        .chain(&wire.status)
        .flat_map(|status| status.activities().iter().map(move |activity| (status, activity)))
    {
        // The current status is often also the newest of the histories.
        if seen.contains(&activity) {
            continue;
        }
        seen.push(activity);
        let at = [activity.activity_timestamp.as_deref(), status.timestamp()]
            .into_iter()
            .flatten()
            .find_map(Moment::parse)
            .unwrap_or(updated_at);
        // Hidden ones count, so that the others keep their ids when one is hidden or shown.
        let place = at_same_time.entry(at.sort_key()).and_modify(|place| *place += 1).or_insert(0);
        let id = format!("{}/{}/{place}", wire.id, at.sort_key());
        if activity.is_for_the_resident() {
            messages.extend(message(activity, wire, at, &id, unit));
        } else {
            hidden.push(RemoteId::new(id));
        }
    }
    messages.sort_by_key(|message| message.sent_at.sort_key());
    (messages, hidden)
}

fn message(
    activity: &ActivityWire,
    wire: &DocumentWire,
    at: Moment,
    id: &str,
    unit: Option<&Localized>,
) -> Option<Message> {
    let words = |words: &Option<Words>| words.as_ref().map(localized).unwrap_or_default();
    let body = words(&activity.message);
    let title = text::some(words(&activity.title)).or_else(|| text::some(body.clone()))?;
    Some(Message {
        matter: None,
        id: RemoteId::new(id),
        party: RemoteId::new(RESIDENT),
        case: Some(RemoteId::new(wire.id.as_str())),
        title: text::single_line(&title),
        body,
        body_format: BodyFormat::Plain,
        direction: Direction::Incoming,
        sender: None,
        unit: unit.cloned(),
        sent_at: at,
        need: Need::Unstated,
        documents: Vec::new(),
    })
}

fn attachment(wire: &AttachmentWire) -> Option<Document> {
    let from_address = || {
        wire.href.as_deref()?.trim_end_matches('/').rsplit('/').next().filter(|id| text::is_id(id)).map(str::to_owned)
    };
    let id = match &wire.id {
        Some(Value::Number(number)) => Some(number.to_string()),
        Some(Value::String(id)) if text::is_id(id) => Some(id.clone()),
        _ => from_address(),
    };
    Some(Document {
        id: RemoteId::new(id?),
        name: text::single_line(&wire.filename.as_deref().map(Localized::undetermined).unwrap_or_default()),
        media_type: text::media_type(wire.media_type.as_deref()),
        size: wire.size,
        sha256: None,
        expires_at: None,
        href: wire.href.clone(),
    })
}

impl StatusWire {
    fn status(&self) -> Status {
        match self {
            Self::Word(word) => status(Some(word), None),
            Self::Full { value, status_display_values, .. } => status(value.as_deref(), status_display_values.as_ref()),
        }
    }

    fn timestamp(&self) -> Option<&str> {
        match self {
            Self::Word(_) => None,
            Self::Full { timestamp, .. } => timestamp.as_deref(),
        }
    }

    fn activities(&self) -> &[ActivityWire] {
        match self {
            Self::Word(_) => &[],
            Self::Full { activities, .. } => activities,
        }
    }
}

impl ServiceWire {
    fn name(&self) -> Option<Localized> {
        let (name, display_names) = match self {
            Self::Name(name) => (Some(name.as_str()), None),
            Self::Full { name, display_names } => (name.as_deref(), display_names.as_ref()),
        };
        let shown = display_names.map(localized).and_then(text::some);
        shown.or_else(|| name.map(Localized::undetermined).and_then(text::some)).map(|name| text::single_line(&name))
    }
}

impl ActivityWire {
    /// Hidden unless it says `true`, or says nothing: then the server's default holds, which is to show it.
    fn is_for_the_resident(&self) -> bool {
        matches!(self.show_to_user, None | Some(Value::Bool(true)))
    }
}

fn localized(words: &Words) -> Localized {
    words.iter().filter_map(|(tag, text)| Some((tag.as_str(), text.as_str()?))).collect()
}

/// A service's word for a status. Services choose their own; these are the usual ones.
fn status(value: Option<&str>, display: Option<&Words>) -> Status {
    let code = match value.unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "draft" => CaseStatus::Draft,
        "submitted" | "sent" => CaseStatus::Sent,
        "received" => CaseStatus::Received,
        "pending" | "preparing" | "processing" | "in_progress" | "handling" => CaseStatus::InProgress,
        "decided" | "decision" | "accepted" | "approved" | "rejected" => CaseStatus::Decided,
        "handled" | "done" | "ready" | "resolved" | "completed" | "finished" | "closed" | "archived" => {
            CaseStatus::Closed
        }
        "cancelled" | "canceled" | "withdrawn" => CaseStatus::Withdrawn,
        _ => CaseStatus::Unknown,
    };
    let shown = display.map(localized).and_then(text::some);
    let own_word = || value.map(Localized::undetermined).and_then(text::some);
    Status { code, wording: shown.or_else(own_word).map(|wording| text::single_line(&wording)) }
}
