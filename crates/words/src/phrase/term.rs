//! Words of administration and what they mean for the resident.
//!
//! Their keys are the names of the terms; a test compares them with the catalogue both ways.

use domain::{term::Term, text::Language};

use crate::sentence;

/// A term as a list of terms shows it.
pub fn name(language: Language, term: Term) -> String {
    sentence(language, &format!("term-{}", term.name()), &[])
}

/// What it means for the resident.
pub fn meaning(language: Language, term: Term) -> String {
    sentence(language, &format!("term-{}.means", term.name()), &[])
}
