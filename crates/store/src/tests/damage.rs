//! Flipped bits, missing files and full disks.

use std::{
    fs::OpenOptions,
    io::{Read, Seek, SeekFrom, Write},
    path::Path,
};

use domain::{id::RecordKind, inbox::Group};

use super::support::*;
use crate::{Store, StoreError};

fn flip_bit(path: &Path, at: u64) {
    let mut file = OpenOptions::new().read(true).write(true).open(path).unwrap();
    let mut byte = [0];
    file.seek(SeekFrom::Start(at)).unwrap();
    file.read_exact(&mut byte).unwrap();
    file.seek(SeekFrom::Start(at)).unwrap();
    file.write_all(&[byte[0] ^ 0x10]).unwrap();
}

fn letters() -> Vec<domain::change::Change> {
    let to = |party: &'static str| {
        (1..40).map(move |n| upsert(record(letter(&format!("{party}-{n:02}"), party, "2026-11-16"))))
    };
    to("aino").chain(to("elsa")).collect()
}

fn with_letters() -> (Device, Store) {
    let (device, store) = aino_with_elsa();
    take(&store, page("letters", letters()));
    (device, store)
}

/// Elsa's vault is found damaged somewhere between opening and checking; nothing of Aino's is touched by it.
#[test]
fn a_flipped_bit_anywhere_is_found_and_the_other_vaults_go_on() {
    let pages = {
        let (device, store) = with_letters();
        drop(store);
        std::fs::metadata(device.vault_file(&elsa_id())).unwrap().len() / 4096
    };
    assert!(pages > 10);
    for page_number in (0..pages).step_by(3) {
        let (device, store) = with_letters();
        drop(store);
        flip_bit(&device.vault_file(&elsa_id()), page_number * 4096 + 1234);
        let store = device.open();
        assert_eq!(group(&store, Group::New, Some(&me()), today()).len(), 39, "page {page_number}");
        let damage = store.check().unwrap();
        assert_eq!(damage.len(), 1, "page {page_number}");
        assert_eq!(damage[0].party, Some(elsa_id()));
        assert_eq!(store.damaged(), damage);
        assert_eq!(inbox(&store, Group::New).len(), 39);
        let asked = store.count(Group::New, Some(&elsa_id()), today());
        assert!(matches!(asked, Err(StoreError::Damaged { .. })), "page {page_number}");
    }
}

#[test]
fn a_damaged_profile_is_not_taken_for_a_wrong_key() {
    let (device, store) = with_letters();
    drop(store);
    let path = device.path().join("profile.db");
    flip_bit(&path, 2 * 4096 + 99);
    let found = match device.try_open(KEY) {
        Ok(store) => store.check().unwrap().first().map(|damage| damage.party.clone()),
        Err(StoreError::Damaged { what }) if what == "profile" => Some(None),
        Err(other) => panic!("{other}"),
    };
    assert_eq!(found, Some(None));
}

#[test]
fn a_sound_profile_has_nothing_to_report() {
    let (_device, store) = with_letters();
    assert!(store.check().unwrap().is_empty());
}

#[test]
fn a_damaged_vault_is_set_aside_and_filled_again_from_its_sources() {
    let (device, store) = with_letters();
    drop(store);
    flip_bit(&device.vault_file(&elsa_id()), 1234);
    let store = device.open();
    assert_eq!(store.damaged().len(), 1);

    // Pages go on for the others meanwhile.
    let more = [
        upsert(record(letter("aino-new", "aino", "2026-11-17"))),
        upsert(record(letter("elsa-new", "elsa", "2026-11-17"))),
    ];
    let applied = take(&store, page("more", more.clone()));
    assert_eq!((applied.upserted, applied.damaged), (1, vec![elsa_id()]));

    store.quarantine_vault(&elsa_id()).unwrap();
    assert!(store.damaged().is_empty());
    assert_eq!(store.source(&haikkala_id()).unwrap().unwrap().cursor, None, "it will be read from the beginning");
    let aside = format!("{}.db.aside", elsa_id());
    assert!(device.vault_files().contains(&aside));

    let everything = [aino(), elsa()].into_iter().chain(letters()).chain(more);
    take(&store, page("letters", everything));
    assert_eq!(group(&store, Group::New, Some(&elsa_id()), today()).len(), 40);
    assert_eq!(group(&store, Group::New, Some(&me()), today()).len(), 40);
    assert!(!device.vault_files().contains(&aside), "everything has come again");
    assert!(store.check().unwrap().is_empty());
}

#[test]
fn a_missing_vault_is_damage_and_not_an_empty_one() {
    let (device, store) = with_letters();
    drop(store);
    std::fs::remove_file(device.vault_file(&elsa_id())).unwrap();
    let store = device.open();
    assert_eq!(store.damaged()[0].party, Some(elsa_id()));
    store.quarantine_vault(&elsa_id()).unwrap();
    take(&store, page("all", [aino(), elsa()].into_iter().chain(letters())));
    assert_eq!(group(&store, Group::New, Some(&elsa_id()), today()).len(), 39);
}

#[test]
fn setting_aside_can_be_stopped_anywhere() {
    for steps in 0.. {
        let (device, store) = with_letters();
        *store.inner().faults.steps_left.lock().unwrap() = Some(steps);
        let done = store.quarantine_vault(&elsa_id());
        drop(store);
        let store = device.open();
        if let Some(found) = store.damaged().first() {
            assert_eq!(found.party, Some(elsa_id()));
            store.quarantine_vault(&elsa_id()).unwrap();
        }
        take(&store, page("all", [aino(), elsa()].into_iter().chain(letters())));
        assert_eq!(inbox(&store, Group::New).len(), 78, "stopped after {steps} steps");
        assert_eq!(device.vault_files().len(), 2);
        if done.is_ok() {
            assert!(steps > 1);
            return;
        }
    }
}

/// The power fails after the profile's commit reached the disk and before the vault's did: an older copy of the vault.
#[test]
fn a_vault_that_lost_its_latest_pages_gets_them_again() {
    let (device, store) = with_letters();
    drop(store);
    let copy = std::fs::read(device.vault_file(&elsa_id())).unwrap();
    let store = device.open();
    let lost = page("lost", [upsert(record(letter("elsa-lost", "elsa", "2026-11-17")))]);
    take(&store, lost.clone());
    take(&store, page("last", [upsert(record(letter("aino-last", "aino", "2026-11-17")))]));
    drop(store);
    std::fs::write(device.vault_file(&elsa_id()), copy).unwrap();

    let store = device.open();
    let cursor = store.source(&haikkala_id()).unwrap().unwrap().cursor.unwrap();
    assert_eq!(cursor.as_str(), "letters", "back to where Elsa's vault stands");
    take(&store, lost);
    assert_eq!(group(&store, Group::New, Some(&elsa_id()), today()).len(), 40);
    drop(store);
    let cursor = device.open().source(&haikkala_id()).unwrap().unwrap().cursor.unwrap();
    assert_eq!(cursor.as_str(), "lost");
}

#[test]
fn a_full_disk_leaves_everything_as_it_was() {
    let (device, store) = with_letters();
    let item = key(RecordKind::Message, "elsa-01");
    let bytes = vec![9; 300_000];
    let documents = vec![paper("big", &bytes)];
    let described = domain::message::Message { documents, ..letter("elsa-01", "elsa", "2026-11-16") };
    take(&store, page("described", [upsert(record(described))]));
    let keys: Vec<_> = (1..40).map(|n| key(RecordKind::Message, &format!("elsa-{n:02}"))).collect();
    let before = picture(&device, &store, &keys);

    store.vault(&elsa_id()).unwrap().limit_growth(8).unwrap();
    let refused = store.put_document(&item, &id("big"), &bytes, "application/pdf");
    assert!(matches!(refused, Err(StoreError::Full)), "{refused:?}");
    let long = domain::message::Message {
        body: domain::text::Localized::one("fi", "x".repeat(100_000)),
        ..letter("long", "elsa", "2026-11-17")
    };
    let refused = store.apply_page(&haikkala_id(), &page("long", [upsert(record(long.clone()))]), None, now());
    assert!(matches!(refused, Err(StoreError::Full)), "{refused:?}");
    assert_eq!(picture(&device, &store, &keys), before);

    // With room again, the same page lands.
    store.vault(&elsa_id()).unwrap().limit_growth(10_000).unwrap();
    take(&store, page("long", [upsert(record(long))]));
    assert!(store.record(&key(RecordKind::Message, "long")).unwrap().is_some());
    assert!(store.check().unwrap().is_empty());
}
