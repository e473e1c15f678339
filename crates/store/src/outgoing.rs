//! What the resident sends: kept in the vault of whose matter it is, and moved on its way by events alone.
//!
//! Everything else in a vault comes again from its source; this does not. So these writes wait for the disk, all but those of
//! a draft, which is written anew with the next word.

use chrono::{DateTime, Utc};
use domain::{
    id::{PartyRef, RecordKey, RecordKind, SourceId},
    outgoing::{Attachment, Event, Kind, Letter, Outgoing, OutgoingId, Phase, Priority},
};

use rusqlite::Connection;

use crate::{
    error::{Result, StoreError},
    store::{OpenVault, Store},
    table::{self, enclosure, outgoing},
};

impl Store {
    /// Keeps a draft as it is now. `false` if it is no draft any more, and nothing is kept.
    pub fn keep_draft(&self, id: &OutgoingId, party: &PartyRef, letter: &Letter, at: DateTime<Utc>) -> Result<bool> {
        let _still = self.still();
        let vault = self.vault_of(party)?;
        let damaged = StoreError::Damaged { what: vault.0.to_string() };
        let kept = self.ask(vec![vault], |_, vault| {
            vault.write(|vault| {
                let before = outgoing::get(vault, id)?;
                if before.as_ref().is_some_and(|before| before.phase != Phase::Draft) {
                    return Ok(false);
                }
                let begun_at = before.as_ref().map_or(at, |before| before.begun_at);
                let (id, party, mut letter) = (id.clone(), party.clone(), letter.clone());
                // Files are put with it and taken from it, and not written.
                letter.attachments = before.map(|before| before.letter.attachments).unwrap_or_default();
                let draft = Outgoing { id, party, letter, phase: Phase::Draft, begun_at, changed_at: at };
                outgoing::put(vault, &draft)?;
                Ok(true)
            })
        })?;
        // A damaged vault is passed over, and here it is the only one.
        kept.first().copied().ok_or(damaged)
    }

    /// Sends what needs no draft: it is kept and on its way in one write.
    ///
    /// # Errors
    /// When it could not be kept; it is not sent then.
    pub fn send_at_once(
        &self,
        id: &OutgoingId,
        party: &PartyRef,
        letter: &Letter,
        at: DateTime<Utc>,
    ) -> Result<Outgoing> {
        let _still = self.still();
        let vault = self.vault_of(party)?;
        let damaged = StoreError::Damaged { what: vault.0.to_string() };
        let phase = Phase::Draft.after(Event::Send).ok_or(StoreError::Absent("phase"))?;
        let (id, party, letter) = (id.clone(), party.clone(), letter.clone());
        let outgoing = Outgoing { id, party, letter, phase, begun_at: at, changed_at: at };
        let kept = self.ask(vec![vault], |_, vault| vault.write_durably(|vault| outgoing::put(vault, &outgoing)))?;
        if kept.is_empty() { Err(damaged) } else { Ok(outgoing) }
    }

    /// Puts a file with a draft. `None` for what is no draft.
    pub fn attach(
        &self,
        id: &OutgoingId,
        file: &Attachment,
        bytes: &[u8],
        at: DateTime<Utc>,
    ) -> Result<Option<Outgoing>> {
        let _still = self.still();
        self.amend(id, |vault, outgoing| {
            if outgoing.phase != Phase::Draft {
                return Ok(false);
            }
            outgoing.letter.attachments.push(file.clone());
            outgoing.changed_at = at;
            enclosure::put(vault, id, &file.id, bytes)?;
            Ok(true)
        })
    }

    /// Takes a file from a draft. `None` for what is no draft.
    pub fn detach(&self, id: &OutgoingId, file: &OutgoingId, at: DateTime<Utc>) -> Result<Option<Outgoing>> {
        let _still = self.still();
        self.amend(id, |vault, outgoing| {
            if outgoing.phase != Phase::Draft {
                return Ok(false);
            }
            outgoing.letter.attachments.retain(|attached| attached.id != *file);
            outgoing.changed_at = at;
            enclosure::remove(vault, id, Some(file))?;
            Ok(true)
        })
    }

    /// Bytes of a file that goes with something, from `offset` on, at most a quarter of a mebibyte; none at its end.
    pub fn enclosed(&self, id: &OutgoingId, file: &OutgoingId, offset: u64) -> Result<Vec<u8>> {
        let found =
            self.ask(self.open_of(None)?, |_, vault| vault.read(|vault| enclosure::read(vault, id, file, offset)))?;
        Ok(found.into_iter().find(|bytes| !bytes.is_empty()).unwrap_or_default())
    }

    /// Moves something on its way. `None` for what is not there, or to which this cannot happen: nothing changes.
    pub fn advance(&self, id: &OutgoingId, event: &Event, at: DateTime<Utc>) -> Result<Option<Outgoing>> {
        let _still = self.still();
        self.move_on(id, event, Some(at))
    }

    fn move_on(&self, id: &OutgoingId, event: &Event, at: Option<DateTime<Utc>>) -> Result<Option<Outgoing>> {
        self.amend(id, |vault, outgoing| {
            let Some(phase) = outgoing.phase.after(event.clone()) else { return Ok(false) };
            outgoing.phase = phase;
            outgoing.changed_at = at.unwrap_or(outgoing.changed_at);
            if matches!(outgoing.phase, Phase::Received(_)) {
                // Its files come with the feed.
                enclosure::remove(vault, id, None)?;
            }
            Ok(true)
        })
    }

    /// Changes something in one write, if `change` says that it can be.
    fn amend(
        &self,
        id: &OutgoingId,
        change: impl Fn(&Connection, &mut Outgoing) -> Result<bool>,
    ) -> Result<Option<Outgoing>> {
        let moved = self.ask(self.open_of(None)?, |_, vault| {
            if vault.read(|vault| outgoing::get(vault, id))?.is_none() {
                return Ok(None);
            }
            vault.write_durably(|vault| {
                let Some(mut outgoing) = outgoing::get(vault, id)? else { return Ok(None) };
                if !change(vault, &mut outgoing)? {
                    return Ok(None);
                }
                outgoing::put(vault, &outgoing)?;
                Ok(Some(outgoing))
            })
        })?;
        Ok(moved.into_iter().flatten().next())
    }

    /// Sends a draft, or what was refused before. It says until when its case had been read, where that is known. `None` for
    /// what is not there or is sent already.
    pub fn send(
        &self,
        id: &OutgoingId,
        read_until: Option<DateTime<Utc>>,
        at: DateTime<Utc>,
    ) -> Result<Option<Outgoing>> {
        let _still = self.still();
        self.amend(id, |_, outgoing| {
            let Some(phase) = outgoing.phase.after(Event::Send) else { return Ok(false) };
            if matches!(outgoing.phase, Phase::Draft | Phase::Stuck(_)) {
                outgoing.letter.read_until = read_until;
            }
            outgoing.phase = phase;
            outgoing.changed_at = at;
            Ok(true)
        })
    }

    /// The source can be reached: what waits for that need not wait longer.
    pub fn reached(&self, source: &SourceId) -> Result<()> {
        let _still = self.still();
        let waiting =
            self.ask(self.visible(source)?, |_, vault| vault.read(|v| outgoing::in_state(v, Some(source), "waiting")))?;
        waiting.into_iter().flatten().try_for_each(|id| self.move_on(&id, &Event::Reached, None).map(drop))
    }

    /// What was on its way to this source and is not any more waits again. Only while nothing is being sent there.
    pub fn take_up_again(&self, source: &SourceId) -> Result<()> {
        let _still = self.still();
        self.restart(Some(source))
    }

    /// What this source has not received yet, or what has not come with its feed.
    pub fn pending(&self, source: &SourceId) -> Result<Vec<Outgoing>> {
        let found = self.ask(self.visible(source)?, |_, vault| vault.read(|vault| outgoing::pending(vault, source)))?;
        Ok(found.into_iter().flatten().collect())
    }

    /// Takes up what is to be sent to this source next, if anything may be sent at this moment.
    pub fn lease(&self, source: &SourceId, now: DateTime<Utc>) -> Result<Option<Outgoing>> {
        let due = self.ask(self.visible(source)?, |_, vault| vault.read(|vault| outgoing::due(vault, source, now)))?;
        match due.into_iter().flatten().min_by(|a, b| turn(a).cmp(&turn(b))) {
            Some(first) => self.advance(&first.id, &Event::Lease, now),
            None => Ok(None),
        }
    }

    /// When something may be sent to this source next; `None` when nothing waits.
    pub fn next_lease(&self, source: &SourceId) -> Result<Option<DateTime<Utc>>> {
        let next = self.ask(self.visible(source)?, |_, vault| vault.read(|vault| outgoing::next_due(vault, source)))?;
        Ok(next.into_iter().flatten().min())
    }

    /// Something that the resident sends.
    pub fn outgoing(&self, id: &OutgoingId) -> Result<Option<Outgoing>> {
        let found = self.ask(self.open_of(None)?, |_, vault| vault.read(|vault| outgoing::get(vault, id)))?;
        Ok(found.into_iter().flatten().find(|found| self.shows(found)))
    }

    /// Everything that the resident sends and sent, oldest first.
    pub fn all_outgoing(&self) -> Result<Vec<Outgoing>> {
        let found = self.ask(self.open_of(None)?, |party, vault| {
            let all = vault.read(outgoing::all)?;
            Ok(all.into_iter().filter(|one| !self.hides(party, &one.party.source)).collect::<Vec<_>>())
        })?;
        let mut all: Vec<_> = found.into_iter().flatten().collect();
        all.sort_by(|a, b| (a.begun_at, &a.id).cmp(&(b.begun_at, &b.id)));
        Ok(all)
    }

    /// The tasks whose answers are on their way.
    pub fn answered(&self) -> Result<Vec<RecordKey>> {
        let found = self.ask(self.open_of(None)?, |party, vault| {
            let going = vault.read(outgoing::going)?.into_iter().filter(|one| !self.hides(party, &one.party.source));
            let answers = going.filter(|one| matches!(one.letter.kind, Kind::Answer(_)));
            Ok(answers.filter_map(|one| one.letter.answers).collect::<Vec<_>>())
        })?;
        Ok(found.into_iter().flatten().collect())
    }

    /// What became this record, with the authority's receipt.
    pub fn sent_as(&self, item: &RecordKey) -> Result<Option<Outgoing>> {
        if !matches!(item.kind, RecordKind::Message | RecordKind::ServiceRequest) {
            return Ok(None);
        }
        let found = self.ask(self.visible(&item.source)?, |_, vault| {
            vault.read(|vault| outgoing::of_record(vault, &item.source, &item.id))
        })?;
        Ok(found.into_iter().flatten().next())
    }

    /// Discards what the resident does not want to send after all. `false` for what is not there, or must stay.
    pub fn discard(&self, id: &OutgoingId) -> Result<bool> {
        let _still = self.still();
        let discarded = self.ask(self.open_of(None)?, |_, vault| {
            if vault.read(|vault| outgoing::get(vault, id))?.is_none() {
                return Ok(false);
            }
            vault.write_durably(|vault| match outgoing::get(vault, id)? {
                Some(outgoing) if outgoing.phase.can_be_discarded() => outgoing::remove(vault, id),
                _ => Ok(false),
            })
        })?;
        Ok(discarded.contains(&true))
    }

    /// What was on its way when the app ended waits again.
    pub(crate) fn restart_outgoing(&self) -> Result<()> {
        self.restart(None)
    }

    fn restart(&self, source: Option<&SourceId>) -> Result<()> {
        let found =
            self.ask(self.open_of(None)?, |_, vault| vault.read(|vault| outgoing::in_state(vault, source, "sending")))?;
        found.into_iter().flatten().try_for_each(|id| self.move_on(&id, &Event::Restart, None).map(drop))
    }

    fn vault_of(&self, party: &PartyRef) -> Result<OpenVault> {
        let known = self.inner().profile.read(table::party_ref::all)?;
        let known = known.into_iter().find(|known| known.name == *party).ok_or(StoreError::Absent("party"))?;
        self.open_of(Some(&known.party))?.into_iter().next().ok_or(StoreError::Absent("party"))
    }

    /// The vaults from which something may be sent to this source.
    pub(crate) fn visible(&self, source: &SourceId) -> Result<Vec<OpenVault>> {
        Ok(self.open_of(None)?.into_iter().filter(|(party, _)| !self.hides(party, source)).collect())
    }

    fn shows(&self, outgoing: &Outgoing) -> bool {
        self.vault_of(&outgoing.party).is_ok_and(|(party, _)| !self.hides(&party, &outgoing.party.source))
    }
}

/// By what the order of sending goes.
fn turn(outgoing: &Outgoing) -> (Priority, DateTime<Utc>, &OutgoingId) {
    (outgoing.letter.kind.priority(), outgoing.begun_at, &outgoing.id)
}
