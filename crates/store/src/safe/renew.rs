//! New keys for the vaults.
//!
//! A vault's key lies in `profile.db`, so a vault gets a new one in four steps: the file anew beside the old one; its key
//! and first bytes in the table `renewal`; the rename, which is the change; the key in the table `vault`. The next start
//! looks at the first bytes of each file that was being renewed, and so knows which of its two keys is the right one.
//!
//! The profile's own key goes first: what may be left of the old `profile.db` then holds no key that is still in use.

use domain::id::PartyId;
use rusqlite::Connection;

use super::{Result, Safe};
use crate::{
    database::Database,
    error::StoreError,
    file,
    key::{FileKey, ProfileKey},
    migration::Schema,
    rekey,
    store::Store,
    table,
};

impl Safe {
    /// Gives every vault of a closed store a new key. A damaged vault keeps its key; it is found when the store opens, and
    /// gets a new one when it is set aside.
    pub(super) fn renew_vaults(&self, key: &ProfileKey) -> Result<()> {
        let profile = Database::open(&self.profile(), key.into(), Schema::Profile, "profile")?;
        let renewed = self.renew_each(&profile);
        profile.close();
        renewed
    }

    fn renew_each(&self, profile: &Database) -> Result<()> {
        profile.write(|profile| settle(profile, &self.dir))?;
        for (party, key) in profile.read(table::vault::all)? {
            let path = file::vault(&self.dir, &party);
            if !file::is_written(&path) {
                continue;
            }
            match self.renew(profile, &party, &key) {
                Err(StoreError::Damaged { .. }) => tracing::error!("a damaged vault keeps its key"),
                other => other?,
            }
        }
        Ok(())
    }

    fn renew(&self, profile: &Database, party: &PartyId, key: &FileKey) -> std::result::Result<(), StoreError> {
        let path = file::vault(&self.dir, party);
        let (next, new) = (file::next(&path), FileKey::random(self.random.as_ref()));
        self.faults.step()?;
        let head = rekey::write_anew(&path, key, &next, &new).map_err(|error| error.in_file(party.as_str()))?;
        self.faults.step()?;
        profile.write(|profile| table::renewal::put(profile, party, &new, &head))?;
        self.faults.step()?;
        file::replace(&next, &path)?;
        self.faults.step()?;
        profile.write(|profile| settle(profile, &self.dir))?;
        self.faults.step()
    }
}

impl Store {
    /// Ends or undoes the renewals that a crash interrupted.
    pub(crate) fn settle_renewals(&self) -> std::result::Result<(), StoreError> {
        if self.inner().profile.read(table::renewal::all)?.is_empty() {
            return Ok(());
        }
        self.inner().profile.write(|profile| settle(profile, &self.inner().dir))
    }
}

fn settle(profile: &Connection, dir: &std::path::Path) -> std::result::Result<(), StoreError> {
    for (party, key, head) in table::renewal::all(profile)? {
        if file::head(&file::vault(dir, &party))? == Some(head) {
            table::vault::set_key(profile, &party, &key)?;
        }
        table::renewal::remove(profile, &party)?;
    }
    Ok(())
}
