//! The keys that a source publishes.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use resident_api::{SIGNATURE_ALGORITHM, SigningKey, SigningKeys};
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::Jws;
use crate::{Unreadable, json};

/// Most keys of one source that are read, and kept.
const MAX_KEYS: usize = 200;

/// The keys of a source, those of earlier days too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys(Vec<SigningKey>);

impl Keys {
    /// Reads a JWK Set (RFC 7517 §5). A key of another kind than the contract has is left out, as its §5 has it; of two with one
    /// name the first stands.
    ///
    /// # Errors
    /// When it is no such set, or has too many keys.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        #[derive(Deserialize)]
        struct Frame<'a> {
            #[serde(borrow)]
            keys: &'a RawValue,
        }
        let frame: Frame<'_> = json::frame(json::text(bytes)?)?;
        let mut keys = Self::default();
        for raw in json::array(frame.keys.get(), MAX_KEYS)? {
            if let Ok(key) = serde_json::from_str::<SigningKey>(raw.get())
                && point(&key).is_some()
                && keys.named(&key.kid).is_none()
            {
                keys.0.push(key);
            }
        }
        Ok(keys)
    }

    /// As the source would publish them.
    pub fn to_json(&self) -> String {
        serde_json::to_string(&SigningKeys { keys: self.0.clone() }).unwrap_or_default()
    }

    /// With those of earlier days that the source has left out now. It should not: what they signed still lies on devices. A key
    /// that is to count no more is published as revoked.
    #[must_use]
    pub fn with_earlier(mut self, earlier: &Self) -> Self {
        for key in &earlier.0 {
            if self.0.len() < MAX_KEYS && self.named(&key.kid).is_none() {
                self.0.push(key.clone());
            }
        }
        self
    }

    /// The key with this name.
    pub fn named(&self, name: &str) -> Option<Named<'_>> {
        self.0.iter().find(|key| key.kid == name).map(Named)
    }
}

/// A key of the set.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a>(&'a SigningKey);

impl Named<'_> {
    /// Whether this key has signed this content.
    pub(super) fn has_signed(self, jws: &Jws, content: &str) -> bool {
        let Some(point) = point(self.0) else { return false };
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point);
        key.verify(jws.input(content).as_bytes(), &jws.bytes).is_ok()
    }

    /// Whether it signed at this time and was trusted.
    pub(super) fn was_in_use(self, at: DateTime<Utc>) -> bool {
        let at = at.timestamp();
        let before = |end: Option<i64>| end.is_none_or(|end| at < end);
        self.0.nbf <= at && before(self.0.exp) && before(self.0.revoked.as_ref().map(|revoked| revoked.revoked_at))
    }

    /// Since when it is not to be trusted.
    pub(super) fn revoked_at(self) -> Option<DateTime<Utc>> {
        let revoked = self.0.revoked.as_ref()?;
        Some(DateTime::from_timestamp(revoked.revoked_at, 0).unwrap_or_default())
    }
}

/// The point of the key, uncompressed, if it is a key for signatures on P-256.
fn point(key: &SigningKey) -> Option<Vec<u8>> {
    if key.kty != "EC"
        || key.crv != "P-256"
        || key.alg != SIGNATURE_ALGORITHM
        || key.r#use != "sig"
        || !super::is_key_name(&key.kid)
    {
        return None;
    }
    let coordinate = |text: &str| URL_SAFE_NO_PAD.decode(text).ok().filter(|bytes| bytes.len() == 32);
    Some([&[4], coordinate(&key.x)?.as_slice(), coordinate(&key.y)?.as_slice()].concat())
}
