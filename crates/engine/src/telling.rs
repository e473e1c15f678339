//! Telling the resident, while the app is not in front of them, of what has come and of what is due.
//!
//! One notification tells of everything there is to tell, so that nobody gets ten. What asks something is told at once, what asks
//! nothing with the day's digest, and neither in quiet hours: it is told at their end. What is due is remembered as told *before* it
//! is told (`store::note_told`), so that no crash tells it twice. What came and was not told when the app ends is not told later: it
//! stands in the inbox as new.
//!
//! A notification says how much came from where, and what only if the resident wants it: they may lie on a locked screen. Of
//! protected people and muted cases it never does, nor while the app is locked. The words are the shell's.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{NaiveDateTime, NaiveTime};
use domain::{
    id::{RecordKey, SourceId},
    reminder::{MOST_DAYS_BEFORE, Told},
};
use protocol::{
    ErrorView, Event, Tag,
    telling::{NewsView, NotificationView, TellingView, ToldKind, ToldView},
};
use store::{DueRow, InboxRow, Store, StoreError};
use tokio::sync::Notify;

use crate::{
    Engine,
    answer::Names,
    reminders::{dated, watched},
};

/// Name of the setting.
const NAME: &str = "telling";
/// Most moments of a plan, and most services told nothing of.
const MOST_DAYS: usize = 10;
const MOST_SOURCES: usize = 200;
/// Longest wait until it is looked at again what is due: the clock may have been set meanwhile, or the device have slept.
const LONGEST_WAIT: Duration = Duration::from_mins(15);
/// Shortest wait, so that a clock that goes back does not keep anybody busy.
const SHORTEST_WAIT: Duration = Duration::from_secs(1);
/// The hour at which lookups are told to who has set no time for a digest.
const LOOKUPS_HOUR: u32 = 17;
/// Most things that a notification names.
const MOST_NAMED: usize = 3;

/// What is to be told.
#[derive(Default)]
pub(crate) struct Telling {
    state: Mutex<State>,
    /// Two services that end their syncs at once tell what came once.
    alone: tokio::sync::Mutex<()>,
    /// Something is to be looked at before its time.
    pub wake: Notify,
}

#[derive(Default)]
struct State {
    settings: TellingView,
    /// What came and was not told yet, with when it came.
    pending: BTreeMap<RecordKey, NaiveDateTime>,
    /// How many lookups came that were not told yet, and when the first of them.
    lookups: Option<(u32, NaiveDateTime)>,
}

impl Telling {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is due now.
struct Due {
    row: DueRow,
    through: NaiveDateTime,
}

impl Engine {
    pub(crate) fn telling(&self) -> TellingView {
        self.inner.telling.state().settings.clone()
    }

    /// Forgets what was to be told, and how, when a profile is left.
    pub(crate) fn forget_telling(&self) {
        *self.inner.telling.state() = State::default();
    }

    /// What came is told no more: the app locks, and what it is may not be said.
    pub(crate) fn drop_pending(&self) {
        let mut state = self.inner.telling.state();
        state.pending.clear();
        state.lookups = None;
    }

    /// Reads how the resident wants to be told, once the store is open.
    pub(crate) async fn recall_telling(&self) {
        let kept = self.in_store(|store| Ok::<_, StoreError>(read(store)?.unwrap_or_default())).await;
        let settings = kept.unwrap_or_default();
        *self.inner.telling.state() = State { settings, ..State::default() };
        self.wake_snoozed().await;
    }

    pub(crate) async fn change_telling(&self, telling: TellingView) -> Result<TellingView, ErrorView> {
        let telling = valid(telling);
        let kept = telling.clone();
        self.in_store(move |store| store.set_setting(NAME, &serde_json::to_string(&kept)?)).await?;
        self.inner.telling.state().settings = telling.clone();
        self.emit([Tag::Telling]);
        self.inner.telling.wake.notify_one();
        Ok(telling)
    }

    /// Something has come of which the resident may be told.
    pub(crate) fn note_news(&self, rows: &[InboxRow]) {
        let now = self.wall();
        let mut state = self.inner.telling.state();
        let State { settings, pending, .. } = &mut *state;
        for row in rows {
            let is_wanted = ToldKind::of(row.key.kind).is_some_and(|kind| !settings.without.contains(&kind))
                && !settings.without_sources.contains(&row.key.source);
            if settings.notify && is_wanted {
                pending.insert(row.key.clone(), now);
            }
        }
    }

    /// Somebody has looked at the resident's data. That is told with a digest and never at once: it asks nothing of them.
    pub(crate) fn note_lookups(&self, source: &SourceId, count: u32) {
        let now = self.wall();
        let mut state = self.inner.telling.state();
        let settings = &state.settings;
        let is_wanted = !settings.without.contains(&ToldKind::DataUses) && !settings.without_sources.contains(source);
        if count > 0 && settings.notify && is_wanted {
            let (before, since) = state.lookups.unwrap_or((0, now));
            state.lookups = Some((before.saturating_add(count), since));
        }
    }

    /// How many lookups are to be told now.
    fn lookups_now(&self, now: NaiveDateTime, settings: &TellingView) -> u32 {
        let mut state = self.inner.telling.state();
        match state.lookups {
            Some((count, since)) if digest_after(since, digest_of(settings)) <= now => {
                state.lookups = None;
                count
            }
            _ => 0,
        }
    }

    /// Tells the resident what is to be told now. The shell calls it, too, when the device has woken.
    pub async fn tell_what_is_due(&self) {
        if let Err(error) = self.tell().await {
            tracing::warn!(?error, "what is due is told later");
        }
    }

    async fn tell(&self) -> Result<(), ErrorView> {
        let _alone = self.inner.telling.alone.lock().await;
        self.wake_snoozed().await;
        let (now, settings) = (self.wall(), self.telling());
        let is_quiet = settings.quiet.is_some_and(|quiet| quiet.end(now) > now);
        // While another service is being asked, what it brings is told together with this.
        if is_quiet || self.opened()?.lines().iter().any(|(_, line)| line.state().syncing) {
            return Ok(());
        }
        let due = self.due_now(now, &settings).await?;
        let news = self.news_now(now, &settings).await?;
        let lookups = self.lookups_now(now, &settings);
        if due.is_empty() && news.is_empty() && lookups == 0 {
            return Ok(());
        }
        let names = self.names().await?;
        let notification = NotificationView { lookups, ..self.notification(&names, &settings, &due, &news) };
        self.inner.host.notify(&notification);
        Ok(())
    }

    /// What is due and was not told. From now on it was.
    async fn due_now(&self, now: NaiveDateTime, settings: &TellingView) -> Result<Vec<Due>, ErrorView> {
        let plan = settings.plan.clone();
        let wanted = settings.notify && !settings.without.contains(&ToldKind::Reminders);
        let due = self.in_store(move |store| {
            let mut due = Vec::new();
            let mut told = Vec::new();
            for row in dated(store, now.date())? {
                let watched = watched(&row, now.date());
                if let Some(through) = watched.due_now(&plan, now) {
                    told.push((row.row.key.clone(), Told { through, at: now }));
                    due.push(Due { row, through });
                } else if let Some(before) = watched.told.filter(|told| told.righted(now) != *told) {
                    told.push((row.row.key.clone(), before.righted(now)));
                }
            }
            store.note_told(&told)?;
            Ok::<_, StoreError>(due)
        });
        let mut due = due.await?;
        // What the resident does not want to hear is past all the same.
        due.retain(|due| wanted && !settings.without_sources.contains(&due.row.row.key.source));
        due.sort_by_key(|due| (due.row.row.headline.need.day(), due.through));
        Ok(due)
    }

    /// What came and is to be told now: what asks something, and with the digest the rest.
    async fn news_now(&self, now: NaiveDateTime, settings: &TellingView) -> Result<Vec<InboxRow>, ErrorView> {
        let pending: Vec<(RecordKey, NaiveDateTime)> =
            self.inner.telling.state().pending.iter().map(|(key, came)| (key.clone(), *came)).collect();
        if pending.is_empty() {
            return Ok(Vec::new());
        }
        let keys: Vec<RecordKey> = pending.iter().map(|(key, _)| key.clone()).collect();
        let rows = self.in_store(move |store| store.listed(&keys)).await?;
        let listed: BTreeSet<&RecordKey> = rows.iter().map(|row| &row.key).collect();
        let came = |key: &RecordKey| pending.iter().find(|(of, _)| of == key).map(|(_, came)| *came);
        let is_due = |row: &InboxRow| {
            let digest = settings.digest.filter(|_| !row.headline.need.waits_on(now.date()));
            digest.is_none_or(|time| came(&row.key).is_some_and(|came| digest_after(came, time) <= now))
        };
        let told: BTreeSet<&RecordKey> = rows.iter().filter(|row| is_due(row)).map(|row| &row.key).collect();
        let mut state = self.inner.telling.state();
        // What has gone or was put away meanwhile is told no more.
        state.pending.retain(|key, _| listed.contains(key) && !told.contains(key));
        drop(state);
        let told: BTreeSet<RecordKey> = told.into_iter().cloned().collect();
        // What was opened meanwhile is known.
        Ok(rows.into_iter().filter(|row| told.contains(&row.key) && row.is_new).collect())
    }

    fn notification(&self, names: &Names, settings: &TellingView, due: &[Due], news: &[InboxRow]) -> NotificationView {
        let due_keys: BTreeSet<&RecordKey> = due.iter().map(|due| &due.row.row.key).collect();
        let news: Vec<&InboxRow> = news.iter().filter(|row| !due_keys.contains(&row.key)).collect();
        let mut counts: Vec<NewsView> = Vec::new();
        for row in &news {
            let sender = names.sender(&row.key.source);
            match counts.iter_mut().find(|known| known.sender == sender) {
                Some(known) => known.count = known.count.saturating_add(1),
                None => counts.push(NewsView { sender, count: 1 }),
            }
        }
        let told: Vec<(&InboxRow, bool)> =
            due.iter().map(|due| (&due.row.row, true)).chain(news.iter().map(|row| (*row, false))).collect();
        let may_be_named = |row: &InboxRow| settings.content && !names.whose(&row.party).protected && !row.marks.muted;
        let sayable = told.iter().filter(|(row, _)| may_be_named(row)).take(MOST_NAMED);
        let content = sayable.map(|(row, reminder)| {
            let headline = names.headline(row);
            ToldView {
                title: headline.title,
                sender: headline.sender,
                whose: headline.whose,
                need: headline.need,
                reminder: *reminder,
            }
        });
        NotificationView {
            language: self.language(),
            today: self.today(),
            locked: false,
            news: counts,
            reminders: u32::try_from(due.len()).unwrap_or(u32::MAX),
            lookups: 0,
            content: content.collect(),
            open: match told.as_slice() {
                [(only, _)] => Some(only.key.clone()),
                _ => None,
            },
        }
    }

    /// Tells that something has come to the locked app, and nothing of what.
    pub(crate) fn tell_behind_lock(&self) {
        let (now, settings) = (self.wall(), self.telling());
        if !settings.notify || settings.quiet.is_some_and(|quiet| quiet.end(now) > now) {
            return;
        }
        self.inner.host.notify(&NotificationView {
            language: self.language(),
            today: self.today(),
            locked: true,
            news: Vec::new(),
            reminders: 0,
            lookups: 0,
            content: Vec::new(),
            open: None,
        });
    }

    /// The resident has chosen a notification.
    pub fn show(&self, item: RecordKey) {
        // An error only means that nobody listens. While the app is locked, nothing is shown.
        if self.locked().is_none() {
            let _ = self.inner.events.send(Event::Show(item));
        }
    }

    /// Has everything wait again whose time is over.
    async fn wake_snoozed(&self) {
        let now = self.wall();
        match self.in_store(move |store| store.wake_snoozed(now)).await {
            Ok(woken) if woken.is_empty() => {}
            Ok(woken) => self.emit([Tag::Inbox].into_iter().chain(woken.into_iter().map(Tag::Item))),
            Err(error) => tracing::warn!(?error, "what was put off comes back later"),
        }
    }

    /// Tells what is due when it is, until the store is closed.
    pub(crate) async fn keep_telling(&self) {
        loop {
            self.tell_what_is_due().await;
            let wait = self.until_next_telling().await;
            // Either is a reason to look.
            let _ = tokio::time::timeout(wait, self.inner.telling.wake.notified()).await;
        }
    }

    /// How long nothing is to be told, if nothing comes.
    async fn until_next_telling(&self) -> Duration {
        let (now, settings) = (self.wall(), self.telling());
        let plan = settings.plan.clone();
        let next = self.in_store(move |store| {
            let rows = dated(store, now.date())?;
            Ok::<_, StoreError>(rows.iter().filter_map(|row| watched(row, now.date()).next(&plan, now)).min())
        });
        let reminder = next.await.ok().flatten();
        let quiet = settings.quiet.map(|quiet| quiet.end(now)).filter(|end| *end > now);
        let of_lookups = self.inner.telling.state().lookups.map(|_| digest_of(&settings));
        let digest = settings.digest.or(of_lookups).map(|time| digest_after(now, time));
        let next = reminder.into_iter().chain(quiet).chain(digest).min();
        let wait = next.and_then(|next| (next - now).to_std().ok()).unwrap_or(LONGEST_WAIT);
        wait.clamp(SHORTEST_WAIT, LONGEST_WAIT)
    }
}

/// When digests are told. Who has set no time for one is told everything else at once.
fn digest_of(settings: &TellingView) -> NaiveTime {
    settings.digest.or(NaiveTime::from_hms_opt(LOOKUPS_HOUR, 0, 0)).unwrap_or_default()
}

/// When the first digest after this is told.
fn digest_after(came: NaiveDateTime, time: NaiveTime) -> NaiveDateTime {
    let same_day = came.date().and_time(time);
    if same_day > came { same_day } else { came.date().succ_opt().map_or(same_day, |next| next.and_time(time)) }
}

/// The stored settings; none before the first change, and none when they cannot be read any more.
fn read(store: &Store) -> Result<Option<TellingView>, StoreError> {
    Ok(store.setting(NAME)?.and_then(|json| serde_json::from_str(&json).ok()).map(valid))
}

fn valid(mut telling: TellingView) -> TellingView {
    let days = &mut telling.plan.days_before;
    days.retain(|before| *before <= MOST_DAYS_BEFORE);
    days.sort_unstable_by(|a, b| b.cmp(a));
    days.dedup();
    days.truncate(MOST_DAYS);
    telling.without.sort_unstable();
    telling.without.dedup();
    telling.without_sources.sort_unstable();
    telling.without_sources.dedup();
    telling.without_sources.truncate(MOST_SOURCES);
    telling
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_digest_follows_what_came_on_the_same_day_or_the_next() {
        let at = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        let five = NaiveTime::from_hms_opt(17, 0, 0).unwrap();
        assert_eq!(digest_after(at("2026-11-25 09:00"), five), at("2026-11-25 17:00"));
        assert_eq!(digest_after(at("2026-11-25 17:00"), five), at("2026-11-26 17:00"));
    }

    #[test]
    fn settings_that_know_less_are_still_read() {
        let kept: TellingView = serde_json::from_str(r#"{"notify":false}"#).unwrap();
        assert_eq!(kept, TellingView { notify: false, ..TellingView::default() });
    }
}
