//! Documents in the web view: `doc://localhost/{path}`, from the vault, never from a server.
//!
//! Only media types that cannot run anything are named to the web view; all else is bytes. What a type is was found
//! out from the bytes when they arrived, not taken from the sender's word.

use engine::{Served, ServedRange};
use protocol::{ErrorCode, ErrorView};
use tauri::{
    Manager, Runtime, UriSchemeContext, UriSchemeResponder,
    http::{HeaderMap, Request, Response, StatusCode, header},
};

use crate::{slot::EngineSlot, window};

/// The scheme's name.
pub(crate) const SCHEME: &str = "doc";

/// Answers one request of the scheme.
#[allow(clippy::needless_pass_by_value)] // the signature is Tauri's
pub(crate) fn serve<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    if context.webview_label() != window::LABEL {
        responder.respond(empty(StatusCode::FORBIDDEN));
        return;
    }
    let engine = context.app_handle().state::<EngineSlot>().wait();
    tauri::async_runtime::spawn(async move {
        let Some(engine) = engine.await else {
            responder.respond(empty(StatusCode::INTERNAL_SERVER_ERROR));
            return;
        };
        let range = wanted_range(request.headers());
        let response = match engine.serve_document(request.uri().path(), range).await {
            Ok(served) => answer(served),
            Err(ErrorView { code: ErrorCode::NotFound, .. }) => empty(StatusCode::NOT_FOUND),
            Err(ErrorView { code: ErrorCode::BadRequest, .. }) => empty(StatusCode::BAD_REQUEST),
            Err(_) => empty(StatusCode::INTERNAL_SERVER_ERROR),
        };
        responder.respond(response);
    });
}

fn answer(served: Served) -> Response<Vec<u8>> {
    let content_type = served.content_type();
    let Served { bytes, size, range, .. } = served;
    let mut response = Response::builder()
        .header(header::CONTENT_TYPE, content_type)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:")
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, window::ORIGIN);
    if let Some(range) = range {
        if range.is_empty() {
            return unsatisfiable(size);
        }
        let content_range = format!("bytes {}-{}/{size}", range.start, range.end - 1);
        response = response.status(StatusCode::PARTIAL_CONTENT).header(header::CONTENT_RANGE, content_range);
    }
    response.body(bytes).unwrap_or_else(|_| empty(StatusCode::INTERNAL_SERVER_ERROR))
}

fn unsatisfiable(size: u64) -> Response<Vec<u8>> {
    let mut response = empty(StatusCode::RANGE_NOT_SATISFIABLE);
    if let Ok(range) = format!("bytes */{size}").parse() {
        response.headers_mut().insert(header::CONTENT_RANGE, range);
    }
    response
}

fn empty(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}

fn wanted_range(headers: &HeaderMap) -> Option<ServedRange> {
    ServedRange::asked(headers.get(header::RANGE)?.to_str().ok()?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_could_run_is_only_bytes() {
        for (found, shown) in [
            ("text/html", "application/octet-stream"),
            ("image/svg+xml", "application/octet-stream"),
            ("application/pdf", "application/pdf"),
            ("text/plain", "text/plain; charset=utf-8"),
        ] {
            let served = Served { bytes: b"x".to_vec(), media_type: found.into(), size: 1, range: None };
            assert_eq!(answer(served).headers().get(header::CONTENT_TYPE).unwrap(), shown, "{found}");
        }
    }
}
