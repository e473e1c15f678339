//! Uses of data, consents and lookups of the wire as the app has them.
//!
//! What a resident is asked must be readable whole, or the record is none: its purpose, its data, its notice, who asks and what has
//! happened to it. What could pass for a right that is not there (a state, a basis, a last day) is never guessed.

use chrono::{DateTime, Utc};
use domain::{
    consent::{Consent, DataItem, DataRight, Event, Notice, NoticeText, Purpose, Receipt, State},
    data_use::{Category, DataUse, LegalBasis, Organisation, Permission},
    decision::LegalReference,
    id::RemoteId,
    lookup::{AccessLog, Direction, Lookup, Receiver},
    signature::Signature,
    text::{Localized, ServerText},
};
use resident_api::{
    AccessLogRecord, CategoryRecord, ConsentDataRecord, ConsentReceiptRecord, ConsentRecord, DataUseRecord,
    ErasureCheck, LookupRecord, NoticeLanguageRecord, NoticeTextRecord, OrganisationRecord, PurposeRecord,
};
use serde::Deserialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::{
    ResidentApi,
    mandates::read,
    records::{each, hash, id, legal_reference, optional, optional_id, optional_line, strict_day, time, title},
    signature,
};
use crate::{
    ConnectorError,
    json::{self, Flaw},
    text,
};

/// Most items of data, recipients, events and so on of one record.
const MOST: usize = 200;
/// Longest notice kept, in bytes.
const MAX_NOTICE_BYTES: usize = 100_000;

pub fn data_use(wire: &DataUseRecord) -> Result<DataUse, Flaw> {
    let legal_basis = basis(&wire.lawful_basis)?;
    let permission = wire.permission.as_deref().and_then(Permission::from_name);
    Ok(DataUse {
        id: id("id", &wire.id)?,
        party: id("party", &wire.party)?,
        controller: organisation(&wire.controller).map_err(|flaw| flaw.within("controller"))?,
        purpose: title(&wire.purpose).map_err(|_| Flaw::at("purpose", "no text"))?,
        term: text::word(wire.purpose_type.as_deref()),
        legal_basis,
        statute: wire.statute.as_ref().map(legal_reference),
        categories: each("categories", few("categories", &wire.categories)?, category)?,
        recipients: each("recipients", few("recipients", &wire.recipients)?, organisation)?,
        retention: optional(wire.retention.as_ref()),
        location: optional(wire.location.as_ref()),
        automated: wire.automated_decision,
        rights: wire.rights.iter().filter_map(|right| DataRight::from_name(right)).collect(),
        // A switch stands only where the law gives a choice, whatever the server says.
        permission: permission.filter(|permission| legal_basis.allows(*permission)),
        consent: optional_id("consent", wire.consent.as_deref())?,
    })
}

/// A consent out of its record as it came: hashes and signatures are over that.
pub fn consent(raw: &str) -> Result<Consent, Flaw> {
    let wire: ConsentRecord = json::read(raw)?;
    let permission =
        Permission::from_name(&wire.permission).ok_or_else(|| Flaw::at("permission", "not a known word"))?;
    let own = id("id", &wire.id)?;
    let (events, is_chained) = events(raw, &own)?;
    Ok(Consent {
        party: id("party", &wire.party)?,
        matter: text::word(wire.matter.as_deref()),
        schema_version: text::word(Some(&wire.schema_version)).unwrap_or_default(),
        permission,
        notice: notice(&wire.notice).map_err(|flaw| flaw.within("notice"))?,
        purpose: purpose(&wire.purpose, permission).map_err(|flaw| flaw.within("purpose"))?,
        controller: organisation(&wire.controller).map_err(|flaw| flaw.within("controller"))?,
        provider: organisation(&wire.source).map_err(|flaw| flaw.within("source"))?,
        recipients: each("recipients", few("recipients", &wire.recipients)?, organisation)?,
        asked_at: time("asked_at", &wire.asked_at)?,
        answer_by: strict_day("answer_by", wire.answer_by.as_deref())?,
        latest_end: strict_day("latest_end", wire.latest_end.as_deref())?,
        strong: wire.strong,
        party_only: wire.party_only,
        events,
        is_chained,
        replaces: optional_id("replaces", wire.replaces.as_deref())?,
        data_use: optional_id("data_use", wire.data_use.as_deref())?,
        receipts: receipts(raw)?,
        id: own,
    })
}

pub fn lookup(wire: &LookupRecord) -> Result<Lookup, Flaw> {
    Ok(Lookup {
        id: id("id", &wire.id)?,
        party: id("party", &wire.party)?,
        at: time("logtime", &wire.logtime)?,
        action: title(&wire.action).map_err(|_| Flaw::at("action", "no text"))?,
        receiver: Receiver {
            code: text::word(Some(&wire.receiver_code)).ok_or_else(|| Flaw::at("receiver_code", "no text"))?,
            name: optional_line(wire.receiver_name.as_ref()),
            system: line(wire.receiver_system.as_deref()),
            role: optional_line(wire.role.as_ref()),
        },
        source_system: line(wire.source_system.as_deref()),
        data_use: optional_id("data_use", wire.data_use.as_deref())?,
        purpose: text::word(wire.purpose_type.as_deref()),
        basis: wire.lawful_basis.as_deref().and_then(LegalBasis::from_term),
        consent: optional_id("consent", wire.consent.as_deref())?,
        categories: few("data_categories", &wire.data_categories)?
            .iter()
            .filter_map(|word| text::word(Some(word)))
            .collect(),
        direction: wire.direction.as_deref().map(Direction::from_name).unwrap_or_default(),
        denied: wire.result.as_deref() == Some("denied"),
    })
}

pub fn access_log(wire: &AccessLogRecord) -> Result<AccessLog, Flaw> {
    Ok(AccessLog {
        id: id("id", &wire.id)?,
        party: id("party", &wire.party)?,
        since: time("since", &wire.since)?,
        systems: few("systems", &wire.systems)?.iter().filter_map(|name| line(Some(name))).collect(),
        gaps: optional(wire.gaps.as_ref()),
    })
}

/// Whether an erasure would be granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasureChecked {
    /// Whether it would.
    pub allowed: bool,
    /// Why not, or why not all of it, and the statute where one is named.
    pub reasons: Vec<(Localized, Option<LegalReference>)>,
}

impl ResidentApi {
    /// Asks whether the data of a use would be erased. Nothing is.
    ///
    /// # Errors
    /// When the server gave no such answer.
    pub async fn check_erasure(&self, data_use: &RemoteId) -> Result<ErasureChecked, ConnectorError> {
        // It changes nothing: a server need not remember that it was asked.
        let key = hex::encode(Sha256::digest(format!("erasure-check\n{data_use}")));
        let body = self.post(&["v1", "data-uses", data_use.as_str(), "erasure-check"], &key, b"{}".to_vec()).await?;
        let check: ErasureCheck = read(&body)?;
        let reasons = check.reasons.iter().take(MOST);
        Ok(ErasureChecked {
            allowed: check.allowed,
            reasons: reasons
                .filter_map(|reason| {
                    Some((optional(Some(&reason.message))?, reason.statute.as_ref().map(legal_reference)))
                })
                .collect(),
        })
    }
}

fn basis(term: &str) -> Result<LegalBasis, Flaw> {
    LegalBasis::from_term(term).ok_or_else(|| Flaw::at("lawful_basis", "not a known term"))
}

fn organisation(wire: &OrganisationRecord) -> Result<Organisation, Flaw> {
    Ok(Organisation {
        code: text::word(Some(&wire.id)).ok_or_else(|| Flaw::at("id", "no text"))?,
        name: title(&wire.name).map_err(|_| Flaw::at("name", "no text"))?,
        address: line(wire.address.as_deref()),
        contact: line(wire.contact.as_deref()),
    })
}

fn category(wire: &CategoryRecord) -> Result<Category, Flaw> {
    Ok(Category {
        id: text::word(Some(&wire.id)).ok_or_else(|| Flaw::at("id", "no text"))?,
        name: title(&wire.name).map_err(|_| Flaw::at("name", "no text"))?,
        special: wire.special_category,
    })
}

fn purpose(wire: &PurposeRecord, permission: Permission) -> Result<Purpose, Flaw> {
    let basis = basis(&wire.lawful_basis)?;
    if !basis.allows(permission) {
        return Err(Flaw::at("lawful_basis", "gives no such choice"));
    }
    Ok(Purpose {
        name: title(&wire.purpose).map_err(|_| Flaw::at("purpose", "no text"))?,
        term: text::word(Some(&wire.purpose_type)).ok_or_else(|| Flaw::at("purpose_type", "no text"))?,
        basis,
        data: each("data", few("data", &wire.data)?, data_item)?,
        processing: optional(wire.processing_method.as_ref()),
        location: optional(wire.storage_location.as_ref()),
        retention: optional(wire.retention.as_ref()),
        jurisdiction: text::word(wire.jurisdiction.as_deref()),
        withdrawal: optional(wire.withdrawal_method.as_ref()),
        if_refused: optional(wire.consequence_of_refusal.as_ref()),
        if_withdrawn: optional(wire.consequence_of_withdrawal.as_ref()),
    })
}

fn data_item(wire: &ConsentDataRecord) -> Result<DataItem, Flaw> {
    Ok(DataItem {
        id: text::word(Some(&wire.id)).ok_or_else(|| Flaw::at("id", "no text"))?,
        term: text::word(Some(&wire.r#type)).ok_or_else(|| Flaw::at("type", "no text"))?,
        name: title(&wire.name).map_err(|_| Flaw::at("name", "no text"))?,
        value: optional(wire.value.as_ref()),
        optional: wire.optional,
        sensitive: wire.sensitive,
        special_category: wire.special_category,
    })
}

fn notice(wire: &NoticeTextRecord) -> Result<Notice, Flaw> {
    let texts = each("texts", few("texts", &wire.texts)?, notice_text)?;
    if texts.is_empty() {
        return Err(Flaw::at("texts", "no text"));
    }
    let previous = match &wire.previous {
        None => None,
        Some(previous) => {
            let texts = each("texts", few("texts", &previous.texts)?, notice_text);
            Some((previous.version.clone(), texts.map_err(|flaw| flaw.within("previous"))?))
        }
    };
    Ok(Notice {
        id: text::word(Some(&wire.id)).ok_or_else(|| Flaw::at("id", "no text"))?,
        version: text::word(Some(&wire.version)).ok_or_else(|| Flaw::at("version", "no text"))?,
        url: text::word(Some(&wire.url)).unwrap_or_default(),
        texts,
        previous,
    })
}

/// The text as it came: cleaned, it would be another than the one of the hash. What hides something in it is no notice.
fn notice_text(wire: &NoticeLanguageRecord) -> Result<NoticeText, Flaw> {
    let plain = ServerText::new(&wire.text);
    if wire.text.len() > MAX_NOTICE_BYTES || plain.is_empty() || plain.as_str() != wire.text {
        return Err(Flaw::at("text", "not a plain text"));
    }
    let sha256 = hash(&wire.sha256).map_err(|_| Flaw::at("sha256", "not a hash"))?;
    let is_whole = hex::encode(Sha256::digest(&wire.text)) == sha256;
    Ok(NoticeText {
        language: text::word(Some(&wire.language)).ok_or_else(|| Flaw::at("language", "no text"))?,
        text: wire.text.clone(),
        sha256,
        is_whole,
    })
}

/// What has happened, and whether each event names the one before by its hash.
fn events(raw: &str, record: &RemoteId) -> Result<(Vec<Event>, bool), Flaw> {
    #[derive(Deserialize)]
    struct Frame {
        events: Vec<Map<String, Value>>,
    }

    let frame: Frame = json::read(raw)?;
    let mut before = hex::encode(Sha256::digest(record.as_str()));
    let mut is_chained = true;
    let mut events = Vec::new();
    for (place, object) in few("events", &frame.events)?.iter().enumerate() {
        let within = |flaw: Flaw| flaw.within(&format!("events[{place}]"));
        let canonical = serde_json_canonicalizer::to_string(object);
        let canonical = canonical.map_err(|_| within(Flaw::at("", "cannot be canonical")))?;
        let sha256 = hex::encode(Sha256::digest(&canonical));
        let event = event(&json::read(&canonical).map_err(within)?, sha256.clone()).map_err(within)?;
        is_chained &= event.prev_hash == before;
        before = sha256;
        events.push(event);
    }
    Ok((events, is_chained))
}

fn event(wire: &resident_api::ConsentEventRecord, sha256: String) -> Result<Event, Flaw> {
    Ok(Event {
        at: instant("time", &wire.time)?,
        state: State::from_name(&wire.state).ok_or_else(|| Flaw::at("state", "not a known word"))?,
        valid_to: strict_day("valid_to", wire.valid_to.as_deref())?,
        by: text::word(Some(&wire.by)).ok_or_else(|| Flaw::at("by", "no text"))?,
        on_behalf_of: text::word(wire.on_behalf_of.as_deref()),
        indication: text::word(wire.indication.as_deref()),
        items: wire.items.clone(),
        notice_sha256: wire.notice_sha256.as_deref().map(hash).transpose()?,
        sha256,
        prev_hash: wire.prev_hash.to_ascii_lowercase(),
    })
}

fn receipts(raw: &str) -> Result<Vec<Receipt>, Flaw> {
    #[derive(Deserialize)]
    struct Frame {
        #[serde(default)]
        receipts: Vec<Map<String, Value>>,
    }

    let frame: Frame = json::read(raw)?;
    let each = few("receipts", &frame.receipts)?.iter().enumerate();
    each.map(|(place, object)| receipt(object).map_err(|flaw| flaw.within(&format!("receipts[{place}]")))).collect()
}

fn receipt(object: &Map<String, Value>) -> Result<Receipt, Flaw> {
    let raw = serde_json::to_string(object).map_err(|_| Flaw::at("", "not JSON"))?;
    let wire: ConsentReceiptRecord = json::read(&raw)?;
    let signature = signature::read(&raw)?.map(|signature| *signature);
    Ok(Receipt {
        id: text::word(Some(&wire.receipt_id)).ok_or_else(|| Flaw::at("receipt_id", "no text"))?,
        created: instant("created", &wire.created)?,
        state: State::from_name(&wire.state).ok_or_else(|| Flaw::at("state", "not a known word"))?,
        event_sha256: hash(&wire.event_sha256)?,
        signature: signature.unwrap_or(Signature { jws: String::new(), content: String::new() }),
    })
}

fn few<'a, T>(field: &str, all: &'a [T]) -> Result<&'a [T], Flaw> {
    if all.len() > MOST { Err(Flaw::at(field, "too many")) } else { Ok(all) }
}

fn instant(field: &str, text: &str) -> Result<DateTime<Utc>, Flaw> {
    text::instant(text).ok_or_else(|| Flaw::at(field, "not a time"))
}

fn line(text: Option<&str>) -> Option<ServerText> {
    let text = ServerText::new(text?).single_line();
    (!text.is_empty()).then_some(text)
}
