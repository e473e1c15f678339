//! How a report was handled: the API of reports knows no such question, so where a city wants to hear it, the app asks.

use domain::{
    form::{Asks, Choice, Form, Question},
    text::{Language, Localized},
};
use words::say;

/// The ids of the questions.
const RATING: &str = "rating";
const WORDS: &str = "words";
/// Most characters of what is said.
const MOST: usize = 2000;

/// What is asked.
pub(crate) fn form() -> Form {
    let rating = Question {
        id: RATING.to_owned(),
        label: in_every_language(|language| say!(language, "report-feedback-rating")),
        hint: None,
        required: true,
        asks: Asks::One(vec![
            choice("5", |language| say!(language, "report-feedback-very-well")),
            choice("4", |language| say!(language, "report-feedback-well")),
            choice("3", |language| say!(language, "report-feedback-neither")),
            choice("2", |language| say!(language, "report-feedback-badly")),
            choice("1", |language| say!(language, "report-feedback-very-badly")),
        ]),
    };
    let words = Question {
        id: WORDS.to_owned(),
        label: in_every_language(|language| say!(language, "report-feedback-words")),
        hint: None,
        required: false,
        asks: Asks::Text(MOST),
    };
    Form { questions: vec![rating, words] }
}

fn choice(id: &str, label: impl Fn(Language) -> String) -> Choice {
    Choice { id: id.to_owned(), label: in_every_language(label) }
}

fn in_every_language(text: impl Fn(Language) -> String) -> Localized {
    Language::ALL
        .into_iter()
        .fold(Localized::default(), |texts, language| texts.with(language.tag(), text(language).as_str()))
}
