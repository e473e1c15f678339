//! What the probe says of a city that takes fault reports.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use axum::{Router, routing::get};
use domain::source::SourceKind;
use probe::{Place, ProbeError, Question, probe};
use serde_json::Value;
use tokio::net::TcpListener;
use url::Url;

const SERVICES: &str = r#"[{"service_code":"12","service_name":"Katuvalo","metadata":true,"type":"realtime"},
    {"service_code":"13","service_name":"Roskat","metadata":false,"type":"batch"},
    {"service_code":"14","service_name":"Muu","metadata":true,"type":"realtime"}]"#;
const DEFINITION: &str = r#"{"service_code":"12","attributes":[
    {"variable":true,"code":"VIKA","datatype":"text","required":true,"order":1,"description":"Mikä vika?"},
    {"variable":false,"code":"OHJE","datatype":"string","required":false,"order":2,"description":"Soita 112."}]}"#;
const REQUESTS: &str = r#"[{"service_request_id":"1","service_code":"12","status":"open"}]"#;
const DISCOVERY: &str = r#"{"endpoints":[],"extensions":{"photos":5}}"#;

async fn city() -> Url {
    let router = Router::new()
        .route("/services.json", get(async || SERVICES))
        .route("/services/12.json", get(async || DEFINITION))
        .route("/services/14.json", get(async || "<html><body>502</body></html>"))
        .route("/requests.json", get(async || REQUESTS))
        .route("/discovery.json", get(async || DISCOVERY));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    base
}

async fn told(place: Place) -> (Vec<Value>, String, Result<(), ProbeError>) {
    let question = Question { place, kind: Some(SourceKind::Open311), token: None, jurisdiction: None, pages: 1 };
    let (mut records, mut words) = (Vec::new(), Vec::new());
    let outcome = probe(question, &mut records, &mut words).await.map(|_| ());
    let records = String::from_utf8(records).unwrap();
    let records = records.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (records, String::from_utf8(words).unwrap(), outcome)
}

fn kinds(records: &[Value]) -> Vec<&str> {
    records.iter().map(|record| record["kind"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_city_is_told_service_by_service_and_report_by_report_with_its_dialect() {
    let (records, words, outcome) = told(Place::Server(city().await)).await;
    outcome.unwrap();
    assert_eq!(kinds(&records), ["service", "service", "service", "service_request"]);
    assert_eq!(records[0]["record"]["service_type"], "realtime");
    assert!(words.contains("Answers in Json.") && words.contains("Dialect: plain."), "{words}");
    assert!(words.contains("at most 5 photographs"), "{words}");
}

#[tokio::test]
async fn what_a_city_asks_is_told_question_by_question_and_what_cannot_be_read_with_its_reason() {
    let (records, words, outcome) = told(Place::Definitions(city().await)).await;
    outcome.unwrap();
    assert_eq!(kinds(&records), ["question", "note"]);
    assert_eq!((&records[0]["service"], &records[0]["record"]["id"]), (&Value::from("12"), &Value::from("VIKA")));
    assert_eq!(records[1]["record"]["und"], "Soita 112.");
    assert!(words.contains("What is asked for 14 cannot be read"), "{words}");
}

#[tokio::test]
async fn a_recorded_definition_is_read_as_what_it_is() {
    let (records, words, outcome) = told(Place::Recorded(DEFINITION.as_bytes().to_vec())).await;
    outcome.unwrap();
    assert_eq!(kinds(&records), ["question", "note"]);
    assert!(words.contains("what is asked of a report"), "{words}");
}

#[tokio::test]
async fn a_recorded_answer_of_a_city_is_read_line_by_line() {
    let Some(folder) = std::env::var_os("KOTIKUNTA_REAL_DATA") else {
        println!("not checked: KOTIKUNTA_REAL_DATA is not set");
        return;
    };
    let folder = std::path::Path::new(&folder).join("open311");
    for (file, kind, count) in [
        ("service_list.json", "service", 3),
        ("service_requests.json", "service_request", 2),
        ("requests_many.xml", "service_request", 2),
    ] {
        let (records, _, outcome) = told(Place::Recorded(std::fs::read(folder.join(file)).unwrap())).await;
        outcome.unwrap();
        assert_eq!(kinds(&records), vec![kind; count], "{file}");
    }
}
