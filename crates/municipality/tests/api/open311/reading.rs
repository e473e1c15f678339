//! What can be read: services, their definitions, public reports.

use std::{collections::BTreeSet, path::PathBuf};

use chrono::{DateTime, Utc};
use municipality::{Body, Config, start};
use quick_xml::{Reader, events::Event};
use reqwest::StatusCode;
use serde_json::Value;

use super::{App, LAMP, refused};
use crate::resident::{haikkala, today};

/// The leaves of an XML document, which must be well-formed: the names that lead to each, and its text.
fn leaves_of_xml(document: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(document);
    reader.config_mut().check_end_names = true;
    let (mut path, mut leaves, mut text, mut is_leaf) = (Vec::new(), Vec::new(), String::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => {
                path.push(element.name().as_ref().to_owned());
                (text, is_leaf) = (String::new(), true);
            }
            Event::Text(piece) => text.push_str(&piece),
            Event::GeneralRef(reference) => {
                text.push_str(quick_xml::escape::resolve_predefined_entity(&reference).unwrap());
            }
            Event::Empty(element) => {
                let name = element.name().as_ref().to_owned();
                leaves.push((format!("{}/{name}", path.join("/")), String::new()));
                is_leaf = false;
            }
            Event::End(_) => {
                if is_leaf && !text.is_empty() {
                    leaves.push((path.join("/"), text.clone()));
                }
                path.pop();
                is_leaf = false;
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(path.is_empty(), "{path:?} never ends");
    leaves
}

/// The leaves of a JSON value, under the names that the same have in XML.
fn leaves_of_json(value: &Value, path: &str, item: &str, leaves: &mut Vec<(String, String)>) {
    match value {
        Value::Null => leaves.push((path.to_owned(), String::new())),
        Value::String(text) => leaves.push((path.to_owned(), text.clone())),
        Value::Array(items) => {
            for value in items {
                leaves_of_json(value, &format!("{path}/{item}"), "", leaves);
            }
        }
        Value::Object(members) => {
            for (name, value) in members {
                leaves_of_json(value, &format!("{path}/{name}"), name.trim_end_matches('s'), leaves);
            }
        }
        other => leaves.push((path.to_owned(), other.to_string())),
    }
}

#[tokio::test]
async fn xml_says_the_same_as_json() {
    let server = haikkala().await;
    let app = App::of(&server);
    let batch = app
        .reported(&[
            ("service_code", "romuauto"),
            ("address_string", "<Rantatie> & \"talli\" 'B'"),
            ("attribute[SEISONUT]", "viikko"),
        ])
        .await;
    let token = batch["token"].as_str().unwrap().to_owned();
    let number = server.authority().report(&token).unwrap().unwrap().number;
    let id = server.authority().take_report(number).unwrap();
    for (path, root, item) in [
        ("services", "services", "service"),
        ("services/valaistus", "service_definition", ""),
        ("requests", "service_requests", "request"),
        (&format!("requests/{id}"), "service_requests", "request"),
        (&format!("tokens/{token}"), "service_requests", "request"),
    ] {
        let answer = app.get(&format!("{path}.xml")).send().await.unwrap();
        assert_eq!(answer.headers()["content-type"], "text/xml; charset=utf-8");
        let mut xml = leaves_of_xml(&answer.text().await.unwrap());
        let mut json = Vec::new();
        leaves_of_json(&app.json(&format!("{path}.json")).await, root, item, &mut json);
        xml.sort();
        json.sort();
        assert!(!json.is_empty());
        assert_eq!(xml, json, "{path}");
    }
    let absent = app.get("requests/1.xml").send().await.unwrap();
    assert_eq!(absent.status(), StatusCode::NOT_FOUND);
    let errors = leaves_of_xml(&absent.text().await.unwrap());
    assert_eq!(errors[0], ("errors/error/code".to_owned(), "404".to_owned()));
}

#[tokio::test]
async fn every_service_has_what_a_resident_finds_it_by_and_its_definition() {
    let server = haikkala().await;
    let app = App::of(&server);
    let services = app.json("services.json").await;
    let services = services.as_array().unwrap();
    assert!(services.len() >= 18, "{}", services.len());
    let (mut kinds, mut datatypes, mut asked) = (BTreeSet::new(), BTreeSet::new(), 0);
    let (mut required, mut notes) = (BTreeSet::new(), 0);
    for service in services {
        let code = service["service_code"].as_str().unwrap();
        for key in ["service_name", "description", "group"] {
            assert!(!service[key].as_str().unwrap().is_empty(), "{code}: {key}");
        }
        assert!(service["keywords"].as_str().unwrap().split(", ").count() >= 3, "{code}");
        kinds.insert(service["type"].as_str().unwrap());
        let definition = app.json(&format!("services/{code}.json")).await;
        assert_eq!(definition["service_code"], code);
        let attributes = definition["attributes"].as_array().unwrap();
        assert_eq!(service["metadata"], !attributes.is_empty(), "{code}");
        asked += usize::from(!attributes.is_empty());
        for (attribute, order) in attributes.iter().zip(1..) {
            assert_eq!(attribute["order"], order);
            let datatype = attribute["datatype"].as_str().unwrap().to_owned();
            assert_eq!(datatype.ends_with("list"), !attribute["values"].as_array().unwrap().is_empty(), "{code}");
            datatypes.insert(datatype);
            required.insert(attribute["required"].as_bool().unwrap());
            notes += usize::from(attribute["variable"] == false);
        }
    }
    assert_eq!(kinds, ["batch", "blackbox", "realtime"].into());
    let wanted = ["datetime", "multivaluelist", "number", "singlevaluelist", "string", "text"];
    assert_eq!(datatypes, wanted.map(str::to_owned).into());
    assert_eq!((asked, notes, required.len()), (5, 1, 2));
    let absent = app.get("services/kuu.json").send().await.unwrap();
    assert_eq!(refused(absent).await, (404, vec!["service_code was not found".to_owned()]));
}

#[tokio::test]
async fn the_towns_reports_are_of_the_last_weeks_and_stand_differently() {
    for (body, least) in [(Body::Haikkala, 25), (Body::Mantylahti, 3)] {
        let server = start(Config::on(body, today())).await.unwrap();
        let app = App::of(&server);
        let found = app.json("requests.json").await;
        let found = found.as_array().unwrap();
        assert!(found.len() >= least, "{body}: {}", found.len());
        let now: DateTime<Utc> = "2026-11-17T00:00:00Z".parse().unwrap();
        let mut times = Vec::new();
        for report in found {
            let at: DateTime<Utc> = report["requested_datetime"].as_str().unwrap().parse().unwrap();
            assert!((0..60).contains(&(now - at).num_days()), "{at}");
            assert!(report["updated_datetime"].as_str().unwrap() >= report["requested_datetime"].as_str().unwrap());
            for key in ["description", "address", "agency_responsible", "service_name"] {
                assert!(!report[key].as_str().unwrap().is_empty(), "{report}");
            }
            assert!(report["status"] == "open" || report["status_notes"].is_string(), "{report}");
            times.push(at);
        }
        assert!(times.is_sorted_by(|one, other| one >= other), "the latest come first");
        assert!(found.iter().any(|report| report["status"] == "open"));
        assert!(found.iter().any(|report| report["status"] == "closed"));
    }
}

#[tokio::test]
async fn reports_are_found_by_what_holds_for_them() {
    let server = haikkala().await;
    let app = App::of(&server);
    let all = app.json("requests.json").await;
    let all = all.as_array().unwrap();
    let id = |report: &Value| report["service_request_id"].as_str().unwrap().to_owned();
    let where_all = |holds: &dyn Fn(&Value) -> bool| -> Vec<String> {
        let ids: Vec<_> = all.iter().filter(|report| holds(report)).map(id).collect();
        assert!(!ids.is_empty() && ids.len() < all.len());
        ids
    };
    let is_open = |report: &Value| report["status"] == "open";
    assert_eq!(app.ids("status=open").await, where_all(&is_open));
    assert_eq!(app.ids("status=closed").await, where_all(&|report| !is_open(report)));
    assert_eq!(app.ids("status=open,closed").await.len(), all.len());
    let of = |code: &'static str| move |report: &Value| report["service_code"] == code;
    assert_eq!(app.ids("service_code=kuoppa").await, where_all(&of("kuoppa")));
    let either = |report: &Value| of("kuoppa")(report) || of("roskis")(report);
    assert_eq!(app.ids("service_code=kuoppa,roskis").await, where_all(&either));
    assert_eq!(
        app.ids("service_code=kuoppa&status=open").await,
        where_all(&|report| of("kuoppa")(report) && is_open(report))
    );

    let some = [id(&all[3]), id(&all[7])];
    let listed = format!("service_request_id={},{},1999-00001&status=open&service_code=muu", some[0], some[1]);
    assert_eq!(app.ids(&listed).await, some, "ids override what else is said");

    // One metre around a report, and none around nowhere.
    let (lat, long) = (all[0]["lat"].as_f64().unwrap(), all[0]["long"].as_f64().unwrap());
    let there = app.ids(&format!("lat={lat}&long={long}&radius=1")).await;
    assert!(there.contains(&id(&all[0])) && there.len() < all.len());
    assert_eq!(app.ids(&format!("lat={lat}&long={long}&radius=50000")).await.len(), all.len());
    assert_eq!(app.ids("lat=60.1&long=24.9&radius=5000").await, Vec::<String>::new());
}

#[tokio::test]
async fn a_search_spans_ninety_days() {
    let server = haikkala().await;
    let app = App::of(&server);
    let all = app.ids("").await;
    let (from, to) = ("2026-11-10", "2026-11-12");
    let within = app.json(&format!("requests.json?start_date={from}&end_date={to}")).await;
    let within = within.as_array().unwrap();
    assert!(!within.is_empty() && within.len() < all.len());
    for report in within {
        let day = &report["requested_datetime"].as_str().unwrap()[..10];
        assert!((from..=to).contains(&day), "{day}");
    }
    let exact = app.json(&format!("requests/{}.json", all[0])).await[0]["requested_datetime"].clone();
    let exact = exact.as_str().unwrap().replace('+', "%2B");
    assert_eq!(app.ids(&format!("start_date={exact}&end_date={exact}")).await, all[..1]);
    assert_eq!(app.ids("start_date=2026-06-01").await, Vec::<String>::new(), "ninety days from there");
    assert_eq!(app.ids("end_date=2026-06-01").await, Vec::<String>::new(), "ninety days up to there");
    app.ids("start_date=2026-08-19&end_date=2026-11-17T00:00:00").await;
    let wide = app.get("requests.json?start_date=2026-08-01&end_date=2026-11-17").send().await.unwrap();
    assert_eq!(refused(wide).await.0, 400);
}

#[tokio::test]
async fn what_cannot_be_asked_is_told_all_at_once() {
    let server = haikkala().await;
    let app = App::of(&server);
    let (status, wrong) = refused(
        app.get("requests.json?start_date=eilen&status=auki&radius=5&page=0&page_size=1001").send().await.unwrap(),
    )
    .await;
    assert_eq!(status, 400);
    for name in ["start_date", "status", "radius", "page", "page_size"] {
        assert!(wrong.iter().any(|wrong| wrong.starts_with(name)), "{name}: {wrong:?}");
    }
    for query in ["lat=61", "lat=91&long=0&radius=1", "lat=61&long=24&radius=-1", "lat=x&long=24&radius=1"] {
        assert_eq!(refused(app.get(&format!("requests.json?{query}")).send().await.unwrap()).await.0, 400, "{query}");
    }
    for other in ["services.yaml", "services", "requests/1.html", "requests/1"] {
        assert_eq!(app.get(other).send().await.unwrap().status(), StatusCode::NOT_FOUND, "{other}");
    }
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_repetition() {
    let server = haikkala().await;
    let app = App::of(&server);
    let all = app.ids("").await;
    let (mut found, mut path) = (Vec::new(), Some("requests.json?page_size=7&status=open,closed".to_owned()));
    while let Some(here) = path {
        let answer = app.get(&here).send().await.unwrap();
        let header = |name| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        let (link, whole) = (header("link"), header("x-next-page-url"));
        path = link.map(|link| link.strip_prefix('<').unwrap().strip_suffix(">; rel=\"next\"").unwrap().to_owned());
        assert_eq!(whole, path.as_ref().map(|path| format!("{}{path}", server.base_url())));
        let page: Vec<Value> = answer.json().await.unwrap();
        assert!(page.len() == 7 || path.is_none());
        found.extend(page.iter().map(|report| report["service_request_id"].as_str().unwrap().to_owned()));
    }
    assert_eq!(found, all);
    assert_eq!(app.ids("page=99&page_size=7").await, Vec::<String>::new());
}

#[tokio::test]
async fn no_answer_holds_more_than_a_thousand() {
    let server = haikkala().await;
    let app = App::of(&server);
    let before = app.ids("").await.len();
    for _ in 0..=(1000 - before) {
        app.reported(&[("service_code", "muu"), ("address_string", "Tori")]).await;
    }
    assert_eq!(app.ids("").await.len(), 1000);
    assert_eq!(app.ids("page=2").await.len(), 1);
}

/// The fields that the specification knows, from its own OpenAPI document.
fn fields_of(document: &str, definition: &str) -> BTreeSet<String> {
    let (_, rest) = document.split_once(&format!("\n  {definition}:\n")).unwrap();
    let (_, properties) = rest.split_once("\n    properties:\n").unwrap();
    let lines = properties.lines().take_while(|line| line.starts_with("      "));
    let names = lines.filter(|line| !line.starts_with("       ")).filter_map(|line| line.trim().strip_suffix(':'));
    names.map(str::to_owned).collect()
}

#[tokio::test]
async fn answers_have_the_fields_of_the_specification() {
    let Some(real) = std::env::var_os("KOTIKUNTA_REAL_DATA") else {
        println!("not checked against the specification: KOTIKUNTA_REAL_DATA is not set");
        return;
    };
    let path = PathBuf::from(real).join("open311/georeport_v2-1.openapi.yaml");
    let document = std::fs::read_to_string(path).unwrap();
    let server = haikkala().await;
    let app = App::of(&server);
    let posted = app.reported(&LAMP).await;
    let names = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    let service = app.json("services.json").await[0].clone();
    assert_eq!(names(&service), fields_of(&document, "Service"));
    let definition = app.json("services/kuoppa.json").await;
    assert_eq!(names(&definition), fields_of(&document, "ServiceDefinition"));
    assert_eq!(names(&definition["attributes"][0]), fields_of(&document, "ServiceAttribute"));
    assert_eq!(names(&definition["attributes"][0]["values"][0]), fields_of(&document, "AttributeValue"));
    let report = app.json(&format!("requests/{}.json", posted["service_request_id"].as_str().unwrap())).await;
    assert_eq!(names(&report[0]), fields_of(&document, "Request"));
    assert!(names(&posted).is_subset(&fields_of(&document, "RequestResponse")), "{posted}");
}
