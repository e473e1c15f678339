//! ATV over HTTP. Thin: asks, checks the outer form, hands the bytes to [`super::parse`]; where it stands is
//! [`super::place`].
//!
//! Addresses are made here and never taken from an answer: of `next` only that there is one counts, and of an attachment's
//! `href` only its ids. So the token goes nowhere but to the enrolled origin.

use chrono::{DateTime, Utc};
use domain::{
    change::{Change, Cursor, Page},
    document::Document,
    record::Record,
};
use reqwest::{Method, Response, StatusCode};
use url::Url;

use super::{
    parse::{self, DocumentsPage, Refusal},
    place::{Known, Look, Place, Round},
};
use crate::{
    Access, ConnectorError, DocumentBytes, Http, Landed, Pulled, download,
    http::{self, date},
};

/// Most documents that the server puts on a page, whatever is asked.
const LARGEST_PAGE: u64 = 100;
/// Most pages read in one round: more than anybody has documents.
const MOST_PAGES: u64 = 10_000;
/// An error is short; more of it is not read.
const MAX_ERROR_BYTES: u64 = 64 * 1024;

/// One ATV, as one resident.
#[derive(Clone, Debug)]
pub struct AtvApi {
    http: Http,
    base: Url,
    access: Access,
}

/// What became of the wish to have a document erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erasure {
    /// It is erased, with its attachments.
    Erased,
    /// The server has no such document of this resident.
    NotThere,
    /// It is no draft any more, or the time in which it may be changed is over.
    Locked,
    /// The server does not allow it for another reason.
    Refused,
}

/// A page that the server gave.
struct Answer {
    /// Its documents; `None` past the last page.
    page: Option<DocumentsPage>,
    date: Option<DateTime<Utc>>,
    bytes: u64,
}

impl AtvApi {
    /// The API below `base_url`, asked with `access`. [`ConnectorError::Insecure`] for an address that is neither `https`
    /// nor loopback.
    pub fn new(http: Http, base_url: Url, access: Access) -> Result<Self, ConnectorError> {
        Ok(Self { http, base: http::base(base_url)?, access })
    }

    /// Tells the provider that the sign-in has ended.
    ///
    /// # Errors
    /// When the provider was not told.
    pub async fn end_session(&self) -> Result<(), ConnectorError> {
        self.access.end().await
    }

    /// What came after a place, or everything from the beginning; at most `limit` documents.
    ///
    /// # Errors
    /// [`ConnectorError::CursorExpired`] when everything must be read again: once a day, when the number of documents tells
    /// that some are gone, and when documents moved between the pages while they were read.
    pub async fn pull(&self, after: Option<&Cursor>, limit: usize) -> Result<Pulled, ConnectorError> {
        let size = page_size(limit);
        match after.map(Place::of) {
            None => self.go_round(Round::new(size), size).await,
            Some(None) => Err(ConnectorError::CursorExpired),
            Some(Some(Place::Everything(round))) => self.go_round(round, size).await,
            Some(Some(Place::Changes(look))) if look.size > size => self.look(Look::new(look.known, size)).await,
            Some(Some(Place::Changes(look))) => self.look(look).await,
            Some(Some(Place::UpToDate(known))) => self.look(Look::new(known, size)).await,
        }
    }

    /// Whether anything has come after a place. Asks for one page and moves no cursor.
    ///
    /// # Errors
    /// When it could not be found out.
    pub async fn has_news(&self, after: &Cursor) -> Result<bool, ConnectorError> {
        let known = match Place::of(after) {
            Some(Place::UpToDate(known) | Place::Changes(Look { known, .. })) => known,
            Some(Place::Everything(_)) | None => return Ok(false),
        };
        let answer = self.list(1, LARGEST_PAGE, Some(&known)).await?;
        Ok(answer.page.is_some_and(|page| page.documents.iter().any(|document| known.is_news(document))))
    }

    /// An attachment's bytes; see [`download`](crate::download).
    ///
    /// # Errors
    /// [`ConnectorError::RedirectedAway`] for one that is not on the enrolled origin.
    pub async fn document(&self, document: &Document) -> Result<DocumentBytes, ConnectorError> {
        let (owner, id) = self.ids(document.href.as_deref().ok_or(ConnectorError::NotFound)?)?;
        let url = self.at(&["v1", "documents", &owner, "attachments", &id])?;
        download::fetch(&self.http, Some(&self.access), &url, document, accepted).await
    }

    /// Has a document erased, with its attachments. There is no way back.
    ///
    /// # Errors
    /// When the server did not say what became of it.
    pub async fn erase(&self, id: &str) -> Result<Erasure, ConnectorError> {
        let url = self.at(&["v1", "documents", id])?;
        let request = self.http.request(Method::DELETE, url)?.timeout(self.http.limits().request_timeout);
        let response = self.access.send(&self.http, request).await?;
        let status = response.status();
        if status.is_success() {
            return Ok(Erasure::Erased);
        }
        let refusal = http::refusal(status, response.headers());
        let body = self.http.body(response, MAX_ERROR_BYTES).await.unwrap_or_default();
        match (status, parse::refusal(&body)) {
            // Only the API itself knows that it has no such document; a page of a gateway does not.
            (StatusCode::NOT_FOUND, Some(_)) => Ok(Erasure::NotThere),
            (StatusCode::FORBIDDEN, Some(Refusal::Locked)) => Ok(Erasure::Locked),
            (StatusCode::FORBIDDEN, Some(Refusal::Other)) => Ok(Erasure::Refused),
            _ => Err(refusal),
        }
    }

    /// Reads the next page of everything.
    async fn go_round(&self, mut round: Round, size: u64) -> Result<Pulled, ConnectorError> {
        round.narrow(size);
        let is_first = round.page == 1;
        if round.page > MOST_PAGES {
            return Err(ConnectorError::unintelligible("pages without end"));
        }
        let Answer { page, date, bytes } = self.list(round.page, round.size, None).await?;
        let Some(page) = page else {
            let count = round.count;
            return closed(round, count, Landed::default(), date, bytes);
        };
        round.take(&page.documents, page.count, date);
        let (count, is_last) = (page.count, is_last(&page, round.read));
        let mut landed = page.landed();
        if is_first {
            let themselves = Record::Party(parse::resident(""));
            landed.changes.insert(0, Change::Upsert(Box::new(themselves)));
        }
        if is_last {
            return closed(round, count, landed, date, bytes);
        }
        Ok(pulled(landed, &Place::Everything(round), true, date, bytes))
    }

    /// Reads the next page of what changed.
    async fn look(&self, mut look: Look) -> Result<Pulled, ConnectorError> {
        if look.page > MOST_PAGES {
            return Err(ConnectorError::unintelligible("pages without end"));
        }
        let Answer { page, date, bytes } = self.list(look.page, look.size, Some(&look.known)).await?;
        // Without the server's clock nobody knows from when on to ask.
        let now = date.ok_or(ConnectorError::CursorExpired)?;
        if look.known.is_stale(now) {
            return Err(ConnectorError::CursorExpired);
        }
        let (mut landed, mut is_end) = (Landed::default(), true);
        if let Some(mut page) = page {
            is_end = page.next.is_none() || page.documents.is_empty();
            look.take(&mut page.documents, now);
            landed = page.landed();
        }
        if !is_end {
            return Ok(pulled(landed, &Place::Changes(look), true, date, bytes));
        }
        let total = self.total().await?;
        if !look.adds_up(total) {
            return Err(ConnectorError::CursorExpired);
        }
        let (was_alone, before) = (look.page <= 2, look.known.clone());
        let news = !landed.changes.is_empty() || !landed.quarantined.is_empty() || !was_alone;
        let known = look.known(total, news);
        if !news && known == before {
            return Ok(Pulled::NothingNew { date });
        }
        Ok(pulled(landed, &Place::UpToDate(known), false, date, bytes))
    }

    /// How many documents the resident has.
    async fn total(&self) -> Result<Option<u64>, ConnectorError> {
        Ok(self.list(1, 1, None).await?.page.and_then(|page| page.count))
    }

    async fn list(&self, page: u64, size: u64, known: Option<&Known>) -> Result<Answer, ConnectorError> {
        let limits = self.http.limits();
        let mut url = self.at(&["v1", "documents"])?;
        url.query_pairs_mut()
            .append_pair("page", &page.to_string())
            .append_pair("page_size", &size.to_string())
            .append_pair("sort", "created_at");
        if let Some(known) = known {
            url.query_pairs_mut().append_pair("updated_after", &known.since().to_string());
        }
        let request = self.http.request(Method::GET, url)?.timeout(limits.request_timeout);
        let response = self.access.send(&self.http, request).await?;
        let date = date(&response);
        if response.status() == StatusCode::NOT_FOUND && page > 1 {
            let refusal = http::refusal(response.status(), response.headers());
            let body = self.http.body(response, MAX_ERROR_BYTES).await?;
            // Documents that went meanwhile may have taken the last page with them. What a gateway has not is no end.
            return if parse::is_the_apis(&body) { Ok(Answer { page: None, date, bytes: 0 }) } else { Err(refusal) };
        }
        let response = accepted(&self.http, response).await?;
        let bytes = self.http.body(response, limits.max_page_bytes).await?;
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Ok(Answer { page: Some(parse::documents(&bytes, limits)?), date, bytes: length })
    }

    /// The ids in an attachment's address, which is on the enrolled origin. A server behind a gateway may not know that it
    /// is asked by `https`.
    fn ids(&self, href: &str) -> Result<(String, String), ConnectorError> {
        let href = self.base.join(href).map_err(|_| ConnectorError::NotFound)?;
        let is_http_for_https = href.scheme() == "http" && self.base.scheme() == "https";
        let is_here = href.host() == self.base.host()
            && (href.origin() == self.base.origin() || (is_http_for_https && href.port() == self.base.port()));
        if !is_here {
            return Err(ConnectorError::RedirectedAway);
        }
        let segments: Vec<&str> = href.path_segments().into_iter().flatten().filter(|part| !part.is_empty()).collect();
        match segments.as_slice() {
            [.., "documents", owner, "attachments", id] => Ok((decoded(owner)?, decoded(id)?)),
            _ => Err(ConnectorError::NotFound),
        }
    }

    /// An address below the base. All of ATV's end with a slash, and a question that must not be asked twice is not
    /// redirected there.
    fn at(&self, segments: &[&str]) -> Result<Url, ConnectorError> {
        let mut url = http::below(&self.base, segments)?;
        url.path_segments_mut().map_err(|()| ConnectorError::Insecure)?.push("");
        Ok(url)
    }
}

fn page_size(limit: usize) -> u64 {
    u64::try_from(limit).unwrap_or(LARGEST_PAGE).clamp(1, LARGEST_PAGE)
}

/// Whether nothing follows a page, when so many documents have been read with it.
fn is_last(page: &DocumentsPage, read: u64) -> bool {
    page.next.is_none() || page.documents.is_empty() || page.count.is_some_and(|count| read >= count)
}

/// The end of a round.
fn closed(
    round: Round,
    count: Option<u64>,
    landed: Landed,
    date: Option<DateTime<Utc>>,
    bytes: u64,
) -> Result<Pulled, ConnectorError> {
    if !round.is_sound(count) {
        return Err(ConnectorError::CursorExpired);
    }
    let known = round.known(count).ok_or_else(|| ConnectorError::unintelligible("no date"))?;
    Ok(pulled(landed, &Place::UpToDate(known), false, date, bytes))
}

fn pulled(landed: Landed, place: &Place, more: bool, date: Option<DateTime<Utc>>, bytes: u64) -> Pulled {
    let Landed { changes, quarantined } = landed;
    Pulled::Page { page: Page { changes, quarantined, next: place.cursor(), more }, etag: None, bytes, date }
}

fn decoded(segment: &str) -> Result<String, ConnectorError> {
    let text = percent_encoding::percent_decode_str(segment).decode_utf8();
    text.map(std::borrow::Cow::into_owned).map_err(|_| ConnectorError::NotFound)
}

/// The answer if it is a success; otherwise what the refusal means.
async fn accepted(_: &Http, response: Response) -> Result<Response, ConnectorError> {
    if response.status().is_success() {
        return Ok(response);
    }
    Err(http::refusal(response.status(), response.headers()))
}
