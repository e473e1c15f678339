//! What a decision's signature shows.

use domain::signature::Mismatch;
use serde::{Deserialize, Serialize};

use crate::view::{Text, When};

/// What checking the signature of a decision on this device has shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum SignatureView {
    /// There is none.
    Unsigned,
    /// It is the public body's, and the decision is as it was signed.
    Checked {
        /// The public body.
        by: Text,
        /// The key's name.
        key: String,
        /// When it was signed, as the signature says.
        signed: When,
        /// Since when the key is not to be trusted any more, if so.
        revoked: Option<When>,
    },
    /// The public body's keys have not come yet.
    NotYet,
    /// It does not match.
    Mismatch {
        /// Why.
        why: Mismatch,
    },
}
