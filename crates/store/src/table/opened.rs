//! What the resident has opened, and whether its source has been told.

use chrono::{DateTime, Utc};
use domain::id::{RecordKey, RemoteId, SourceId};
use rusqlite::{Connection, params};

use crate::{
    error::Result,
    table::record::kind,
    time::{from_micros, to_micros},
};

/// Marks it; `false` if it was marked already.
pub(crate) fn mark(vault: &Connection, record: i64, at: DateTime<Utc>) -> Result<bool> {
    let marked = vault
        .prepare_cached("insert or ignore into opened (record, at) values (?1, ?2)")?
        .execute(params![record, to_micros(at)])?;
    Ok(marked > 0)
}

/// Whether it is marked.
pub(crate) fn is_marked(vault: &Connection, record: i64) -> Result<bool> {
    Ok(vault.prepare_cached("select 1 from opened where record = ?1")?.exists([record])?)
}

/// It has moved forward and is to be opened anew.
pub(crate) fn forget(vault: &Connection, record: i64) -> Result<()> {
    vault.prepare_cached("delete from opened where record = ?1")?.execute([record])?;
    Ok(())
}

/// What the source has not been told, oldest first.
pub(crate) fn unsent(vault: &Connection, source: &SourceId, limit: usize) -> Result<Vec<(RecordKey, DateTime<Utc>)>> {
    let mut statement = vault.prepare_cached(
        "select r.kind, r.id, o.at
           from opened as o indexed by opened_unsent
           join record as r on r.number = o.record
          where o.sent   = 0
            and r.source = ?1
          order by o.at
          limit ?2",
    )?;
    let mut rows = statement.query(params![source.as_str(), i64::try_from(limit).unwrap_or(i64::MAX)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let key = RecordKey {
            source: source.clone(),
            kind: kind(&row.get::<_, String>(0)?)?,
            id: RemoteId::new(row.get::<_, String>(1)?),
        };
        found.push((key, from_micros(row.get(2)?)?));
    }
    Ok(found)
}

/// How many their sources have not been told.
pub(crate) fn count_unsent(vault: &Connection) -> Result<u32> {
    Ok(vault
        .prepare_cached("select count(*) from opened indexed by opened_unsent where sent = 0")?
        .query_row([], |row| row.get(0))?)
}

/// How much of this party the source has not been told.
pub(crate) fn count_unsent_of(vault: &Connection, source: &SourceId, party: &RemoteId) -> Result<u32> {
    Ok(vault
        .prepare_cached(
            "select count(*)
               from opened as o indexed by opened_unsent
               join record as r on r.number = o.record
              where o.sent   = 0
                and r.source = ?1
                and r.party  = ?2",
        )?
        .query_row([source.as_str(), party.as_str()], |row| row.get(0))?)
}

pub(crate) fn sent(vault: &Connection, record: i64) -> Result<()> {
    vault.prepare_cached("update opened set sent = 1 where record = ?1")?.execute([record])?;
    Ok(())
}
