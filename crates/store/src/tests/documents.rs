//! Documents on the device.

use domain::{document::Document, id::RecordKind, message::Message};

use super::support::*;
use crate::{Store, StoreError};

fn with(documents: Vec<Document>) -> domain::record::Record {
    record(Message { documents, ..letter("m", "elsa", "2026-11-16") })
}

fn put(store: &Store, changed: domain::record::Record) {
    take(store, page("next", [upsert(changed)]));
}

/// More than two chunks, no two alike.
fn long() -> Vec<u8> {
    (0..150_000_u32).map(|n| n.to_le_bytes()[0] ^ n.to_le_bytes()[1].wrapping_mul(31)).collect()
}

#[test]
fn a_described_document_is_wanted_until_its_bytes_are_here() {
    let (_device, store) = aino_with_elsa();
    let bytes = long();
    let item = key(RecordKind::Message, "m");
    put(&store, with(vec![paper("decision.pdf", &bytes)]));

    assert!(store.wanted_documents(&haikkala_id(), 149_999, 10).unwrap().is_empty(), "larger than allowed");
    let wanted = store.wanted_documents(&haikkala_id(), 150_000, 10).unwrap();
    assert_eq!(wanted.len(), 1);
    assert_eq!((&wanted[0].item, wanted[0].document.id.as_str()), (&item, "decision.pdf"));
    assert!(store.document(&item, &id("decision.pdf")).unwrap().is_none());

    store.put_document(&item, &id("decision.pdf"), &bytes, "application/pdf").unwrap();
    assert!(store.wanted_documents(&haikkala_id(), u64::MAX, 10).unwrap().is_empty());
    let stored = store.document(&item, &id("decision.pdf")).unwrap().unwrap();
    assert_eq!((stored.size, stored.media_type.as_str()), (150_000, "application/pdf"));
    assert!(store.documents_on_device(&item).unwrap().contains(&id("decision.pdf")));
}

#[test]
fn any_part_of_a_document_can_be_read() {
    let (_device, store) = aino_with_elsa();
    let bytes = long();
    let item = key(RecordKind::Message, "m");
    put(&store, with(vec![paper("d", &bytes)]));
    store.put_document(&item, &id("d"), &bytes, "application/pdf").unwrap();
    for (from, to) in
        [(0, 150_000), (0, 1), (65_535, 65_537), (65_536, 131_072), (131_073, 150_000), (149_999, 200_000), (7, 7)]
    {
        let wanted = &bytes[from..to.min(bytes.len())];
        let range = from as u64..to as u64;
        assert_eq!(store.read_document(&item, &id("d"), range).unwrap(), wanted, "{from} to {to}");
    }
    assert!(store.read_document(&item, &id("d"), 200_000..200_001).unwrap().is_empty());
    assert!(matches!(store.read_document(&item, &id("x"), 0..1), Err(StoreError::Absent(_))));
}

#[test]
fn other_bytes_than_described_are_not_kept() {
    let (_device, store) = aino_with_elsa();
    let item = key(RecordKind::Message, "m");
    put(&store, with(vec![paper("d", b"the real one")]));
    let refused = store.put_document(&item, &id("d"), b"another one", "text/plain");
    assert!(matches!(refused, Err(StoreError::NotAsDescribed)));
    let unknown = store.put_document(&item, &id("unknown"), b"", "text/plain");
    assert!(matches!(unknown, Err(StoreError::Absent(_))));
}

#[test]
fn a_new_version_is_wanted_again_and_a_new_name_is_not() {
    let (_device, store) = aino_with_elsa();
    let item = key(RecordKind::Message, "m");
    put(&store, with(vec![paper("d", b"first"), paper("other", b"other")]));
    store.put_document(&item, &id("d"), b"first", "text/plain").unwrap();
    store.put_document(&item, &id("other"), b"other", "text/plain").unwrap();

    let renamed = Document { name: domain::text::Localized::one("fi", "uusi nimi"), ..paper("d", b"first") };
    put(&store, with(vec![renamed, paper("other", b"other")]));
    assert_eq!(store.documents_on_device(&item).unwrap().len(), 2);

    put(&store, with(vec![paper("d", b"other")]));
    assert!(store.documents_on_device(&item).unwrap().is_empty(), "one has changed, one is gone");
    let wanted = store.wanted_documents(&haikkala_id(), 100, 10).unwrap();
    assert_eq!(wanted.len(), 1);
}

#[test]
fn the_newest_items_documents_come_first() {
    let (_device, store) = aino_with_elsa();
    for (name, party, day) in [("a", "aino", "2026-11-01"), ("b", "elsa", "2026-11-03"), ("c", "aino", "2026-11-02")] {
        let documents = vec![paper(name, name.as_bytes())];
        put(&store, record(Message { documents, ..letter(name, party, day) }));
    }
    let wanted = store.wanted_documents(&haikkala_id(), 100, 2).unwrap();
    assert_eq!(wanted.iter().map(|wanted| wanted.document.id.as_str()).collect::<Vec<_>>(), ["b", "c"]);
}
