//! The three public bodies of the demo world.

use std::{fmt, str::FromStr};

/// A public body that this server can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Body {
    /// Haikkala, the municipality the family lives in.
    Haikkala,
    /// Mäntylahti, the municipality they moved from.
    Mantylahti,
    /// Kaarna, the wellbeing services county.
    Kaarna,
}

impl Body {
    /// Every body.
    pub const ALL: [Self; 3] = [Self::Haikkala, Self::Mantylahti, Self::Kaarna];

    /// The stable name used in addresses and files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Haikkala => "haikkala",
            Self::Mantylahti => "mantylahti",
            Self::Kaarna => "kaarna",
        }
    }

    /// The name in Finnish, for logs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Haikkala => "Haikkala",
            Self::Mantylahti => "Mäntylahti",
            Self::Kaarna => "Kaarnan hyvinvointialue",
        }
    }
}

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// The text is no [`Body::id`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such public body; there are haikkala, mantylahti and kaarna")]
pub struct UnknownBody;

impl FromStr for Body {
    type Err = UnknownBody;

    fn from_str(id: &str) -> Result<Self, UnknownBody> {
        Self::ALL.into_iter().find(|body| body.id() == id).ok_or(UnknownBody)
    }
}
