//! Signing decisions, and receipts for consents: every one that is issued while the body has a key, with the key of that time.
//!
//! What is signed is the record as it is delivered but for the signature, in canonical form (RFC 8785); see
//! [`resident_api::SigningKeys`]. Keys stay published when they are replaced or revoked.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use resident_api::{FeedRecord, Revocation, SIGNATURE_ALGORITHM, SigningKey, SigningKeys};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Value, json};

use super::{Registry, RegistryError};

/// Since how many days before its world's day a body signs its decisions. Older ones are as they were.
const SIGNS_SINCE: i64 = 120;

impl Registry {
    /// The keys as they are published.
    pub fn signing_keys(&self) -> Result<SigningKeys, RegistryError> {
        let connection = self.connection();
        let mut statement =
            connection.prepare("select kid, x, y, nbf, exp, revoked from signing_keys order by nbf, kid")?;
        let keys = statement.query_map([], |row| {
            Ok(SigningKey {
                kid: row.get(0)?,
                kty: "EC".to_owned(),
                crv: "P-256".to_owned(),
                x: row.get(1)?,
                y: row.get(2)?,
                alg: SIGNATURE_ALGORITHM.to_owned(),
                r#use: "sig".to_owned(),
                nbf: row.get(3)?,
                exp: row.get(4)?,
                revoked: row.get::<_, Option<i64>>(5)?.map(|revoked_at| Revocation { revoked_at }),
            })
        })?;
        Ok(SigningKeys { keys: keys.collect::<Result<_, _>>()? })
    }

    /// Another key signs from now on. What the one before has signed stays good.
    pub fn rotate_signing_key(&self) -> Result<(), RegistryError> {
        let now = self.shared.clock.now();
        self.write(|tx, _| {
            // Times in signatures are of a second, and it may have signed in this one.
            tx.execute("update signing_keys set exp = ?1 where exp is null", [now.timestamp() + 1])?;
            begin(tx, now)
        })
    }

    /// This key is not to be trusted from then on.
    pub fn revoke_signing_key(&self, kid: &str, at: DateTime<Utc>) -> Result<(), RegistryError> {
        self.write(|tx, _| {
            tx.execute("update signing_keys set revoked = ?2 where kid = ?1", params![kid, at.timestamp()])?;
            Ok(())
        })
    }

    /// A decision's record as JSON, with members of whatever name, signed now. It is not issued.
    pub fn signed(&self, mut record: Value) -> Result<Value, RegistryError> {
        let now = self.shared.clock.now();
        let jws = signature(&self.connection(), &mut record, now)?;
        if let (Some(jws), Some(members)) = (jws, record.as_object_mut()) {
            members.insert("signature".to_owned(), Value::String(jws));
        }
        Ok(record)
    }
}

/// The first key of a body, by which it has signed for a while.
pub(super) fn found(connection: &Connection, now: DateTime<Utc>) -> Result<(), RegistryError> {
    connection.execute_batch(include_str!("signing.sql"))?;
    begin(connection, now - TimeDelta::days(SIGNS_SINCE))
}

/// Signs a decision, if there is a key that signs at this time. Any other record stays as it is.
pub(super) fn sign(connection: &Connection, record: &mut FeedRecord, at: DateTime<Utc>) -> Result<(), RegistryError> {
    let FeedRecord::Decision(decision) = record else { return Ok(()) };
    decision.signature = signature(connection, &mut serde_json::to_value(&**decision)?, at)?;
    Ok(())
}

fn begin(connection: &Connection, from: DateTime<Utc>) -> Result<(), RegistryError> {
    let random = SystemRandom::new();
    let failed = |_| RegistryError::SigningKey;
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).map_err(failed)?;
    let pair = pair(pkcs8.as_ref())?;
    let (_, point) = pair.public_key().as_ref().split_first().ok_or(RegistryError::SigningKey)?;
    let (x, y) = point.split_at_checked(32).ok_or(RegistryError::SigningKey)?;
    let [x, y] = [x, y].map(|coordinate| URL_SAFE_NO_PAD.encode(coordinate));
    // Two keys of one day and one body are told apart by their points.
    let kid = format!(
        "{}-{}",
        from.format("%Y-%m-%d"),
        x.chars().filter(char::is_ascii_alphanumeric).take(6).collect::<String>()
    );
    connection.execute(
        "insert into signing_keys (kid, pkcs8, x, y, nbf) values (?1, ?2, ?3, ?4, ?5)",
        params![kid, pkcs8.as_ref(), x, y, from.timestamp()],
    )?;
    Ok(())
}

/// The signature of a record. Nothing where no key signs at this time.
pub(super) fn signature(
    connection: &Connection,
    record: &mut Value,
    at: DateTime<Utc>,
) -> Result<Option<String>, RegistryError> {
    if let Some(members) = record.as_object_mut() {
        members.remove("signature");
    }
    let key: Option<(String, Vec<u8>)> = connection
        .prepare_cached(
            "select kid, pkcs8 from signing_keys
              where nbf <= ?1 and (exp is null or exp > ?1) and revoked is null
              order by nbf desc limit 1",
        )?
        .query_row([at.timestamp()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((kid, pkcs8)) = key else { return Ok(None) };
    let header =
        URL_SAFE_NO_PAD.encode(json!({ "alg": SIGNATURE_ALGORITHM, "kid": kid, "iat": at.timestamp() }).to_string());
    let content = URL_SAFE_NO_PAD.encode(serde_json_canonicalizer::to_vec(record)?);
    let signed = pair(&pkcs8)?.sign(&SystemRandom::new(), format!("{header}.{content}").as_bytes());
    let signed = URL_SAFE_NO_PAD.encode(signed.map_err(|_| RegistryError::SigningKey)?);
    Ok(Some(format!("{header}..{signed}")))
}

fn pair(pkcs8: &[u8]) -> Result<EcdsaKeyPair, RegistryError> {
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8, &SystemRandom::new())
        .map_err(|_| RegistryError::SigningKey)
}
