//! Requests for review.

use serde::{Deserialize, Serialize};

/// `POST /v1/decisions/{id}/review-request`: the party of a decision asks the authority to review it (oikaisuvaatimus, Act
/// 434/2003 ch. 7 a, Act 410/2015 §134). It becomes a case of its own ([`crate::CaseRecord::reviews`]) with a message in it.
/// One that comes late is received like any other; whether it is examined is for the authority to decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewRequest {
    /// What in the decision is objected to.
    pub objection: String,
    /// What change is wanted.
    pub demand: String,
    /// Why.
    pub reasons: String,
    /// Who asks.
    pub appellant: Appellant,
    /// Language it is written in, as far as the app knows; BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Files: ids of uploads of this resident's that are complete ([`crate::UploadState::id`]).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<String>,
}

/// Who asks for a review, and where an answer reaches them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Appellant {
    /// Name.
    pub name: String,
    /// Postal address.
    pub address: String,
    /// Municipality of residence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub municipality: Option<String>,
    /// Telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}
