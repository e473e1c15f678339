//! Rights to act as residents give, ask for and withdraw them.
//!
//! Who the other person is, is agreed face to face: they show a short code that the service gave them ([`OwnCode`]), which
//! is typed in together with their name. Every `POST` takes an `Idempotency-Key` and answers with a [`Receipt`].

use serde::{Deserialize, Serialize};

use crate::Texts;

/// A right to act that the resident has given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GivenMandateRecord {
    /// Id, the same as that of the holder's mandate.
    pub id: String,
    /// The resident's own party.
    pub party: String,
    /// Who has it.
    pub holder_name: String,
    /// Kinds of matters it covers; absent means every matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Vec<String>>,
    /// First day, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    /// Last day, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
}

/// A request for a right to act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MandateRequestRecord {
    /// Id.
    pub id: String,
    /// The resident's own party.
    pub party: String,
    /// Whether somebody asks the resident; else the resident asks.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub incoming: bool,
    /// Who asks, or who is asked.
    pub other_name: String,
    /// Kinds of matters; absent means every matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Vec<String>>,
    /// Last day, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
    /// When it was made, RFC 3339.
    pub asked_at: String,
    /// `open` or `refused`. One that is granted is gone, and the right is there.
    pub state: String,
}

/// Something that somebody did for the resident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActedRecord {
    /// Id.
    pub id: String,
    /// The resident's own party.
    pub party: String,
    /// When, RFC 3339.
    pub at: String,
    /// Who.
    pub actor_name: String,
    /// What they did.
    pub what: Texts,
    /// The mandate by which they did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mandate: Option<String>,
}

/// `POST /v1/mandates`: give a right to act, or ask for one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MandateOffer {
    /// `give` or `ask`.
    pub kind: String,
    /// The other person's name.
    pub name: String,
    /// The code they showed.
    pub code: String,
    /// Kinds of matters; absent means every matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Vec<String>>,
    /// Last day, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
}

/// `POST /v1/mandates/{id}/answer`: the answer to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MandateAnswer {
    /// Whether the right is given as it was asked for.
    pub accept: bool,
}

/// `POST /v1/mandates/code`: a code to show to another person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnCode {
    /// The code. It is good once.
    pub code: String,
    /// Until when, RFC 3339.
    pub expires_at: String,
}

/// That something was received, and under which number it is registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// When the server received it first, RFC 3339.
    pub received_at: String,
    /// Register number.
    pub register_number: String,
    /// Lower-case hexadecimal SHA-256 of the body as it was received.
    pub body_sha256: String,
    /// Id of the record that it became and that comes with the feed, where it became one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
}
