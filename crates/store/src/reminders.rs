//! Reminders: what is due, what the resident has chosen for an item, what is put off, and what was told.
//!
//! What is put off waits for nobody: its headline says so (`waits` is 0), so lists and counts stay walks of an index. Its day stays
//! with it. It waits again when its time is over, when its source gives it another day, or when the resident says so. So does
//! a decision with which the resident is content, but that no time ends.

use chrono::{NaiveDate, NaiveDateTime, Utc};
use domain::{
    id::{RecordKey, RecordKind, RemoteId},
    reminder::Told,
};
use rusqlite::Connection;

use crate::{
    error::Result,
    reading::{InboxRow, listed_row},
    store::Store,
    table::{
        headline::{self, NO_DAY, day_number},
        mark, record, reminder,
    },
};

pub use crate::table::reminder::ReminderRow;

/// An item of which the resident may be told.
#[derive(Clone, Debug, PartialEq)]
pub struct DueRow {
    /// What a list shows of it.
    pub row: InboxRow,
    /// The case it is in; of a case the case itself.
    pub case: Option<RemoteId>,
    /// When this version of it came.
    pub received_at: chrono::DateTime<Utc>,
    /// What the resident has chosen for it.
    pub reminder: ReminderRow,
}

impl Store {
    /// What waits for the resident until a day from `from` to `to`, what is put off, and what they want to be reminded of
    /// themselves. What has gone at its source is not among it.
    pub fn due(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<DueRow>> {
        let found = self.ask(self.open_of(None)?, |party, vault| {
            vault.read(|vault| {
                let mut keys = headline::due(vault, day_number(from), day_number(to).min(NO_DAY - 1))?;
                keys.extend(reminder::items(vault, reminder::OWN)?);
                keys.extend(reminder::items(vault, reminder::SNOOZED)?);
                keys.sort();
                keys.dedup();
                keys.retain(|key| !self.hides(party, &key.source));
                let mut rows = Vec::new();
                for key in keys {
                    let Some(found) = record::find(vault, &key.source, key.kind, &key.id)? else { continue };
                    let Some(row) = listed_row(vault, party, key.clone(), found.number)? else { continue };
                    if row.gone.is_some() {
                        continue;
                    }
                    rows.push(DueRow {
                        case: headline::memory(vault, found.number)?.and_then(|(_, case)| case),
                        received_at: found.received_at()?,
                        reminder: reminder::get(vault, &key.source, key.kind, &key.id)?,
                        row,
                    });
                }
                Ok(rows)
            })
        })?;
        Ok(found.into_iter().flatten().collect())
    }

    /// An item, with what the resident has chosen for it.
    pub fn watched(&self, item: &RecordKey) -> Result<Option<DueRow>> {
        let found = self.ask(self.open_of(None)?, |party, vault| {
            if self.hides(party, &item.source) {
                return Ok(None);
            }
            vault.read(|vault| {
                let Some(found) = record::find(vault, &item.source, item.kind, &item.id)? else { return Ok(None) };
                let Some(row) = listed_row(vault, party, item.clone(), found.number)? else { return Ok(None) };
                Ok(Some(DueRow {
                    case: headline::memory(vault, found.number)?.and_then(|(_, case)| case),
                    received_at: found.received_at()?,
                    reminder: reminder::get(vault, &item.source, item.kind, &item.id)?,
                    row,
                }))
            })
        })?;
        Ok(found.into_iter().flatten().next())
    }

    /// Sets whether the resident is reminded of an item's day, and their own moment. `false` for what is not here.
    pub fn set_reminder(&self, item: &RecordKey, silent: bool, own: Option<NaiveDateTime>) -> Result<bool> {
        self.change_reminder(item, |row| ReminderRow { silent, own, ..row })
    }

    /// Puts an item off, or has it wait again at once.
    pub fn snooze(&self, item: &RecordKey, until: Option<NaiveDateTime>) -> Result<bool> {
        self.change_reminder(item, |row| ReminderRow { snoozed: until, ..row })
    }

    /// Has everything wait again whose time is over. Answers what that is.
    pub fn wake_snoozed(&self, now: NaiveDateTime) -> Result<Vec<RecordKey>> {
        let _still = self.still();
        let woken = self.ask(self.open_of(None)?, |_, vault| {
            let over = vault.read(|vault| {
                let mut over = reminder::items(vault, reminder::SNOOZED)?;
                let is_over = |key: &RecordKey| {
                    let row = reminder::get(vault, &key.source, key.kind, &key.id)?;
                    Ok::<_, crate::StoreError>(row.snoozed.is_some_and(|until| until <= now))
                };
                let all = over.iter().map(is_over).collect::<Result<Vec<_>>>()?;
                let mut all = all.into_iter();
                over.retain(|_| all.next() == Some(true));
                Ok(over)
            })?;
            if over.is_empty() {
                return Ok(over);
            }
            vault.write(|vault| {
                for key in &over {
                    let number = record::number(vault, &key.source, key.kind, &key.id)?;
                    let row = reminder::get(vault, &key.source, key.kind, &key.id)?;
                    let party = number.map(|number| record::party(vault, number)).transpose()?.flatten();
                    // It comes back with a reminder, which is its own moment until it was told.
                    let own = row.own.filter(|own| *own > now).or(row.snoozed);
                    reminder::set(vault, key, party.as_deref(), ReminderRow { snoozed: None, own, ..row })?;
                    if let Some(number) = number {
                        set_waiting(vault, number, key)?;
                    }
                }
                Ok(())
            })?;
            Ok(over)
        })?;
        Ok(woken.into_iter().flatten().collect())
    }

    /// Keeps what was told of these items.
    pub fn note_told(&self, told: &[(RecordKey, Told)]) -> Result<()> {
        for (item, told) in told {
            // A moment of the resident's own is over once it was told.
            self.change_reminder(item, |row| ReminderRow {
                own: row.own.filter(|own| *own > told.through),
                told: Some(*told),
                ..row
            })?;
        }
        Ok(())
    }

    fn change_reminder(&self, item: &RecordKey, change: impl Fn(ReminderRow) -> ReminderRow) -> Result<bool> {
        let _still = self.still();
        let changed = self.ask(self.open_of(None)?, |party, vault| {
            let is_here = |vault: &Connection| record::number(vault, &item.source, item.kind, &item.id);
            if self.hides(party, &item.source) || vault.read(is_here)?.is_none() {
                return Ok(false);
            }
            vault.write(|vault| {
                let Some(number) = is_here(vault)? else { return Ok(false) };
                let before = reminder::get(vault, &item.source, item.kind, &item.id)?;
                let after = change(before);
                reminder::set(vault, item, record::party(vault, number)?.as_deref(), after)?;
                if before.snoozed.is_some() != after.snoozed.is_some() {
                    set_waiting(vault, number, item)?;
                }
                Ok(true)
            })
        })?;
        Ok(changed.contains(&true))
    }
}

/// What is put off, or what the resident is content with, stays so when its source sends it again with the same day, and waits
/// again when the day is another.
pub(crate) fn keep_at_rest(vault: &Connection, number: i64, key: &RecordKey, same_day: bool) -> Result<()> {
    let row = reminder::get(vault, &key.source, key.kind, &key.id)?;
    if row.snoozed.is_none() && !is_settled(vault, key)? {
        return Ok(());
    }
    if !same_day {
        mark::forget_settled(vault, &key.source, key.kind, &key.id)?;
        if row.snoozed.is_some() {
            let party = record::party(vault, number)?;
            reminder::set(vault, key, party.as_deref(), ReminderRow { snoozed: None, ..row })?;
        }
    }
    set_waiting(vault, number, key)
}

/// Whether a decision waits for nobody: the resident is content with it, or has requested its review.
fn is_settled(vault: &Connection, key: &RecordKey) -> Result<bool> {
    if mark::get(vault, &key.source, key.kind, &key.id)?.settled {
        return Ok(true);
    }
    Ok(key.kind == RecordKind::Decision && record::review_of(vault, &key.source, &key.id)?.is_some())
}

/// It waits as what it asks does; for nobody while it is put off or settled.
pub(crate) fn set_waiting(vault: &Connection, number: i64, key: &RecordKey) -> Result<()> {
    let snoozed = reminder::get(vault, &key.source, key.kind, &key.id)?.snoozed.is_some();
    headline::set_waiting(vault, number, !(snoozed || is_settled(vault, key)?))
}
