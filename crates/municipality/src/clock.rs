//! The server's clock. A demo or a test may fix the day, and move it; the time of day is always the real one.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI32, Ordering},
    },
    time::SystemTime,
};

use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, TimeZone, Utc};
use chrono_tz::Europe::Helsinki;

/// Stands for no fixed day: long before all of them.
const NO_DAY: i32 = i32::MIN;

/// Tells the time, on a fixed day when there is one. Clones are one clock.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    /// Days from the common era.
    day: Arc<AtomicI32>,
}

impl Clock {
    /// A clock that stays on `day`, or follows the calendar when there is none.
    pub(crate) fn new(day: Option<NaiveDate>) -> Self {
        Self { day: Arc::new(AtomicI32::new(day.map_or(NO_DAY, |day| day.num_days_from_ce()))) }
    }

    /// From now on it is this day.
    pub(crate) fn set(&self, day: NaiveDate) {
        self.day.store(day.num_days_from_ce(), Ordering::Relaxed);
    }

    /// Now. On a fixed day the wall clock in Finland reads what it reads in reality.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        let real = DateTime::<Utc>::from(SystemTime::now());
        let Some(day) = NaiveDate::from_num_days_from_ce_opt(self.day.load(Ordering::Relaxed)) else { return real };
        let wall = day.and_time(real.with_timezone(&Helsinki).time());
        // An hour that the change to summer time leaves out has no instant; the same reading in UTC is near enough.
        Helsinki.from_local_datetime(&wall).earliest().map_or_else(|| wall.and_utc(), |time| time.to_utc())
    }

    /// The day in Finland.
    pub(crate) fn today(&self) -> NaiveDate {
        self.now().with_timezone(&Helsinki).date_naive()
    }

    /// Now as RFC 3339, to the second.
    pub(crate) fn stamp(&self) -> String {
        self.now().to_rfc3339_opts(SecondsFormat::Secs, true)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_fixed_day_stays_the_day_in_finland_also_around_midnight_utc() {
        let day: NaiveDate = "2026-11-17".parse().unwrap();
        assert_eq!(Clock::new(Some(day)).today(), day);
        assert!(Clock::new(Some(day)).stamp().ends_with('Z'));
    }
}
