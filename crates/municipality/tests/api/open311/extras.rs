//! What goes beyond the specification: discovery says so; places; how a report went.

use municipality::{ReportFeedback, ReportStanding};
use reqwest::{Response, StatusCode, Url};
use serde_json::{Value, json};

use super::{App, LAMP, refused};
use crate::resident::{haikkala, stranger};

#[tokio::test]
async fn discovery_leads_to_the_api_and_says_what_else_there_is() {
    let server = haikkala().await;
    let beside = stranger().get(format!("{}/open311/discovery.json", server.base_url()));
    let beside: Value = beside.send().await.unwrap().json().await.unwrap();
    assert_eq!(beside, App::of(&server).json("discovery.json").await);
    let endpoint = &beside["endpoints"][0];
    assert_eq!(format!("{}/", endpoint["url"].as_str().unwrap()), server.open311_url().unwrap());
    assert_eq!(endpoint["specification"], "http://wiki.open311.org/GeoReport_v2");
    let extensions =
        json!({ "places": true, "feedback": true, "photos": 5, "position_needed": false, "reporter_needed": false });
    assert_eq!(beside["extensions"], extensions);
}

/// A query as it stands in an address.
fn asked(query: &[(&str, &str)]) -> String {
    let address = Url::parse_with_params("http://query/", query).unwrap();
    format!("?{}", address.query().unwrap())
}

async fn found(app: &App, query: &[(&str, &str)]) -> Vec<Value> {
    app.get(&format!("places.json{}", asked(query)))
        .send()
        .await
        .unwrap()
        .error_for_status()
        .unwrap()
        .json()
        .await
        .unwrap()
}

fn names(found: &[Value]) -> Vec<&str> {
    found.iter().map(|place| place["name"]["fi"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_place_is_found_by_any_of_its_words_in_either_language() {
    let server = haikkala().await;
    let app = App::of(&server);
    let school = found(&app, &[("q", "koulu")]).await;
    assert!(names(&school).contains(&"Kuusirinteen koulu"), "{school:?}");
    assert!(names(&school).contains(&"Koulukatu"), "{school:?}");
    let swedish = found(&app, &[("q", "GRANVAG 7")]).await;
    assert_eq!(names(&swedish), ["Kuusitie 7"]);
    assert_eq!(swedish[0]["name"]["sv"], "Granvägen 7");
    assert_eq!((&swedish[0]["area"], &swedish[0]["kind"]), (&json!("Kuusirinne"), &json!("address")));
    assert!(swedish[0]["lat"].is_f64() && swedish[0]["long"].is_f64());
    assert_eq!(names(&found(&app, &[("q", "mannikon paiv")]).await), ["Männikön päiväkoti"]);
    assert_eq!(found(&app, &[("q", "h")]).await.len(), 10);
    assert_eq!(found(&app, &[("q", "")]).await, Vec::<Value>::new());
    assert_eq!(found(&app, &[("q", "xyz")]).await, Vec::<Value>::new());
}

#[tokio::test]
async fn a_place_is_found_by_where_somebody_stands() {
    let server = haikkala().await;
    let app = App::of(&server);
    let near = found(&app, &[("lat", "61.0515"), ("long", "24.0607")]).await;
    assert_eq!(near[0]["id"], "kirkkopuisto");
    assert!(near.len() > 1 && near.len() <= 10);
    // A degree north is 111 km, one east at this latitude 54: nothing is further off than 300 metres.
    for place in &near {
        let (north, east) = (place["lat"].as_f64().unwrap() - 61.0515, place["long"].as_f64().unwrap() - 24.0607);
        assert!((north * 111.2).hypot(east * 53.8) < 0.302, "{place}");
    }
    assert_eq!(found(&app, &[("lat", "60.17"), ("long", "24.94")]).await, Vec::<Value>::new());
    for query in ["", "?lat=61", "?lat=x&long=24"] {
        let answer = app.get(&format!("places.json{query}")).send().await.unwrap();
        assert_eq!(refused(answer).await.0, 400, "{query}");
    }
}

#[tokio::test]
async fn every_report_of_the_story_lies_at_a_place_of_the_list() {
    let server = haikkala().await;
    let app = App::of(&server);
    for report in app.json("requests.json").await.as_array().unwrap() {
        let at = [("lat", report["lat"].to_string()), ("long", report["long"].to_string())];
        let at: Vec<_> = at.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let near = found(&app, &at).await;
        let name = near[0]["name"]["fi"].as_str().unwrap();
        assert!(report["address"].as_str().unwrap().starts_with(name), "{name}: {report}");
    }
}

async fn tell(app: &App, id: &str, feedback: &Value) -> Response {
    let request = app.post(&format!("requests/{id}/feedback.json"), "application/json");
    request.body(feedback.to_string()).send().await.unwrap()
}

#[tokio::test]
async fn a_closed_report_is_asked_once_how_it_went() {
    let server = haikkala().await;
    let app = App::of(&server);
    let answer = app.reported(&LAMP).await;
    let id = answer["service_request_id"].as_str().unwrap();
    let good = json!({ "rating": 4, "text": " Nopeasti! ", "contacts": null });
    assert_eq!(refused(tell(&app, id, &good).await).await.0, 409, "it is open");
    assert_eq!(refused(tell(&app, "1999-00001", &good).await).await.0, 404);

    let number = server.authority().report(id).unwrap().unwrap().number;
    let standing = ReportStanding { closed: true, asks_feedback: true, ..ReportStanding::default() };
    server.authority().move_report(number, &standing).unwrap();
    for wrong in [
        json!({ "rating": 6 }),
        json!({ "rating": 0 }),
        json!({ "rating": "good" }),
        json!({ "text": "ä".repeat(4001) }),
        json!({ "contacts": -1 }),
        json!({ "rating": null, "text": " ", "contacts": null }),
        json!([]),
    ] {
        assert_eq!(refused(tell(&app, id, &wrong).await).await.0, 400, "{wrong}");
    }
    assert_eq!(tell(&app, id, &good).await.status(), StatusCode::OK);
    let told = ReportFeedback { rating: Some(4), text: "Nopeasti!".to_owned(), contacts: None };
    assert_eq!(server.authority().report(id).unwrap().unwrap().feedback, Some(told.clone()));
    assert_eq!(refused(tell(&app, id, &good).await).await.0, 409, "once is enough");
    let shown = app.json(&format!("requests/{id}.json")).await;
    assert!(shown[0].get("extended_attributes").is_none() && !shown.to_string().contains("Nopeasti"));
    server.authority().move_report(number, &standing).unwrap();
    assert_eq!(refused(tell(&app, id, &json!({ "rating": 1 })).await).await.0, 409, "nor is it asked again");
    assert_eq!(server.authority().report(id).unwrap().unwrap().feedback, Some(told));
}
