//! Verified notice: a decision that is sealed until somebody receives it.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use municipality::{Envelope, Running, world::WorldDocument};
use reqwest::{Response, StatusCode};
use resident_api::{
    DecisionReceipt, DecisionRecord, FeedChange, FeedRecord, PROBLEM_DECISION_WITHDRAWN, PROBLEM_RECEIPT_OVER,
    SealedDecisionRecord, Texts,
};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    description,
    resident::{Resident, enclosure, haikkala, problem, today},
};

const SECRET: &str = "Päätöksen liite";

fn texts(fi: &str) -> Texts {
    Texts { fi: Some(fi.to_owned()), ..Texts::default() }
}

/// Seals a decision in this party's matter, with one file.
fn seal(server: &Running, party: &str) {
    let bytes = SECRET.as_bytes();
    server
        .authority()
        .publish(&WorldDocument {
            id: "d-1-file".to_owned(),
            file_name: "liite.txt".to_owned(),
            media_type: "text/plain".to_owned(),
            bytes: bytes.to_vec(),
            party: party.to_owned(),
        })
        .unwrap();
    let decision: DecisionRecord = serde_json::from_value(json!({
        "id": "d-1", "party": party, "title": { "fi": "Venepaikka myönnetään" }, "authority": { "fi": "Satamatoimisto" },
        "made_at": "2026-11-16", "outcome": "granted", "summary": { "fi": "Saat venepaikan 12." },
        "documents": [enclosure("d-1-file", bytes, &hex::encode(Sha256::digest(bytes)))],
    }))
    .unwrap();
    let envelope = Envelope { title: texts("Päätös venepaikasta"), otherwise: Some("letter".to_owned()) };
    server.authority().seal(decision, envelope).unwrap();
}

/// Aino, and a sealed decision in her matter.
async fn waiting() -> (Running, Resident) {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    seal(&server, &aino.myself().await.id);
    (server, aino)
}

async fn receive(resident: &Resident, key: &str) -> Response {
    resident.post("/v1/decisions/d-1/receipt").header("idempotency-key", key).send().await.unwrap()
}

async fn receipt(resident: &Resident, key: &str) -> DecisionReceipt {
    receive(resident, key).await.error_for_status().unwrap().json().await.unwrap()
}

async fn feed(resident: &Resident) -> Vec<FeedRecord> {
    let (changes, _) = resident.walk(None, 1000).await;
    changes
        .into_iter()
        .filter_map(|change| if let FeedChange::Upsert(record) = change { Some(record) } else { None })
        .collect()
}

async fn envelope(resident: &Resident) -> SealedDecisionRecord {
    let sealed = |record| if let FeedRecord::SealedDecision(sealed) = record { Some(*sealed) } else { None };
    feed(resident).await.into_iter().find_map(sealed).unwrap()
}

fn open(jwe: &str, key: &str) -> Vec<u8> {
    let parts: Vec<_> = jwe.split('.').collect();
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
    let header: Value = serde_json::from_slice(&bytes(parts[0])).unwrap();
    assert_eq!((header["alg"].as_str(), header["enc"].as_str()), (Some("dir"), Some("A256GCM")));
    assert!(header["kid"].is_string() && parts[1].is_empty());
    let mut sealed = [bytes(parts[3]), bytes(parts[4])].concat();
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &bytes(key)).unwrap());
    let nonce = Nonce::try_assume_unique_for_key(&bytes(parts[2])).unwrap();
    key.open_in_place(nonce, Aad::from(parts[0]), &mut sealed).unwrap().to_vec()
}

#[tokio::test]
async fn what_is_sealed_says_nothing_outside_and_opens_with_the_key() {
    let (server, aino) = waiting().await;
    let sealed = envelope(&aino).await;
    let said = serde_json::to_string(&sealed).unwrap();
    assert!(!said.contains("myönnetään") && !said.contains("granted") && !said.contains("Saat"), "{said}");
    assert_eq!((sealed.id.as_str(), sealed.otherwise.as_deref()), ("d-1", Some("letter")));
    let until = chrono::DateTime::parse_from_rfc3339(&sealed.receivable_until).unwrap();
    let until = until.with_timezone(&chrono_tz::Europe::Helsinki).date_naive();
    assert_eq!(until, today() + chrono::Days::new(7), "by the day in Finland");
    let file = aino.get("/v1/documents/d-1-file").send().await.unwrap();
    assert!(!file.headers()["content-disposition"].to_str().unwrap().contains("liite"));
    let file = file.text().await.unwrap();
    assert_eq!(sealed.documents[0].sha256, hex::encode(Sha256::digest(&file)));

    let receipt = receipt(&aino, "k-1").await;
    let decision: DecisionRecord = serde_json::from_slice(&open(&sealed.content, &receipt.key)).unwrap();
    assert_eq!((decision.id.as_str(), decision.outcome.as_str()), ("d-1", "granted"));
    let notice = decision.notice.unwrap();
    assert_eq!((notice.method.as_str(), notice.served_at), ("verified", None));
    assert_eq!(open(&file, &receipt.key), SECRET.as_bytes());
    assert_eq!(server.authority().services().unwrap().len(), 1);
}

#[tokio::test]
async fn it_is_served_once_and_then_in_the_feed_as_it_is() {
    let (server, aino) = waiting().await;
    let first = receipt(&aino, "k-1").await;
    for key in ["k-1", "k-2"] {
        assert_eq!(receipt(&aino, key).await, first, "the first time of service stands");
    }
    let records = feed(&aino).await;
    assert!(!records.iter().any(|record| matches!(record, FeedRecord::SealedDecision(_))));
    let opened = records.iter().find_map(|record| {
        if let FeedRecord::Decision(it) = record { Some(it).filter(|it| it.id == "d-1") } else { None }
    });
    let notice = opened.unwrap().notice.as_ref().unwrap();
    assert_eq!((notice.method.as_str(), notice.served_at.as_ref()), ("verified", Some(&first.served_at)));
    let file = aino.get("/v1/documents/d-1-file").send().await.unwrap();
    assert_eq!(file.text().await.unwrap(), SECRET);
    let keys: Vec<_> = server.authority().services().unwrap().into_iter().map(|service| service.key).collect();
    assert_eq!(keys, ["k-1", "k-2"]);
    assert!(server.authority().opened().unwrap().is_empty(), "receiving is not opening");
}

#[tokio::test]
async fn what_cannot_be_received_says_why_each_in_its_own_way() {
    let (server, aino) = waiting().await;
    let eero = Resident::at(&server, "eero").await;
    problem(receive(&eero, "k-1").await, StatusCode::NOT_FOUND).await;
    let other = aino.post("/v1/decisions/nothing/receipt").header("idempotency-key", "k-1").send().await.unwrap();
    problem(other, StatusCode::NOT_FOUND).await;
    problem(aino.post("/v1/decisions/d-1/receipt").send().await.unwrap(), StatusCode::BAD_REQUEST).await;

    server.authority().set_today(today() + chrono::Days::new(8));
    let over = problem(receive(&aino, "k-1").await, StatusCode::GONE).await;
    assert_eq!(over.r#type, PROBLEM_RECEIPT_OVER);
    server.authority().set_today(today());
    server.authority().tombstone("decision", "d-1", "withdrawn").unwrap();
    let withdrawn = problem(receive(&aino, "k-1").await, StatusCode::GONE).await;
    assert_eq!(withdrawn.r#type, PROBLEM_DECISION_WITHDRAWN);
    problem(receive(&eero, "k-1").await, StatusCode::NOT_FOUND).await;
    assert!(server.authority().services().unwrap().is_empty());
}

#[tokio::test]
async fn the_answer_to_a_repeated_request_stays_when_the_decision_goes() {
    let (server, aino) = waiting().await;
    let first = receipt(&aino, "k-1").await;
    server.authority().tombstone("decision", "d-1", "withdrawn").unwrap();
    assert_eq!(receipt(&aino, "k-1").await, first);
    problem(receive(&aino, "k-2").await, StatusCode::GONE).await;
}

#[tokio::test]
async fn the_demo_lets_one_wait_and_tells_it_once() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let before = feed(&aino).await.len();
    for _ in 0..2 {
        server.authority().tell_waiting(municipality::Body::Haikkala).unwrap();
    }
    let sealed = envelope(&aino).await;
    assert_eq!(feed(&aino).await.len(), before + 2, "a case and what waits in it");
    assert_eq!(sealed.title.fi.as_deref(), Some("Päätös: Työskentelyavustus 2027"));
    assert!(sealed.register_number.is_some() && sealed.documents.len() == 1);
    let said = serde_json::to_string(&feed(&aino).await).unwrap();
    assert!(!said.contains("Työskentelyavustusta ei myönnetty"), "nothing outside says what is inside");
}

#[tokio::test]
async fn the_answers_are_what_the_description_promises() {
    let (server, aino) = waiting().await;
    let api = description::description(&server).await;
    let path = "/v1/decisions/{id}/receipt";
    description::check(&api, path, "post", aino.post("/v1/decisions/d-1/receipt").send().await.unwrap()).await;
    description::check(&api, path, "post", receive(&aino, "k-1").await).await;
    server.authority().tombstone("decision", "d-1", "withdrawn").unwrap();
    description::check(&api, path, "post", receive(&aino, "k-2").await).await;
}
