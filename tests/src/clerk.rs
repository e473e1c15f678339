//! A person who plays the authority at a municipality's desk, with a browser.

use anyhow::{Context, Result, bail, ensure};
use reqwest::{Client, StatusCode, Url, header, redirect::Policy};

use crate::Town;

/// A browser at the desk, with the cookie that the desk gave it.
pub struct Clerk {
    http: Client,
    base: Url,
    cookie: String,
}

impl Clerk {
    /// Opens the desk.
    pub async fn at(town: &Town) -> Result<Self> {
        // The desk speaks no TLS, but its client wants to know how it would. It may be known already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder().no_proxy().redirect(Policy::none()).build()?;
        let answer = http.get(town.desk_url()).send().await?.error_for_status()?;
        let cookie = answer.headers().get(header::SET_COOKIE).context("the desk gives a cookie")?.to_str()?;
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        Ok(Self { http, base: town.base_url()?, cookie })
    }

    /// Opens a form, fills it in and sends it. An error when the desk does not take it.
    pub async fn does(&self, form: &str, fields: &[(&str, &str)]) -> Result<()> {
        let address = self.base.join(form)?;
        let page = self.http.get(address.clone()).header(header::COOKIE, &self.cookie).send().await?;
        let page = page.error_for_status()?.text().await?;
        let (seal, draft) = (hidden(&page, "seal"), hidden(&page, "draft"));
        let own = [("seal", seal.context("a form has a seal")?), ("draft", draft.unwrap_or_default())];
        let body = Url::parse_with_params("http://form/", own.iter().copied().chain(fields.iter().copied()))?;
        let origin = self.base.origin().ascii_serialization();
        let sent = self.http.post(address).header(header::COOKIE, &self.cookie).header(header::ORIGIN, origin);
        let sent = sent.header("sec-fetch-site", "same-origin");
        let sent = sent.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = sent.body(body.query().unwrap_or_default().to_owned()).send().await?;
        ensure!(answer.status() != StatusCode::UNPROCESSABLE_ENTITY, "the desk does not take {form} {fields:?}");
        if answer.status() != StatusCode::SEE_OTHER {
            bail!("{form}: {}", answer.status());
        }
        Ok(())
    }
}

/// The value of a hidden field of a page.
fn hidden<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\""))?;
    Some(rest.split_once('"')?.0)
}
