//! Proofs of possession (RFC 9449): that whoever sends a token has the key it is bound to.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use axum::http::{HeaderMap, HeaderName, HeaderValue, Uri};
use ring::hmac;
use serde_json::Value;

use super::{
    jose::{PublicKey, Signed, encode, hash},
    passing::Passing,
};
use crate::RegistryError;

/// The header of a proof.
const PROOF: HeaderName = HeaderName::from_static("dpop");
/// The header by which the server says which nonce the next proof is to carry.
const NONCE: HeaderName = HeaderName::from_static("dpop-nonce");
/// How far a device's clock may be away, in seconds.
const WINDOW: i64 = 300;
/// Proofs remembered at most. Each is forgotten when its window is over.
const MOST_PROOFS: usize = 100_000;
/// Longest `jti`, in bytes.
const LONGEST_ID: usize = 256;

/// Why a proof is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProofFault {
    /// The words say what is wrong.
    Invalid(&'static str),
    /// It lacks the server's nonce, or has an old one.
    NeedsNonce,
}

impl ProofFault {
    /// The error code of the standard.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Invalid(_) => "invalid_dpop_proof",
            Self::NeedsNonce => "use_dpop_nonce",
        }
    }

    /// What is wrong, for a programmer.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Invalid(words) => words,
            Self::NeedsNonce => "Send a proof with the nonce of the DPoP-Nonce header.",
        }
    }
}

/// What a proof must be for.
pub(super) struct For<'a> {
    pub(super) method: &'a str,
    pub(super) address: &'a str,
    /// The token that it comes with.
    pub(super) token: Option<&'a str>,
    pub(super) needs_nonce: bool,
}

/// Checks proofs and remembers them.
pub(super) struct Proofs {
    seen: Passing<()>,
    secret: hmac::Key,
    /// How long a nonce is handed out, in seconds; it is taken as long again.
    nonce_life: u64,
    /// Counts how often nonces were retired before their time.
    retired: AtomicU64,
}

impl Proofs {
    pub(super) fn new(nonce_life: Duration) -> Result<Self, RegistryError> {
        let mut secret = [0_u8; 32];
        getrandom::fill(&mut secret)?;
        Ok(Self {
            seen: Passing::new(2 * WINDOW, MOST_PROOFS),
            secret: hmac::Key::new(hmac::HMAC_SHA256, &secret),
            nonce_life: nonce_life.as_secs().max(1),
            retired: AtomicU64::new(0),
        })
    }

    /// The nonce that proofs are to carry now.
    pub(super) fn nonce(&self, now: i64) -> String {
        self.nonce_of(self.span(now))
    }

    /// Takes no nonce any more that was handed out so far.
    pub(super) fn retire_nonces(&self) {
        self.retired.fetch_add(1, Ordering::Relaxed);
    }

    fn span(&self, now: i64) -> u64 {
        now.unsigned_abs() / self.nonce_life
    }

    fn nonce_of(&self, span: u64) -> String {
        let retired = self.retired.load(Ordering::Relaxed);
        encode(hmac::sign(&self.secret, format!("{retired}/{span}").as_bytes()))
    }

    /// The proof of a request, if it has one.
    pub(super) fn in_headers(headers: &HeaderMap) -> Result<Option<&str>, ProofFault> {
        let mut proofs = headers.get_all(PROOF).iter();
        match (proofs.next(), proofs.next()) {
            (None, _) => Ok(None),
            (Some(proof), None) => proof.to_str().map(Some).map_err(|_| ProofFault::Invalid("The proof is no text.")),
            _ => Err(ProofFault::Invalid("There is more than one proof.")),
        }
    }

    /// Checks a proof (RFC 9449 §4.3) and tells the thumbprint of its key.
    pub(super) fn check(&self, proof: &str, wanted: &For<'_>, now: i64) -> Result<String, ProofFault> {
        let require = |met: bool, words: &'static str| if met { Ok(()) } else { Err(ProofFault::Invalid(words)) };
        let signed = Signed::read(proof).ok_or(ProofFault::Invalid("The proof is no signed JSON."))?;
        let header = |name: &str| signed.header.get(name);
        require(header("typ").and_then(Value::as_str) == Some("dpop+jwt"), "`typ` is not `dpop+jwt`.")?;
        let jwk = header("jwk").ok_or(ProofFault::Invalid("There is no `jwk`."))?;
        require(jwk.get("d").is_none(), "`jwk` is a private key. It is burnt: make another.")?;
        let key: PublicKey =
            serde_json::from_value(jwk.clone()).map_err(|_| ProofFault::Invalid("`jwk` is no key on P-256."))?;
        require(signed.is_by(&key), "The signature is not an ES256 one by `jwk`.")?;
        require(signed.text("htm") == Some(wanted.method), "`htm` is not this method.")?;
        let names_address = signed.text("htu").is_some_and(|address| is_same(address, wanted.address));
        require(names_address, "`htu` is not this address.")?;
        let made_at =
            signed.claims.get("iat").and_then(Value::as_i64).ok_or(ProofFault::Invalid("There is no `iat`."))?;
        require(made_at.abs_diff(now) <= WINDOW.unsigned_abs(), "`iat` is too far from the server's time.")?;
        let id = signed.text("jti").filter(|id| (1..=LONGEST_ID).contains(&id.len()));
        let id = id.ok_or(ProofFault::Invalid("There is no `jti`, or it is too long."))?;
        if let Some(token) = wanted.token {
            require(signed.text("ath") == Some(&hash(token)), "`ath` is not the hash of this token.")?;
        }
        match signed.text("nonce") {
            Some(nonce) if self.is_nonce(nonce, now) => {}
            None if !wanted.needs_nonce => {}
            _ => return Err(ProofFault::NeedsNonce),
        }
        let thumbprint = key.thumbprint();
        require(self.seen.put(format!("{thumbprint}/{id}"), (), now), "This proof was used before.")?;
        Ok(thumbprint)
    }

    fn is_nonce(&self, nonce: &str, now: i64) -> bool {
        let span = self.span(now);
        [span, span.saturating_sub(1)].into_iter().any(|span| hash(&self.nonce_of(span)) == hash(nonce))
    }
}

/// A header with the nonce.
pub(super) fn nonce_header(nonce: String) -> (HeaderName, HeaderValue) {
    // Base64url is always a header value.
    (NONCE, HeaderValue::try_from(nonce).unwrap_or(HeaderValue::from_static("")))
}

/// Whether an address is the one meant; what follows its path does not count.
fn is_same(address: &str, meant: &str) -> bool {
    let (Ok(address), Ok(meant)) = (address.split('#').next().unwrap_or_default().parse::<Uri>(), meant.parse::<Uri>())
    else {
        return false;
    };
    let (Some(host), Some(meant_host)) = (address.authority(), meant.authority()) else { return false };
    address.scheme() == meant.scheme() && host == meant_host && address.path() == meant.path()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_is_for_one_address_whatever_its_query() {
        let meant = "http://127.0.0.1:4000/v1/changes";
        for same in [meant, "http://127.0.0.1:4000/v1/changes?a=b", "http://127.0.0.1:4000/v1/changes#x"] {
            assert!(is_same(same, meant), "{same}");
        }
        for other in [
            "http://127.0.0.1:4001/v1/changes",
            "https://127.0.0.1:4000/v1/changes",
            "http://127.0.0.1:4000/v1/changes/",
            "http://127.0.0.1:4000/v1",
            "/v1/changes",
            "",
        ] {
            assert!(!is_same(other, meant), "{other}");
        }
    }
}
