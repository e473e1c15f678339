//! Records that could not be taken in, each with its reason.

use chrono::{DateTime, Utc};
use domain::{
    change::{QuarantineReason, Quarantined},
    id::{RecordKind, RemoteId, SourceId},
    text::ServerText,
};
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use crate::{
    error::{Result, StoreError},
    time::{from_micros, to_micros},
};

/// A record that could not be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuarantinedRow {
    /// What it is and what is wrong with it.
    pub quarantined: Quarantined,
    /// When it came.
    pub received_at: DateTime<Utc>,
}

/// Keeps it. The same finding again is the same row.
pub(crate) fn put(
    profile: &Connection,
    source: &SourceId,
    found: &Quarantined,
    generation: i64,
    received_at: DateTime<Utc>,
) -> Result<()> {
    profile
        .prepare_cached(
            "insert into quarantine (digest, source, kind, id, reason, detail, generation, received_at)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 on conflict (digest) do update
                set generation = excluded.generation",
        )?
        .execute(params![
            digest(source, found)?,
            source.as_str(),
            found.kind.map(RecordKind::name),
            found.id.as_ref().map(RemoteId::as_str),
            found.reason.name(),
            found.detail.as_str(),
            generation,
            to_micros(received_at)
        ])?;
    Ok(())
}

fn digest(source: &SourceId, found: &Quarantined) -> Result<String> {
    Ok(hex::encode(Sha256::digest(serde_json::to_vec(&(source, found))?)))
}

/// The record has come in a form that could be taken in, or is gone.
pub(crate) fn resolve(profile: &Connection, source: &SourceId, kind: RecordKind, id: &RemoteId) -> Result<()> {
    profile
        .prepare_cached(
            "delete from quarantine
              where source = ?1
                and kind   = ?2
                and id     = ?3",
        )?
        .execute(params![source.as_str(), kind.name(), id.as_str()])?;
    Ok(())
}

pub(crate) fn is_empty(profile: &Connection, source: &SourceId) -> Result<bool> {
    Ok(!profile.prepare_cached("select 1 from quarantine where source = ?1 limit 1")?.exists([source.as_str()])?)
}

/// Whether this reading has brought something of this kind that cannot be read.
pub(crate) fn has(profile: &Connection, source: &SourceId, kind: RecordKind, generation: i64) -> Result<bool> {
    Ok(profile
        .prepare_cached("select 1 from quarantine where source = ?1 and kind = ?2 and generation = ?3")?
        .exists(params![source.as_str(), kind.name(), generation])?)
}

/// What this reading has brought and cannot be read, as far as it says what it is.
pub(crate) fn unreadable(
    profile: &Connection,
    source: &SourceId,
    generation: i64,
) -> Result<Vec<(RecordKind, RemoteId)>> {
    let mut statement = profile.prepare_cached(
        "select kind, id
           from quarantine
          where source     = ?1
            and generation = ?2
            and reason    != 'unknown_party'
            and kind is not null
            and id is not null",
    )?;
    let rows = statement.query_map(params![source.as_str(), generation], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    })?;
    let mut found = Vec::new();
    for row in rows {
        let (kind, id) = row?;
        found.extend(RecordKind::from_name(&kind).map(|kind| (kind, RemoteId::new(id))));
    }
    Ok(found)
}

pub(crate) fn sweep(profile: &Connection, source: &SourceId, generation: i64) -> Result<()> {
    profile
        .prepare_cached("delete from quarantine where source = ?1 and generation < ?2")?
        .execute(params![source.as_str(), generation])?;
    Ok(())
}

pub(crate) fn remove_source(profile: &Connection, source: &SourceId) -> Result<()> {
    profile.prepare_cached("delete from quarantine where source = ?1")?.execute([source.as_str()])?;
    Ok(())
}

/// Newest first.
pub(crate) fn of_source(profile: &Connection, source: &SourceId, limit: usize) -> Result<Vec<QuarantinedRow>> {
    let mut statement = profile.prepare_cached(
        "select kind, id, reason, detail, received_at
           from quarantine
          where source = ?1
          order by received_at desc, digest
          limit ?2",
    )?;
    let mut rows = statement.query(params![source.as_str(), i64::try_from(limit).unwrap_or(i64::MAX)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let kind: Option<String> = row.get(0)?;
        found.push(QuarantinedRow {
            quarantined: Quarantined {
                kind: kind.as_deref().and_then(RecordKind::from_name),
                id: row.get::<_, Option<String>>(1)?.map(RemoteId::new),
                reason: QuarantineReason::from_name(&row.get::<_, String>(2)?)
                    .ok_or_else(|| StoreError::unknown_name("quarantine.reason"))?,
                detail: ServerText::from(row.get::<_, String>(3)?),
            },
            received_at: from_micros(row.get(4)?)?,
        });
    }
    Ok(found)
}
