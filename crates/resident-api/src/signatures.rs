//! The keys by which a server signs decisions.

use serde::{Deserialize, Deserializer, Serialize};

/// `typ` and `alg` of nothing else: the one algorithm of signatures (RFC 7518 §3.4).
pub const SIGNATURE_ALGORITHM: &str = "ES256";

/// The keys by which decisions are signed, as a JWK Set (RFC 7517 §5).
///
/// A signature is a detached JWS in compact form, `header..signature`. Its header names `alg`, which is
/// [`SIGNATURE_ALGORITHM`], `kid`, which is one of these keys, and `iat`, the time of signing as a NumericDate. What is signed is
/// the decision's record as it is delivered, with members that a reader does not know, without its `signature`, in canonical form
/// (RFC 8785). So the attachments are signed, too, by their digests.
///
/// A key stays in the set after it has been replaced or revoked, so that what it signed can be checked as long as residents have
/// it. A signature holds if its key was in use at `iat`: from `nbf`, before `exp`, and not revoked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SigningKeys {
    /// The keys, in no order.
    pub keys: Vec<SigningKey>,
}

/// A public key on P-256 (RFC 7518 §6.2), with the times of a historical key (OpenID Federation 1.0 §8.7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SigningKey {
    /// Names it among all keys that the server has ever had.
    pub kid: String,
    /// `EC`.
    pub kty: String,
    /// `P-256`.
    pub crv: String,
    /// The point's x, base64url.
    pub x: String,
    /// The point's y, base64url.
    pub y: String,
    /// [`SIGNATURE_ALGORITHM`].
    pub alg: String,
    /// `sig`.
    pub r#use: String,
    /// From when it signs, as a NumericDate: seconds since 1970.
    pub nbf: i64,
    /// From when it signs no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exp: Option<i64>,
    /// That it is not to be trusted any more, and since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<Revocation>,
}

/// That a key is not to be trusted from a time on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Revocation {
    /// From when, as a NumericDate.
    pub revoked_at: i64,
}

/// A text, or nothing of something else: a signature of another shape is one that does not hold, and does not make the decision
/// unreadable.
pub(crate) fn text_or_nothing<'de, D>(deserializer: D) -> Result<Option<String>, D::Error>
where
    D: Deserializer<'de>,
{
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Shape {
        Text(String),
        Other(serde::de::IgnoredAny),
    }
    Ok(match Option::<Shape>::deserialize(deserializer)? {
        Some(Shape::Text(text)) => Some(text),
        Some(Shape::Other(_)) | None => None,
    })
}
