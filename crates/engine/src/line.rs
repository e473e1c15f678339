//! A source while the app runs: its lock, how fresh it is, and what wakes it.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use connector::Service;
use domain::source::{Freshness, SyncFailure};
use tokio::sync::{Mutex as AsyncMutex, Notify};
use tokio_util::sync::CancellationToken;

use crate::detail::Details;

/// One source's line.
pub(crate) struct Line {
    /// How to talk to it; made again when its address or token changes.
    pub api: Service,
    /// Held while it is asked, so that two pulls of one source never run at once.
    pub turn: AsyncMutex<Turn>,
    /// Held while something is sent to it, so that nothing is sent twice at once.
    pub sending: AsyncMutex<()>,
    /// Cancelled when it is put aside: signed out, or in the way of a new sign-in.
    pub stop: CancellationToken,
    kept_fresh: AtomicBool,
    /// Rung when there may be something new.
    pub wake: Notify,
    /// Rung when there is something to send.
    pub outbox: Notify,
    state: Mutex<LineState>,
    details: Mutex<Details>,
}

/// What only the pull in progress needs.
#[derive(Default)]
pub(crate) struct Turn {
    /// Whether the server's card was read since the app started.
    pub card_read: bool,
    /// When the keys of its signatures were read last since the app started.
    pub keys_read_at: Option<DateTime<Utc>>,
    /// The day for which rights to act were last held against this source.
    pub rights_on: Option<NaiveDate>,
}

/// How a line is doing.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LineState {
    pub freshness: Freshness,
    pub syncing: bool,
    pub hints_arrive: bool,
    /// By how much the device's clock is ahead of the source's, as its latest answer showed.
    pub ahead: Option<TimeDelta>,
}

impl Line {
    pub fn new(api: Service, freshness: Freshness) -> Self {
        Self {
            api,
            turn: AsyncMutex::default(),
            sending: AsyncMutex::default(),
            stop: CancellationToken::new(),
            kept_fresh: AtomicBool::new(false),
            wake: Notify::new(),
            outbox: Notify::new(),
            state: Mutex::new(LineState { freshness, ..LineState::default() }),
            details: Mutex::default(),
        }
    }

    /// Whether it is from now on kept fresh by whoever asked, and by nobody before.
    pub fn begin_to_keep_fresh(&self) -> bool {
        !self.kept_fresh.swap(true, Ordering::Relaxed)
    }

    pub fn state(&self) -> LineState {
        *self.lock()
    }

    pub fn set_syncing(&self, syncing: bool) {
        self.lock().syncing = syncing;
    }

    pub fn hints_arrive(&self) -> bool {
        self.lock().hints_arrive
    }

    pub fn set_hints_arrive(&self, arrive: bool) {
        self.lock().hints_arrive = arrive;
    }

    /// The source answered at this time by its own clock, and at this by the device's.
    pub fn compare_clocks(&self, theirs: DateTime<Utc>, ours: DateTime<Utc>) {
        self.lock().ahead = Some(ours - theirs);
    }

    /// Everything the source had is on the device. Answers whether a failure ended with it.
    pub fn complete(&self, at: DateTime<Utc>) -> bool {
        let mut state = self.lock();
        let recovered = state.freshness.failure.take().is_some();
        state.freshness.complete_at = Some(at);
        recovered
    }

    /// The attempt failed. Answers whether that is news.
    pub fn fail(&self, failure: SyncFailure) -> bool {
        self.lock().freshness.failure.replace(failure) != Some(failure)
    }

    /// Cases of which more is being fetched, or was not fetched.
    pub fn details(&self) -> std::sync::MutexGuard<'_, Details> {
        self.details.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, LineState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
