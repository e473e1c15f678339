use std::collections::HashSet;

use resident_api::{FeedChange, MandateRecord};

use crate::resident::{Resident, haikkala, key_of, letter, parties, send};

#[tokio::test]
async fn aino_and_eero_see_their_own_matters_and_their_children_only() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let eero = Resident::at(&server, "eero").await;
    let (of_aino, _) = aino.walk(None, 1000).await;
    let (of_eero, _) = eero.walk(None, 1000).await;
    let ids = |changes: &[FeedChange]| parties(changes).into_iter().map(|party| party.id).collect::<HashSet<_>>();
    assert_ne!(ids(&of_aino), ids(&of_eero));
    assert_ne!(aino.myself().await.id, eero.myself().await.id);

    let (_, after) = eero.walk(None, 1000).await;
    send(&server, letter("letter-1", &aino.myself().await.id));
    assert_eq!(eero.walk(Some(&after), 1000).await.0, []);

    let shared: Vec<_> = ids(&of_aino).intersection(&ids(&of_eero)).cloned().collect();
    assert!(!shared.is_empty(), "the parents share no child");
    send(&server, letter("letter-2", &shared[0]));
    for parent in [aino, eero] {
        let (changes, _) = parent.walk(None, 1000).await;
        assert!(changes.iter().any(|change| key_of(change).1 == "letter-2"));
    }
}

#[tokio::test]
async fn when_a_right_to_act_ends_everything_of_that_party_is_gone_for_aino_alone() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let eero = Resident::at(&server, "eero").await;
    let mut party = eero.myself().await;
    let (_, cursor) = aino.walk(None, 1000).await;

    // Eero gives Aino a power of attorney: she gets to know him and what was written to him before.
    send(&server, letter("letter-to-eero", &party.id));
    party.relation = "principal".to_owned();
    let mandate = MandateRecord {
        id: "mandate-1".to_owned(),
        party: party.id.clone(),
        basis: "power_of_attorney".to_owned(),
        scope: None,
        valid_from: Some("2026-11-17".to_owned()),
        valid_to: None,
    };
    server.authority().grant_access("aino", party.clone(), Some(mandate)).unwrap();
    let (news, cursor) = aino.walk(Some(&cursor), 1000).await;
    let keys: Vec<_> = news.iter().map(key_of).collect();
    let own = |kind: &str, id: &str| (kind.to_owned(), id.to_owned());
    assert_eq!(keys[..2], [own("party", &party.id), own("mandate", "mandate-1")]);
    assert!(keys.contains(&own("message", "letter-to-eero")));
    assert_eq!(parties(&news), [party.clone()]);
    assert_eq!(eero.myself().await.id, party.id, "eero is himself still");

    server.authority().end_access("aino", &party.id).unwrap();
    let (gone, _) = aino.walk(Some(&cursor), 1000).await;
    let before: HashSet<_> = keys.into_iter().collect();
    assert!(gone.iter().all(|change| matches!(change, FeedChange::Tombstone(gone) if gone.reason == "access_ended")));
    assert_eq!(gone.iter().map(key_of).collect::<HashSet<_>>(), before);
    assert_eq!(key_of(gone.last().unwrap()), own("party", &party.id), "its records go first");

    // What is written to Eero from now on is Eero's.
    let (_, cursor) = aino.walk(None, 1000).await;
    send(&server, letter("letter-3", &party.id));
    assert_eq!(aino.walk(Some(&cursor), 1000).await.0, []);
    assert!(eero.walk(None, 1000).await.0.iter().any(|change| key_of(change).1 == "letter-3"));
}

#[tokio::test]
async fn nobody_is_written_to_whom_nobody_knows() {
    let server = haikkala().await;
    let record = resident_api::FeedRecord::Message(Box::new(letter("letter-1", "nobody")));
    let refused = server.authority().upsert(record);
    assert!(matches!(refused, Err(municipality::RegistryError::UnknownParty(party)) if party == "nobody"));
    assert!(server.authority().issue_token("nobody").is_err());
}

#[tokio::test]
async fn a_new_name_reaches_everyone_and_each_keeps_their_own_relation() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let eero = Resident::at(&server, "eero").await;
    let mut party = eero.myself().await;
    party.relation = "principal".to_owned();
    server.authority().grant_access("aino", party.clone(), None).unwrap();

    party.name = "Eero Lehto".to_owned();
    server.authority().upsert(resident_api::FeedRecord::Party(party.clone())).unwrap();
    assert_eq!(eero.myself().await.name, "Eero Lehto");
    assert!(parties(&aino.walk(None, 1000).await.0).contains(&party));
}

#[tokio::test]
async fn aino_who_left_the_association_is_told_that_its_matters_are_gone_and_nothing_of_them() {
    let server =
        municipality::start(municipality::Config::on(municipality::Body::Mantylahti, crate::resident::today()));
    let server = server.await.unwrap();
    let aino = Resident::at(&server, "aino").await;
    let (changes, _) = aino.walk(None, 1000).await;
    let association = municipality::world::party_id(municipality::Body::Mantylahti, "taideyhdistys");
    assert!(parties(&changes).iter().all(|party| party.id != association));
    let gone: Vec<_> = changes
        .iter()
        .filter(|change| matches!(change, FeedChange::Tombstone(gone) if gone.reason == "access_ended"))
        .map(|change| key_of(change).0)
        .collect();
    assert_eq!(gone, ["case", "message", "party"]);
    let all = serde_json::to_string(&changes).unwrap();
    assert!(!all.contains("taideyhdistys") && !all.contains("600 euro"), "what it was about is still told");
}
