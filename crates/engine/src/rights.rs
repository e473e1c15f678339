//! Rights to act as the day goes on.
//!
//! A right that is over is out of sight from the first minute after its last day. Which day it is a source says itself, by
//! the date of its latest answer; while none has come since the app started, the device's clock is believed. *Erased* is
//! what the right gave access to only once its source has been read to the end and both clocks, the source's and the
//! device's, are past its last day: one that runs ahead hides for a while, and erases nothing; one that runs behind is
//! waited for. A source without a date in its answers ends rights by saying so, and never by time.
//!
//! The day is looked at when the store is opened, after each pull, at midnight, and whenever the interface asks what stands
//! around its pages: a device that slept through midnight is right before it shows anything.

use std::{
    sync::{MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Helsinki;
use domain::id::{PartyRef, SourceId};
use protocol::{ErrorView, Tag, view::EndedRightView};
use store::Days;

use crate::{
    Engine,
    answer::{Names, instant_when},
    pull::{Landed, tags_of},
};

/// After midnight, so that no clock's last second counts as the day before.
const PAST_MIDNIGHT: Duration = Duration::from_secs(2);

/// Longest sleep until midnight is looked at again: the clock may have been set meanwhile.
const LONGEST_NIGHT: Duration = Duration::from_hours(6);

impl Engine {
    /// Keeps out of sight what may not be read today, and says so if that is different now.
    pub(crate) async fn mind_day(&self) {
        let days = self.days();
        let minded = days.clone();
        match self.in_store(move |store| store.mind_day(&minded)).await {
            Ok(different) => {
                let today = days.today;
                let before = self.minded().replace(days);
                if different || before.is_some_and(|before| before.today != today) {
                    self.everything_changed();
                }
            }
            Err(error) => tracing::error!(?error, "rights to act are not held against the day"),
        }
    }

    /// The same, if it is another day than when it was last done.
    pub(crate) async fn mind_new_day(&self) {
        let days = self.days();
        if self.minded().as_ref() != Some(&days) {
            self.mind_day().await;
        }
    }

    /// Does so at every midnight.
    pub(crate) async fn mind_days(&self) {
        loop {
            tokio::time::sleep(self.until_midnight()).await;
            self.mind_new_day().await;
        }
    }

    /// After a pull: erases what has ended on a day on which device and source agree. `minded` is the day for which that was
    /// last done.
    pub(crate) async fn mind_rights(&self, source: &SourceId, landed: &Landed, minded: &mut Option<NaiveDate>) {
        if let (Ok(line), Some(theirs)) = (self.line(source), landed.answered_at) {
            line.compare_clocks(theirs, self.inner.host.now());
        }
        let theirs = landed.answered_at.map(|at| at.with_timezone(&Helsinki).date_naive());
        let agreed = theirs.map(|theirs| theirs.min(self.today()));
        if let Some(day) = agreed.filter(|day| landed.parties || *minded != Some(*day)) {
            let (wanted, now) = (source.clone(), self.inner.host.now());
            match self.in_store(move |store| store.end_rights(&wanted, day, now)).await {
                Ok(ended) => {
                    *minded = Some(day);
                    if let Some(applied) = ended {
                        self.emit(tags_of(&applied));
                    }
                }
                Err(error) => tracing::error!(%source, ?error, "rights that are over are ended later"),
            }
        }
        if landed.parties {
            self.mind_day().await;
        } else {
            self.mind_new_day().await;
        }
    }

    /// Rights that have ended and of which the resident has not been told.
    pub(crate) async fn ended_rights(&self, names: &Names) -> Result<Vec<EndedRightView>, ErrorView> {
        let ended = self.in_store(store::Store::ended_rights).await?;
        let view = |row: store::EndedRow| EndedRightView {
            sender: names.sender(&row.name.source),
            name: row.called.single_line().to_string(),
            relation: row.relation,
            cause: row.cause,
            last_day: row.last_day,
            when: instant_when(row.at),
            unsent: row.unsent,
            last: row.last,
            right: row.name,
        };
        Ok(ended.into_iter().map(view).collect())
    }

    pub(crate) async fn dismiss_ended_right(&self, right: PartyRef) -> Result<(), ErrorView> {
        if self.in_store(move |store| store.forget_ended_right(&right)).await? {
            self.emit([Tag::Notices]);
        }
        Ok(())
    }

    /// Which day it is, for each source.
    pub(crate) fn days(&self) -> Days {
        let now = self.inner.host.now();
        let day = |at: DateTime<Utc>| at.with_timezone(&Helsinki).date_naive();
        let lines = self.opened().map(|opened| opened.lines()).unwrap_or_default();
        let of = lines.into_iter().filter_map(|(source, line)| {
            let theirs = now.checked_sub_signed(line.state().ahead?)?;
            Some((source, day(theirs)))
        });
        Days { today: day(now), of: of.collect() }
    }

    fn minded(&self) -> MutexGuard<'_, Option<Days>> {
        self.inner.days.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn until_midnight(&self) -> Duration {
        let now = self.inner.host.now();
        let midnight = self.today().succ_opt().map(|day| day.and_time(NaiveTime::MIN));
        let midnight = midnight.and_then(|midnight| Helsinki.from_local_datetime(&midnight).earliest());
        let wait = midnight.and_then(|midnight| (midnight.to_utc() - now).to_std().ok()).unwrap_or(LONGEST_NIGHT);
        (wait + PAST_MIDNIGHT).min(LONGEST_NIGHT)
    }
}
