//! What the resident is told of an item and when, by the item's name.

use chrono::{DateTime, NaiveDateTime};
use domain::{
    id::{RecordKey, RecordKind, RemoteId, SourceId},
    reminder::Told,
};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{error::Result, table::record::kind};

/// What the resident has chosen for an item, and what they were told of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReminderRow {
    /// No reminders of its day.
    pub silent: bool,
    /// A moment of the resident's own choice.
    pub own: Option<NaiveDateTime>,
    /// It waits for nobody until then.
    pub snoozed: Option<NaiveDateTime>,
    /// What was told last.
    pub told: Option<Told>,
}

fn wall(seconds: Option<i64>) -> Option<NaiveDateTime> {
    DateTime::from_timestamp(seconds?, 0).map(|time| time.naive_utc())
}

fn seconds(wall: Option<NaiveDateTime>) -> Option<i64> {
    wall.map(|wall| wall.and_utc().timestamp())
}

fn read(row: &Row<'_>, first: usize) -> rusqlite::Result<ReminderRow> {
    let told = wall(row.get(first + 3)?).zip(wall(row.get(first + 4)?));
    Ok(ReminderRow {
        silent: row.get(first)?,
        own: wall(row.get(first + 1)?),
        snoozed: wall(row.get(first + 2)?),
        told: told.map(|(through, at)| Told { through, at }),
    })
}

/// The row; an empty one where there is none.
pub(crate) fn get(vault: &Connection, source: &SourceId, kind: RecordKind, id: &RemoteId) -> Result<ReminderRow> {
    Ok(vault
        .prepare_cached(
            "select silent, own, snoozed_until, told_through, told_at
               from reminder
              where source = ?1
                and kind   = ?2
                and id     = ?3",
        )?
        .query_row([source.as_str(), kind.name(), id.as_str()], |row| read(row, 0))
        .optional()?
        .unwrap_or_default())
}

/// Sets the row. An empty one is none.
pub(crate) fn set(vault: &Connection, key: &RecordKey, party: Option<&str>, row: ReminderRow) -> Result<()> {
    if row == ReminderRow::default() {
        return remove(vault, &key.source, key.kind, &key.id);
    }
    vault
        .prepare_cached(
            "insert or replace into reminder (source, kind, id, party, silent, own, snoozed_until, told_through, told_at)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            key.source.as_str(),
            key.kind.name(),
            key.id.as_str(),
            party,
            row.silent,
            seconds(row.own),
            seconds(row.snoozed),
            seconds(row.told.map(|told| told.through)),
            seconds(row.told.map(|told| told.at)),
        ])?;
    Ok(())
}

/// Items with a moment of the resident's own.
pub(crate) const OWN: &str = "select source, kind, id from reminder indexed by reminder_own where own is not null";

/// Items that are put off.
pub(crate) const SNOOZED: &str =
    "select source, kind, id from reminder indexed by reminder_snooze where snoozed_until is not null";

/// The items of [`OWN`] or [`SNOOZED`].
pub(crate) fn items(vault: &Connection, which: &str) -> Result<Vec<RecordKey>> {
    let mut statement = vault.prepare_cached(which)?;
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

pub(crate) fn remove(vault: &Connection, source: &SourceId, kind: RecordKind, id: &RemoteId) -> Result<()> {
    vault.prepare_cached("delete from reminder where source = ?1 and kind = ?2 and id = ?3")?.execute([
        source.as_str(),
        kind.name(),
        id.as_str(),
    ])?;
    Ok(())
}

pub(crate) fn remove_party(vault: &Connection, source: &SourceId, party: &RemoteId) -> Result<()> {
    vault
        .prepare_cached("delete from reminder where source = ?1 and party = ?2")?
        .execute([source.as_str(), party.as_str()])?;
    Ok(())
}

pub(crate) fn remove_source(vault: &Connection, source: &SourceId) -> Result<()> {
    vault.prepare_cached("delete from reminder where source = ?1")?.execute([source.as_str()])?;
    Ok(())
}
