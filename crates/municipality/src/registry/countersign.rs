//! What is kept with every consent that is written: receipts for what residents said, and the texts they were shown.
//!
//! Each event by the resident gets one receipt, signed with the key of its time as decisions are. It names the event by its
//! hash, and by that the whole chain up to it.

use chrono::DateTime;
use resident_api::{ConsentReceiptRecord, ConsentRecord, FeedRecord, NoticeLanguageRecord};
use rusqlite::{Connection, OptionalExtension, params};

use super::{Registry, RegistryError, signing};
use crate::consent::{SCHEMA, event_sha256, is_by_resident};

impl Registry {
    /// The text of a notice in the first of these languages that there is, with its own; else in any.
    pub(crate) fn notice(
        &self,
        id: &str,
        version: &str,
        languages: &[String],
    ) -> Result<Option<(String, String)>, RegistryError> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(
            "select language, text from notices where id = ?1 and version = ?2
              order by language <> ?3, language <> 'fi', language limit 1",
        )?;
        let there: Vec<String> = connection
            .prepare_cached("select language from notices where id = ?1 and version = ?2")?
            .query_map([id, version], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let wanted = languages.iter().find(|language| there.contains(language)).map_or("", String::as_str);
        Ok(statement.query_row([id, version, wanted], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }
}

/// Keeps what belongs to a record that is written, if it is a consent. `publisher` is the body's id.
pub(super) fn keep(connection: &Connection, record: &mut FeedRecord, publisher: &str) -> Result<(), RegistryError> {
    let FeedRecord::Consent(consent) = record else { return Ok(()) };
    countersign(connection, consent, publisher)?;
    let notice = &consent.notice;
    keep_texts(connection, &notice.id, &notice.version, &notice.texts)?;
    if let Some(previous) = &notice.previous {
        keep_texts(connection, &notice.id, &previous.version, &previous.texts)?;
    }
    Ok(())
}

/// Adds the receipts that are missing. Where no key signs at an event's time, it has none.
fn countersign(connection: &Connection, consent: &mut ConsentRecord, publisher: &str) -> Result<(), RegistryError> {
    for event in consent.events.iter().filter(|event| is_by_resident(event)) {
        let event_sha256 = event_sha256(event)?;
        if consent.receipts.iter().any(|receipt| receipt.event_sha256 == event_sha256) {
            continue;
        }
        let Ok(at) = DateTime::parse_from_rfc3339(&event.time) else { continue };
        let named = std::iter::once(&consent.controller).chain(&consent.recipients);
        let mut receipt = ConsentReceiptRecord {
            schema_version: SCHEMA.to_owned(),
            receipt_id: format!("receipt-{}", event_sha256.get(..16).unwrap_or(&event_sha256)),
            created: event.time.clone(),
            publisher: publisher.to_owned(),
            recipient: consent.party.clone(),
            record_id: consent.id.clone(),
            state: event.state.clone(),
            event_sha256,
            purpose: consent.purpose.purpose.clone(),
            recipients: named.map(|organisation| organisation.name.clone()).collect(),
            items: event.items.clone(),
            valid_to: event.valid_to.clone(),
            notice_sha256: event.notice_sha256.clone(),
            replaces: consent.receipts.last().map(|before| before.receipt_id.clone()),
            signature: String::new(),
        };
        let jws = signing::signature(connection, &mut serde_json::to_value(&receipt)?, at.to_utc())?;
        if let Some(jws) = jws {
            receipt.signature = jws;
            consent.receipts.push(receipt);
        }
    }
    Ok(())
}

fn keep_texts(
    connection: &Connection,
    id: &str,
    version: &str,
    texts: &[NoticeLanguageRecord],
) -> Result<(), RegistryError> {
    // A version never changes: another text is another version.
    let mut insert = connection
        .prepare_cached("insert or ignore into notices (id, version, language, text) values (?1, ?2, ?3, ?4)")?;
    for text in texts {
        insert.execute(params![id, version, text.language, text.text])?;
    }
    Ok(())
}
