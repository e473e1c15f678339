//! Finding: what a resident typed, and the words by which records say it.
//!
//! Finnish inflects and compounds, so the words of a question are seldom the words of a letter. The index holds words as
//! they are written, in small letters; a question is **expanded over the vocabulary** of the index before it is asked:
//!
//! * *forms*: the word itself, by plain letters too (`paivakoti` means *päiväkoti*, `alvsborg` *Älvsborg*; a letter that was
//!   typed with its dots means itself), and its inflected forms in Finnish with consonant gradation (`finnish.rs`), in
//!   Swedish (`swedish.rs`) and in English (`english.rs`). No language is asked for: each rule is tried, and only words
//!   that are in the vocabulary come out.
//! * *parts*: words that the word is a part of, *päiväkotihakemus* for `hakemus`, and *päivähoitopaikka* while `päivähoi`
//!   is being typed.
//! * *halves*: both parts of a compound that stands nowhere, *kaavamuutos* for *asemakaavan muutos*.
//! * *corrections*: words within one typing error, for a word of five letters or more that nothing else is known of.
//!
//! The rules are generous with what could be a form, for a wrong guess costs nothing unless it happens to be a word of the
//! vocabulary. How much comes out has an end: [`MOST_FORMS`] and [`MOST_PARTS`] a word, [`MOST_WORDS`] words a question.

mod english;
mod finnish;
mod inflected;
mod kinds;
mod passage;
mod question;
mod stem;
mod swedish;
#[cfg(test)]
mod tests;
mod vocabulary;
mod words;

pub use inflected::Inflected;
pub use kinds::kinds_called;
pub use passage::{Piece, mark, passage};
pub use question::{MOST_WORDS, Question, Word};
pub use vocabulary::{Expansion, MOST_FORMS, MOST_PARTS, Vocabulary};
pub use words::{fold, written_words};
