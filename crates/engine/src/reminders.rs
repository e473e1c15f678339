//! Reminders of single items, putting them off, and the calendar of what is due. The rules are `domain::reminder`.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveDateTime};
use chrono_tz::Europe::Helsinki;
use domain::{
    id::{RecordKey, RecordKind},
    outgoing::{Kind, Outgoing, Phase},
    reminder::{Plan, SnoozeUntil, Watched},
    time::Moment,
};
use protocol::{
    ErrorCode, ErrorView, Tag,
    telling::{CalendarEntryView, CalendarReason, CalendarView, ReminderView, SnoozeView},
    view::When,
};
use store::{DueRow, Store, StoreError};

use crate::{Engine, answer};

/// How far back what is late is looked for, and how far ahead what is due, in days.
const LATE: u64 = 400;
const AHEAD: u64 = 800;

impl Engine {
    /// The time on the wall in Finland.
    pub(crate) fn wall(&self) -> NaiveDateTime {
        self.inner.host.now().with_timezone(&Helsinki).naive_local()
    }

    pub(crate) async fn read_reminder(&self, item: RecordKey) -> Result<ReminderView, ErrorView> {
        let row = self.in_store(move |store| store.watched(&item)).await?;
        let row = row.ok_or(ErrorView::from(ErrorCode::NotFound))?;
        Ok(view(&row, &self.telling().plan, self.wall()))
    }

    pub(crate) async fn set_reminder(
        &self,
        item: RecordKey,
        silent: bool,
        own: Option<NaiveDateTime>,
    ) -> Result<ReminderView, ErrorView> {
        if own.is_some_and(|own| own <= self.wall()) {
            return Err(ErrorCode::BadRequest.into());
        }
        let key = item.clone();
        if !self.in_store(move |store| store.set_reminder(&key, silent, own)).await? {
            return Err(ErrorCode::NotFound.into());
        }
        self.reminder_changed(item).await
    }

    pub(crate) async fn snooze_item(
        &self,
        item: RecordKey,
        until: Option<SnoozeUntil>,
    ) -> Result<ReminderView, ErrorView> {
        let (now, plan, key) = (self.wall(), self.telling().plan, item.clone());
        let snoozed = self.in_store(move |store| {
            let Some(row) = store.watched(&key)? else { return Ok(Err(ErrorCode::NotFound)) };
            let end = match until {
                None => None,
                Some(_) if !waits(&row, now.date()) => return Ok(Err(ErrorCode::BadRequest)),
                Some(until) => match until.end(now, row.row.headline.need.day(), plan.at) {
                    Some(snooze) => Some(snooze.until),
                    None => return Ok(Err(ErrorCode::BadRequest)),
                },
            };
            store.snooze(&key, end)?;
            Ok::<_, StoreError>(Ok(()))
        });
        snoozed.await?.map_err(ErrorView::from)?;
        self.reminder_changed(item).await
    }

    async fn reminder_changed(&self, item: RecordKey) -> Result<ReminderView, ErrorView> {
        self.emit([Tag::Inbox, Tag::Item(item.clone())]);
        self.inner.telling.wake.notify_one();
        self.read_reminder(item).await
    }

    pub(crate) async fn read_calendar(&self) -> Result<CalendarView, ErrorView> {
        let (names, today) = (self.names().await?, self.today());
        let mut entries = Vec::new();
        for row in self.dated().await? {
            let headline = names.headline(&row.row);
            let mut add = |day, reason| entries.push(CalendarEntryView { day, reason, headline: headline.clone() });
            if let Some(due) = row.row.headline.need.day().filter(|_| waits(&row, today)) {
                add(due, CalendarReason::Due);
            }
            if let Some(own) = row.reminder.own {
                add(own.date(), CalendarReason::Own(wall_when(own)));
            }
            if let Some(end) = row.reminder.snoozed {
                add(end.date(), CalendarReason::Snoozed(wall_when(end)));
            }
        }
        entries.sort_by(|a, b| (a.day, &a.headline.item).cmp(&(b.day, &b.headline.item)));
        Ok(CalendarView { entries })
    }

    /// Everything with a day that is still to be done.
    pub(crate) async fn dated(&self) -> Result<Vec<DueRow>, ErrorView> {
        let today = self.today();
        self.in_store(move |store| dated(store, today)).await
    }
}

/// What is due, once: a case is passed over where something in it has its day, and so is what was answered.
pub(crate) fn dated(store: &Store, today: NaiveDate) -> Result<Vec<DueRow>, StoreError> {
    let from = today.checked_sub_days(Days::new(LATE)).unwrap_or(today);
    let to = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let mut rows = store.due(from, to)?;
    let answered: BTreeSet<RecordKey> =
        store.all_outgoing()?.into_iter().filter(settles).filter_map(|sent| sent.letter.answers).collect();
    rows.retain(|row| !answered.contains(&row.row.key));
    let spoken: BTreeSet<_> = rows
        .iter()
        .filter(|row| row.row.key.kind != RecordKind::Case && row.reminder.snoozed.is_none())
        .filter_map(|row| Some((row.row.key.source.clone(), row.case.clone()?, row.row.headline.need.day()?)))
        .collect();
    rows.retain(|row| {
        let key = &row.row.key;
        let day = row.row.headline.need.day();
        let is_told = |day| spoken.contains(&(key.source.clone(), key.id.clone(), day));
        key.kind != RecordKind::Case || row.reminder.own.is_some() || !day.is_some_and(is_told)
    });
    Ok(rows)
}

/// Whether what the resident sent does what its item asks. A question about a decision leaves its last day as it is. A request for
/// review comes back as a case, by which the store knows.
fn settles(sent: &Outgoing) -> bool {
    let of_decision = sent.letter.answers.as_ref().is_some_and(|item| item.kind == RecordKind::Decision);
    match sent.letter.kind {
        Kind::Contact(_)
        | Kind::Feedback(_)
        | Kind::Appeal(_)
        | Kind::ConsentWithdrawal
        | Kind::DataRequest(_)
        | Kind::Report(_) => false,
        Kind::Letter | Kind::Consent(..) | Kind::Answer(_) | Kind::Withdrawal => {
            !of_decision && !matches!(sent.phase, Phase::Draft | Phase::Stuck(_))
        }
    }
}

/// Whether it waits for the resident, put off or not.
pub(crate) fn waits(row: &DueRow, today: NaiveDate) -> bool {
    row.row.gone.is_none() && row.row.headline.need.waits_on(today)
}

/// As reminders look at it.
pub(crate) fn watched(row: &DueRow, today: NaiveDate) -> Watched {
    Watched {
        due: row.row.headline.need.day().filter(|_| waits(row, today)),
        since: Some(row.received_at.with_timezone(&Helsinki).naive_local()),
        silent: row.reminder.silent,
        own: row.reminder.own,
        snoozed: row.reminder.snoozed,
        told: row.reminder.told,
    }
}

fn view(row: &DueRow, plan: &Plan, now: NaiveDateTime) -> ReminderView {
    let watched = watched(row, now.date());
    let coming = watched.moments(plan).into_iter().filter(|at| *at > now && watched.own != Some(*at));
    let choices = SnoozeUntil::PLAIN.into_iter().filter(|_| waits(row, now.date())).filter_map(|until| {
        let snooze = until.end(now, row.row.headline.need.day(), plan.at)?;
        Some(SnoozeView { until, when: wall_when(snooze.until), shortened: snooze.shortened })
    });
    ReminderView {
        due: watched.due,
        silent: watched.silent,
        coming: coming.map(wall_when).collect(),
        own: watched.own.map(wall_when),
        snoozed: watched.snoozed.map(wall_when),
        choices: choices.collect(),
    }
}

/// A time on the wall in Finland.
pub(crate) fn wall_when(wall: NaiveDateTime) -> When {
    answer::when(Moment::Local(wall))
}
