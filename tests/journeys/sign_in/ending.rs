//! Signing out of a service and erasing the device: with and without a network, nothing stays.

use std::{fs, path::Path};

use engine::{Host, SecretError};
use protocol::{
    AddProfile, EraseDevice, ReadSettings, RemoveProfile, SignOut, StartOver, SwitchProfile, sign_in::SignInStage,
};
use tests::{Device, Town, key};

use super::{device_near, haikkala_listed, sign_in};

/// A text that is in Aino's messages and must be nowhere when they are gone.
const CANARY: &str = "kanarialintu-7f3a";

async fn filled(haikkala: &Town) -> Device {
    let device = device_near(haikkala).await.unwrap();
    let connected = sign_in(&device, haikkala_listed(haikkala)).await.unwrap();
    assert!(matches!(connected, SignInStage::Connected(_)));
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    haikkala.send("canary", &aino, CANARY).unwrap();
    device.sync().await.unwrap();
    let item = key(haikkala.source(), domain::id::RecordKind::Message, "canary");
    assert!(device.inbox().await.unwrap().iter().any(|headline| headline.item == item));
    device
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
    all
}

fn holds(bytes: &[u8], secret: &[u8]) -> bool {
    bytes.windows(secret.len()).any(|window| window == secret)
}

#[tokio::test]
async fn signing_out_takes_everything_of_the_service_along_and_tells_it() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = filled(&haikkala).await;
    let told = device.ask(SignOut { source: haikkala.source() }).await.unwrap();
    assert!(told.told);
    assert!(haikkala.authority().token_families("aino").unwrap().iter().all(|family| family.ended));
    assert!(device.overview().await.unwrap().sources.is_empty());
    assert!(device.inbox().await.unwrap().is_empty());
    assert_eq!(device.host.secret_names(), ["profile-key"]);
    let vaults = files(&device.dir().join("vaults"));
    let left: Vec<_> = vaults
        .iter()
        .map(|(name, _)| name)
        .filter(|name| Path::new(name).extension().is_some_and(|kind| kind == "db"))
        .collect();
    assert_eq!(left.len(), 1, "only Aino's own vault, and nothing in it: {left:?}");
}

#[tokio::test]
async fn signing_out_works_without_a_network_and_after_a_start() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = filled(&haikkala).await;
    let source = haikkala.source();
    haikkala.stop().await;
    let device = device.restart().await.unwrap();
    let told = device.ask(SignOut { source }).await.unwrap();
    assert!(!told.told);
    assert!(device.overview().await.unwrap().sources.is_empty());
    assert_eq!(device.host.secret_names(), ["profile-key"]);
    let device = device.restart().await.unwrap();
    assert!(device.overview().await.unwrap().sources.is_empty());
    assert!(device.inbox().await.unwrap().is_empty());
}

#[tokio::test]
async fn an_erased_device_has_not_a_byte_of_what_was_there() {
    for offline in [false, true] {
        let haikkala = Town::haikkala().await.unwrap();
        let device = filled(&haikkala).await;
        if offline {
            haikkala.stop().await;
        }
        let secrets = device.host.secret_bytes();
        let before = files(&device.dir());
        assert!(before.len() > 3);

        device.ask(EraseDevice {}).await.unwrap();
        let after = files(&device.dir());
        for (name, bytes) in &after {
            assert!(!holds(bytes, CANARY.as_bytes()), "{name}");
            assert!(secrets.iter().all(|secret| !holds(bytes, secret)), "{name}");
            // The mark for backups is the same for everyone.
            let unchanged = before.iter().any(|(old, was)| old == name && was == bytes && !was.is_empty())
                && !name.ends_with("CACHEDIR.TAG");
            assert!(!unchanged, "{name} is as it was");
        }
        // The keyring has nothing but the key of a store that is new and empty.
        assert_eq!(device.host.secret_names(), ["profile-key"]);
        assert!(device.host.secret_bytes().iter().all(|secret| !secrets.contains(secret)));
        assert!(device.overview().await.unwrap().sources.is_empty());
        assert_eq!(device.ask(ReadSettings {}).await.unwrap().language, domain::text::Language::Fi);
        let device = device.restart().await.unwrap();
        assert_eq!(device.overview().await.unwrap().locked, None);
        assert!(device.inbox().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn what_is_erased_in_the_last_profile_begins_in_one_that_the_next_start_finds() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = device_near(&haikkala).await.unwrap();
    device.ask(AddProfile { name: "Eero".to_owned() }).await.unwrap();
    device.ask(SwitchProfile { profile: Some("first".to_owned()) }).await.unwrap();
    device.ask(RemoveProfile {}).await.unwrap();
    device.ask(EraseDevice {}).await.unwrap();
    sign_in(&device, haikkala_listed(&haikkala)).await.unwrap();
    device.sync().await.unwrap();
    let inbox = device.inbox().await.unwrap();
    assert!(!inbox.is_empty());
    let device = device.restart().await.unwrap();
    assert_eq!(device.inbox().await.unwrap(), inbox);
}

#[tokio::test]
async fn a_profile_that_is_not_removed_goes_on_with_its_services() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = filled(&haikkala).await;
    assert!(device.ask(RemoveProfile {}).await.is_err(), "it is the only one");
    device.host.break_keyring(Some(SecretError::Locked));
    assert!(device.ask(EraseDevice {}).await.is_err());
    assert!(device.ask(SignOut { source: haikkala.source() }).await.is_err());
    device.host.break_keyring(None);
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, None);
    let told = device.ask(SignOut { source: haikkala.source() }).await.unwrap();
    assert!(told.told, "nothing of the first try was lost");
}

#[tokio::test]
async fn who_begins_again_leaves_nothing_of_what_opened_the_services() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = filled(&haikkala).await;
    Host::delete_secret(&*device.host, "profile-key").unwrap();
    let device = device.restart().await.unwrap();
    device.ask(StartOver {}).await.unwrap();
    assert_eq!(device.host.secret_names(), ["profile-key"]);
}
