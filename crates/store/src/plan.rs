//! What a page means for each vault, found out before anything is written.
//!
//! A page is walked in its order, because order matters: a party that ends and comes again within a page begins anew.
//! Only introductions hold for the whole page, wherever they stand in it. Their refs are written before everything else
//! (see `apply.rs`), so after a crash the page finds them; it must mean the same then as the first time. For the same
//! reason only the last of several versions of a record counts: taken in again, an earlier one would look like news.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    change::{Aftermath, Change, Page, QuarantineReason, Quarantined, Tombstone, TombstoneReason},
    id::{PartyId, RecordKind, RemoteId, SourceId},
    mandate::EndCause,
    party::Party,
    record::Record,
};

use crate::{
    parties::id_of,
    rights::renews,
    store::Store,
    table::{ended_right::EndedRow, party_ref::Known},
};

/// One thing to write to one vault.
#[derive(Debug)]
pub(crate) enum Write<'a> {
    /// The record belongs here.
    Put(&'a Record),
    /// The record belongs here, and a list tells only an outline of it.
    Outline(&'a Record),
    /// The record belongs to somebody else now; it may have been here.
    Evict(RecordKind, &'a RemoteId),
    /// The record has ended, if it is here.
    End(&'a Tombstone),
    /// The source no longer names this party: everything under that name goes.
    Forget(RemoteId),
    /// Remember that a party was taken back.
    Tell(&'a Tombstone),
}

/// What a page means.
#[derive(Debug, Default)]
pub(crate) struct Plan<'a> {
    /// What to write to each vault, in order. Vaults that end are left out.
    pub(crate) writes: BTreeMap<PartyId, Vec<Write<'a>>>,
    /// Parties that the page introduces or describes anew and that stay.
    pub(crate) introduced: BTreeMap<RemoteId, (PartyId, &'a Party)>,
    /// Names that the source no longer uses.
    pub(crate) dropped: BTreeSet<RemoteId>,
    /// Parties whose last name goes: their vaults end.
    pub(crate) ending: Vec<PartyId>,
    /// Records of parties that nobody introduced.
    pub(crate) unknown: Vec<Quarantined>,
    /// Records that were read or have ended, for which nothing needs to stay in quarantine.
    pub(crate) resolved: Vec<(RecordKind, &'a RemoteId)>,
    /// Whether people or rights to act changed.
    pub(crate) parties: bool,
    /// Names whose right ends with this page, and why. What was withdrawn or misdirected is told elsewhere.
    pub(crate) ended: BTreeMap<RemoteId, EndCause>,
    /// Names for which the page says a right to act.
    pub(crate) mandated: BTreeSet<&'a RemoteId>,
    /// Names that ended by time and whose right the source has renewed.
    pub(crate) renewed: BTreeSet<&'a RemoteId>,
    /// Names that ended by time and of which the source has now said so itself.
    pub(crate) released: BTreeSet<&'a RemoteId>,
}

impl Plan<'_> {
    /// Whether the profile has nothing to learn from the page but the place of the cursor.
    pub(crate) fn changes_nothing(&self) -> bool {
        self.dropped.is_empty()
            && self.ending.is_empty()
            && self.unknown.is_empty()
            && self.renewed.is_empty()
            && self.released.is_empty()
    }

    /// How many writes it has, over all vaults.
    pub(crate) fn size(&self) -> usize {
        self.writes.values().map(Vec::len).sum()
    }
}

/// Walks the page. `known` are all refs of the profile, `held` the source's names that ended by time and of which nothing
/// is taken in; `sweep` is the generation below which names are dropped, on the last page of a new reading.
pub(crate) fn plan<'a>(
    source: &SourceId,
    page: &'a Page,
    known: &[Known],
    held: &[EndedRow],
    sweep: Option<i64>,
) -> Plan<'a> {
    let mut walk = Walk::new(source, known, held);
    walk.look_ahead(page, known);
    let last = last_versions(page);
    for (place, change) in page.changes.iter().enumerate() {
        match change {
            Change::Upsert(record) | Change::Outline(record)
                if last.get(&(record.kind(), record.id())) != Some(&place) => {}
            Change::Upsert(record) => walk.upsert(record, Write::Put(record)),
            Change::Outline(record) => walk.upsert(record, Write::Outline(record)),
            Change::Tombstone(end) => walk.end(end),
        }
    }
    if let Some(generation) = sweep {
        walk.drop_older(known, generation);
    }
    walk.finish(known)
}

struct Walk<'a, 's> {
    source: &'s SourceId,
    /// The source's names as they stand at this point of the page.
    names: BTreeMap<RemoteId, PartyId>,
    /// Which party each name is that is known or that the page introduces. A name that ends and returns within the page
    /// keeps its party, as it does when the page is taken in again after a crash.
    given: BTreeMap<RemoteId, PartyId>,
    /// Every vault in which a record of this source may be.
    reach: BTreeSet<PartyId>,
    /// Names of which nothing is taken in.
    held: BTreeMap<&'s RemoteId, &'s EndedRow>,
    plan: Plan<'a>,
}

impl<'a, 's> Walk<'a, 's> {
    fn new(source: &'s SourceId, known: &[Known], held: &'s [EndedRow]) -> Self {
        let own = known.iter().filter(|known| known.name.source == *source);
        let names: BTreeMap<_, _> = own.map(|known| (known.name.key.clone(), known.party.clone())).collect();
        let reach = names.values().cloned().chain([Store::myself()]).collect();
        let held = held.iter().map(|row| (&row.name.key, row)).collect();
        Self { source, given: names.clone(), names, reach, held, plan: Plan::default() }
    }

    fn look_ahead(&mut self, page: &Page, known: &[Known]) {
        for change in &page.changes {
            if let Change::Upsert(record) = change
                && let Record::Party(party) = record.as_ref()
                && !self.given.contains_key(&party.key)
                && !self.held.contains_key(&party.key)
            {
                let taken = |id: &PartyId| {
                    known.iter().any(|known| known.party == *id) || self.given.values().any(|given| given == id)
                };
                let id = id_of(self.source, party, taken);
                self.given.insert(party.key.clone(), id.clone());
                self.names.insert(party.key.clone(), id.clone());
                self.reach.insert(id);
            }
        }
    }

    fn write(&mut self, party: &PartyId, write: Write<'a>) {
        self.plan.writes.entry(party.clone()).or_default().push(write);
    }

    /// Whatever was wrong with an earlier version of it, here or before this page, is past.
    fn resolve(&mut self, kind: RecordKind, id: &'a RemoteId) {
        self.plan.unknown.retain(|found| found.kind != Some(kind) || found.id.as_ref() != Some(id));
        self.plan.resolved.push((kind, id));
    }

    fn upsert(&mut self, record: &'a Record, write: Write<'a>) {
        self.resolve(record.kind(), record.id());
        if let Some(ended) = record.party().and_then(|name| self.held.get(name)) {
            if let Record::Mandate(mandate) = record
                && renews(ended, mandate)
            {
                self.plan.renewed.insert(&mandate.party);
            }
            return;
        }
        if let Record::Party(party) = record {
            return self.introduce(record, party);
        }
        let target = match record.party() {
            None => Store::myself(),
            Some(name) => match self.names.get(name) {
                Some(party) => party.clone(),
                None => return self.plan.unknown.push(unknown_party(record)),
            },
        };
        self.plan.parties |= record.kind().is_of_people();
        if let Record::Mandate(mandate) = record {
            self.plan.mandated.insert(&mandate.party);
        }
        let others: Vec<PartyId> = self.reach.iter().filter(|party| **party != target).cloned().collect();
        for other in &others {
            self.write(other, Write::Evict(record.kind(), record.id()));
        }
        self.write(&target, write);
    }

    /// A name keeps the party it once got: a later correction of the relation must not join or part people.
    fn introduce(&mut self, record: &'a Record, party: &'a Party) {
        let Some(id) = self.given.get(&party.key).cloned() else { return };
        self.names.insert(party.key.clone(), id.clone());
        self.write(&id, Write::Put(record));
        self.plan.dropped.remove(&party.key);
        self.plan.ended.remove(&party.key);
        self.plan.introduced.insert(party.key.clone(), (id, party));
        self.plan.parties = true;
    }

    fn end(&mut self, end: &'a Tombstone) {
        self.resolve(end.kind, &end.id);
        if end.kind == RecordKind::Party {
            if self.held.contains_key(&end.id) {
                self.plan.released.insert(&end.id);
            }
            let told_by_title = end.reason.aftermath(end.kind, false) == Aftermath::EraseAndTell;
            let cause = match end.reason {
                TombstoneReason::AccessEnded => Some(EndCause::Withdrawn),
                _ => (!told_by_title).then_some(EndCause::Unstated),
            };
            if self.drop_name(&end.id, cause) && told_by_title {
                self.write(&Store::myself(), Write::Tell(end));
            }
            return;
        }
        self.plan.parties |= end.kind.is_of_people();
        for party in self.reach.clone() {
            self.write(&party, Write::End(end));
        }
    }

    fn drop_name(&mut self, key: &RemoteId, cause: Option<EndCause>) -> bool {
        let Some(party) = self.names.remove(key) else { return false };
        if party != Store::myself() {
            self.plan.ended.extend(cause.map(|cause| (key.clone(), cause)));
        }
        self.write(&party, Write::Forget(key.clone()));
        self.plan.introduced.remove(key);
        self.plan.dropped.insert(key.clone());
        self.plan.parties = true;
        true
    }

    fn drop_older(&mut self, known: &[Known], generation: i64) {
        for known in known.iter().filter(|known| known.name.source == *self.source && known.generation < generation) {
            if !self.plan.introduced.contains_key(&known.name.key) {
                self.drop_name(&known.name.key, Some(EndCause::Unstated));
            }
        }
    }

    fn finish(mut self, known: &[Known]) -> Plan<'a> {
        let named: BTreeSet<&PartyId> = known
            .iter()
            .filter(|known| known.name.source != *self.source)
            .map(|known| &known.party)
            .chain(self.names.values())
            .collect();
        let own = Store::myself();
        self.plan.ending =
            self.reach.iter().filter(|party| **party != own && !named.contains(party)).cloned().collect();
        for party in &self.plan.ending {
            self.plan.writes.remove(party);
        }
        self.plan
    }
}

/// Where in the page the last version of each record stands.
fn last_versions(page: &Page) -> BTreeMap<(RecordKind, &RemoteId), usize> {
    let changes = page.changes.iter().enumerate();
    let versions = changes.filter_map(|(place, change)| match change {
        Change::Upsert(record) | Change::Outline(record) => Some(((record.kind(), record.id()), place)),
        Change::Tombstone(_) => None,
    });
    versions.collect()
}

fn unknown_party(record: &Record) -> Quarantined {
    Quarantined {
        kind: Some(record.kind()),
        id: Some(record.id().clone()),
        reason: QuarantineReason::UnknownParty,
        detail: "party".into(),
    }
}
