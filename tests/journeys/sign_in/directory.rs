//! The directory of public bodies: who is vouched for, and how a newer edition comes.

use connector::{Http, Limits};
use domain::inbox::Group;
use protocol::{
    Event, MarkOpened, ReadItem, ReadService, ReadSignIn, SearchDirectory, Tag,
    sign_in::{ServiceAddress, ServiceOffer, SignInStage},
};
use serde_json::json;
use tests::{
    Device, Shelf, Town,
    dialogporten::{Dialogs, dialog, dialog_id},
    listing, listing_of, signed,
};

use super::sign_in;

async fn found(device: &Device) -> Vec<String> {
    let found = device.ask(SearchDirectory { question: String::new() }).await.unwrap();
    found.bodies.into_iter().map(|body| body.id.to_string()).collect()
}

async fn is_verified(device: &Device) -> bool {
    device.overview().await.unwrap().sources[0].verified
}

#[tokio::test]
async fn a_typed_address_is_not_verified_until_a_newer_edition_vouches_for_it() {
    let (haikkala, kaarna) = (Town::haikkala().await.unwrap(), Town::kaarna().await.unwrap());
    let newer = listing(2, None, &[&haikkala, &kaarna]).unwrap().signed;
    let place = Shelf::of([("/d.json", newer.list), ("/d.json.sig", newer.signature.into_bytes())]).await.unwrap();
    let updates = format!("{}d.json", place.base_url());
    let device = Device::with_directory(listing(1, Some(&updates), &[&haikkala]).unwrap()).await.unwrap();

    let typed = ServiceAddress::Typed(kaarna.base_url().unwrap().to_string());
    let seen = device.ask(ReadService { at: typed.clone() }).await.unwrap();
    assert!(!seen.verified && !seen.name.value.is_empty(), "it says what it is called, and nobody vouches for it");
    let SignInStage::Connected(source) = sign_in(&device, typed).await.unwrap() else { panic!("not connected") };
    assert!(source.as_str().starts_with("at:"), "{source}");
    device.sync().await.unwrap();
    assert!(!is_verified(&device).await);

    // Looking something up asks for a newer edition, once; what is looked for is not told.
    let mut events = device.engine().events();
    found(&device).await;
    loop {
        match events.recv().await.unwrap() {
            Event::Changed(tags) if tags.contains(&Tag::Settings) => break,
            _ => {}
        }
    }
    assert!(is_verified(&device).await);
    assert_eq!(found(&device).await, ["haikkala", "kaarna"]);
    let device = device.restart().await.unwrap();
    assert!(is_verified(&device).await, "the newer edition is kept");
}

#[tokio::test]
async fn an_edition_that_is_older_or_that_nobody_signed_is_not_used() {
    let (haikkala, kaarna) = (Town::haikkala().await.unwrap(), Town::kaarna().await.unwrap());
    let older = listing(5, None, &[&kaarna]).unwrap().signed;
    let same = listing(6, None, &[&kaarna]).unwrap().signed;
    let mut forged = listing(7, None, &[&kaarna]).unwrap().signed;
    forged.list = String::from_utf8(forged.list).unwrap().replace("\"sequence\":7", "\"sequence\":8").into_bytes();
    let nonsense = signed(&json!({ "sequence": 9 })).unwrap();
    for edition in [older, same, forged, nonsense] {
        let files = [("/d.json", edition.list), ("/d.json.sig", edition.signature.into_bytes())];
        let place = Shelf::of(files).await.unwrap();
        let directory = listing(6, Some(&format!("{}d.json", place.base_url())), &[&haikkala]).unwrap();
        let device = Device::with_directory(directory).await.unwrap();
        assert_eq!(found(&device).await, ["haikkala"]);
        place.asked("/d.json.sig").await.unwrap();
        // A second look waits for whatever the first one began.
        tokio::task::yield_now().await;
        assert_eq!(found(&device).await, ["haikkala"]);
        let restarted = device.restart().await.unwrap();
        assert_eq!(found(&restarted).await, ["haikkala"]);
    }
}

#[tokio::test]
async fn what_nobody_vouches_for_stands_beside_what_is_vouched_for_and_is_marked() {
    let (haikkala, kaarna) = (Town::haikkala().await.unwrap(), Town::kaarna().await.unwrap());
    let device = Device::with_directory(listing(1, None, &[&haikkala]).unwrap()).await.unwrap();
    sign_in(&device, ServiceAddress::Listed(haikkala.source())).await.unwrap();
    let typed = ServiceAddress::Typed(kaarna.base_url().unwrap().to_string());
    sign_in(&device, typed).await.unwrap();
    let named = device.ask(ReadSignIn {}).await.unwrap().name.value;
    assert_eq!(named, "Kaarnan hyvinvointialue", "as it says itself");
    device.sync().await.unwrap();
    let sources = device.overview().await.unwrap().sources;
    assert_eq!(sources.len(), 2);
    assert!(sources.iter().all(|source| source.verified == (source.id.as_str() == "haikkala")), "{sources:?}");
}

/// Dialogporten has no card: where its residents sign in stands in the directory.
#[tokio::test]
async fn a_service_that_says_nothing_of_itself_is_signed_in_to_as_the_directory_says() {
    let (haikkala, altinn) = (Town::haikkala().await.unwrap(), Dialogs::start().await.unwrap());
    altinn.set_whims(|whims| whims.trusting = true);
    altinn.put(dialog(&dialog_id(0), "Byggesak", "2026-11-16T08:00:00Z"));
    let http = Http::new(Limits::default()).unwrap();
    let card = connector::resident::card(&http, &haikkala.base_url().unwrap()).await.unwrap().card;
    let entry = json!({
        "id": Dialogs::source(), "api": "dialogporten", "base_url": altinn.base(), "name": { "fi": "Altinn" },
        "sign_in": { "issuer": card.issuer, "client_id": card.client_id, "scopes": card.scopes, "resource": card.resource },
    });
    let device = Device::with_directory(listing_of(1, None, &[entry]).unwrap()).await.unwrap();
    let listed = ServiceAddress::Listed(Dialogs::source());
    let seen = device.ask(ReadService { at: listed.clone() }).await.unwrap();
    assert!(seen.verified && seen.offers.contains(&ServiceOffer::Opened), "that opening is noted is said beforehand");
    assert_eq!(sign_in(&device, listed).await.unwrap(), SignInStage::Connected(Dialogs::source()));
    device.sync().await.unwrap();
    let new = device.group(Group::New, None).await.unwrap();
    assert_eq!(new.iter().map(|item| item.sender.value.as_str()).collect::<Vec<_>>(), ["Altinn"]);

    // The sign-in lasts, and opening works by it.
    let device = device.restart().await.unwrap();
    device.ask(MarkOpened { item: Dialogs::case(&dialog_id(0)) }).await.unwrap();
    assert_eq!(device.ask(ReadItem { item: Dialogs::case(&dialog_id(0)) }).await.unwrap().missing, None);
    assert_eq!(altinn.seen(), [dialog_id(0)]);
}
