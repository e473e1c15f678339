//! Finding a service: in the directory, by an address, or among the connected ones; and asking it who it is.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use connector::{
    ConnectorError,
    directory::{self, Directory, PublicBody, Signed, VerifyingKey},
    open311::Open311,
    sign_in::Client,
};
use domain::{id::SourceId, source::SourceKind, text::Localized};
use protocol::{
    ErrorCode, ErrorView,
    sign_in::{DirectoryView, PublicBodyView, ServiceAddress, ServiceView},
};
use store::Store;
use url::Url;

use crate::{Engine, accounts::Enrolment, failure};

/// The edition that comes with the app, its signature, and who may sign newer ones.
const BUNDLED: &[u8] = include_bytes!("../directory/directory.json");
const SIGNATURE: &str = include_str!("../directory/directory.json.sig");
const KEY: &str = include_str!("../directory/directory.pub");
/// Name of the newest edition among the settings.
const SETTING: &str = "directory";
/// Most bodies listed at once; a resident types on.
const LISTED: usize = 50;
/// How long an edition is good enough to look something up in without asking for a newer one.
const FRESH: TimeDelta = TimeDelta::days(1);

/// A directory with the keys by which newer editions are believed.
#[derive(Clone, Debug)]
pub struct TrustedDirectory {
    /// The edition at hand.
    pub signed: Signed,
    /// Whose signatures are believed.
    pub keys: Vec<VerifyingKey>,
}

impl TrustedDirectory {
    /// The one that comes with the app.
    pub fn bundled() -> Self {
        let mut key = [0; 32];
        // A key that cannot be read believes nobody; a test reads it.
        let _ = hex::decode_to_slice(KEY.trim(), &mut key);
        let signed = Signed { list: BUNDLED.to_vec(), signature: SIGNATURE.trim().to_owned() };
        Self { signed, keys: vec![VerifyingKey(key)] }
    }
}

/// The directory in use.
pub(crate) struct Listings {
    keys: Vec<VerifyingKey>,
    state: Mutex<Listed>,
}

struct Listed {
    directory: Arc<Directory>,
    /// Bodies on this machine, for a demo.
    here: Vec<PublicBody>,
    asked_at: Option<DateTime<Utc>>,
}

impl Listings {
    pub fn new(trusted: &TrustedDirectory) -> Self {
        let directory = Directory::read(&trusted.signed, &trusted.keys).unwrap_or_else(|error| {
            tracing::error!(%error, "the app's own directory is not used");
            Directory::unsigned(Vec::new())
        });
        let state = Mutex::new(Listed { directory: Arc::new(directory), here: Vec::new(), asked_at: None });
        Self { keys: trusted.keys.clone(), state }
    }

    /// Takes an edition into use if it is signed and newer. Answers whether it was.
    fn renew(&self, signed: &Signed) -> bool {
        match Directory::read(signed, &self.keys) {
            Ok(directory) => {
                let mut state = self.lock();
                let newer = directory.sequence > state.directory.sequence;
                if newer {
                    state.directory = Arc::new(directory);
                }
                newer
            }
            Err(error) => {
                tracing::warn!(%error, "a directory is not used");
                false
            }
        }
    }

    pub fn vouches_for(&self, address: &Url) -> bool {
        let state = self.lock();
        state.here.iter().any(|body| body.base_url == *address) || state.directory.vouches_for(address).is_some()
    }

    fn body(&self, id: &SourceId) -> Option<PublicBody> {
        let state = self.lock();
        state.here.iter().find(|body| body.id == *id).or_else(|| state.directory.body(id)).cloned()
    }

    fn body_at(&self, address: &Url) -> Option<PublicBody> {
        let state = self.lock();
        let here = state.here.iter().find(|body| body.base_url == *address);
        here.or_else(|| state.directory.vouches_for(address)).cloned()
    }

    fn search(&self, question: &str) -> Vec<PublicBody> {
        let state = self.lock();
        let here = Directory::unsigned(state.here.clone());
        let known = |body: &&PublicBody| !state.here.iter().any(|other| other.id == body.id);
        here.search(question)
            .into_iter()
            .chain(state.directory.search(question).into_iter().filter(known))
            .cloned()
            .collect()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Listed> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A service that is meant.
#[derive(Clone, Debug)]
pub(crate) struct Service {
    pub source: SourceId,
    pub kind: SourceKind,
    pub base_url: Url,
    /// How residents sign in, for an API that does not say so itself.
    pub sign_in: Option<Client>,
    /// What it is called until it says so itself; empty for a typed address.
    pub name: Localized,
    pub verified: bool,
}

impl Engine {
    pub(crate) async fn search_directory(&self, question: &str) -> Result<DirectoryView, ErrorView> {
        self.renew_directory_soon();
        let names = self.names().await?;
        let connected: Vec<SourceId> = names.sources().map(|row| row.id.clone()).collect();
        let outdated = self.inner.listings.lock().directory.valid_to < self.inner.host.now();
        let bodies = self.inner.listings.search(question).into_iter().take(LISTED).map(|body| PublicBodyView {
            name: names.line(&body.name),
            host: host(&body.base_url),
            connected: connected.contains(&body.id),
            id: body.id,
        });
        Ok(DirectoryView { bodies: bodies.collect(), outdated })
    }

    /// The service that is meant, of a typed address what answers there: a service that is signed in to, or else one that takes
    /// reports from everybody.
    pub(crate) async fn service_that_answers(&self, at: &ServiceAddress) -> Result<Service, ErrorView> {
        let service = self.service(at).await?;
        if service.kind != SourceKind::Resident || !matches!(at, ServiceAddress::Typed(_)) || service.verified {
            return Ok(service);
        }
        let (http, base_url) = (self.inner.http.clone(), service.base_url.clone());
        let is_resident = connector::resident::card(&http, &base_url).await.is_ok();
        let takes_reports = async { Open311::new(http, base_url).ok()?.services().await.ok() };
        if is_resident || takes_reports.await.is_none() {
            return Ok(service);
        }
        Ok(Service { kind: SourceKind::Open311, ..service })
    }

    pub(crate) async fn read_service(&self, at: ServiceAddress) -> Result<ServiceView, ErrorView> {
        let service = self.service_that_answers(&at).await?;
        let introduction = self.introduction(&service).await.map_err(|error| match error {
            ConnectorError::NotFound | ConnectorError::Unintelligible { .. } | ConnectorError::Refused { .. } => {
                ErrorCode::NoServiceThere.into()
            }
            error => failure::of_source(&service.source, &error),
        })?;
        let names = self.names().await?;
        let name = if service.name.is_empty() { &introduction.name } else { &service.name };
        let connected = names.sources().any(|row| row.id == service.source);
        let issuer = introduction.client.and_then(|client| client.issuer.parse().ok());
        Ok(ServiceView {
            name: names.line(name),
            host: host(&service.base_url),
            verified: service.verified,
            languages: introduction.languages,
            offers: introduction.offers,
            sign_in_host: issuer.map(|issuer: Url| host(&issuer)),
            connected,
            at,
        })
    }

    /// The service that is meant.
    pub(crate) async fn service(&self, at: &ServiceAddress) -> Result<Service, ErrorView> {
        let listed = |body: PublicBody| Service {
            source: body.id,
            kind: body.kind,
            base_url: body.base_url,
            sign_in: body.sign_in,
            name: body.name,
            verified: true,
        };
        match at {
            ServiceAddress::Listed(id) => {
                self.inner.listings.body(id).map(listed).ok_or_else(|| ErrorCode::NotFound.into())
            }
            ServiceAddress::Typed(text) => {
                let address = typed_address(text).ok_or(ErrorCode::NoAddress)?;
                if let Some(body) = self.inner.listings.body_at(&address) {
                    return Ok(listed(body));
                }
                Ok(Service {
                    source: source_at(&address),
                    kind: SourceKind::Resident,
                    base_url: address,
                    sign_in: None,
                    name: Localized::default(),
                    verified: false,
                })
            }
            ServiceAddress::Connected(id) => {
                let row = self.source_row(id).await?;
                let base_url = Url::parse(&row.base_url).map_err(|_| ErrorView::from(ErrorCode::StorageDamaged))?;
                let listed = self.inner.listings.body_at(&base_url);
                let known = || Enrolment::of(&row).map(|enrolment| enrolment.client);
                Ok(Service {
                    kind: row.kind,
                    verified: listed.is_some(),
                    sign_in: listed.and_then(|body| body.sign_in).or_else(known),
                    source: row.id,
                    base_url,
                    name: row.name,
                })
            }
        }
    }

    /// Whether the directory vouches that this address is the public body's.
    pub(crate) fn is_verified(&self, address: &str) -> bool {
        Url::parse(address).is_ok_and(|address| self.inner.listings.vouches_for(&address))
    }

    /// Lists a public body on this machine, as if the directory did.
    #[cfg(feature = "loopback-token")]
    pub async fn list_here(&self, id: SourceId, base_url: Url) {
        let card = connector::resident::card(&self.inner.http, &base_url).await;
        let name = card.map_or_else(|_| Self::working_name(&id), |card| card.name);
        let Some(base_url) = typed_address(base_url.as_str()) else { return };
        self.add_here(PublicBody::new(id, name, base_url));
    }

    /// Lists the public bodies of a list in the form of the directory's entries, as if the directory did.
    ///
    /// # Errors
    /// When it is no such list.
    #[cfg(feature = "loopback-token")]
    pub fn list_entries_here(&self, list: &[u8]) -> Result<(), directory::DirectoryError> {
        PublicBody::entries(list)?.into_iter().for_each(|body| self.add_here(body));
        Ok(())
    }

    #[cfg(feature = "loopback-token")]
    fn add_here(&self, body: PublicBody) {
        let mut state = self.inner.listings.lock();
        state.here.retain(|other| other.id != body.id);
        state.here.push(body);
        drop(state);
        self.emit([protocol::Tag::Sources]);
    }

    /// Takes the newest edition that this device has fetched into use.
    pub(crate) async fn recall_directory(&self) {
        let kept = self.in_store(|store| store.setting(SETTING)).await.ok().flatten();
        if let Some(signed) = kept.and_then(|json| serde_json::from_str(&json).ok()) {
            self.inner.listings.renew(&signed);
        }
    }

    /// Asks for a newer edition, unless that was done a short while ago. Returns at once. What is asked says nothing of what
    /// the resident looks for.
    fn renew_directory_soon(&self) {
        let now = self.inner.host.now();
        {
            let mut state = self.inner.listings.lock();
            if state.asked_at.is_some_and(|at| (now - at).abs() < FRESH) {
                return;
            }
            state.asked_at = Some(now);
        }
        let engine = self.clone();
        tokio::spawn(async move {
            if let Err(error) = engine.renew_directory().await {
                tracing::info!(?error, "no newer directory");
            }
        });
    }

    /// Asks for a newer edition and keeps it if it is signed and newer.
    async fn renew_directory(&self) -> Result<(), ErrorView> {
        let Some(updates) = self.inner.listings.lock().directory.updates.clone() else { return Ok(()) };
        let fetched = directory::fetch(&self.inner.http, &updates).await;
        let signed = fetched.map_err(|error| failure::of_source(&SourceId::new(SETTING), &error))?;
        if self.inner.listings.renew(&signed) {
            let json = serde_json::to_string(&signed).map_err(|_| ErrorView::from(ErrorCode::Internal))?;
            self.in_store(move |store: &Store| store.set_setting(SETTING, &json)).await?;
            self.everything_changed();
        }
        Ok(())
    }
}

/// The address that a resident typed, with or without `https://`.
fn typed_address(text: &str) -> Option<Url> {
    let text = text.trim();
    let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let url = Url::parse(&whole).ok()?;
    connector::acceptable_base(url).ok()
}

/// What the app calls a service of which only the address is known. Never the name of a listed one: those have no colon.
fn source_at(address: &Url) -> SourceId {
    let place = match address.port() {
        Some(port) => format!("{}:{port}", host(address)),
        None => host(address),
    };
    SourceId::new(format!("at:{place}{}", address.path().trim_end_matches('/')))
}

fn host(address: &Url) -> String {
    address.host_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_apps_own_directory_is_signed_and_has_bodies() {
        let bundled = TrustedDirectory::bundled();
        let directory = Directory::read(&bundled.signed, &bundled.keys).unwrap();
        assert!(directory.bodies().count() > 0 && directory.sequence > 0);
        assert!(
            directory.bodies().all(|body| !body.id.as_str().contains(':')),
            "a colon marks what nobody vouches for"
        );
    }

    #[test]
    fn a_typed_address_is_https_or_this_machine() {
        let typed = |text: &str| typed_address(text).map(String::from);
        assert_eq!(typed(" asiointi.haikkala.example ").as_deref(), Some("https://asiointi.haikkala.example/"));
        assert_eq!(
            typed("https://haikkala.example/asiointi?x=1#y").as_deref(),
            Some("https://haikkala.example/asiointi")
        );
        assert_eq!(typed("http://127.0.0.1:4000").as_deref(), Some("http://127.0.0.1:4000/"));
        for refused in
            ["", "http://haikkala.example", "javascript:alert(1)", "https://aino:sana@haikkala.example", "x y"]
        {
            assert_eq!(typed(refused), None, "{refused}");
        }
    }

    #[test]
    fn a_typed_address_never_takes_the_place_of_a_listed_body() {
        let id = source_at(&"https://haikkala/".parse().unwrap());
        assert_eq!(id.as_str(), "at:haikkala");
        assert_eq!(source_at(&"http://127.0.0.1:4000/x/".parse().unwrap()).as_str(), "at:127.0.0.1:4000/x");
    }
}
