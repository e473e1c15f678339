//! The device: offline, without a keyring, in a thief's hands.

use std::{fs, path::Path};

use domain::inbox::Group;
use engine::SecretError;
use protocol::{ErrorCode, ReadInbox, ReadItem, RetryUnlock};
use tests::{Device, Town};

#[tokio::test]
async fn offline_everything_synced_opens_after_a_restart() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let online = device.inbox().await.unwrap();
    haikkala.stop().await;

    let device = device.restart().await.unwrap();
    assert_eq!(device.inbox().await.unwrap(), online);
    for headline in online {
        let item = device.ask(ReadItem { item: headline.item }).await.unwrap();
        for document in item.documents {
            device.engine().serve_document(&document.path, None).await.unwrap();
        }
    }
    let source = device.overview().await.unwrap().sources.remove(0);
    assert!(source.complete_at.is_some(), "how fresh it is survives");
}

#[tokio::test]
async fn without_a_keyring_nothing_is_stored_and_the_app_says_so() {
    for (error, code) in
        [(SecretError::Missing, ErrorCode::KeyringMissing), (SecretError::Locked, ErrorCode::KeyringLocked)]
    {
        let device = Device::new().await.unwrap();
        let fresh = tempfile::tempdir().unwrap();
        device.host.break_keyring(Some(error));
        let engine =
            engine::Engine::open(device.host.clone(), fresh.path().join("store"), connector::Limits::default())
                .await
                .unwrap();
        let overview = engine::Handle::handle(&engine, protocol::ReadOverview {}).await.unwrap();
        assert_eq!(overview.locked, Some(code));
        assert!(files_under(fresh.path()).is_empty(), "no file without a key");
    }
}

#[tokio::test]
async fn a_locked_keyring_can_be_unlocked_later_and_nothing_is_lost() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let before = device.inbox().await.unwrap();

    device.host.break_keyring(Some(SecretError::Locked));
    let device = device.restart().await.unwrap();
    assert_eq!(device.overview().await.unwrap().locked, Some(ErrorCode::KeyringLocked));
    let list = device.ask(ReadInbox { group: Group::Rest, party: None, after: None, limit: 10 }).await;
    assert_eq!(list.err().map(|error| error.code), Some(ErrorCode::KeyringLocked));
    assert_eq!(device.ask(RetryUnlock {}).await.err().map(|error| error.code), Some(ErrorCode::KeyringLocked));

    device.host.break_keyring(None);
    device.ask(RetryUnlock {}).await.unwrap();
    assert_eq!(device.inbox().await.unwrap(), before);
    device.engine().close().await;
}

#[tokio::test]
async fn a_store_whose_key_is_gone_is_a_state_and_not_a_fresh_start() {
    let device = Device::new().await.unwrap();
    device.host.empty_keyring();
    let device = device.restart().await.unwrap();
    assert_eq!(device.overview().await.unwrap().locked, Some(ErrorCode::KeyMismatch));
    assert!(device.host.secret_names().is_empty(), "no new key is made over an old store");
}

#[tokio::test]
async fn a_thief_who_copies_the_folder_reads_nothing() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let mut canaries: Vec<Vec<u8>> = device.host.secret_bytes();
    assert!(canaries.len() >= 2, "a profile key and a token");
    for item in device.inbox().await.unwrap() {
        canaries.push(item.title.value.into_bytes());
    }
    canaries.push(b"Aino Virta".to_vec());
    canaries.push(b"%PDF-1.".to_vec());
    let files = files_under(&device.dir());
    assert!(files.len() >= 4, "a profile and several vaults");
    for file in files {
        let bytes = fs::read(&file).unwrap();
        assert!(!bytes.starts_with(b"SQLite format 3"), "{}", file.display());
        for canary in canaries.iter().filter(|canary| canary.len() > 6) {
            let found = bytes.windows(canary.len()).any(|window| window == canary.as_slice());
            assert!(!found, "{:?} in {}", String::from_utf8_lossy(canary), file.display());
        }
    }
}

fn files_under(dir: &Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    let (dirs, files): (Vec<_>, Vec<_>) = entries.map(|entry| entry.unwrap().path()).partition(|path| path.is_dir());
    files.into_iter().chain(dirs.iter().flat_map(|dir| files_under(dir))).collect()
}
