//! Who asks: the resident behind a bearer token.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};

use super::{Refusal, Served};

/// The persona whose token came with the request.
pub(super) struct Resident(pub(super) String);

impl FromRequestParts<Served> for Resident {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, served: &Served) -> Result<Self, Refusal> {
        let Some(token) = bearer_token(&parts.headers) else { return Err(Refusal::sign_in(false)) };
        let token = token.to_owned();
        let persona = served.ask(move |registry| registry.persona_of(&token)).await?;
        persona.map(Self).ok_or_else(|| Refusal::sign_in(true))
    }
}

/// The token of RFC 6750 §2.1; the scheme's case does not matter.
fn bearer_token(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
