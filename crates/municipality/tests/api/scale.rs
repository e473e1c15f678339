use municipality::{Body, Config, Generate, GenerateUses, start};
use resident_api::{FeedChange, FeedRecord};

use crate::resident::{Resident, key_of, today};

#[tokio::test]
async fn a_long_log_lies_among_the_story() {
    let plan = GenerateUses { uses: 40, lookups: 1500, seed: 3 };
    let config = Config { generate_uses: Some(plan), ..Config::on(Body::Haikkala, today()) };
    let server = start(config).await.unwrap();
    let feed = Resident::at(&server, "aino").await.walk(None, 1000).await.0;
    let count = |kind: &str, prefix: &str| {
        feed.iter().map(key_of).filter(|(its, id)| its == kind && id.starts_with(prefix)).count()
    };
    assert_eq!((count("data_use", "u3-"), count("lookup", "l3-")), (40, 1500));
    let last = feed.iter().rposition(|change| key_of(change).1.starts_with("l3-")).unwrap();
    let first = feed.iter().position(|change| key_of(change).1.starts_with("l3-")).unwrap();
    assert!(feed[first..last].iter().any(|change| matches!(change, FeedChange::Upsert(FeedRecord::Case(_)))));
}

async fn feed_with(seed: u64, items: usize) -> Vec<FeedChange> {
    let config = Config { generate: Some(Generate { items, seed }), ..Config::on(Body::Haikkala, today()) };
    let server = start(config).await.unwrap();
    let mut feed = Resident::at(&server, "aino").await.walk(None, 1000).await.0;
    for change in &mut feed {
        // Every server has a key of its own.
        match change {
            FeedChange::Upsert(FeedRecord::Decision(decision)) => decision.signature = None,
            FeedChange::Upsert(FeedRecord::Consent(consent)) => {
                consent.receipts.iter_mut().for_each(|receipt| receipt.signature.clear());
            }
            _ => {}
        }
    }
    feed
}

#[tokio::test]
async fn a_seed_gives_the_same_large_feed_every_time() {
    let first = feed_with(7, 2500).await;
    assert!(first.len() > 2500, "{}", first.len());
    assert_eq!(first, feed_with(7, 2500).await);
    assert_ne!(first, feed_with(8, 2500).await);
}

#[tokio::test]
async fn invented_items_lie_among_the_story_and_after_the_parties() {
    let story = feed_with(1, 0).await;
    let large = feed_with(1, 500).await;
    for change in &story {
        assert!(large.contains(change), "{:?} is missing", key_of(change));
    }
    let invented = |change: &&FeedChange| key_of(change).1.starts_with("i1-");
    assert_eq!(large.iter().filter(invented).count(), 500);
    let first_other = large.iter().position(|change| !matches!(change, FeedChange::Upsert(FeedRecord::Party(_))));
    let parties = large[..first_other.unwrap()].len();
    assert!(large[parties..].iter().all(|change| !matches!(change, FeedChange::Upsert(FeedRecord::Party(_)))));
}
