//! Records that are not as they should be: each is set aside with its reason, and the others land.

use domain::{
    change::QuarantineReason,
    id::{RecordKind, RemoteId},
    inbox::Group,
    need::Need,
};
use municipality::Fault;
use protocol::{
    ReadItem, ReadSource,
    view::{ItemBody, QuarantinedView},
};
use resident_api::FeedRecord;
use serde_json::{Value, json};
use tests::{Device, TODAY, Town, key, message};

/// What of Haikkala could not be read.
async fn unread(device: &Device, town: &Town) -> Vec<QuarantinedView> {
    device.ask(ReadSource { source: town.source() }).await.unwrap().quarantined
}

/// A letter as it goes over the wire, with this put in it.
fn letter(id: &str, party: &str, with: &Value) -> String {
    let record = FeedRecord::Message(Box::new(message(id, party, "Kirje")));
    let mut change = serde_json::to_value(resident_api::FeedChange::Upsert(record)).unwrap();
    for (field, value) in with.as_object().unwrap() {
        change["record"][field] = value.clone();
    }
    change.to_string()
}

#[tokio::test]
async fn one_bad_record_is_set_aside_and_the_others_land() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let before = device.inbox().await.unwrap().len();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    haikkala.send("m-good-1", &aino, "Ensimmäinen").unwrap();
    let mut bad = message("m-bad", &aino, "Päiväys puuttuu");
    bad.sent_at = "ensi viikolla".into();
    haikkala.authority().upsert(FeedRecord::Message(Box::new(bad))).unwrap();
    haikkala.send("m-good-2", &aino, "Toinen").unwrap();

    device.sync().await.unwrap();
    assert_eq!(device.inbox().await.unwrap().len(), before + 2);
    let unread = unread(&device, &haikkala).await;
    assert_eq!(unread.len(), 1);
    assert_eq!(unread[0].id.as_deref(), Some("m-bad"));
    assert!(unread[0].detail.contains("sent_at"), "{}", unread[0].detail);
    assert!(!unread[0].detail.contains("ensi viikolla"), "no content in technical words");
}

#[tokio::test]
async fn one_bad_record_among_a_thousand() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let before = device.inbox().await.unwrap().len();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    for number in 0..1000 {
        haikkala.send(&format!("m-{number}"), &aino, &format!("Tiedote {number}")).unwrap();
    }
    let mut bad = message("m-bad", &aino, "Mahdoton päivä");
    bad.sent_at = "2026-02-30T12:00:00Z".into();
    haikkala.authority().upsert(FeedRecord::Message(Box::new(bad))).unwrap();
    device.sync().await.unwrap();
    assert_eq!(device.inbox().await.unwrap().len(), before + 1000);
    assert_eq!(device.source(&haikkala).await.unwrap().quarantined, 1);
}

#[tokio::test]
async fn every_way_to_be_unreadable_has_its_reason_and_ends_when_the_record_is_mended() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let before = device.inbox().await.unwrap().len();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    let deep = (0..50).fold(json!(1), |inner, _| json!([inner]));
    let bad = [
        ("timeless", letter("timeless", &aino, &json!({ "sent_at": null })), QuarantineReason::Malformed),
        (
            "nameless",
            letter("nameless", &aino, &json!({ "title": { "fi": " \u{202E}\u{200B} " } })),
            QuarantineReason::Malformed,
        ),
        ("deep", letter("deep", &aino, &json!({ "need": deep })), QuarantineReason::TooLarge),
        (
            "strange",
            json!({ "op": "upsert", "kind": "horoscope", "record": { "id": "strange" } }).to_string(),
            QuarantineReason::UnknownKind,
        ),
        ("stranger", letter("stranger", "naapuri", &json!({})), QuarantineReason::UnknownParty),
        (
            "endless",
            letter("endless", &aino, &json!({ "body": { "fi": "x".repeat(2 << 20) } })),
            QuarantineReason::TooLarge,
        ),
    ];
    let all: Vec<_> = bad.iter().map(|(_, change, _)| change.clone()).collect();
    haikkala.faults().begin_at("/v1/changes", Fault::Insert(all.join(",")));
    haikkala.send("m-good", &aino, "Kunnossa").unwrap();
    device.sync().await.unwrap();
    haikkala.faults().end();

    assert_eq!(device.source(&haikkala).await.unwrap().failure, None);
    assert_eq!(device.inbox().await.unwrap().len(), before + 1);
    let set_aside = unread(&device, &haikkala).await;
    assert_eq!(set_aside.len(), bad.len(), "{set_aside:?}");
    for (id, _, reason) in &bad {
        let found = set_aside
            .iter()
            .find(|found| found.id.as_deref().is_none_or(|known| known == *id) && found.reason == *reason);
        assert!(found.is_some(), "{id}: {set_aside:?}");
    }

    for id in ["timeless", "nameless"] {
        haikkala.send(id, &aino, "Korjattu").unwrap();
    }
    device.sync().await.unwrap();
    let left = unread(&device, &haikkala).await;
    assert!(left.iter().all(|found| !["timeless", "nameless"].contains(&found.id.as_deref().unwrap_or_default())));
    assert_eq!(device.inbox().await.unwrap().len(), before + 3);
}

#[tokio::test]
async fn a_time_far_ahead_does_not_push_itself_before_what_needs_her() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    let mut future = message("m-future", &aino, "Tulevaisuudesta");
    future.sent_at = "2199-01-01T00:00:00Z".into();
    haikkala.authority().upsert(FeedRecord::Message(Box::new(future))).unwrap();
    let mut beyond = message("m-beyond", &aino, "Ajan tuolta puolen");
    beyond.sent_at = "9999-12-31T00:00:00Z".into();
    haikkala.authority().upsert(FeedRecord::Message(Box::new(beyond))).unwrap();
    device.sync().await.unwrap();
    let waiting = device.group(Group::NeedsYou, None).await.unwrap();
    assert!(!waiting.is_empty() && waiting.iter().all(|item| item.item.id.as_str() != "m-future"));
    assert!(device.inbox().await.unwrap().iter().any(|item| item.item.id.as_str() == "m-future"));
    assert_eq!(device.source(&haikkala).await.unwrap().quarantined, 1, "a year that cannot be is set aside");
}

/// A duty whose day cannot be read is still a duty; no day is made up for it.
#[tokio::test]
async fn an_impossible_day_takes_no_duty_away_and_invents_no_deadline() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    let days =
        ["2026-02-30", "2026-13-01", "0000-00-00", "9999-99-99", "-2026-01-01", "30.11.2026", "", "+999999-01-01"];
    let letters: Vec<_> = days
        .iter()
        .enumerate()
        .map(|(number, day)| {
            letter(&format!("d-{number}"), &aino, &json!({ "need": { "kind": "required", "day": day } }))
        })
        .collect();
    haikkala.faults().begin_at("/v1/changes", Fault::Insert(letters.join(",")));
    device.sync().await.unwrap();
    haikkala.faults().end();
    let waiting = device.group(Group::NeedsYou, None).await.unwrap();
    for (number, day) in days.iter().enumerate() {
        let found = waiting.iter().find(|item| item.item.id == RemoteId::new(format!("d-{number}")));
        assert_eq!(found.map(|item| item.need), Some(Need::Required { due: None }), "{day}");
    }
}

#[tokio::test]
async fn a_title_that_deceives_is_shown_as_it_is_spelled() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    for (number, (sent, shown)) in [
        ("Lasku \u{202E}fdp.exe <script>alert(1)</script>\n\nx", "Lasku fdp.exe <script>alert(1)</script> x"),
        ("\u{2066}Päätös\u{2069} <img src=x onerror=alert(1)>", "Päätös <img src=x onerror=alert(1)>"),
        ("Vero\u{200B}tus\u{FEFF} \u{E0041}&lt;b&gt;", "Verotus &lt;b&gt;"),
        ("**Tärkeää** [tästä](https://huijaus.example)", "**Tärkeää** [tästä](https://huijaus.example)"),
        ("\u{7}Kello\r\nsoi\u{0}", "Kello soi"),
    ]
    .into_iter()
    .enumerate()
    {
        let id = format!("m-{number}");
        haikkala.send(&id, &aino, sent).unwrap();
        device.sync().await.unwrap();
        let item = device.ask(ReadItem { item: key(haikkala.source(), RecordKind::Message, &id) }).await.unwrap();
        assert_eq!(item.title.value, shown);
        let listed = device.inbox().await.unwrap();
        assert!(listed.iter().any(|headline| headline.title.value == shown), "{shown}");
    }
}

/// A title as long as a book would push everything else out of the list.
#[tokio::test]
async fn a_title_without_end_is_cut_and_its_letter_can_be_read() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    haikkala.send("m-long", &aino, &"Hyvin tärkeää ".repeat(20_000)).unwrap();
    device.sync().await.unwrap();
    let item = device.ask(ReadItem { item: key(haikkala.source(), RecordKind::Message, "m-long") }).await.unwrap();
    assert!(item.title.value.chars().count() <= 500 && item.title.value.ends_with('…'));
    assert!(matches!(item.body, ItemBody::Message(_)));
    assert_eq!(item.when.date.to_string(), TODAY);
}
