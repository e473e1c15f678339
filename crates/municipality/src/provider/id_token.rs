//! ID tokens, and the lies that can be told in one.

use ring::hmac;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::{
    Lie, Provider,
    jose::{ALGORITHM, KeyFailed, SigningKey, encode, unsigned},
};

/// Seconds in which an app takes it.
const LIFE: i64 = 10 * 60;
const HOUR: i64 = 60 * 60;

/// What it says.
pub(super) struct About<'a> {
    pub(super) persona: &'a str,
    /// For whom it is.
    pub(super) client: &'a str,
    pub(super) acr: &'a str,
    pub(super) auth_time: i64,
    /// Belongs to the first one of a sign-in only.
    pub(super) nonce: Option<&'a str>,
    pub(super) access_token: &'a str,
}

impl Provider {
    /// The ID token; none if a lie leaves it out.
    pub(super) fn id_token(&self, about: &About<'_>) -> Result<Option<String>, KeyFailed> {
        let lie = self.lies().current();
        if lie == Some(Lie::NoIdToken) {
            return Ok(None);
        }
        let now = self.now();
        let mut claims = Map::from_iter([
            ("iss".to_owned(), json!(self.issuer)),
            ("sub".to_owned(), json!(self.person(about.persona).map(|person| &person.subject))),
            ("aud".to_owned(), json!(about.client)),
            ("exp".to_owned(), json!(now + LIFE)),
            ("iat".to_owned(), json!(now)),
            ("auth_time".to_owned(), json!(about.auth_time)),
            ("acr".to_owned(), json!(about.acr)),
            ("at_hash".to_owned(), json!(half_hash(about.access_token))),
        ]);
        claims.extend(about.nonce.map(|nonce| ("nonce".to_owned(), json!(nonce))));
        if let Some(lie) = lie {
            self.distort(&mut claims, lie, (about.client, now));
        }
        self.seal(&Value::Object(claims), lie).map(Some)
    }

    fn distort(&self, claims: &mut Map<String, Value>, lie: Lie, (client, now): (&str, i64)) {
        let mut say = |claim: &str, value: Value| claims.insert(claim.to_owned(), value);
        match lie {
            Lie::OtherIssuer => say("iss", json!(format!("{}/elsewhere", self.issuer))),
            Lie::OtherAudience => say("aud", json!("another-app")),
            Lie::SecondAudience => say("aud", json!([client, "another-app"])),
            Lie::OtherNonce => say("nonce", json!("another-nonce")),
            Lie::NoNonce => claims.remove("nonce"),
            Lie::ExpiryAsText => say("exp", json!((now + LIFE).to_string())),
            Lie::NoExpiry => claims.remove("exp"),
            Lie::RunOut => {
                say("iat", json!(now - HOUR - LIFE));
                say("exp", json!(now - HOUR))
            }
            Lie::FromTheFuture => {
                say("iat", json!(now + HOUR));
                say("exp", json!(now + HOUR + LIFE))
            }
            Lie::NoSubject => claims.remove("sub"),
            Lie::OtherSubject => say("sub", json!("p-somebody-else")),
            Lie::OtherTokenHash => say("at_hash", json!(half_hash("another token"))),
            Lie::OldSignIn => say("auth_time", json!(now - 24 * HOUR)),
            Lie::NoAuthTime => claims.remove("auth_time"),
            Lie::WeakSignIn => say("acr", json!(resident_api::ACR_BASIC)),
            _ => None,
        };
    }

    /// Signs, or does not.
    fn seal(&self, claims: &Value, lie: Option<Lie>) -> Result<String, KeyFailed> {
        let header = json!({ "alg": ALGORITHM, "typ": "JWT", "kid": self.key_id });
        let with = |name: &str, value: Value| {
            let mut header = header.clone();
            header.as_object_mut().and_then(|members| members.insert(name.to_owned(), value));
            header
        };
        match lie {
            Some(Lie::AlgorithmNone) => Ok(format!("{}.", unsigned(&with("alg", json!("none")), claims))),
            Some(Lie::NoSignature) => Ok(format!("{}.", unsigned(&header, claims))),
            Some(Lie::OtherKey) => SigningKey::new()?.sign(&header, claims),
            Some(Lie::KeyInHeader) => {
                let key = SigningKey::new()?;
                key.sign(&with("jwk", json!(key.public())), claims)
            }
            Some(Lie::KeyElsewhere) => {
                let elsewhere = format!("{}/elsewhere", self.issuer);
                let header = json!({ "alg": ALGORITHM, "kid": "elsewhere", "jku": elsewhere, "x5u": elsewhere });
                SigningKey::new()?.sign(&header, claims)
            }
            Some(Lie::UnknownKey) => {
                let key = SigningKey::new()?;
                key.sign(&with("kid", json!(key.public().thumbprint())), claims)
            }
            Some(Lie::SecretFromPublicKey) => {
                let unsigned = unsigned(&with("alg", json!("HS256")), claims);
                let secret = hmac::Key::new(hmac::HMAC_SHA256, json!(self.key.public()).to_string().as_bytes());
                Ok(format!("{unsigned}.{}", encode(hmac::sign(&secret, unsigned.as_bytes()))))
            }
            _ => self.key.sign(&header, claims),
        }
    }
}

/// The left half of a token's hash (OpenID Connect Core §3.1.3.6).
fn half_hash(token: &str) -> String {
    let whole: [u8; 32] = Sha256::digest(token).into();
    let (left, _) = whole.split_at(16);
    encode(left)
}
