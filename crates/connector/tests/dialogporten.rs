//! Dialogporten: own fixtures, and the recorded answers of the real system.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use chrono::{DateTime, Utc};
use connector::{
    Landed, Limits,
    dialogporten::parse::{self, DialogFrame},
};
use domain::{
    case::{Actor, Case, CaseStatus, Depth, Folder, Happening},
    change::{Change, QuarantineReason, TombstoneReason},
    decision::Outcome,
    id::{RecordKind, RemoteId},
    message::Direction,
    need::Need,
    party::{MandateBasis, Relation},
    record::Record,
    task::{Task, TaskAction, TaskState},
    text::{BodyFormat, Localized},
    time::Moment,
};
use serde_json::{Value, json};
use support::{only, recorded, records};

fn received_at() -> DateTime<Utc> {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

fn texts(value: &str) -> Value {
    json!({"value": [{"value": value, "languageCode": "nb"}], "mediaType": "text/plain"})
}

/// Kari's building permit: the municipality wants a drawing.
fn building_permit() -> Value {
    json!({
        "id": "0193-a", "party": "urn:altinn:person:identifier-no:00000000000", "org": "lillevik",
        "status": "RequiresAttention", "extendedStatus": "urn:lillevik:mangler-tegning",
        "externalReference": "BYGG-26/17", "progress": 40,
        "dueAt": "2026-12-04T22:59:59Z", "expiresAt": "2027-12-31T00:00:00Z",
        "createdAt": "2026-11-01T08:00:00Z", "updatedAt": "2026-11-12T08:00:00Z",
        "contentUpdatedAt": "2026-11-10T08:00:00Z",
        "content": {
            "title": texts("Byggesak"), "summary": texts("Vi mangler en tegning."),
            "senderName": texts("Lillevik kommune"), "additionalInfo": texts("Send den innen fristen."),
            "extendedStatus": texts("Mangler tegning"),
        },
        "guiActions": [
            {"id": "a1", "url": "https://lillevik.example/send", "httpMethod": "GET", "priority": "Primary",
                "title": [{"value": "Send tegning", "languageCode": "nb"}], "isAuthorized": true},
            {"id": "a2", "url": "https://lillevik.example/les", "priority": "Secondary", "title": []},
            {"id": "a3", "url": "https://lillevik.example/slett", "httpMethod": "DELETE", "isDeleteDialogAction": true},
            {"id": "a4", "url": "http://lillevik.example/usikker"},
            {"id": "a5", "url": "urn:dialogporten:unauthorized", "isAuthorized": false},
        ],
        "transmissions": [
            {"id": "t1", "type": "Submission", "createdAt": "2026-11-01T08:00:00Z",
                "content": {"title": texts("Søknad")}},
            {"id": "t2", "type": "Request", "createdAt": "2026-11-10T08:00:00Z",
                "sender": {"actorType": "ServiceOwner"},
                "content": {"title": texts("Send tegning"),
                    "summary": {"value": [{"value": "**Snarest**", "languageCode": "nb"}], "mediaType": "text/markdown"}},
                "attachments": [
                    {"id": "d1", "name": "krav.pdf", "expiresAt": "2026-12-01T00:00:00Z", "urls": [
                        {"url": "https://api.lillevik.example/d1.xml", "consumerType": "Api", "mediaType": "text/xml"},
                        {"url": "https://lillevik.example/d1.pdf", "consumerType": "Gui", "mediaType": "application/pdf"}]},
                    {"id": "d2", "name": "skjult", "urls": [{"url": "urn:dialogporten:unauthorized"}]}]},
            {"id": "t3", "type": "Acceptance", "createdAt": "2026-11-11T08:00:00Z",
                "content": {"title": texts("Rammetillatelse"), "summary": texts("Tillatelse er gitt.")}},
            {"id": "t4", "type": "Rejection", "createdAt": "2026-11-11T08:00:00Z", "content": {"title": texts("Avslag")}},
            {"id": "t5", "type": "Information", "deletedAt": "2026-11-12T08:00:00Z"},
            {"id": "t6", "type": "Information", "content": {}},
        ],
        "activities": [
            {"type": "PaymentMade", "createdAt": "2026-11-05T08:00:00Z", "performedBy": {"actorType": "PartyRepresentative"}},
            {"type": "DialogCreated", "createdAt": "2026-11-01T08:00:00Z", "performedBy": {"actorType": "ServiceOwner"}},
        ],
    })
}

fn detail(dialog: &Value) -> Landed {
    parse::dialog(dialog.to_string().as_bytes(), &Limits::default(), received_at()).unwrap()
}

fn the_case(landed: &Landed) -> Case {
    landed
        .changes
        .iter()
        .find_map(|change| match change {
            Change::Upsert(record) => match &**record {
                Record::Case(case) => Some((**case).clone()),
                _ => None,
            },
            Change::Outline(_) | Change::Tombstone(_) => None,
        })
        .unwrap()
}

fn tasks(landed: &Landed) -> Vec<Task> {
    let task = |record: &Record| match record {
        Record::Task(task) => Some((**task).clone()),
        _ => None,
    };
    landed
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::Upsert(record) => task(record),
            Change::Outline(_) | Change::Tombstone(_) => None,
        })
        .collect()
}

fn record(landed: &Landed, id: &str) -> Record {
    landed
        .changes
        .iter()
        .find_map(|change| match change {
            Change::Upsert(record) if record.id().as_str() == id => Some((**record).clone()),
            _ => None,
        })
        .unwrap()
}

#[test]
fn a_dialog_that_wants_something_is_a_case_that_needs_the_resident() {
    let case = the_case(&detail(&building_permit()));
    assert_eq!(case.status.code, CaseStatus::NeedsYou);
    assert_eq!(only(case.status.wording.as_ref().unwrap()), ("nb", "Mangler tegning"));
    assert_eq!(case.due, Some("2026-12-04".parse().unwrap()));
    assert_eq!(only(&case.title).1, "Byggesak");
    assert_eq!(only(case.summary.as_ref().unwrap()).1, "Vi mangler en tegning.");
    let more = case.additional.as_ref().unwrap();
    assert_eq!((only(&more.text).1, more.format), ("Send den innen fristen.", BodyFormat::Plain));
    assert_eq!(case.progress, Some(40));
    assert_eq!(only(case.unit.as_ref().unwrap()).1, "Lillevik kommune");
    assert_eq!(case.register_number.as_deref(), Some("BYGG-26/17"));
    assert_eq!(case.updated_at, Moment::Instant("2026-11-10T08:00:00Z".parse().unwrap()));
    let told: Vec<_> =
        case.timeline.iter().map(|event| (only(&event.title).1, event.happening.unwrap(), event.actor)).collect();
    assert_eq!(
        told,
        [
            ("Dialog created", Happening::Created, Actor::Authority),
            ("Payment made", Happening::PaymentMade, Actor::Resident)
        ]
    );
    // What changed last is later than its content.
    assert_eq!(case.coverage.depth, Depth::Whole);
    assert_eq!(case.coverage.revised_at, Some(Moment::Instant("2026-11-12T08:00:00Z".parse().unwrap())));
}

#[test]
fn every_status_of_theirs_is_one_of_ours() {
    for (theirs, ours) in [
        ("NotApplicable", CaseStatus::Unknown),
        ("InProgress", CaseStatus::InProgress),
        ("Draft", CaseStatus::Draft),
        ("Awaiting", CaseStatus::InProgress),
        ("RequiresAttention", CaseStatus::NeedsYou),
        ("Completed", CaseStatus::Closed),
        ("SomethingNewer", CaseStatus::Unknown),
    ] {
        let mut dialog = building_permit();
        dialog["status"] = json!(theirs);
        dialog["content"]["extendedStatus"] = json!(null);
        let status = the_case(&detail(&dialog)).status;
        assert_eq!(status.code, ours, "{theirs}");
        let wording = status.wording.as_ref().map(|wording| only(wording).1.to_owned());
        assert_eq!(wording.as_deref(), (theirs == "SomethingNewer").then_some("Something newer"), "{theirs}");
    }
}

#[test]
fn labels_say_where_the_resident_has_put_a_dialog() {
    let filing = |context: Value, superseded: Value| {
        let mut dialog = building_permit();
        dialog["endUserContext"] = context;
        dialog["systemLabel"] = superseded;
        the_case(&detail(&dialog)).filing.map(|filing| (filing.folder, filing.revision))
    };
    let context = |labels: Value| json!({"revision": "r1", "systemLabels": labels});
    let at = |folder| Some((folder, Some("r1".to_owned())));
    assert_eq!(filing(context(json!(["MarkedAsUnopened", "Archive"])), json!(null)), at(Folder::Archive));
    assert_eq!(filing(context(json!(["bin"])), json!("Default")), at(Folder::Bin));
    assert_eq!(filing(context(json!(["Sent", "SomethingNewer", 7, {}])), json!(null)), at(Folder::Inbox));
    // A recorded answer has places in the list of names.
    assert_eq!(filing(context(json!([1])), json!("Bin")), at(Folder::Bin));
    // Without a context the superseded label counts; without either there is no such place.
    assert_eq!(filing(json!(null), json!("Archive")), Some((Folder::Archive, None)));
    assert_eq!(filing(json!(null), json!(null)), None);
}

#[test]
fn what_a_dialog_asks_is_asked_by_something_in_it() {
    let mut dialog = building_permit();
    let duty = Need::Required { due: Some("2026-12-04".parse().unwrap()) };
    let duties = |dialog: &Value| -> Vec<String> {
        let asks = |record: &Record| match record {
            Record::Task(task) => task.need == duty,
            Record::Message(message) => message.need == duty,
            _ => false,
        };
        let records = detail(dialog).changes.into_iter().filter_map(|change| match change {
            Change::Upsert(record) => Some(*record),
            _ => None,
        });
        records.filter(|record| asks(record)).map(|record| record.id().as_str().to_owned()).collect()
    };
    assert_eq!(duties(&dialog), ["t2", "a1"]);
    // No letter is a request and no action comes first: the first that there is.
    dialog["transmissions"][1]["type"] = json!("Information");
    dialog["guiActions"][0]["priority"] = json!("Tertiary");
    assert_eq!(duties(&dialog), ["a1"]);
    // Nothing that a browser can do: the last letter.
    dialog["guiActions"] = json!([]);
    assert_eq!(duties(&dialog), ["t2"]);
    dialog["status"] = json!("InProgress");
    assert!(duties(&dialog).is_empty());
}

#[test]
fn a_payment_is_made_when_nothing_later_asks_for_it() {
    let state = |activities: Value| {
        let mut dialog = building_permit();
        dialog["activities"] = activities;
        let tasks = tasks(&detail(&dialog));
        (tasks[0].state, tasks[1].state)
    };
    let at = |kind: &str, at: &str| json!({"type": kind, "createdAt": at});
    let (sent, made) = (at("SentToPayment", "2026-11-05T08:00:00Z"), at("PaymentMade", "2026-11-05T08:10:00Z"));
    assert_eq!(state(json!([sent])), (TaskState::Open, TaskState::Open));
    assert_eq!(
        state(json!([made, sent])),
        (TaskState::Done, TaskState::Open),
        "what else can be done can be done still"
    );
    let again = at("SentToPayment", "2026-11-06T08:00:00Z");
    assert_eq!(state(json!([sent, made, again])), (TaskState::Open, TaskState::Open));
}

#[test]
fn what_has_no_id_of_its_own_is_named_by_its_place() {
    let mut dialog = building_permit();
    dialog["guiActions"][0]["id"] = json!(null);
    dialog["transmissions"][1]["attachments"][0]["id"] = json!(null);
    let landed = detail(&dialog);
    assert_eq!(tasks(&landed)[0].id.as_str(), "0193-a/action-0");
    let Record::Message(request) = record(&landed, "t2") else { panic!() };
    assert_eq!(request.documents[0].id.as_str(), "attachment-0");
}

#[test]
fn a_refusal_for_want_of_a_stronger_sign_in_is_told_from_others() {
    let body = json!({"status": 403, "errors": {"Forbidden": ["Altinn authentication level too low."]}});
    assert!(parse::wants_stronger_sign_in(body.to_string().as_bytes()));
    for other in ["", "{}", "<html>", r#"{"errors":{"Forbidden":["Not yours."]}}"#, r#"{"errors":7}"#] {
        assert!(!parse::wants_stronger_sign_in(other.as_bytes()), "{other}");
    }
    let Some(recorded) = recorded(TOO_LOW) else { return };
    assert!(parse::wants_stronger_sign_in(&recorded));
}

#[test]
fn transmissions_are_messages_or_decisions() {
    let landed = detail(&building_permit());
    let Record::Message(application) = record(&landed, "t1") else { panic!() };
    assert_eq!((application.direction, application.need), (Direction::Outgoing, Need::Nothing));
    let Record::Message(request) = record(&landed, "t2") else { panic!() };
    assert_eq!((request.direction, request.body_format), (Direction::Incoming, BodyFormat::Markdown));
    assert_eq!(request.need, Need::Required { due: Some("2026-12-04".parse().unwrap()) });
    let Record::Decision(granted) = record(&landed, "t3") else { panic!() };
    assert_eq!((granted.outcome, only(&granted.authority).1), (Outcome::Granted, "Lillevik kommune"));
    assert_eq!(granted.case.as_ref().unwrap().as_str(), "0193-a");
    let Record::Decision(refused) = record(&landed, "t4") else { panic!() };
    assert_eq!(refused.outcome, Outcome::Refused);
    let gone: Vec<_> = landed
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::Tombstone(gone) => Some((gone.kind, gone.id.as_str(), gone.reason)),
            Change::Upsert(_) | Change::Outline(_) => None,
        })
        .collect();
    assert_eq!(gone, [(RecordKind::Message, "t5", TombstoneReason::Unstated)]);
    // A transmission without any text has nothing to show, and takes nothing else with it.
    assert_eq!(landed.quarantined.len(), 1);
    assert_eq!(landed.quarantined[0].detail.as_str(), "content.title: no text in any language");
}

#[test]
fn a_file_is_offered_only_when_it_can_be_fetched() {
    let Record::Message(request) = record(&detail(&building_permit()), "t2") else { panic!() };
    assert_eq!(request.documents.len(), 1);
    let document = &request.documents[0];
    assert_eq!(document.href.as_deref(), Some("https://lillevik.example/d1.pdf"));
    assert_eq!(document.media_type.as_deref(), Some("application/pdf"));
    assert_eq!(document.expires_at, Some(Moment::Instant("2026-12-01T00:00:00Z".parse().unwrap())));
}

#[test]
fn only_links_that_a_browser_may_follow_are_tasks() {
    let tasks = tasks(&detail(&building_permit()));
    let ids: Vec<_> = tasks.iter().map(|task| task.id.as_str()).collect();
    assert_eq!(ids, ["a1", "a2"]);
    assert_eq!(tasks[0].need, Need::Required { due: Some("2026-12-04".parse().unwrap()) });
    assert_eq!(tasks[1].need, Need::Optional { last_day: None });
    assert!(matches!(&tasks[0].action, TaskAction::OpenInBrowser { link } if link.host() == "lillevik.example"));
}

#[test]
fn nothing_of_a_completed_dialog_waits() {
    let mut dialog = building_permit();
    dialog["status"] = json!("Completed");
    assert!(tasks(&detail(&dialog)).iter().all(|task| task.state == TaskState::Done));
}

#[test]
fn a_page_lands_but_for_what_cannot_be_read() {
    let mut for_machines = building_permit();
    for_machines["isApiOnly"] = json!(true);
    let nobodys = json!({"id": "0193-b", "content": {"title": texts("Ukjent")}});
    let page = json!({
        "items": [building_permit(), for_machines, nobodys, {"id": "0193-c", "party": 7}, []],
        "hasNextPage": true, "continuationToken": "abc", "orderBy": "contentupdatedat_desc",
    });
    let page = parse::dialogs(page.to_string().as_bytes(), &Limits::default(), received_at()).unwrap();
    let next = page.next.unwrap();
    assert_eq!((next.token.as_str(), next.order_by.as_deref()), ("abc", Some("contentupdatedat_desc")));
    let cases = page
        .landed
        .changes
        .iter()
        .filter(|change| matches!(change, Change::Outline(record) if record.kind() == RecordKind::Case));
    assert_eq!((cases.count(), page.landed.changes.len()), (1, 1), "a list tells outlines, and of cases alone");
    let faults: Vec<_> = page.landed.quarantined.iter().map(|fault| (fault.reason, fault.detail.as_str())).collect();
    assert_eq!(
        faults[..],
        [
            (QuarantineReason::UnknownParty, "party: missing or not an id"),
            (QuarantineReason::Malformed, "party: not of the promised type"),
            (QuarantineReason::Malformed, "not an object"),
        ]
    );
}

#[test]
fn the_last_page_has_no_next() {
    let page = json!({"items": [], "hasNextPage": false, "continuationToken": "abc", "orderBy": "x"});
    let page = parse::dialogs(page.to_string().as_bytes(), &Limits::default(), received_at()).unwrap();
    assert_eq!(page.next, None);
}

#[test]
fn a_page_whose_end_is_not_certain_is_no_end() {
    let read = |page: Value| parse::dialogs(page.to_string().as_bytes(), &Limits::default(), received_at());
    let goes_on = |page: Value| read(page).unwrap().next.is_some();
    let one = building_permit();
    assert!(
        goes_on(json!({"items": [one], "continuationToken": "abc", "orderBy": "x"})),
        "it does not say that it ends"
    );
    assert!(!goes_on(json!({"items": [], "continuationToken": "abc", "orderBy": "x"})));
    assert!(!goes_on(json!({"items": null, "hasNextPage": false})));
    for bad in [json!({"items": [one], "hasNextPage": true}), json!({"items": null}), json!({"title": "Gone"})] {
        assert!(read(bad.clone()).is_err(), "{bad}");
    }
}

#[test]
fn without_any_time_the_time_of_receipt_stands() {
    let dialog = json!({"id": "1", "party": "urn:x", "content": {"title": texts("Uten tid")}});
    assert_eq!(the_case(&detail(&dialog)).updated_at, Moment::Instant(received_at()));
}

const DIALOG: &str = "dialogporten/snapshots/GetDialogTests.Get_Dialog_Verify_Snapshot.json";
const PARTIES: &str = "dialogporten/snapshots/GetPartiesTests.Authorized_Parties_Verify_Snapshot.json";
const TRANSMISSION: &str = "dialogporten/snapshots/GetTransmissionTests.Get_Transmission_Verify_Snapshot.json";
const TRANSMISSIONS: &str = "dialogporten/snapshots/SearchTransmissionTests.Search_Transmissions_Verify_Snapshot.json";
const TOO_LOW: &str =
    "dialogporten/snapshots/ErrorResponseSnapshotTests.Should_Return_403_For_Inadequate_Auth_Level.json";
const GONE: &str =
    "dialogporten/snapshots/ErrorResponseSnapshotTests.Should_Return_410_Error_Response_In_ProblemDetails_Format.json";

#[test]
fn the_recorded_dialog_lands_whole_though_its_times_are_zeroed() {
    let Some(bytes) = recorded(DIALOG) else { return };
    let landed = parse::dialog(&bytes, &Limits::default(), received_at()).unwrap();
    assert_eq!(landed.quarantined, []);
    let case = the_case(&landed);
    assert_eq!(only(&case.title), ("nb", "Skjema for rapportering av et eller annet"));
    assert_eq!(
        (case.status.code, only(case.status.wording.as_ref().unwrap())),
        (CaseStatus::Unknown, ("nb", "Utvidet Status"))
    );
    assert_eq!(only(case.unit.as_ref().unwrap()).1, "Avsendernavn");
    assert_eq!((case.due, case.opened_at, case.retained_until), (None, None, None));
    assert_eq!(case.filing.as_ref().map(|filing| filing.folder), Some(Folder::Bin));
    assert_eq!((case.coverage.seen, case.coverage.revised_at, case.progress), (Some(true), None, None));
    assert_eq!(case.updated_at, Moment::Instant(received_at()));
    assert_eq!(case.documents.len(), 3);
    assert!(case.documents.iter().all(|document| document.href.as_deref() == Some("https://foo.com/foo.pdf")));
    let told: Vec<_> = case.timeline.iter().map(|event| event.actor).collect();
    assert_eq!(told, [Actor::Resident, Actor::Authority, Actor::Resident]);
    let messages: Vec<_> = records(&landed.changes)
        .into_iter()
        .filter_map(|record| match record {
            Record::Message(message) => Some(*message),
            _ => None,
        })
        .collect();
    // Three transmissions of the service owner; the files of two are not for this resident.
    assert_eq!(messages.iter().map(|message| message.documents.len()).collect::<Vec<_>>(), [1, 0, 0]);
    assert!(messages.iter().all(|message| message.direction == Direction::Incoming));
    assert!(
        messages.iter().all(|message| message.title.iter().any(|text| text == ("en", &"Transmission title".into())))
    );
    // Of two actions one is a POST.
    let tasks = tasks(&landed);
    assert_eq!(tasks.len(), 1);
    assert_eq!(only(&tasks[0].title).1, "Gå til dialog");
}

#[test]
fn recorded_transmissions_are_read() {
    let (Some(list), Some(one)) = (recorded(TRANSMISSIONS), recorded(TRANSMISSION)) else { return };
    let of = DialogFrame {
        dialog: RemoteId::new("d"),
        party: RemoteId::new("p"),
        authority: Localized::one("nb", "Lillevik kommune"),
        need: Need::Unstated,
    };
    let read = |bytes: &[u8]| {
        let landed = parse::transmissions(bytes, &of, &Limits::default(), received_at()).unwrap();
        assert_eq!(landed.quarantined, []);
        records(&landed.changes)
    };
    let list = read(&list);
    assert_eq!(list.len(), 2);
    let (Record::Message(first), Record::Message(second)) = (&list[0], &list[1]) else { panic!("{list:?}") };
    assert_eq!((first.direction, first.body.is_empty()), (Direction::Incoming, true));
    assert_eq!((second.direction, only(&second.body).1), (Direction::Outgoing, "Summary"));
    assert_eq!(only(second.sender.as_ref().unwrap()).1, "DIGITALISERINGSDIREKTORATET");
    assert_eq!(second.documents[0].href.as_deref(), Some("https://digdir.com/attachment-url"));
    assert_eq!(read(&one), [list[1].clone()]);
}

#[test]
fn recorded_parties_are_whom_the_resident_may_act_for() {
    let Some(bytes) = recorded(PARTIES) else { return };
    let landed = parse::parties(&bytes, &Limits::default()).unwrap();
    assert_eq!(landed.quarantined, []);
    let records = records(&landed.changes);
    let parties: Vec<_> = records
        .iter()
        .filter_map(|record| match record {
            Record::Party(party) => Some((party.relation, party.business_id.as_deref())),
            _ => None,
        })
        .collect();
    assert_eq!(
        parties,
        [
            (Relation::Company, Some("310010693")),
            (Relation::Company, Some("310923044")),
            (Relation::Company, Some("315010195")),
            (Relation::Myself, None),
        ]
    );
    let mandates: Vec<_> = records
        .iter()
        .filter_map(|record| match record {
            Record::Mandate(mandate) => Some(mandate.basis),
            _ => None,
        })
        .collect();
    assert_eq!(mandates, [MandateBasis::Role; 3]);
    let Some(Record::Party(resident)) = records.last() else { panic!() };
    assert_eq!(resident.born_on, Some("1943-04-08".parse().unwrap()));
}

#[test]
fn a_recorded_error_is_neither_a_page_nor_a_dialog() {
    let Some(bytes) = recorded(GONE) else { return };
    assert!(parse::dialogs(&bytes, &Limits::default(), received_at()).is_err());
    assert!(parse::parties(&bytes, &Limits::default()).is_err());
    let landed = parse::dialog(&bytes, &Limits::default(), received_at()).unwrap();
    assert_eq!((landed.changes.len(), landed.quarantined.len()), (0, 1));
}
