//! Finding terms in a text.
//!
//! Whole words only, the longest term where several fit, and nothing within an address or a compound. A word with a capital
//! letter inside a sentence is somebody's name.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::LazyLock,
};

use super::{Term, forms_of};
use crate::{
    search::{Inflected, written_words},
    text::Language,
};

/// Where a text says a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The words, in bytes.
    pub at: Range<usize>,
    /// The term.
    pub term: Term,
}

/// Where a text of this language says terms: each once, where it is first said, in the order of the text.
pub fn places(text: &str, language: Language) -> Vec<Place> {
    let glossary = glossary(language);
    let words: Vec<(Range<usize>, String)> = written_words(text).map(|(at, word)| (at, word.into_owned())).collect();
    let (mut places, mut said) = (Vec::new(), BTreeSet::new());
    let mut rest = words.as_slice();
    while let [(first, word), next @ ..] = rest {
        let mut known = glossary.get(&beginning(word)).into_iter().flatten();
        let called = known.find(|called| called.begins(text, rest));
        let found = called.and_then(|called| Some((called, rest.split_at_checked(called.words.len())?)));
        let Some((called, (names, after))) = found else {
            rest = next;
            continue;
        };
        // What belongs to a longer term is not looked at again.
        rest = after;
        if said.insert(called.term) {
            let end = names.last().map_or(first.end, |(last, _)| last.end);
            places.push(Place { at: first.start..end, term: called.term });
        }
    }
    places
}

/// One way to name a term.
struct Called {
    term: Term,
    words: Vec<Inflected>,
    /// Whether it is a name and has a capital letter wherever it stands.
    proper: bool,
}

impl Called {
    fn new(term: Term, form: &str, language: Language) -> Self {
        let (exact, bare) = form.strip_prefix('=').map_or((false, form), |bare| (true, bare));
        let words = written_words(bare)
            .map(|(_, word)| if exact { Inflected::never(&word) } else { Inflected::of(&word, language) });
        Self { term, words: words.collect(), proper: form.starts_with(char::is_uppercase) }
    }

    /// Whether the words of a text begin with it.
    fn begins(&self, text: &str, words: &[(Range<usize>, String)]) -> bool {
        let Some(said) = words.get(..self.words.len()) else { return false };
        let (Some((first, _)), Some((last, _))) = (said.first(), said.last()) else { return false };
        self.words.iter().zip(said).all(|(own, (_, word))| own.is(word))
            && said.windows(2).all(|pair| matches!(pair, [(one, _), (next, _)] if is_gap(text, one.end..next.start)))
            && stands_alone(text, first.start..last.end)
            && (self.proper || !is_name(text, first.start))
    }
}

/// The ways to name terms, by the first letters of the word they begin with; the longest first.
type Glossary = BTreeMap<String, Vec<Called>>;

fn glossary(language: Language) -> &'static Glossary {
    static GLOSSARIES: [LazyLock<Glossary>; 3] = [
        LazyLock::new(|| read(Language::Fi)),
        LazyLock::new(|| read(Language::Sv)),
        LazyLock::new(|| read(Language::En)),
    ];
    let [fi, sv, en] = &GLOSSARIES;
    match language {
        Language::Fi => fi,
        Language::Sv => sv,
        Language::En => en,
    }
}

fn read(language: Language) -> Glossary {
    let mut glossary = Glossary::new();
    for term in Term::ALL {
        for form in forms_of(*term, language) {
            let first = form.trim_start_matches('=').to_lowercase();
            glossary.entry(beginning(&first)).or_default().push(Called::new(*term, form, language));
        }
    }
    for called in glossary.values_mut() {
        called.sort_by_key(|called| std::cmp::Reverse(called.words.len()));
    }
    glossary
}

/// The letters that all forms of a word have in common.
fn beginning(word: &str) -> String {
    word.chars().take(2).collect()
}

/// Whether what stands between two words holds them together.
fn is_gap(text: &str, gap: Range<usize>) -> bool {
    text.get(gap).is_some_and(|gap| gap == "-" || !gap.contains("\n\n") && gap.chars().all(char::is_whitespace))
}

/// Whether it is no part of a compound, an address or a number.
fn stands_alone(text: &str, at: Range<usize>) -> bool {
    const JOINS: [char; 6] = ['-', '/', '@', '_', '=', '&'];
    let before = text.get(..at.start).and_then(|before| before.chars().next_back());
    let mut after = text.get(at.end..).unwrap_or_default().chars();
    let next = after.next();
    let joined = [before, next].into_iter().flatten().any(|c| JOINS.contains(&c));
    let goes_on = matches!(next, Some('.' | ':')) && after.next().is_some_and(char::is_alphanumeric);
    !joined && !goes_on && before != Some('.')
}

/// Whether a word has a capital letter that no beginning of a sentence explains.
fn is_name(text: &str, start: usize) -> bool {
    let capital = text.get(start..).is_some_and(|word| word.starts_with(char::is_uppercase));
    let before = text.get(..start).unwrap_or_default();
    let before = before.trim_end_matches(|c: char| c == ' ' || "\"'”“’«»(".contains(c));
    let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n', '•', '*', '–']);
    capital && !begins
}
