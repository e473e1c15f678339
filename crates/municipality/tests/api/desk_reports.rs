//! Fault reports at the clerk's desk.

use municipality::{Body, Config, Report, Running, start};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{
    desk::Clerk,
    open311::{App, JPEG, LAMP, in_parts},
    resident::{haikkala, stranger, today},
};

/// What a clerk sends to leave a report open without a word.
const NOTHING: [(&str, &str); 5] =
    [("status", "open"), ("notes", ""), ("agency", ""), ("expected", ""), ("feedback", "no")];

fn newest(server: &Running) -> Report {
    server.authority().reports().unwrap().pop().unwrap()
}

/// The fields of a form about a report, some of them otherwise.
fn filled<'a>(number: &'a str, otherwise: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let value = |name, unsaid| otherwise.iter().find(|(other, _)| *other == name).map_or(unsaid, |(_, value)| *value);
    let fields = NOTHING.iter().map(|(name, unsaid)| (*name, value(*name, *unsaid)));
    fields.chain([("id", number)]).collect()
}

#[tokio::test]
async fn a_clerk_sees_all_of_a_report_and_says_where_it_stands() {
    let server = haikkala().await;
    let clerk = Clerk::at(&server).await;
    let app = App::of(&server);
    let answer: Value = in_parts(&app, &LAMP, &[("media[]", "a.jpg", JPEG)]).await.json().await.unwrap();
    let id = answer[0]["service_request_id"].as_str().unwrap();
    let number = newest(&server).number.to_string();

    let list = clerk.open("/desk/reports").await;
    assert!(list.html.contains(id) && list.html.contains("1 photograph<"), "{}", list.html);
    let page = clerk.open(&format!("/desk/report?id={number}")).await;
    let photo = format!("/desk/report/photo?report={number}&amp;place=0");
    for seen in ["Risteyksessä.", "Kuusitie 7", "Ei pala, Valaisin", "K-113", "salainen@koti.example", &photo] {
        assert!(page.html.contains(seen), "{seen}: {}", page.html);
    }
    assert!(page.html.contains("value=\"Ulkovalaistus\""), "the unit of the list stands there already");

    let said = [("notes", "Lamppu on tilattu.\r\nKiitos."), ("agency", "Sähkötyöt"), ("expected", "2026-11-24")];
    let done = clerk.does("/desk/report", &format!("id={number}"), &filled(&number, &said)).await;
    assert!(done.html.contains("Katuvalo ei pala") && done.html.contains(id), "{}", done.html);
    let shown = app.json(&format!("requests/{id}.json")).await[0].clone();
    assert_eq!(shown["status_notes"], "Lamppu on tilattu.\nKiitos.");
    assert_eq!(shown["agency_responsible"], "Sähkötyöt");
    assert_eq!(shown["expected_datetime"], "2026-11-24T16:00:00+02:00");
    let again = clerk.open(&format!("/desk/report?id={number}")).await;
    assert!(again.html.contains("Lamppu on tilattu.") && again.html.contains("value=\"2026-11-24\""));
}

#[tokio::test]
async fn a_photograph_is_shown_at_the_desk_and_nowhere_else() {
    let server = haikkala().await;
    let clerk = Clerk::at(&server).await;
    in_parts(&App::of(&server), &LAMP, &[("media[]", "a.jpg", JPEG)]).await;
    let path = format!("/desk/report/photo?report={}&place=0", newest(&server).number);
    let page = clerk.open("/desk/reports").await;
    assert_eq!(page.status, StatusCode::OK);
    let photo = stranger().get(format!("{}{path}", server.base_url())).send().await.unwrap();
    assert_eq!(photo.headers()["content-type"], "image/jpeg");
    assert_eq!(photo.headers()["x-content-type-options"], "nosniff");
    assert!(photo.headers()["content-security-policy"].to_str().unwrap().contains("img-src 'self'"));
    assert_eq!(photo.bytes().await.unwrap(), JPEG);
    let port = server.base_url().rsplit(':').next().unwrap();
    let rebound = stranger().get(format!("{}{path}", server.base_url())).header("host", format!("a.example:{port}"));
    assert_eq!(rebound.send().await.unwrap().status(), StatusCode::FORBIDDEN);
    assert_eq!(clerk.open("/desk/report/photo?report=1&place=0").await.status, StatusCode::NOT_FOUND);
    assert_eq!(clerk.open("/desk/report/photo?report=999&place=0").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_report_is_closed_with_a_word_and_asked_how_it_went() {
    let server = haikkala().await;
    let clerk = Clerk::at(&server).await;
    let app = App::of(&server);
    let id = app.reported(&LAMP).await["service_request_id"].as_str().unwrap().to_owned();
    let number = newest(&server).number.to_string();
    let query = format!("id={number}");

    let asked_too_early = filled(&number, &[("feedback", "yes")]);
    assert!(clerk.fails("/desk/report", &query, &asked_too_early).await.has_error_at("feedback"));
    let still_expected = [("status", "closed"), ("expected", "2026-11-24")];
    let page = clerk.fails("/desk/report", &query, &filled(&number, &still_expected)).await;
    assert!(page.has_error_at("notes") && page.has_error_at("expected"), "{}", page.html);
    let past = clerk.fails("/desk/report", &query, &filled(&number, &[("expected", "2026-11-16")])).await;
    assert!(past.has_error_at("expected"));
    assert_eq!(app.json(&format!("requests/{id}.json")).await[0]["status"], "open");

    let closed = [("status", "closed"), ("notes", "Lamppu on vaihdettu."), ("feedback", "yes")];
    assert!(clerk.does("/desk/report", &query, &filled(&number, &closed)).await.html.contains("is closed"));
    let shown = app.json(&format!("requests/{id}.json")).await[0].clone();
    assert_eq!((&shown["status"], &shown["extended_attributes"]["asks_feedback"]), (&json!("closed"), &json!(true)));

    let told = json!({ "rating": 2, "text": "Kesti <liian> kauan.", "contacts": 3 });
    let told = app.post(&format!("requests/{id}/feedback.json"), "application/json").body(told.to_string());
    assert_eq!(told.send().await.unwrap().status(), StatusCode::OK);
    let page = clerk.open(&format!("/desk/report?{query}")).await;
    assert!(page.html.contains("Kesti &lt;liian&gt; kauan.") && page.html.contains("2 of 5"), "{}", page.html);
    assert!(!page.html.contains("name=\"feedback\""), "it is not asked again");
    let reopened = filled(&number, &[("notes", "Katsomme vielä.")]);
    assert!(clerk.does("/desk/report", &query, &reopened).await.html.contains("is open"));
}

#[tokio::test]
async fn a_report_waits_at_the_desk_for_its_number() {
    let server = haikkala().await;
    let clerk = Clerk::at(&server).await;
    let app = App::of(&server);
    let car = [("service_code", "romuauto"), ("address_string", "Rantatie 3"), ("attribute[SEISONUT]", "viikko")];
    let token = app.reported(&car).await["token"].as_str().unwrap().to_owned();
    let number = newest(&server).number.to_string();
    let list = clerk.open("/desk/reports").await;
    assert!(list.html.contains("Waiting for a number") && list.html.contains("/desk/report/number?id="));
    assert!(!list.html.contains(&token), "the token is whose report it is");

    let page = clerk.does("/desk/report/number", &format!("id={number}"), &[("id", &number)]).await;
    let id = newest(&server).id.unwrap();
    assert!(page.html.contains(&id), "{}", page.html);
    assert_eq!(app.json(&format!("tokens/{token}.json")).await[0]["service_request_id"], id.as_str());
    let again = clerk.open(&format!("/desk/report/number?id={number}")).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND, "it waits no more");
    assert!(!clerk.open("/desk/reports").await.html.contains("Waiting for a number"));
    for absent in ["999", "x", ""] {
        assert_eq!(clerk.open(&format!("/desk/report?id={absent}")).await.status, StatusCode::NOT_FOUND, "{absent}");
    }
}

#[tokio::test]
async fn a_desk_without_reports_has_no_page_of_them() {
    let server = start(Config::on(Body::Kaarna, today())).await.unwrap();
    let clerk = Clerk::at(&server).await;
    assert!(!clerk.open("/desk").await.html.contains("/desk/reports"));
    assert_eq!(clerk.open("/desk/reports").await.status, StatusCode::NOT_FOUND);
    let haikkala = haikkala().await;
    assert!(Clerk::at(&haikkala).await.open("/desk").await.html.contains("href=\"/desk/reports\""));
}

#[tokio::test]
async fn what_a_resident_writes_is_text_at_the_desk() {
    let server = haikkala().await;
    let clerk = Clerk::at(&server).await;
    let script = "<script>alert(1)</script>";
    let fields = [
        ("service_code", "muu"),
        ("description", script),
        ("address_string", script),
        ("first_name", script),
        ("media_url", "javascript:alert(1)"),
    ];
    App::of(&server).reported(&fields).await;
    let page = clerk.open(&format!("/desk/report?id={}", newest(&server).number)).await;
    for page in [page, clerk.open("/desk/reports").await] {
        assert!(page.html.contains("&lt;script&gt;") && !page.html.contains("<script"), "{}", page.html);
        assert!(!page.html.contains("href=\"javascript"));
    }
}
