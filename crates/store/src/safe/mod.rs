//! The safe: where the profile's key comes from, and how it changes.
//!
//! | state | the profile's key |
//! | --- | --- |
//! | a new profile | is the keyring's secret itself |
//! | without a lock, after a change | lies in `profile.key`, which the keyring's secret opens |
//! | with a lock | lies in `profile.key`, which the keyring's secret **and** the passcode open together |
//!
//! The lock is no question with yes or no for an answer: without the passcode there is no key, whatever the app does.
//!
//! # Changing
//!
//! Setting, changing and removing the lock and renewing the keys are one and the same: everything is new, the keyring's
//! secret, the profile's key, and the file it opens. In steps, each of which may be the last before the power goes:
//!
//! 1. the new secret, in the keyring, under the other of two names;
//! 2. `profile.db.next`, the database under the new key, written whole, looked at and on the disk;
//! 3. `profile.key.next`, the new envelope, which names that database by its first bytes;
//! 4. `profile.db.next` takes the place of `profile.db`. **This one rename is the change.** Before it the old key is the right
//!    one, after it the new;
//! 5. `profile.key.next` takes the place of `profile.key`;
//! 6. once the store has opened with it, the old secret leaves the keyring. What may be left of the old file anywhere is
//!    noise from then on.
//!
//! The next start looks at the first bytes of `profile.db` and ends or undoes what was begun. When the keys are renewed,
//! every vault follows in the same way (see `renew.rs`).

mod envelope;
mod note;
mod passcode;
mod renew;
mod tries;

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::Duration,
};

use zeroize::Zeroizing;

use self::{
    envelope::{Envelope, Secret, Slot},
    passcode::Cost,
};
use crate::{
    database::lock,
    error::StoreError,
    faults::Faults,
    file,
    key::{FileKey, ProfileKey, Random},
    keyring::{Keyring, SecretError},
    rekey,
    store::Store,
};

pub use self::{
    note::Unsent,
    passcode::{LONGEST, SHORTEST_PHRASE, SHORTEST_PIN, Weak, check_passcode},
};

/// The safe of one profile. Nothing in it remembers a key or a passcode.
pub struct Safe {
    dir: PathBuf,
    keyring: Arc<dyn Keyring>,
    random: Arc<dyn Random>,
    /// When the app started or the last wrong try was, by a clock that only goes forward.
    since: Mutex<Duration>,
    pub(crate) faults: Faults,
}

/// How the profile is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// The keyring's secret is enough, or there is no profile yet.
    Unlocked,
    /// A passcode is needed.
    Locked {
        /// Whether it is made of digits.
        digits: bool,
    },
}

/// Why the safe does not open or change.
#[derive(Debug, thiserror::Error)]
pub enum SafeError {
    /// The keyring does not answer.
    #[error(transparent)]
    Keyring(#[from] SecretError),
    /// The keyring has no secret, or another one than the store was closed with.
    #[error("the keyring's secret is not the one that the store was closed with")]
    Mismatch,
    /// A passcode is needed.
    #[error("a passcode is needed")]
    Locked,
    /// The passcode is another one. The next try is looked at after this time.
    #[error("a wrong passcode")]
    Wrong(Duration),
    /// Too many wrong tries; this one was not looked at. The next is after this time.
    #[error("too many wrong tries")]
    Wait(Duration),
    /// It cannot be a passcode.
    #[error("not fit for a passcode")]
    Weak(Weak),
    /// The store failed.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for SafeError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::WrongKey => Self::Mismatch,
            other => Self::Store(other),
        }
    }
}

impl From<io::Error> for SafeError {
    fn from(error: io::Error) -> Self {
        Self::Store(error.into())
    }
}

/// How a change ended.
pub enum Changed {
    /// It was not begun, and the store is open as it was.
    Refused(SafeError),
    /// The store was closed and is open again. With an error, it is closed by the old passcode as before.
    Reopened(Store, Result<(), SafeError>),
    /// The store was closed and does not open again.
    Closed(SafeError),
}

/// What is new.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// The profile's key.
    Profile,
    /// Every key.
    Everything,
}

type Result<T, E = SafeError> = std::result::Result<T, E>;

impl Safe {
    /// The safe of the profile in this folder. `now` is the time by a clock that only goes forward.
    pub fn new(dir: &Path, keyring: Arc<dyn Keyring>, random: Arc<dyn Random>, now: Duration) -> Self {
        Self { dir: dir.to_owned(), keyring, random, since: Mutex::new(now), faults: Faults::default() }
    }

    /// How the profile is closed. Ends or undoes what a crash interrupted.
    pub fn door(&self) -> Result<Door> {
        let envelope = self.settled()?.filter(Envelope::is_locked);
        Ok(envelope.map_or(Door::Unlocked, |envelope| Door::Locked { digits: envelope.wants_digits() }))
    }

    /// How long it is until a passcode is looked at.
    pub fn wait(&self, now: Duration) -> Duration {
        tries::wait_after(tries::read(&self.tries())).saturating_sub(now.saturating_sub(*lock(&self.since)))
    }

    /// Opens the store, or makes a new one. With a lock, it takes the passcode.
    pub fn open(&self, passcode: Option<&str>, now: Duration) -> Result<Store> {
        let envelope = self.settled()?;
        let key = self.key(envelope.as_ref(), passcode, now)?;
        self.open_with(&key)
    }

    /// Sets, changes or removes the lock. With a lock there is, `passcode` must open it; `next` is what the lock is to be,
    /// none for no lock. The profile's key is another one afterwards, and the old one opens nothing.
    pub fn change_lock(&self, store: &Store, passcode: Option<&str>, next: Option<&str>, now: Duration) -> Changed {
        if let Some(Err(weak)) = next.map(check_passcode) {
            return Changed::Refused(SafeError::Weak(weak));
        }
        self.change(store, passcode, next, Extent::Profile, now)
    }

    /// Gives the profile and every vault new keys. The lock stays as it is.
    pub fn renew_keys(&self, store: &Store, passcode: Option<&str>, now: Duration) -> Changed {
        self.change(store, passcode, passcode, Extent::Everything, now)
    }

    /// Removes a store that is not open, with its keys.
    pub fn erase(&self) -> Result<()> {
        Store::erase(&self.dir)?;
        for path in
            [file::next(&self.profile()), self.envelope(), file::next(&self.envelope()), self.tries(), self.note()]
        {
            file::remove_file(&path)?;
        }
        for slot in [Slot::First, Slot::Second] {
            self.keyring.delete(slot.name())?;
        }
        Ok(())
    }

    fn change(
        &self,
        store: &Store,
        passcode: Option<&str>,
        next: Option<&str>,
        extent: Extent,
        now: Duration,
    ) -> Changed {
        let unlocked = self.settled().and_then(|envelope| {
            let key = self.key(envelope.as_ref(), passcode, now)?;
            // Without a lock a passcode opens nothing, and so must not close anything.
            let locked = envelope.as_ref().is_some_and(Envelope::is_locked);
            Ok((envelope, key, next.filter(|_| extent == Extent::Profile || locked)))
        });
        let (envelope, key, next) = match unlocked {
            Ok(unlocked) => unlocked,
            Err(error) => return Changed::Refused(error),
        };
        let old = envelope.as_ref().map_or(Slot::First, Envelope::slot);
        store.close();
        let new = ProfileKey::random(self.random.as_ref());
        let mut outcome = self.write_anew((&key, old), &new, next);
        outcome = match outcome {
            Err(error) if error.is_stop() => return Changed::Closed(error),
            outcome => outcome,
        };
        // What happened is what the files say, whatever failed on the way.
        let is_new = match self.settled() {
            Ok(now) => now.is_some_and(|now| now.slot() != old),
            Err(error) => return Changed::Closed(error),
        };
        if let Err(error) = &outcome {
            tracing::error!(%error, is_new, "the keys were not changed in order");
        }
        if is_new {
            outcome = match extent {
                Extent::Profile => Ok(()),
                Extent::Everything => self.renew_vaults(&new),
            };
        }
        match outcome {
            Err(error) if error.is_stop() => Changed::Closed(error),
            outcome => match self.open_with(if is_new { &new } else { &key }) {
                Ok(store) => Changed::Reopened(store, outcome),
                Err(error) => Changed::Closed(error),
            },
        }
    }

    /// Steps 1 to 5.
    fn write_anew(&self, (old_key, old): (&ProfileKey, Slot), key: &ProfileKey, passcode: Option<&str>) -> Result<()> {
        let slot = old.other();
        let mut secret: Secret = Zeroizing::new([0; 32]);
        self.random.fill(secret.as_mut_slice());
        self.faults.step()?;
        self.keyring.write(slot.name(), secret.as_slice())?;
        self.faults.step()?;
        let (profile, next) = (self.profile(), file::next(&self.profile()));
        let head = rekey::write_anew(&profile, &FileKey::from(old_key), &next, &FileKey::from(key))
            .map_err(|error| error.in_file("profile"))?;
        self.faults.step()?;
        let lock = passcode.map(|passcode| (passcode, Cost::NEW));
        let envelope = Envelope::seal(key, &head, (slot, &secret), lock, self.random.as_ref())?;
        file::write_whole(&file::next(&self.envelope()), &envelope.to_bytes()?)?;
        self.faults.step()?;
        if passcode.is_some() {
            tries::write(&self.tries(), 0)?;
            self.faults.step()?;
        }
        file::replace(&next, &profile)?;
        self.faults.step()?;
        file::replace(&file::next(&self.envelope()), &self.envelope())?;
        self.faults.step()?;
        Ok(())
    }

    /// The envelope that belongs to the profile, after whatever a crash interrupted was ended or undone; `None` where the
    /// profile's key is the keyring's secret.
    fn settled(&self) -> Result<Option<Envelope>> {
        let (current, next) = (self.envelope(), file::next(&self.envelope()));
        if !Store::exists(&self.dir) {
            // Nothing is closed by it any more.
            for path in [&current, &next, &file::next(&self.profile()), &self.tries(), &self.note()] {
                file::remove_file(path)?;
            }
            return Ok(None);
        }
        let head = file::head(&self.profile())?;
        if let Some(begun) = read_envelope(&next)? {
            if head.is_some_and(|head| begun.opens(head)) {
                file::replace(&next, &current)?;
            } else {
                file::remove_file(&next)?;
            }
            self.faults.step()?;
        }
        file::erase_database(&file::next(&self.profile()))?;
        read_envelope(&current)
    }

    /// The profile's key. Without a profile it is a new one.
    fn key(&self, envelope: Option<&Envelope>, passcode: Option<&str>, now: Duration) -> Result<ProfileKey> {
        let Some(envelope) = envelope else { return self.secret_as_key() };
        let secret = self.secret(envelope.slot())?.ok_or(SafeError::Mismatch)?;
        if !envelope.is_locked() {
            return envelope.open(&secret, None)?.ok_or(SafeError::Mismatch);
        }
        let passcode = passcode.ok_or(SafeError::Locked)?;
        let mut since = lock(&self.since);
        let wrong = tries::read(&self.tries());
        let wait = tries::wait_after(wrong).saturating_sub(now.saturating_sub(*since));
        if wait > Duration::ZERO {
            return Err(SafeError::Wait(wait));
        }
        tries::write(&self.tries(), wrong.saturating_add(1))?;
        *since = now;
        match envelope.open(&secret, Some(passcode))? {
            Some(key) => {
                tries::write(&self.tries(), 0)?;
                Ok(key)
            }
            None => Err(SafeError::Wrong(tries::wait_after(wrong.saturating_add(1)))),
        }
    }

    /// The keyring's secret, which is the profile's key; a new one where there is no profile.
    fn secret_as_key(&self) -> Result<ProfileKey> {
        match self.secret(Slot::First)? {
            Some(secret) => Ok(ProfileKey::new(*secret)),
            None if Store::exists(&self.dir) => Err(SafeError::Mismatch),
            None => {
                let key = ProfileKey::random(self.random.as_ref());
                self.keyring.write(Slot::First.name(), key.as_bytes())?;
                Ok(key)
            }
        }
    }

    fn secret(&self, slot: Slot) -> Result<Option<Secret>> {
        let Some(bytes) = self.keyring.read(slot.name())? else { return Ok(None) };
        bytes.as_slice().try_into().map(|bytes| Some(Zeroizing::new(bytes))).map_err(|_| SafeError::Mismatch)
    }

    /// Opens the store, and then step 6.
    fn open_with(&self, key: &ProfileKey) -> Result<Store> {
        let store = Store::open(&self.dir, key, Arc::clone(&self.random))?;
        let slot = read_envelope(&self.envelope())?.map_or(Slot::First, |envelope| envelope.slot());
        let left = match read_envelope(&file::next(&self.envelope()))? {
            // The new envelope has not got its name yet; the old secret goes when it has.
            Some(_) => Ok(()),
            None => self.keyring.read(slot.other().name()).and_then(|old| match old {
                Some(_) => self.keyring.delete(slot.other().name()),
                None => Ok(()),
            }),
        };
        if let Err(error) = left {
            tracing::warn!(%error, "a secret that opens nothing stays in the keyring until the next start");
        }
        Ok(store)
    }

    fn profile(&self) -> PathBuf {
        file::profile(&self.dir)
    }

    fn envelope(&self) -> PathBuf {
        self.dir.join("profile.key")
    }

    fn tries(&self) -> PathBuf {
        self.dir.join("profile.tries")
    }

    fn note(&self) -> PathBuf {
        self.dir.join("profile.unsent")
    }
}

fn read_envelope(path: &Path) -> Result<Option<Envelope>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(Envelope::parse(&bytes)?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

impl SafeError {
    /// Whether a test stopped the safe here, as a crash would: then nothing is tidied either.
    #[cfg(test)]
    const fn is_stop(&self) -> bool {
        matches!(self, Self::Store(StoreError::Stopped))
    }

    #[cfg(not(test))]
    #[allow(clippy::unused_self, reason = "the same shape as in tests")]
    const fn is_stop(&self) -> bool {
        false
    }
}
