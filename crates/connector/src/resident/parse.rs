//! Answers of the Resident API, read. Pure.

use std::{borrow::Cow, collections::HashMap};

use domain::{
    change::{Change, Cursor, Page, QuarantineReason, Quarantined, Tombstone, TombstoneReason},
    decision::Decision,
    id::{RecordKind, RemoteId},
    record::Record,
    text::Localized,
};
use resident_api::{
    API_VERSION, PROBLEM_CURSOR_EXPIRED, PROBLEM_DECISION_WITHDRAWN, PROBLEM_RECEIPT_OVER, PROBLEM_SIGN_IN, Problem,
    ServerCard, Texts,
};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{data_use, records, signature};
use crate::{
    Limits, Unreadable,
    json::{self, Flaw},
    landed::Outline,
    text::{self, MAX_ID_BYTES},
};

/// The kind of a sealed decision. It is known as a decision: the decision takes its place.
const SEALED: &str = "sealed_decision";
/// Longest cursor kept, in bytes. It travels in an address.
const MAX_CURSOR_BYTES: usize = 4096;

/// One page of the feed. Only its frame can fail it; a bad record lands in [`Page::quarantined`].
pub fn page(bytes: &[u8], limits: &Limits) -> Result<Page, Unreadable> {
    #[derive(Deserialize)]
    struct Frame<'a> {
        #[serde(borrow)]
        changes: &'a RawValue,
        next: String,
        more: bool,
    }

    let frame: Frame<'_> = json::frame(json::text(bytes)?)?;
    if frame.next.is_empty() || frame.next.len() > MAX_CURSOR_BYTES {
        return Err(Unreadable::new("next: not a cursor"));
    }
    let mut page =
        Page { changes: Vec::new(), quarantined: Vec::new(), next: Cursor::new(frame.next), more: frame.more };
    for raw in json::array(frame.changes.get(), limits.max_records_per_page)? {
        match change(raw.get(), limits) {
            Ok(change) => page.changes.push(change),
            Err(quarantined) => page.quarantined.push(quarantined),
        }
    }
    Ok(page)
}

/// The server's card. A contract of another major version is not spoken here.
pub fn card(bytes: &[u8], limits: &Limits) -> Result<ServerCard, Unreadable> {
    let text = json::text(bytes)?;
    json::fits(text, limits).map_err(Unreadable::new)?;
    let card: ServerCard = json::frame(text)?;
    let major = |version: &str| version.split('.').next().map(str::to_owned);
    if major(&card.api_version) == major(API_VERSION) {
        Ok(card)
    } else {
        Err(Unreadable::new("api_version: another major version than the app speaks"))
    }
}

/// What a problem document means for the app, when it is one that the app acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownProblem {
    /// The place in the feed is too old.
    CursorExpired,
    /// A sign-in is wanted.
    SignIn,
    /// The decision has been withdrawn.
    DecisionWithdrawn,
    /// The time to receive the decision is over.
    ReceiptOver,
}

/// Reads a problem document; anything else than the known kinds is `None`.
pub fn problem(bytes: &[u8]) -> Option<KnownProblem> {
    let problem: Problem = json::read(json::text(bytes).ok()?).ok()?;
    match problem.r#type.as_str() {
        PROBLEM_CURSOR_EXPIRED => Some(KnownProblem::CursorExpired),
        PROBLEM_SIGN_IN => Some(KnownProblem::SignIn),
        PROBLEM_DECISION_WITHDRAWN => Some(KnownProblem::DecisionWithdrawn),
        PROBLEM_RECEIPT_OVER => Some(KnownProblem::ReceiptOver),
        _ => None,
    }
}

/// A text of the wire as the app keeps texts.
pub fn localized(texts: &Texts) -> Localized {
    [("fi", &texts.fi), ("sv", &texts.sv), ("en", &texts.en)]
        .into_iter()
        .filter_map(|(tag, text)| text.as_deref().map(|text| (tag, text)))
        .collect()
}

fn change(raw: &str, limits: &Limits) -> Result<Change, Quarantined> {
    let Some(fields) = fields(raw) else {
        return Err(Outline::default().malformed(&Flaw::at("", "not an object")));
    };
    let op = word(&fields, "op");
    let kind_word = word(&fields, "kind");
    let is_sealed = kind_word.as_deref() == Some(SEALED);
    let kind =
        if is_sealed { Some(RecordKind::Decision) } else { kind_word.as_deref().and_then(RecordKind::from_name) };
    let record = fields.get("record").map(|record| record.get());
    let id = || match record {
        Some(record) => self::fields(record).and_then(|fields| word(&fields, "id")),
        None => word(&fields, "id"),
    };
    // Only what cannot be read is walked through once more for its id.
    let outline = || Outline { kind, id: id().filter(|id| text::is_id(id)).map(RemoteId::new) };
    json::fits(raw, limits).map_err(|detail| outline().too_large(&detail))?;
    let malformed = |flaw: Flaw| outline().malformed(&flaw);
    match op.as_deref() {
        Some("upsert") => {
            let record = record.ok_or_else(|| malformed(Flaw::at("", "record is missing")))?;
            let known = kind.filter(|kind| *kind != RecordKind::ServiceRequest);
            let kind = known.ok_or_else(|| unknown_kind(&outline(), kind_word.as_deref()))?;
            let read = if is_sealed { sealed(record) } else { upsert(kind, record) };
            read.map(|record| Change::Upsert(Box::new(record))).map_err(malformed)
        }
        Some("tombstone") => {
            let Outline { kind, id } = outline();
            let kind = kind.ok_or_else(|| unknown_kind(&outline(), kind_word.as_deref()))?;
            let id = id.ok_or_else(|| malformed(Flaw::at("id", "not an id")))?;
            Ok(Change::Tombstone(Tombstone {
                kind,
                id,
                reason: word(&fields, "reason")
                    .and_then(|reason| TombstoneReason::from_name(&reason))
                    .unwrap_or(TombstoneReason::Unstated),
                at: word(&fields, "at").and_then(|at| text::instant(&at)),
            }))
        }
        _ => Err(malformed(Flaw::at("op", "neither upsert nor tombstone"))),
    }
}

fn sealed(raw: &str) -> Result<Record, Flaw> {
    Ok(Record::Sealed(Box::new(records::sealed_decision(&json::read(raw)?)?)))
}

fn upsert(kind: RecordKind, raw: &str) -> Result<Record, Flaw> {
    Ok(match kind {
        RecordKind::Party => Record::Party(records::party(&json::read(raw)?)?),
        RecordKind::Mandate => Record::Mandate(records::mandate(&json::read(raw)?)?),
        RecordKind::GivenMandate => Record::GivenMandate(records::given_mandate(&json::read(raw)?)?),
        RecordKind::MandateRequest => Record::MandateRequest(records::mandate_request(&json::read(raw)?)?),
        RecordKind::Act => Record::Act(records::act(&json::read(raw)?)?),
        RecordKind::Case => Record::Case(Box::new(records::case(&json::read(raw)?)?)),
        RecordKind::Message => Record::Message(Box::new(records::message(&json::read(raw)?)?)),
        RecordKind::Decision => {
            let decision = records::decision(&json::read(raw)?)?;
            Record::Decision(Box::new(Decision { signature: signature::read(raw)?, ..decision }))
        }
        RecordKind::Task => Record::Task(Box::new(records::task(&json::read(raw)?)?)),
        RecordKind::DataUse => Record::DataUse(Box::new(data_use::data_use(&json::read(raw)?)?)),
        RecordKind::Consent => Record::Consent(Box::new(data_use::consent(raw)?)),
        RecordKind::Lookup => Record::Lookup(Box::new(data_use::lookup(&json::read(raw)?)?)),
        RecordKind::AccessLog => Record::AccessLog(data_use::access_log(&json::read(raw)?)?),
        RecordKind::ServiceRequest => return Err(Flaw::at("kind", "not of this API")),
    })
}

/// The kind is named for the people who run the server, when it looks like a kind and not like content.
fn unknown_kind(outline: &Outline, kind: Option<&str>) -> Quarantined {
    let plain = kind.filter(|kind| kind.len() <= 40 && kind.chars().all(|c| c.is_ascii_lowercase() || c == '_'));
    match (kind, plain) {
        (_, Some(kind)) => outline.quarantine(QuarantineReason::UnknownKind, &format!("kind {kind}: not known")),
        (Some(_), None) => outline.quarantine(QuarantineReason::UnknownKind, "kind: not known"),
        (None, None) => outline.malformed(&Flaw::at("kind", "missing or not a word")),
    }
}

type Fields<'a> = HashMap<Cow<'a, str>, &'a RawValue>;

/// The fields of an object, each unread, so that one that cannot be read does not hide the others.
fn fields(raw: &str) -> Option<Fields<'_>> {
    serde_json::from_str(raw).ok()
}

fn word(fields: &Fields<'_>, name: &str) -> Option<String> {
    let raw = fields.get(name)?.get();
    if raw.len() > 2 * MAX_ID_BYTES { None } else { serde_json::from_str(raw).ok() }
}
