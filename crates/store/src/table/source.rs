//! Connected sources and how far each was read.

use chrono::{DateTime, Utc};
use domain::{
    change::Cursor,
    id::SourceId,
    source::{Freshness, SourceKind, SyncFailure},
    text::Localized,
};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{
    error::{Result, StoreError},
    time::{from_micros, to_micros},
};

/// A source to connect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSource {
    /// Its id, which stays the same when its address changes.
    pub id: SourceId,
    /// The API it speaks.
    pub kind: SourceKind,
    /// Where it answers.
    pub base_url: String,
    /// What it is called.
    pub name: Localized,
}

/// A connected source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// Its id.
    pub id: SourceId,
    /// The API it speaks.
    pub kind: SourceKind,
    /// Where it answers.
    pub base_url: String,
    /// What it is called.
    pub name: Localized,
    /// Where the next pull begins; `None`: at the beginning.
    pub cursor: Option<Cursor>,
    /// The entity tag of the latest answer, for a conditional request.
    pub etag: Option<String>,
    /// How fresh the device's copy is.
    pub freshness: Freshness,
    /// Records of it that could not be taken in.
    pub quarantined: u32,
    /// How the resident signed in, as JSON; `None`: by a token alone.
    pub enrolment: Option<String>,
    /// Of a source that is not connected: when the archive was made out of which its records are.
    pub archived_at: Option<DateTime<Utc>>,
}

/// How far a source was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// Pages taken in so far.
    pub(crate) page: i64,
    /// Which reading from the beginning this is.
    pub(crate) generation: i64,
    /// Whether this generation has reached the end once.
    pub(crate) pass_complete: bool,
}

pub(crate) fn enrol(profile: &Connection, source: &NewSource) -> Result<()> {
    profile
        .prepare_cached(
            "insert into source (id, kind, base_url, name)
             values (?1, ?2, ?3, ?4)
                 on conflict (id) do update
                set kind        = excluded.kind,
                    base_url    = excluded.base_url,
                    name        = excluded.name,
                    archived_at = null",
        )?
        .execute(params![
            source.id.as_str(),
            source.kind.name(),
            source.base_url,
            serde_json::to_string(&source.name)?
        ])?;
    Ok(())
}

/// Notes a source of which there are only records out of an archive. One that is known stays as it is.
pub(crate) fn note_archived(profile: &Connection, source: &NewSource, made_at: DateTime<Utc>) -> Result<()> {
    profile
        .prepare_cached(
            "insert or ignore into source (id, kind, base_url, name, archived_at)
             values (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            source.id.as_str(),
            source.kind.name(),
            source.base_url,
            serde_json::to_string(&source.name)?,
            to_micros(made_at)
        ])?;
    Ok(())
}

struct Raw {
    id: String,
    kind: String,
    base_url: String,
    name: String,
    cursor: Option<String>,
    etag: Option<String>,
    complete_at: Option<i64>,
    failure: Option<String>,
    quarantined: u32,
    enrolment: Option<String>,
    archived_at: Option<i64>,
}

impl Raw {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            kind: row.get(1)?,
            base_url: row.get(2)?,
            name: row.get(3)?,
            cursor: row.get(4)?,
            etag: row.get(5)?,
            complete_at: row.get(6)?,
            failure: row.get(7)?,
            quarantined: row.get(8)?,
            enrolment: row.get(9)?,
            archived_at: row.get(10)?,
        })
    }

    fn parse(self) -> Result<SourceRow> {
        let failure = self
            .failure
            .map(|name| SyncFailure::from_name(&name).ok_or_else(|| StoreError::unknown_name("source.failure")))
            .transpose()?;
        Ok(SourceRow {
            id: SourceId::new(self.id),
            kind: SourceKind::from_name(&self.kind).ok_or_else(|| StoreError::unknown_name("source.kind"))?,
            base_url: self.base_url,
            name: serde_json::from_str(&self.name)?,
            cursor: self.cursor.map(Cursor::new),
            etag: self.etag,
            freshness: Freshness { complete_at: self.complete_at.map(from_micros).transpose()?, failure },
            quarantined: self.quarantined,
            enrolment: self.enrolment,
            archived_at: self.archived_at.map(from_micros).transpose()?,
        })
    }
}

/// Every source, in the order of connecting.
pub(crate) fn all(profile: &Connection) -> Result<Vec<SourceRow>> {
    let mut statement = profile.prepare_cached(
        "select s.id, s.kind, s.base_url, s.name, s.cursor, s.etag, s.complete_at, s.failure,
                (select count(*) from quarantine as q where q.source = s.id), s.enrolment, s.archived_at
           from source as s
          where s.leaving = 0
          order by s.rowid",
    )?;
    let rows = statement.query_map([], Raw::read)?;
    rows.map(|raw| raw?.parse()).collect()
}

pub(crate) fn one(profile: &Connection, id: &SourceId) -> Result<Option<SourceRow>> {
    profile
        .prepare_cached(
            "select s.id, s.kind, s.base_url, s.name, s.cursor, s.etag, s.complete_at, s.failure,
                    (select count(*) from quarantine as q where q.source = s.id), s.enrolment, s.archived_at
               from source as s
              where s.id = ?1
                and s.leaving = 0",
        )?
        .query_row([id.as_str()], Raw::read)
        .optional()?
        .map(Raw::parse)
        .transpose()
}

pub(crate) fn set_enrolment(profile: &Connection, id: &SourceId, enrolment: Option<&str>) -> Result<bool> {
    let changed = profile
        .prepare_cached("update source set enrolment = ?2 where id = ?1")?
        .execute(params![id.as_str(), enrolment])?;
    Ok(changed > 0)
}

pub(crate) fn reading(profile: &Connection, id: &SourceId) -> Result<Option<Reading>> {
    Ok(profile
        .prepare_cached(
            "select page, generation, pass_complete
               from source
              where id      = ?1
                and leaving = 0",
        )?
        .query_row([id.as_str()], |row| {
            Ok(Reading { page: row.get(0)?, generation: row.get(1)?, pass_complete: row.get(2)? })
        })
        .optional()?)
}

pub(crate) fn set_freshness(profile: &Connection, id: &SourceId, freshness: Freshness) -> Result<bool> {
    let changed = profile
        .prepare_cached(
            "update source
                set complete_at = ?2,
                    failure     = ?3
              where id = ?1",
        )?
        .execute(params![
            id.as_str(),
            freshness.complete_at.map(to_micros),
            freshness.failure.map(SyncFailure::name)
        ])?;
    Ok(changed > 0)
}

pub(crate) fn set_card(profile: &Connection, id: &SourceId, card: &str) -> Result<bool> {
    let changed =
        profile.prepare_cached("update source set card = ?2 where id = ?1")?.execute(params![id.as_str(), card])?;
    Ok(changed > 0)
}

pub(crate) fn card(profile: &Connection, id: &SourceId) -> Result<Option<String>> {
    Ok(profile
        .prepare_cached("select card from source where id = ?1")?
        .query_row([id.as_str()], |row| row.get(0))
        .optional()?
        .flatten())
}

pub(crate) fn set_signing_keys(profile: &Connection, id: &SourceId, keys: &str) -> Result<bool> {
    let changed = profile
        .prepare_cached("update source set signing_keys = ?2 where id = ?1")?
        .execute(params![id.as_str(), keys])?;
    Ok(changed > 0)
}

pub(crate) fn signing_keys(profile: &Connection, id: &SourceId) -> Result<Option<String>> {
    Ok(profile
        .prepare_cached("select signing_keys from source where id = ?1")?
        .query_row([id.as_str()], |row| row.get(0))
        .optional()?
        .flatten())
}

/// Whether the cursor stands here already.
pub(crate) fn is_at(profile: &Connection, id: &SourceId, next: &Cursor, etag: Option<&str>) -> Result<bool> {
    Ok(profile
        .prepare_cached(
            "select 1
               from source
              where id     = ?1
                and cursor = ?2
                and etag  is ?3",
        )?
        .exists(params![id.as_str(), next.as_str(), etag])?)
}

/// Moves the cursor past a page.
pub(crate) fn advance(
    profile: &Connection,
    id: &SourceId,
    next: &Cursor,
    etag: Option<&str>,
    reading: Reading,
) -> Result<()> {
    profile
        .prepare_cached(
            "update source
                set cursor        = ?2,
                    etag          = ?3,
                    page          = ?4,
                    pass_complete = ?5
              where id = ?1",
        )?
        .execute(params![id.as_str(), next.as_str(), etag, reading.page, reading.pass_complete])?;
    Ok(())
}

/// Begins a new reading from the beginning.
pub(crate) fn restart(profile: &Connection, id: &SourceId) -> Result<bool> {
    let changed = profile
        .prepare_cached(
            "update source
                set cursor        = null,
                    etag          = null,
                    generation    = generation + 1,
                    pass_complete = 0
              where id = ?1",
        )?
        .execute([id.as_str()])?;
    Ok(changed > 0)
}

/// Goes back to an earlier place of the same reading, or to its beginning.
pub(crate) fn rewind(profile: &Connection, id: &SourceId, cursor: Option<&str>) -> Result<()> {
    profile
        .prepare_cached(
            "update source
                set cursor        = ?2,
                    etag          = null,
                    pass_complete = 0
              where id = ?1",
        )?
        .execute(params![id.as_str(), cursor])?;
    Ok(())
}

pub(crate) fn set_leaving(profile: &Connection, id: &SourceId) -> Result<bool> {
    let changed = profile.prepare_cached("update source set leaving = 1 where id = ?1")?.execute([id.as_str()])?;
    Ok(changed > 0)
}

/// Sources whose removal was begun and not ended.
pub(crate) fn leaving(profile: &Connection) -> Result<Vec<SourceId>> {
    let mut statement = profile.prepare_cached("select id from source where leaving = 1")?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|id| Ok(SourceId::new(id?))).collect()
}

pub(crate) fn remove(profile: &Connection, id: &SourceId) -> Result<()> {
    profile.prepare_cached("delete from source where id = ?1")?.execute([id.as_str()])?;
    Ok(())
}
