//! The names of files, and what the pages make of hostile text.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::{collections::BTreeMap, io::Cursor};

use domain::{
    id::{PartyId, RecordKey, RecordKind, RemoteId, SourceId},
    message::Direction,
    need::Need,
    party::Relation,
    text::Language,
};
use protocol::{
    letters::ReplyView,
    marks::MarksView,
    prose::{Block, Prose, Span},
    view::{ItemBody, ItemView, LinkView, MessageBody, PartyView, Text, When},
};

use crate::{Archive, Caps, Names, Refusal, Sealed, SigningKey, Writer, pages};

#[test]
fn names_are_told_apart_also_where_large_and_small_letters_are_one() {
    let mut names = Names::default();
    let given = ["a.pdf", "A.PDF", "a.pdf", "a (2).pdf", ".a", ".a", "b", "B"].map(|name| names.unique(name));
    assert_eq!(given, ["a.pdf", "A (2).PDF", "a (3).pdf", "a (2) (2).pdf", ".a", ".a (2)", "b", "B (2)"]);
}

fn sheet() -> pages::Sheet {
    let made = When { date: "2026-11-12".parse().unwrap(), time: None, iso: "2026-11-12".to_owned() };
    pages::Sheet { language: Language::Fi, made, made_at: "2026-11-12T10:00:00Z".parse().unwrap() }
}

#[test]
fn what_a_server_writes_is_never_markup() {
    let trap = "</h1><script>alert(1)</script>";
    let text = |value: &str| Text { value: value.to_owned(), lang: None };
    let when = sheet().made;
    let item = RecordKey { source: SourceId::new("s"), kind: RecordKind::Message, id: RemoteId::new("m") };
    let link = LinkView { address: "https://haikkala.example/\"onclick=\"x".to_owned(), host: trap.to_owned() };
    let words = vec![Span::Plain(trap.to_owned()), Span::Link(link)];
    let view = ItemView {
        item,
        title: text(trap),
        sender: text(trap),
        unit: None,
        whose: PartyView {
            id: PartyId::new("me"),
            name: trap.to_owned(),
            relation: Relation::Myself,
            sources: Vec::new(),
            protected: false,
            former: Vec::new(),
        },
        when,
        is_new: false,
        standing: None,
        need: Need::Nothing,
        gone: None,
        archived: None,
        case: None,
        missing: None,
        documents: Vec::new(),
        marks: MarksView::default(),
        is_quiet: false,
        reply: ReplyView::Nothing,
        contact: false,
        letters: Vec::new(),
        receipt: None,
        terms: Vec::new(),
        body: ItemBody::Message(MessageBody {
            direction: Direction::Incoming,
            writer: None,
            text: Prose::Marked { blocks: vec![Block::Paragraph(words)], lang: None },
        }),
    };
    let page = pages::item(&sheet(), &pages::Item { view: &view, attached: &[], pages: &BTreeMap::new() });
    assert!(!page.contains("<script") && !page.contains("\"onclick"), "{page}");
    assert!(page.contains("&lt;script&gt;"));
}

fn sealed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let key = SigningKey::from_seed(&[7; 32]).unwrap();
    let mut writer = Writer::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.put(name, bytes).unwrap();
    }
    let sealed = Sealed { made_at: sheet().made_at, language: Language::Fi, key: &key };
    writer.seal(&sealed).unwrap().into_inner()
}

#[test]
fn caps_hold_for_an_archive_that_is_signed() {
    let bytes = sealed(&[("data.json", b"{}"), ("attachments/1/a.pdf", &[0; 5000])]);
    let open = |caps: Caps| Archive::open(Cursor::new(bytes.clone()), caps);
    let mut archive = open(Caps::default()).unwrap();
    assert_eq!(archive.attachment("attachments/1/a.pdf").unwrap().len(), 5000);
    assert!(matches!(archive.attachment("manifest.json"), Err(Refusal::Altered(_))));
    assert!(matches!(archive.data(), Err(Refusal::Altered(_))), "a record file of another shape");
    assert!(matches!(open(Caps { files: 3, ..Caps::default() }), Err(Refusal::TooLarge)));
    assert!(matches!(open(Caps { total: 4000, ..Caps::default() }), Err(Refusal::TooLarge)));
    let mut archive = open(Caps { attachment: 4999, ..Caps::default() }).unwrap();
    assert!(matches!(archive.attachment("attachments/1/a.pdf"), Err(Refusal::TooLarge)));
}

#[test]
fn another_key_is_another_fingerprint() {
    let print = |seed: u8| {
        let key = SigningKey::from_seed(&[seed; 32]).unwrap();
        crate::Fingerprint::of(key.public()).as_str().to_owned()
    };
    assert_eq!(print(1), print(1));
    assert_ne!(print(1), print(2));
    assert_eq!(print(1).len(), 19, "four groups of four");
}
