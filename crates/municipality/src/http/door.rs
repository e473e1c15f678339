//! The development door: a token without a sign-in, for programs on this machine.
//!
//! It opens only when the server itself listens on the loopback interface, for a peer on the loopback interface that
//! also calls the server by a loopback name. The last rule keeps web pages out: a page whose own name was made to
//! resolve to this machine (DNS rebinding) still sends that name.

use axum::{
    Json,
    extract::{ConnectInfo, State, rejection::JsonRejection},
    http::{HeaderMap, StatusCode, Uri, header},
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
}
