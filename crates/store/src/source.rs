//! Connecting, reading and removing sources.

use domain::{
    id::{PartyId, SourceId},
    source::Freshness,
};

use rusqlite::Connection;

use crate::{
    error::{Result, StoreError},
    file,
    store::Store,
    table::{self, quarantine::QuarantinedRow, source::NewSource, source::SourceRow},
};

impl Store {
    /// Connects a source, or gives a connected one a new address and name. Its cursor stays.
    pub fn enrol_source(&self, source: &NewSource) -> Result<()> {
        // A removal that was interrupted must not take the new enrolment with it.
        self.finish_removals()?;
        self.inner().profile.write(|profile| table::source::enrol(profile, source))
    }

    /// Every connected source, in the order of connecting.
    pub fn sources(&self) -> Result<Vec<SourceRow>> {
        self.inner().profile.read(table::source::all)
    }

    /// One connected source.
    pub fn source(&self, id: &SourceId) -> Result<Option<SourceRow>> {
        self.inner().profile.read(|profile| table::source::one(profile, id))
    }

    /// Says how fresh the device's copy of a source is.
    pub fn set_freshness(&self, id: &SourceId, freshness: Freshness) -> Result<()> {
        self.inner().profile.write(|profile| present(table::source::set_freshness(profile, id, freshness)?))
    }

    /// Keeps how the resident signed in to a source, as JSON without any secret.
    pub fn set_enrolment(&self, id: &SourceId, enrolment: Option<&str>) -> Result<()> {
        self.inner().profile.write(|profile| present(table::source::set_enrolment(profile, id, enrolment)?))
    }

    /// Keeps the source's description of itself, as JSON.
    pub fn set_source_card(&self, id: &SourceId, card_json: &str) -> Result<()> {
        self.inner().profile.write(|profile| present(table::source::set_card(profile, id, card_json)?))
    }

    /// The source's description of itself, as JSON.
    pub fn source_card(&self, id: &SourceId) -> Result<Option<String>> {
        self.inner().profile.read(|profile| table::source::card(profile, id))
    }

    /// The source no longer knows the cursor (410): reads it anew from the beginning. What the new reading has not
    /// brought when it reaches the end is removed then, and not before.
    pub fn restart_feed(&self, id: &SourceId) -> Result<()> {
        let _changing = self.change();
        self.inner().profile.write(|profile| present(table::source::restart(profile, id)?))
    }

    /// Records of a source that could not be taken in, newest first.
    pub fn quarantined(&self, id: &SourceId, limit: usize) -> Result<Vec<QuarantinedRow>> {
        self.inner().profile.read(|profile| table::quarantine::of_source(profile, id, limit))
    }

    /// Removes a source with everything it brought, and the vaults of parties that no other source names. Once begun it
    /// ends, if need be at the next start.
    pub fn remove_source(&self, id: &SourceId) -> Result<()> {
        let known = self.inner().profile.write(|profile| table::source::set_leaving(profile, id))?;
        if known { self.finish_removals() } else { Ok(()) }
    }

    /// Ends removals that were begun.
    pub(crate) fn finish_removals(&self) -> Result<()> {
        let _changing = self.change();
        for source in self.inner().profile.read(table::source::leaving)? {
            self.inner().faults.step()?;
            self.finish_removal(&source)?;
        }
        Ok(())
    }

    fn finish_removal(&self, source: &SourceId) -> Result<()> {
        let ending = self.only_named_by(source)?;
        for (party, vault) in self.open_of(None)? {
            if ending.contains(&party) {
                continue;
            }
            match vault.write(|vault| erase_source(vault, source)) {
                Err(StoreError::Damaged { .. }) => self.mark_damaged(&party, "cannot be written"),
                other => other?,
            }
            self.inner().faults.step()?;
        }
        self.inner().profile.write(|profile| {
            for known in table::party_ref::all(profile)?.iter().filter(|known| known.name.source == *source) {
                table::party_link::remove_name(profile, &known.name)?;
            }
            table::party_ref::remove_source(profile, source)?;
            table::ended_right::remove_source(profile, source)?;
            table::quarantine::remove_source(profile, source)?;
            table::vault_progress::remove_source(profile, source)?;
            for party in &ending {
                remove_party(profile, party)?;
            }
            table::source::remove(profile, source)?;
            self.inner().faults.step()
        })?;
        self.inner().faults.step()?;
        self.remove_vault_files(&ending);
        Ok(())
    }

    /// A vault whose part of a removal was lost with the power, or that could not be written then, still has rows of a
    /// source that is gone.
    pub(crate) fn erase_strangers(&self) -> Result<()> {
        let known: Vec<SourceId> = self.sources()?.into_iter().map(|source| source.id).collect();
        self.ask(self.open_of(None)?, |_, vault| {
            for stranger in vault.read(table::progress::sources)?.iter().filter(|source| !known.contains(source)) {
                vault.write(|vault| erase_source(vault, stranger))?;
            }
            Ok(())
        })?;
        Ok(())
    }

    /// Parties that this source names and no other does. The resident themself is never among them.
    fn only_named_by(&self, source: &SourceId) -> Result<Vec<PartyId>> {
        let refs = self.inner().profile.read(table::party_ref::all)?;
        let mut parties: Vec<PartyId> = refs
            .iter()
            .filter(|known| known.name.source == *source && known.party != Self::myself())
            .filter(|known| !refs.iter().any(|other| other.party == known.party && other.name.source != *source))
            .map(|known| known.party.clone())
            .collect();
        parties.dedup();
        Ok(parties)
    }

    /// Removes the files of vaults whose keys are gone.
    pub(crate) fn remove_vault_files(&self, parties: &[PartyId]) {
        for party in parties {
            self.close_vault(party);
            let path = file::vault(&self.inner().dir, party);
            file::remove_database(&path);
            file::remove_database(&file::aside(&path));
        }
    }
}

fn erase_source(vault: &Connection, source: &SourceId) -> Result<()> {
    table::record::remove_source(vault, source)?;
    table::told::remove_source(vault, source)?;
    table::outgoing::remove_source(vault, source)?;
    table::mark::remove_source(vault, source)?;
    table::labelled::remove_source(vault, source)?;
    table::reminder::remove_source(vault, source)?;
    table::progress::remove(vault, source)
}

/// Deletes the key of a vault and all that the profile knows of its party.
pub(crate) fn remove_party(profile: &Connection, party: &PartyId) -> Result<()> {
    table::set_aside::remove(profile, party)?;
    table::vault_progress::remove_party(profile, party)?;
    table::vault::remove(profile, party)
}

fn present(found: bool) -> Result<()> {
    if found { Ok(()) } else { Err(StoreError::Absent("source")) }
}
