//! Any sequence of pages, crashes, new readings, openings and answers about people leaves what a simple model says.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    change::{Aftermath, Change, Cursor, Page, QuarantineReason, Quarantined, Tombstone, TombstoneReason},
    decision::Decision,
    id::{PartyId, PartyRef, RecordKey, RecordKind, RemoteId, SourceId},
    inbox::{Group, Headline},
    mark::Marks,
    message::Message,
    need::Need,
    party::{Link, LinkState, Party, Relation},
    record::Record,
    task::Task,
    text::Localized,
};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use super::support::{
    Device, Picture, appealable, decision, duty, haikkala, id, kaarna, letter, matter, me, now, page, person, picture,
    pothole, record, served, today, upsert,
};
use crate::{InboxRow, Store, StoreError, StoredRecord};

// ---------------------------------------------------------------------------------------------------- what happens

#[derive(Clone, Debug)]
enum Event {
    /// A page comes in; the store may be stopped after some steps, and then the page comes again.
    Page { source: usize, changes: Vec<Change>, unreadable: bool, more: bool, stop_after: Option<u32> },
    /// The source no longer knows the cursor.
    Restart(usize),
    /// The resident opens an item.
    Open(usize, RecordKind, &'static str),
    /// The resident says whether two names are one person, or takes it back.
    Answer { one: (usize, &'static str), other: (usize, &'static str), state: LinkState, stop_after: Option<u32> },
    /// The app is closed and started.
    Reopen,
    /// The source is removed and connected again.
    Remove(usize, Option<u32>),
}

const IDS: [&str; 3] = ["a", "b", "c"];
const PEOPLE: [(&str, Relation); 4] =
    [("aino", Relation::Myself), ("work", Relation::Myself), ("elsa", Relation::Child), ("helmi", Relation::Principal)];
const KINDS: [RecordKind; 5] =
    [RecordKind::Case, RecordKind::Message, RecordKind::Decision, RecordKind::Task, RecordKind::ServiceRequest];
const DAYS: [&str; 5] = ["2023-05-02", "2026-10-01", "2026-11-10", "2026-11-16", "2026-11-17"];

fn sources() -> [SourceId; 2] {
    [haikkala().id, kaarna().id]
}

fn one_of<T: Clone + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    proptest::sample::select(all)
}

fn any_party() -> impl Strategy<Value = Change> {
    (one_of(&PEOPLE), any::<bool>()).prop_map(|((key, relation), protected)| {
        Change::Upsert(Box::new(record(Party { protected, ..person(key, key, relation) })))
    })
}

fn any_item() -> impl Strategy<Value = Change> {
    let words = (one_of(&KINDS), one_of(&IDS), one_of(&PEOPLE), one_of(&DAYS), one_of(&DAYS));
    (words, proptest::option::of(one_of(&IDS)), 0..3_u8).prop_map(|((kind, name, (party, _), at, due), case, sort)| {
        let case = case.map(id);
        let item = match kind {
            RecordKind::Case => record(matter(name, party, at)),
            RecordKind::Message => {
                let need = if sort == 0 { Need::Optional { last_day: due.parse().ok() } } else { Need::Nothing };
                record(Message { case, need, ..letter(name, party, at) })
            }
            RecordKind::Decision => {
                let plain = Decision { case, ..decision(name, party, at) };
                record(match sort {
                    0 => plain,
                    1 => served(appealable(plain, due)),
                    _ => appealable(plain, due),
                })
            }
            RecordKind::Task => record(Task { case, ..duty(name, party, at, (sort > 0).then_some(due)) }),
            _ => record(pothole(name, at)),
        };
        Change::Upsert(Box::new(item))
    })
}

fn any_end() -> impl Strategy<Value = Change> {
    let item = (one_of(&KINDS), one_of(&IDS), one_of(&TombstoneReason::ALL));
    let party = (one_of(&PEOPLE), one_of(&TombstoneReason::ALL));
    prop_oneof![
        5 => item.prop_map(|(kind, name, reason)| Tombstone { kind, id: id(name), reason, at: None }),
        1 => party.prop_map(|((key, _), reason)| Tombstone { kind: RecordKind::Party, id: id(key), reason, at: None }),
    ]
    .prop_map(Change::Tombstone)
}

fn any_page() -> impl Strategy<Value = Event> {
    let change = prop_oneof![2 => any_party(), 6 => any_item(), 2 => any_end()];
    let everybody: Vec<_> = PEOPLE.iter().map(|(key, relation)| upsert(record(person(key, key, *relation)))).collect();
    let everybody = prop_oneof![Just(Vec::new()), Just(everybody)];
    let changes =
        (everybody, proptest::collection::vec(change, 0..10)).prop_map(|(first, then)| [first, then].concat());
    let stop = prop_oneof![1 => Just(None), 1 => (0..16_u32).prop_map(Some)];
    (0..2_usize, changes, proptest::bool::weighted(0.2), proptest::bool::weighted(0.3), stop).prop_map(
        |(source, changes, unreadable, more, stop_after)| Event::Page { source, changes, unreadable, more, stop_after },
    )
}

fn any_answer() -> impl Strategy<Value = Event> {
    let name = || (0..2_usize, prop_oneof![1 => Just("aino"), 6 => Just("elsa"), 6 => Just("helmi")]);
    let states = vec![LinkState::Confirmed, LinkState::Confirmed, LinkState::Refused, LinkState::Proposed];
    let stop = prop_oneof![1 => Just(None), 1 => (0..12_u32).prop_map(Some)];
    (name(), name(), proptest::sample::select(states), stop).prop_map(|(one, other, state, stop_after)| Event::Answer {
        one,
        other,
        state,
        stop_after,
    })
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        8 => any_page(),
        6 => any_answer(),
        1 => (0..2_usize).prop_map(Event::Restart),
        3 => (0..2_usize, one_of(&KINDS), one_of(&IDS)).prop_map(|(source, kind, name)| Event::Open(source, kind, name)),
        1 => Just(Event::Reopen),
        1 => (0..2_usize, proptest::option::of(0..8_u32)).prop_map(|(source, stop)| Event::Remove(source, stop)),
    ]
}

// ------------------------------------------------------------------------------------------------------- the model

#[derive(Clone)]
struct Held {
    party: PartyId,
    record: Record,
    unopened: bool,
    opened: bool,
    gone: Option<TombstoneReason>,
    generation: u32,
}

#[derive(Clone)]
struct Name {
    party: PartyId,
    described: Party,
    generation: u32,
}

/// Why, its title if it may be told, and the source's name of the party.
type Told = (TombstoneReason, Option<Localized>, Option<RemoteId>);

/// One source, as one list.
#[derive(Clone, Default)]
struct Feed {
    names: BTreeMap<RemoteId, Name>,
    held: BTreeMap<(RecordKind, RemoteId), Held>,
    unreadable: BTreeMap<String, (Quarantined, u32)>,
    told: BTreeMap<(PartyId, RecordKind, RemoteId), Told>,
    cursor: Option<Cursor>,
    generation: u32,
    pass_complete: bool,
    /// Vaults that something of this source was written to, and whether they have had a full pass.
    vaults: BTreeMap<PartyId, bool>,
}

fn party_id(source: &SourceId, party: &Party, taken: &BTreeSet<PartyId>) -> PartyId {
    if party.relation == Relation::Myself { me() } else { free_id(source, &party.key, taken) }
}

fn nth_id(source: &SourceId, key: &RemoteId, turn: u32) -> PartyId {
    let turn = if turn == 0 { String::new() } else { format!("\0{turn}") };
    let text = [source.as_str(), "\0", key.as_str(), &turn].concat();
    PartyId::new(&hex::encode(Sha256::digest(text))[..16])
}

fn free_id(source: &SourceId, key: &RemoteId, taken: &BTreeSet<PartyId>) -> PartyId {
    (0..99).map(|turn| nth_id(source, key, turn)).find(|id| !taken.contains(id)).unwrap()
}

impl Feed {
    fn take(&mut self, source: &SourceId, page: &Page, others: &BTreeSet<PartyId>, at: DateTime<Utc>) {
        let before = self.vaults.clone();
        for change in &page.changes {
            if let Change::Upsert(record) = change
                && let Record::Party(party) = record.as_ref()
            {
                let taken = self.names.values().map(|name| &name.party).chain(others).cloned().collect();
                let name = || Name { party: party_id(source, party, &taken), described: party.clone(), generation: 0 };
                self.names.entry(party.key.clone()).or_insert_with(name);
            }
        }
        let given: BTreeMap<_, _> = self.names.iter().map(|(key, name)| (key.clone(), name.party.clone())).collect();
        for (place, change) in page.changes.iter().enumerate() {
            match change {
                Change::Upsert(record) => {
                    let same = |later: &Change| matches!(later, Change::Upsert(later) if later.kind() == record.kind() && later.id() == record.id());
                    if page.changes[place + 1..].iter().any(same) {
                        continue;
                    }
                    self.resolve(record.kind(), record.id());
                    self.upsert(record, &given, &before, at);
                }
                Change::Outline(_) => panic!("no feed of this model tells outlines; see outlines.rs"),
                Change::Tombstone(end) => {
                    self.resolve(end.kind, &end.id);
                    self.end(end);
                }
            }
        }
        for found in &page.quarantined {
            self.set_apart(found.clone());
        }
        if !page.more {
            if !self.pass_complete && self.generation > 0 {
                self.sweep();
            }
            self.pass_complete = true;
            self.unreadable.retain(|_, (_, generation)| *generation >= self.generation);
        }
        let named: BTreeSet<_> = self.names.values().map(|name| &name.party).chain(others).cloned().collect();
        self.keep_parties(&named);
        if !page.more {
            self.vaults.insert(me(), true);
            self.vaults.values_mut().for_each(|complete| *complete = true);
        }
        self.cursor = Some(page.next.clone());
    }

    fn keep_parties(&mut self, named: &BTreeSet<PartyId>) {
        self.vaults.retain(|party, _| *party == me() || named.contains(party));
        self.told.retain(|(party, ..), _| *party == me() || named.contains(party));
    }

    /// What is under these names, and how far it was read, is another party's.
    fn part(&mut self, keys: &[RemoteId], from: &PartyId, to: &PartyId) {
        if keys.is_empty() {
            return;
        }
        for key in keys {
            self.names.get_mut(key).unwrap().party = to.clone();
        }
        for held in self.held.values_mut().filter(|held| held.record.party().is_some_and(|of| keys.contains(of))) {
            held.party = to.clone();
        }
        for ((party, kind, id), told) in std::mem::take(&mut self.told) {
            let moves = party == *from && told.2.as_ref().is_some_and(|of| keys.contains(of));
            self.told.insert((if moves { to.clone() } else { party }, kind, id), told);
        }
        if let Some(complete) = self.vaults.get(from).copied() {
            self.vaults.insert(to.clone(), complete);
        }
        if self.names.values().all(|name| name.party != *from) {
            self.vaults.remove(from);
        }
    }

    /// Everything of one party is another's, which keeps what it has.
    fn join(&mut self, to: &PartyId, from: &PartyId) {
        self.names.values_mut().filter(|name| name.party == *from).for_each(|name| name.party = to.clone());
        self.held.values_mut().filter(|held| held.party == *from).for_each(|held| held.party = to.clone());
        let (moving, staying) = std::mem::take(&mut self.told).into_iter().partition(|((party, ..), _)| party == from);
        self.told = staying;
        let moving: BTreeMap<(PartyId, RecordKind, RemoteId), Told> = moving;
        for ((_, kind, id), told) in moving {
            self.told.entry((to.clone(), kind, id)).or_insert(told);
        }
        if let Some(theirs) = self.vaults.remove(from) {
            let ours = self.vaults.get(to).copied().unwrap_or(true);
            self.vaults.insert(to.clone(), ours && theirs);
        }
    }

    fn resolve(&mut self, kind: RecordKind, id: &RemoteId) {
        self.unreadable.retain(|_, (found, _)| (found.kind, found.id.as_ref()) != (Some(kind), Some(id)));
    }

    fn set_apart(&mut self, found: Quarantined) {
        self.unreadable.insert(format!("{found:?}"), (found, self.generation));
    }

    fn upsert(
        &mut self,
        record: &Record,
        given: &BTreeMap<RemoteId, PartyId>,
        before: &BTreeMap<PartyId, bool>,
        at: DateTime<Utc>,
    ) {
        if let Record::Party(party) = record {
            let name = Name { party: given[&party.key].clone(), described: party.clone(), generation: self.generation };
            self.names.insert(party.key.clone(), name);
        }
        let party = match record.party() {
            None => me(),
            Some(key) => match self.names.get(key) {
                Some(name) => name.party.clone(),
                None => {
                    return self.set_apart(Quarantined {
                        kind: Some(record.kind()),
                        id: Some(record.id().clone()),
                        reason: QuarantineReason::UnknownParty,
                        detail: "party".into(),
                    });
                }
            },
        };
        self.vaults.entry(party.clone()).or_default();
        let key = (record.kind(), record.id().clone());
        let held = self.held.remove(&key).filter(|held| held.party == party);
        let headline = Headline::of(record);
        let next = match held {
            Some(held) if held.record == *record && held.gone.is_none() => Held { generation: self.generation, ..held },
            Some(held) => {
                let time = |record| Headline::of(record).map(|headline| headline.at.sort_key());
                let forward = time(record) > time(&held.record);
                Held {
                    record: record.clone(),
                    unopened: held.unopened || forward,
                    opened: held.opened && !forward,
                    gone: None,
                    generation: self.generation,
                    party,
                }
            }
            None => {
                self.told.remove(&(party.clone(), record.kind(), record.id().clone()));
                let first_pass = !before.get(&party).copied().unwrap_or_default();
                let old = headline
                    .as_ref()
                    .is_some_and(|headline| headline.at.sort_key() < (at - TimeDelta::days(30)).timestamp_millis());
                Held {
                    record: record.clone(),
                    unopened: !(first_pass && old),
                    opened: false,
                    gone: None,
                    generation: self.generation,
                    party,
                }
            }
        };
        self.held.insert(key, next);
    }

    fn end(&mut self, end: &Tombstone) {
        if end.kind == RecordKind::Party {
            if self.drop_name(&end.id)
                && matches!(end.reason, TombstoneReason::Withdrawn | TombstoneReason::Misdirected)
            {
                self.told.insert((me(), end.kind, end.id.clone()), (end.reason, None, None));
                self.vaults.entry(me()).or_default();
            }
            return;
        }
        let key = (end.kind, end.id.clone());
        let Some(held) = self.held.get_mut(&key) else { return };
        let is_served = matches!(&held.record, Record::Decision(decision) if decision.is_served());
        match end.reason.aftermath(end.kind, is_served) {
            Aftermath::Keep => held.gone = Some(end.reason),
            Aftermath::Erase => drop(self.held.remove(&key)),
            Aftermath::EraseAndTell => {
                let held = self.held.remove(&key).unwrap();
                let withdrawn = end.reason == TombstoneReason::Withdrawn;
                let title = Headline::of(&held.record).filter(|_| withdrawn).map(|headline| headline.title);
                let told = (end.reason, title, held.record.party().cloned());
                self.told.insert((held.party, end.kind, end.id.clone()), told);
            }
        }
    }

    fn drop_name(&mut self, key: &RemoteId) -> bool {
        let Some(name) = self.names.remove(key) else { return false };
        self.held.retain(|_, held| held.record.party() != Some(key));
        self.told.retain(|(party, ..), (_, _, of)| *party != name.party || of.as_ref() != Some(key));
        true
    }

    fn sweep(&mut self) {
        let old: Vec<_> = self.names.iter().filter(|(_, name)| name.generation < self.generation).collect();
        let old: Vec<_> = old.into_iter().map(|(key, _)| key.clone()).collect();
        for key in old {
            self.drop_name(&key);
        }
        self.held.retain(|_, held| held.gone.is_some() || held.generation >= self.generation);
    }
}

/// Every source, and what was said of its names.
#[derive(Default)]
struct Model([Feed; 2], BTreeMap<(PartyRef, PartyRef), LinkState>);

impl Model {
    fn names(&self) -> BTreeMap<PartyRef, &Name> {
        let of = |(source, feed): (SourceId, &'_ Feed)| {
            let keys = feed.names.keys().cloned();
            keys.map(|key| PartyRef { source: source.clone(), key }).collect::<Vec<_>>()
        };
        let feed = |name: &PartyRef| &self.0[usize::from(name.source == kaarna().id)].names[&name.key];
        let all = sources().into_iter().zip(&self.0).flat_map(of);
        all.map(|name| (name.clone(), feed(&name))).collect()
    }

    fn take(&mut self, source: usize, page: &Page) {
        let before: Vec<_> = self.names().into_keys().collect();
        let others = self.named_elsewhere(source);
        self.0[source].take(&sources()[source], page, &others, now());
        let named: BTreeSet<_> = self.names().into_values().map(|name| name.party.clone()).collect();
        self.0.iter_mut().for_each(|feed| feed.keep_parties(&named));
        let gone: Vec<_> = before.into_iter().filter(|name| !self.names().contains_key(name)).collect();
        for name in gone {
            let tied: Vec<_> = self.tied(&name, None).into_iter().collect();
            self.1.retain(|(first, second), _| *first != name && *second != name);
            for other in tied.iter().skip(1) {
                self.1.insert((tied[0].clone(), other.clone()), LinkState::Confirmed);
            }
        }
    }

    /// Names that a confirmed link other than this one ties to a name.
    fn tied(&self, name: &PartyRef, but: Option<&(PartyRef, PartyRef)>) -> BTreeSet<PartyRef> {
        let ties = self.1.iter().filter(|(pair, state)| **state == LinkState::Confirmed && Some(*pair) != but);
        let mut found = BTreeSet::new();
        for ((first, second), _) in ties {
            if first == name {
                found.insert(second.clone());
            } else if second == name {
                found.insert(first.clone());
            }
        }
        found
    }

    /// Whether the answer is taken.
    fn answer(&mut self, one: PartyRef, other: PartyRef, state: LinkState) -> bool {
        let pair = if one <= other { (one, other) } else { (other, one) };
        let parties: BTreeMap<_, _> =
            self.names().into_iter().map(|(name, known)| (name, known.party.clone())).collect();
        let (Some(first), Some(second)) = (parties.get(&pair.0), parties.get(&pair.1)) else { return false };
        if pair.0 == pair.1 || *first == me() || *second == me() {
            return false;
        }
        if state == LinkState::Confirmed && first != second {
            let sides = BTreeSet::from([first, second]);
            self.1.retain(|(a, b), _| parties[a] == parties[b] || BTreeSet::from([&parties[a], &parties[b]]) != sides);
            self.0.iter_mut().for_each(|feed| feed.join(first, second));
        } else if state != LinkState::Confirmed && first == second {
            let mut side = BTreeSet::from([pair.0.clone()]);
            loop {
                let next: BTreeSet<_> = side.iter().flat_map(|name| self.tied(name, Some(&pair))).collect();
                let before = side.len();
                side.extend(next);
                if side.len() == before {
                    break;
                }
            }
            if side.contains(&pair.1) && state == LinkState::Refused {
                return false;
            }
            if !side.contains(&pair.1) {
                self.part(first, side, &parties);
            }
        }
        match state {
            LinkState::Proposed => self.1.remove(&pair),
            answer => self.1.insert(pair, answer),
        };
        true
    }

    fn part(&mut self, party: &PartyId, side: BTreeSet<PartyRef>, parties: &BTreeMap<PartyRef, PartyId>) {
        let whole = parties.iter().filter(|(_, of)| *of == party).map(|(name, _)| name.clone());
        let other: BTreeSet<_> = whole.filter(|name| !side.contains(name)).collect();
        let stays = other.iter().any(|name| nth_id(&name.source, &name.key, 0) == *party);
        let go = if stays { side } else { other };
        let least = go.first().unwrap();
        let to = free_id(&least.source, &least.key, &parties.values().cloned().collect());
        for (source, feed) in sources().iter().zip(&mut self.0) {
            let keys: Vec<_> = go.iter().filter(|name| name.source == *source).map(|name| name.key.clone()).collect();
            feed.part(&keys, party, &to);
        }
    }

    fn links(&self) -> Vec<Link> {
        self.1.iter().map(|((first, second), state)| Link::new(first.clone(), second.clone(), *state)).collect()
    }

    fn proposals(&self) -> Vec<Link> {
        let names = self.names();
        let shy = |party: &PartyId| names.values().any(|name| name.party == *party && name.described.protected);
        let refused = |a: &PartyId, b: &PartyId| {
            self.1.iter().any(|((first, second), state)| {
                let sides = (&names[first].party, &names[second].party);
                *state == LinkState::Refused && (sides == (a, b) || sides == (b, a))
            })
        };
        let mut proposed = Vec::new();
        for ours in names.keys().filter(|name| name.source == haikkala().id) {
            let theirs = PartyRef { source: kaarna().id, key: ours.key.clone() };
            let Some(there) = names.get(&theirs) else { continue };
            let (a, b) = (&names[ours].party, &there.party);
            if a != b && *a != me() && *b != me() && !shy(a) && !shy(b) && !refused(a, b) {
                proposed.push(Link::new(ours.clone(), theirs, LinkState::Proposed));
            }
        }
        proposed
    }

    fn named_elsewhere(&self, source: usize) -> BTreeSet<PartyId> {
        self.0[1 - source].names.values().map(|name| name.party.clone()).collect()
    }

    fn rows(&self) -> Vec<(InboxRow, bool)> {
        let mut rows = Vec::new();
        for (source, feed) in sources().iter().zip(&self.0) {
            for ((kind, remote), held) in &feed.held {
                let Some(headline) = Headline::of(&held.record) else { continue };
                let speaks = |other: &Held| {
                    other.party == held.party
                        && other.record.kind() != RecordKind::Case
                        && other.record.case() == Some(remote)
                };
                let hidden = *kind == RecordKind::Case && feed.held.values().any(speaks);
                let row = InboxRow {
                    key: RecordKey { source: source.clone(), kind: *kind, id: remote.clone() },
                    party: held.party.clone(),
                    is_new: held.unopened && headline.can_be_new,
                    gone: held.gone,
                    headline,
                    marks: Marks::default(),
                    mismatch: false,
                };
                rows.push((row, hidden));
            }
        }
        rows
    }

    fn group(&self, group: Group) -> Vec<InboxRow> {
        let mut rows: Vec<_> = self
            .rows()
            .into_iter()
            .filter(|(row, hidden)| !hidden && row.headline.group(row.is_new, today()) == group)
            .map(|(row, _)| row)
            .collect();
        rows.sort_by_key(|row| {
            let by_day = (group == Group::NeedsYou).then(|| {
                let day = row.headline.need.day();
                (day.is_none(), day)
            });
            (by_day, by_time(row))
        });
        rows
    }

    fn cases(&self) -> Vec<InboxRow> {
        let mut rows: Vec<_> = self
            .rows()
            .into_iter()
            .map(|(row, _)| row)
            .filter(|row| matches!(row.key.kind, RecordKind::Case | RecordKind::ServiceRequest))
            .collect();
        rows.sort_by_key(by_time);
        rows
    }

    fn assert_is(&self, seen: &Picture) {
        assert_eq!(seen.groups[0], self.group(Group::NeedsYou), "needs you");
        assert_eq!(seen.groups[1], self.group(Group::New), "new");
        assert_eq!(seen.groups[2], self.group(Group::Rest), "rest");
        assert_eq!(seen.cases, self.cases(), "cases");

        let mut records = BTreeMap::new();
        let mut told = Vec::new();
        let mut refs = BTreeMap::new();
        for (source, feed) in sources().iter().zip(&self.0) {
            for ((kind, remote), held) in &feed.held {
                let stored = StoredRecord {
                    party: held.party.clone(),
                    record: held.record.clone(),
                    is_new: Headline::of(&held.record).is_some_and(|headline| headline.can_be_new && held.unopened),
                    gone: held.gone,
                    received_at: DateTime::UNIX_EPOCH,
                    marks: Marks::default(),
                    is_quiet: false,
                    archived_at: None,
                    signature_due: false,
                };
                records.insert(RecordKey { source: source.clone(), kind: *kind, id: remote.clone() }, stored);
            }
            for ((party, kind, remote), (reason, title, _)) in &feed.told {
                let key = RecordKey { source: source.clone(), kind: *kind, id: remote.clone() };
                told.push((party.clone(), key, *reason, title.clone()));
            }
            for (key, name) in &feed.names {
                refs.insert((source.clone(), key.clone()), (name.party.clone(), name.described.protected));
            }
        }
        assert_eq!(seen.records, records, "records");
        told.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        let seen_told: Vec<_> =
            seen.told.iter().map(|row| (row.party.clone(), row.key.clone(), row.reason, row.title.clone())).collect();
        assert_eq!(seen_told, told, "told");

        let mut vaults: BTreeSet<String> = BTreeSet::from(["me.db".to_owned()]);
        vaults.extend(refs.values().map(|(party, _)| format!("{party}.db")));
        assert_eq!(seen.vaults, vaults.into_iter().collect::<Vec<_>>(), "files");

        assert_eq!(seen.parties[0].id, me());
        let mut seen_refs = BTreeMap::new();
        for party in &seen.parties {
            for name in &party.refs {
                let protected = refs.values().any(|(of, protected)| *of == party.id && *protected);
                assert_eq!(party.protected, protected);
                let own = refs.get(&(name.source.clone(), name.key.clone())).is_some_and(|(_, protected)| *protected);
                seen_refs.insert((name.source.clone(), name.key.clone()), (party.id.clone(), own));
            }
        }
        assert_eq!(seen_refs, refs, "parties");

        for (place, feed) in self.0.iter().enumerate() {
            assert_eq!(seen.cursors[place].1, feed.cursor, "cursor");
            let set_apart: Vec<_> = feed.unreadable.values().map(|(found, _)| found.clone()).collect();
            assert_eq!(seen.quarantined[place].1, set_apart, "quarantine");
        }
    }
}

impl Model {
    /// A crash between the files of a move may send a source back to read again what it has brought before.
    fn read_again(&mut self, store: &Store) {
        let place =
            |cursor: &Option<Cursor>| cursor.as_ref().map_or(0, |cursor| cursor.as_str().parse().unwrap_or(0_u32));
        for (source, feed) in sources().into_iter().zip(&mut self.0) {
            let cursor = store.source(&source).unwrap().and_then(|source| source.cursor);
            if place(&cursor) < place(&feed.cursor) {
                feed.cursor = cursor;
            }
        }
    }
}

fn by_time(row: &InboxRow) -> (i64, String, &'static str, String) {
    let key = &row.key;
    (-row.headline.at.sort_key(), key.source.to_string(), key.kind.name(), key.id.to_string())
}

// --------------------------------------------------------------------------------------------------------- the run

fn all_keys() -> Vec<RecordKey> {
    let items = KINDS.iter().flat_map(|kind| IDS.iter().map(|name| (*kind, *name)));
    let people = PEOPLE.iter().map(|(key, _)| (RecordKind::Party, *key));
    let both: Vec<_> = items.chain(people).collect();
    sources()
        .into_iter()
        .flat_map(|source| {
            both.iter().map(move |(kind, name)| RecordKey { source: source.clone(), kind: *kind, id: id(name) })
        })
        .collect()
}

/// Runs with the fault set, and again after a new start if it was stopped.
fn despite_faults(
    device: &Device,
    store: Store,
    stop_after: Option<u32>,
    act: impl Fn(&Store) -> Result<(), StoreError>,
) -> Store {
    *store.inner().faults.steps_left.lock().unwrap() = stop_after;
    let done = act(&store);
    *store.inner().faults.steps_left.lock().unwrap() = None;
    match done {
        Ok(()) => store,
        Err(StoreError::Stopped) => {
            drop(store);
            let store = device.open();
            act(&store).unwrap();
            store
        }
        Err(other) => panic!("{other}"),
    }
}

fn run(events: Vec<Event>) {
    let device = Device::new();
    let mut store = device.open();
    let connect = |store: &Store| [haikkala(), kaarna()].iter().for_each(|source| store.enrol_source(source).unwrap());
    connect(&store);
    let mut model = Model::default();
    let mut pages = 0;
    for event in events {
        match event {
            Event::Page { source, changes, unreadable, more, stop_after } => {
                pages += 1;
                let mut page = Page { more, ..page(&pages.to_string(), changes) };
                if unreadable {
                    page.quarantined.push(Quarantined {
                        kind: None,
                        id: None,
                        reason: QuarantineReason::Malformed,
                        detail: "line 1".into(),
                    });
                }
                let name = sources()[source].clone();
                store = despite_faults(&device, store, stop_after, |store| {
                    // Stopped after the cursor moved, the page does not come again.
                    let cursor = store.source(&name)?.and_then(|source| source.cursor);
                    if cursor.as_ref() == Some(&page.next) {
                        return Ok(());
                    }
                    store.apply_page(&name, &page, None, now()).map(drop)
                });
                model.take(source, &page);
            }
            Event::Restart(source) => {
                store.restart_feed(&sources()[source]).unwrap();
                let feed = &mut model.0[source];
                feed.cursor = None;
                feed.generation += 1;
                feed.pass_complete = false;
            }
            Event::Open(source, kind, name) => {
                let key = RecordKey { source: sources()[source].clone(), kind, id: id(name) };
                let news = store.mark_opened(&key, now()).unwrap();
                let held = model.0[source].held.get_mut(&(kind, id(name)));
                assert_eq!(news, held.as_ref().is_some_and(|held| !held.opened), "opened");
                if let Some(held) = held {
                    held.unopened = false;
                    held.opened = true;
                }
            }
            Event::Answer { one, other, state, stop_after } => {
                let [one, other] =
                    [one, other].map(|(source, key)| PartyRef { source: sources()[source].clone(), key: id(key) });
                let taken = std::cell::Cell::new(true);
                store = despite_faults(&device, store, stop_after, |store| {
                    let answered = store.answer_link(&one, &other, state, now());
                    taken.set(!matches!(answered, Err(StoreError::Absent(_) | StoreError::Unanswerable(_))));
                    if taken.get() { answered } else { Ok(()) }
                });
                assert_eq!(taken.get(), model.answer(one, other, state), "taken");
                if stop_after.is_some() {
                    model.read_again(&store);
                }
            }
            Event::Reopen => {
                drop(store);
                store = device.open();
            }
            Event::Remove(source, stop_after) => {
                store = despite_faults(&device, store, stop_after, |store| store.remove_source(&sources()[source]));
                // Both, so that the order of connecting stays the order of the model.
                let other = 1 - source;
                store.remove_source(&sources()[other]).unwrap();
                connect(&store);
                model = Model::default();
            }
        }
        model.assert_is(&picture(&device, &store, &all_keys()));
        assert_eq!(store.links().unwrap(), model.links(), "links");
        assert_eq!(store.proposals().unwrap(), model.proposals(), "proposals");
    }
    assert!(store.damaged().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn the_store_is_what_the_model_says(events in proptest::collection::vec(any_event(), 1..24)) {
        run(events);
    }
}
