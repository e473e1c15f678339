//! When the app locks by itself: after a time of no use, and when the device has slept.
//!
//! The shell tells of sleep where the system tells it (see `Engine::lock`). Everywhere else, and to be sure, sleep is seen by
//! two clocks that no longer agree: the wall's went on, the one that only goes forward stood still.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, Utc};

use crate::{Engine, engine::Opened};

/// How often the two clocks are compared.
const LOOK: Duration = Duration::from_secs(15);
/// By how much the wall's clock may be ahead of the other. More is sleep, or a clock that was set.
const AHEAD: Duration = Duration::from_secs(30);

/// When the app was last used, by both clocks.
pub(crate) struct Idle(Mutex<Times>);

#[derive(Clone, Copy)]
struct Times {
    used: Duration,
    seen: (Duration, DateTime<Utc>),
}

impl Idle {
    pub fn new(uptime: Duration, wall: DateTime<Utc>) -> Self {
        Self(Mutex::new(Times { used: uptime, seen: (uptime, wall) }))
    }

    /// The app was used now.
    pub fn used(&self, uptime: Duration) {
        self.times().used = uptime;
    }

    /// From now on the time counts, as if the app had been used.
    pub fn begin(&self, uptime: Duration, wall: DateTime<Utc>) {
        *self.times() = Times { used: uptime, seen: (uptime, wall) };
    }

    /// Looks at both clocks. Answers whether it is time to lock.
    fn is_over(&self, uptime: Duration, wall: DateTime<Utc>, unused: Duration) -> bool {
        let mut times = self.times();
        let (then, wall_then) = std::mem::replace(&mut times.seen, (uptime, wall));
        let went = uptime.saturating_sub(then);
        // Negative when the wall's clock was turned back, which is no reason.
        let wall_went = (wall - wall_then).to_std().unwrap_or_default();
        uptime.saturating_sub(times.used) >= unused || wall_went > went + AHEAD
    }

    fn times(&self) -> std::sync::MutexGuard<'_, Times> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Engine {
    /// Locks the app when it has not been used for as long as the resident chose, or when the device has slept. Ends when
    /// the store is closed. Where there is no lock it only looks whether there is one now.
    pub(crate) fn watch_use(&self, opened: &Arc<Opened>) {
        let (engine, opened) = (self.clone(), opened.clone());
        self.inner.idle.begin(self.inner.host.uptime(), self.inner.host.now());
        tokio::spawn(async move {
            while opened.stop.run_until_cancelled(tokio::time::sleep(LOOK)).await.is_some() {
                if engine.lock_if_unused(&opened).await {
                    return;
                }
            }
        });
    }

    /// Looks now, and not only when it is time to look.
    pub async fn lock_if_unused_now(&self) {
        if let Ok(opened) = self.opened() {
            self.lock_if_unused(&opened).await;
        }
    }

    /// Looks once. Answers whether the app is locked now.
    async fn lock_if_unused(&self, opened: &Opened) -> bool {
        let (lock, options) = {
            let held = opened.held();
            (held.lock, held.options)
        };
        let unused = Duration::from_secs(options.after.seconds());
        let over = self.inner.idle.is_over(self.inner.host.uptime(), self.inner.host.now(), unused);
        // Who signs in is in the browser, and comes back.
        if lock.is_none() || !over || self.inner.sign_ins.is_in_browser() {
            return false;
        }
        self.lock().await;
        true
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const FIVE: Duration = Duration::from_mins(5);

    fn at(seconds: u64) -> (Duration, DateTime<Utc>) {
        let wall = DateTime::from_timestamp(1_795_000_000 + i64::try_from(seconds).unwrap(), 0).unwrap();
        (Duration::from_secs(seconds), wall)
    }

    #[test]
    fn it_locks_after_the_time_of_no_use_and_not_before() {
        let idle = Idle::new(at(0).0, at(0).1);
        let over = |seconds| idle.is_over(at(seconds).0, at(seconds).1, FIVE);
        assert!(!over(299));
        idle.used(at(200).0);
        assert!(!over(499));
        assert!(over(500));
    }

    #[test]
    fn it_locks_when_the_device_has_slept() {
        let idle = Idle::new(at(0).0, at(0).1);
        assert!(!idle.is_over(at(15).0, at(20).1, FIVE), "clocks are never quite alike");
        assert!(idle.is_over(at(30).0, at(3600).1, FIVE));
        assert!(!idle.is_over(at(45).0, at(3615).1, FIVE), "one sleep locks once");
        assert!(!idle.is_over(at(60).0, at(0).1, FIVE), "a clock turned back is no sleep");
    }
}
