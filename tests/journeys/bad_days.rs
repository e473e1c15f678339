//! Servers that misbehave.

use domain::source::SyncFailure;
use municipality::Fault;
use protocol::ReadSource;
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
