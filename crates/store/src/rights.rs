//! Rights to act as the device has them, and their end by time.
//!
//! A source that takes a right back says so, and `apply.rs` does the rest. A right may also end by itself: its last day
//! passes, a child comes of age. Then two things are told apart:
//!
//! * **Hiding.** [`Store::mind_day`] keeps what a right that is over on this day gave access to out of every list and
//!   answer. It changes no file, so a device whose clock ran ahead shows everything again once the clock is right, or once
//!   the source has said which day it is.
//! * **Erasing.** [`Store::end_rights`] removes it for good. Its day must be one on which the device and the source
//!   agree, so a wrong clock alone, here or there, erases nothing; see `engine::rights`.
//!
//! An end by time is written like a tombstone that the source might have sent: first the profile notes which names end and
//! what was not sent of them; then a page with those tombstones is taken in where the cursor stands, by the same steps as
//! any page. A crash in between leaves the note, and the next start goes on from it ([`Store::finish_ends`]): it must,
//! for the mandate that said when the right ends may be among the rows already erased.
//!
//! What the source goes on sending of such a party is passed over, until it sends a mandate that reaches beyond the day
//! that was the last: then its feed is read again from the beginning, and the party is there as before.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    change::{Change, Page, Tombstone, TombstoneReason},
    id::{PartyId, PartyRef, RecordKind, RemoteId, SourceId},
    mandate::{self, EndCause, Right},
    party::{Mandate, Party, Relation},
    record::Record,
};
use rusqlite::Connection;

use crate::{
    apply::Applied,
    error::{Result, StoreError},
    plan::Plan,
    store::Store,
    table::{
        self,
        ended_right::{self, EndedRow},
        party_ref::{self, Known},
    },
};

/// Whose rows of which sources are kept out of every answer.
pub(crate) type Hidden = BTreeMap<PartyId, BTreeSet<SourceId>>;

/// Which day it is, for each source: one that has answered says so itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Days {
    /// By the device.
    pub today: NaiveDate,
    /// By sources that have answered.
    pub of: BTreeMap<SourceId, NaiveDate>,
}

impl Days {
    /// The same day everywhere.
    pub const fn all(today: NaiveDate) -> Self {
        Self { today, of: BTreeMap::new() }
    }

    /// By this source.
    pub fn at(&self, source: &SourceId) -> NaiveDate {
        self.of.get(source).copied().unwrap_or(self.today)
    }
}

/// What the resident may do for a party at one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightRow {
    /// Which source, and how it names the party.
    pub name: PartyRef,
    /// Their id on this device.
    pub party: PartyId,
    /// What the source says of them.
    pub described: Party,
    /// The mandates it has said.
    pub mandates: Vec<Mandate>,
    /// What follows from it on the day asked for.
    pub right: Right,
}

impl Store {
    /// What the resident may do for whom on this day, by what each source says; their own matters too.
    pub fn rights(&self, days: &Days) -> Result<Vec<RightRow>> {
        let (known, mandated) =
            self.inner().profile.read(|profile| Ok((party_ref::all(profile)?, party_ref::mandated(profile)?)))?;
        let found = self.ask(self.open_of(None)?, |party, vault| {
            let own = known.iter().filter(|known| known.party == *party);
            vault.read(|vault| own.map(|known| right_row(vault, known, &mandated, days)).collect::<Result<Vec<_>>>())
        })?;
        let mut rows: Vec<_> = found.into_iter().flatten().collect();
        rows.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(rows)
    }

    /// What the sources have told of the resident's own: rights they have given, requests, what was done for them.
    pub fn own_records(&self, kind: RecordKind) -> Result<Vec<(SourceId, Record)>> {
        let (Some(vault), sources) = (self.vault(&Self::myself()), self.sources()?) else { return Ok(Vec::new()) };
        let mut records = Vec::new();
        for source in sources {
            let found = vault.read(|vault| table::record::of_kind(vault, &source.id, kind))?;
            records.extend(found.into_iter().map(|record| (source.id.clone(), record)));
        }
        Ok(records)
    }

    /// Keeps out of every answer what belongs to rights that are over on this day. Answers whether that is different now.
    pub fn mind_day(&self, days: &Days) -> Result<bool> {
        let rows = self.rights(days)?;
        let mut hidden = Hidden::new();
        for row in rows.iter().filter(|row| !row.right.may_read()) {
            // A source may name one person twice; one right is enough.
            let same = |other: &&RightRow| other.party == row.party && other.name.source == row.name.source;
            if !rows.iter().filter(same).any(|other| other.right.may_read()) {
                hidden.entry(row.party.clone()).or_default().insert(row.name.source.clone());
            }
        }
        Ok(self.hide(hidden))
    }

    /// Ends the rights at this source that are over on this day, which device and source agree has come. `None` when
    /// none is, or while the source is being read anew.
    pub fn end_rights(&self, source: &SourceId, day: NaiveDate, at: DateTime<Utc>) -> Result<Option<Applied>> {
        let over: Vec<_> = self.rights(&Days::all(day))?.into_iter().filter(|row| row.name.source == *source).collect();
        let _changing = self.change();
        let ended = |row: RightRow| match row.right {
            Right::Ended { last_day } => Some((row, last_day)),
            _ => None,
        };
        let ends: Vec<_> = over.into_iter().filter_map(ended).collect();
        if !ends.is_empty() && self.can_end(source)? {
            let known = self.inner().profile.read(party_ref::all)?;
            let mut rows = Vec::new();
            for (row, last_day) in ends {
                let Some(of) = known.iter().find(|known| known.name == row.name) else { continue };
                rows.push(EndedRow {
                    born_on: row.described.born_on,
                    last_day: Some(last_day),
                    ..self.ended_row(of, &known, EndCause::Time, at)?
                });
            }
            self.inner().profile.write(|profile| {
                rows.iter().try_for_each(|row| ended_right::begin(profile, row))?;
                self.inner().faults.step()
            })?;
            self.inner().faults.step()?;
        }
        self.carry_out(source)
    }

    /// Ends of rights that the resident has not been told of, newest first.
    pub fn ended_rights(&self) -> Result<Vec<EndedRow>> {
        self.inner().profile.read(ended_right::untold)
    }

    /// The resident has been told that this right ended. `false` if there was nothing to tell.
    pub fn forget_ended_right(&self, name: &PartyRef) -> Result<bool> {
        self.inner().profile.write(|profile| ended_right::tell(profile, name))
    }

    /// Goes on with ends by time that a crash interrupted.
    pub(crate) fn finish_ends(&self) -> Result<()> {
        let _changing = self.change();
        for source in self.sources()? {
            self.carry_out(&source.id)?;
        }
        Ok(())
    }

    fn can_end(&self, source: &SourceId) -> Result<bool> {
        let profile = &self.inner().profile;
        let reading = profile.read(|profile| table::source::reading(profile, source))?;
        let has_cursor = self.source(source)?.is_some_and(|source| source.cursor.is_some());
        Ok(has_cursor && reading.is_some_and(|reading| reading.pass_complete))
    }

    /// Takes in the tombstones that the profile has noted.
    fn carry_out(&self, source: &SourceId) -> Result<Option<Applied>> {
        let noted = self.inner().profile.read(|profile| ended_right::unsettled(profile, source))?;
        let (Some(first), Some(row)) = (noted.first(), self.source(source)?) else { return Ok(None) };
        let (Some(next), true) = (row.cursor, self.can_end(source)?) else { return Ok(None) };
        let tombstone = |row: &EndedRow| {
            Change::Tombstone(Tombstone {
                kind: RecordKind::Party,
                id: row.name.key.clone(),
                reason: TombstoneReason::AccessEnded,
                at: None,
            })
        };
        let changes = noted.iter().map(tombstone).collect();
        let page = Page { changes, quarantined: Vec::new(), next, more: false };
        let by_time = noted.iter().map(|row| row.name.key.clone()).collect();
        let applied = self.take_in(source, &page, row.etag.as_deref(), first.at, &by_time)?;
        // A name that was gone already has no tombstone to settle it.
        self.inner()
            .profile
            .write(|profile| by_time.iter().try_for_each(|key| ended_right::settle(profile, source, key)))?;
        Ok(Some(applied))
    }

    /// What the profile notes of names that end by this page, unless it has noted an end by time already.
    pub(crate) fn ends_of(
        &self,
        source: &SourceId,
        plan: &Plan<'_>,
        known: &[Known],
        by_time: &BTreeSet<RemoteId>,
        at: DateTime<Utc>,
    ) -> Result<Vec<EndedRow>> {
        let ends = plan.ended.iter().filter(|(key, _)| !by_time.contains(*key));
        let of = |key: &RemoteId| known.iter().find(|known| known.name.source == *source && known.name.key == *key);
        ends.filter_map(|(key, cause)| Some(self.ended_row(of(key)?, known, *cause, at))).collect()
    }

    fn ended_row(&self, of: &Known, known: &[Known], cause: EndCause, at: DateTime<Utc>) -> Result<EndedRow> {
        let unsent = match self.vault(&of.party) {
            Some(vault) => {
                let PartyRef { source, key } = &of.name;
                let unsent = vault.read(|vault| {
                    let opened = table::opened::count_unsent_of(vault, source, key)?;
                    Ok(opened.saturating_add(table::outgoing::count_unsent_of(vault, source, key)?))
                });
                match unsent {
                    // What cannot be read will not be sent either, and nobody can say how much it was.
                    Err(StoreError::Damaged { .. }) => 0,
                    other => other?,
                }
            }
            None => 0,
        };
        let others = known.iter().filter(|other| other.party == of.party && other.name != of.name);
        Ok(EndedRow {
            name: of.name.clone(),
            called: of.called.clone(),
            relation: of.relation,
            born_on: None,
            cause,
            last_day: None,
            at,
            unsent,
            last: others.count() == 0,
        })
    }

    /// Whether rows of this source in this party's vault are kept out of answers.
    pub(crate) fn hides(&self, party: &PartyId, source: &SourceId) -> bool {
        self.hidden().get(party).is_some_and(|sources| sources.contains(source))
    }

    pub(crate) fn hidden(&self) -> Arc<Hidden> {
        Arc::clone(&self.inner().hidden.read().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    fn hide(&self, hidden: Hidden) -> bool {
        let mut now = self.inner().hidden.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        let different = **now != hidden;
        if different {
            *now = Arc::new(hidden);
        }
        different
    }
}

/// Whether this mandate reaches beyond the right that has ended.
pub(crate) fn renews(ended: &EndedRow, mandate: &Mandate) -> bool {
    let party = Party {
        key: ended.name.key.clone(),
        name: ended.called.clone(),
        relation: ended.relation,
        born_on: ended.born_on,
        business_id: None,
        protected: false,
        withheld: false,
    };
    mandate::last_day(mandate, &party).is_none_or(|last| ended.last_day.is_none_or(|ended| last > ended))
}

fn right_row(vault: &Connection, known: &Known, spoken_of: &BTreeSet<PartyRef>, days: &Days) -> Result<RightRow> {
    let PartyRef { source, key } = &known.name;
    let stored = table::record::find(vault, source, RecordKind::Party, key)?;
    let described = match stored.map(|stored| stored.record()).transpose()? {
        Some(Record::Party(party)) => party,
        // The page that introduces it was interrupted and comes again.
        _ => Party {
            key: key.clone(),
            name: known.called.clone(),
            relation: known.relation,
            born_on: None,
            business_id: None,
            protected: known.protected,
            withheld: false,
        },
    };
    let mut mandates = Vec::new();
    if known.relation != Relation::Myself {
        for stored in table::record::of_kind(vault, source, RecordKind::Mandate)? {
            if let Record::Mandate(mandate) = stored
                && mandate.party == *key
            {
                mandates.push(mandate);
            }
        }
    }
    let was_told = spoken_of.contains(&known.name);
    let right = mandate::right(&described, &mandates, was_told, days.at(source));
    Ok(RightRow { name: known.name.clone(), party: known.party.clone(), described, mandates, right })
}
