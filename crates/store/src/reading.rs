//! Lists and records, over all vaults.
//!
//! A list is the merge of streams (see `table/headline.rs`) of every vault. Each stream answers from its index
//! alone with as many places as the page has; only the headlines that make the page are then read.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    case::Folder,
    change::TombstoneReason,
    id::{PartyId, RecordKey, RemoteId, SourceId},
    inbox::{Group, Headline},
    record::Record,
};
use rusqlite::Connection;

use crate::{
    error::Result,
    inbox_key::{InboxKey, Place},
    store::{OpenVault, Store},
    table::{
        self,
        headline::{self, Stream, day_number},
    },
};

/// Which page of the inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxQuery {
    /// Of which group.
    pub group: Group,
    /// Of whose matters; `None`: everybody's.
    pub party: Option<PartyId>,
    /// After which item; `None`: from the top.
    pub after: Option<InboxKey>,
    /// At most how many items.
    pub limit: usize,
    /// The day on which the resident looks.
    pub today: NaiveDate,
}

/// A page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InboxPage {
    /// Its items, in order.
    pub items: Vec<InboxRow>,
    /// Where the next page begins; `None`: this is the last.
    pub next: Option<InboxKey>,
}

/// An item in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxRow {
    /// Which record.
    pub key: RecordKey,
    /// Whose.
    pub party: PartyId,
    /// What the list shows of it.
    pub headline: Headline,
    /// Whether it is new: of a sort that can be, and not opened on this device since it came or last moved forward.
    pub is_new: bool,
    /// Why its source no longer has it, if so.
    pub gone: Option<TombstoneReason>,
}

/// A whole record.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredRecord {
    /// Whose.
    pub party: PartyId,
    /// The record as it was sent.
    pub record: Record,
    /// Whether it is new (see [`InboxRow::is_new`]).
    pub is_new: bool,
    /// Why its source no longer has it, if so.
    pub gone: Option<TombstoneReason>,
    /// When this version of it came.
    pub received_at: DateTime<Utc>,
    /// When the archive was made out of which it is; `None`: its source has sent it.
    pub archived_at: Option<DateTime<Utc>>,
}

impl Store {
    /// A page of a group of the inbox.
    pub fn inbox(&self, query: &InboxQuery) -> Result<InboxPage> {
        let vaults = self.open_of(query.party.as_ref())?;
        let after = query.after.as_ref();
        self.page(&vaults, Stream::of(query.group), after, query.limit, day_number(query.today))
    }

    /// How many items a group has.
    pub fn count(&self, group: Group, party: Option<&PartyId>, today: NaiveDate) -> Result<u32> {
        let hidden = self.hidden();
        let counts = self.ask(self.open_of(party)?, |party, vault| {
            let hidden = hidden.get(party);
            vault.read(|vault| {
                let streams = Stream::of(group).iter();
                streams.map(|stream| count(vault, *stream, day_number(today), hidden)).sum::<Result<u32>>()
            })
        })?;
        Ok(counts.into_iter().sum())
    }

    /// A page of the cases and fault reports, newest change first.
    pub fn cases(&self, party: Option<&PartyId>, after: Option<&InboxKey>, limit: usize) -> Result<InboxPage> {
        self.cases_in(Folder::Inbox, party, after, limit)
    }

    /// A page of the cases in a folder, newest change first.
    pub fn cases_in(
        &self,
        folder: Folder,
        party: Option<&PartyId>,
        after: Option<&InboxKey>,
        limit: usize,
    ) -> Result<InboxPage> {
        self.page(&self.open_of(party)?, &[Stream::in_folder(folder)], after, limit, 0)
    }

    /// A whole record.
    pub fn record(&self, key: &RecordKey) -> Result<Option<StoredRecord>> {
        for vault in self.open_of(None)?.into_iter().filter(|(party, _)| !self.hides(party, &key.source)) {
            let answers = self.ask(vec![vault], |party, vault| vault.read(|vault| stored(vault, party, key)))?;
            if let Some(record) = answers.into_iter().flatten().next() {
                return Ok(Some(record));
            }
        }
        Ok(None)
    }

    /// Those of these items that the inbox lists, newest first.
    pub fn listed(&self, keys: &[RecordKey]) -> Result<Vec<InboxRow>> {
        let found = self.ask(self.open_of(None)?, |party, vault| {
            vault.read(|vault| {
                let seen = keys.iter().filter(|key| !self.hides(party, &key.source));
                let rows = seen.filter_map(|key| listed(vault, party, key).transpose());
                rows.collect::<Result<Vec<_>>>()
            })
        })?;
        let mut rows: Vec<_> = found.into_iter().flatten().collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.headline.at.sort_key()));
        Ok(rows)
    }

    /// Everything in a case but the case itself, newest first.
    pub fn case_items(&self, source: &SourceId, case: &RemoteId) -> Result<Vec<InboxRow>> {
        let vaults = self.open_of(None)?.into_iter().filter(|(party, _)| !self.hides(party, source)).collect();
        let found = self.ask(vaults, |party, vault| {
            vault.read(|vault| {
                let places = headline::in_case(vault, source, case)?;
                let rows = places.into_iter().map(|(place, number)| Ok((row(vault, party, &place, number)?, place)));
                rows.collect::<Result<Vec<_>>>()
            })
        })?;
        let mut all: Vec<_> = found.into_iter().flatten().collect();
        all.sort_by(|(_, a), (_, b)| a.cmp(b));
        Ok(all.into_iter().filter_map(|(row, _)| row).collect())
    }

    fn page(
        &self,
        vaults: &[OpenVault],
        streams: &[Stream],
        after: Option<&InboxKey>,
        limit: usize,
        today: i64,
    ) -> Result<InboxPage> {
        let after = after.map(|key| &key.0);
        let hidden = self.hidden();
        // One more than asked tells whether there is a next page.
        let places = self.ask(vaults.to_vec(), |party, vault| {
            let hidden = hidden.get(party);
            vault.read(|vault| {
                let mut places = Vec::new();
                for stream in streams {
                    for (place, number) in seen_places(vault, *stream, after, today, limit.saturating_add(1), hidden)? {
                        places.push((place, number, party.clone()));
                    }
                }
                Ok(places)
            })
        })?;
        let mut places: Vec<_> = places.into_iter().flatten().collect();
        places.sort_unstable();
        let more = places.len() > limit;
        places.truncate(limit);
        let next = places.last().filter(|_| more).map(|(place, ..)| InboxKey(place.clone()));

        let mut items: Vec<Option<InboxRow>> = vec![None; places.len()];
        self.ask(vaults.to_vec(), |party, vault| {
            vault.read(|vault| {
                for ((place, number, _), item) in places.iter().zip(&mut items).filter(|((.., of), _)| of == party) {
                    *item = row(vault, party, place, *number)?;
                }
                Ok(())
            })
        })?;
        Ok(InboxPage { items: items.into_iter().flatten().collect(), next })
    }
}

/// The next places of a stream that are not of a hidden source.
fn seen_places(
    vault: &Connection,
    stream: Stream,
    after: Option<&Place>,
    today: i64,
    limit: usize,
    hidden: Option<&BTreeSet<SourceId>>,
) -> Result<Vec<(Place, i64)>> {
    let Some(hidden) = hidden else { return headline::places(vault, stream, after, today, limit) };
    let mut found = Vec::new();
    let mut after = after.cloned();
    loop {
        let places = headline::places(vault, stream, after.as_ref(), today, limit)?;
        let all = places.len() < limit;
        after = places.last().map(|(place, _)| place.clone());
        found.extend(
            places.into_iter().filter(|(place, _)| !hidden.iter().any(|source| *source.as_str() == place.source)),
        );
        if all || found.len() >= limit {
            found.truncate(limit);
            return Ok(found);
        }
    }
}

fn count(vault: &Connection, stream: Stream, today: i64, hidden: Option<&BTreeSet<SourceId>>) -> Result<u32> {
    if hidden.is_none() {
        return headline::count(vault, stream, today);
    }
    let seen = seen_places(vault, stream, None, today, usize::MAX, hidden)?;
    Ok(u32::try_from(seen.len()).unwrap_or(u32::MAX))
}

/// `None` when it has gone since its place was read.
fn row(vault: &Connection, party: &PartyId, place: &Place, number: i64) -> Result<Option<InboxRow>> {
    listed_row(vault, party, headline::key(place)?, number)
}

/// What lists show of an item. `None` when it has gone.
pub(crate) fn listed_row(vault: &Connection, party: &PartyId, key: RecordKey, number: i64) -> Result<Option<InboxRow>> {
    let Some(line) = headline::line(vault, number)? else { return Ok(None) };
    Ok(Some(InboxRow { key, party: party.clone(), headline: line.headline, is_new: line.new, gone: line.gone }))
}

fn listed(vault: &Connection, party: &PartyId, key: &RecordKey) -> Result<Option<InboxRow>> {
    let Some(number) = table::record::number(vault, &key.source, key.kind, &key.id)? else { return Ok(None) };
    if !headline::is_shown(vault, number)? {
        return Ok(None);
    }
    listed_row(vault, party, key.clone(), number)
}

fn stored(vault: &Connection, party: &PartyId, key: &RecordKey) -> Result<Option<StoredRecord>> {
    let Some(found) = table::record::find(vault, &key.source, key.kind, &key.id)? else { return Ok(None) };
    Ok(Some(StoredRecord {
        party: party.clone(),
        record: found.record()?,
        is_new: headline::is_new(vault, found.number)?,
        gone: found.gone()?,
        received_at: found.received_at()?,
        archived_at: found.archived_at()?,
    }))
}
