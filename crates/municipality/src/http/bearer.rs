//! Who asks: the resident behind an access token.
//!
//! A bearer token (RFC 6750) is good by itself; one that is bound to a key (RFC 9449) comes with a proof of that key,
//! and is worth nothing without. The problem says to sign in only where nothing else helps: a token that has run out is
//! refreshed, a proof is made again.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
};

use super::{Refusal, Served};
use crate::{
    provider::{self, ProofFault},
    registry::{Access, is_within},
};

/// The persona whose token came with the request.
pub(super) struct Resident(pub(super) String);

impl FromRequestParts<Served> for Resident {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, served: &Served) -> Result<Self, Refusal> {
        caller(served, parts, provider::RESIDENT).await.map(Self)
    }
}

/// The persona whose token came with a request, if it may do what `scope` says.
pub(crate) async fn caller(served: &Served, parts: &Parts, scope: &str) -> Result<String, Refusal> {
    let Some((scheme, token)) = token(&parts.headers) else { return Err(Refusal::sign_in(false)) };
    let (sent, now) = (token.to_owned(), served.provider.now());
    let (persona, granted, jkt) = match served.ask(move |registry| registry.access(&sent, now)).await? {
        Access::Development { persona } if scheme == Scheme::Bearer => return Ok(persona),
        Access::Development { .. } => return Err(refuse(scheme, "invalid_token", "This token is bound to no key.")),
        Access::Good { persona, scope, jkt } => (persona, scope, jkt),
        Access::RunOut => return Err(refuse(scheme, "invalid_token", "The access token has run out: refresh it.")),
        Access::Void if scheme == Scheme::Bearer => return Err(Refusal::sign_in(true)),
        Access::Void => return Err(Refusal::sign_in_with(challenge(scheme, "invalid_token"))),
    };
    match (scheme, jkt) {
        (Scheme::Bearer, None) => {}
        (Scheme::Bearer, Some(_)) => {
            return Err(refuse(Scheme::Dpop, "invalid_token", "This token is bound to a key: prove it."));
        }
        (Scheme::Dpop, None) => return Err(refuse(scheme, "invalid_token", "This token is bound to no key.")),
        (Scheme::Dpop, Some(jkt)) => {
            let target = (&parts.method, parts.uri.path());
            let proven = served.provider.proven_key(&parts.headers, target, token);
            let proven = proven.map_err(|fault| refuse_proof(served, fault))?;
            let Some(proven) = proven else {
                return Err(refuse(scheme, "invalid_dpop_proof", "There is no proof."));
            };
            if proven != jkt {
                return Err(refuse(scheme, "invalid_token", "This token is bound to another key."));
            }
        }
    }
    if is_within(scope, &granted) {
        Ok(persona)
    } else {
        let refusal = Refusal::new(StatusCode::FORBIDDEN).detail("The access token is not for this.");
        Err(refusal.header(header::WWW_AUTHENTICATE, challenge(scheme, "insufficient_scope")))
    }
}

/// How a token is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Bearer,
    Dpop,
}

/// The token of RFC 6750 §2.1 or RFC 9449 §7.1; the scheme's case does not matter.
fn token(headers: &HeaderMap) -> Option<(Scheme, &str)> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let scheme = match scheme.to_ascii_lowercase().as_str() {
        "bearer" => Scheme::Bearer,
        "dpop" => Scheme::Dpop,
        _ => return None,
    };
    Some((scheme, token.trim()))
}

/// A 401 for which no new sign-in is needed.
fn refuse(scheme: Scheme, error: &str, why: &str) -> Refusal {
    Refusal::new(StatusCode::UNAUTHORIZED).detail(why).header(header::WWW_AUTHENTICATE, challenge(scheme, error))
}

fn refuse_proof(served: &Served, fault: ProofFault) -> Refusal {
    let refusal = refuse(Scheme::Dpop, fault.code(), fault.words());
    if fault == ProofFault::NeedsNonce {
        let (name, nonce) = served.provider.nonce_header();
        return refusal.header(name, nonce);
    }
    refusal
}

fn challenge(scheme: Scheme, error: &str) -> HeaderValue {
    let text = match scheme {
        Scheme::Bearer => format!("Bearer realm=\"resident-api\", error=\"{error}\""),
        Scheme::Dpop => format!("DPoP realm=\"resident-api\", error=\"{error}\", algs=\"ES256\""),
    };
    // The words of the standards are ASCII.
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("Bearer"))
}
