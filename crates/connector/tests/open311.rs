//! Open311: every dialect in own fixtures, and recorded answers of real cities.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use connector::{Landed, Limits, open311::parse};
use domain::{
    case::CaseStatus,
    record::Record,
    report::{Position, ServiceRequest, ServiceType},
    text::ServerText,
    time::Moment,
};
use support::{only, recorded, records};

fn read(bytes: impl AsRef<[u8]>) -> Landed {
    parse::requests(bytes.as_ref(), &Limits::default()).unwrap()
}

fn reports(landed: &Landed) -> Vec<ServiceRequest> {
    assert_eq!(landed.quarantined, []);
    records(&landed.changes)
        .into_iter()
        .map(|record| match record {
            Record::ServiceRequest(request) => *request,
            other => panic!("{other:?}"),
        })
        .collect()
}

fn unreadable(bytes: &str) -> String {
    parse::requests(bytes.as_bytes(), &Limits::default()).unwrap_err().to_string()
}

/// The same report as four servers would write it.
const DIALECTS: [&str; 5] = [
    r#"[{"service_request_id":"007","service_code":12,"service_name":"Katuvalo","status":"open","description":"Lamppu & pylväs",
        "requested_datetime":"2026-11-17T09:12:00+02:00","updated_datetime":"","lat":60.17,"long":24.94,
        "agency_responsible":"Kadunpito","address":null,"media_url":"http://kuvat.example/1.jpg"}]"#,
    r#"{"service_requests":[{"service_request_id":"007","service_code":"12","service_name":"Katuvalo","status":"open",
        "description":"Lamppu & pylväs","requested_datetime":"2026-11-17T09:12:00+02:00","lat":"60.17","long":"24.94",
        "agency_responsible":{"recipient":["Kadunpito"]}}]}"#,
    r#"{"service_requests":{"request":{"service_request_id":"007","service_code":"12","service_name":"Katuvalo",
        "status":"open","description":"Lamppu & pylväs","requested_datetime":"2026-11-17 09:12:00+02:00","lat":"60.17",
        "long":"24.94","agency_responsible":"Kadunpito"}}}"#,
    "<?xml version='1.0'?><service_requests><request><service_request_id>007</service_request_id>
        <service_code>12</service_code><service_name>Katuvalo</service_name><status>open</status>
        <description>Lamppu &amp; pylv&#228;s</description><requested_datetime>2026-11-17T09:12:00+02:00</requested_datetime>
        <updated_datetime/><lat>60.17</lat><long>24.94</long><agency_responsible>Kadunpito</agency_responsible>
        </request></service_requests>",
    "\u{FEFF}<service_requests type='array'><request><service_request_id> 007 </service_request_id><service_code>12</service_code>
        <service_name>Katuvalo</service_name><status>open</status><description><![CDATA[Lamppu & pylväs]]></description>
        <requested_datetime>2026-11-17T09:12:00+02:00</requested_datetime><lat>60.17</lat><long>24.94</long>
        <agency_responsible><recipient>Kadunpito</recipient></agency_responsible><!-- ok --></request></service_requests>",
];

#[test]
fn ainos_report_is_the_same_in_every_dialect() {
    let all: Vec<_> = DIALECTS.iter().map(|dialect| reports(&read(dialect))).collect();
    for (reports, dialect) in all.iter().zip(DIALECTS) {
        assert_eq!(reports, &all[0], "{dialect}");
    }
    let report = &all[0][0];
    assert_eq!(report.id.as_str(), "007");
    assert_eq!(only(&report.service).1, "Katuvalo");
    assert_eq!(report.service_code.as_deref(), Some("12"));
    assert_eq!(report.description.as_ref().unwrap().as_str(), "Lamppu & pylväs");
    assert_eq!((report.status.code, only(report.status.wording.as_ref().unwrap()).1), (CaseStatus::Received, "open"));
    assert_eq!(report.agency.as_ref().unwrap().as_str(), "Kadunpito");
    assert_eq!(report.requested_at, Some(Moment::Instant("2026-11-17T07:12:00Z".parse().unwrap())));
    assert_eq!((report.updated_at, &report.address, &report.media), (None, &None, &None));
    assert_eq!(report.position, Position::new(60.17, 24.94));
}

#[test]
fn long_numbers_and_zeros_in_front_stay_as_they_are() {
    let ids = |json: &str| reports(&read(json)).iter().map(|report| report.id.to_string()).collect::<Vec<_>>();
    let json = r#"[{"service_request_id":123456789012345678901234567890},{"service_request_id":"000123"},
        {"service_request_id":7},{"service_request_id":"4ffa9cad6018277d4000007b00000000"}]"#;
    assert_eq!(ids(json), ["123456789012345678901234567890", "000123", "7", "4ffa9cad6018277d4000007b00000000"]);
}

#[test]
fn times_are_as_precise_as_the_server_made_them() {
    let json = r#"[{"service_request_id":"1","requested_datetime":"2026-11-17T09:12:00",
        "updated_datetime":"2026-11-18","expected_datetime":"pian"}]"#;
    let report = &reports(&read(json))[0];
    assert_eq!(report.requested_at, Some(Moment::Local("2026-11-17T09:12:00".parse().unwrap())));
    assert_eq!(report.updated_at, Some(Moment::Day("2026-11-18".parse().unwrap())));
    assert_eq!(report.expected_at, None);
}

#[test]
fn a_place_that_is_none_is_left_out() {
    for place in
        [r#""lat":0,"long":0"#, r#""lat":"x","long":"24""#, r#""lat":"NaN","long":"inf""#, r#""lat":91,"long":0"#]
    {
        let json = format!(r#"[{{"service_request_id":"1",{place}}}]"#);
        assert_eq!(reports(&read(json))[0].position, None, "{place}");
    }
}

#[test]
fn words_of_the_authority_are_kept_when_the_app_has_none() {
    for (word, code) in [
        ("closed", CaseStatus::Closed),
        ("In Progress", CaseStatus::InProgress),
        ("odottaa varaosaa", CaseStatus::Unknown),
    ] {
        let json = format!(r#"[{{"service_request_id":"1","status":"{word}"}}]"#);
        let status = &reports(&read(json))[0].status;
        assert_eq!((status.code, only(status.wording.as_ref().unwrap()).1), (code, word));
    }
}

#[test]
fn a_report_without_an_id_stands_apart_and_the_others_land() {
    let landed = read(
        r#"[{"service_request_id":"1"},{"token":"odota"},{"service_request_id":["2"]},"x",{"service_request_id":""}]"#,
    );
    assert_eq!(landed.changes.len(), 2);
    let details: Vec<_> = landed.quarantined.iter().map(|fault| fault.detail.as_str()).collect();
    assert_eq!(
        details,
        ["service_request_id: not an id", "not of the promised type", "service_request_id: not an id",]
    );
}

#[test]
fn what_is_no_list_of_reports_is_told_as_such() {
    assert_eq!(
        unreadable("<!DOCTYPE html><html><body>502</body></html>"),
        "a document type declaration, as pages of HTML have"
    );
    assert_eq!(unreadable("<html><body><br>502"), "a page of HTML");
    assert_eq!(unreadable(r#"[{"code":"404","description":"jurisdiction_id was not found"}]"#), "an error answer");
    assert_eq!(unreadable("<errors><error><code>403</code></error></errors>"), "an error answer");
    assert_eq!(unreadable("{}"), "an object without records");
    assert_eq!(unreadable(""), "an empty answer");
    assert_eq!(unreadable("<service_requests><request>"), "ends in the middle");
}

#[test]
fn xml_cannot_grow_on_the_device() {
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
        <service_requests><request><description>&b;</description></request></service_requests>"#;
    assert!(unreadable(bomb).contains("document type"));
    let entity = "<service_requests><request><description>&b;</description></request></service_requests>";
    assert_eq!(unreadable(entity), "an entity that XML does not define");
    let deep = format!("<service_requests><request>{}", "<a>".repeat(100_000));
    assert_eq!(unreadable(&deep), "ends in the middle");
    let deep = format!(
        "{deep}{}</request><request><service_request_id>7</service_request_id></request></service_requests>",
        "</a>".repeat(100_000)
    );
    let landed = read(&deep);
    assert_eq!((landed.changes.len(), landed.quarantined.len()), (1, 1), "the one beside it lands");
    assert_eq!(landed.quarantined[0].detail.as_str(), "nested deeper than 32 levels");
    let many = format!("<service_requests>{}</service_requests>", "<request/>".repeat(1001));
    assert_eq!(unreadable(&many), "more than 1000 records");
}

#[test]
fn recorded_reports_of_chicago_are_read() {
    let Some(bytes) = recorded("open311/service_requests.json") else { return };
    let reports = reports(&read(bytes));
    assert_eq!(reports.iter().map(|report| report.id.as_str()).collect::<Vec<_>>(), ["14-01100669", "14-01100627"]);
    let report = &reports[1];
    assert_eq!(report.status_notes.as_ref().unwrap().as_str(), "Locked");
    assert_eq!(report.agency.as_ref().unwrap().as_str(), "DOB - Conservation");
    assert_eq!(report.requested_at, Some(Moment::Instant("2014-07-12T15:48:56Z".parse().unwrap())));
    let position = report.position.unwrap();
    assert!((position.latitude - 41.759_712).abs() < 1e-5 && (position.longitude + 87.636_960).abs() < 1e-5);
}

#[test]
fn recorded_reports_of_toronto_are_read() {
    let Some(bytes) = recorded("open311/requests_many.xml") else { return };
    let reports = reports(&read(bytes));
    assert_eq!(reports.iter().map(|report| report.id.as_str()).collect::<Vec<_>>(), ["101005420892", "101005420894"]);
    let report = &reports[0];
    assert_eq!(only(&report.service).1, "Road - Pot hole");
    assert_eq!((&report.description, report.updated_at, &report.media), (&None, None, &None));
    assert_eq!(report.expected_at, Some(Moment::Instant("2018-08-03T04:01:00Z".parse().unwrap())));
    assert_eq!(report.address.as_ref().unwrap().as_str(), "Warden Ave / Freeman St, Scarborough");
}

#[test]
fn the_recorded_service_list_is_read() {
    let Some(bytes) = recorded("open311/service_list.json") else { return };
    let services = parse::services(&bytes, &Limits::default()).unwrap();
    assert_eq!(services.iter().map(|service| service.code.as_str()).collect::<Vec<_>>(), ["001", "002", "003"]);
    assert_eq!(only(&services[0].name).1, "Cans left out 24x7");
    assert!(services.iter().all(|service| service.has_attributes && service.service_type == ServiceType::Realtime));
    assert_eq!(services[2].keywords.iter().map(ServerText::as_str).collect::<Vec<_>>(), ["lorem", "ipsum", "dolor"]);
}

#[test]
fn service_lists_come_wrapped_and_with_booleans_as_texts() {
    let json = r#"{"services":[{"service_code":5,"service_name":"Roskat","metadata":"false","type":"batch"},{"service_name":"ei koodia"}]}"#;
    let services = parse::services(json.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(services.len(), 1);
    assert_eq!(
        (services[0].code.as_str(), services[0].has_attributes, services[0].service_type),
        ("5", false, ServiceType::Batch)
    );
    let xml = "<services><service><service_code>5</service_code><metadata>true</metadata><keywords>lumi, jää</keywords></service></services>";
    let services = parse::services(xml.as_bytes(), &Limits::default()).unwrap();
    assert_eq!((only(&services[0].name).1, services[0].keywords.len()), ("5", 2));
}

#[test]
fn keywords_come_as_a_text_or_as_a_list() {
    for (json, words) in [
        (r#"[{"service_code":"1","keywords":"kuoppa, reikä"}]"#, ["kuoppa", "reikä"]),
        (r#"[{"service_code":"1","keywords":["kuoppa","reikä"]}]"#, ["kuoppa", "reikä"]),
        (
            "<services><service><service_code>1</service_code><keywords><keyword>kuoppa</keyword><keyword>reikä</keyword>
             </keywords></service></services>",
            ["kuoppa", "reikä"],
        ),
    ] {
        let services = parse::services(json.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(services[0].keywords.iter().map(ServerText::as_str).collect::<Vec<_>>(), words, "{json}");
    }
}

#[test]
fn one_report_may_be_the_root_of_its_answer() {
    for text in [
        r#"{"service_request_id":"007","status":"closed"}"#,
        "<request><service_request_id>007</service_request_id><status>closed</status></request>",
    ] {
        let reports = reports(&read(text));
        assert_eq!((reports.len(), reports[0].id.as_str()), (1, "007"), "{text}");
        assert_eq!(reports[0].status.code, CaseStatus::Closed, "{text}");
    }
    assert_eq!(unreadable("<request/><request/>"), "more than one root element");
}

#[test]
fn only_a_closed_report_asks_how_it_went() {
    for (status, said, asks) in [("closed", "true", true), ("closed", "false", false), ("open", "true", false)] {
        let json = format!(
            r#"[{{"service_request_id":"1","status":"{status}","extended_attributes":{{"asks_feedback":{said}}}}}]"#
        );
        assert_eq!(reports(&read(&json))[0].asks_feedback, asks, "{json}");
        let xml = format!(
            "<service_requests><request><service_request_id>1</service_request_id><status>{status}</status>
             <extended_attributes><asks_feedback>{said}</asks_feedback></extended_attributes></request></service_requests>"
        );
        assert_eq!(reports(&read(&xml))[0].asks_feedback, asks, "{xml}");
    }
}

#[test]
fn a_finer_word_for_where_it_stands_comes_from_extended_attributes() {
    for (detailed, code) in [
        ("RECEIVED", CaseStatus::Received),
        ("IN_PROCESS", CaseStatus::InProgress),
        ("PROCESSED", CaseStatus::Closed),
        ("REJECTED", CaseStatus::Closed),
    ] {
        let json = format!(
            r#"[{{"service_request_id":"1","status":"open","extended_attributes":{{"detailed_status":"{detailed}","title":null}}}}]"#
        );
        assert_eq!(reports(&read(&json))[0].status.code, code, "{detailed}");
    }
}
