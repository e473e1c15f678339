//! The lock and the keys: what opens what, and what is left when the power goes at any step of a change.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use domain::id::{RecordKey, RecordKind};
use zeroize::Zeroizing;

use super::support::*;
use crate::{
    Changed, Door, Keyring, Random, Safe, SafeError, SecretError, Store, StoreError, Unsent, Weak, database::Database,
    file, key::FileKey, migration::Schema, table,
};

const PIN: &str = "137902";
const PHRASE: &str = "kissa istuu ikkunalla";
const START: Duration = Duration::from_hours(1);

/// A keyring that outlives the app, and that can fail from some call on.
#[derive(Default)]
struct Ring {
    secrets: Mutex<BTreeMap<String, Vec<u8>>>,
    calls_left: Mutex<Option<u32>>,
}

impl Ring {
    fn call(&self) -> Result<(), SecretError> {
        match self.calls_left.lock().unwrap().as_mut() {
            Some(0) => Err(SecretError::Full),
            Some(left) => {
                *left -= 1;
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn fail_after(&self, calls: Option<u32>) {
        *self.calls_left.lock().unwrap() = calls;
    }

    fn names(&self) -> Vec<String> {
        self.secrets.lock().unwrap().keys().cloned().collect()
    }

    fn copy(&self) -> Self {
        Self { secrets: Mutex::new(self.secrets.lock().unwrap().clone()), ..Self::default() }
    }
}

impl Keyring for Ring {
    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretError> {
        self.call()?;
        Ok(self.secrets.lock().unwrap().get(name).cloned().map(Zeroizing::new))
    }

    fn write(&self, name: &str, secret: &[u8]) -> Result<(), SecretError> {
        self.call()?;
        self.secrets.lock().unwrap().insert(name.to_owned(), secret.to_vec());
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), SecretError> {
        self.call()?;
        self.secrets.lock().unwrap().remove(name);
        Ok(())
    }
}

/// A device with a keyring.
struct Home {
    device: Device,
    ring: Arc<Ring>,
    random: Arc<Counter>,
}

impl Home {
    fn new() -> Self {
        Self { device: Device::new(), ring: Arc::default(), random: Arc::default() }
    }

    /// A new start of the app.
    fn safe(&self) -> Safe {
        safe(self.device.path(), &self.ring, &self.random)
    }

    /// A device with letters, its store closed.
    fn with_letters(lock: Option<&str>) -> Self {
        let home = Self::new();
        let store = home.safe().open(None, START).unwrap();
        store.enrol_source(&haikkala()).unwrap();
        let letters = (1..30).map(|n| upsert(record(letter(&format!("elsas-{n}"), "elsa", "2026-11-16"))));
        let mine = upsert(record(letter("mine", "aino", "2026-11-16")));
        take(&store, page("1", [aino(), elsa(), mine].into_iter().chain(letters)));
        store.mark_opened(&key(RecordKind::Message, "mine"), now()).unwrap();
        store.set_setting("interface", "sv").unwrap();
        if lock.is_some() {
            reopened(home.safe().change_lock(&store, None, lock, START));
        } else {
            store.close();
        }
        home
    }

    fn picture(&self, store: &Store) -> Picture {
        picture(&self.device, store, &keys())
    }
}

fn safe(dir: &Path, ring: &Arc<Ring>, random: &Arc<Counter>) -> Safe {
    Safe::new(dir, Arc::clone(ring) as Arc<dyn Keyring>, Arc::clone(random) as Arc<dyn Random>, START)
}

fn keys() -> Vec<RecordKey> {
    ["mine", "elsas-1", "elsas-29"].map(|name| key(RecordKind::Message, name)).into()
}

fn reopened(changed: Changed) -> Store {
    match changed {
        Changed::Reopened(store, Ok(())) => store,
        Changed::Reopened(_, Err(error)) | Changed::Refused(error) | Changed::Closed(error) => panic!("{error}"),
    }
}

/// What the resident asks of the safe.
#[derive(Clone, Copy, Debug)]
enum Ask {
    Change(Option<&'static str>),
    Renew,
}

impl Ask {
    fn put(self, safe: &Safe, store: &Store, lock: Option<&str>) -> Changed {
        match self {
            Self::Change(next) => safe.change_lock(store, lock, next, START),
            Self::Renew => safe.renew_keys(store, lock, START),
        }
    }

    /// The lock before and after it.
    fn locks(self, before: Option<&'static str>) -> [Option<&'static str>; 2] {
        match self {
            Self::Change(next) => [before, next],
            Self::Renew => [before, before],
        }
    }
}

const STORIES: [(Option<&str>, Ask); 6] = [
    (None, Ask::Change(Some(PIN))),
    (Some(PIN), Ask::Change(Some(PHRASE))),
    (Some(PIN), Ask::Change(Some(PIN))),
    (Some(PIN), Ask::Change(None)),
    (None, Ask::Renew),
    (Some(PIN), Ask::Renew),
];

/// Opens the store at the next start with whichever passcode it has now. Answers which.
fn open_with_one_of(safe: &Safe, locks: [Option<&'static str>; 2]) -> (Store, Option<&'static str>) {
    if safe.door().unwrap() == Door::Unlocked {
        assert!(locks.contains(&None), "there is no lock before it or after it");
        return (safe.open(None, START).unwrap(), None);
    }
    for lock in locks.into_iter().flatten() {
        match safe.open(Some(lock), START) {
            Ok(store) => return (store, Some(lock)),
            Err(SafeError::Wrong(_)) => {}
            Err(other) => panic!("{other}"),
        }
    }
    panic!("neither passcode opens it");
}

#[test]
fn every_change_of_the_keys_survives_a_kill_at_every_step() {
    static TRIED: AtomicU32 = AtomicU32::new(0);
    for (before, ask) in STORIES {
        let wanted = {
            let home = Home::with_letters(before);
            let store = home.safe().open(before, START).unwrap();
            home.picture(&store)
        };
        for steps in 0.. {
            let home = Home::with_letters(before);
            let safe = home.safe();
            let store = safe.open(before, START).unwrap();
            *safe.faults.steps_left.lock().unwrap() = Some(steps);
            let ended = match ask.put(&safe, &store, before) {
                Changed::Closed(SafeError::Store(StoreError::Stopped)) => false,
                changed => {
                    reopened(changed).close();
                    true
                }
            };
            drop((safe, store));

            // The next start is killed as well, wherever it is in ending or undoing what was begun.
            for again in 0..2 {
                let start = home.safe();
                *start.faults.steps_left.lock().unwrap() = Some(again);
                if start.door().is_err() {
                    TRIED.fetch_add(1, Ordering::Relaxed);
                }
            }
            let start = home.safe();
            let (store, lock) = open_with_one_of(&start, ask.locks(before));
            assert_eq!(home.picture(&store), wanted, "{before:?} {ask:?} stopped after {steps} steps");
            assert!(store.check().unwrap().is_empty());
            assert_eq!(home.ring.names().len(), 1, "{before:?} {ask:?} {steps}: of two secrets one is left");
            for folder in [home.device.path().to_owned(), file::vaults(home.device.path())] {
                let left = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
                assert!(!left.into_iter().any(|name| name.to_string_lossy().contains(".next")), "{ask:?} {steps}");
            }
            // And what was asked for can be asked for again.
            let store = reopened(ask.put(&start, &store, lock));
            assert_eq!(home.picture(&store), wanted, "{before:?} {ask:?} asked again after {steps} steps");
            if ended {
                break;
            }
            TRIED.fetch_add(1, Ordering::Relaxed);
        }
    }
    let tried = TRIED.load(Ordering::Relaxed);
    println!("killed at {tried} points of setting, changing and removing the lock and of renewing the keys");
    assert!(tried >= 60, "{tried}");
}

#[test]
fn a_keyring_that_fails_at_any_call_leaves_a_store_that_opens() {
    for (before, ask) in STORIES {
        for calls in 0.. {
            let home = Home::with_letters(before);
            let safe = home.safe();
            let store = safe.open(before, START).unwrap();
            let wanted = home.picture(&store);
            home.ring.fail_after(Some(calls));
            let changed = ask.put(&safe, &store, before);
            home.ring.fail_after(None);
            let done = matches!(&changed, Changed::Reopened(_, Ok(())));
            match changed {
                Changed::Reopened(store, _) => assert_eq!(home.picture(&store), wanted),
                Changed::Refused(SafeError::Keyring(SecretError::Full)) => assert_eq!(home.picture(&store), wanted),
                Changed::Refused(error) | Changed::Closed(error) => panic!("{ask:?} {calls}: {error}"),
            }
            let (store, _) = open_with_one_of(&home.safe(), ask.locks(before));
            assert_eq!(home.picture(&store), wanted, "{before:?} {ask:?} after {calls} calls");
            assert_eq!(home.ring.names().len(), 1);
            if done && calls > 4 {
                break;
            }
        }
    }
}

#[test]
fn the_files_of_a_half_written_change_are_swept_away() {
    let home = Home::with_letters(Some(PIN));
    for name in ["profile.db.next", "profile.db.next-wal", "vaults/me.db.next", "profile.key.part"] {
        std::fs::write(home.device.path().join(name), [7; 5000]).unwrap();
    }
    let store = home.safe().open(Some(PIN), START).unwrap();
    assert_eq!(store.parties().unwrap().len(), 2);
    assert!(!home.device.path().join("profile.db.next").exists());
    assert!(!home.device.path().join("vaults/me.db.next").exists());
}

/// Opens a profile database as somebody who has this key would.
fn opens(dir: &Path, key: &[u8]) -> bool {
    let Ok(key) = key.try_into() else { return false };
    let copy = tempfile::tempdir().unwrap();
    let path = copy.path().join("profile.db");
    std::fs::copy(file::profile(dir), &path).unwrap();
    Database::open(&path, FileKey::new(key), Schema::Profile, "profile").is_ok()
}

#[test]
fn with_a_lock_neither_the_files_nor_the_keyring_nor_both_open_anything() {
    let home = Home::with_letters(None);
    let first = home.ring.secrets.lock().unwrap()["profile-key"].clone();
    assert!(opens(home.device.path(), &first), "without a lock it does");
    let store = home.safe().open(None, START).unwrap();
    reopened(home.safe().change_lock(&store, None, Some(PIN), START)).close();

    let secrets: Vec<_> = home.ring.secrets.lock().unwrap().values().cloned().collect();
    assert_eq!(secrets.len(), 1);
    for secret in secrets.iter().chain([&first]) {
        assert!(!opens(home.device.path(), secret));
    }
    // The files and the keyring, without the passcode.
    let thief = safe(home.device.path(), &Arc::new(home.ring.copy()), &home.random);
    assert!(matches!(thief.open(None, START), Err(SafeError::Locked)));
    assert!(matches!(thief.open(Some("137903"), START), Err(SafeError::Wrong(_))));
    // The files and the passcode, without the keyring, and with another one.
    let alone = safe(home.device.path(), &Arc::default(), &home.random);
    assert!(matches!(alone.open(Some(PIN), START), Err(SafeError::Mismatch)));
    let other = Arc::new(Ring::default());
    other.write(&home.ring.names()[0], &[9; 32]).unwrap();
    let mixed = safe(home.device.path(), &other, &home.random);
    assert!(matches!(mixed.open(Some(PIN), START), Err(SafeError::Wrong(_))));
    // The envelope is gone.
    std::fs::remove_file(home.device.path().join("profile.key")).unwrap();
    assert!(matches!(home.safe().open(Some(PIN), START), Err(SafeError::Mismatch)));
}

#[test]
fn renewing_gives_every_file_another_key_and_the_old_ones_open_nothing() {
    for lock in [None, Some(PIN)] {
        let home = Home::with_letters(lock);
        let store = home.safe().open(lock, START).unwrap();
        let vault_keys = |store: &Store| {
            let all = store.inner().profile.read(table::vault::all).unwrap();
            all.into_iter().map(|(party, key)| (party, *key.as_bytes())).collect::<BTreeMap<_, _>>()
        };
        let before = vault_keys(&store);
        let store = reopened(home.safe().renew_keys(&store, lock, START));
        let after = vault_keys(&store);
        assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
        store.close();
        for (party, key) in before {
            assert_ne!(key, after[&party]);
            let old = Database::open(&home.device.vault_file(&party), FileKey::new(key), Schema::Vault, "vault");
            assert!(old.is_err(), "{party}");
        }
    }
}

#[test]
fn a_damaged_vault_does_not_hinder_the_renewal_of_the_others() {
    let home = Home::with_letters(None);
    let path = home.device.vault_file(&elsa_id());
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[3 * 4096 + 100] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let store = home.safe().open(None, START).unwrap();
    let store = reopened(home.safe().renew_keys(&store, None, START));
    assert_eq!(group(&store, domain::inbox::Group::Rest, Some(&me()), today()).len(), 1);
    assert_eq!(store.check().unwrap().len(), 1);
}

#[test]
fn wrong_tries_wait_longer_and_longer_and_a_new_start_does_not_help() {
    let home = Home::with_letters(Some(PIN));
    let safe = home.safe();
    let mut now = START;
    let mut waits = Vec::new();
    for _ in 0..9 {
        now += safe.wait(now);
        match safe.open(Some("000001"), now) {
            Err(SafeError::Wrong(wait)) => waits.push(wait.as_secs()),
            other => panic!("{:?}", other.err()),
        }
    }
    assert_eq!(waits, [0, 0, 5, 30, 60, 300, 900, 900, 900]);
    // Not even the right one is looked at before its time, and asking early costs no try.
    now += Duration::from_mins(14);
    assert!(matches!(safe.open(Some(PIN), now), Err(SafeError::Wait(left)) if left == Duration::from_mins(1)));
    // Started again, the whole wait begins anew. No clock that anybody can set has a part in it.
    let again = home.safe();
    assert_eq!(again.wait(START), Duration::from_mins(15));
    assert!(matches!(again.open(Some(PIN), START), Err(SafeError::Wait(_))));
    let open = again.open(Some(PIN), START + Duration::from_mins(15)).unwrap();
    assert_eq!(again.wait(START + Duration::from_mins(15)), Duration::ZERO, "the right one ends it");
    // Without its file the tries count as many.
    open.close();
    std::fs::remove_file(home.device.path().join("profile.tries")).unwrap();
    assert!(matches!(home.safe().open(Some(PIN), START), Err(SafeError::Wait(left)) if left == Duration::from_mins(1)));
}

#[test]
fn a_try_that_is_killed_has_counted() {
    let home = Home::with_letters(Some(PIN));
    let safe = home.safe();
    for _ in 0..3 {
        assert!(safe.open(Some("000001"), START).is_err());
    }
    // As if the process had died between the count and the look: the count is in the file before.
    assert_eq!(std::fs::read_to_string(home.device.path().join("profile.tries")).unwrap(), "00000003\n");
}

#[test]
fn what_must_not_be_changed_without_the_passcode_is_not() {
    let home = Home::with_letters(Some(PIN));
    let safe = home.safe();
    let store = safe.open(Some(PIN), START).unwrap();
    let refused = |changed| match changed {
        Changed::Refused(error) => error,
        _ => panic!("it was changed"),
    };
    assert!(matches!(refused(safe.change_lock(&store, None, None, START)), SafeError::Locked));
    assert!(matches!(refused(safe.change_lock(&store, Some("246813"), None, START)), SafeError::Wrong(_)));
    assert!(matches!(refused(safe.renew_keys(&store, None, START)), SafeError::Locked));
    let weak = refused(safe.change_lock(&store, Some(PIN), Some("123456"), START));
    assert!(matches!(weak, SafeError::Weak(Weak::Simple)));
    assert_eq!(store.parties().unwrap().len(), 2, "the store was open all the time");
}

#[test]
fn a_closed_store_answers_that_it_is_closed_and_not_that_it_is_damaged() {
    let home = Home::with_letters(None);
    let store = home.safe().open(None, START).unwrap();
    let clone = store.clone();
    store.close();
    assert!(matches!(clone.parties(), Err(StoreError::Closed)));
    assert!(matches!(clone.opened_unsent(&haikkala_id(), 1), Err(StoreError::Closed)));
    assert!(clone.damaged().is_empty());
}

#[test]
fn what_is_unsent_is_noted_so_that_the_keyring_opens_it_and_nobody_else() {
    let home = Home::with_letters(Some(PIN));
    let safe = home.safe();
    assert_eq!(safe.unsent(), None);
    safe.note_unsent(Unsent { opened: 3, outgoing: 2 }).unwrap();
    assert_eq!(home.safe().unsent(), Some(Unsent { opened: 3, outgoing: 2 }), "without the passcode");
    let note = std::fs::read(home.device.path().join("profile.unsent")).unwrap();
    assert!(!note.windows(6).any(|window| window == b"opened"));
    let alone = super::safe::safe(home.device.path(), &Arc::default(), &home.random);
    assert_eq!(alone.unsent(), None);
}

#[test]
fn an_erased_safe_leaves_no_file_and_no_secret() {
    let home = Home::with_letters(Some(PIN));
    home.safe().note_unsent(Unsent::default()).unwrap();
    home.safe().erase().unwrap();
    assert!(home.ring.names().is_empty());
    let left: Vec<_> = std::fs::read_dir(home.device.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["vaults"]);
    assert_eq!(home.safe().door().unwrap(), Door::Unlocked);
    assert!(home.safe().open(None, START).unwrap().sources().unwrap().is_empty());
}
