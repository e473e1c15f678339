//! Rights to act that have ended, so that the resident is told once, and what ended by time is not taken in again.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    id::{PartyRef, RemoteId, SourceId},
    mandate::EndCause,
    party::Relation,
    text::ServerText,
};
use rusqlite::{Connection, Row, params};

use crate::{
    error::{Result, StoreError},
    table::headline::day_number,
    time::{from_micros, to_micros},
};

/// A right to act that has ended at one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndedRow {
    /// Which source, and how it named the party.
    pub name: PartyRef,
    /// The party's name as the resident knew it.
    pub called: ServerText,
    /// What they were to the resident.
    pub relation: Relation,
    /// Date of birth, where the source gave it.
    pub born_on: Option<NaiveDate>,
    /// Why it ended.
    pub cause: EndCause,
    /// The last day of a right that ended by time.
    pub last_day: Option<NaiveDate>,
    /// When this device learned of it.
    pub at: DateTime<Utc>,
    /// How many things the resident had done that were not sent and will not be.
    pub unsent: u32,
    /// Whether it was the last right to act for the party.
    pub last: bool,
}

/// An end that is about to happen. One that a crash interrupted keeps what was counted then: the rows may be gone.
pub(crate) fn begin(profile: &Connection, row: &EndedRow) -> Result<()> {
    profile
        .prepare_cached(
            "insert into ended_right (source, key, name, relation, born_on, cause, last_day, at, unsent, last, held)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
                 on conflict (source, key) do update
                set name     = excluded.name,
                    relation = excluded.relation,
                    born_on  = excluded.born_on,
                    cause    = excluded.cause,
                    last_day = excluded.last_day,
                    at       = excluded.at,
                    unsent   = case settled when 1 then excluded.unsent else max(unsent, excluded.unsent) end,
                    last     = excluded.last,
                    settled  = 0,
                    held     = excluded.held,
                    told     = 0",
        )?
        .execute(params![
            row.name.source.as_str(),
            row.name.key.as_str(),
            row.called.as_str(),
            row.relation.name(),
            row.born_on.map(day_number),
            row.cause.name(),
            row.last_day.map(day_number),
            to_micros(row.at),
            row.unsent,
            row.last,
            row.cause == EndCause::Time
        ])?;
    Ok(())
}

/// The rows are gone.
pub(crate) fn settle(profile: &Connection, source: &SourceId, key: &RemoteId) -> Result<()> {
    profile
        .prepare_cached("update ended_right set settled = 1 where source = ?1 and key = ?2")?
        .execute([source.as_str(), key.as_str()])?;
    Ok(())
}

/// The source has said the end itself: should it name the party again, that is a new beginning.
pub(crate) fn release(profile: &Connection, source: &SourceId, key: &RemoteId) -> Result<()> {
    profile
        .prepare_cached("update ended_right set held = 0 where source = ?1 and key = ?2")?
        .execute([source.as_str(), key.as_str()])?;
    Ok(())
}

/// The party is back.
pub(crate) fn remove(profile: &Connection, source: &SourceId, key: &RemoteId) -> Result<()> {
    profile
        .prepare_cached("delete from ended_right where source = ?1 and key = ?2")?
        .execute([source.as_str(), key.as_str()])?;
    Ok(())
}

pub(crate) fn remove_source(profile: &Connection, source: &SourceId) -> Result<()> {
    profile.prepare_cached("delete from ended_right where source = ?1")?.execute([source.as_str()])?;
    Ok(())
}

/// The resident has been told. What only the telling needed is forgotten. `false` if there was nothing to tell.
pub(crate) fn tell(profile: &Connection, name: &PartyRef) -> Result<bool> {
    let told = profile
        .prepare_cached(
            "update ended_right
                set told = 1,
                    name = ''
              where source = ?1
                and key    = ?2
                and told   = 0",
        )?
        .execute([name.source.as_str(), name.key.as_str()])?;
    Ok(told > 0)
}

/// What the resident has not been told yet, newest first.
pub(crate) fn untold(profile: &Connection) -> Result<Vec<EndedRow>> {
    let mut statement = profile.prepare_cached(
        "select source, key, name, relation, born_on, cause, last_day, at, unsent, last
           from ended_right
          where settled = 1
            and told    = 0
          order by at desc, source, key",
    )?;
    let mut rows = statement.query([])?;
    collect(&mut rows)
}

/// Ends by time of which a crash may have left rows.
pub(crate) fn unsettled(profile: &Connection, source: &SourceId) -> Result<Vec<EndedRow>> {
    let mut statement = profile.prepare_cached(
        "select source, key, name, relation, born_on, cause, last_day, at, unsent, last
           from ended_right
          where source  = ?1
            and settled = 0
            and held    = 1
          order by key",
    )?;
    let mut rows = statement.query([source.as_str()])?;
    collect(&mut rows)
}

/// Parties of whom nothing is taken in, though the source may still send it.
pub(crate) fn held(profile: &Connection, source: &SourceId) -> Result<Vec<EndedRow>> {
    let mut statement = profile.prepare_cached(
        "select source, key, name, relation, born_on, cause, last_day, at, unsent, last
           from ended_right
          where source  = ?1
            and settled = 1
            and held    = 1
          order by key",
    )?;
    let mut rows = statement.query([source.as_str()])?;
    collect(&mut rows)
}

/// Names of the source of which something is kept here.
pub(crate) fn keys(profile: &Connection, source: &SourceId) -> Result<BTreeSet<RemoteId>> {
    let mut statement = profile.prepare_cached("select key from ended_right where source = ?1")?;
    let rows = statement.query_map([source.as_str()], |row| row.get::<_, String>(0))?;
    rows.map(|key| Ok(RemoteId::new(key?))).collect()
}

fn collect(rows: &mut rusqlite::Rows<'_>) -> Result<Vec<EndedRow>> {
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

fn read(row: &Row<'_>) -> Result<EndedRow> {
    let relation: String = row.get(3)?;
    let cause: String = row.get(5)?;
    Ok(EndedRow {
        name: PartyRef {
            source: SourceId::new(row.get::<_, String>(0)?),
            key: RemoteId::new(row.get::<_, String>(1)?),
        },
        called: ServerText::from(row.get::<_, String>(2)?),
        relation: Relation::from_name(&relation).ok_or_else(|| StoreError::unknown_name("ended_right.relation"))?,
        born_on: row.get::<_, Option<i32>>(4)?.and_then(NaiveDate::from_num_days_from_ce_opt),
        cause: EndCause::from_name(&cause).ok_or_else(|| StoreError::unknown_name("ended_right.cause"))?,
        last_day: row.get::<_, Option<i32>>(6)?.and_then(NaiveDate::from_num_days_from_ce_opt),
        at: from_micros(row.get(7)?)?,
        unsent: row.get(8)?,
        last: row.get(9)?,
    })
}
