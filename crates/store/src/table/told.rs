//! What was taken back and erased, so that the resident can be told.

use chrono::{DateTime, Utc};
use domain::{
    change::{Tombstone, TombstoneReason},
    id::{PartyId, RecordKey, RecordKind, RemoteId, SourceId},
    text::Localized,
};
use rusqlite::{Connection, params};

use crate::{
    error::{Result, StoreError},
    table::record::{kind, reason},
    time::{from_micros, to_micros},
};

/// Something that was taken back and erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldRow {
    /// What it was.
    pub key: RecordKey,
    /// In whose vault it was.
    pub party: PartyId,
    /// Why it went.
    pub reason: TombstoneReason,
    /// When it went, or when the device learned of it.
    pub at: DateTime<Utc>,
    /// What it was called; never of what was meant for somebody else.
    pub title: Option<Localized>,
}

/// Remembers an end. What went to the wrong person leaves no title.
pub(crate) fn put(
    vault: &Connection,
    source: &SourceId,
    party: Option<&RemoteId>,
    end: &Tombstone,
    received_at: DateTime<Utc>,
    title: Option<&Localized>,
) -> Result<()> {
    let title = title.filter(|_| end.reason == TombstoneReason::Withdrawn).map(serde_json::to_string).transpose()?;
    vault
        .prepare_cached(
            "insert or replace into told (source, kind, id, party, reason, at, title)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            source.as_str(),
            end.kind.name(),
            end.id.as_str(),
            party.map(RemoteId::as_str),
            end.reason.name(),
            to_micros(end.at.unwrap_or(received_at)),
            title
        ])?;
    Ok(())
}

/// It is back, or the resident has been told.
pub(crate) fn remove(vault: &Connection, source: &SourceId, kind: RecordKind, id: &RemoteId) -> Result<bool> {
    let removed = vault
        .prepare_cached(
            "delete from told
              where source = ?1
                and kind   = ?2
                and id     = ?3",
        )?
        .execute([source.as_str(), kind.name(), id.as_str()])?;
    Ok(removed > 0)
}

pub(crate) fn remove_party(vault: &Connection, source: &SourceId, party: &RemoteId) -> Result<()> {
    vault
        .prepare_cached("delete from told where source = ?1 and party = ?2")?
        .execute([source.as_str(), party.as_str()])?;
    Ok(())
}

pub(crate) fn remove_source(vault: &Connection, source: &SourceId) -> Result<()> {
    vault.prepare_cached("delete from told where source = ?1")?.execute([source.as_str()])?;
    Ok(())
}

/// Newest first.
pub(crate) fn latest(vault: &Connection, party: &PartyId, limit: usize) -> Result<Vec<ToldRow>> {
    let mut statement = vault.prepare_cached(
        "select source, kind, id, reason, at, title
           from told
          order by at desc, source, kind, id
          limit ?1",
    )?;
    let mut rows = statement.query([i64::try_from(limit).unwrap_or(i64::MAX)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let title: Option<String> = row.get(5)?;
        found.push(ToldRow {
            key: RecordKey {
                source: SourceId::new(row.get::<_, String>(0)?),
                kind: kind(&row.get::<_, String>(1)?)?,
                id: RemoteId::new(row.get::<_, String>(2)?),
            },
            party: party.clone(),
            reason: reason(Some(&row.get::<_, String>(3)?))?.ok_or_else(|| StoreError::unknown_name("told.reason"))?,
            at: from_micros(row.get(4)?)?,
            title: title.map(|title| serde_json::from_str(&title)).transpose()?,
        });
    }
    Ok(found)
}
