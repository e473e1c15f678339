//! What is put off, what is chosen for an item, and what was told.

use chrono::NaiveDateTime;
use domain::{
    id::{RecordKey, RecordKind},
    inbox::Group,
    need::Need,
    record::Record,
    reminder::Told,
};

use super::support::*;
use crate::Store;

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn key(name: &str) -> RecordKey {
    super::support::key(RecordKind::Message, name)
}

fn asked(id: &str, at: &str, due: &str) -> Record {
    let mut letter = letter(id, "elsa", at);
    letter.need = Need::Required { due: Some(due.parse().unwrap()) };
    record(letter)
}

fn waiting(store: &Store) -> u32 {
    store.count(Group::NeedsYou, None, today()).unwrap()
}

fn due(store: &Store) -> Vec<String> {
    let rows = store.due(today(), today() + chrono::Days::new(60)).unwrap();
    rows.into_iter().map(|row| row.row.key.id.to_string()).collect()
}

#[test]
fn what_is_put_off_waits_for_nobody_until_its_time_and_then_again() {
    let (device, store) = aino_with_elsa();
    take(
        &store,
        page("1", [upsert(asked("a", "2026-11-16", "2026-12-04")), upsert(asked("b", "2026-11-16", "2026-12-05"))]),
    );
    assert_eq!((waiting(&store), due(&store)), (2, vec!["a".to_owned(), "b".to_owned()]));
    assert!(store.snooze(&key("a"), Some(at("2026-11-20 08:00"))).unwrap());
    assert_eq!(waiting(&store), 1);
    assert_eq!(due(&store), ["a", "b"], "it has its day still");
    drop(store);
    let store = device.open();
    assert_eq!(waiting(&store), 1);
    assert_eq!(store.wake_snoozed(at("2026-11-20 07:59")).unwrap(), []);
    assert_eq!(store.wake_snoozed(at("2026-11-20 08:00")).unwrap(), [key("a")]);
    assert_eq!(waiting(&store), 2);
    assert_eq!(store.wake_snoozed(at("2026-11-20 08:01")).unwrap(), [], "once");
}

#[test]
fn what_is_put_off_stays_so_when_it_comes_again_and_waits_again_with_another_day() {
    let (_device, store) = aino_with_elsa();
    take(&store, page("1", [upsert(asked("a", "2026-11-16", "2026-12-04"))]));
    store.snooze(&key("a"), Some(at("2026-11-20 08:00"))).unwrap();
    take(&store, page("2", [upsert(asked("a", "2026-11-17", "2026-12-04"))]));
    assert_eq!(waiting(&store), 0);
    take(&store, page("3", [upsert(asked("a", "2026-11-18", "2026-11-30"))]));
    assert_eq!(waiting(&store), 1);
    let row = store.watched(&key("a")).unwrap().unwrap();
    assert_eq!(row.reminder.snoozed, None);
}

#[test]
fn what_was_told_and_chosen_outlives_a_restart_and_goes_with_the_item() {
    let (device, store) = aino_with_elsa();
    take(&store, page("1", [upsert(asked("a", "2026-11-16", "2026-12-04"))]));
    store.set_reminder(&key("a"), true, Some(at("2026-11-25 18:30"))).unwrap();
    let told = Told { through: at("2026-11-20 08:00"), at: at("2026-11-20 08:00") };
    store.note_told(&[(key("a"), told)]).unwrap();
    drop(store);
    let store = device.open();
    let row = store.watched(&key("a")).unwrap().unwrap().reminder;
    assert_eq!((row.silent, row.own, row.told), (true, Some(at("2026-11-25 18:30")), Some(told)));
    let after = Told { through: at("2026-11-25 18:30"), at: at("2026-11-25 18:31") };
    store.note_told(&[(key("a"), after)]).unwrap();
    assert_eq!(store.watched(&key("a")).unwrap().unwrap().reminder.own, None, "it is over");
    take(&store, page("2", [end(RecordKind::Message, "a", domain::change::TombstoneReason::Misdirected)]));
    take(&store, page("3", [upsert(asked("a", "2026-11-16", "2026-12-04"))]));
    assert_eq!(store.watched(&key("a")).unwrap().unwrap().reminder, crate::ReminderRow::default());
    assert!(!store.snooze(&key("nobody"), None).unwrap());
}
