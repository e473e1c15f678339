//! Deltas, tombstones, restarts of the feed, hints, and what a sync costs.

use std::{collections::BTreeSet, time::Duration};

use domain::{
    id::RecordKind,
    inbox::Group,
    party::{LinkState, Relation},
    source::SyncFailure,
};
use municipality::Fault;
use protocol::{
    AnswerLink, ErrorCode, Event, ReadItem, ReadLinks, Tag, UndoLink,
    view::{ArrivedView, HeadlineView, OverviewView},
};
use tests::{Device, Town, key};
use tokio::sync::broadcast::Receiver;

/// The id by which this body names Aino: the party of any item of her own.
async fn aino_of(device: &Device, town: &Town) -> String {
    party_of(device, town, |relation| relation == Relation::Myself).await
}

/// The id by which this body names the first party of such a relation.
async fn party_of(device: &Device, town: &Town, wanted: impl Fn(Relation) -> bool) -> String {
    let store = device.overview().await.unwrap();
    assert!(store.parties.iter().any(|party| wanted(party.relation)));
    town.parties("aino").unwrap().into_iter().find(|(_, relation)| wanted(*relation)).expect("such a party").0
}

/// Waits for an event that names this tag. An hour would be too short for nobody; a minute is a hang.
async fn changed(events: &mut Receiver<Event>, tag: &Tag) {
    let wait = async {
        loop {
            let event = events.recv().await.expect("the engine runs");
            if matches!(event, Event::Changed(tags) if tags.contains(tag)) {
                return;
            }
        }
    };
    tokio::time::timeout(Duration::from_mins(1), wait).await.expect("the event comes");
}

#[tokio::test]
async fn a_new_message_arrives_once_and_as_new() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let before = device.inbox().await.unwrap();
    let aino = aino_of(&device, &haikkala).await;

    let mut events = device.engine().events();
    haikkala.send("m-new", &aino, "Kirjasto on auki lauantaina").unwrap();
    device.sync().await.unwrap();
    changed(&mut events, &Tag::Inbox).await;

    let after = device.inbox().await.unwrap();
    assert_eq!(after.len(), before.len() + 1);
    let new = device.group(Group::New, None).await.unwrap();
    assert_eq!(new[0].title.value, "Kirjasto on auki lauantaina");
    assert!(new[0].is_new);
}

/// Everything that was told of having come, of the events so far.
fn arrivals(events: &mut Receiver<Event>) -> Vec<ArrivedView> {
    let mut arrivals = Vec::new();
    while let Ok(event) = events.try_recv() {
        if let Event::Arrived(arrived) = event {
            arrivals.push(*arrived);
        }
    }
    arrivals
}

#[tokio::test]
async fn aino_is_told_once_of_what_came_and_not_of_what_was_always_there() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    let mut events = device.engine().events();
    device.sync().await.unwrap();
    assert_eq!(arrivals(&mut events), [], "three years of post are not news");

    let aino = aino_of(&device, &haikkala).await;
    haikkala.send("m-one", &aino, "Kirjasto on auki lauantaina").unwrap();
    haikkala.send("m-two", &aino, "Kirjastoauto tulee torille").unwrap();
    device.sync().await.unwrap();
    let told = arrivals(&mut events);
    assert_eq!(told.iter().map(|arrived| arrived.count).collect::<Vec<_>>(), [2]);
    assert!(told[0].newest.title.value.starts_with("Kirjasto"), "{told:?}");
    assert!(told[0].newest.is_new);

    // A letter that is corrected is no news, and neither is what is asked for again.
    haikkala.send("m-two", &aino, "Kirjastoauto tulee Torikadulle").unwrap();
    device.sync().await.unwrap();
    device.sync().await.unwrap();
    assert_eq!(arrivals(&mut events), []);
}

#[tokio::test]
async fn a_quiet_sync_is_one_small_request() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    // The first empty answer brings the ETag of this place in the feed; from then on nothing is sent twice.
    device.sync().await.unwrap();
    let before = haikkala.requests("/").len();
    device.sync().await.unwrap();
    let requests = haikkala.requests("/").split_off(before);
    assert_eq!(requests.iter().map(|line| line.status).collect::<Vec<_>>(), [304], "{requests:?}");
}

#[tokio::test]
async fn what_an_authority_takes_back_is_gone_here_too() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let aino = aino_of(&device, &haikkala).await;
    haikkala.send("m-wrong", &aino, "Tarkoitettu toiselle").unwrap();
    device.sync().await.unwrap();
    let message = key(haikkala.source(), RecordKind::Message, "m-wrong");
    device.ask(ReadItem { item: message.clone() }).await.unwrap();

    haikkala.authority().tombstone("message", "m-wrong", "misdirected").unwrap();
    device.sync().await.unwrap();
    let error = device.ask(ReadItem { item: message }).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
    assert!(device.inbox().await.unwrap().iter().all(|item| item.title.value != "Tarkoitettu toiselle"));
}

#[tokio::test]
async fn a_cursor_too_old_starts_again_and_what_vanished_meanwhile_goes() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let aino = aino_of(&device, &haikkala).await;
    haikkala.send("m-short", &aino, "Vain hetken").unwrap();
    device.sync().await.unwrap();
    let with = device.inbox().await.unwrap();

    haikkala.authority().tombstone("message", "m-short", "withdrawn").unwrap();
    haikkala.authority().forget_history().unwrap();
    device.sync().await.unwrap();
    let statuses: Vec<_> = haikkala.requests("/v1/changes").iter().map(|line| line.status).collect();
    assert!(statuses.contains(&410), "{statuses:?}");

    let after: Vec<_> = device.inbox().await.unwrap().into_iter().map(|item| item.item).collect();
    let wanted: Vec<_> = with.into_iter().map(|item| item.item).filter(|item| item.id.as_str() != "m-short").collect();
    let sorted = |mut keys: Vec<_>| {
        keys.sort();
        keys
    };
    assert_eq!(sorted(after), sorted(wanted));
    assert_eq!(device.source(&haikkala).await.unwrap().failure, None);
}

#[tokio::test]
async fn killed_between_pages_the_sync_goes_on_and_ends_the_same() {
    let haikkala = Town::large_haikkala(5_000, 7).await.unwrap();
    let undisturbed = Device::of_aino(&[&haikkala]).await.unwrap();
    undisturbed.sync().await.unwrap();

    let mut device = Device::of_aino(&[&haikkala]).await.unwrap();
    let mut interruptions = 0;
    loop {
        // The app is killed as soon as one page has landed, and starts again without having been closed.
        let mut events = device.engine().events();
        let finished = tokio::select! {
            biased;
            () = changed(&mut events, &Tag::Inbox) => false,
            result = device.sync() => result.is_ok(),
        };
        device = device.restart().await.unwrap();
        if finished && device.source(&haikkala).await.unwrap().complete_at.is_some() {
            break;
        }
        interruptions += 1;
        assert!(interruptions < 100, "the sync never ends");
    }
    assert!(interruptions >= 3, "{interruptions}");
    assert_eq!(device.inbox().await.unwrap(), undisturbed.inbox().await.unwrap());
}

#[tokio::test]
async fn aino_reads_on_while_kaarna_is_down() {
    let (haikkala, kaarna) = (Town::haikkala().await.unwrap(), Town::kaarna().await.unwrap());
    let device = Device::of_aino(&[&haikkala, &kaarna]).await.unwrap();
    kaarna.faults().begin(Fault::CutOff);
    device.sync().await.unwrap();
    assert_eq!(device.source(&kaarna).await.unwrap().failure, Some(SyncFailure::Unreachable));
    let haikkala_source = device.source(&haikkala).await.unwrap();
    assert!(haikkala_source.failure.is_none() && haikkala_source.complete_at.is_some());
    assert!(!device.inbox().await.unwrap().is_empty());

    kaarna.faults().end();
    device.sync().await.unwrap();
    let kaarna_source = device.source(&kaarna).await.unwrap();
    assert!(kaarna_source.failure.is_none() && kaarna_source.complete_at.is_some());
    assert!(device.inbox().await.unwrap().iter().any(|item| item.item.source == kaarna.source()));
}

#[tokio::test]
async fn a_hint_brings_the_message_without_asking() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let aino = aino_of(&device, &haikkala).await;
    let mut events = device.engine().events();
    device.engine().run_in_background();
    let before = device.inbox().await.unwrap().len();

    haikkala.send("m-hinted", &aino, "Tuli itsestään").unwrap();
    changed(&mut events, &Tag::Item(key(haikkala.source(), RecordKind::Message, "m-hinted"))).await;
    assert_eq!(device.inbox().await.unwrap().len(), before + 1);
    device.engine().close().await;
}

#[tokio::test]
async fn each_person_has_a_vault_and_it_ends_with_the_right_to_act() {
    let kaarna = Town::kaarna().await.unwrap();
    let device = Device::of_aino(&[&kaarna]).await.unwrap();
    device.sync().await.unwrap();
    let overview = device.overview().await.unwrap();
    let helmi = overview.parties.iter().find(|party| party.relation == Relation::Principal).expect("Helmi").clone();
    let hers = device.group(Group::Rest, Some(helmi.id.clone())).await.unwrap();
    assert!(!hers.is_empty() && hers.iter().all(|item| item.whose.id == helmi.id));
    let vault = device.dir().join("vaults").join(format!("{}.db", helmi.id));
    assert!(vault.exists());

    let party = party_of(&device, &kaarna, |relation| relation == Relation::Principal).await;
    kaarna.authority().end_access("aino", &party).unwrap();
    device.sync().await.unwrap();
    let overview = device.overview().await.unwrap();
    assert!(overview.parties.iter().all(|party| party.id != helmi.id));
    assert!(!vault.exists(), "the vault is gone with its key");
    assert!(device.inbox().await.unwrap().iter().all(|item| item.whose.id != helmi.id));
}

#[tokio::test]
async fn elsa_of_two_bodies_stays_two_until_someone_says_otherwise() {
    let (haikkala, kaarna) = (Town::haikkala().await.unwrap(), Town::kaarna().await.unwrap());
    let device = Device::of_aino(&[&haikkala, &kaarna]).await.unwrap();
    device.sync().await.unwrap();
    let overview = device.overview().await.unwrap();
    let elsas: Vec<_> = overview.parties.iter().filter(|party| party.name.starts_with("Elsa")).collect();
    assert_eq!(elsas.len(), 2);
    assert_ne!(elsas[0].id, elsas[1].id);
    let myself: Vec<_> = overview.parties.iter().filter(|party| party.relation == Relation::Myself).collect();
    assert_eq!(myself.len(), 1, "Aino signed in to both and is one");
    assert_eq!(myself[0].sources.len(), 2);
}

#[tokio::test]
async fn aino_says_that_elsa_is_elsa_and_takes_it_back() {
    let (haikkala, kaarna) = (Town::haikkala().await.unwrap(), Town::kaarna().await.unwrap());
    let device = Device::of_aino(&[&haikkala, &kaarna]).await.unwrap();
    device.sync().await.unwrap();
    let elsas = |overview: OverviewView| {
        overview.parties.into_iter().filter(|party| party.name.starts_with("Elsa")).collect::<Vec<_>>()
    };
    let before = device.inbox().await.unwrap();
    let links = device.ask(ReadLinks {}).await.unwrap().links;
    let elsa = links.iter().find(|link| link.one.name.starts_with("Elsa")).expect("the app asks about Elsa");
    assert_eq!(elsa.state, LinkState::Proposed);
    let (one, other) = (elsa.one.reference.clone(), elsa.other.reference.clone());

    device.ask(AnswerLink { one: one.clone(), other: other.clone(), same: true }).await.unwrap();
    let device = device.restart().await.unwrap();
    let together = elsas(device.overview().await.unwrap());
    assert_eq!(together.len(), 1);
    assert_eq!(together[0].sources.len(), 2);
    let mut sources = BTreeSet::new();
    for group in [Group::NeedsYou, Group::New, Group::Rest] {
        let items = device.group(group, Some(together[0].id.clone())).await.unwrap();
        sources.extend(items.into_iter().map(|item| item.item.source));
    }
    assert_eq!(sources.len(), 2, "items of both bodies are hers now");
    device.sync().await.unwrap();
    let keys =
        |items: Vec<HeadlineView>| items.into_iter().map(|item| (item.item, item.is_new)).collect::<BTreeSet<_>>();
    assert_eq!(keys(device.inbox().await.unwrap()), keys(before.clone()), "nothing is lost or doubled by it");

    device.ask(UndoLink { one: one.clone(), other: other.clone() }).await.unwrap();
    assert_eq!(elsas(device.overview().await.unwrap()).len(), 2);
    assert_eq!(keys(device.inbox().await.unwrap()), keys(before));

    device.ask(AnswerLink { one: one.clone(), other, same: false }).await.unwrap();
    device.sync().await.unwrap();
    let links = device.ask(ReadLinks {}).await.unwrap().links;
    let answered = links.iter().find(|link| link.one.reference == one).expect("the answer is shown");
    assert_eq!(answered.state, LinkState::Refused, "the app does not ask again");
}
