//! The development door: a token without a sign-in, for programs on this machine.
//!
//! It opens only when the server itself listens on the loopback interface, for a peer on the loopback interface that
//! also calls the server by a loopback name. The last rule keeps web pages out: a page whose own name was made to
//! resolve to this machine (DNS rebinding) still sends that name.

use axum::{
    Json,
    extract::{ConnectInfo, State, rejection::JsonRejection},
    http::{HeaderMap, HeaderName, StatusCode, Uri, header},
};
use resident_api::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Refusal, Served};
use crate::connection::Peer;

/// Who wants to be let in.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct Knock {
    /// Id of a persona, such as `aino`.
    persona: String,
}

/// A key to everything the persona may see.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LoopbackToken {
    /// Opaque bearer token.
    token: String,
}

/// Development only: a token for a persona of the demo world. A server that is reachable from elsewhere refuses it.
#[utoipa::path(
    post,
    path = "/dev/loopback-token",
    operation_id = "issueLoopbackToken",
    tag = "development",
    request_body = Knock,
    responses(
        (status = 200, description = "The token.", body = LoopbackToken),
        (status = 400, description = "The body is not JSON.", body = Problem,
            content_type = "application/problem+json"),
        (status = 403, description = "Not from this machine.", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "No such persona.", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large.", body = Problem,
            content_type = "application/problem+json"),
        (status = 415, description = "The body is not declared as JSON.", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The body names no persona.", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn issue(
    State(served): State<Served>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    headers: HeaderMap,
    knock: Result<Json<Knock>, JsonRejection>,
) -> Result<Json<LoopbackToken>, Refusal> {
    if !is_local(&served, &peer, &headers) {
        return Err(Refusal::new(StatusCode::FORBIDDEN).detail("This door is for programs on the same machine."));
    }
    let Json(Knock { persona }) = knock?;
    let token = served.ask(move |registry| registry.issue_token(&persona)).await?;
    Ok(Json(LoopbackToken { token }))
}

/// Whether everything about a request is on this machine: the server, the peer, and the name it calls the server by.
pub(crate) fn is_local(served: &Served, peer: &Peer, headers: &HeaderMap) -> bool {
    served.bound.ip().is_loopback() && peer.ip.is_loopback() && names_loopback(headers)
}

/// Whether the request calls the server by an address of the loopback interface.
fn names_loopback(headers: &HeaderMap) -> bool {
    let authority = headers.get(header::HOST).and_then(|host| host.to_str().ok()?.parse::<Uri>().ok());
    let Some(host) = authority.as_ref().and_then(Uri::host) else { return false };
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    host.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

/// Whether the browser says that a form stands on a page of this server.
pub(crate) fn comes_from_here(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let (Some(origin), Some(host)) = (text(header::ORIGIN), text(header::HOST)) else { return false };
    let site = text(HeaderName::from_static("sec-fetch-site"));
    origin.strip_prefix("http://").is_some_and(|from| from.eq_ignore_ascii_case(host))
        && site.is_none_or(|site| site == "same-origin")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_page_that_made_its_name_point_here_is_kept_out() {
        let called = |host: &str| names_loopback(&HeaderMap::from_iter([(header::HOST, host.parse().unwrap())]));
        for own in ["127.0.0.1:4000", "127.0.0.1", "[::1]:4000", "localhost:4000"] {
            assert!(called(own), "{own}");
        }
        for foreign in ["rebound.example:4000", "127.0.0.1.example", "localhost.example", ""] {
            assert!(!called(foreign), "{foreign}");
        }
        assert!(!names_loopback(&HeaderMap::new()));
    }

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect()
    }

    #[test]
    fn a_form_of_another_page_is_told_from_our_own() {
        let host = ("host", "127.0.0.1:4000");
        assert!(comes_from_here(&headers(&[host, ("origin", "http://127.0.0.1:4000")])));
        assert!(!comes_from_here(&headers(&[host])));
        for foreign in ["null", "http://127.0.0.1:4001", "https://127.0.0.1:4000", "http://evil.example"] {
            assert!(!comes_from_here(&headers(&[host, ("origin", foreign)])), "{foreign}");
        }
        let site = ("sec-fetch-site", "cross-site");
        assert!(!comes_from_here(&headers(&[host, ("origin", "http://127.0.0.1:4000"), site])));
    }
}
