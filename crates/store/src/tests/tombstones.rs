//! Why something vanished, and what stays.

use domain::{
    change::{Change, Tombstone, TombstoneReason},
    id::RecordKind,
    inbox::Group,
    text::{Language, Localized},
};

use super::support::*;

#[test]
fn a_served_decision_outlives_its_retention_at_the_source() {
    let (_device, store) = aino_with_elsa();
    let kept = served(decision("kept", "aino", "2026-11-01"));
    let not_served = decision("not-served", "aino", "2026-11-01");
    take(&store, page("1", [upsert(record(kept)), upsert(record(not_served))]));
    let over = |name| end(RecordKind::Decision, name, TombstoneReason::RetentionEnded);
    let applied = take(&store, page("2", [over("kept"), over("not-served")]));
    assert_eq!((applied.erased, applied.items.len()), (1, 2));

    let stored = store.record(&key(RecordKind::Decision, "kept")).unwrap().unwrap();
    assert_eq!(stored.gone, Some(TombstoneReason::RetentionEnded));
    let rows = group(&store, Group::New, None, today());
    assert_eq!(rows[0].gone, Some(TombstoneReason::RetentionEnded));
    assert!(store.record(&key(RecordKind::Decision, "not-served")).unwrap().is_none());
    assert!(store.told(10).unwrap().is_empty());

    // A reading from the beginning does not bring it, and it stays; sent to the wrong person, it goes.
    store.restart_feed(&haikkala_id()).unwrap();
    take(&store, page("1", [aino(), elsa()]));
    assert!(store.record(&key(RecordKind::Decision, "kept")).unwrap().is_some());
    take(&store, page("2", [end(RecordKind::Decision, "kept", TombstoneReason::Misdirected)]));
    assert!(store.record(&key(RecordKind::Decision, "kept")).unwrap().is_none());
}

#[test]
fn what_was_taken_back_is_told_by_title_and_what_was_misdirected_without() {
    let (_device, store) = aino_with_elsa();
    let letters = ["withdrawn", "misdirected", "unstated"].map(|m| record(letter(m, "elsa", "2026-11-16")));
    take(&store, page("1", letters.map(upsert)));
    let at = Some(instant("2026-11-17T08:00:00Z"));
    let gone =
        |name: &str, reason| Change::Tombstone(Tombstone { kind: RecordKind::Message, id: id(name), reason, at });
    let ends = [
        gone("withdrawn", TombstoneReason::Withdrawn),
        gone("misdirected", TombstoneReason::Misdirected),
        gone("unstated", TombstoneReason::Unstated),
        gone("never-had", TombstoneReason::Withdrawn),
    ];
    let applied = take(&store, page("2", ends));
    assert_eq!(applied.erased, 3);

    let told = store.told(10).unwrap();
    assert_eq!(told.len(), 2);
    assert!(told.iter().all(|row| row.party == elsa_id() && Some(row.at) == at));
    let title = |name| {
        let row = told.iter().find(|row| row.key.id == id(name)).unwrap();
        row.title.as_ref().and_then(|title: &Localized| Some(title.pick(Language::Fi)?.1.as_str().to_owned()))
    };
    assert_eq!(title("withdrawn").as_deref(), Some("Kirje withdrawn"));
    assert_eq!(title("misdirected"), None);

    // Once told, it is forgotten; sent again, there is nothing to tell.
    assert!(store.forget_told(&key(RecordKind::Message, "misdirected")).unwrap());
    take(&store, page("3", [upsert(record(letter("withdrawn", "elsa", "2026-11-16")))]));
    assert!(store.told(10).unwrap().is_empty());
}

#[test]
fn a_party_sent_by_mistake_is_told_without_a_name() {
    let (_device, store) = aino_with_elsa();
    take(&store, page("1", [end(RecordKind::Party, "elsa", TombstoneReason::Misdirected)]));
    let told = store.told(10).unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].key.kind, &told[0].title, &told[0].party), (RecordKind::Party, &None, &me()));
}

#[test]
fn when_the_letter_in_a_case_goes_the_case_speaks_again() {
    let (_device, store) = aino_with_elsa();
    let inside = domain::message::Message { case: Some(id("c")), ..letter("m", "aino", "2026-11-16") };
    take(&store, page("1", [upsert(record(matter("c", "aino", "2026-11-15"))), upsert(record(inside))]));
    assert_eq!(inbox(&store, Group::New), ["m"]);
    take(&store, page("2", [end(RecordKind::Message, "m", TombstoneReason::Unstated)]));
    assert_eq!(inbox(&store, Group::New), ["c"]);
}

#[test]
fn a_right_to_act_that_is_gone_changes_people_not_items() {
    let (_device, store) = aino_with_elsa();
    take(&store, page("1", [upsert(record(mandate("custody", "elsa")))]));
    let applied = take(&store, page("2", [end(RecordKind::Mandate, "custody", TombstoneReason::AccessEnded)]));
    assert!(applied.parties && applied.items.is_empty());
    assert!(store.record(&key(RecordKind::Mandate, "custody")).unwrap().is_none());
}
