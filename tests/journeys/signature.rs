//! Signed decisions: what holds, what cannot be checked yet, and what does not match.

use domain::{
    id::{RecordKey, RecordKind},
    signature::Mismatch,
};
use municipality::Fault;
use protocol::{
    ReadItem,
    signature::SignatureView,
    view::{DecisionBody, ItemBody},
};
use resident_api::{FeedRecord, SigningKeys};
use serde_json::{Value, json};
use tests::{Device, Script, TODAY, Town, decision, key};

const KEYS: &str = "/v1/signing-keys";

fn item(town: &Town, id: &str) -> RecordKey {
    key(town.source(), RecordKind::Decision, id)
}

async fn read(device: &Device, item: &RecordKey) -> DecisionBody {
    match device.ask(ReadItem { item: item.clone() }).await.unwrap().body {
        ItemBody::Decision(body) => *body,
        other => panic!("{other:?}"),
    }
}

async fn signature(device: &Device, town: &Town, id: &str) -> SignatureView {
    read(device, &item(town, id)).await.signature
}

/// Whether the inbox says of it that its signature does not match.
async fn is_listed_as_mismatch(device: &Device, town: &Town, id: &str) -> bool {
    let item = item(town, id);
    device.inbox().await.unwrap().into_iter().find(|headline| headline.item == item).unwrap().mismatch
}

fn aino(town: &Town) -> String {
    town.parties("aino").unwrap().remove(0).0
}

fn issue(town: &Town, id: &str) {
    town.authority().upsert(FeedRecord::Decision(Box::new(decision(id, &aino(town), "Venepaikka")))).unwrap();
}

/// A decision's record as it would be issued, signed, with these members added before.
fn signed(town: &Town, id: &str, more: &Value) -> Value {
    let mut record = serde_json::to_value(decision(id, &aino(town), "Venepaikka")).unwrap();
    for (name, value) in more.as_object().unwrap() {
        record[name] = value.clone();
    }
    town.authority().signed(record).unwrap()
}

/// Brings these records to Aino's device as they are.
async fn deliver(device: &Device, town: &Town, records: &[Value]) {
    let changes: Vec<_> = records
        .iter()
        .map(|record| json!({ "op": "upsert", "kind": "decision", "record": record }).to_string())
        .collect();
    deliver_text(device, town, &changes.join(",")).await;
}

async fn deliver_text(device: &Device, town: &Town, changes: &str) {
    town.faults().begin_at("/v1/changes", Fault::Insert(changes.to_owned()));
    device.sync().await.unwrap();
    town.faults().end();
}

fn published(town: &Town) -> SigningKeys {
    town.authority().signing_keys().unwrap()
}

async fn haikkala() -> (Town, Device) {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    (haikkala, device)
}

fn mismatch(why: Mismatch) -> SignatureView {
    SignatureView::Mismatch { why }
}

#[tokio::test]
async fn a_signed_decision_is_checked_also_offline_and_after_a_restart() {
    let (haikkala, device) = haikkala().await;
    issue(&haikkala, "d-signed");
    device.sync().await.unwrap();
    let SignatureView::Checked { by, key, signed, revoked } = signature(&device, &haikkala, "d-signed").await else {
        panic!("not checked")
    };
    assert_eq!(by.value, "Haikkala");
    assert_eq!(key, published(&haikkala).keys[0].kid);
    assert_eq!((signed.date.to_string().as_str(), revoked), (TODAY, None));
    assert!(!is_listed_as_mismatch(&device, &haikkala, "d-signed").await);

    haikkala.faults().begin(Fault::CutOff);
    let device = device.restart().await.unwrap();
    assert!(matches!(signature(&device, &haikkala, "d-signed").await, SignatureView::Checked { .. }));
}

#[tokio::test]
async fn the_demo_has_signed_decisions_and_older_ones_without_a_signature() {
    let (_haikkala, device) = haikkala().await;
    device.sync().await.unwrap();
    let (mut checked, mut unsigned) = (0, 0);
    for headline in device.inbox().await.unwrap() {
        if headline.item.kind != RecordKind::Decision {
            continue;
        }
        match read(&device, &headline.item).await.signature {
            SignatureView::Checked { .. } => checked += 1,
            SignatureView::Unsigned => unsigned += 1,
            other => panic!("{:?}: {other:?}", headline.title.value),
        }
        assert!(!headline.mismatch);
    }
    assert!(checked >= 2 && unsigned >= 1, "{checked} signed, {unsigned} not");
}

#[tokio::test]
async fn whatever_was_changed_does_not_match_and_the_decision_can_still_be_read() {
    let (haikkala, device) = haikkala().await;
    device.sync().await.unwrap();
    let with_file = json!({ "documents": [{
        "id": "f-1", "name": { "fi": "Päätös" }, "media_type": "application/pdf", "size": 10, "sha256": "a".repeat(64),
    }], "a_member_of_tomorrow": { "deep": [1, 2.5, 1e21, "€"] } });
    let change = |id: &str, pointer: &str, value: Value| {
        let mut record = signed(&haikkala, id, &with_file);
        *record.pointer_mut(pointer).unwrap() = value;
        record
    };
    let tampered = [
        change("t-outcome", "/outcome", json!("granted")),
        change("t-summary", "/summary/fi", json!("Hakemus hyväksyttiin.")),
        change("t-file", "/documents/0/sha256", json!("b".repeat(64))),
        change("t-unknown", "/a_member_of_tomorrow/deep/0", json!(2)),
        change("t-id", "/id", json!("t-another-id")),
        {
            let mut record = signed(&haikkala, "t-added", &with_file);
            record["another"] = json!(true);
            record
        },
        {
            let mut record = signed(&haikkala, "t-removed", &with_file);
            record.as_object_mut().unwrap().remove("a_member_of_tomorrow");
            record
        },
    ];
    deliver(&device, &haikkala, &tampered).await;
    for record in &tampered {
        let id = record["id"].as_str().unwrap();
        assert_eq!(signature(&device, &haikkala, id).await, mismatch(Mismatch::Altered), "{id}");
        assert!(is_listed_as_mismatch(&device, &haikkala, id).await, "{id}");
        assert!(read(&device, &item(&haikkala, id)).await.appeal.is_some(), "{id}");
    }
}

#[tokio::test]
async fn members_in_another_order_and_numbers_spelled_otherwise_are_the_same_decision() {
    let (haikkala, device) = haikkala().await;
    device.sync().await.unwrap();
    let record = signed(&haikkala, "r-order", &json!({ "z": 4.5, "é": 1e3, "b": { "y": 1, "x": "\u{20ac}" } }));
    let mut members: Vec<_> = record.as_object().unwrap().iter().collect();
    members.reverse();
    let members = members.into_iter().map(|(name, value)| format!("{}: {value}", json!(name))).collect::<Vec<_>>();
    let text = members.join(" ,\n").replace("1000.0", "1000").replace("4.5", "45e-1").replace('\u{20ac}', "\\u20AC");
    assert_ne!(text.len(), record.to_string().len());
    deliver_text(&device, &haikkala, &format!(r#"{{"op":"upsert","kind":"decision","record":{{{text}}}}}"#)).await;
    assert!(matches!(signature(&device, &haikkala, "r-order").await, SignatureView::Checked { .. }));
}

#[tokio::test]
async fn what_is_no_signature_of_the_contract_does_not_hold() {
    let (haikkala, device) = haikkala().await;
    device.sync().await.unwrap();
    let sound = signed(&haikkala, "s-sound", &json!({}));
    let jws = sound["signature"].as_str().unwrap().to_owned();
    let (header, bytes) = jws.split_once("..").unwrap();
    let kid = &published(&haikkala).keys[0].kid;
    let iat = 1_795_000_000;
    let with_header = |header: Value| json!(format!("{}..{bytes}", base64url(&header.to_string())));
    let wrong = [
        json!(""),
        json!(header),
        json!(format!("{header}.e30.{bytes}")),
        json!(format!("{header}..{bytes}.")),
        json!(format!("{header}..!!!")),
        json!(7),
        json!(["a"]),
        json!("x".repeat(5000)),
        with_header(json!({ "alg": "none", "kid": kid, "iat": iat })),
        with_header(json!({ "alg": "HS256", "kid": kid, "iat": iat })),
        with_header(json!({ "alg": "ES256", "iat": iat })),
        with_header(json!({ "alg": "ES256", "kid": kid })),
        with_header(json!({ "alg": "ES256", "kid": kid, "iat": iat, "crit": ["exp"], "exp": 1 })),
        with_header(json!({ "alg": "ES256", "kid": kid, "iat": iat, "b64": false, "crit": ["b64"] })),
    ];
    let records: Vec<_> = wrong
        .iter()
        .enumerate()
        .map(|(number, signature)| {
            let mut record = sound.clone();
            record["id"] = json!(format!("s-{number}"));
            record["signature"] = signature.clone();
            record
        })
        .collect();
    deliver(&device, &haikkala, &records).await;
    for (number, signature_text) in wrong.iter().enumerate() {
        let seen = signature(&device, &haikkala, &format!("s-{number}")).await;
        assert_eq!(seen, mismatch(Mismatch::Unreadable), "{signature_text}");
        assert!(is_listed_as_mismatch(&device, &haikkala, &format!("s-{number}")).await, "{signature_text}");
    }
    let mut other_header = sound.clone();
    other_header["signature"] = with_header(json!({ "alg": "ES256", "kid": kid, "iat": iat }));
    deliver(&device, &haikkala, &[other_header]).await;
    assert_eq!(
        signature(&device, &haikkala, "s-sound").await,
        mismatch(Mismatch::Altered),
        "the header is signed, too"
    );
}

fn base64url(text: &str) -> String {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.encode(text)
}

#[tokio::test]
async fn a_new_key_signs_and_the_one_before_still_holds() {
    let (haikkala, device) = haikkala().await;
    issue(&haikkala, "d-before");
    device.sync().await.unwrap();
    haikkala.authority().rotate_signing_key().unwrap();
    issue(&haikkala, "d-after");
    device.sync().await.unwrap();
    let named = async |id: &str| match signature(&device, &haikkala, id).await {
        SignatureView::Checked { key, .. } => key,
        other => panic!("{id}: {other:?}"),
    };
    let keys = published(&haikkala).keys;
    assert_eq!(named("d-before").await, keys[0].kid);
    assert_eq!(named("d-after").await, keys[1].kid);
}

#[tokio::test]
async fn a_revoked_key_leaves_what_it_signed_before_and_nothing_after() {
    let (haikkala, device) = haikkala().await;
    issue(&haikkala, "d-signed");
    device.sync().await.unwrap();
    let kid = published(&haikkala).keys[0].kid.clone();
    let later = format!("{TODAY}T23:59:59+02:00").parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    haikkala.authority().revoke_signing_key(&kid, later).unwrap();
    // The keys are asked for again when they are a day old.
    device.host.pass(std::time::Duration::from_hours(25));
    device.sync().await.unwrap();
    let SignatureView::Checked { revoked, .. } = signature(&device, &haikkala, "d-signed").await else {
        panic!("an older signature holds")
    };
    assert_eq!(revoked.unwrap().date.to_string(), TODAY);

    let earlier = "2026-11-01T12:00:00Z".parse().unwrap();
    haikkala.authority().revoke_signing_key(&kid, earlier).unwrap();
    device.host.pass(std::time::Duration::from_hours(25));
    device.sync().await.unwrap();
    assert_eq!(signature(&device, &haikkala, "d-signed").await, mismatch(Mismatch::KeyNotInUse));
    assert!(is_listed_as_mismatch(&device, &haikkala, "d-signed").await, "lists know what the new keys say");
}

#[tokio::test]
async fn nobody_signs_before_the_decision_was_made() {
    let (haikkala, device) = haikkala().await;
    device.sync().await.unwrap();
    let early = signed(&haikkala, "d-early", &json!({ "made_at": "2026-11-19" }));
    deliver(&device, &haikkala, &[early]).await;
    assert_eq!(signature(&device, &haikkala, "d-early").await, mismatch(Mismatch::KeyNotInUse));
}

#[tokio::test]
async fn a_key_that_the_source_never_published_is_nobodys() {
    let (haikkala, device) = haikkala().await;
    device.sync().await.unwrap();
    let mantylahti = Town::mantylahti().await.unwrap();
    let record = serde_json::to_value(decision("d-foreign", &aino(&haikkala), "Venepaikka")).unwrap();
    let record = mantylahti.authority().signed(record).unwrap();
    deliver(&device, &haikkala, &[record]).await;
    assert_eq!(signature(&device, &haikkala, "d-foreign").await, mismatch(Mismatch::UnknownKey));
    assert!(is_listed_as_mismatch(&device, &haikkala, "d-foreign").await);
}

/// A pull brings no word of them, and the decision stays as it is; the next one brings the keys alone.
#[tokio::test]
async fn without_keys_it_is_checked_later_and_not_pulled_again() {
    let (haikkala, device) = haikkala().await;
    issue(&haikkala, "d-signed");
    haikkala.faults().begin_at(KEYS, Fault::Broken);
    device.sync().await.unwrap();
    assert_eq!(signature(&device, &haikkala, "d-signed").await, SignatureView::NotYet);
    assert!(!is_listed_as_mismatch(&device, &haikkala, "d-signed").await);
    haikkala.faults().end();
    let before = haikkala.requests("/v1/changes").len();
    device.sync().await.unwrap();
    assert!(matches!(signature(&device, &haikkala, "d-signed").await, SignatureView::Checked { .. }));
    let asked = haikkala.requests("/v1/changes").split_off(before);
    assert!(asked.iter().all(|line| line.target.contains("after=")), "{asked:?}");
}

/// A key of which nothing is known yet is no wrong key.
#[tokio::test]
async fn a_new_key_that_cannot_be_fetched_yet_is_not_a_foreign_one() {
    let (haikkala, device) = haikkala().await;
    device.sync().await.unwrap();
    haikkala.authority().rotate_signing_key().unwrap();
    issue(&haikkala, "d-after");
    haikkala.faults().begin_at(KEYS, Fault::CutOff);
    device.sync().await.unwrap();
    assert_eq!(signature(&device, &haikkala, "d-after").await, SignatureView::NotYet);
    let device = device.restart().await.unwrap();
    assert_eq!(signature(&device, &haikkala, "d-after").await, SignatureView::NotYet);
    haikkala.faults().end();
    device.sync().await.unwrap();
    assert!(matches!(signature(&device, &haikkala, "d-after").await, SignatureView::Checked { .. }));
}

/// Keys that are no set of keys, or at another origin, are none.
#[tokio::test]
async fn bad_keys_are_no_keys() {
    let haikkala = Town::haikkala().await.unwrap();
    issue(&haikkala, "d-signed");
    for fault in
        [Fault::Html, Fault::Flood, Fault::HalfJson, Fault::Redirect("http://127.0.0.1:9/v1/signing-keys".to_owned())]
    {
        let device = Device::of_aino(&[&haikkala]).await.unwrap();
        haikkala.faults().begin_at(KEYS, fault.clone());
        device.sync().await.unwrap();
        assert_eq!(signature(&device, &haikkala, "d-signed").await, SignatureView::NotYet, "{fault:?}");
        assert_eq!(device.source(&haikkala).await.unwrap().failure, None, "{fault:?}: the feed itself was read");
        haikkala.faults().end();
    }
}

/// What an archive says of a decision beside what was signed is not believed, nor are the keys in it.
#[tokio::test]
async fn a_decision_out_of_an_archive_is_the_one_that_was_signed() {
    let (haikkala, device) = haikkala().await;
    device.sync().await.unwrap();
    let record = signed(&haikkala, "a-signed", &json!({}));
    deliver(&device, &haikkala, &[record]).await;
    let kept = device.ask(ReadItem { item: item(&haikkala, "a-signed") }).await.unwrap();
    assert_eq!(kept.title.value, "Venepaikka");
    let mut decision = connector_decision(&haikkala);
    decision.title = domain::text::Localized::undetermined("Toinen otsikko");
    let believed = connector::resident::as_signed(&decision);
    assert_eq!(believed.title.pick(domain::text::Language::Fi).unwrap().1.to_string(), "Venepaikka");
    decision.id = domain::id::RemoteId::new("another");
    let swapped = connector::resident::as_signed(&decision);
    let keys = connector::resident::Keys::read(&serde_json::to_vec(&published(&haikkala)).unwrap()).unwrap();
    assert!(connector::resident::check(&swapped, Some(&keys)).is_mismatch());
}

fn connector_decision(town: &Town) -> domain::decision::Decision {
    let record = signed(town, "a-signed", &json!({}));
    let change = json!({ "op": "upsert", "kind": "decision", "record": record });
    let page = json!({ "changes": [change], "next": "1", "more": false }).to_string();
    let page = connector::resident::parse::page(page.as_bytes(), &connector::Limits::default()).unwrap();
    match page.changes.into_iter().next().unwrap() {
        domain::change::Change::Upsert(record) => match *record {
            domain::record::Record::Decision(decision) => *decision,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

/// Somebody else's program says of the same records and keys what this app says.
#[tokio::test]
async fn a_foreign_program_agrees() {
    let Some(mut foreign) = Script::signatures().await.unwrap() else { return };
    let (haikkala, device) = haikkala().await;
    device.sync().await.unwrap();
    let strange = json!({ "n": [1e21, 0.000_001, -0.0, 1e-7, 9_007_199_254_740_993_u64, 4.5], "\u{1f600}": "\u{fb33}\u{20ac}\"\\\u{1}" });
    let sound = signed(&haikkala, "f-sound", &strange);
    let mut altered = signed(&haikkala, "f-altered", &strange);
    altered["n"][0] = json!(1e22);
    let mut swapped = signed(&haikkala, "f-swapped", &json!({}));
    swapped["signature"] = sound["signature"].clone();
    let keys = serde_json::to_value(published(&haikkala)).unwrap();
    for (record, holds) in [(&sound, true), (&altered, false), (&swapped, false)] {
        let said = foreign.tell(&json!({ "record": record, "keys": keys })).await.unwrap();
        assert_eq!(said["holds"], holds, "{said}");
    }
    deliver(&device, &haikkala, &[sound, altered, swapped]).await;
    assert!(matches!(signature(&device, &haikkala, "f-sound").await, SignatureView::Checked { .. }));
    assert_eq!(signature(&device, &haikkala, "f-altered").await, mismatch(Mismatch::Altered));
    assert_eq!(signature(&device, &haikkala, "f-swapped").await, mismatch(Mismatch::Altered));
}
