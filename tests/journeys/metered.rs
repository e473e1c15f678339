//! Documents over a connection that costs: what is large waits, says so, and comes when it no longer costs or is asked for.

use domain::id::{RecordKey, RecordKind};
use municipality::world::WorldDocument;
use protocol::{ChangeBackground, Event, FetchDocument, ReadBackground, ReadItem, Tag};
use resident_api::{DocumentRecord, FeedRecord, Texts};
use sha2::{Digest, Sha256};
use tests::{Device, Town, key, message};
use tokio::sync::broadcast::Receiver;

const SMALL: usize = 200_000;
const LARGE: usize = 3_000_000;

/// A letter with a document of so many bytes.
fn send(town: &Town, letter: &str, size: usize) -> RecordKey {
    let (party, _) = town.parties("aino").unwrap().remove(0);
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.resize(size, b'\n');
    let document = WorldDocument {
        id: format!("{letter}-file"),
        file_name: "asemakaava.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes,
        party: party.clone(),
    };
    town.authority().publish(&document).unwrap();
    let mut record = message(letter, &party, "Asemakaava");
    record.documents.push(DocumentRecord {
        id: document.id,
        name: Texts { fi: Some("Asemakaava".to_owned()), ..Texts::default() },
        media_type: document.media_type,
        size: size as u64,
        sha256: hex::encode(Sha256::digest(&document.bytes)),
    });
    town.authority().upsert(FeedRecord::Message(Box::new(record))).unwrap();
    key(town.source(), RecordKind::Message, letter)
}

/// Whether the letter's document is here, and whether it is said to wait for another connection.
async fn document(device: &Device, letter: &RecordKey) -> (bool, bool) {
    let item = device.ask(ReadItem { item: letter.clone() }).await.unwrap();
    let document = item.documents.first().unwrap();
    (document.on_device, document.waits)
}

/// Returns when the letter is different, which it is when its document has come.
async fn changes(events: &mut Receiver<Event>, letter: &RecordKey) {
    loop {
        if let Event::Changed(tags) = events.recv().await.unwrap()
            && tags.contains(&Tag::Item(letter.clone()))
        {
            return;
        }
    }
}

const HERE: (bool, bool) = (true, false);
const WAITS: (bool, bool) = (false, true);

#[tokio::test]
async fn over_a_connection_that_costs_a_small_document_comes_and_a_large_one_waits_until_it_costs_nothing() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    device.host.set_metered(Some(true));
    device.engine().connection_changed();
    let (small, large) = (send(&haikkala, "small", SMALL), send(&haikkala, "large", LARGE));
    device.sync().await.unwrap();
    assert_eq!(document(&device, &small).await, HERE);
    assert_eq!(document(&device, &large).await, WAITS);
    device.sync().await.unwrap();
    assert_eq!(document(&device, &large).await, WAITS, "another pull is no reason");
    assert_eq!(haikkala.requests("/v1/documents/large-file"), [], "nothing of it was asked for");

    let mut events = device.engine().events();
    device.host.set_metered(Some(false));
    device.engine().connection_changed();
    changes(&mut events, &large).await;
    assert_eq!(document(&device, &large).await, HERE);
    assert_eq!(haikkala.requests("/v1/documents/large-file").len(), 1);
}

#[tokio::test]
async fn what_aino_asks_for_comes_at_once_whatever_it_costs() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.host.set_metered(Some(true));
    let (one, other) = (send(&haikkala, "one", LARGE), send(&haikkala, "other", LARGE));
    device.sync().await.unwrap();
    assert_eq!(document(&device, &one).await, WAITS);
    device.ask(FetchDocument { item: one.clone(), document: "one-file".to_owned() }).await.unwrap();
    assert_eq!(document(&device, &one).await, HERE);
    assert_eq!(document(&device, &other).await, WAITS, "only what she asked for");

    // She would rather have everything, and that lasts.
    let mut events = device.engine().events();
    let mut background = device.ask(ReadBackground {}).await.unwrap();
    assert_eq!((background.metered, background.large_when_metered), (Some(true), false));
    background.large_when_metered = true;
    assert!(device.ask(ChangeBackground { background }).await.unwrap().large_when_metered);
    changes(&mut events, &other).await;
    assert_eq!(document(&device, &other).await, HERE);
    let device = device.restart().await.unwrap();
    assert!(device.ask(ReadBackground {}).await.unwrap().large_when_metered);
}

#[tokio::test]
async fn where_nobody_says_what_a_connection_costs_nothing_waits() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    let large = send(&haikkala, "large", LARGE);
    device.sync().await.unwrap();
    assert_eq!(document(&device, &large).await, HERE);
}

#[tokio::test]
async fn how_the_app_runs_beside_its_window_is_the_devices_and_outlives_a_profile() {
    let device = Device::new().await.unwrap();
    let mut background = device.ask(ReadBackground {}).await.unwrap();
    assert_eq!((background.presence.stays, background.presence.at_login), (Some(false), Some(false)), "off at first");
    background.presence.stays = Some(true);
    let kept = device.ask(ChangeBackground { background }).await.unwrap();
    assert_eq!((kept.presence.stays, kept.presence.at_login), (Some(true), Some(false)));
    device.ask(protocol::AddProfile { name: "Eero".to_owned() }).await.unwrap();
    assert_eq!(device.ask(ReadBackground {}).await.unwrap().presence.stays, Some(true));
    assert!(!device.host.has_quit());
    device.ask(protocol::Quit {}).await.unwrap();
    assert!(device.host.has_quit());
}
