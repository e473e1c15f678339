//! A sealed decision: what the resident did to receive it is kept with it, and it opens whole or not at all.

use domain::{
    document::Document,
    id::{RecordKey, RecordKind},
    inbox::Group,
    record::Record,
    sealed::{Otherwise, Receiving, SealedDecision},
    text::{Language, Localized},
};

use super::support::*;
use crate::{OpenedFile, Store};

fn file(name: &str) -> Document {
    Document {
        id: id(name),
        name: Localized::default(),
        media_type: None,
        size: None,
        sha256: None,
        expires_at: None,
        href: None,
    }
}

fn envelope(title: &str) -> Record {
    let before = decision("d", "elsa", "2026-11-16");
    Record::Sealed(Box::new(SealedDecision {
        id: before.id,
        party: before.party,
        matter: None,
        case: None,
        title: Localized::one(Language::Fi.tag(), title),
        authority: before.authority,
        register_number: None,
        sent_at: before.made_at,
        receivable_until: now() + chrono::TimeDelta::days(7),
        otherwise: Otherwise::Letter,
        contact: None,
        content: "a.b.c".to_owned(),
        documents: vec![file("f")],
        receiving: Receiving::default(),
    }))
}

fn item() -> RecordKey {
    key(RecordKind::Decision, "d")
}

fn receiving(store: &Store) -> Receiving {
    match store.record(&item()).unwrap().unwrap().record {
        Record::Sealed(sealed) => sealed.receiving,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_she_did_to_receive_it_outlives_a_new_version_and_goes_when_she_did_nothing() {
    let (device, store) = aino_with_elsa();
    take(&store, page("1", [upsert(envelope("Päätös"))]));
    let asked = Receiving { asked_at: Some(now()), served_at: None };
    assert!(store.note_receiving(&item(), asked).unwrap());
    let applied = take(&store, page("2", [upsert(envelope("Päätös venepaikasta"))]));
    assert_eq!((applied.upserted, receiving(&store)), (1, asked));
    store.close();
    let store = device.open();
    assert_eq!(receiving(&store), asked);
    assert!(store.note_receiving(&item(), Receiving::default()).unwrap());
    assert!(receiving(&store).is_nothing());
    assert!(!store.note_receiving(&key(RecordKind::Decision, "other"), asked).unwrap());
}

#[test]
fn it_opens_with_its_files_and_is_not_new_and_the_same_from_the_source_is_no_news() {
    let (_device, store) = aino_with_elsa();
    take(&store, page("1", [upsert(envelope("Päätös"))]));
    store.put_document(&item(), &id("f"), b"sealed", "application/jose").unwrap();
    let mut opened = decision("d", "elsa", "2026-11-16");
    opened.documents = vec![file("f")];
    let files = [OpenedFile { id: id("f"), bytes: b"plain".to_vec(), media_type: "text/plain".to_owned() }];
    assert!(store.open_sealed(&item(), &opened, &files, now()).unwrap());
    assert_eq!(store.read_document(&item(), &id("f"), 0..99).unwrap(), b"plain");
    let stored = store.record(&item()).unwrap().unwrap();
    assert!(!stored.is_new && matches!(stored.record, Record::Decision(_)));
    assert!(store.opened_unsent(&haikkala_id(), 10).unwrap().is_empty(), "its source knows");
    assert!(!store.note_receiving(&item(), Receiving::default()).unwrap(), "there is no envelope any more");

    let applied = take(&store, page("2", [upsert(record(opened))]));
    assert_eq!((applied.upserted, applied.arrived.len()), (0, 0));
}

#[test]
fn what_comes_open_from_its_source_is_news_though_the_envelope_was_read() {
    let (_device, store) = aino_with_elsa();
    take(&store, page("1", [upsert(envelope("Päätös"))]));
    store.mark_opened(&item(), now()).unwrap();
    store.opened_sent(&[item()]).unwrap();
    let applied = take(&store, page("2", [upsert(record(decision("d", "elsa", "2026-11-16")))]));
    assert_eq!(applied.arrived, [item()]);
    assert!(store.record(&item()).unwrap().unwrap().is_new);
    assert!(store.mark_opened(&item(), now()).unwrap());
    assert_eq!(store.opened_unsent(&haikkala_id(), 10).unwrap().len(), 1, "of this its source is told");
}

#[test]
fn an_envelope_waits_until_its_last_day() {
    let (_device, store) = aino_with_elsa();
    take(&store, page("1", [upsert(envelope("Päätös"))]));
    let waits = |day: chrono::NaiveDate| !group(&store, Group::NeedsYou, None, day).is_empty();
    let last = today() + chrono::Days::new(7);
    assert!(waits(today()) && waits(last) && !waits(last + chrono::Days::new(1)));
}
