//! Answers to tasks, and cases that are withdrawn: taken once, from those who may, as long as they are asked for.

use municipality::Running;
use reqwest::Response;
use resident_api::{FeedChange, FeedRecord, Problem, Receipt, TaskRecord};
use serde_json::{Value, json};

use crate::{
    description::{check, description},
    resident::{Resident, haikkala},
};

const ANSWER: &str = "/v1/tasks/{id}/answer";
const WITHDRAWAL: &str = "/v1/cases/{id}/withdrawal";

/// The task of Aino's application for a home, as her feed tells it last.
async fn task(aino: &Resident) -> TaskRecord {
    let (changes, _) = aino.walk(None, 1000).await;
    let mut tasks = changes.into_iter().rev().filter_map(|change| match change {
        FeedChange::Upsert(FeedRecord::Task(task)) if task.action.as_deref() == Some("supply_document") => Some(*task),
        _ => None,
    });
    tasks.find(|task| task.title.fi.as_deref().is_some_and(|title| title.contains("vuokrasopimuksen"))).unwrap()
}

async fn post(resident: &Resident, path: &str, id: &str, key: &str, body: &Value) -> Response {
    let path = path.replace("{id}", id);
    resident.post(&path).header("idempotency-key", key).json(body).send().await.unwrap()
}

/// A task of Aino's that asks for a word.
fn ask(server: &Running, party: &str, more: &Value) {
    let mut task = json!({
        "id": "t-1", "party": party, "title": { "fi": "Kerro" }, "asked_at": "2026-11-16T09:00:00+02:00",
        "need": { "kind": "required" }, "state": "open",
        "questions": [{ "id": "more", "asks": "text", "label": { "fi": "Kerro" }, "required": true, "most": 10 }],
    });
    for (field, value) in more.as_object().unwrap() {
        task[field] = value.clone();
    }
    server.authority().upsert(FeedRecord::Task(Box::new(serde_json::from_value(task).unwrap()))).unwrap();
}

fn word(text: &str) -> Value {
    json!({ "replies": [{ "question": "more", "text": text }], "lang": "fi" })
}

#[tokio::test]
async fn every_answer_to_an_answer_is_as_it_is_described() {
    let server = haikkala().await;
    let api = description(&server).await;
    let (aino, eero) = (Resident::at(&server, "aino").await, Resident::at(&server, "eero").await);
    let myself = aino.myself().await;
    ask(&server, &myself.id, &json!({}));
    let nothing = json!({ "replies": [] });
    for (resident, id, key, body, status) in [
        (&aino, "t-1", "k-1", &nothing, 422),
        (&aino, "t-1", "k-1", &word("aivan liian pitkä"), 422),
        (&aino, "t-2", "k-1", &word("ok"), 404),
        (&eero, "t-1", "k-1", &word("ok"), 404),
        (&aino, "t-1", "k-1", &word("ok"), 200),
        (&aino, "t-1", "k-1", &word("ok"), 200),
        (&aino, "t-1", "k-1", &word("ei"), 422),
        (&aino, "t-1", "k-2", &word("ok"), 409),
    ] {
        let answer = post(resident, ANSWER, id, key, body).await;
        assert_eq!(answer.status(), status, "{id} {key} {body}");
        check(&api, ANSWER, "post", answer).await;
    }
    let letters = server.authority().letters().unwrap();
    assert_eq!(letters.iter().map(|it| it.body.fi.as_deref().unwrap()).collect::<Vec<_>>(), ["Kerro\nok"], "once");
}

#[tokio::test]
async fn what_is_wrong_is_told_by_the_question() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    ask(&server, &aino.myself().await.id, &json!({}));
    let problem: Problem = post(&aino, ANSWER, "t-1", "k-1", &word("aivan liian pitkä")).await.json().await.unwrap();
    let told: Vec<_> = problem.errors.iter().map(|it| (it.field.as_str(), it.fault.as_str(), it.most)).collect();
    assert_eq!(told, [("more", "too_long", Some(10))]);
    // The copy of the lease is a file that was sent before, and nothing else.
    let lease = task(&aino).await;
    let missing = json!({ "replies": [{ "question": "copy", "attachments": ["upload-none"] }] });
    let problem: Problem = post(&aino, ANSWER, &lease.id, "k-2", &missing).await.json().await.unwrap();
    assert_eq!(problem.errors[0].field, "attachments");
}

#[tokio::test]
async fn a_case_is_withdrawn_once_with_its_tasks_and_only_where_it_says_so() {
    let server = haikkala().await;
    let api = description(&server).await;
    let (aino, eero) = (Resident::at(&server, "aino").await, Resident::at(&server, "eero").await);
    let lease = task(&aino).await;
    let case = lease.case.clone().unwrap();
    let reason = json!({ "reason": "Löysimme kodin.", "lang": "fi" });
    let long = json!({ "reason": "x".repeat(10_001) });
    for (resident, id, key, body, status) in [
        (&eero, case.as_str(), "k-1", &reason, 404),
        (&aino, "case-none", "k-1", &reason, 404),
        (&aino, case.as_str(), "k-1", &long, 422),
        (&aino, case.as_str(), "k-1", &reason, 200),
        (&aino, case.as_str(), "k-1", &reason, 200),
        (&aino, case.as_str(), "k-2", &reason, 409),
    ] {
        let answer = post(resident, WITHDRAWAL, id, key, body).await;
        assert_eq!(answer.status(), status, "{id} {key}");
        check(&api, WITHDRAWAL, "post", answer).await;
    }
    assert_eq!(task(&aino).await.state, "cancelled");
    let receipt: Receipt = post(&aino, WITHDRAWAL, &case, "k-1", &reason).await.json().await.unwrap();
    let letters = server.authority().letters().unwrap();
    assert_eq!(letters.iter().map(|it| Some(it.id.clone())).collect::<Vec<_>>(), [receipt.record]);
    assert_eq!((letters[0].case.as_ref(), letters[0].body.fi.as_deref()), (Some(&case), Some("Löysimme kodin.")));
}
