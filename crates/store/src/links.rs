//! People whom several sources know, and moving what is theirs into one vault and apart again.
//!
//! Each name that a source uses is at first a party of its own with a vault of its own. The resident may **confirm**
//! that two names are one person, **refuse** it, or take either answer back. One person is one party and one vault file;
//! so a confirmation moves the rows of one vault into the other, which ends, and taking it back moves them out into a
//! vault with a new key. The resident's own party has no part in this: every source's name of the resident is theirs.
//!
//! **What is one person.** The names of a party other than the resident's are always tied by confirmed links, directly
//! or by way of others; apart from the answers themselves nothing needs to be remembered. When a name goes its answers
//! go, and names that were tied by way of it are tied to each other. No two names of a party are refused: a refusal that
//! the other links contradict is not taken, and a confirmation replaces the refusals between the two sides it joins.
//!
//! **Which vault.** Joined, the party of the lesser name of the link stays. Parted, the party stays with the side whose
//! name it was first called by, else with the lesser name's; the other side gets the id its least name comes first by.
//!
//! **Moving, over two files.** `party_ref` in the profile is the only word on where a name's rows belong, and it changes
//! in one transaction, together with the answer. Before it, the move has not happened; after it, it has. Each order
//! below leaves rows too many at a crash and never too few:
//!
//! * *Joining:* 1. the vault that stays is marked **unsettled**; 2. the rows are copied into it; 3. the profile: answer,
//!   refs, progress, the other vault's key goes, the mark goes; 4. the other vault's file is removed.
//! * *Parting:* 1. a new file, whose key is as yet only in memory, gets the rows; 2. the profile: answer, the key, refs,
//!   progress, and the old vault is marked unsettled; 3. the moved rows are erased from the old vault; 4. the mark goes.
//!
//! A crash before the profile's transaction leaves copies in an unsettled vault, or a file that no key opens. A crash
//! after it leaves rows in an unsettled vault, or a file that no key opens. Both are put right at the next start, and
//! before the next page: an unsettled vault loses what `party_ref` says belongs elsewhere, files without a key are
//! swept away. What was asked for before the transaction is asked for again by the resident, or the caller.
//!
//! Vaults do not wait for the disk at every commit, but here they do: on the strength of the copy the original is
//! deleted, and what only this device knew (what was opened, what is kept beyond its end) would come from nowhere else.
//!
//! **Meanwhile** no page is taken in, and writes to single items (an opened mark, a document's bytes) wait. Lists are
//! read on, and for a moment may show an item in both places or in neither. A vault that is damaged, or still being filled again after it was, takes no part: the answer is refused and
//! nothing changes.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, RwLockWriteGuard},
};

use chrono::{DateTime, Utc};
use domain::{
    id::{PartyId, PartyRef, RecordKind, SourceId},
    party::{self, Link, LinkState, Party},
    record::Record,
};
use rusqlite::Connection;

use crate::{
    database::Database,
    error::{Result, StoreError},
    file,
    key::FileKey,
    migration::Schema,
    moved,
    parties::{first_id, free_id},
    source::remove_party,
    store::Store,
    table::{
        self,
        party_link::{self, Answered},
        party_ref::{self, Known},
        vault_progress::{self, Seen},
    },
};

/// What the resident says of two names: the state, and when they said it. Taken back: nothing.
struct Answer {
    link: Link,
    at: Option<DateTime<Utc>>,
}

impl Answer {
    fn keep(&self, profile: &Connection) -> Result<()> {
        match self.at {
            Some(at) => party_link::put(profile, &self.link, at),
            None => party_link::remove(profile, &self.link),
        }
    }
}

impl Store {
    /// What the resident has said of pairs of names, by the names.
    pub fn links(&self) -> Result<Vec<Link>> {
        let answered = self.inner().profile.read(party_link::all)?;
        Ok(answered.into_iter().map(|answered| answered.link).collect())
    }

    /// Pairs of names that may be one person and of which nothing has been said: neither of the two, nor, by way of
    /// others, of the people they are. Never anybody whom any source protects.
    pub fn proposals(&self) -> Result<Vec<Link>> {
        let known = self.inner().profile.read(party_ref::all)?;
        let links = self.links()?;
        let party_of: BTreeMap<&PartyRef, &PartyId> = known.iter().map(|known| (&known.name, &known.party)).collect();
        let both = |link: &Link| {
            let (first, second) = link.ends();
            let (one, other) = (party_of.get(first)?, party_of.get(second)?);
            Some((*one.min(other), *one.max(other)))
        };
        let refused = links.iter().filter(|link| link.state == LinkState::Refused);
        let refused: BTreeSet<_> = refused.filter_map(both).collect();
        let mut proposed = party::propose(&self.described(&known)?, &links);
        proposed.retain(|link| both(link).is_some_and(|pair| pair.0 != pair.1 && !refused.contains(&pair)));
        Ok(proposed)
    }

    /// The resident says whether two names are one person; an earlier answer is replaced. `Proposed` is no answer and
    /// takes the earlier one back.
    ///
    /// [`StoreError::Absent`] when no source uses one of the names; [`StoreError::Unanswerable`] when one of them is the
    /// resident, both are the same, or a refusal contradicts other answers; [`StoreError::Damaged`] when one of the
    /// vaults is, or is still being filled again. After these nothing has changed.
    pub fn answer_link(&self, one: &PartyRef, other: &PartyRef, state: LinkState, at: DateTime<Utc>) -> Result<()> {
        let at = (state != LinkState::Proposed).then_some(at);
        self.decide(&Answer { link: Link::new(one.clone(), other.clone(), state), at })
    }

    /// Takes an answer back, so that the two names are two people again unless others tie them, and may be proposed
    /// again. Errors as [`Store::answer_link`].
    pub fn undo_link(&self, one: &PartyRef, other: &PartyRef) -> Result<()> {
        self.decide(&Answer { link: Link::new(one.clone(), other.clone(), LinkState::Proposed), at: None })
    }

    fn decide(&self, answer: &Answer) -> Result<()> {
        let _changing = self.change();
        let moving = self.moving();
        self.settle_moves(&moving)?;
        let known = self.inner().profile.read(party_ref::all)?;
        let (first, second) = answer.link.ends();
        let (one, other) = (party_of(&known, first)?, party_of(&known, second)?);
        if first == second {
            return Err(StoreError::Unanswerable("they are the same"));
        }
        if one == Store::myself() || other == Store::myself() {
            return Err(StoreError::Unanswerable("one of them is the resident"));
        }
        let answered = self.inner().profile.read(party_link::all)?;
        match answer.link.state {
            LinkState::Confirmed if one != other => self.join(answer, &known, &answered, &one, &other, &moving),
            LinkState::Refused | LinkState::Proposed if one == other => {
                self.part_or_keep(answer, &known, &answered, &one, &moving)
            }
            _ => self.inner().profile.write(|profile| answer.keep(profile)),
        }
    }

    /// Every party but the resident as its vault has it, without those whom any source protects.
    fn described(&self, known: &[Known]) -> Result<Vec<(PartyRef, Party)>> {
        let own = Self::myself();
        let hidden: BTreeSet<&PartyId> =
            known.iter().filter(|known| known.protected).map(|known| &known.party).chain([&own]).collect();
        let vaults = self.open_of(None)?.into_iter().filter(|(party, _)| !hidden.contains(party)).collect();
        let described = self.ask(vaults, |party, vault| {
            vault.read(|vault| {
                let mut described = Vec::new();
                for known in known.iter().filter(|known| known.party == *party) {
                    let name = &known.name;
                    let found = table::record::find(vault, &name.source, RecordKind::Party, &name.key)?;
                    if let Some(Record::Party(party)) = found.map(|found| found.record()).transpose()? {
                        described.push((name.clone(), party));
                    }
                }
                Ok(described)
            })
        })?;
        let mut described: Vec<_> = described.into_iter().flatten().collect();
        described.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(described)
    }

    /// The names of `from` become names of `to`.
    fn join(
        &self,
        answer: &Answer,
        known: &[Known],
        answered: &[Answered],
        to: &PartyId,
        from: &PartyId,
        moving: &RwLockWriteGuard<'_, ()>,
    ) -> Result<()> {
        let (stays, goes) = (self.whole(to)?, self.whole(from)?);
        let names = names_of(known, from);
        self.inner().profile.write(|profile| {
            table::vault::set_unsettled(profile, to, true)?;
            self.inner().faults.step()
        })?;
        let joined = self.inner().faults.step().and_then(|()| {
            let sources = self.inner().profile.read(|profile| vault_progress::of_party(profile, from))?;
            self.copy(&names, sources.keys(), &goes, &stays)?;
            stays.forget_words();
            self.inner().profile.write(|profile| {
                for refused in between(known, answered, to, from) {
                    party_link::remove(profile, refused)?;
                }
                answer.keep(profile)?;
                for name in &names {
                    party_ref::set_party(profile, name, to)?;
                }
                join_progress(profile, to, from)?;
                remove_party(profile, from)?;
                table::vault::set_unsettled(profile, to, false)?;
                self.inner().faults.step()
            })
        });
        if let Err(error) = joined {
            self.mark_if_damaged(&error, &[to, from]);
            return Err(self.settle_after(error, moving));
        }
        self.inner().faults.step()?;
        self.remove_vault_files(std::slice::from_ref(from));
        Ok(())
    }

    /// Parts the two sides, unless other links tie them.
    fn part_or_keep(
        &self,
        answer: &Answer,
        known: &[Known],
        answered: &[Answered],
        party: &PartyId,
        moving: &RwLockWriteGuard<'_, ()>,
    ) -> Result<()> {
        let names = names_of(known, party);
        let ends = answer.link.ends();
        let others: Vec<Link> =
            answered.iter().map(|answered| &answered.link).filter(|link| link.ends() != ends).cloned().collect();
        let sides = party::groups(&names, &others);
        let side = |of: &PartyRef| -> Vec<PartyRef> {
            names.iter().filter(|name| sides.get(name) == sides.get(of)).cloned().collect()
        };
        let (one, other) = (side(ends.0), side(ends.1));
        if one == other {
            if answer.link.state == LinkState::Refused {
                return Err(StoreError::Unanswerable("other answers make them one person"));
            }
            return self.inner().profile.write(|profile| answer.keep(profile));
        }
        let others_party = other.iter().any(|name| first_id(name) == *party);
        let (stay, go) = if others_party { (other, one) } else { (one, other) };
        self.part(answer, known, party, &stay, &go, moving)
    }

    /// The names that go become those of a party of their own.
    fn part(
        &self,
        answer: &Answer,
        known: &[Known],
        from: &PartyId,
        stay: &[PartyRef],
        go: &[PartyRef],
        moving: &RwLockWriteGuard<'_, ()>,
    ) -> Result<()> {
        let vault = self.whole(from)?;
        let Some(least) = go.iter().min() else { return Ok(()) };
        let to = free_id(&least.source, &least.key, |id| known.iter().any(|known| known.party == *id));
        let sources: BTreeSet<&SourceId> = go.iter().map(|name| &name.source).collect();
        let key = FileKey::random(self.inner().random.as_ref());
        let path = file::vault(&self.inner().dir, &to);
        // A file that is still here could not be removed when its party ended. Its key is gone.
        file::remove_database(&path);
        let parted = self.fill_new(&to, &key, go, &sources, &vault).and_then(|()| {
            self.inner().profile.write(|profile| {
                answer.keep(profile)?;
                table::vault::insert(profile, &to, &key)?;
                for name in go {
                    party_ref::set_party(profile, name, &to)?;
                }
                part_progress(profile, from, &to, stay, &sources)?;
                table::vault::set_unsettled(profile, from, true)?;
                self.inner().faults.step()
            })
        });
        if let Err(error) = parted {
            self.mark_if_damaged(&error, &[from]);
            if self.inner().faults.step().is_ok() {
                file::remove_database(&path);
            }
            return Err(error);
        }
        self.inner().faults.step()?;
        self.settle_moves(moving)
    }

    /// Makes the new vault and closes it again: nobody is to read from it while the rows are in two files.
    fn fill_new(
        &self,
        party: &PartyId,
        key: &FileKey,
        names: &[PartyRef],
        sources: &BTreeSet<&SourceId>,
        from: &Database,
    ) -> Result<()> {
        let path = file::vault(&self.inner().dir, party);
        let key = FileKey::new(*key.as_bytes());
        let fresh = Database::open(&path, key, Schema::Vault, party.as_str())?;
        self.inner().faults.step()?;
        self.copy(names, sources.iter().copied(), from, &fresh)
    }

    fn copy<'a>(
        &self,
        names: &[PartyRef],
        sources: impl IntoIterator<Item = &'a SourceId>,
        from: &Database,
        to: &Database,
    ) -> Result<()> {
        to.write_durably(|to| {
            for name in names {
                moved::copy(from, to, name)?;
            }
            for source in sources {
                moved::copy_progress(from, to, source)?;
            }
            self.inner().faults.step()
        })?;
        self.inner().faults.step()
    }

    /// The vault of a party, if rows can be moved into it and out of it.
    fn whole(&self, party: &PartyId) -> Result<Arc<Database>> {
        let aside = self.inner().profile.read(table::set_aside::all)?;
        match self.vault(party) {
            Some(vault) if !aside.contains(party) => Ok(vault),
            _ => Err(StoreError::Damaged { what: party.as_str().to_owned() }),
        }
    }

    fn mark_if_damaged(&self, error: &StoreError, parties: &[&PartyId]) {
        if let StoreError::Damaged { what } = error
            && let Some(party) = parties.iter().find(|party| party.as_str() == what)
        {
            self.mark_damaged(party, "cannot be moved");
        }
    }

    /// Takes away what a failed move left, if that can be done now; else the next page or start does it.
    fn settle_after(&self, error: StoreError, moving: &RwLockWriteGuard<'_, ()>) -> StoreError {
        if let Err(again) = self.settle_moves(moving) {
            tracing::warn!(%again, "a move that failed is cleared away later");
        }
        error
    }

    /// Ends moves that a crash interrupted. A full disk must not keep the app from starting: nothing is lost meanwhile.
    pub(crate) fn end_moves(&self) -> Result<()> {
        let _changing = self.change();
        match self.settle_moves(&self.moving()) {
            Err(StoreError::Full) => {
                tracing::warn!("no room to end a move between vaults");
                Ok(())
            }
            other => other,
        }
    }

    /// Erases from every unsettled vault what belongs elsewhere, and opens vaults that a move has made.
    pub(crate) fn settle_moves(&self, _moving: &RwLockWriteGuard<'_, ()>) -> Result<()> {
        let unsettled = self.inner().profile.read(table::vault::unsettled)?;
        for party in &unsettled {
            // A damaged one is set aside and begins anew, without the rows.
            let Some(vault) = self.vault(party) else { continue };
            self.inner().faults.step()?;
            let known = names_of(&self.inner().profile.read(party_ref::all)?, party);
            let wrote = self.inner().profile.read(|profile| vault_progress::of_party(profile, party))?;
            let erased = vault.write_durably(|vault| {
                for stranger in moved::names(vault)?.iter().filter(|name| !known.contains(name)) {
                    moved::erase(vault, stranger)?;
                }
                for source in table::progress::sources(vault)?.iter().filter(|source| !wrote.contains_key(source)) {
                    table::progress::remove(vault, source)?;
                }
                self.inner().faults.step()
            });
            match erased {
                Err(StoreError::Damaged { .. }) => {
                    self.mark_damaged(party, "cannot be written");
                    continue;
                }
                other => other?,
            }
            self.inner().faults.step()?;
            self.inner().profile.write(|profile| {
                table::vault::set_unsettled(profile, party, false)?;
                self.inner().faults.step()
            })?;
        }
        if unsettled.is_empty() { Ok(()) } else { self.open_unopened() }
    }
}

fn party_of(known: &[Known], name: &PartyRef) -> Result<PartyId> {
    let found = known.iter().find(|known| known.name == *name);
    Ok(found.ok_or(StoreError::Absent("party"))?.party.clone())
}

fn names_of(known: &[Known], party: &PartyId) -> Vec<PartyRef> {
    known.iter().filter(|known| known.party == *party).map(|known| known.name.clone()).collect()
}

/// Refusals between names of one party and names of the other.
fn between<'a>(
    known: &[Known],
    answered: &'a [Answered],
    one: &PartyId,
    other: &PartyId,
) -> impl Iterator<Item = &'a Link> {
    let (ones, others) = (names_of(known, one), names_of(known, other));
    answered.iter().map(|answered| &answered.link).filter(move |link| {
        let (first, second) = link.ends();
        link.state == LinkState::Refused
            && (ones.contains(first) && others.contains(second) || others.contains(first) && ones.contains(second))
    })
}

/// The vault that stays has seen what both have; where both have seen a source, what the one that saw less has.
fn join_progress(profile: &Connection, to: &PartyId, from: &PartyId) -> Result<()> {
    let ours = vault_progress::of_party(profile, to)?;
    for (source, theirs) in vault_progress::of_party(profile, from)? {
        let both = ours.get(&source).map_or(theirs, |ours| Seen {
            page: ours.page.min(theirs.page),
            complete: ours.complete && theirs.complete,
        });
        vault_progress::set(profile, &source, to, both)?;
    }
    Ok(())
}

/// The new vault has seen of its sources what the old one had. The old one has no more to see of a source that names
/// nobody in it.
fn part_progress(
    profile: &Connection,
    from: &PartyId,
    to: &PartyId,
    stay: &[PartyRef],
    sources: &BTreeSet<&SourceId>,
) -> Result<()> {
    let seen = vault_progress::of_party(profile, from)?;
    for source in sources {
        if let Some(seen) = seen.get(*source) {
            vault_progress::set(profile, source, to, *seen)?;
        }
        if !stay.iter().any(|name| name.source == **source) {
            vault_progress::remove(profile, source, from)?;
        }
    }
    Ok(())
}
