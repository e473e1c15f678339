//! Nothing opens the store any more: its key is gone, or the profile itself is damaged. The resident begins again.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use domain::{id::RecordKey, text::Language};
use engine::{Host, SecretError};
use protocol::{ChangeSettings, ErrorCode, ReadSettings, StartOver};
use tests::{Device, Town};

fn files(dir: &Path) -> BTreeSet<PathBuf> {
    let below = |dir: &Path| fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    below(dir)
        .into_iter()
        .chain(below(&dir.join("vaults")))
        .filter(|path| path.extension().is_some_and(|kind| kind != "TAG"))
        .collect()
}

async fn locked(device: &Device) -> Option<ErrorCode> {
    device.overview().await.unwrap().locked
}

async fn begin_again(device: Device, haikkala: &Town, items: &BTreeSet<RecordKey>) {
    let old = files(&device.dir());
    let mut settings = device.ask(ReadSettings {}).await.unwrap();
    settings.language = Language::Sv;
    device.ask(ChangeSettings { settings }).await.unwrap();

    device.ask(StartOver {}).await.unwrap();
    assert_eq!(locked(&device).await, None);
    assert!(device.overview().await.unwrap().sources.is_empty());
    assert!(device.inbox().await.unwrap().is_empty());
    let others = |path: &&PathBuf| path.file_stem().is_some_and(|stem| stem != "profile" && stem != "me");
    let left: Vec<_> = files(&device.dir()).into_iter().filter(|path| others(&path)).collect();
    assert!(old.iter().any(|path| others(&path)), "there were vaults of the family");
    assert_eq!(left, Vec::<PathBuf>::new());

    // It is a store like any other: connected and filled again, and found at the next start with what she chose.
    device.connect(haikkala).await.unwrap();
    device.sync().await.unwrap();
    let device = device.restart().await.unwrap();
    assert_eq!(keys(&device).await, *items);
    assert_eq!(device.ask(ReadSettings {}).await.unwrap().language, Language::Sv);
}

async fn keys(device: &Device) -> BTreeSet<RecordKey> {
    device.inbox().await.unwrap().into_iter().map(|headline| headline.item).collect()
}

async fn filled() -> (Town, Device, BTreeSet<RecordKey>) {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let items = keys(&device).await;
    (haikkala, device, items)
}

#[tokio::test]
async fn aino_begins_again_when_her_key_is_gone() {
    let (haikkala, device, items) = filled().await;
    device.host.empty_keyring();
    let device = device.restart().await.unwrap();
    assert_eq!(locked(&device).await, Some(ErrorCode::KeyMismatch));
    begin_again(device, &haikkala, &items).await;
}

#[tokio::test]
async fn aino_begins_again_when_the_profile_is_damaged() {
    let (haikkala, device, items) = filled().await;
    let damage = |dir: &Path| {
        let profile = dir.join("profile.db");
        let mut bytes = fs::read(&profile).unwrap();
        // Every page but the first, which the key is tried on.
        for page in bytes.chunks_exact_mut(4096).skip(1) {
            page[2000] ^= 1;
        }
        fs::write(&profile, bytes).unwrap();
    };
    let device = device.restart_after(damage).await.unwrap();
    assert_eq!(locked(&device).await, Some(ErrorCode::StorageDamaged));
    begin_again(device, &haikkala, &items).await;
}

#[tokio::test]
async fn a_store_that_opens_after_all_is_not_given_up() {
    let (_haikkala, device, _) = filled().await;
    let before = device.inbox().await.unwrap();
    let key = device.host.read_secret("profile-key").unwrap().unwrap();
    device.host.delete_secret("profile-key").unwrap();
    let device = device.restart().await.unwrap();
    assert_eq!(locked(&device).await, Some(ErrorCode::KeyMismatch));
    device.host.write_secret("profile-key", &key).unwrap();
    device.ask(StartOver {}).await.unwrap();
    assert_eq!(device.inbox().await.unwrap(), before);
}

#[tokio::test]
async fn what_may_open_later_is_never_given_up() {
    let (_haikkala, device, _) = filled().await;
    let before = device.inbox().await.unwrap();
    device.host.break_keyring(Some(SecretError::Locked));
    let device = device.restart().await.unwrap();
    let there = files(&device.dir());
    assert_eq!(device.ask(StartOver {}).await.err().map(|error| error.code), Some(ErrorCode::KeyringLocked));
    assert_eq!(files(&device.dir()), there);
    device.host.break_keyring(None);
    device.ask(StartOver {}).await.unwrap();
    assert_eq!(device.inbox().await.unwrap(), before, "opened, and not given up");
}
