//! Writing one vault's part of a page, in one transaction.
//!
//! **What is new.** An item is new until it is opened on this device. When its source sends it again, it is new again
//! only if its time moved forward: an updated case is news, a corrected letter is not. In the first full pass of a
//! source into a vault, items older than [`NEWS_DAYS`] come in as known, so that nobody meets three years of bold.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    case::{Case, Depth},
    change::{Aftermath, Cursor, Quarantined, Tombstone, TombstoneReason},
    decision::Decision,
    id::{RecordKey, RecordKind, RemoteId, SourceId},
    inbox::Headline,
    mark::Shelf,
    record::Record,
    time::Moment,
};
use rusqlite::Connection;

use crate::{
    Applied,
    data_uses::{self, Watch},
    error::Result,
    plan::Write,
    reminders,
    table::{
        document, headline,
        headline::{Memory, day_number},
        labelled, lookup, mark, opened, outgoing, progress, record,
        record::{Stored, Version},
        reminder, replacement,
        search::{self, Entry},
        signature, told,
    },
};

/// How old an item may be and still count as news in a first full pass.
const NEWS_DAYS: i64 = 30;

/// What one page is, for the vault.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) source: &'a SourceId,
    pub(crate) page: i64,
    pub(crate) generation: i64,
    pub(crate) next: &'a Cursor,
    pub(crate) received_at: DateTime<Utc>,
    /// The vault has not had a full pass of this source.
    pub(crate) first_pass: bool,
    /// This page ends a new reading: what it did not bring goes.
    pub(crate) sweep: bool,
    /// What the reading brought and could not be read. The last version that could is not taken from the resident.
    pub(crate) spared: &'a BTreeSet<(RecordKind, RemoteId)>,
}

/// What became of a vault's part of a page.
#[derive(Debug, Default)]
pub(crate) struct Written {
    /// Items that came, changed or went.
    pub(crate) items: BTreeSet<RecordKey>,
    /// Items that are news by this page.
    pub(crate) arrived: BTreeSet<RecordKey>,
    pub(crate) upserted: u32,
    pub(crate) erased: u32,
    /// Whether the vault changed at all.
    pub(crate) touched: bool,
    /// Whether uses of data, consents or lookups changed.
    pub(crate) data_uses: bool,
    /// How many lookups came that are news.
    pub(crate) lookups: u32,
    /// What came back from the archive because the resident is needed.
    pub(crate) returned: BTreeSet<RecordKey>,
    /// Words of what can be found by it, each text with blanks between.
    pub(crate) words: Vec<String>,
}

impl Written {
    pub(crate) fn add_to(self, applied: &mut Applied) {
        applied.items.extend(self.items);
        applied.arrived.extend(self.arrived);
        applied.returned.extend(self.returned);
        applied.data_uses |= self.data_uses;
        applied.lookups += self.lookups;
        applied.upserted += self.upserted;
        applied.erased += self.erased;
    }
}

/// Writes the vault's part of a page and its own copy of the cursor.
pub(crate) fn write(vault: &Connection, context: Context<'_>, writes: &[Write<'_>]) -> Result<Written> {
    let mut page = Pass {
        vault,
        context,
        written: Written::default(),
        cases: BTreeSet::new(),
        indexed: BTreeMap::new(),
        watch: Watch::default(),
    };
    for write in writes {
        match write {
            Write::Put(record) => page.put(record)?,
            Write::Outline(record) => page.outline(record)?,
            Write::Evict(kind, id) => page.evict(*kind, id)?,
            Write::End(end) => page.end(end)?,
            Write::Forget(party) => page.forget(party)?,
            Write::Tell(end) => page.tell(end)?,
        }
    }
    if context.sweep {
        for old in record::older_than(vault, context.source, context.generation)? {
            if !page.is_spared(&old)? {
                page.erase(old.number, old.kind, &old.id)?;
            }
        }
    }
    page.settle()?;
    if page.written.touched {
        progress::set(vault, context.source, context.page, context.generation, context.next)?;
    }
    Ok(page.written)
}

/// Writes what a detail brought of a case, and erases what was in the case and is not any more. The cursor stays.
pub(crate) fn write_detail(
    vault: &Connection,
    context: Context<'_>,
    case: &RemoteId,
    writes: &[Write<'_>],
    spared: &[Quarantined],
) -> Result<Written> {
    let mut page = Pass {
        vault,
        context,
        written: Written::default(),
        cases: BTreeSet::new(),
        indexed: BTreeMap::new(),
        watch: Watch::default(),
    };
    let mut kept: BTreeSet<(RecordKind, &RemoteId)> =
        spared.iter().filter_map(|q| Some((q.kind?, q.id.as_ref()?))).collect();
    let mut is_whole = false;
    let before = record::find(vault, context.source, RecordKind::Case, case)?.filter(|before| !before.is_gone());
    let before = before.map(|before| before.record()).transpose()?;
    for write in writes {
        match write {
            Write::Put(record) | Write::Outline(record) => {
                page.put(record)?;
                kept.insert((record.kind(), record.id()));
                is_whole |= record.kind() == RecordKind::Case && record.id() == case;
            }
            Write::Evict(kind, id) => page.evict(*kind, id)?,
            Write::End(end) => {
                page.end(end)?;
                // What is said of a report belongs to it as to a case.
                is_whole |= matches!(end.kind, RecordKind::Case | RecordKind::ServiceRequest) && end.id == *case;
            }
            Write::Forget(_) | Write::Tell(_) => {}
        }
    }
    if is_whole {
        for (place, number) in headline::in_case(vault, context.source, case)? {
            let key = headline::key(&place)?;
            if !kept.contains(&(key.kind, &key.id)) {
                page.erase(number, key.kind, &key.id)?;
            }
        }
        // The resident has it in front of them.
        if let Some(number) = record::number(vault, context.source, RecordKind::Case, case)? {
            headline::set_opened(vault, number)?;
            opened::mark(vault, number, context.received_at)?;
            // The source knows: it was asked.
            opened::sent(vault, number)?;
        }
        page.cases.insert(case.clone());
    }
    let detail = detail_of(writes, case);
    if let Some(before) = before.filter(|before| detail.is_some() && revised_at(before) > detail) {
        // The list told of a later version while this one was on its way.
        page.outline(&before)?;
    }
    page.settle()?;
    Ok(page.written)
}

/// When the case of a detail last changed.
fn detail_of(writes: &[Write<'_>], case: &RemoteId) -> Option<i64> {
    let records = writes.iter().filter_map(|write| match write {
        Write::Put(record) | Write::Outline(record) => Some(record),
        _ => None,
    });
    records.filter(|record| record.id() == case).find_map(|record| revised_at(record))
}

/// When a case last changed, in milliseconds since 1970, where its source tells.
fn revised_at(record: &Record) -> Option<i64> {
    match record {
        Record::Case(case) => case.coverage.revised_at.map(Moment::sort_key),
        _ => None,
    }
}

/// Writes a record of the vault anew, as the app itself has changed it.
pub(crate) fn rewrite(vault: &Connection, context: Context<'_>, record: &Record) -> Result<Written> {
    let mut page = Pass {
        vault,
        context,
        written: Written::default(),
        cases: BTreeSet::new(),
        indexed: BTreeMap::new(),
        watch: Watch::default(),
    };
    page.put(record)?;
    page.settle()?;
    Ok(page.written)
}

/// A record out of an archive.
#[derive(Clone, Debug, PartialEq)]
pub struct ArchivedRecord {
    /// The record.
    pub record: Record,
    /// Why its source no longer had it, if so.
    pub gone: Option<TombstoneReason>,
}

/// Writes records out of an archive that was made then. What the vault has already it keeps.
pub(crate) fn write_archived(
    vault: &Connection,
    context: Context<'_>,
    made_at: DateTime<Utc>,
    records: &[&ArchivedRecord],
) -> Result<Written> {
    let mut page = Pass {
        vault,
        context,
        written: Written::default(),
        cases: BTreeSet::new(),
        indexed: BTreeMap::new(),
        watch: Watch::default(),
    };
    for archived in records {
        let (kind, id) = (archived.record.kind(), archived.record.id());
        if record::number(vault, context.source, kind, id)?.is_some() {
            continue;
        }
        page.put(&archived.record)?;
        let Some(number) = record::number(vault, context.source, kind, id)? else { continue };
        record::set_archived(vault, number, Some(made_at))?;
        headline::set_opened(vault, number)?;
        if let Some(reason) = archived.gone {
            record::set_gone(vault, number, reason)?;
            headline::set_gone(vault, number, reason)?;
        }
    }
    page.settle()?;
    Ok(page.written)
}

struct Pass<'a> {
    vault: &'a Connection,
    context: Context<'a>,
    written: Written,
    /// Cases that something came to or left.
    cases: BTreeSet<RemoteId>,
    /// Items that came or changed, by number: they go into the word index together.
    indexed: BTreeMap<i64, Entry>,
    /// What lookups are held against.
    watch: Watch,
}

impl Pass<'_> {
    fn settle(&mut self) -> Result<()> {
        self.cases.iter().try_for_each(|case| headline::settle_case(self.vault, self.context.source, case))?;
        self.written.words = search::put_all(self.vault, std::mem::take(&mut self.indexed))?;
        Ok(())
    }

    /// What a detail has brought stays, with everything in its case.
    fn outline(&mut self, record: &Record) -> Result<()> {
        let before = record::find(self.vault, self.context.source, record.kind(), record.id())?;
        let Some(before) = before.filter(|before| !before.is_gone()) else { return self.put(record) };
        let had = before.record()?;
        let has = record.clone().outlined(&had);
        self.put(&has)?;
        let (Record::Case(had), Record::Case(has)) = (&had, &has) else { return Ok(()) };
        if before.generation != self.context.generation {
            self.written.touched |=
                record::set_generation_within(self.vault, self.context.source, &has.id, self.context.generation)?;
        }
        if has.coverage.depth == Depth::Outgrown && had.coverage.depth != Depth::Outgrown {
            self.outgrow(has)?;
        }
        Ok(())
    }

    /// What is in the case is older than the case from now on.
    fn outgrow(&mut self, case: &Case) -> Result<()> {
        for (place, _) in headline::in_case(self.vault, self.context.source, &case.id)? {
            let key = headline::key(&place)?;
            if let Some(found) = record::find(self.vault, self.context.source, key.kind, &key.id)? {
                self.put(&found.record()?.outgrown(case))?;
            }
        }
        Ok(())
    }

    fn put(&mut self, record: &Record) -> Result<()> {
        let before = record::find(self.vault, self.context.source, record.kind(), record.id())?;
        let envelope = self.envelope(record, before.as_ref())?;
        let remembering = envelope.as_ref().map(|envelope| record.clone().remembering(envelope));
        let record = remembering.as_ref().unwrap_or(record);
        let payload = serde_json::to_string(record)?;
        if let Some(before) = &before
            && before.payload == payload
            && !before.is_gone()
        {
            return self.seen_again(before);
        }
        let version = Version {
            source: self.context.source,
            record,
            payload: &payload,
            generation: self.context.generation,
            received_at: self.context.received_at,
        };
        let number = if let Some(before) = &before {
            record::update(self.vault, before.number, &version)?;
            before.number
        } else {
            told::remove(self.vault, self.context.source, record.kind(), record.id())?;
            record::insert(self.vault, &version)?
        };
        let headline = Headline::of(record);
        let opened = envelope.is_some() && matches!(record, Record::Decision(_));
        let newest = self.put_headline(number, (before.is_some(), opened), record, headline.as_ref())?;
        if before.is_some() {
            document::put_all(self.vault, self.context.source, number, newest, record.documents())?;
        } else {
            document::insert_all(self.vault, self.context.source, number, newest, record.documents())?;
        }
        if let Record::Decision(decision) = record {
            self.note_decision(number, decision)?;
        }
        if let Some(headline) = headline {
            let files = if before.is_some() { search::files(self.vault, number)? } else { Vec::new() };
            self.indexed.insert(number, search::of(self.context.source, record, &headline, &files));
        }
        self.written.upserted += 1;
        self.touch(record.kind(), record.id());
        match record {
            Record::Lookup(lookup) => self.note_lookup(number, lookup),
            Record::DataUse(used) => {
                self.watch.forget();
                self.watch_again(Some(&used.id), used.consent.as_ref())
            }
            Record::Consent(consent) => {
                self.watch.forget();
                self.watch_again(consent.data_use.as_ref(), Some(&consent.id))
            }
            Record::Case(case) => case.reviews.iter().try_for_each(|decision| self.put_to_rest(decision)),
            Record::Decision(decision) => self.touch_reviewed(decision.case.as_ref()),
            _ => Ok(()),
        }
    }

    /// What was decided on a request for review is shown with the decision whose review it was, too.
    fn touch_reviewed(&mut self, case: Option<&RemoteId>) -> Result<()> {
        let Some(case) = case else { return Ok(()) };
        if let Some(reviewed) = record::reviewed_by(self.vault, self.context.source, case)? {
            self.touch(RecordKind::Decision, &reviewed);
        }
        Ok(())
    }

    /// A decision whose review was requested waits for nobody, and waits again when that was withdrawn.
    fn put_to_rest(&mut self, decision: &RemoteId) -> Result<()> {
        let key = self.key(RecordKind::Decision, decision);
        if let Some(number) = record::number(self.vault, &key.source, key.kind, &key.id)? {
            reminders::set_waiting(self.vault, number, &key)?;
            self.touch(key.kind, &key.id);
        }
        Ok(())
    }

    /// A lookup is news while it is young, as an item is.
    fn note_lookup(&mut self, number: i64, found: &domain::lookup::Lookup) -> Result<()> {
        let oldest = self.context.received_at - TimeDelta::days(NEWS_DAYS);
        let is_news = !self.context.first_pass || found.at.sort_key() >= oldest.timestamp_millis();
        let before = lookup::noted(self.vault, number)?;
        let is_new = before.as_ref().map_or(is_news, |before| before.is_new);
        self.written.lookups += u32::from(is_news && before.is_none());
        let (flag, consent) = self.watch.judge(self.vault, self.context.source, found)?;
        let words = data_uses::words(found);
        let noted = lookup::Noted { flag, is_new };
        lookup::put(self.vault, number, self.context.source, found, (consent.as_ref(), &words), &noted)
    }

    /// Lookups of a use or a consent that has changed are held against it once more.
    fn watch_again(&mut self, data_use: Option<&RemoteId>, consent: Option<&RemoteId>) -> Result<()> {
        for (number, payload) in lookup::concerned(self.vault, self.context.source, data_use, consent)? {
            if let Record::Lookup(found) = serde_json::from_str(&payload)? {
                let (flag, consent) = self.watch.judge(self.vault, self.context.source, &found)?;
                lookup::set_flag(self.vault, number, consent.as_ref(), flag)?;
            }
        }
        Ok(())
    }

    fn note_decision(&mut self, number: i64, decision: &Decision) -> Result<()> {
        match decision.signature {
            Some(_) => signature::put(self.vault, number, self.context.source)?,
            None => signature::remove(self.vault, number)?,
        }
        let earlier = decision.replaces.as_ref().map(|replaced| &replaced.decision);
        if let Some(earlier) = earlier {
            // Its page says that it was replaced.
            self.touch(RecordKind::Decision, earlier);
        }
        replacement::put(self.vault, number, self.context.source, earlier)
    }

    /// The envelope in whose place a decision, or another version of the envelope, comes.
    fn envelope(&self, record: &Record, before: Option<&Stored>) -> Result<Option<Record>> {
        let (RecordKind::Decision, Some(before)) = (record.kind(), before) else { return Ok(None) };
        // What belongs to no page the app itself has written, and knows what it writes.
        if self.context.page == 0 {
            return Ok(None);
        }
        // Most decisions were never sealed, and are not read for it.
        if !before.payload.starts_with("{\"kind\":\"sealed\"") {
            return Ok(None);
        }
        before.record().map(Some)
    }

    fn seen_again(&mut self, before: &Stored) -> Result<()> {
        if before.is_archived() {
            record::set_archived(self.vault, before.number, None)?;
            self.written.touched = true;
        }
        if before.generation != self.context.generation {
            record::set_generation(self.vault, before.number, self.context.generation)?;
            self.written.touched = true;
        }
        Ok(())
    }

    /// Writes the headline. `known`: the record was here before; `opened`: as an envelope, and this is what was inside, which nobody has
    /// read.
    fn put_headline(
        &mut self,
        number: i64,
        (known, opened): (bool, bool),
        record: &Record,
        headline: Option<&Headline>,
    ) -> Result<i64> {
        let before = if known { headline::memory(self.vault, number)? } else { None };
        if let Some((_, case)) = &before {
            self.cases.extend(case.clone());
        }
        let Some(headline) = headline else {
            headline::remove(self.vault, number)?;
            self.indexed.remove(&number);
            return Ok(0);
        };
        self.cases.extend(record.case().cloned());
        let newest = -headline.at.sort_key();
        let (source, kind, id) = (self.context.source, record.kind(), record.id());
        let today = self.context.received_at.date_naive();
        let waits = headline.need.waits_on(today);
        let is_loud = waits || !self.is_muted(record)?;
        let (mut memory, is_news, asks) = if let Some((before, _)) = before {
            let forward = opened || newest < before.newest;
            if forward {
                opened::forget(self.vault, number)?;
                labelled::moved_to(self.vault, source, kind, id, newest)?;
            }
            let unopened = before.unopened || forward;
            let new = unopened && (is_loud || before.new && !forward);
            let asks = waits && (forward || !before.waited_on(day_number(today)));
            (Memory { newest, unopened, new, ..before }, forward, asks)
        } else {
            // A reading may have missed it, and the resident's marks have stayed.
            let own = mark::get(self.vault, source, kind, id)?;
            let is_archived = own.shelf == Shelf::Archive;
            labelled::moved_to(self.vault, source, kind, id, newest)?;
            let is_news = !self.is_old_news(headline);
            let fresh = Memory::fresh(newest, is_news, is_archived, own.pinned);
            (Memory { new: is_news && is_loud, ..fresh }, is_news, waits && is_news && !is_archived)
        };
        if asks {
            self.bring_back(record, &mut memory)?;
        }
        if is_news && is_loud && headline.can_be_new {
            self.written.arrived.insert(self.key(record.kind(), record.id()));
        }
        headline::put(self.vault, number, self.context.source, record, headline, memory)?;
        let same_day = memory.day == headline.need.day().map_or(headline::NO_DAY, day_number);
        reminders::keep_at_rest(self.vault, number, &self.key(kind, id), same_day)?;
        Ok(newest)
    }

    fn is_muted(&self, record: &Record) -> Result<bool> {
        match record.case() {
            Some(case) => mark::is_muted(self.vault, self.context.source, case),
            None => Ok(false),
        }
    }

    /// What needs the resident is not left in the archive, nor is its case.
    fn bring_back(&mut self, record: &Record, memory: &mut Memory) -> Result<()> {
        let (source, kind, id) = (self.context.source, record.kind(), record.id());
        if mark::bring_back(self.vault, source, kind, id)? {
            memory.filed = 0;
            memory.shown = 1 + i64::from(memory.pinned);
            self.written.returned.insert(self.key(kind, id));
        }
        if let Some(case) = record.case()
            && kind != RecordKind::Case
            && mark::bring_back(self.vault, source, RecordKind::Case, case)?
        {
            headline::bring_back_case(self.vault, source, case)?;
            self.touch(RecordKind::Case, case);
            self.written.returned.insert(self.key(RecordKind::Case, case));
        }
        Ok(())
    }

    fn is_old_news(&self, headline: &Headline) -> bool {
        let oldest = self.context.received_at - TimeDelta::days(NEWS_DAYS);
        self.context.first_pass && headline.at.sort_key() < oldest.timestamp_millis()
    }

    fn evict(&mut self, kind: RecordKind, id: &RemoteId) -> Result<()> {
        match record::number(self.vault, self.context.source, kind, id)? {
            Some(number) => self.erase_marked(number, kind, id),
            None => Ok(()),
        }
    }

    fn end(&mut self, end: &Tombstone) -> Result<()> {
        let Some(found) = record::find(self.vault, self.context.source, end.kind, &end.id)? else { return Ok(()) };
        let record = found.record()?;
        let served = matches!(&record, Record::Decision(decision) if decision.is_served());
        match end.reason.aftermath(end.kind, served) {
            Aftermath::Keep if found.gone()? == Some(end.reason) => Ok(()),
            Aftermath::Keep => self.mark_gone(found.number, end),
            Aftermath::Erase => self.erase_marked(found.number, end.kind, &end.id),
            Aftermath::EraseAndTell => {
                let title = Headline::of(&record).map(|headline| headline.title);
                let (source, at) = (self.context.source, self.context.received_at);
                told::put(self.vault, source, record.party(), end, at, title.as_ref())?;
                self.erase_marked(found.number, end.kind, &end.id)
            }
        }
    }

    fn mark_gone(&mut self, number: i64, end: &Tombstone) -> Result<()> {
        let reason: TombstoneReason = end.reason;
        record::set_gone(self.vault, number, reason)?;
        headline::set_gone(self.vault, number, reason)?;
        self.touch(end.kind, &end.id);
        Ok(())
    }

    fn forget(&mut self, party: &RemoteId) -> Result<()> {
        for of_party in record::of_party(self.vault, self.context.source, party)? {
            self.erase(of_party.number, of_party.kind, &of_party.id)?;
        }
        told::remove_party(self.vault, self.context.source, party)?;
        outgoing::remove_party(self.vault, self.context.source, party)?;
        mark::remove_party(self.vault, self.context.source, party)?;
        labelled::remove_party(self.vault, self.context.source, party)?;
        reminder::remove_party(self.vault, self.context.source, party)?;
        self.written.touched = true;
        Ok(())
    }

    fn tell(&mut self, end: &Tombstone) -> Result<()> {
        told::put(self.vault, self.context.source, None, end, self.context.received_at, None)?;
        self.written.touched = true;
        Ok(())
    }

    fn erase(&mut self, number: i64, kind: RecordKind, id: &RemoteId) -> Result<()> {
        if let Some((_, case)) = headline::memory(self.vault, number)? {
            self.cases.extend(case);
        }
        record::erase(self.vault, number)?;
        self.indexed.remove(&number);
        self.written.erased += 1;
        self.touch(kind, id);
        Ok(())
    }

    /// Erases what its source says is gone, with what the resident has marked of it.
    fn erase_marked(&mut self, number: i64, kind: RecordKind, id: &RemoteId) -> Result<()> {
        mark::remove(self.vault, self.context.source, kind, id)?;
        labelled::remove(self.vault, self.context.source, kind, id)?;
        reminder::remove(self.vault, self.context.source, kind, id)?;
        self.erase(number, kind, id)
    }

    /// Whether it came and could not be read, or belongs to a case that did. Sources without a feed send a case whole.
    fn is_spared(&self, old: &record::Named) -> Result<bool> {
        let spared = self.context.spared;
        if spared.is_empty() || spared.contains(&(old.kind, old.id.clone())) {
            return Ok(!spared.is_empty());
        }
        let case = headline::memory(self.vault, old.number)?.and_then(|(_, case)| case);
        Ok(case.is_some_and(|case| spared.contains(&(RecordKind::Case, case))))
    }

    fn touch(&mut self, kind: RecordKind, id: &RemoteId) {
        self.written.touched = true;
        self.written.data_uses |= kind.is_of_data();
        if kind.is_item() {
            self.written.items.insert(self.key(kind, id));
        }
    }

    fn key(&self, kind: RecordKind, id: &RemoteId) -> RecordKey {
        RecordKey { source: self.context.source.clone(), kind, id: id.clone() }
    }
}
