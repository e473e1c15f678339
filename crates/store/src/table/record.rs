//! Records as their sources sent them.

use chrono::{DateTime, Utc};
use domain::{
    change::TombstoneReason,
    id::{RecordKey, RecordKind, RemoteId, SourceId},
    record::Record,
};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{
    error::{Result, StoreError},
    time::{from_micros, to_micros},
};

/// What is stored of a record.
pub(crate) struct Stored {
    pub(crate) number: i64,
    pub(crate) payload: String,
    pub(crate) generation: i64,
    received_at: i64,
    gone: Option<String>,
    archived_at: Option<i64>,
}

impl Stored {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            number: row.get(0)?,
            payload: row.get(1)?,
            generation: row.get(2)?,
            received_at: row.get(3)?,
            gone: row.get(4)?,
            archived_at: row.get(5)?,
        })
    }

    pub(crate) fn record(&self) -> Result<Record> {
        Ok(serde_json::from_str(&self.payload)?)
    }

    pub(crate) fn received_at(&self) -> Result<DateTime<Utc>> {
        from_micros(self.received_at)
    }

    pub(crate) fn gone(&self) -> Result<Option<TombstoneReason>> {
        reason(self.gone.as_deref())
    }

    pub(crate) fn archived_at(&self) -> Result<Option<DateTime<Utc>>> {
        self.archived_at.map(from_micros).transpose()
    }

    pub(crate) const fn is_archived(&self) -> bool {
        self.archived_at.is_some()
    }

    pub(crate) const fn is_gone(&self) -> bool {
        self.gone.is_some()
    }
}

pub(crate) fn reason(name: Option<&str>) -> Result<Option<TombstoneReason>> {
    name.map(|name| TombstoneReason::from_name(name).ok_or_else(|| StoreError::unknown_name("gone"))).transpose()
}

pub(crate) fn kind(name: &str) -> Result<RecordKind> {
    RecordKind::from_name(name).ok_or_else(|| StoreError::unknown_name("kind"))
}

pub(crate) fn find(vault: &Connection, source: &SourceId, kind: RecordKind, id: &RemoteId) -> Result<Option<Stored>> {
    Ok(vault
        .prepare_cached(
            "select number, payload, generation, received_at, gone, archived_at
               from record
              where source = ?1
                and kind   = ?2
                and id     = ?3",
        )?
        .query_row([source.as_str(), kind.name(), id.as_str()], Stored::read)
        .optional()?)
}

/// The number of a record, without reading it.
pub(crate) fn number(vault: &Connection, source: &SourceId, kind: RecordKind, id: &RemoteId) -> Result<Option<i64>> {
    Ok(vault
        .prepare_cached(
            "select number
               from record
              where source = ?1
                and kind   = ?2
                and id     = ?3",
        )?
        .query_row([source.as_str(), kind.name(), id.as_str()], |row| row.get(0))
        .optional()?)
}

/// The case that is the request for review of a decision, unless it was withdrawn.
pub(crate) fn review_of(vault: &Connection, source: &SourceId, decision: &RemoteId) -> Result<Option<RemoteId>> {
    Ok(vault
        .prepare_cached(
            "select id
               from record
              where kind   = 'case'
                and source = ?1
                and payload ->> '$.record.reviews' = ?2
                and payload ->> '$.record.status.code' <> 'withdrawn'
              order by number desc
              limit 1",
        )?
        .query_row([source.as_str(), decision.as_str()], |row| row.get::<_, String>(0))
        .optional()?
        .map(RemoteId::new))
}

/// The decision whose review is requested by this case.
pub(crate) fn reviewed_by(vault: &Connection, source: &SourceId, case: &RemoteId) -> Result<Option<RemoteId>> {
    let found: Option<Option<String>> = vault
        .prepare_cached(
            "select payload ->> '$.record.reviews'
               from record
              where source = ?1
                and kind   = 'case'
                and id     = ?2",
        )?
        .query_row([source.as_str(), case.as_str()], |row| row.get(0))
        .optional()?;
    Ok(found.flatten().map(RemoteId::new))
}

/// How the source of a record names whose it is.
pub(crate) fn party(vault: &Connection, number: i64) -> Result<Option<String>> {
    Ok(vault
        .prepare_cached("select party from record where number = ?1")?
        .query_row([number], |row| row.get(0))
        .optional()?
        .flatten())
}

/// A version of a record, ready to be written.
pub(crate) struct Version<'a> {
    pub(crate) source: &'a SourceId,
    pub(crate) record: &'a Record,
    pub(crate) payload: &'a str,
    pub(crate) generation: i64,
    pub(crate) received_at: DateTime<Utc>,
}

pub(crate) fn insert(vault: &Connection, version: &Version<'_>) -> Result<i64> {
    vault
        .prepare_cached(
            "insert into record (source, kind, id, party, payload, generation, received_at)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            version.source.as_str(),
            version.record.kind().name(),
            version.record.id().as_str(),
            version.record.party().map(RemoteId::as_str),
            version.payload,
            version.generation,
            to_micros(version.received_at)
        ])?;
    Ok(vault.last_insert_rowid())
}

pub(crate) fn update(vault: &Connection, number: i64, version: &Version<'_>) -> Result<()> {
    vault
        .prepare_cached(
            "update record
                set party       = ?2,
                    payload     = ?3,
                    generation  = ?4,
                    received_at = ?5,
                    gone        = null,
                    archived_at = null
              where number = ?1",
        )?
        .execute(params![
            number,
            version.record.party().map(RemoteId::as_str),
            version.payload,
            version.generation,
            to_micros(version.received_at)
        ])?;
    Ok(())
}

pub(crate) fn set_generation(vault: &Connection, number: i64, generation: i64) -> Result<()> {
    vault
        .prepare_cached("update record set generation = ?2 where number = ?1")?
        .execute(params![number, generation])?;
    Ok(())
}

/// The record is out of an archive that was made then; of none when its source has sent it.
pub(crate) fn set_archived(vault: &Connection, number: i64, made_at: Option<DateTime<Utc>>) -> Result<()> {
    vault
        .prepare_cached("update record set archived_at = ?2 where number = ?1")?
        .execute(params![number, made_at.map(to_micros)])?;
    Ok(())
}

/// Everything in a case but the case itself was seen in this generation too. Answers whether that is news.
pub(crate) fn set_generation_within(
    vault: &Connection,
    source: &SourceId,
    case: &RemoteId,
    generation: i64,
) -> Result<bool> {
    let changed = vault
        .prepare_cached(
            "update record
                set generation = ?3
              where generation <> ?3
                and number in (select number
                                 from headline indexed by headline_case
                                where source  = ?1
                                  and case_id = ?2
                                  and kind   <> 'case')",
        )?
        .execute(params![source.as_str(), case.as_str(), generation])?;
    Ok(changed > 0)
}

pub(crate) fn set_gone(vault: &Connection, number: i64, reason: TombstoneReason) -> Result<()> {
    vault.prepare_cached("update record set gone = ?2 where number = ?1")?.execute(params![number, reason.name()])?;
    Ok(())
}

/// Erases a record with its headline, documents and marks.
pub(crate) fn erase(vault: &Connection, number: i64) -> Result<()> {
    vault.prepare_cached("delete from record where number = ?1")?.execute([number])?;
    Ok(())
}

/// Uses of data, consents and the reach of logs, with the source that tells of each.
pub(crate) fn of_data(vault: &Connection) -> Result<Vec<(String, Record)>> {
    let mut statement = vault.prepare_cached(
        "select source, payload
           from record indexed by record_of_data
          where kind in ('data_use', 'consent', 'access_log')
            and gone is null",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    rows.map(|row| {
        let (source, payload) = row?;
        Ok((source, serde_json::from_str(&payload)?))
    })
    .collect()
}

/// The consent that stands in the place of this one.
pub(crate) fn replacing_consent(vault: &Connection, source: &SourceId, earlier: &RemoteId) -> Result<Option<RemoteId>> {
    Ok(vault
        .prepare_cached(
            "select id
               from record
              where kind   = 'consent'
                and source = ?1
                and payload ->> '$.record.replaces' = ?2
              limit 1",
        )?
        .query_row([source.as_str(), earlier.as_str()], |row| row.get::<_, String>(0))
        .optional()?
        .map(RemoteId::new))
}

/// A record by its place in its source.
pub(crate) struct Named {
    pub(crate) number: i64,
    pub(crate) kind: RecordKind,
    pub(crate) id: RemoteId,
}

fn named(mut statement: rusqlite::CachedStatement<'_>, arguments: impl rusqlite::Params) -> Result<Vec<Named>> {
    let mut rows = statement.query(arguments)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Named {
            number: row.get(0)?,
            kind: kind(&row.get::<_, String>(1)?)?,
            id: RemoteId::new(row.get::<_, String>(2)?),
        });
    }
    Ok(found)
}

/// What an earlier reading brought and this one did not. What is kept after its end at the source is not asked for, nor
/// what no reading has brought.
pub(crate) fn older_than(vault: &Connection, source: &SourceId, generation: i64) -> Result<Vec<Named>> {
    let statement = vault.prepare_cached(
        "select number, kind, id
           from record
          where source     = ?1
            and generation < ?2
            and gone is null
            and archived_at is null",
    )?;
    named(statement, params![source.as_str(), generation])
}

/// Every record of the vault, in the order in which they came.
pub(crate) fn all(vault: &Connection) -> Result<Vec<RecordKey>> {
    let mut statement = vault.prepare_cached("select source, kind, id from record order by number")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(RecordKey {
            source: SourceId::new(row.get::<_, String>(0)?),
            kind: kind(&row.get::<_, String>(1)?)?,
            id: RemoteId::new(row.get::<_, String>(2)?),
        });
    }
    Ok(found)
}

/// Every record of one kind that a source has sent, as it stands.
pub(crate) fn of_kind(vault: &Connection, source: &SourceId, kind: RecordKind) -> Result<Vec<Record>> {
    let mut statement = vault.prepare_cached(
        "select payload
           from record
          where source = ?1
            and kind   = ?2
            and gone is null
          order by id",
    )?;
    let rows = statement.query_map([source.as_str(), kind.name()], |row| row.get::<_, String>(0))?;
    rows.map(|payload| Ok(serde_json::from_str(&payload?)?)).collect()
}

/// Everything of a source that carries this name of a party.
pub(crate) fn of_party(vault: &Connection, source: &SourceId, party: &RemoteId) -> Result<Vec<Named>> {
    let statement = vault.prepare_cached(
        "select number, kind, id
           from record
          where source = ?1
            and party  = ?2",
    )?;
    named(statement, [source.as_str(), party.as_str()])
}

pub(crate) fn remove_source(vault: &Connection, source: &SourceId) -> Result<()> {
    vault.prepare_cached("delete from record where source = ?1")?.execute([source.as_str()])?;
    Ok(())
}
