//! The way to the server is bad.

use std::time::Duration;

use domain::source::SyncFailure;
use municipality::Fault;
use protocol::{ErrorCode, FetchDocument, ReadItem};
use tests::{Device, Town};

use super::{impatient, survives, survives_within};

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
async fn a_server_that_says_nothing() {
    survives_within(impatient(), Fault::Silence, SyncFailure::TimedOut).await;
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
async fn a_server_that_answers_in_an_hour_is_not_waited_for() {
    survives_within(impatient(), Fault::Slow(Duration::from_hours(1)), SyncFailure::TimedOut).await;
}

#[tokio::test]
async fn an_answer_that_comes_in_drops_is_not_waited_for() {
    survives_within(impatient(), Fault::Drip(Duration::from_millis(20)), SyncFailure::TimedOut).await;
}

#[tokio::test]
async fn a_server_that_hangs_up() {
    survives(Fault::CutOff, SyncFailure::Unreachable).await;
}

#[tokio::test]
async fn a_connection_that_closes_by_half() {
    survives(Fault::HalfClosed, SyncFailure::Unreachable).await;
}

#[tokio::test]
async fn an_answer_that_breaks_off() {
    survives(Fault::CutAnswer, SyncFailure::Unreachable).await;
}

/// What is described stays described, and comes when the network is back.
#[tokio::test]
async fn a_document_that_cannot_be_fetched_says_so_and_comes_later() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    haikkala.faults().begin_at("/v1/documents", Fault::CutOff);
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, None, "the letters came");
    let with_documents = async || {
        for headline in device.inbox().await.unwrap() {
            let item = device.ask(ReadItem { item: headline.item }).await.unwrap();
            if let Some(document) = item.documents.into_iter().next() {
                return (item.item, document);
            }
        }
        panic!("the demo world has documents");
    };
    let (item, document) = with_documents().await;
    assert!(!document.on_device);
    let fetched = device.ask(FetchDocument { item: item.clone(), document: document.id.clone() }).await;
    let refused = fetched.err().unwrap();
    assert_eq!((refused.code, refused.source), (ErrorCode::SourceUnreachable, Some(haikkala.source())));

    haikkala.faults().end();
    device.ask(FetchDocument { item, document: document.id }).await.unwrap();
    assert!(with_documents().await.1.on_device);
}
