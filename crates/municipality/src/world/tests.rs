//! What holds for the world whatever day it is.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, Days};
use resident_api::{DecisionRecord, DocumentRecord, FeedRecord, NeedRecord, TaskRecord};
use serde_json::Value;

use super::*;

/// The day of the drawn first screen, a Saturday.
const DRAWN: &str = "2026-11-21";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn worlds(today: NaiveDate) -> Vec<(Body, World)> {
    Body::ALL.map(|body| (body, load(body, today).unwrap_or_else(|error| panic!("{today}: {error}")))).into()
}

fn drawn() -> Vec<(Body, World)> {
    worlds(day(DRAWN))
}

/// What a resident's device ends up with: the last change of every record that is not gone.
fn current(world: &World) -> Vec<FeedRecord> {
    let mut latest: BTreeMap<(String, String), FeedRecord> = BTreeMap::new();
    for dated in &world.records {
        match &dated.change {
            FeedChange::Upsert(record) => {
                latest.insert((record.kind().to_owned(), record.id().to_owned()), record.clone());
            }
            FeedChange::Tombstone(gone) => {
                assert!(latest.remove(&(gone.kind.clone(), gone.id.clone())).is_some(), "gone before it came");
            }
        }
    }
    latest.into_values().collect()
}

fn decisions(world: &World) -> Vec<DecisionRecord> {
    let decision = |record| if let FeedRecord::Decision(decision) = record { Some(*decision) } else { None };
    current(world).into_iter().filter_map(decision).collect()
}

fn tasks(world: &World) -> Vec<TaskRecord> {
    let task = |record| if let FeedRecord::Task(task) = record { Some(*task) } else { None };
    current(world).into_iter().filter_map(task).collect()
}

fn documents_of(record: &FeedRecord) -> &[DocumentRecord] {
    match record {
        FeedRecord::Case(case) => &case.documents,
        FeedRecord::Message(message) => &message.documents,
        FeedRecord::Decision(decision) => &decision.documents,
        FeedRecord::Task(task) => &task.documents,
        _ => &[],
    }
}

fn party_and_case(record: &FeedRecord) -> (&str, Option<&str>) {
    match record {
        FeedRecord::Case(record) => (&record.party, None),
        FeedRecord::Message(record) => (&record.party, record.case.as_deref()),
        FeedRecord::Decision(record) => (&record.party, record.case.as_deref()),
        FeedRecord::SealedDecision(record) => (&record.party, record.case.as_deref()),
        FeedRecord::Task(record) => (&record.party, record.case.as_deref()),
        FeedRecord::Party(record) => (&record.id, None),
        FeedRecord::Mandate(record) => (&record.party, None),
        FeedRecord::GivenMandate(record) => (&record.party, None),
        FeedRecord::MandateRequest(record) => (&record.party, None),
        FeedRecord::Acted(record) => (&record.party, None),
        FeedRecord::DataUse(record) => (&record.party, None),
        FeedRecord::Consent(record) => (&record.party, None),
        FeedRecord::Lookup(record) => (&record.party, None),
        FeedRecord::AccessLog(record) => (&record.party, None),
    }
}

/// Calls `see` with every text in three languages, wherever it is.
fn each_text(value: &Value, path: &str, see: &mut impl FnMut(&str, [&str; 3])) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(fi)) = map.get("fi") {
                let other = |tag| map.get(tag).and_then(Value::as_str).unwrap_or_else(|| panic!("{path}: no {tag}"));
                see(path, [fi, other("sv"), other("en")]);
                return;
            }
            assert!(!map.contains_key("sv") && !map.contains_key("en"), "{path}: no fi");
            map.iter().for_each(|(key, value)| each_text(value, &format!("{path}.{key}"), see));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| each_text(item, &format!("{path}[{index}]"), see));
        }
        _ => {}
    }
}

fn everything(world: &World) -> Value {
    let changes: Vec<_> = world.records.iter().map(|dated| serde_json::to_value(&dated.change).unwrap()).collect();
    serde_json::json!({ "card": world.card, "changes": changes })
}

/// Days on which something could go wrong, and a walk through years on all days of the week.
fn many_days() -> Vec<NaiveDate> {
    let mut days: Vec<_> = [
        DRAWN,
        "2026-01-01",
        "2026-01-02",
        "2027-01-07",
        "2028-02-29",
        "2028-03-01",
        "2026-03-31",
        "2026-08-31",
        "2026-12-31",
        "2026-04-07",
        "2026-06-20",
        "2026-03-30",
        "2026-10-26",
        "2026-12-27",
        "2026-11-22",
        "2026-11-23",
    ]
    .map(day)
    .into();
    days.extend((0..80).map(|step| day("2026-02-01") + Days::new(step * 19)));
    days
}

#[test]
fn on_any_day_the_world_is_told_up_to_yesterday_and_no_deadline_ends_on_a_holiday() {
    for today in many_days() {
        for (body, world) in worlds(today) {
            let midnight = today.and_hms_opt(0, 0, 0).unwrap().and_utc();
            assert!(world.records.is_sorted_by_key(|dated| dated.at), "{body:?} {today}");
            assert!(world.records.iter().all(|dated| dated.at < midnight), "{body:?} {today}");
            let mut open = 0;
            for decision in decisions(&world) {
                let appeal = decision.appeal.unwrap();
                let last_day = appeal.last_day.map(|last_day| day(&last_day));
                assert_eq!(last_day.is_none(), appeal.kind == "not_appealable", "{today}");
                assert!(last_day.is_none_or(calendar::is_working_day), "{today}: {last_day:?}");
                open += usize::from(last_day.is_some_and(|last_day| last_day >= today));
            }
            assert_eq!(open, 1, "{body:?} {today}: decisions open to review");
            for task in tasks(&world) {
                let Some(due) = task.need.day.as_deref().map(day) else { continue };
                assert!(calendar::is_working_day(due), "{today}: {}", task.id);
                assert_eq!(task.state == "open", due > today, "{today}: {}", task.id);
            }
            for record in current(&world) {
                wire_times_are_past(&record, today);
            }
        }
    }
}

fn wire_times_are_past(record: &FeedRecord, today: NaiveDate) {
    let past = |text: &str| {
        let time = DateTime::parse_from_rfc3339(text).unwrap();
        assert!(time.date_naive() < today, "{today}: {text}");
    };
    match record {
        FeedRecord::Case(case) => {
            past(&case.updated_at);
            assert_eq!(case.opened_at.as_ref(), case.timeline.first().map(|event| &event.at));
            case.timeline.iter().for_each(|event| past(&event.at));
        }
        FeedRecord::Message(message) => past(&message.sent_at),
        FeedRecord::Task(task) => past(&task.asked_at),
        FeedRecord::Decision(decision) => {
            past(decision.notice.as_ref().unwrap().sent_at.as_deref().unwrap());
            assert!(day(&decision.made_at) < today);
        }
        _ => {}
    }
}

#[test]
fn every_text_is_written_in_finnish_swedish_and_english() {
    for (body, world) in drawn() {
        let mut texts = 0;
        each_text(&everything(&world), body.id(), &mut |path, [fi, sv, en]| {
            texts += 1;
            for text in [fi, sv, en] {
                assert!(
                    !text.is_empty() && text.trim() == text && !text.contains(['{', '}', '\r', '\t']),
                    "{path}: {text}"
                );
            }
            // Only what is a name is the same in two languages.
            let name = |text: &str| text.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
            for (one, other) in [(fi, sv), (sv, en), (fi, en)] {
                assert!(one != other || name(one), "{path}: the same in two languages: {one}");
            }
        });
        assert!(texts > 100, "{body:?}: {texts}");
    }
}

#[test]
fn every_reference_leads_somewhere() {
    for (body, world) in drawn() {
        let seen = |persona: &Persona| {
            persona.parties.iter().chain(persona.ended.iter().map(|ended| &ended.party)).cloned().collect::<Vec<_>>()
        };
        let known: BTreeSet<_> = world.personas.iter().flat_map(seen).collect();
        let cases: BTreeSet<_> = current(&world)
            .into_iter()
            .filter_map(|record| if let FeedRecord::Case(case) = record { Some(case.id) } else { None })
            .collect();
        // What belongs to a case that is gone is gone too.
        for record in current(&world) {
            assert!(party_and_case(&record).1.is_none_or(|case| cases.contains(case)), "{body:?}: {}", record.id());
        }
        let documents: BTreeMap<_, _> = world.documents.iter().map(|document| (&document.id, document)).collect();
        assert_eq!(documents.len(), world.documents.len(), "{body:?}: two documents of one id");
        let mut named = BTreeSet::new();
        for dated in &world.records {
            assert!(known.contains(&dated.party), "{body:?}");
            let FeedChange::Upsert(record) = &dated.change else { continue };
            let (party, _) = party_and_case(record);
            assert_eq!(party, dated.party);
            for described in documents_of(record) {
                let document = documents[&described.id];
                assert_eq!(document.party, party);
                assert_eq!(document.media_type, described.media_type);
                assert_eq!(document.bytes.len() as u64, described.size);
                assert_eq!(hex::encode(Sha256::digest(&document.bytes)), described.sha256);
                named.insert(described.id.clone());
            }
        }
        assert_eq!(named.len(), documents.len(), "{body:?}: a document nobody names");
    }
}

#[test]
fn decisions_are_printed_with_all_that_the_record_says() {
    for (body, world) in drawn() {
        for decision in decisions(&world) {
            let papers = decision.documents.iter().filter(|document| document.media_type == "application/pdf");
            assert!(papers.clone().count() >= 1, "{body:?}");
            for paper in papers {
                let file = world.documents.iter().find(|document| document.id == paper.id).unwrap();
                let pdf = lopdf::Document::load_mem(&file.bytes).unwrap();
                let pages: Vec<u32> = pdf.get_pages().keys().copied().collect();
                assert!((2..=4).contains(&pages.len()), "{}: {} pages", file.file_name, pages.len());
                let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                let printed = squeeze(&pdf.extract_text(&pages).unwrap());
                let in_its_language = |texts: &resident_api::Texts| {
                    let text = match file.file_name.rsplit_once('-').unwrap().1 {
                        "fi.pdf" => &texts.fi,
                        "sv.pdf" => &texts.sv,
                        _ => &texts.en,
                    };
                    squeeze(text.as_deref().unwrap())
                };
                let mut wanted = vec![&decision.title, &decision.summary];
                wanted.extend(decision.appeal.iter().filter_map(|appeal| appeal.contents.as_ref()));
                wanted.extend(decision.sections.iter().flat_map(|section| [&section.heading, &section.body]));
                for text in wanted.into_iter().map(in_its_language) {
                    assert!(printed.contains(&text), "{}: {text}\n---\n{printed}", file.file_name);
                }
                assert!(printed.contains(&format!("/ {}", pages.len())), "{}", file.file_name);
                assert!(printed.contains(decision.register_number.as_deref().unwrap()), "{}", file.file_name);
            }
        }
    }
}

#[test]
fn pictures_and_texts_are_what_they_say() {
    for (_, world) in drawn() {
        for document in &world.documents {
            let begins = |magic: &[u8]| document.bytes.starts_with(magic);
            let ending = std::path::Path::new(&document.file_name).extension().and_then(std::ffi::OsStr::to_str);
            match document.media_type.as_str() {
                "application/pdf" => assert!(begins(b"%PDF-") && ending == Some("pdf")),
                "image/png" => {
                    let picture = tiny_skia::Pixmap::decode_png(&document.bytes).unwrap();
                    assert_eq!((picture.width(), picture.height(), ending), (960, 640, Some("png")));
                }
                "text/plain; charset=utf-8" => {
                    assert!(ending == Some("txt") && std::str::from_utf8(&document.bytes).is_ok());
                }
                other => panic!("{other}"),
            }
        }
    }
}

#[test]
fn the_first_screen_is_as_it_was_drawn() {
    let mut waiting = Vec::new();
    let mut told = Vec::new();
    for (_, world) in drawn() {
        let aino = &world.personas[0];
        assert_eq!(aino.id, "aino");
        for record in
            current(&world).iter().filter(|record| aino.parties.iter().any(|id| id == party_and_case(record).0))
        {
            match record {
                FeedRecord::Decision(decision) => {
                    let last_day = decision.appeal.as_ref().and_then(|appeal| appeal.last_day.clone());
                    waiting.extend(last_day.map(|last_day| (last_day, decision.title.fi.clone().unwrap())));
                }
                FeedRecord::Task(task) if task.state == "open" => {
                    waiting.extend(task.need.day.clone().map(|day| (day, task.title.fi.clone().unwrap())));
                }
                FeedRecord::Message(message) => told.push((message.sent_at.clone(), message.title.fi.clone().unwrap())),
                _ => {}
            }
        }
    }
    waiting.retain(|(last_day, _)| last_day.as_str() >= DRAWN);
    waiting.sort();
    let waiting: Vec<_> = waiting.iter().map(|(day, title)| (day.as_str(), title.as_str())).collect();
    assert_eq!(
        waiting,
        [
            ("2026-12-04", "Elsan iltapäivätoiminta myönnettiin osittain"),
            ("2026-12-07", "Yrityspysäköintitunnusta ei myönnetty"),
            ("2026-12-09", "Täydennä hakemusta: vuokrasopimuksen kopio"),
            ("2026-12-11", "Vahvista Elsan hammastarkastuksen aika"),
            ("2026-12-16", "Helmille ei myönnetty omaishoidon tukea"),
            ("2026-12-18", "Ilmoita Helmin tulot kotihoidon maksua varten"),
        ]
    );
    told.sort_by(|one, other| other.cmp(one));
    let latest: Vec<_> = told.iter().map(|(_, title)| title.as_str()).collect();
    assert_eq!(
        latest[..5],
        [
            "Helmin kotihoitokäynti siirtyy tiistaihin",
            "Ilmoittamasi katuvalo on korjattu",
            "Toimitilan käyttötarkoituksen muutos: lupahakemuksen käsittely alkoi",
            "Lainasi uusittiin",
            "Päiväkotipaikka Onnille: Männikön päiväkoti",
        ]
    );
}

#[test]
fn elsas_last_day_is_counted_as_the_law_says() {
    let (_, haikkala) = drawn().into_iter().next().unwrap();
    let id = record_id(Body::Haikkala, "decision", "elsa_afternoon_care", "place");
    let decision = decisions(&haikkala).into_iter().find(|decision| decision.id == id).unwrap();
    assert_eq!(decision.register_number.as_deref(), Some("HAI 1482/2026"));
    let notice = decision.notice.unwrap();
    // Sent on Tuesday 17.11., served on the third day, fourteen days from then.
    assert_eq!(notice.sent_at.as_deref(), Some("2026-11-17T15:40:00+02:00"));
    assert_eq!(notice.deemed_served_on.as_deref(), Some("2026-11-20"));
    assert_eq!(decision.appeal.unwrap().last_day.as_deref(), Some("2026-12-04"));
    let what_next = decision.sections.last().unwrap().body.fi.clone().unwrap();
    assert!(what_next.contains("viimeistään perjantaina 4.12.2026 ennen klo 16"), "{what_next}");
}

#[test]
fn the_story_has_everything_a_screen_must_show() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut reasons = BTreeSet::new();
    let mut outcomes = BTreeSet::new();
    let mut media: BTreeMap<String, usize> = BTreeMap::new();
    let mut ended = 0;
    for (_, world) in drawn() {
        let aino = &world.personas[0];
        ended += aino.ended.len();
        for record in current(&world) {
            if !aino.parties.iter().any(|party| party == party_and_case(&record).0) {
                continue;
            }
            *counts.entry(record.kind().to_owned()).or_default() += 1;
            match &record {
                FeedRecord::Case(case) => assert!((3..=7).contains(&case.timeline.len()), "{:?}", case.title.fi),
                FeedRecord::Decision(decision) => {
                    outcomes.insert(decision.outcome.clone());
                }
                _ => {}
            }
        }
        for dated in &world.records {
            if let FeedChange::Tombstone(gone) = &dated.change {
                reasons.insert(gone.reason.clone());
            }
        }
        for document in &world.documents {
            *media.entry(document.media_type.clone()).or_default() += 1;
        }
    }
    for (kind, least) in [("case", 25), ("message", 60), ("decision", 15), ("task", 10)] {
        assert!(counts[kind] >= least, "{kind}: {}", counts[kind]);
    }
    assert_eq!(Vec::from_iter(reasons), ["misdirected", "retention_ended", "withdrawn"]);
    assert_eq!(ended, 1, "parties whose matters Aino no longer sees");
    assert_eq!(Vec::from_iter(outcomes), ["granted", "other", "partly_granted", "refused"]);
    assert!(media["application/pdf"] >= 6 && media["image/png"] >= 2 && media["text/plain; charset=utf-8"] >= 1);
}

/// A list shows the body before the unit or the maker of a decision: the name must not stand there twice.
#[test]
fn a_unit_does_not_repeat_the_name_of_its_body() {
    const BODIES: [&str; 3] = ["Haikkala", "Mäntylah", "Kaarna"];
    for (body, world) in drawn() {
        for record in current(&world) {
            let unit = match record {
                FeedRecord::Case(case) => case.unit,
                FeedRecord::Message(message) => message.unit,
                FeedRecord::Task(task) => task.unit,
                FeedRecord::Decision(decision) => Some(decision.authority),
                _ => continue,
            };
            let unit = unit.unwrap();
            for text in [unit.fi, unit.sv, unit.en].map(Option::unwrap) {
                assert!(!BODIES.iter().any(|name| text.contains(name)), "{body:?}: {text}");
            }
        }
    }
}

#[test]
fn nothing_of_lumi_says_where_she_is() {
    // Places of the world, and the words with which a place, a school or a way is told.
    const PLACES: [&str; 9] =
        ["haikkala", "mäntyla", "kaarnan", "kuusirin", "männik", "rantaniit", "hoivakuja", "omsorgsgränd", "luotsin"];
    const WAYS: [&str; 18] = [
        "koulu",
        "skola",
        "school",
        "luokka",
        "klass",
        "osoit",
        "adress",
        "address",
        "katu",
        "raitti",
        "gata",
        "gränd",
        "street",
        "kylä",
        "klinik",
        "clinic",
        "päiväkoti",
        "aseman",
    ];
    let kaarna = load(Body::Kaarna, day(DRAWN)).unwrap();
    let lumi = party_id(Body::Kaarna, "lumi");
    let aino = &kaarna.personas[0];
    assert!(aino.party_records.iter().any(|party| party.id == lumi && party.protected && party.relation == "ward"));
    let protected = |persona: &&Persona| persona.parties.contains(&lumi);
    assert_eq!(kaarna.personas.iter().filter(protected).count(), 1, "nobody but her guardian sees her");
    let mut records = 0;
    for dated in kaarna.records.iter().filter(|dated| dated.party == lumi) {
        records += 1;
        each_text(&serde_json::to_value(&dated.change).unwrap(), "lumi", &mut |path, texts| {
            for text in texts.map(str::to_lowercase) {
                let told = PLACES.iter().chain(&WAYS).find(|word| text.contains(*word));
                assert_eq!(told, None, "{path}: {text}");
                assert!(!text.contains("://") && !text.contains('@'), "{path}: {text}");
            }
        });
    }
    assert!(records > 5);
    // A paper has the body's address at its head, a picture could show a house: she has neither.
    assert!(kaarna.documents.iter().all(|document| document.party != lumi));
}

#[test]
fn helmis_review_is_followed_by_the_court_and_its_paper_says_so() {
    let kaarna = load(Body::Kaarna, day(DRAWN)).unwrap();
    let find = |name| {
        let id = record_id(Body::Kaarna, "decision", "helmi_transport", name);
        decisions(&kaarna).into_iter().find(|decision| decision.id == id).unwrap()
    };
    let (refusal, grant) = (find("refusal"), find("grant"));
    let kind = |decision: &DecisionRecord| decision.appeal.as_ref().unwrap().kind.clone();
    assert_eq!((kind(&refusal), kind(&grant)), ("review_request".to_owned(), "administrative_appeal".to_owned()));
    // The review was asked for within the time that the first decision gave.
    let last_day = refusal.appeal.as_ref().unwrap().last_day.clone().unwrap();
    let asked = record_id(Body::Kaarna, "message", "helmi_transport", "review");
    let asked = current(&kaarna).into_iter().find(|record| record.id() == asked).unwrap();
    assert!(matches!(asked, FeedRecord::Message(message) if message.outgoing && message.sent_at[..10] <= *last_day));
    for (decision, heading) in [(&refusal, "Oikaisuvaatimusohje"), (&grant, "Valitusosoitus")] {
        let file = kaarna.documents.iter().find(|document| document.id == decision.documents[0].id).unwrap();
        let pdf = lopdf::Document::load_mem(&file.bytes).unwrap();
        let pages: Vec<u32> = pdf.get_pages().keys().copied().collect();
        assert!(pdf.extract_text(&pages).unwrap().contains(heading), "{}", file.file_name);
    }
}

#[test]
fn nobody_can_tell_from_ids_that_two_bodies_know_the_same_elsa() {
    let mut ids = BTreeSet::new();
    for (body, world) in drawn() {
        for persona in &world.personas {
            assert_eq!(persona.party_records[0].relation, "myself");
            for (id, record) in persona.parties.iter().zip(&persona.party_records) {
                assert_eq!(id, &record.id);
                ids.insert((body.id(), id.clone(), record.name.clone()));
            }
        }
    }
    let elsas: Vec<_> = ids.iter().filter(|(_, _, name)| name == "Elsa Virta").collect();
    assert_eq!(elsas.len(), 2);
    let distinct: BTreeSet<_> = ids.iter().map(|(_, id, _)| id).collect();
    assert_eq!(distinct.len(), ids.len());
    assert!(ids.iter().all(|(_, id, name)| !id.contains(&name.to_lowercase()[..4])));
}

#[test]
fn aino_acts_for_helmi_by_a_power_of_attorney_that_ends_and_helmi_for_herself() {
    let kaarna = load(Body::Kaarna, day(DRAWN)).unwrap();
    let helmi = party_id(Body::Kaarna, "helmi");
    let persona = |id: &str| kaarna.personas.iter().find(|persona| persona.id == id).unwrap();
    let mandate = persona("aino").mandates.iter().find(|mandate| mandate.party == helmi).unwrap();
    assert_eq!(mandate.basis, "power_of_attorney");
    assert_eq!(mandate.scope.as_deref().unwrap(), ["home_care", "devices"]);
    assert_eq!(mandate.valid_to.as_deref(), Some("2027-06-21"));
    assert_eq!(persona("helmi").parties, std::slice::from_ref(&helmi));
    assert!(persona("helmi").mandates.is_empty());
    // What Aino wrote for her stands in Helmi's own records.
    assert!(current(&kaarna).iter().any(|record| {
        matches!(record, FeedRecord::Message(message) if message.outgoing && message.party == helmi)
    }));
    // Eero sees the children and not his mother-in-law.
    assert!(!persona("eero").parties.contains(&helmi));
}

#[test]
fn elsa_is_in_the_second_grade_all_the_year_round() {
    for today in many_days() {
        let haikkala = load(Body::Haikkala, today).unwrap();
        let elsa = haikkala.personas[0].party_records.iter().find(|party| party.name == "Elsa Virta").unwrap();
        let born = day(elsa.born_on.as_deref().unwrap());
        assert_eq!(today.years_since(born), Some(8), "{today}");
        // School begins in the August of the year in which a child turns seven.
        let school_year = if today.month() >= 8 { today.year() } else { today.year() - 1 };
        assert_eq!(school_year - (born.year() + 7) + 1, 2, "{today}");
    }
}

#[test]
fn every_content_file_is_carried() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("world");
    for body in Body::ALL {
        let mut carried: Vec<_> = files::threads(body).iter().map(|(name, _)| (*name).to_owned()).collect();
        carried.extend([files::body(body).0, files::register(body).0].map(str::to_owned));
        carried.extend(files::reports(body).into_iter().flatten().map(|(name, _)| name.to_owned()));
        carried.sort();
        let mut there: Vec<_> = std::fs::read_dir(root.join(body.id()))
            .unwrap()
            .map(|entry| format!("{}/{}", body.id(), entry.unwrap().file_name().to_str().unwrap()))
            .collect();
        there.sort();
        assert_eq!(carried, there);
    }
}

#[test]
fn nothing_real_is_named() {
    for (body, world) in drawn() {
        each_text(&everything(&world), body.id(), &mut |path, texts| {
            for text in texts {
                assert!(!text.contains("+358") && !text.contains("www."), "{path}: {text}");
                for word in text.split_whitespace().filter(|word| word.contains('@') || word.contains("://")) {
                    let host = word.rsplit_once("://").map_or(word, |(_, rest)| rest.split(['/', ')']).next().unwrap());
                    assert!(host.trim_end_matches(['.', ',', '/']).ends_with(".example"), "{path}: {word}");
                }
                // A telephone number begins with an area code; only one that nobody has may stand here.
                let words: Vec<_> = text.split_whitespace().collect();
                for pair in words.windows(2) {
                    let digits = |word: &str| word.chars().all(|c| c.is_ascii_digit());
                    let code = pair[0].starts_with('0') && pair[0].len() > 1 && pair[0] != "000" && digits(pair[0]);
                    assert!(!code || !digits(pair[1]) || (pair[0], pair[1]) == ("09", "000"), "{path}: {text}");
                }
            }
        });
        for channel in &world.card.contact {
            let value = channel.value.as_str();
            let reserved = value.split(['@', '/']).any(|part| part.ends_with(".example"));
            assert!(reserved || !value.contains(['@', ':']), "{value}");
            assert!(value.starts_with("09 000 ") || !value.starts_with('0'), "{value}");
        }
    }
}

/// Dates move with today and prose does not: a month named in it would be false eleven months of the year.
#[test]
fn no_month_is_named_but_by_a_placeholder() {
    const MONTHS: [&str; 35] = [
        "tammikuu",
        "helmikuu",
        "maaliskuu",
        "huhtikuu",
        "toukokuu",
        "kesäkuu",
        "heinäkuu",
        "elokuu",
        "syyskuu",
        "lokakuu",
        "marraskuu",
        "joulukuu",
        "januari",
        "februari",
        "april",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
        "January",
        "February",
        "March ",
        "April",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        " mars ",
        " maj ",
        " juni ",
        " juli ",
    ];
    for body in Body::ALL {
        for (name, text) in files::threads(body)
            .iter()
            .copied()
            .chain([files::register(body)])
            .chain(files::reports(body).into_iter().flatten())
        {
            for month in MONTHS {
                assert!(!text.contains(month), "{name}: {month}");
            }
        }
    }
}

/// Long sentences and heavy Finnish constructions are told, not refused: a law's name or a list may need the room.
#[test]
fn long_sentences_are_told() {
    const LONGEST: [usize; 3] = [12, 18, 18];
    // Clauses folded into a verb form: "saatuaan", "hakiessaan", "hakematta". A noun such as "kokouksessaan" is none.
    const FOLDED: [&str; 13] = [
        "ttuaan",
        "ttyään",
        "tuaan",
        "tyään",
        "iessaan",
        "iessään",
        "aessaan",
        "äessään",
        "llessaan",
        "llessään",
        "hdessään",
        "matta",
        "mättä",
    ];
    let (mut sentences, mut long) = (0, 0);
    for (body, world) in drawn() {
        let mut seen = BTreeSet::new();
        each_text(&everything(&world), body.id(), &mut |path, texts| {
            for (text, longest) in texts.iter().zip(LONGEST) {
                let ends = text.replace(['?', '!', '\n'], ". ");
                for sentence in ends.split(". ").filter(|sentence| seen.insert((*sentence).to_owned())) {
                    let words = sentence.split_whitespace().count();
                    sentences += usize::from(words > 0);
                    let folded = longest == LONGEST[0]
                        && sentence.split(|c: char| !c.is_alphabetic()).any(|word| {
                            FOLDED.iter().any(|ending| word.len() > ending.len() + 3 && word.ends_with(ending))
                        });
                    if folded {
                        println!("folded clause, {path}: {}", sentence.trim());
                    }
                    if words > longest {
                        long += 1;
                        println!("{words} words, {path}: {}", sentence.trim());
                    }
                }
            }
        });
    }
    println!("{long} of {sentences} sentences are long");
    assert!(sentences > 500);
}

#[test]
fn whoever_need_not_act_is_told_so_in_the_second_sentence() {
    const NOTHING: [&str; 3] =
        ["inun ei tarvitse tehdä mitään", "u behöver inte göra något", "ou do not need to do anything"];
    for (_, world) in drawn() {
        for record in current(&world) {
            let FeedRecord::Message(message) = record else { continue };
            if !matches!(&message.need, Some(NeedRecord { kind, .. }) if kind == "nothing") {
                continue;
            }
            let bodies = [message.body.fi, message.body.sv, message.body.en];
            for (body, nothing) in bodies.iter().zip(NOTHING) {
                let first = body.as_deref().unwrap().split("\n\n").next().unwrap();
                let first = first.replace("eikä sinun tarvitse", "sinun ei tarvitse");
                assert!(first.contains(nothing), "{first}");
            }
        }
    }
}

#[test]
fn what_waits_can_be_told_on_any_day_in_three_languages() {
    for today in many_days() {
        for body in Body::ALL {
            let Some(Waiting { records, documents }) = waiting(body, today).unwrap() else { continue };
            let is_decision = |dated: &&Dated| matches!(&dated.change, FeedChange::Upsert(FeedRecord::Decision(_)));
            assert_eq!((documents.len(), records.iter().filter(is_decision).count()), (1, 1), "{today}");
            assert!(is_decision(&records.last().unwrap()), "{today}: the case comes before it");
            let told: Vec<_> = records.iter().map(|dated| serde_json::to_value(&dated.change).unwrap()).collect();
            each_text(&told.into(), "waiting", &mut |path, texts| {
                assert!(texts.iter().all(|text| !text.is_empty() && !text.contains(['{', '}'])), "{path}: {texts:?}");
            });
        }
    }
}

#[test]
fn every_kind_of_matter_has_a_use_with_a_basis_in_law() {
    for (body, world) in drawn() {
        let matters: BTreeMap<_, _> = world.use_matters.iter().cloned().collect();
        let mut told = BTreeSet::new();
        for record in current(&world) {
            let FeedRecord::DataUse(used) = record else { continue };
            assert!(!used.categories.is_empty() && used.retention.is_some() && used.location.is_some());
            let terms: BTreeSet<_> = used.categories.iter().map(|category| &category.id).collect();
            assert_eq!(terms.len(), used.categories.len(), "{body:?}: {:?}", used.purpose.fi);
            let may_object = used.lawful_basis == "eu-gdpr:A6-1-e";
            assert_eq!(used.rights.iter().any(|right| right == "objection"), may_object, "{:?}", used.purpose.fi);
            let by_law = used.lawful_basis.starts_with("eu-gdpr:A6-1-") && used.lawful_basis != "eu-gdpr:A6-1-a";
            match used.permission.as_deref() {
                None => assert!(by_law),
                Some("prohibition") => assert!(by_law && used.rights.iter().any(|right| right == "prohibit")),
                Some("consent") => assert!(["eu-gdpr:A6-1-a", "eu-gdpr:A9-2-a"].contains(&&*used.lawful_basis)),
                Some(permission) => {
                    assert_eq!((permission, &*used.lawful_basis), ("disclosure_permission", "fi-621-1999:26"));
                }
            }
            if used.permission.is_none() {
                told.insert((used.party.clone(), matters[&used.id].clone()));
            }
        }
        // A party whose matters nobody sees any more is told nothing.
        let seen: BTreeSet<_> = world.personas.iter().flat_map(|persona| &persona.parties).collect();
        for record in current(&world) {
            let matter = match &record {
                FeedRecord::Case(case) => &case.matter,
                FeedRecord::Message(message) => &message.matter,
                FeedRecord::Task(task) => &task.matter,
                _ => continue,
            };
            let party = party_and_case(&record).0.to_owned();
            let is_told = told.contains(&(party.clone(), matter.clone().unwrap()));
            assert!(is_told || !seen.contains(&party), "{body:?}: no use for {matter:?}: {}", record.id());
        }
    }
}

#[test]
fn lookups_and_consents_lead_to_what_they_rest_on() {
    let mut permissions = BTreeSet::new();
    for (body, world) in drawn() {
        let (mut register, mut consents, mut lookups) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        for record in current(&world) {
            match record {
                FeedRecord::DataUse(used) => drop(register.insert(used.id.clone(), used)),
                FeedRecord::Consent(consent) => drop(consents.insert(consent.id.clone(), consent)),
                FeedRecord::Lookup(lookup) => lookups.push(lookup),
                _ => {}
            }
        }
        permissions.extend(register.values().filter_map(|used| used.permission.clone()));
        for used in register.values() {
            assert!(used.consent.as_ref().is_none_or(|id| consents[id].data_use.as_ref() == Some(&used.id)));
        }
        for consent in consents.values() {
            let used = &register[consent.data_use.as_ref().unwrap()];
            assert_eq!(Some(&consent.permission), used.permission.as_ref());
            assert_eq!((&consent.party, &consent.source.id), (&used.party, &body.id().to_owned()));
            assert!(
                consent
                    .replaces
                    .as_ref()
                    .is_none_or(|before| consents[before].events.last().unwrap().state == "expired")
            );
            assert_eq!(consent.answer_by, None, "an open one must not come before what has a last day");
            let asked = DateTime::parse_from_rfc3339(&consent.asked_at).unwrap().date_naive();
            assert!(asked < day(DRAWN) - Days::new(30), "what is new in the demo is something else");
        }
        assert!(lookups.len() >= 3, "{body:?}");
        for lookup in lookups {
            let used = &register[lookup.data_use.as_ref().unwrap()];
            assert_eq!((&lookup.party, &lookup.purpose_type), (&used.party, &used.purpose_type));
            assert_eq!(lookup.consent.is_some(), used.permission.is_some(), "{body:?}: {:?}", lookup.action.fi);
        }
    }
    assert_eq!(Vec::from_iter(permissions), ["consent", "disclosure_permission", "prohibition"]);
}

/// What a body says of fault reports, in Finnish alone: a key and a text each.
fn reporting_texts(reporting: &Reporting) -> Vec<(String, &str)> {
    let mut texts = vec![("contact".to_owned(), reporting.contact.as_str())];
    for service in &reporting.services {
        let all = [&service.name, &service.description, &service.group, &service.agency, &service.notice];
        texts.extend(all.into_iter().chain(&service.keywords).map(|text| (service.code.clone(), text.as_str())));
        for attribute in &service.attributes {
            let key = format!("{}.{}", service.code, attribute.code);
            let all = std::iter::once(&attribute.description).chain(&attribute.datatype_description);
            texts.extend(all.chain(attribute.values.iter().map(|it| &it.name)).map(|it| (key.clone(), it.as_str())));
        }
    }
    for told in &reporting.told {
        let all = [Some(&told.description), told.notes.as_ref()].into_iter().flatten();
        texts.extend(all.map(|text| (told.service.clone(), text.as_str())));
    }
    texts
}

#[test]
fn what_is_said_of_faults_is_short_and_names_nobody_real() {
    for reporting in drawn().into_iter().filter_map(|(_, world)| world.reporting) {
        // Lumi is a child of the story, and snow.
        let people = ["Aino", "Eero", "Elsa", "Onni", "Helmi", "Virta"];
        for (key, text) in reporting_texts(&reporting) {
            assert!(!text.trim().is_empty() && !text.contains(['@', '{']) && !text.contains("://"), "{key}: {text}");
            assert!(people.iter().all(|name| !text.contains(name)), "{key}: {text}");
            for sentence in text.split(['.', '?', '!']) {
                assert!(sentence.split_whitespace().count() <= 12, "{key}: {sentence}");
            }
            let numbers = text.split(|c: char| !c.is_ascii_digit() && c != ' ').map(str::trim);
            assert!(numbers.filter(|it| it.len() > 4).all(|it| it.starts_with("09 000 ")), "{key}: {text}");
        }
    }
}

#[test]
fn nobody_has_reported_ice_in_summer() {
    let told = |today| load(Body::Haikkala, day(today)).unwrap().reporting.unwrap().told;
    let icy = |told: &[ToldReport]| {
        told.iter().filter(|it| ["liukkaus", "auraus", "latu"].contains(&it.service.as_str())).count()
    };
    assert!(icy(&told("2026-11-17")) >= 3);
    let summer = told("2026-07-17");
    assert_eq!(icy(&summer), 0);
    assert!(summer.len() >= 18 && summer.iter().any(|it| it.closed) && summer.iter().any(|it| !it.closed));
}

/// A place stands where its municipality is, its houses stand along their street, and no two places have one id.
#[test]
fn the_places_of_a_municipality_lie_together() {
    for (body, world) in drawn() {
        let Some(places) = world.reporting.map(|reporting| reporting.places) else { continue };
        let middle = places.all().first().unwrap().position;
        for place in places.all() {
            assert!(places::metres(place.position, middle) < 4_000.0, "{body}: {}", place.id);
            assert_eq!(places.get(&place.id), Some(place));
            if let Some((street, _)) = place.id.rsplit_once('-').filter(|_| place.kind == "address") {
                let street = places.get(street).unwrap();
                assert!(places::metres(place.position, street.position) < 400.0, "{body}: {}", place.id);
            }
        }
        assert!(body != Body::Haikkala || places.all().len() >= 150, "{}", places.all().len());
    }
}
