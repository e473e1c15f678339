//! Whose is whose, and what happens when a right to act ends.

use domain::{
    change::{QuarantineReason, Quarantined, TombstoneReason},
    id::RecordKind,
    inbox::Group,
    party::Relation,
};

use super::support::*;

#[test]
fn aino_is_one_person_at_two_sources_and_elsa_two_until_somebody_says_otherwise() {
    let (device, store) = aino_with_elsa();
    store.enrol_source(&kaarna()).unwrap();
    let people = [
        upsert(record(person("k-1", "Aino Virta", Relation::Myself))),
        upsert(record(person("k-9", "Elsa Virta", Relation::Child))),
    ];
    store.apply_page(&kaarna().id, &page("1", people), None, now()).unwrap();

    let parties = store.parties().unwrap();
    assert_eq!(parties.len(), 3);
    assert_eq!(parties[0].id, me());
    assert_eq!(parties[0].refs.len(), 2);
    assert!(parties[1..].iter().all(|party| party.name.as_str() == "Elsa Virta" && party.refs.len() == 1));
    assert!(parties.iter().any(|party| party.id == elsa_id()));
    assert_eq!(device.vault_files().len(), 3);
}

#[test]
fn a_protection_order_at_any_source_protects() {
    let (_device, store) = aino_with_elsa();
    let mut protected = person("elsa", "Elsa Virta", Relation::Child);
    protected.protected = true;
    take(&store, page("1", [upsert(record(protected))]));
    assert!(store.parties().unwrap().iter().any(|party| party.id == elsa_id() && party.protected));
}

#[test]
fn elsas_letter_is_in_her_vault_and_helmis_before_introduction_is_set_apart() {
    let (_device, store) = aino_with_elsa();
    let applied = take(
        &store,
        page(
            "1",
            [
                upsert(record(letter("to-elsa", "elsa", "2026-11-16"))),
                upsert(record(letter("too-early", "helmi", "2026-11-16"))),
            ],
        ),
    );
    assert_eq!((applied.upserted, applied.quarantined, applied.parties), (1, 1, false));
    assert_eq!(store.record(&key(RecordKind::Message, "to-elsa")).unwrap().unwrap().party, elsa_id());
    assert!(store.record(&key(RecordKind::Message, "too-early")).unwrap().is_none());
    assert_eq!(store.source(&haikkala_id()).unwrap().unwrap().quarantined, 1);

    // Within the page that introduces her, the order does not matter.
    let helmi = person("helmi", "Helmi Lehto", Relation::Principal);
    let same_page = [upsert(record(letter("in-time", "helmi", "2026-11-16"))), upsert(record(helmi))];
    let applied = take(&store, page("2", same_page));
    assert_eq!((applied.upserted, applied.quarantined, applied.parties), (2, 0, true));
    assert!(store.record(&key(RecordKind::Message, "in-time")).unwrap().is_some());

    // Sent again, it is taken in and nothing stays in quarantine.
    take(&store, page("3", [upsert(record(letter("too-early", "helmi", "2026-11-16")))]));
    assert_eq!(store.source(&haikkala_id()).unwrap().unwrap().quarantined, 0);
    assert!(store.record(&key(RecordKind::Message, "too-early")).unwrap().is_some());
}

#[test]
fn a_letter_corrected_to_elsa_leaves_ainos_vault() {
    let (_device, store) = aino_with_elsa();
    take(&store, page("1", [upsert(record(letter("m", "aino", "2026-11-16")))]));
    take(&store, page("2", [upsert(record(letter("m", "elsa", "2026-11-16")))]));
    assert_eq!(store.record(&key(RecordKind::Message, "m")).unwrap().unwrap().party, elsa_id());
    assert!(group(&store, Group::New, Some(&me()), today()).is_empty());
    assert_eq!(group(&store, Group::New, Some(&elsa_id()), today()).len(), 1);
}

#[test]
fn when_the_last_right_to_act_for_elsa_ends_her_vault_and_its_key_go() {
    let (device, store) = aino_with_elsa();
    take(&store, page("1", [upsert(record(letter("m", "elsa", "2026-11-16")))]));
    assert!(device.vault_file(&elsa_id()).exists());
    let copy = device.path().join("kept-by-a-thief");
    std::fs::copy(device.vault_file(&elsa_id()), &copy).unwrap();

    let applied = take(&store, page("2", [end(RecordKind::Party, "elsa", TombstoneReason::AccessEnded)]));
    assert!(applied.parties);
    assert_eq!(device.vault_files(), ["me.db"]);
    assert_eq!(store.parties().unwrap().len(), 1);
    assert!(store.record(&key(RecordKind::Message, "m")).unwrap().is_none());

    // Should Elsa come back, her new vault has a new key: the copy of the old file opens no more.
    take(&store, page("3", [elsa()]));
    drop(store);
    std::fs::copy(&copy, device.vault_file(&elsa_id())).unwrap();
    let store = device.open();
    assert_eq!(store.damaged().len(), 1);
}

#[test]
fn one_sources_end_removes_that_sources_rows_only() {
    let (device, store) = aino_with_elsa();
    store.enrol_source(&kaarna()).unwrap();
    let theirs = [
        upsert(record(person("k-1", "Aino Virta", Relation::Myself))),
        upsert(record(letter("dentist", "k-1", "2026-11-16"))),
    ];
    store.apply_page(&kaarna().id, &page("1", theirs), None, now()).unwrap();
    take(&store, page("1", [upsert(record(letter("school", "aino", "2026-11-16")))]));

    take(&store, page("2", [end(RecordKind::Party, "aino", TombstoneReason::AccessEnded)]));
    assert_eq!(inbox(&store, Group::New), ["dentist"]);
    assert_eq!(store.parties().unwrap()[0].refs.len(), 1);
    assert!(device.vault_file(&me()).exists());
}

#[test]
fn a_party_that_ends_and_returns_within_a_page_begins_anew() {
    let (_device, store) = aino_with_elsa();
    take(&store, page("1", [upsert(record(letter("old", "elsa", "2026-11-16")))]));
    take(
        &store,
        page(
            "2",
            [
                end(RecordKind::Party, "elsa", TombstoneReason::AccessEnded),
                elsa(),
                upsert(record(letter("new", "elsa", "2026-11-16"))),
            ],
        ),
    );
    assert_eq!(inbox(&store, Group::New), ["new"]);
}

#[test]
fn while_somebody_cannot_be_read_nobody_is_taken_for_gone() {
    let (device, store) = aino_with_elsa();
    store.restart_feed(&haikkala_id()).unwrap();
    let mut page = page("again", [aino()]);
    // Who it is cannot be told either.
    page.quarantined.push(Quarantined {
        kind: Some(RecordKind::Party),
        id: None,
        reason: QuarantineReason::Malformed,
        detail: "partyType: not a known word".into(),
    });
    take(&store, page);
    assert!(device.vault_file(&elsa_id()).exists());
    // A reading in which everybody can be read says who is gone.
    store.restart_feed(&haikkala_id()).unwrap();
    take(&store, super::support::page("whole", [aino()]));
    assert!(!device.vault_file(&elsa_id()).exists());
}
