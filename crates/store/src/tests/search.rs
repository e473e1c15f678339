//! Aino looks for something.

use domain::{
    case::{Actor, CaseStatus, TimelineEvent},
    change::TombstoneReason,
    document::Document,
    id::{PartyId, RecordKind, SourceId},
    message::Message,
    need::Need,
    search::Question,
    text::{BodyFormat, Localized},
    time::Moment,
};

use super::support::*;
use crate::{
    Count, Found, SearchFilter, SearchKey, SearchQuery, Store,
    migration::{self, Schema},
};

fn query(typed: &str) -> SearchQuery {
    SearchQuery { question: Question::read(typed), limit: 50, today: today(), ..SearchQuery::default() }
}

fn names_of(found: &[Found]) -> Vec<&str> {
    found.iter().map(|found| found.row.key.id.as_str()).collect()
}

fn find(store: &Store, query: &SearchQuery) -> Vec<String> {
    let page = store.search(query).unwrap();
    assert!(page.complete);
    assert_eq!(usize::try_from(store.count_found(query).unwrap().found).unwrap(), page.items.len());
    names_of(&page.items).into_iter().map(str::to_owned).collect()
}

fn finds(store: &Store, typed: &str) -> Vec<String> {
    find(store, &query(typed))
}

fn said(name: &str, party: &str, sent_at: &str, title: &str, body: &str) -> Message {
    Message { title: Localized::one("fi", title), body: Localized::one("fi", body), ..letter(name, party, sent_at) }
}

/// Aino's and Elsa's papers of one week.
fn papers() -> (Device, Store) {
    let (device, store) = aino_with_elsa();
    let mut place = matter("place", "elsa", "2026-11-12");
    place.title = Localized::one("fi", "Päiväkotihakemus").with("sv", "Ansökan om dagvårdsplats");
    place.register_number = Some("HAI/1482/2026".to_owned());
    place.status.code = CaseStatus::InProgress;
    place.timeline = vec![TimelineEvent {
        at: Moment::parse("2026-11-12").unwrap(),
        title: Localized::one("fi", "Liitteet pyydetty"),
        happening: None,
        detail: None,
        actor: Actor::Authority,
        status: None,
    }];
    let mut street = decision("street", "aino", "2026-11-14");
    street.title = Localized::one("fi", "Päätös kadun sulkemisesta");
    street.authority = Localized::one("fi", "Kaupunkitekniikka");
    let changes = [
        upsert(record(place)),
        upsert(record(street)),
        upsert(record(said("letter", "elsa", "2026-11-15", "Kirje koulusta", "Hakemus on tullut. Katu on suljettu."))),
        upsert(record(Message {
            need: Need::Required { due: Some(day("2026-11-25")) },
            ..said("bill", "aino", "2026-11-16", "Vesilasku", "Maksa viimeistään 25.11.2026.")
        })),
        upsert(record(said("old", "aino", "2024-01-02", "Vanha hakemus", "Ei ole mitään."))),
    ];
    take(&store, page("1", changes));
    (device, store)
}

#[test]
fn aino_finds_by_any_form_part_or_letter_of_a_word() {
    let (_device, store) = papers();
    assert_eq!(finds(&store, "hakemus"), ["place", "old", "letter"], "titles first, each by time");
    assert_eq!(finds(&store, "hakemuksen"), ["place", "old", "letter"]);
    assert_eq!(finds(&store, "katu"), ["street", "letter"]);
    assert_eq!(finds(&store, "paivakoti"), ["place"]);
    assert_eq!(finds(&store, "dagvårdsplatser"), ["place"]);
    assert_eq!(finds(&store, "vesilaksu"), ["bill"], "one typing error");
    assert_eq!(finds(&store, "HAI/1482/2026"), ["place"]);
    assert_eq!(finds(&store, "liite"), ["place"], "in the timeline");
    assert_eq!(finds(&store, "kaupunkitekniikan"), ["street"], "by the unit");
    assert_eq!(finds(&store, "hakemus koulu"), ["letter"], "all words in one item");
    assert_eq!(finds(&store, "hakemus avaruusraketti"), [""; 0]);
    assert_eq!(finds(&store, "koulukirje"), ["letter"], "a compound in its parts");
}

#[test]
fn a_phrase_is_exact() {
    let (_device, store) = papers();
    assert_eq!(finds(&store, "\"hakemus on tullut\""), ["letter"]);
    assert_eq!(finds(&store, "\"hakemus tullut\""), [""; 0]);
    assert_eq!(finds(&store, "\"hakemuksen\""), [""; 0]);
    assert_eq!(finds(&store, "25.11.2026"), ["bill"]);
}

#[test]
fn a_public_body_a_person_and_a_kind_are_found_by_name() {
    let (_device, store) = papers();
    assert_eq!(finds(&store, "haikkalan vesilasku"), ["bill"]);
    assert_eq!(finds(&store, "elsan hakemus"), ["place", "letter"]);
    assert_eq!(finds(&store, "elsa"), ["letter", "place"]);
    assert_eq!(finds(&store, "beslut"), ["street"]);
    assert_eq!(finds(&store, "haikkala").len(), 5);
}

#[test]
fn what_items_are_narrows_what_they_say() {
    let (_device, store) = papers();
    let with = |typed: &str, filter: SearchFilter| find(&store, &SearchQuery { filter, ..query(typed) });
    let none = SearchFilter::default;
    assert_eq!(with("hakemus", SearchFilter { kinds: vec![RecordKind::Case], ..none() }), ["place"]);
    assert_eq!(with("hakemus", SearchFilter { party: Some(elsa_id()), ..none() }), ["place", "letter"]);
    assert_eq!(with("hakemus", SearchFilter { sources: vec![SourceId::new("kaarna")], ..none() }), [""; 0]);
    assert_eq!(with("", SearchFilter { statuses: vec![CaseStatus::InProgress], ..none() }), ["place"]);
    assert_eq!(with("", SearchFilter { waits: true, ..none() }), ["bill"]);
    assert_eq!(with("", SearchFilter { due_from: Some(day("2026-11-26")), ..none() }), [""; 0]);
    assert_eq!(with("", SearchFilter { due_to: Some(day("2026-11-25")), ..none() }), ["bill"]);
    let at = |text: &str| Some(instant(text).timestamp_millis());
    let before = SearchFilter { before: at("2026-11-15T00:00:00Z"), ..none() };
    assert_eq!(with("", before), ["street", "place", "old"]);
    let week = SearchFilter { from: at("2026-11-14T00:00:00Z"), before: at("2026-11-16T00:00:00Z"), ..none() };
    assert_eq!(with("", week), ["letter", "street"]);
    assert_eq!(with("", none()).len(), 5, "all there is");
}

#[test]
fn a_document_is_found_by_its_name_and_a_plain_one_by_its_words() {
    let (_device, store) = aino_with_elsa();
    let bytes = "Sukulaisten yhteystiedot: Götgatan 5".as_bytes();
    let named = Document { name: Localized::one("fi", "Huoltajuuspäätös.txt"), ..paper("file", bytes) };
    let with_file = Message { documents: vec![named], ..letter("with-file", "elsa", "2026-11-15") };
    take(&store, page("1", [upsert(record(with_file.clone())), upsert(record(letter("bare", "elsa", "2026-11-16")))]));
    assert_eq!(finds(&store, "huoltajuus"), ["with-file"]);
    assert_eq!(finds(&store, "gotgatan"), [""; 0]);
    let item = key(RecordKind::Message, "with-file");
    store.put_document(&item, &id("file"), bytes, "text/plain").unwrap();
    assert_eq!(finds(&store, "gotgatan"), ["with-file"]);
    let filter = SearchFilter { with_files: true, ..SearchFilter::default() };
    assert_eq!(find(&store, &SearchQuery { filter, ..query("") }), ["with-file"]);
    // A new version of the letter, with the same file and without.
    let corrected = Message { title: Localized::one("fi", "Oikaistu"), ..with_file };
    take(&store, page("2", [upsert(record(corrected.clone()))]));
    assert_eq!(finds(&store, "gotgatan oikaistu"), ["with-file"]);
    take(&store, page("3", [upsert(record(Message { documents: Vec::new(), ..corrected }))]));
    assert_eq!(finds(&store, "gotgatan"), [""; 0]);
}

#[test]
fn markdown_is_read_as_plain_words() {
    let (_device, store) = aino_with_elsa();
    let body = "## Maksu\n\nMaksa **lasku** [verkossa](https://salattu.example/polku) &auml;l&auml; myöhästy.";
    let marked = Message { body_format: BodyFormat::Markdown, ..said("m", "aino", "2026-11-15", "Kirje", body) };
    take(&store, page("1", [upsert(record(marked))]));
    assert_eq!(finds(&store, "laskut verkossa"), ["m"]);
    assert_eq!(finds(&store, "älä"), ["m"]);
    assert_eq!(finds(&store, "salattu"), [""; 0], "an address is not what the letter says");
    let found = store.search(&query("lasku")).unwrap().items.remove(0);
    let text = found.texts.iter().find_map(|(_, text)| text.iter().find(|(_, text)| text.as_str().contains("lasku")));
    assert!(text.unwrap().1.as_str().starts_with("Maksu\nMaksa lasku verkossa älä myöhästy."));
    assert!(found.words.contains("lasku"));
}

#[test]
fn what_goes_is_no_longer_found_and_its_words_leave_the_file() {
    let (_device, store) = papers();
    let words = || {
        let vault = store.vault(&elsa_id()).unwrap();
        vault.forget_words();
        vault.vocabulary().unwrap()
    };
    assert!(words().contains("tullut"));
    take(&store, page("2", [end(RecordKind::Message, "letter", TombstoneReason::Misdirected)]));
    assert_eq!(finds(&store, "tullut"), [""; 0]);
    let mut first = true;
    while store.tidy_index(std::mem::take(&mut first)).unwrap() {}
    assert!(!words().contains("tullut"), "nothing of it is left");
    assert_eq!(finds(&store, "hakemus"), ["place", "old"]);

    store.remove_source(&haikkala_id()).unwrap();
    assert_eq!(finds(&store, "hakemus"), [""; 0]);
}

#[test]
fn what_comes_is_found_at_once_and_a_new_version_by_its_own_words_alone() {
    let (_device, store) = papers();
    assert_eq!(finds(&store, "raitiovaunu"), [""; 0]);
    take(&store, page("2", [upsert(record(said("tram", "aino", "2026-11-17", "Raitiovaunusta", "Hei")))]));
    assert_eq!(finds(&store, "raitiovaunu"), ["tram"]);
    take(&store, page("3", [upsert(record(said("tram", "aino", "2026-11-18", "Linja-autosta", "Hei")))]));
    assert_eq!(finds(&store, "raitiovaunu"), [""; 0]);
    assert_eq!(finds(&store, "auto"), ["tram"]);
}

#[test]
fn what_a_right_that_is_over_gave_access_to_is_not_found() {
    let (_device, store) = papers();
    let mut over = mandate("m", "elsa");
    over.valid_to = Some(day("2026-11-16"));
    take(&store, page("2", [upsert(record(over))]));
    store.mind_day(&crate::Days::all(today())).unwrap();
    assert_eq!(finds(&store, "hakemus"), ["old"]);
}

#[test]
fn pages_follow_one_another_over_all_vaults() {
    let (_device, store) = aino_with_elsa();
    let letters = (0..60).map(|n| {
        let party = if n % 3 == 0 { "elsa" } else { "aino" };
        // Many of one minute, in titles and texts.
        let (title, body) = if n % 2 == 0 { ("Lasku", "Hei") } else { ("Kirje", "Tässä lasku") };
        upsert(record(said(&format!("{n:02}"), party, &format!("2026-11-{:02}", 1 + n % 4), title, body)))
    });
    take(&store, page("1", letters.collect::<Vec<_>>()));
    let whole = store.search(&query("lasku")).unwrap().items;
    assert_eq!(whole.len(), 50);
    assert_eq!(store.count_found(&query("lasku")).unwrap(), Count { found: 60, more: false });
    let (mut seen, mut after): (Vec<String>, Option<SearchKey>) = (Vec::new(), None);
    loop {
        let page = store.search(&SearchQuery { limit: 7, after, ..query("lasku") }).unwrap();
        seen.extend(names_of(&page.items).into_iter().map(str::to_owned));
        let Some(next) = page.next else { break };
        after = Some(next.to_string().parse().unwrap());
    }
    assert_eq!(seen[..50], names_of(&whole));
    let mut all = seen.clone();
    all.sort();
    all.dedup();
    assert_eq!((seen.len(), all.len()), (60, 60), "each once");
    assert!(seen[..30].iter().all(|name| name.parse::<u32>().unwrap() % 2 == 0), "titles first");
}

#[test]
fn an_older_vault_is_indexed_little_by_little() {
    let (device, store) = aino_with_elsa();
    let letters = (0..250).map(|n| upsert(record(said(&n.to_string(), "aino", "2026-11-15", "Lasku", "Hei"))));
    take(&store, page("1", letters.collect::<Vec<_>>()));
    let vault = store.vault(&me()).unwrap();
    vault
        .write(|vault| {
            // As the version before the index left it: the index is the fourth migration, and after it came one column.
            vault.execute_batch(
                "alter table record drop column archived_at; drop trigger search_place_gone; drop table search_place; drop table search_todo; drop table search_word;
                 drop table search; drop table search_state; drop table mark; drop table labelled;
                 drop table reminder; drop index headline_due; drop table signature; drop table replacement;
                 drop index outgoing_due; alter table outgoing drop column priority;
                 create index outgoing_due on outgoing (source, begun_at, not_before) where state = 'waiting';
                 drop index headline_pinned; drop index headline_filed; drop index headline_matter;
                 alter table headline drop column filed; alter table headline drop column pinned;
                 create index headline_matter on headline (newest, source, kind, id) where matter = 1;
                 drop index record_reviews; drop index record_of_data; drop table lookup; drop table lookup_tally;
                 pragma user_version = 3",
            )?;
            Ok(())
        })
        .unwrap();
    drop(vault);
    store.close();
    let store = device.open();
    assert!(!store.search(&query("lasku")).unwrap().complete);
    // Meanwhile the app is used: one item goes, one comes.
    take(&store, page("2", [end(RecordKind::Message, "7", TombstoneReason::Misdirected)]));
    take(&store, page("3", [upsert(record(said("new", "aino", "2026-11-16", "Lasku", "Hei")))]));
    assert_eq!(names_of(&store.search(&query("lasku")).unwrap().items), ["new"]);
    while store.index_some().unwrap() {}
    assert_eq!(store.count_found(&query("laskut")).unwrap().found, 250);
    let vault = store.vault(&me()).unwrap();
    assert_eq!(vault.read(migration::user_version).unwrap(), Schema::Vault.migrations().len());
}

#[test]
fn joined_and_parted_people_keep_what_is_found_of_them() {
    let (_device, store) = papers();
    store.enrol_source(&kaarna()).unwrap();
    let theirs = [
        upsert(record(person("k-9", "Elsa Virta", domain::party::Relation::Child))),
        upsert(record(said("dentist", "k-9", "2026-11-15", "Hammaslääkäri", "Aika varattu"))),
    ];
    store.apply_page(&kaarna().id, &page("1", theirs), None, now()).unwrap();
    let name = |source: SourceId, key: &str| domain::id::PartyRef { source, key: id(key) };
    let (one, other) = (name(haikkala_id(), "elsa"), name(kaarna().id, "k-9"));
    let of_elsa = |party: &PartyId| {
        let filter = SearchFilter { party: Some(party.clone()), ..SearchFilter::default() };
        find(&store, &SearchQuery { filter, ..query("hammaslääkärin") })
    };
    assert_eq!(of_elsa(&elsa_id()), [""; 0]);
    store.answer_link(&one, &other, domain::party::LinkState::Confirmed, now()).unwrap();
    assert_eq!(of_elsa(&elsa_id()), ["dentist"]);
    store.undo_link(&one, &other).unwrap();
    assert_eq!(of_elsa(&elsa_id()), [""; 0]);
    assert_eq!(finds(&store, "hammaslääkäri"), ["dentist"]);
}

#[test]
fn signs_of_the_index_language_are_letters_and_nothing_else() {
    let (_device, store) = papers();
    for typed in
        ["hakemus OR katu", "\"", "title:hakemus", "hakemus*", "§all", "NEAR(a b)", "(((", "a\"b\"c\"", "ä\u{0}ö"]
    {
        store.search(&query(typed)).unwrap();
        store.count_found(&query(typed)).unwrap();
    }
    assert_eq!(finds(&store, "§kmessage"), [""; 0]);
}
