//! A detached JWS in compact form (RFC 7515, appendix F): `header..signature`.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use resident_api::SIGNATURE_ALGORITHM;
use serde::{Deserialize, de::IgnoredAny};

/// A signature, read.
pub struct Jws {
    /// The name of the key.
    pub key: String,
    /// When it was made, as it says.
    pub signed_at: DateTime<Utc>,
    /// The header as it is signed.
    header: String,
    /// The signature itself.
    pub bytes: Vec<u8>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: String,
    iat: i64,
    #[serde(default)]
    crit: Option<IgnoredAny>,
    /// Another form of the content (RFC 7797), which the contract does not have.
    #[serde(default)]
    b64: Option<IgnoredAny>,
}

impl Jws {
    /// Reads one. `None` for anything that the contract does not have.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let (header, "", bytes, None) = (parts.next()?, parts.next()?, parts.next()?, parts.next()) else {
            return None;
        };
        let known: Header = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(header).ok()?).ok()?;
        if known.alg != SIGNATURE_ALGORITHM
            || known.crit.is_some()
            || known.b64.is_some()
            || !super::is_key_name(&known.kid)
        {
            return None;
        }
        Some(Self {
            key: known.kid,
            signed_at: DateTime::from_timestamp(known.iat, 0)?,
            header: header.to_owned(),
            bytes: URL_SAFE_NO_PAD.decode(bytes).ok()?,
        })
    }

    /// What is signed, with this content in its place.
    pub fn input(&self, content: &str) -> String {
        format!("{}.{}", self.header, URL_SAFE_NO_PAD.encode(content))
    }
}
