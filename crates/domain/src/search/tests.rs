#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn word(typed: &str) -> Word {
    Question::read(typed).words.into_iter().next().unwrap()
}

fn finds(typed: &str, words: &[&str]) -> (Vec<String>, Vec<String>) {
    let Expansion { mut forms, mut parts } = words.iter().collect::<Vocabulary>().expand(&word(typed));
    forms.sort();
    parts.sort();
    (forms, parts)
}

/// Every form on a line is found by every other.
fn are_forms_of_one_another(line: &str) {
    let forms: Vec<&str> = line.split(' ').collect();
    for typed in &forms {
        let (found, _) = finds(typed, &forms);
        let missing: Vec<_> = forms.iter().filter(|form| !found.iter().any(|found| found == *form)).collect();
        assert!(missing.is_empty(), "{typed} does not find {missing:?}");
    }
}

#[test]
fn finnish_forms_find_one_another() {
    // Paradigms after Kielitoimiston sanakirja's example words, with the words residents look for.
    for line in [
        "päätös päätöksen päätöstä päätöksessä päätöksestä päätökset päätöksiä päätösten päätöksestäni päätöskin",
        "hakemus hakemuksen hakemusta hakemukseen hakemuksesta hakemukset hakemuksia hakemusten hakemuksesi",
        "katu kadun katua kadulla kadulle katuun kadut katuja katujen kaduilla katunsa",
        "lupa luvan lupaa lupaan luvalla luvat lupia lupien luvissa",
        "kunta kunnan kuntaa kuntaan kunnassa kunnat kuntia kuntien kunnissa",
        "asia asian asiaa asiassa asiaan asiat asioita asioiden asioissa asiasi",
        "päivä päivän päivää päivässä päivät päiviä päivien päivinä",
        "hoito hoidon hoitoa hoidossa hoitoon hoidot hoitoja hoitojen",
        "tuki tuen tukea tuella tukeen tuet tukia tukien tuissa",
        "asiakas asiakkaan asiakasta asiakkaalle asiakkaat asiakkaita asiakkaiden",
        "tiedote tiedotteen tiedotetta tiedotteessa tiedotteet tiedotteita tiedotteiden",
        "huone huoneen huonetta huoneessa huoneet huoneita",
        "lomake lomakkeen lomaketta lomakkeella lomakkeet lomakkeita",
        "mahdollisuus mahdollisuuden mahdollisuutta mahdollisuudesta mahdollisuudet mahdollisuuksia",
        "terveys terveyden terveyttä terveydestä",
        "henkilökohtainen henkilökohtaisen henkilökohtaista henkilökohtaisesta henkilökohtaiset henkilökohtaisia",
        "puhelin puhelimen puhelinta puhelimella puhelimet puhelimia",
        "vuosi vuoden vuotta vuodessa vuoteen vuodet vuosia vuosien",
        "kieli kielen kieltä kielellä kielet kieliä kielten",
        "tontti tontin tonttia tontille tontit tontteja tonttien",
        "lapsi lapsen lasta lapselle lapset lapsia lasten",
        "aika ajan aikaa ajassa aikaan ajat aikoja",
        "lasku laskun laskua laskuun laskut laskuja laskujen",
        "palkka palkan palkkaa palkasta palkat palkkoja",
        "koulu koulun koulua koulussa kouluun koulut kouluja koulujen",
        "työttömyys työttömyyden työttömyyttä",
        "maksuton maksuttoman maksutonta",
        "korjaus korjauksen korjattu korjataan",
        "allekirjoitus allekirjoituksen allekirjoitetaan allekirjoitettu allekirjoittaa",
    ] {
        are_forms_of_one_another(line);
    }
}

#[test]
fn swedish_and_english_forms_find_one_another() {
    for line in [
        "beslut beslutet besluten beslutets",
        "ansökan ansökningar ansökningen ansökningarna ansökans",
        "avgift avgiften avgifter avgifterna",
        "skola skolan skolor skolorna skolans",
        "nyckel nyckeln nycklar nycklarna",
        "faktura fakturan fakturor",
        "plats platsen platser platserna",
        "rum rummet rummen",
        "anmälan anmälningar anmälningen",
        "möte mötet möten",
        "decision decisions",
        "apply applies applied applying application applications",
        "decide decided decides deciding",
        "property properties",
        "interruption interrupted interrupts",
        "invitation invite invited",
        "appointment appointments appointed",
        "plan plans planned planning",
    ] {
        are_forms_of_one_another(line);
    }
}

#[test]
fn other_words_are_no_forms() {
    for (typed, other) in [
        ("katu", "katto"),
        ("katu", "kate"),
        ("vero", "verkon"),
        ("tuki", "tukos"),
        ("lasku", "laski"),
        ("hoito", "hoitaja"),
        ("kunta", "kunto"),
        ("decision", "decisive"),
        ("station", "state"),
        ("skola", "skolios"),
    ] {
        assert_eq!(finds(typed, &[other]).0, [""; 0], "{typed}");
    }
}

#[test]
fn a_word_is_found_in_compounds_and_while_it_is_typed() {
    assert_eq!(finds("hakemus", &["päiväkotihakemus", "päiväkotihakemuksen"]).1.len(), 2);
    assert_eq!(finds("päivähoidon", &["päivähoitohakemus"]).1, ["päivähoitohakemus"]);
    assert_eq!(finds("päivähoi", &["päivähoitopaikka"]).1, ["päivähoitopaikka"]);
    assert_eq!(finds("beslut", &["kommunstyrelsebeslut"]).1, ["kommunstyrelsebeslut"]);
    assert_eq!(finds("rent", &["parent"]).1, [""; 0]);
    assert_eq!(finds("ti", &["tie"]).1, ["tie"]);
}

#[test]
fn plain_letters_mean_every_letter_and_dots_mean_themselves() {
    assert_eq!(finds("paivakoti", &["päiväkoti"]).0, ["päiväkoti"]);
    assert_eq!(finds("alvsborg", &["älvsborg"]).0, ["älvsborg"]);
    assert_eq!(finds("goteborg", &["göteborg"]).0, ["göteborg"]);
    assert_eq!(finds("näin", &["nain", "näin"]).0, ["näin"]);
    assert_eq!(finds("Älvsborg", &["alvsborg", "älvsborgs"]).0, ["älvsborgs"]);
}

#[test]
fn one_typing_error_is_forgiven_in_a_word_of_five_letters() {
    let words: Vocabulary = ["päätös", "päätöksen", "hakemus", "katu", "asumistuki"].iter().collect();
    for (typed, meant) in [
        ("hakems", "hakemus"),
        ("hakemuus", "hakemus"),
        ("hakenus", "hakemus"),
        ("haekmus", "hakemus"),
        ("päätlksen", "päätöksen"),
        ("asumistki", "asumistuki"),
    ] {
        assert!(words.correct(&word(typed)).contains(&meant.to_owned()), "{typed}");
    }
    assert!(words.correct(&word("kaut")).is_empty(), "too short to be sure");
    assert!(words.correct(&word("haekums")).is_empty(), "two errors");
}

#[test]
fn a_compound_has_halves() {
    let halves = |typed: &str| -> Vec<String> {
        word(typed).halves().iter().map(|(one, other)| format!("{} {}", one.written(), other.written())).collect()
    };
    assert!(halves("kaavamuutos").contains(&"kaava muutos".to_owned()));
    assert_eq!(halves("äänioike"), ["ääni oike"]);
    assert_eq!(halves("katu"), [""; 0]);
}

#[test]
fn numbers_mean_themselves() {
    assert_eq!(finds("2026", &["2026", "20261", "12026"]), (vec!["2026".to_owned()], vec![]));
    assert!(["2025"].iter().collect::<Vocabulary>().correct(&word("2026")).is_empty());
}

#[test]
fn a_question_is_words_and_phrases() {
    let read = |typed: &str| {
        let question = Question::read(typed);
        (question.words.iter().map(|word| word.written().to_owned()).collect::<Vec<_>>(), question.phrases)
    };
    let phrase = |words: &str| vec![words.split(' ').map(str::to_owned).collect::<Vec<_>>()];
    assert_eq!(read("Elsan PÄÄTÖS"), (vec!["elsan".to_owned(), "päätös".to_owned()], vec![]));
    assert_eq!(read("\"ei ole\" lupa"), (vec!["lupa".to_owned()], phrase("ei ole")));
    assert_eq!(read("\"ei ole"), (vec!["ole".to_owned()], vec![]), "a mark that is not closed yet");
    assert_eq!(read("HAI/1482/2026"), (vec![], phrase("hai 1482 2026")));
    assert_eq!(read("esi-opetus"), (vec!["esi".to_owned(), "opetus".to_owned()], vec![]));
    assert_eq!(read("missä on"), (vec!["missä".to_owned(), "on".to_owned()], vec![]), "nothing else was asked");
    assert_eq!(read("pa\u{308}ivä\u{AD}koti").0, ["päiväkoti"]);
    assert!(Question::read(" , ").is_empty());
}

#[test]
fn kinds_are_known_by_what_residents_call_them() {
    use crate::id::RecordKind::{Decision, Message};
    assert_eq!(kinds_called(&word("päätökset")), [Decision]);
    assert_eq!(kinds_called(&word("beslutet")), [Decision]);
    assert_eq!(kinds_called(&word("letters")), [Message]);
    assert_eq!(kinds_called(&word("koulu")), []);
}

#[test]
fn a_passage_shows_where_the_words_stand() {
    let found: BTreeSet<String> = ["hakemus".to_owned(), "elsan".to_owned()].into();
    let text = "Hei! Kiitos viestistä.\nElsan hakemus <b>on</b> tullut. ".to_owned() + &"Muuta asiaa. ".repeat(40);
    let pieces = passage(&text, &found, 80).unwrap();
    let said: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    assert!(said.starts_with("… Elsan hakemus <b>on</b> tullut."), "{said}");
    assert!(said.ends_with('…') && said.chars().count() < 90, "{said}");
    let marked: Vec<_> = pieces.iter().filter(|piece| piece.found).map(|piece| piece.text.as_str()).collect();
    assert_eq!(marked, ["Elsan", "hakemus"]);
    assert_eq!(passage("Ei mitään", &found, 80), None);
}

fn any_words() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec("[a-zäöå]{1,14}|\\PC{1,10}", 0..60)
}

proptest! {
    #[test]
    fn a_text_gives_its_words_back(text in any::<String>()) {
        for (place, word) in written_words(&text) {
            prop_assert!(text.get(place).is_some_and(|written| !written.is_empty()));
            prop_assert!(!word.is_empty() && word.chars().count() <= 200 && !word.contains(char::is_whitespace));
        }
    }

    #[test]
    fn folding_keeps_the_number_of_letters_and_once_is_enough(text in any::<String>()) {
        let once = fold(&text).into_owned();
        prop_assert_eq!(once.chars().count(), text.chars().count());
        prop_assert_eq!(fold(&once).into_owned(), once.clone());
    }

    #[test]
    fn whatever_is_typed_expands_to_a_bounded_part_of_the_vocabulary(typed in any::<String>(), words in any_words()) {
        let vocabulary: Vocabulary = words.iter().collect();
        let question = Question::read(&typed);
        prop_assert!(question.words.len() + question.phrases.iter().map(Vec::len).sum::<usize>() <= MOST_WORDS);
        for word in &question.words {
            let Expansion { forms, parts } = vocabulary.expand(word);
            prop_assert!(forms.len() <= MOST_FORMS && parts.len() <= MOST_PARTS);
            for found in forms.iter().chain(&parts).chain(&vocabulary.correct(word)) {
                prop_assert!(words.contains(found));
            }
        }
    }

    #[test]
    fn a_word_of_the_vocabulary_is_found_by_itself_and_by_its_plain_letters(words in any_words()) {
        let vocabulary: Vocabulary = words.iter().collect();
        for (_, there) in words.iter().flat_map(|word| written_words(word)) {
            if !words.iter().any(|word| *word == there) { continue }
            for typed in [there.as_ref(), fold(&there).as_ref()] {
                for word in Question::read(typed).words {
                    let found = vocabulary.expand(&word);
                    prop_assert!(found.forms.iter().chain(&found.parts).any(|found| *found == there) || found.forms.len() == MOST_FORMS, "{}", there);
                }
            }
        }
    }

    #[test]
    fn a_vocabulary_that_grows_is_that_of_all_words(first in any_words(), more in any_words()) {
        let grown = first.iter().collect::<Vocabulary>().with(&more);
        prop_assert_eq!(grown, first.iter().chain(&more).collect::<Vocabulary>());
    }

    #[test]
    fn pieces_are_the_text(text in any::<String>(), words in any_words()) {
        let found: BTreeSet<String> = words.into_iter().chain(written_words(&text).step_by(2).map(|(_, word)| word.into_owned())).collect();
        prop_assert_eq!(mark(&text, &found).iter().map(|piece| piece.text.as_str()).collect::<String>(), text.clone());
        let _ = passage(&text, &found, 40);
    }
}
