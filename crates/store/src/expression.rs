//! From a question to expressions of FTS5, for one vault.
//!
//! What is found stands in three **tiers**, and within each by time, newest first:
//!
//! 1. every word is in the title, in any of its forms or as a part of a word, or names the public body or the kind of item;
//! 2. every word is somewhere, in one of its forms;
//! 3. every word is somewhere, in one of its forms or as a part of a word.
//!
//! So the order needs no statistics that differ from vault to vault, and a page reads no more than it shows. A word that
//! nothing is known of in any vault is taken for mistyped and stands for what is near to it, or else for its two halves.

use std::collections::BTreeSet;

use domain::{
    id::{RecordKind, SourceId},
    search::{Expansion, Word},
};

use crate::wording::{self, of_kind, of_source};

/// What one typed word means in one vault.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meaning {
    pub(crate) expansion: Expansion,
    /// Public bodies that it names.
    pub(crate) sources: Vec<SourceId>,
    /// Kinds of items that it names.
    pub(crate) kinds: Vec<RecordKind>,
    /// It names whose vault this is.
    pub(crate) names_party: bool,
}

impl Meaning {
    /// Whether nothing is known of the word.
    pub(crate) fn is_empty(&self) -> bool {
        self.expansion.is_empty() && self.sources.is_empty() && self.kinds.is_empty() && !self.names_party
    }

    fn facets(&self) -> Vec<String> {
        self.sources.iter().map(of_source).chain(self.kinds.iter().map(|kind| of_kind(*kind))).collect()
    }

    /// In a title, in a form or as a part, or as a mark.
    fn in_title(&self) -> Option<String> {
        let Expansion { forms, parts } = &self.expansion;
        let words: Vec<&str> = forms.iter().chain(parts).map(String::as_str).collect();
        let title = any(&words).map(|any| format!("title : {any}"));
        let facets = self.facets();
        let facet = any(&facets.iter().map(String::as_str).collect::<Vec<_>>()).map(|any| format!("facet : {any}"));
        either(title, facet)
    }

    fn anywhere(&self, with_parts: bool) -> Option<String> {
        let Expansion { forms, parts } = &self.expansion;
        let facets = self.facets();
        let words = forms.iter().chain(&facets).chain(parts.iter().filter(|_| with_parts));
        any(&words.map(String::as_str).collect::<Vec<_>>())
    }

    /// The words by which it is found.
    pub(crate) fn words(&self) -> impl Iterator<Item = &String> {
        self.expansion.forms.iter().chain(&self.expansion.parts)
    }
}

/// A question as one vault is asked it: an expression a tier, each without what is in those before it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tiers {
    pub(crate) each: Vec<Option<String>>,
    /// What any of them finds.
    pub(crate) all: Option<String>,
}

/// The tiers of a question. `narrowed` are conditions that hold for all, of [`narrow`].
pub(crate) fn tiers(meanings: &[Meaning], phrases: &[Vec<String>], narrowed: &[String], hidden: &[String]) -> Tiers {
    let phrase_words: BTreeSet<&str> = phrases.iter().flatten().map(String::as_str).collect();
    let anywhere: Vec<String> = phrase_words.iter().map(|word| quoted(word)).collect();
    let in_title: Vec<String> = anywhere.iter().map(|word| format!("title : {word}")).collect();
    // Whose vault it is may be left unsaid by its items, but only beside other words or after those that say it.
    let said: Vec<&Meaning> = meanings.iter().filter(|meaning| !meaning.names_party).collect();
    let titled: Vec<&Meaning> = if said.is_empty() { meanings.iter().collect() } else { said.clone() };

    let asked = |words: Option<Vec<String>>, exact: &[String]| {
        let mut all = words?;
        all.extend(exact.iter().cloned());
        if all.is_empty() {
            all.push(quoted(wording::ANY));
        }
        Some(all.join(" AND "))
    };
    let nothing_asked = meanings.is_empty() && phrases.is_empty();
    let title =
        if nothing_asked { None } else { asked(titled.iter().map(|meaning| meaning.in_title()).collect(), &in_title) };
    let forms = asked(said.iter().map(|meaning| meaning.anywhere(false)).collect(), &anywhere);
    let parts = asked(said.iter().map(|meaning| meaning.anywhere(true)).collect(), &anywhere);

    let second = either(title.clone(), forms.clone());
    let all = either(second.clone(), parts.clone());
    let finish = |tier: Option<String>, without: Option<&String>| {
        let tier = std::iter::once(tier?).chain(narrowed.iter().cloned()).map(|part| format!("({part})"));
        let mut expression = tier.collect::<Vec<_>>().join(" AND ");
        let hidden = (!hidden.is_empty()).then(|| format!("facet : {}", in_brackets(hidden)));
        for without in without.into_iter().chain(hidden.as_ref()) {
            expression = format!("({expression}) NOT ({without})");
        }
        Some(expression)
    };
    let each = vec![
        finish(title.clone(), None),
        finish(forms, title.as_ref()),
        finish(parts.filter(|_| meanings.iter().any(|meaning| !meaning.expansion.parts.is_empty())), second.as_ref()),
    ];
    Tiers { each, all: finish(all, None) }
}

/// A condition on marks: one of these.
pub(crate) fn narrow(marks: &[String]) -> String {
    format!("facet : {}", in_brackets(marks))
}

fn in_brackets(marks: &[String]) -> String {
    format!("({})", marks.iter().map(|mark| quoted(mark)).collect::<Vec<_>>().join(" OR "))
}

/// Words hold letters and digits alone, and marks no quotation mark.
fn quoted(word: &str) -> String {
    format!("\"{word}\"")
}

fn any(words: &[&str]) -> Option<String> {
    let quoted: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    (!quoted.is_empty()).then(|| format!("({})", quoted.join(" OR ")))
}

fn either(one: Option<String>, other: Option<String>) -> Option<String> {
    match (one, other) {
        (Some(one), Some(other)) => Some(format!("({one} OR {other})")),
        (one, other) => one.or(other),
    }
}

/// The word is known by its letters alone.
pub(crate) fn corrected(word: &Word, words: Vec<String>) -> Expansion {
    let (forms, parts) = words.into_iter().partition(|found| found == word.written());
    Expansion { forms, parts }
}
