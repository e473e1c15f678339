//! Trouble on purpose: what a resident's app must live through, switched on by a test or by hand.
//!
//! The faults act outside the API: on the connection or in place of the answer. The server itself stays sound, so that
//! after [`Faults::end`] everything is as if nothing had been.

use std::{
    convert::Infallible,
    io,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{ConnectInfo, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use futures_util::{StreamExt as _, stream};

use crate::{connection::Peer, http::Served};

/// One kind of trouble.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The connection closes before anything is answered; the request is not handled.
    CutOff,
    /// The request is handled, but the connection closes before the answer leaves.
    LoseAnswer,
    /// The answer breaks off halfway.
    CutAnswer,
    /// Nothing comes back, ever.
    Silence,
    /// The answer comes after this time.
    Slow(Duration),
    /// 500 with a problem.
    Broken,
    /// 503 with a problem and `Retry-After` in seconds.
    Busy(u32),
    /// 200 with a web page, as a network's sign-in page does.
    Html,
    /// 302 to this address.
    Redirect(String),
    /// 200 with JSON that never ends.
    Flood,
}

/// The switch. Clones share one state.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    current: Arc<Mutex<Option<Trouble>>>,
}

#[derive(Debug)]
struct Trouble {
    fault: Fault,
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
        self.set(Some(Trouble { fault, path_prefix: path_prefix.to_owned(), left: None }));
    }

    /// The next `times` requests whose path begins with `path_prefix` meet `fault`.
    pub fn next_at(&self, path_prefix: &str, times: usize, fault: Fault) {
        self.set(Some(Trouble { fault, path_prefix: path_prefix.to_owned(), left: Some(times) }));
    }

    /// No more faults.
    pub fn end(&self) {
        self.set(None);
    }

    fn set(&self, trouble: Option<Trouble>) {
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
    }

    fn hit(&self, path: &str) -> Option<Fault> {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        let trouble = current.as_mut().filter(|trouble| path.starts_with(&trouble.path_prefix))?;
        let fault = trouble.fault.clone();
        match &mut trouble.left {
            Some(0) => return None,
            Some(left) => *left -= 1,
            None => {}
        }
        Some(fault)
    }
}

/// The layer that makes the trouble.
pub(crate) async fn layer(
    State(served): State<Served>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request,
    next: Next,
) -> Response {
    let Some(fault) = served.faults.hit(request.uri().path()) else { return next.run(request).await };
    match fault {
        Fault::CutOff => {
            peer.cut();
            StatusCode::NO_CONTENT.into_response()
        }
        Fault::LoseAnswer => {
            let answer = next.run(request).await;
            peer.cut();
            answer
        }
        Fault::CutAnswer => half(next.run(request).await).await,
        Fault::Silence => {
            served.closing.cancelled().await;
            peer.cut();
            StatusCode::NO_CONTENT.into_response()
        }
        Fault::Slow(delay) => {
            tokio::select! {
                () = tokio::time::sleep(delay) => {}
                () = served.closing.cancelled() => {}
            }
            next.run(request).await
        }
        Fault::Broken => crate::http::Refusal::new(StatusCode::INTERNAL_SERVER_ERROR).into_response(),
        Fault::Busy(seconds) => crate::http::Refusal::new(StatusCode::SERVICE_UNAVAILABLE)
            .header(header::RETRY_AFTER, HeaderValue::from(seconds))
            .into_response(),
        Fault::Html => Html("<!doctype html><title>Sign in</title><h1>Sign in to the network</h1>").into_response(),
        Fault::Redirect(to) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
        Fault::Flood => flood(),
    }
}

/// The first half of an answer under the length of the whole, then an error.
async fn half(answer: Response) -> Response {
    let (mut parts, body) = answer.into_parts();
    // An endless answer (the events) has no half; 64 MB is more than any document here.
    let Ok(whole) = to_bytes(body, 64 << 20).await else { return StatusCode::NO_CONTENT.into_response() };
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(whole.len()));
    let first = stream::iter([Ok(whole.slice(..whole.len() / 2))]);
    let broken = stream::once(async {
        // What was written leaves when the body has nothing to give for a moment.
        tokio::task::yield_now().await;
        Err(io::Error::from(io::ErrorKind::ConnectionReset))
    });
    Response::from_parts(parts, Body::from_stream(first.chain(broken)))
}

fn flood() -> Response {
    let open = stream::iter([Ok::<_, Infallible>(Bytes::from_static(b"{\"changes\":[],\"next\":\""))]);
    let rest = stream::repeat_with(|| Ok(Bytes::from_static(&[b'x'; 16 * 1024])));
    let body = Body::from_stream(open.chain(rest));
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}
