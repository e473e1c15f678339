//! A resident's device: an engine on a private folder and a faked platform that outlives it.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use anyhow::{Context, Result, anyhow};
use chrono::{DateTime, Utc};
use connector::Limits;
use domain::{
    id::{PartyId, RecordKey, RecordKind, RemoteId, SourceId},
    inbox::Group,
    link::HttpsLink,
    text::Language,
};
use engine::{BrowserError, Connection, Engine, Handle, Host, SecretError};
use protocol::{
    Command, ErrorView, ReadInbox, ReadOverview, SyncNow,
    view::{HeadlineView, OverviewView, SourceView},
};
use tempfile::TempDir;
use zeroize::Zeroizing;

use crate::{Town, today};

/// A platform in memory. Its keyring and clock belong to the test.
#[derive(Default)]
pub struct TestHost {
    state: Mutex<HostState>,
}

struct HostState {
    now: DateTime<Utc>,
    secrets: BTreeMap<String, Vec<u8>>,
    keyring: Option<SecretError>,
    opened: Vec<String>,
    opened_files: Vec<PathBuf>,
    downloads: Option<PathBuf>,
    announced: Vec<String>,
}

impl Default for HostState {
    fn default() -> Self {
        Self {
            now: today().and_hms_opt(7, 12, 0).unwrap_or_default().and_utc(),
            secrets: BTreeMap::new(),
            keyring: None,
            opened: Vec::new(),
            opened_files: Vec::new(),
            downloads: None,
            announced: Vec::new(),
        }
    }
}

impl TestHost {
    /// Sets the clock.
    pub fn set_now(&self, now: DateTime<Utc>) {
        self.state().now = now;
    }

    /// Makes the keyring fail in this way from now on, or work again.
    pub fn break_keyring(&self, error: Option<SecretError>) {
        self.state().keyring = error;
    }

    /// Forgets every secret, as a resident does who resets their keyring.
    pub fn empty_keyring(&self) {
        self.state().secrets.clear();
    }

    /// The names of the secrets that are kept.
    pub fn secret_names(&self) -> Vec<String> {
        self.state().secrets.keys().cloned().collect()
    }

    /// Every secret that is kept, as it would look in a file it must not be in.
    pub fn secret_bytes(&self) -> Vec<Vec<u8>> {
        self.state().secrets.values().cloned().collect()
    }

    /// Addresses that were opened in the system browser.
    pub fn opened_addresses(&self) -> Vec<String> {
        self.state().opened.clone()
    }

    /// Files that were opened in another app.
    pub fn opened_files(&self) -> Vec<PathBuf> {
        self.state().opened_files.clone()
    }

    /// What the screen reader was asked to say, in order.
    pub fn announced(&self) -> Vec<String> {
        self.state().announced.clone()
    }

    /// From now on the resident saves copies here; `None`: they choose no place.
    pub fn save_into(&self, downloads: Option<PathBuf>) {
        self.state().downloads = downloads;
    }

    fn state(&self) -> MutexGuard<'_, HostState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keyring(&self) -> Result<MutexGuard<'_, HostState>, SecretError> {
        let state = self.state();
        match &state.keyring {
            Some(error) => Err(error.clone()),
            None => Ok(state),
        }
    }
}

impl Host for TestHost {
    fn now(&self) -> DateTime<Utc> {
        self.state().now
    }

    fn fill_random(&self, buffer: &mut [u8]) {
        if getrandom::fill(buffer).is_err() {
            std::process::abort();
        }
    }

    fn read_secret(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretError> {
        Ok(self.keyring()?.secrets.get(name).cloned().map(Zeroizing::new))
    }

    fn write_secret(&self, name: &str, secret: &[u8]) -> Result<(), SecretError> {
        self.keyring()?.secrets.insert(name.to_owned(), secret.to_vec());
        Ok(())
    }

    fn delete_secret(&self, name: &str) -> Result<(), SecretError> {
        self.keyring()?.secrets.remove(name);
        Ok(())
    }

    fn open_in_browser(&self, link: &HttpsLink) -> Result<(), BrowserError> {
        self.state().opened.push(link.as_str().to_owned());
        Ok(())
    }

    fn open_file(&self, path: &Path) -> Result<(), BrowserError> {
        self.state().opened_files.push(path.to_owned());
        Ok(())
    }

    fn ask_where_to_save(&self, proposed: &str) -> Option<PathBuf> {
        Some(self.state().downloads.as_ref()?.join(proposed))
    }

    fn announce(&self, words: &str) -> bool {
        self.state().announced.push(words.to_owned());
        true
    }

    fn system_language(&self) -> Option<Language> {
        Some(Language::Fi)
    }
}

/// A device. Dropping its engine and starting again is [`Device::restart`].
pub struct Device {
    /// The platform.
    pub host: Arc<TestHost>,
    dir: TempDir,
    limits: Limits,
    engine: Engine,
}

impl Device {
    /// A new device with an empty folder and keyring.
    pub async fn new() -> Result<Self> {
        Self::with_limits(Limits::default()).await
    }

    /// A new device that accepts no more than this from a server.
    pub async fn with_limits(limits: Limits) -> Result<Self> {
        let (host, dir) = (Arc::new(TestHost::default()), tempfile::tempdir()?);
        let engine = Engine::open(host.clone(), dir.path().join("store"), limits).await?;
        Ok(Self { host, dir, limits, engine })
    }

    /// A new device connected to these municipalities as Aino, not synced yet.
    pub async fn of_aino(towns: &[&Town]) -> Result<Self> {
        let device = Self::new().await?;
        for town in towns {
            device.connect(town).await?;
        }
        Ok(device)
    }

    /// Connects a municipality as Aino.
    pub async fn connect(&self, town: &Town) -> Result<()> {
        let connection = Connection { source: town.source(), base_url: town.base_url()?, token: town.token("aino")? };
        self.engine.connect(connection).await.map_err(|error| anyhow!("{} is not connected: {error:?}", town.source()))
    }

    /// The engine.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The folder of the store.
    pub fn dir(&self) -> PathBuf {
        self.dir.path().join("store")
    }

    /// Starts the app again on the same folder and platform, as after a power cut: nothing is closed in order.
    pub async fn restart(mut self) -> Result<Self> {
        self.engine = Engine::open(self.host.clone(), self.dir(), self.limits).await?;
        Ok(self)
    }

    /// Asks a command.
    pub async fn ask<C: Command>(&self, command: C) -> Result<C::Response, ErrorView>
    where
        Engine: Handle<C>,
    {
        self.engine.handle(command).await
    }

    /// Asks every source for what is new.
    pub async fn sync(&self) -> Result<()> {
        self.ask(SyncNow { source: None }).await.map_err(|error| anyhow!("{error:?}"))
    }

    /// The overview.
    pub async fn overview(&self) -> Result<OverviewView> {
        self.ask(ReadOverview {}).await.map_err(|error| anyhow!("{error:?}"))
    }

    /// How one source is doing.
    pub async fn source(&self, town: &Town) -> Result<SourceView> {
        let overview = self.overview().await?;
        overview.sources.into_iter().find(|source| source.id == town.source()).context("the source is connected")
    }

    /// One group of the inbox, whole, read page by page.
    pub async fn group(&self, group: Group, party: Option<PartyId>) -> Result<Vec<HeadlineView>> {
        let (mut items, mut after) = (Vec::new(), None);
        loop {
            let page = self.ask(ReadInbox { group, party: party.clone(), after, limit: 25 }).await;
            let page = page.map_err(|error| anyhow!("{error:?}"))?;
            items.extend(page.items);
            match page.next {
                Some(next) => after = Some(next),
                None => return Ok(items),
            }
        }
    }

    /// The whole inbox, in order.
    pub async fn inbox(&self) -> Result<Vec<HeadlineView>> {
        let mut items = Vec::new();
        for group in [Group::NeedsYou, Group::New, Group::Rest] {
            items.extend(self.group(group, None).await?);
        }
        Ok(items)
    }
}

/// The key of a record.
pub fn key(source: SourceId, kind: RecordKind, id: &str) -> RecordKey {
    RecordKey { source, kind, id: RemoteId::new(id) }
}
