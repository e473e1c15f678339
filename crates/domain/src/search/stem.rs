//! Stems: beginnings of a word's forms, each with the rule by which a form goes on.

use super::{english, finnish, swedish};

/// Most stems of one word.
const MOST: usize = 160;
/// Shortest word that has forms.
const SHORTEST: usize = 3;
/// Shortest stem that is looked for inside other words, and shortest that is looked for in their middle.
const SHORTEST_PART: usize = 4;
const SHORTEST_INNER: usize = 5;
/// Letters that stand before a part.
const SHORTEST_FIRST: usize = 3;

/// How a form goes on after a stem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    /// The whole word and nothing more.
    Whole,
    Finnish(finnish::Takes),
    Swedish,
    English,
    /// `apply`, `applied`, `application`.
    EnglishY,
}

/// A beginning of forms.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stem {
    pub(super) text: String,
    pub(super) rule: Rule,
}

impl Stem {
    pub(super) fn new(text: impl Into<String>, rule: Rule) -> Self {
        Self { text: text.into(), rule }
    }

    /// Whether the stem with this after it is a form.
    pub(super) fn goes_on(&self, rest: &str) -> bool {
        match self.rule {
            Rule::Whole => rest.is_empty(),
            Rule::Finnish(takes) => finnish::goes_on(&self.text, takes, rest),
            Rule::Swedish => swedish::is_ending(rest),
            Rule::English => english::goes_on(&self.text, rest),
            Rule::EnglishY => english::is_y_ending(rest),
        }
    }

    /// Whether a word that has this stem after `before` letters, and `rest` after it, is one of which the stem is a part.
    pub(super) fn is_part(&self, before: usize, rest: &str) -> bool {
        match before {
            0 => true,
            1..SHORTEST_FIRST => false,
            _ => self.text.len() >= SHORTEST_INNER || self.goes_on(rest),
        }
    }
}

/// The stems of a folded word.
pub(super) fn stems(word: &str) -> Vec<Stem> {
    let mut stems = vec![Stem::new(word, Rule::Whole)];
    if word.len() >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        stems.extend(swedish::stems(word));
        stems.extend(english::stems(word));
        stems.extend(finnish::stems(word));
    }
    stems.sort_unstable();
    stems.dedup();
    stems.truncate(MOST);
    stems
}

/// Those of a word's stems that are looked for inside other words: the word itself, and what nearly is.
pub(super) fn parts(word: &str, stems: &[Stem]) -> Vec<Stem> {
    let long_enough = |stem: &&Stem| {
        let length = stem.text.len();
        match stem.rule {
            Rule::Whole => length >= SHORTEST_PART,
            Rule::Finnish(_) => length >= SHORTEST_PART && length + 3 >= word.len(),
            Rule::Swedish | Rule::English => length >= SHORTEST_INNER && length + 3 >= word.len(),
            Rule::EnglishY => false,
        }
    };
    let mut parts: Vec<Stem> = stems.iter().filter(long_enough).cloned().collect();
    // Where one is the beginning of another, what the other finds the first finds too.
    parts.sort_by_key(|stem| stem.text.len());
    let mut kept: Vec<Stem> = Vec::new();
    for part in parts {
        let covered = |kept: &Stem| part.text.starts_with(&kept.text) && kept.text.len() >= SHORTEST_INNER;
        if !kept.iter().any(covered) {
            kept.push(part);
        }
    }
    kept
}
