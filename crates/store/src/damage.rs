//! Files that are not what was written: found, set aside, and filled again from their sources.

use std::collections::BTreeSet;

use domain::id::PartyId;
use rusqlite::Connection;

use crate::{
    error::{Result, StoreError},
    file,
    key::FileKey,
    store::Store,
    table,
};

/// A damaged file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Whose vault; `None`: the profile database.
    pub party: Option<PartyId>,
    /// What was found, for the log.
    pub what: String,
}

impl Store {
    /// The vaults that turned out to be damaged so far. Nothing is read from or written to them.
    pub fn damaged(&self) -> Vec<Damage> {
        self.damaged_vaults().into_iter().map(|(party, what)| Damage { party: Some(party), what }).collect()
    }

    /// Reads every page of every file and lists what is damaged. Takes time in proportion to what is stored.
    pub fn check(&self) -> Result<Vec<Damage>> {
        let mut found = Vec::new();
        match self.inner().profile.check() {
            Err(StoreError::Damaged { .. }) => {
                found.push(Damage { party: None, what: "fails its integrity check".to_owned() });
            }
            other => other?,
        }
        for (party, vault) in self.open_of(None)? {
            match vault.check() {
                Err(StoreError::Damaged { .. }) => self.mark_damaged(&party, "fails its integrity check"),
                other => other?,
            }
        }
        found.extend(self.damaged());
        Ok(found)
    }

    /// Sets a vault aside, gives its party an empty one with a new key, and has every source that wrote to it read
    /// again from the beginning. The old file stays until all of them have been; what only this device knew (what was
    /// opened, what was kept beyond its end) does not come back.
    pub fn quarantine_vault(&self, party: &PartyId) -> Result<()> {
        let _changing = self.change();
        let known = self.inner().profile.read(table::vault::all)?;
        if !known.iter().any(|(known, _)| known == party) {
            return Err(StoreError::Absent("vault"));
        }
        // Nothing may write to the file while it is renamed. A crash after the rename leaves a vault that is missing,
        // which is damaged too, and setting it aside again ends what was begun.
        self.close_vault(party);
        self.mark_damaged(party, "being set aside");
        file::set_aside(&file::vault(&self.inner().dir, party))?;
        self.inner().faults.step()?;
        let key = FileKey::random(self.inner().random.as_ref());
        self.inner().profile.write(|profile| {
            table::set_aside::insert(profile, party)?;
            table::vault::set_key(profile, party, &key)?;
            Self::read_again(profile, party)?;
            self.inner().faults.step()
        })?;
        self.inner().faults.step()?;
        self.open_vault(party, key)
    }

    fn read_again(profile: &Connection, party: &PartyId) -> Result<()> {
        let refs = table::party_ref::all(profile)?.into_iter();
        let named = refs.filter(|known| known.party == *party).map(|known| known.name.source);
        let written = table::vault_progress::all(profile)?.into_iter();
        let wrote = written.filter(|(_, of, _)| of == party).map(|(source, ..)| source);
        for source in named.chain(wrote).collect::<BTreeSet<_>>() {
            table::source::restart(profile, &source)?;
        }
        table::vault_progress::remove_party(profile, party)
    }

    /// Forgets the keys of files set aside whose sources have all been read again.
    pub(crate) fn end_set_aside(profile: &Connection) -> Result<Vec<PartyId>> {
        let recovered = table::set_aside::recovered(profile)?;
        for party in &recovered {
            table::set_aside::remove(profile, party)?;
        }
        Ok(recovered)
    }
}
