//! Nothing readable lies on the disk.

use std::path::Path;

use domain::{change::TombstoneReason, id::RecordKind, message::Message, text::Localized};

use super::support::*;
use crate::ProfileKey;

const CANARY: &str = "kanarialintu-laulaa-7f3a";

/// Every file under the folder that contains the text.
fn found(folder: &Path, text: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(self::found(&path, text));
        } else if std::fs::read(&path).unwrap().windows(text.len()).any(|window| window == text) {
            found.push(path.display().to_string());
        }
    }
    found
}

#[test]
fn no_file_contains_what_was_stored_before_and_after_closing() {
    let (device, store) = aino_with_elsa();
    let bytes = CANARY.repeat(5_000).into_bytes();
    let secret = Message {
        title: Localized::one("fi", CANARY),
        body: Localized::one("fi", CANARY.repeat(300)),
        documents: vec![paper(CANARY, &bytes)],
        ..letter("m", "elsa", "2026-11-16")
    };
    let people = upsert(record(person("helmi", CANARY, domain::party::Relation::Principal)));
    take(&store, page(CANARY, [people, upsert(record(secret))]));
    store.put_document(&key(RecordKind::Message, "m"), &id(CANARY), &bytes, CANARY).unwrap();
    store.set_setting("note", CANARY).unwrap();
    store.set_source_card(&haikkala_id(), CANARY).unwrap();
    assert_eq!(inbox(&store, domain::inbox::Group::New), ["m"]);

    // The test would find it: in a file that is not encrypted it does.
    std::fs::write(device.path().join("plain"), CANARY).unwrap();
    assert_eq!(found(device.path(), CANARY.as_bytes()).len(), 1);
    std::fs::remove_file(device.path().join("plain")).unwrap();

    assert_eq!(found(device.path(), CANARY.as_bytes()), [""; 0]);
    assert_eq!(found(device.path(), b"SQLite format 3"), [""; 0]);
    take(&store, page("2", [end(RecordKind::Message, "m", TombstoneReason::Misdirected)]));
    assert_eq!(found(device.path(), CANARY.as_bytes()), [""; 0]);
    drop(store);
    assert_eq!(found(device.path(), CANARY.as_bytes()), [""; 0]);
}

#[test]
fn a_key_is_never_printed() {
    let printed = format!("{:?}", ProfileKey::new([0xab; 32]));
    assert!(!printed.contains("171") && !printed.to_lowercase().contains("ab"), "{printed}");
}

/// The program that most others follow in what it leaves out.
#[test]
fn a_backup_that_knows_the_mark_takes_nothing_of_the_store() {
    let device = Device::new();
    drop(device.open());
    let listed = std::process::Command::new("tar")
        .args(["--create", "--exclude-caches-all", "--file=-", "--directory"])
        .arg(device.path().parent().unwrap())
        .arg(device.path().file_name().unwrap())
        .output();
    match listed {
        Ok(output) if output.status.success() => {
            let taken = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(!taken.contains("profile.db") && !taken.contains("vaults"), "a file of the store was taken");
        }
        _ => println!("not checked: there is no tar that knows the mark"),
    }
}
