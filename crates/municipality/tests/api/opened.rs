use municipality::Running;
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use crate::resident::{Resident, haikkala, letter, problem, send};

const OPENED_AT: &str = "2026-11-17T07:15:00Z";

async fn aino_with_a_letter() -> (Running, Resident) {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    send(&server, letter("letter-1", &aino.myself().await.id));
    (server, aino)
}

async fn open(resident: &Resident, path: &str, key: Option<&str>, opened_at: &str) -> Response {
    let mut request = resident.post(path).json(&json!({ "opened_at": opened_at }));
    if let Some(key) = key {
        request = request.header("idempotency-key", key);
    }
    request.send().await.unwrap()
}

#[tokio::test]
async fn opening_a_letter_is_recorded_once_however_often_it_is_sent() {
    let (server, aino) = aino_with_a_letter().await;
    let first = open(&aino, "/v1/message/letter-1/opened", Some("key-1"), OPENED_AT).await;
    assert_eq!(first.status(), StatusCode::OK);
    let first: Value = first.json().await.unwrap();
    assert!(first["received_at"].as_str().unwrap().ends_with('Z'), "{first}");
    let second = open(&aino, "/v1/message/letter-1/opened", Some("key-1"), OPENED_AT).await;
    assert_eq!(second.json::<Value>().await.unwrap(), first);

    let opened = server.authority().opened().unwrap();
    assert_eq!(opened.len(), 1);
    let only = &opened[0];
    assert_eq!(
        (only.persona.as_str(), only.kind.as_str(), only.id.as_str(), only.opened_at.as_str()),
        ("aino", "message", "letter-1", OPENED_AT)
    );
    assert_eq!(first["received_at"], only.received_at.as_str());
}

#[tokio::test]
async fn the_answer_to_a_repeated_request_outlives_the_letter() {
    let (server, aino) = aino_with_a_letter().await;
    open(&aino, "/v1/message/letter-1/opened", Some("key-1"), OPENED_AT).await;
    server.authority().tombstone("message", "letter-1", "withdrawn").unwrap();
    let again = open(&aino, "/v1/message/letter-1/opened", Some("key-1"), OPENED_AT).await;
    assert_eq!(again.status(), StatusCode::OK);
    problem(open(&aino, "/v1/message/letter-1/opened", Some("key-2"), OPENED_AT).await, StatusCode::NOT_FOUND).await;
}

#[tokio::test]
async fn fetching_a_letter_opens_nothing_and_opening_it_changes_nothing_in_the_feed() {
    let (server, aino) = aino_with_a_letter().await;
    let (_, cursor) = aino.walk(None, 1000).await;
    assert_eq!(server.authority().opened().unwrap(), []);
    open(&aino, "/v1/message/letter-1/opened", Some("key-1"), OPENED_AT).await;
    assert_eq!(aino.walk(Some(&cursor), 1000).await.0, []);
}

#[tokio::test]
async fn a_key_is_needed_and_belongs_to_one_request_of_one_resident() {
    let (server, aino) = aino_with_a_letter().await;
    let path = "/v1/message/letter-1/opened";
    problem(open(&aino, path, None, OPENED_AT).await, StatusCode::BAD_REQUEST).await;
    problem(open(&aino, path, Some(&"k".repeat(256)), OPENED_AT).await, StatusCode::BAD_REQUEST).await;
    assert_eq!(open(&aino, path, Some("key-1"), OPENED_AT).await.status(), StatusCode::OK);
    let reused = open(&aino, path, Some("key-1"), "2026-11-17T08:00:00Z").await;
    problem(reused, StatusCode::UNPROCESSABLE_ENTITY).await;

    let eero = Resident::at(&server, "eero").await;
    send(&server, letter("letter-2", &eero.myself().await.id));
    assert_eq!(open(&eero, "/v1/message/letter-2/opened", Some("key-1"), OPENED_AT).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn only_ones_own_items_can_be_opened_and_only_with_a_time() {
    let (server, aino) = aino_with_a_letter().await;
    let eero = Resident::at(&server, "eero").await;
    for path in ["/v1/message/letter-1/opened", "/v1/message/no-such-letter/opened", "/v1/party/letter-1/opened"] {
        problem(open(&eero, path, Some("key-1"), OPENED_AT).await, StatusCode::NOT_FOUND).await;
    }
    let answer = open(&aino, "/v1/message/letter-1/opened", Some("key-1"), "yesterday").await;
    problem(answer, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert_eq!(server.authority().opened().unwrap(), []);
}
