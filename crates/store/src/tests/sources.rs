//! Connecting, freshness, new readings and removal.

use domain::{
    change::{Cursor, QuarantineReason, Quarantined},
    id::RecordKind,
    inbox::Group,
    party::Relation,
    source::{Freshness, SyncFailure},
};

use super::support::*;
use crate::{NewSource, StoreError};

#[test]
fn a_source_that_moves_keeps_its_place() {
    let (device, store) = aino_with_elsa();
    let moved = NewSource { base_url: "https://new.haikkala.example".to_owned(), ..haikkala() };
    store.enrol_source(&moved).unwrap();
    drop(store);
    let source = device.open().source(&haikkala_id()).unwrap().unwrap();
    assert_eq!(source.base_url, "https://new.haikkala.example");
    assert_eq!(source.cursor, Some(Cursor::new("people")));
}

#[test]
fn freshness_card_and_settings_are_kept() {
    let (device, store) = aino_with_elsa();
    let freshness = Freshness { complete_at: Some(now()), failure: Some(SyncFailure::Unreachable) };
    store.set_freshness(&haikkala_id(), freshness).unwrap();
    store.set_source_card(&haikkala_id(), r#"{"name":"Haikkala"}"#).unwrap();
    store.set_setting("language", "sv").unwrap();
    store.set_setting("language", "fi").unwrap();
    drop(store);
    let store = device.open();
    assert_eq!(store.source(&haikkala_id()).unwrap().unwrap().freshness, freshness);
    assert_eq!(store.source_card(&haikkala_id()).unwrap().as_deref(), Some(r#"{"name":"Haikkala"}"#));
    assert_eq!(store.setting("language").unwrap().as_deref(), Some("fi"));
    assert_eq!(store.setting("unknown").unwrap(), None);
    assert!(matches!(store.set_freshness(&kaarna().id, freshness), Err(StoreError::Absent("source"))));
}

#[test]
fn a_page_of_a_source_that_is_not_connected_is_refused() {
    let (_device, store) = aino_with_elsa();
    let refused = store.apply_page(&kaarna().id, &page("1", []), None, now());
    assert!(matches!(refused, Err(StoreError::Absent("source"))));
}

#[test]
fn a_new_reading_removes_what_it_does_not_bring_and_only_at_its_end() {
    let (device, store) = aino_with_elsa();
    take(
        &store,
        page(
            "1",
            [
                upsert(record(letter("stays", "aino", "2026-11-16"))),
                upsert(record(letter("goes", "aino", "2026-11-15"))),
                upsert(record(letter("elsas", "elsa", "2026-11-14"))),
            ],
        ),
    );
    store.mark_opened(&key(RecordKind::Message, "stays"), now()).unwrap();
    store.restart_feed(&haikkala_id()).unwrap();
    let source = store.source(&haikkala_id()).unwrap().unwrap();
    assert_eq!((source.cursor, source.etag), (None, None));

    let again = [aino(), upsert(record(letter("stays", "aino", "2026-11-16")))];
    take(&store, page_of_many("again-1", again));
    assert_eq!(inbox(&store, Group::New), ["goes", "elsas"]);
    take(&store, page("again-2", []));
    assert!(inbox(&store, Group::New).is_empty());
    assert_eq!(inbox(&store, Group::Rest), ["stays"], "what was opened stays opened");
    assert_eq!(device.vault_files(), ["me.db"], "nobody names Elsa any more");
}

#[test]
fn a_removed_source_leaves_nothing_and_others_everything() {
    let (device, store) = aino_with_elsa();
    store.enrol_source(&kaarna()).unwrap();
    let theirs = [
        upsert(record(person("k-1", "Aino Virta", Relation::Myself))),
        upsert(record(letter("dentist", "k-1", "2026-11-16"))),
    ];
    store.apply_page(&kaarna().id, &page("1", theirs), None, now()).unwrap();
    let ours = [
        upsert(record(letter("school", "elsa", "2026-11-16"))),
        upsert(record(pothole("hole", "2026-11-16"))),
        upsert(record(letter("stray", "nobody", "2026-11-16"))),
    ];
    take(&store, page("1", ours));

    store.remove_source(&haikkala_id()).unwrap();
    assert_eq!(inbox(&store, Group::New), ["dentist"]);
    assert_eq!(device.vault_files(), ["me.db"]);
    assert_eq!(store.sources().unwrap().len(), 1);
    assert_eq!(store.parties().unwrap()[0].refs.len(), 1);

    // Connected anew it starts from the beginning.
    store.enrol_source(&haikkala()).unwrap();
    let source = store.source(&haikkala_id()).unwrap().unwrap();
    assert_eq!((source.cursor, source.quarantined), (None, 0));
}

#[test]
fn a_page_taken_in_twice_counts_its_unreadable_records_once() {
    let (_device, store) = aino_with_elsa();
    let unreadable = Quarantined {
        kind: None,
        id: None,
        reason: QuarantineReason::Malformed,
        detail: "expected a time at line 3".into(),
    };
    let mut page = page("1", []);
    page.quarantined.push(unreadable.clone());
    take(&store, page.clone());
    take(&store, page);
    let found = store.quarantined(&haikkala_id(), 10).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((&found[0].quarantined, found[0].received_at), (&unreadable, now()));
}

#[test]
fn a_source_that_sends_everything_each_time_changes_nothing() {
    let (device, store) = aino_with_elsa();
    let all = || page("all", [aino(), elsa(), upsert(record(letter("m", "elsa", "2026-11-16")))]);
    assert_eq!(take(&store, all()).upserted, 1);
    let before = std::fs::metadata(device.path().join("profile.db-wal")).unwrap().len();
    let applied = take(&store, all());
    assert_eq!((applied.upserted, applied.erased, applied.items.len()), (0, 0, 0));
    let after = std::fs::metadata(device.path().join("profile.db-wal")).unwrap().len();
    assert_eq!(before, after, "nothing was written");
}
