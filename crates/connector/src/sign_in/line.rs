//! The line to a provider, as `openidconnect` asks over it: our HTTP client, with proofs where a key is to be shown.

use std::{
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, TimeDelta};
use http::{HeaderName, HeaderValue, Method, Request, Response, header::DATE};
use openidconnect::AsyncHttpClient;
use url::Url;

use super::{Clock, DpopKey, dpop::Said};
use crate::{ConnectorError, Http, http::is_loopback};

/// Largest answer of a provider, in bytes: its description, its keys or its tokens.
const MAX_ANSWER_BYTES: u64 = 256 * 1024;
/// How far two clocks may differ. Providers reject proofs and tokens from further away.
pub(super) const MOST_SKEW: TimeDelta = TimeDelta::minutes(5);

pub(super) const DPOP: HeaderName = HeaderName::from_static("dpop");
pub(super) const DPOP_NONCE: HeaderName = HeaderName::from_static("dpop-nonce");

/// The line to one provider.
pub(super) struct ProviderLine<'a> {
    http: &'a Http,
    clock: &'a Clock,
    key: Option<&'a DpopKey>,
    nonce: LatestNonce,
    /// Whether the provider itself is on this machine. Only such a one has anything to say about addresses here.
    is_here: bool,
    seen: Mutex<Seen>,
}

/// The nonce that a provider wants in proofs, as it was last told.
#[derive(Clone, Debug, Default)]
pub(super) struct LatestNonce(Arc<Mutex<Option<String>>>);

impl LatestNonce {
    fn get(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps the nonce that came with an answer.
    fn note(&self, answer: &Response<Vec<u8>>) {
        if let Some(nonce) = answer.headers().get(DPOP_NONCE).and_then(|nonce| nonce.to_str().ok()) {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(nonce.to_owned());
        }
    }
}

/// What the latest answers told beside what was asked.
#[derive(Default)]
struct Seen {
    skew: Option<TimeDelta>,
    fault: Option<ConnectorError>,
}

/// The library wants an error of its own kind; what really happened is asked of the line.
#[derive(Debug, thiserror::Error)]
#[error("the line failed")]
pub(super) struct LineFailed;

impl<'a> ProviderLine<'a> {
    pub fn new(
        (http, clock): (&'a Http, &'a Clock),
        is_here: bool,
        key: Option<&'a DpopKey>,
        nonce: LatestNonce,
    ) -> Self {
        Self { http, clock, key, nonce, is_here, seen: Mutex::default() }
    }

    /// Whether the provider's clock was found to be too far from the device's.
    pub fn clocks_differ(&self) -> bool {
        self.seen().skew.is_some_and(|skew| skew.abs() > MOST_SKEW)
    }

    /// Why the last request failed, if it did not reach the provider and back.
    pub fn fault(&self) -> Option<ConnectorError> {
        self.seen().fault.take()
    }

    /// Asks. A request with a key gets a proof, and a second one when the provider wants its own nonce in it (RFC 9449,
    /// section 8).
    pub async fn ask(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, ConnectorError> {
        let key = self.key.filter(|_| request.method() == Method::POST);
        let Some(key) = key else { return self.exchange(request).await };
        let answer = self.exchange(self.proven(request.clone(), key)?).await?;
        self.nonce.note(&answer);
        if !(answer.status().is_client_error() && wants_nonce(answer.body())) {
            return Ok(answer);
        }
        let answer = self.exchange(self.proven(request, key)?).await?;
        self.nonce.note(&answer);
        Ok(answer)
    }

    fn proven(&self, mut request: Request<Vec<u8>>, key: &DpopKey) -> Result<Request<Vec<u8>>, ConnectorError> {
        let (url, nonce) = (address(&request)?, self.nonce.get());
        let (method, nonce) = (request.method().as_str(), nonce.as_deref());
        let said = Said { method, url: &url, token: None, nonce, now: self.clock.now() };
        let proof = key.prove(&said).map_err(|_| ConnectorError::unintelligible("no proof could be made"))?;
        let proof =
            HeaderValue::try_from(proof).map_err(|_| ConnectorError::unintelligible("no proof could be made"))?;
        request.headers_mut().insert(DPOP, proof);
        Ok(request)
    }

    async fn exchange(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, ConnectorError> {
        let url = address(&request)?;
        if is_loopback(&url) && !self.is_here {
            return Err(ConnectorError::Insecure);
        }
        let answer = self.http.exchange(request, url, MAX_ANSWER_BYTES).await?;
        let date = answer.headers().get(DATE).and_then(|date| DateTime::parse_from_rfc2822(date.to_str().ok()?).ok());
        if let Some(date) = date {
            self.seen().skew = Some(self.clock.now() - date.to_utc());
        }
        Ok(answer)
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<'c> AsyncHttpClient<'c> for ProviderLine<'_> {
    type Error = LineFailed;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Vec<u8>>, LineFailed>> + Send + 'c>>;

    fn call(&'c self, request: Request<Vec<u8>>) -> Self::Future {
        Box::pin(async move {
            self.ask(request).await.map_err(|error| {
                self.seen().fault = Some(error);
                LineFailed
            })
        })
    }
}

fn address(request: &Request<Vec<u8>>) -> Result<Url, ConnectorError> {
    request.uri().to_string().parse().map_err(|_| ConnectorError::Insecure)
}

/// Whether a refusal says that the proof must carry the nonce beside it.
fn wants_nonce(body: &[u8]) -> bool {
    #[derive(serde::Deserialize)]
    struct Refusal {
        error: String,
    }
    serde_json::from_slice::<Refusal>(body).is_ok_and(|refusal| refusal.error == "use_dpop_nonce")
}
