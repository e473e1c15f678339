//! Fetching a document, for every API.
//!
//! A cut connection is gone on with where it was cut, as long as something proves that the two halves belong together: the
//! record's SHA-256, or a strong `ETag`. The bytes are given out only when they are those that the record describes.

use domain::document::Document;
use reqwest::{
    Method, Response, StatusCode,
    header::{ACCEPT_ENCODING, CONTENT_RANGE, ETAG, IF_RANGE, RANGE},
};
use sha2::{Digest, Sha256};
use url::Url;

use crate::{
    Access, ConnectorError, Http,
    http::{self, MAX_ETAG_BYTES, header},
    media_type,
};

/// A document's bytes, which are the ones its record described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentBytes {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What they are, by their own evidence and not by what the server declared.
    pub media_type: String,
}

/// Fetches a document from this address, with or without the right to ask; `accepted` says what a status means.
///
/// # Errors
/// [`ConnectorError::Altered`] when the whole is not what the record says; else why it did not come.
pub async fn fetch(
    http: &Http,
    access: Option<&Access>,
    url: &Url,
    document: &Document,
    accepted: impl AsyncFn(&Http, Response) -> Result<Response, ConnectorError>,
) -> Result<DocumentBytes, ConnectorError> {
    let mut download = Download { have: Vec::new(), etag: None, provable: document.sha256.is_some() };
    let mut tries_left = http.limits().document_tries;
    loop {
        tries_left = tries_left.saturating_sub(1);
        match download.go_on(http, access, url, &accepted).await {
            Ok(()) => break,
            Err(ConnectorError::Unreachable | ConnectorError::CutOff | ConnectorError::TimedOut) if tries_left > 0 => {}
            Err(error) => return Err(error),
        }
    }
    verify(document, &download.have)?;
    Ok(DocumentBytes { media_type: media_type::sniff(&download.have), bytes: download.have })
}

/// A document on its way.
struct Download {
    have: Vec<u8>,
    etag: Option<String>,
    provable: bool,
}

impl Download {
    const fn can_go_on(&self) -> bool {
        self.provable || self.etag.is_some()
    }

    async fn go_on(
        &mut self,
        http: &Http,
        access: Option<&Access>,
        url: &Url,
        accepted: &impl AsyncFn(&Http, Response) -> Result<Response, ConnectorError>,
    ) -> Result<(), ConnectorError> {
        let limits = http.limits();
        if !self.can_go_on() {
            self.have.clear();
        }
        // Ranges count the bytes that are sent, so nothing may be packed.
        let mut request = http
            .request(Method::GET, url.clone())?
            .timeout(limits.document_timeout)
            .header(ACCEPT_ENCODING, "identity");
        if !self.have.is_empty() {
            request = request.header(RANGE, format!("bytes={}-", self.have.len()));
            if let Some(etag) = &self.etag {
                request = request.header(IF_RANGE, etag);
            }
        }
        let response = match access {
            Some(access) => access.send(http, request).await?,
            None => http.send(request).await?,
        };
        if response.status() == StatusCode::RANGE_NOT_SATISFIABLE {
            return Err(ConnectorError::Altered);
        }
        let mut response = accepted(http, response).await?;
        if response.status() != StatusCode::PARTIAL_CONTENT {
            self.have.clear();
        } else if range_start(&response) != Some(self.have.len()) {
            return Err(ConnectorError::unintelligible("another range than was asked for"));
        }
        self.etag = header(&response, ETAG).filter(|etag| etag.starts_with('"') && etag.len() <= MAX_ETAG_BYTES);
        let length = response.content_length().unwrap_or(0);
        if length > limits.max_document_bytes {
            return Err(ConnectorError::TooLarge);
        }
        while let Some(chunk) = response.chunk().await.map_err(|error| http::fault(&error))? {
            http::append(&mut self.have, &chunk, limits.max_document_bytes)?;
        }
        Ok(())
    }
}

/// Where a partial answer begins: `bytes 100-199/200`.
fn range_start(response: &Response) -> Option<usize> {
    header(response, CONTENT_RANGE)?.strip_prefix("bytes ")?.split('-').next()?.trim().parse().ok()
}

pub(crate) fn verify(document: &Document, bytes: &[u8]) -> Result<(), ConnectorError> {
    let same_size = document.size.is_none_or(|size| u64::try_from(bytes.len()).is_ok_and(|length| length == size));
    let same_hash =
        document.sha256.as_ref().is_none_or(|hash| hash.eq_ignore_ascii_case(&hex::encode(Sha256::digest(bytes))));
    if same_size && same_hash { Ok(()) } else { Err(ConnectorError::Altered) }
}
