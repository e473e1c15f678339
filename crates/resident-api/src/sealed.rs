//! Decisions of which notice is given verifiably (Act 13/2003, section 18): in the feed before they are served, and sealed until then.
//!
//! The envelope is open, the content is a compact JWE (RFC 7516) with `alg: dir` and `enc: A256GCM`: one random key for each
//! decision, named by `kid`. What is inside is the [`DecisionRecord`](crate::DecisionRecord), with the id and the party of the
//! envelope. Its documents are sealed with the same key and fetched under the ids that they will have.
//!
//! An envelope has the id that the decision will have. The record of kind `decision` takes its place when it has been received, by
//! whoever may act for the party, and a tombstone of kind `decision` when it has been withdrawn.

use serde::{Deserialize, Serialize};

use crate::Texts;

/// [`Problem::r#type`](crate::Problem::type) of the 410 that says: this decision has been withdrawn, and can no longer be received.
pub const PROBLEM_DECISION_WITHDRAWN: &str = "urn:resident-api:decision-withdrawn";
/// [`Problem::r#type`](crate::Problem::type) of the 410 that says: the time in which this decision could be received is over.
pub const PROBLEM_RECEIPT_OVER: &str = "urn:resident-api:receipt-over";
/// Media type of sealed documents.
pub const SEALED_MEDIA_TYPE: &str = "application/jose";

/// A decision that waits to be received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SealedDecisionRecord {
    /// Id, which the decision keeps.
    pub id: String,
    /// Whose matter.
    pub party: String,
    /// Kind of matter, by which scopes of rights to act are counted: an id of [`crate::ServerCard::matters`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<String>,
    /// The case it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// What was decided about, as far as it may be said outside.
    pub title: Texts,
    /// Who decided.
    pub authority: Texts,
    /// Register number, where it is not secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register_number: Option<String>,
    /// When it was sent, RFC 3339.
    pub sent_at: String,
    /// Until when it can be received here, RFC 3339: seven days.
    pub receivable_until: String,
    /// How it is given when it has not been received by then: `letter`, or `summons` (haastetiedoksianto).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<String>,
    /// Whom to ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Texts>,
    /// The decision: a compact JWE of the [`DecisionRecord`](crate::DecisionRecord) in JSON.
    pub content: String,
    /// Its documents, sealed likewise.
    #[serde(default)]
    pub documents: Vec<SealedDocumentRecord>,
}

/// A sealed file. Its bytes, a compact JWE, are at `/v1/documents/{id}` until the decision has been received, and from then on the
/// file itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SealedDocumentRecord {
    /// Id, which the file keeps.
    pub id: String,
    /// Size of the sealed bytes.
    pub size: u64,
    /// Lower-case hexadecimal SHA-256 of the sealed bytes.
    pub sha256: String,
}

/// That a decision has been received, by which it is served, and the key to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecisionReceipt {
    /// When it was received first, RFC 3339. Every later answer says the same.
    pub served_at: String,
    /// The key of 256 bits, in base64url without padding.
    pub key: String,
}
