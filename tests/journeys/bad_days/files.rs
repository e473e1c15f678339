//! Files of the store that are not what was written.

use std::{collections::BTreeSet, fs, path::Path};

use domain::{party::Relation, source::SyncFailure};
use protocol::{ErrorCode, ReadNotices, RetryUnlock, view::HeadlineView};
use tests::{Device, Town};

fn keys(items: Vec<HeadlineView>) -> BTreeSet<domain::id::RecordKey> {
    items.into_iter().map(|item| item.item).collect()
}

/// Turns bits of `count` bytes from `at` on.
fn damage(file: &Path, at: usize, count: usize) {
    let mut bytes = fs::read(file).unwrap();
    bytes.iter_mut().skip(at).take(count).for_each(|byte| *byte ^= 0x55);
    fs::write(file, bytes).unwrap();
}

/// A device of Aino's that has synced.
async fn synced_device(town: &Town) -> Device {
    let device = Device::of_aino(&[town]).await.unwrap();
    device.sync().await.unwrap();
    device
}

#[tokio::test]
async fn a_damaged_vault_is_set_aside_told_and_filled_again() {
    let kaarna = Town::kaarna().await.unwrap();
    let device = synced_device(&kaarna).await;
    let before = device.inbox().await.unwrap();
    let overview = device.overview().await.unwrap();
    let helmi = overview.parties.iter().find(|party| party.relation == Relation::Principal).unwrap().clone();
    let file = format!("vaults/{}.db", helmi.id);

    let device = device.restart_after(|store| damage(&store.join(file), 0, 8192)).await.unwrap();
    let notices = device.ask(ReadNotices {}).await.unwrap();
    assert_eq!(notices.mended.iter().map(|party| &party.id).collect::<Vec<_>>(), [&helmi.id]);
    assert!(!device.inbox().await.unwrap().is_empty(), "the others go on");
    device.sync().await.unwrap();
    assert_eq!(keys(device.inbox().await.unwrap()), keys(before));
}

#[tokio::test]
async fn a_vault_that_is_gone_is_told_and_filled_again() {
    let kaarna = Town::kaarna().await.unwrap();
    let device = synced_device(&kaarna).await;
    let before = device.inbox().await.unwrap();
    let device = device.restart_after(|store| fs::remove_file(store.join("vaults/me.db")).unwrap()).await.unwrap();
    assert_eq!(device.ask(ReadNotices {}).await.unwrap().mended.len(), 1);
    device.sync().await.unwrap();
    assert_eq!(keys(device.inbox().await.unwrap()), keys(before));
}

/// The profile holds the keys of everything. Damaged, it is never taken for a new one, and nothing is written over it.
#[tokio::test]
async fn a_damaged_profile_is_a_state_and_its_copy_brings_everything_back() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = synced_device(&haikkala).await;
    let before = device.inbox().await.unwrap();
    let profile = device.dir().join("profile.db");
    let mut copy = Vec::new();
    let device = device
        .restart_after(|_| {
            copy = fs::read(&profile).unwrap();
            damage(&profile, 0, 4096);
        })
        .await
        .unwrap();
    let damaged = fs::read(&profile).unwrap();
    let code = device.overview().await.unwrap().locked.unwrap();
    assert!(matches!(code, ErrorCode::StorageDamaged | ErrorCode::KeyMismatch), "{code:?}");
    assert_eq!(device.ask(RetryUnlock {}).await.err().map(|error| error.code), Some(code));
    assert!(device.sync().await.is_err());
    assert!(fs::read(&profile).unwrap() == damaged, "nothing is written over it");

    fs::write(&profile, copy).unwrap();
    device.ask(RetryUnlock {}).await.unwrap();
    assert_eq!(device.inbox().await.unwrap(), before);
}

/// Wherever the damage is, the app starts, says something it has words for, and goes on as far as it can.
#[tokio::test]
async fn a_profile_damaged_anywhere_never_takes_the_app_down() {
    let haikkala = Town::haikkala().await.unwrap();
    let mut device = synced_device(&haikkala).await;
    let profile = device.dir().join("profile.db");
    let mut copy = Vec::new();
    device = device.restart_after(|_| copy = fs::read(&profile).unwrap()).await.unwrap();
    let pages = copy.len() / 4096;
    assert!(pages > 5);
    let mut told = 0;
    for page in 0..pages {
        device = device
            .restart_after(|_| {
                fs::write(&profile, &copy).unwrap();
                damage(&profile, page * 4096 + 1000, 16);
            })
            .await
            .unwrap();
        let synced = device.sync().await;
        let locked = match device.overview().await {
            Ok(overview) => {
                let failure = overview.sources.first().and_then(|source| source.failure);
                assert!(matches!(failure, None | Some(SyncFailure::NotStored)), "{page}: {failure:?}");
                overview.locked
            }
            Err(_) => Some(ErrorCode::StorageDamaged),
        };
        assert!(
            matches!(locked, None | Some(ErrorCode::StorageDamaged | ErrorCode::KeyMismatch)),
            "{page}: {locked:?} {synced:?}"
        );
        told += usize::from(locked.is_some());
    }
    assert!(told > 0, "the damage is seen");
}
