//! Signed decisions: which are to be checked, and what was found.

use domain::{
    decision::Decision,
    id::{PartyRef, RecordKey, RecordKind},
    party::{LinkState, Relation},
    signature::Signature,
};

use super::support::*;
use crate::Store;

fn signed(name: &str, party: &str, jws: &str) -> Decision {
    let signature = Signature { jws: jws.to_owned(), content: "{}".to_owned() };
    Decision { signature: Some(Box::new(signature)), ..decision(name, party, "2026-11-02") }
}

fn due(store: &Store) -> Vec<String> {
    let source = haikkala_id();
    store.due_signatures(&source).unwrap().into_iter().map(|due| due.decision.id.to_string()).collect()
}

/// Notes that everything that is to be checked matches, or does not.
fn note(store: &Store, mismatch: bool) {
    let source = haikkala_id();
    let found: Vec<_> = store.due_signatures(&source).unwrap().into_iter().map(|due| (due, mismatch)).collect();
    assert_eq!(store.note_signatures(&source, &found).unwrap().len(), found.len());
}

fn is_mismatch(store: &Store, name: &str) -> bool {
    let key = RecordKey { source: haikkala_id(), kind: RecordKind::Decision, id: id(name) };
    store.listed(&[key]).unwrap()[0].mismatch
}

#[test]
fn what_came_is_to_be_checked_once_and_again_when_it_or_the_keys_change() {
    let (_device, store) = aino_with_elsa();
    take(
        &store,
        page("1", [upsert(record(signed("a", "aino", "1"))), upsert(record(decision("b", "aino", "2026-11-02")))]),
    );
    assert_eq!(due(&store), ["a"], "an unsigned one is not");
    note(&store, true);
    assert!(is_mismatch(&store, "a") && !is_mismatch(&store, "b"));
    take(&store, page("2", [upsert(record(signed("a", "aino", "1")))]));
    assert_eq!(due(&store), [""; 0], "the same again is checked already");

    take(&store, page("3", [upsert(record(signed("a", "aino", "2")))]));
    assert_eq!(due(&store), ["a"]);
    assert!(is_mismatch(&store, "a"), "until it is checked what was found stands");
    note(&store, false);
    assert!(!is_mismatch(&store, "a"));

    store.set_signing_keys(&haikkala_id(), "{\"keys\":[]}").unwrap();
    assert_eq!(due(&store), ["a"]);
    note(&store, false);
    store.set_signing_keys(&haikkala_id(), "{\"keys\":[]}").unwrap();
    assert_eq!(due(&store), [""; 0], "the same keys say the same");

    take(&store, page("4", [upsert(record(decision("a", "aino", "2026-11-02")))]));
    store.set_signing_keys(&haikkala_id(), "{\"keys\":[1]}").unwrap();
    assert_eq!(due(&store), [""; 0], "it is signed no more");
}

#[test]
fn what_was_found_moves_along_when_two_people_turn_out_to_be_one() {
    let (_device, store) = aino_with_elsa();
    store.enrol_source(&kaarna()).unwrap();
    take(&store, page("1", [upsert(record(signed("a", "elsa", "1")))]));
    note(&store, true);
    let theirs = [upsert(record(person("k-9", "Elsa Virta", Relation::Child)))];
    store.apply_page(&kaarna().id, &page("1", theirs), None, now()).unwrap();
    let name = |source, key: &str| PartyRef { source, key: id(key) };
    let (one, other) = (name(haikkala_id(), "elsa"), name(kaarna().id, "k-9"));
    store.answer_link(&one, &other, LinkState::Confirmed, now()).unwrap();
    assert!(is_mismatch(&store, "a"));
    store.undo_link(&one, &other).unwrap();
    assert!(is_mismatch(&store, "a"));
    assert_eq!(due(&store), [""; 0]);
}
