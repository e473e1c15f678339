//! Who asks: the resident behind an access token.
//!
//! A bearer token (RFC 6750) is good by itself; one that is bound to a key (RFC 9449) comes with a proof of that key,
//! and is worth nothing without. The problem says to sign in only where nothing else helps: a token that has run out is
//! refreshed, a proof is made again.
//!
//! What gives somebody else a right wants more than a token: the resident has just identified themselves, and by strong means
//! ([`Caller::has_just_identified`], RFC 9470). Tokens of the development door come from no sign-in, so there is none that could
//! be repeated: they open everything, on this machine only.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
};

use resident_api::ACR_STRONG;

use super::{Refusal, Served};
use crate::{
    provider::{self, ProofFault},
    registry::{Access, SignIn, is_within},
};

/// For how long somebody has just identified themselves, in seconds.
const JUST: i64 = 15 * 60;

/// The persona whose token came with the request.
pub(super) struct Resident(pub(super) String);

impl FromRequestParts<Served> for Resident {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, served: &Served) -> Result<Self, Refusal> {
        caller(served, parts, provider::RESIDENT).await.map(|caller| Self(caller.persona))
    }
}

/// Who asks, and by which sign-in.
pub(crate) struct Caller {
    pub(crate) persona: String,
    scheme: Scheme,
    /// None for a token of the development door.
    sign_in: Option<SignIn>,
}

impl FromRequestParts<Served> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, served: &Served) -> Result<Self, Refusal> {
        caller(served, parts, provider::RESIDENT).await
    }
}

impl Caller {
    /// Refuses who has not identified themselves by strong means in the last minutes, and says what it takes.
    pub(super) fn has_just_identified(&self, served: &Served) -> Result<(), Refusal> {
        let earliest = served.provider.now() - JUST;
        let is_enough = |sign_in: &SignIn| sign_in.acr == ACR_STRONG && sign_in.auth_time >= earliest;
        if self.sign_in.as_ref().is_none_or(is_enough) {
            return Ok(());
        }
        let more = format!(", acr_values=\"{ACR_STRONG}\", max_age=\"{JUST}\"");
        let challenge = challenge_with(self.scheme, "insufficient_user_authentication", &more);
        let why = "For this the resident has to have identified themselves just now, and by strong means.";
        Err(Refusal::new(StatusCode::UNAUTHORIZED).detail(why).header(header::WWW_AUTHENTICATE, challenge))
    }
}

/// Who asks, if their token may do what `scope` says.
pub(crate) async fn caller(served: &Served, parts: &Parts, scope: &str) -> Result<Caller, Refusal> {
    let Some((scheme, token)) = token(&parts.headers) else { return Err(Refusal::sign_in(false)) };
    let (sent, now) = (token.to_owned(), served.provider.now());
    let (persona, granted, jkt, sign_in) = match served.ask(move |registry| registry.access(&sent, now)).await? {
        Access::Development { persona } if scheme == Scheme::Bearer => {
            return Ok(Caller { persona, scheme, sign_in: None });
        }
        Access::Development { .. } => return Err(refuse(scheme, "invalid_token", "This token is bound to no key.")),
        Access::Good { persona, scope, jkt, sign_in } => (persona, scope, jkt, sign_in),
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
        Ok(Caller { persona, scheme, sign_in: Some(sign_in) })
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

impl Scheme {
    const fn name(self) -> &'static str {
        match self {
            Self::Bearer => "Bearer",
            Self::Dpop => "DPoP",
        }
    }
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
    challenge_with(scheme, error, if scheme == Scheme::Dpop { ", algs=\"ES256\"" } else { "" })
}

fn challenge_with(scheme: Scheme, error: &str, parameters: &str) -> HeaderValue {
    let text = format!("{} realm=\"resident-api\", error=\"{error}\"{parameters}", scheme.name());
    // The words of the standards are ASCII.
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("Bearer"))
}
