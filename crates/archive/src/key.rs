//! The key by which a device signs its archives.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use sha2::{Digest, Sha256};

/// `SubjectPublicKeyInfo` of an Ed25519 key (RFC 8410 §4), up to the key itself.
const SPKI: [u8; 12] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00];

/// A device's own key.
pub struct SigningKey(Ed25519KeyPair);

impl SigningKey {
    /// The key of 32 random bytes; none for any other number of bytes.
    pub fn from_seed(seed: &[u8]) -> Option<Self> {
        Ed25519KeyPair::from_seed_unchecked(seed).ok().map(Self)
    }

    /// What others check by.
    pub fn public(&self) -> &[u8] {
        self.0.public_key().as_ref()
    }

    /// Signs.
    pub fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        self.0.sign(bytes).as_ref().to_vec()
    }

    /// The public key as OpenSSL reads it.
    pub fn pem(&self) -> String {
        let document = [SPKI.as_slice(), self.public()].concat();
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(document))
    }
}

/// A key in a form that people can compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The first 16 hexadecimal digits of the SHA-256 of the key's bytes, in groups of four.
    pub fn of(public: &[u8]) -> Self {
        let digits = hex::encode(Sha256::digest(public));
        let groups: Vec<&str> = [0, 4, 8, 12].into_iter().filter_map(|at| digits.get(at..at + 4)).collect();
        Self(groups.join(" "))
    }

    /// As it is read out.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether this is the key's signature of these bytes.
pub(crate) fn is_signed(public: &[u8], bytes: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ED25519, public).verify(bytes, signature).is_ok()
}
