use std::collections::HashSet;

use reqwest::StatusCode;
use resident_api::{FeedChange, FeedRecord, PROBLEM_CURSOR_EXPIRED};

use crate::resident::{Resident, haikkala, key_of, letter, parties, problem, send};

#[tokio::test]
async fn small_pages_tell_aino_everything_once_and_in_the_order_of_the_large_page() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let (at_once, _) = aino.walk(None, 1000).await;
    let (in_threes, _) = aino.walk(None, 3).await;
    assert!(at_once.len() > 3, "the story has only {} changes", at_once.len());
    assert_eq!(at_once, in_threes);
    let keys: HashSet<_> = at_once.iter().map(key_of).collect();
    assert_eq!(keys.len(), at_once.len(), "a record came twice");
}

#[tokio::test]
async fn a_party_comes_before_everything_that_is_about_it() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    // A party that is described anew after its records were written must still come first.
    let mut myself = aino.myself().await;
    myself.name = "Aino Virta-Lehto".to_owned();
    server.authority().upsert(FeedRecord::Party(myself.clone())).unwrap();

    let (changes, _) = aino.walk(None, 7).await;
    let mut introduced = HashSet::new();
    for change in &changes {
        let FeedChange::Upsert(record) = change else { continue };
        let party = match record {
            FeedRecord::Party(party) => {
                assert!(introduced.insert(party.id.clone()), "{} came twice", party.id);
                continue;
            }
            FeedRecord::Mandate(mandate) => &mandate.party,
            FeedRecord::GivenMandate(given) => &given.party,
            FeedRecord::MandateRequest(request) => &request.party,
            FeedRecord::Acted(acted) => &acted.party,
            FeedRecord::Case(case) => &case.party,
            FeedRecord::Message(message) => &message.party,
            FeedRecord::Decision(decision) => &decision.party,
            FeedRecord::SealedDecision(sealed) => &sealed.party,
            FeedRecord::Task(task) => &task.party,
            FeedRecord::DataUse(used) => &used.party,
            FeedRecord::Consent(consent) => &consent.party,
            FeedRecord::Lookup(lookup) => &lookup.party,
            FeedRecord::AccessLog(log) => &log.party,
        };
        assert!(introduced.contains(party), "{} {} came before its party", record.kind(), record.id());
    }
    assert!(parties(&changes).contains(&myself), "the new name did not arrive");
}

#[tokio::test]
async fn aino_who_is_up_to_date_gets_only_what_is_new() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let mut myself = aino.myself().await;
    let (_, cursor) = aino.walk(None, 1000).await;

    send(&server, letter("letter-1", &myself.id));
    let (news, cursor) = aino.walk(Some(&cursor), 1000).await;
    assert_eq!(news.iter().map(key_of).collect::<Vec<_>>(), [("message".to_owned(), "letter-1".to_owned())]);

    // Two changes of one record are one: the latest.
    let mut corrected = letter("letter-1", &myself.id);
    corrected.title.fi = Some("Korjaus".to_owned());
    send(&server, letter("letter-1", &myself.id));
    send(&server, corrected.clone());
    let (news, cursor) = aino.walk(Some(&cursor), 1000).await;
    assert_eq!(news, [FeedChange::Upsert(FeedRecord::Message(Box::new(corrected)))]);

    myself.name = "Aino Lehto".to_owned();
    server.authority().upsert(FeedRecord::Party(myself.clone())).unwrap();
    let (news, cursor) = aino.walk(Some(&cursor), 1000).await;
    assert_eq!(news, [FeedChange::Upsert(FeedRecord::Party(myself))]);

    let (news, _) = aino.walk(Some(&cursor), 1000).await;
    assert_eq!(news, []);
}

#[tokio::test]
async fn a_letter_that_was_sent_to_the_wrong_person_leaves_a_tombstone() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let myself = aino.myself().await;
    send(&server, letter("letter-1", &myself.id));
    let (_, cursor) = aino.walk(None, 1000).await;

    server.authority().tombstone("message", "letter-1", "misdirected").unwrap();
    for after in [Some(cursor.as_str()), None] {
        let (changes, _) = aino.walk(after, 1000).await;
        let about: Vec<_> = changes.iter().filter(|change| key_of(change).1 == "letter-1").collect();
        let [FeedChange::Tombstone(gone)] = about[..] else { panic!("{about:?}") };
        assert_eq!((gone.kind.as_str(), gone.reason.as_str()), ("message", "misdirected"));
        assert!(gone.at.starts_with("2026-11-1"), "not the server's day: {}", gone.at);
    }
    assert!(server.authority().tombstone("message", "letter-1", "misdirected").is_err(), "it went twice");
}

#[tokio::test]
async fn when_nothing_is_new_the_answer_is_small_and_the_second_one_empty() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let myself = aino.myself().await;
    let (_, cursor) = aino.walk(None, 1000).await;
    let ask = || aino.get(&format!("/v1/changes?after={cursor}"));

    let quiet = ask().send().await.unwrap();
    assert_eq!(quiet.status(), StatusCode::OK);
    let tag = quiet.headers()["etag"].clone();
    assert!(!tag.to_str().unwrap().starts_with("W/"), "weak: {tag:?}");

    let unchanged = ask().header("if-none-match", &tag).send().await.unwrap();
    assert_eq!(unchanged.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(unchanged.headers()["etag"], tag);
    let head: usize = unchanged.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    assert!(head < 1000, "{head} bytes of headers");
    assert!(unchanged.bytes().await.unwrap().is_empty());

    send(&server, letter("letter-1", &myself.id));
    let news = ask().header("if-none-match", &tag).send().await.unwrap();
    assert_eq!(news.status(), StatusCode::OK);
}

#[tokio::test]
async fn other_peoples_matters_do_not_disturb_a_quiet_feed() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let eero = Resident::at(&server, "eero").await;
    let (_, cursor) = aino.walk(None, 1000).await;
    let tag = |answer: reqwest::Response| answer.headers()["etag"].clone();
    let ask = || aino.get(&format!("/v1/changes?after={cursor}"));
    let before = tag(ask().send().await.unwrap());

    let somebody_else = eero.myself().await;
    let of_aino: HashSet<_> = parties(&aino.walk(None, 1000).await.0).into_iter().map(|party| party.id).collect();
    assert!(!of_aino.contains(&somebody_else.id), "aino sees eero's own matters");
    send(&server, letter("letter-to-eero", &somebody_else.id));
    assert_eq!(tag(ask().send().await.unwrap()), before);
}

#[tokio::test]
async fn forgotten_history_sends_aino_back_to_the_start_and_the_start_leads_to_the_end() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let myself = aino.myself().await;
    send(&server, letter("letter-1", &myself.id));
    send(&server, letter("letter-2", &myself.id));
    let (_, cursor) = aino.walk(None, 1000).await;
    server.authority().tombstone("message", "letter-1", "retention_ended").unwrap();
    server.authority().forget_history().unwrap();

    let answer = aino.get(&format!("/v1/changes?after={cursor}")).send().await.unwrap();
    assert_eq!(problem(answer, StatusCode::GONE).await.r#type, PROBLEM_CURSOR_EXPIRED);

    // Old records are passed by cursors that are younger than they: none of those may expire.
    let (changes, cursor) = aino.walk(None, 2).await;
    assert!(changes.iter().any(|change| key_of(change).1 == "letter-2"));
    assert!(!changes.iter().any(|change| key_of(change).1 == "letter-1"), "what is forgotten came back");
    assert_eq!(aino.walk(Some(&cursor), 1000).await.0, []);
}

#[tokio::test]
async fn a_cursor_of_another_server_is_expired_and_a_made_up_one_is_refused() {
    let server = haikkala().await;
    let twin = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let eero = Resident::at(&server, "eero").await;
    let (_, foreign) = Resident::at(&twin, "aino").await.walk(None, 1000).await;
    let (_, of_eero) = eero.walk(None, 1000).await;

    let ask = |cursor: String| aino.get(&format!("/v1/changes?after={cursor}")).send();
    let expired = problem(ask(foreign).await.unwrap(), StatusCode::GONE).await;
    assert_eq!(expired.r#type, PROBLEM_CURSOR_EXPIRED);
    for cursor in [of_eero, "7".to_owned(), String::new(), "../../etc/passwd".to_owned(), "A".repeat(43)] {
        let answer = ask(cursor.clone()).await.unwrap();
        // Forty-three letters A have the form of a cursor from some other history.
        let wanted =
            if cursor.len() == 43 && cursor.starts_with("AAA") { StatusCode::GONE } else { StatusCode::BAD_REQUEST };
        problem(answer, wanted).await;
    }
}

#[tokio::test]
async fn a_limit_is_a_number_of_at_least_one_and_never_more_than_a_thousand() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    for limit in ["0", "-1", "many"] {
        problem(aino.get(&format!("/v1/changes?limit={limit}")).send().await.unwrap(), StatusCode::BAD_REQUEST).await;
    }
    assert_eq!(aino.page(None, 1).await.changes.len(), 1);
    let myself = aino.myself().await;
    for number in 0..1001 {
        send(&server, letter(&format!("letter-{number}"), &myself.id));
    }
    assert_eq!(aino.page(None, 5000).await.changes.len(), 1000);
}

#[tokio::test]
async fn a_body_that_is_started_again_with_its_directory_knows_everything_still() {
    let dir = tempfile::tempdir().unwrap();
    let config = || municipality::Config {
        dir: Some(dir.path().to_owned()),
        ..municipality::Config::on(municipality::Body::Haikkala, crate::resident::today())
    };
    let server = municipality::start(config()).await.unwrap();
    let aino = Resident::at(&server, "aino").await;
    let myself = aino.myself().await;
    let (_, cursor) = aino.walk(None, 1000).await;
    send(&server, letter("letter-1", &myself.id));
    server.stop().await;

    let server = municipality::start(config()).await.unwrap();
    let aino = Resident::at(&server, "aino").await;
    let (news, _) = aino.walk(Some(&cursor), 1000).await;
    assert_eq!(news.iter().map(key_of).collect::<Vec<_>>(), [("message".to_owned(), "letter-1".to_owned())]);
}
