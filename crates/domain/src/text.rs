//! Text that came from a server, and text in several languages.
//!
//! Server text may hide things from its reader: control characters, and the bidirectional overrides with which a file
//! name or a title reads differently from what it is ("Trojan Source", CVE-2021-42574). It is cleaned once, when it
//! enters, and from then on every part of the app can show it as it stands.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

/// A language the interface speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Finnish.
    #[default]
    Fi,
    /// Swedish.
    Sv,
    /// English.
    En,
}

impl Language {
    /// Every language of the interface.
    pub const ALL: [Self; 3] = [Self::Fi, Self::Sv, Self::En];

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Fi => "fi",
            Self::Sv => "sv",
            Self::En => "en",
        }
    }

    /// The language of a BCP 47 or POSIX tag (`sv-FI`, `fi_FI.UTF-8`), if the interface speaks it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.']).next()?;
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }
}

/// Untrusted text, cleaned: no control characters but line breaks and tabs, no bidirectional or invisible formatting,
/// at most [`ServerText::MAX_CHARS`] characters. Never markup.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct ServerText(String);

impl ServerText {
    /// Longest text kept, in characters. A decision of forty pages has about 100,000.
    pub const MAX_CHARS: usize = 400_000;

    /// Cleans `raw`.
    pub fn new(raw: &str) -> Self {
        if is_plain(raw) {
            return Self(raw.trim().to_owned());
        }
        let unified = raw.replace("\r\n", "\n");
        let cleaned: String = without_deception(&unified.replace('\r', "\n")).take(Self::MAX_CHARS).collect();
        Self(cleaned.trim().to_owned())
    }

    /// Longest line, in characters. The longest titles of real cases have about 200.
    pub const MAX_LINE_CHARS: usize = 500;

    /// The text on one line: for titles, names and anything shown in a list. A longer one ends in an ellipsis.
    #[must_use]
    pub fn single_line(&self) -> Self {
        let line = self.0.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.chars().nth(Self::MAX_LINE_CHARS).is_none() {
            return Self(line);
        }
        let cut: String = line.chars().take(Self::MAX_LINE_CHARS - 1).collect();
        Self(cut.trim_end().to_owned() + "…")
    }

    /// The cleaned text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Whether a text needs no cleaning, as nearly all do.
fn is_plain(text: &str) -> bool {
    // Controls, and the bytes with which the other characters of `is_deceptive` begin in UTF-8.
    const fn may_deceive(byte: u8) -> bool {
        byte < b' ' || matches!(byte, 0x7F | 0xC2 | 0xD8 | 0xE2 | 0xEF | 0xF3)
    }
    let deceives = |place: usize| {
        let found = text.get(place..).and_then(|rest| rest.chars().next());
        found.is_none_or(|found| found == '\r' || is_deceptive(found))
    };
    // No more characters than bytes.
    text.len() <= ServerText::MAX_CHARS
        && !text.bytes().enumerate().any(|(place, byte)| may_deceive(byte) && deceives(place))
}

/// What is left of a text without the characters that deceive. For pieces of a [`ServerText`] in which a notation may
/// have hidden some.
pub fn without_deception(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !is_deceptive(*c))
}

/// Characters that change how other text reads without being seen: controls, bidi embeddings, overrides and isolates,
/// invisible operators, and the tag block. Joiners (U+200C, U+200D) stay: languages and emoji need them.
pub fn is_deceptive(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c,
            '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{FEFF}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206F}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}')
}

impl From<String> for ServerText {
    fn from(raw: String) -> Self {
        // Texts of the store come this way, and they were cleaned before.
        if is_plain(&raw) && raw.trim().len() == raw.len() { Self(raw) } else { Self::new(&raw) }
    }
}

impl From<&str> for ServerText {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}

impl From<ServerText> for String {
    fn from(text: ServerText) -> Self {
        text.0
    }
}

impl fmt::Display for ServerText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How a long text is written. Either is shown through the app's own renderer; neither is ever HTML.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyFormat {
    /// Paragraphs separated by blank lines.
    #[default]
    Plain,
    /// Markdown, of which an allowlist is rendered.
    Markdown,
}

/// One text in the languages its source offers, by lower-case BCP 47 tag. A source that names no language uses
/// [`Localized::UNDETERMINED`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Localized(BTreeMap<String, ServerText>);

impl Localized {
    /// The tag of a text whose language nobody stated (BCP 47 `und`).
    pub const UNDETERMINED: &str = "und";

    /// A text in one language.
    pub fn one(tag: &str, text: impl Into<ServerText>) -> Self {
        Self::default().with(tag, text)
    }

    /// A text whose language is not stated.
    pub fn undetermined(text: impl Into<ServerText>) -> Self {
        Self::one(Self::UNDETERMINED, text)
    }

    /// Adds a language; an empty text adds nothing.
    #[must_use]
    pub fn with(mut self, tag: &str, text: impl Into<ServerText>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.0.insert(tag.to_ascii_lowercase(), text);
        }
        self
    }

    /// Whether there is no text in any language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text in `wanted`, else in the first language of the interface that has one, else in any, with its tag.
    pub fn pick(&self, wanted: Language) -> Option<(&str, &ServerText)> {
        let by_primary = |language: Language| self.0.iter().find(|(tag, _)| Language::from_tag(tag) == Some(language));
        by_primary(wanted)
            .or_else(|| Language::ALL.into_iter().find_map(by_primary))
            .or_else(|| self.0.iter().next())
            .map(|(tag, text)| (tag.as_str(), text))
    }

    /// Every language and its text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &ServerText)> {
        self.0.iter().map(|(tag, text)| (tag.as_str(), text))
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Localized {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(texts: I) -> Self {
        texts.into_iter().fold(Self::default(), |all, (tag, text)| all.with(tag, text))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_title_cannot_reorder_itself() {
        assert_eq!(ServerText::new("Lasku \u{202E}fdp.exe").as_str(), "Lasku fdp.exe");
    }

    #[test]
    fn line_breaks_survive_and_other_controls_do_not() {
        assert_eq!(ServerText::new("a\r\nb\rc\u{7}\u{0}d\te").as_str(), "a\nb\ncd\te");
    }

    #[test]
    fn a_line_has_an_end() {
        let line = ServerText::new(&"sana ".repeat(1000)).single_line();
        assert!(line.as_str().chars().count() <= ServerText::MAX_LINE_CHARS && line.as_str().ends_with("sana…"));
        assert_eq!(line.single_line(), line);
        let whole = ServerText::new(&"ä".repeat(ServerText::MAX_LINE_CHARS));
        assert_eq!(whole.single_line(), whole);
    }

    #[test]
    fn a_reader_gets_their_language_else_the_nearest() {
        let title: Localized = [("nb", "Vedtak"), ("sv-FI", "Beslut")].into_iter().collect();
        assert_eq!(title.pick(Language::Sv).unwrap().1.as_str(), "Beslut");
        assert_eq!(title.pick(Language::Fi).unwrap().0, "sv-fi");
        assert_eq!(Localized::one("nb", "Vedtak").pick(Language::En).unwrap().0, "nb");
        assert!(Localized::one("fi", "  \u{202E}").is_empty());
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(raw in any::<String>()) {
            let once = ServerText::new(&raw);
            prop_assert_eq!(ServerText::new(once.as_str()), once);
        }

        #[test]
        fn a_text_is_cleaned_the_same_whoever_owns_it(raw in any::<String>()) {
            prop_assert_eq!(ServerText::from(raw.clone()), ServerText::new(&raw));
        }

        #[test]
        fn what_is_called_plain_is_clean(raw in any::<char>()) {
            prop_assert!(!is_plain(&raw.to_string()) || (!is_deceptive(raw) && raw != '\r'));
        }

        #[test]
        fn nothing_deceptive_is_left(raw in any::<String>()) {
            prop_assert!(!ServerText::new(&raw).as_str().chars().any(is_deceptive));
        }
    }
}
