//! An archive on a device that knows nothing: readable and found without its services, and given up for what they send.

use std::fs;

use domain::id::{RecordKey, RecordKind};
use protocol::{
    ChooseArchive, ErrorCode, ReadArchives, ReadItem, ReadOverview, Search, SignOut, TakeIn,
    archive::{ChosenArchiveView, TakenInView},
    search::SearchFilter,
    view::ItemBody,
};
use tests::{Device, Town, key};

use super::archive_of;

/// A new device that has taken in what another one of Aino's has taken out.
async fn new_device(old: &Device) -> Device {
    let (folder, file) = archive_of(old).await;
    let device = Device::new().await.unwrap();
    device.host.read_from(Some(file));
    let ChosenArchiveView::Sound(shown) = device.ask(ChooseArchive {}).await.unwrap() else { panic!() };
    assert!(!shown.own && !shown.people.is_empty());
    assert_eq!(shown.fingerprint, old.ask(ReadArchives {}).await.unwrap().fingerprint);
    assert!(device.inbox().await.unwrap().is_empty(), "what is shown is not taken in yet");
    let taken = device.ask(TakeIn {}).await.unwrap();
    let items: u32 = shown.people.iter().map(|person| person.items).sum();
    assert_eq!(taken, TakenInView::Done { added: items, present: 0 });
    drop(folder);
    device
}

fn keys(headlines: &[protocol::view::HeadlineView]) -> Vec<RecordKey> {
    let mut keys: Vec<_> = headlines.iter().map(|headline| headline.item.clone()).collect();
    keys.sort();
    keys
}

async fn found(device: &Device, words: &str) -> Vec<RecordKey> {
    let search = Search { text: words.to_owned(), filter: SearchFilter::default(), after: None, limit: 100 };
    keys(&device.ask(search).await.unwrap().items)
}

#[tokio::test]
async fn what_was_taken_out_is_read_and_found_on_a_device_that_has_no_connection() {
    let haikkala = Town::haikkala().await.unwrap();
    let old = Device::of_aino(&[&haikkala]).await.unwrap();
    old.sync().await.unwrap();
    let device = new_device(&old).await;
    haikkala.stop().await;
    let inbox = device.inbox().await.unwrap();
    assert_eq!(keys(&inbox), keys(&old.inbox().await.unwrap()));
    assert!(inbox.iter().all(|headline| !headline.is_new));
    for headline in &inbox {
        let here = device.ask(ReadItem { item: headline.item.clone() }).await.unwrap();
        let there = old.ask(ReadItem { item: headline.item.clone() }).await.unwrap();
        assert_eq!(here.archived.as_ref().map(|when| when.date.to_string()), Some("2026-11-18".to_owned()));
        assert_eq!((&here.title, &here.sender, &here.whose.name), (&there.title, &there.sender, &there.whose.name));
        for (document, original) in here.documents.iter().zip(&there.documents) {
            let served = device.engine().serve_document(&document.path, None).await.unwrap().bytes;
            assert_eq!(served, old.engine().serve_document(&original.path, None).await.unwrap().bytes);
        }
        if let ItemBody::Decision(decision) = &here.body {
            let ItemBody::Decision(original) = &there.body else { panic!() };
            assert_eq!(decision.appeal, original.appeal);
        }
    }
    let found = found(&device, "palsta").await;
    assert!(!found.is_empty(), "the words of an archive are found");
    assert_eq!(found, self::found(&old, "palsta").await);

    // It is no connected service: nobody is asked, and none is shown as failing.
    let overview = device.ask(ReadOverview {}).await.unwrap();
    assert!(overview.sources.is_empty());
    let device = device.restart().await.unwrap();
    assert_eq!(device.inbox().await.unwrap().len(), inbox.len(), "it stays over a restart");
}

#[tokio::test]
async fn when_the_same_service_is_connected_its_own_word_takes_the_place_and_nothing_is_doubled() {
    let haikkala = Town::haikkala().await.unwrap();
    let old = Device::of_aino(&[&haikkala]).await.unwrap();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    haikkala.send("m-vanha", &aino, "Poistuva kirje").unwrap();
    haikkala.send("m-muuttuva", &aino, "Kirje ennen").unwrap();
    old.sync().await.unwrap();
    let device = new_device(&old).await;
    let before = keys(&device.inbox().await.unwrap());

    // The source no longer has one letter and does not say so, and has corrected another.
    haikkala.stop().await;
    let haikkala = Town::haikkala().await.unwrap();
    haikkala.send("m-muuttuva", &aino, "Kirje nyt").unwrap();
    haikkala.send("m-uusi", &aino, "Uusi kirje").unwrap();
    device.connect(&haikkala).await.unwrap();
    device.sync().await.unwrap();

    let item = |id: &str| key(haikkala.source(), RecordKind::Message, id);
    let changed = device.ask(ReadItem { item: item("m-muuttuva") }).await.unwrap();
    assert_eq!((changed.title.value.as_str(), changed.archived), ("Kirje nyt", None));
    let kept = device.ask(ReadItem { item: item("m-vanha") }).await.unwrap();
    assert!(kept.archived.is_some(), "what only the archive has stays and stays marked");
    let mut expected = before;
    expected.push(item("m-uusi"));
    expected.sort();
    assert_eq!(keys(&device.inbox().await.unwrap()), expected, "every item once");
    let live = device.inbox().await.unwrap();
    for headline in live.iter().filter(|headline| headline.item != item("m-vanha")) {
        assert_eq!(device.ask(ReadItem { item: headline.item.clone() }).await.unwrap().archived, None);
    }
    let overview = device.ask(ReadOverview {}).await.unwrap();
    assert_eq!(overview.sources.len(), 1);
    assert!(device.ask(ReadArchives {}).await.unwrap().taken_in.is_empty());

    // A new reading from the beginning does not take it away either.
    haikkala.authority().forget_history().unwrap();
    device.sync().await.unwrap();
    assert!(device.ask(ReadItem { item: item("m-vanha") }).await.is_ok());
}

#[tokio::test]
async fn an_archive_taken_in_twice_or_beside_the_live_service_changes_nothing() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let (_folder, file) = archive_of(&device).await;
    device.host.read_from(Some(file));
    let before = device.inbox().await.unwrap();
    let ChosenArchiveView::Sound(shown) = device.ask(ChooseArchive {}).await.unwrap() else { panic!() };
    assert!(shown.own, "it is this device's");
    let items = shown.people.iter().map(|person| person.items).sum();
    assert_eq!(device.ask(TakeIn {}).await.unwrap(), TakenInView::Done { added: 0, present: items });
    assert_eq!(device.inbox().await.unwrap(), before);
    // Once it is taken in, another one must be chosen.
    assert_eq!(device.ask(TakeIn {}).await.unwrap_err().code, ErrorCode::BadRequest);
}

#[tokio::test]
async fn what_came_out_of_an_archive_can_be_removed_again() {
    let haikkala = Town::haikkala().await.unwrap();
    let old = Device::of_aino(&[&haikkala]).await.unwrap();
    old.sync().await.unwrap();
    let device = new_device(&old).await;
    let taken = device.ask(ReadArchives {}).await.unwrap().taken_in.remove(0);
    assert_eq!((taken.name.value.as_str(), taken.made.date.to_string().as_str()), ("Haikkala", "2026-11-18"));
    device.ask(SignOut { source: taken.source }).await.unwrap();
    assert!(device.inbox().await.unwrap().is_empty());
    assert!(device.ask(ReadArchives {}).await.unwrap().taken_in.is_empty());
    assert_eq!(
        fs::read_dir(device.dir().join("vaults"))
            .unwrap()
            .filter(|file| { file.as_ref().unwrap().path().extension().is_some_and(|ending| ending == "db") })
            .count(),
        1,
        "no vault but the resident's own is left"
    );
}
