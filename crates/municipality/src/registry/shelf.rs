//! What the authority reads of its own: people, and records as they stand.

use chrono::NaiveDate;
use resident_api::{FeedChange, FeedRecord, PartyRecord};
use rusqlite::{OptionalExtension, Transaction, params};

use super::{EVERYONE, Registry, RegistryError, Row, attach, countersign, put, signing, viewers_of};
use crate::clock::Clock;

impl Registry {
    /// The clock by which the body writes its days and times.
    pub(crate) fn clock(&self) -> Clock {
        self.shared.clock.clone()
    }

    /// From now on the body believes this to be today.
    pub fn set_today(&self, day: NaiveDate) {
        self.shared.clock.set(day);
    }

    /// Each persona with a party they see, described as they see it; a persona's own parties stand together.
    pub(crate) fn people(&self) -> Result<Vec<(String, PartyRecord)>, RegistryError> {
        let connection = self.connection();
        let rows: Vec<(String, String)> = connection
            .prepare_cached(
                "select viewer, change from changes
                  where kind = 'party' and echo = 0 and gone = 0
                  order by viewer, seq",
            )?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let mut people = Vec::new();
        for (persona, text) in rows {
            if let FeedChange::Upsert(FeedRecord::Party(party)) = serde_json::from_str(&text)? {
                people.push((persona, party));
            }
        }
        Ok(people)
    }

    /// At most `limit` records of a kind, the latest changed first.
    pub(crate) fn latest(&self, kind: &str, limit: u32) -> Result<Vec<FeedRecord>, RegistryError> {
        let connection = self.connection();
        let texts: Vec<String> = connection
            .prepare_cached(
                "select change from changes
                  where kind = ?1 and viewer = '' and gone = 0
                  order by seq desc limit ?2",
            )?
            .query_map(params![kind, limit], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut records = Vec::new();
        for text in texts {
            if let FeedChange::Upsert(record) = serde_json::from_str(&text)? {
                records.push(record);
            }
        }
        Ok(records)
    }

    /// A record as it stands.
    pub(crate) fn record(&self, kind: &str, id: &str) -> Result<FeedRecord, RegistryError> {
        let mut connection = self.connection();
        let tx = connection.transaction()?;
        standing(&tx, kind, id)
    }

    /// Whether there is or was a record with this id.
    pub(crate) fn has_known(&self, kind: &str, id: &str) -> Result<bool, RegistryError> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached("select 1 from changes where kind = ?1 and id = ?2")?;
        Ok(statement.exists([kind, id])?)
    }

    /// Changes a record as it stands, in one transaction, so that two hands do not undo each other. The party stays.
    pub fn revise(&self, kind: &str, id: &str, change: impl FnOnce(&mut FeedRecord)) -> Result<(), RegistryError> {
        self.write(|tx, audience| {
            let party: Option<String> = tx
                .prepare_cached("select party from changes where kind = ?1 and id = ?2 and viewer = '' and gone = 0")?
                .query_row([kind, id], |row| row.get(0))
                .optional()?;
            let party = party.ok_or_else(|| unknown(kind, id))?;
            let mut record = standing(tx, kind, id)?;
            change(&mut record);
            signing::sign(tx, &mut record, self.shared.clock.now())?;
            countersign::keep(tx, &mut record, &self.shared.publisher)?;
            attach(tx, &record)?;
            let row = Row { kind, id, viewer: EVERYONE, party: &party, echo: false };
            put(tx, &row, &FeedChange::Upsert(record))?;
            audience.extend(viewers_of(tx, &party)?);
            Ok(())
        })
    }
}

pub(super) fn standing(tx: &Transaction<'_>, kind: &str, id: &str) -> Result<FeedRecord, RegistryError> {
    let text: Option<String> = tx
        .prepare_cached("select change from changes where kind = ?1 and id = ?2 and viewer = '' and gone = 0")?
        .query_row([kind, id], |row| row.get(0))
        .optional()?;
    match text.map(|text| serde_json::from_str(&text)).transpose()? {
        Some(FeedChange::Upsert(record)) => Ok(record),
        _ => Err(unknown(kind, id)),
    }
}

fn unknown(kind: &str, id: &str) -> RegistryError {
    RegistryError::UnknownRecord { kind: kind.to_owned(), id: id.to_owned() }
}
