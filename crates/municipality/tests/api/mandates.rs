//! Rights to act: given, asked for, answered, withdrawn; and what those acted for see of it.

use municipality::{Body, Config, Running, start};
use reqwest::{Response, StatusCode};
use resident_api::{FeedChange, FeedRecord, MandateRequestRecord, OwnCode, Receipt};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::resident::{Resident, parties, problem, today};

async fn kaarna() -> Running {
    start(Config::on(Body::Kaarna, today())).await.unwrap()
}

async fn code(resident: &Resident) -> String {
    let answer = resident.post("/v1/mandates/code").send().await.unwrap().error_for_status().unwrap();
    answer.json::<OwnCode>().await.unwrap().code
}

async fn send(resident: &Resident, path: &str, key: &str, body: &Value) -> Response {
    resident.post(path).header("idempotency-key", key).json(body).send().await.unwrap()
}

async fn done(resident: &Resident, path: &str, key: &str, body: &Value) -> Receipt {
    send(resident, path, key, body).await.error_for_status().unwrap().json().await.unwrap()
}

fn give(name: &str, code: &str) -> Value {
    json!({ "kind": "give", "name": name, "code": code, "scope": ["home_care"], "valid_to": "2027-01-31" })
}

fn ids(changes: &[FeedChange], kind: &str) -> Vec<String> {
    let record = |change: &FeedChange| match change {
        FeedChange::Upsert(record) if record.kind() == kind => Some(record.id().to_owned()),
        _ => None,
    };
    changes.iter().filter_map(record).collect()
}

async fn requests(resident: &Resident) -> Vec<MandateRequestRecord> {
    let request = |change: FeedChange| match change {
        FeedChange::Upsert(FeedRecord::MandateRequest(request)) => Some(request),
        _ => None,
    };
    resident.walk(None, 1000).await.0.into_iter().filter_map(request).collect()
}

#[tokio::test]
async fn helmi_gives_eero_a_right_by_his_name_and_the_code_he_shows() {
    let server = kaarna().await;
    let (helmi, eero) = (Resident::at(&server, "helmi").await, Resident::at(&server, "eero").await);
    let (_, before) = eero.walk(None, 1000).await;
    let shown = code(&eero).await;
    let spaced = format!("{} {}", &shown[..4], shown[4..].to_lowercase());
    let body = give("eero  VIRTA", &spaced);
    let receipt = done(&helmi, "/v1/mandates", "k-1", &body).await;
    assert_eq!(receipt.body_sha256, hex::encode(Sha256::digest(serde_json::to_vec(&body).unwrap())));
    assert!(receipt.register_number.ends_with("/2026"), "{receipt:?}");

    // He gets her and her matters, in that order; she sees the right that she has given.
    let (changes, _) = eero.walk(Some(&before), 1000).await;
    let her = parties(&changes);
    assert_eq!(
        her.iter().map(|party| (party.name.as_str(), party.relation.as_str())).collect::<Vec<_>>(),
        [("Helmi Lehto", "principal")]
    );
    assert!(!ids(&changes, "case").is_empty());
    let given = ids(&changes, "mandate");
    assert_eq!(given.len(), 1);
    let (hers, cursor) = helmi.walk(None, 1000).await;
    assert_eq!(ids(&hers, "given_mandate").len(), 2, "Aino's and his");

    // The same request is the same deed; the same key for another is refused.
    assert_eq!(done(&helmi, "/v1/mandates", "k-1", &body).await, receipt);
    problem(send(&helmi, "/v1/mandates", "k-1", &give("Eero Virta", "OTHER")).await, StatusCode::UNPROCESSABLE_ENTITY)
        .await;
    assert!(helmi.walk(Some(&cursor), 1000).await.0.is_empty());

    // Withdrawn, everything of hers is gone for him.
    let (_, cursor) = eero.walk(None, 1000).await;
    done(&helmi, &format!("/v1/mandates/{}/withdrawal", given[0]), "k-2", &json!({})).await;
    let (changes, _) = eero.walk(Some(&cursor), 1000).await;
    assert!(
        matches!(changes.last(), Some(FeedChange::Tombstone(gone)) if gone.kind == "party" && gone.reason == "access_ended")
    );
    assert_eq!(ids(&helmi.walk(None, 1000).await.0, "given_mandate").len(), 1);
}

#[tokio::test]
async fn a_wrong_name_an_old_code_and_matters_nobody_offers_give_nothing() {
    let server = kaarna().await;
    let (helmi, eero) = (Resident::at(&server, "helmi").await, Resident::at(&server, "eero").await);
    let (_, before) = eero.walk(None, 1000).await;
    let shown = code(&eero).await;
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    problem(send(&helmi, "/v1/mandates", "a", &give("Aino Virta", &shown)).await, refused).await;
    problem(send(&helmi, "/v1/mandates", "b", &give("Eero Virta", "ABCDEFGH")).await, refused).await;
    let mut body = give("Eero Virta", &shown);
    body["scope"] = json!(["tax_returns"]);
    problem(send(&helmi, "/v1/mandates", "c", &body).await, refused).await;
    let mut body = give("Eero Virta", &shown);
    body["valid_to"] = json!("2026-11-16");
    problem(send(&helmi, "/v1/mandates", "d", &body).await, refused).await;
    problem(send(&eero, "/v1/mandates", "e", &give("Eero Virta", &shown)).await, refused).await;
    // None of it used the code up. A later code makes it void, and one is good once.
    let later = code(&eero).await;
    problem(send(&helmi, "/v1/mandates", "f", &give("Eero Virta", &shown)).await, refused).await;
    assert!(eero.walk(Some(&before), 1000).await.0.is_empty());
    done(&helmi, "/v1/mandates", "g", &give("Eero Virta", &later)).await;
    problem(send(&helmi, "/v1/mandates", "h", &give("Eero Virta", &later)).await, refused).await;
}

#[tokio::test]
async fn eero_asks_and_helmi_answers_yes_or_no() {
    let server = kaarna().await;
    let (helmi, eero) = (Resident::at(&server, "helmi").await, Resident::at(&server, "eero").await);
    for accept in [false, true] {
        let body = json!({ "kind": "ask", "name": "Helmi Lehto", "code": code(&helmi).await, "scope": ["mobility"] });
        done(&eero, "/v1/mandates", &format!("ask-{accept}"), &body).await;
        let request = requests(&helmi).await.into_iter().find(|request| request.incoming).unwrap();
        assert_eq!((request.other_name.as_str(), request.state.as_str()), ("Eero Virta", "open"));
        // Only the one who is asked may answer.
        let path = format!("/v1/mandates/{}/answer", request.id);
        problem(send(&eero, &path, "own", &json!({ "accept": true })).await, StatusCode::NOT_FOUND).await;
        let aino = Resident::at(&server, "aino").await;
        problem(send(&aino, &path, "hers", &json!({ "accept": true })).await, StatusCode::NOT_FOUND).await;

        done(&helmi, &path, &format!("answer-{accept}"), &json!({ "accept": accept })).await;
        assert!(requests(&helmi).await.is_empty());
        let mine = requests(&eero).await;
        let (changes, _) = eero.walk(None, 1000).await;
        assert_eq!(parties(&changes).iter().any(|party| party.name == "Helmi Lehto"), accept);
        if accept {
            assert!(mine.iter().all(|request| request.state == "refused"), "the one she refused stays told");
        } else {
            assert_eq!(mine[0].state, "refused");
        }
    }
}

#[tokio::test]
async fn helmi_sees_what_aino_did_for_her_and_nobody_else_does() {
    let server = kaarna().await;
    let (helmi, aino) = (Resident::at(&server, "helmi").await, Resident::at(&server, "aino").await);
    let (hers, before) = helmi.walk(None, 1000).await;
    let already = ids(&hers, "acted").len();
    assert!(already >= 2, "the story has some");
    let (_, mark) = aino.walk(None, 1000).await;
    let own = helmi.myself().await.id;
    let item = hers.iter().find_map(|change| match change {
        FeedChange::Upsert(FeedRecord::Case(case)) if case.party == own => Some(case.clone()),
        _ => None,
    });
    let item = item.unwrap();
    let opened = json!({ "opened_at": "2026-11-17T07:15:00Z" });
    let path = format!("/v1/case/{}/opened", item.id);
    send(&aino, &path, "k", &opened).await.error_for_status().unwrap();
    send(&aino, &path, "k", &opened).await.error_for_status().unwrap();
    send(&helmi, &path, "k", &opened).await.error_for_status().unwrap();

    let (new, _) = helmi.walk(Some(&before), 1000).await;
    assert_eq!(new.len(), 1, "once, and what she reads herself is not in it: {new:?}");
    let FeedChange::Upsert(FeedRecord::Acted(acted)) = &new[0] else { panic!("{new:?}") };
    assert_eq!(acted.actor_name, "Aino Virta");
    assert_eq!(acted.what.fi.as_deref(), Some(format!("Luki: {}", item.title.fi.unwrap()).as_str()));
    assert!(acted.mandate.is_some());
    assert!(aino.walk(Some(&mark), 1000).await.0.is_empty());
}
