//! Open311 over HTTP, reading. Thin: asks, checks the outer form, hands the bytes to [`super::parse`].

use domain::id::RemoteId;
use reqwest::{Method, StatusCode, header::ACCEPT};
use url::Url;

use super::parse::{self, Service};
use crate::{ConnectorError, Http, Landed, Unreadable, http};

/// In which form a server answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON, in whichever shape.
    Json,
    /// XML, the form that the specification asks of every server.
    Xml,
}

impl Format {
    const fn ending(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Xml => "xml",
        }
    }

    const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Xml => "application/xml, text/xml",
        }
    }
}

/// One city's Open311 server.
#[derive(Clone, Debug)]
pub struct Open311 {
    http: Http,
    base: Url,
    jurisdiction: Option<String>,
}

impl Open311 {
    /// The API below `base_url`, which ends before `services.json`. `jurisdiction` is the `jurisdiction_id` that some
    /// servers demand.
    ///
    /// # Errors
    /// [`ConnectorError::Insecure`] for an address that is neither `https` nor loopback.
    pub fn new(http: Http, base_url: Url, jurisdiction: Option<String>) -> Result<Self, ConnectorError> {
        Ok(Self { http, base: http::base(base_url)?, jurisdiction })
    }

    /// What can be reported, and the form in which the server says it: JSON where it can, else XML.
    ///
    /// # Errors
    /// When it answers in neither.
    pub async fn services(&self) -> Result<(Vec<Service>, Format), ConnectorError> {
        self.in_either_form("services", parse::services).await
    }

    /// The reports that the server shows: as a rule those of the last ninety days, at most a thousand.
    ///
    /// # Errors
    /// When they do not come.
    pub async fn requests(&self, format: Format) -> Result<Landed, ConnectorError> {
        let limits = *self.http.limits();
        let bytes = self.get(&["requests"], format).await?;
        Ok(parse::requests(&bytes, &limits)?)
    }

    /// One report by its id.
    ///
    /// # Errors
    /// [`ConnectorError::NotFound`] when there is none; else why it does not come.
    pub async fn request(&self, id: &RemoteId, format: Format) -> Result<Landed, ConnectorError> {
        let limits = *self.http.limits();
        let bytes = self.get(&["requests", id.as_str()], format).await?;
        Ok(parse::requests(&bytes, &limits)?)
    }

    async fn in_either_form<T>(
        &self,
        name: &str,
        read: fn(&[u8], &crate::Limits) -> Result<T, Unreadable>,
    ) -> Result<(T, Format), ConnectorError> {
        let limits = *self.http.limits();
        let in_json = match self.get(&[name], Format::Json).await {
            Ok(bytes) => read(&bytes, &limits).map_err(ConnectorError::from),
            Err(error) => Err(error),
        };
        match in_json {
            Ok(read) => Ok((read, Format::Json)),
            // A server that speaks only XML has no such page, refuses it, or answers with something else.
            Err(ConnectorError::NotFound | ConnectorError::Refused { .. } | ConnectorError::Unintelligible { .. }) => {
                let bytes = self.get(&[name], Format::Xml).await?;
                Ok((read(&bytes, &limits)?, Format::Xml))
            }
            Err(error) => Err(error),
        }
    }

    async fn get(&self, path: &[&str], format: Format) -> Result<Vec<u8>, ConnectorError> {
        let (last, before) = path.split_last().ok_or(ConnectorError::NotFound)?;
        let last = format!("{last}.{}", format.ending());
        let mut url = http::below(&self.base, &[before, &[last.as_str()]].concat())?;
        if let Some(jurisdiction) = &self.jurisdiction {
            url.query_pairs_mut().append_pair("jurisdiction_id", jurisdiction);
        }
        let request = self
            .http
            .request(Method::GET, url)?
            .timeout(self.http.limits().request_timeout)
            .header(ACCEPT, format.media_type());
        let response = self.http.send(request).await?;
        if response.status() != StatusCode::OK {
            return Err(http::refusal(response.status(), response.headers()));
        }
        self.http.body(response, self.http.limits().max_page_bytes).await
    }
}
