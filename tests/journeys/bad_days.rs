//! Servers that misbehave.

use std::{collections::BTreeSet, time::Duration};

use connector::Limits;
use domain::{inbox::Group, party::Relation, source::SyncFailure};
use municipality::Fault;
use protocol::{ReadNotices, ReadSource, view::HeadlineView};
use tests::{Device, Town, message};

/// What a trouble looks like from the app, and that everything is well again after it.
async fn survives(fault: Fault, seen: SyncFailure) {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let before = device.inbox().await.unwrap();

    haikkala.faults().begin(fault.clone());
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, Some(seen), "{fault:?}");
    assert_eq!(device.inbox().await.unwrap(), before, "{fault:?}");

    haikkala.faults().end();
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, None, "{fault:?}");
}

#[tokio::test]
async fn a_server_that_says_nothing() {
    let limits = Limits { request_timeout: Duration::from_millis(300), ..Limits::default() };
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::with_limits(limits).await.unwrap();
    haikkala.faults().begin(Fault::Silence);
    device.connect(&haikkala).await.unwrap();
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, Some(SyncFailure::TimedOut));
}

#[tokio::test]
async fn a_slow_server_is_waited_for() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::new().await.unwrap();
    haikkala.faults().begin_at("/v1/changes", Fault::Slow(Duration::from_millis(200)));
    device.connect(&haikkala).await.unwrap();
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, None);
    assert!(!device.inbox().await.unwrap().is_empty());
}

#[tokio::test]
async fn an_answer_that_breaks_off() {
    survives(Fault::CutAnswer, SyncFailure::Unreachable).await;
}

#[tokio::test]
async fn a_server_that_is_gone() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let (before, source) = (device.inbox().await.unwrap(), haikkala.source());
    haikkala.stop().await;
    device.sync().await.unwrap();
    let overview = device.overview().await.unwrap();
    let seen = overview.sources.iter().find(|seen| seen.id == source).and_then(|seen| seen.failure);
    assert_eq!(seen, Some(SyncFailure::Unreachable));
    assert_eq!(device.inbox().await.unwrap(), before);
}

#[tokio::test]
async fn more_than_the_app_accepts_is_refused_and_not_swallowed() {
    let limits = Limits { max_page_bytes: 20_000, ..Limits::default() };
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::with_limits(limits).await.unwrap();
    device.connect(&haikkala).await.unwrap();
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, Some(SyncFailure::Unintelligible));
    assert!(device.inbox().await.unwrap().is_empty());
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
    haikkala.authority().upsert(resident_api::FeedRecord::Message(Box::new(bad))).unwrap();
    device.sync().await.unwrap();
    assert_eq!(device.inbox().await.unwrap().len(), before + 1000);
    assert_eq!(device.source(&haikkala).await.unwrap().quarantined, 1);
}

#[tokio::test]
async fn a_time_far_ahead_does_not_push_itself_before_what_needs_her() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    let mut future = message("m-future", &aino, "Tulevaisuudesta");
    future.sent_at = "2199-01-01T00:00:00Z".into();
    haikkala.authority().upsert(resident_api::FeedRecord::Message(Box::new(future))).unwrap();
    let mut beyond = message("m-beyond", &aino, "Ajan tuolta puolen");
    beyond.sent_at = "9999-12-31T00:00:00Z".into();
    haikkala.authority().upsert(resident_api::FeedRecord::Message(Box::new(beyond))).unwrap();
    device.sync().await.unwrap();
    let waiting = device.group(Group::NeedsYou, None).await.unwrap();
    assert!(!waiting.is_empty() && waiting.iter().all(|item| item.item.id.as_str() != "m-future"));
    assert!(device.inbox().await.unwrap().iter().any(|item| item.item.id.as_str() == "m-future"));
    assert_eq!(device.source(&haikkala).await.unwrap().quarantined, 1, "a year that cannot be is set aside");
}

#[tokio::test]
async fn a_damaged_vault_is_set_aside_told_and_filled_again() {
    let kaarna = Town::kaarna().await.unwrap();
    let device = Device::of_aino(&[&kaarna]).await.unwrap();
    device.sync().await.unwrap();
    let before = device.inbox().await.unwrap();
    device.engine().close().await;
    let overview = device.overview().await.unwrap();
    let helmi = overview.parties.iter().find(|party| party.relation == Relation::Principal).unwrap().clone();
    let vaults = device.dir().join("vaults");
    for ending in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(vaults.join(format!("{}.db{ending}", helmi.id)));
    }
    let file = vaults.join(format!("{}.db", helmi.id));
    let mut bytes = std::fs::read(&file).unwrap();
    for byte in bytes.iter_mut().take(8192) {
        *byte ^= 0x55;
    }
    std::fs::write(&file, bytes).unwrap();

    let device = device.restart().await.unwrap();
    let notices = device.ask(ReadNotices {}).await.unwrap();
    assert_eq!(notices.mended.iter().map(|party| &party.id).collect::<Vec<_>>(), [&helmi.id]);
    assert!(!device.inbox().await.unwrap().is_empty(), "the others go on");
    device.sync().await.unwrap();
    let keys = |items: Vec<HeadlineView>| items.into_iter().map(|item| item.item).collect::<BTreeSet<_>>();
    assert_eq!(keys(device.inbox().await.unwrap()), keys(before));
}

#[tokio::test]
async fn a_server_that_hangs_up() {
    survives(Fault::CutOff, SyncFailure::Unreachable).await;
}

#[tokio::test]
async fn a_server_that_is_broken() {
    survives(Fault::Broken, SyncFailure::Unavailable).await;
}

#[tokio::test]
async fn a_server_that_is_busy() {
    survives(Fault::Busy(120), SyncFailure::Unavailable).await;
}

#[tokio::test]
async fn a_hotel_network_that_answers_with_its_own_page() {
    survives(Fault::Html, SyncFailure::Unintelligible).await;
}

#[tokio::test]
async fn a_server_that_sends_the_app_elsewhere() {
    survives(Fault::Redirect("http://127.0.0.1:9/elsewhere".into()), SyncFailure::Unintelligible).await;
}

#[tokio::test]
async fn a_server_that_never_stops_talking() {
    survives(Fault::Flood, SyncFailure::Unintelligible).await;
}

#[tokio::test]
async fn a_sign_in_that_was_ended_asks_for_a_new_one_and_keeps_everything() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let before = device.inbox().await.unwrap();
    haikkala.authority().revoke_tokens("aino").unwrap();
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, Some(SyncFailure::SignInNeeded));
    assert_eq!(device.inbox().await.unwrap(), before);
    device.connect(&haikkala).await.unwrap();
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, None);
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
    haikkala.authority().upsert(resident_api::FeedRecord::Message(Box::new(bad))).unwrap();
    haikkala.send("m-good-2", &aino, "Toinen").unwrap();

    device.sync().await.unwrap();
    assert_eq!(device.inbox().await.unwrap().len(), before + 2);
    let detail = device.ask(ReadSource { source: haikkala.source() }).await.unwrap();
    assert_eq!(detail.source.quarantined, 1);
    assert_eq!(detail.quarantined[0].id.as_deref(), Some("m-bad"));
    assert!(detail.quarantined[0].detail.contains("sent_at"), "{}", detail.quarantined[0].detail);
    assert!(!detail.quarantined[0].detail.contains("ensi viikolla"), "no content in technical words");
}

#[tokio::test]
async fn a_title_that_deceives_is_shown_as_it_is_spelled() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    haikkala.send("m-bidi", &aino, "Lasku \u{202E}fdp.exe <script>alert(1)</script>\n\nx").unwrap();
    device.sync().await.unwrap();
    let titles: Vec<_> = device.inbox().await.unwrap().into_iter().map(|item| item.title.value).collect();
    assert!(titles.iter().any(|title| title == "Lasku fdp.exe <script>alert(1)</script> x"), "{titles:?}");
}
