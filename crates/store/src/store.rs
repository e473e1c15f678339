//! Opening a profile, and the map of its vaults.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

use domain::id::PartyId;

use crate::{
    database::{Database, lock},
    error::{Result, StoreError},
    faults::Faults,
    file,
    key::{FileKey, ProfileKey, Random},
    migration::Schema,
    rights::Hidden,
    table,
};

/// The encrypted store of one resident. Clones are the same store.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) dir: PathBuf,
    pub(crate) profile: Database,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) faults: Faults,
    /// Whose rows of which sources no answer may show (see `rights.rs`).
    pub(crate) hidden: RwLock<Arc<Hidden>>,
    vaults: RwLock<BTreeMap<PartyId, Vault>>,
    /// Held by everything that spans files, so that such changes follow one another.
    changing: Mutex<()>,
    /// Held shared by what writes to items without being such a change, alone while items move between vaults.
    moving: RwLock<()>,
}

/// A vault as this run of the app has it.
#[derive(Clone)]
enum Vault {
    Open(Arc<Database>),
    /// Not readable: what was found, and the file if it was open before.
    Damaged(String, Option<Arc<Database>>),
}

impl Vault {
    fn into_database(self) -> Option<Arc<Database>> {
        match self {
            Self::Open(database) => Some(database),
            Self::Damaged(_, database) => database,
        }
    }
}

/// An open vault with its party.
pub(crate) type OpenVault = (PartyId, Arc<Database>);

impl Store {
    /// Whether a profile has been made in this folder.
    pub fn exists(dir: &Path) -> bool {
        file::is_written(&file::profile(dir))
    }

    /// Removes every file of a store that is not open: for one that cannot be opened any more. The profile goes first, so that
    /// after a crash in the middle nothing is left but vault files that no key opens, which the next [`Store::open`] sweeps
    /// away.
    pub fn erase(dir: &Path) -> Result<()> {
        file::erase_database(&file::profile(dir))?;
        if file::vaults(dir).is_dir() {
            file::sweep(dir, &[])?;
        }
        file::remove_file(&file::backup_mark(dir))
    }

    /// Opens the profile in this folder, or makes it. Finishes what a crash interrupted. A damaged vault does not hinder
    /// it; see [`Store::damaged`].
    pub fn open(dir: &Path, key: &ProfileKey, random: Arc<dyn Random>) -> Result<Self> {
        file::private_folder(dir)?;
        file::keep_out_of_backups(dir)?;
        file::private_folder(&file::vaults(dir))?;
        let profile = Database::open(&file::profile(dir), key.into(), Schema::Profile, "profile")?;
        let store = Self(Arc::new(Inner {
            dir: dir.to_owned(),
            profile,
            random,
            faults: Faults::default(),
            hidden: RwLock::default(),
            vaults: RwLock::default(),
            changing: Mutex::default(),
            moving: RwLock::default(),
        }));
        store.make_own_vault()?;
        store.settle_renewals()?;
        store.open_vaults()?;
        store.sweep_files()?;
        store.end_moves()?;
        store.rewind_lagging()?;
        store.finish_removals()?;
        store.finish_ends()?;
        store.erase_strangers()?;
        store.restart_outgoing()?;
        Ok(store)
    }

    /// Closes every file and wipes its key. Waits for the uses under way; whoever asks later is answered
    /// [`StoreError::Closed`].
    pub fn close(&self) {
        let _changing = self.change();
        let vaults: Vec<_> = self.vaults().values().cloned().filter_map(Vault::into_database).collect();
        for vault in vaults {
            vault.end();
        }
        self.0.profile.end();
    }

    /// A setting of this device.
    pub fn setting(&self, name: &str) -> Result<Option<String>> {
        self.0.profile.read(|profile| table::setting::get(profile, name))
    }

    /// Sets a setting of this device.
    pub fn set_setting(&self, name: &str, value: &str) -> Result<()> {
        self.0.profile.write(|profile| table::setting::set(profile, name, value))
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }

    /// The resident's own party, which every profile has.
    pub(crate) fn myself() -> PartyId {
        PartyId::new("me")
    }

    /// Holds off every other change that spans files.
    pub(crate) fn change(&self) -> MutexGuard<'_, ()> {
        lock(&self.0.changing)
    }

    /// Keeps items in their vaults while one of them is written to.
    pub(crate) fn still(&self) -> RwLockReadGuard<'_, ()> {
        self.0.moving.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for writes to items and holds off others while items move between vaults.
    pub(crate) fn moving(&self) -> RwLockWriteGuard<'_, ()> {
        self.0.moving.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn make_own_vault(&self) -> Result<()> {
        let known = self.0.profile.read(table::vault::all)?;
        if known.iter().any(|(party, _)| *party == Self::myself()) {
            return Ok(());
        }
        let key = FileKey::random(self.0.random.as_ref());
        self.0.profile.write(|profile| table::vault::insert(profile, &Self::myself(), &key))
    }

    /// Opens every vault that has a key. One that does not open is marked and passed over.
    fn open_vaults(&self) -> Result<()> {
        let written: BTreeSet<PartyId> =
            self.0.profile.read(table::vault_progress::all)?.into_iter().map(|(_, party, _)| party).collect();
        for (party, key) in self.0.profile.read(table::vault::all)? {
            let path = file::vault(&self.0.dir, &party);
            if written.contains(&party) && !file::is_written(&path) {
                self.mark_damaged(&party, "missing");
                continue;
            }
            self.open_vault(&party, key)?;
        }
        Ok(())
    }

    pub(crate) fn open_vault(&self, party: &PartyId, key: FileKey) -> Result<()> {
        let path = file::vault(&self.0.dir, party);
        match Database::open(&path, key, Schema::Vault, party.as_str()) {
            Ok(database) => {
                self.vaults_mut().insert(party.clone(), Vault::Open(Arc::new(database)));
                Ok(())
            }
            Err(StoreError::Damaged { .. }) => {
                self.mark_damaged(party, "does not open");
                Ok(())
            }
            Err(other) => Err(other),
        }
    }

    pub(crate) fn mark_damaged(&self, party: &PartyId, found: &str) {
        tracing::error!(found, "a vault is damaged");
        let mut vaults = self.vaults_mut();
        let database = vaults.remove(party).and_then(Vault::into_database);
        vaults.insert(party.clone(), Vault::Damaged(found.to_owned(), database));
    }

    /// Marks the vault unless it has been replaced or has ended meanwhile.
    fn mark_damaged_if(&self, party: &PartyId, read: &Arc<Database>) {
        if self.vault(party).is_some_and(|current| Arc::ptr_eq(&current, read)) {
            self.mark_damaged(party, "cannot be read");
        }
    }

    /// Takes the vault out of the map and closes its file.
    pub(crate) fn close_vault(&self, party: &PartyId) {
        let vault = self.vaults_mut().remove(party);
        if let Some(database) = vault.and_then(Vault::into_database) {
            database.close();
        }
    }

    fn vaults_mut(&self) -> RwLockWriteGuard<'_, BTreeMap<PartyId, Vault>> {
        self.0.vaults.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn vaults(&self) -> RwLockReadGuard<'_, BTreeMap<PartyId, Vault>> {
        self.0.vaults.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether this party's vault has been opened or found damaged.
    pub(crate) fn has_vault(&self, party: &PartyId) -> bool {
        self.vaults().contains_key(party)
    }

    /// The vault of this party, if it is open.
    pub(crate) fn vault(&self, party: &PartyId) -> Option<Arc<Database>> {
        match self.vaults().get(party) {
            Some(Vault::Open(database)) => Some(Arc::clone(database)),
            Some(Vault::Damaged(..)) | None => None,
        }
    }

    /// Every open vault, or the vault of this party; of one that has become one with another, the other's. Asking for a
    /// damaged one by name is an error; among all it is passed over.
    pub(crate) fn open_of(&self, party: Option<&PartyId>) -> Result<Vec<OpenVault>> {
        let Some(party) = party else {
            let open = |(party, vault): (&PartyId, &Vault)| match vault {
                Vault::Open(database) => Some((party.clone(), Arc::clone(database))),
                Vault::Damaged(..) => None,
            };
            return Ok(self.vaults().iter().filter_map(open).collect());
        };
        if let Some(vault) = self.open_one(party)? {
            return Ok(vec![vault]);
        }
        let Some(now) = self.joined(party)? else { return Ok(Vec::new()) };
        Ok(self.open_one(&now)?.into_iter().collect())
    }

    fn open_one(&self, party: &PartyId) -> Result<Option<OpenVault>> {
        match self.vaults().get(party) {
            Some(Vault::Open(database)) => Ok(Some((party.clone(), Arc::clone(database)))),
            Some(Vault::Damaged(..)) => Err(StoreError::Damaged { what: party.as_str().to_owned() }),
            None => Ok(None),
        }
    }

    /// The parties whose vaults are damaged, with what was found.
    pub(crate) fn damaged_vaults(&self) -> Vec<(PartyId, String)> {
        self.vaults()
            .iter()
            .filter_map(|(party, vault)| match vault {
                Vault::Open(_) => None,
                Vault::Damaged(found, _) => Some((party.clone(), found.clone())),
            })
            .collect()
    }

    /// Asks each of these vaults. One that turns out to be damaged is marked and passed over.
    pub(crate) fn ask<T>(
        &self,
        vaults: Vec<OpenVault>,
        mut question: impl FnMut(&PartyId, &Database) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut answers = Vec::with_capacity(vaults.len());
        for (party, database) in vaults {
            match question(&party, &database) {
                Ok(answer) => answers.push(answer),
                Err(StoreError::Damaged { .. }) => self.mark_damaged_if(&party, &database),
                Err(other) => return Err(other),
            }
        }
        Ok(answers)
    }

    /// Removes vault files that no key opens: of parties that have ended.
    fn sweep_files(&self) -> Result<()> {
        let dir = &self.0.dir;
        let mut kept: Vec<PathBuf> =
            self.0.profile.read(table::vault::all)?.iter().map(|(party, _)| file::vault(dir, party)).collect();
        let aside = self.0.profile.read(table::set_aside::all)?;
        kept.extend(aside.iter().map(|party| file::aside(&file::vault(dir, party))));
        file::sweep(dir, &kept)
    }

    /// A vault that has seen fewer pages than the profile remembers lost its last transactions with the power. Its
    /// source is read again from where the vault stands.
    fn rewind_lagging(&self) -> Result<()> {
        let mut lagging = BTreeMap::new();
        for (source, party, seen) in self.0.profile.read(table::vault_progress::all)? {
            let Some(vault) = self.vault(&party) else { continue };
            let progress = match vault.read(|vault| table::progress::get(vault, &source)) {
                Err(StoreError::Damaged { .. }) => {
                    self.mark_damaged(&party, "cannot be read");
                    continue;
                }
                other => other?,
            };
            let page = progress.as_ref().map_or(0, |progress| progress.page);
            if page < seen.page {
                let earliest = lagging.entry(source).or_insert((page, progress.clone()));
                if page < earliest.0 {
                    *earliest = (page, progress);
                }
            }
        }
        for (source, (_, progress)) in lagging {
            tracing::warn!(%source, "a vault lost its latest pages; reading them again");
            self.0.profile.write(|profile| {
                let reading = table::source::reading(profile, &source)?;
                let same = progress.filter(|progress| reading.is_some_and(|r| r.generation == progress.generation));
                table::source::rewind(profile, &source, same.as_ref().map(|progress| progress.cursor.as_str()))
            })?;
        }
        Ok(())
    }
}
