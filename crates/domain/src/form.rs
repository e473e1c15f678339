//! What a source asks in a task, question by question, and what a resident replies to it.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::{
    outgoing::{Field, Flaw},
    text::Localized,
};

/// Questions that can be replied to in the app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The questions, in the source's order. At most one asks for files.
    pub questions: Vec<Question>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its id within its form.
    pub id: String,
    /// The question.
    pub label: Localized,
    /// How it is to be understood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Localized>,
    /// Whether it must be replied to.
    pub required: bool,
    /// What is replied.
    pub asks: Asks,
}

/// What is replied to a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asks {
    /// One of these.
    One(Vec<Choice>),
    /// Any number of these.
    Several(Vec<Choice>),
    /// A text of at most so many characters.
    Text(usize),
    /// A number, as it is written in the resident's language or with a full stop.
    Number,
    /// A day and a time of the clock on the wall, `2026-11-28T09:30`.
    Moment,
    /// Files.
    Files,
}

/// One of the given replies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its id within its question.
    pub id: String,
    /// What it says.
    pub label: Localized,
}

/// What is replied to one question. Files are kept with the answer as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// Which question.
    pub question: String,
    /// The ids of what was chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// What was written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Whether the files of the answer are the reply to it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub files: bool,
}

impl Reply {
    /// Whether nothing has been chosen or written.
    pub fn is_blank(&self) -> bool {
        self.choices.is_empty() && self.text.trim().is_empty()
    }
}

/// The number that is written so, with a comma or a full stop before its fraction, and spaces between its thousands.
pub fn number(text: &str) -> Option<f64> {
    let plain: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    plain.replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite())
}

/// The day and time of the clock on the wall that are written so.
pub fn moment(text: &str) -> Option<NaiveDateTime> {
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"];
    formats.iter().find_map(|format| NaiveDateTime::parse_from_str(text.trim(), format).ok())
}

impl Form {
    /// Replies to these questions alone, one to each, in their order, of what is offered alone.
    #[must_use]
    pub fn fitting(&self, replies: &[Reply]) -> Vec<Reply> {
        let reply = |question: &Question| {
            let given = replies.iter().find(|reply| reply.question == question.id).cloned().unwrap_or_default();
            let mut fitting = Reply { question: question.id.clone(), ..Reply::default() };
            match &question.asks {
                Asks::One(choices) | Asks::Several(choices) => {
                    let chosen = choices.iter().map(|choice| &choice.id).filter(|id| given.choices.contains(id));
                    let most = if matches!(question.asks, Asks::One(_)) { 1 } else { choices.len() };
                    fitting.choices = chosen.take(most).cloned().collect();
                }
                Asks::Text(_) | Asks::Number | Asks::Moment => fitting.text = given.text,
                Asks::Files => fitting.files = true,
            }
            fitting
        };
        self.questions.iter().map(reply).collect()
    }

    /// What is wrong with these replies and so many files; nothing of what can be sent. Something must be replied.
    pub fn flaws(&self, replies: &[Reply], files: usize) -> Vec<(Field, Flaw)> {
        let found = self.flaws_of_each(replies, files);
        if found.is_empty() && files == 0 && replies.iter().all(Reply::is_blank) {
            return vec![(Field::Question(0), Flaw::Missing)];
        }
        found
    }

    /// As [`Form::flaws`], where nothing need be replied to what is not required.
    pub fn flaws_of_each(&self, replies: &[Reply], files: usize) -> Vec<(Field, Flaw)> {
        let flaw = |question: &Question| {
            let reply = replies.iter().find(|reply| reply.question == question.id);
            let is_blank = match question.asks {
                Asks::Files => files == 0,
                _ => reply.is_none_or(Reply::is_blank),
            };
            match question.asks {
                _ if is_blank => question.required.then_some(Flaw::Missing),
                Asks::Text(most) => {
                    reply.is_some_and(|reply| reply.text.chars().count() > most).then_some(Flaw::TooLong(most))
                }
                Asks::Number => reply.is_some_and(|reply| number(&reply.text).is_none()).then_some(Flaw::NotAccepted),
                Asks::Moment => reply.is_some_and(|reply| moment(&reply.text).is_none()).then_some(Flaw::NotAccepted),
                _ => None,
            }
        };
        self.questions
            .iter()
            .enumerate()
            .filter_map(|(place, question)| Some((Field::Question(place), flaw(question)?)))
            .collect()
    }

    /// Whether files are asked for.
    pub fn takes_files(&self) -> bool {
        self.questions.iter().any(|question| question.asks == Asks::Files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(id: &str, required: bool, asks: Asks) -> Question {
        Question { id: id.into(), label: Localized::undetermined(id), hint: None, required, asks }
    }

    fn choices() -> Vec<Choice> {
        ["a", "b"].map(|id| Choice { id: id.into(), label: Localized::undetermined(id) }).into()
    }

    fn form() -> Form {
        Form {
            questions: vec![
                question("time", true, Asks::One(choices())),
                question("help", false, Asks::Several(choices())),
                question("more", false, Asks::Text(5)),
                question("paper", true, Asks::Files),
            ],
        }
    }

    fn reply(question: &str, choices: &[&str], text: &str) -> Reply {
        let choices = choices.iter().map(|id| (*id).to_owned()).collect();
        Reply { question: question.into(), choices, text: text.into(), files: question == "paper" }
    }

    #[test]
    fn what_is_required_is_missed_where_it_is_and_what_is_too_long_is_told() {
        let flaws = form().flaws(&[reply("time", &[], " "), reply("more", &[], "kuusi!")], 0);
        let wanted = [
            (Field::Question(0), Flaw::Missing),
            (Field::Question(2), Flaw::TooLong(5)),
            (Field::Question(3), Flaw::Missing),
        ];
        assert_eq!(flaws, wanted);
        assert_eq!(form().flaws(&[reply("time", &["a"], ""), reply("more", &[], "äöäöä")], 1), []);
    }

    #[test]
    fn numbers_and_moments_are_understood_as_they_are_written() {
        let form =
            Form { questions: vec![question("depth", true, Asks::Number), question("seen", false, Asks::Moment)] };
        let with = |depth: &str, seen: &str| form.flaws(&[reply("depth", &[], depth), reply("seen", &[], seen)], 0);
        assert_eq!(with("1\u{a0}250,5", "2026-11-28T09:30"), []);
        assert_eq!(with("-0.5", ""), []);
        assert_eq!(
            with("syvä", "eilen"),
            [(Field::Question(0), Flaw::NotAccepted), (Field::Question(1), Flaw::NotAccepted)]
        );
        assert_eq!(number("inf"), None);
    }

    #[test]
    fn an_answer_in_which_nothing_is_said_is_none() {
        let optional = Form { questions: vec![question("more", false, Asks::Text(5))] };
        assert_eq!(optional.flaws(&[reply("more", &[], " ")], 0), [(Field::Question(0), Flaw::Missing)]);
    }

    #[test]
    fn only_what_is_offered_can_be_replied_and_one_of_one() {
        let given = [reply("help", &["b", "c", "a"], "x"), reply("time", &["b", "a"], ""), reply("other", &["a"], "")];
        let wanted = [
            reply("time", &["a"], ""),
            reply("help", &["a", "b"], ""),
            reply("more", &[], ""),
            reply("paper", &[], ""),
        ];
        assert_eq!(form().fitting(&given), wanted);
    }
}
