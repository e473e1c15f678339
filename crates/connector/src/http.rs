//! One way to ask over HTTP, for every API.
//!
//! * `https` only, checked against the certificate authorities of the operating system. Plain `http` is for loopback: a
//!   municipality under development on this machine.
//! * Redirects are followed within the origin that was asked, and nowhere else: an address is enrolled by the resident,
//!   and so is the place where their token goes.
//! * Bodies are unpacked and then measured, so that a small answer cannot grow into a large one.
//! * No cookies and no referrers.

use std::{
    error::Error,
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use chrono::{DateTime, Datelike, Utc};
use reqwest::{
    Client, Method, Request, RequestBuilder, Response, StatusCode,
    header::{DATE, HeaderMap, HeaderName, RETRY_AFTER},
    redirect,
};
use rustls::{ClientConfig, RootCertStore, crypto::CryptoProvider};
use rustls_platform_verifier::BuilderVerifierExt;
use url::{Host, Url};

use crate::{ConnectorError, Limits, sign_in::Demanded};

/// What the app calls itself. No system, no device: a server needs neither.
const USER_AGENT: &str = concat!("Kotikunta/", env!("CARGO_PKG_VERSION"));
/// A server that asks for more patience than this is asked again anyway.
const LONGEST_PATIENCE: Duration = Duration::from_hours(24);
/// Longest `ETag` kept, in bytes.
pub const MAX_ETAG_BYTES: usize = 512;

/// The app's HTTP client. Cloning it is cheap and shares connections.
#[derive(Clone, Debug)]
pub struct Http {
    /// `None` where the operating system offers no certificate authorities: then no remote server can be trusted.
    remote: Option<Client>,
    loopback: Client,
    limits: Limits,
}

/// Why a redirect is not followed.
#[derive(Debug, thiserror::Error)]
#[error("redirects stay within one origin")]
struct ForeignRedirect;

impl Http {
    /// Makes the client. Fails only when TLS itself cannot be set up.
    pub fn new(limits: Limits) -> Result<Self, ConnectorError> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let trusted = trusting_the_platform(&provider)?;
        let remote = trusted.clone().map(|tls| build(common(&limits, tls).https_only(true))).transpose()?;
        // What stays on this machine goes neither through a proxy of the environment nor to whatever a name server says
        // that `localhost` is.
        let here = [IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from(Ipv6Addr::LOCALHOST)];
        let tls = trusted.map_or_else(|| trusting_nobody(&provider), Ok)?;
        let loopback =
            common(&limits, tls).no_proxy().resolve_to_addrs("localhost", &here.map(|ip| SocketAddr::new(ip, 0)));
        Ok(Self { remote, loopback: build(loopback)?, limits })
    }

    /// The caps it was made with.
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// A question to a URL below an enrolled base.
    pub(crate) fn request(&self, method: Method, url: Url) -> Result<RequestBuilder, ConnectorError> {
        let client = match url.scheme() {
            "http" | "https" if is_loopback(&url) => &self.loopback,
            "https" => self.remote.as_ref().ok_or(ConnectorError::Insecure)?,
            _ => return Err(ConnectorError::Insecure),
        };
        Ok(client.request(method, url))
    }

    /// Sends a question; the answer has any status.
    pub(crate) async fn send(&self, request: RequestBuilder) -> Result<Response, ConnectorError> {
        let (client, request) = request.build_split();
        self.execute(&client, request.map_err(|error| fault(&error))?).await
    }

    /// Sends a question that was put together for this client; the answer has any status.
    pub(crate) async fn execute(&self, client: &Client, request: Request) -> Result<Response, ConnectorError> {
        let (asked, is_get) = (request.url().clone(), request.method() == Method::GET);
        let response = client.execute(request).await.map_err(|error| fault(&error))?;
        // A redirected POST may have become a GET on the way, and its answer would say nothing about the POST.
        if !is_get && *response.url() != asked {
            return Err(ConnectorError::RedirectedAway);
        }
        Ok(response)
    }

    /// Sends a question that a library put together, and reads the whole answer, at most `cap` bytes of it.
    pub(crate) async fn exchange(
        &self,
        question: ::http::Request<Vec<u8>>,
        url: Url,
        cap: u64,
    ) -> Result<::http::Response<Vec<u8>>, ConnectorError> {
        let (parts, body) = question.into_parts();
        let request = self.request(parts.method, url)?.headers(parts.headers).body(body);
        let answer = self.send(request.timeout(self.limits.request_timeout)).await?;
        let mut told = ::http::Response::builder().status(answer.status());
        if let Some(headers) = told.headers_mut() {
            headers.clone_from(answer.headers());
        }
        let body = self.body(answer, cap).await?;
        told.body(body).map_err(|_| ConnectorError::unintelligible("no answer"))
    }

    /// The whole body, at most `cap` bytes of it after decompression.
    pub(crate) async fn body(&self, mut response: Response, cap: u64) -> Result<Vec<u8>, ConnectorError> {
        if response.content_length().is_some_and(|length| length > cap) {
            return Err(ConnectorError::TooLarge);
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| fault(&error))? {
            append(&mut body, &chunk, cap)?;
        }
        Ok(body)
    }
}

/// Adds a piece of a body, unless it becomes larger than `cap`.
pub fn append(body: &mut Vec<u8>, chunk: &[u8], cap: u64) -> Result<(), ConnectorError> {
    let grown = u64::try_from(body.len().saturating_add(chunk.len())).unwrap_or(u64::MAX);
    if grown > cap {
        return Err(ConnectorError::TooLarge);
    }
    if body.capacity() - body.len() < chunk.len() {
        // Doubled, but never with room for more than may come: an answer of nearly the cap must not take twice its size.
        let room = usize::try_from(cap).unwrap_or(usize::MAX).saturating_sub(body.len());
        body.reserve_exact(chunk.len().max(body.len().min(room)));
    }
    body.extend_from_slice(chunk);
    Ok(())
}

/// Checks the address of a source and brings it into the form to which paths are added: `https`, or `http` on loopback;
/// no user name, no query, no fragment.
pub fn base(mut url: Url) -> Result<Url, ConnectorError> {
    let secure = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(&url));
    if !secure || url.host().is_none() || !url.username().is_empty() || url.password().is_some() {
        return Err(ConnectorError::Insecure);
    }
    url.set_query(None);
    url.set_fragment(None);
    Ok(url)
}

/// An address below `base`; every segment is percent-encoded. A segment that would climb or vanish is not an address.
pub fn below(base: &Url, segments: &[&str]) -> Result<Url, ConnectorError> {
    if segments.iter().any(|segment| matches!(*segment, "" | "." | "..")) {
        return Err(ConnectorError::NotFound);
    }
    let mut url = base.clone();
    url.path_segments_mut().map_err(|()| ConnectorError::Insecure)?.pop_if_empty().extend(segments);
    Ok(url)
}

/// Whether an address stays on this machine.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// What a status that is no success means, where the API has no more to say about it.
pub fn refusal(status: StatusCode, headers: &HeaderMap) -> ConnectorError {
    match status {
        StatusCode::UNAUTHORIZED => {
            Demanded::of(headers).map_or(ConnectorError::SignInNeeded, ConnectorError::StrongerSignInNeeded)
        }
        StatusCode::NOT_FOUND | StatusCode::GONE => ConnectorError::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => ConnectorError::TooLarge,
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => unavailable(status, headers),
        _ if status.is_server_error() => unavailable(status, headers),
        _ if status.is_client_error() => ConnectorError::Refused { status: status.as_u16() },
        _ => ConnectorError::unintelligible(format!("unexpected status {}", status.as_u16())),
    }
}

fn unavailable(status: StatusCode, headers: &HeaderMap) -> ConnectorError {
    ConnectorError::Unavailable { status: status.as_u16(), retry_after: retry_after(headers) }
}

/// The `Date` of an answer (RFC 9110 §6.6.1), which is of the server and not of a cache: what is asked for here is never
/// stored on the way.
pub fn date(response: &Response) -> Option<DateTime<Utc>> {
    let date = DateTime::parse_from_rfc2822(&header(response, DATE)?).ok()?.to_utc();
    // A year can have any number of digits, and what is reckoned with it must not leave the calendar.
    (1970..=9999).contains(&date.year()).then_some(date)
}

/// A header of an answer, where it is text.
pub fn header(response: &Response, name: HeaderName) -> Option<String> {
    response.headers().get(name)?.to_str().ok().map(str::to_owned)
}

/// `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date, which is measured from the server's own `Date` because
/// the device's clock may be wrong.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let date = |text: &str| DateTime::parse_from_rfc2822(text).ok();
    let wanted = text(RETRY_AFTER)?;
    let patience = match wanted.parse() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => (date(wanted)? - date(text(DATE)?)?).to_std().unwrap_or_default(),
    };
    Some(patience.min(LONGEST_PATIENCE))
}

/// A fault of the line as the app tells it. Only its kind is used: its words may contain addresses.
pub fn fault(error: &reqwest::Error) -> ConnectorError {
    if error.is_timeout() {
        return ConnectorError::TimedOut;
    }
    if error.is_redirect() {
        return ConnectorError::RedirectedAway;
    }
    let nothing_left = error.is_connect();
    if error.is_builder() {
        return ConnectorError::unintelligible("an address or header that cannot be sent");
    }
    let is_insecure = causes(error).any(<dyn Error>::is::<rustls::Error>);
    let is_mangled = causes(error).filter_map(|cause| cause.downcast_ref::<io::Error>()).any(|cause| {
        error.is_decode() && matches!(cause.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput)
    });
    match (is_insecure, is_mangled) {
        (true, _) => ConnectorError::Insecure,
        (false, true) => ConnectorError::unintelligible("cannot be unpacked"),
        (false, false) if nothing_left => ConnectorError::Unreachable,
        (false, false) => ConnectorError::CutOff,
    }
}

/// Everything behind an error. An `io::Error` that carries another error hides it from `source`, so it is asked.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(error.source(), |&cause| {
        let carried = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        carried.map_or_else(|| cause.source(), |carried| Some(carried))
    })
}

fn common(limits: &Limits, tls: ClientConfig) -> reqwest::ClientBuilder {
    Client::builder()
        .tls_backend_preconfigured(tls)
        .user_agent(USER_AGENT)
        .referer(false)
        .redirect(within_the_origin(limits.max_redirects))
        .connect_timeout(limits.connect_timeout)
        .read_timeout(limits.idle_timeout)
}

fn build(builder: reqwest::ClientBuilder) -> Result<Client, ConnectorError> {
    builder.build().map_err(|_| ConnectorError::Insecure)
}

fn within_the_origin(most: usize) -> redirect::Policy {
    redirect::Policy::custom(move |attempt| {
        let asked = attempt.previous().first().map(Url::origin);
        if asked == Some(attempt.url().origin()) && attempt.previous().len() <= most {
            attempt.follow()
        } else {
            attempt.error(ForeignRedirect)
        }
    })
}

/// TLS 1.2 and 1.3 with the certificate authorities of the operating system; `None` where it has none.
fn trusting_the_platform(provider: &Arc<CryptoProvider>) -> Result<Option<ClientConfig>, ConnectorError> {
    let builder = versions(provider)?;
    Ok(builder.with_platform_verifier().ok().map(|builder| with_alpn(builder.with_no_client_auth())))
}

fn trusting_nobody(provider: &Arc<CryptoProvider>) -> Result<ClientConfig, ConnectorError> {
    Ok(versions(provider)?.with_root_certificates(RootCertStore::empty()).with_no_client_auth())
}

fn versions(
    provider: &Arc<CryptoProvider>,
) -> Result<rustls::ConfigBuilder<ClientConfig, rustls::WantsVerifier>, ConnectorError> {
    ClientConfig::builder_with_provider(Arc::clone(provider))
        .with_safe_default_protocol_versions()
        .map_err(|_| ConnectorError::Insecure)
}

/// A configuration made outside `reqwest` must itself offer HTTP/2.
fn with_alpn(mut tls: ClientConfig) -> ClientConfig {
    tls.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    tls
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use reqwest::header::HeaderValue;

    use super::*;

    fn url(text: &str) -> Url {
        text.parse().unwrap()
    }

    #[test]
    fn only_https_and_loopback_are_sources() {
        for good in
            ["https://haikkala.example", "https://haikkala.example/api/", "http://127.0.0.1:8080", "http://[::1]:1"]
        {
            assert!(base(url(good)).is_ok(), "{good}");
        }
        for bad in [
            "http://haikkala.example",
            "http://localhost.haikkala.example",
            "https://aino:sana@haikkala.example",
            "ftp://127.0.0.1",
            "file:///etc/passwd",
            "http://192.168.1.2",
        ] {
            assert_eq!(base(url(bad)), Err(ConnectorError::Insecure), "{bad}");
        }
    }

    #[test]
    fn an_id_is_one_segment_whatever_it_says() {
        let base = url("https://haikkala.example/kunta/");
        let at = |id: &str| below(&base, &["v1", "documents", id]).map(String::from);
        assert_eq!(at("a/../b?c#d").unwrap(), "https://haikkala.example/kunta/v1/documents/a%2F..%2Fb%3Fc%23d");
        assert_eq!(at("päätös 1").unwrap(), "https://haikkala.example/kunta/v1/documents/p%C3%A4%C3%A4t%C3%B6s%201");
        for climbing in ["..", ".", ""] {
            assert_eq!(at(climbing), Err(ConnectorError::NotFound), "{climbing}");
        }
        assert_eq!(at("%2e%2e").unwrap(), "https://haikkala.example/kunta/v1/documents/%252e%252e");
    }

    #[test]
    fn patience_is_read_in_both_forms_and_has_an_end() {
        let headers = |pairs: &[(HeaderName, &'static str)]| {
            pairs.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect::<HeaderMap>()
        };
        assert_eq!(retry_after(&headers(&[(RETRY_AFTER, "120")])), Some(Duration::from_mins(2)));
        let dated = headers(&[(RETRY_AFTER, "Sat, 21 Nov 2026 09:01:00 GMT"), (DATE, "Sat, 21 Nov 2026 09:00:00 GMT")]);
        assert_eq!(retry_after(&dated), Some(Duration::from_mins(1)));
        assert_eq!(retry_after(&headers(&[(RETRY_AFTER, "99999999")])), Some(LONGEST_PATIENCE));
        assert_eq!(retry_after(&headers(&[(RETRY_AFTER, "soon")])), None);
        assert_eq!(retry_after(&headers(&[])), None);
    }
}
