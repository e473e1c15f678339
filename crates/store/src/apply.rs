//! Taking in one page of changes, over several files.
//!
//! SQLite's transactions end at the file, and a page may concern several vaults. So a page is written in steps, in an
//! order in which a crash between any two leaves a state from which the same page can simply be taken in again:
//!
//! 1. **Profile:** keys for the vaults of new parties, and their refs. A ref without records is harmless: the page that
//!    introduced it will come again, because the cursor has not moved.
//! 2. **Each vault:** its records, and *its own copy of the cursor*, in one transaction. Which vaults have been written
//!    does not matter: the page comes again and every write is **idempotent**. An upsert that says what is stored
//!    already changes nothing; a tombstone for what is not there does nothing; what the resident did meanwhile (opened
//!    an item) is only touched by a version that moves forward in time, and the same version does not.
//! 3. **Profile, last:** the cursor that the next pull uses, refs and vault keys that end, the quarantine, and for each
//!    vault the number of the page that wrote to it. From here on the page is taken in.
//! 4. **Files** of ended vaults are removed. Their keys are gone since step 3, so this is tidying; the next start
//!    sweeps away whatever no key opens.
//!
//! **Power failure.** Vaults do not wait for the disk at every commit (`synchronous = normal`), the profile does. A vault
//! may then come back without its latest pages while the profile remembers them. The page numbers tell: at the next
//! start, a vault whose own number is lower than the profile's sends its source back to the vault's own copy of the
//! cursor, and what was lost comes again. The same heals a vault file that came back from an old copy. In the middle of a
//! pass the profile does not wait either, while a page changes nothing there but the cursor: what it may then forget is
//! only that a page was taken in.
//!
//! **The end of a right to act** is told, and what was not sent is counted before the rows go: step 1 notes it in the
//! profile, step 3 makes the note good (see also `rights.rs`, for rights that end by themselves).
//!
//! **A new reading (410).** [`Store::restart_feed`] begins a new generation. Records keep the generation in which they
//! were last seen; the page that reaches the end removes, in the same transactions, what is of an older one. Until then
//! the old copy stays readable. What a detail brought into a case is as new as the case; of what came and cannot be read the last
//! readable copy stays. The sweep counts as done only when step 3 is; a crash before it repeats it.
//!
//! **A damaged vault** is passed over, so that the others go on. Its pages are not lost: it can only come back by
//! [`Store::quarantine_vault`], which has all its sources read again from the beginning.

use std::{
    collections::{BTreeMap, BTreeSet},
    panic::resume_unwind,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use chrono::{DateTime, Utc};
use domain::{
    change::{Page, QuarantineReason},
    id::{PartyId, PartyRef, RecordKey, RecordKind, RemoteId, SourceId},
};

use rusqlite::Transaction;

use crate::{
    error::{Result, StoreError},
    file,
    key::FileKey,
    plan::{self, Plan},
    put::{self, Context},
    source::remove_party,
    store::Store,
    table::{
        self,
        ended_right::{self, EndedRow},
        party_ref::Known,
        source::Reading,
        vault_progress::{self, Seen},
    },
};

/// Writes from which on a page is worth several threads; in tests, few.
const MUCH: usize = if cfg!(test) { 4 } else { 200 };

/// What a page changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Items that came, changed or went.
    pub items: Vec<RecordKey>,
    /// Items that are news by this page: never seen before, or moved forward in time.
    pub arrived: Vec<RecordKey>,
    /// Items and cases that came back from the archive because something in them needs the resident.
    pub returned: Vec<RecordKey>,
    /// Whether people or rights to act changed.
    pub parties: bool,
    /// Whether uses of data, consents or lookups changed.
    pub data_uses: bool,
    /// How many lookups came that are news.
    pub lookups: u32,
    /// How many rights to act have ended by this page, of which the resident is to be told.
    pub ended: u32,
    /// Whether a right that had ended by time is renewed: the source must be read again from its beginning, and will be.
    pub renewed: bool,
    /// Records that are new or different.
    pub upserted: u32,
    /// Records that were erased.
    pub erased: u32,
    /// Records that could not be taken in.
    pub quarantined: u32,
    /// Parties whose vaults are damaged and got nothing of this page.
    pub damaged: Vec<PartyId>,
}

impl Store {
    /// Takes in one page and moves the cursor past it. `etag` is the entity tag of the answer that brought it.
    ///
    /// [`StoreError::Absent`] when the source is not connected. After any error the cursor has not moved, and the same
    /// page can be taken in again.
    pub fn apply_page(
        &self,
        source: &SourceId,
        page: &Page,
        etag: Option<&str>,
        received_at: DateTime<Utc>,
    ) -> Result<Applied> {
        let _changing = self.change();
        self.take_in(source, page, etag, received_at, &BTreeSet::new())
    }

    /// Takes in one page while nothing else changes. `by_time` are names whose end the profile has noted already.
    pub(crate) fn take_in(
        &self,
        source: &SourceId,
        page: &Page,
        etag: Option<&str>,
        received_at: DateTime<Utc>,
        by_time: &BTreeSet<RemoteId>,
    ) -> Result<Applied> {
        self.settle_moves(&self.moving())?;
        let profile = &self.inner().profile;
        let before = profile.read(|profile| table::source::reading(profile, source))?;
        let before = before.ok_or(StoreError::Absent("source"))?;
        let known = profile.read(table::party_ref::all)?;
        let seen = profile.read(|profile| vault_progress::of_source(profile, source))?;
        let ends_pass = !page.more && !before.pass_complete;
        let sweep = (ends_pass && before.generation > 1).then_some(before.generation);

        let held = profile.read(|profile| ended_right::held(profile, source))?;
        let mut spared = BTreeSet::new();
        let mut unread_party = page.quarantined.iter().any(|found| found.kind == Some(RecordKind::Party));
        if let Some(generation) = sweep {
            spared.extend(profile.read(|profile| table::quarantine::unreadable(profile, source, generation))?);
            let found = page.quarantined.iter().filter(|found| found.reason != QuarantineReason::UnknownParty);
            spared.extend(found.filter_map(|found| Some((found.kind?, found.id.clone()?))));
            unread_party |=
                profile.read(|profile| table::quarantine::has(profile, source, RecordKind::Party, generation))?;
        }
        // While somebody cannot be read, nobody whom this reading does not name is taken for gone: it may be them.
        let plan = plan::plan(source, page, &known, &held, sweep.filter(|_| !unread_party));
        let ends = self.ends_of(source, &plan, &known, by_time, received_at)?;
        self.introduce(source, &plan, &known, &ends, before.generation)?;

        let now = Reading { page: before.page + 1, pass_complete: before.pass_complete || !page.more, ..before };
        let context = Context {
            source,
            page: now.page,
            generation: now.generation,
            next: &page.next,
            received_at,
            first_pass: true,
            sweep: sweep.is_some(),
            spared: &spared,
        };
        let mut applied = Applied {
            parties: plan.parties,
            ended: u32::try_from(plan.ended.len()).unwrap_or(u32::MAX),
            renewed: !plan.renewed.is_empty(),
            ..Applied::default()
        };
        let written = self.write_vaults(&plan, context, &seen, &mut applied)?;
        if before.pass_complete
            && plan.changes_nothing()
            && page.quarantined.is_empty()
            && !written.iter().any(|(_, touched)| *touched)
            && profile.read(|profile| table::source::is_at(profile, source, &page.next, etag))?
        {
            // A source that sends all it has each time: nothing new, nothing written.
            return Ok(applied);
        }
        let seen = seen_after(seen, &written, now.page, !page.more);
        self.settle(source, page, etag, received_at, now, &plan, &seen, &mut applied)?;
        self.inner().faults.step()?;
        self.remove_vault_files(&plan.ending);
        Ok(applied)
    }

    /// Step 1.
    pub(crate) fn introduce(
        &self,
        source: &SourceId,
        plan: &Plan<'_>,
        known: &[Known],
        ends: &[EndedRow],
        generation: i64,
    ) -> Result<()> {
        let mut news: Vec<Known> = plan
            .introduced
            .values()
            .map(|(id, party)| Known::new(source, id, party, generation))
            .filter(|introduced| !known.contains(introduced))
            .collect();
        if news.is_empty() && ends.is_empty() {
            return self.open_missing(plan);
        }
        news.sort_by(|a, b| a.party.cmp(&b.party));
        self.inner().profile.write(|profile| {
            for introduced in &news {
                if !self.has_vault(&introduced.party) {
                    let key = FileKey::random(self.inner().random.as_ref());
                    table::vault::insert(profile, &introduced.party, &key)?;
                }
                table::party_ref::put(profile, introduced)?;
            }
            for ended in ends {
                ended_right::begin(profile, ended)?;
            }
            self.inner().faults.step()
        })?;
        self.inner().faults.step()?;
        self.open_missing(plan)
    }

    /// Opens vaults that have a key and were not opened yet: those just made, and those whose making failed before.
    fn open_missing(&self, plan: &Plan<'_>) -> Result<()> {
        if plan.writes.keys().all(|party| self.has_vault(party)) {
            return Ok(());
        }
        self.open_unopened()
    }

    /// Opens every vault that has a key and is not open.
    pub(crate) fn open_unopened(&self) -> Result<()> {
        for (party, key) in self.inner().profile.read(table::vault::all)? {
            if !self.has_vault(&party) {
                self.open_vault(&party, key)?;
                self.inner().faults.step()?;
            }
        }
        Ok(())
    }

    /// Step 2.
    fn write_vaults(
        &self,
        plan: &Plan<'_>,
        context: Context<'_>,
        seen: &BTreeMap<PartyId, Seen>,
        applied: &mut Applied,
    ) -> Result<Vec<(PartyId, bool)>> {
        let mut parties: Vec<&PartyId> = plan.writes.keys().collect();
        if context.sweep {
            parties.extend(seen.keys().filter(|party| !plan.ending.contains(party)));
            parties.sort_unstable();
            parties.dedup();
        }
        let write = |party: &PartyId| {
            let context = Context { first_pass: !seen.get(party).is_some_and(|seen| seen.complete), ..context };
            let writes = plan.writes.get(party).map_or(&[][..], Vec::as_slice);
            let written = self.vault(party).map(|vault| {
                let mut written = vault.write(|vault| {
                    let written = put::write(vault, context, writes)?;
                    self.inner().faults.step()?;
                    Ok(written)
                })?;
                vault.learn_words(std::mem::take(&mut written.words));
                Ok(written)
            });
            self.inner().faults.step().and(written.transpose())
        };
        let mut touched = Vec::new();
        for (party, written) in side_by_side(&parties, plan.size(), write) {
            match written {
                Ok(Some(written)) => {
                    touched.push((party.clone(), written.touched));
                    written.add_to(applied);
                }
                Err(StoreError::Damaged { .. }) => {
                    self.mark_damaged(party, "cannot be written");
                    applied.damaged.push(party.clone());
                }
                Err(other) => return Err(other),
                Ok(None) => applied.damaged.push(party.clone()),
            }
        }
        Ok(touched)
    }

    /// Step 3.
    #[allow(clippy::too_many_arguments, reason = "one transaction that ends everything above")]
    fn settle(
        &self,
        source: &SourceId,
        page: &Page,
        etag: Option<&str>,
        received_at: DateTime<Utc>,
        now: Reading,
        plan: &Plan<'_>,
        seen: &BTreeMap<PartyId, Seen>,
        applied: &mut Applied,
    ) -> Result<()> {
        let step = |profile: &Transaction<'_>| {
            if !table::quarantine::is_empty(profile, source)? {
                for (kind, id) in &plan.resolved {
                    table::quarantine::resolve(profile, source, *kind, id)?;
                }
            }
            for found in plan.unknown.iter().chain(&page.quarantined) {
                table::quarantine::put(profile, source, found, now.generation, received_at)?;
                applied.quarantined += 1;
            }
            if !page.more {
                table::quarantine::sweep(profile, source, now.generation)?;
            }
            for key in &plan.dropped {
                let name = PartyRef { source: source.clone(), key: key.clone() };
                table::party_link::remove_name(profile, &name)?;
                table::party_ref::remove(profile, source, key)?;
            }
            Self::settle_rights(profile, source, plan)?;
            for (party, seen) in seen {
                vault_progress::set(profile, source, party, *seen)?;
            }
            for party in &plan.ending {
                remove_party(profile, party)?;
            }
            table::source::advance(profile, source, &page.next, etag, now)?;
            if !plan.renewed.is_empty() {
                table::source::restart(profile, source)?;
            }
            self.inner().faults.step()?;
            Self::end_set_aside(profile)
        };
        // In the middle of a pass only the cursor moves, and a page whose cursor was lost comes again.
        let only_cursor = page.more && plan.changes_nothing();
        let profile = &self.inner().profile;
        let recovered = if only_cursor { profile.write_lightly(step) } else { profile.write(step) }?;
        for party in &recovered {
            file::remove_database(&file::aside(&file::vault(&self.inner().dir, party)));
        }
        Ok(())
    }
}

impl Store {
    /// What the page says of rights, for the profile. A party that is back has nothing left to tell of.
    fn settle_rights(profile: &Transaction<'_>, source: &SourceId, plan: &Plan<'_>) -> Result<()> {
        let kept = ended_right::keys(profile, source)?;
        let introduced = plan.introduced.keys().filter(|key| kept.contains(*key));
        for back in introduced.chain(plan.renewed.iter().copied()) {
            ended_right::remove(profile, source, back)?;
        }
        for released in &plan.released {
            ended_right::release(profile, source, released)?;
        }
        for ended in plan.ended.keys() {
            ended_right::settle(profile, source, ended)?;
        }
        for named in &plan.mandated {
            table::party_ref::set_mandated(profile, source, named)?;
        }
        Ok(())
    }
}

/// Does `work` for each vault, on all processors when there is much of it: encrypting is most of the work, and vaults have
/// nothing to do with one another. The answers come in the order of the parties.
fn side_by_side<'a, T: Send>(
    parties: &[&'a PartyId],
    writes: usize,
    work: impl Fn(&PartyId) -> T + Sync,
) -> Vec<(&'a PartyId, T)> {
    let next = AtomicUsize::new(0);
    let take_turns = || {
        let turns = std::iter::from_fn(|| parties.get(next.fetch_add(1, Ordering::Relaxed)));
        turns.map(|party| (*party, work(party))).collect::<Vec<_>>()
    };
    let processors = if writes < MUCH { 1 } else { thread::available_parallelism().map_or(1, usize::from) };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..processors.min(parties.len())).map(|_| scope.spawn(take_turns)).collect();
        let mut done = take_turns();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(party, _)| *party);
    done
}

/// What each vault has seen after the page. When a page reaches the end, every vault has had its first full pass.
fn seen_after(
    mut seen: BTreeMap<PartyId, Seen>,
    written: &[(PartyId, bool)],
    page: i64,
    at_end: bool,
) -> BTreeMap<PartyId, Seen> {
    for (party, touched) in written {
        let seen = seen.entry(party.clone()).or_default();
        if *touched {
            seen.page = page;
        }
    }
    if at_end {
        seen.entry(Store::myself()).or_default();
        for seen in seen.values_mut() {
            seen.complete = true;
        }
    }
    seen
}
