//! What a notification says, and when there is none.

use domain::{case::Folder, mark::Mark, party::Relation, reminder::QuietHours};
use protocol::{MarkItems, MarkOpened, ReadCases, telling::ToldKind};
use tests::{Device, Town};

use super::{aino, ask, at, look, prefer, settled};

/// Every word of what was told, as a shell would have it.
fn said(device: &Device) -> String {
    serde_json::to_string(&device.host.notified()).unwrap()
}

#[tokio::test]
async fn ten_new_things_are_one_notification_with_their_number_and_no_titles() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    for n in 0..10 {
        ask(&haikkala, &format!("m-{n}"), &aino(&haikkala), "Salainen otsikko", "2027-01-09");
    }
    device.sync().await.unwrap();
    let told = device.host.notified();
    assert_eq!(told.len(), 1, "{told:?}");
    let counts: Vec<_> = told[0].news.iter().map(|news| (news.sender.value.as_str(), news.count)).collect();
    assert_eq!(counts, [("Haikkala", 10)]);
    assert_eq!((told[0].content.len(), told[0].open.clone()), (0, None));
    assert!(!serde_json::to_string(&told).unwrap().contains("Salainen"));
}

#[tokio::test]
async fn what_several_services_bring_in_one_sync_is_told_together() {
    let (haikkala, kaarna) = (Town::haikkala().await.unwrap(), Town::kaarna().await.unwrap());
    let device = Device::of_aino(&[&haikkala, &kaarna]).await.unwrap();
    device.sync().await.unwrap();
    device.engine().tell_what_is_due().await;
    device.host.notified();
    for town in [&haikkala, &kaarna] {
        ask(town, "m-1", &aino(town), "Vastaa", "2027-01-09");
    }
    device.sync().await.unwrap();
    let told = device.host.notified();
    assert_eq!(told.iter().map(|told| told.news.len()).sum::<usize>(), 2);
    assert!(told.len() <= 2, "never more than one a service");
}

#[tokio::test]
async fn what_is_looked_for_twice_at_once_is_told_once() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    device.host.set_now(at("2026-11-18 22:00"));
    ask(&haikkala, "m-1", &aino(&haikkala), "Vastaa", "2027-01-09");
    device.sync().await.unwrap();
    assert_eq!(device.host.notified(), [], "it is quiet");
    device.host.set_now(at("2026-11-19 07:30"));
    tokio::join!(device.engine().tell_what_is_due(), device.engine().tell_what_is_due());
    let told = device.host.notified();
    assert_eq!(told.iter().map(|told| told.news.len()).sum::<usize>(), 1, "{told:?}");
}

#[tokio::test]
async fn what_asks_something_is_told_at_once_and_the_rest_with_the_digest() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    haikkala.send("m-calm", &aino(&haikkala), "Tiedoksi").unwrap();
    device.sync().await.unwrap();
    assert_eq!(device.host.notified(), []);
    look(&device, "2026-11-18 16:59").await;
    assert_eq!(device.host.notified(), []);
    look(&device, "2026-11-18 17:00").await;
    assert_eq!(device.host.notified()[0].news[0].count, 1);
    look(&device, "2026-11-19 17:00").await;
    let again: Vec<_> = device.host.notified().into_iter().filter(|told| !told.news.is_empty()).collect();
    assert_eq!(again, [], "once");

    prefer(&device, |telling| telling.digest = None).await;
    haikkala.send("m-calm-2", &aino(&haikkala), "Tiedoksi").unwrap();
    device.sync().await.unwrap();
    assert_eq!(device.host.notified().len(), 1, "as it comes");
}

#[tokio::test]
async fn in_quiet_hours_nobody_is_told_and_at_their_end_once() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    device.host.set_now(at("2026-11-18 22:00"));
    ask(&haikkala, "m-1", &aino(&haikkala), "Vastaa", "2027-01-09");
    device.sync().await.unwrap();
    look(&device, "2026-11-19 06:59").await;
    assert_eq!(device.host.notified(), []);
    look(&device, "2026-11-19 07:00").await;
    assert_eq!(device.host.notified().len(), 1);

    prefer(&device, |telling| telling.quiet = None).await;
    device.host.set_now(at("2026-11-19 23:00"));
    ask(&haikkala, "m-2", &aino(&haikkala), "Vastaa", "2027-01-09");
    device.sync().await.unwrap();
    assert_eq!(device.host.notified().len(), 1, "without quiet hours at once");
    let noon = QuietHours { from: "12:00:00".parse().unwrap(), to: "13:00:00".parse().unwrap() };
    prefer(&device, |telling| telling.quiet = Some(noon)).await;
    device.host.set_now(at("2026-11-20 12:30"));
    ask(&haikkala, "m-3", &aino(&haikkala), "Vastaa", "2027-01-09");
    device.sync().await.unwrap();
    assert_eq!(device.host.notified(), []);
}

#[tokio::test]
async fn aino_chooses_of_what_and_from_whom_she_is_told() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    prefer(&device, |telling| telling.without = vec![ToldKind::Messages]).await;
    ask(&haikkala, "m-1", &aino(&haikkala), "Vastaa", "2027-01-09");
    device.sync().await.unwrap();
    assert_eq!(device.host.notified(), []);
    prefer(&device, |telling| {
        telling.without = Vec::new();
        telling.without_sources = vec![haikkala.source()];
    })
    .await;
    ask(&haikkala, "m-2", &aino(&haikkala), "Vastaa", "2027-01-09");
    device.sync().await.unwrap();
    assert_eq!(device.host.notified(), []);
    prefer(&device, |telling| telling.without_sources = Vec::new()).await;
    ask(&haikkala, "m-3", &aino(&haikkala), "Vastaa", "2027-01-09");
    device.sync().await.unwrap();
    assert_eq!(device.host.notified().len(), 1);
    prefer(&device, |telling| telling.notify = false).await;
    ask(&haikkala, "m-4", &aino(&haikkala), "Vastaa", "2027-01-09");
    device.sync().await.unwrap();
    look(&device, "2027-01-09 09:00").await;
    assert_eq!(device.host.notified(), []);
}

#[tokio::test]
async fn content_is_said_only_when_aino_wants_it_and_never_of_a_protected_person_or_a_muted_case() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    prefer(&device, |telling| telling.content = true).await;
    let only = ask(&haikkala, "m-1", &aino(&haikkala), "Näkyvä otsikko", "2027-01-09");
    device.sync().await.unwrap();
    let told = device.host.notified();
    assert_eq!((told[0].content[0].title.value.as_str(), told[0].open.as_ref()), ("Näkyvä otsikko", Some(&only)));

    let kaarna = Town::kaarna().await.unwrap();
    device.connect(&kaarna).await.unwrap();
    device.sync().await.unwrap();
    device.host.notified();
    let ward = kaarna.parties("aino").unwrap().into_iter().find(|(_, relation)| *relation == Relation::Ward).unwrap();
    ask(&kaarna, "m-2", &ward.0, "Turvattu otsikko", "2027-01-09");
    device.sync().await.unwrap();
    let told = said(&device);
    assert!(told.contains("\"count\":1") && !told.contains("Turvattu") && !told.contains("Lumi"), "{told}");

    let cases = ReadCases { folder: Folder::Inbox, party: None, after: None, limit: 200 };
    let cases = device.ask(cases).await.unwrap().items;
    let case = cases
        .into_iter()
        .find(|case| case.item.source == haikkala.source() && case.whose.relation == Relation::Myself)
        .unwrap()
        .item;
    device.ask(MarkItems { items: vec![case.clone()], mark: Mark::Muted, on: true }).await.unwrap();
    let mut letter = tests::message("m-3", &aino(&haikkala), "Hiljainen otsikko");
    letter.case = Some(case.id.to_string());
    letter.need = Some(resident_api::NeedRecord { kind: "required".to_owned(), day: Some("2027-01-09".to_owned()) });
    haikkala.authority().upsert(resident_api::FeedRecord::Message(Box::new(letter))).unwrap();
    device.sync().await.unwrap();
    let told = said(&device);
    assert!(told.contains("\"count\":1") && !told.contains("Hiljainen"), "{told}");
}

#[tokio::test]
async fn what_aino_has_opened_meanwhile_is_not_told() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    device.host.set_now(at("2026-11-18 22:00"));
    let opened = ask(&haikkala, "m-1", &aino(&haikkala), "Vastaa", "2027-01-09");
    let away = ask(&haikkala, "m-2", &aino(&haikkala), "Vastaa", "2027-01-09");
    device.sync().await.unwrap();
    device.ask(MarkOpened { item: opened }).await.unwrap();
    device.ask(MarkItems { items: vec![away], mark: Mark::Archived, on: true }).await.unwrap();
    look(&device, "2026-11-19 07:00").await;
    assert_eq!(device.host.notified().iter().map(|told| told.news.len()).sum::<usize>(), 0);
}

#[tokio::test]
async fn while_the_app_is_locked_it_says_that_something_came_and_not_what() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    prefer(&device, |telling| telling.content = true).await;
    device.set_lock("730154").await.unwrap();
    device.engine().lock().await;
    device.host.notified();
    ask(&haikkala, "m-1", &aino(&haikkala), "Salainen otsikko", "2026-11-20");
    device.sync().await.unwrap();
    look(&device, "2026-11-19 08:00").await;
    let told = device.host.notified();
    assert_eq!(told.len(), 1);
    assert!(told[0].locked && told[0].news.is_empty() && told[0].content.is_empty() && told[0].open.is_none());
    assert!(!serde_json::to_string(&told).unwrap().contains("Salainen"));
}

#[tokio::test]
async fn another_profile_hears_nothing_of_the_first() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    device.host.set_now(at("2026-11-18 22:00"));
    ask(&haikkala, "m-1", &aino(&haikkala), "Vastaa", "2026-11-20");
    device.sync().await.unwrap();
    device.ask(protocol::AddProfile { name: "Eino".to_owned() }).await.unwrap();
    look(&device, "2026-11-19 08:00").await;
    assert_eq!(device.host.notified(), []);
}
