//! Open311: what a city asks of a report, says of itself, answers to a report, and calls a place.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use connector::{
    Limits,
    open311::{Definition, Format, Profile, fitting, parse},
};
use domain::{
    form::{Asks, Reply},
    id::RemoteId,
    outgoing::{Field, Flaw},
    report::{Position, ReportService, ServiceType},
    text::Localized,
};
use support::{only, recorded};

fn definition(text: &str) -> Definition {
    parse::definition(text.as_bytes(), &Limits::default()).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn undefined(text: &str) -> String {
    parse::definition(text.as_bytes(), &Limits::default()).unwrap_err().to_string()
}

/// One definition with all six kinds of questions and a note, as three servers would write it.
const DEFINITIONS: [&str; 3] = [
    r#"{"service_code":"12","attributes":[
        {"variable":true,"code":"KUVAUS","datatype":"text","required":false,"order":6,"description":"Mitä muuta?"},
        {"variable":false,"code":"OHJE","datatype":"string","required":false,"order":2,
         "description":"Hätätapauksessa soita 112."},
        {"variable":true,"code":"PYLVÄS","datatype":"string","required":true,"order":1,"description":"Pylvään numero",
         "datatype_description":"Numero on kyltissä"},
        {"variable":true,"code":"MONTAKO","datatype":"number","required":false,"order":3,"description":"Montako?"},
        {"variable":true,"code":"MILLOIN","datatype":"datetime","required":false,"order":4,"description":"Milloin?"},
        {"variable":true,"code":"VIKA","datatype":"singlevaluelist","required":true,"order":5,"description":"Mikä vika?",
         "values":[{"key":"007","name":"Pimeä"},{"key":12,"name":"Vilkkuu"}]},
        {"variable":true,"code":"HAITTA","datatype":"multivaluelist","required":false,"order":7,"description":"Mitä haittaa?",
         "values":[{"key":"a","name":"Melu"}]}]}"#,
    r#"[{"service_code":12,"attributes":[
        {"variable":"true","code":"PYLVÄS","datatype":"String","required":"true","order":"1","description":"Pylvään numero",
         "datatype_description":"Numero on kyltissä"},
        {"variable":"false","code":"OHJE","datatype":"string","required":"false","order":"2",
         "description":"Hätätapauksessa soita 112.","values":null},
        {"variable":"true","code":"MONTAKO","datatype":"number","required":"","order":"3","description":"Montako?","values":[]},
        {"variable":"true","code":"MILLOIN","datatype":"datetime","order":"4","description":"Milloin?","datatype_description":""},
        {"code":"VIKA","datatype":"singlevaluelist","required":"true","order":"5","description":"Mikä vika?",
         "values":{"value":[{"key":"007","name":"Pimeä"},{"key":"12","name":"Vilkkuu"}]}},
        {"code":"KUVAUS","datatype":"text","required":null,"order":"6","description":"Mitä muuta?"},
        {"code":"HAITTA","datatype":"multivaluelist","order":"7","description":"Mitä haittaa?",
         "values":{"value":{"key":"a","name":"Melu"}}}]}]"#,
    "<?xml version='1.0'?><service_definition><service_code>12</service_code><attributes>
        <attribute><variable>true</variable><code>PYLVÄS</code><datatype>string</datatype><required>true</required><order>1</order>
        <datatype_description>Numero on kyltissä</datatype_description><description>Pylvään numero</description></attribute>
        <attribute><variable>false</variable><code>OHJE</code><datatype>string</datatype><order>2</order>
        <description>Hätätapauksessa soita 112.</description></attribute>
        <attribute><variable>true</variable><code>MONTAKO</code><datatype>number</datatype><order>3</order>
        <datatype_description/><description>Montako?</description><values/></attribute>
        <attribute><variable>true</variable><code>MILLOIN</code><datatype>datetime</datatype><order>4</order>
        <description>Milloin?</description></attribute>
        <attribute><variable>true</variable><code>VIKA</code><datatype>singlevaluelist</datatype><required>true</required>
        <order>5</order><description>Mikä vika?</description><values><value><key>007</key><name>Pimeä</name></value>
        <value><key>12</key><name>Vilkkuu</name></value></values></attribute>
        <attribute><variable>true</variable><code>KUVAUS</code><datatype>text</datatype><order>6</order>
        <description><![CDATA[Mitä muuta?]]></description></attribute>
        <attribute><variable>true</variable><code>HAITTA</code><datatype>multivaluelist</datatype><order>7</order>
        <description>Mit&#228; haittaa?</description><values><value><key>a</key><name>Melu</name></value></values></attribute>
        </attributes></service_definition>",
];

#[test]
fn the_questions_about_a_lamp_are_the_same_in_every_dialect_and_in_the_citys_order() {
    let first = definition(DEFINITIONS[0]);
    for dialect in DEFINITIONS {
        assert_eq!(definition(dialect), first, "{dialect}");
    }
    let questions = &first.form.questions;
    let ids: Vec<_> = questions.iter().map(|question| question.id.as_str()).collect();
    assert_eq!(ids, ["PYLVÄS", "MONTAKO", "MILLOIN", "VIKA", "KUVAUS", "HAITTA"]);
    let required: Vec<_> = questions.iter().map(|question| question.required).collect();
    assert_eq!(required, [true, false, false, true, false, false]);
    assert_eq!(only(&questions[0].label).1, "Pylvään numero");
    assert_eq!(only(questions[0].hint.as_ref().unwrap()).1, "Numero on kyltissä");
    assert_eq!(questions[1].hint, None);
}

#[test]
fn each_of_the_six_datatypes_is_a_question_of_its_own_kind() {
    let questions = definition(DEFINITIONS[0]).form.questions;
    assert_eq!(
        [&questions[0].asks, &questions[1].asks, &questions[2].asks, &questions[4].asks],
        [&Asks::Text(255), &Asks::Number, &Asks::Moment, &Asks::Text(4000)]
    );
    let Asks::One(choices) = &questions[3].asks else { panic!("{questions:?}") };
    let keys: Vec<_> = choices.iter().map(|choice| (choice.id.as_str(), only(&choice.label).1)).collect();
    assert_eq!(keys, [("007", "Pimeä"), ("12", "Vilkkuu")], "zeros in front stay");
    assert!(matches!(&questions[5].asks, Asks::Several(choices) if choices.len() == 1));
}

#[test]
fn what_varies_not_is_a_note_and_no_question() {
    let notes = definition(DEFINITIONS[0]).notes;
    assert_eq!(notes.iter().map(|note| only(note).1).collect::<Vec<_>>(), ["Hätätapauksessa soita 112."]);
}

#[test]
fn a_kind_without_attributes_asks_nothing() {
    for text in [
        r#"{"service_code":"12","attributes":[]}"#,
        r#"{"service_code":"12"}"#,
        "<service_definition><service_code>12</service_code><attributes/></service_definition>",
    ] {
        assert_eq!(definition(text).form.questions, [], "{text}");
    }
}

#[test]
fn a_form_with_a_question_that_the_app_does_not_know_is_no_form() {
    let with = |attribute: &str| undefined(&format!(r#"{{"service_code":"1","attributes":[{attribute}]}}"#));
    assert_eq!(with(r#"{"code":"A","datatype":"signature"}"#), "attributes[0].datatype: not one of the six");
    assert_eq!(with(r#"{"code":"","datatype":"string"}"#), "attributes[0].code: not an id");
    assert_eq!(with(r#"{"code":"A","datatype":"singlevaluelist"}"#), "attributes[0].values: none");
    let twice = r#"{"code":"A","datatype":"string"}"#;
    assert_eq!(with(&[twice, twice].join(",")), "attributes[1].code: twice");
    assert_eq!(with(&[twice; 51].join(",")), "more than 50 attributes");
    assert_eq!(undefined("<html><body/></html>"), "a page of HTML");
    assert_eq!(undefined(r#"[{"code":"404","description":"service_code not found"}]"#), "not a definition");
    assert_eq!(undefined("[]"), "not a definition");
}

#[test]
fn a_server_says_where_it_is_and_what_it_can_in_json_and_in_xml() {
    let json = r#"{"changeset":"2026-11-01","contact":"vikailmoitukset","endpoints":[
        {"specification":"http://wiki.open311.org/GeoReport_v1","url":"https://vanha.example/","type":"production"},
        {"specification":"http://wiki.open311.org/GeoReport_v2","url":"https://testi.example/open311/v2/","type":"test",
         "formats":["text/xml"]},
        {"specification":"http://wiki.open311.org/GeoReport_v2","url":"https://haikkala.example/open311/v2/",
         "changeset":"2026-11-01","type":"production","formats":["application/json; charset=utf-8","text/xml","text/csv"]}],
        "extensions":{"places":true,"feedback":"true","photos":5,"position_needed":false,"reporter_needed":false}}"#;
    let xml = "<discovery><changeset>2026-11-01</changeset><endpoints>
        <endpoint><specification>http://wiki.open311.org/GeoReport_v1</specification><url>https://vanha.example/</url></endpoint>
        <endpoint><specification>http://wiki.open311.org/GeoReport_v2</specification><url>https://testi.example/open311/v2/</url>
        <type>test</type><formats><format>text/xml</format></formats></endpoint>
        <endpoint><specification>http://wiki.open311.org/GeoReport_v2</specification>
        <url>https://haikkala.example/open311/v2/</url><type>production</type>
        <formats><format>application/json</format><format>text/xml</format></formats></endpoint></endpoints>
        <extensions><places>true</places><feedback>1</feedback><photos>5</photos><position_needed>false</position_needed>
        <reporter_needed>0</reporter_needed></extensions></discovery>";
    let read = |text: &str| parse::discovery(text.as_bytes(), &Limits::default()).unwrap();
    let known = read(json);
    assert_eq!(read(xml), known);
    let places: Vec<_> = known.endpoints.iter().map(|endpoint| (endpoint.url.as_str(), endpoint.production)).collect();
    assert_eq!(places, [("https://haikkala.example/open311/v2/", true), ("https://testi.example/open311/v2/", false)]);
    assert_eq!(known.endpoints[0].formats, [Format::Json, Format::Xml]);
    let said = known.extensions;
    assert!(said.places && said.feedback);
    assert_eq!((said.photos, said.position_needed, said.reporter_needed), (Some(5), Some(false), Some(false)));
    let plain = read(r#"{"endpoints":[]}"#);
    assert_eq!(plain, parse::Discovery::default());
    let many = read(r#"{"endpoints":[],"extensions":{"photos":100000}}"#);
    assert_eq!(many.extensions.photos, Some(20), "there is an end to photographs");
    for none in ["{}", "[]", "<html><body/></html>", "<!DOCTYPE html><html></html>", ""] {
        assert!(parse::discovery(none.as_bytes(), &Limits::default()).is_err(), "{none}");
    }
}

fn taken(text: &str) -> parse::Taken {
    parse::taken(text.as_bytes(), &Limits::default()).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn a_report_has_an_id_at_once_in_every_dialect() {
    for text in [
        r#"[{"service_request_id":"000293","service_notice":"Korjataan viikossa.","account_id":null}]"#,
        r#"{"service_requests":[{"service_request_id":"000293","service_notice":"Korjataan viikossa.","token":""}]}"#,
        r#"{"service_requests":{"request":{"service_request_id":"000293","service_notice":"Korjataan viikossa."}}}"#,
        r#"{"service_request_id":"000293","service_notice":"Korjataan viikossa."}"#,
        "<service_requests><request><service_request_id>000293</service_request_id>
         <service_notice>Korjataan viikossa.</service_notice><account_id/></request></service_requests>",
        "<request><service_request_id>000293</service_request_id><service_notice>Korjataan viikossa.</service_notice></request>",
    ] {
        let answer = taken(text);
        assert_eq!(answer.id, Some(RemoteId::new("000293")), "{text}");
        assert_eq!(answer.notice.unwrap().as_str(), "Korjataan viikossa.", "{text}");
        assert_eq!(answer.token, None, "{text}");
    }
    assert_eq!(taken(r#"[{"service_request_id":293944}]"#).id, Some(RemoteId::new("293944")));
}

#[test]
fn a_report_of_a_batch_has_a_token_and_one_of_a_black_box_has_neither() {
    for text in [
        r#"[{"token":"12345","service_request_id":null}]"#,
        "<service_requests><request><token>12345</token><service_request_id/></request></service_requests>",
    ] {
        let answer = taken(text);
        assert_eq!((answer.id, answer.token.as_deref()), (None, Some("12345")), "{text}");
    }
    let told = taken(r#"[{"service_notice":"Kiitos.","account_id":""}]"#);
    assert_eq!((told.id, told.token, told.notice.unwrap().as_str()), (None, None, "Kiitos."));
    for none in ["", "[]", "{}", "<html/>", r#"[{"a":"b"}]"#, "true"] {
        assert!(parse::taken(none.as_bytes(), &Limits::default()).is_err(), "{none}");
    }
}

fn flaws(text: &str, questions: &[&str]) -> Vec<(Field, Flaw)> {
    let reply = |question: &&str| Reply { question: (*question).into(), ..Reply::default() };
    let questions: Vec<_> = questions.iter().map(reply).collect();
    parse::flaws(&parse::errors(text.as_bytes(), &Limits::default()).unwrap(), &questions)
}

#[test]
fn what_a_city_finds_wrong_names_the_field_where_its_words_do() {
    for (words, expected) in [
        ("service_code was not provided", Some((Field::Service, Flaw::Missing))),
        ("The Service Code 17 is unknown", Some((Field::Service, Flaw::NotAccepted))),
        ("lat/long or address_string is required", Some((Field::Place, Flaw::Missing))),
        ("Location is outside the city", Some((Field::Place, Flaw::NotAccepted))),
        ("description is too long (max 500)", Some((Field::Body, Flaw::TooLong(500)))),
        ("Description too long", Some((Field::Body, Flaw::NotAccepted))),
        ("media: only JPEG", Some((Field::Attachments, Flaw::NotAccepted))),
        ("email missing", Some((Field::Reporter, Flaw::Missing))),
        ("attribute[VIKA] is required", Some((Field::Question(1), Flaw::Missing))),
        ("The attribute MILLOIN has a wrong value", Some((Field::Question(0), Flaw::NotAccepted))),
        ("Something went along the wrong way", None),
    ] {
        let text = serde_json::json!([{ "code": 400, "description": words }]).to_string();
        assert_eq!(flaws(&text, &["MILLOIN", "VIKA"]), expected.into_iter().collect::<Vec<_>>(), "{words}");
    }
}

#[test]
fn errors_are_errors_in_every_dialect() {
    for text in [
        r#"[{"code":"400","description":"service_code was not provided"}]"#,
        r#"{"errors":[{"code":400,"description":"service_code was not provided"}]}"#,
        r#"{"code":400,"description":"service_code was not provided"}"#,
        "<errors><error><code>400</code><description>service_code was not provided</description></error></errors>",
    ] {
        assert_eq!(flaws(text, &[]), [(Field::Service, Flaw::Missing)], "{text}");
    }
    for other in [
        r#"[{"service_request_id":"1","description":"Kuoppa"}]"#,
        r#"[{"token":"1"}]"#,
        "[]",
        "",
        "<html><body>502</body></html>",
        "<!DOCTYPE html><html></html>",
    ] {
        assert!(parse::errors(other.as_bytes(), &Limits::default()).is_none(), "{other}");
    }
}

#[test]
fn places_have_names_in_one_language_or_in_several_and_are_somewhere() {
    let places = r#"[{"name":{"fi":"Satamatie 3","sv":"Hamnvägen 3"},"area":{"fi":"Ranta"},"lat":61.5,"long":"23.75"},
        {"name":"Koulu","area":"","lat":"61.51","long":"23.76"},{"name":"Ei missään","lat":0,"long":0},{"name":"","lat":61,"long":23}]"#;
    let places = parse::places(places.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(places.len(), 2);
    let name: Localized = [("fi", "Satamatie 3"), ("sv", "Hamnvägen 3")].into_iter().collect();
    assert_eq!((&places[0].name, places[0].position), (&name, Position::new(61.5, 23.75).unwrap()));
    assert_eq!(places[0].area, Some(Localized::one("fi", "Ranta")));
    assert_eq!((only(&places[1].name).1, &places[1].area), ("Koulu", &None));
    assert_eq!(parse::places(b"[]", &Limits::default()).unwrap(), []);
    for other in [r#"[{"code":400,"description":"no"}]"#, "<html/>", "", r#"{"a":1}"#] {
        assert!(parse::places(other.as_bytes(), &Limits::default()).is_err(), "{other}");
    }
}

#[test]
fn every_profile_is_read_and_is_found_by_its_addresses_and_its_name() {
    let all = Profile::all().unwrap();
    let names: Vec<_> = all.iter().map(|profile| profile.name.as_str()).collect();
    assert_eq!(
        names,
        ["helsinki", "six-city", "zurich", "boston", "chicago", "toronto", "san-francisco", "fixmystreet", "plain"]
    );
    for profile in &all {
        for base in &profile.bases {
            assert_eq!(Profile::of(base).unwrap(), *profile, "{base}");
            assert!(connector::acceptable_base(base.clone()).is_ok(), "{base}");
        }
        assert_eq!(Profile::named(&profile.name).unwrap(), *profile);
    }
    assert!(Profile::named("atlantis").is_err());
}

#[test]
fn an_address_that_only_looks_like_a_citys_has_the_plain_profile() {
    for (address, name) in [
        ("https://asiointi.hel.fi/palautews/rest/v1", "helsinki"),
        ("https://api.turku.fi/feedback/v1/", "six-city"),
        ("https://asiointi.hel.fi/palautews/rest/v10/", "plain"),
        ("https://asiointi.hel.fi.example/palautews/rest/v1/", "plain"),
        ("http://asiointi.hel.fi/palautews/rest/v1/", "plain"),
        ("https://haikkala.example/open311/v2/", "plain"),
    ] {
        assert_eq!(Profile::of(&address.parse().unwrap()).unwrap().name, name, "{address}");
    }
}

#[test]
fn the_servers_that_the_profiles_name_are_in_the_list_of_servers() {
    let Some(list) = recorded("open311/servers.yml") else { return };
    let list = String::from_utf8(list).unwrap();
    for name in ["helsinki", "zurich", "boston", "chicago", "toronto", "san-francisco"] {
        let profile = Profile::named(name).unwrap();
        // The list still has some addresses without TLS, which the app never uses.
        let place = |url: &str| url.split_once("://").unwrap().1.to_owned();
        for base in &profile.bases {
            assert!(list.contains(&place(base.as_str())), "{base}");
        }
        if let Some(jurisdiction) = &profile.jurisdiction {
            assert!(list.contains(&format!("jurisdiction_id: \"{jurisdiction}\"")), "{jurisdiction}");
        }
    }
}

#[test]
fn a_dialect_is_told_by_the_look_of_its_services() {
    let service = |code: &str, name: &str| ReportService {
        code: code.into(),
        name: Localized::undetermined(name),
        description: None,
        group: None,
        keywords: Vec::new(),
        has_attributes: false,
        service_type: ServiceType::Realtime,
    };
    assert_eq!(fitting(&[service("Potholes", "Potholes")], Some(Format::Json)), "fixmystreet");
    assert_eq!(fitting(&[service("12", "Kuoppa")], Some(Format::Json)), "plain");
    assert_eq!(fitting(&[service("12", "Kuoppa")], Some(Format::Xml)), "toronto");
    assert_eq!(fitting(&[], None), "plain");
}

#[test]
fn what_the_specification_lists_is_what_is_read_and_asked_with() {
    let Some(specification) = recorded("open311/georeport_v2-1.openapi.yaml") else { return };
    let specification = String::from_utf8(specification).unwrap();
    // The items of a list in YAML, after the first line that ends so.
    let listed = |after: &str| -> Vec<String> {
        let rest = specification.split_once(after).unwrap_or_else(|| panic!("{after}")).1;
        let lines = rest.lines().skip_while(|line| line.trim() != "enum:").skip(1);
        lines.map_while(|line| line.trim().strip_prefix("- ").map(str::to_owned)).collect()
    };
    let datatypes = listed("\n      datatype:\n");
    assert_eq!(datatypes.len(), 6);
    for datatype in datatypes {
        let text = format!(
            r#"{{"service_code":"1","attributes":[{{"code":"A","datatype":"{datatype}","values":[{{"key":"k","name":"n"}}]}}]}}"#
        );
        assert_eq!(definition(&text).form.questions.len(), 1, "{datatype}");
    }
    let types = listed("Possible values realtime, batch, blackbox");
    assert_eq!(types.len(), 3);
    for service_type in types {
        let text = format!(r#"[{{"service_code":"1","type":"{service_type}"}}]"#);
        let services = parse::services(text.as_bytes(), &Limits::default()).unwrap();
        assert_ne!(services[0].service_type, ServiceType::Unstated, "{service_type}");
    }
    for parameter in
        ["jurisdiction_id", "service_request_id", "service_code", "start_date", "end_date", "status", "lat", "long"]
    {
        assert!(specification.contains(&format!("name: {parameter}\n")), "{parameter}");
    }
}
