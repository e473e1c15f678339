//! Open311 over HTTP: how a server is asked. Thin: asks, checks the outer form, hands the bytes to [`super::parse`].

use std::{
    fmt,
    sync::{Arc, OnceLock},
};

use chrono::{DateTime, Utc};
use domain::{
    change::{Change, Cursor, Page},
    record::Record,
    report::{ReportCaps, ReportService},
    text::Localized,
};
use reqwest::{
    Method, Response, StatusCode,
    header::{ACCEPT, HeaderName},
};
use serde::{Deserialize, Serialize};
use tokio::sync::OnceCell;
use url::Url;

use super::{
    parse::{self, Definition, Discovery, Extensions},
    profile::Profile,
};
use crate::{ConnectorError, Http, Limits, Pulled, Unreadable, http, themselves};

/// What the cursor says before anything was followed: who the resident is has been told.
const INTRODUCED: &str = "introduced";
/// The header with the address of the next page, where a server has pages.
const NEXT_PAGE: HeaderName = HeaderName::from_static("x-next-page-url");

/// In which form a server answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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

    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Xml => "application/xml, text/xml",
        }
    }

    /// The form that a media type names.
    pub(super) fn of_media_type(name: &str) -> Option<Self> {
        match crate::text::media_type(Some(name))?.as_str() {
            "application/json" => Some(Self::Json),
            "application/xml" | "text/xml" => Some(Self::Xml),
            _ => None,
        }
    }
}

/// One city's Open311 server. Clones share what was learnt of it.
#[derive(Clone)]
pub struct Open311 {
    pub(super) http: Http,
    base: Url,
    pub(super) profile: Arc<Profile>,
    learnt: Arc<Learnt>,
}

/// What was learnt of a server by asking.
#[derive(Debug, Default)]
struct Learnt {
    /// The form of its answers.
    format: OnceLock<Format>,
    /// What it says of itself; `None` where it says nothing.
    discovery: OnceCell<Option<Discovery>>,
    /// Where it speaks GeoReport v2, when that is not where it was looked for.
    elsewhere: OnceLock<Url>,
}

impl fmt::Debug for Open311 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Open311").field("profile", &self.profile.name).finish_non_exhaustive()
    }
}

/// An answer that came.
pub(super) struct Answered<T> {
    pub read: T,
    /// Its size in bytes.
    pub bytes: u64,
    /// The time by the server's clock.
    pub date: Option<DateTime<Utc>>,
    /// The address of the next page, where the server names one.
    pub next: Option<String>,
}

/// How bytes of an answer are read.
pub(super) type Read<T> = fn(&[u8], &Limits) -> Result<T, Unreadable>;

impl Open311 {
    /// The API below `base_url`, which ends before `services.json`, with the profile that is known for this address, else the plain one.
    ///
    /// # Errors
    /// [`ConnectorError::Insecure`] for an address that is neither `https` nor loopback.
    pub fn new(http: Http, base_url: Url) -> Result<Self, ConnectorError> {
        let profile = Profile::of(&base_url)?;
        Self::with_profile(http, base_url, profile)
    }

    /// The same, with this profile.
    ///
    /// # Errors
    /// As [`Open311::new`].
    pub fn with_profile(http: Http, base_url: Url, profile: Profile) -> Result<Self, ConnectorError> {
        let learnt = Learnt::default();
        if let Some(format) = profile.format {
            // Nothing is there yet.
            let _ = learnt.format.set(format);
        }
        Ok(Self { http, base: http::base(base_url)?, profile: Arc::new(profile), learnt: Arc::new(learnt) })
    }

    /// The name of the profile by which the server is asked.
    pub fn profile_name(&self) -> &str {
        &self.profile.name
    }

    /// The form of its answers, once that is known.
    pub fn format(&self) -> Option<Format> {
        self.learnt.format.get().copied()
    }

    /// How the city takes reports: by the profile, and by what its discovery document says once that was read, as
    /// [`Open311::services`] does. No photographs go where reports cannot be sent at all.
    pub fn caps(&self) -> ReportCaps {
        let caps = self.profile.caps();
        let said = self.extensions();
        ReportCaps {
            photos: if self.takes_reports() { said.photos.unwrap_or(caps.photos) } else { 0 },
            position_needed: said.position_needed.unwrap_or(caps.position_needed),
            reporter_needed: said.reporter_needed.unwrap_or(caps.reporter_needed),
            ..caps
        }
    }

    /// Whether the app can send reports there; it cannot where the city wants a key that the app has not.
    pub fn takes_reports(&self) -> bool {
        self.profile.takes_reports()
    }

    /// What can be reported (GeoReport v2, "GET Service List"). From then on it is known in which form the server answers, and
    /// what it can beyond the specification.
    ///
    /// # Errors
    /// When the list does not come, or in neither form.
    pub async fn services(&self) -> Result<Vec<ReportService>, ConnectorError> {
        let mut services = match self.services_in(self.profile.locales.first()).await {
            // It may be known better where its API is than the address that was given.
            Err(ConnectorError::NotFound) if self.is_elsewhere().await => self.services_in(None).await?,
            answered => answered?,
        };
        for locale in self.profile.locales.iter().skip(1) {
            for translated in self.services_in(Some(locale)).await? {
                if let Some(service) = services.iter_mut().find(|service| service.code == translated.code) {
                    service.name = joined(&service.name, &translated.name);
                }
            }
        }
        for service in &mut services {
            service.name = told_apart(&service.name);
        }
        // Who keeps the list keeps with it what the city can; so neither comes without the other.
        self.discovery().await?;
        Ok(services)
    }

    async fn services_in(&self, locale: Option<&String>) -> Result<Vec<ReportService>, ConnectorError> {
        let locales = locale.map(|locale| ("locale", locale.clone()));
        let mut services = self.ask(&["services"], locales.as_slice(), parse::services).await?.read;
        if let Some(locale) = locale {
            for service in &mut services {
                service.name = tagged(&service.name, locale);
            }
        }
        Ok(services)
    }

    /// What the city asks of one kind of fault (GeoReport v2, "GET Service Definition").
    ///
    /// # Errors
    /// [`ConnectorError::NotFound`] for a kind that it does not have; [`ConnectorError::Unintelligible`] when something is asked in a
    /// way that the app does not know; else why it does not come.
    pub async fn definition(&self, code: &str) -> Result<Definition, ConnectorError> {
        let locale = self.profile.locales.first().map(|locale| ("locale", locale.clone()));
        Ok(self.ask(&["services", code], locale.as_slice(), parse::definition).await?.read)
    }

    /// Who the resident is, once. Asks nobody: what becomes of reports is asked for by [`Open311::follow`].
    pub fn pull(&self, after: Option<&Cursor>) -> Pulled {
        if after.is_some() {
            return Pulled::NothingNew { date: None };
        }
        let changes = vec![introduction()];
        let page = Page { changes, quarantined: Vec::new(), next: Cursor::new(INTRODUCED), more: false };
        Pulled::Page { page, etag: None, bytes: 0, date: None }
    }

    /// What the server says of itself, asked for once. A server that cannot be reached now is asked again another time.
    pub(super) async fn discovery(&self) -> Result<Option<&Discovery>, ConnectorError> {
        if !self.profile.discovery {
            return Ok(None);
        }
        Ok(self.learnt.discovery.get_or_try_init(|| self.discover()).await?.as_ref())
    }

    /// What is known so far of what the server can beyond the specification.
    pub(super) fn extensions(&self) -> Extensions {
        self.learnt.discovery.get().and_then(Option::as_ref).map(|known| known.extensions).unwrap_or_default()
    }

    /// The document lies beside the API or one step above it; JSON is looked for first. Whatever else a server answers there, it
    /// has none; unless it says that it is busy.
    async fn discover(&self) -> Result<Option<Discovery>, ConnectorError> {
        let mut above = self.base.clone();
        if let Ok(mut path) = above.path_segments_mut() {
            path.pop_if_empty().pop();
        }
        let is_at_the_top = self.base.path() == "/";
        for format in [Format::Json, Format::Xml] {
            for place in [Some(&self.base), (!is_at_the_top).then_some(&above)].into_iter().flatten() {
                let url = http::below(place, &[&format!("discovery.{}", format.ending())])?;
                match self.get(url, format, parse::discovery).await {
                    Ok(answered) => return Ok(Some(answered.read)),
                    Err(ConnectorError::Unavailable { status, .. }) if !matches!(status, 429 | 503) => {}
                    Err(
                        ConnectorError::NotFound
                        | ConnectorError::Refused { .. }
                        | ConnectorError::RedirectedAway
                        | ConnectorError::TooLarge
                        | ConnectorError::Unintelligible { .. },
                    ) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(None)
    }

    /// Whether the discovery document names another address of the same server; from then on that is asked.
    async fn is_elsewhere(&self) -> bool {
        let Ok(Some(known)) = self.discovery().await else { return false };
        let place = |url: &Url| url.path().trim_end_matches('/').to_owned();
        let other = known
            .endpoints
            .iter()
            .find(|endpoint| endpoint.url.origin() == self.base.origin() && place(&endpoint.url) != place(&self.base));
        let Some(base) = other.and_then(|endpoint| http::base(endpoint.url.clone()).ok()) else { return false };
        self.learnt.elsewhere.set(base).is_ok()
    }

    /// Asks for something in the form that the server speaks. Which that is, is found out with the first answer that can be read.
    pub(super) async fn ask<T>(
        &self,
        path: &[&str],
        parameters: &[(&str, String)],
        read: Read<T>,
    ) -> Result<Answered<T>, ConnectorError> {
        if let Some(format) = self.format() {
            return self.get(self.address(path, parameters, format)?, format, read).await;
        }
        let in_json = self.get(self.address(path, parameters, Format::Json)?, Format::Json, read).await;
        let (answered, format) = match in_json {
            // A server that speaks only XML has no such page, refuses it, or answers with something else.
            Err(
                first @ (ConnectorError::NotFound
                | ConnectorError::Refused { .. }
                | ConnectorError::Unintelligible { .. }),
            ) => {
                let url = self.address(path, parameters, Format::Xml)?;
                let in_xml = self.get(url, Format::Xml, read).await;
                let says_less = matches!(in_xml, Err(ConnectorError::NotFound));
                (in_xml.map_err(|second| if says_less { first } else { second })?, Format::Xml)
            }
            answered => (answered?, Format::Json),
        };
        // Another question may have found out the same.
        let _ = self.learnt.format.set(format);
        Ok(answered)
    }

    /// The address of something below the API, with what every question to this city has.
    pub(super) fn address(
        &self,
        path: &[&str],
        parameters: &[(&str, String)],
        format: Format,
    ) -> Result<Url, ConnectorError> {
        let (last, before) = path.split_last().ok_or(ConnectorError::NotFound)?;
        // With the ending no name is one that climbs; without it, it must not be one.
        if matches!(*last, "" | "." | "..") {
            return Err(ConnectorError::NotFound);
        }
        let last = format!("{last}.{}", format.ending());
        let base = self.learnt.elsewhere.get().unwrap_or(&self.base);
        let mut url = http::below(base, &[before, &[last.as_str()]].concat())?;
        let jurisdiction = self.profile.jurisdiction.as_ref().map(|id| ("jurisdiction_id", id));
        let usual = self.profile.parameters.iter().map(|(name, value)| (name.as_str(), value));
        let all: Vec<_> = jurisdiction
            .into_iter()
            .chain(usual)
            .chain(parameters.iter().map(|(name, value)| (*name, value)))
            .collect();
        if !all.is_empty() {
            url.query_pairs_mut().extend_pairs(all);
        }
        Ok(url)
    }

    pub(super) async fn get<T>(&self, url: Url, format: Format, read: Read<T>) -> Result<Answered<T>, ConnectorError> {
        let request = self.http.request(Method::GET, url)?.timeout(self.http.limits().request_timeout);
        let response = self.http.send(request.header(ACCEPT, format.media_type())).await?;
        match response.status() {
            StatusCode::OK => self.answered(response, read).await,
            // There is no sign-in that would help: 401 says that it does not know the jurisdiction.
            StatusCode::UNAUTHORIZED => Err(ConnectorError::Refused { status: 401 }),
            status => Err(http::refusal(status, response.headers())),
        }
    }

    async fn answered<T>(&self, response: Response, read: Read<T>) -> Result<Answered<T>, ConnectorError> {
        let (date, next) = (http::date(&response), http::header(&response, NEXT_PAGE));
        let limits = self.http.limits();
        let body = self.http.body(response, limits.max_page_bytes).await?;
        let bytes = u64::try_from(body.len()).unwrap_or(u64::MAX);
        Ok(Answered { read: read(&body, limits)?, bytes, date, next })
    }
}

/// Who the resident is to a city that knows nobody.
pub(super) fn introduction() -> Change {
    Change::Upsert(Box::new(Record::Party(themselves::resident(""))))
}

/// A text of which the server did not say the language, in the language that it was asked for.
fn tagged(text: &Localized, language: &str) -> Localized {
    text.iter().fold(Localized::default(), |all, (_, text)| all.with(language, text.clone()))
}

/// A server that says the same in every language has not translated it, and nobody knows in which it is.
fn told_apart(text: &Localized) -> Localized {
    let mut texts = text.iter().map(|(_, text)| text);
    let first = texts.next();
    let is_translated = texts.any(|other| Some(other) != first);
    match first {
        Some(first) if !is_translated => Localized::undetermined(first.clone()),
        _ => text.clone(),
    }
}

fn joined(text: &Localized, other: &Localized) -> Localized {
    other.iter().fold(text.clone(), |all, (tag, text)| all.with(tag, text.clone()))
}
