//! Receiving sealed decisions, and opening what is in them.
//!
//! **What serves when.** The server serves a decision with the first request for its key that reaches it after a good sign-in, and
//! with no other; every later request gets the same time. So the request is sent when the resident asks for it, and never by
//! itself. Its `Idempotency-Key` is made of the decision's id, as for everything that can be said only once: it outlives a lost
//! answer and a killed process without being kept anywhere. What a lost answer has come to the feed tells, for a served
//! decision comes open; and the resident may ask again at any time.

use chrono::{DateTime, Utc};
use domain::{decision::Decision, document::Document, id::RemoteId, sealed::SealedDecision};
use reqwest::{StatusCode, header::CONTENT_TYPE};
use resident_api::DecisionReceipt;
use sha2::{Digest, Sha256};

use super::{
    ResidentApi,
    mandates::read,
    parse::{self, KnownProblem},
    records, signature,
};
use crate::{
    ConnectorError, DocumentBytes, download,
    http::{self, header},
    json,
    jwe::{CannotOpen, Jwe, SealKey},
    media_type, text,
};

/// That a decision is served, and the key to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedDecision {
    /// Since when.
    pub served_at: DateTime<Utc>,
    /// The key.
    pub key: SealKey,
}

/// Why a decision is not known to be served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReceiptError {
    /// The authority has taken it back.
    Withdrawn,
    /// The time to receive it is over.
    Over,
    /// The server gave no such answer.
    Failed(ConnectorError),
}

impl From<ConnectorError> for ReceiptError {
    fn from(error: ConnectorError) -> Self {
        Self::Failed(error)
    }
}

impl ResidentApi {
    /// Receives a decision, which serves it. Only for a resident who asks for it now: see the top of this file.
    ///
    /// # Errors
    /// [`ReceiptError::Withdrawn`] and [`ReceiptError::Over`] by the server's own word; else why no key came.
    /// [`ConnectorError::may_have_arrived`] tells whether it may be served all the same.
    pub async fn receive_decision(&self, id: &RemoteId) -> Result<ReceivedDecision, ReceiptError> {
        let key = hex::encode(Sha256::digest(format!("receipt\ndecision\n{id}")));
        let response = self.send(&["v1", "decisions", id.as_str(), "receipt"], &key, b"{}".to_vec()).await?;
        if response.status().is_success() {
            let receipt: DecisionReceipt = read(&self.short(response).await?)?;
            let served_at = text::instant(&receipt.served_at);
            let served_at = served_at.ok_or_else(|| ConnectorError::unintelligible("served_at: not a time"))?;
            let key = SealKey::parse(&receipt.key);
            let key = key.ok_or_else(|| ConnectorError::unintelligible("key: not 256 bits in base64url"))?;
            return Ok(ReceivedDecision { served_at, key });
        }
        let status = response.status();
        let own = header(&response, CONTENT_TYPE).is_some_and(|kind| kind.starts_with("application/problem+json"));
        let refusal = http::refusal(status, response.headers());
        let body = self.short(response).await.unwrap_or_default();
        Err(match (status, parse::problem(&body).filter(|_| own)) {
            (StatusCode::GONE, Some(KnownProblem::DecisionWithdrawn)) => ReceiptError::Withdrawn,
            (StatusCode::GONE, Some(KnownProblem::ReceiptOver)) => ReceiptError::Over,
            (StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN, Some(KnownProblem::SignIn)) => {
                ConnectorError::SignInNeeded.into()
            }
            _ => refusal.into(),
        })
    }
}

/// The decision inside of an envelope.
///
/// # Errors
/// When the key does not open it, or what is inside is not the decision that the envelope names.
pub fn open_decision(sealed: &SealedDecision, received: &ReceivedDecision) -> Result<Decision, CannotOpen> {
    let plain = Jwe::parse(&sealed.content)?.open(&received.key)?;
    let text = json::text(&plain).map_err(|_| CannotOpen::Another)?;
    let decision = json::read(text).ok().and_then(|wire| records::decision(&wire).ok());
    let decision = decision.filter(|decision| sealed.holds(decision)).ok_or(CannotOpen::Another)?;
    let signature = signature::read(text).map_err(|_| CannotOpen::Another)?;
    Ok(sealed.received(Decision { signature, ..decision }, received.served_at))
}

/// A document of the decision, out of its sealed bytes.
///
/// # Errors
/// When the key does not open it, or what is inside is not what the decision says of it.
pub fn open_document(sealed: &[u8], document: &Document, key: &SealKey) -> Result<DocumentBytes, CannotOpen> {
    let sealed = std::str::from_utf8(sealed).map_err(|_| CannotOpen::NotOfThisKind)?;
    let bytes = Jwe::parse(sealed)?.open(key)?;
    download::verify(document, &bytes).map_err(|_| CannotOpen::Another)?;
    Ok(DocumentBytes { media_type: media_type::sniff(&bytes), bytes })
}
