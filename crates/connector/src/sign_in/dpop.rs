//! Proofs that whoever sends a token also holds this device's key (DPoP, RFC 9449).

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use ring::{
    rand::{SecureRandom as _, SystemRandom},
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use url::Url;
use zeroize::Zeroizing;

/// A P-256 key of this device, made for one service and known to no other.
pub struct DpopKey {
    pair: EcdsaKeyPair,
    document: Zeroizing<Vec<u8>>,
}

/// A key could not be made or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no usable key")]
pub struct NoKey;

impl DpopKey {
    /// A new key.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn generate() -> Result<Self, NoKey> {
        let document =
            EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new()).map_err(|_| NoKey)?;
        Self::from_document(document.as_ref())
    }

    /// The key in this PKCS #8 document.
    ///
    /// # Errors
    /// When it is none.
    pub fn from_document(document: &[u8]) -> Result<Self, NoKey> {
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document, &SystemRandom::new())
            .map_err(|_| NoKey)?;
        Ok(Self { pair, document: Zeroizing::new(document.to_vec()) })
    }

    /// The key as a PKCS #8 document, for the platform's keyring and nothing else.
    pub fn document(&self) -> &[u8] {
        &self.document
    }

    /// SHA-256 thumbprint of the public key (RFC 7638), by which a provider names it.
    pub fn thumbprint(&self) -> String {
        let (x, y) = self.coordinates();
        // The members in lexicographic order and no white space, as the RFC's section 3 demands.
        let canonical = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
        URL_SAFE_NO_PAD.encode(Sha256::digest(canonical))
    }

    /// A proof for one request.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub(super) fn prove(&self, said: &Said<'_>) -> Result<String, NoKey> {
        let random = SystemRandom::new();
        let mut id = [0_u8; 16];
        random.fill(&mut id).map_err(|_| NoKey)?;
        let (x, y) = self.coordinates();
        let header = json!({
            "typ": "dpop+jwt",
            "alg": "ES256",
            "jwk": { "kty": "EC", "crv": "P-256", "x": x, "y": y },
        });
        let mut target = said.url.clone();
        target.set_query(None);
        target.set_fragment(None);
        let mut claims = json!({
            "jti": URL_SAFE_NO_PAD.encode(id),
            "htm": said.method,
            "htu": target.as_str(),
            "iat": said.now.timestamp(),
        });
        if let Some(claims) = claims.as_object_mut() {
            if let Some(token) = said.token {
                claims.insert("ath".to_owned(), URL_SAFE_NO_PAD.encode(Sha256::digest(token)).into());
            }
            if let Some(nonce) = said.nonce {
                claims.insert("nonce".to_owned(), nonce.into());
            }
        }
        let signed =
            format!("{}.{}", URL_SAFE_NO_PAD.encode(header.to_string()), URL_SAFE_NO_PAD.encode(claims.to_string()));
        let signature = self.pair.sign(&random, signed.as_bytes()).map_err(|_| NoKey)?;
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref())))
    }

    fn coordinates(&self) -> (String, String) {
        // Uncompressed point: the byte 4, then x and y of 32 bytes each (SEC 1, section 2.3.3).
        let point = self.pair.public_key().as_ref();
        let half = |from: usize| point.get(from..from + 32).unwrap_or_default();
        (URL_SAFE_NO_PAD.encode(half(1)), URL_SAFE_NO_PAD.encode(half(33)))
    }
}

impl std::fmt::Debug for DpopKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DpopKey")
    }
}

/// What a proof says of its request.
pub(super) struct Said<'a> {
    pub method: &'a str,
    pub url: &'a Url,
    /// The access token that goes along, if one does.
    pub token: Option<&'a str>,
    /// The server's latest nonce, if it gave one.
    pub nonce: Option<&'a str>,
    pub now: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
    use serde_json::Value;

    use super::*;

    fn parts(proof: &str) -> (Value, Value, Vec<u8>, String) {
        let pieces: Vec<_> = proof.split('.').collect();
        let json = |text: &str| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).unwrap()).unwrap();
        let signed = format!("{}.{}", pieces[0], pieces[1]);
        (json(pieces[0]), json(pieces[1]), URL_SAFE_NO_PAD.decode(pieces[2]).unwrap(), signed)
    }

    #[test]
    fn a_proof_names_its_request_and_is_signed_by_the_key_it_shows() {
        let key = DpopKey::generate().unwrap();
        let url = "https://haikkala.example/v1/changes?after=1#x".parse().unwrap();
        let now = "2026-11-18T09:12:00Z".parse().unwrap();
        let said = Said { method: "GET", url: &url, token: Some("abc"), nonce: Some("n-1"), now };
        let (header, claims, signature, signed) = parts(&key.prove(&said).unwrap());
        assert_eq!((&header["typ"], &header["alg"]), (&json!("dpop+jwt"), &json!("ES256")));
        assert_eq!(claims["htm"], "GET");
        assert_eq!(claims["htu"], "https://haikkala.example/v1/changes");
        assert_eq!(claims["nonce"], "n-1");
        assert_eq!(claims["iat"], 1_794_993_120);
        // SHA-256 of "abc", the first test vector of FIPS 180-2, in base64url.
        assert_eq!(claims["ath"], "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
        assert!(header["jwk"].get("d").is_none());

        let coordinate = |name: &str| URL_SAFE_NO_PAD.decode(header["jwk"][name].as_str().unwrap()).unwrap();
        let point = [vec![4], coordinate("x"), coordinate("y")].concat();
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(signed.as_bytes(), &signature).unwrap();
        let (_, again, ..) = parts(&key.prove(&said).unwrap());
        assert_ne!(claims["jti"], again["jti"], "no proof is used twice");
    }

    #[test]
    fn a_key_read_back_is_the_same_key() {
        let key = DpopKey::generate().unwrap();
        let read = DpopKey::from_document(key.document()).unwrap();
        assert_eq!(read.thumbprint(), key.thumbprint());
        assert_ne!(DpopKey::generate().unwrap().thumbprint(), key.thumbprint());
        assert!(DpopKey::from_document(b"no key").is_err());
    }
}
