//! The process is killed, in the middle of whatever it does. The next start finds everything, once.

use std::{
    collections::BTreeSet,
    fs,
    io::Read,
    path::{Path, PathBuf},
    process::Command,
};

use connector::Secret;
use domain::id::{RecordKey, RecordKind, SourceId};
use municipality::{Fault, Gate, world::WorldDocument};
use protocol::{OpenElsewhere, ReadItem, SaveDocument, view::SavedView};
use resident_api::{DocumentRecord, FeedRecord};
use serde_json::json;
use sha2::{Digest, Sha256};
use tests::{Device, Part, Town, key, message, script, tell};

/// Several pages of the feed.
const ITEMS: usize = 1200;

#[tokio::test]
async fn a_first_sync_killed_anywhere_is_ended_by_the_next_start() {
    let haikkala = Town::large_haikkala(ITEMS, 5).await.unwrap();
    let undisturbed = Device::of_aino(&[&haikkala]).await.unwrap();
    undisturbed.sync().await.unwrap();
    let wanted = keys(&undisturbed).await;
    assert!(wanted.len() > ITEMS / 2, "{} items", wanted.len());

    // While it waits for its first, second … answer, and, with the answer given, somewhere in the work that follows.
    for (answers, given) in [(0, false), (1, false), (1, true), (2, false), (2, true), (3, true), (4, true), (6, true)]
    {
        let folder = tempfile::tempdir().unwrap();
        let gate = Gate::default();
        haikkala.faults().begin(Fault::Hold(gate.clone()));
        let token = haikkala.authority().issue_token("aino").unwrap();
        let needs = json!({ "folder": folder.path(), "url": haikkala.base_url().unwrap(), "token": token });
        let part = Part::start("bad_days::killed::a_first_sync", &needs, &[]).unwrap();
        for _ in 0..answers {
            gate.reached().await;
            gate.let_go();
        }
        if !given {
            gate.reached().await;
        }
        part.kill().await.unwrap();
        haikkala.faults().end();

        let device = Device::lasting(folder.path()).await.unwrap();
        if device.overview().await.unwrap().sources.is_empty() {
            // It was killed before it had kept whom to ask.
            device.connect(&haikkala).await.unwrap();
        }
        device.sync().await.unwrap();
        assert_eq!(device.source(&haikkala).await.unwrap().failure, None, "{answers} {given}");
        let inbox = device.inbox().await.unwrap();
        let found: BTreeSet<_> = inbox.iter().map(|headline| headline.item.clone()).collect();
        assert_eq!(found.len(), inbox.len(), "{answers} {given}: nothing is doubled");
        assert_eq!(found, wanted, "{answers} {given}: nothing is lost");
    }
}

#[tokio::test]
#[ignore = "a part of a_first_sync_killed_anywhere_is_ended_by_the_next_start"]
async fn a_first_sync() {
    let Some(needs) = script() else { return };
    let text = |name: &str| needs[name].as_str().unwrap().to_owned();
    let device = Device::lasting(Path::new(&text("folder"))).await.unwrap();
    let token = Secret::new(text("token"));
    device.connect_at(SourceId::new("haikkala"), text("url").parse().unwrap(), token).await.unwrap();
    device.sync().await.unwrap();
    tell("ended");
}

async fn keys(device: &Device) -> BTreeSet<RecordKey> {
    device.inbox().await.unwrap().into_iter().map(|headline| headline.item).collect()
}

/// A folder with the store of a device of Aino's that holds a document larger than any pipe.
async fn device_with_a_large_document(haikkala: &Town) -> (tempfile::TempDir, Vec<u8>) {
    let bytes: Vec<u8> = (0..1_000_000_u32).flat_map(|number| number.to_string().into_bytes()).take(1 << 20).collect();
    let (party, _) = haikkala.parties("aino").unwrap().remove(0);
    let mut record = message("m-large", &party, "Suuri liite");
    record.documents.push(DocumentRecord {
        id: "large".to_owned(),
        name: resident_api::Texts { fi: Some("Luettelo".to_owned()), ..resident_api::Texts::default() },
        media_type: "text/plain".to_owned(),
        size: bytes.len() as u64,
        sha256: hex::encode(Sha256::digest(&bytes)),
    });
    let document = WorldDocument {
        id: "large".to_owned(),
        file_name: "luettelo.txt".to_owned(),
        media_type: "text/plain".to_owned(),
        bytes: bytes.clone(),
        party,
    };
    haikkala.authority().publish(&document).unwrap();
    haikkala.authority().upsert(FeedRecord::Message(Box::new(record))).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let device = Device::lasting(folder.path()).await.unwrap();
    device.connect(haikkala).await.unwrap();
    device.sync().await.unwrap();
    (folder, bytes)
}

fn large() -> RecordKey {
    key(SourceId::new("haikkala"), RecordKind::Message, "m-large")
}

/// The place where the copy is written is a pipe, so that the test sees the first bytes and kills in the middle.
#[tokio::test]
async fn a_copy_whose_writing_is_killed_is_never_half_there_under_its_name() {
    let haikkala = Town::haikkala().await.unwrap();
    let (folder, bytes) = device_with_a_large_document(&haikkala).await;
    let downloads = folder.path().join("downloads");
    fs::create_dir(&downloads).unwrap();
    let pipe = downloads.join(".Luettelo.txt.part");
    match Command::new("mkfifo").arg(&pipe).status() {
        Ok(status) if status.success() => {}
        other => {
            println!("not checked: this system makes no named pipes ({other:?})");
            return;
        }
    }
    let needs = json!({ "folder": folder.path(), "downloads": downloads, "elsewhere": false });
    let part = Part::start("bad_days::killed::a_copy", &needs, &[]).unwrap();
    let reading = tokio::task::spawn_blocking({
        let pipe = pipe.clone();
        move || {
            let mut first = [0; 4096];
            let mut pipe = fs::File::open(pipe)?;
            pipe.read_exact(&mut first).map(|()| (pipe, first))
        }
    });
    let (pipe_held, first) = reading.await.unwrap().unwrap();
    assert_eq!(first[..], bytes[..4096]);
    part.kill().await.unwrap();
    drop(pipe_held);
    let chosen = downloads.join("Luettelo.txt");
    assert!(!chosen.exists(), "no half copy bears the chosen name");

    fs::remove_file(&pipe).unwrap();
    let device = Device::lasting(folder.path()).await.unwrap();
    device.host.save_into(Some(downloads));
    let saved = device.ask(SaveDocument { item: large(), document: "large".to_owned() }).await;
    assert_eq!(saved, Ok(SavedView::Saved));
    assert_eq!(fs::read(chosen).unwrap(), bytes);
}

#[tokio::test]
async fn a_copy_for_another_app_goes_at_the_next_start_when_the_app_was_killed() {
    let haikkala = Town::haikkala().await.unwrap();
    let (folder, bytes) = device_with_a_large_document(&haikkala).await;
    let needs = json!({ "folder": folder.path(), "downloads": folder.path(), "elsewhere": true });
    let mut part = Part::start("bad_days::killed::a_copy", &needs, &[]).unwrap();
    let copy = PathBuf::from(part.told().await.unwrap().unwrap());
    assert_eq!(fs::read(&copy).unwrap(), bytes);
    part.kill().await.unwrap();
    assert!(copy.exists(), "a killed app tidies nothing");

    let device = Device::lasting(folder.path()).await.unwrap();
    assert!(!copy.exists());
    let item = device.ask(ReadItem { item: large() }).await.unwrap();
    assert!(item.documents[0].on_device, "the document itself stays");
}

#[tokio::test]
#[ignore = "a part of the journeys in which a copy is killed"]
async fn a_copy() {
    let Some(needs) = script() else { return };
    let path = |name: &str| PathBuf::from(needs[name].as_str().unwrap());
    let device = Device::lasting(&path("folder")).await.unwrap();
    device.host.save_into(Some(path("downloads")));
    let document = "large".to_owned();
    if needs["elsewhere"].as_bool().unwrap() {
        device.ask(OpenElsewhere { item: large(), document }).await.unwrap();
        tell(device.host.opened_files().remove(0).display());
    } else {
        device.ask(SaveDocument { item: large(), document }).await.unwrap();
    }
    std::future::pending::<()>().await;
}
