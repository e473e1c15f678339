//! What stands where in the inbox, and what is new.

use domain::{
    case::{CaseStatus, Status},
    id::RecordKind,
    inbox::Group,
    message::{Direction, Message},
    record::Record,
    task::{Task, TaskState},
    text::Localized,
};

use super::support::*;
use crate::{InboxKey, InboxQuery, Store};

fn put(store: &Store, records: impl IntoIterator<Item = Record>) {
    take(store, page("next", records.into_iter().map(upsert)));
}

#[test]
fn duties_and_offers_come_by_day_those_without_a_day_last() {
    let (_device, store) = aino_with_elsa();
    put(
        &store,
        [
            record(duty("some-day", "aino", "2026-11-10", None)),
            record(duty("december", "elsa", "2026-11-10", Some("2026-12-01"))),
            record(duty("late", "aino", "2026-10-01", Some("2026-11-01"))),
            record(appealable(decision("appeal", "elsa", "2026-11-10"), "2026-11-24")),
            record(appealable(decision("appeal-over", "aino", "2026-10-20"), "2026-11-16")),
            record(appealable(decision("appeal-today", "aino", "2026-11-03"), "2026-11-17")),
            record(duty("december-newer", "aino", "2026-11-12", Some("2026-12-01"))),
        ],
    );
    let waiting = ["late", "appeal-today", "appeal", "december-newer", "december", "some-day"];
    assert_eq!(inbox(&store, Group::NeedsYou), waiting);
    assert_eq!(inbox(&store, Group::New), ["appeal-over"]);
    assert_eq!(store.count(Group::NeedsYou, None, today()).unwrap(), 6);
    assert_eq!(store.count(Group::NeedsYou, Some(&elsa_id()), today()).unwrap(), 2);
    assert_eq!(store.count(Group::New, None, today()).unwrap(), 1);

    // A week later the offers have gone to where other unread items are; duties have stayed.
    let later = day("2026-11-25");
    assert_eq!(names(&group(&store, Group::NeedsYou, None, later)), ["late", "december-newer", "december", "some-day"]);
    assert_eq!(names(&group(&store, Group::New, None, later)), ["appeal", "appeal-today", "appeal-over"]);
    assert_eq!(store.count(Group::New, None, later).unwrap(), 3);
}

#[test]
fn an_opened_item_moves_from_new_to_the_rest() {
    let (_device, store) = aino_with_elsa();
    put(&store, [record(letter("m", "aino", "2026-11-16"))]);
    assert!(store.mark_opened(&key(RecordKind::Message, "m"), now()).unwrap());
    assert!(!store.mark_opened(&key(RecordKind::Message, "m"), now()).unwrap());
    assert!(!store.mark_opened(&key(RecordKind::Message, "unknown"), now()).unwrap());
    assert!(inbox(&store, Group::New).is_empty());
    assert_eq!(inbox(&store, Group::Rest), ["m"]);
    assert!(!store.record(&key(RecordKind::Message, "m")).unwrap().unwrap().is_new);
}

#[test]
fn a_corrected_letter_stays_opened_and_an_updated_case_is_new_again() {
    let (_device, store) = aino_with_elsa();
    put(&store, [record(letter("m", "aino", "2026-11-16")), record(matter("c", "aino", "2026-11-16"))]);
    store.mark_opened(&key(RecordKind::Message, "m"), now()).unwrap();
    store.mark_opened(&key(RecordKind::Case, "c"), now()).unwrap();
    let corrected = Message { body: Localized::one("fi", "Korjattu"), ..letter("m", "aino", "2026-11-16") };
    put(&store, [record(corrected), record(matter("c", "aino", "2026-11-17"))]);
    assert_eq!(inbox(&store, Group::New), ["c"]);
    assert_eq!(inbox(&store, Group::Rest), ["m"]);
    assert!(store.mark_opened(&key(RecordKind::Case, "c"), now()).unwrap());
}

#[test]
fn what_aino_wrote_is_never_new_and_a_done_task_no_longer() {
    let (_device, store) = aino_with_elsa();
    let sent = Message { direction: Direction::Outgoing, ..letter("sent", "aino", "2026-11-16") };
    let done = Task { state: TaskState::Done, ..duty("done", "aino", "2026-11-16", None) };
    put(&store, [record(sent), record(done)]);
    assert!(inbox(&store, Group::New).is_empty());
    assert_eq!(inbox(&store, Group::Rest), ["sent", "done"], "of one time: in the order of kinds");

    // Asked for again before it was ever opened, it waits and is new.
    put(&store, [record(duty("done", "aino", "2026-11-16", None))]);
    assert!(store.record(&key(RecordKind::Task, "done")).unwrap().unwrap().is_new);
}

#[test]
fn a_new_resident_does_not_meet_three_years_of_bold() {
    let device = Device::new();
    let store = device.open();
    store.enrol_source(&haikkala()).unwrap();
    take(
        &store,
        page_of_many(
            "1",
            [
                aino(),
                upsert(record(letter("2023", "aino", "2023-11-01"))),
                upsert(record(duty("2024", "aino", "2024-11-01", Some("2024-12-01")))),
                upsert(record(letter("october", "aino", "2026-10-19"))),
            ],
        ),
    );
    take(&store, page("2", [upsert(record(letter("2025", "aino", "2025-11-01")))]));
    assert_eq!(inbox(&store, Group::New), ["october"]);
    assert_eq!(inbox(&store, Group::NeedsYou), ["2024"]);
    assert_eq!(inbox(&store, Group::Rest), ["2025", "2023"]);

    // From then on whatever comes is news, however old it says it is.
    take(&store, page("3", [upsert(record(letter("late-post", "aino", "2026-01-01")))]));
    assert_eq!(inbox(&store, Group::New), ["october", "late-post"]);
}

#[test]
fn a_case_speaks_for_itself_only_while_nothing_in_it_does() {
    let (_device, store) = aino_with_elsa();
    let waiting = domain::case::Case {
        status: Status { code: CaseStatus::NeedsYou, wording: None },
        ..matter("daycare", "elsa", "2026-11-10")
    };
    put(&store, [record(waiting)]);
    assert_eq!(inbox(&store, Group::NeedsYou), ["daycare"]);

    let inside = Message { case: Some(id("daycare")), ..letter("m", "elsa", "2026-11-11") };
    put(&store, [record(inside)]);
    assert!(inbox(&store, Group::NeedsYou).is_empty());
    assert_eq!(inbox(&store, Group::New), ["m"]);
    assert_eq!(names(&store.cases(None, None, 10).unwrap().items), ["daycare"]);
    assert_eq!(names(&store.case_items(&haikkala_id(), &id("daycare")).unwrap()), ["m"]);

    // The letter turns out to belong to no case.
    put(&store, [record(letter("m", "elsa", "2026-11-11"))]);
    assert_eq!(inbox(&store, Group::NeedsYou), ["daycare"]);
    assert!(store.case_items(&haikkala_id(), &id("daycare")).unwrap().is_empty());
}

#[test]
fn cases_and_fault_reports_stand_in_one_list_newest_first() {
    let (_device, store) = aino_with_elsa();
    put(
        &store,
        [
            record(matter("old", "aino", "2026-01-10")),
            record(pothole("hole", "2026-06-10")),
            record(matter("young", "elsa", "2026-11-10")),
        ],
    );
    let first = store.cases(None, None, 2).unwrap();
    assert_eq!(names(&first.items), ["young", "hole"]);
    let rest = store.cases(None, first.next.as_ref(), 2).unwrap();
    assert_eq!(names(&rest.items), ["old"]);
    assert!(rest.next.is_none());
    assert_eq!(names(&store.cases(Some(&me()), None, 10).unwrap().items), ["hole", "old"]);
}

#[test]
fn show_older_goes_on_where_it_was_whatever_has_come_meanwhile() {
    let (_device, store) = aino_with_elsa();
    let letters = |days: std::ops::Range<u32>, party: &'static str| {
        days.map(move |day| record(letter(&format!("{day:02}"), party, &format!("2026-11-{day:02}"))))
    };
    put(&store, letters(1..6, "aino").chain(letters(6..11, "elsa")).collect::<Vec<_>>());
    let ask = |after: Option<InboxKey>| {
        store.inbox(&InboxQuery { group: Group::New, party: None, after, limit: 4, today: today() }).unwrap()
    };
    let first = ask(None);
    assert_eq!(names(&first.items), ["10", "09", "08", "07"]);
    put(&store, [record(letter("15", "aino", "2026-11-15"))]);
    let second = ask(first.next);
    assert_eq!(names(&second.items), ["06", "05", "04", "03"]);
    assert_eq!(names(&ask(second.next).items), ["02", "01"]);
}

#[test]
fn opened_items_are_told_to_their_source_once() {
    let (_device, store) = aino_with_elsa();
    put(&store, [record(letter("first", "aino", "2026-11-15")), record(letter("second", "elsa", "2026-11-16"))]);
    let (first, second) = (key(RecordKind::Message, "first"), key(RecordKind::Message, "second"));
    let at = [instant("2026-11-17T10:00:00Z"), instant("2026-11-17T11:00:00Z")];
    store.mark_opened(&second, at[1]).unwrap();
    store.mark_opened(&first, at[0]).unwrap();
    let unsent = store.opened_unsent(&haikkala_id(), 10).unwrap();
    assert_eq!(unsent, [(first.clone(), at[0]), (second.clone(), at[1])]);
    assert!(store.opened_unsent(&kaarna().id, 10).unwrap().is_empty());
    store.opened_sent(&[first]).unwrap();
    assert_eq!(store.opened_unsent(&haikkala_id(), 10).unwrap(), [(second, at[1])]);
}

#[test]
fn a_key_is_text_and_other_text_is_no_key() {
    for text in ["", "zz", "00", "5b5d"] {
        assert!(text.parse::<InboxKey>().is_err(), "{text}");
    }
}

#[test]
fn of_several_versions_in_a_page_the_last_counts() {
    let (_device, store) = aino_with_elsa();
    let draft = Message { title: Localized::one("fi", "Luonnos"), ..letter("m", "elsa", "2026-11-16") };
    let applied = take(&store, page("1", [upsert(record(draft)), upsert(record(letter("m", "aino", "2026-11-15")))]));
    assert_eq!(applied.upserted, 1);
    let stored = store.record(&key(RecordKind::Message, "m")).unwrap().unwrap();
    assert_eq!((stored.party, stored.record), (me(), record(letter("m", "aino", "2026-11-15"))));
}
