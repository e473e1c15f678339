//! The lock: setting and removing it, locking and unlocking.
//!
//! Locking closes the store and wipes its keys; nothing of the resident's stays in memory but where each source was left
//! (see `outpost.rs`) and how the interface is to look. What was under way ends, and the copies that other apps opened go. What is
//! left of a passcode that crossed the line to the interface is out of our hands: the web view has its own memory.

use std::sync::Arc;

use protocol::{
    ErrorCode, ErrorView, Passcode, Tag,
    lock::{LockKind, LockOptionsView, LockView, PasscodeView, UnsentView},
};
use store::{Changed, Store, StoreError};
use tokio::task::spawn_blocking;

use crate::{
    Engine,
    engine::{Opened, State},
    key,
    outpost::{Locked, Outpost},
};

/// Name of the setting that says how the lock behaves.
const OPTIONS: &str = "lock";

/// What is done to the keys.
enum Work {
    Lock(Option<Passcode>),
    Renew,
}

/// How the lock of this profile behaves.
pub(crate) fn read_options(store: &Store) -> Result<LockOptionsView, StoreError> {
    Ok(store.setting(OPTIONS)?.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
}

impl Engine {
    pub(crate) async fn read_lock(&self) -> Result<LockView, ErrorView> {
        let (home, host) = (self.home(), self.inner.host.clone());
        let (kind, options, news) = match (self.opened(), self.behind_lock()) {
            (Ok(opened), _) => {
                let held = opened.held();
                (held.lock, held.options, false)
            }
            (_, Some(locked)) => (Some(locked.kind), LockOptionsView::default(), locked.has_news()),
            (Err(error), None) => return Err(error),
        };
        let (wait, unsent) = match kind {
            Some(_) => spawn_blocking(move || (home.safe.wait(host.uptime()), home.safe.unsent()))
                .await
                .map_err(|_| ErrorView::from(ErrorCode::Internal))?,
            None => (std::time::Duration::ZERO, None),
        };
        Ok(LockView {
            kind,
            wait: u32::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(u32::MAX),
            news,
            unsent: unsent.map(|unsent| UnsentView { opened: unsent.opened, letters: unsent.outgoing }),
            options,
            hidden_by_system: self.inner.host.hide_content(kind.is_some()),
        })
    }

    /// Locks the app, if there is a lock: on demand, after a time of no use, and when the shell learns that the device is
    /// about to sleep or its session is locked.
    pub async fn lock(&self) {
        let _door = self.inner.door.lock().await;
        let Ok(opened) = self.opened() else { return };
        let Some(kind) = opened.held().lock else { return };
        self.note_unsent().await;
        let outposts = self.outposts(&opened).await;
        self.close_store(&opened).await;
        let locked = Arc::new(Locked::new(kind, outposts, self.inner.stop.child_token()));
        self.set_state(State::Locked(locked.clone()));
        // Only what a screen needs to be read at all; which keys and sizes somebody chose is theirs.
        let mut settings = self.settings();
        settings.keys.clear();
        self.keep_settings(settings);
        self.watch_outposts(locked);
        self.everything_changed();
    }

    /// Closes the store of a profile that is left, and ends all that works on it. The caller holds the door and says what
    /// the state is then.
    pub(crate) async fn close_store(&self, opened: &Arc<Opened>) {
        opened.stop.cancel();
        self.drop_pending();
        self.end_sign_in();
        self.remove_copies().await;
        self.keep_all_freshness(opened).await;
        let _alone = self.inner.gate.write().await;
        let store = opened.held().store.clone();
        if spawn_blocking(move || store.close()).await.is_err() {
            tracing::error!("the store is not closed in order");
        }
    }

    pub(crate) async fn unlock_with(&self, passcode: Passcode) -> Result<PasscodeView, ErrorView> {
        let _door = self.inner.door.lock().await;
        let Some(locked) = self.behind_lock() else {
            return self.locked().map_or(Ok(PasscodeView::Accepted), |code| Err(code.into()));
        };
        match self.unlock(Some(passcode.expose().to_owned())).await {
            Ok(()) => {
                locked.stop.cancel();
                self.run_in_background();
                self.everything_changed();
                Ok(PasscodeView::Accepted)
            }
            Err(error) => {
                let answer = key::refusal(&error).map_err(ErrorView::from);
                if answer.is_err() {
                    locked.stop.cancel();
                    self.everything_changed();
                }
                answer
            }
        }
    }

    pub(crate) async fn change_lock(
        &self,
        passcode: Option<Passcode>,
        next: Option<Passcode>,
    ) -> Result<PasscodeView, ErrorView> {
        self.work_on_keys(passcode, Work::Lock(next)).await
    }

    pub(crate) async fn renew_keys(&self, passcode: Option<Passcode>) -> Result<PasscodeView, ErrorView> {
        self.work_on_keys(passcode, Work::Renew).await
    }

    /// Changes keys. Whoever asks the store meanwhile waits.
    async fn work_on_keys(&self, passcode: Option<Passcode>, work: Work) -> Result<PasscodeView, ErrorView> {
        let _door = self.inner.door.lock().await;
        let opened = self.opened()?;
        if opened.once {
            return Err(ErrorCode::BadRequest.into());
        }
        let alone = self.inner.gate.write().await;
        let (home, host, store) = (self.home(), self.inner.host.clone(), opened.held().store.clone());
        let changed = spawn_blocking(move || {
            let passcode = passcode.as_ref().map(Passcode::expose);
            let changed = match &work {
                Work::Lock(next) => {
                    home.safe.change_lock(&store, passcode, next.as_ref().map(Passcode::expose), host.uptime())
                }
                Work::Renew => home.safe.renew_keys(&store, passcode, host.uptime()),
            };
            (changed, home.safe.door())
        });
        let (changed, door) =
            changed.await.unwrap_or((Changed::Closed(StoreError::Closed.into()), Ok(store::Door::Unlocked)));
        let outcome = match changed {
            Changed::Refused(error) => return key::refusal(&error).map_err(ErrorView::from),
            Changed::Closed(error) => {
                let code = key::code(&error);
                opened.stop.cancel();
                self.set_state(State::Closed(code));
                self.everything_changed();
                return Err(code.into());
            }
            Changed::Reopened(store, outcome) => {
                let mut held = opened.held();
                held.store = store;
                held.noted = None;
                if let Ok(door) = door {
                    held.lock = key::kind(door);
                }
                outcome
            }
        };
        drop(alone);
        // The store that was opened anew does not know yet what is out of sight.
        self.mind_day().await;
        self.lock_has_changed();
        if let Err(error) = self.mend().await {
            tracing::error!(?error, "a damaged vault is not set aside");
        }
        self.note_unsent().await;
        self.inner.idle.begin(self.inner.host.uptime(), self.inner.host.now());
        self.emit([Tag::Lock, Tag::Sources, Tag::Inbox]);
        outcome.map(|()| PasscodeView::Accepted).map_err(|error| key::code(&error).into())
    }

    pub(crate) async fn change_lock_options(&self, options: LockOptionsView) -> Result<(), ErrorView> {
        let json = serde_json::to_string(&options).map_err(|_| ErrorView::from(ErrorCode::Internal))?;
        self.in_store(move |store| store.set_setting(OPTIONS, &json)).await?;
        self.opened()?.held().options = options;
        self.emit([Tag::Lock]);
        Ok(())
    }

    /// The resident uses the app, or has hidden it.
    pub(crate) async fn note_use(&self, hidden: bool) {
        self.inner.idle.used(self.inner.host.uptime());
        if hidden {
            self.lock_when_hidden().await;
        }
    }

    /// Locks the app if it is to lock as soon as its window is hidden. The shell calls it, too, where it learns of that.
    pub async fn lock_when_hidden(&self) {
        let at_once = |opened: Arc<Opened>| opened.held().options.after == protocol::lock::LockAfter::Hidden;
        // Who signs in must go to the browser and come back.
        if self.opened().is_ok_and(at_once) && !self.inner.sign_ins.is_in_browser() {
            self.lock().await;
        }
    }

    /// Has the platform hide the window's content where there is a lock.
    pub(crate) fn lock_has_changed(&self) {
        let lock: Option<LockKind> = self.opened().ok().and_then(|opened| opened.held().lock);
        self.inner.host.hide_content(lock.is_some());
    }

    /// Keeps beside the store how much is unsent, if there is a lock whose passcode could be forgotten.
    pub(crate) async fn note_unsent(&self) {
        let Ok(opened) = self.opened() else { return };
        if opened.held().lock.is_none() {
            return;
        }
        let unsent = match self.in_store(Store::unsent).await {
            Ok(unsent) => unsent,
            Err(error) => {
                tracing::warn!(?error, "what is unsent is not counted");
                return;
            }
        };
        if opened.held().noted == Some(unsent) {
            return;
        }
        let safe = self.home().safe;
        match spawn_blocking(move || safe.note_unsent(unsent)).await {
            Ok(Ok(())) => opened.held().noted = Some(unsent),
            other => tracing::warn!(failed = ?other.map(|kept| kept.is_err()), "what is unsent is not noted"),
        }
    }

    /// Where each source is left. One that was never asked has no place to go on from.
    async fn outposts(&self, opened: &Opened) -> Vec<Outpost> {
        let rows = self.in_store(Store::sources).await.unwrap_or_default();
        let lines = opened.lines();
        let left = rows.into_iter().filter_map(|row| {
            let (_, line) = lines.iter().find(|(source, _)| *source == row.id)?;
            Some(Outpost { api: line.api.clone(), cursor: row.cursor?, etag: row.etag })
        });
        left.collect()
    }
}
