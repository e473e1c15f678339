//! Open311 over HTTP, against a city that a test scripts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use chrono::{DateTime, Utc};
use connector::{
    ConnectorError, Http, LetterError, Limits, Pulled, Service,
    open311::{Format, Key, Open311, Pages, Photo, Photos, Posted, Profile},
};
use domain::{
    case::{CaseStatus, Status},
    change::Change,
    form::{Asks, Choice, Form, Question, Reply},
    id::RemoteId,
    message::Direction,
    outgoing::{Feedback, Field, Flaw, Kind, Letter, Refusal},
    record::Record,
    report::{Place, Position, Report, ReportService, Reporter, ServiceRequest, ServiceType, Token},
    source::SourceKind,
    text::{Language, Localized, ServerText},
    time::Moment,
};
use serde_json::{Value, json};
use support::{
    city::{City, Said},
    only,
};
use url::Url;

/// What the resident wrote, and who they are: in no error, ever.
const TEXT: &str = "Iso kuoppa suojatien vieressä, pyörä kaatui";
const NAME: &str = "Aino";
const EMAIL: &str = "aino.virta@posti.example";

fn now() -> DateTime<Utc> {
    "2026-11-27T10:00:00Z".parse().unwrap()
}

fn at(latitude: f64, longitude: f64) -> Position {
    Position::new(latitude, longitude).unwrap()
}

/// The place of the pothole.
fn corner() -> Position {
    at(61.5, 23.75)
}

fn http() -> Http {
    Http::new(Limits::default()).unwrap()
}

fn plain(city: &City) -> Open311 {
    Open311::new(http(), city.base.clone()).unwrap()
}

/// A profile that is asked as the specification says, with what a test changes in it.
fn as_specified() -> Profile {
    Profile { format: Some(Format::Json), discovery: false, ..Profile::named("plain").unwrap() }
}

fn with(city: &City, profile: Profile) -> Open311 {
    Open311::with_profile(http(), city.base.clone(), profile).unwrap()
}

fn service(service_type: ServiceType) -> ReportService {
    ReportService {
        code: "12".into(),
        name: Localized::undetermined("Kuoppa"),
        description: None,
        group: None,
        keywords: Vec::new(),
        has_attributes: true,
        service_type,
    }
}

fn question(id: &str, required: bool, asks: Asks) -> Question {
    Question { id: id.into(), label: Localized::undetermined(id), hint: None, required, asks }
}

fn form() -> Form {
    let choices = || ["a", "b"].map(|id| Choice { id: id.into(), label: Localized::undetermined(id) }).into();
    Form {
        questions: vec![
            question("KOKO", true, Asks::Number),
            question("MILLOIN", false, Asks::Moment),
            question("MITÄ", false, Asks::One(choices())),
            question("HAITTA", false, Asks::Several(choices())),
            question("LISÄKSI", false, Asks::Text(4000)),
        ],
    }
}

fn reply(question: &str, text: &str, choices: &[&str]) -> Reply {
    let choices = choices.iter().map(|id| (*id).to_owned()).collect();
    Reply { question: question.into(), text: text.into(), choices, files: false }
}

/// Aino reports a pothole, and tells nobody who she is.
fn pothole() -> Report {
    Report {
        service: Some(Box::new(service(ServiceType::Realtime))),
        place: Place { address: "Satamatie 3".into(), position: Some(corner()) },
        ..Report::default()
    }
}

fn aino() -> Reporter {
    Reporter { first_name: NAME.into(), last_name: "Virta".into(), email: EMAIL.into(), phone: String::new() }
}

fn letter(kind: Kind) -> Letter {
    Letter {
        title: "Kuoppa".into(),
        body: TEXT.into(),
        language: Language::Fi,
        answers: None,
        case: None,
        matter: None,
        read_until: None,
        attachments: Vec::new(),
        kind,
    }
}

fn reported(report: Report) -> Letter {
    letter(Kind::Report(Box::new(report)))
}

async fn sent(api: &Open311, report: Report) -> Result<Posted, LetterError> {
    api.send_report(&reported(report), &[], now()).await
}

fn known(id: &str) -> ServiceRequest {
    ServiceRequest {
        id: RemoteId::new(id),
        service: Localized::undetermined("Kuoppa"),
        service_code: Some("12".into()),
        description: Some(TEXT.into()),
        status: Status { code: CaseStatus::Received, wording: None },
        status_notes: None,
        agency: None,
        requested_at: Some(Moment::Instant("2026-11-20T10:00:00Z".parse().unwrap())),
        updated_at: None,
        expected_at: None,
        address: Some("Satamatie 3".into()),
        position: Some(corner()),
        media: None,
        token: None,
        asks_feedback: false,
    }
}

#[allow(clippy::needless_pass_by_value)] // every caller makes the value on the spot
fn report_json(id: &str, more: Value) -> Value {
    let mut report = json!({
        "service_request_id": id, "service_code": "12", "service_name": "Kuoppa", "status": "open", "description": TEXT,
        "requested_datetime": "2026-11-27T10:00:00Z", "lat": 61.5, "long": 23.75, "address": "Satamatie 3",
    });
    report.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    report
}

const SERVICES: &str = r#"[{"service_code":"12","service_name":"Kuoppa","metadata":true,"type":"realtime"}]"#;

// --- which form, which address, which city ---

#[tokio::test]
async fn an_unknown_city_is_asked_in_json_and_then_in_xml_and_from_then_on_in_what_it_speaks() {
    let city = City::start().await;
    city.says(
        "GET /services.xml",
        Said::xml("<services><service><service_code>12</service_code></service></services>"),
    );
    city.says("GET /requests/7.xml", Said::xml("<service_requests/>"));
    let api = plain(&city);
    assert_eq!(api.format(), None);
    assert_eq!(api.services().await.unwrap()[0].code, "12");
    assert_eq!(api.format(), Some(Format::Xml));
    // A clone knows it, too.
    api.clone().request(&RemoteId::new("7")).await.unwrap();
    let asked = city.targets();
    assert!(!asked.contains(&"GET /requests/7.json".to_owned()), "{asked:?}");
    assert!(asked.iter().all(|target| !target.contains('?')), "an unknown city is told of no jurisdiction: {asked:?}");
}

#[tokio::test]
async fn a_page_of_html_is_no_answer_in_either_form() {
    let city = City::start().await;
    for path in ["GET /services.json", "GET /services.xml"] {
        city.says(path, Said::html(200, "<!DOCTYPE html><html><body>Huoltokatko</body></html>"));
    }
    let error = plain(&city).services().await.unwrap_err();
    assert!(matches!(error, ConnectorError::Unintelligible { .. }), "{error:?}");
}

#[tokio::test]
async fn why_json_was_refused_is_told_when_there_is_no_xml() {
    let city = City::start().await;
    city.says("GET /services.json", Said::json(400, &json!([{ "code": 400, "description": "jurisdiction_id" }])));
    assert_eq!(plain(&city).services().await.unwrap_err(), ConnectorError::Refused { status: 400 });
}

#[tokio::test]
async fn toronto_is_asked_in_xml_alone_and_chicago_with_its_jurisdiction() {
    let city = City::start().await;
    city.says("GET /services.xml", Said::xml("<services/>"));
    city.says("GET /services.json", Said::json(200, &json!([])));
    with(&city, Profile::named("toronto").unwrap()).services().await.unwrap();
    with(&city, Profile::named("chicago").unwrap()).services().await.unwrap();
    assert_eq!(
        city.targets(),
        ["GET /services.xml?jurisdiction_id=toronto.ca", "GET /services.json?jurisdiction_id=cityofchicago.org"]
    );
}

#[tokio::test]
async fn helsinki_is_asked_for_its_extensions_and_names_its_services_in_three_languages() {
    let city = City::start().await;
    for (locale, name) in [("fi", "Kuoppa"), ("sv", "Grop"), ("en", "Pothole")] {
        city.says(
            &format!("GET /services.json?extensions=true&locale={locale}"),
            Said::json(200, &json!([{ "service_code": "12", "service_name": name }])),
        );
    }
    let api = with(&city, Profile::named("helsinki").unwrap());
    let services = api.services().await.unwrap();
    let expected: Localized = [("fi", "Kuoppa"), ("sv", "Grop"), ("en", "Pothole")].into_iter().collect();
    assert_eq!(services[0].name, expected);
    assert_eq!(city.targets().len(), 3, "what a profile says is not asked for: {:?}", city.targets());
}

#[tokio::test]
async fn a_list_that_is_the_same_in_every_language_is_in_none_that_is_known() {
    let city = City::start().await;
    city.says("GET /services.json", Said::json(200, &json!([{ "service_code": "12", "service_name": "Kuoppa" }])));
    let services = with(&city, Profile::named("helsinki").unwrap()).services().await.unwrap();
    assert_eq!(services[0].name, Localized::undetermined("Kuoppa"));
}

#[tokio::test]
async fn a_city_that_wants_a_key_is_read_and_takes_no_reports() {
    let city = City::start().await;
    let api = with(&city, Profile { key: Key::Needed, ..as_specified() });
    assert!(!api.takes_reports());
    assert_eq!(api.caps().photos, 0);
    assert_eq!(sent(&api, pothole()).await, Err(LetterError::Refused(Refusal::Unsupported)));
    assert_eq!(city.targets(), [""; 0], "nobody was asked");
}

// --- discovery ---

fn discovery(extensions: &Value) -> Said {
    Said::json(200, &json!({ "endpoints": [], "extensions": extensions }))
}

#[tokio::test]
async fn what_a_city_can_is_read_once_beside_its_api_or_above_it() {
    let city = City::below("open311/v2/").await;
    city.says("GET /open311/v2/services.json", Said::text(SERVICES));
    city.says(
        "GET /open311/discovery.json",
        discovery(&json!({ "places": true, "photos": 3, "position_needed": true })),
    );
    city.says(
        "GET /open311/v2/places.json?q=sata",
        Said::json(200, &json!([{ "name": "Satamatie", "lat": 61.5, "long": 23.7 }])),
    );
    let api = plain(&city);
    assert_eq!((api.caps().photos, api.caps().position_needed), (0, false), "before it is known");
    api.services().await.unwrap();
    assert_eq!((api.caps().photos, api.caps().position_needed), (3, true));
    let places = api.find_places("sata").await.unwrap().unwrap();
    assert_eq!((only(&places[0].name).1, places[0].position), ("Satamatie", at(61.5, 23.7)));
    api.clone().services().await.unwrap();
    let looked: Vec<_> = city.targets().into_iter().filter(|target| target.contains("discovery")).collect();
    assert_eq!(looked, ["GET /open311/v2/discovery.json", "GET /open311/discovery.json"]);
}

#[tokio::test]
async fn a_list_comes_with_what_the_city_can_or_not_yet() {
    let city = City::start().await;
    city.says("GET /services.json", Said::text(SERVICES));
    city.says("GET /discovery.json", Said::status(503));
    let api = plain(&city);
    let busy = ConnectorError::Unavailable { status: 503, retry_after: None };
    assert_eq!(api.services().await, Err(busy), "else nobody would look for photographs before tomorrow");
    city.says("GET /discovery.json", discovery(&json!({ "photos": 2 })));
    api.services().await.unwrap();
    assert_eq!(api.caps().photos, 2);
}

#[tokio::test]
async fn a_server_that_breaks_over_a_discovery_document_has_none() {
    let city = City::start().await;
    city.says("GET /services.json", Said::text(SERVICES));
    for ending in ["json", "xml"] {
        city.says(&format!("GET /discovery.{ending}"), Said::html(500, "<html></html>"));
    }
    let api = plain(&city);
    assert_eq!(api.services().await.unwrap().len(), 1);
    assert_eq!(api.caps().photos, 0);
}

#[tokio::test]
async fn a_discovery_document_leads_to_the_api_of_the_same_server_and_nowhere_else() {
    let elsewhere = City::start().await;
    elsewhere.says("GET /services.json", Said::text(SERVICES));
    let city = City::start().await;
    let endpoint =
        |url: Url| json!({ "specification": "http://wiki.open311.org/GeoReport_v2", "url": url, "type": "production" });
    let document =
        json!({ "endpoints": [endpoint(elsewhere.base.clone()), endpoint(city.base.join("api/v2/").unwrap())] });
    city.says("GET /discovery.json", Said::json(200, &document));
    city.says("GET /api/v2/services.json", Said::text(SERVICES));
    city.says("GET /api/v2/services/12.json", Said::json(200, &json!({ "service_code": "12", "attributes": [] })));
    let api = plain(&city);
    assert_eq!(api.services().await.unwrap().len(), 1);
    api.definition("12").await.unwrap();
    assert_eq!(elsewhere.targets(), [""; 0]);
}

#[tokio::test]
async fn a_city_without_a_list_of_places_is_not_asked_for_one() {
    let city = City::start().await;
    let api = plain(&city);
    assert_eq!(api.find_places("sata").await, Ok(None));
    assert_eq!(api.name_place(corner()).await, Ok(None));
    assert!(city.targets().iter().all(|target| target.contains("discovery")), "{:?}", city.targets());
}

#[tokio::test]
async fn a_place_is_named_by_the_citys_list() {
    let city = City::start().await;
    city.says("GET /discovery.json", discovery(&json!({ "places": true })));
    city.says("GET /places.json?lat=61.5&long=23.75", Said::json(200, &json!([])));
    assert_eq!(plain(&city).name_place(corner()).await, Ok(Some(Vec::new())));
}

// --- lists ---

#[tokio::test]
async fn a_list_is_asked_for_ninety_days_and_no_longer() {
    let city = City::start().await;
    city.says("GET /requests.json", Said::json(200, &json!([report_json("1", json!({}))])));
    let landed = with(&city, as_specified()).requests(now()).await.unwrap();
    assert_eq!(landed.changes.len(), 1);
    let pairs = city.queries("/requests.json");
    assert_eq!(
        pairs,
        [
            ("start_date".to_owned(), "2026-08-29T13:00:00+03:00".to_owned()),
            ("end_date".into(), "2026-11-27T12:00:00+02:00".into())
        ]
    );
}

#[tokio::test]
async fn a_city_that_wants_times_without_a_zone_gets_its_own_wall_clock() {
    let city = City::start().await;
    city.says("GET /requests.json", Said::json(200, &json!([])));
    with(&city, Profile { format: Some(Format::Json), ..Profile::named("zurich").unwrap() })
        .requests(now())
        .await
        .unwrap();
    let pairs = city.queries("/requests.json");
    assert!(pairs.contains(&("jurisdiction_id".into(), "zurich".into())), "{pairs:?}");
    assert!(pairs.contains(&("end_date".into(), "2026-11-27T11:00:00".into())), "{pairs:?}");
}

fn paged() -> Profile {
    Profile { pages: Some(Pages { page: "page".into(), size: "page_size".into(), most: 2 }), ..as_specified() }
}

fn ids(landed: &connector::Landed) -> Vec<String> {
    landed
        .changes
        .iter()
        .map(|change| match change {
            Change::Upsert(record) => record.id().to_string(),
            other => panic!("{other:?}"),
        })
        .collect()
}

fn page(ids: &[&str]) -> Value {
    ids.iter().map(|id| report_json(id, json!({}))).collect()
}

#[tokio::test]
async fn pages_are_read_while_they_are_full_and_a_report_that_moves_on_comes_once() {
    let city = City::start().await;
    city.says("GET /requests.json page=1", Said::json(200, &page(&["5", "4"])));
    city.says("GET /requests.json page=2", Said::json(200, &page(&["4", "3"])));
    city.says("GET /requests.json page=3", Said::json(200, &page(&["2"])));
    let landed = with(&city, paged()).requests(now()).await.unwrap();
    assert_eq!(ids(&landed), ["5", "4", "3", "2"]);
    assert_eq!(city.targets().len(), 3);
}

#[tokio::test]
async fn the_next_page_is_asked_for_at_the_city_whatever_host_its_address_names() {
    let stranger = City::start().await;
    let city = City::start().await;
    let next = format!("{}requests.json?page=2&page_size=2&start_date=x", stranger.base);
    city.says("GET /requests.json page=1", Said::json(200, &page(&["5", "4"])).with("X-Next-Page-URL", &next));
    city.says("GET /requests.json page=2", Said::json(200, &page(&["3", "2"])));
    city.says("GET /requests.json page=3", Said::json(200, &json!([])));
    let landed = with(&city, paged()).requests(now()).await.unwrap();
    assert_eq!(ids(&landed), ["5", "4", "3", "2"]);
    assert_eq!(stranger.targets(), [""; 0]);
}

#[tokio::test]
async fn a_server_cannot_lead_on_for_ever() {
    let city = City::start().await;
    // The same page again and again, which always names itself as the next.
    let same = Said::json(200, &page(&["5", "4"])).with("X-Next-Page-URL", "/requests.json?page=1&page_size=2");
    city.says("GET /requests.json", same);
    assert_eq!(ids(&with(&city, paged()).requests(now()).await.unwrap()).len(), 2);
    assert_eq!(city.targets().len(), 1);
    // Ever new reports: the cap is the end.
    let endless = City::start().await;
    for number in 1..100_usize {
        let (one, other) = (format!("a{number}"), format!("b{number}"));
        endless.says(&format!("GET /requests.json page={number}"), Said::json(200, &page(&[&one, &other])));
    }
    let few = Limits { max_records_per_page: 7, ..Limits::default() };
    let api = Open311::with_profile(Http::new(few).unwrap(), endless.base.clone(), paged()).unwrap();
    assert_eq!(ids(&api.requests(now()).await.unwrap()).len(), 7);
    let api = with(&endless, paged());
    api.requests(now()).await.unwrap();
    assert!(endless.targets().len() <= 4 + 50, "{}", endless.targets().len());
}

// --- nearby ---

#[tokio::test]
async fn what_is_near_is_decided_here_for_servers_take_no_notice_of_what_they_do_not_know() {
    let city = City::start().await;
    let far = json!({ "lat": 61.52, "long": 23.75 });
    let nowhere = json!({ "lat": null, "long": "" });
    // A hundredth of a thousandth of a degree north is about 1.1 metres.
    let reports = json!([
        report_json("far", far),
        report_json("farther", json!({ "lat": 61.501 })),
        report_json("nearest", json!({ "lat": 61.50001 })),
        report_json("closed", json!({ "status": "closed" })),
        report_json("other kind", json!({ "service_code": "13" })),
        report_json("nowhere", nowhere),
        report_json("old", json!({ "requested_datetime": "2026-06-01T10:00:00Z" })),
    ]);
    city.says("GET /requests.json", Said::json(200, &reports));
    let near = with(&city, as_specified()).near("12", corner(), now()).await.unwrap();
    assert_eq!(near.iter().map(|report| report.id.as_str()).collect::<Vec<_>>(), ["nearest", "farther"]);
    assert_eq!(
        city.queries("/requests.json"),
        [("service_code".into(), "12".into()), ("status".into(), "open".into())]
    );
}

#[tokio::test]
async fn a_city_that_knows_places_is_asked_by_place() {
    let city = City::start().await;
    city.says("GET /requests.json", Said::json(200, &json!([])));
    with(&city, Profile { by_place: true, ..as_specified() }).near("12", corner(), now()).await.unwrap();
    let pairs = city.queries("/requests.json");
    for pair in [("lat", "61.5"), ("long", "23.75"), ("radius", "200")] {
        assert!(pairs.contains(&(pair.0.into(), pair.1.into())), "{pairs:?}");
    }
}

// --- sending ---

#[tokio::test]
async fn aino_reports_a_pothole_and_tells_nobody_who_she_is() {
    let city = City::start().await;
    let answer =
        json!([{ "service_request_id": "000293", "service_notice": "Korjataan viikossa.", "account_id": null }]);
    city.says("POST /requests.json", Said::json(201, &answer));
    let profile = Profile { jurisdiction: Some("haikkala".into()), key: Key::Is("sovellus".into()), ..as_specified() };
    let posted = sent(&with(&city, profile), pothole()).await.unwrap();
    let report = posted.report.unwrap();
    assert_eq!((report.id.as_str(), report.token, report.status.code), ("000293", None, CaseStatus::Received));
    assert_eq!(report.description.unwrap().as_str(), TEXT);
    assert_eq!((report.position, report.requested_at), (Some(corner()), Some(Moment::Instant(now()))));
    assert_eq!(posted.notice.unwrap().as_str(), "Korjataan viikossa.");
    let asked = city.last();
    assert_eq!(asked.header("content-type"), "application/x-www-form-urlencoded");
    assert_eq!(
        asked.form(),
        [
            ("jurisdiction_id", "haikkala"),
            ("api_key", "sovellus"),
            ("service_code", "12"),
            ("lat", "61.5"),
            ("long", "23.75"),
            ("address_string", "Satamatie 3"),
            ("description", TEXT),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
}

#[tokio::test]
async fn who_reports_goes_along_only_where_the_resident_said_so() {
    let city = City::start().await;
    city.says("POST /requests.json", Said::json(200, &json!([{ "service_request_id": "1" }])));
    let api = with(&city, as_specified());
    sent(&api, Report { reporter: Some(aino()), ..pothole() }).await.unwrap();
    let form = city.last().form();
    let of = |name: &str| form.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
    assert_eq!(
        (of("first_name"), of("last_name"), of("email"), of("phone")),
        (Some(NAME), Some("Virta"), Some(EMAIL), None)
    );
    for nobody in [None, Some(Reporter::default()), Some(Reporter { phone: " ".into(), ..Reporter::default() })] {
        sent(&api, Report { reporter: nobody, ..pothole() }).await.unwrap();
        let names: Vec<_> = city.last().form().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["service_code", "lat", "long", "address_string", "description"]);
    }
}

#[tokio::test]
async fn replies_are_attributes_with_the_keys_of_what_was_chosen() {
    let city = City::start().await;
    city.says("POST /requests.json", Said::json(200, &json!([{ "service_request_id": "1" }])));
    let replies = vec![
        reply("KOKO", " 1 200,5", &[]),
        reply("MILLOIN", "2026-11-26T17:30", &[]),
        reply("MITÄ", "", &["b"]),
        reply("HAITTA", "", &["a", "b"]),
        reply("LISÄKSI", " ", &[]),
        reply("VIERAS", "ei kysytty", &[]),
    ];
    let report = Report { form: Some(form()), replies, ..pothole() };
    let attributes = |form: Vec<(String, String)>| -> Vec<_> {
        form.into_iter().filter(|(name, _)| name.starts_with("attribute")).collect()
    };
    let expected = |moment: &str| {
        [
            ("attribute[KOKO]", "1200.5"),
            ("attribute[MILLOIN]", moment),
            ("attribute[MITÄ]", "b"),
            ("attribute[HAITTA][]", "a"),
            ("attribute[HAITTA][]", "b"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    sent(&with(&city, as_specified()), report.clone()).await.unwrap();
    assert_eq!(attributes(city.last().form()), expected("2026-11-26T17:30:00+02:00"));
    sent(&with(&city, Profile { zoned: false, ..as_specified() }), report).await.unwrap();
    assert_eq!(attributes(city.last().form()), expected("2026-11-26T17:30:00"));
}

#[tokio::test]
async fn an_hour_that_comes_twice_or_not_at_all_is_an_hour_all_the_same() {
    let city = City::start().await;
    city.says("POST /requests.json", Said::json(200, &json!([{ "service_request_id": "1" }])));
    let api = with(&city, as_specified());
    for (wall, sent_as) in
        [("2026-10-25T03:30", "2026-10-25T03:30:00+03:00"), ("2026-03-29T03:30", "2026-03-29T04:30:00+03:00")]
    {
        let replies = vec![reply("KOKO", "1", &[]), reply("MILLOIN", wall, &[])];
        sent(&api, Report { form: Some(form()), replies, ..pothole() }).await.unwrap();
        let form = city.last().form();
        assert!(form.contains(&("attribute[MILLOIN]".into(), sent_as.into())), "{form:?}");
    }
}

#[tokio::test]
async fn what_cannot_be_sent_is_told_before_anything_is_sent() {
    let city = City::start().await;
    let needs = Profile { position_needed: true, reporter_needed: true, description: 10, ..as_specified() };
    let api = with(&city, needs);
    let report = Report {
        service: None,
        place: Place { address: "Satamatie 3".into(), position: None },
        form: Some(form()),
        replies: vec![reply("MILLOIN", "eilen", &[])],
        ..pothole()
    };
    let photo = Photo { name: "kuoppa.jpg".into(), media_type: "image/jpeg".into(), bytes: vec![1] };
    let Err(LetterError::Refused(Refusal::NotAccepted(mut flaws))) =
        api.send_report(&reported(report), &[photo], now()).await
    else {
        panic!("it cannot be sent")
    };
    flaws.sort_unstable();
    assert_eq!(
        flaws,
        [
            (Field::Body, Flaw::TooLong(10)),
            (Field::Attachments, Flaw::NotAccepted),
            (Field::Question(0), Flaw::Missing),
            (Field::Question(1), Flaw::NotAccepted),
            (Field::Service, Flaw::Missing),
            (Field::Place, Flaw::NotAccepted),
            (Field::Reporter, Flaw::Missing),
        ]
    );
    assert_eq!(city.targets(), [""; 0]);
    let other = api.send_report(&letter(Kind::Letter), &[], now()).await;
    assert_eq!(other, Err(LetterError::Refused(Refusal::Unsupported)));
}

#[tokio::test]
async fn where_a_city_takes_only_addresses_of_photographs_none_go() {
    let city = City::start().await;
    let api = with(&city, as_specified());
    assert_eq!(api.caps().photos, 0);
    let photo = Photo { name: "kuoppa.jpg".into(), media_type: "image/jpeg".into(), bytes: vec![1] };
    let refused = api.send_report(&reported(pothole()), &[photo], now()).await;
    let flaws = vec![(Field::Attachments, Flaw::NotAccepted)];
    assert_eq!(refused, Err(LetterError::Refused(Refusal::NotAccepted(flaws))));
}

#[tokio::test]
async fn photographs_go_as_files_in_the_field_that_the_city_names() {
    let city = City::start().await;
    city.says("GET /services.json", Said::text(SERVICES));
    city.says("GET /discovery.json", discovery(&json!({ "photos": 2 })));
    city.says("POST /requests.json", Said::json(200, &json!([{ "service_request_id": "1" }])));
    let photos = [("kuoppa.jpg", "image/jpeg", 200_u8), ("pyörä.png", "image/png", 201)]
        .map(|(name, kind, byte)| Photo { name: name.into(), media_type: kind.into(), bytes: vec![byte; 3] });
    let six_city = Profile { photos: Some(Photos { field: "media".into(), most: 5 }), ..as_specified() };
    for (api, field) in [(plain(&city), "media[]"), (with(&city, six_city), "media")] {
        api.send_report(&reported(pothole()), &photos, now()).await.unwrap();
        let asked = city.last();
        assert!(asked.header("content-type").starts_with("multipart/form-data; boundary="));
        let parts = asked.parts();
        let names: Vec<_> = parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["service_code", "lat", "long", "address_string", "description", field, field]);
        assert_eq!(parts[4].bytes, TEXT.as_bytes());
        assert_eq!((parts[5].file.as_deref(), parts[5].media_type.as_str()), (Some("kuoppa.jpg"), "image/jpeg"));
        assert_eq!((&parts[5].bytes, &parts[6].bytes), (&vec![200; 3], &vec![201; 3]));
    }
}

#[tokio::test]
async fn a_server_that_speaks_only_xml_gets_reports_and_answers_in_xml() {
    let city = City::start().await;
    city.says(
        "GET /services.xml",
        Said::xml("<services><service><service_code>12</service_code></service></services>"),
    );
    let answer = "<service_requests><request><service_request_id>7</service_request_id></request></service_requests>";
    city.says("POST /requests.xml", Said::xml(answer));
    let posted = sent(&plain(&city), pothole()).await.unwrap();
    assert_eq!(posted.report.unwrap().id.as_str(), "7");
}

#[tokio::test]
async fn a_batch_gives_a_token_and_a_black_box_gives_nothing() {
    let city = City::start().await;
    let api = with(&city, as_specified());
    city.says("POST /requests.json", Said::json(200, &json!([{ "token": "odota-1" }])));
    let report = sent(&api, pothole()).await.unwrap().report.unwrap();
    assert_eq!(report.id.as_str(), "token:odota-1");
    assert_eq!(report.token, Some(Token { token: "odota-1".into(), id: None }));
    city.says("POST /requests.json", Said::json(200, &json!([{ "service_notice": "Kiitos." }])));
    let posted = sent(&api, pothole()).await.unwrap();
    assert_eq!((posted.report, posted.notice), (None, Some("Kiitos.".into())));
    // Words alone do not say whether it was taken.
    for words in [json!({ "message": "Report created" }), json!([{ "code": 200, "description": "OK" }]), json!({})] {
        city.says("POST /requests.json", Said::json(200, &words));
        let Err(LetterError::Failed(error)) = sent(&api, pothole()).await else { panic!("{words}") };
        assert!(error.may_have_arrived(), "{words}");
    }
    // An empty answer says of a black box that it was taken, and of others nothing.
    city.says("POST /requests.json", Said::text(""));
    let blackbox = Report { service: Some(Box::new(service(ServiceType::Blackbox))), ..pothole() };
    assert_eq!(sent(&api, blackbox).await, Ok(Posted { report: None, notice: None }));
    let Err(LetterError::Failed(error)) = sent(&api, pothole()).await else { panic!("nothing was said") };
    assert!(error.may_have_arrived());
}

#[tokio::test]
async fn refusals_of_a_report_are_told_apart() {
    let fault = |words: &str| json!([{ "code": "400", "description": words }]);
    let not_accepted = |flaws: Vec<(Field, Flaw)>| Err(LetterError::Refused(Refusal::NotAccepted(flaws)));
    let missing = not_accepted(vec![(Field::Place, Flaw::Missing)]);
    let question = not_accepted(vec![(Field::Question(0), Flaw::Missing)]);
    let refused = |refusal| Err(LetterError::Refused(refusal));
    let unavailable = |status| Err(LetterError::Failed(ConnectorError::Unavailable { status, retry_after: None }));
    let page = "<!DOCTYPE html><html><body>Virhe</body></html>";
    for (said, expected) in [
        (Said::json(400, &fault("lat was not provided")), missing.clone()),
        (Said::json(422, &json!({ "errors": fault("address_string is missing") })), missing.clone()),
        (Said::json(200, &fault("location missing")), missing),
        (Said::json(400, &fault("attribute[KOKO] is required")), question),
        (Said::json(400, &fault("No.")), not_accepted(Vec::new())),
        (Said::json(401, &fault("api_key")), refused(Refusal::NotAllowed)),
        (Said::html(403, page), refused(Refusal::NotAllowed)),
        (Said::html(404, page), refused(Refusal::Gone)),
        (Said::status(405), refused(Refusal::Unsupported)),
        (Said::html(413, page), refused(Refusal::TooLarge)),
        (Said::html(400, page), unavailable(400)),
        (Said::html(500, page), unavailable(500)),
        (Said::status(503), unavailable(503)),
        (Said::status(429), unavailable(429)),
    ] {
        let city = City::start().await;
        city.says("POST /requests.json", said.clone());
        let report =
            Report { form: Some(form()), replies: vec![reply("KOKO", "1", &[])], reporter: Some(aino()), ..pothole() };
        assert_eq!(sent(&with(&city, as_specified()), report).await, expected, "{said:?}");
    }
}

#[tokio::test]
async fn what_fails_before_a_report_is_sent_leaves_no_doubt() {
    for (services, discovery) in [(Said::status(500), Said::status(404)), (Said::text(SERVICES), Said::status(503))] {
        let city = City::start().await;
        city.says("GET /services.json", services);
        city.says("GET /discovery.json", discovery);
        let Err(LetterError::Failed(error)) = sent(&plain(&city), pothole()).await else { panic!("it is not sent") };
        assert!(!error.may_have_arrived(), "{error:?}");
        assert!(city.targets().iter().all(|target| !target.starts_with("POST")));
    }
}

#[tokio::test]
async fn a_report_that_is_redirected_may_have_been_taken_and_goes_to_nobody_else() {
    let stranger = City::start().await;
    for (status, location) in [
        (307, stranger.base.join("requests.json").unwrap().to_string()),
        (303, stranger.base.join("thanks").unwrap().to_string()),
        (303, "/thanks".to_owned()),
    ] {
        let city = City::start().await;
        city.says("POST /requests.json", Said::status(status).with("Location", &location));
        city.says("GET /thanks", Said::html(200, "<html><body>Kiitos</body></html>"));
        let answer = sent(&with(&city, as_specified()), Report { reporter: Some(aino()), ..pothole() }).await;
        let Err(LetterError::Failed(error)) = answer else { panic!("{answer:?}") };
        assert!(error.may_have_arrived(), "{error:?}");
    }
    assert_eq!(stranger.targets(), [""; 0]);
}

#[tokio::test]
async fn no_error_says_what_was_sent_or_who_sent_it() {
    let echo = format!("description {TEXT} of {NAME} {EMAIL} is wrong");
    let mut said = Vec::new();
    for answer in [
        Said::json(400, &json!([{ "code": EMAIL, "description": echo }])),
        Said::json(200, &json!([{ "code": 1, "description": echo }])),
        Said::html(500, &format!("<html>{echo}</html>")),
        Said::text(&echo),
        Said::status(302).with("Location", &format!("https://evil.example/?{EMAIL}")),
    ] {
        let city = City::start().await;
        city.says("POST /requests.json", answer);
        let api = with(&city, Profile { key: Key::Is("avain-ei-lokiin".into()), ..as_specified() });
        let outcome = sent(&api, Report { reporter: Some(aino()), ..pothole() }).await.unwrap_err();
        if let LetterError::Failed(error) = &outcome {
            said.push(error.to_string());
        }
        said.push(format!("{outcome:?} {api:?}"));
    }
    let said = said.concat();
    for secret in [TEXT, NAME, EMAIL, "kuoppa", "avain-ei-lokiin"] {
        assert!(!said.contains(secret), "{secret}: {said}");
    }
}

// --- the report that may be one's own ---

async fn twin_among(reports: Value, report: Report) -> Option<String> {
    let city = City::start().await;
    city.says("GET /requests.json", Said::json(200, &reports).with("Date", "Fri, 27 Nov 2026 10:00:00 GMT"));
    let twin = with(&city, as_specified()).twin(&reported(report), sent_at(), now()).await.unwrap();
    twin.map(|twin| twin.id.to_string())
}

fn sent_at() -> DateTime<Utc> {
    "2026-11-27T09:59:00Z".parse().unwrap()
}

#[tokio::test]
async fn a_report_whose_answer_was_lost_is_found_by_kind_place_time_and_text() {
    let own = json!({ "description": format!("  {}  ", TEXT.replace(", ", ",\n")), "lat": "61.50001", "address": "Satamatie 3, Haikkala" });
    let found = twin_among(json!([report_json("7", own)]), pothole()).await;
    assert_eq!(found.as_deref(), Some("7"), "spaces, rounding and the city's name make no difference");
    for (other, why) in [
        (json!({ "service_code": "13" }), "another kind"),
        (json!({ "description": "Pieni kuoppa" }), "another text"),
        (json!({ "lat": 61.51 }), "another place"),
        (json!({ "requested_datetime": "2026-11-26T09:59:00Z" }), "another time"),
        (json!({ "requested_datetime": "2026-11-26" }), "another day"),
        (json!({ "description": null, "lat": 61.5001 }), "no text, and not quite the place"),
        (json!({ "description": null, "lat": null, "address": "" }), "nothing to know it by"),
    ] {
        assert_eq!(twin_among(json!([report_json("7", other)]), pothole()).await, None, "{why}");
    }
    for (own, why) in [
        (json!({ "requested_datetime": "2026-11-27" }), "only the day"),
        (json!({ "requested_datetime": "2026-11-27T11:59:10" }), "no zone: the clock in Finland"),
        (json!({ "requested_datetime": "" }), "no time"),
        (json!({ "description": "" }), "no text, and exactly the place"),
        (json!({ "lat": null, "long": null }), "no position, and the address"),
        (json!({ "service_code": null }), "no kind: it was asked for"),
    ] {
        assert_eq!(twin_among(json!([report_json("7", own)]), pothole()).await.as_deref(), Some("7"), "{why}");
    }
}

#[tokio::test]
async fn of_several_twins_the_earliest_is_the_one() {
    let reports = json!([
        report_json("later", json!({ "requested_datetime": "2026-11-27T10:05:00Z" })),
        report_json("another", json!({ "description": "Jotain muuta" })),
        report_json("first", json!({ "requested_datetime": "2026-11-27T10:00:00Z" })),
    ]);
    assert_eq!(twin_among(reports.clone(), pothole()).await.as_deref(), Some("first"));
    // Who reported the same twice knows one of them already.
    let city = City::start().await;
    city.says("GET /requests.json", Said::json(200, &reports));
    let twins = with(&city, as_specified()).twins(&reported(pothole()), sent_at(), now()).await.unwrap();
    assert_eq!(twins.iter().map(|twin| twin.id.as_str()).collect::<Vec<_>>(), ["first", "later"]);
}

#[tokio::test]
async fn a_wrong_clock_of_the_device_hides_no_twin() {
    let city = City::start().await;
    // The device is five hours ahead of the city.
    let reports = json!([report_json("7", json!({ "requested_datetime": "2026-11-27T04:59:30Z" }))]);
    city.says("GET /requests.json", Said::json(200, &reports).with("Date", "Fri, 27 Nov 2026 05:00:00 GMT"));
    let twin = with(&city, as_specified()).twin(&reported(pothole()), sent_at(), now()).await.unwrap();
    assert_eq!(twin.unwrap().id.as_str(), "7");
    let pairs = city.queries("/requests.json");
    assert_eq!(pairs[0], ("service_code".into(), "12".into()));
    assert_eq!(pairs[1], ("start_date".into(), "2026-11-26T11:59:00+02:00".into()));
}

// --- following ---

async fn followed(api: &Open311, reports: &[ServiceRequest]) -> Vec<Record> {
    let Pulled::Page { page, .. } = api.follow(reports, Some(&connector_cursor()), now()).await.unwrap() else {
        return Vec::new();
    };
    support::records(&page.changes)
}

fn connector_cursor() -> domain::change::Cursor {
    domain::change::Cursor::new("2026-11-26T10:00:00Z")
}

#[tokio::test]
async fn who_follows_nothing_asks_nobody() {
    let city = City::start().await;
    let api = with(&city, as_specified());
    let first = api.follow(&[], None, now()).await.unwrap();
    let Pulled::Page { page, .. } = first else { panic!("who the resident is comes first") };
    assert!(matches!(&support::records(&page.changes)[..], [Record::Party(party)] if party.key.as_str() == "self"));
    assert_eq!(page.next.as_str(), "2026-11-27T10:00:00Z");
    assert_eq!(api.follow(&[], Some(&page.next), now()).await.unwrap(), Pulled::NothingNew { date: None });
    assert!(!api.has_news(&[]).await.unwrap());
    assert_eq!(city.targets(), [""; 0]);
}

#[tokio::test]
async fn what_the_authority_writes_is_a_message_once() {
    let city = City::start().await;
    let closed = json!({
        "status": "closed", "status_notes": "Kuoppa on paikattu.", "updated_datetime": "2026-11-26T08:00:00Z",
        "agency_responsible": "Kadunpito", "description": "", "requested_datetime": "2026-11-20T10:00:00Z",
    });
    city.says("GET /requests/7.json", Said::json(200, &json!([report_json("7", closed)])));
    let api = with(&city, as_specified());
    assert!(api.has_news(&[known("7")]).await.unwrap());
    let records = followed(&api, &[known("7")]).await;
    let [Record::ServiceRequest(report), Record::Message(message)] = &records[..] else { panic!("{records:?}") };
    assert_eq!(
        (report.status.code, report.status_notes.as_ref().unwrap().as_str()),
        (CaseStatus::Closed, "Kuoppa on paikattu.")
    );
    assert_eq!(report.description.as_ref().unwrap().as_str(), TEXT, "what the resident wrote stays");
    assert_eq!((message.case.as_ref().unwrap().as_str(), message.party.as_str()), ("7", "self"));
    assert_eq!((only(&message.title).1, only(&message.body).1), ("Kuoppa", "Kuoppa on paikattu."));
    assert_eq!(only(message.sender.as_ref().unwrap()).1, "Kadunpito");
    assert_eq!(message.direction, Direction::Incoming);
    assert_eq!(message.sent_at, Moment::Instant("2026-11-26T08:00:00Z".parse().unwrap()));
    assert!(message.id.as_str().starts_with("7/note/"), "{}", message.id);
    // Once more, nothing is new.
    assert_eq!(followed(&api, std::slice::from_ref(&**report)).await, []);
    // Another note is another message; the first one again is the first message again.
    let id = message.id.clone();
    let earlier = ServiceRequest { status_notes: Some("Siirretty.".into()), ..(**report).clone() };
    let again = followed(&api, &[earlier]).await;
    assert_eq!(again[1].id(), &id);
}

#[tokio::test]
async fn a_report_that_the_city_does_not_show_any_more_stays_as_it_is() {
    let city = City::start().await;
    city.says("GET /requests/8.json", Said::json(200, &json!([report_json("8", json!({ "status": "closed" }))])));
    city.says("GET /requests/9.json", Said::html(410, "<html></html>"));
    let records = followed(&with(&city, as_specified()), &[known("7"), known("8"), known("9")]).await;
    assert_eq!(records.iter().map(|record| record.id().as_str()).collect::<Vec<_>>(), ["8"]);
}

#[tokio::test]
async fn a_report_that_was_closed_long_ago_is_not_asked_for() {
    let city = City::start().await;
    let closed = |id: &str, at: &str| ServiceRequest {
        status: Status { code: CaseStatus::Closed, wording: None },
        updated_at: Moment::parse(at),
        ..known(id)
    };
    let api = with(&city, as_specified());
    assert_eq!(followed(&api, &[closed("old", "2026-08-01T10:00:00Z"), closed("new", "2026-11-01")]).await, []);
    assert_eq!(city.targets(), ["GET /requests/new.json"]);
    assert!(!api.has_news(&[closed("new", "2026-11-01")]).await.unwrap());
    assert_eq!(city.targets().len(), 1, "whether there is news is asked for what is open");
}

#[tokio::test]
async fn several_reports_are_one_question_and_what_was_not_asked_for_is_not_taken() {
    let city = City::start().await;
    let all = json!([
        report_json("7", json!({ "status": "closed" })),
        report_json("other", json!({ "status": "closed" })),
        report_json("8", json!({ "status": "closed" })),
        { "service_request_id": "" },
    ]);
    city.says("GET /requests.json", Said::json(200, &all));
    let api = with(&city, Profile { several_ids: true, ..as_specified() });
    let records = followed(&api, &[known("7"), known("8")]).await;
    assert_eq!(records.iter().map(|record| record.id().as_str()).collect::<Vec<_>>(), ["7", "8"]);
    assert_eq!(city.targets(), ["GET /requests.json?service_request_id=7%2C8"], "and no other filter");
}

#[tokio::test]
async fn a_number_with_zeros_in_front_is_followed_and_another_report_is_not_taken_for_it() {
    let city = City::start().await;
    city.says("GET /requests/0007.json", Said::json(200, &json!([{ "service_request_id": 7, "status": "closed" }])));
    city.says("GET /requests/0008.json", Said::json(200, &json!([{ "service_request_id": 80, "status": "closed" }])));
    let records = followed(&with(&city, as_specified()), &[known("0007"), known("0008")]).await;
    assert_eq!(records.iter().map(|record| record.id().as_str()).collect::<Vec<_>>(), ["0007"]);
}

#[tokio::test]
async fn nobody_is_asked_by_the_time_of_a_change_which_only_some_dialects_know() {
    for name in ["helsinki", "six-city", "plain"] {
        let city = City::start().await;
        city.says("GET /requests.json", Said::json(200, &json!([])));
        let api = with(&city, Profile { format: Some(Format::Json), ..Profile::named(name).unwrap() });
        followed(&api, &[known("7")]).await;
        api.requests(now()).await.unwrap();
        assert!(city.targets().iter().all(|target| !target.contains("updated_after")), "{:?}", city.targets());
    }
}

#[tokio::test]
async fn a_token_is_exchanged_for_an_id_and_the_report_keeps_its_name_here() {
    let city = City::start().await;
    let waiting = ServiceRequest { token: Some(Token { token: "odota-1".into(), id: None }), ..known("token:odota-1") };
    let api = with(&city, as_specified());
    assert_eq!(followed(&api, std::slice::from_ref(&waiting)).await, [], "the city has no id for it yet");
    city.says("GET /tokens/odota-1.json", Said::json(200, &json!([{ "token": "odota-1", "service_request_id": "" }])));
    assert_eq!(followed(&api, std::slice::from_ref(&waiting)).await, []);
    city.says(
        "GET /tokens/odota-1.json",
        Said::json(200, &json!([{ "token": "odota-1", "service_request_id": "77" }])),
    );
    city.says("GET /requests/77.json", Said::json(200, &json!([report_json("77", json!({ "status": "closed" }))])));
    assert!(api.has_news(std::slice::from_ref(&waiting)).await.unwrap());
    let records = followed(&api, &[waiting]).await;
    let [Record::ServiceRequest(report)] = &records[..] else { panic!("{records:?}") };
    assert_eq!((report.id.as_str(), report.status.code), ("token:odota-1", CaseStatus::Closed));
    assert_eq!(report.token, Some(Token { token: "odota-1".into(), id: Some(RemoteId::new("77")) }));
    // From then on the token is not asked for.
    let before = city.targets().len();
    followed(&api, std::slice::from_ref(&**report)).await;
    assert_eq!(city.targets()[before..], ["GET /requests/77.json"]);
}

#[tokio::test]
async fn a_bad_report_is_told_and_the_others_are_followed() {
    let city = City::start().await;
    city.says(
        "GET /requests/7.json",
        Said::json(200, &json!([{ "service_request_id": ["x", 1] , "lat": { "a": [] } }, 7])),
    );
    city.says("GET /requests/8.json", Said::json(200, &json!([report_json("8", json!({ "status": "closed" }))])));
    let api = with(&city, as_specified());
    let Pulled::Page { page, .. } =
        api.follow(&[known("7"), known("8")], Some(&connector_cursor()), now()).await.unwrap()
    else {
        panic!("there is news")
    };
    assert_eq!(page.quarantined.len(), 1);
    assert!(support::records(&page.changes).iter().any(|record| record.id().as_str() == "8"));
}

#[tokio::test]
async fn a_city_that_is_away_loses_nothing() {
    let city = City::start().await;
    city.says("GET /requests/7.json", Said::status(503));
    let api = with(&city, as_specified());
    let outcome = api.follow(&[known("7")], None, now()).await;
    assert!(matches!(outcome, Err(ConnectorError::Unavailable { status: 503, .. })), "{outcome:?}");
}

// --- how it went ---

fn went(choices: &[&str], text: &str, contacts: Option<u32>) -> Letter {
    let replies = vec![reply("arvosana", "", choices), reply("teksti", text, &[])];
    letter(Kind::Feedback(Feedback { replies, contacts }))
}

#[tokio::test]
async fn how_it_went_is_told_where_the_city_wants_to_hear_it() {
    let city = City::start().await;
    let id = RemoteId::new("7");
    let api = with(&city, as_specified());
    let unasked = api.send_feedback(&id, &went(&["4"], "", None)).await;
    assert_eq!(unasked, Err(LetterError::Refused(Refusal::Unsupported)));
    city.says("GET /services.json", Said::text(SERVICES));
    city.says("GET /discovery.json", discovery(&json!({ "feedback": true })));
    city.says("POST /requests/7/feedback.json", Said::status(204));
    let api = plain(&city);
    for (letter, body) in [
        (went(&["4"], " Nopeaa! ", Some(2)), json!({ "rating": 4, "text": "Nopeaa!", "contacts": 2 })),
        (went(&[], "", None), json!({ "rating": null, "text": "", "contacts": null })),
        (went(&["6"], "", None), json!({ "rating": null, "text": "", "contacts": null })),
    ] {
        api.send_feedback(&id, &letter).await.unwrap();
        let asked = city.last();
        assert_eq!(asked.target, "POST /requests/7/feedback.json");
        assert_eq!(serde_json::from_slice::<Value>(&asked.body).unwrap(), body);
    }
    for (status, refusal) in [(409, Refusal::Closed), (404, Refusal::Gone), (403, Refusal::NotAllowed)] {
        city.says("POST /requests/7/feedback.json", Said::status(status));
        assert_eq!(api.send_feedback(&id, &went(&["4"], "", None)).await, Err(LetterError::Refused(refusal)));
    }
    let other = api.send_feedback(&id, &reported(pothole())).await;
    assert_eq!(other, Err(LetterError::Refused(Refusal::Unsupported)));
}

// --- as a connected service ---

#[tokio::test]
async fn a_city_is_connected_without_a_sign_in_and_keeps_nothing_of_the_residents() {
    let city = City::start().await;
    let service = Service::openly(http(), city.base.clone()).unwrap();
    assert_eq!(service.kind(), SourceKind::Open311);
    assert!(service.open311().is_some() && service.resident().is_none());
    let Pulled::Page { page, .. } = service.pull(None, None, 100, now()).await.unwrap() else { panic!("first of all") };
    assert!(matches!(&support::records(&page.changes)[..], [Record::Party(_)]));
    let after = service.pull(Some(&page.next), None, 100, now()).await.unwrap();
    assert_eq!(after, Pulled::NothingNew { date: None });
    assert!(!service.news(&page.next, None).await.unwrap().any);
    service.end_session().await.unwrap();
    assert_eq!(city.targets(), [""; 0]);
    let insecure = Service::openly(http(), "http://haikkala.example/".parse().unwrap());
    assert_eq!(insecure.err(), Some(ConnectorError::Insecure));
}

#[tokio::test]
async fn a_name_that_would_climb_is_asked_for_nowhere() {
    let city = City::start().await;
    let api = with(&city, as_specified());
    for name in ["", ".", ".."] {
        assert_eq!(api.definition(name).await.err(), Some(ConnectorError::NotFound), "{name}");
        assert_eq!(api.request(&RemoteId::new(name)).await.err(), Some(ConnectorError::NotFound), "{name}");
    }
    assert_eq!(city.targets(), [""; 0]);
    let _ = api.request(&RemoteId::new("a/../b?c")).await;
    assert_eq!(city.targets(), ["GET /requests/a%2F..%2Fb%3Fc.json"]);
}

/// Texts of the server are cleaned like everywhere.
#[tokio::test]
async fn a_note_of_the_server_cannot_turn_around_what_is_beside_it() {
    let city = City::start().await;
    let answer = json!([{ "service_request_id": "1", "service_notice": "Kiitos \u{202e}sotiik" }]);
    city.says("POST /requests.json", Said::json(200, &answer));
    let notice = sent(&with(&city, as_specified()), pothole()).await.unwrap().notice;
    assert_eq!(notice, Some(ServerText::new("Kiitos sotiik")));
}
