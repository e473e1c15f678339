//! What the resident takes out of the store, and what an archive brings back into it.
//!
//! A record out of an archive stands where its source would have put it, under the same key, and is marked. So there is no
//! second copy of anything: what is here already stays, and when the source sends the record itself, that takes the
//! place of the archive's and the mark goes. What the source never sends stays marked: no reading brought it, so no reading
//! takes it away for not bringing it. A source of which there is nothing else is known by name alone and never asked;
//! connecting it makes it a source like others, read from its beginning.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::{
    change::{Change, Cursor, Page},
    id::{PartyId, RecordKey, RecordKind, RemoteId},
    record::Record,
};

use rusqlite::Connection;

use crate::{
    error::{Result, StoreError},
    plan::{self, Write},
    put::{self, ArchivedRecord, Context},
    store::Store,
    table::{self, ended_right, source::NewSource},
};

/// A record that the store has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Whose.
    pub party: PartyId,
    /// Which.
    pub key: RecordKey,
}

impl Store {
    /// Every record that may be shown, of everybody or of one party.
    pub fn kept(&self, party: Option<&PartyId>) -> Result<Vec<Kept>> {
        let found = self.ask(self.open_of(party)?, |party, vault| {
            let keys = vault.read(table::record::all)?;
            let seen = keys.into_iter().filter(|key| !self.hides(party, &key.source));
            Ok(seen.map(|key| Kept { party: party.clone(), key }).collect::<Vec<_>>())
        })?;
        Ok(found.into_iter().flatten().collect())
    }

    /// Takes in records of one source out of an archive that was made at `made_at`. People come before what concerns them.
    /// Answers which records were not here before.
    pub fn take_in_archived(
        &self,
        source: &NewSource,
        records: &[ArchivedRecord],
        made_at: DateTime<Utc>,
    ) -> Result<Vec<RecordKey>> {
        let _changing = self.change();
        self.settle_moves(&self.moving())?;
        let profile = &self.inner().profile;
        profile.write(|profile| table::source::note_archived(profile, source, made_at))?;
        let reading = profile.read(|profile| table::source::reading(profile, &source.id))?;
        let reading = reading.ok_or(StoreError::Absent("source"))?;
        let known = profile.read(table::party_ref::all)?;
        let held = profile.read(|profile| ended_right::held(profile, &source.id))?;
        // What the source itself says of somebody counts for more.
        let is_news = |record: &Record| match record {
            Record::Party(party) => {
                !known.iter().any(|known| known.name.source == source.id && known.name.key == party.key)
            }
            _ => true,
        };
        let mut news = Vec::new();
        for archived in records.iter().filter(|archived| is_news(&archived.record)) {
            let (kind, id) = (archived.record.kind(), archived.record.id());
            let number = |vault: &Connection| table::record::number(vault, &source.id, kind, id);
            if self.first(&source.id, number)?.is_none() {
                news.push(archived);
            }
        }
        let changes = news.iter().map(|archived| Change::Upsert(Box::new(archived.record.clone()))).collect();
        let next = Cursor::new(String::new());
        let page = Page { changes, quarantined: Vec::new(), next, more: false };
        let plan = plan::plan(&source.id, &page, &known, &held, None);
        self.introduce(&source.id, &plan, &known, &[], reading.generation)?;

        let by_name: BTreeMap<(RecordKind, &RemoteId), &ArchivedRecord> =
            news.iter().map(|archived| ((archived.record.kind(), archived.record.id()), *archived)).collect();
        let context = Context {
            source: &source.id,
            page: 0,
            generation: reading.generation,
            next: &page.next,
            received_at: made_at,
            first_pass: true,
            sweep: false,
            spared: &BTreeSet::new(),
        };
        let mut added = Vec::new();
        for (party, writes) in &plan.writes {
            let vault = self.vault(party).ok_or_else(|| StoreError::Damaged { what: party.to_string() })?;
            let put = writes.iter().filter_map(|write| match write {
                Write::Put(record) => by_name.get(&(record.kind(), record.id())).copied(),
                _ => None,
            });
            let put: Vec<&ArchivedRecord> = put.collect();
            let mut written = vault.write_durably(|vault| put::write_archived(vault, context, made_at, &put))?;
            vault.learn_words(std::mem::take(&mut written.words));
            added.extend(written.items);
        }
        Ok(added)
    }
}
