//! The Resident API over HTTP. Thin: asks, checks the outer form, hands the bytes to [`super::parse`].

use std::pin::Pin;

use chrono::{DateTime, SecondsFormat, Utc};
use domain::{change::Cursor, document::Document, id::RecordKey, text::Localized};
use futures_util::{Stream, stream};
use reqwest::{
    Method, Response, StatusCode,
    header::{ACCEPT, ACCEPT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH},
};
use resident_api::{Feature, SEALED_MEDIA_TYPE, ServerCard};
use serde_json::json;
use sha2::{Digest, Sha256};
use url::Url;

use super::{
    Keys,
    events::EventReader,
    parse::{self, KnownProblem},
};
use crate::{
    Access, ConnectorError, DocumentBytes, Http, Pulled, download,
    http::{self, MAX_ETAG_BYTES, date, header},
};

/// A problem document is short; more of it is not read.
const MAX_PROBLEM_BYTES: u64 = 64 * 1024;

/// A set of keys is not longer than so.
const MAX_KEYS_BYTES: u64 = 128 * 1024;

/// One municipality's Resident API, as one resident.
#[derive(Clone, Debug)]
pub struct ResidentApi {
    http: Http,
    base: Url,
    access: Access,
}

/// A server's card, with what the app asks of it most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerCardSeen {
    /// The card as it came. Its texts are not cleaned.
    pub card: ServerCard,
    /// The public body's name, cleaned.
    pub name: Localized,
}

impl ServerCardSeen {
    /// Whether the server can do this.
    pub fn offers(&self, feature: Feature) -> bool {
        self.card.features.contains(&feature)
    }
}

/// Hints that a pull is worth while. Ends when the server ends it, and after its first error.
pub type Hints = Pin<Box<dyn Stream<Item = Result<(), ConnectorError>> + Send>>;

impl ResidentApi {
    /// The API below `base_url`, asked with `access`. [`ConnectorError::Insecure`] for an address that is neither `https`
    /// nor loopback.
    pub fn new(http: Http, base_url: Url, access: Access) -> Result<Self, ConnectorError> {
        Ok(Self { http, base: http::base(base_url)?, access })
    }

    /// Tells the provider that the sign-in has ended. From then on the API is asked in vain.
    ///
    /// # Errors
    /// When the provider was not told.
    pub async fn end_session(&self) -> Result<(), ConnectorError> {
        self.access.end().await
    }

    /// Who the server is; see [`card`].
    pub async fn card(&self) -> Result<ServerCardSeen, ConnectorError> {
        card(&self.http, &self.base).await
    }

    /// The changes after a place in the feed, or from its beginning; at most `limit` of them, and never more than the
    /// caps allow. `etag` is the one that came with the last page read at this place.
    pub async fn pull(
        &self,
        after: Option<&Cursor>,
        etag: Option<&str>,
        limit: usize,
    ) -> Result<Pulled, ConnectorError> {
        let limits = self.http.limits();
        let mut url = self.at(&["v1", "changes"])?;
        if let Some(cursor) = after {
            url.query_pairs_mut().append_pair("after", cursor.as_str());
        }
        url.query_pairs_mut().append_pair("limit", &limit.clamp(1, limits.max_records_per_page).to_string());
        let mut request = self.http.request(Method::GET, url)?.timeout(limits.request_timeout);
        if let Some(etag) = etag {
            request = request.header(IF_NONE_MATCH, etag);
        }
        let response = self.access.send(&self.http, request).await?;
        let date = date(&response);
        if response.status() == StatusCode::NOT_MODIFIED && etag.is_some() {
            return Ok(Pulled::NothingNew { date });
        }
        let response = self.accepted(response).await?;
        let etag = header(&response, ETAG).filter(|etag| etag.len() <= MAX_ETAG_BYTES);
        let bytes = self.http.body(response, limits.max_page_bytes).await?;
        let page = parse::page(&bytes, limits)?;
        if page.more && after == Some(&page.next) {
            return Err(ConnectorError::unintelligible("the feed says that there is more and does not go on"));
        }
        Ok(Pulled::Page { page, etag, bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX), date })
    }

    /// The keys by which the server signs decisions, as its card says where; `None` where it signs none. Like the card they are
    /// asked for without a token.
    ///
    /// # Errors
    /// When they did not come, cannot be read, or are said to be at another origin.
    pub async fn signing_keys(&self, card: &ServerCard) -> Result<Option<Keys>, ConnectorError> {
        let Some(reference) = &card.signing_keys else { return Ok(None) };
        let card = http::below(&self.base, &[".well-known", "resident-api"])?;
        let url = card.join(reference).map_err(|_| ConnectorError::unintelligible("signing_keys: not an address"))?;
        if url.origin() != self.base.origin() {
            return Err(ConnectorError::RedirectedAway);
        }
        let request = self.http.request(Method::GET, url)?.timeout(self.http.limits().request_timeout);
        let response = self.accepted(self.http.send(request).await?).await?;
        Ok(Some(Keys::read(&self.http.body(response, MAX_KEYS_BYTES).await?)?))
    }

    /// A document's bytes; see [`download`](crate::download).
    pub async fn document(&self, document: &Document) -> Result<DocumentBytes, ConnectorError> {
        let url = self.at(&["v1", "documents", document.id.as_str()])?;
        let fetched = download::fetch(&self.http, Some(&self.access), &url, document, accepted).await?;
        match document.media_type.as_deref() {
            // What is sealed is readable signs, and no text.
            Some(SEALED_MEDIA_TYPE) => Ok(DocumentBytes { media_type: SEALED_MEDIA_TYPE.to_owned(), ..fetched }),
            _ => Ok(fetched),
        }
    }

    /// Tells the server that the resident opened an item at this time. Sending it twice is the same as once: the
    /// idempotency key is made of what is said.
    pub async fn mark_opened(&self, key: &RecordKey, at: DateTime<Utc>) -> Result<(), ConnectorError> {
        let at = at.to_rfc3339_opts(SecondsFormat::Millis, true);
        let said = format!("opened\n{}\n{}\n{at}", key.kind.name(), key.id);
        let url = self.at(&["v1", key.kind.name(), key.id.as_str(), "opened"])?;
        let request = self
            .http
            .request(Method::POST, url)?
            .timeout(self.http.limits().request_timeout)
            .header("Idempotency-Key", hex::encode(Sha256::digest(said)))
            .json(&json!({ "opened_at": at }));
        self.ask(request).await.map(drop)
    }

    /// Opens the stream of hints.
    pub async fn hints(&self) -> Result<Hints, ConnectorError> {
        let request = self
            .http
            .request(Method::GET, self.at(&["v1", "events"])?)?
            .header(ACCEPT, "text/event-stream")
            .header(ACCEPT_ENCODING, "identity");
        let response = self.ask(request).await?;
        if !header(&response, CONTENT_TYPE).is_some_and(|kind| kind.starts_with("text/event-stream")) {
            return Err(ConnectorError::unintelligible("not an event stream"));
        }
        let reader = EventReader::new(self.http.limits().max_event_line_bytes);
        Ok(Box::pin(stream::unfold(Listening::To { response, reader, hints: 0 }, Listening::next)))
    }

    /// Sends something once for one key, and reads the short answer.
    pub(super) async fn post(&self, segments: &[&str], key: &str, body: Vec<u8>) -> Result<Vec<u8>, ConnectorError> {
        let response = self.send(segments, key, body).await?;
        self.short(self.accepted(response).await?).await
    }

    /// Sends something once for one key.
    pub(super) async fn send(&self, segments: &[&str], key: &str, body: Vec<u8>) -> Result<Response, ConnectorError> {
        let request = self
            .http
            .request(Method::POST, self.at(segments)?)?
            .timeout(self.http.limits().request_timeout)
            .header("Idempotency-Key", key)
            .header(CONTENT_TYPE, "application/json")
            .body(body);
        self.access.send(&self.http, request).await
    }

    /// Sends the next bytes of something.
    pub(super) async fn patch(
        &self,
        segments: &[&str],
        offset: u64,
        piece: Vec<u8>,
    ) -> Result<Response, ConnectorError> {
        let request = self
            .http
            .request(Method::PATCH, self.at(segments)?)?
            .timeout(self.http.limits().request_timeout)
            .header("Upload-Offset", offset)
            .header(CONTENT_TYPE, "application/octet-stream")
            .body(piece);
        self.access.send(&self.http, request).await
    }

    /// Reads a short answer.
    pub(super) async fn short(&self, response: Response) -> Result<Vec<u8>, ConnectorError> {
        self.http.body(response, MAX_PROBLEM_BYTES).await
    }

    fn at(&self, segments: &[&str]) -> Result<Url, ConnectorError> {
        http::below(&self.base, segments)
    }

    async fn ask(&self, request: reqwest::RequestBuilder) -> Result<Response, ConnectorError> {
        let response = self.access.send(&self.http, request).await?;
        self.accepted(response).await
    }

    async fn accepted(&self, response: Response) -> Result<Response, ConnectorError> {
        accepted(&self.http, response).await
    }
}

/// Who the server below `base` is. The card is public; it is asked for without a token.
pub async fn card(http: &Http, base: &Url) -> Result<ServerCardSeen, ConnectorError> {
    let url = http::below(&http::base(base.clone())?, &[".well-known", "resident-api"])?;
    let request = http.request(Method::GET, url)?.timeout(http.limits().request_timeout);
    let response = accepted(http, http.send(request).await?).await?;
    let bytes = http.body(response, http.limits().max_page_bytes).await?;
    let card = parse::card(&bytes, http.limits())?;
    let name = parse::localized(&card.name);
    Ok(ServerCardSeen { card, name })
}

/// The answer if it is a success; otherwise what the refusal means, by its problem document and its status.
async fn accepted(http: &Http, response: Response) -> Result<Response, ConnectorError> {
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    let refusal = http::refusal(status, response.headers());
    let body = http.body(response, MAX_PROBLEM_BYTES).await.unwrap_or_default();
    Err(match (status, parse::problem(&body)) {
        (StatusCode::GONE, Some(KnownProblem::CursorExpired)) => ConnectorError::CursorExpired,
        (StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN, Some(KnownProblem::SignIn)) => ConnectorError::SignInNeeded,
        _ => refusal,
    })
}

/// An event stream being read.
enum Listening {
    To { response: Response, reader: EventReader, hints: usize },
    Ended,
}

impl Listening {
    async fn next(self) -> Option<(Result<(), ConnectorError>, Self)> {
        let Self::To { mut response, mut reader, mut hints } = self else { return None };
        while hints == 0 {
            let chunk = match response.chunk().await {
                Ok(Some(chunk)) => chunk,
                Ok(None) => return None,
                Err(error) => return Some((Err(http::fault(&error)), Self::Ended)),
            };
            match reader.feed(&chunk) {
                Ok(found) => hints = found,
                Err(_) => {
                    return Some((Err(ConnectorError::unintelligible("an event line without end")), Self::Ended));
                }
            }
        }
        Some((Ok(()), Self::To { response, reader, hints: hints - 1 }))
    }
}

/// A token of the reference municipality for one of its people, without sign-in. Only from this machine.
#[cfg(feature = "loopback-token")]
pub async fn loopback_token(http: &Http, base: &Url, persona: &str) -> Result<crate::Secret, ConnectorError> {
    #[derive(serde::Deserialize)]
    struct Given {
        token: String,
    }

    let base = http::base(base.clone())?;
    if !http::is_loopback(&base) {
        return Err(ConnectorError::Insecure);
    }
    let request = http
        .request(Method::POST, http::below(&base, &["dev", "loopback-token"])?)?
        .timeout(http.limits().request_timeout)
        .json(&json!({ "persona": persona }));
    let response = http.send(request).await?;
    if !response.status().is_success() {
        return Err(http::refusal(response.status(), response.headers()));
    }
    let body = http.body(response, MAX_PROBLEM_BYTES).await?;
    let given: Given = crate::json::frame(crate::json::text(&body)?)?;
    Ok(crate::Secret::new(given.token))
}
