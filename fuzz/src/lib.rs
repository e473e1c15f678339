//! What every parser promises, whatever bytes it is given. One function a parser; each panics when a promise is broken.
//!
//! `cargo +nightly fuzz run NAME` looks for bytes that break one (cargo-fuzz and a nightly toolchain are needed). What it finds
//! goes into `corpus/NAME` beside the seeds. `cargo test --package fuzz` hands every file of the corpora to its parser, with
//! the toolchain of the project.

use std::{collections::BTreeSet, fmt::Debug, io::Cursor};

use archive::{Archive, Caps};
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use chrono::{DateTime, Utc};
use connector::{
    Landed, Limits, Unreadable, atv, data_tracker, dialogporten,
    directory::{Directory, Signed, VerifyingKey},
    helsinki_profile,
    jwe::{self, Jwe, SealKey},
    open311, recognise,
    resident::{self, EventReader, Keys},
};
use domain::{
    change::{Change, Quarantined},
    form::{Asks, Reply},
    id::RemoteId,
    link::HttpsLink,
    need::Need,
    outgoing::{Field, Flaw},
    record::Record,
    report::Position,
    signature::Verdict,
    text::{Localized, ServerText},
    time::Moment,
};
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// When answers without a time are taken to have come.
const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

/// A parser's promises, as a function of any bytes.
pub type Target = fn(&[u8]);

/// Makes the program of one target.
#[macro_export]
macro_rules! target {
    ($name:ident) => {
        #[cfg(fuzzing)]
        libfuzzer_sys::fuzz_target!(|bytes: &[u8]| $crate::$name(bytes));

        #[cfg(not(fuzzing))]
        fn main() {
            println!("cargo +nightly fuzz run {}", stringify!($name));
        }
    };
}

macro_rules! targets {
    ($($name:ident),* $(,)?) => {
        /// Every target by its name.
        pub const TARGETS: &[(&str, Target)] = &[$((stringify!($name), $name)),*];
    };
}

targets![
    resident_page,
    resident_card,
    signing_keys,
    decision_signature,
    resident_problem,
    resident_events,
    jwe,
    open311_services,
    open311_requests,
    open311_definition,
    open311_discovery,
    open311_taken,
    open311_errors,
    open311_places,
    atv_documents,
    atv_document,
    dialogporten_dialogs,
    dialogporten_dialog,
    dialogporten_transmissions,
    dialogporten_parties,
    data_tracker_usages,
    data_tracker_period,
    gdpr_tree,
    gdpr_reasons,
    archive_file,
    directory,
    recognise,
    markdown,
    moment,
    server_text,
    https_link,
];

/// A page of the feed.
pub fn resident_page(bytes: &[u8]) {
    if let Ok(page) = resident::parse::page(bytes, &limits()) {
        assert!(!page.next.as_str().is_empty(), "there is always a place to go on from");
        assert!(page.changes.len() + page.quarantined.len() <= limits().max_records_per_page, "the cap holds");
        hold(&page.changes, &page.quarantined);
    }
}

/// A server's card.
pub fn resident_card(bytes: &[u8]) {
    if let Ok(card) = resident::parse::card(bytes, &limits()) {
        clean_all(&resident::parse::localized(&card.name));
    }
}

/// The keys by which a server signs.
pub fn signing_keys(bytes: &[u8]) {
    if let Ok(keys) = Keys::read(bytes) {
        let again = Keys::read(keys.to_json().as_bytes());
        assert_eq!(again.ok().as_ref(), Some(&keys), "what is kept comes back as it was");
        assert_eq!(keys.clone().with_earlier(&keys), keys, "no key is kept twice");
    }
}

/// A decision's record with its signature.
pub fn decision_signature(bytes: &[u8]) {
    let Ok(record) = std::str::from_utf8(bytes) else { return };
    let page =
        format!(r#"{{"changes":[{{"op":"upsert","kind":"decision","record":{record}}}],"next":"1","more":false}}"#);
    let Ok(page) = resident::parse::page(page.as_bytes(), &limits()) else { return };
    for change in page.changes {
        let Change::Upsert(record) = change else { continue };
        let Record::Decision(decision) = *record else { continue };
        let without = resident::check(&decision, None);
        assert!(!matches!(without, Verdict::Checked { .. }), "nothing is checked without keys");
        let unknown = resident::check(&decision, Some(&Keys::default()));
        assert_eq!(unknown.is_mismatch(), decision.signature.is_some(), "nor by keys that are not there");
        if let Some(signature) = &decision.signature {
            let content: Value = serde_json::from_str(&signature.content).unwrap_or_default();
            assert!(content.get("signature").is_none_or(Value::is_null), "a signature does not sign itself");
            assert_eq!(resident::as_signed(&decision), *decision, "what is signed is what is shown");
        }
    }
}

/// A problem document.
pub fn resident_problem(bytes: &[u8]) {
    let _ = resident::parse::problem(bytes);
}

/// Something sealed. No key opens what it did not seal.
pub fn jwe(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(sealed) = Jwe::parse(text) else { return };
    assert!(jwe::is_spelled(text), "what is read is spelled as it must be");
    let key = SealKey::parse(&URL_SAFE_NO_PAD.encode([0; 32]));
    assert!(key.is_some_and(|key| sealed.open(&key).is_err()), "only its own key opens it");
}

/// A stream of events, however it is cut into pieces.
pub fn resident_events(bytes: &[u8]) {
    let (max_line, place) = (64, bytes.len() / 3);
    let whole = EventReader::new(max_line).feed(bytes);
    let mut reader = EventReader::new(max_line);
    let (first, second) = bytes.split_at(place);
    let pieces = reader.feed(first).and_then(|hints| Ok(hints + reader.feed(second)?));
    assert_eq!(whole, pieces, "where it is cut makes no difference");
}

/// What can be reported.
pub fn open311_services(bytes: &[u8]) {
    if let Ok(services) = open311::parse::services(bytes, &limits()) {
        for service in services {
            assert!(!service.code.is_empty(), "what has no code cannot be reported");
            clean_all(&service.name);
        }
    }
}

/// Reports.
pub fn open311_requests(bytes: &[u8]) {
    landed(open311::parse::requests(bytes, &limits()));
}

/// What a city asks of one kind of fault.
pub fn open311_definition(bytes: &[u8]) {
    if let Ok(definition) = open311::parse::definition(bytes, &limits()) {
        let questions = definition.form.questions;
        let ids: BTreeSet<_> = questions.iter().map(|question| &question.id).collect();
        assert_eq!(ids.len(), questions.len(), "no question hides another");
        for question in questions {
            assert!(is_id(&question.id), "a reply can name its question");
            clean_all(&question.label);
            assert!(!question.label.is_empty(), "what is asked is said");
            if let Asks::One(choices) | Asks::Several(choices) = question.asks {
                let keys: BTreeSet<_> = choices.iter().map(|choice| &choice.id).collect();
                assert!(!choices.is_empty() && keys.len() == choices.len(), "each choice can be told from the others");
                for choice in &choices {
                    clean_all(&choice.label);
                }
            }
        }
        definition.notes.iter().for_each(clean_all);
    }
}

/// What an Open311 server says of itself.
pub fn open311_discovery(bytes: &[u8]) {
    if let Ok(known) = open311::parse::discovery(bytes, &limits()) {
        let tests_begin = known.endpoints.iter().position(|endpoint| !endpoint.production);
        let of_residents = known.endpoints.iter().rposition(|endpoint| endpoint.production);
        assert!(tests_begin.is_none_or(|first| of_residents.is_none_or(|last| last < first)), "residents' come first");
        assert!(known.extensions.photos.is_none_or(|photos| photos <= 20), "there is an end to photographs");
    }
}

/// What a city answers to a report, or to a token.
pub fn open311_taken(bytes: &[u8]) {
    if let Ok(taken) = open311::parse::taken(bytes, &limits()) {
        assert!(taken.id.is_none_or(|id| is_id(id.as_str())), "an id can be asked for");
        assert!(taken.token.is_none_or(|token| is_id(&token)), "so can a token");
        if let Some(notice) = taken.notice {
            clean(&notice);
        }
    }
}

/// What a city finds wrong with a report.
pub fn open311_errors(bytes: &[u8]) {
    if let Some(faults) = open311::parse::errors(bytes, &limits()) {
        assert!(!faults.is_empty(), "no faults are none");
        let question = Reply { question: "KOKO".to_owned(), ..Reply::default() };
        let flaws = open311::parse::flaws(&faults, &[question]);
        let apart: BTreeSet<_> = flaws.iter().collect();
        assert_eq!(apart.len(), flaws.len(), "nothing is told twice");
        for (field, flaw) in flaws {
            assert!(!matches!(field, Field::Question(place) if place > 0), "only what was asked can be wrong");
            assert!(flaw != Flaw::TooLong(0), "something may be said");
        }
    }
}

/// Places of a city's list.
pub fn open311_places(bytes: &[u8]) {
    for place in open311::parse::places(bytes, &limits()).unwrap_or_default() {
        assert!(!place.name.is_empty(), "a place has a name");
        clean_all(&place.name);
        place.area.iter().for_each(clean_all);
        let Position { latitude, longitude } = place.position;
        assert_eq!(Position::new(latitude, longitude), Some(place.position), "a place is on the globe");
    }
}

/// A page of documents of ATV.
pub fn atv_documents(bytes: &[u8]) {
    landed(atv::parse::documents(bytes, &limits()).map(atv::parse::DocumentsPage::landed));
}

/// One document of ATV.
pub fn atv_document(bytes: &[u8]) {
    landed(atv::parse::document(bytes, &limits()));
}

/// A page of dialogs.
pub fn dialogporten_dialogs(bytes: &[u8]) {
    let page = dialogporten::parse::dialogs(bytes, &limits(), NOW);
    if let Ok(page) = &page {
        assert!(page.next.as_ref().is_none_or(|next| !next.token.is_empty()), "a page without a place is the last");
    }
    landed(page.map(|page| page.landed));
}

/// One dialog.
pub fn dialogporten_dialog(bytes: &[u8]) {
    landed(dialogporten::parse::dialog(bytes, &limits(), NOW));
}

/// The transmissions of a dialog.
pub fn dialogporten_transmissions(bytes: &[u8]) {
    let of = dialogporten::parse::DialogFrame {
        dialog: RemoteId::new("d"),
        party: RemoteId::new("p"),
        authority: Localized::default(),
        need: Need::Unstated,
    };
    landed(dialogporten::parse::transmissions(bytes, &of, &limits(), NOW));
}

/// A page of usages of the Data Tracker.
pub fn data_tracker_usages(bytes: &[u8]) {
    let page = data_tracker::parse::usages(bytes, &limits());
    let page = page.map(data_tracker::parse::UsagesPage::landed);
    if let Ok(page) = &page {
        let ids: BTreeSet<_> = page.changes.iter().filter_map(id_of).collect();
        assert_eq!(ids.len(), page.changes.len(), "no usage hides another");
    }
    landed(page);
}

/// How far back the Data Tracker's log reaches.
pub fn data_tracker_period(bytes: &[u8]) {
    landed(data_tracker::parse::period(bytes));
}

/// Everything that a service keeps about a resident.
pub fn gdpr_tree(bytes: &[u8]) {
    if let Ok(tree) = helsinki_profile::parse::tree(bytes, &limits()) {
        same_again(&tree.root);
        texts_of(&serde_json::to_value(&tree.root).unwrap_or_default());
        assert!(!tree.root.key.as_str().contains('\n'), "a name is one line");
        hold(&[], &tree.quarantined);
    }
}

/// Why a service does not erase what it keeps.
pub fn gdpr_reasons(bytes: &[u8]) {
    for reason in helsinki_profile::parse::reasons(bytes) {
        assert!(reason.code.is_some() || !reason.message.is_empty(), "a reason says something");
        clean_all(&reason.message);
    }
}

/// An archive that anybody may have made is refused, or all that is read of it is within the caps and what its manifest says.
pub fn archive_file(bytes: &[u8]) {
    let caps = Caps { files: 1000, total: 1 << 22, attachment: 1 << 20, data: 1 << 20, ratio: 200 };
    let Ok(mut archive) = Archive::open(Cursor::new(bytes), caps) else { return };
    let files = archive.manifest().files.clone();
    assert!(files.len() <= caps.files && files.iter().map(|file| file.size).sum::<u64>() <= caps.total);
    for file in files {
        assert!(!file.path.starts_with('/') && !file.path.contains('\\'));
        assert!(file.path.split('/').all(|part| !matches!(part, "" | "." | "..")), "{}", file.path);
        if let Ok(read) = archive.attachment(&file.path) {
            assert_eq!(read.len() as u64, file.size);
        }
    }
    let _ = archive.data();
}

/// Whom the resident may act for.
pub fn dialogporten_parties(bytes: &[u8]) {
    landed(dialogporten::parse::parties(bytes, &limits()));
}

/// A directory, signed by who may: what is signed can still be nonsense.
pub fn directory(bytes: &[u8]) {
    let Ok(pair) = Ed25519KeyPair::from_seed_unchecked(&[7; 32]) else { return };
    let Ok(key) = pair.public_key().as_ref().try_into().map(VerifyingKey) else { return };
    let signed = Signed { list: bytes.to_vec(), signature: STANDARD.encode(pair.sign(bytes)) };
    if let Ok(directory) = Directory::read(&signed, &[key]) {
        for body in directory.bodies() {
            let secure = body.base_url.scheme() == "https" || connector::is_loopback(&body.base_url);
            assert!(secure && body.base_url.query().is_none(), "only addresses that may be asked are listed");
            assert!(directory.body(&body.id).is_some(), "what is listed is found");
        }
        let question = String::from_utf8_lossy(bytes.get(..bytes.len().min(20)).unwrap_or_default());
        assert!(directory.search(&question).len() <= directory.bodies().count());
    }
}

/// Which API an answer is of.
pub fn recognise(bytes: &[u8]) {
    let _ = recognise::answer(bytes);
}

/// A letter in Markdown.
pub fn markdown(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let blocks = engine::markdown::read(text);
    let said = serde_json::to_string(&blocks).unwrap_or_default();
    assert!(!said.to_ascii_lowercase().contains("\"address\":\"javascript:"), "no link runs anything");
}

/// A time.
pub fn moment(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Some(moment) = Moment::parse(text) {
        let _ = moment.sort_key();
        same_again(&moment);
    }
}

/// A text of a server.
pub fn server_text(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let text = ServerText::new(text);
    assert_eq!(ServerText::new(text.as_str()), text, "cleaning is done once");
    clean(&text);
    assert!(!text.single_line().as_str().contains('\n'), "one line is one line");
}

/// An address.
pub fn https_link(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(link) = HttpsLink::new(text) {
        assert!(link.as_str().starts_with("https://") && !link.host().is_empty(), "a link leads somewhere, securely");
        assert!(link.as_str().contains(link.host()));
    }
}

/// Lower than the app's own, so that they are met.
fn limits() -> Limits {
    Limits { max_record_bytes: 4096, max_records_per_page: 20, max_depth: 12, ..Limits::default() }
}

fn landed(landed: Result<Landed, Unreadable>) {
    match landed {
        Ok(Landed { changes, quarantined }) => hold(&changes, &quarantined),
        Err(unreadable) => assert!(unreadable.detail.len() < 400, "a reason is a sentence"),
    }
}

/// What holds of everything that lands.
fn hold(changes: &[Change], quarantined: &[Quarantined]) {
    for change in changes {
        if let Change::Upsert(record) | Change::Outline(record) = change {
            assert!(is_id(record.id().as_str()), "an id can be asked for");
            assert!(record.party().is_none_or(|party| is_id(party.as_str())), "so can whose matter it is");
            same_again(record.as_ref());
            texts_of(&serde_json::to_value(record).unwrap_or_default());
        }
    }
    for fault in quarantined {
        assert!(fault.id.as_ref().is_none_or(|id| is_id(id.as_str())));
        clean(&fault.detail);
        assert!(fault.detail.as_str().len() < 400, "a reason is a sentence");
    }
}

fn id_of(change: &Change) -> Option<&str> {
    match change {
        Change::Upsert(record) | Change::Outline(record) => Some(record.id().as_str()),
        Change::Tombstone(_) => None,
    }
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= 512 && !id.contains(char::is_control)
}

/// What is stored comes back as it was.
fn same_again<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let stored = serde_json::to_string(value).ok();
    let again = stored.as_deref().and_then(|stored| serde_json::from_str(stored).ok());
    assert_eq!(again.as_ref(), Some(value));
}

/// Nothing in a record steers the screen, but an address and what was signed, which are kept as they came and never shown.
fn texts_of(value: &Value) {
    match value {
        Value::String(text) => assert!(!text.contains(steers), "a text is only words"),
        Value::Array(values) => values.iter().for_each(texts_of),
        Value::Object(fields) => {
            fields
                .iter()
                .filter(|(name, _)| !["href", "signature"].contains(&name.as_str()))
                .for_each(|(_, value)| texts_of(value));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn clean_all(text: &Localized) {
    text.iter().for_each(|(_, text)| clean(text));
}

/// No text of a server steers the screen or hides what it says.
fn clean(text: &ServerText) {
    assert!(!text.as_str().contains(steers), "a text is only words");
}

fn steers(sign: char) -> bool {
    (sign.is_control() && !matches!(sign, '\n' | '\t'))
        || matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
