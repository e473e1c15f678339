//! Transmissions: what was sent within a dialog.

use chrono::{DateTime, Utc};
use domain::{
    case::{Actor, Written},
    change::{Change, Tombstone, TombstoneReason},
    decision::{Decision, Outcome},
    id::{RecordKind, RemoteId},
    message::{Direction, Message},
    need::Need,
    record::Record,
    text::{BodyFormat, Localized},
};

use super::{content, wire};
use crate::{json::Flaw, text};

/// The dialog that transmissions belong to. They do not name it themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DialogFrame {
    /// Its id.
    pub dialog: RemoteId,
    /// Whose it is.
    pub party: RemoteId,
    /// Who sends on the authority's side.
    pub authority: Localized,
    /// What the dialog asks of the resident now; a transmission of the type `Request` asks the same.
    pub need: Need,
}

/// What a transmission becomes: a decision says so by its type, everything else is a message.
pub fn kind(wire: &wire::Transmission) -> RecordKind {
    if outcome(wire).is_some() { RecordKind::Decision } else { RecordKind::Message }
}

fn outcome(wire: &wire::Transmission) -> Option<Outcome> {
    match wire.r#type.as_deref() {
        Some("Acceptance") => Some(Outcome::Granted),
        Some("Rejection") => Some(Outcome::Refused),
        Some("Decision") => Some(Outcome::Other),
        _ => None,
    }
}

pub fn change(wire: &wire::Transmission, of: &DialogFrame, received_at: DateTime<Utc>) -> Result<Change, Flaw> {
    let id = content::id(wire.id.as_deref()).ok_or_else(|| Flaw::at("id", "not an id"))?;
    if let Some(deleted_at) = wire.deleted_at.as_deref() {
        let at = text::instant(deleted_at);
        return Ok(Change::Tombstone(Tombstone { kind: kind(wire), id, reason: TombstoneReason::Unstated, at }));
    }
    let texts = wire.content.as_ref();
    let summary = content::body(texts.and_then(|content| content.summary.as_ref()));
    let title = content::content_line(texts.and_then(|content| content.title.as_ref()))
        .or_else(|| summary.as_ref().map(|summary| text::single_line(&summary.text)))
        .ok_or_else(|| Flaw::at("content.title", "no text in any language"))?;
    let record = match outcome(wire) {
        Some(outcome) => Record::Decision(Box::new(decision(wire, id, title, summary, outcome, of, received_at))),
        None => Record::Message(Box::new(message(wire, id, title, summary, of, received_at))),
    };
    Ok(Change::Upsert(Box::new(record)))
}

fn decision(
    wire: &wire::Transmission,
    id: RemoteId,
    title: Localized,
    summary: Option<Written>,
    outcome: Outcome,
    of: &DialogFrame,
    received_at: DateTime<Utc>,
) -> Decision {
    let (summary, text_format) = parted(summary);
    Decision {
        matter: None,
        id,
        party: of.party.clone(),
        case: Some(of.dialog.clone()),
        title,
        authority: of.authority.clone(),
        register_number: text::word(wire.external_reference.as_deref()),
        section: None,
        made_at: content::time(&[wire.created_at.as_deref()], received_at),
        outcome,
        summary,
        text_format,
        sections: Vec::new(),
        legal_basis: Vec::new(),
        appeal: None,
        notice: None,
        maker: sender_name(wire),
        contact: None,
        documents: content::documents(wire.attachments.as_deref()),
        replaces: None,
        signature: None,
    }
}

fn message(
    wire: &wire::Transmission,
    id: RemoteId,
    title: Localized,
    summary: Option<Written>,
    of: &DialogFrame,
    received_at: DateTime<Utc>,
) -> Message {
    let direction = direction(wire);
    let (body, body_format) = parted(summary);
    Message {
        matter: None,
        id,
        party: of.party.clone(),
        case: Some(of.dialog.clone()),
        title,
        body,
        body_format,
        direction,
        sender: sender_name(wire),
        unit: text::some(of.authority.clone()),
        sent_at: content::time(&[wire.created_at.as_deref()], received_at),
        need: match (direction, wire.r#type.as_deref()) {
            (Direction::Outgoing, _) => Need::Nothing,
            (Direction::Incoming, Some("Request")) => of.need,
            (Direction::Incoming, _) => Need::Unstated,
        },
        documents: content::documents(wire.attachments.as_deref()),
    }
}

fn parted(written: Option<Written>) -> (Localized, BodyFormat) {
    written.map(|Written { text, format }| (text, format)).unwrap_or_default()
}

/// By the sender; where none is named, by the two types that only a resident sends.
fn direction(wire: &wire::Transmission) -> Direction {
    match (content::actor(wire.sender.as_ref()), wire.r#type.as_deref()) {
        (Actor::Resident, _) | (Actor::Unknown, Some("Submission" | "Correction")) => Direction::Outgoing,
        _ => Direction::Incoming,
    }
}

fn sender_name(wire: &wire::Transmission) -> Option<Localized> {
    let name = wire.sender.as_ref()?.actor_name.as_deref()?;
    text::some(text::single_line(&Localized::undetermined(name)))
}
