//! The lock of the app: what it opens, what is known while it is locked, and what is left when the power goes.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use domain::{id::RecordKind, inbox::Group, text::Language};
use engine::{Engine, SecretError};
use protocol::{
    ChangeLock, ChangeLockOptions, ChangeSettings, ErrorCode, Event, LockNow, MarkOpened, NoteUse, OpenElsewhere,
    Passcode, ReadInbox, ReadItem, ReadLock, ReadSettings, RenewKeys, RetryUnlock, StartOver, SyncNow, Tag,
    lock::{LockAfter, LockKind, LockOptionsView, PasscodeView, UnsentView},
};
use serde_json::json;
use store::{ProfileKey, Store};
use tests::{Device, Part, Town, key, script, tell};

const PIN: &str = "137902";

async fn aino(haikkala: &Town) -> Device {
    let device = Device::of_aino(&[haikkala]).await.unwrap();
    device.sync().await.unwrap();
    device
}

async fn locked(device: &Device) -> Option<ErrorCode> {
    device.overview().await.unwrap().locked
}

fn passcode(typed: &str) -> Passcode {
    Passcode::new(typed.to_owned())
}

/// Every file below the folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let below = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    below.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Every file below the folder that contains the text.
pub fn found(folder: &Path, text: &[u8]) -> Vec<PathBuf> {
    let holds = |path: &PathBuf| fs::read(path).unwrap().windows(text.len()).any(|window| window == text);
    files(folder).into_iter().filter(holds).collect()
}

#[tokio::test]
async fn aino_locks_her_app_and_opens_it_again() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = aino(&haikkala).await;
    let before = device.inbox().await.unwrap();
    assert_eq!(device.ask(LockNow {}).await, Ok(false));
    assert_eq!(locked(&device).await, None, "without a passcode there is nothing to lock with");

    device.set_lock(PIN).await.unwrap();
    assert_eq!(device.inbox().await.unwrap(), before, "setting it interrupts nothing");
    assert_eq!(device.overview().await.unwrap().lock, Some(LockKind::Pin));
    assert!(device.host.hides_content());

    device.ask(LockNow {}).await.unwrap();
    assert_eq!(locked(&device).await, Some(ErrorCode::AppLocked));
    let list = device.ask(ReadInbox { group: Group::New, party: None, after: None, limit: 10 }).await;
    assert_eq!(list.err().map(|error| error.code), Some(ErrorCode::AppLocked));
    let document = device.engine().serve_document("haikkala/message/1/1", None).await;
    assert_eq!(document.err().map(|error| error.code), Some(ErrorCode::AppLocked));
    assert_eq!(device.ask(RetryUnlock {}).await.err().map(|error| error.code), Some(ErrorCode::AppLocked));

    assert_eq!(device.unlock("137903").await, Ok(PasscodeView::Wrong { wait: 0 }));
    assert_eq!(locked(&device).await, Some(ErrorCode::AppLocked));
    assert_eq!(device.unlock(PIN).await, Ok(PasscodeView::Accepted));
    assert_eq!(device.inbox().await.unwrap(), before);
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, None);

    // It is locked at the next start, too.
    let device = device.restart().await.unwrap();
    assert_eq!(locked(&device).await, Some(ErrorCode::AppLocked));
    assert_eq!(device.unlock(PIN).await, Ok(PasscodeView::Accepted));
    assert_eq!(device.inbox().await.unwrap(), before);
}

#[tokio::test]
async fn the_lock_is_changed_and_removed_only_by_who_opens_it() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = aino(&haikkala).await;
    let before = device.inbox().await.unwrap();
    let change =
        |old: Option<&str>, next: Option<&str>| ChangeLock { passcode: old.map(passcode), next: next.map(passcode) };
    for (next, answer) in [("13790", PasscodeView::Length), ("123456", PasscodeView::Simple)] {
        assert_eq!(device.ask(change(None, Some(next))).await, Ok(answer));
    }
    device.set_lock(PIN).await.unwrap();
    assert_eq!(device.ask(change(Some("246802"), None)).await, Ok(PasscodeView::Wrong { wait: 0 }));
    let without = device.ask(change(None, None)).await;
    assert_eq!(without.err().map(|error| error.code), Some(ErrorCode::AppLocked));
    assert_eq!(device.ask(change(Some(PIN), Some("kissa istuu ikkunalla"))).await, Ok(PasscodeView::Accepted));
    assert_eq!(device.ask(ReadLock {}).await.unwrap().kind, Some(LockKind::Phrase));
    let device = device.restart().await.unwrap();
    assert_eq!(device.unlock(PIN).await, Ok(PasscodeView::Wrong { wait: 0 }));
    assert_eq!(device.unlock("kissa istuu ikkunalla").await, Ok(PasscodeView::Accepted));
    assert_eq!(device.ask(change(Some("kissa istuu ikkunalla"), None)).await, Ok(PasscodeView::Accepted));
    assert!(!device.host.hides_content());
    let device = device.restart().await.unwrap();
    assert_eq!(device.inbox().await.unwrap(), before, "opened without asking");
}

/// Whether any of these secrets opens the profile.
fn opens(dir: &Path, secrets: &[Vec<u8>]) -> bool {
    struct Zero;
    impl store::Random for Zero {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(0);
        }
    }
    secrets.iter().filter_map(|secret| <[u8; 32]>::try_from(secret.as_slice()).ok()).any(|key| {
        let copy = tempfile::tempdir().unwrap();
        fs::copy(dir.join("profile.db"), copy.path().join("profile.db")).unwrap();
        Store::open(copy.path(), &ProfileKey::new(key), std::sync::Arc::new(Zero)).is_ok()
    })
}

#[tokio::test]
async fn a_stolen_folder_opens_nothing_not_even_with_the_keyring() {
    const CANARY: &str = "kanarialintu-laulaa-91c7";
    let haikkala = Town::haikkala().await.unwrap();
    let device = aino(&haikkala).await;
    let (party, _) = haikkala.parties("aino").unwrap().remove(0);
    haikkala.send("m-canary", &party, CANARY).unwrap();
    device.sync().await.unwrap();
    let first = device.host.secret_bytes();
    device.set_lock(PIN).await.unwrap();
    device.ask(MarkOpened { item: key(haikkala.source(), RecordKind::Message, "m-canary") }).await.unwrap();
    device.ask(LockNow {}).await.unwrap();
    let (dir, secrets) = (device.dir(), [first, device.host.secret_bytes()].concat());

    assert!(!opens(&dir, &secrets));
    for text in
        [CANARY.as_bytes(), b"SQLite format 3", PIN.as_bytes()].into_iter().chain(secrets.iter().map(Vec::as_slice))
    {
        assert_eq!(found(&dir, text), Vec::<PathBuf>::new());
    }
    // A thief who has the folder and the keyring, but not the passcode.
    let thief = device.copied().await.unwrap();
    assert_eq!(locked(&thief).await, Some(ErrorCode::AppLocked));
    assert_eq!(thief.unlock("137903").await, Ok(PasscodeView::Wrong { wait: 0 }));
    assert_eq!(thief.unlock("").await, Ok(PasscodeView::Wrong { wait: 0 }));
    // And one who has the folder and the passcode, but not the keyring.
    let thief = device.copied().await.unwrap();
    thief.host.empty_keyring();
    assert_eq!(thief.unlock(PIN).await.err().map(|error| error.code), Some(ErrorCode::KeyMismatch));
}

#[tokio::test]
async fn while_locked_a_source_is_only_asked_whether_anything_is_new() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = aino(&haikkala).await;
    device.set_lock(PIN).await.unwrap();
    device.ask(LockNow {}).await.unwrap();
    let asked_before = haikkala.requests("/").len();
    let mut events = device.engine().events();

    device.ask(SyncNow { source: None }).await.unwrap();
    assert!(!device.ask(ReadLock {}).await.unwrap().news);
    let (party, _) = haikkala.parties("aino").unwrap().remove(0);
    haikkala.send("m-new", &party, "Kirjastoauto tulee torille").unwrap();
    let bytes = || files(&device.dir()).iter().map(|path| fs::read(path).unwrap()).collect::<Vec<_>>();
    let stored = bytes();
    device.ask(SyncNow { source: None }).await.unwrap();
    assert!(device.ask(ReadLock {}).await.unwrap().news);
    assert_eq!(events.try_recv().unwrap(), Event::Changed(vec![Tag::Lock]));
    assert!(bytes() == stored, "nothing is stored");
    device.ask(SyncNow { source: None }).await.unwrap();
    assert!(events.try_recv().is_err(), "it is told once, and then nobody is asked any more");
    let asked = haikkala.requests("/").split_off(asked_before);
    assert_eq!(asked.len(), 2, "{asked:?}");
    for request in &asked {
        assert!(request.target.starts_with("/v1/changes") && request.target.contains("limit=1"), "{}", request.target);
    }

    // Unlocked, it comes as if it had never been asked about.
    device.unlock(PIN).await.unwrap();
    assert!(!device.inbox().await.unwrap().iter().any(|item| item.item.id.as_str() == "m-new"));
    device.sync().await.unwrap();
    assert!(device.inbox().await.unwrap().iter().any(|item| item.item.id.as_str() == "m-new"));
}

#[tokio::test]
async fn before_the_first_unlock_nobody_is_asked_anything() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = aino(&haikkala).await;
    device.set_lock(PIN).await.unwrap();
    let device = device.restart().await.unwrap();
    device.engine().run_in_background();
    let before = haikkala.requests("/").len();
    device.ask(SyncNow { source: None }).await.unwrap();
    assert_eq!(haikkala.requests("/").len(), before);
    assert!(!device.ask(ReadLock {}).await.unwrap().news);
}

#[tokio::test]
async fn locking_takes_the_copies_of_other_apps_along_and_ends_what_is_under_way() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = aino(&haikkala).await;
    device.set_lock(PIN).await.unwrap();
    let mut copied = false;
    for headline in device.inbox().await.unwrap() {
        let item = device.ask(ReadItem { item: headline.item.clone() }).await.unwrap();
        for document in item.documents {
            copied |= device.ask(OpenElsewhere { item: headline.item.clone(), document: document.id }).await.is_ok();
        }
    }
    assert!(copied);
    let others = device.host.opened_files();
    assert!(others.iter().all(|copy| copy.exists()));

    // A pull that hangs in the air when the app locks.
    let gate = municipality::Gate::default();
    haikkala.faults().begin(municipality::Fault::Hold(gate.clone()));
    let syncing = tokio::spawn({
        let engine = device.engine().clone();
        async move { engine::Handle::handle(&engine, SyncNow { source: None }).await }
    });
    gate.reached().await;
    device.ask(LockNow {}).await.unwrap();
    assert_eq!(syncing.await.unwrap().err().map(|error| error.code), Some(ErrorCode::AppLocked));
    haikkala.faults().end();
    assert!(others.iter().all(|copy| !copy.exists()));
}

#[tokio::test]
async fn it_locks_by_itself_when_nobody_uses_it() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = aino(&haikkala).await;
    device.set_lock(PIN).await.unwrap();
    for (after, minutes) in [(LockAfter::OneMinute, 1), (LockAfter::FiveMinutes, 5), (LockAfter::FifteenMinutes, 15)] {
        device.ask(ChangeLockOptions { options: LockOptionsView { after, cover: true } }).await.unwrap();
        device.ask(NoteUse { hidden: true }).await.unwrap();
        device.host.pass(Duration::from_secs(minutes * 60 - 1));
        device.engine().lock_if_unused_now().await;
        assert_eq!(locked(&device).await, None, "{after:?}");
        device.host.pass(Duration::from_secs(1));
        device.engine().lock_if_unused_now().await;
        assert_eq!(locked(&device).await, Some(ErrorCode::AppLocked), "{after:?}");
        device.unlock(PIN).await.unwrap();
        assert_eq!(device.ask(ReadLock {}).await.unwrap().options, LockOptionsView { after, cover: true });
    }
    let options = LockOptionsView { after: LockAfter::Hidden, cover: false };
    device.ask(ChangeLockOptions { options }).await.unwrap();
    device.ask(NoteUse { hidden: false }).await.unwrap();
    assert_eq!(locked(&device).await, None);
    device.ask(NoteUse { hidden: true }).await.unwrap();
    assert_eq!(locked(&device).await, Some(ErrorCode::AppLocked));
}

#[tokio::test]
async fn too_many_wrong_tries_wait_and_starting_again_does_not_help() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = aino(&haikkala).await;
    device.set_lock(PIN).await.unwrap();
    device.ask(LockNow {}).await.unwrap();
    for wait in [0, 0, 5] {
        assert_eq!(device.unlock("000001").await, Ok(PasscodeView::Wrong { wait }));
    }
    assert_eq!(device.unlock(PIN).await, Ok(PasscodeView::Wait { wait: 5 }));
    device.host.pass(Duration::from_secs(4));
    let device = device.restart().await.unwrap();
    assert_eq!(device.ask(ReadLock {}).await.unwrap().wait, 5, "the wait begins anew");
    // The wall's clock set to next year changes nothing.
    device.host.set_now(tests::today().and_hms_opt(7, 12, 0).unwrap().and_utc() + chrono::Duration::days(365));
    assert_eq!(device.unlock(PIN).await, Ok(PasscodeView::Wait { wait: 5 }));
    device.host.pass(Duration::from_secs(5));
    assert_eq!(device.unlock(PIN).await, Ok(PasscodeView::Accepted));
}

#[tokio::test]
async fn aino_forgets_her_passcode_and_is_told_what_goes_before_it_goes() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = aino(&haikkala).await;
    device.set_lock(PIN).await.unwrap();
    let new = device.group(Group::New, None).await.unwrap();
    device.ask(MarkOpened { item: new[0].item.clone() }).await.unwrap();
    let mut settings = device.ask(ReadSettings {}).await.unwrap();
    settings.language = Language::Sv;
    device.ask(ChangeSettings { settings }).await.unwrap();
    let device = device.restart().await.unwrap();

    assert_eq!(device.ask(ReadLock {}).await.unwrap().unsent, Some(UnsentView { opened: 1, letters: 0 }));
    assert_eq!(device.ask(ReadSettings {}).await.unwrap().language, Language::Fi, "a closed profile tells nothing");
    device.ask(StartOver {}).await.unwrap();
    assert_eq!(locked(&device).await, None);
    let overview = device.overview().await.unwrap();
    assert!(overview.sources.is_empty() && overview.lock.is_none());
    device.connect(&haikkala).await.unwrap();
    device.sync().await.unwrap();
    let device = device.restart().await.unwrap();
    assert_eq!(locked(&device).await, None, "there is no lock any more");
    assert!(!device.inbox().await.unwrap().is_empty());
}

#[tokio::test]
async fn what_was_told_at_the_source_is_not_noted_as_unsent() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = aino(&haikkala).await;
    device.set_lock(PIN).await.unwrap();
    let new = device.group(Group::New, None).await.unwrap();
    device.ask(MarkOpened { item: new[0].item.clone() }).await.unwrap();
    device.sync().await.unwrap();
    device.ask(LockNow {}).await.unwrap();
    assert_eq!(device.ask(ReadLock {}).await.unwrap().unsent, Some(UnsentView { opened: 0, letters: 0 }));
}

#[tokio::test]
async fn the_keys_are_renewed_and_nothing_is_lost() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = aino(&haikkala).await;
    let before = device.inbox().await.unwrap();
    let secrets = device.host.secret_bytes();
    assert_eq!(device.ask(RenewKeys { passcode: None }).await, Ok(PasscodeView::Accepted));
    assert_eq!(device.inbox().await.unwrap(), before);
    let changed = device.host.secret_bytes().iter().filter(|secret| !secrets.contains(secret)).count();
    assert_eq!(changed, 1, "the profile's secret is another one, the token is the same");
    device.set_lock(PIN).await.unwrap();
    assert_eq!(device.ask(RenewKeys { passcode: Some(passcode("246802")) }).await, Ok(PasscodeView::Wrong { wait: 0 }));
    assert_eq!(device.ask(RenewKeys { passcode: Some(passcode(PIN)) }).await, Ok(PasscodeView::Accepted));
    device.sync().await.unwrap();
    let device = device.restart().await.unwrap();
    assert_eq!(device.unlock(PIN).await, Ok(PasscodeView::Accepted));
    assert_eq!(device.inbox().await.unwrap(), before);
}

/// Whoever reads while the keys change waits, and is answered as if nothing had happened.
#[tokio::test]
async fn who_reads_while_the_keys_change_is_answered() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = aino(&haikkala).await;
    let before = device.inbox().await.unwrap();
    let renewing = device.ask(RenewKeys { passcode: None });
    let reading = async {
        for _ in 0..10 {
            assert_eq!(device.inbox().await.unwrap(), before);
            device.sync().await.unwrap();
        }
    };
    let (renewed, ()) = tokio::join!(renewing, reading);
    assert_eq!(renewed, Ok(PasscodeView::Accepted));
    assert_eq!(device.source(&haikkala).await.unwrap().failure, None);
}

#[tokio::test]
async fn a_keyring_that_takes_nothing_more_leaves_everything_as_it_was() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = aino(&haikkala).await;
    let before = device.inbox().await.unwrap();
    device.host.break_keyring(Some(SecretError::Full));
    let change = ChangeLock { passcode: None, next: Some(passcode(PIN)) };
    assert_eq!(device.ask(change).await.err().map(|error| error.code), Some(ErrorCode::KeyringFull));
    assert_eq!(device.inbox().await.unwrap(), before);
    device.host.break_keyring(None);
    let device = device.restart().await.unwrap();
    assert_eq!(device.inbox().await.unwrap(), before);
}

/// The process is killed somewhere in setting, changing and renewing, again and again. It always opens with one of the two
/// passcodes it can have, and nothing is lost.
#[tokio::test]
async fn an_app_killed_while_its_keys_change_opens_and_has_everything() {
    let haikkala = Town::haikkala().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let device = Device::lasting(folder.path()).await.unwrap();
    device.connect(&haikkala).await.unwrap();
    device.sync().await.unwrap();
    let before = device.inbox().await.unwrap();
    device.engine().close().await;
    drop(device);
    let mut killed = 0;
    for wait in [0, 5, 20, 60, 120, 200, 330] {
        let mut part = Part::start("lock::keys_that_change", &json!({ "folder": folder.path() }), &[]).unwrap();
        assert_eq!(part.told().await.unwrap().as_deref(), Some("begins"));
        // No event tells when a rename is near; any moment is a good one.
        tokio::time::sleep(Duration::from_millis(wait)).await;
        part.kill().await.unwrap();
        killed += 1;
        let device = Device::lasting(folder.path()).await.unwrap();
        open(&device).await;
        assert_eq!(device.inbox().await.unwrap(), before, "killed after {wait} ms");
        device.engine().close().await;
    }
    println!("killed {killed} times while keys changed");
}

/// Opens it with whichever of the passcodes it has now, and answers which. What was killed while it looked at a passcode has
/// counted as a wrong try, so it may have to be waited for.
async fn open(device: &Device) -> Option<&'static str> {
    locked(device).await?;
    for lock in [PIN, "kissa istuu ikkunalla"] {
        device.host.pass(Duration::from_mins(15));
        if device.unlock(lock).await == Ok(PasscodeView::Accepted) {
            return Some(lock);
        }
    }
    panic!("neither passcode opens it");
}

#[tokio::test]
#[ignore = "a part of an_app_killed_while_its_keys_change_opens_and_has_everything"]
async fn keys_that_change() {
    let Some(needs) = script() else { return };
    let device = Device::lasting(Path::new(needs["folder"].as_str().unwrap())).await.unwrap();
    let mut now = open(&device).await;
    tell("begins");
    loop {
        for next in [Some(PIN), Some("kissa istuu ikkunalla"), None] {
            let change = ChangeLock { passcode: now.map(passcode), next: next.map(passcode) };
            assert_eq!(device.ask(change).await, Ok(PasscodeView::Accepted));
            now = next;
            assert_eq!(device.ask(RenewKeys { passcode: now.map(passcode) }).await, Ok(PasscodeView::Accepted));
        }
    }
}

/// Both at once: whichever comes first, the store is given up whole or opened whole.
#[tokio::test]
async fn giving_up_and_trying_again_are_held_apart() {
    let haikkala = Town::haikkala().await.unwrap();
    for _ in 0..4 {
        let device = aino(&haikkala).await;
        let before = device.inbox().await.unwrap();
        let secrets = device.host.take_secrets();
        let device = device.restart().await.unwrap();
        device.host.put_secrets(secrets);
        let (given_up, again) = tokio::join!(device.ask(StartOver {}), device.ask(RetryUnlock {}));
        assert_eq!((given_up, again), (Ok(()), Ok(())));
        assert_eq!(device.inbox().await.unwrap(), before, "it opens after all, and is kept");
    }
    // And where nothing opens it, one of them begins anew and the other finds that.
    let device = aino(&haikkala).await;
    device.host.empty_keyring();
    let device = device.restart().await.unwrap();
    let (given_up, _, again) =
        tokio::join!(device.ask(StartOver {}), device.ask(RetryUnlock {}), device.ask(StartOver {}));
    assert_eq!((given_up, again), (Ok(()), Ok(())));
    assert!(device.overview().await.unwrap().sources.is_empty());
    assert_eq!(locked(&device).await, None);
}

#[tokio::test]
async fn an_engine_that_was_closed_while_locked_is_closed() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = aino(&haikkala).await;
    device.set_lock(PIN).await.unwrap();
    device.ask(LockNow {}).await.unwrap();
    let engine: &Engine = device.engine();
    engine.close().await;
}
