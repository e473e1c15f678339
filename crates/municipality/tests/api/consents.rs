//! Consents as residents answer, prolong and withdraw them, with chain and receipts checked as anybody could.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use municipality::{Body, Config, Running, start};
use reqwest::{Response, StatusCode};
use resident_api::{
    ConsentReceiptRecord, ConsentRecord, DataUseRecord, FeedChange, FeedRecord, Grant, Receipt, SigningKeys,
};
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    description,
    resident::{Resident, haikkala, problem, stranger, today},
};

pub async fn kaarna() -> Running {
    start(Config::on(Body::Kaarna, today())).await.unwrap()
}

pub async fn records(resident: &Resident) -> Vec<FeedRecord> {
    let record = |change| if let FeedChange::Upsert(record) = change { Some(record) } else { None };
    resident.walk(None, 1000).await.0.into_iter().filter_map(record).collect()
}

pub async fn consents(resident: &Resident) -> Vec<ConsentRecord> {
    let consent = |record| if let FeedRecord::Consent(consent) = record { Some(*consent) } else { None };
    records(resident).await.into_iter().filter_map(consent).collect()
}

pub async fn uses(resident: &Resident) -> Vec<DataUseRecord> {
    let used = |record| if let FeedRecord::DataUse(used) = record { Some(*used) } else { None };
    records(resident).await.into_iter().filter_map(used).collect()
}

/// The consent of the world for this purpose, the newest one.
pub async fn about(resident: &Resident, purpose: &str) -> ConsentRecord {
    let all = consents(resident).await;
    let of = |consent: &&ConsentRecord| consent.purpose.purpose.fi.as_deref().unwrap().contains(purpose);
    let replaced: Vec<_> = all.iter().filter_map(|consent| consent.replaces.clone()).collect();
    all.iter().filter(of).find(|consent| !replaced.contains(&consent.id)).unwrap().clone()
}

async fn consent(resident: &Resident, id: &str) -> ConsentRecord {
    consents(resident).await.into_iter().find(|consent| consent.id == id).unwrap()
}

pub fn given(consent: &ConsentRecord, items: &[&str], valid_to: Option<&str>) -> Value {
    let resources: Vec<_> =
        items.iter().map(|item| json!({ "type": "urn:resident-api:consent-item", "value": item })).collect();
    json!({
        "answer": "given", "notice_sha256": consent.notice.texts[0].sha256, "lang": "fi",
        "authorization_details": [{
            "type": "urn:resident-api:consent", "id": consent.id, "from": consent.party, "valid_to": valid_to,
            "consent_rights": [{ "action": ["read"], "resource": resources }],
        }],
    })
}

fn refused(consent: &ConsentRecord) -> Value {
    json!({ "answer": "refused", "notice_sha256": consent.notice.texts[1].sha256 })
}

pub async fn say(resident: &Resident, id: &str, what: &str, key: &str, body: &Value) -> Response {
    let path = format!("/v1/consents/{id}/{what}");
    resident.post(&path).header("idempotency-key", key).json(body).send().await.unwrap()
}

pub async fn said(resident: &Resident, id: &str, what: &str, key: &str, body: &Value) -> Receipt {
    let answer = say(resident, id, what, key, body).await;
    let status = answer.status();
    assert!(status.is_success(), "{status}: {}", answer.text().await.unwrap());
    answer.json().await.unwrap()
}

fn states(consent: &ConsentRecord) -> Vec<&str> {
    consent.events.iter().map(|event| event.state.as_str()).collect()
}

/// A new request of the authority's, in Aino's own matters unless it is changed.
pub fn request(
    server: &Running,
    like: &ConsentRecord,
    id: &str,
    change: impl FnOnce(&mut ConsentRecord),
) -> ConsentRecord {
    let mut consent = like.clone();
    id.clone_into(&mut consent.id);
    consent.replaces = None;
    consent.receipts.clear();
    consent.events.truncate(1);
    consent.events[0].prev_hash = hex::encode(Sha256::digest(id));
    change(&mut consent);
    server.authority().upsert(FeedRecord::Consent(Box::new(consent.clone()))).unwrap();
    consent
}

/// Checks that each event names the one before, and each by the resident has a receipt with a good signature.
async fn is_sound(server: &Running, consent: &ConsentRecord) {
    let keys = stranger().get(format!("{}/v1/signing-keys", server.base_url())).send().await.unwrap();
    let keys: SigningKeys = keys.json().await.unwrap();
    let mut before = hex::encode(Sha256::digest(&consent.id));
    let mut receipts = consent.receipts.iter();
    for event in &consent.events {
        assert_eq!(event.prev_hash, before, "{}", consent.id);
        before = hex::encode(Sha256::digest(serde_json_canonicalizer::to_vec(event).unwrap()));
        if !["given", "refused", "withdrawn"].contains(&event.state.as_str()) {
            continue;
        }
        let receipt = receipts.next().unwrap_or_else(|| panic!("{}: no receipt of {}", consent.id, event.state));
        assert_eq!((&receipt.event_sha256, &receipt.state, &receipt.created), (&before, &event.state, &event.time));
        assert_eq!((&receipt.items, &receipt.valid_to), (&event.items, &event.valid_to));
        assert_eq!((&receipt.recipient, &receipt.record_id), (&consent.party, &consent.id));
        is_signed(&keys, receipt);
    }
    assert_eq!(receipts.next(), None, "a receipt of nothing");
    let chain = consent.receipts.windows(2).all(|pair| pair[1].replaces.as_ref() == Some(&pair[0].receipt_id));
    assert!(chain && consent.receipts.first().is_none_or(|first| first.replaces.is_none()));
}

fn is_signed(keys: &SigningKeys, receipt: &ConsentReceiptRecord) {
    let (header, signature) = receipt.signature.split_once("..").unwrap();
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
    let said: Value = serde_json::from_slice(&bytes(header)).unwrap();
    let key = keys.keys.iter().find(|key| said["kid"] == key.kid.as_str()).unwrap();
    let made = chrono::DateTime::parse_from_rfc3339(&receipt.created).unwrap().timestamp();
    assert_eq!(said["iat"], made);
    assert!(key.nbf <= made);
    let mut content = serde_json::to_value(receipt).unwrap();
    content.as_object_mut().unwrap().remove("signature");
    let content = URL_SAFE_NO_PAD.encode(serde_json_canonicalizer::to_vec(&content).unwrap());
    let point = [vec![4], bytes(&key.x), bytes(&key.y)].concat();
    let public = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point);
    public.verify(format!("{header}.{content}").as_bytes(), &bytes(signature)).unwrap();
}

#[tokio::test]
async fn aino_gives_what_the_club_asks_for_elsa_but_for_what_she_leaves_out() {
    let server = haikkala().await;
    let (aino, eero) = (Resident::at(&server, "aino").await, Resident::at(&server, "eero").await);
    let asked = about(&aino, "koulupäivään").await;
    let (_, mark) = eero.walk(None, 1000).await;
    let body = given(&asked, &["ends", "teacher"], Some("2027-01-31"));
    let receipt = said(&aino, &asked.id, "answer", "k-1", &body).await;
    assert_eq!(receipt.record.as_ref(), Some(&asked.id));
    assert_eq!(receipt.body_sha256, hex::encode(Sha256::digest(serde_json::to_vec(&body).unwrap())));

    let now = consent(&aino, &asked.id).await;
    assert_eq!(states(&now), ["requested", "given"]);
    let event = now.events.last().unwrap();
    assert_eq!(
        (event.items.as_slice(), event.valid_to.as_deref()),
        (["ends", "teacher"].map(str::to_owned).as_slice(), Some("2027-01-31"))
    );
    assert_eq!((&event.by, event.on_behalf_of.as_ref()), (&aino.myself().await.id, Some(&asked.party)));
    assert_eq!(event.notice_sha256.as_ref(), Some(&asked.notice.texts[0].sha256));
    is_sound(&server, &now).await;
    // Her other guardian sees it, too.
    let (news, _) = eero.walk(Some(&mark), 1000).await;
    assert_eq!(news, [FeedChange::Upsert(FeedRecord::Consent(Box::new(now)))]);

    // The same request is one; another one comes too late, and the key is good for no other.
    assert_eq!(said(&aino, &asked.id, "answer", "k-1", &body).await, receipt);
    problem(say(&aino, &asked.id, "answer", "k-2", &body).await, StatusCode::CONFLICT).await;
    problem(say(&aino, &asked.id, "answer", "k-1", &refused(&asked)).await, StatusCode::UNPROCESSABLE_ENTITY).await;
    problem(say(&eero, &asked.id, "answer", "k-1", &refused(&asked)).await, StatusCode::CONFLICT).await;
}

#[tokio::test]
async fn refusing_needs_nothing_more_and_is_final() {
    let server = kaarna().await;
    let aino = Resident::at(&server, "aino").await;
    let asked = about(&aino, "unesta").await;
    said(&aino, &asked.id, "answer", "k-1", &refused(&asked)).await;
    let now = consent(&aino, &asked.id).await;
    assert_eq!(states(&now), ["requested", "refused"]);
    assert!(now.events[1].items.is_empty() && now.events[1].on_behalf_of.is_none());
    is_sound(&server, &now).await;
    let body = given(&asked, &["sleep", "birth_year"], Some("2027-01-31"));
    problem(say(&aino, &asked.id, "answer", "k-2", &body).await, StatusCode::CONFLICT).await;
    problem(say(&aino, &asked.id, "withdrawal", "k-3", &json!({})).await, StatusCode::CONFLICT).await;
}

#[tokio::test]
async fn an_answer_that_does_not_fit_the_request_changes_nothing() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let asked = about(&aino, "koulupäivään").await;
    let whole = given(&asked, &["ends"], Some("2027-01-31"));
    let change = |pointer: &str, value: Value| {
        let mut body = whole.clone();
        *body.pointer_mut(pointer).unwrap() = value;
        body
    };
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    for (place, body) in [
        change("/answer", json!("perhaps")),
        change("/answer", json!("refused")),
        change("/authorization_details", json!([])),
        change("/authorization_details/0/type", json!("urn:other")),
        change("/authorization_details/0/id", json!("another")),
        change("/authorization_details/0/from", json!("another")),
        change("/authorization_details/0/valid_to", json!("2026-11-16")),
        change("/authorization_details/0/valid_to", json!("2027-05-18")),
        change("/authorization_details/0/valid_to", json!("soon")),
        change("/authorization_details/0/valid_to", json!(null)),
        change("/authorization_details/0/consent_rights", json!([])),
        change("/authorization_details/0/consent_rights/0/action/0", json!("write")),
        change("/authorization_details/0/consent_rights/0/resource/0/value", json!("teacher")),
        change("/authorization_details/0/consent_rights/0/resource/0/type", json!("urn:other")),
    ]
    .iter()
    .enumerate()
    {
        let problem = problem(say(&aino, &asked.id, "answer", &format!("k-{place}"), body).await, unfit).await;
        assert_eq!(problem.errors.len(), 1, "{body}");
    }
    let other = change("/notice_sha256", json!("0".repeat(64)));
    problem(say(&aino, &asked.id, "answer", "n", &other).await, StatusCode::PRECONDITION_FAILED).await;
    let path = format!("/v1/consents/{}/answer", asked.id);
    problem(aino.post(&path).json(&whole).send().await.unwrap(), StatusCode::BAD_REQUEST).await;
    assert_eq!(consent(&aino, &asked.id).await, asked);
    // The last day that it can have is one that it can have.
    said(&aino, &asked.id, "answer", "last", &change("/authorization_details/0/valid_to", json!("2027-05-17"))).await;
}

#[tokio::test]
async fn only_who_may_act_in_the_matter_can_say_anything() {
    let server = kaarna().await;
    let (aino, helmi) = (Resident::at(&server, "aino").await, Resident::at(&server, "helmi").await);
    let eero = Resident::at(&server, "eero").await;
    let like = about(&aino, "unesta").await;
    let her = helmi.myself().await.id;
    for (id, matter) in [("in-scope", "home_care"), ("out-of-scope", "mobility")] {
        request(&server, &like, id, |consent| {
            consent.party.clone_from(&her);
            consent.matter = Some(matter.to_owned());
        });
    }
    let body = |id: &str| {
        let consent = ConsentRecord { id: id.to_owned(), party: her.clone(), ..like.clone() };
        given(&consent, &["sleep", "birth_year"], Some("2027-01-31"))
    };
    problem(say(&aino, "out-of-scope", "answer", "a", &body("out-of-scope")).await, StatusCode::FORBIDDEN).await;
    problem(say(&eero, "in-scope", "answer", "a", &body("in-scope")).await, StatusCode::NOT_FOUND).await;
    problem(say(&aino, "nothing", "answer", "b", &body("nothing")).await, StatusCode::NOT_FOUND).await;
    let (_, mark) = helmi.walk(None, 1000).await;
    said(&aino, "in-scope", "answer", "c", &body("in-scope")).await;
    // She sees that it was Aino who gave it.
    let (news, _) = helmi.walk(Some(&mark), 1000).await;
    assert!(news.iter().any(
        |change| matches!(change, FeedChange::Upsert(FeedRecord::Acted(acted)) if acted.actor_name == "Aino Virta")
    ));
    assert_eq!(consent(&helmi, "in-scope").await.events[1].on_behalf_of.as_ref(), Some(&her));

    // What only the party can answer, nobody answers or withdraws for them.
    let onni = about(&aino, "päiväkodille").await;
    request(&server, &onni, "his-own", |consent| consent.party_only = true);
    let his = ConsentRecord { id: "his-own".to_owned(), ..onni };
    let body = given(&his, &["vaccinations", "next"], Some("2027-01-31"));
    for (what, body) in [("answer", &body), ("answer", &refused(&his)), ("withdrawal", &json!({}))] {
        problem(say(&aino, "his-own", what, "d", body).await, StatusCode::FORBIDDEN).await;
    }
    request(&server, &like, "her-own", |consent| consent.party_only = true);
    said(&aino, "her-own", "answer", "e", &refused(&like)).await;
}

#[tokio::test]
async fn a_request_whose_time_is_over_is_not_answered() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let like = about(&aino, "koulupäivään").await;
    let asked = request(&server, &like, "short", |consent| consent.answer_by = Some("2026-11-17".to_owned()));
    server.authority().set_today(today() + chrono::Days::new(1));
    let body = given(&asked, &["ends"], Some("2027-01-31"));
    problem(say(&aino, "short", "answer", "a", &body).await, StatusCode::CONFLICT).await;
    server.authority().set_today(today());
    said(&aino, "short", "answer", "b", &body).await;
}

#[tokio::test]
async fn to_prolong_is_another_consent_in_the_place_of_the_one_that_holds() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let held = about(&aino, "verkkosivuilla").await;
    assert!(held.replaces.is_some(), "the world has prolonged it once");
    let body = given(&held, &["group", "single"], Some("2027-06-30"));
    let receipt = said(&aino, &held.id, "extension", "k-1", &body).await;
    let new = about(&aino, "verkkosivuilla").await;
    assert_eq!(receipt.record.as_ref(), Some(&new.id));
    assert_eq!((new.replaces.as_ref(), states(&new)), (Some(&held.id), vec!["given"]));
    assert_eq!(new.events[0].valid_to.as_deref(), Some("2027-06-30"));
    let before = consent(&aino, &held.id).await;
    assert_eq!(before.events.last().unwrap().state, "expired");
    is_sound(&server, &new).await;
    is_sound(&server, &before).await;
    let used = uses(&aino).await.into_iter().find(|used| Some(&used.id) == new.data_use.as_ref()).unwrap();
    assert_eq!(used.consent.as_ref(), Some(&new.id));

    assert_eq!(said(&aino, &held.id, "extension", "k-1", &body).await, receipt);
    problem(say(&aino, &held.id, "extension", "k-2", &body).await, StatusCode::CONFLICT).await;
    let fit = given(&new, &["group"], Some("2027-06-30"));
    let late = given(&new, &["group"], Some("2028-06-30"));
    let endless = given(&new, &["group"], None);
    for (key, body) in [("l", &late), ("e", &endless), ("r", &refused(&new))] {
        problem(say(&aino, &new.id, "extension", key, body).await, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    said(&aino, &new.id, "extension", "f", &fit).await;
}

#[tokio::test]
async fn withdrawing_ends_it_at_once_and_a_grant_is_the_same_thing() {
    let server = haikkala().await;
    let (aino, eero) = (Resident::at(&server, "aino").await, Resident::at(&server, "eero").await);
    let held = about(&aino, "verkkosivuilla").await;
    let path = format!("/v1/grants/{}", held.id);
    let grant = async |resident: &Resident| -> Grant {
        resident.get(&path).send().await.unwrap().error_for_status().unwrap().json().await.unwrap()
    };
    let before = grant(&aino).await;
    let detail = &before.authorization_details[0];
    assert!(before.active);
    assert_eq!((detail.from.as_str(), detail.to.as_deref()), (held.party.as_str(), Some("haikkala")));
    assert_eq!(detail.consent_rights[0].resource[0].value, "group");
    assert_eq!(detail.valid_to, held.events[0].valid_to);

    let receipt = said(&aino, &held.id, "withdrawal", "k-1", &json!({})).await;
    assert_eq!(said(&aino, &held.id, "withdrawal", "k-1", &json!({})).await, receipt);
    problem(say(&aino, &held.id, "withdrawal", "k-2", &json!({})).await, StatusCode::CONFLICT).await;
    let now = consent(&aino, &held.id).await;
    assert_eq!(states(&now), ["given", "withdrawn"]);
    is_sound(&server, &now).await;
    assert!(!grant(&eero).await.active);

    // Revoking what is withdrawn is nothing new; what is asked, over or nobody's cannot be revoked.
    let delete =
        async |resident: &Resident, id: &str| resident.delete(&format!("/v1/grants/{id}")).send().await.unwrap();
    assert_eq!(delete(&aino, &held.id).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(consent(&aino, &held.id).await, now);
    problem(delete(&aino, now.replaces.as_ref().unwrap()).await, StatusCode::CONFLICT).await;
    problem(delete(&aino, "nothing").await, StatusCode::NOT_FOUND).await;
    let asked = about(&aino, "koulupäivään").await;
    problem(delete(&aino, &asked.id).await, StatusCode::CONFLICT).await;
    said(&aino, &asked.id, "answer", "k-3", &given(&asked, &["ends"], Some("2027-01-31"))).await;
    assert_eq!(delete(&eero, &asked.id).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(delete(&aino, &asked.id).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(states(&consent(&aino, &asked.id).await), ["requested", "given", "withdrawn"]);
}

#[tokio::test]
async fn a_withdrawal_that_overtakes_the_giving_holds() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let asked = about(&aino, "koulupäivään").await;
    said(&aino, &asked.id, "withdrawal", "k-1", &json!({})).await;
    let late = say(&aino, &asked.id, "answer", "k-2", &given(&asked, &["ends"], Some("2027-01-31"))).await;
    problem(late, StatusCode::CONFLICT).await;
    let ended = consent(&aino, &asked.id).await;
    assert_eq!(states(&ended), ["requested", "refused"]);
    is_sound(&server, &ended).await;
}

#[tokio::test]
async fn opening_a_request_is_recorded_and_answers_nothing() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let asked = about(&aino, "koulupäivään").await;
    let opened = json!({ "opened_at": "2026-11-17T07:15:00Z" });
    let path = format!("/v1/consent/{}/opened", asked.id);
    let answer = aino.post(&path).header("idempotency-key", "k-1").json(&opened).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(server.authority().opened().unwrap()[0].id, asked.id);
    assert_eq!(consent(&aino, &asked.id).await, asked);
}

#[tokio::test]
async fn every_consent_of_the_world_is_chained_and_receipted() {
    let mut states_seen = std::collections::BTreeSet::new();
    for body in Body::ALL {
        let server = start(Config::on(body, today())).await.unwrap();
        let aino = Resident::at(&server, "aino").await;
        for consent in consents(&aino).await {
            is_sound(&server, &consent).await;
            states_seen.insert(consent.events.last().unwrap().state.clone());
            for text in &consent.notice.texts {
                assert_eq!(text.sha256, hex::encode(Sha256::digest(&text.text)));
            }
        }
    }
    assert_eq!(Vec::from_iter(states_seen), ["expired", "given", "refused", "requested", "withdrawn"]);
}

#[tokio::test]
async fn a_notice_can_be_read_in_each_language_and_as_it_was_before() {
    let server = kaarna().await;
    let aino = Resident::at(&server, "aino").await;
    let notice = about(&aino, "unesta").await.notice;
    let read = async |version: &str, languages: &str| {
        let card = reqwest::Url::parse(&format!("{}/.well-known/resident-api", server.base_url())).unwrap();
        let address = card.join(&notice.url.replace("/2", &format!("/{version}"))).unwrap();
        stranger().get(address).header("accept-language", languages).send().await.unwrap()
    };
    for (place, language) in ["fi", "sv", "en"].into_iter().enumerate() {
        let answer = read("2", language).await.error_for_status().unwrap();
        assert_eq!(answer.headers()["content-language"], language);
        assert_eq!(answer.headers()["content-type"], "text/plain; charset=utf-8");
        assert_eq!(hex::encode(Sha256::digest(answer.bytes().await.unwrap())), notice.texts[place].sha256);
    }
    let before = &notice.previous.as_ref().unwrap().texts[0].text;
    assert_eq!(&read("1", "de, fi;q=0.5").await.text().await.unwrap(), before);
    assert_ne!(before, &notice.texts[0].text);
    problem(read("3", "fi").await, StatusCode::NOT_FOUND).await;
}

#[tokio::test]
async fn the_answers_are_what_the_description_promises() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let api = description::description(&server).await;
    let (asked, held) = (about(&aino, "koulupäivään").await, about(&aino, "verkkosivuilla").await);
    let body = given(&asked, &["ends"], Some("2027-01-31"));
    let other = json!({ "answer": "refused", "notice_sha256": "" });
    for (id, what, key, body) in [
        (&asked.id, "answer", "1", &other),
        (&asked.id, "answer", "2", &body),
        (&asked.id, "answer", "3", &body),
        (&held.id, "answer", "2", &body),
        (&held.id, "extension", "4", &body),
        (&held.id, "extension", "5", &given(&held, &["group"], Some("2027-06-30"))),
        (&held.id, "extension", "6", &given(&held, &["group"], Some("2027-06-30"))),
        (&asked.id, "withdrawal", "7", &json!({})),
        (&asked.id, "withdrawal", "8", &json!({})),
        (&"nothing".to_owned(), "withdrawal", "9", &json!({})),
    ] {
        let answer = say(&aino, id, what, key, body).await;
        description::check(&api, &format!("/v1/consents/{{id}}/{what}"), "post", answer).await;
    }
    for id in [asked.id.as_str(), "nothing"] {
        let path = format!("/v1/grants/{id}");
        description::check(&api, "/v1/grants/{id}", "get", aino.get(&path).send().await.unwrap()).await;
        description::check(&api, "/v1/grants/{id}", "delete", aino.delete(&path).send().await.unwrap()).await;
    }
    let nothing = aino.get("/v1/notices/nothing/1").send().await.unwrap();
    description::check(&api, "/v1/notices/{id}/{version}", "get", nothing).await;
}
