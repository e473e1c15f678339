//! A resident's device: an engine on a private folder and a faked platform that outlives it.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use anyhow::{Context, Result, anyhow, ensure};
use chrono::{DateTime, TimeDelta, Utc};
use connector::{Limits, Secret};
use domain::{
    id::{PartyId, RecordKey, RecordKind, RemoteId, SourceId},
    inbox::Group,
    link::HttpsLink,
    source::SourceKind,
    text::Language,
};
use engine::{BrowserError, Clipped, Connection, Engine, Handle, Host, SecretError, TrustedDirectory};
use protocol::{
    ChangeLock, Command, ErrorView, Passcode, ReadInbox, ReadOverview, SyncNow, Unlock,
    background::PresenceView,
    lock::PasscodeView,
    telling::NotificationView,
    view::{HeadlineView, OverviewView, SourceView},
};
use tempfile::TempDir;
use url::Url;
use zeroize::Zeroizing;

use crate::{Town, today};

/// A platform in memory. Its keyring and clock belong to the test.
#[derive(Default)]
pub struct TestHost {
    state: Mutex<HostState>,
    browser_opened: tokio::sync::Notify,
}

struct HostState {
    now: DateTime<Utc>,
    secrets: BTreeMap<String, Vec<u8>>,
    keyring: Option<SecretError>,
    keyring_file: Option<PathBuf>,
    changes_left: Option<u32>,
    browser: Option<BrowserError>,
    opened: Vec<String>,
    opened_files: Vec<PathBuf>,
    downloads: Option<PathBuf>,
    attached: Vec<PathBuf>,
    dropped: Vec<PathBuf>,
    clipped: Clipped,
    file_to_read: Option<PathBuf>,
    announced: Vec<String>,
    mute: bool,
    clock_is_wrong_by: TimeDelta,
    sign_in_link: Option<Url>,
    uptime: Duration,
    content_hidden: bool,
    notified: Vec<NotificationView>,
    metered: Option<bool>,
    presence: PresenceView,
    has_quit: bool,
}

impl HostState {
    fn keep(&self) -> Result<(), SecretError> {
        let Some(file) = &self.keyring_file else { return Ok(()) };
        let json = serde_json::to_vec(&self.secrets).map_err(|error| SecretError::Failed(error.to_string()))?;
        // Whole or not at all, as a keyring does it: the process may be killed in the middle.
        let part = file.with_extension("part");
        let kept = fs::write(&part, json).and_then(|()| fs::rename(&part, file));
        kept.map_err(|error| SecretError::Failed(error.to_string()))
    }
}

impl Default for HostState {
    fn default() -> Self {
        Self {
            now: today().and_hms_opt(7, 12, 0).unwrap_or_default().and_utc(),
            secrets: BTreeMap::new(),
            keyring: None,
            keyring_file: None,
            changes_left: None,
            browser: None,
            opened: Vec::new(),
            opened_files: Vec::new(),
            downloads: None,
            attached: Vec::new(),
            dropped: Vec::new(),
            clipped: Clipped::Nothing,
            file_to_read: None,
            announced: Vec::new(),
            mute: false,
            clock_is_wrong_by: TimeDelta::zero(),
            sign_in_link: None,
            uptime: Duration::from_hours(1),
            content_hidden: false,
            notified: Vec::new(),
            metered: None,
            presence: PresenceView { stays: Some(false), at_login: Some(false), tray: true },
            has_quit: false,
        }
    }
}

impl TestHost {
    /// A platform whose keyring lives on in this file, so that another process finds what this one kept.
    pub fn with_keyring(file: &Path) -> Result<Self> {
        let secrets = match fs::read(file) {
            Ok(bytes) => serde_json::from_slice(&bytes)?,
            Err(_) => BTreeMap::new(),
        };
        let host = Self::default();
        {
            let mut state = host.state();
            state.secrets = secrets;
            state.keyring_file = Some(file.to_owned());
        }
        Ok(host)
    }

    /// Sets the clock.
    pub fn set_now(&self, now: DateTime<Utc>) {
        self.state().now = now;
    }

    /// Makes the system's clock wrong by so much.
    pub fn set_clock_wrong_by(&self, much: TimeDelta) {
        self.state().clock_is_wrong_by = much;
    }

    /// From now on the browser hands a sign-in back by this link, as on a phone.
    pub fn be_a_phone(&self, link: Url) {
        self.state().sign_in_link = Some(link);
    }

    /// The next address that the system browser is given.
    pub async fn browser_opened(&self) -> String {
        self.browser_opened.notified().await;
        self.state().opened.last().cloned().unwrap_or_default()
    }

    /// Lets time pass, by both clocks.
    pub fn pass(&self, time: Duration) {
        let mut state = self.state();
        state.uptime += time;
        state.now += time;
    }

    /// Whether the system was asked to hide the window's content.
    pub fn hides_content(&self) -> bool {
        self.state().content_hidden
    }

    /// Makes the keyring fail in this way from now on, or work again.
    pub fn break_keyring(&self, error: Option<SecretError>) {
        let mut state = self.state();
        state.keyring = error;
        state.changes_left = None;
    }

    /// Makes the keyring take so many changes more, and then none.
    pub fn break_keyring_after(&self, changes: u32) {
        self.state().changes_left = Some(changes);
    }

    /// Forgets every secret, as a resident does who resets their keyring.
    pub fn empty_keyring(&self) {
        self.state().secrets.clear();
    }

    /// Takes every secret away, to be put back.
    pub fn take_secrets(&self) -> BTreeMap<String, Vec<u8>> {
        std::mem::take(&mut self.state().secrets)
    }

    /// Puts secrets back.
    pub fn put_secrets(&self, secrets: BTreeMap<String, Vec<u8>>) {
        self.state().secrets = secrets;
    }

    /// Makes the system browser fail in this way from now on, or work again.
    pub fn break_browser(&self, error: Option<BrowserError>) {
        self.state().browser = error;
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

    /// What the resident was notified of since this was last asked, in order.
    pub fn notified(&self) -> Vec<NotificationView> {
        std::mem::take(&mut self.state().notified)
    }

    /// Whether what goes over the connection costs from now on; the engine is told by [`Engine::connection_changed`].
    pub fn set_metered(&self, metered: Option<bool>) {
        self.state().metered = metered;
    }

    /// Whether the app was ended.
    pub fn has_quit(&self) -> bool {
        self.state().has_quit
    }

    /// What the screen reader was asked to say, in order.
    pub fn announced(&self) -> Vec<String> {
        self.state().announced.clone()
    }

    /// From now on the platform makes no announcements of its own: the page must.
    pub fn fall_silent(&self) {
        self.state().mute = true;
    }

    /// From now on the resident saves copies here; `None`: they choose no place.
    pub fn save_into(&self, downloads: Option<PathBuf>) {
        self.state().downloads = downloads;
    }

    /// From now on the resident chooses these files to go with a letter.
    pub fn attach(&self, files: Vec<PathBuf>) {
        self.state().attached = files;
    }

    /// The resident drops these files on the window.
    pub fn drop_files(&self, files: Vec<PathBuf>) {
        self.state().dropped = files;
    }

    /// From now on this is on the clipboard.
    pub fn clip(&self, clipped: Clipped) {
        self.state().clipped = clipped;
    }

    /// From now on the resident chooses this file when they are asked for one; `None`: they choose none.
    pub fn read_from(&self, file: Option<PathBuf>) {
        self.state().file_to_read = file;
    }

    fn state(&self) -> MutexGuard<'_, HostState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn changed_keyring(&self) -> Result<MutexGuard<'_, HostState>, SecretError> {
        let mut state = self.keyring()?;
        match &mut state.changes_left {
            Some(0) => Err(SecretError::Failed("it takes no more changes".to_owned())),
            Some(left) => {
                *left -= 1;
                Ok(state)
            }
            None => Ok(state),
        }
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

    fn uptime(&self) -> Duration {
        self.state().uptime
    }

    fn hide_content(&self, hide: bool) -> bool {
        self.state().content_hidden = hide;
        false
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
        let mut state = self.changed_keyring()?;
        state.secrets.insert(name.to_owned(), secret.to_vec());
        state.keep()
    }

    fn delete_secret(&self, name: &str) -> Result<(), SecretError> {
        let mut state = self.changed_keyring()?;
        state.secrets.remove(name);
        state.keep()
    }

    fn open_in_browser(&self, link: &HttpsLink) -> Result<(), BrowserError> {
        let mut state = self.state();
        if let Some(error) = &state.browser {
            return Err(error.clone());
        }
        state.opened.push(link.as_str().to_owned());
        Ok(())
    }

    fn system_time(&self) -> DateTime<Utc> {
        Utc::now() + self.state().clock_is_wrong_by
    }

    fn open_sign_in(&self, address: &Url) -> Result<(), BrowserError> {
        let mut state = self.state();
        if let Some(error) = &state.browser {
            return Err(error.clone());
        }
        state.opened.push(address.to_string());
        self.browser_opened.notify_one();
        Ok(())
    }

    fn secret_names(&self) -> Result<Vec<String>, SecretError> {
        Ok(self.keyring()?.secrets.keys().cloned().collect())
    }

    fn forget_everything(&self) {
        let mut state = self.state();
        state.secrets.clear();
        let _ = state.keep();
    }

    fn sign_in_link(&self) -> Option<Url> {
        self.state().sign_in_link.clone()
    }

    fn open_file(&self, path: &Path) -> Result<(), BrowserError> {
        self.state().opened_files.push(path.to_owned());
        Ok(())
    }

    fn ask_where_to_save(&self, proposed: &str) -> Option<PathBuf> {
        Some(self.state().downloads.as_ref()?.join(proposed))
    }

    fn ask_what_to_attach(&self) -> Vec<PathBuf> {
        self.state().attached.clone()
    }

    fn take_dropped(&self) -> Vec<PathBuf> {
        std::mem::take(&mut self.state().dropped)
    }

    fn clipboard(&self) -> Clipped {
        self.state().clipped.clone()
    }

    fn ask_which_to_read(&self) -> Option<PathBuf> {
        self.state().file_to_read.clone()
    }

    fn announce(&self, words: &str) -> bool {
        let mut state = self.state();
        if !state.mute {
            state.announced.push(words.to_owned());
        }
        !state.mute
    }

    fn notify(&self, notification: &NotificationView) {
        self.state().notified.push(notification.clone());
    }

    fn presence(&self) -> PresenceView {
        self.state().presence
    }

    fn keep_presence(&self, wanted: PresenceView) -> io::Result<()> {
        let mut state = self.state();
        state.presence = PresenceView { tray: state.presence.tray, ..wanted };
        Ok(())
    }

    fn is_metered(&self) -> Option<bool> {
        self.state().metered
    }

    fn quit(&self) {
        self.state().has_quit = true;
    }

    fn system_language(&self) -> Option<Language> {
        Some(Language::Fi)
    }
}

/// A device. Dropping its engine and starting again is [`Device::restart`].
pub struct Device {
    /// The platform.
    pub host: Arc<TestHost>,
    folder: Folder,
    limits: Limits,
    directory: TrustedDirectory,
    engine: Engine,
}

/// Where a device keeps its store.
enum Folder {
    /// In a folder of its own, which goes with it.
    Own(TempDir),
    /// In a folder that stays.
    Lasting(PathBuf),
}

impl Device {
    /// A new device with an empty folder and keyring.
    pub async fn new() -> Result<Self> {
        Self::with_limits(Limits::default()).await
    }

    /// A new device that accepts no more than this from a server.
    pub async fn with_limits(limits: Limits) -> Result<Self> {
        Self::open(Arc::default(), Folder::Own(tempfile::tempdir()?), limits, TrustedDirectory::bundled()).await
    }

    /// A new device with this directory of public bodies.
    pub async fn with_directory(directory: TrustedDirectory) -> Result<Self> {
        Self::open(Arc::default(), Folder::Own(tempfile::tempdir()?), Limits::default(), directory).await
    }

    /// The device whose store and keyring lie in this folder and outlive its process.
    pub async fn lasting(folder: &Path) -> Result<Self> {
        let host = TestHost::with_keyring(&folder.join("keyring"))?;
        let folder = Folder::Lasting(folder.to_owned());
        Self::open(Arc::new(host), folder, Limits::default(), TrustedDirectory::bundled()).await
    }

    async fn open(host: Arc<TestHost>, folder: Folder, limits: Limits, directory: TrustedDirectory) -> Result<Self> {
        let engine = Engine::open_with(host.clone(), folder.store(), limits, &directory).await?;
        Ok(Self { host, folder, limits, directory, engine })
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
        self.connect_at(town.source(), town.base_url()?, town.token("aino")?).await
    }

    /// Connects a service at this address with this token.
    pub async fn connect_at(&self, source: SourceId, base_url: Url, token: Secret) -> Result<()> {
        self.connect_kind(SourceKind::Resident, source, base_url, token).await
    }

    /// Connects a service that speaks this API at this address with this token.
    pub async fn connect_kind(&self, kind: SourceKind, source: SourceId, base_url: Url, token: Secret) -> Result<()> {
        let connection = Connection { source: source.clone(), kind, base_url, token };
        self.engine.connect(connection).await.map_err(|error| anyhow!("{source} is not connected: {error:?}"))
    }

    /// The engine.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The folder of the store.
    pub fn dir(&self) -> PathBuf {
        self.folder.store()
    }

    /// Starts the app again on the same folder and platform, as after a power cut: nothing is closed in order.
    pub async fn restart(mut self) -> Result<Self> {
        self.engine = Engine::open_with(self.host.clone(), self.dir(), self.limits, &self.directory).await?;
        Ok(self)
    }

    /// Another device with a copy of this one's folder and keyring, as a thief has it.
    pub async fn copied(&self) -> Result<Self> {
        fn copy(from: &Path, to: &Path) -> Result<()> {
            fs::create_dir_all(to)?;
            for entry in fs::read_dir(from)? {
                let path = entry?.path();
                let copied = to.join(path.file_name().context("a name")?);
                if path.is_dir() {
                    copy(&path, &copied)?;
                } else {
                    fs::copy(&path, copied)?;
                }
            }
            Ok(())
        }
        let folder = Folder::Own(tempfile::tempdir()?);
        copy(&self.dir(), &folder.store())?;
        let host = TestHost::default();
        host.put_secrets(self.host.state().secrets.clone());
        Self::open(Arc::new(host), folder, self.limits, self.directory.clone()).await
    }

    /// Ends the app, so that its files are closed, does something to the folder of the store, and starts the app again.
    pub async fn restart_after(self, meanwhile: impl FnOnce(&Path)) -> Result<Self> {
        let Self { host, folder, limits, directory, engine } = self;
        engine.close().await;
        drop(engine);
        meanwhile(&folder.store());
        Self::open(host, folder, limits, directory).await
    }

    /// Asks a command.
    pub async fn ask<C: Command>(&self, command: C) -> Result<C::Response, ErrorView>
    where
        Engine: Handle<C>,
    {
        self.engine.handle(command).await
    }

    /// Sets a lock where there is none.
    pub async fn set_lock(&self, passcode: &str) -> Result<()> {
        let answer = self.ask(ChangeLock { passcode: None, next: Some(Passcode::new(passcode.to_owned())) }).await;
        ensure!(answer == Ok(PasscodeView::Accepted), "{answer:?}");
        Ok(())
    }

    /// Tries a passcode on the locked app.
    pub async fn unlock(&self, passcode: &str) -> Result<PasscodeView, ErrorView> {
        self.ask(Unlock { passcode: Passcode::new(passcode.to_owned()) }).await
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

impl Folder {
    fn store(&self) -> PathBuf {
        match self {
            Self::Own(folder) => folder.path().join("store"),
            Self::Lasting(folder) => folder.join("store"),
        }
    }
}

/// The key of a record.
pub fn key(source: SourceId, kind: RecordKind, id: &str) -> RecordKey {
    RecordKey { source, kind, id: RemoteId::new(id) }
}
