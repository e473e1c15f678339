//! Taking things out of the app and bringing them back.

mod archive;
mod attachments;
mod bad_archives;
mod ends;
mod taking_in;

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

use municipality::world::WorldDocument;
use protocol::{TakeOut, archive::TakenOutView};
use resident_api::{DocumentRecord, FeedRecord, Texts};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tests::{Device, Town, message};

/// The one file in a folder.
fn only_file(folder: &Path) -> PathBuf {
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    files[0].clone()
}

/// The names in a zip file, in order.
fn names(file: &Path) -> Vec<String> {
    let zip = zip::ZipArchive::new(File::open(file).unwrap()).unwrap();
    zip.file_names().map(|name| name.unwrap().into_owned()).collect()
}

/// A file of a zip file.
fn read(file: &Path, name: &str) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(File::open(file).unwrap()).unwrap();
    let mut bytes = Vec::new();
    zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

fn text(file: &Path, name: &str) -> String {
    String::from_utf8(read(file, name)).unwrap()
}

/// A letter to Aino with these files.
fn send_with_files(town: &Town, letter: &str, files: &[(&str, &[u8])]) {
    let (party, _) = town.parties("aino").unwrap().remove(0);
    let mut record = message(letter, &party, "Liitteitä");
    for (number, (name, bytes)) in files.iter().enumerate() {
        let document = WorldDocument {
            id: format!("{letter}-{number}"),
            file_name: "asiakirja".to_owned(),
            media_type: "application/pdf".to_owned(),
            bytes: bytes.to_vec(),
            party: party.clone(),
        };
        town.authority().publish(&document).unwrap();
        record.documents.push(DocumentRecord {
            id: document.id,
            name: Texts { fi: Some((*name).to_owned()), ..Texts::default() },
            media_type: document.media_type,
            size: bytes.len() as u64,
            sha256: hex::encode(Sha256::digest(bytes)),
        });
    }
    town.authority().upsert(FeedRecord::Message(Box::new(record))).unwrap();
}

/// An archive of everything on the device.
async fn archive_of(device: &Device) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    device.host.save_into(Some(folder.path().to_owned()));
    let saved = device.ask(TakeOut { party: None }).await.unwrap();
    assert!(matches!(saved, TakenOutView::Saved { .. }), "{saved:?}");
    let file = only_file(folder.path());
    (folder, file)
}
