//! Stopped between any two steps, opened again, and the same page once more: as if nothing had happened.

use domain::{
    change::{Change, QuarantineReason, Quarantined, TombstoneReason},
    id::{RecordKey, RecordKind},
    party::Relation,
};

use super::support::*;
use crate::{Store, StoreError};

/// A page in which everything happens at once: a party comes, one goes, a letter moves, one ends, one is unreadable.
fn eventful() -> domain::change::Page {
    let mut page = page(
        "eventful",
        [
            upsert(record(person("helmi", "Helmi Lehto", Relation::Principal))),
            upsert(record(person("onni", "Onni Virta", Relation::Child))),
            upsert(record(letter("moves", "helmi", "2026-11-16"))),
            upsert(record(letter("onnis", "onni", "2026-11-16"))),
            upsert(record(matter("case", "aino", "2026-11-17"))),
            upsert(record(domain::message::Message {
                case: Some(id("case")),
                ..letter("in-case", "aino", "2026-11-16")
            })),
            upsert(record(letter("stray", "nobody", "2026-11-16"))),
            end(RecordKind::Message, "withdrawn", TombstoneReason::Withdrawn),
            end(RecordKind::Party, "elsa", TombstoneReason::AccessEnded),
        ],
    );
    page.quarantined.push(Quarantined {
        kind: Some(RecordKind::Task),
        id: Some(id("unreadable")),
        reason: QuarantineReason::Malformed,
        detail: "line 1".into(),
    });
    page
}

fn before() -> (Device, Store) {
    let (device, store) = aino_with_elsa();
    let changes: [Change; 4] = [
        upsert(record(letter("moves", "aino", "2026-11-16"))),
        upsert(record(letter("withdrawn", "aino", "2026-11-16"))),
        upsert(record(letter("elsas", "elsa", "2026-11-16"))),
        upsert(record(matter("case", "aino", "2026-11-16"))),
    ];
    take(&store, page("before", changes));
    store.mark_opened(&key(RecordKind::Case, "case"), now()).unwrap();
    (device, store)
}

fn keys() -> Vec<RecordKey> {
    ["moves", "withdrawn", "elsas", "onnis", "in-case", "stray"]
        .map(|name| key(RecordKind::Message, name))
        .into_iter()
        .chain([key(RecordKind::Case, "case")])
        .collect()
}

/// Stops `act` after each number of steps, opens the store again, repeats, and compares with an undisturbed run.
fn at_every_step(prepare: impl Fn() -> (Device, Store), act: impl Fn(&Store) -> Result<(), StoreError>) -> u32 {
    at_every_step_of(prepare, act, &keys())
}

/// The same, comparing these records.
pub(super) fn at_every_step_of(
    prepare: impl Fn() -> (Device, Store),
    act: impl Fn(&Store) -> Result<(), StoreError>,
    keys: &[RecordKey],
) -> u32 {
    let undisturbed = {
        let (device, store) = prepare();
        act(&store).unwrap();
        picture(&device, &store, keys)
    };
    for steps in 0.. {
        let (device, store) = prepare();
        *store.inner().faults.steps_left.lock().unwrap() = Some(steps);
        let stopped = act(&store);
        drop(store);
        let store = device.open();
        match stopped {
            Ok(()) => {
                assert_eq!(picture(&device, &store, keys), undisturbed, "not stopped");
                return steps;
            }
            Err(StoreError::Stopped) => {}
            Err(other) => panic!("{other}"),
        }
        act(&store).unwrap();
        assert_eq!(picture(&device, &store, keys), undisturbed, "stopped after {steps} steps");
        drop(store);
        let store = device.open();
        assert_eq!(picture(&device, &store, keys), undisturbed, "stopped after {steps} steps, then closed");
    }
    unreachable!()
}

#[test]
fn a_page_survives_a_crash_at_every_step() {
    let steps =
        at_every_step(before, |store| store.apply_page(&haikkala_id(), &eventful(), Some("\"2\""), now()).map(drop));
    assert!(steps >= 10, "keys, two files, three vaults, the profile: {steps}");
}

#[test]
fn the_end_of_a_new_reading_survives_a_crash_at_every_step() {
    let prepare = || {
        let (device, store) = before();
        store.restart_feed(&haikkala_id()).unwrap();
        let again = [aino(), upsert(record(letter("moves", "aino", "2026-11-16")))];
        take(&store, page_of_many("again-1", again));
        (device, store)
    };
    at_every_step(prepare, |store| {
        let last = page("again-2", [upsert(record(matter("case", "aino", "2026-11-16")))]);
        store.apply_page(&haikkala_id(), &last, None, now()).map(drop)
    });
}

#[test]
fn a_removal_that_was_begun_ends_at_the_next_start() {
    let undisturbed = {
        let (device, store) = before();
        store.remove_source(&haikkala_id()).unwrap();
        picture(&device, &store, &keys())
    };
    for steps in 0.. {
        let (device, store) = before();
        *store.inner().faults.steps_left.lock().unwrap() = Some(steps);
        let done = store.remove_source(&haikkala_id());
        drop(store);
        let store = device.open();
        assert_eq!(picture(&device, &store, &keys()), undisturbed, "stopped after {steps} steps");
        if done.is_ok() {
            assert!(steps >= 4);
            return;
        }
    }
}

#[test]
fn the_first_page_of_all_survives_a_crash_at_every_step() {
    let prepare = || {
        let device = Device::new();
        let store = device.open();
        store.enrol_source(&haikkala()).unwrap();
        (device, store)
    };
    at_every_step(prepare, |store| {
        let first = page(
            "first",
            [
                aino(),
                elsa(),
                upsert(record(letter("elsas", "elsa", "2026-11-16"))),
                upsert(record(letter("moves", "aino", "2023-11-16"))),
            ],
        );
        store.apply_page(&haikkala_id(), &first, None, now()).map(drop)
    });
}
