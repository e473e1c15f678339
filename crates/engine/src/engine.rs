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
use protocol::{ErrorCode, ErrorView, Event, Tag, view::SettingsView};
use store::{Days, Store, StoreError};
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

use crate::{Host, failure, key, line::Line, settings};

/// Events a slow listener may fall behind before it misses some and must ask for everything again.
const EVENT_BACKLOG: usize = 256;

/// The engine. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct Engine {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub host: Arc<dyn Host>,
    pub http: Http,
    pub dir: PathBuf,
    state: Mutex<State>,
    settings: Mutex<SettingsView>,
    /// The day for which rights to act were last looked at.
    pub days: Mutex<Option<Days>>,
    pub events: broadcast::Sender<Event>,
    pub stop: CancellationToken,
}

enum State {
    Locked(ErrorCode),
    Open(Arc<Opened>),
}

/// What there is once the store is open.
pub(crate) struct Opened {
    pub store: Store,
    lines: Mutex<BTreeMap<SourceId, Arc<Line>>>,
    mended: Mutex<Vec<PartyId>>,
}

impl Engine {
    /// Opens the store in `dir` with the key of the host's keyring. It always answers an engine: when the store cannot
    /// be opened, the engine is locked and says why in its overview, and [`protocol::RetryUnlock`] tries again.
    ///
    /// # Errors
    /// When no HTTP client can be made on this platform.
    pub async fn open(host: Arc<dyn Host>, dir: PathBuf, limits: Limits) -> Result<Self, connector::ConnectorError> {
        let language = host.system_language().unwrap_or_default();
        let engine = Self {
            inner: Arc::new(Inner {
                http: Http::new(limits)?,
                host,
                dir,
                state: Mutex::new(State::Locked(ErrorCode::KeyringLocked)),
                settings: Mutex::new(settings::first(language)),
                days: Mutex::default(),
                events: broadcast::channel(EVENT_BACKLOG).0,
                stop: CancellationToken::new(),
            }),
        };
        engine.remove_copies().await;
        engine.unlock().await;
        Ok(engine)
    }

    /// Tries to open the store.
    pub(crate) async fn unlock(&self) {
        let (dir, host) = (self.inner.dir.clone(), self.inner.host.clone());
        let opened = tokio::task::spawn_blocking(move || {
            let store = key::open_store(&dir, &host)?;
            let settings = settings::read(&store).map_err(|error| failure::store_code(&error))?;
            Ok::<_, ErrorCode>((store, settings))
        })
        .await
        .unwrap_or(Err(ErrorCode::Internal));
        match opened {
            Ok((store, stored_settings)) => {
                if let Some(stored) = stored_settings {
                    self.keep_settings(stored);
                }
                let opened = Arc::new(Opened { store, lines: Mutex::default(), mended: Mutex::default() });
                *self.state() = State::Open(opened);
                if let Err(error) = self.mend().await {
                    tracing::error!(?error, "a damaged vault is not set aside");
                }
                self.mind_day().await;
                self.draw_lines().await;
            }
            Err(code) => *self.state() = State::Locked(code),
        }
    }

    /// Everything that changes from now on.
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.inner.events.subscribe()
    }

    /// Stops background work, removes copies that other apps have opened, and keeps what is only in memory: how fresh
    /// each source is.
    pub async fn close(&self) {
        self.inner.stop.cancel();
        self.remove_copies().await;
        let Ok(opened) = self.opened() else { return };
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
            State::Locked(code) => Err((*code).into()),
        }
    }

    pub(crate) fn locked(&self) -> Option<ErrorCode> {
        match &*self.state() {
            State::Open(_) => None,
            State::Locked(code) => Some(*code),
        }
    }

    /// Runs `work` on the store, off the async threads.
    pub(crate) async fn in_store<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, ErrorView> {
        let opened = self.opened()?;
        tokio::task::spawn_blocking(move || work(&opened.store))
            .await
            .map_err(|_| ErrorView::from(ErrorCode::Internal))?
            .map_err(|error| failure::of_store(&error))
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
    /// Every source's line.
    pub fn lines(&self) -> Vec<(SourceId, Arc<Line>)> {
        self.lock_lines().iter().map(|(source, line)| (source.clone(), line.clone())).collect()
    }

    pub fn put_line(&self, source: SourceId, line: Arc<Line>) {
        self.lock_lines().insert(source, line);
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
