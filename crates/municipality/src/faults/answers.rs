//! What is answered in place of an answer.

use std::{convert::Infallible, io, time::Duration};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::Request,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures_util::{StreamExt as _, stream};
use tokio_util::sync::CancellationToken;

/// Longest answer that is taken apart: more than any document here.
const LONGEST: usize = 64 << 20;
/// How a page of changes begins.
const PAGE: &[u8] = b"{\"changes\":[";
/// A change that concerns nobody.
const CHANGE: &[u8] = br#"{"op":"tombstone","kind":"message","id":"nobody","reason":"withdrawn"},"#;
/// How a page of changes ends, after a change and a comma.
const END: &[u8] = br#"{"op":"tombstone","kind":"message","id":"last","reason":"withdrawn"}],"next":"x","more":false}"#;

/// A request whose answer will be plain and whole, so that it can be changed.
pub(super) fn uncompressed(mut request: Request) -> Request {
    request.headers_mut().remove(header::ACCEPT_ENCODING);
    request.headers_mut().remove(header::IF_NONE_MATCH);
    request
}

/// The first half of an answer under the length of the whole, then an error.
pub(super) async fn half(answer: Response) -> Response {
    let (mut parts, body) = answer.into_parts();
    // An endless answer (the events) has no half.
    let Ok(whole) = to_bytes(body, LONGEST).await else { return super::nothing() };
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(whole.len()));
    let first = stream::iter([Ok(whole.slice(..whole.len() / 2))]);
    let broken = stream::once(async {
        // What was written leaves when the body has nothing to give for a moment.
        tokio::task::yield_now().await;
        Err(io::Error::from(io::ErrorKind::ConnectionReset))
    });
    Response::from_parts(parts, Body::from_stream(first.chain(broken)))
}

/// The first half of an answer, sent as if it were whole.
pub(super) async fn half_json(answer: Response) -> Response {
    let (mut parts, body) = answer.into_parts();
    let Ok(whole) = to_bytes(body, LONGEST).await else { return super::nothing() };
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(whole.slice(..whole.len() / 2)))
}

/// An answer with `changes` before its own.
pub(super) async fn with(answer: Response, changes: &str) -> Response {
    let (mut parts, body) = answer.into_parts();
    let Ok(whole) = to_bytes(body, LONGEST).await else { return super::nothing() };
    let Some(rest) = whole.strip_prefix(PAGE) else { return Response::from_parts(parts, Body::from(whole)) };
    parts.headers.remove(header::CONTENT_LENGTH);
    let comma: &[u8] = if rest.starts_with(b"]") { b"" } else { b"," };
    Response::from_parts(parts, Body::from([PAGE, changes.as_bytes(), comma, rest].concat()))
}

pub(super) fn flood() -> Response {
    let open = stream::iter([Ok::<_, Infallible>(Bytes::from_static(b"{\"changes\":[],\"next\":\""))]);
    let rest = stream::repeat_with(|| Ok(Bytes::from_static(&[b'x'; 16 * 1024])));
    json(Body::from_stream(open.chain(rest)))
}

/// A page of about `bytes` bytes. Not even the server holds it whole.
pub(super) fn huge(bytes: usize, announced: bool) -> Response {
    const AT_ONCE: usize = 256;
    let many = Bytes::from(CHANGE.repeat(AT_ONCE));
    let times = bytes / many.len();
    let length = PAGE.len() + many.len() * times + END.len();
    let open = stream::iter([Ok::<_, Infallible>(Bytes::from_static(PAGE))]);
    let middle = stream::iter((0..times).map(move |_| Ok(many.clone())));
    let end = stream::iter([Ok(Bytes::from_static(END))]);
    let mut answer = json(Body::from_stream(open.chain(middle).chain(end)));
    if announced {
        answer.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    answer
}

/// Blanks, which JSON may begin with, one at a time.
pub(super) fn drip(each: Duration, closing: CancellationToken) -> Response {
    let drops = stream::unfold((), move |()| async move {
        tokio::time::sleep(each).await;
        Some((Ok::<_, Infallible>(Bytes::from_static(b" ")), ()))
    });
    json(Body::from_stream(drops.take_until(closing.cancelled_owned())))
}

fn json(body: Body) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}
