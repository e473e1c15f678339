//! Kari's dialogs at Altinn: read in outline, whole once she opens them, kept in step with what is changed and removed there.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    case::{CaseStatus, Folder},
    decision::Outcome,
    id::{RecordKey, RecordKind},
    inbox::Group,
    need::Need,
    party::Relation,
    source::SyncFailure,
    task::{TaskAction, TaskState},
};
use protocol::{
    ErrorCode, Event, FetchDocument, FileCase, LockNow, MarkOpened, ReadCases, ReadInbox, ReadItem, ReadLock,
    ReadSource, SyncNow, Tag,
    prose::Prose,
    view::{CaseBody, ItemBody, ItemView, MissingView},
};
use reqwest::StatusCode;
use serde_json::{Value, json};
use tests::{
    Contract, Device,
    dialogporten::{
        Asked, Dialogs, KARI, ROR, attachment, dialog, dialog_id, organization, permit, person, transmission, words,
    },
    key,
};

/// A service with so many dialogs, one changed each minute, and a device connected to it.
async fn kari_with(dialogs: usize) -> (Dialogs, Device) {
    let altinn = Dialogs::start().await.unwrap();
    for n in 0..dialogs {
        altinn.put(dialog(&dialog_id(n), &format!("Sak {n}"), &minute(n)));
    }
    let device = Device::new().await.unwrap();
    altinn.connect(&device).await.unwrap();
    (altinn, device)
}

/// The nth minute after a morning of some days ago.
fn minute(n: usize) -> String {
    let morning: DateTime<Utc> = "2026-11-10T06:00:00Z".parse().unwrap();
    (morning + TimeDelta::minutes(i64::try_from(n).unwrap())).to_rfc3339()
}

async fn cases_in(device: &Device, folder: Folder) -> Vec<String> {
    let (mut ids, mut after) = (Vec::new(), None);
    loop {
        let page = device.ask(ReadCases { folder, party: None, after, limit: 200 }).await.unwrap();
        ids.extend(page.items.iter().map(|headline| headline.item.id.as_str().to_owned()));
        match page.next {
            Some(next) => after = Some(next),
            None => return ids,
        }
    }
}

async fn cases(device: &Device) -> Vec<String> {
    cases_in(device, Folder::Inbox).await
}

async fn read(device: &Device, item: &RecordKey) -> ItemView {
    device.ask(ReadItem { item: item.clone() }).await.unwrap()
}

async fn open(device: &Device, item: &RecordKey) -> ItemView {
    device.ask(MarkOpened { item: item.clone() }).await.unwrap();
    read(device, item).await
}

fn case(item: &ItemView) -> &CaseBody {
    let ItemBody::Case(case) = &item.body else { panic!("{item:?}") };
    case
}

fn ids(item: &ItemView) -> Vec<&str> {
    let mut ids: Vec<_> = case(item).items.iter().map(|headline| headline.item.id.as_str()).collect();
    ids.sort_unstable();
    ids
}

fn plain(prose: &Prose) -> &str {
    let Prose::Plain(text) = prose else { panic!("{prose:?}") };
    &text.value
}

async fn failure(device: &Device) -> Option<SyncFailure> {
    device.overview().await.unwrap().sources[0].failure
}

fn item(kind: RecordKind, id: &str) -> RecordKey {
    key(Dialogs::source(), kind, id)
}

#[tokio::test]
async fn a_first_pass_brings_everything_page_by_page() {
    let (altinn, device) = kari_with(25).await;
    altinn.set_whims(|whims| whims.page = 10);
    device.sync().await.unwrap();
    assert_eq!(cases(&device).await, (0..25).rev().map(dialog_id).collect::<Vec<_>>());
    let lists: Vec<_> = altinn.asked().into_iter().filter(|asked| asked.path() == "/dialogs").collect();
    assert!(lists.len() >= 3 && lists.iter().all(|asked| asked.status == StatusCode::OK), "{lists:?}");
    for continued in lists.iter().filter(|asked| !asked.query("continuationToken").is_empty()) {
        assert_eq!(continued.query("orderBy").len(), 1, "a token goes with its order");
        assert_eq!(continued.query("party"), [ROR, KARI]);
    }
    assert_eq!(failure(&device).await, None);
}

#[tokio::test]
async fn a_delta_brings_what_is_new_and_a_quiet_sync_writes_nothing() {
    let (altinn, device) = kari_with(120).await;
    device.sync().await.unwrap();
    device.sync().await.unwrap();
    altinn.forget_asked();
    let mut events = device.engine().events();
    device.sync().await.unwrap();
    assert_eq!(altinn.asked().len(), 2, "the parties, and one page: {:#?}", altinn.asked());
    let told = std::iter::from_fn(|| events.try_recv().ok());
    let told: Vec<Tag> = told.flat_map(|event| if let Event::Changed(tags) = event { tags } else { vec![] }).collect();
    assert!(told.iter().all(|tag| *tag == Tag::Sources), "{told:?}");

    altinn.put(dialog(&dialog_id(200), "Ny sak", "2026-11-17T08:00:00Z"));
    altinn.put(dialog(&dialog_id(3), "Sak 3, endret", "2026-11-17T09:00:00Z"));
    altinn.forget_asked();
    device.sync().await.unwrap();
    let asked = altinn.asked();
    let lists: Vec<_> = asked.iter().filter(|asked| asked.path() == "/dialogs").collect();
    assert!(lists.iter().all(|asked| asked.query("contentUpdatedAfter").len() == 1), "{lists:#?}");
    assert_eq!(&cases(&device).await[..2], [dialog_id(3), dialog_id(200)]);
    let new = device.group(Group::New, None).await.unwrap();
    assert_eq!(new[0].title.value, "Sak 3, endret");
}

#[tokio::test]
async fn a_dialog_of_the_same_instant_is_not_missed() {
    let (altinn, device) = kari_with(60).await;
    device.sync().await.unwrap();
    // It was written at the very time of the newest that is known, and after that was read.
    altinn.put(dialog(&dialog_id(100), "Samtidig", &minute(59)));
    device.sync().await.unwrap();
    assert!(cases(&device).await.contains(&dialog_id(100)));
}

#[tokio::test]
async fn what_changes_in_the_middle_of_a_pass_is_neither_missed_nor_removed() {
    let (altinn, device) = kari_with(300).await;
    altinn.set_whims(|whims| whims.page = 100);
    device.sync().await.unwrap();
    // A day later everything is read again. While it is, the oldest dialog moves to the front.
    device.host.set_now("2026-11-19T08:00:00Z".parse().unwrap());
    let mut events = device.engine().events();
    let changed = async {
        while let Ok(event) = events.recv().await {
            if matches!(&event, Event::Changed(tags) if tags.contains(&Tag::Sources)) {
                break;
            }
        }
        altinn.change(&dialog_id(0), |dialog| {
            dialog["contentUpdatedAt"] = json!("2026-11-19T07:59:00Z");
            dialog["content"]["title"] = words("Flyttet");
        });
    };
    let (synced, ()) = tokio::join!(device.sync(), changed);
    synced.unwrap();
    device.sync().await.unwrap();
    let cases = cases(&device).await;
    assert_eq!((cases.len(), &cases[0]), (300, &dialog_id(0)));
}

#[tokio::test]
async fn what_is_removed_goes_at_once_where_it_is_missed_and_else_within_a_day() {
    let (altinn, device) = kari_with(200).await;
    device.sync().await.unwrap();
    // A new one: the newest are asked for each time.
    altinn.remove(&dialog_id(190));
    // Another comes at the same time, so that a count alone would not tell.
    altinn.put(dialog(&dialog_id(300), "Ny", &minute(300)));
    device.sync().await.unwrap();
    let now = cases(&device).await;
    assert!(!now.contains(&dialog_id(190)) && now.contains(&dialog_id(300)));
    assert_eq!(now.len(), 200);

    altinn.remove(&dialog_id(5));
    device.sync().await.unwrap();
    assert!(cases(&device).await.contains(&dialog_id(5)), "nothing tells of an old one");
    device.host.set_now("2026-11-19T06:00:00Z".parse().unwrap());
    device.sync().await.unwrap();
    assert!(!cases(&device).await.contains(&dialog_id(5)));
    assert_eq!(cases(&device).await.len(), 199);
}

#[tokio::test]
async fn nothing_but_opening_asks_for_a_detail() {
    let (altinn, device) = kari_with(3).await;
    altinn.put(permit(&altinn));
    device.engine().run_in_background();
    device.sync().await.unwrap();
    // All that the app does by itself, and all that reading does.
    for group in [Group::NeedsYou, Group::New, Group::Rest] {
        device.ask(ReadInbox { group, party: None, after: None, limit: 50 }).await.unwrap();
    }
    for folder in [Folder::Inbox, Folder::Archive, Folder::Bin] {
        cases_in(&device, folder).await;
    }
    let seen_in_list = read(&device, &Dialogs::case(&dialog_id(0))).await;
    assert_eq!(seen_in_list.missing, Some(MissingView { older: false, fetching: false, failure: None }));
    device.set_lock("482913").await.unwrap();
    device.ask(LockNow {}).await.unwrap();
    device.ask(SyncNow { source: None }).await.unwrap();
    device.unlock("482913").await.unwrap();
    // Reminders and everything that a day brings.
    device.host.set_now("2026-11-19T06:00:00Z".parse().unwrap());
    device.sync().await.unwrap();
    let device = device.restart().await.unwrap();
    device.unlock("482913").await.unwrap();
    device.sync().await.unwrap();
    let asked = altinn.asked();
    assert!(asked.len() > 6 && asked.iter().all(Asked::leaves_no_trace), "{asked:#?}");
    assert!(altinn.seen().is_empty());

    let opened = open(&device, &Dialogs::case(&dialog_id(0))).await;
    assert_eq!((opened.missing, opened.is_new), (None, false));
    assert_eq!(altinn.seen(), [dialog_id(0)]);
    // What is here is not fetched again, whatever of it is opened.
    open(&device, &Dialogs::case(&dialog_id(0))).await;
    open(&device, &item(RecordKind::Message, "t-1")).await;
    device.sync().await.unwrap();
    assert_eq!(altinn.seen(), [dialog_id(0)]);
    device.engine().close().await;
}

#[tokio::test]
async fn a_dialog_that_is_opened_is_here_whole() {
    let (altinn, device) = kari_with(0).await;
    altinn.put(permit(&altinn));
    device.sync().await.unwrap();
    let permit = Dialogs::case(&dialog_id(0));
    let outline = read(&device, &permit).await;
    assert_eq!(plain(case(&outline).summary.as_ref().unwrap()), "Kort fortalt.");
    assert!(case(&outline).items.is_empty() && case(&outline).additional.is_none());

    let whole = open(&device, &permit).await;
    assert_eq!(ids(&whole), ["a-1", "t-1", "t-2"]);
    assert_eq!((case(&whole).status, case(&whole).progress), (CaseStatus::NeedsYou, Some(40)));
    assert!(matches!(case(&whole).additional, Some(Prose::Marked { .. })), "{whole:?}");
    assert_eq!(case(&whole).timeline.len(), 2);

    let decision = read(&device, &item(RecordKind::Decision, "t-2")).await;
    let ItemBody::Decision(body) = &decision.body else { panic!("{decision:?}") };
    assert_eq!((body.outcome, decision.sender.value.as_str()), (Outcome::Refused, "altinn"));
    let task = read(&device, &item(RecordKind::Task, "a-1")).await;
    let ItemBody::Task(body) = &task.body else { panic!("{task:?}") };
    assert!(
        matches!(&body.action, TaskAction::OpenInBrowser { link } if link.as_str() == "https://lillevik.example/send")
    );
    let needs: Vec<_> = device.group(Group::NeedsYou, None).await.unwrap();
    let due = Some("2026-12-04".parse().unwrap());
    assert_eq!(
        needs.iter().map(|item| (item.item.id.as_str(), item.need)).collect::<Vec<_>>(),
        [("a-1", Need::Required { due })]
    );
}

#[tokio::test]
async fn what_a_detail_brought_stays_through_pages_and_passes_and_goes_with_its_dialog() {
    let (altinn, device) = kari_with(0).await;
    altinn.put(permit(&altinn));
    device.sync().await.unwrap();
    let permit = Dialogs::case(&dialog_id(0));
    let whole = open(&device, &permit).await;
    altinn.put(dialog(&dialog_id(1), "En annen sak", "2026-11-17T08:00:00Z"));
    device.sync().await.unwrap();
    device.host.set_now("2026-11-19T08:00:00Z".parse().unwrap());
    device.sync().await.unwrap();
    let device = device.restart().await.unwrap();
    device.sync().await.unwrap();
    assert_eq!(read(&device, &permit).await, whole);
    assert_eq!(altinn.seen().len(), 1);

    altinn.remove(&dialog_id(0));
    device.sync().await.unwrap();
    for gone in [&permit, &item(RecordKind::Message, "t-1"), &item(RecordKind::Task, "a-1")] {
        assert_eq!(device.ask(ReadItem { item: gone.clone() }).await.unwrap_err().code, ErrorCode::NotFound);
    }
    assert_eq!(device.inbox().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_dialog_that_moved_on_says_that_there_is_more_and_fetches_it_when_it_is_opened() {
    let (altinn, device) = kari_with(0).await;
    altinn.put(permit(&altinn));
    device.sync().await.unwrap();
    let permit = Dialogs::case(&dialog_id(0));
    open(&device, &permit).await;
    altinn.change(&dialog_id(0), |dialog| {
        dialog["contentUpdatedAt"] = json!("2026-11-17T08:00:00Z");
        dialog["updatedAt"] = json!("2026-11-17T08:00:00Z");
        dialog["status"] = json!("InProgress");
        let letters = dialog["transmissions"].as_array_mut().unwrap();
        letters.push(transmission("t-3", "Information", "Takk for tegningen", "2026-11-17T08:00:00Z"));
        dialog["guiActions"] = json!([]);
    });
    device.sync().await.unwrap();
    let stale = read(&device, &permit).await;
    assert_eq!(stale.missing, Some(MissingView { older: true, fetching: false, failure: None }));
    assert_eq!((ids(&stale), case(&stale).status), (vec!["a-1", "t-1", "t-2"], CaseStatus::InProgress));
    assert!(stale.is_new, "it has moved");
    assert!(device.group(Group::NeedsYou, None).await.unwrap().is_empty(), "what is asked may be asked no more");
    let new = device.group(Group::New, None).await.unwrap();
    assert!(new.iter().any(|headline| headline.item == permit), "{new:?}");
    assert_eq!(altinn.seen().len(), 1);

    let fresh = open(&device, &permit).await;
    assert_eq!((fresh.missing, ids(&fresh)), (None, vec!["t-1", "t-2", "t-3"]));
    assert_eq!(altinn.seen().len(), 2);
}

#[tokio::test]
async fn without_a_network_what_is_here_is_shown_and_what_is_missing_is_said() {
    let (altinn, device) = kari_with(0).await;
    altinn.put(permit(&altinn));
    device.sync().await.unwrap();
    let permit = Dialogs::case(&dialog_id(0));
    altinn.set_whims(|whims| whims.out_of_order = Some((StatusCode::SERVICE_UNAVAILABLE, None)));
    let opened = open(&device, &permit).await;
    let failure = Some(ErrorCode::SourceFault);
    assert_eq!(opened.missing, Some(MissingView { older: false, fetching: false, failure }));
    assert_eq!(opened.title.value, "Byggesak");
    assert!(!opened.is_new);
    // When it is back, a sync does not open it; the next opening does.
    altinn.set_whims(|whims| whims.out_of_order = None);
    device.sync().await.unwrap();
    assert!(altinn.seen().is_empty());
    assert_eq!(open(&device, &permit).await.missing, None);
}

#[tokio::test]
async fn a_service_that_asks_for_patience_gets_it() {
    let (altinn, device) = kari_with(1).await;
    altinn.set_whims(|whims| whims.out_of_order = Some((StatusCode::SERVICE_UNAVAILABLE, Some("3600".to_owned()))));
    device.engine().run_in_background();
    let asked = tokio::time::timeout(Duration::from_mins(1), async {
        while failure(&device).await.is_none() {
            tokio::task::yield_now().await;
        }
        altinn.asked().len()
    });
    assert_eq!(asked.await.unwrap(), 1);
    assert_eq!(failure(&device).await, Some(SyncFailure::Unavailable));
    device.engine().close().await;
}

#[tokio::test]
async fn a_dialog_that_is_gone_when_it_is_opened_goes_here_too() {
    let (altinn, device) = kari_with(2).await;
    device.sync().await.unwrap();
    altinn.remove(&dialog_id(0));
    let gone = Dialogs::case(&dialog_id(0));
    device.ask(MarkOpened { item: gone.clone() }).await.unwrap();
    assert_eq!(device.ask(ReadItem { item: gone }).await.unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(cases(&device).await, [dialog_id(1)]);
    assert_eq!(altinn.asked().last().unwrap().status, StatusCode::GONE);
}

#[tokio::test]
async fn the_locked_app_hears_of_a_new_dialog_also_after_days() {
    let (altinn, device) = kari_with(2).await;
    device.sync().await.unwrap();
    device.set_lock("137902").await.unwrap();
    device.ask(LockNow {}).await.unwrap();
    device.host.set_now("2026-11-30T09:00:00Z".parse().unwrap());
    device.ask(SyncNow { source: None }).await.unwrap();
    assert!(!device.ask(ReadLock {}).await.unwrap().news, "that it is time to read everything again is no news");
    altinn.put(dialog(&dialog_id(7), "Ny sak", "2026-11-30T08:00:00Z"));
    device.ask(SyncNow { source: None }).await.unwrap();
    assert!(device.ask(ReadLock {}).await.unwrap().news);
    assert_eq!(altinn.seen(), Vec::<String>::new());
}

#[tokio::test]
async fn what_a_gateway_does_not_find_is_not_taken_for_gone() {
    let (altinn, device) = kari_with(2).await;
    device.sync().await.unwrap();
    let permit = Dialogs::case(&dialog_id(0));
    open(&device, &permit).await;
    altinn.change(&dialog_id(0), |dialog| dialog["contentUpdatedAt"] = json!(minute(90)));
    device.sync().await.unwrap();
    // The mock's own refusals are problems; this one has nothing in it.
    altinn.set_whims(|whims| whims.out_of_order = Some((StatusCode::NOT_FOUND, None)));
    device.ask(MarkOpened { item: permit.clone() }).await.unwrap();
    assert!(device.ask(ReadItem { item: permit }).await.is_ok());
    assert_eq!(cases(&device).await.len(), 2);
}

#[tokio::test]
async fn a_dialog_that_wants_a_stronger_sign_in_says_so_and_nothing_else_suffers() {
    let (altinn, device) = kari_with(2).await;
    device.sync().await.unwrap();
    altinn.set_whims(|whims| whims.closed = [dialog_id(0)].into());
    let closed = open(&device, &Dialogs::case(&dialog_id(0))).await;
    let failure = Some(ErrorCode::StrongerSignInNeeded);
    assert_eq!(closed.missing, Some(MissingView { older: false, fetching: false, failure }));
    assert_eq!(open(&device, &Dialogs::case(&dialog_id(1))).await.missing, None);
    device.sync().await.unwrap();
    assert_eq!(self::failure(&device).await, None);
}

#[tokio::test]
async fn a_document_is_fetched_when_it_is_asked_for_and_its_address_renewed_when_it_has_expired() {
    let (altinn, device) = kari_with(0).await;
    altinn.put(permit(&altinn));
    device.sync().await.unwrap();
    open(&device, &Dialogs::case(&dialog_id(0))).await;
    device.sync().await.unwrap();
    let letter = item(RecordKind::Message, "t-1");
    let files = |altinn: &Dialogs| altinn.asked().iter().filter(|asked| asked.path().starts_with("/files/")).count();
    assert_eq!(files(&altinn), 0, "nobody asked for it");
    let shown = read(&device, &letter).await.documents.remove(0);
    assert_eq!(
        (shown.expired, shown.expires.map(|when| when.date.to_string())),
        (false, Some("2026-11-30".to_owned()))
    );

    // December has come, and with it another address.
    device.host.set_now("2026-12-01T08:00:00Z".parse().unwrap());
    assert!(read(&device, &letter).await.documents[0].expired);
    let renewed = altinn.file("krav-2.txt", b"Krav til tegning");
    altinn.remove_file("krav.txt");
    altinn.change(&dialog_id(0), |dialog| {
        let file = attachment("d-1", "krav.txt", &renewed, Some("2026-12-31T00:00:00Z"));
        dialog["transmissions"][0]["attachments"] = json!([file]);
    });
    device.ask(FetchDocument { item: letter.clone(), document: "d-1".to_owned() }).await.unwrap();
    let shown = read(&device, &letter).await.documents.remove(0);
    assert!(shown.on_device && !shown.expired && shown.expires.is_none());
    let served = device.engine().serve_document(&shown.path, None).await.unwrap();
    assert_eq!(served.bytes, b"Krav til tegning");
    assert_eq!(
        (files(&altinn), altinn.seen().len()),
        (1, 2),
        "the detail was asked for anew, and the old address never"
    );
}

#[tokio::test]
async fn a_document_that_is_no_longer_offered_says_so() {
    let (altinn, device) = kari_with(0).await;
    altinn.put(permit(&altinn));
    device.sync().await.unwrap();
    open(&device, &Dialogs::case(&dialog_id(0))).await;
    device.host.set_now("2026-12-01T08:00:00Z".parse().unwrap());
    let letter = item(RecordKind::Message, "t-1");
    let asked = device.ask(FetchDocument { item: letter, document: "d-1".to_owned() }).await;
    assert_eq!(asked.unwrap_err().code, ErrorCode::DocumentExpired);
}

#[tokio::test]
async fn a_document_elsewhere_is_fetched_without_the_token() {
    let (altinn, device) = kari_with(0).await;
    // Another origin: another port of this machine. It would take the token too, if it were given one.
    let elsewhere = Dialogs::start().await.unwrap();
    let address = elsewhere.file("vedlegg.txt", b"Vedlegg");
    let mut permit = permit(&altinn);
    permit["attachments"] = json!([attachment("d-9", "vedlegg.txt", &address, None)]);
    altinn.put(permit);
    device.sync().await.unwrap();
    let case = Dialogs::case(&dialog_id(0));
    open(&device, &case).await;
    let fetched = device.ask(FetchDocument { item: case, document: "d-9".to_owned() }).await;
    let asked = elsewhere.asked();
    assert_eq!(asked.iter().map(|asked| asked.status).collect::<Vec<_>>(), [StatusCode::UNAUTHORIZED]);
    assert!(asked[0].headers.get("authorization").is_none() && asked[0].headers.get("cookie").is_none());
    assert!(fetched.is_err());
    assert_eq!(failure(&device).await, None, "the sign-in is as good as before");
}

#[tokio::test]
async fn a_payment_that_was_made_closes_what_asked_for_it() {
    let (altinn, device) = kari_with(0).await;
    let mut fee = dialog(&dialog_id(0), "Gebyr", "2026-11-16T08:00:00Z");
    fee["guiActions"] = json!([{ "id": "a-1", "action": "pay", "url": "https://lillevik.example/betal",
        "httpMethod": "GET", "priority": "Primary", "isAuthorized": true,
        "title": [{ "value": "Betal", "languageCode": "nb" }] }]);
    fee["activities"] = json!([{ "type": "SentToPayment", "createdAt": "2026-11-15T08:00:00Z" }]);
    altinn.put(fee);
    device.sync().await.unwrap();
    let case_key = Dialogs::case(&dialog_id(0));
    open(&device, &case_key).await;
    let state = async |device: &Device| {
        let task = read(device, &item(RecordKind::Task, "a-1")).await;
        let ItemBody::Task(body) = task.body else { panic!() };
        body.state
    };
    assert_eq!(state(&device).await, TaskState::Open);
    altinn.change(&dialog_id(0), |dialog| {
        dialog["contentUpdatedAt"] = json!("2026-11-17T08:00:00Z");
        let paid = json!({ "type": "PaymentMade", "createdAt": "2026-11-17T08:00:00Z" });
        dialog["activities"].as_array_mut().unwrap().push(paid);
    });
    device.sync().await.unwrap();
    let opened = open(&device, &case_key).await;
    assert_eq!(state(&device).await, TaskState::Done);
    assert_eq!(case(&opened).timeline.len(), 2);
}

#[tokio::test]
async fn a_case_is_put_away_and_taken_back_at_the_source_and_here() {
    let (altinn, device) = kari_with(2).await;
    device.sync().await.unwrap();
    let filed = Dialogs::case(&dialog_id(0));
    let label = |altinn: &Dialogs| altinn.dialog(&dialog_id(0))["endUserContext"]["systemLabels"][0].clone();
    for (folder, name) in [(Folder::Archive, "Archive"), (Folder::Bin, "Bin"), (Folder::Inbox, "Default")] {
        device.ask(FileCase { item: filed.clone(), folder }).await.unwrap();
        assert_eq!(label(&altinn), json!(name));
        assert!(cases_in(&device, folder).await.contains(&dialog_id(0)), "{folder:?}");
        let in_inbox = device.inbox().await.unwrap().iter().any(|headline| headline.item == filed);
        assert_eq!(in_inbox, folder == Folder::Inbox);
        assert_eq!(case(&read(&device, &filed).await).folder, Some(folder));
    }
    let put: Vec<_> = altinn.asked().into_iter().filter(|asked| asked.method == "PUT").collect();
    assert!(put.iter().all(|asked| asked.headers.contains_key("if-match") && asked.status == StatusCode::NO_CONTENT));
    assert!(altinn.seen().is_empty(), "putting away is not reading");
}

#[tokio::test]
async fn a_case_that_was_moved_elsewhere_meanwhile_is_not_moved_and_shows_how_it_is() {
    let (altinn, device) = kari_with(1).await;
    device.sync().await.unwrap();
    let case_key = Dialogs::case(&dialog_id(0));
    altinn.label(&dialog_id(0), "Archive");
    let refused = device.ask(FileCase { item: case_key.clone(), folder: Folder::Bin }).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::ChangedMeanwhile);
    assert_eq!(case(&read(&device, &case_key).await).folder, Some(Folder::Archive));
    // Now that it is known how it is, it can be moved.
    device.ask(FileCase { item: case_key.clone(), folder: Folder::Bin }).await.unwrap();
    assert_eq!(cases_in(&device, Folder::Bin).await, [dialog_id(0)]);

    altinn.remove(&dialog_id(0));
    let gone = device.ask(FileCase { item: case_key.clone(), folder: Folder::Inbox }).await.unwrap_err();
    assert_eq!(gone.code, ErrorCode::NotFound);
    assert!(cases_in(&device, Folder::Bin).await.is_empty());
}

#[tokio::test]
async fn what_is_put_away_or_seen_elsewhere_is_so_here_after_a_sync() {
    let (altinn, device) = kari_with(3).await;
    device.sync().await.unwrap();
    assert_eq!(device.group(Group::New, None).await.unwrap().len(), 3);
    altinn.label(&dialog_id(0), "Archive");
    altinn.change(&dialog_id(1), |dialog| dialog["isContentSeen"] = json!(true));
    device.sync().await.unwrap();
    assert_eq!(cases_in(&device, Folder::Archive).await, [dialog_id(0)]);
    let new: Vec<_> = device.group(Group::New, None).await.unwrap().into_iter().map(|h| h.item).collect();
    assert_eq!(new, [Dialogs::case(&dialog_id(2))]);
}

#[tokio::test]
async fn kari_acts_for_whom_the_service_says() {
    let (altinn, device) = kari_with(1).await;
    let mut of_company = dialog(&dialog_id(1), "Momsoppgjør", "2026-11-16T08:00:00Z");
    of_company["party"] = json!(ROR);
    altinn.put(of_company);
    device.sync().await.unwrap();
    let parties = device.overview().await.unwrap().parties;
    let company = parties.iter().find(|party| party.relation == Relation::Company).unwrap().clone();
    assert_eq!(company.name, "Nordmann Rør AS");
    let theirs = device.group(Group::New, Some(company.id.clone())).await.unwrap();
    assert_eq!(theirs.iter().map(|item| item.item.id.as_str().to_owned()).collect::<Vec<_>>(), [dialog_id(1)]);
    let opened = open(&device, &Dialogs::case(&dialog_id(1))).await;
    assert_eq!((opened.whose.id.clone(), opened.standing.unwrap().hindrance), (company.id.clone(), None));

    // The right ends: what it gave access to goes. Another begins: what it gives access to comes, however old.
    let ola = "urn:altinn:person:identifier-no:02027012345";
    altinn.set_parties(json!([person("Kari Nordmann", KARI, true), person("Ola Nordmann", ola, false)]));
    let mut of_ola = dialog(&dialog_id(2), "Olas sak", "2020-01-01T08:00:00Z");
    of_ola["party"] = json!(ola);
    altinn.put(of_ola);
    device.sync().await.unwrap();
    let parties = device.overview().await.unwrap().parties;
    assert!(parties.iter().all(|party| party.id != company.id));
    assert!(parties.iter().any(|party| party.relation == Relation::Principal && party.name == "Ola Nordmann"));
    assert_eq!(cases(&device).await, [dialog_id(0), dialog_id(2)]);
    assert!(!device.dir().join("vaults").join(format!("{}.db", company.id)).exists());
}

#[tokio::test]
async fn more_parties_than_a_question_takes_are_asked_for_in_turn() {
    let altinn = Dialogs::start().await.unwrap();
    let urn = |n: usize| format!("urn:altinn:organization:identifier-no:91000{n:04}");
    let mut parties = vec![person("Kari Nordmann", KARI, true)];
    for n in 0..45 {
        parties.push(organization(&format!("Foretak {n}"), &urn(n)));
        let mut of_company = dialog(&dialog_id(n), &format!("Sak {n}"), &minute(n));
        of_company["party"] = json!(urn(n));
        altinn.put(of_company);
    }
    altinn.set_parties(json!(parties));
    for most in [20, 7] {
        altinn.set_whims(|whims| whims.most_parties = most);
        let device = Device::new().await.unwrap();
        altinn.connect(&device).await.unwrap();
        device.sync().await.unwrap();
        assert_eq!((cases(&device).await.len(), failure(&device).await), (45, None), "{most}");
        altinn.change(&dialog_id(44), |dialog| dialog["contentUpdatedAt"] = json!("2026-11-17T08:00:00Z"));
        altinn.remove(&dialog_id(0));
        device.sync().await.unwrap();
        assert_eq!((cases(&device).await.len(), failure(&device).await), (44, None), "{most}");
        let mut back = dialog(&dialog_id(0), "Sak 0", &minute(0));
        back["party"] = json!(urn(0));
        altinn.put(back);
    }
}

#[tokio::test]
async fn everything_may_be_missing_and_bad_records_spoil_only_themselves() {
    let (altinn, device) = kari_with(1).await;
    // As little as there can be: an id and whose it is.
    altinn.put(json!({ "id": dialog_id(1), "party": KARI, "org": "lillevik" }));
    altinn.put(json!({ "id": dialog_id(2), "party": KARI, "content": null, "serviceResource": "urn:altinn:resource:x",
        "status": null, "contentUpdatedAt": "no time", "isContentSeen": null, "endUserContext": null }));
    altinn.put(json!({ "id": dialog_id(3), "party": KARI, "content": { "title": 7 } }));
    altinn.put(json!({ "id": dialog_id(4), "party": "urn:altinn:person:identifier-no:99999999999", "org": "x" }));
    altinn.put(json!({ "id": dialog_id(5), "party": KARI, "org": "x", "isApiOnly": true }));
    device.sync().await.unwrap();
    assert_eq!(failure(&device).await, None);
    let mut now = cases(&device).await;
    now.sort();
    assert_eq!(now, [dialog_id(0), dialog_id(1), dialog_id(2)]);
    let detail = device.ask(ReadSource { source: Dialogs::source() }).await.unwrap();
    let bad: Vec<_> = detail.quarantined.iter().map(|bad| (bad.id.as_deref(), bad.detail.as_str())).collect();
    assert_eq!(bad, [(Some(dialog_id(3).as_str()), "content.title: not of the promised type")]);
    // A detail that says as little lands too, and a bad transmission in it is set apart by itself.
    altinn.change(&dialog_id(1), |dialog| {
        dialog["transmissions"] =
            json!([{ "id": "t-8" }, transmission("t-9", "Information", "Hei", "2026-11-10T08:00:00Z")]);
    });
    let opened = open(&device, &Dialogs::case(&dialog_id(1))).await;
    assert_eq!((opened.missing, ids(&opened)), (None, vec!["t-9"]));
    // Nothing that has no time of its own moves, however often it is read.
    let before: Vec<_> =
        device.inbox().await.unwrap().into_iter().map(|item| (item.item, item.when, item.is_new)).collect();
    device.host.set_now("2026-11-20T08:00:00Z".parse().unwrap());
    device.sync().await.unwrap();
    device.sync().await.unwrap();
    let after: Vec<_> =
        device.inbox().await.unwrap().into_iter().map(|item| (item.item, item.when, item.is_new)).collect();
    assert_eq!(after, before);
}

#[tokio::test]
async fn a_sync_that_is_killed_goes_on_and_ends_the_same() {
    let (altinn, undisturbed) = kari_with(600).await;
    altinn.set_whims(|whims| whims.page = 100);
    undisturbed.sync().await.unwrap();
    let mut device = Device::new().await.unwrap();
    altinn.connect(&device).await.unwrap();
    let mut interruptions = 0;
    loop {
        let mut events = device.engine().events();
        let landed = async {
            while let Ok(event) = events.recv().await {
                if matches!(&event, Event::Changed(tags) if tags.contains(&Tag::Inbox)) {
                    return;
                }
            }
        };
        let finished = tokio::select! {
            biased;
            () = landed => false,
            result = device.sync() => result.is_ok(),
        };
        device = device.restart().await.unwrap();
        if finished && device.overview().await.unwrap().sources[0].complete_at.is_some() {
            break;
        }
        interruptions += 1;
        assert!(interruptions < 100, "the sync never ends");
    }
    assert!(interruptions >= 3, "{interruptions}");
    assert_eq!(device.inbox().await.unwrap(), undisturbed.inbox().await.unwrap());
    assert!(altinn.seen().is_empty());
}

/// The contract as Prism reads it: it takes a single value for no list where a list may also be null.
fn contract(folder: &Path) -> Option<PathBuf> {
    let real = std::env::var_os("KOTIKUNTA_REAL_DATA")?;
    let json = std::fs::read_to_string(Path::new(&real).join("dialogporten/openapi.enduser.json")).unwrap();
    let mut contract: Value = serde_json::from_str(json.trim_start_matches('\u{FEFF}')).unwrap();
    for operations in contract["paths"].as_object_mut().unwrap().values_mut() {
        for operation in operations.as_object_mut().unwrap().values_mut() {
            for parameter in operation.get_mut("parameters").and_then(Value::as_array_mut).into_iter().flatten() {
                if parameter["schema"]["type"] == "array" {
                    parameter["schema"].as_object_mut().unwrap().remove("nullable");
                }
            }
        }
    }
    let file = folder.join("openapi.json");
    std::fs::write(&file, contract.to_string()).unwrap();
    Some(file)
}

/// Which kind of question it is.
fn kind_of(asked: &Asked) -> &'static str {
    let has = |name: &str| !asked.query(name).is_empty();
    match (asked.method.as_str(), asked.path()) {
        ("GET", "/parties") => "parties",
        ("GET", "/dialogs") if has("continuationToken") && has("contentUpdatedAfter") => "what has changed, continued",
        ("GET", "/dialogs") if has("continuationToken") => "list, continued",
        ("GET", "/dialogs") if has("contentUpdatedAfter") => "what has changed",
        ("GET", "/dialogs") if asked.query("party").len() == 1 => "list of one party",
        ("GET", "/dialogs") => "list",
        ("GET", path) if path.starts_with("/dialogs/") && path.matches('/').count() == 2 => "detail",
        ("PUT", path) if path.ends_with("/context/systemlabels") => "labels",
        _ => "something else",
    }
}

#[tokio::test]
async fn every_kind_of_question_is_as_the_contract_has_it() {
    let folder = tempfile::tempdir().unwrap();
    let Some(openapi) = contract(folder.path()) else {
        println!("not checked: KOTIKUNTA_REAL_DATA is not set");
        return;
    };
    let Some(contract) = Contract::start(&openapi).await.unwrap() else { return };
    let (altinn, device) = kari_with(210).await;
    altinn.put(permit(&altinn));
    altinn.set_whims(|whims| whims.page = 60);
    device.sync().await.unwrap();
    for n in 0..100 {
        altinn.put(dialog(&dialog_id(300 + n), "Ny", &minute(1000 + n)));
    }
    device.sync().await.unwrap();
    let filed = Dialogs::case(&dialog_id(0));
    open(&device, &filed).await;
    for folder in [Folder::Archive, Folder::Bin, Folder::Inbox] {
        device.ask(FileCase { item: filed.clone(), folder }).await.unwrap();
    }
    altinn.set_parties(json!([person("Kari Nordmann", KARI, true)]));
    device.sync().await.unwrap();

    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for asked in altinn.asked() {
        let objection = contract.objection(&asked).await.unwrap();
        assert_eq!(objection, None, "{} {}", asked.method, asked.uri);
        *kinds.entry(kind_of(&asked)).or_default() += 1;
    }
    println!("held against the contract: {kinds:?}");
    let all = [
        "detail",
        "labels",
        "list",
        "list of one party",
        "list, continued",
        "parties",
        "what has changed",
        "what has changed, continued",
    ];
    assert_eq!(kinds.into_keys().collect::<Vec<_>>(), all);

    // It would object.
    let mut wrong = altinn.asked().into_iter().find(|asked| kind_of(asked) == "list").unwrap();
    wrong.uri = "/api/v1/enduser/dialogs?party=a&limit=many".parse().unwrap();
    assert!(contract.objection(&wrong).await.unwrap().is_some());
}
