//! The device: offline, in a thief's hands.

use std::{fs, path::Path};

use protocol::ReadItem;
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
