//! A service of Helsinki with the GDPR API of its profile, as the contract has it, with a log of what it was asked.
//!
//! It has one address, with the resident's id in it. A token opens what its scopes open. It keeps what is put there until it is erased,
//! and erases nothing where it has a reason not to, or is only asked whether it would.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Result;
use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, Method, Response, StatusCode, Uri, header},
};
use connector::Secret;
use domain::{id::SourceId, source::SourceKind};
use serde_json::{Value, json};
use tokio::{net::TcpListener, task::JoinHandle};
use url::Url;

use crate::{Device, dialogporten::Asked};

/// A token with which everything may be asked for and erased.
const TOKEN: &str = "ainon-avain";
/// One with which it may only be asked for.
const QUERY_TOKEN: &str = "ainon-kyselyavain";
/// Whose data it has, by the profile's name for her.
const AINO: &str = "0b5c4f6e-64a5-4b9c-9f0d-1d2c3b4a5f60";

struct Inner {
    kept: Option<Value>,
    reasons: Option<Value>,
    out_of_order: Option<StatusCode>,
    asked: Vec<Asked>,
}

/// The service, running.
pub struct BerthService {
    inner: Arc<Mutex<Inner>>,
    base: Url,
    server: JoinHandle<()>,
}

impl Drop for BerthService {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl BerthService {
    /// Starts it with what it keeps about Aino: her name, her berth and something that it tells only to who is strongly identified.
    ///
    /// # Errors
    /// When it cannot listen.
    pub async fn start() -> Result<Self> {
        let kept = json!({ "key": "BERTHS", "children": [
            { "key": "NAME", "value": "Aino Virta <aino@posti.example>" },
            { "key": "BERTH", "children": [{ "key": "NUMBER", "value": "12" }, { "key": "HARBOUR", "value": "Merisatama" }] },
            { "key": "CONTRACT", "error": "Insufficient authentication level to read data" },
        ] });
        let inner =
            Arc::new(Mutex::new(Inner { kept: Some(kept), reasons: None, out_of_order: None, asked: Vec::new() }));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let base = Url::parse(&format!("http://{}/user/{AINO}/gdpr-api", listener.local_addr()?))?;
        let router = Router::new().fallback(answer).with_state(Arc::clone(&inner));
        let server = tokio::spawn(async move {
            // Only the end of the test ends it.
            drop(axum::serve(listener, router).await);
        });
        Ok(Self { inner, base, server })
    }

    /// What the app calls it.
    pub fn source() -> SourceId {
        SourceId::new("venepaikat")
    }

    /// Where it answers about Aino.
    pub fn base(&self) -> Url {
        self.base.clone()
    }

    /// A token with which everything may be asked for and erased.
    pub fn token() -> Secret {
        Secret::new(TOKEN.to_owned())
    }

    /// A token with which everything may be asked for.
    pub fn query_token() -> Secret {
        Secret::new(QUERY_TOKEN.to_owned())
    }

    /// Connects a device to it as Aino.
    ///
    /// # Errors
    /// When the device does not take it.
    pub async fn connect(&self, device: &Device) -> Result<()> {
        device.connect_kind(SourceKind::HelsinkiProfile, Self::source(), self.base(), Self::token()).await
    }

    /// What it keeps.
    pub fn kept(&self) -> Option<Value> {
        self.lock().kept.clone()
    }

    /// From now on it keeps this.
    pub fn keep(&self, kept: Option<Value>) {
        self.lock().kept = kept;
    }

    /// From now on it has these reasons not to erase it; `None`: none.
    pub fn refuse_for(&self, reasons: Option<Value>) {
        self.lock().reasons = reasons;
    }

    /// From now on it answers everything so; `None`: as it should.
    pub fn set_out_of_order(&self, status: Option<StatusCode>) {
        self.lock().out_of_order = status;
    }

    /// What it was asked.
    pub fn asked(&self) -> Vec<Asked> {
        self.lock().asked.clone()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn answer(
    State(inner): State<Arc<Mutex<Inner>>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let mut inner = inner.lock().unwrap_or_else(PoisonError::into_inner);
    let (status, reply) = inner.reply(&method, &uri, &headers);
    let reply = reply.map(|reply| reply.to_string()).unwrap_or_default();
    let bytes = reply.len();
    inner.asked.push(Asked { method, uri, headers, body, status, bytes });
    let mut response = Response::new(Body::from(reply));
    *response.status_mut() = status;
    if let Ok(kind) = "application/json".parse() {
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    response
}

impl Inner {
    fn reply(&mut self, method: &Method, uri: &Uri, headers: &HeaderMap) -> (StatusCode, Option<Value>) {
        if let Some(status) = self.out_of_order {
            return (status, None);
        }
        let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let may_erase = bearer == Some(format!("Bearer {TOKEN}").as_str());
        let may_ask = may_erase || bearer == Some(format!("Bearer {QUERY_TOKEN}").as_str());
        // Whose data a token is for is held against the address.
        let is_hers = uri.path() == format!("/user/{AINO}/gdpr-api");
        match (method, uri.query()) {
            _ if !uri.path().starts_with("/user/") => (StatusCode::NOT_FOUND, None),
            (&Method::GET, _) if !(may_ask && is_hers) => (StatusCode::UNAUTHORIZED, None),
            (&Method::DELETE, _) if !(may_erase && is_hers) => (StatusCode::UNAUTHORIZED, None),
            (&Method::GET, _) => match &self.kept {
                Some(kept) => (StatusCode::OK, Some(kept.clone())),
                None => (StatusCode::NO_CONTENT, None),
            },
            (&Method::DELETE, Some("dry_run=true" | "dry_run=false")) if self.reasons.is_some() => {
                (StatusCode::FORBIDDEN, self.reasons.clone())
            }
            (&Method::DELETE, Some("dry_run=true")) => (StatusCode::NO_CONTENT, None),
            (&Method::DELETE, None | Some("dry_run=false")) => {
                self.kept = None;
                (StatusCode::NO_CONTENT, None)
            }
            _ => (StatusCode::BAD_REQUEST, None),
        }
    }
}
