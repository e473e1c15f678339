//! The Resident API's feed: what lands, what stands apart, and what is said of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use connector::{Limits, resident::parse};
use domain::{
    case::{Actor, Case, CaseStatus},
    change::{Change, Page, QuarantineReason, TombstoneReason},
    decision::{AppealKind, Decision, Outcome, Regime},
    form::Asks,
    id::RecordKind,
    message::{Direction, Message},
    need::Need,
    party::{MandateScope, Relation},
    record::Record,
    sealed::Otherwise,
    task::{Task, TaskAction, TaskState},
    text::Language,
    time::Moment,
};
use resident_api::{ChangesPage, FeedChange, FeedRecord, MessageRecord, Texts};
use serde_json::{Value, json};
use support::{only, records};

const HASH: &str = "2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824";

fn case() -> Value {
    json!({
        "id": "asia-1", "party": "aino", "title": {"fi": " Päivähoito\u{202E}paikka ", "sv": "Daghemsplats"},
        "status": {"code": "needs_you", "wording": {"fi": "Odottaa vastaustasi"}},
        "register_number": "HAI/2026/17", "updated_at": "2026-11-17T09:12:00+02:00", "due": "2026-12-04",
        "timeline": [{"at": "2026-11-01", "title": {"fi": "Hakemus saapui"}, "actor": "resident",
            "status": {"code": "received"}}],
        "documents": [{"id": "d-1", "name": {"fi": "hakemus.pdf"}, "media_type": "application/pdf", "size": 5, "sha256": HASH}],
        "retained_until": "2036-01-01",
        "a_field_of_tomorrow": {"x": 1},
    })
}

fn decision() -> Value {
    json!({
        "id": "p-1", "party": "aino", "case": "asia-1", "title": {"fi": "Päätös"}, "authority": {"fi": "Lautakunta"},
        "made_at": "2026-11-16", "outcome": "partly_granted", "summary": {"fi": "Myönnetty osin."},
        "sections": [{"heading": {"fi": "Perustelut"}, "body": {"fi": "Yksi.\n\nKaksi."}}],
        "legal_basis": [
            {"statute": {"fi": "Varhaiskasvatuslaki 540/2018"}, "section": "5", "link": "https://finlex.fi/laki"},
            {"statute": {"fi": "Laki"}, "link": "javascript:alert(1)"}],
        "appeal": {"kind": "review_request", "regime": "local_government_act", "period_days": 14,
            "last_day": "2026-12-07", "office_closes_at": "16:15"},
        "notice": {"method": "electronic", "sent_at": "2026-11-17T09:12:00Z", "served_at": "2026-11-20T09:00:00+02:00"},
    })
}

fn message() -> Value {
    json!({"id": "v-1", "party": "aino", "title": {"fi": "Kirje"}, "body": {"fi": "Hei"},
        "sent_at": "2026-11-17T09:12:00Z", "need": {"kind": "required", "day": "2026-12-04"}})
}

fn task() -> Value {
    json!({"id": "t-1", "party": "aino", "title": {"fi": "Täydennä"}, "asked_at": "2026-11-17T09:12:00Z",
        "need": {"kind": "optional", "day": "2026-12-04"}, "action": "open_in_browser",
        "link": "https://haikkala.example/t/1", "state": "open"})
}

fn party() -> Value {
    json!({"id": "aino", "name": "Aino Virta", "relation": "myself"})
}

fn mandate() -> Value {
    json!({"id": "m-1", "party": "elsa", "basis": "custody", "scope": ["päivähoito"], "valid_to": "2036-03-14"})
}

fn upsert(kind: &str, record: &Value) -> Value {
    json!({"op": "upsert", "kind": kind, "record": record})
}

fn page(changes: &[Value]) -> Page {
    let page = json!({"changes": changes, "next": "c-2", "more": false});
    parse::page(page.to_string().as_bytes(), &Limits::default()).unwrap()
}

fn one(kind: &str, record: &Value) -> Record {
    let page = page(&[upsert(kind, record)]);
    assert_eq!(page.quarantined, []);
    records(&page.changes).remove(0)
}

fn a_case(record: &Value) -> Case {
    let Record::Case(case) = one("case", record) else { panic!() };
    *case
}

fn a_decision(record: &Value) -> Decision {
    let Record::Decision(decision) = one("decision", record) else { panic!() };
    *decision
}

fn a_message(record: &Value) -> Message {
    let Record::Message(message) = one("message", record) else { panic!() };
    *message
}

/// Why this record stands apart.
fn fault(kind: &str, record: &Value) -> (QuarantineReason, String) {
    let page = page(&[upsert(kind, record)]);
    assert_eq!(page.changes, []);
    (page.quarantined[0].reason, page.quarantined[0].detail.to_string())
}

fn with(mut record: Value, pointer: &str, value: Value) -> Value {
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    record.pointer_mut(parent).unwrap()[field] = value;
    record
}

#[test]
fn ainos_case_lands_as_it_was_sent() {
    let case = a_case(&case());
    assert_eq!(
        case.title.iter().map(|(tag, text)| (tag, text.as_str())).collect::<Vec<_>>(),
        [("fi", "Päivähoitopaikka"), ("sv", "Daghemsplats"),]
    );
    assert_eq!(case.status.code, CaseStatus::NeedsYou);
    assert_eq!(case.due, Some("2026-12-04".parse().unwrap()));
    assert_eq!(case.updated_at, Moment::Instant("2026-11-17T07:12:00Z".parse().unwrap()));
    assert_eq!(case.retained_until, Some(Moment::Day("2036-01-01".parse().unwrap())));
    let event = &case.timeline[0];
    assert_eq!((event.at, event.actor), (Moment::Day("2026-11-01".parse().unwrap()), Actor::Resident));
    assert_eq!(event.status.as_ref().unwrap().code, CaseStatus::Received);
    let document = &case.documents[0];
    assert_eq!(document.sha256.as_deref(), Some(HASH.to_ascii_lowercase().as_str()));
    assert_eq!(document.size, Some(5));
}

fn sealed() -> Value {
    json!({
        "id": "d-1", "party": "p-1", "matter": "harbour", "case": "c-1", "title": { "fi": "Päätös venepaikasta" },
        "authority": { "fi": "Satamatoimisto" }, "register_number": "HAI 12/2026", "sent_at": "2026-11-17T07:12:00Z",
        "receivable_until": "2026-11-24T22:30:00Z", "otherwise": "letter", "contact": { "fi": "Kirjaamo" },
        "content": "eyJhbGciOiJkaXIifQ..AA.AA.AA",
        "documents": [{ "id": "f-1", "size": 5, "sha256": HASH }],
    })
}

#[test]
fn a_sealed_decision_lands_under_the_name_that_the_decision_will_have() {
    let Record::Sealed(found) = one("sealed_decision", &sealed()) else { panic!() };
    let record = Record::Sealed(found.clone());
    assert_eq!((record.kind(), record.id().as_str(), record.matter()), (RecordKind::Decision, "d-1", Some("harbour")));
    assert_eq!(found.otherwise, Otherwise::Letter);
    // Until half past midnight in Finland.
    assert_eq!(found.need(), Need::Receive { last_day: "2026-11-25".parse().unwrap() });
    let [file] = record.documents() else { panic!() };
    assert!(file.name.is_empty(), "what a file is called is inside");
    assert_eq!(file.media_type.as_deref(), Some("application/jose"));
    let Record::Sealed(other) = one("sealed_decision", &with(sealed(), "/otherwise", "by pigeon".into())) else {
        panic!()
    };
    assert_eq!(other.otherwise, Otherwise::Unstated);

    for (pointer, value) in [
        ("/receivable_until", json!("soon")),
        ("/sent_at", json!("today")),
        ("/content", json!("<script>")),
        ("/content", json!("")),
        ("/title", json!({})),
    ] {
        let (reason, detail) = fault("sealed_decision", &with(sealed(), pointer, value));
        assert_eq!(reason, QuarantineReason::Malformed);
        assert!(detail.starts_with(pointer.trim_start_matches('/')), "{detail}");
    }
    let page = page(&[json!({ "op": "tombstone", "kind": "decision", "id": "d-1", "reason": "withdrawn" })]);
    let [Change::Tombstone(gone)] = &page.changes[..] else { panic!() };
    assert_eq!((gone.kind, gone.id.as_str()), (RecordKind::Decision, "d-1"));
}

#[test]
fn a_decision_lands_with_its_appeal() {
    let decision = a_decision(&decision());
    let appeal = decision.appeal.as_ref().unwrap();
    assert_eq!((appeal.kind, appeal.regime.as_ref()), (AppealKind::ReviewRequest, Some(&Regime::LocalGovernmentAct)));
    assert_eq!(appeal.last_day, Some("2026-12-07".parse().unwrap()));
    assert_eq!(appeal.office_closes_at, Some("16:15:00".parse().unwrap()));
    assert_eq!(decision.outcome, Outcome::PartlyGranted);
    assert_eq!(decision.made_at, Moment::Day("2026-11-16".parse().unwrap()));
    assert_eq!(decision.notice.as_ref().unwrap().served_at, Some("2026-11-20T07:00:00Z".parse().unwrap()));
    assert_eq!(decision.legal_basis[0].link.as_ref().unwrap().host(), "finlex.fi");
    assert_eq!(decision.legal_basis[1].link, None);
    assert_eq!(only(&decision.sections[0].body).1, "Yksi.\n\nKaksi.");
}

#[test]
fn messages_tasks_people_and_mandates_land() {
    let letter = a_message(&message());
    assert_eq!(
        (letter.direction, letter.need),
        (Direction::Incoming, Need::Required { due: Some("2026-12-04".parse().unwrap()) })
    );
    assert_eq!(a_message(&with(message(), "/outgoing", json!(true))).direction, Direction::Outgoing);
    let Record::Task(duty) = one("task", &task()) else { panic!() };
    assert!(matches!(&duty.action, TaskAction::OpenInBrowser { link } if link.host() == "haikkala.example"));
    let Record::Party(aino) = one("party", &party()) else { panic!() };
    assert_eq!((aino.relation, aino.protected), (Relation::Myself, false));
    let Record::Mandate(custody) = one("mandate", &mandate()) else { panic!() };
    assert_eq!(custody.scope, MandateScope::Only(vec!["päivähoito".to_owned()]));
    assert!(!custody.is_valid_on("2036-03-15".parse().unwrap()));
}

#[test]
fn words_nobody_knows_are_kept_as_unknown() {
    let status =
        |code: &str, wording: Value| a_case(&with(case(), "/status", json!({"code": code, "wording": wording}))).status;
    let worded = status("lautakunnassa", json!({"fi": "Lautakunnan käsittelyssä"}));
    assert_eq!(
        (worded.code, only(worded.wording.as_ref().unwrap()).1),
        (CaseStatus::Unknown, "Lautakunnan käsittelyssä")
    );
    let bare = status("lautakunnassa", json!(null));
    assert_eq!(only(bare.wording.as_ref().unwrap()), ("und", "lautakunnassa"));
    assert_eq!(a_decision(&with(decision(), "/outcome", json!("remanded"))).outcome, Outcome::Other);
    assert_eq!(a_decision(&with(decision(), "/notice/method", json!("pigeon"))).notice, None);
    assert_eq!(a_message(&with(message(), "/need/kind", json!("wish"))).need, Need::Unstated);
    let Record::Task(duty) = one("task", &with(task(), "/state", json!("paused"))) else { panic!() };
    assert_eq!(duty.state, TaskState::Open);
    let special = a_decision(&with(decision(), "/appeal/regime", json!("Oikeudenkäyntilaki")));
    assert_eq!(special.appeal.unwrap().regime, Some(Regime::SpecialAct("Oikeudenkäyntilaki".to_owned())));
}

#[test]
fn a_task_never_opens_what_is_not_plain_https() {
    for link in ["http://haikkala.example", "javascript:alert(1)", "https://a@b.example"] {
        let Record::Task(duty) = one("task", &with(task(), "/link", json!(link))) else { panic!() };
        assert_eq!(duty.action, TaskAction::Unstated, "{link}");
    }
}

#[test]
fn what_a_record_cannot_do_without_must_be_there() {
    use QuarantineReason::{Malformed, UnknownKind};
    for (kind, record, reason, detail) in [
        ("message", with(message(), "/sent_at", json!("soon")), Malformed, "sent_at: not a time"),
        ("message", with(message(), "/sent_at", json!(17)), Malformed, "sent_at: not of the promised type"),
        ("message", with(message(), "/id", json!("")), Malformed, "id: not an id"),
        ("message", with(message(), "/title", json!({})), Malformed, "title: no text in any language"),
        ("case", with(case(), "/timeline/0/at", json!("x")), Malformed, "timeline[0].at: not a time"),
        (
            "case",
            with(case(), "/documents/0/sha256", json!("x")),
            Malformed,
            "documents[0].sha256: not 64 hexadecimal digits",
        ),
        (
            "case",
            with(case(), "/documents/0/size", json!("5")),
            Malformed,
            "documents[0].size: not of the promised type",
        ),
        ("case", json!({"id": "asia-1"}), Malformed, "party is missing"),
        ("decision", with(decision(), "/appeal/kind", json!("petition")), Malformed, "appeal.kind: not a known word"),
        ("party", with(party(), "/relation", json!("friend")), Malformed, "relation: not a known word"),
        ("mandate", with(mandate(), "/valid_to", json!("forever")), Malformed, "valid_to: not a day"),
        ("booking", json!({"id": "b-1"}), UnknownKind, "kind booking: not known"),
        ("service_request", json!({"id": "b-1"}), UnknownKind, "kind service_request: not known"),
        ("Aino Virta", json!({"id": "b-1"}), UnknownKind, "kind: not known"),
    ] {
        assert_eq!(fault(kind, &record), (reason, detail.to_owned()), "{kind} {record}");
    }
}

#[test]
fn days_that_cannot_be_read_are_left_out_and_the_record_stays() {
    assert_eq!(a_case(&with(case(), "/due", json!("perjantai"))).due, None);
    let mut decision = a_decision(&with(decision(), "/appeal/last_day", json!("0000-00-00")));
    assert_eq!(decision.appeal.as_ref().unwrap().last_day, None);
    // An appeal stays possible. Its day is the one that the law counts from the notice, and without one unknown, not past.
    let last_day = |need| match need {
        Need::Appeal { last_day, .. } => last_day,
        other => panic!("{other:?}"),
    };
    assert_eq!(last_day(decision.need()), Some("2026-12-04".parse().unwrap()));
    decision.notice = None;
    assert_eq!(last_day(decision.need()), None);
    let closing = |text: &str| {
        a_decision(&with(self::decision(), "/appeal/office_closes_at", json!(text))).appeal.unwrap().office_closes_at
    };
    assert_eq!(closing("25:00"), None);
}

#[test]
fn one_bad_record_among_good_ones_stands_apart_and_is_recognised() {
    let page = page(&[
        upsert("party", &party()),
        upsert("case", &case()),
        upsert("message", &with(message(), "/sent_at", json!("eilen"))),
        json!({"op": "merge", "kind": "case", "id": "asia-9"}),
        json!(["not", "an", "object"]),
        json!({"op": "upsert", "kind": "case"}),
        upsert("task", &task()),
        json!({"op": "tombstone", "kind": "message", "id": "v-0", "reason": "misdirected", "at": "2026-11-17T09:00:00Z"}),
    ]);
    assert_eq!(page.changes.len(), 4);
    let faults: Vec<_> = page
        .quarantined
        .iter()
        .map(|fault| (fault.kind, fault.id.as_ref().map(ToString::to_string), fault.detail.as_str()))
        .collect();
    assert_eq!(
        faults,
        [
            (Some(RecordKind::Message), Some("v-1".to_owned()), "sent_at: not a time"),
            (Some(RecordKind::Case), Some("asia-9".to_owned()), "op: neither upsert nor tombstone"),
            (None, None, "not an object"),
            (Some(RecordKind::Case), None, "record is missing"),
        ]
    );
}

#[test]
fn tombstones_say_what_they_say_and_no_more() {
    let gone = |reason: &str, at: &str| {
        let page = page(&[json!({"op": "tombstone", "kind": "case", "id": "asia-1", "reason": reason, "at": at})]);
        let Change::Tombstone(gone) = page.changes[0].clone() else { panic!() };
        (gone.reason, gone.at)
    };
    assert_eq!(
        gone("misdirected", "2026-11-17T09:00:00Z"),
        (TombstoneReason::Misdirected, "2026-11-17T09:00:00Z".parse().ok())
    );
    assert_eq!(gone("lost_in_the_post", "eilen"), (TombstoneReason::Unstated, None));
    let nameless = page(&[json!({"op": "tombstone", "kind": "case", "id": "", "reason": "withdrawn", "at": ""})]);
    assert_eq!(nameless.quarantined[0].detail.as_str(), "id: not an id");
}

#[test]
fn caps_hold_for_the_record_that_breaks_them_only() {
    let limits = Limits { max_record_bytes: 2000, max_depth: 8, ..Limits::default() };
    let large = with(message(), "/body", json!({"fi": "x".repeat(3000)}));
    let mut nested = json!(1);
    for _ in 0..20 {
        nested = json!([nested]);
    }
    let deep = with(message(), "/extra", nested);
    let page = json!({"changes": [upsert("message", &large), upsert("message", &deep), upsert("message", &message())],
        "next": "c", "more": true});
    let page = parse::page(page.to_string().as_bytes(), &limits).unwrap();
    assert_eq!((page.changes.len(), page.more), (1, true));
    let faults: Vec<_> = page.quarantined.iter().map(|fault| (fault.reason, fault.detail.as_str())).collect();
    assert_eq!(
        faults,
        [
            (QuarantineReason::TooLarge, "larger than 2000 bytes"),
            (QuarantineReason::TooLarge, "nested deeper than 8 levels"),
        ]
    );
    assert!(page.quarantined.iter().all(|fault| fault.id.as_ref().unwrap().as_str() == "v-1"));
}

#[test]
fn an_absurdly_deep_record_does_not_exhaust_the_stack() {
    let deep = format!(
        r#"{{"changes":[{{"op":"upsert","kind":"case","record":{{"id":"x","y":{}{}}}}}],"next":"c","more":false}}"#,
        "[".repeat(200_000),
        "]".repeat(200_000)
    );
    let page = parse::page(deep.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(page.quarantined[0].reason, QuarantineReason::TooLarge);
}

#[test]
fn a_page_whose_frame_is_broken_fails_as_a_whole() {
    let unreadable = |bytes: &[u8]| parse::page(bytes, &Limits::default()).unwrap_err().to_string();
    assert_eq!(unreadable(b""), "an empty answer");
    assert_eq!(unreadable(b"<html>"), "a page of markup instead of JSON");
    assert_eq!(unreadable(b"\xFF"), "not UTF-8");
    assert_eq!(unreadable(br#"{"changes":[],"next":"c"}"#), "more is missing");
    assert_eq!(unreadable(br#"{"changes":[],"next":"","more":false}"#), "next: not a cursor");
    assert_eq!(unreadable(br#"{"changes":{},"next":"c","more":false}"#), "not an array of at most 1000 records");
    assert_eq!(unreadable(br#"{"changes":[{"op":"upsert""#), "ends in the middle");
    let many = format!(r#"{{"changes":[{}0],"next":"c","more":false}}"#, "0,".repeat(1000));
    assert_eq!(unreadable(many.as_bytes()), "not an array of at most 1000 records");
    assert!(parse::page(b"\xEF\xBB\xBF {\"changes\":[],\"next\":\"c\",\"more\":false}", &Limits::default()).is_ok());
}

#[test]
fn what_the_contract_crate_writes_is_read() {
    let record = MessageRecord {
        matter: None,
        id: "v-1".to_owned(),
        party: "aino".to_owned(),
        case: None,
        title: Texts { sv: Some("Brev".to_owned()), ..Texts::default() },
        body: Texts::default(),
        text_type: None,
        outgoing: true,
        sender: None,
        unit: None,
        sent_at: "2026-11-17T09:12:00Z".to_owned(),
        need: None,
        documents: Vec::new(),
    };
    let wire = ChangesPage {
        changes: vec![FeedChange::Upsert(FeedRecord::Message(Box::new(record)))],
        next: "c-1".to_owned(),
        more: false,
    };
    let page = parse::page(&serde_json::to_vec(&wire).unwrap(), &Limits::default()).unwrap();
    assert_eq!((page.quarantined.len(), page.next.as_str()), (0, "c-1"));
    let Record::Message(letter) = records(&page.changes).remove(0) else { panic!() };
    assert_eq!((only(&letter.title), letter.direction), (("sv", "Brev"), Direction::Outgoing));
}

#[test]
fn a_card_of_another_major_version_is_not_spoken_to() {
    let card = |version: &str| {
        let card = json!({"api_version": version, "id": "haikkala", "name": {"fi": "Haikkala"}, "languages": ["fi"],
            "features": ["changes", "telepathy"], "contact": [{"kind": "fax", "title": {}, "value": "1"}]});
        parse::card(card.to_string().as_bytes(), &Limits::default())
    };
    assert_eq!(card("1.7").unwrap().features.len(), 2);
    assert_eq!(card("2.0").unwrap_err().to_string(), "api_version: another major version than the app speaks");
}

/// A task that asks this.
fn asking(questions: &Value) -> Task {
    let record = json!({
        "id": "t-1", "party": "p-1", "title": { "fi": "Valitse aika" }, "asked_at": "2026-11-17T09:00:00+02:00",
        "need": { "kind": "required" }, "action": "answer", "link": "https://haikkala.example/aika", "state": "open",
        "questions": questions,
    });
    let Record::Task(task) = one("task", &record) else { panic!() };
    *task
}

#[test]
fn a_form_is_read_and_what_is_not_understood_is_left_to_the_browser() {
    let time = json!({ "id": "time", "asks": "one", "label": { "fi": "Aika?" }, "required": true,
        "choices": [{ "id": "a", "label": { "fi": "Aamu" } }] });
    let more = json!({ "id": "more", "asks": "text", "label": { "fi": "Lisää" }, "most": 99_999_999 });
    let task = asking(&json!([time, more]));
    let form = task.form.unwrap();
    assert_eq!(task.action, TaskAction::Answer);
    assert!(form.questions[0].required && !form.questions[1].required);
    assert!(matches!(&form.questions[0].asks, Asks::One(choices) if choices.len() == 1));
    assert_eq!(form.questions[1].asks, Asks::Text(10_000), "the app has a longest text of its own");

    let files = json!({ "id": "paper", "asks": "files", "label": { "fi": "Liite" } });
    let other_files = json!({ "id": "paper-2", "asks": "files", "label": { "fi": "Liite" } });
    for unknown in [
        json!([time, { "id": "sign", "asks": "signature", "label": { "fi": "Allekirjoita" } }]),
        json!([{ "id": "time", "asks": "one", "label": { "fi": "Aika?" } }]),
        json!([{ "id": "time", "asks": "text", "label": {} }]),
        json!([time, time]),
        json!([files, other_files]),
        json!([{ "id": 7, "asks": "text" }]),
        json!({ "pages": [] }),
        json!("https://haikkala.example/aika"),
    ] {
        let task = asking(&unknown);
        assert_eq!(task.form, None, "{unknown}");
        assert!(matches!(task.action, TaskAction::OpenInBrowser { .. }), "{unknown}");
        assert_eq!(
            task.title.pick(Language::Fi).unwrap().1.to_string(),
            "Valitse aika",
            "its text is read all the same"
        );
    }
    for nothing in [json!(null), json!([])] {
        let task = asking(&nothing);
        assert_eq!((task.form, task.action), (None, TaskAction::Answer));
    }
}
