//! Records out of an archive: beside what sources send, and in its place until they send it.

use domain::{
    change::TombstoneReason,
    id::{PartyRef, RecordKind},
    inbox::Group,
    party::{LinkState, Relation},
    record::Record,
};

use super::support::*;
use crate::{ArchivedRecord, NewSource, Store};

fn archived(record: Record) -> ArchivedRecord {
    ArchivedRecord { record, gone: None }
}

fn record_of(change: domain::change::Change) -> Record {
    match change {
        domain::change::Change::Upsert(record) => *record,
        other => panic!("{other:?}"),
    }
}

fn haikkala_out_of_an_archive() -> NewSource {
    NewSource { id: haikkala_id(), ..haikkala() }
}

/// A store that knows Haikkala out of an archive alone: Elsa, a letter of hers, and one that is gone at its source.
fn restored() -> (Device, Store) {
    let device = Device::new();
    let store = device.open();
    let records = [
        archived(record_of(aino())),
        archived(record_of(elsa())),
        archived(record(letter("kirje", "elsa", "2026-11-10T08:00:00Z"))),
        ArchivedRecord {
            record: record(letter("vanha", "aino", "2024-11-10T08:00:00Z")),
            gone: Some(TombstoneReason::RetentionEnded),
        },
    ];
    let added = store.take_in_archived(&haikkala_out_of_an_archive(), &records, now()).unwrap();
    assert_eq!(added.len(), 2);
    (device, store)
}

fn is_archived(store: &Store, name: &str) -> Option<bool> {
    let stored = store.record(&key(RecordKind::Message, name)).unwrap()?;
    Some(stored.archived_at.is_some())
}

#[test]
fn what_is_taken_in_is_nobodys_news_lies_with_its_party_and_survives_a_restart() {
    let (device, store) = restored();
    assert_eq!(store.source(&haikkala_id()).unwrap().unwrap().archived_at, Some(now()));
    drop(store);
    let store = device.open();
    assert_eq!(inbox(&store, Group::New), Vec::<String>::new());
    assert_eq!(inbox(&store, Group::Rest), ["kirje", "vanha"]);
    let gone = store.record(&key(RecordKind::Message, "vanha")).unwrap().unwrap();
    assert_eq!((gone.gone, gone.archived_at), (Some(TombstoneReason::RetentionEnded), Some(now())));
    let parties = store.parties().unwrap();
    assert_eq!(parties.len(), 2);
    assert_eq!(store.kept(Some(&parties[1].id)).unwrap().iter().filter(|kept| kept.key.kind.is_item()).count(), 1);
}

#[test]
fn the_sources_own_word_takes_the_place_changed_or_not_and_what_it_never_sends_stays() {
    let (_device, store) = restored();
    store.enrol_source(&haikkala()).unwrap();
    assert_eq!(store.source(&haikkala_id()).unwrap().unwrap().archived_at, None);
    let same = upsert(record(letter("kirje", "elsa", "2026-11-10T08:00:00Z")));
    let applied = take(&store, page("1", [aino(), elsa(), same]));
    assert!(applied.arrived.is_empty(), "what is here already is no news");
    assert_eq!((is_archived(&store, "kirje"), is_archived(&store, "vanha")), (Some(false), Some(true)));

    // Taking in the same archive again sets nothing back.
    let again = [archived(record(letter("kirje", "elsa", "2026-11-10T08:00:00Z")))];
    assert!(store.take_in_archived(&haikkala_out_of_an_archive(), &again, now()).unwrap().is_empty());
    assert_eq!(is_archived(&store, "kirje"), Some(false));
    assert_eq!(store.source(&haikkala_id()).unwrap().unwrap().archived_at, None);

    // A new reading from the beginning takes away what the source has sent and sends no more, and only that.
    store.restart_feed(&haikkala_id()).unwrap();
    take(&store, page("2", [aino(), elsa()]));
    assert_eq!((is_archived(&store, "kirje"), is_archived(&store, "vanha")), (None, Some(true)));
}

#[test]
fn the_mark_goes_along_when_elsa_turns_out_to_be_one() {
    let (_device, store) = restored();
    store.enrol_source(&kaarna()).unwrap();
    let known = upsert(record(person("k-9", "Elsa Virta", Relation::Child)));
    store.apply_page(&kaarna().id, &page("1", [known]), None, now()).unwrap();
    let one = PartyRef { source: haikkala_id(), key: id("elsa") };
    let other = PartyRef { source: kaarna().id, key: id("k-9") };
    store.answer_link(&one, &other, LinkState::Confirmed, now()).unwrap();
    assert_eq!(store.parties().unwrap().len(), 2);
    assert_eq!(is_archived(&store, "kirje"), Some(true));
}

#[test]
fn removing_the_source_removes_what_came_out_of_the_archive() {
    let (_device, store) = restored();
    store.remove_source(&haikkala_id()).unwrap();
    assert_eq!(inbox(&store, Group::Rest), Vec::<String>::new());
    assert_eq!((store.sources().unwrap().len(), store.parties().unwrap().len()), (0, 1));
}
