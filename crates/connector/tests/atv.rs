//! ATV: own fixtures, and the recorded answers of the real system.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use connector::{Limits, atv::parse};
use domain::{
    case::{Case, CaseStatus},
    change::{Change, QuarantineReason, TombstoneReason},
    id::{RecordKind, RemoteId},
    message::Message,
    party::Relation,
    record::Record,
    time::Moment,
};
use serde_json::{Value, json};
use support::{only, python, recorded, records};

const PERMIT: &str = "6f0e4c7e-3c5d-4f0f-9d57-0b1a2c3d4e5f";

/// Aino's parking permit: sent, received, in hand, with a note for her and one that is not.
fn parking_permit() -> Value {
    let note = |time: &str, title: &str, show: Option<bool>| {
        let mut note = json!({
            "title": {"fi": title}, "message": {"fi": format!("{title}: teksti")}, "activity_links": {},
            "activity_timestamp": time,
        });
        if let Some(show) = show {
            note["show_to_user"] = json!(show);
        }
        note
    };
    json!({
        "id": PERMIT,
        "created_at": "2026-11-01T08:00:00+02:00",
        "updated_at": "2026-11-10T12:00:00+02:00",
        "type": "PARKING_PERMIT",
        "human_readable_type": {"fi": "Asukaspysäköintilupa", "en": "Resident parking permit"},
        "service": "Pysäköinti",
        "transaction_id": "PYS-2026-17",
        "status": {"value": "PROCESSING", "status_display_values": {"fi": "Käsittelyssä"},
            "timestamp": "2026-11-03T09:00:00+02:00",
            "activities": [note("2026-11-04T09:00:00+02:00", "Tarvitsemme lisätietoja", Some(true))]},
        "status_histories": [
            {"value": "PROCESSING", "status_display_values": {"fi": "Käsittelyssä"},
                "timestamp": "2026-11-03T09:00:00+02:00",
                "activities": [
                    note("2026-11-04T09:00:00+02:00", "Tarvitsemme lisätietoja", Some(true)),
                    note("2026-11-04T09:00:00+02:00", "Hakija vaikuttaa kiireiseltä", Some(false)),
                    note("2026-11-04T09:00:00+02:00", "Lisätiedot saatu", None),
                ]},
            {"value": "SUBMITTED", "status_display_values": {"fi": "Lähetetty"},
                "timestamp": "2026-11-01T08:00:00+02:00", "activities": []},
        ],
        "draft": false,
        "delete_after": "2030-12-12",
        "attachments": [{"id": 12, "filename": "ajoneuvo.pdf", "media_type": "application/pdf", "size": 123,
            "created_at": "x", "updated_at": "x",
            "href": format!("https://atv.example/v1/documents/{PERMIT}/attachments/12/")}],
        "content": {"formData": {"hetu": "010190-999X"}},
        "user_id": "97c0b7a5-0b4c-4470-9a41-48d79454f233",
    })
}

fn read(document: &Value) -> (Case, Vec<Message>) {
    let landed = parse::document(document.to_string().as_bytes(), &Limits::default()).unwrap();
    assert_eq!(landed.quarantined, []);
    let mut case = None;
    let mut messages = Vec::new();
    for record in records(&landed.changes) {
        match record {
            Record::Case(found) => assert!(case.replace(*found).is_none()),
            Record::Message(message) => messages.push(*message),
            other => panic!("{other:?}"),
        }
    }
    (case.unwrap(), messages)
}

fn at(text: &str) -> Moment {
    Moment::Instant(text.parse().unwrap())
}

#[test]
fn aino_sees_her_permit_with_its_history_oldest_first() {
    let (case, _) = read(&parking_permit());
    assert_eq!(case.party.as_str(), parse::RESIDENT);
    assert_eq!(case.title.iter().count(), 2);
    assert_eq!(case.status.code, CaseStatus::InProgress);
    assert_eq!(only(case.status.wording.as_ref().unwrap()), ("fi", "Käsittelyssä"));
    assert_eq!(case.register_number.as_deref(), Some("PYS-2026-17"));
    let codes: Vec<_> = case.timeline.iter().map(|event| event.status.as_ref().unwrap().code).collect();
    assert_eq!(codes, [CaseStatus::Sent, CaseStatus::InProgress]);
    assert_eq!(case.retained_until, Some(Moment::Day("2030-12-12".parse().unwrap())));
    assert_eq!(case.documents[0].id.as_str(), "12");
    assert_eq!(case.documents[0].size, Some(123));
    assert!(case.documents[0].href.as_deref().unwrap().ends_with("/attachments/12/"));
}

#[test]
fn what_officials_noted_for_themselves_never_reaches_aino() {
    let (case, messages) = read(&parking_permit());
    let titles: Vec<_> = messages.iter().map(|message| only(&message.title).1.to_owned()).collect();
    assert_eq!(titles, ["Tarvitsemme lisätietoja", "Lisätiedot saatu"]);
    assert!(!format!("{case:?}{messages:?}").contains("kiireiseltä"));
    assert!(messages.iter().all(|message| message.case.as_ref() == Some(&case.id)));
}

#[test]
fn a_note_keeps_its_id_when_the_one_before_it_is_hidden() {
    let shown = parking_permit();
    let mut hidden = shown.clone();
    for place in ["/status/activities/0", "/status_histories/0/activities/0"] {
        hidden.pointer_mut(place).unwrap()["show_to_user"] = json!(false);
    }
    let (_, before) = read(&shown);
    let (_, after) = read(&hidden);
    assert_eq!(after.len(), 1);
    assert_eq!(before[1], after[0]);
    assert_ne!(before[0].id, before[1].id);
}

#[test]
fn anything_but_true_hides_a_note() {
    for word in [json!(false), json!("true"), json!(1), json!([])] {
        let mut document = parking_permit();
        document["status"]["activities"] = json!([]);
        document["status_histories"] = json!([{"value": "RECEIVED", "timestamp": "2026-11-03T09:00:00+02:00",
            "activities": [{"title": {"fi": "x"}, "message": {"fi": "x"}, "show_to_user": word}]}]);
        assert_eq!(read(&document).1, []);
    }
}

#[test]
fn a_draft_waits_for_aino_whatever_the_service_calls_it() {
    let mut document = parking_permit();
    document["draft"] = json!(true);
    let (case, _) = read(&document);
    assert_eq!(case.status.code, CaseStatus::Draft);
    assert_eq!(only(case.status.wording.as_ref().unwrap()).1, "Käsittelyssä");
    assert_eq!(case.locked_after, None);
    document["locked_after"] = json!("2026-12-01T16:00:00+02:00");
    assert_eq!(read(&document).0.locked_after, Some(at("2026-12-01T14:00:00Z")));
}

#[test]
fn a_status_may_also_be_a_bare_word() {
    let mut document = parking_permit();
    document["status"] = json!("RECEIVED");
    document["status_display_values"] = json!({"fi": "Vastaanotettu"});
    document["status_timestamp"] = json!("2026-11-02T09:00:00+02:00");
    let (case, _) = read(&document);
    assert_eq!(case.status.code, CaseStatus::Received);
    assert_eq!(case.timeline.last().unwrap().status.as_ref().unwrap().code, CaseStatus::Received);
}

#[test]
fn one_bad_document_leaves_its_page_standing() {
    let bad = json!({"id": "rikki", "created_at": "eilen", "status_histories": [], "service": "x"});
    let page = json!({"count": 3, "next": "https://atv.example/v1/documents/?page=2", "previous": null,
        "results": [parking_permit(), bad, 7]});
    let page = parse::documents(page.to_string().as_bytes(), &Limits::default()).unwrap();
    assert_eq!(page.count, Some(3));
    assert_eq!(page.next.as_deref(), Some("https://atv.example/v1/documents/?page=2"));
    let landed = page.landed();
    // The case, two notes for her, and that the third is none of hers: she may have seen it before.
    assert_eq!(landed.changes.len(), 4);
    let Change::Tombstone(hidden) = &landed.changes[3] else { panic!("{:?}", landed.changes[3]) };
    assert_eq!((hidden.kind, hidden.reason), (RecordKind::Message, TombstoneReason::Unstated));
    let faults: Vec<_> = landed
        .quarantined
        .iter()
        .map(|fault| (fault.id.as_ref().map(RemoteId::as_str), fault.reason, fault.detail.as_str()))
        .collect();
    assert_eq!(faults[0], (Some("rikki"), QuarantineReason::Malformed, "updated_at: not a time"));
    assert_eq!(faults[1].0, None);
}

#[test]
fn an_error_answer_is_no_page() {
    let error = json!({"errors": [{"code": "NOT_FOUND", "description": "Invalid page."}]});
    assert!(parse::documents(error.to_string().as_bytes(), &Limits::default()).is_err());
    assert!(parse::documents(b"<html>502 Bad Gateway</html>", &Limits::default()).is_err());
}

#[test]
fn the_resident_is_the_only_party() {
    let aino = parse::resident("Aino Virta");
    assert_eq!((aino.key.as_str(), aino.relation), (parse::RESIDENT, Relation::Myself));
}

fn recording(path: &str) -> Option<Vec<(String, Value)>> {
    Some(python::values(&String::from_utf8(recorded(path)?).unwrap()))
}

#[test]
fn recorded_documents_are_read() {
    let Some(values) = recording("atv/test_api_retrieve_document.snapshot.txt") else { return };
    assert_eq!(values.len(), 3);
    for (name, value) in values {
        let (case, messages) = read(&value);
        assert_eq!(case.id.as_str(), "485af718-d9d1-46b9-ad7b-33ea054126e3", "{name}");
        assert_eq!(case.updated_at, at("2020-06-01T00:00:00Z"));
        // Neither kind of type is filled in, so the service names it.
        assert!(only(&case.title).1.starts_with("service 22"));
        assert_eq!(case.status.code, CaseStatus::Unknown);
        assert_eq!(only(case.status.wording.as_ref().unwrap()), ("und", "testing"));
        assert_eq!(case.timeline.len(), 1);
        assert_eq!(case.register_number.as_deref(), Some("bd3fd958-cfeb-4ab1-bea4-5c058e8fee5c"));
        assert_eq!((case.retained_until, messages.len(), case.documents.len()), (None, 0, 0));
    }
}

#[test]
fn recorded_updates_are_read() {
    let Some(values) = recording("atv/test_api_patch_document.snapshot.txt") else { return };
    let cases: Vec<_> = values.iter().map(|(name, value)| (name.as_str(), read(value).0)).collect();
    let named = |name: &str| &cases.iter().find(|(found, _)| *found == name).unwrap().1;
    let owner = named("test_update_document_owner");
    assert_eq!((owner.status.code, only(&owner.title)), (CaseStatus::Closed, ("und", "mysterious form")));
    let staff = named("test_update_document_staff");
    assert_eq!((staff.status.code, only(&staff.title)), (CaseStatus::Draft, ("en", "Mysterious Form")));
    assert_eq!(only(staff.status.wording.as_ref().unwrap()), ("fi", "Käsitelty"));
    assert_eq!(named("test_update_document_staff_non_draft").status.code, CaseStatus::Closed);
}

#[test]
fn recorded_new_documents_are_read_once_they_have_an_id() {
    let Some(values) = recording("atv/test_api_create_document.snapshot.txt") else { return };
    assert_eq!(values.len(), 2);
    for (name, mut value) in values {
        let landed = parse::document(value.to_string().as_bytes(), &Limits::default()).unwrap();
        assert_eq!(landed.changes, []);
        assert_eq!(landed.quarantined[0].detail.as_str(), "id is missing");
        value["id"] = json!(PERMIT);
        let (case, _) = read(&value);
        // The status is the same as the one in its history.
        assert_eq!(case.timeline.len(), 1, "{name}");
        let kept = (name == "test_create_authenticated_document").then(|| Moment::Day("2022-12-12".parse().unwrap()));
        assert_eq!(case.retained_until, kept, "{name}");
    }
}

#[test]
fn recorded_attachments_are_read() {
    let Some(values) = recording("atv/test_api_create_attachment.snapshot.txt") else { return };
    let mut document = parking_permit();
    document["attachments"] = values.iter().map(|(_, value)| value.clone()).collect();
    let (case, _) = read(&document);
    let ids: Vec<_> = case.documents.iter().map(|document| document.id.as_str()).collect();
    assert_eq!(ids, ["1", "2"]);
    for document in &case.documents {
        assert_eq!(only(&document.name).1, "document1.pdf");
        assert_eq!((document.media_type.as_deref(), document.size), (Some("application/pdf"), Some(12)));
    }
}
