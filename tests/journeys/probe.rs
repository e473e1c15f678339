//! What the probe says of a server, before anybody writes a line for it.

use std::collections::BTreeMap;

use axum::{Router, http::StatusCode, routing::get};
use connector::Secret;
use domain::source::SourceKind;
use probe::{Count, Place, ProbeError, Question, probe};
use serde_json::{Value, json};
use tests::{
    Shelf, Town,
    dialogporten::{Dialogs, dialog, dialog_id},
};
use tokio::net::TcpListener;
use url::Url;

use tests::{note, parking_permit as permit};

use crate::atv::Stage;

/// What the probe printed.
struct Told {
    outcome: Result<Count, ProbeError>,
    records: Vec<Value>,
    words: String,
}

fn at(base: &Url) -> Question {
    Question { place: Place::Server(base.clone()), kind: None, token: None, jurisdiction: None, pages: 100 }
}

async fn ask(question: Question) -> Told {
    let (mut records, mut words) = (Vec::new(), Vec::new());
    let outcome = probe(question, &mut records, &mut words).await;
    let records = String::from_utf8(records).unwrap();
    let records = records.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    Told { outcome, records, words: String::from_utf8(words).unwrap() }
}

async fn read(kind: Option<SourceKind>, answer: &str) -> Told {
    let place = Place::Recorded(answer.as_bytes().to_vec());
    ask(Question { place, kind, token: None, jurisdiction: None, pages: 1 }).await
}

#[tokio::test]
async fn a_reference_municipality_is_recognised_and_everything_it_has_is_printed() {
    let haikkala = Town::haikkala().await.unwrap();
    let question = || at(&haikkala.base_url().unwrap());
    let closed = ask(question()).await;
    assert!(matches!(closed.outcome, Err(ProbeError::Server { .. })), "nothing is shown without a token");
    assert!(closed.words.contains("recognised by its card") && closed.words.contains("“Haikkala”"), "{}", closed.words);
    assert_eq!(closed.records, Vec::<Value>::new());

    let told = ask(Question { token: Some(haikkala.token("aino").unwrap()), ..question() }).await;
    // What the authority itself counts.
    let page = format!("{}/v1/changes?limit=1000", haikkala.base_url().unwrap().as_str().trim_end_matches('/'));
    let token = haikkala.token("aino").unwrap();
    // Whoever was first has installed the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let feed = reqwest::Client::new().get(page).bearer_auth(token.expose()).send().await.unwrap();
    let feed: Value = serde_json::from_slice(&feed.bytes().await.unwrap()).unwrap();
    let mut expected = BTreeMap::new();
    for change in feed["changes"].as_array().unwrap() {
        let printed_as = if change["op"] == "upsert" { &change["kind"] } else { &change["op"] };
        *expected.entry(printed_as.as_str().unwrap().to_owned()).or_insert(0) += 1;
    }
    let mut printed = BTreeMap::new();
    for record in &told.records {
        *printed.entry(record["kind"].as_str().unwrap().to_owned()).or_insert(0) += 1;
    }
    assert!(expected.contains_key("decision") && feed["more"] == false);
    assert_eq!(printed, expected);
    assert_eq!(told.outcome.unwrap().quarantined, 0);
    // It leaves no more traces than the app's own sync.
    assert!(haikkala.requests("/v1/").iter().all(|line| line.target.starts_with("/v1/changes")));
}

#[tokio::test]
async fn cities_that_speak_open311_are_recognised_in_json_and_in_xml() {
    let services = json!([{ "service_code": "7", "service_name": "Kuoppa tiessä", "type": "realtime" }]).to_string();
    let reports = json!([
        { "service_request_id": "1", "service_code": "7", "status": "open", "description": "Iso kuoppa" },
        { "status": "closed" },
    ]);
    let city = Shelf::of([
        ("/open311/v2/services.json", services.into_bytes()),
        ("/open311/v2/requests.json", reports.to_string().into_bytes()),
    ]);
    let city = city.await.unwrap();
    let told = ask(at(&city.base_url().join("open311/v2").unwrap())).await;
    assert!(told.words.contains("speaks Open311"), "{}", told.words);
    let kinds: Vec<_> = told.records.iter().map(|record| record["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["service", "service_request", "quarantined"]);
    assert_eq!(told.records[1]["record"]["description"], "Iso kuoppa");
    assert_eq!(told.records[2]["record"]["reason"], "malformed");
    assert_eq!(told.outcome.unwrap().quarantined, 1);

    let services =
        "<services><service><service_code>7</service_code><service_name>Pot hole</service_name></service></services>";
    let reports = "<service_requests><request><service_request_id>1</service_request_id></request></service_requests>";
    let city = Shelf::of([("/services.xml", services.into()), ("/requests.xml", reports.into())]).await.unwrap();
    let told = ask(at(city.base_url())).await;
    assert!(told.words.contains("in XML alone"), "{}", told.words);
    assert_eq!(told.records.len(), 2);
}

#[tokio::test]
async fn a_document_store_is_recognised_by_its_answer_and_hidden_notes_are_not_printed() {
    const HIDDEN: &str = "Vain virkailijoille";
    let stage = Stage::set().await;
    let mut noted = permit("lupa-1");
    noted["status_histories"][0]["activities"] = json!([note("Kuitti", true), note(HIDDEN, false)]);
    stage.put(noted);
    let device = stage.synced().await;
    let closed = ask(at(stage.atv.base_url())).await.outcome.unwrap_err().to_string();
    assert!(closed.contains("atv: the server wants a new sign-in"), "{closed}");

    let told = ask(Question { token: stage.atv.seen_token(), ..at(stage.atv.base_url()) }).await;
    assert!(told.words.contains("speaks ATV"), "{}", told.words);
    let kinds: Vec<_> = told.records.iter().map(|record| record["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "case").count(), 1, "{kinds:?}");
    let printed = Value::from(told.records).to_string();
    assert!(printed.contains("Kuitti") && printed.contains("Asukaspysäköintilupa") && !printed.contains(HIDDEN));
    drop(device);
}

#[tokio::test]
async fn an_inbox_of_dialogs_is_recognised_and_read_without_a_trace() {
    let altinn = Dialogs::start().await.unwrap();
    altinn.put(dialog(&dialog_id(1), "Søknad", "2026-11-10T06:00:00Z"));
    let told = ask(Question { token: Some(Dialogs::token()), ..at(&altinn.base()) }).await;
    assert!(told.words.contains("speaks Dialogporten"), "{} {:?}", told.words, told.outcome);
    let titles: Vec<_> = told.records.iter().filter(|record| record["kind"] == "case").collect();
    assert_eq!(titles.len(), 1);
    assert_eq!(titles[0]["record"]["id"], dialog_id(1));
    assert_eq!(altinn.seen(), Vec::<String>::new(), "nothing was opened");
}

#[tokio::test]
async fn a_server_that_shows_nothing_is_recognised_by_where_it_wants_a_sign_in() {
    for (path, spoken) in [("/v1/documents/", "speaks ATV"), ("/api/v1/enduser/parties", "speaks Dialogporten")] {
        let closed = Router::new().route(path, get(async || StatusCode::UNAUTHORIZED));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base: Url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
        let serving = tokio::spawn(async move { axum::serve(listener, closed).await });
        let told = ask(at(&base)).await;
        assert!(told.words.contains(spoken) && told.words.contains("by where it wants a sign-in"), "{}", told.words);
        assert!(told.outcome.unwrap_err().to_string().contains("--token"));
        serving.abort();
    }
}

#[tokio::test]
async fn what_the_app_does_not_know_is_said_with_what_was_tried() {
    let shop = Shelf::of([("/", b"<html>".to_vec())]).await.unwrap();
    let told = ask(at(shop.base_url())).await;
    let Err(error @ ProbeError::Unknown(_)) = told.outcome else { panic!("{}", told.words) };
    for kind in SourceKind::ALL {
        assert!(error.to_string().contains(kind.name()), "{error}");
    }
    let nobody = Question { place: Place::Server("http://127.0.0.1:9/".parse().unwrap()), ..at(shop.base_url()) };
    assert!(ask(nobody).await.outcome.unwrap_err().to_string().contains("cannot be reached"));
    let plain = Question { place: Place::Server("http://haikkala.example/".parse().unwrap()), ..at(shop.base_url()) };
    assert!(ask(plain).await.outcome.unwrap_err().to_string().contains("not secure"));
}

#[tokio::test]
async fn a_recorded_answer_is_read_as_what_it_is_or_as_what_it_is_said_to_be() {
    let page = r#"{"changes":[
        {"op":"upsert","kind":"party","record":{"id":"aino","name":"Aino","relation":"myself"}},
        {"op":"upsert","kind":"message","record":{"id":"v1","party":"aino"}},
        {"op":"tombstone","kind":"task","id":"t1","reason":"withdrawn","at":"2026-11-17T09:12:00Z"}],"next":"c","more":false}"#;
    let told = read(None, page).await;
    let kinds: Vec<_> = told.records.iter().map(|record| record["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["party", "tombstone", "quarantined"]);
    assert_eq!(told.records[2]["record"]["id"], "v1");

    assert!(matches!(read(None, "<html></html>").await.outcome, Err(ProbeError::UnknownAnswer)));
    let said = read(Some(SourceKind::Atv), "[{\"a\":1}]").await.outcome.unwrap_err();
    assert!(matches!(said, ProbeError::Unreadable { kind: SourceKind::Atv, .. }), "{said}");
    let alone = read(Some(SourceKind::Atv), "{\"a\":1}").await;
    assert_eq!(alone.records[0]["kind"], "quarantined", "{}", alone.words);
    assert_eq!(read(Some(SourceKind::Open311), "[]").await.outcome.unwrap(), Count::default());
}

#[tokio::test]
async fn a_token_is_never_printed() {
    let haikkala = Town::haikkala().await.unwrap();
    let token = "kanarialintu-laulaa";
    let question = Question { token: Some(Secret::new(token)), ..at(&haikkala.base_url().unwrap()) };
    let told = ask(question).await;
    let said = format!("{}{:?}{}", told.words, told.records, told.outcome.unwrap_err());
    assert!(said.contains("new sign-in") && !said.contains(token), "{said}");
}
