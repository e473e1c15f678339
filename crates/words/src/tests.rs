//! The catalogue against itself and against the code.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use domain::term::{Term, places};
use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey},
    parser,
};

use super::*;

/// What a pattern needs and says.
#[derive(Default, Debug, PartialEq, Eq)]
struct Said {
    arguments: BTreeSet<String>,
    plurals: Vec<BTreeSet<String>>,
    texts: Vec<String>,
}

fn read_pattern(pattern: &Pattern<&str>, said: &mut Said) {
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable { expression } => {
                text.push('X');
                match expression {
                    Expression::Inline(inline) => read_inline(inline, said),
                    Expression::Select { selector, variants } => {
                        read_inline(selector, said);
                        let forms = variants.iter().map(|variant| match &variant.key {
                            VariantKey::Identifier { name } => (*name).to_owned(),
                            VariantKey::NumberLiteral { value } => (*value).to_owned(),
                        });
                        said.plurals.push(forms.collect());
                        for variant in variants {
                            read_pattern(&variant.value, said);
                        }
                    }
                }
            }
        }
    }
    said.texts.push(text);
}

fn read_inline(inline: &InlineExpression<&str>, said: &mut Said) {
    match inline {
        InlineExpression::VariableReference { id } => {
            said.arguments.insert(id.name.to_owned());
        }
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        other => panic!("the catalogue keeps to arguments and plurals: {other:?}"),
    }
}

/// Every key of a language, attributes as `key.attribute`.
fn catalogue(language: Language) -> BTreeMap<String, Said> {
    let mut all = BTreeMap::new();
    for text in super::catalogue(language) {
        let resource = parser::parse(*text).unwrap_or_else(|(_, errors)| panic!("{language:?}: {errors:?}"));
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let own = message.value.as_ref().map(|pattern| (message.id.name.to_owned(), pattern));
            let attributes =
                message.attributes.iter().map(|part| (format!("{}.{}", message.id.name, part.id.name), &part.value));
            for (key, pattern) in own.into_iter().chain(attributes) {
                let mut said = Said::default();
                read_pattern(pattern, &mut said);
                assert!(all.insert(key.clone(), said).is_none(), "{language:?}: {key} stands twice");
            }
        }
    }
    all
}

/// Where the programs stand that speak.
const SPEAKERS: [&str; 5] =
    ["crates/words/src", "crates/archive/src", "crates/engine/src", "src-tauri/src", "src-ui/src"];

/// Every key the code asks for, with the arguments it gives.
fn used() -> BTreeMap<String, BTreeSet<String>> {
    let mut used = BTreeMap::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut folders: Vec<_> = SPEAKERS.iter().map(|folder| root.join(folder)).collect();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("words/src/tests.rs") {
                let source = fs::read_to_string(&path).unwrap();
                let code = |line: &&str| !line.trim_start().starts_with("//");
                read_source(&source.lines().filter(code).collect::<Vec<_>>().join("\n"), &mut used);
            }
        }
    }
    used.extend(terms().map(|key| (key, BTreeSet::new())));
    used
}

/// The keys of the glossary, which are made of the names of its terms.
fn terms() -> impl Iterator<Item = String> {
    let key = |term: &Term| format!("term-{}", term.name());
    Term::ALL.iter().flat_map(move |term| [key(term), format!("{}.means", key(term))])
}

fn read_source(source: &str, used: &mut BTreeMap<String, BTreeSet<String>>) {
    for call in ["t!(", "tr!(", "say!(", "fault!("] {
        for (start, _) in source.match_indices(call) {
            if source[..start].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
                continue;
            }
            let inside = balanced(&source[start + call.len()..]);
            let keys: Vec<&str> = literals(inside);
            let wanted = if call == "fault!(" { keys.len() } else { 1 };
            for key in keys.into_iter().take(wanted) {
                let arguments = arguments(inside);
                used.entry(key.to_owned()).or_default().extend(arguments);
            }
        }
    }
}

/// The text up to the parenthesis that closes what was opened before it.
fn balanced(text: &str) -> &str {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[..at];
        }
    }
    text
}

fn literals(text: &str) -> Vec<&str> {
    let key = |text: &&str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c))
    };
    text.split('"').skip(1).step_by(2).filter(key).collect()
}

/// The names before ` = ` at the call's own depth.
fn arguments(text: &str) -> Vec<String> {
    let mut depth = 0;
    let mut parts = vec![String::new()];
    for c in text.chars() {
        match c {
            '(' | '{' | '[' => depth += 1,
            ')' | '}' | ']' => depth -= 1,
            ',' if depth == 0 => parts.push(String::new()),
            _ => {}
        }
        if depth == 0 && c != ',' {
            parts.last_mut().unwrap().push(c);
        }
    }
    let named = |part: &String| part.split_once(" = ").map(|(name, _)| name.trim().to_owned());
    parts.iter().filter_map(named).collect()
}

#[test]
fn the_three_catalogues_have_the_same_keys_and_arguments() {
    let finnish = catalogue(Language::Fi);
    for language in [Language::Sv, Language::En] {
        let other = catalogue(language);
        let keys = |all: &BTreeMap<String, Said>| all.keys().cloned().collect::<BTreeSet<_>>();
        let differing: Vec<_> = keys(&finnish).symmetric_difference(&keys(&other)).cloned().collect();
        assert!(differing.is_empty(), "{language:?}: {differing:?}");
        for (key, said) in &finnish {
            assert_eq!(said.arguments, other[key].arguments, "{language:?}: {key}");
        }
    }
}

#[test]
fn what_the_code_says_is_in_the_catalogue_and_nothing_else() {
    let catalogue = catalogue(Language::Fi);
    let used = used();
    let missing: Vec<_> = used.keys().filter(|key| !catalogue.contains_key(*key)).collect();
    assert!(missing.is_empty(), "not in the catalogue: {missing:?}");
    let idle: Vec<_> = catalogue.keys().filter(|key| !used.contains_key(*key)).collect();
    assert!(idle.is_empty(), "in the catalogue, never said: {idle:?}");
    for (key, arguments) in used {
        assert_eq!(catalogue[&key].arguments, arguments, "{key}");
    }
}

#[test]
fn every_plural_has_the_forms_of_its_language() {
    // Finnish, Swedish and English have these two (CLDR); a form that is missing would be silent for some numbers.
    let forms = BTreeSet::from(["one".to_owned(), "other".to_owned()]);
    for language in Language::ALL {
        for (key, said) in catalogue(language) {
            for plural in said.plurals {
                assert_eq!(plural, forms, "{language:?}: {key}");
            }
        }
    }
}

#[test]
fn lists_of_days_and_months_are_whole() {
    for language in Language::ALL {
        for (key, wanted) in [
            ("calendar-weekdays", 7),
            ("calendar-weekdays-short", 7),
            ("calendar-weekday-headings", 7),
            ("calendar-months", 12),
            ("calendar-months-short", 12),
            ("calendar-month-headings", 12),
        ] {
            assert_eq!(sentence(language, key, &[]).split_whitespace().count(), wanted, "{language:?}: {key}");
        }
    }
}

#[test]
fn sentences_are_short() {
    for (language, most) in [(Language::Fi, 12), (Language::Sv, 18), (Language::En, 18)] {
        for (key, said) in catalogue(language) {
            // Lists of days, and an archive, which explains itself to whoever has nothing else.
            if key.starts_with("calendar-") || key.starts_with("sheet-") {
                continue;
            }
            for sentence in said.texts.iter().flat_map(|text| text.split(['.', '?', ':'])) {
                let words = sentence.split_whitespace().count();
                assert!(words <= most, "{language:?}: {key} has a sentence of {words} words: {sentence}");
            }
        }
    }
}

#[test]
fn a_count_is_said_in_its_plural_form() {
    assert_eq!(say!(Language::Fi, "days", count = 1), "1 päivä");
    assert_eq!(say!(Language::Fi, "days", count = 14), "14 päivää");
    assert_eq!(say!(Language::En, "days", count = 1), "1 day");
    assert_eq!(say!(Language::Sv, "days", count = 0), "0 dagar");
}

#[test]
fn names_come_through_without_invisible_marks() {
    assert_eq!(say!(Language::Fi, "whose-other", name = "Elsa Virta"), "Koskee: Elsa Virta");
    assert_eq!(cut(&say!(Language::Fi, "appeal-arrive", day = GAP)), ("Sen on oltava perillä viimeistään ", "."));
}

#[test]
fn every_term_is_named_by_words_that_are_found_and_explained_in_one_or_two_sentences() {
    for language in Language::ALL {
        let mut names = BTreeSet::new();
        for term in Term::ALL {
            let (name, meaning) = (phrase::term::name(language, *term), phrase::term::meaning(language, *term));
            // Of a person in authority there may be two names.
            let found: BTreeSet<_> = places(&name, language).into_iter().map(|place| place.term).collect();
            assert_eq!(found, BTreeSet::from([*term]), "{language:?}: {name}");
            assert!(
                (1..=2).contains(&meaning.matches('.').count()) && meaning.ends_with('.'),
                "{language:?}: {meaning}"
            );
            assert!(!meaning.contains(['(', ')', '§']), "{language:?}: {meaning}");
            assert!(names.insert(name.clone()), "{language:?}: {name} stands twice");
        }
    }
}
