//! Fetching a newer directory. Thin: two requests, without any token.

use reqwest::Method;
use url::Url;

use super::parse::Signed;
use crate::{ConnectorError, Http, http as line};

/// Largest directory, in bytes. Three hundred municipalities take a hundred kilobytes.
const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// The directory at this address, with the signature that lies beside it under the same name and `.sig`.
///
/// # Errors
/// As for any request. Nothing is checked yet; see [`Directory::read`](super::Directory::read).
pub async fn fetch(http: &Http, address: &Url) -> Result<Signed, ConnectorError> {
    let list = one(http, line::base(address.clone())?).await?;
    let mut beside = line::base(address.clone())?;
    beside.set_path(&[beside.path(), ".sig"].concat());
    let signature = String::from_utf8(one(http, beside).await?)
        .map_err(|_| ConnectorError::unintelligible("a signature that is no text"))?;
    Ok(Signed { list, signature: signature.trim().to_owned() })
}

async fn one(http: &Http, url: Url) -> Result<Vec<u8>, ConnectorError> {
    let response = http.send(http.request(Method::GET, url)?.timeout(http.limits().request_timeout)).await?;
    if response.status().is_success() {
        http.body(response, MAX_BYTES).await
    } else {
        Err(line::refusal(response.status(), response.headers()))
    }
}
