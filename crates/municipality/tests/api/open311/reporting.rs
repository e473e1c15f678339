//! Reporting: what is taken and what is not, what anybody may read of it, and what comes of it.

use municipality::{Body, Config, Fault, ReportStanding, ReportedBy, Running, start};
use reqwest::StatusCode;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{App, JPEG, LAMP, in_parts, refused};
use crate::{
    description::{check, description},
    resident::{haikkala, today},
};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n the same from the side";

fn only_new(server: &Running, before: usize) -> municipality::Report {
    let mut reports = server.authority().reports().unwrap();
    assert_eq!(reports.len(), before + 1);
    reports.pop().unwrap()
}

#[tokio::test]
async fn a_report_is_there_at_once_and_the_clerk_has_all_of_it() {
    let server = haikkala().await;
    let app = App::of(&server);
    let before = server.authority().reports().unwrap().len();
    let answer = app.reported(&LAMP).await;
    let report = only_new(&server, before);
    let id = report.id.clone().unwrap();
    assert_eq!(answer["service_request_id"], id.as_str());
    assert!(answer["service_notice"].as_str().unwrap().contains("kahden viikon"), "{answer}");
    assert!(answer.get("token").is_none());

    assert_eq!(report.service, "valaistus");
    assert_eq!(report.description.as_deref(), Some("Lamppu on pimeä.\nRisteyksessä."));
    assert_eq!((report.address.as_deref(), report.position), (Some("Kuusitie 7"), Some((61.0557, 24.0650))));
    let attributes = [
        ("VIKA".to_owned(), vec!["pimea".to_owned(), "rikki".to_owned()]),
        ("PYLVAS".to_owned(), vec!["K-113".to_owned()]),
    ];
    assert_eq!(report.attributes, attributes);
    let reporter = ReportedBy {
        email: Some("salainen@koti.example".to_owned()),
        phone: Some("09 000 7777".to_owned()),
        ..ReportedBy::default()
    };
    assert_eq!(report.reporter, reporter);
    assert_eq!(app.ids("").await[0], id);
    let shown = app.json(&format!("requests/{id}.json")).await;
    assert_eq!(shown[0]["description"], "Lamppu on pimeä.\nRisteyksessä.");
    assert_eq!((&shown[0]["status"], &shown[0]["lat"]), (&json!("open"), &json!(61.0557)));
}

#[tokio::test]
async fn nothing_of_who_reported_is_in_any_answer() {
    let server = haikkala().await;
    let app = App::of(&server);
    let reporter = [
        ("first_name", "Salla-Salainen"),
        ("last_name", "Salanimi"),
        ("email", "salainen@koti.example"),
        ("phone", "09 000 7777"),
        ("media_url", "https://kuvat.example/salainen.jpg"),
    ];
    let fields: Vec<_> =
        LAMP.iter().filter(|(name, _)| !["email", "phone"].contains(name)).chain(&reporter).copied().collect();
    let answer = in_parts(&app, &fields, &[("media[]", "salainen.jpg", JPEG)]).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let posted = answer.text().await.unwrap();
    let answer: Value = serde_json::from_str(&posted).unwrap();
    let id = answer[0]["service_request_id"].as_str().unwrap();
    let number = server.authority().report(id).unwrap().unwrap().number;
    let standing = ReportStanding { closed: true, asks_feedback: true, ..ReportStanding::default() };
    server.authority().move_report(number, &standing).unwrap();
    let mut said = posted.clone();
    for path in ["requests.json", "requests.xml", &format!("requests/{id}.json"), &format!("requests/{id}.xml")] {
        said += &app.get(path).send().await.unwrap().error_for_status().unwrap().text().await.unwrap();
    }
    assert!(said.contains("Lamppu on pime"));
    for secret in ["sala", "Sala", "09 000 7777", "K-113", "jpg"] {
        assert!(!said.contains(secret), "{secret}");
    }
    let kept = server.authority().report(id).unwrap().unwrap();
    assert_eq!(kept.reporter.first_name.as_deref(), Some("Salla-Salainen"));
    assert_eq!(kept.media_url.as_deref(), Some("https://kuvat.example/salainen.jpg"));
}

#[tokio::test]
async fn photographs_come_with_the_report_and_are_known_by_their_bytes() {
    let server = haikkala().await;
    let app = App::of(&server);
    let before = server.authority().reports().unwrap().len();
    // The last is a field in which no file was chosen.
    let files = [("media[]", "C:\\kuvat\\lamppu.png", JPEG), ("media", "sivulta", PNG), ("media[]", "", b"")];
    assert_eq!(in_parts(&app, &LAMP, &files).await.status(), StatusCode::OK);
    let report = only_new(&server, before);
    let found: Vec<_> =
        report.photos.iter().map(|photo| (photo.name.as_str(), photo.media_type.as_str(), photo.size)).collect();
    assert_eq!(found, [("lamppu.png", "image/jpeg", JPEG.len()), ("sivulta", "image/png", PNG.len())]);
    assert_eq!(report.photos[1].sha256, hex::encode(Sha256::digest(PNG)));
    assert_eq!(server.authority().report_photo(report.number, 0).unwrap().unwrap(), JPEG);
    assert_eq!(report.attributes[0].1, ["pimea", "rikki"], "fields come in parts as well");
}

#[tokio::test]
async fn what_is_no_photograph_too_many_or_too_large_is_not_taken() {
    let server = haikkala().await;
    let app = App::of(&server);
    let before = server.authority().reports().unwrap().len();
    let fine = ("media[]", "a.jpg", JPEG);
    let text = ("media[]", "a.jpg", b"#!/bin/sh".as_slice());
    let large = [b"\xff\xd8\xff".as_slice(), &vec![0; 8 << 20]].concat();
    let large = ("media[]", "a.jpg", large.as_slice());
    for (files, status) in [(vec![fine, text], 400), (vec![fine; 6], 400), (vec![fine, large], 413)] {
        let (refused, wrong) = refused(in_parts(&app, &LAMP, &files).await).await;
        assert_eq!(refused, status);
        assert!(wrong[0].contains("media[]"), "{wrong:?}");
    }
    let long = "ä".repeat(40_000);
    let long = app.report("requests.json", &[("service_code", "muu"), ("description", &long)]).send().await.unwrap();
    assert_eq!(refused(long).await.0, 413);
    let other = app.post("requests.json", "application/json").body("{}");
    assert_eq!(refused(other.send().await.unwrap()).await.0, 415);
    assert_eq!(server.authority().reports().unwrap().len(), before);
    assert_eq!(in_parts(&app, &LAMP, &[fine; 5]).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn all_that_is_wrong_with_a_report_is_told_at_once() {
    let server = haikkala().await;
    let app = App::of(&server);
    let before = server.authority().reports().unwrap().len();
    let wrong =
        async |fields: &[(&str, &str)]| refused(app.report("requests.json", fields).send().await.unwrap()).await;
    assert_eq!(wrong(&[("lat", "61")]).await, (400, vec!["service_code was not provided".to_owned()]));
    assert_eq!(wrong(&[("service_code", "kuu")]).await, (404, vec!["service_code was not found".to_owned()]));
    let (status, told) = wrong(&[
        ("service_code", "kuoppa"),
        ("lat", "61.05"),
        ("attribute[PAIKKA]", "katolla"),
        ("attribute[SYVYYS]", "syvä"),
        ("attribute[MUU]", "1"),
        ("description", &"ä".repeat(4001)),
        ("email", &"a".repeat(256)),
    ])
    .await;
    assert_eq!(status, 400);
    let wanted = ["lat and long", "attribute[PAIKKA]", "attribute[SYVYYS]", "attribute has", "email", "description"];
    assert_eq!(told.len(), wanted.len(), "{told:?}");
    for (told, wanted) in told.iter().zip(wanted) {
        assert!(told.starts_with(wanted), "{told}: {wanted}");
        assert!(!told.contains("katolla"), "what was sent is not said again");
    }
    let (_, told) = wrong(&[("service_code", "kuoppa"), ("attribute[PAIKKA]", " ")]).await;
    assert_eq!(told, ["lat and long, address_string or address_id must be provided", "attribute[PAIKKA] is required"]);
    assert_eq!(server.authority().reports().unwrap().len(), before);
}

#[tokio::test]
async fn every_kind_of_answer_is_taken_as_it_is_meant() {
    let server = haikkala().await;
    let app = App::of(&server);
    let sent = async |service: &str, attribute: &str, value: &str| {
        let fields = [("service_code", service), ("address_string", "Tori"), (attribute, value)];
        app.report("requests.json", &fields).send().await.unwrap().status().as_u16()
    };
    for (service, attribute, value, status) in [
        ("puu", "attribute[HAVAITTU]", "2026-11-16T09:30:00+02:00", 200),
        ("puu", "attribute[HAVAITTU]", "2026-11-16T09:30", 200),
        ("puu", "attribute[HAVAITTU]", "16.11.2026", 400),
        ("roskaaminen", "attribute[MITA]", "Sohva\nja patja", 200),
        ("roskaaminen", "attribute[MITA][]", "Sohva", 200),
        ("romuauto", "attribute[SEISONUT]", "kauemmin", 200),
        ("romuauto", "attribute[SEISONUT]", "ikuisesti", 400),
        ("valaistus", "attribute[VIKA]", "vilkkuu", 200),
        ("valaistus", "attribute[HATA]", "on", 400),
        ("kuoppa", "attribute[SYVYYS]", "NaN", 400),
    ] {
        assert_eq!(sent(service, attribute, value).await, status, "{service} {attribute} {value}");
    }
    let twice = [
        ("service_code", "romuauto"),
        ("address_string", "Tori"),
        ("attribute[SEISONUT]", "viikko"),
        ("attribute[SEISONUT]", "kuukausi"),
    ];
    assert_eq!(app.report("requests.json", &twice).send().await.unwrap().status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_place_of_the_list_says_where_a_report_is() {
    let server = haikkala().await;
    let app = App::of(&server);
    app.reported(&[("service_code", "muu"), ("address_id", "kirkkopuisto")]).await;
    let report = server.authority().reports().unwrap().pop().unwrap();
    assert_eq!((report.address.as_deref(), report.position), (Some("Kirkkopuisto"), Some((61.0515, 24.0607))));
    let unknown = app.report("requests.json", &[("service_code", "muu"), ("address_id", "kuu")]).send().await.unwrap();
    assert_eq!(refused(unknown).await, (400, vec!["address_id is not in the list of places".to_owned()]));
    app.reported(&[("service_code", "muu"), ("lat", "61.05"), ("long", "24.06")]).await;
    assert_eq!(server.authority().reports().unwrap().pop().unwrap().address, None);
}

#[tokio::test]
async fn a_batch_report_has_a_token_until_the_clerk_takes_it() {
    let server = haikkala().await;
    let app = App::of(&server);
    let all = app.ids("").await;
    let car = [
        ("service_code", "romuauto"),
        ("address_string", "Rantatie 3"),
        ("attribute[SEISONUT]", "kuukausi"),
        ("description", "Vihreä auto."),
    ];
    let answer = app.reported(&car).await;
    assert!(answer.get("service_request_id").is_none(), "{answer}");
    let token = answer["token"].as_str().unwrap();
    assert_eq!(app.json(&format!("tokens/{token}.json")).await, json!([{ "token": token }]));
    assert_eq!(app.ids("").await, all, "what has no id is not public yet");

    let number = server.authority().report(token).unwrap().unwrap().number;
    let id = server.authority().take_report(number).unwrap();
    assert_eq!(server.authority().take_report(number).unwrap(), id, "once is enough");
    assert_eq!(app.json(&format!("tokens/{token}.json")).await, json!([{ "token": token, "service_request_id": id }]));
    assert_eq!(app.json(&format!("requests/{id}.json")).await[0]["description"], "Vihreä auto.");
    for absent in [&id, &"x".to_owned()] {
        let answer = app.get(&format!("tokens/{absent}.json")).send().await.unwrap();
        assert_eq!(refused(answer).await, (404, vec!["token was not found".to_owned()]));
    }
}

#[tokio::test]
async fn a_black_box_gives_nothing_back() {
    let server = haikkala().await;
    let app = App::of(&server);
    let all = app.ids("").await;
    let before = server.authority().reports().unwrap().len();
    let answer = app.reported(&[("service_code", "vieraslaji"), ("address_string", "Rantapolku")]).await;
    assert!(answer.get("service_request_id").is_none() && answer.get("token").is_none(), "{answer}");
    assert!(!answer["service_notice"].as_str().unwrap().is_empty());
    let report = only_new(&server, before);
    assert_eq!((report.id, report.token), (None, None));
    server.authority().take_report(report.number).unwrap_err();
    assert_eq!(app.ids("").await, all);
}

#[tokio::test]
async fn a_report_whose_answer_is_lost_is_there_and_twice_if_it_comes_twice() {
    let server = haikkala().await;
    let app = App::of(&server);
    let before = server.authority().reports().unwrap().len();
    server.faults().next_at("/open311/v2/requests", 1, Fault::LoseAnswer);
    app.report("requests.json", &LAMP).send().await.unwrap_err();
    assert_eq!(server.authority().reports().unwrap().len(), before + 1);
    server.faults().next_at("/open311/v2/requests", 1, Fault::CutOff);
    app.report("requests.json", &LAMP).send().await.unwrap_err();
    assert_eq!(server.authority().reports().unwrap().len(), before + 1);
    app.reported(&LAMP).await;
    let reports = server.authority().reports().unwrap();
    assert_eq!(reports.len(), before + 2, "nobody tells that it is the same");
    server.faults().next_at("/open311", 1, Fault::Busy(7));
    let busy = app.get("services.json").send().await.unwrap();
    assert_eq!((busy.status().as_u16(), &busy.headers()["retry-after"]), (503, &"7".parse().unwrap()));
}

#[tokio::test]
async fn reports_outlive_the_server_and_the_story_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let config = || Config { dir: Some(folder.path().to_owned()), ..Config::on(Body::Haikkala, today()) };
    let server = start(config()).await.unwrap();
    let answer = in_parts(&App::of(&server), &LAMP, &[("media[]", "a.jpg", JPEG)]).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let before = server.authority().reports().unwrap();
    server.stop().await;
    let server = start(config()).await.unwrap();
    assert_eq!(server.authority().reports().unwrap(), before);
    assert_eq!(server.authority().report_photo(before.last().unwrap().number, 0).unwrap().unwrap(), JPEG);
    App::of(&server).reported(&LAMP).await;
    assert_eq!(only_new(&server, before.len()).number, before.last().unwrap().number + 1);
}

#[tokio::test]
async fn residents_see_where_a_report_stands_as_the_clerk_says_it() {
    let server = haikkala().await;
    let app = App::of(&server);
    let answer = app.reported(&LAMP).await;
    let id = answer["service_request_id"].as_str().unwrap();
    let number = server.authority().report(id).unwrap().unwrap().number;
    let standing = ReportStanding {
        closed: false,
        notes: Some("Lamppu on tilattu.".to_owned()),
        agency: Some("Sähkötyöt".to_owned()),
        expected_on: Some("2026-11-24".parse().unwrap()),
        asks_feedback: true,
    };
    server.authority().move_report(number, &standing).unwrap();
    let shown = app.json(&format!("requests/{id}.json")).await[0].clone();
    assert_eq!(shown["status_notes"], "Lamppu on tilattu.");
    assert_eq!(shown["agency_responsible"], "Sähkötyöt");
    assert_eq!(shown["expected_datetime"], "2026-11-24T16:00:00+02:00");
    assert!(shown.get("extended_attributes").is_none(), "an open report asks nothing: {shown}");
    server.authority().move_report(number, &ReportStanding { closed: true, ..standing }).unwrap();
    let shown = app.json(&format!("requests/{id}.json")).await[0].clone();
    assert_eq!((&shown["status"], &shown["extended_attributes"]["asks_feedback"]), (&json!("closed"), &json!(true)));
    server.authority().move_report(number + 1, &ReportStanding::default()).unwrap_err();
}

#[tokio::test]
async fn answers_are_what_the_description_promises() {
    let server = haikkala().await;
    let app = App::of(&server);
    let api = description(&server).await;
    let at = |path: &str| format!("/open311/v2/{path}");
    for (asked, described, status) in [
        ("discovery.json", "discovery.json", 200),
        ("services.json", "services.{response_format}", 200),
        ("services.json?jurisdiction_id=x", "services.{response_format}", 404),
        ("services/puu.json", "services/{service_code}.{response_format}", 200),
        ("services/kuu.json", "services/{service_code}.{response_format}", 404),
        ("requests.json", "requests.{response_format}", 200),
        ("requests.json?page=x", "requests.{response_format}", 400),
        ("requests/2026-00001.json", "requests/{service_request_id}.{response_format}", 200),
        ("requests/0.json", "requests/{service_request_id}.{response_format}", 404),
        ("tokens/0.json", "tokens/{token}.{response_format}", 404),
        ("places.json?q=kuusi", "places.json", 200),
        ("places.json", "places.json", 400),
    ] {
        let answer = app.get(asked).send().await.unwrap();
        assert_eq!(answer.status(), status, "{asked}");
        check(&api, &at(described), "get", answer).await;
    }
    for (fields, status) in [(&LAMP[..], 200), (&[], 400), (&[("service_code", "x")], 404)] {
        let answer = app.report("requests.json", fields).send().await.unwrap();
        assert_eq!(answer.status(), status);
        check(&api, &at("requests.{response_format}"), "post", answer).await;
    }
}
