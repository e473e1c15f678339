//! Signatures of decisions: what is kept of one, and what checking it has shown.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A signature with what it is over, so that it can be checked again: with other keys, on another day, by somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// The signature as it came: a detached JWS (RFC 7515, appendix F).
    pub jws: String,
    /// What it should be over: the record as it came, without the signature, in canonical form (RFC 8785).
    pub content: String,
}

/// What checking the signature of a decision has shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Verdict {
    /// There is none.
    Unsigned,
    /// It is the source's, and over this very content.
    Checked {
        /// The key's name.
        key: String,
        /// When it was signed, as the signature says.
        signed_at: DateTime<Utc>,
        /// Since when the key is not to be trusted any more. The signature is older, as far as its own time can be believed.
        revoked_at: Option<DateTime<Utc>>,
    },
    /// The source's keys are not here yet.
    NotYet,
    /// It does not hold.
    Mismatch(Mismatch),
}

/// Why a signature does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Mismatch {
    /// It is not in the form of a signature, or by an algorithm that the contract does not have.
    Unreadable,
    /// The content is another than the one that was signed, or another key has signed it.
    Altered,
    /// The source publishes no such key.
    UnknownKey,
    /// The key was not in use when it was signed, or it was signed before the decision was made.
    KeyNotInUse,
}

impl Verdict {
    /// Whether the resident must be warned.
    pub const fn is_mismatch(&self) -> bool {
        matches!(self, Self::Mismatch(_))
    }
}
