//! What an appeal must say: which questions whoever seeks a change in a decision is led through.
//!
//! A request for review says which decision it is about, what change is wanted and why (Act 434/2003 §49 d). An appeal says the
//! same, and how its maker is reached (Act 808/2019 §§15–16). The decision itself is known.

use crate::{
    form::{Asks, Form, Question},
    text::Localized,
};

/// What in the decision is objected to.
pub const OBJECTION: &str = "objection";
/// What change is wanted.
pub const DEMAND: &str = "demand";
/// Why.
pub const REASONS: &str = "reasons";
/// Whose appeal it is.
pub const NAME: &str = "name";
/// Their postal address.
pub const ADDRESS: &str = "address";
/// Their municipality of residence.
pub const MUNICIPALITY: &str = "municipality";
/// Their telephone number.
pub const PHONE: &str = "phone";
/// Their e-mail address.
pub const EMAIL: &str = "email";
/// What goes with it.
pub const FILES: &str = "files";

/// Most characters of what is objected to and of what is wanted.
const MATTER: usize = 4_000;
/// Most characters of the reasons.
const GROUNDS: usize = 20_000;
/// Most characters of a line about who appeals.
const LINE: usize = 200;

/// The questions, without words: how each is asked is for the interface to say. Files are asked for where they can be taken.
pub fn form(with_files: bool) -> Form {
    let question = |id: &str, required, asks| Question {
        id: id.to_owned(),
        label: Localized::default(),
        hint: None,
        required,
        asks,
    };
    let mut questions = vec![
        question(OBJECTION, true, Asks::Text(MATTER)),
        question(DEMAND, true, Asks::Text(MATTER)),
        question(REASONS, true, Asks::Text(GROUNDS)),
        question(NAME, true, Asks::Text(LINE)),
        question(ADDRESS, true, Asks::Text(LINE)),
        question(MUNICIPALITY, false, Asks::Text(LINE)),
        question(PHONE, false, Asks::Text(LINE)),
        question(EMAIL, false, Asks::Text(LINE)),
    ];
    if with_files {
        questions.push(question(FILES, false, Asks::Files));
    }
    Form { questions }
}
