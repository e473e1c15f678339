//! A directory of public bodies, signed by a key of the tests' own.

use anyhow::{Result, anyhow};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use connector::directory::{Signed, VerifyingKey};
use engine::TrustedDirectory;
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};

use crate::Town;

/// A directory of these towns that the app trusts, in this edition.
pub fn listing(sequence: u64, updates: Option<&str>, towns: &[&Town]) -> Result<TrustedDirectory> {
    let bodies = towns
        .iter()
        .map(|town| {
            Ok(json!({
                "id": town.source(),
                "api": "resident",
                "base_url": town.base_url()?,
                "name": { "fi": town.source().as_str() },
                "postal_codes": ["72310-72390"],
            }))
        })
        .collect::<Result<Vec<_>>>()?;
    listing_of(sequence, updates, &bodies)
}

/// A directory of these bodies, as they are written in it.
pub fn listing_of(sequence: u64, updates: Option<&str>, bodies: &[Value]) -> Result<TrustedDirectory> {
    let list = json!({
        "sequence": sequence,
        "valid_to": "2027-12-31T00:00:00Z",
        "updates": updates,
        "bodies": bodies,
    });
    let key = pair()?.public_key().as_ref().try_into()?;
    Ok(TrustedDirectory { signed: signed(&list)?, keys: vec![VerifyingKey(key)] })
}

/// A list with the signature of the tests' key.
pub fn signed(list: &Value) -> Result<Signed> {
    let list = list.to_string().into_bytes();
    let signature = STANDARD.encode(pair()?.sign(&list));
    Ok(Signed { list, signature })
}

fn pair() -> Result<Ed25519KeyPair> {
    Ed25519KeyPair::from_seed_unchecked(&[7; 32]).map_err(|error| anyhow!("{error}"))
}
