//! A form as it was filled in, and what is wrong with it.
//!
//! Readers take a field, note an error beside it where it does not hold, and give what can be used. Nothing is written
//! while one error stands, and what was typed is shown again.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use resident_api::Texts;

/// Longest line, in characters: titles, names, wordings.
pub(super) const LINE: usize = 200;
/// Longest text, in characters.
pub(super) const TEXT: usize = 20_000;
/// The languages of the body: their tags and English names, the required one first.
pub(super) const LANGUAGES: [(&str, &str); 3] = [("fi", "Finnish"), ("sv", "Swedish"), ("en", "English")];

/// Values and errors by field.
#[derive(Debug, Default)]
pub(super) struct Filled {
    values: BTreeMap<String, String>,
    errors: BTreeMap<String, String>,
    /// Fields with errors, in the order in which they were read.
    order: Vec<String>,
    /// What is wrong with the whole.
    objection: Option<String>,
}

impl Filled {
    /// A form as a browser sends it. Line breaks come as CR LF.
    pub(super) fn read(pairs: Vec<(String, String)>) -> Self {
        let values = pairs.into_iter().map(|(name, value)| (name, value.replace("\r\n", "\n"))).collect();
        Self { values, ..Self::default() }
    }

    /// What stands in a field.
    pub(super) fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    /// Whether the field came at all, as a pressed button does.
    pub(super) fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// Puts a value into a field.
    pub(super) fn put(&mut self, name: &str, value: impl Into<String>) {
        self.values.insert(name.to_owned(), value.into());
    }

    /// Puts texts into the fields of a text, one for each language.
    pub(super) fn put_texts(&mut self, name: &str, texts: Option<&Texts>) {
        let Some(texts) = texts else { return };
        for (tag, text) in [("fi", &texts.fi), ("sv", &texts.sv), ("en", &texts.en)] {
            self.put(&format!("{name}-{tag}"), text.clone().unwrap_or_default());
        }
    }

    /// Notes an error beside a field; the first one stays.
    pub(super) fn refuse(&mut self, name: &str, error: impl Into<String>) {
        if !self.errors.contains_key(name) {
            self.order.push(name.to_owned());
            self.errors.insert(name.to_owned(), error.into());
        }
    }

    /// Notes what is wrong with the whole form.
    pub(super) fn object(&mut self, objection: impl Into<String>) {
        self.objection = Some(objection.into());
    }

    /// What is wrong with a field.
    pub(super) fn error(&self, name: &str) -> Option<&str> {
        self.errors.get(name).map(String::as_str)
    }

    /// What is wrong with the whole form.
    pub(super) fn objection(&self) -> Option<&str> {
        self.objection.as_deref()
    }

    /// Fields and their errors, in the order of the form.
    pub(super) fn errors(&self) -> impl Iterator<Item = (&str, &str)> {
        self.order.iter().filter_map(|name| Some((name.as_str(), self.errors.get(name)?.as_str())))
    }

    /// Whether nothing is wrong.
    pub(super) fn is_sound(&self) -> bool {
        self.errors.is_empty() && self.objection.is_none()
    }

    /// The fields in which a character stands.
    pub(super) fn fields_with(&self, c: char) -> Vec<String> {
        self.values.iter().filter(|(_, value)| value.contains(c)).map(|(name, _)| name.clone()).collect()
    }

    /// A field that may be empty.
    pub(super) fn optional(&mut self, name: &str, longest: usize) -> Option<String> {
        let value = self.value(name).trim().to_owned();
        let length = value.chars().count();
        if length > longest {
            self.refuse(name, format!("At most {longest} characters; there are {length}."));
        }
        (!value.is_empty()).then_some(value)
    }

    /// A text that must be there in Finnish and may be there in the other languages. `what` is its name in a sentence:
    /// errors are also read in a list, away from their fields.
    pub(super) fn texts(&mut self, name: &str, what: &str, longest: usize) -> Texts {
        let texts = self.languages(name, longest);
        if texts.fi.is_none() {
            self.refuse(&format!("{name}-fi"), format!("Write {what} in Finnish."));
        }
        texts
    }

    /// A text that may be missing, but not in Finnish alone.
    pub(super) fn optional_texts(&mut self, name: &str, what: &str, longest: usize) -> Option<Texts> {
        let texts = self.languages(name, longest);
        if texts == Texts::default() {
            return None;
        }
        if texts.fi.is_none() {
            self.refuse(&format!("{name}-fi"), format!("Write {what} in Finnish too, or in no language."));
        }
        Some(texts)
    }

    fn languages(&mut self, name: &str, longest: usize) -> Texts {
        let mut text = |tag: &str| self.optional(&format!("{name}-{tag}"), longest);
        Texts { fi: text("fi"), sv: text("sv"), en: text("en") }
    }

    /// A day that may be missing.
    pub(super) fn day(&mut self, name: &str) -> Option<NaiveDate> {
        let value = self.value(name).trim().to_owned();
        if value.is_empty() {
            return None;
        }
        let day = value.parse().ok();
        if day.is_none() {
            self.refuse(name, "Write the day as year-month-day, such as 2026-12-04.");
        }
        day
    }

    /// A day that may be missing and is not past.
    pub(super) fn coming_day(&mut self, name: &str, today: NaiveDate) -> Option<NaiveDate> {
        let day = self.day(name)?;
        if day < today {
            self.refuse(name, "This day is past.");
        }
        Some(day)
    }

    /// One of the choices of a list of value and label.
    pub(super) fn choice(&mut self, name: &str, choices: &[(&'static str, &str)]) -> Option<&'static str> {
        let chosen = choices.iter().map(|(value, _)| *value).find(|value| *value == self.value(name));
        if chosen.is_none() {
            self.refuse(
                name,
                format!("Choose one: {}.", choices.iter().map(|(_, label)| *label).collect::<Vec<_>>().join(", ")),
            );
        }
        chosen
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;

    fn filled(pairs: &[(&str, &str)]) -> Filled {
        Filled::read(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn a_text_needs_finnish_and_an_optional_one_needs_it_as_soon_as_there_is_another() {
        let mut form = filled(&[("title-sv", "Brev"), ("wording-fi", " ")]);
        form.texts("title", "the title", LINE);
        assert_eq!(form.optional_texts("wording", "the words", LINE), None);
        form.optional_texts("title", "the title", LINE);
        assert_eq!(form.errors().map(|(name, _)| name).collect::<Vec<_>>(), ["title-fi"]);
        assert_eq!(form.value("title-sv"), "Brev");
    }

    #[test]
    fn a_day_is_a_day_and_a_coming_one_is_not_past() {
        let today = "2026-11-17".parse().unwrap();
        let mut form = filled(&[("a", "2026-11-17"), ("b", "2026-11-16"), ("c", "17.11.2026"), ("d", "")]);
        assert_eq!(form.coming_day("a", today), Some(today));
        assert_eq!(form.coming_day("d", today), None);
        assert!(form.is_sound());
        form.coming_day("b", today);
        form.coming_day("c", today);
        assert_eq!(form.errors().count(), 2);
    }

    #[test]
    fn a_long_line_is_counted_in_characters() {
        let mut form = filled(&[("fits", &"ä".repeat(LINE)), ("is_long", &"ä".repeat(LINE + 1))]);
        form.optional("fits", LINE);
        assert!(form.is_sound());
        form.optional("is_long", LINE);
        assert!(form.error("is_long").unwrap().contains("201"));
    }
}
