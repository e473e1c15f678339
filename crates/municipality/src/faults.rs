//! Trouble on purpose: what a resident's app must live through, switched on by a test or by hand.
//!
//! The faults act outside the API: on the connection or in place of the answer. The server itself stays sound, so that
//! after [`Faults::end`] everything is as if nothing had been.

mod answers;
mod gate;

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};

pub use self::gate::Gate;
use crate::{connection::Peer, http::Served};

/// One kind of trouble.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The connection closes before anything is answered; the request is not handled.
    CutOff,
    /// The request is handled, but the connection closes before the answer leaves.
    LoseAnswer,
    /// The server closes its half of the connection instead of answering and keeps the other half open.
    HalfClosed,
    /// The answer breaks off halfway.
    CutAnswer,
    /// The answer is whole by its headers, but its JSON ends halfway.
    HalfJson,
    /// Nothing comes back, ever.
    Silence,
    /// The answer comes after this time.
    Slow(Duration),
    /// 200 at once, and then a byte each time this has passed, without end.
    Drip(Duration),
    /// The request waits at this gate before it is handled.
    Hold(Gate),
    /// 500 with a problem.
    Broken,
    /// 503 with a problem and `Retry-After` in seconds.
    Busy(u32),
    /// 429 with a problem and this `Retry-After`, whatever it says.
    TooMany(String),
    /// 401 with this `WWW-Authenticate`, whatever it says; without one where it cannot be a header.
    Challenge(String),
    /// 200 with a web page, as a network's sign-in page does.
    Html,
    /// 302 to this address.
    Redirect(String),
    /// 200 with JSON that never ends.
    Flood,
    /// 200 with a sound page of changes of this many bytes; with or without saying beforehand how many.
    Huge {
        /// How many bytes.
        bytes: usize,
        /// Whether `Content-Length` says so.
        announced: bool,
    },
    /// The page of changes is the server's own, with these changes, in JSON and parted by commas, before its first.
    Insert(String),
}

/// The switch. Clones share one state.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    current: Arc<Mutex<Option<Trouble>>>,
}

#[derive(Debug)]
struct Trouble {
    fault: Fault,
    /// Where a request waits before it meets the fault.
    gate: Option<Gate>,
    path_prefix: String,
    /// How many requests it still hits; without a number, all.
    left: Option<usize>,
}

impl Faults {
    /// Every request meets `fault` until [`Self::end`].
    pub fn begin(&self, fault: Fault) {
        self.begin_at("/", fault);
    }

    /// Every request whose path begins with `path_prefix` meets `fault` until [`Self::end`].
    pub fn begin_at(&self, path_prefix: &str, fault: Fault) {
        self.set(Some(Trouble { fault, gate: None, path_prefix: path_prefix.to_owned(), left: None }));
    }

    /// As [`Self::begin_at`], and each request waits at the gate before it meets the fault.
    pub fn begin_behind(&self, gate: Gate, path_prefix: &str, fault: Fault) {
        self.set(Some(Trouble { fault, gate: Some(gate), path_prefix: path_prefix.to_owned(), left: None }));
    }

    /// The next `times` requests whose path begins with `path_prefix` meet `fault`.
    pub fn next_at(&self, path_prefix: &str, times: usize, fault: Fault) {
        self.set(Some(Trouble { fault, gate: None, path_prefix: path_prefix.to_owned(), left: Some(times) }));
    }

    /// No more faults.
    pub fn end(&self) {
        self.set(None);
    }

    fn set(&self, trouble: Option<Trouble>) {
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
    }

    fn hit(&self, path: &str) -> Option<(Option<Gate>, Fault)> {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        let trouble = current.as_mut().filter(|trouble| path.starts_with(&trouble.path_prefix))?;
        let hit = (trouble.gate.clone(), trouble.fault.clone());
        match &mut trouble.left {
            Some(0) => return None,
            Some(left) => *left -= 1,
            None => {}
        }
        Some(hit)
    }
}

/// The layer that makes the trouble.
pub(crate) async fn layer(
    State(served): State<Served>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request,
    next: Next,
) -> Response {
    let Some((gate, fault)) = served.faults.hit(request.uri().path()) else { return next.run(request).await };
    if let Some(gate) = gate {
        hold(&gate, &served).await;
    }
    match fault {
        Fault::CutOff => {
            peer.cut();
            nothing()
        }
        Fault::LoseAnswer => {
            let answer = next.run(request).await;
            peer.cut();
            answer
        }
        Fault::HalfClosed => {
            peer.close_half();
            nothing()
        }
        Fault::CutAnswer => answers::half(next.run(request).await).await,
        Fault::HalfJson => answers::half_json(next.run(answers::uncompressed(request)).await).await,
        Fault::Silence => {
            served.closing.cancelled().await;
            peer.cut();
            nothing()
        }
        Fault::Slow(delay) => {
            tokio::select! {
                () = tokio::time::sleep(delay) => {}
                () = served.closing.cancelled() => {}
            }
            next.run(request).await
        }
        Fault::Drip(each) => answers::drip(each, served.closing),
        Fault::Hold(gate) => {
            hold(&gate, &served).await;
            next.run(request).await
        }
        Fault::Broken => crate::http::Refusal::new(StatusCode::INTERNAL_SERVER_ERROR).into_response(),
        Fault::Busy(seconds) => crate::http::Refusal::new(StatusCode::SERVICE_UNAVAILABLE)
            .header(header::RETRY_AFTER, HeaderValue::from(seconds))
            .into_response(),
        Fault::TooMany(patience) => {
            let refusal = crate::http::Refusal::new(StatusCode::TOO_MANY_REQUESTS);
            match HeaderValue::try_from(patience) {
                Ok(patience) => refusal.header(header::RETRY_AFTER, patience).into_response(),
                Err(_) => refusal.into_response(),
            }
        }
        Fault::Challenge(challenge) => {
            let refusal = crate::http::Refusal::new(StatusCode::UNAUTHORIZED);
            match HeaderValue::try_from(challenge) {
                Ok(challenge) => refusal.header(header::WWW_AUTHENTICATE, challenge).into_response(),
                Err(_) => refusal.into_response(),
            }
        }
        Fault::Html => Html("<!doctype html><title>Sign in</title><h1>Sign in to the network</h1>").into_response(),
        Fault::Redirect(to) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
        Fault::Flood => answers::flood(),
        Fault::Huge { bytes, announced } => answers::huge(bytes, announced),
        Fault::Insert(changes) => answers::with(next.run(answers::uncompressed(request)).await, &changes).await,
    }
}

/// Waits at the gate, or until the server closes.
async fn hold(gate: &Gate, served: &Served) {
    tokio::select! {
        () = gate.pass() => {}
        () = served.closing.cancelled() => {}
    }
}

/// For a connection on which nothing is sent any more.
fn nothing() -> Response {
    StatusCode::NO_CONTENT.into_response()
}
