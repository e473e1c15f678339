//! Who may come near the desk: a browser on this machine, on the desk's own pages.
//!
//! Four locks, each against something else. *Loopback*: like the development door, the desk is shut on a server that
//! others can reach, for peers elsewhere, and for pages whose own name was made to resolve to this machine (DNS
//! rebinding). *Origin*: a form must come from a page of this very server, not of another one on another port.
//! *Seal*: a form carries a random word of this run of the server, which other pages cannot read. *Cookie*: the same
//! word, which a browser sends along from this site only.

use std::sync::Arc;

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use sha2::{Digest, Sha256};

use super::{Desk, PATH};
use crate::{
    RegistryError,
    connection::Peer,
    http::{Refusal, comes_from_here, is_local},
};

/// What the desk's own pages may do: show, with their style sheet and photographs of reports, and send forms to the desk.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; form-action 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The random word of this run.
pub(super) struct Seal {
    word: String,
    /// Name of the cookie. Ports share cookies, so it names the port.
    cookie: String,
}

impl Seal {
    /// A new word, for the server on this port.
    pub(super) fn new(port: u16) -> Result<Self, RegistryError> {
        Ok(Self { word: random_word::<32>()?, cookie: format!("desk-{port}") })
    }

    /// The word, for the forms of this run's pages.
    pub(super) fn word(&self) -> &str {
        &self.word
    }

    /// Whether a form carries the word, and its cookie too.
    pub(super) fn is_on(&self, headers: &HeaderMap, word: &str) -> bool {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
        let mut named =
            cookies.flat_map(|cookies| cookies.split(';')).filter_map(|cookie| cookie.trim().split_once('='));
        self.is_word(word) && named.any(|(name, value)| name == self.cookie && self.is_word(value))
    }

    /// Compares hashes: how long it takes says nothing about the word.
    fn is_word(&self, word: &str) -> bool {
        Sha256::digest(word) == Sha256::digest(&self.word)
    }

    fn cookie(&self) -> Option<HeaderValue> {
        let Self { word, cookie } = self;
        HeaderValue::try_from(format!("{cookie}={word}; Path={PATH}; HttpOnly; SameSite=Strict")).ok()
    }
}

/// `BYTES` random bytes in hexadecimal digits.
pub(super) fn random_word<const BYTES: usize>() -> Result<String, RegistryError> {
    let mut bytes = [0_u8; BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(hex::encode(bytes))
}

/// Lets pass what may, and gives every answer what keeps its page shut in.
pub(super) async fn keep(
    State(desk): State<Arc<Desk>>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request,
    next: Next,
) -> Response {
    let refuse = |why: &str| Refusal::new(StatusCode::FORBIDDEN).detail(why).into_response();
    if !is_local(&desk.served, &peer, request.headers()) {
        return refuse("The desk is for people on the same machine.");
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reads && !comes_from_here(request.headers()) {
        return refuse("This form does not come from the desk.");
    }
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    // Browsers name no origin at all under `no-referrer`.
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    headers.extend(desk.seal.cookie().map(|cookie| (header::SET_COOKIE, cookie)));
    answer
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect()
    }

    #[test]
    fn the_seal_is_on_with_word_and_cookie_only() {
        let seal = Seal::new(4000).unwrap();
        let other = Seal::new(4000).unwrap();
        let cookie = format!("desk-4001=x; desk-4000={}", seal.word());
        assert!(seal.is_on(&headers(&[("cookie", &cookie)]), seal.word()));
        assert!(!seal.is_on(&headers(&[("cookie", &cookie)]), other.word()));
        assert!(!seal.is_on(&headers(&[("cookie", &cookie)]), ""));
        assert!(!seal.is_on(&headers(&[]), seal.word()));
        assert!(!other.is_on(&headers(&[("cookie", &cookie)]), other.word()));
    }
}
