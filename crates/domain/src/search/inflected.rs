//! The forms of one word of one language, whose base form is known.
//!
//! Stricter than what a question finds: there is no vocabulary here that sorts out the guesses.

use super::{
    english, finnish,
    stem::{Rule, Stem},
    swedish,
    words::fold,
};
use crate::text::Language;

/// Shorter words are taken to have no other form.
const SHORTEST: usize = 4;

/// A word in all its forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inflected(Vec<Stem>);

impl Inflected {
    /// The forms of a base form in small letters.
    pub fn of(base: &str, language: Language) -> Self {
        let base = fold(base);
        let mut stems = vec![Stem::new(base.as_ref(), Rule::Whole)];
        if base.len() >= SHORTEST {
            stems.extend(match language {
                Language::Fi => finnish::noun(&base),
                Language::Sv => swedish::base(&base),
                Language::En => english::base(&base),
            });
        }
        Self(stems)
    }

    /// A word that has no other form.
    pub fn never(word: &str) -> Self {
        Self(vec![Stem::new(fold(word), Rule::Whole)])
    }

    /// Whether a word in small letters is one of its forms.
    pub fn is(&self, word: &str) -> bool {
        let word = fold(word);
        self.0.iter().any(|stem| word.strip_prefix(&stem.text).is_some_and(|rest| stem.goes_on(rest)))
    }
}
