//! A browser without a window: it follows redirects, keeps cookies and sends forms. It stands for the system browser where a
//! journey is not about what is seen there.

use std::{collections::BTreeMap, sync::Arc};

use anyhow::{Context, Result, bail};
use reqwest::{Client, Method, header, redirect};
use url::Url;

/// Most redirects followed in a row.
const MOST_REDIRECTS: usize = 20;

/// A browser of its own: nothing of another's is in it.
pub struct Visitor {
    http: Client,
    cookies: BTreeMap<String, BTreeMap<String, String>>,
}

/// A page that was reached.
#[derive(Clone, Debug)]
pub struct Visited {
    /// Where.
    pub url: Url,
    /// HTTP status.
    pub status: u16,
    /// Its text.
    pub body: String,
}

impl Visitor {
    /// A fresh browser.
    pub fn new() -> Result<Self> {
        let tls = rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_root_certificates(rustls::RootCertStore::empty())
            .with_no_client_auth();
        let http = Client::builder().tls_backend_preconfigured(tls).redirect(redirect::Policy::none()).build()?;
        Ok(Self { http, cookies: BTreeMap::new() })
    }

    /// Opens an address.
    pub async fn open(&mut self, address: &str) -> Result<Visited> {
        self.go(Method::GET, address.parse()?, None).await
    }

    /// Sends the page's form with what stands in it and these fields chosen; `button` is the name and value of what is pressed.
    pub async fn send(&mut self, page: &Visited, chosen: &[(&str, &str)]) -> Result<Visited> {
        let form = page.form().context("the page has a form")?;
        let mut fields = form.fields;
        for (name, value) in chosen {
            fields.retain(|(field, _)| field != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
        self.go(Method::POST, page.url.join(&form.action)?, Some(body)).await
    }

    /// Opens the page of a sign-in at the reference municipality and signs in as this persona. Answers with the page on which
    /// the browser ends.
    pub async fn sign_in(&mut self, address: &str, persona: &str) -> Result<Visited> {
        let page = self.open(address).await?;
        self.send(&page, &[("persona", persona), ("means", "strong"), ("choice", "sign_in")]).await
    }

    /// Opens the page of a sign-in at the reference municipality and gives it up there.
    pub async fn decline(&mut self, address: &str) -> Result<Visited> {
        let page = self.open(address).await?;
        self.send(&page, &[("choice", "cancel")]).await
    }

    async fn go(&mut self, mut method: Method, mut url: Url, mut body: Option<String>) -> Result<Visited> {
        for _ in 0..MOST_REDIRECTS {
            let mut request =
                self.http.request(method.clone(), url.clone()).header(header::COOKIE, self.cookies_for(&url));
            // What a browser says of a form's origin; pages are guarded by it.
            if method == Method::POST {
                request = request.header(header::ORIGIN, url.origin().ascii_serialization());
                request = request.header("sec-fetch-site", "same-origin");
            }
            if let Some(body) = body.take() {
                request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(body);
            }
            let answer = request.send().await?;
            for cookie in answer.headers().get_all(header::SET_COOKIE) {
                self.keep(&url, cookie.to_str()?);
            }
            let status = answer.status();
            let onward = answer.headers().get(header::LOCATION).map(|to| to.to_str().map(str::to_owned)).transpose()?;
            match onward.filter(|_| status.is_redirection()) {
                Some(to) => {
                    url = url.join(&to)?;
                    method = Method::GET;
                }
                None => return Ok(Visited { url, status: status.as_u16(), body: answer.text().await? }),
            }
        }
        bail!("redirected in circles at {url}")
    }

    fn keep(&mut self, url: &Url, cookie: &str) {
        let Some((name, value)) = cookie.split(';').next().and_then(|pair| pair.split_once('=')) else { return };
        let place = self.cookies.entry(url.origin().ascii_serialization()).or_default();
        if value.is_empty() {
            place.remove(name.trim());
        } else {
            place.insert(name.trim().to_owned(), value.to_owned());
        }
    }

    fn cookies_for(&self, url: &Url) -> String {
        let kept = self.cookies.get(&url.origin().ascii_serialization());
        let pairs = kept.into_iter().flatten().map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("; ")
    }
}

struct Form {
    action: String,
    fields: Vec<(String, String)>,
}

impl Visited {
    /// The first form that is sent by POST, with its hidden fields.
    fn form(&self) -> Option<Form> {
        let lower = self.body.to_lowercase();
        let mut from = 0;
        loop {
            let start = from + lower.get(from..)?.find("<form")?;
            let end = start + lower.get(start..)?.find("</form>")?;
            let text = self.body.get(start..end)?;
            let opening = text.get(..text.find('>')?)?;
            if attribute(opening, "method").is_some_and(|method| method.eq_ignore_ascii_case("post")) {
                let inputs = text.split("<input").skip(1).filter_map(|rest| rest.get(..rest.find('>')?));
                let hidden = inputs.filter(|input| attribute(input, "type").as_deref() == Some("hidden"));
                let fields = hidden.filter_map(|input| {
                    Some((attribute(input, "name")?, attribute(input, "value").unwrap_or_default()))
                });
                return Some(Form {
                    action: attribute(opening, "action").unwrap_or_default(),
                    fields: fields.collect(),
                });
            }
            from = end;
        }
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let rest = tag.get(start..)?;
    let value = rest.get(..rest.find('"')?)?;
    Some(value.replace("&amp;", "&").replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">"))
}
