//! Any bytes at all: no parser panics, none says what a record said, and a bad record never takes a good one with it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use chrono::TimeDelta;
use connector::{Limits, atv, dialogporten, open311, resident, sign_in::Demanded};
use domain::{
    change::{Page, Quarantined},
    id::RemoteId,
    need::Need,
    text::Localized,
};
use http::{HeaderMap, HeaderValue, header::WWW_AUTHENTICATE};
use proptest::prelude::*;

/// A word that stands in every text of the valid answers below, where a mutation may move it to any place.
const CANARY: &str = "Kanarialintu";

const FEED: &str = r#"{"changes":[
    {"op":"upsert","kind":"party","record":{"id":"aino","name":"Kanarialintu","relation":"myself"}},
    {"op":"upsert","kind":"case","record":{"id":"a1","party":"aino","title":{"fi":"Kanarialintu"},"status":{"code":"sent"},
        "updated_at":"2026-11-17T09:12:00Z","timeline":[{"at":"2026-11-17","title":{"fi":"Kanarialintu"}}]}},
    {"op":"upsert","kind":"message","record":{"id":"v1","party":"aino","title":{"fi":"Kanarialintu"},"body":{"fi":"Kanarialintu"},
        "sent_at":"2026-11-17T09:12:00Z","need":{"kind":"required","day":"2026-12-04"}}},
    {"op":"tombstone","kind":"task","id":"t1","reason":"withdrawn","at":"2026-11-17T09:12:00Z"}],"next":"c","more":false}"#;

const DOCUMENTS: &str = r#"{"count":1,"next":null,"results":[{"id":"a1","created_at":"2026-11-17T09:12:00Z","updated_at":"2026-11-17T09:12:00Z",
    "human_readable_type":{"fi":"Kanarialintu"},"service":"Kanarialintu","status":{"value":"SENT","timestamp":"2026-11-17T09:12:00Z",
    "activities":[{"title":{"fi":"Kanarialintu"},"message":{"fi":"Kanarialintu"},"show_to_user":true}]},"status_histories":[],
    "attachments":[{"id":1,"filename":"Kanarialintu","size":1,"href":"https://x/1"}],"content":{"a":"Kanarialintu"}}]}"#;

const DIALOGS: &str = r#"{"items":[{"id":"d1","party":"p1","status":"Draft","content":{"title":{"value":[{"value":"Kanarialintu","languageCode":"nb"}],
    "mediaType":"text/plain"}},"dueAt":"2026-12-04T00:00:00Z","transmissions":[{"id":"t1","type":"Decision","content":{"title":
    {"value":[{"value":"Kanarialintu","languageCode":"nb"}]}}}],"guiActions":[{"id":"g1","url":"https://x.example/","title":[]}]}],
    "hasNextPage":true,"continuationToken":"c","orderBy":"o"}"#;

const PARTIES: &str = r#"{"authorizedParties":[{"party":"urn:Kanarialintu","name":"Kanarialintu","partyType":"Organization",
    "subParties":[{"party":"p2","name":"Kanarialintu","partyType":"Person","dateOfBirth":"1990-01-01"}]}]}"#;

const REQUESTS: &str = r#"[{"service_request_id":"1","status":"open","description":"Kanarialintu","lat":"60","long":24.9,
    "agency_responsible":{"recipient":["Kanarialintu"]},"requested_datetime":"2026-11-17T09:12:00"}]"#;

const REQUESTS_XML: &str = "<?xml version='1.0'?><service_requests><request><service_request_id>1</service_request_id>\
    <description>Kanarialintu &amp; <![CDATA[x]]></description><lat>60</lat><long>24</long></request></service_requests>";

const DEFINITION: &str = r#"{"service_code":"1","attributes":[{"variable":true,"code":"Kanarialintu","datatype":"singlevaluelist",
    "required":true,"order":1,"description":"Kanarialintu","values":[{"key":"Kanarialintu","name":"Kanarialintu"}]},
    {"variable":false,"code":"x","datatype":"Kanarialintu","description":"Kanarialintu"}]}"#;

const DEFINITION_XML: &str = "<service_definition><service_code>1</service_code><attributes><attribute><code>Kanarialintu</code>\
    <datatype>multivaluelist</datatype><description>Kanarialintu</description><values><value><key>Kanarialintu</key></value></values>\
    </attribute></attributes></service_definition>";

const DISCOVERY: &str = r#"{"contact":"Kanarialintu","endpoints":[{"specification":"http://wiki.open311.org/GeoReport_v2",
    "url":"https://x.example/Kanarialintu/","type":"production","formats":["text/xml"]}],"extensions":{"places":true,"photos":5}}"#;

const TAKEN: &str = r#"[{"service_request_id":"Kanarialintu","token":"Kanarialintu","service_notice":"Kanarialintu"}]"#;

const ERRORS: &str = r#"{"errors":[{"code":"400","description":"Kanarialintu: service_code was not provided"}]}"#;

const PLACES: &str = r#"[{"name":{"fi":"Kanarialintu"},"area":"Kanarialintu","lat":60.1,"long":"24.9"}]"#;

/// Hands the bytes to every parser; collects all that they say of faults.
fn read_as_everything(bytes: &[u8]) -> Vec<String> {
    let limits = Limits { max_record_bytes: 4096, max_records_per_page: 20, max_depth: 12, ..Limits::default() };
    let now = "2026-11-21T10:00:00Z".parse().unwrap();
    let frame = dialogporten::parse::DialogFrame {
        dialog: RemoteId::new("d"),
        party: RemoteId::new("p"),
        authority: Localized::default(),
        need: Need::Unstated,
    };
    let mut said = Vec::new();
    let mut told = |unreadable: Option<String>, quarantined: &[Quarantined]| {
        said.extend(unreadable);
        said.extend(quarantined.iter().map(|fault| fault.detail.to_string()));
    };
    match resident::parse::page(bytes, &limits) {
        Ok(Page { quarantined, .. }) => told(None, &quarantined),
        Err(unreadable) => told(Some(unreadable.to_string()), &[]),
    }
    told(resident::parse::card(bytes, &limits).err().map(|unreadable| unreadable.to_string()), &[]);
    for unreadable in [
        open311::parse::services(bytes, &limits).err(),
        open311::parse::definition(bytes, &limits).err(),
        open311::parse::discovery(bytes, &limits).err(),
        open311::parse::taken(bytes, &limits).err(),
        open311::parse::places(bytes, &limits).err(),
    ] {
        told(unreadable.map(|unreadable| unreadable.to_string()), &[]);
    }
    // Faults have no words of their own to show.
    let faults = open311::parse::errors(bytes, &limits).unwrap_or_default();
    told(Some(format!("{:?}", open311::parse::flaws(&faults, &[]))), &[]);
    for landed in [
        atv::parse::documents(bytes, &limits).map(atv::parse::DocumentsPage::landed),
        atv::parse::document(bytes, &limits),
        dialogporten::parse::dialogs(bytes, &limits, now).map(|page| page.landed),
        dialogporten::parse::dialog(bytes, &limits, now),
        dialogporten::parse::transmissions(bytes, &frame, &limits, now),
        dialogporten::parse::parties(bytes, &limits),
        open311::parse::requests(bytes, &limits),
    ] {
        match landed {
            Ok(landed) => told(None, &landed.quarantined),
            Err(unreadable) => told(Some(unreadable.to_string()), &[]),
        }
    }
    said
}

fn a_valid_answer() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        FEED,
        DOCUMENTS,
        DIALOGS,
        PARTIES,
        REQUESTS,
        REQUESTS_XML,
        DEFINITION,
        DEFINITION_XML,
        DISCOVERY,
        TAKEN,
        ERRORS,
        PLACES,
    ])
}

/// Changes that make an answer almost right: bytes replaced, pieces cut out, doubled, or put elsewhere.
#[derive(Clone, Debug)]
enum Mutation {
    Replace(prop::sample::Index, u8),
    Remove(prop::sample::Index, u8),
    Copy(prop::sample::Index, u8, prop::sample::Index),
    Truncate(prop::sample::Index),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let index = any::<prop::sample::Index>;
    let byte = prop_oneof![any::<u8>(), prop::sample::select(b"{}[]\",:0<>&/\\".to_vec())];
    prop_oneof![
        4 => (index(), byte).prop_map(|(at, byte)| Mutation::Replace(at, byte)),
        2 => (index(), 1..40_u8).prop_map(|(at, length)| Mutation::Remove(at, length)),
        3 => (index(), 1..60_u8, index()).prop_map(|(from, length, to)| Mutation::Copy(from, length, to)),
        1 => index().prop_map(Mutation::Truncate),
    ]
}

fn mutate(answer: &str, mutations: &[Mutation]) -> Vec<u8> {
    let mut bytes = answer.as_bytes().to_vec();
    for mutation in mutations {
        if bytes.is_empty() {
            break;
        }
        let end = |at: usize, length: u8| (at + usize::from(length)).min(bytes.len());
        match mutation {
            Mutation::Replace(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Mutation::Remove(at, length) => {
                let at = at.index(bytes.len());
                let end = end(at, *length);
                bytes.drain(at..end);
            }
            Mutation::Copy(from, length, to) => {
                let from = from.index(bytes.len());
                let piece = bytes[from..end(from, *length)].to_vec();
                let to = to.index(bytes.len());
                bytes.splice(to..to, piece);
            }
            Mutation::Truncate(at) => {
                let at = at.index(bytes.len());
                bytes.truncate(at);
            }
        }
    }
    bytes
}

/// Whole records of the feed, good and bad, by what should become of them.
fn feed_entry(number: usize, good: bool, fault: u8) -> String {
    let (id, time, kind) = match (good, fault % 4) {
        (true, _) => (format!("\"v{number}\""), "\"2026-11-17T09:12:00Z\"", "message"),
        (false, 0) => (format!("\"v{number}\""), "\"eilen\"", "message"),
        (false, 1) => ("7".to_owned(), "\"2026-11-17T09:12:00Z\"", "message"),
        (false, 2) => (format!("\"v{number}\""), "\"2026-11-17T09:12:00Z\"", "letter"),
        (false, _) => (format!("\"v{number}\""), "[[[[[]]]]]", "message"),
    };
    format!(
        r#"{{"op":"upsert","kind":"{kind}","record":{{"id":{id},"party":"aino","title":{{"fi":"x"}},"body":{{}},"sent_at":{time}}}}}"#
    )
}

/// A 401 that demands a stronger sign-in, among other challenges.
const CHALLENGES: &str = "Negotiate YWJj==, Basic realm=\"a, \\\"b\\\"\", DPoP algs=\"ES256\", \
    error=\"insufficient_user_authentication\", acr_values=\"urn:a urn:b\", max_age=\"900\"";

/// What the headers of a 401 demand; a text that cannot be a header cannot come.
fn demanded(fields: &[Vec<u8>]) -> Option<Demanded> {
    let value = |field: &Vec<u8>| Some((WWW_AUTHENTICATE, HeaderValue::from_bytes(field).ok()?));
    Demanded::of(&fields.iter().filter_map(value).collect::<HeaderMap>())
}

/// Whatever a service says, what is asked of the provider has bounds and fits into an address.
fn is_sensible(demanded: &Demanded) -> bool {
    let class = |acr: &String| (1..=255).contains(&acr.len()) && acr.bytes().all(|byte| byte.is_ascii_graphic());
    demanded.acr.len() <= 8
        && demanded.acr.iter().all(class)
        && demanded.within.is_none_or(|within| (TimeDelta::zero()..=TimeDelta::days(3650)).contains(&within))
}

/// A quoted text (RFC 9110, section 5.6.4).
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read_as_everything(&bytes);
    }

    #[test]
    fn arbitrary_text_is_survived(text in "[\\[\\]{}\":,a-c0-9<>/&; \\\\]{0,200}") {
        read_as_everything(text.as_bytes());
    }

    #[test]
    fn almost_valid_answers_are_survived_and_never_quoted(
        answer in a_valid_answer(),
        mutations in proptest::collection::vec(mutation(), 1..6),
    ) {
        for said in read_as_everything(&mutate(answer, &mutations)) {
            prop_assert!(!said.contains("Kanaria"), "{}", said);
        }
    }

    #[test]
    fn any_challenge_at_all_is_survived(
        bytes in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..200), 0..4),
        text in "(Bearer|DPoP|error|acr_values|max_age|insufficient_user_authentication|[=\", \\\\a9]){0,30}",
        mutations in proptest::collection::vec(mutation(), 1..6),
    ) {
        for fields in [bytes, vec![text.into_bytes()], vec![mutate(CHALLENGES, &mutations)]] {
            prop_assert!(demanded(&fields).is_none_or(|demanded| is_sensible(&demanded)), "{:?}", fields);
        }
    }

    #[test]
    fn what_stands_in_quotes_neither_makes_a_demand_nor_hides_one(text in "[ -~]{0,60}") {
        let demand = "error=insufficient_user_authentication, max_age=7";
        let alone = format!("Bearer realm={}, error_description={}", quoted(&text), quoted(demand));
        prop_assert_eq!(demanded(&[alone.clone().into_bytes()]), None);
        let wanted = Some(Demanded { within: Some(TimeDelta::seconds(7)), acr: Vec::new() });
        for field in [format!("{alone}, {demand}"), format!("Basic realm={}, Bearer {demand}", quoted(&text))] {
            prop_assert_eq!(&demanded(&[field.into_bytes()]), &wanted);
        }
    }

    #[test]
    fn every_good_record_lands_whatever_stands_beside_it(
        entries in proptest::collection::vec((any::<bool>(), any::<u8>()), 0..20),
    ) {
        let changes: Vec<_> =
            entries.iter().enumerate().map(|(number, (good, fault))| feed_entry(number, *good, *fault)).collect();
        let page = format!(r#"{{"changes":[{}],"next":"c","more":false}}"#, changes.join(","));
        let page = resident::parse::page(page.as_bytes(), &Limits::default()).unwrap();
        let good = entries.iter().filter(|(good, _)| *good).count();
        prop_assert_eq!(page.changes.len(), good);
        prop_assert_eq!(page.quarantined.len(), entries.len() - good);
    }
}

#[test]
fn the_challenges_that_are_mutated_make_a_demand() {
    let demanded = demanded(&[CHALLENGES.as_bytes().to_vec()]).unwrap();
    assert_eq!((demanded.within, demanded.acr.len()), (Some(TimeDelta::minutes(15)), 2));
    assert!(is_sensible(&demanded));
}

#[test]
fn the_answers_that_are_mutated_are_valid_and_full_of_canaries() {
    let limits = Limits::default();
    let now = "2026-11-21T10:00:00Z".parse().unwrap();
    for answer in [FEED, DOCUMENTS, DIALOGS, PARTIES, REQUESTS, REQUESTS_XML] {
        assert!(answer.contains(CANARY));
    }
    let feed = resident::parse::page(FEED.as_bytes(), &limits).unwrap();
    assert_eq!((feed.changes.len(), feed.quarantined.len()), (4, 0));
    for landed in [
        atv::parse::documents(DOCUMENTS.as_bytes(), &limits).unwrap().landed(),
        dialogporten::parse::dialogs(DIALOGS.as_bytes(), &limits, now).unwrap().landed,
        dialogporten::parse::parties(PARTIES.as_bytes(), &limits).unwrap(),
        open311::parse::requests(REQUESTS.as_bytes(), &limits).unwrap(),
        open311::parse::requests(REQUESTS_XML.as_bytes(), &limits).unwrap(),
    ] {
        assert_eq!(landed.quarantined, []);
        assert!(!landed.changes.is_empty());
    }
}
