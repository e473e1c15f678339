//! A disk that is really full: a file system of a few megabytes, filled to the last byte.

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
};

use domain::{id::RecordKind, source::SyncFailure};
use protocol::{ChangeSettings, ErrorCode, OpenElsewhere, ReadItem, ReadSettings, SaveDocument, view::SavedView};
use resident_api::FeedRecord;
use serde_json::json;
use tests::{Device, Part, Town, key, message, script, tell};

#[tokio::test]
async fn a_full_disk_loses_nothing_says_so_and_all_is_well_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let needs = json!({ "folder": folder.path() });
    let name = "bad_days::disk::a_device_on_a_small_disk";
    let Some(part) = Part::start_on_small_disk(name, &needs, folder.path(), "48m").await.unwrap() else { return };
    assert_eq!(part.ends_well().await.unwrap(), ["synced", "full", "room again"]);
}

/// Takes the rest of the disk. Gives it back when dropped.
struct Ballast(PathBuf);

impl Ballast {
    fn fill(folder: &Path) -> Self {
        let path = folder.join("ballast");
        let mut file = File::create(&path).unwrap();
        for piece in [1 << 20, 4096, 1] {
            let bytes = vec![7_u8; piece];
            while file.write_all(&bytes).is_ok() {}
        }
        Self(path)
    }
}

impl Drop for Ballast {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

#[tokio::test]
#[ignore = "a part of a_full_disk_loses_nothing_says_so_and_all_is_well_when_there_is_room"]
async fn a_device_on_a_small_disk() {
    let Some(needs) = script() else { return };
    let folder = PathBuf::from(needs["folder"].as_str().unwrap());
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::lasting(&folder).await.unwrap();
    device.connect(&haikkala).await.unwrap();
    device.sync().await.unwrap();
    let before = device.inbox().await.unwrap();
    let (item, document) = a_document(&device).await;
    tell("synced");

    let ballast = Ballast::fill(&folder);
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    for number in 0..300 {
        let mut long = message(&format!("m-{number}"), &aino, "Pitkä kirje");
        long.body.fi = Some(format!("{number} ").repeat(20_000));
        haikkala.authority().upsert(FeedRecord::Message(Box::new(long))).unwrap();
    }
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, Some(SyncFailure::NotStored));
    assert_eq!(device.inbox().await.unwrap(), before, "nothing is lost and nothing is half there");

    // The log of the profile may have room for some changes yet.
    let kept = device.ask(ReadSettings {}).await.unwrap();
    let mut kept_size = kept.text_size;
    let refused = async {
        for change in 0..2000_u16 {
            let text_size = 100 + change % 100;
            let settings = protocol::view::SettingsView { text_size, ..kept.clone() };
            match device.ask(ChangeSettings { settings }).await {
                Ok(_) => kept_size = text_size,
                Err(error) => return Some(error.code),
            }
        }
        None
    };
    assert_eq!(refused.await, Some(ErrorCode::StorageFull));
    assert_eq!(device.ask(ReadSettings {}).await.unwrap().text_size, kept_size, "the setting before is in force");

    device.host.save_into(Some(folder.clone()));
    let save = || SaveDocument { item: item.clone(), document: document.clone() };
    let open = || OpenElsewhere { item: item.clone(), document: document.clone() };
    let files = || fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect::<Vec<_>>();
    let there = files();
    assert_eq!(device.ask(save()).await.err().map(|error| error.code), Some(ErrorCode::NoRoomForCopy));
    assert_eq!(device.ask(open()).await.err().map(|error| error.code), Some(ErrorCode::StorageFull));
    assert_eq!(files(), there, "no half copy remains");
    assert!(device.host.opened_files().is_empty());

    // Started on a full disk, the app shows what it has or says why it cannot.
    let device = device.restart().await.unwrap();
    match device.overview().await.unwrap().locked {
        None => assert_eq!(device.inbox().await.unwrap(), before),
        locked => assert_eq!(locked, Some(ErrorCode::StorageFull)),
    }
    tell("full");

    drop(ballast);
    if device.overview().await.unwrap().locked.is_some() {
        device.ask(protocol::RetryUnlock {}).await.unwrap();
    }
    assert_eq!(device.ask(ReadSettings {}).await.unwrap().text_size, kept_size);
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, None);
    assert_eq!(device.inbox().await.unwrap().len(), before.len() + 300);
    for number in [0, 299] {
        let item = key(haikkala.source(), RecordKind::Message, &format!("m-{number}"));
        device.ask(ReadItem { item }).await.unwrap();
    }
    device.host.save_into(Some(folder.clone()));
    assert_eq!(device.ask(save()).await, Ok(SavedView::Saved));
    device.ask(open()).await.unwrap();
    tell("room again");
}

/// A document that is on the device and larger than the room that the end of a file may have.
async fn a_document(device: &Device) -> (domain::id::RecordKey, String) {
    for headline in device.inbox().await.unwrap() {
        let item = device.ask(ReadItem { item: headline.item }).await.unwrap();
        if let Some(found) =
            item.documents.iter().find(|file| file.on_device && file.size.is_some_and(|size| size > 8192))
        {
            return (item.item, found.id.clone());
        }
    }
    panic!("the demo world has a document of some pages");
}
