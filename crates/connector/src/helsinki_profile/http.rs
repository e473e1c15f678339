//! The GDPR API over HTTP. Thin: asks, checks the outer form, hands the bytes to [`super::parse`].

use domain::{
    change::{Change, Cursor, Page},
    record::Record,
};
use reqwest::{Method, Response, StatusCode, header::ACCEPT};
use url::Url;

use super::parse::{self, Reason, Tree};
use crate::{Access, ConnectorError, Http, Pulled, http};

/// The scope of a token with which what is kept may be asked for.
pub const QUERY_SCOPE: &str = "gdprquery";
/// The scope of a token with which what is kept may be erased.
pub const DELETE_SCOPE: &str = "gdprdelete";
/// Where the resident's id belongs in an address of the directory, as a segment of its path.
const USER_UUID: &str = "$user_uuid";
/// What the cursor says: who the resident is has been told.
const INTRODUCED: &str = "introduced";
/// A refusal is short; more of it is not read.
const MAX_REFUSAL_BYTES: u64 = 256 * 1024;

/// What one service of the city keeps about one resident.
#[derive(Clone, Debug)]
pub struct HelsinkiProfile {
    http: Http,
    base: Url,
    access: Access,
}

/// What a service says to the wish to have everything erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Erasure {
    /// It erases what it keeps: it would, where it was only asked; otherwise it has. A service that keeps nothing says so too.
    Granted,
    /// It does not, for these reasons, of which there may be none.
    Refused(Vec<Reason>),
}

impl HelsinkiProfile {
    /// The service at this address.
    ///
    /// # Errors
    /// [`ConnectorError::Insecure`] for an address that is neither `https` nor loopback, and [`ConnectorError::Unintelligible`] for one
    /// that does not say where the resident's id belongs.
    pub fn new(http: Http, base_url: Url, access: Access) -> Result<Self, ConnectorError> {
        let base = http::base(base_url)?;
        if !Self::is_address(&base) {
            return Err(ConnectorError::unintelligible("an address without the place of an id"));
        }
        Ok(Self { http, base, access })
    }

    /// Whether an address can be one of this API: it has the id of a resident in its path, or where that belongs.
    pub fn is_address(address: &Url) -> bool {
        address.path_segments().into_iter().flatten().any(|part| part == USER_UUID || is_uuid(part))
    }

    /// Tells the provider that the sign-in has ended.
    ///
    /// # Errors
    /// When the provider was not told.
    pub async fn end_session(&self) -> Result<(), ConnectorError> {
        self.access.end().await
    }

    /// Who the resident is, once. Asks nobody.
    pub fn pull(&self, after: Option<&Cursor>) -> Pulled {
        if after.is_some_and(|after| after.as_str() == INTRODUCED) {
            return Pulled::NothingNew { date: None };
        }
        let changes = vec![Change::Upsert(Box::new(Record::Party(parse::resident(""))))];
        let page = Page { changes, quarantined: Vec::new(), next: Cursor::new(INTRODUCED), more: false };
        Pulled::Page { page, etag: None, bytes: 0, date: None }
    }

    /// Everything that the service keeps about the resident; `None`: nothing.
    ///
    /// # Errors
    /// [`ConnectorError::SignInNeeded`] where the token is not of this resident or lacks [`QUERY_SCOPE`]; else why nothing came.
    pub async fn everything(&self) -> Result<Option<Tree>, ConnectorError> {
        let response = self.ask(Method::GET, None).await?;
        match response.status() {
            StatusCode::NO_CONTENT => Ok(None),
            StatusCode::OK => {
                let limits = self.http.limits();
                let bytes = self.http.body(response, limits.max_page_bytes).await?;
                Ok(Some(parse::tree(&bytes, limits)?))
            }
            status => Err(http::refusal(status, response.headers())),
        }
    }

    /// Whether the service would erase everything. Nothing is erased.
    ///
    /// # Errors
    /// When it does not say.
    pub async fn may_be_erased(&self) -> Result<Erasure, ConnectorError> {
        self.delete(true).await
    }

    /// Has everything erased. There is no way back.
    ///
    /// # Errors
    /// When the service did not say what became of it; see [`ConnectorError::may_have_arrived`].
    pub async fn erase(&self) -> Result<Erasure, ConnectorError> {
        self.delete(false).await
    }

    async fn delete(&self, dry_run: bool) -> Result<Erasure, ConnectorError> {
        let response = self.ask(Method::DELETE, Some(dry_run)).await?;
        match response.status() {
            StatusCode::NO_CONTENT => Ok(Erasure::Granted),
            StatusCode::FORBIDDEN => {
                let body = self.http.body(response, MAX_REFUSAL_BYTES).await.unwrap_or_default();
                Ok(Erasure::Refused(parse::reasons(&body)))
            }
            status => Err(http::refusal(status, response.headers())),
        }
    }

    async fn ask(&self, method: Method, dry_run: Option<bool>) -> Result<Response, ConnectorError> {
        let mut url = self.address().await?;
        if let Some(dry_run) = dry_run {
            url.query_pairs_mut().append_pair("dry_run", if dry_run { "true" } else { "false" });
        }
        let request = self.http.request(method, url)?.timeout(self.http.limits().request_timeout);
        self.access.send(&self.http, request.header(ACCEPT, "application/json")).await
    }

    /// The address with the resident's id in it.
    async fn address(&self) -> Result<Url, ConnectorError> {
        let parts: Vec<&str> = self.base.path_segments().into_iter().flatten().collect();
        if !parts.contains(&USER_UUID) {
            return Ok(self.base.clone());
        }
        let person = self.access.person().await?;
        let id = person.expose().to_ascii_lowercase();
        if !is_uuid(&id) {
            return Err(ConnectorError::unintelligible("the sign-in names no UUID"));
        }
        let parts = parts.into_iter().map(|part| if part == USER_UUID { id.as_str() } else { part });
        let mut url = self.base.clone();
        url.set_path(&parts.collect::<Vec<_>>().join("/"));
        Ok(url)
    }
}

/// Whether this is a UUID as the contract writes it: `f611424a-9668-435e-8473-1501c4d67af5`.
fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte == b'-' || is_digit(byte))
}
