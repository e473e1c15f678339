//! The engine itself: opened once by the shell, shared by everything.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::NaiveDate;
use chrono_tz::Europe::Helsinki;
use connector::{Http, Limits};
use domain::{
    id::{PartyId, SourceId},
    text::{Language, Localized},
};
use protocol::{
    ErrorCode, ErrorView, Event, Tag,
    lock::{LockKind, LockOptionsView},
    view::SettingsView,
};
use store::{Days, Store, StoreError, Unsent};
use tokio::sync::{Mutex as AsyncMutex, RwLock as AsyncRwLock, broadcast};
use tokio_util::sync::CancellationToken;

use crate::{
    Host, TrustedDirectory,
    accounts::Sessions,
    failure,
    finding::Listings,
    idle::Idle,
    key::{self, Found, Home},
    line::Line,
    lock,
    marks::LastMarked,
    outpost::Locked,
    receiving::Reception,
    scope::Scoped,
    settings,
    sign_in::SignIns,
    taking_out::Taking,
    telling::Telling,
};

/// Events a slow listener may fall behind before it misses some and must ask for everything again.
const EVENT_BACKLOG: usize = 256;

/// The engine. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct Engine {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    /// The platform as the profile in use sees it.
    pub host: Arc<dyn Host>,
    pub scoped: Arc<Scoped>,
    pub http: Http,
    /// The folder of the device: the first profile's, in which all others lie.
    pub dir: PathBuf,
    /// Held while the store is opened, closed or given up, so that such things follow one another.
    pub door: AsyncMutex<()>,
    /// Held shared by everything that uses the store, alone while its keys change.
    pub gate: AsyncRwLock<()>,
    pub idle: Idle,
    home: Mutex<Home>,
    state: Mutex<State>,
    settings: Mutex<SettingsView>,
    /// The day for which rights to act were last looked at.
    pub days: Mutex<Option<Days>>,
    pub events: broadcast::Sender<Event>,
    pub stop: CancellationToken,
    pub listings: Listings,
    pub sign_ins: SignIns,
    pub taking: Taking,
    pub telling: Telling,
    pub sessions: Sessions,
    pub reception: Reception,
}

/// Whether there is a store to work with.
pub(crate) enum State {
    /// It cannot be opened.
    Closed(ErrorCode),
    /// The resident has locked it, or it has not been unlocked yet.
    Locked(Arc<Locked>),
    Open(Arc<Opened>),
}

/// What there is once the store is open.
pub(crate) struct Opened {
    /// Ends when the store is closed.
    pub stop: CancellationToken,
    /// Whether it is for this once, and nothing is kept.
    pub once: bool,
    /// Another one after the keys have changed.
    held: Mutex<Held>,
    lines: Mutex<BTreeMap<SourceId, Arc<Line>>>,
    mended: Mutex<Vec<PartyId>>,
    /// What was marked last, to be undone.
    pub marked: Mutex<LastMarked>,
}

/// The open store, and what concerns its lock.
pub(crate) struct Held {
    pub store: Store,
    pub lock: Option<LockKind>,
    pub options: LockOptionsView,
    /// What was last noted beside the store.
    pub noted: Option<Unsent>,
}

impl Engine {
    /// Opens the store in `dir` with the key of the host's keyring. It always answers an engine: when the store cannot
    /// be opened, the engine is locked and says why in its overview, and [`protocol::RetryUnlock`] tries again.
    ///
    /// # Errors
    /// When no HTTP client can be made on this platform.
    pub async fn open(host: Arc<dyn Host>, dir: PathBuf, limits: Limits) -> Result<Self, connector::ConnectorError> {
        Self::open_with(host, dir, limits, &TrustedDirectory::bundled()).await
    }

    /// As [`Engine::open`], with another directory of public bodies than the one that comes with the app.
    ///
    /// # Errors
    /// As [`Engine::open`].
    pub async fn open_with(
        host: Arc<dyn Host>,
        dir: PathBuf,
        limits: Limits,
        directory: &TrustedDirectory,
    ) -> Result<Self, connector::ConnectorError> {
        let language = host.system_language().unwrap_or_default();
        let scoped = Arc::new(Scoped::new(host));
        let host: Arc<dyn Host> = scoped.clone();
        let engine = Self {
            inner: Arc::new(Inner {
                http: Http::new(limits)?,
                idle: Idle::new(host.uptime(), host.now()),
                home: Mutex::new(Home::new(None, &dir, &host)),
                host,
                scoped,
                dir,
                door: AsyncMutex::default(),
                gate: AsyncRwLock::default(),
                state: Mutex::new(State::Closed(ErrorCode::KeyringLocked)),
                settings: Mutex::new(settings::first(language)),
                days: Mutex::default(),
                events: broadcast::channel(EVENT_BACKLOG).0,
                stop: CancellationToken::new(),
                listings: Listings::new(directory),
                sign_ins: SignIns::default(),
                taking: Taking::default(),
                telling: Telling::default(),
                sessions: Sessions::default(),
                reception: Reception::default(),
            }),
        };
        engine.remove_copies().await;
        engine.remove_unfinished().await;
        engine.remove_left_by_once().await;
        let door = engine.inner.door.lock().await;
        match engine.first_home().await {
            Ok(()) => drop(engine.unlock(None).await),
            Err(code) => engine.set_state(State::Closed(code)),
        }
        drop(door);
        Ok(engine)
    }

    /// Tries to open the store, with the passcode if there is one. The caller holds the door.
    pub(crate) async fn unlock(&self, passcode: Option<String>) -> Result<(), store::SafeError> {
        let (home, host) = (self.home(), self.inner.host.clone());
        let (work_home, passcode) = (home.clone(), passcode.map(zeroize::Zeroizing::new));
        let found = tokio::task::spawn_blocking(move || {
            let found = key::open_store(&work_home, passcode.as_ref().map(|passcode| passcode.as_str()), &host)?;
            let Found::Open(store, kind) = found else { return Ok((found, None, LockOptionsView::default())) };
            let settings = settings::read(&store).map_err(store::SafeError::Store)?;
            let options = lock::read_options(&store).map_err(store::SafeError::Store)?;
            Ok((Found::Open(store, kind), settings, options))
        })
        .await
        .unwrap_or(Err(store::SafeError::Store(StoreError::Closed)));
        match found {
            Ok((Found::Open(store, lock), stored_settings, options)) => {
                if let Some(stored) = stored_settings {
                    self.keep_settings(stored);
                }
                let held = Held { store, lock, options, noted: None };
                let opened = Arc::new(Opened {
                    stop: self.inner.stop.child_token(),
                    once: home.once,
                    held: Mutex::new(held),
                    lines: Mutex::default(),
                    mended: Mutex::default(),
                    marked: Mutex::default(),
                });
                self.set_state(State::Open(opened));
                self.lock_has_changed();
                if let Err(error) = self.mend().await {
                    tracing::error!(?error, "a damaged vault is not set aside");
                }
                self.recall_directory().await;
                self.mind_day().await;
                self.recall_telling().await;
                self.draw_lines().await;
                Ok(())
            }
            Ok((Found::Locked(kind), ..)) => {
                // Who was locked out before keeps what is known of news.
                if !matches!(&*self.state(), State::Locked(_)) {
                    let locked = Locked::new(kind, Vec::new(), self.inner.stop.child_token());
                    self.set_state(State::Locked(Arc::new(locked)));
                }
                self.inner.host.hide_content(true);
                Ok(())
            }
            Err(error) => {
                let keeps_locked = matches!(error, store::SafeError::Wrong(_) | store::SafeError::Wait(_));
                if !keeps_locked {
                    self.set_state(State::Closed(key::code(&error)));
                }
                Err(error)
            }
        }
    }

    /// Everything that changes from now on.
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.inner.events.subscribe()
    }

    /// Stops background work, removes copies that other apps have opened, and keeps what is only in memory: how fresh
    /// each source is.
    pub async fn close(&self) {
        let _door = self.inner.door.lock().await;
        self.inner.stop.cancel();
        self.remove_copies().await;
        let Ok(opened) = self.opened() else { return };
        if opened.once {
            self.end_once().await;
            return;
        }
        self.note_unsent().await;
        self.keep_all_freshness(&opened).await;
    }

    /// Keeps how fresh each source is.
    pub(crate) async fn keep_all_freshness(&self, opened: &Opened) {
        for (source, line) in opened.lines() {
            let freshness = line.state().freshness;
            if let Err(error) = self.in_store(move |store| store.set_freshness(&source, freshness)).await {
                tracing::warn!(?error, "freshness is not kept");
            }
        }
    }

    pub(crate) fn opened(&self) -> Result<Arc<Opened>, ErrorView> {
        match &*self.state() {
            State::Open(opened) => Ok(opened.clone()),
            State::Locked(_) => Err(ErrorCode::AppLocked.into()),
            State::Closed(code) => Err((*code).into()),
        }
    }

    /// The locked app.
    pub(crate) fn behind_lock(&self) -> Option<Arc<Locked>> {
        match &*self.state() {
            State::Locked(locked) => Some(locked.clone()),
            State::Open(_) | State::Closed(_) => None,
        }
    }

    /// Why there is no store to work with; `None` when there is.
    pub(crate) fn locked(&self) -> Option<ErrorCode> {
        match &*self.state() {
            State::Open(_) => None,
            State::Locked(_) => Some(ErrorCode::AppLocked),
            State::Closed(code) => Some(*code),
        }
    }

    pub(crate) fn home(&self) -> Home {
        self.inner.home.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn set_home(&self, home: Home) {
        *self.inner.home.lock().unwrap_or_else(PoisonError::into_inner) = home;
    }

    pub(crate) fn set_state(&self, state: State) {
        *self.state() = state;
        // What was chosen or is being saved belongs to the store that was open.
        self.inner.taking.forget();
    }

    /// Does `work` as long as the store is open. What talks to a source is done so: when the app locks it ends, wherever
    /// it is.
    pub(crate) async fn while_open<T>(&self, work: impl Future<Output = T>) -> Result<T, ErrorView> {
        let stop = self.opened()?.stop.clone();
        let done = stop.run_until_cancelled(work).await;
        done.ok_or_else(|| self.locked().unwrap_or(ErrorCode::AppLocked).into())
    }

    /// Runs `work` on the store, off the async threads.
    pub(crate) async fn in_store<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, ErrorView> {
        let _passing = self.inner.gate.read().await;
        let store = self.opened()?.held().store.clone();
        tokio::task::spawn_blocking(move || work(&store))
            .await
            .map_err(|_| ErrorView::from(ErrorCode::Internal))?
            .map_err(|error| match error {
                // It was locked meanwhile.
                StoreError::Closed => self.locked().unwrap_or(ErrorCode::AppLocked).into(),
                error => failure::of_store(&error),
            })
    }

    /// The source's line; [`ErrorCode::NotFound`] when it is not connected.
    pub(crate) fn line(&self, source: &SourceId) -> Result<Arc<Line>, ErrorView> {
        let opened = self.opened()?;
        let line = opened.lock_lines().get(source).cloned();
        line.ok_or(ErrorView { code: ErrorCode::NotFound, source: Some(source.clone()) })
    }

    pub(crate) fn emit(&self, tags: impl IntoIterator<Item = Tag>) {
        let mut tags: Vec<Tag> = tags.into_iter().collect();
        tags.sort();
        tags.dedup();
        if !tags.is_empty() {
            // An error only means that nobody listens.
            let _ = self.inner.events.send(Event::Changed(tags));
        }
    }

    pub(crate) fn everything_changed(&self) {
        let _ = self.inner.events.send(Event::everything_changed());
    }

    pub(crate) fn settings(&self) -> SettingsView {
        self.inner.settings.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn keep_settings(&self, settings: SettingsView) {
        *self.inner.settings.lock().unwrap_or_else(PoisonError::into_inner) = settings;
    }

    /// Back to the settings of the first day.
    pub(crate) fn forget_settings(&self) {
        let language = self.inner.host.system_language().unwrap_or_default();
        self.keep_settings(settings::first(language));
    }

    pub(crate) fn language(&self) -> Language {
        self.settings().language
    }

    /// Today where Finnish days are counted.
    pub(crate) fn today(&self) -> NaiveDate {
        self.inner.host.now().with_timezone(&Helsinki).date_naive()
    }

    /// The name a source shows until its card has been read.
    pub(crate) fn working_name(source: &SourceId) -> Localized {
        Localized::undetermined(source.as_str())
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.inner.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Opened {
    /// The store, and what concerns its lock.
    pub fn held(&self) -> std::sync::MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Every source's line.
    pub fn lines(&self) -> Vec<(SourceId, Arc<Line>)> {
        self.lock_lines().iter().map(|(source, line)| (source.clone(), line.clone())).collect()
    }

    /// Puts a source's line in place of an earlier one, which ends.
    pub fn put_line(&self, source: SourceId, line: Arc<Line>) {
        if let Some(earlier) = self.lock_lines().insert(source, line) {
            earlier.stop.cancel();
        }
    }

    /// Takes a source's line away and ends it.
    pub fn take_line(&self, source: &SourceId) -> Option<Arc<Line>> {
        let line = self.lock_lines().remove(source)?;
        line.stop.cancel();
        Some(line)
    }

    /// Takes every line away and ends it.
    pub fn take_lines(&self) -> Vec<(SourceId, Arc<Line>)> {
        let lines = std::mem::take(&mut *self.lock_lines());
        lines.into_iter().inspect(|(_, line)| line.stop.cancel()).collect()
    }

    /// Whose damaged vaults were set aside since the start.
    pub fn mended(&self) -> Vec<PartyId> {
        self.mended.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn note_mended(&self, parties: Vec<PartyId>) {
        let mut mended = self.mended.lock().unwrap_or_else(PoisonError::into_inner);
        for party in parties {
            if !mended.contains(&party) {
                mended.push(party);
            }
        }
    }

    fn lock_lines(&self) -> std::sync::MutexGuard<'_, BTreeMap<SourceId, Arc<Line>>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
