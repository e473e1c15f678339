//! Rights to act, given, asked for and withdrawn.
//!
//! Each is sent under a key made of what is said: after a lost answer the resident simply does it again, and it happens once.
//! (A code is good once, so two deeds that say the same are one.)

use chrono::{DateTime, Utc};
use domain::{id::RemoteId, party::MandateScope};
use resident_api::{MandateAnswer, MandateOffer, OwnCode, Receipt};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use super::ResidentApi;
use crate::{ConnectorError, json, text};

/// Longest code and register number shown, in characters.
const LONGEST_WORD: usize = 64;

/// A code that the resident shows to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownCode {
    /// The code.
    pub code: String,
    /// Until when it is good.
    pub expires_at: DateTime<Utc>,
}

/// That the source has received something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// When.
    pub at: DateTime<Utc>,
    /// Under which number it is registered.
    pub register_number: String,
}

/// A right to act to give or to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Whether it is given; else it is asked for.
    pub give: bool,
    /// The other person's name.
    pub name: String,
    /// The code they showed.
    pub code: String,
    /// What it covers.
    pub scope: MandateScope,
    /// Its last day.
    pub valid_to: Option<chrono::NaiveDate>,
}

impl ResidentApi {
    /// A code that the resident shows to somebody. `key` tells one wish from another.
    pub async fn own_code(&self, key: &str) -> Result<ShownCode, ConnectorError> {
        let seen: OwnCode = read(&self.post(&["v1", "mandates", "code"], key, b"{}".to_vec()).await?)?;
        let expires_at = text::instant(&seen.expires_at);
        let expires_at = expires_at.ok_or_else(|| ConnectorError::unintelligible("expires_at: not a time"))?;
        Ok(ShownCode { code: word(&seen.code)?, expires_at })
    }

    /// Gives a right to act, or asks for one.
    pub async fn offer_mandate(&self, offer: &Offer) -> Result<Received, ConnectorError> {
        let wire = MandateOffer {
            kind: if offer.give { "give" } else { "ask" }.to_owned(),
            name: offer.name.clone(),
            code: offer.code.clone(),
            scope: match &offer.scope {
                MandateScope::Everything => None,
                MandateScope::Only(matters) => Some(matters.clone()),
            },
            valid_to: offer.valid_to.map(|day| day.to_string()),
        };
        self.say(&["v1", "mandates"], &wire).await
    }

    /// Answers a request for a right to act.
    pub async fn answer_mandate_request(&self, id: &RemoteId, accept: bool) -> Result<Received, ConnectorError> {
        self.say(&["v1", "mandates", id.as_str(), "answer"], &MandateAnswer { accept }).await
    }

    /// Ends a right to act, or takes a request back.
    pub async fn withdraw_mandate(&self, id: &RemoteId) -> Result<Received, ConnectorError> {
        self.say(&["v1", "mandates", id.as_str(), "withdrawal"], &serde_json::json!({})).await
    }

    async fn say(&self, segments: &[&str], said: &impl Serialize) -> Result<Received, ConnectorError> {
        let body = serde_json::to_vec(said).map_err(|_| ConnectorError::unintelligible("not JSON"))?;
        let sha256 = hex::encode(Sha256::digest(&body));
        let key = hex::encode(Sha256::digest(format!("{}\n{sha256}", segments.join("/"))));
        let receipt: Receipt = read(&self.post(segments, &key, body).await?)?;
        // A receipt for something else is none.
        if !receipt.body_sha256.eq_ignore_ascii_case(&sha256) {
            return Err(ConnectorError::Altered);
        }
        let at = text::instant(&receipt.received_at);
        let at = at.ok_or_else(|| ConnectorError::unintelligible("received_at: not a time"))?;
        Ok(Received { at, register_number: word(&receipt.register_number)? })
    }
}

pub(super) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ConnectorError> {
    let text = json::text(bytes)?;
    json::read(text).map_err(|_| ConnectorError::unintelligible("another answer than was promised"))
}

/// A short text on one line, such as a register number.
pub(super) fn word(text: &str) -> Result<String, ConnectorError> {
    let word = text::word(Some(text)).filter(|word| word.chars().count() <= LONGEST_WORD);
    word.ok_or_else(|| ConnectorError::unintelligible("not a word"))
}
