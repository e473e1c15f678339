//! Means of authentication and what they are worth (`acr`).

use resident_api::{ACR_BASIC, ACR_STRONG};

use super::words::Words;

/// How a resident is authenticated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Means {
    /// A user name and a password.
    Basic,
    /// What the law calls strong electronic identification.
    Strong,
}

impl Means {
    /// The strongest first.
    pub(super) const ALL: [Self; 2] = [Self::Strong, Self::Basic];

    pub(super) const fn acr(self) -> &'static str {
        match self {
            Self::Basic => ACR_BASIC,
            Self::Strong => ACR_STRONG,
        }
    }

    pub(super) fn of_acr(acr: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|means| means.acr() == acr)
    }

    /// Its word in the form.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Strong => "strong",
        }
    }

    pub(super) fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|means| means.word() == word)
    }

    /// What it is called, and what it is worth.
    pub(super) const fn words(self, words: &Words) -> (&'static str, &'static str) {
        match self {
            Self::Basic => (words.basic, words.basic_hint),
            Self::Strong => (words.strong, words.strong_hint),
        }
    }
}
