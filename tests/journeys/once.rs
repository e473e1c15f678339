//! Using the app for this once, without keeping anything: where the place for keys cannot be had.

use std::{fs, path::PathBuf};

use engine::SecretError;
use protocol::{ChangeLock, ErrorCode, MarkOpened, Passcode, ReadProfiles, RenewKeys, SaveDocument, UseOnce};
use tests::{Device, Town};

use crate::lock::{files, found};

const FAILURES: [(SecretError, ErrorCode); 4] = [
    (SecretError::Missing, ErrorCode::KeyringMissing),
    (SecretError::Locked, ErrorCode::KeyringLocked),
    (SecretError::Full, ErrorCode::KeyringFull),
    (SecretError::Failed(String::new()), ErrorCode::KeyringFault),
];

#[tokio::test]
async fn without_a_keyring_aino_uses_the_app_for_once_and_nothing_remains() {
    for (error, code) in FAILURES {
        const CANARY: &str = "kanarialintu-laulaa-5b1e";
        let haikkala = Town::haikkala().await.unwrap();
        let (party, _) = haikkala.parties("aino").unwrap().remove(0);
        haikkala.send("m-canary", &party, CANARY).unwrap();
        let device = Device::new().await.unwrap();
        device.host.empty_keyring();
        let device = device.restart_after(|dir| fs::remove_dir_all(dir).unwrap()).await.unwrap();
        device.host.empty_keyring();
        device.host.break_keyring(Some(error));
        let device = device.restart_after(|dir| fs::remove_dir_all(dir).unwrap()).await.unwrap();
        assert_eq!(device.overview().await.unwrap().locked, Some(code));

        device.ask(UseOnce {}).await.unwrap();
        let overview = device.overview().await.unwrap();
        assert!(overview.once && overview.locked.is_none());
        device.connect(&haikkala).await.unwrap();
        device.sync().await.unwrap();
        let inbox = device.inbox().await.unwrap();
        assert!(inbox.iter().any(|item| item.title.value == CANARY));
        device.ask(MarkOpened { item: inbox[0].item.clone() }).await.unwrap();
        // Even while it is used nothing readable lies on the disk, and the keyring has nothing.
        assert_eq!(found(&device.dir(), CANARY.as_bytes()), Vec::<PathBuf>::new());
        assert_eq!(found(&device.dir(), b"SQLite format 3"), Vec::<PathBuf>::new());
        assert!(device.host.secret_names().is_empty());
        // There is nothing to lock or to keep.
        let lock = ChangeLock { passcode: None, next: Some(Passcode::new("137902".to_owned())) };
        assert_eq!(device.ask(lock).await.err().map(|error| error.code), Some(ErrorCode::BadRequest));
        assert!(device.ask(RenewKeys { passcode: None }).await.is_err());
        assert!(device.ask(ReadProfiles {}).await.unwrap().profiles.is_empty());

        device.engine().close().await;
        assert_eq!(files(&device.dir()), Vec::<PathBuf>::new(), "no file remains");
        device.host.break_keyring(None);
        let device = device.restart().await.unwrap();
        assert!(device.overview().await.unwrap().sources.is_empty());
        assert!(!device.overview().await.unwrap().once);
    }
}

#[tokio::test]
async fn what_a_crash_left_of_a_once_goes_at_the_next_start() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let before = device.inbox().await.unwrap();
    device.host.break_keyring(Some(SecretError::Locked));
    let device = device.restart().await.unwrap();
    device.ask(UseOnce {}).await.unwrap();
    assert!(device.inbox().await.unwrap().is_empty(), "it is another store");
    device.connect(&haikkala).await.unwrap();
    device.sync().await.unwrap();
    let once = device.dir().join("once");
    assert!(once.exists());

    // As after a power cut: nothing is closed in order.
    device.host.break_keyring(None);
    let device = device.restart().await.unwrap();
    assert!(!once.exists());
    assert_eq!(device.inbox().await.unwrap(), before, "the profile itself was not touched");
}

#[tokio::test]
async fn a_keyring_that_is_back_is_used_and_not_passed_over() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let before = device.inbox().await.unwrap();
    device.host.break_keyring(Some(SecretError::Missing));
    let device = device.restart().await.unwrap();
    device.host.break_keyring(None);
    device.ask(UseOnce {}).await.unwrap();
    assert!(!device.overview().await.unwrap().once);
    assert_eq!(device.inbox().await.unwrap(), before);
    let refused = SaveDocument { item: before[0].item.clone(), document: "none".to_owned() };
    assert!(device.ask(refused).await.is_err());
}
