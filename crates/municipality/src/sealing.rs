//! Sealing what may not be read before it is received: compact JWE (RFC 7516) with `alg: dir` and `enc: A256GCM`, and nothing else
//! of it. A key is for one decision and its documents.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use serde_json::json;

/// Bytes of a key.
const KEY_LEN: usize = 32;

/// The key to one decision.
pub(crate) struct SealKey([u8; KEY_LEN]);

/// Something could not be sealed.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("it could not be sealed")]
pub(crate) struct SealFailed;

impl SealKey {
    /// A key that nothing was sealed with.
    pub(crate) fn random() -> Result<Self, getrandom::Error> {
        let mut key = [0; KEY_LEN];
        getrandom::fill(&mut key)?;
        Ok(Self(key))
    }

    /// The key as it is kept.
    pub(crate) fn from_bytes(bytes: [u8; KEY_LEN]) -> Self {
        Self(bytes)
    }

    pub(crate) const fn as_bytes(&self) -> &[u8; KEY_LEN] {
        &self.0
    }

    /// The key as a receipt hands it out.
    pub(crate) fn encoded(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// Seals `plain` under the name `kid`.
    pub(crate) fn seal(&self, kid: &str, plain: &[u8]) -> Result<String, SealFailed> {
        let header = URL_SAFE_NO_PAD.encode(json!({ "alg": "dir", "enc": "A256GCM", "kid": kid }).to_string());
        // Twelve random bytes: what one key seals is one decision and a handful of files.
        let mut nonce = [0; NONCE_LEN];
        getrandom::fill(&mut nonce).map_err(|_| SealFailed)?;
        let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &self.0).map_err(|_| SealFailed)?);
        let mut bytes = plain.to_vec();
        let tag = key
            .seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::from(header.as_bytes()), &mut bytes)
            .map_err(|_| SealFailed)?;
        let [nonce, bytes, tag] = [&nonce[..], &bytes, tag.as_ref()].map(|part| URL_SAFE_NO_PAD.encode(part));
        // With `dir` there is no encrypted key: its place is empty.
        Ok(format!("{header}..{nonce}.{bytes}.{tag}"))
    }
}
