//! Several residents on one device.

use std::{fs, path::PathBuf};

use domain::text::Language;
use protocol::{
    AddProfile, ChangeSettings, ErrorCode, LockNow, ReadProfiles, ReadSettings, RemoveProfile, RenameProfile,
    SwitchProfile, lock::PasscodeView,
};
use tests::{Device, Town};

use crate::lock::found;

const PIN: &str = "137902";

async fn names(device: &Device) -> Vec<(String, bool)> {
    let all = device.ask(ReadProfiles {}).await.unwrap().profiles;
    all.into_iter().map(|profile| (profile.name, profile.current)).collect()
}

async fn go_to(device: &Device, name: &str) {
    let all = device.ask(ReadProfiles {}).await.unwrap().profiles;
    let profile = all.into_iter().find(|profile| profile.name == name).unwrap().id;
    device.ask(SwitchProfile { profile: Some(profile) }).await.unwrap();
}

async fn locked(device: &Device) -> Option<ErrorCode> {
    device.overview().await.unwrap().locked
}

/// Aino's device, with her letters, and Eero's profile, which is in use.
async fn aino_and_eero(haikkala: &Town) -> Device {
    let device = Device::of_aino(&[haikkala]).await.unwrap();
    device.sync().await.unwrap();
    device.ask(RenameProfile { name: "Aino".to_owned() }).await.unwrap();
    device.ask(AddProfile { name: "  Eero   Virta ".to_owned() }).await.unwrap();
    device
}

#[tokio::test]
async fn eero_gets_a_profile_of_his_own_and_sees_nothing_of_ainos() {
    let (haikkala, kaarna) = (Town::haikkala().await.unwrap(), Town::kaarna().await.unwrap());
    let device = aino_and_eero(&haikkala).await;
    assert_eq!(names(&device).await, [("Aino".to_owned(), false), ("Eero Virta".to_owned(), true)]);
    assert!(device.inbox().await.unwrap().is_empty());
    assert!(device.overview().await.unwrap().sources.is_empty());
    device.connect(&kaarna).await.unwrap();
    device.sync().await.unwrap();
    let eeros = device.inbox().await.unwrap();
    assert!(!eeros.is_empty() && eeros.iter().all(|item| item.item.source == kaarna.source()));
    let mut settings = device.ask(ReadSettings {}).await.unwrap();
    settings.language = Language::Sv;
    device.ask(ChangeSettings { settings }).await.unwrap();

    go_to(&device, "Aino").await;
    let ainos = device.inbox().await.unwrap();
    assert!(!ainos.is_empty() && ainos.iter().all(|item| item.item.source == haikkala.source()));
    assert_eq!(device.overview().await.unwrap().sources.len(), 1);
    assert_eq!(device.ask(ReadSettings {}).await.unwrap().language, Language::Fi);
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, None, "her token is hers");

    // Her key opens nothing of his, and no name of theirs lies in a file.
    let secrets = device.host.secret_names();
    assert_eq!(secrets.iter().filter(|name| name.ends_with("profile-key")).count(), 2, "{secrets:?}");
    assert_eq!(secrets.iter().filter(|name| name.contains("token/")).count(), 2, "{secrets:?}");
    for name in ["Aino", "Eero"] {
        assert_eq!(found(&device.dir(), name.as_bytes()), Vec::<PathBuf>::new());
    }
}

#[tokio::test]
async fn with_two_profiles_the_start_asks_who_is_there() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = aino_and_eero(&haikkala).await.restart().await.unwrap();
    assert_eq!(locked(&device).await, Some(ErrorCode::NoProfileChosen));
    assert_eq!(names(&device).await, [("Aino".to_owned(), false), ("Eero Virta".to_owned(), false)]);
    assert!(device.ask(AddProfile { name: "Onni".to_owned() }).await.is_err(), "nobody is there to add one");
    assert!(device.ask(RemoveProfile {}).await.is_err());
    assert!(device.ask(SwitchProfile { profile: Some("nobody".to_owned()) }).await.is_err());
    go_to(&device, "Aino").await;
    assert_eq!(device.overview().await.unwrap().sources.len(), 1);
    device.ask(SwitchProfile { profile: None }).await.unwrap();
    assert_eq!(locked(&device).await, Some(ErrorCode::NoProfileChosen));
    go_to(&device, "Eero Virta").await;
    assert!(device.overview().await.unwrap().sources.is_empty());
}

#[tokio::test]
async fn each_profile_has_a_lock_of_its_own() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = aino_and_eero(&haikkala).await;
    device.set_lock("246802").await.unwrap();
    go_to(&device, "Aino").await;
    assert_eq!(locked(&device).await, None, "hers has none");
    device.set_lock(PIN).await.unwrap();
    device.ask(LockNow {}).await.unwrap();
    assert_eq!(device.unlock("246802").await, Ok(PasscodeView::Wrong { wait: 0 }));
    go_to(&device, "Eero Virta").await;
    assert_eq!(locked(&device).await, Some(ErrorCode::AppLocked));
    assert_eq!(device.unlock(PIN).await, Ok(PasscodeView::Wrong { wait: 0 }));
    assert_eq!(device.unlock("246802").await, Ok(PasscodeView::Accepted));
    assert!(device.overview().await.unwrap().sources.is_empty());
    go_to(&device, "Aino").await;
    assert_eq!(device.unlock(PIN).await, Ok(PasscodeView::Accepted));
    assert_eq!(device.overview().await.unwrap().sources.len(), 1);
}

#[tokio::test]
async fn a_removed_profile_leaves_no_file_and_no_secret() {
    let (haikkala, kaarna) = (Town::haikkala().await.unwrap(), Town::kaarna().await.unwrap());
    let device = aino_and_eero(&haikkala).await;
    let before: Vec<_> = device.host.secret_names();
    device.connect(&kaarna).await.unwrap();
    device.sync().await.unwrap();
    device.set_lock(PIN).await.unwrap();
    device.ask(RemoveProfile {}).await.unwrap();
    assert_eq!(names(&device).await, [("Aino".to_owned(), true)], "and Aino is there again");
    assert_eq!(device.overview().await.unwrap().sources.len(), 1);
    let eeros = |name: &String| name.contains("/profile-key");
    assert!(before.iter().any(eeros));
    assert_eq!(device.host.secret_names(), ["profile-key", "profiles", "token/haikkala"]);
    assert_eq!(fs::read_dir(device.dir().join("profiles")).unwrap().count(), 0);
    assert!(device.ask(RemoveProfile {}).await.is_err(), "the last one is not removed so");
    let device = device.restart().await.unwrap();
    assert_eq!(locked(&device).await, None, "there is nothing to choose");
}

#[tokio::test]
async fn when_the_first_leaves_the_other_stays() {
    let (haikkala, kaarna) = (Town::haikkala().await.unwrap(), Town::kaarna().await.unwrap());
    let device = aino_and_eero(&haikkala).await;
    device.connect(&kaarna).await.unwrap();
    device.sync().await.unwrap();
    let eeros = device.inbox().await.unwrap();
    go_to(&device, "Aino").await;
    device.ask(RemoveProfile {}).await.unwrap();
    assert_eq!(names(&device).await, [("Eero Virta".to_owned(), true)]);
    assert_eq!(device.inbox().await.unwrap(), eeros);
    assert!(!device.dir().join("profile.db").exists());
    let device = device.restart().await.unwrap();
    assert_eq!(device.inbox().await.unwrap(), eeros);
}

/// The keyring fails at the first secret that is to go; the files are there yet. The next start ends it.
#[tokio::test]
async fn a_removal_that_was_interrupted_is_finished_by_the_next_start() {
    let (haikkala, kaarna) = (Town::haikkala().await.unwrap(), Town::kaarna().await.unwrap());
    for writes in 0..4 {
        let device = aino_and_eero(&haikkala).await;
        device.connect(&kaarna).await.unwrap();
        device.host.break_keyring_after(writes);
        let removed = device.ask(RemoveProfile {}).await;
        device.host.break_keyring(None);
        let device = device.restart().await.unwrap();
        if locked(&device).await == Some(ErrorCode::NoProfileChosen) {
            assert_eq!((writes, removed.is_err()), (0, true), "it was not begun");
            continue;
        }
        assert_eq!(names(&device).await, [("Aino".to_owned(), true)], "after {writes} changes");
        assert_eq!(device.overview().await.unwrap().sources.len(), 1);
        assert_eq!(device.host.secret_names(), ["profile-key", "profiles", "token/haikkala"]);
    }
}

/// Somebody removed the app's folder by hand; the keyring still has the list.
#[tokio::test]
async fn a_device_that_was_erased_by_hand_asks_nobody_who_is_there() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = aino_and_eero(&haikkala).await;
    let device = device.restart_after(|dir| fs::remove_dir_all(dir).unwrap()).await.unwrap();
    assert_eq!(locked(&device).await, None);
    assert_eq!(names(&device).await.len(), 1);
    device.ask(AddProfile { name: "Helmi".to_owned() }).await.unwrap();
    assert_eq!(names(&device).await.len(), 2);
}
