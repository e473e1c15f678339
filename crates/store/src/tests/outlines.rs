//! Cases of which a list tells only an outline, and what a detail brought of them.

use chrono::{DateTime, Utc};
use domain::{
    case::{Case, CaseStatus, Coverage, Depth, Filing, Folder},
    change::{Change, Quarantined, TombstoneReason},
    id::{RecordKey, RecordKind},
    inbox::Group,
    message::Message,
    need::Need,
    record::Record,
    task::{Task, TaskState},
    time::Moment,
};

use super::support::*;
use crate::{Applied, Store, Unsent};

fn outline(record: Record) -> Change {
    Change::Outline(Box::new(record))
}

fn listed(name: &str, revised_at: &str) -> Case {
    let case = matter(name, "elsa", revised_at);
    let coverage = Coverage { depth: Depth::Listed, revised_at: Moment::parse(revised_at), seen: None };
    Case { coverage, ..case }
}

fn whole(name: &str, revised_at: &str) -> Case {
    let listed = listed(name, revised_at);
    Case {
        coverage: Coverage { depth: Depth::Whole, ..listed.coverage },
        documents: vec![paper("piirros", b"viiva")],
        ..listed
    }
}

fn letter_in(case: &str, name: &str) -> Message {
    Message { case: Some(id(case)), ..letter(name, "elsa", "2026-11-16T08:00:00Z") }
}

fn duty_in(case: &str, name: &str) -> Task {
    Task { case: Some(id(case)), ..duty(name, "elsa", "2026-11-16T08:00:00Z", Some("2026-11-20")) }
}

fn detail(store: &Store, case: &str, records: impl IntoIterator<Item = Record>) -> Applied {
    let changes = records.into_iter().map(upsert).collect();
    store.apply_detail(&haikkala_id(), &id(case), changes, Vec::new(), now()).unwrap()
}

fn permit(store: &Store) -> Option<Case> {
    let stored = store.record(&key(RecordKind::Case, "lupa")).unwrap()?;
    let Record::Case(case) = stored.record else { panic!() };
    Some(*case)
}

fn has(store: &Store, key: &RecordKey) -> bool {
    store.record(key).unwrap().is_some()
}

/// Elsa's permit, known from the list and then opened: a letter and a duty are in it.
fn opened() -> (Device, Store) {
    let (device, store) = aino_with_elsa();
    take(&store, page("1", [outline(record(listed("lupa", "2026-11-15T08:00:00Z")))]));
    detail(
        &store,
        "lupa",
        [
            record(whole("lupa", "2026-11-15T08:00:00Z")),
            record(letter_in("lupa", "pyynto")),
            record(duty_in("lupa", "laheta")),
        ],
    );
    (device, store)
}

#[test]
fn a_detail_lands_without_moving_the_cursor_and_survives_a_restart() {
    let (device, store) = opened();
    let cursor = |store: &Store| store.source(&haikkala_id()).unwrap().unwrap().cursor.unwrap().as_str().to_owned();
    assert_eq!(cursor(&store), "1");
    drop(store);
    let store = device.open();
    assert_eq!(cursor(&store), "1");
    assert_eq!(permit(&store).unwrap().coverage.depth, Depth::Whole);
    assert!(has(&store, &key(RecordKind::Message, "pyynto")));
    assert_eq!(store.case_items(&haikkala_id(), &id("lupa")).unwrap().len(), 2);
}

#[test]
fn what_a_detail_brought_survives_later_pages_and_readings_as_long_as_its_case_exists() {
    let (_device, store) = opened();
    let again = || outline(record(listed("lupa", "2026-11-15T08:00:00Z")));
    let applied = take(&store, page("2", [again()]));
    assert_eq!((applied.upserted, applied.erased, applied.items.len()), (0, 0, 0), "nothing new, nothing written");

    for reading in 0..2 {
        store.restart_feed(&haikkala_id()).unwrap();
        take(&store, page(&format!("again-{reading}"), [aino(), elsa(), again()]));
        assert_eq!(permit(&store).unwrap(), whole("lupa", "2026-11-15T08:00:00Z"));
        assert!(has(&store, &key(RecordKind::Message, "pyynto")) && has(&store, &key(RecordKind::Task, "laheta")));
    }

    store.restart_feed(&haikkala_id()).unwrap();
    let applied = take(&store, page("without", [aino(), elsa()]));
    assert_eq!((permit(&store), applied.erased), (None, 3), "what is in a case goes with it");
    assert!(!has(&store, &key(RecordKind::Message, "pyynto")) && !has(&store, &key(RecordKind::Task, "laheta")));
}

#[test]
fn a_detail_that_lands_in_the_middle_of_a_reading_belongs_to_it() {
    let (_device, store) = opened();
    store.restart_feed(&haikkala_id()).unwrap();
    take(&store, page_of_many("half", [aino(), elsa(), outline(record(listed("lupa", "2026-11-15T08:00:00Z")))]));
    detail(&store, "lupa", [record(whole("lupa", "2026-11-15T08:00:00Z")), record(letter_in("lupa", "toinen"))]);
    take(&store, page("end", []));
    assert!(has(&store, &key(RecordKind::Message, "toinen")));
    assert!(!has(&store, &key(RecordKind::Message, "pyynto")), "the second detail did not bring it");
}

#[test]
fn a_case_that_has_outgrown_its_detail_speaks_for_itself_and_asks_alone() {
    let (_device, store) = opened();
    assert_eq!(inbox(&store, Group::NeedsYou), ["laheta"]);
    let mut later = listed("lupa", "2026-11-17T08:00:00Z");
    later.status.code = CaseStatus::NeedsYou;
    let applied = take(&store, page("2", [outline(record(later))]));
    assert_eq!(applied.arrived, [key(RecordKind::Case, "lupa")]);
    let told = permit(&store).unwrap();
    assert_eq!((told.coverage.depth, told.documents.len()), (Depth::Outgrown, 1), "what is here stays here");
    assert_eq!(inbox(&store, Group::NeedsYou), ["lupa"], "the older duty may be none any more");

    detail(&store, "lupa", [record(whole("lupa", "2026-11-17T08:00:00Z")), record(duty_in("lupa", "korjaa"))]);
    assert_eq!(inbox(&store, Group::NeedsYou), ["korjaa"]);
    assert_eq!(store.cases(None, None, 10).unwrap().items.len(), 1);
}

#[test]
fn a_detail_that_was_on_its_way_when_the_list_told_of_a_later_version_is_not_taken_for_the_whole() {
    let (_device, store) = aino_with_elsa();
    take(&store, page("1", [outline(record(listed("lupa", "2026-11-15T08:00:00Z")))]));
    let mut later = listed("lupa", "2026-11-17T08:00:00Z");
    later.status.code = CaseStatus::NeedsYou;
    take(&store, page("2", [outline(record(later))]));
    detail(&store, "lupa", [record(whole("lupa", "2026-11-15T08:00:00Z")), record(duty_in("lupa", "laheta"))]);
    let told = permit(&store).unwrap();
    assert_eq!((told.coverage.depth, told.status.code), (Depth::Outgrown, CaseStatus::NeedsYou));
    assert_eq!(told.documents.len(), 1, "what it brought is here");
    assert_eq!(inbox(&store, Group::NeedsYou), ["lupa"], "the older duty may be none any more");
}

#[test]
fn fetching_a_detail_tells_the_source_that_its_case_is_open() {
    let (_device, store) = opened();
    assert_eq!(store.unsent().unwrap(), Unsent::default());
}

#[test]
fn nothing_of_a_case_that_has_ended_meanwhile_waits() {
    let (_device, store) = opened();
    let mut ended = listed("lupa", "2026-11-17T08:00:00Z");
    ended.status.code = CaseStatus::Closed;
    take(&store, page("2", [outline(record(ended))]));
    assert!(inbox(&store, Group::NeedsYou).is_empty());
    let Record::Task(task) = store.record(&key(RecordKind::Task, "laheta")).unwrap().unwrap().record else { panic!() };
    assert_eq!((task.state, task.need), (TaskState::Done, Need::Optional { last_day: None }));
}

#[test]
fn a_case_that_was_opened_is_not_new_by_what_its_detail_tells() {
    let (_device, store) = aino_with_elsa();
    take(&store, page("1", [outline(record(listed("lupa", "2026-11-15T08:00:00Z")))]));
    assert_eq!(inbox(&store, Group::New), ["lupa"]);
    let item = key(RecordKind::Case, "lupa");
    store.mark_opened(&item, now()).unwrap();
    // The detail is a version further than the list was.
    let applied = detail(&store, "lupa", [record(whole("lupa", "2026-11-17T08:00:00Z"))]);
    assert_eq!(applied.arrived, []);
    assert!(!store.record(&item).unwrap().unwrap().is_new);
    assert_eq!(inbox(&store, Group::Rest), ["lupa"]);
}

#[test]
fn what_was_seen_elsewhere_is_not_new_here() {
    let (_device, store) = aino_with_elsa();
    let with = |name, seen| {
        let case = listed(name, "2026-11-16T08:00:00Z");
        outline(record(Case { coverage: Coverage { seen, ..case.coverage }, ..case }))
    };
    let applied = take(&store, page("1", [with("luettu", Some(true)), with("lukematta", Some(false))]));
    assert_eq!(inbox(&store, Group::New), ["lukematta"]);
    assert_eq!(applied.arrived, [key(RecordKind::Case, "lukematta")]);
}

#[test]
fn a_case_that_is_gone_takes_everything_in_it_along() {
    let (_device, store) = opened();
    let gone = vec![end(RecordKind::Case, "lupa", TombstoneReason::Unstated)];
    let applied = store.apply_detail(&haikkala_id(), &id("lupa"), gone, Vec::new(), now()).unwrap();
    assert_eq!(applied.erased, 3);
    assert!(permit(&store).is_none() && !has(&store, &key(RecordKind::Message, "pyynto")));
}

#[test]
fn a_record_that_could_not_be_read_this_time_is_not_taken_for_gone() {
    let (_device, store) = opened();
    let unreadable = Quarantined {
        kind: Some(RecordKind::Message),
        id: Some(id("pyynto")),
        reason: domain::change::QuarantineReason::Malformed,
        detail: "content.title".into(),
    };
    let case = vec![upsert(record(whole("lupa", "2026-11-15T08:00:00Z")))];
    let applied = store.apply_detail(&haikkala_id(), &id("lupa"), case, vec![unreadable], now()).unwrap();
    assert_eq!((applied.quarantined, applied.erased), (1, 1));
    assert!(has(&store, &key(RecordKind::Message, "pyynto")) && !has(&store, &key(RecordKind::Task, "laheta")));
    assert_eq!(store.quarantined(&haikkala_id(), 10).unwrap().len(), 1);
}

#[test]
fn what_was_put_away_is_not_in_the_inbox_and_is_found_where_it_was_put() {
    let (_device, store) = opened();
    let item = key(RecordKind::Case, "lupa");
    let at: DateTime<Utc> = now();
    let folder = |folder| names(&store.cases_in(folder, None, None, 10).unwrap().items).len();
    for away in [Folder::Archive, Folder::Bin] {
        let filing = Filing { folder: away, revision: Some("r2".to_owned()) };
        assert!(store.set_filing(&item, &filing, at).unwrap());
        for group in [Group::NeedsYou, Group::New, Group::Rest] {
            assert!(inbox(&store, group).is_empty(), "{away:?}: {group:?}");
        }
        assert_eq!((folder(Folder::Inbox), folder(away)), (0, 1));
        assert_eq!(permit(&store).unwrap().filing, Some(filing));
        // A letter that comes into it is not shown either.
        take(&store, page(&format!("{away:?}"), [upsert(record(letter_in("lupa", "uusi")))]));
        assert!(inbox(&store, Group::New).is_empty(), "{away:?}");
    }
    assert!(store.set_filing(&item, &Filing::default(), at).unwrap());
    assert_eq!((folder(Folder::Inbox), folder(Folder::Bin)), (1, 0));
    assert_eq!(inbox(&store, Group::NeedsYou), ["laheta"]);
    assert_eq!(inbox(&store, Group::New), ["pyynto", "uusi"]);
    assert!(!store.set_filing(&key(RecordKind::Case, "muu"), &Filing::default(), at).unwrap());
}

#[test]
fn a_list_moves_a_case_between_folders_too() {
    let (_device, store) = opened();
    let mut away = listed("lupa", "2026-11-15T08:00:00Z");
    away.filing = Some(Filing { folder: Folder::Archive, revision: None });
    take(&store, page("2", [outline(record(away))]));
    assert!(inbox(&store, Group::NeedsYou).is_empty());
    assert_eq!(permit(&store).unwrap().coverage.depth, Depth::Whole, "being put away is no new version");
    let mut back = listed("lupa", "2026-11-15T08:00:00Z");
    back.filing = Some(Filing::default());
    take(&store, page("3", [outline(record(back))]));
    assert_eq!(inbox(&store, Group::NeedsYou), ["laheta"]);
}

#[test]
fn an_outline_of_somebody_nobody_introduced_is_set_apart() {
    let (_device, store) = aino_with_elsa();
    let mut strange = listed("lupa", "2026-11-15T08:00:00Z");
    strange.party = id("ketä");
    let applied = take(&store, page("1", [outline(record(strange))]));
    assert_eq!((applied.quarantined, permit(&store)), (1, None));
}
