//! Signed JSON (RFC 7515) with keys on P-256 (ES256), and nothing else of JOSE: there is one algorithm here, so none can
//! be talked into.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    rand::SystemRandom,
    signature::{
        ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, UnparsedPublicKey,
    },
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The one algorithm.
pub(super) const ALGORITHM: &str = "ES256";
/// Longest signed text that is read, in bytes.
const LONGEST: usize = 8 * 1024;

/// A key could not be made or did not sign.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the provider's key failed")]
pub(super) struct KeyFailed;

/// Bytes in base64url.
pub(super) fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The SHA-256 of a text in base64url.
pub(super) fn hash(text: &str) -> String {
    encode(Sha256::digest(text))
}

/// A public key on P-256, as a JWK (RFC 7518 §6.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PublicKey {
    kty: String,
    crv: String,
    x: String,
    y: String,
}

impl PublicKey {
    /// Its thumbprint (RFC 7638).
    pub(super) fn thumbprint(&self) -> String {
        let Self { kty, crv, x, y } = self;
        hash(&format!(r#"{{"crv":"{crv}","kty":"{kty}","x":"{x}","y":"{y}"}}"#))
    }

    /// The point, uncompressed; nothing if this is no key on P-256.
    fn point(&self) -> Option<Vec<u8>> {
        if self.kty != "EC" || self.crv != "P-256" {
            return None;
        }
        let coordinate = |text: &str| URL_SAFE_NO_PAD.decode(text).ok().filter(|bytes| bytes.len() == 32);
        Some([&[4], coordinate(&self.x)?.as_slice(), coordinate(&self.y)?.as_slice()].concat())
    }
}

/// A key that signs.
pub(super) struct SigningKey {
    pair: EcdsaKeyPair,
    random: SystemRandom,
}

impl SigningKey {
    pub(super) fn new() -> Result<Self, KeyFailed> {
        let random = SystemRandom::new();
        let text = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).map_err(|_| KeyFailed)?;
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, text.as_ref(), &random)
            .map_err(|_| KeyFailed)?;
        Ok(Self { pair, random })
    }

    pub(super) fn public(&self) -> PublicKey {
        let point = self.pair.public_key().as_ref();
        let (x, y) = point.get(1..).unwrap_or_default().split_at_checked(32).unwrap_or_default();
        PublicKey { kty: "EC".to_owned(), crv: "P-256".to_owned(), x: encode(x), y: encode(y) }
    }

    /// The signed text of a header and claims.
    pub(super) fn sign(&self, header: &Value, claims: &Value) -> Result<String, KeyFailed> {
        let unsigned = unsigned(header, claims);
        let signature = self.pair.sign(&self.random, unsigned.as_bytes()).map_err(|_| KeyFailed)?;
        Ok(format!("{unsigned}.{}", encode(signature)))
    }
}

/// What is to be signed.
pub(super) fn unsigned(header: &Value, claims: &Value) -> String {
    format!("{}.{}", encode(header.to_string()), encode(claims.to_string()))
}

/// A signed text, taken apart; nobody has looked at the signature yet.
pub(super) struct Signed<'a> {
    pub(super) header: Value,
    pub(super) claims: Value,
    unsigned: &'a str,
    signature: Vec<u8>,
}

impl<'a> Signed<'a> {
    pub(super) fn read(text: &'a str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let (unsigned, signature) = text.rsplit_once('.')?;
        let (header, claims) = unsigned.split_once('.')?;
        let json = |part: &str| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok();
        Some(Self {
            header: json(header)?,
            claims: json(claims)?,
            unsigned,
            signature: URL_SAFE_NO_PAD.decode(signature).ok()?,
        })
    }

    /// Whether it says to be signed with the one algorithm and is signed with this key.
    pub(super) fn is_by(&self, key: &PublicKey) -> bool {
        let Some(point) = key.point() else { return false };
        self.header.get("alg").and_then(Value::as_str) == Some(ALGORITHM)
            && UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)
                .verify(self.unsigned.as_bytes(), &self.signature)
                .is_ok()
    }

    /// A claim that is a text.
    pub(super) fn text(&self, claim: &str) -> Option<&str> {
        self.claims.get(claim)?.as_str()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use serde_json::json;

    use super::*;

    #[test]
    fn what_was_signed_is_known_again_and_nothing_else_is() {
        let (key, other) = (SigningKey::new().unwrap(), SigningKey::new().unwrap());
        let text = key.sign(&json!({ "alg": "ES256" }), &json!({ "sub": "aino" })).unwrap();
        let signed = Signed::read(&text).unwrap();
        assert_eq!(signed.text("sub"), Some("aino"));
        assert!(signed.is_by(&key.public()));
        assert!(!signed.is_by(&other.public()));
        let none = key.sign(&json!({ "alg": "none" }), &json!({})).unwrap();
        assert!(!Signed::read(&none).unwrap().is_by(&key.public()), "the header names another algorithm");
        for broken in ["", "a.b", "a.b.c", "..", &text.replace('.', "")] {
            assert!(Signed::read(broken).is_none(), "{broken}");
        }
    }

    #[test]
    fn the_thumbprint_is_that_of_rfc_7638() {
        // RFC 9449 §4.1 shows the key, §6.1 its thumbprint.
        let key: PublicKey = serde_json::from_value(json!({
            "kty": "EC", "crv": "P-256",
            "x": "l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",
            "y": "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA",
        }))
        .unwrap();
        assert_eq!(key.thumbprint(), "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
    }
}
