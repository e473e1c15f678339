//! Helsinki Profile's GDPR API: its answers read, and what is asked of it over HTTP.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::time::Duration;

use connector::{
    Access, ConnectorError, Http, Limits, News, Pulled, Secret, Service,
    helsinki_profile::{
        Erasure, HelsinkiProfile,
        parse::{self, Node, Tree},
    },
};
use domain::{
    change::{Change, Cursor, QuarantineReason},
    party::Relation,
    record::Record,
    source::SourceKind,
    text::{Localized, ServerText},
};
use serde_json::{Value, json};
use support::server::{Asked, scripted, whole};
use url::Url;

const AINO: &str = "0b5c4f6e-64a5-4b9c-9f0d-1d2c3b4a5f60";
const TOKEN: &str = "ainon-avain-123";

fn read(tree: &Value) -> Tree {
    parse::tree(tree.to_string().as_bytes(), &Limits::default()).unwrap()
}

fn value(node: &Node) -> Option<&str> {
    node.value.as_ref().map(ServerText::as_str)
}

const fn is_withheld(node: &Node) -> bool {
    node.error.is_some()
}

/// Aino's boat berths.
fn berths() -> Value {
    json!({ "key": "BERTHS", "children": [
        { "key": "NAME", "value": "Aino Virta" },
        { "key": "BERTH", "children": [{ "key": "NUMBER", "value": "12" }, { "key": "HARBOUR", "value": "Merisatama" }] },
        { "key": "BERTH", "children": [{ "key": "NUMBER", "value": "40" }, { "key": "HARBOUR", "value": "Kaivopuisto" }] },
    ] })
}

#[test]
fn aino_sees_everything_that_is_kept_in_its_order() {
    let Tree { root, quarantined } = read(&berths());
    assert_eq!(quarantined, []);
    assert_eq!((root.key.as_str(), root.count(|_| true), root.count(is_withheld)), ("BERTHS", 8, 0));
    let told: Vec<_> = root.children.iter().map(|node| (node.key.as_str(), value(node))).collect();
    assert_eq!(told, [("NAME", Some("Aino Virta")), ("BERTH", None), ("BERTH", None)]);
    let of_second: Vec<_> = root.children[2].children.iter().map(|node| (node.key.as_str(), value(node))).collect();
    assert_eq!(of_second, [("NUMBER", Some("40")), ("HARBOUR", Some("Kaivopuisto"))]);
}

#[test]
fn why_a_datum_is_withheld_is_told() {
    let words = "Insufficient authentication level to read data";
    let Tree { root, .. } = read(&json!({ "key": "CUSTOMER", "children": [
        { "key": "EMAIL", "value": "aino@posti.example" }, { "key": "CONTRACT", "error": words } ] }));
    assert_eq!(root.count(is_withheld), 1);
    let contract = &root.children[1];
    assert_eq!((contract.error.as_ref().unwrap().as_str(), value(contract)), (words, None));
    assert_eq!(value(&root.children[0]), Some("aino@posti.example"));
}

#[test]
fn a_node_may_have_a_value_and_children_and_need_have_neither() {
    let Tree { root, quarantined } = read(
        &json!({ "key": "A", "value": "1", "children": [{ "key": "B" }, {}, { "children": null, "value": null }] }),
    );
    assert_eq!((value(&root), root.children.len(), quarantined.len()), (Some("1"), 3, 0));
    assert_eq!(root.children[2], Node::default());
}

#[test]
fn a_number_or_a_yes_is_shown_as_it_was_written() {
    let body = r#"{"key":"A","children":[{"value":3.90000000004},{"value":true},{"value":12345678901234567890}]}"#;
    let Tree { root, quarantined } = parse::tree(body.as_bytes(), &Limits::default()).unwrap();
    let values: Vec<_> = root.children.iter().map(value).collect();
    assert_eq!(values, [Some("3.90000000004"), Some("true"), Some("12345678901234567890")]);
    assert_eq!(quarantined, []);
}

#[test]
fn what_cannot_be_read_is_set_aside_alone_and_its_place_is_told_without_its_name() {
    let Tree { root, quarantined } = read(&json!({ "key": "AINO", "children": [
        { "key": "GOOD", "value": "1" },
        { "key": "SECRET", "value": { "x": "Aino Virta" }, "children": [{ "key": "GOOD", "value": "2" }] },
        7,
        { "key": ["SECRET"], "children": "Aino Virta" },
        { "key": "GOOD", "value": "3" },
    ] }));
    assert_eq!((root.children.len(), value(&root.children[1].children[0])), (4, Some("2")));
    assert_eq!(value(&root.children[3]), Some("3"));
    let told: Vec<_> = quarantined.iter().map(|fault| (fault.reason, fault.detail.as_str())).collect();
    let malformed = QuarantineReason::Malformed;
    assert_eq!(
        told,
        [
            (malformed, "children[1].value: not of the promised type"),
            (malformed, "children[2]: not of the promised type"),
            (malformed, "children[3].key: not of the promised type"),
            (malformed, "children[3].children: not of the promised type"),
        ]
    );
}

#[test]
fn no_text_steers_the_screen() {
    let Tree { root, .. } = read(&json!({ "key": "A\nB", "value": "Lasku \u{202e}fdp.exe", "error": "<b>\u{7}x</b>" }));
    assert_eq!((root.key.as_str(), value(&root)), ("A B", Some("Lasku fdp.exe")));
    assert_eq!(root.error.unwrap().as_str(), "<b>x</b>");
}

#[test]
fn caps_hold() {
    let nested = |levels: usize| {
        let open = r#"{"children":["#.repeat(levels);
        format!(r#"{{"key":"A","children":[{{"key":"GOOD","value":"1"}},{open}{}]}}"#, "]}".repeat(levels))
    };
    let Tree { root, quarantined } = parse::tree(nested(20).as_bytes(), &Limits::default()).unwrap();
    assert_eq!((root.count(|_| true), quarantined.len()), (22, 0));
    for levels in [32, 60, 100_000] {
        let Tree { root, quarantined } = parse::tree(nested(levels).as_bytes(), &Limits::default()).unwrap();
        assert_eq!(value(&root.children[0]), Some("1"), "the rest is there");
        let reasons: Vec<_> = quarantined.iter().map(|fault| fault.reason).collect();
        assert_eq!(reasons, [QuarantineReason::TooLarge]);
        assert!(quarantined[0].detail.as_str().len() < 400, "a reason is a sentence");
    }
    let many = format!(r#"{{"key":"A","children":[{}{{}}]}}"#, "{},".repeat(100_000));
    assert!(parse::tree(many.as_bytes(), &Limits::default()).is_err(), "none is left out in silence");
    let few = Limits { max_record_bytes: 100, ..Limits::default() };
    let large = json!({ "key": "A", "children": [{ "value": "x".repeat(200) }, { "value": "1" }] }).to_string();
    let Tree { root, quarantined } = parse::tree(large.as_bytes(), &few).unwrap();
    assert_eq!((value(&root.children[0]), value(&root.children[1])), (None, Some("1")));
    assert_eq!((quarantined.len(), quarantined[0].reason), (1, QuarantineReason::TooLarge));
}

#[test]
fn what_is_no_tree_is_none() {
    for body in ["", "<html/>", "[]x", "7", "null", "\"A\"", r#"{"key":"#] {
        assert!(parse::tree(body.as_bytes(), &Limits::default()).is_err(), "{body}");
    }
}

#[test]
fn reasons_are_told_in_every_language_and_a_broken_one_is_left_out() {
    let body = json!({ "errors": [
        { "code": "CONTRACT", "message": { "fi": "Venepaikkasopimus on voimassa", "sv": "Avtalet gäller", "en": "A contract" } },
        { "code": "DEBT", "message": {} },
        { "code": 7, "message": "Aino" }, 7, { "message": { "et": "Leping", "fi": 7 } }, {},
    ] });
    let reasons = parse::reasons(body.to_string().as_bytes());
    let told: Vec<_> = reasons.iter().map(|reason| (reason.code.as_deref(), reason.message.iter().count())).collect();
    assert_eq!(told, [(Some("CONTRACT"), 3), (Some("DEBT"), 0), (None, 1)]);
    let sv = reasons[0].message.iter().find(|(tag, _)| *tag == "sv").unwrap().1;
    assert_eq!(sv.as_str(), "Avtalet gäller");
    assert_eq!(reasons[2].message, Localized::one("et", "Leping"));
    for body in ["", "<html/>", "{}", r#"{"errors":7}"#, "[]"] {
        assert_eq!(parse::reasons(body.as_bytes()), [], "{body}");
    }
}

fn api(base: &Url) -> HelsinkiProfile {
    let access = Access::token(Secret::new(TOKEN)).unwrap();
    HelsinkiProfile::new(Http::new(Limits::default()).unwrap(), address(base), access).unwrap()
}

fn address(base: &Url) -> Url {
    base.join(&format!("user/{AINO}/gdpr-api")).unwrap()
}

fn answered(status: &str, body: &Value) -> Vec<u8> {
    whole(status, &[("content-type", "application/json")], body.to_string().as_bytes())
}

fn line(asked: &Asked, nth: usize) -> String {
    asked.heads()[nth].lines().next().unwrap().to_owned()
}

#[tokio::test]
async fn everything_is_asked_for_at_the_one_address() {
    let (base, asked) = scripted(vec![answered("200 OK", &berths()), whole("204 No Content", &[], b"")]).await;
    let tree = api(&base).everything().await.unwrap().unwrap();
    assert_eq!(tree, read(&berths()));
    assert_eq!(api(&base).everything().await.unwrap(), None, "nothing is kept");
    assert_eq!(line(&asked, 0), format!("GET /user/{AINO}/gdpr-api HTTP/1.1"));
    assert_eq!(asked.header(0, "authorization").as_deref(), Some("Bearer ainon-avain-123"));
}

#[tokio::test]
async fn whether_it_may_be_erased_is_asked_without_erasing() {
    let refusal = json!({ "errors": [{ "code": "CONTRACT", "message": { "fi": "Sopimus on voimassa" } }] });
    let (base, asked) = scripted(vec![
        whole("204 No Content", &[], b""),
        answered("403 Forbidden", &refusal),
        whole("204 No Content", &[], b""),
        whole("403 Forbidden", &[], b"<html/>"),
    ])
    .await;
    let api = api(&base);
    assert_eq!(api.may_be_erased().await.unwrap(), Erasure::Granted);
    let Erasure::Refused(reasons) = api.may_be_erased().await.unwrap() else { panic!() };
    assert_eq!(reasons, parse::reasons(refusal.to_string().as_bytes()));
    assert_eq!((reasons.len(), reasons[0].code.as_deref()), (1, Some("CONTRACT")));
    assert_eq!(api.erase().await.unwrap(), Erasure::Granted);
    assert_eq!(api.erase().await.unwrap(), Erasure::Refused(Vec::new()), "it may also give no reason");
    let lines: Vec<_> = (0..4).map(|nth| line(&asked, nth)).collect();
    let of = |dry_run: bool| format!("DELETE /user/{AINO}/gdpr-api?dry_run={dry_run} HTTP/1.1");
    assert_eq!(lines, [of(true), of(true), of(false), of(false)]);
}

#[tokio::test]
async fn only_204_is_a_yes() {
    let body = json!({ "errors": [{ "code": "X", "message": { "fi": "Aino Virta" } }] });
    for (status, expected) in [
        ("200 OK", None),
        ("202 Accepted", None),
        ("400 Bad Request", Some(ConnectorError::Refused { status: 400 })),
        ("401 Unauthorized", Some(ConnectorError::SignInNeeded)),
        ("404 Not Found", Some(ConnectorError::NotFound)),
        ("500 Internal Server Error", Some(ConnectorError::Unavailable { status: 500, retry_after: None })),
    ] {
        let (base, _) = scripted(vec![answered(status, &body), answered(status, &body)]).await;
        for error in [api(&base).may_be_erased().await.unwrap_err(), api(&base).erase().await.unwrap_err()] {
            match &expected {
                Some(expected) => assert_eq!(error, *expected),
                None => assert!(matches!(error, ConnectorError::Unintelligible { .. }), "{status}"),
            }
            assert!(!format!("{error} {error:?}").contains("Aino"), "{status}");
        }
    }
    // After these nobody knows whether it was erased.
    assert!(ConnectorError::Unavailable { status: 500, retry_after: None }.may_have_arrived());
}

#[tokio::test]
async fn what_is_kept_is_refused_as_the_contract_has_it() {
    for (status, expected) in [
        ("400 Bad Request", ConnectorError::Refused { status: 400 }),
        ("401 Unauthorized", ConnectorError::SignInNeeded),
        ("403 Forbidden", ConnectorError::Refused { status: 403 }),
        ("500 Internal Server Error", ConnectorError::Unavailable { status: 500, retry_after: None }),
    ] {
        let (base, _) = scripted(vec![answered(status, &json!({ "errors": [] }))]).await;
        assert_eq!(api(&base).everything().await.err(), Some(expected));
    }
    let later = whole("503 Service Unavailable", &[("retry-after", "60")], b"");
    let (base, _) = scripted(vec![later]).await;
    let patience = Some(Duration::from_mins(1));
    let expected = ConnectorError::Unavailable { status: 503, retry_after: patience };
    assert_eq!(api(&base).everything().await.err(), Some(expected));
    let small = Limits { max_page_bytes: 20, ..Limits::default() };
    let (base, _) = scripted(vec![answered("200 OK", &berths())]).await;
    let access = Access::token(Secret::new(TOKEN)).unwrap();
    let api = HelsinkiProfile::new(Http::new(small).unwrap(), address(&base), access).unwrap();
    assert_eq!(api.everything().await.err(), Some(ConnectorError::TooLarge));
}

#[tokio::test]
async fn no_redirect_takes_the_token_or_an_erasure_elsewhere() {
    let (elsewhere, asked) = scripted(vec![answered("200 OK", &berths())]).await;
    let away = |to: &str| whole("307 Temporary Redirect", &[("location", to)], b"");
    let (base, _) = scripted(vec![away(elsewhere.as_str()), away(elsewhere.as_str())]).await;
    assert_eq!(api(&base).everything().await.err(), Some(ConnectorError::RedirectedAway));
    assert_eq!(api(&base).erase().await.err(), Some(ConnectorError::RedirectedAway));
    assert!(asked.heads().is_empty());
    // Not even nearby: a question to erase may have become another on the way.
    let (base, _) =
        scripted(vec![whole("303 See Other", &[("location", "/done")], b""), answered("200 OK", &json!({}))]).await;
    assert_eq!(api(&base).erase().await.err(), Some(ConnectorError::RedirectedAway));
}

#[tokio::test]
async fn an_address_says_whose_it_is_or_where_that_belongs() {
    let made = |address: &str| {
        let access = Access::token(Secret::new(TOKEN)).unwrap();
        HelsinkiProfile::new(Http::new(Limits::default()).unwrap(), address.parse().unwrap(), access)
    };
    assert!(made(&format!("https://palvelu.example/api/v1/gdpr/{AINO}")).is_ok());
    for nobodys in
        ["https://palvelu.example/", "https://palvelu.example/gdpr/12", "https://palvelu.example/$profile_id"]
    {
        assert!(matches!(made(nobodys), Err(ConnectorError::Unintelligible { .. })), "{nobodys}");
    }
    assert!(matches!(made(&format!("http://palvelu.example/{AINO}")), Err(ConnectorError::Insecure)));
    // Where a token does not say whose it is, nobody is asked.
    let of_the_directory = made("https://palvelu.example/user/$user_uuid/gdpr-api").unwrap();
    assert_eq!(of_the_directory.everything().await.err(), Some(ConnectorError::SignInNeeded));
    assert_eq!(of_the_directory.erase().await.err(), Some(ConnectorError::SignInNeeded));
}

#[tokio::test]
async fn nothing_of_it_is_synced() {
    let nowhere = format!("http://127.0.0.1:9/{AINO}").parse().unwrap();
    let access = Access::token(Secret::new(TOKEN)).unwrap();
    let service =
        Service::new(SourceKind::HelsinkiProfile, Http::new(Limits::default()).unwrap(), nowhere, access).unwrap();
    let now = chrono::DateTime::UNIX_EPOCH;
    let Pulled::Page { page, .. } = service.pull(None, None, 10, now).await.unwrap() else { panic!() };
    let [Change::Upsert(record)] = page.changes.as_slice() else { panic!("{:?}", page.changes) };
    let Record::Party(party) = record.as_ref() else { panic!("{record:?}") };
    assert_eq!((party.relation, page.more), (Relation::Myself, false));
    let after = Some(&page.next);
    assert_eq!(service.pull(after, None, 10, now).await.unwrap(), Pulled::NothingNew { date: None });
    let none = News { any: false, etag: None };
    assert_eq!(service.news(&Cursor::new("x"), None).await.unwrap(), none);
    assert!(!Service::takes_bound_tokens(service.kind()) && service.helsinki_profile().is_some());
}
