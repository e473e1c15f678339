//! Uses of data: what the register says of them, the gate before the data, the log, and what residents can ask.

use chrono::{DateTime, TimeDelta};
use municipality::{Body, Config, Denial, Running, Wanted, start};
use reqwest::{Response, StatusCode};
use resident_api::{
    AccessLogRecord, CaseRecord, DataUseRecord, ErasureCheck, FeedRecord, LookupRecord, MessageRecord, Receipt,
};
use serde_json::{Value, json};

use crate::{
    consents::{about, consents, given, kaarna, records, said, say, uses},
    description,
    resident::{Resident, haikkala, problem, today},
};

async fn lookups(resident: &Resident) -> Vec<LookupRecord> {
    let lookup = |record| if let FeedRecord::Lookup(lookup) = record { Some(*lookup) } else { None };
    records(resident).await.into_iter().filter_map(lookup).collect()
}

async fn lookup(resident: &Resident, id: &str) -> LookupRecord {
    lookups(resident).await.into_iter().find(|lookup| lookup.id == id).unwrap()
}

async fn used(resident: &Resident, purpose: &str) -> DataUseRecord {
    let of = |used: &DataUseRecord| used.purpose.fi.as_deref().unwrap().contains(purpose);
    uses(resident).await.into_iter().find(of).unwrap()
}

fn wanted(used: &DataUseRecord) -> Wanted {
    Wanted { data_use: used.id.clone(), ..Wanted::default() }
}

async fn ask(resident: &Resident, key: &str, body: &Value) -> Response {
    resident.post("/v1/data-requests").header("idempotency-key", key).json(body).send().await.unwrap()
}

async fn asked(resident: &Resident, key: &str, body: &Value) -> Receipt {
    let answer = ask(resident, key, body).await;
    let status = answer.status();
    assert!(status.is_success(), "{status}: {}", answer.text().await.unwrap());
    answer.json().await.unwrap()
}

async fn case_and_message(resident: &Resident, id: &str) -> (CaseRecord, MessageRecord) {
    let (mut cases, mut messages) = (Vec::new(), Vec::new());
    for record in records(resident).await {
        match record {
            FeedRecord::Case(case) if case.id == id => cases.push(*case),
            FeedRecord::Message(message) if message.case.as_deref() == Some(id) => messages.push(*message),
            _ => {}
        }
    }
    assert_eq!((cases.len(), messages.len()), (1, 1));
    (cases.remove(0), messages.remove(0))
}

#[tokio::test]
async fn what_rests_on_law_is_seen_and_logged_as_far_as_the_use_extends() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let day_care = used(&aino, "Päiväkotipaikan").await;
    assert_eq!(day_care.permission, None);
    let looked = server.authority().look_up(&wanted(&day_care)).unwrap();
    assert_eq!(looked.seen.unwrap().len(), day_care.categories.len());
    let line = lookup(&aino, &looked.lookup).await;
    assert_eq!((line.result.as_deref(), line.direction.as_deref()), (Some("allowed"), Some("viewed")));
    assert_eq!((line.data_use.as_ref(), line.purpose_type), (Some(&day_care.id), day_care.purpose_type.clone()));
    assert_eq!((line.receiver_code.as_str(), line.consent), ("haikkala", None));
    assert!(line.action.fi.unwrap().contains("Päiväkotipaikan"));

    let too_much = Wanted { data: vec!["pd:MedicalHealth".to_owned()], ..wanted(&day_care) };
    let stranger = Wanted { receiver: Some("org-nobody".to_owned()), ..wanted(&day_care) };
    for (wanted, denial) in [(too_much, Denial::OtherData), (stranger, Denial::Unnamed)] {
        let looked = server.authority().look_up(&wanted).unwrap();
        assert_eq!(looked.seen, Err(denial));
        assert_eq!(lookup(&aino, &looked.lookup).await.result.as_deref(), Some("denied"));
    }
    let school = used(&aino, "Perusopetus").await;
    let named = Wanted { receiver: Some(school.recipients[0].id.clone()), ..wanted(&school) };
    let looked = server.authority().look_up(&named).unwrap();
    assert_eq!(lookup(&aino, &looked.lookup).await.direction.as_deref(), Some("disclosed"));
    let nothing = Wanted { data_use: "nothing".to_owned(), ..Wanted::default() };
    assert!(server.authority().look_up(&nothing).is_err());
}

#[tokio::test]
async fn what_rests_on_a_consent_is_seen_while_it_holds_and_no_longer() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let times = used(&aino, "koulupäivään").await;
    let look = |data: &[&str]| {
        let data = data.iter().map(|id| (*id).to_owned()).collect();
        server.authority().look_up(&Wanted { data, ..wanted(&times) }).unwrap()
    };
    assert_eq!(look(&[]).seen, Err(Denial::NotGiven));
    let consent = about(&aino, "koulupäivään").await;
    said(&aino, &consent.id, "answer", "a", &given(&consent, &["ends"], Some("2026-11-18"))).await;
    let seen = look(&[]);
    let values = seen.seen.unwrap();
    assert_eq!(values.len(), 1);
    assert!(values[0].1.as_ref().unwrap().fi.as_ref().unwrap().contains("12.15"));
    let line = lookup(&aino, &seen.lookup).await;
    assert_eq!((line.consent.as_ref(), line.data_categories), (Some(&consent.id), vec!["ends".to_owned()]));
    assert_eq!((line.direction.as_deref(), line.receiver_code.as_str()), (Some("disclosed"), "org-club"));
    assert_eq!(look(&["ends", "teacher"]).seen, Err(Denial::OtherData), "she left that out");

    // The last day is one on which it holds; the day after is not.
    server.authority().set_today(today() + chrono::Days::new(1));
    assert!(look(&["ends"]).seen.is_ok());
    server.authority().set_today(today() + chrono::Days::new(2));
    assert_eq!(look(&["ends"]).seen, Err(Denial::Ended));
    server.authority().set_today(today());
    said(&aino, &consent.id, "withdrawal", "b", &json!({})).await;
    let denied = look(&["ends"]);
    assert_eq!(denied.seen, Err(Denial::Ended));
    assert_eq!(lookup(&aino, &denied.lookup).await.result.as_deref(), Some("denied"));
}

#[tokio::test]
async fn a_rogue_system_gets_the_data_and_leaves_its_line() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let times = used(&aino, "koulupäivään").await;
    let consent = about(&aino, "koulupäivään").await;
    said(&aino, &consent.id, "answer", "a", &given(&consent, &["ends"], Some("2027-01-31"))).await;
    said(&aino, &consent.id, "withdrawal", "b", &json!({})).await;
    let withdrawn = about(&aino, "koulupäivään").await.events.last().unwrap().time.clone();
    let later = DateTime::parse_from_rfc3339(&withdrawn).unwrap().to_utc() + TimeDelta::hours(1);
    let rogue = Wanted { at: Some(later), system: Some("Vanha liittymä".to_owned()), ..wanted(&times) };
    let looked = server.authority().look_around_gate(&rogue).unwrap();
    assert_eq!(looked.seen.unwrap().len(), 1);
    let line = lookup(&aino, &looked.lookup).await;
    assert_eq!((line.result.as_deref(), line.consent.as_ref()), (Some("allowed"), Some(&consent.id)));
    assert_eq!(DateTime::parse_from_rfc3339(&line.logtime).unwrap(), later);
    assert_eq!(line.receiver_system.as_deref(), Some("Vanha liittymä"));
}

#[tokio::test]
async fn a_prohibition_closes_the_gate_at_once_until_it_is_taken_back() {
    let server = kaarna().await;
    let aino = Resident::at(&server, "aino").await;
    let own = aino.myself().await.id;
    let of = |used: &DataUseRecord| used.party == own && used.permission.as_deref() == Some("prohibition");
    let disclosure = uses(&aino).await.into_iter().find(of).unwrap();
    let county = Wanted { receiver: Some("org-counties".to_owned()), ..wanted(&disclosure) };
    assert!(server.authority().look_up(&county).unwrap().seen.is_ok());

    let body = json!({ "party": own, "kind": "prohibit", "data_use": disclosure.id });
    let receipt = asked(&aino, "k-1", &body).await;
    assert_eq!(asked(&aino, "k-1", &body).await, receipt);
    problem(ask(&aino, "k-2", &body).await, StatusCode::CONFLICT).await;
    let made = consents(&aino).await.into_iter().find(|consent| Some(&consent.id) == receipt.record.as_ref()).unwrap();
    assert_eq!((made.permission.as_str(), made.data_use.as_ref()), ("prohibition", Some(&disclosure.id)));
    assert_eq!(made.events.iter().map(|event| event.state.as_str()).collect::<Vec<_>>(), ["given"]);
    assert_eq!((made.receipts.len(), &made.purpose.lawful_basis), (1, &disclosure.lawful_basis));
    assert_eq!(server.authority().look_up(&county).unwrap().seen, Err(Denial::Forbidden));
    let rogue = server.authority().look_around_gate(&county).unwrap();
    assert!(rogue.seen.is_ok());
    assert_eq!(lookup(&aino, &rogue.lookup).await.result.as_deref(), Some("allowed"));
    // It permits nothing, so it is no grant.
    let grant = aino.get(&format!("/v1/grants/{}", made.id)).send().await.unwrap();
    problem(grant, StatusCode::NOT_FOUND).await;
    problem(say(&aino, &made.id, "extension", "x", &given(&made, &[], None)).await, StatusCode::CONFLICT).await;

    said(&aino, &made.id, "withdrawal", "k-3", &json!({})).await;
    assert!(server.authority().look_up(&county).unwrap().seen.is_ok());
    let again = asked(&aino, "k-4", &body).await.record.unwrap();
    let again = consents(&aino).await.into_iter().find(|consent| consent.id == again).unwrap();
    assert_eq!(again.replaces.as_ref(), Some(&made.id));
}

#[tokio::test]
async fn what_is_asked_about_data_becomes_a_case_with_the_words_that_were_written() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let own = aino.myself().await.id;
    let library = used(&aino, "Kirjaston").await;
    for kind in ["access", "rectification", "erasure", "restriction", "objection"] {
        let body = json!({
            "party": own, "kind": kind, "data_use": library.id, "text": "Siksi, että näin on.", "lang": "fi",
        });
        let receipt = asked(&aino, kind, &body).await;
        assert_eq!(asked(&aino, kind, &body).await, receipt);
        let (case, message) = case_and_message(&aino, receipt.record.as_deref().unwrap()).await;
        assert_eq!((case.party.as_str(), case.matter.as_deref()), (own.as_str(), Some("library")));
        assert_eq!(case.status.code, "received");
        assert!(case.title.sv.unwrap().contains("Bibliotekets lån"));
        assert_eq!((message.body.fi.as_deref(), message.outgoing), (Some("Siksi, että näin on."), true));
    }
    // Everything that the body has, and nothing said about why.
    let receipt = asked(&aino, "all", &json!({ "party": own, "kind": "access" })).await;
    let (_, message) = case_and_message(&aino, receipt.record.as_deref().unwrap()).await;
    assert!(message.body.fi.unwrap().contains("kopion") && message.body.en.unwrap().contains("copy"));
}

#[tokio::test]
async fn what_the_law_does_not_give_is_not_taken() {
    let server = haikkala().await;
    let (aino, eero) = (Resident::at(&server, "aino").await, Resident::at(&server, "eero").await);
    let own = aino.myself().await.id;
    let (library, advice) = (used(&aino, "Kirjaston").await, used(&aino, "Neuvonta").await);
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    for (place, (kind, data_use, text)) in [
        ("objection", &advice, "Syy"),
        ("erasure", &advice, "Syy"),
        ("prohibit", &library, "Syy"),
        ("objection", &library, " "),
        ("rectification", &library, ""),
        ("oblivion", &library, "Syy"),
    ]
    .into_iter()
    .enumerate()
    {
        let body = json!({ "party": own, "kind": kind, "data_use": data_use.id, "text": text });
        let problem = problem(ask(&aino, &format!("k-{place}"), &body).await, unfit).await;
        assert_eq!(problem.errors.len(), 1, "{kind}");
    }
    problem(ask(&aino, "p", &json!({ "party": own, "kind": "prohibit" })).await, unfit).await;
    let long = json!({ "party": own, "kind": "access", "text": "a".repeat(10_001) });
    problem(ask(&aino, "l", &long).await, unfit).await;
    problem(ask(&eero, "e", &json!({ "party": own, "kind": "access" })).await, StatusCode::NOT_FOUND).await;
    let other = json!({ "party": own, "kind": "access", "data_use": "nothing" });
    problem(ask(&aino, "n", &other).await, StatusCode::NOT_FOUND).await;
    let mantylahti = start(Config::on(Body::Mantylahti, today())).await.unwrap();
    let aino = Resident::at(&mantylahti, "aino").await;
    let own = aino.myself().await.id;
    problem(ask(&aino, "m", &json!({ "party": own, "kind": "access" })).await, StatusCode::NOT_FOUND).await;
}

#[tokio::test]
async fn aino_asks_for_helmi_in_the_matters_that_she_may_handle() {
    let server = kaarna().await;
    let (aino, helmi) = (Resident::at(&server, "aino").await, Resident::at(&server, "helmi").await);
    let her = helmi.myself().await.id;
    let body = |data_use: Option<String>| json!({ "party": her, "kind": "access", "data_use": data_use });
    let (care, transport) = (used(&aino, "Kotihoito").await, used(&aino, "Kuljetuspalvelun").await);
    asked(&aino, "a", &body(Some(care.id.clone()))).await;
    problem(ask(&aino, "b", &body(Some(transport.id.clone()))).await, StatusCode::FORBIDDEN).await;
    problem(ask(&aino, "c", &body(None)).await, StatusCode::FORBIDDEN).await;
    asked(&helmi, "d", &body(Some(transport.id.clone()))).await;
    let check = async |resident: &Resident, id: &str| {
        resident.post(&format!("/v1/data-uses/{id}/erasure-check")).send().await.unwrap()
    };
    assert_eq!(check(&aino, &care.id).await.status(), StatusCode::OK);
    problem(check(&aino, &transport.id).await, StatusCode::FORBIDDEN).await;
}

#[tokio::test]
async fn an_erasure_is_tried_out_without_anything_being_erased() {
    let server = haikkala().await;
    let (aino, eero) = (Resident::at(&server, "aino").await, Resident::at(&server, "eero").await);
    let before = records(&aino).await;
    let check = async |used: &DataUseRecord| -> ErasureCheck {
        let answer = aino.post(&format!("/v1/data-uses/{}/erasure-check", used.id)).send().await.unwrap();
        answer.error_for_status().unwrap().json().await.unwrap()
    };
    for (purpose, code) in [
        ("Neuvonta", Some("legal_obligation")),
        ("Kirjaston", Some("public_task")),
        ("Vuokra-asunnon", Some("contract")),
        ("verkkosivuilla", Some("consent_holds")),
        ("asuntojen ehdottaminen", None),
    ] {
        let used = used(&aino, purpose).await;
        let answer = check(&used).await;
        assert_eq!(answer.allowed, code.is_none(), "{purpose}");
        assert_eq!(answer.reasons.first().map(|reason| reason.code.as_str()), code);
        assert_eq!(
            answer.reasons.first().and_then(|reason| reason.statute.clone()),
            used.statute.filter(|_| code.is_some())
        );
    }
    assert_eq!(records(&aino).await, before);
    let library = used(&aino, "Kirjaston").await;
    let path = format!("/v1/data-uses/{}/erasure-check", library.id);
    problem(eero.post(&path).send().await.unwrap(), StatusCode::NOT_FOUND).await;
    problem(aino.post("/v1/data-uses/nothing/erasure-check").send().await.unwrap(), StatusCode::NOT_FOUND).await;
}

#[tokio::test]
async fn every_party_is_told_how_far_back_the_log_goes() {
    for body in Body::ALL {
        let server = start(Config::on(body, today())).await.unwrap();
        let aino = Resident::at(&server, "aino").await;
        let all = records(&aino).await;
        let logs: Vec<AccessLogRecord> = all
            .iter()
            .filter_map(|record| if let FeedRecord::AccessLog(log) = record { Some(log.clone()) } else { None })
            .collect();
        let parties: Vec<_> = all
            .iter()
            .filter_map(|record| if let FeedRecord::Party(party) = record { Some(&party.id) } else { None })
            .collect();
        assert!(parties.iter().all(|party| logs.iter().filter(|log| log.party == **party).count() == 1), "{body}");
        let time = |text: &str| DateTime::parse_from_rfc3339(text).unwrap();
        for lookup in lookups(&aino).await {
            let log = logs.iter().find(|log| log.party == lookup.party).unwrap();
            assert!(time(&lookup.logtime) > time(&log.since), "{body}: {}", lookup.id);
        }
    }
}

#[tokio::test]
async fn the_world_has_one_lookup_after_a_withdrawal_and_the_gate_had_denied_one_before() {
    let server: Running = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let consent = about(&aino, "asuntojen ehdottaminen").await;
    let ended = consent.events.last().unwrap();
    assert_eq!(ended.state, "withdrawn");
    let time = |text: &str| DateTime::parse_from_rfc3339(text).unwrap();
    let after: Vec<_> = lookups(&aino)
        .await
        .into_iter()
        .filter(|line| line.consent.as_ref() == Some(&consent.id) && time(&line.logtime) > time(&ended.time))
        .collect();
    let results: Vec<_> = after.iter().map(|line| line.result.as_deref().unwrap()).collect();
    assert_eq!(results, ["denied", "allowed"]);
    assert!(time(&after[1].logtime) - time(&ended.time) > TimeDelta::days(1));
}

#[tokio::test]
async fn the_answers_are_what_the_description_promises() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let api = description::description(&server).await;
    let own = aino.myself().await.id;
    for (key, body) in [
        ("1", json!({ "party": own, "kind": "access" })),
        ("2", json!({ "party": "nobody", "kind": "access" })),
        ("3", json!({ "party": own, "kind": "objection" })),
    ] {
        description::check(&api, "/v1/data-requests", "post", ask(&aino, key, &body).await).await;
    }
    let library = used(&aino, "Kirjaston").await;
    for id in [library.id.as_str(), "nothing"] {
        let answer = aino.post(&format!("/v1/data-uses/{id}/erasure-check")).send().await.unwrap();
        description::check(&api, "/v1/data-uses/{id}/erasure-check", "post", answer).await;
    }
}
