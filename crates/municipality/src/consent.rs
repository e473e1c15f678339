//! Consents as they stand: the chain of their events, and what holds on a day. Pure.
//!
//! Only what was given, and has neither ended nor run out, permits anything. What cannot be read permits nothing.

use chrono::NaiveDate;
use resident_api::{
    AUTHORIZATION_CONSENT, AuthorizationDetail, CONSENT_ITEM, ConsentEventRecord, ConsentRecord, ConsentResource,
    ConsentRight,
};
use sha2::{Digest, Sha256};

/// Version of the schema of consents and receipts.
pub(crate) const SCHEMA: &str = "ISO-TS-27560:2023/resident-api-1";
/// States into which the resident brings a consent, and nobody else.
const BY_RESIDENT: [&str; 4] = ["given", "refused", "deferred", "withdrawn"];

/// Where a consent stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It can be answered.
    Open,
    /// It was given, and holds.
    Given,
    /// It was given once, and holds no more.
    Ended,
    /// It was never given, and cannot be any more.
    Closed,
}

/// Adds an event at the end of the chain.
pub(crate) fn append(record: &mut ConsentRecord, mut event: ConsentEventRecord) -> Result<(), serde_json::Error> {
    event.prev_hash = match record.events.last() {
        Some(before) => event_sha256(before)?,
        None => sha256(&record.id),
    };
    record.events.push(event);
    Ok(())
}

/// SHA-256 of an event in canonical form (RFC 8785), lower-case hexadecimal.
pub(crate) fn event_sha256(event: &ConsentEventRecord) -> Result<String, serde_json::Error> {
    Ok(hex::encode(Sha256::digest(serde_json_canonicalizer::to_vec(event)?)))
}

/// SHA-256 of a text in UTF-8, lower-case hexadecimal.
pub(crate) fn sha256(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}

/// Whether the resident did it, who gets a receipt for it then.
pub(crate) fn is_by_resident(event: &ConsentEventRecord) -> bool {
    BY_RESIDENT.contains(&event.state.as_str())
}

/// Where a consent stands on `today`.
pub(crate) fn standing(record: &ConsentRecord, today: NaiveDate) -> Standing {
    // A day that cannot be read is over.
    let is_over =
        |day: Option<&String>| day.is_some_and(|day| day.parse::<NaiveDate>().map_or(true, |day| day < today));
    let was_given = record.events.iter().any(|event| event.state == "given");
    match record.events.last() {
        Some(last) if last.state == "given" && !is_over(last.valid_to.as_ref()) => Standing::Given,
        Some(last)
            if matches!(last.state.as_str(), "requested" | "deferred") && !is_over(record.answer_by.as_ref()) =>
        {
            Standing::Open
        }
        _ if was_given => Standing::Ended,
        _ => Standing::Closed,
    }
}

/// By what it was given, last.
pub(crate) fn given(record: &ConsentRecord) -> Option<&ConsentEventRecord> {
    record.events.iter().rev().find(|event| event.state == "given")
}

/// What was given, as a grant says it (RFC 9396).
pub(crate) fn authorization(record: &ConsentRecord) -> Option<AuthorizationDetail> {
    let event = given(record)?;
    let resource = |id: &String| ConsentResource { r#type: CONSENT_ITEM.to_owned(), value: id.clone() };
    Some(AuthorizationDetail {
        r#type: AUTHORIZATION_CONSENT.to_owned(),
        id: record.id.clone(),
        from: record.party.clone(),
        to: Some(record.controller.id.clone()),
        consented: Some(event.time.clone()),
        valid_to: event.valid_to.clone(),
        consent_rights: vec![ConsentRight {
            action: vec!["read".to_owned()],
            resource: event.items.iter().map(resource).collect(),
            metadata: std::collections::BTreeMap::new(),
        }],
    })
}
