//! Lists and records, over all vaults.
//!
//! A list is the merge of streams (see `table/headline.rs`) of every vault. Each stream answers from its index
//! alone with as many places as the page has; only the headlines that make the page are then read.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    case::Folder,
    change::TombstoneReason,
    id::{PartyId, RecordKey, RecordKind, RemoteId, SourceId},
    inbox::{Group, Headline},
    mark::{LabelId, Marks, Shelf},
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
        labelled, mark, reminder, signature,
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
    /// How the resident has filed it.
    pub marks: Marks,
    /// Whether it is signed, and the signature was found not to match.
    pub mismatch: bool,
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
    /// How the resident has filed it.
    pub marks: Marks,
    /// Whether it was marked as read and never opened.
    pub is_quiet: bool,
    /// When the archive was made out of which it is; `None`: its source has sent it.
    pub archived_at: Option<DateTime<Utc>>,
    /// Whether it is signed and was not yet held against keys that its source has published since it came.
    pub signature_due: bool,
}

/// What a page of a list walks through in each vault.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Walk {
    /// A stream, on a day.
    Stream(Stream, i64),
    /// What has a label; only of the archive, or all.
    Label(LabelId, bool),
}

impl Walk {
    fn places(self, vault: &Connection, after: Option<&Place>, limit: usize) -> Result<Vec<(Place, i64)>> {
        match self {
            Self::Stream(stream, today) => headline::places(vault, stream, after, today, limit),
            Self::Label(label, archived) => labelled::places(vault, label, archived, after, limit),
        }
    }
}

impl Store {
    /// A page of a group of the inbox.
    pub fn inbox(&self, query: &InboxQuery) -> Result<InboxPage> {
        let vaults = self.open_of(query.party.as_ref())?;
        let today = day_number(query.today);
        let walks: Vec<Walk> = Stream::of(query.group).iter().map(|stream| Walk::Stream(*stream, today)).collect();
        self.page(&vaults, &walks, query.after.as_ref(), query.limit)
    }

    /// How many items a group has.
    pub fn count(&self, group: Group, party: Option<&PartyId>, today: NaiveDate) -> Result<u32> {
        let today = day_number(today);
        let walks: Vec<Walk> = Stream::of(group).iter().map(|stream| Walk::Stream(*stream, today)).collect();
        self.count_walked(party, &walks)
    }

    /// How many items wait for the resident, and how many more are new; pinned ones with them.
    pub fn needs(&self, today: NaiveDate) -> Result<(u32, u32)> {
        let pinned = self.ask(self.open_of(None)?, |party, vault| {
            let hidden = self.hidden();
            let hidden = hidden.get(party);
            vault.read(|vault| count_pinned(vault, day_number(today), hidden))
        })?;
        let (waiting, new): (Vec<u32>, Vec<u32>) = pinned.into_iter().unzip();
        Ok((
            self.count(Group::NeedsYou, None, today)? + waiting.iter().sum::<u32>(),
            self.count(Group::New, None, today)? + new.iter().sum::<u32>(),
        ))
    }

    pub(crate) fn count_walked(&self, party: Option<&PartyId>, walks: &[Walk]) -> Result<u32> {
        let hidden = self.hidden();
        let counts = self.ask(self.open_of(party)?, |party, vault| {
            let hidden = hidden.get(party);
            vault.read(|vault| walks.iter().map(|walk| count(vault, *walk, hidden)).sum::<Result<u32>>())
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
        self.page(&self.open_of(party)?, &[Walk::Stream(Stream::in_folder(folder), 0)], after, limit)
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

    /// The request for review of a decision, unless it was withdrawn.
    pub fn review_of(&self, decision: &RecordKey) -> Result<Option<RecordKey>> {
        let found = self.ask(self.visible(&decision.source)?, |_, vault| {
            vault.read(|vault| table::record::review_of(vault, &decision.source, &decision.id))
        })?;
        let case = found.into_iter().flatten().next();
        Ok(case.map(|id| RecordKey { source: decision.source.clone(), kind: RecordKind::Case, id }))
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

    pub(crate) fn page(
        &self,
        vaults: &[OpenVault],
        walks: &[Walk],
        after: Option<&InboxKey>,
        limit: usize,
    ) -> Result<InboxPage> {
        let after = after.map(|key| &key.0);
        let hidden = self.hidden();
        // One more than asked tells whether there is a next page.
        let places = self.ask(vaults.to_vec(), |party, vault| {
            let hidden = hidden.get(party);
            vault.read(|vault| {
                let mut places = Vec::new();
                for walk in walks {
                    for (place, number) in seen_places(vault, *walk, after, limit.saturating_add(1), hidden)? {
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

/// The next places that are not of a hidden source.
fn seen_places(
    vault: &Connection,
    walk: Walk,
    after: Option<&Place>,
    limit: usize,
    hidden: Option<&BTreeSet<SourceId>>,
) -> Result<Vec<(Place, i64)>> {
    let Some(hidden) = hidden else { return walk.places(vault, after, limit) };
    let mut found = Vec::new();
    let mut after = after.cloned();
    loop {
        let places = walk.places(vault, after.as_ref(), limit)?;
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

fn count(vault: &Connection, walk: Walk, hidden: Option<&BTreeSet<SourceId>>) -> Result<u32> {
    if let (Walk::Stream(stream, today), None) = (walk, hidden) {
        return headline::count(vault, stream, today);
    }
    let seen = seen_places(vault, walk, None, usize::MAX, hidden)?;
    Ok(u32::try_from(seen.len()).unwrap_or(u32::MAX))
}

/// How many of what is pinned wait, and how many of the others are new.
fn count_pinned(vault: &Connection, today: i64, hidden: Option<&BTreeSet<SourceId>>) -> Result<(u32, u32)> {
    if hidden.is_none() {
        return headline::count_pinned(vault, today);
    }
    let (mut waiting, mut new) = (0, 0);
    for (_, number) in seen_places(vault, Walk::Stream(Stream::Pinned, today), None, usize::MAX, hidden)? {
        let Some((memory, _)) = headline::memory(vault, number)? else { continue };
        let waits = memory.waited_on(today);
        waiting += u32::from(waits);
        new += u32::from(memory.new && !waits);
    }
    Ok((waiting, new))
}

/// `None` when it has gone since its place was read.
fn row(vault: &Connection, party: &PartyId, place: &Place, number: i64) -> Result<Option<InboxRow>> {
    listed_row(vault, party, headline::key(place)?, number)
}

/// What lists show of an item. `None` when it has gone.
pub(crate) fn listed_row(vault: &Connection, party: &PartyId, key: RecordKey, number: i64) -> Result<Option<InboxRow>> {
    let Some(line) = headline::line(vault, number)? else { return Ok(None) };
    let marks = marks_of(vault, &key, &line)?;
    let mismatch = key.kind == RecordKind::Decision && signature::of(vault, number)?.1;
    let (headline, is_new, gone) = (line.headline, line.new, line.gone);
    Ok(Some(InboxRow { key, party: party.clone(), headline, is_new, gone, marks, mismatch }))
}

fn marks_of(vault: &Connection, key: &RecordKey, line: &headline::Line) -> Result<Marks> {
    let own = mark::get(vault, &key.source, key.kind, &key.id)?;
    let of_case = match &line.case {
        Some(case) if key.kind != RecordKind::Case => mark::get(vault, &key.source, RecordKind::Case, case)?,
        _ => own,
    };
    Ok(Marks {
        shelf: match (line.archived, own.shelf, of_case.shelf) {
            (true, ..) => Shelf::Archive,
            (false, Shelf::Returned, _) | (false, _, Shelf::Returned) => Shelf::Returned,
            (false, ..) => Shelf::Inbox,
        },
        pinned: own.pinned,
        muted: of_case.muted,
        settled: own.settled,
        labels: labelled::of(vault, &key.source, key.kind, &key.id)?,
        snoozed: reminder::get(vault, &key.source, key.kind, &key.id)?.snoozed,
    })
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
    let line = headline::line(vault, found.number)?;
    let own = mark::get(vault, &key.source, key.kind, &key.id)?;
    Ok(Some(StoredRecord {
        party: party.clone(),
        record: found.record()?,
        is_new: line.as_ref().is_some_and(|line| line.new),
        gone: found.gone()?,
        received_at: found.received_at()?,
        marks: line.map(|line| marks_of(vault, key, &line)).transpose()?.unwrap_or_default(),
        is_quiet: own.quiet,
        archived_at: found.archived_at()?,
        signature_due: signature::of(vault, found.number)?.0,
    }))
}
