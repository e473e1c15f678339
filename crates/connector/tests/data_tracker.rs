//! The Data Tracker's answers, read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use connector::{Limits, data_tracker::parse};
use domain::{
    change::QuarantineReason,
    id::RecordKind,
    lookup::{Direction, Lookup},
    record::Record,
    time::Moment,
};
use serde_json::{Value, json};
use support::{only, records};

fn usage(at: &str, action: &str) -> Value {
    json!({ "logtime": at, "action": action, "receiverCode": "70000562", "receiverName": "Häirekeskus",
        "receiverSystem": "Abikutse" })
}

fn lookups_of(landed: &connector::Landed) -> Vec<Lookup> {
    let lookups = records(&landed.changes).into_iter().map(|record| match record {
        Record::Lookup(lookup) => *lookup,
        other => panic!("{other:?}"),
    });
    lookups.collect()
}

fn read(usages: &[Value]) -> connector::Landed {
    let body = json!({ "totalUsages": usages.len(), "usages": usages }).to_string();
    parse::usages(body.as_bytes(), &Limits::default()).unwrap().landed()
}

#[test]
fn mari_sees_who_looked_when_why_and_in_which_system() {
    let landed = read(&[usage("2026-11-02T10:20:30+02:00", "Isiku aadressi päring")]);
    assert_eq!(landed.quarantined, []);
    let lookups = lookups_of(&landed);
    let [lookup] = lookups.as_slice() else { panic!("{lookups:?}") };
    assert_eq!(lookup.at, Moment::Instant("2026-11-02T08:20:30Z".parse().unwrap()));
    assert_eq!(only(&lookup.action), ("et", "Isiku aadressi päring"));
    assert_eq!(lookup.receiver.code, "70000562");
    assert_eq!(only(lookup.receiver.name.as_ref().unwrap()), ("et", "Häirekeskus"));
    assert_eq!(lookup.receiver.system.as_ref().unwrap().as_str(), "Abikutse");
    assert_eq!((lookup.party.as_str(), lookup.direction, lookup.denied), (parse::RESIDENT, Direction::Unstated, false));
}

#[test]
fn a_receiver_may_have_no_name_and_gets_one_later_without_becoming_another() {
    let named = usage("2026-11-02T08:20:30Z", "Päring");
    for nameless in [json!(null), json!(""), json!(" ")] {
        let mut before = named.clone();
        before["receiverName"] = nameless;
        let (before, after) = (lookups_of(&read(&[before])), lookups_of(&read(std::slice::from_ref(&named))));
        assert_eq!((&before[0].receiver.name, &before[0].id), (&None, &after[0].id));
    }
    let mut absent = named.clone();
    absent.as_object_mut().unwrap().remove("receiverName");
    assert_eq!(lookups_of(&read(&[absent]))[0].id, lookups_of(&read(&[named]))[0].id);
}

#[test]
fn an_id_follows_from_what_a_usage_says() {
    let first = usage("2026-11-02T08:20:30Z", "Päring");
    let written_otherwise = usage("2026-11-02T10:20:30.000+02:00", " Päring ");
    let id = |usage: &Value| lookups_of(&read(std::slice::from_ref(usage)))[0].id.clone();
    assert_eq!(id(&first), id(&written_otherwise));
    for (field, value) in [
        ("logtime", "2026-11-02T08:20:31Z"),
        ("action", "Päring 2"),
        ("receiverCode", "70000563"),
        ("receiverSystem", "Abikutse 2"),
    ] {
        let mut other = first.clone();
        other[field] = json!(value);
        assert_ne!(id(&first), id(&other), "{field}");
    }
    // Where one text ends and the next begins counts.
    let (mut one, mut two) = (first.clone(), first);
    (one["receiverCode"], one["receiverSystem"]) = (json!("ab"), json!("c"));
    (two["receiverCode"], two["receiverSystem"]) = (json!("a"), json!("bc"));
    assert_ne!(id(&one), id(&two));
}

#[test]
fn usages_that_say_the_same_are_as_many_as_there_are() {
    let (same, other) = (usage("2026-11-02T08:20:30Z", "Päring"), usage("2026-11-02T08:20:31Z", "Päring"));
    let ids = |usages: &[Value]| {
        let mut ids: Vec<_> = lookups_of(&read(usages)).into_iter().map(|lookup| lookup.id).collect();
        ids.sort();
        ids
    };
    let all = ids(&[same.clone(), other.clone(), same.clone(), same.clone()]);
    let mut apart = all.clone();
    apart.dedup();
    assert_eq!((all.len(), &apart), (4, &all));
    assert_eq!(ids(&[other, same.clone(), same.clone(), same]), all, "in whatever order");
}

#[test]
fn one_bad_usage_is_one_bad_usage() {
    let good = usage("2026-11-02T08:20:30Z", "Päring");
    let with = |field: &str, value: Value| {
        let mut usage = good.clone();
        usage[field] = value;
        usage
    };
    for (bad, detail) in [
        (with("logtime", json!("eile")), "logtime: not a time"),
        (with("logtime", json!(1_700_000_000)), "logtime: not of the promised type"),
        (with("action", json!("\u{202e}\u{200b}")), "action: no text"),
        (with("action", json!(null)), "action: not of the promised type"),
        (with("receiverCode", json!("  ")), "receiverCode: no text"),
        (json!({ "logtime": "2026-11-02T08:20:30Z", "action": "x", "receiverCode": "1" }), "receiverSystem is missing"),
        (json!(7), "not of the promised type"),
    ] {
        let landed = read(&[good.clone(), bad, usage("2026-11-03T08:20:30Z", "Päring")]);
        assert_eq!(landed.changes.len(), 2, "{detail}");
        let [fault] = landed.quarantined.as_slice() else { panic!("{:?}", landed.quarantined) };
        assert_eq!((fault.kind, fault.reason), (Some(RecordKind::Lookup), QuarantineReason::Malformed));
        assert_eq!(fault.detail.as_str(), detail);
    }
}

#[test]
fn how_far_back_the_log_reaches_is_read() {
    for body in [
        json!({ "periodStart": "2021-01-31T10:20:30Z" }),
        json!({ "periodStart": "2021-01-31T12:20:30+02:00", "periodEnd": "2026-11-01T00:00:00Z" }),
    ] {
        let landed = parse::period(body.to_string().as_bytes()).unwrap();
        let all = records(&landed.changes);
        let [Record::AccessLog(log)] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!(log.since, Moment::Instant("2021-01-31T10:20:30Z".parse().unwrap()));
        assert_eq!((log.party.as_str(), &log.gaps, log.systems.len()), (parse::RESIDENT, &None, 0));
    }
    for bad in [json!({}), json!({ "periodStart": "ammu" }), json!([])] {
        let landed = parse::period(bad.to_string().as_bytes()).unwrap();
        assert_eq!((landed.changes.len(), landed.quarantined.len()), (0, 1), "{bad}");
        assert_eq!(landed.quarantined[0].kind, Some(RecordKind::AccessLog));
    }
    assert!(parse::period(b"<html>502</html>").is_err());
}

#[test]
fn an_error_answer_is_no_page_and_an_empty_log_is_one() {
    for body in [r#"{"error":"x"}"#, "{}", r#"{"totalUsages":3}"#, r#"{"usages":7}"#, "<html/>", "", "[]"] {
        assert!(parse::usages(body.as_bytes(), &Limits::default()).is_err(), "{body}");
    }
    for body in [r#"{"totalUsages":0}"#, r#"{"usages":[]}"#, r#"{"totalUsages":0,"usages":null}"#] {
        assert_eq!(parse::usages(body.as_bytes(), &Limits::default()).unwrap().usages, [], "{body}");
    }
}
