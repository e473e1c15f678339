//! When the resident is reminded of what is due, and until when they put it off.
//!
//! Everything here is told by the clock on the wall in Finland: a reminder for eight in the morning is one for eight in the
//! morning, whether summer time began in between or not. What the wall clock skips is told as soon as it is past, what it shows
//! twice is told once.
//!
//! A reminder is a **moment**. Of all moments that are past and were not told only the last is told, so who opens the app after
//! a week hears of an item once, by how it stands then. What was told is remembered by the moment it was told for
//! ([`Told::through`]), and never by the time it was told at, so no restart tells it again.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};

/// The hour at which the evening begins for who puts something off.
const EVENING: NaiveTime = hour(18);

/// A clock that was further ahead than this when something was told had been wrong.
const WRONG_BY: TimeDelta = TimeDelta::days(1);

/// Most days before a day on which the resident can be reminded.
pub const MOST_DAYS_BEFORE: u8 = 60;

const fn hour(hour: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, 0, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    }
}

/// When the resident is reminded of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// So many days before it; 0: the same day.
    pub days_before: Vec<u8>,
    /// At this time of day.
    pub at: NaiveTime,
}

impl Default for Plan {
    fn default() -> Self {
        Self { days_before: vec![7, 3, 1, 0], at: hour(8) }
    }
}

impl Plan {
    /// The moments for a day, earliest first, each once.
    pub fn moments(&self, due: NaiveDate) -> Vec<NaiveDateTime> {
        let days = self.days_before.iter().filter(|before| **before <= MOST_DAYS_BEFORE);
        let days = days.filter_map(|before| due.checked_sub_days(Days::new(u64::from(*before))));
        let mut moments: Vec<_> = days.map(|day| day.and_time(self.at)).collect();
        moments.sort_unstable();
        moments.dedup();
        moments
    }
}

/// What was told last of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// The moment it was told for. No moment up to it is told any more.
    pub through: NaiveDateTime,
    /// When it was told.
    pub at: NaiveDateTime,
}

impl Told {
    /// As it counts at this time. What was told while the clock was ahead by more than a day was told by mistake: its moments
    /// are still to come.
    #[must_use]
    pub fn righted(self, now: NaiveDateTime) -> Self {
        if self.at.signed_duration_since(now) <= WRONG_BY {
            return self;
        }
        Self { through: self.through.min(now), at: now }
    }
}

/// An item as far as reminders go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Watched {
    /// The day it is due, or the last day on which something can be done. None of what waits for nothing.
    pub due: Option<NaiveDate>,
    /// Since when it is known. It was told of then; moments before that are not made up for.
    pub since: Option<NaiveDateTime>,
    /// The resident wants no reminders of its day.
    pub silent: bool,
    /// A moment of the resident's own choice.
    pub own: Option<NaiveDateTime>,
    /// It is put off until then. It comes back with a reminder, and there is none before.
    pub snoozed: Option<NaiveDateTime>,
    /// What was told last.
    pub told: Option<Told>,
}

impl Watched {
    /// Every moment of it, earliest first, whether past or not.
    pub fn moments(&self, plan: &Plan) -> Vec<NaiveDateTime> {
        let planned = self.due.filter(|_| !self.silent).map(|due| plan.moments(due)).unwrap_or_default();
        let planned = planned.into_iter().filter(|at| self.since.is_none_or(|since| *at > since));
        let mut moments: Vec<_> = planned.chain(self.own).collect();
        if let Some(end) = self.snoozed {
            moments.retain(|at| *at > end);
            moments.push(end);
        }
        moments.sort_unstable();
        moments.dedup();
        moments
    }

    /// The moment to tell it for now, if there is one.
    pub fn due_now(&self, plan: &Plan, now: NaiveDateTime) -> Option<NaiveDateTime> {
        let told = self.told.map(|told| told.righted(now).through);
        let is_new = |at: &NaiveDateTime| *at <= now && told.is_none_or(|told| *at > told);
        self.moments(plan).into_iter().rfind(is_new)
    }

    /// The next moment after now.
    pub fn next(&self, plan: &Plan, now: NaiveDateTime) -> Option<NaiveDateTime> {
        self.moments(plan).into_iter().find(|at| *at > now)
    }
}

/// Until when something is put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SnoozeUntil {
    /// Six in the evening, today.
    Evening,
    /// Tomorrow morning.
    Tomorrow,
    /// The morning of next Monday.
    NextWeek,
    /// The morning of this day.
    Day(NaiveDate),
}

/// How long something is put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Snooze {
    /// It comes back then.
    pub until: NaiveDateTime,
    /// That is earlier than was asked, because its day comes first.
    pub shortened: bool,
}

impl SnoozeUntil {
    /// The choices that need no day.
    pub const PLAIN: [Self; 3] = [Self::Evening, Self::Tomorrow, Self::NextWeek];

    /// When what is due on this day comes back, if it is put off now. Mornings begin at `morning`. Nothing is put off past its
    /// day: it comes back on the morning of that day. `None` where that is no time to come.
    pub fn end(self, now: NaiveDateTime, due: Option<NaiveDate>, morning: NaiveTime) -> Option<Snooze> {
        let today = now.date();
        let asked = match self {
            Self::Evening => today.and_time(EVENING),
            Self::Tomorrow => today.succ_opt()?.and_time(morning),
            Self::NextWeek => today.checked_add_days(to_monday(today))?.and_time(morning),
            Self::Day(day) => day.and_time(morning),
        };
        let last = due.filter(|due| *due >= today && asked.date() > *due).map(|due| due.and_time(morning));
        let until = last.unwrap_or(asked);
        (until > now).then_some(Snooze { until, shortened: last.is_some() })
    }
}

/// How far the next Monday is; of a Monday a week.
fn to_monday(day: NaiveDate) -> Days {
    Days::new(u64::from(7 - day.weekday().days_since(Weekday::Mon)))
}

/// Hours in which nobody is disturbed. They may go over midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// Their beginning.
    pub from: NaiveTime,
    /// Their end, which is no longer quiet.
    pub to: NaiveTime,
}

impl Default for QuietHours {
    fn default() -> Self {
        Self { from: hour(21), to: hour(7) }
    }
}

impl QuietHours {
    /// When it may be told what is to be told now: at once, or at their end.
    pub fn end(self, now: NaiveDateTime) -> NaiveDateTime {
        let time = now.time();
        let (from_today, before_end) = (time >= self.from, time < self.to);
        let over_midnight = self.from > self.to;
        let is_quiet = if over_midnight { from_today || before_end } else { from_today && before_end };
        if !is_quiet {
            return now;
        }
        let ends_tomorrow = over_midnight && from_today;
        let day = if ends_tomorrow { now.date().succ_opt().unwrap_or(now.date()) } else { now.date() };
        day.and_time(self.to)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn watched(due: &str) -> Watched {
        Watched { due: Some(day(due)), since: Some(at("2026-11-01 12:00")), ..Watched::default() }
    }

    #[test]
    fn a_day_is_reminded_of_a_week_three_days_and_a_day_before_and_the_same_morning() {
        let moments = Plan::default().moments(day("2026-12-04"));
        let wanted = ["2026-11-27 08:00", "2026-12-01 08:00", "2026-12-03 08:00", "2026-12-04 08:00"].map(at);
        assert_eq!(moments, wanted);
    }

    #[test]
    fn what_was_missed_is_told_once_and_what_came_late_is_not_made_up_for() {
        let plan = Plan::default();
        let item = watched("2026-12-04");
        let now = at("2026-12-02 09:00");
        let told = item.due_now(&plan, now).unwrap();
        assert_eq!(told, at("2026-12-01 08:00"));
        let item = Watched { told: Some(Told { through: told, at: now }), ..item };
        assert_eq!(item.due_now(&plan, now), None);
        assert_eq!(item.next(&plan, now), Some(at("2026-12-03 08:00")));
        let fresh = Watched { since: Some(at("2026-12-02 08:30")), told: None, ..item };
        assert_eq!(fresh.due_now(&plan, now), None, "it came half an hour ago and was told of then");
    }

    #[test]
    fn another_day_is_reminded_of_anew() {
        let plan = Plan::default();
        let told = Some(Told { through: at("2026-12-04 08:00"), at: at("2026-12-04 08:00") });
        let moved = Watched { told, ..watched("2026-12-11") };
        assert_eq!(moved.due_now(&plan, at("2026-12-08 09:00")), Some(at("2026-12-08 08:00")));
    }

    #[test]
    fn what_is_put_off_is_silent_until_it_comes_back_and_says_so_itself() {
        let plan = Plan::default();
        let item = Watched { snoozed: Some(at("2026-12-03 08:00")), ..watched("2026-12-04") };
        assert_eq!(item.due_now(&plan, at("2026-12-02 09:00")), None);
        assert_eq!(item.due_now(&plan, at("2026-12-03 08:00")), Some(at("2026-12-03 08:00")));
        let without = Watched { silent: true, ..item };
        assert_eq!(without.due_now(&plan, at("2026-12-03 08:00")), Some(at("2026-12-03 08:00")));
    }

    #[test]
    fn nothing_is_put_off_past_its_day() {
        let now = at("2026-11-25 10:00");
        let end = |choice: SnoozeUntil, due: Option<&str>| {
            choice.end(now, due.map(day), hour(8)).map(|snooze| (snooze.until, snooze.shortened))
        };
        assert_eq!(end(SnoozeUntil::Evening, None), Some((at("2026-11-25 18:00"), false)));
        assert_eq!(end(SnoozeUntil::NextWeek, None), Some((at("2026-11-30 08:00"), false)));
        assert_eq!(end(SnoozeUntil::NextWeek, Some("2026-11-27")), Some((at("2026-11-27 08:00"), true)));
        assert_eq!(end(SnoozeUntil::Tomorrow, Some("2026-11-25")), None, "it is due today");
        assert_eq!(end(SnoozeUntil::Evening, Some("2026-11-25")), Some((at("2026-11-25 18:00"), false)));
        assert_eq!(
            end(SnoozeUntil::Tomorrow, Some("2026-11-20")),
            Some((at("2026-11-26 08:00"), false)),
            "late already"
        );
        assert_eq!(end(SnoozeUntil::Day(day("2026-11-25")), None), None, "this morning is past");
        assert_eq!(SnoozeUntil::Evening.end(at("2026-11-25 18:00"), None, hour(8)), None);
    }

    #[test]
    fn quiet_hours_go_over_midnight_or_not() {
        let usual = QuietHours::default();
        for (now, end) in [
            ("2026-11-25 20:59", "2026-11-25 20:59"),
            ("2026-11-25 21:00", "2026-11-26 07:00"),
            ("2026-11-26 06:59", "2026-11-26 07:00"),
            ("2026-11-26 07:00", "2026-11-26 07:00"),
        ] {
            assert_eq!(usual.end(at(now)), at(end), "{now}");
        }
        let noon = QuietHours { from: hour(12), to: hour(13) };
        assert_eq!(noon.end(at("2026-11-25 12:30")), at("2026-11-25 13:00"));
        assert_eq!(noon.end(at("2026-11-25 13:00")), at("2026-11-25 13:00"));
        let none = QuietHours { from: hour(7), to: hour(7) };
        assert_eq!(none.end(at("2026-11-25 07:00")), at("2026-11-25 07:00"));
    }

    fn moment() -> impl Strategy<Value = NaiveDateTime> {
        (0..400_i64, 0..1440_i64)
            .prop_map(|(days, minutes)| at("2026-01-01 00:00") + TimeDelta::days(days) + TimeDelta::minutes(minutes))
    }

    fn any_watched() -> impl Strategy<Value = Watched> {
        let day = moment().prop_map(|at| at.date());
        let maybe = || proptest::option::of(moment());
        (proptest::option::of(day), maybe(), any::<bool>(), maybe(), maybe())
            .prop_map(|(due, since, silent, own, snoozed)| Watched { due, since, silent, own, snoozed, told: None })
    }

    fn any_plan() -> impl Strategy<Value = Plan> {
        (proptest::collection::vec(0..90_u8, 0..6), 0..1440_u32).prop_map(|(days_before, minutes)| Plan {
            days_before,
            at: NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap(),
        })
    }

    /// Looks at an item at these times and answers the moments that were told.
    fn tell(mut item: Watched, plan: &Plan, looks: &[NaiveDateTime]) -> Vec<NaiveDateTime> {
        let mut told = Vec::new();
        for now in looks {
            if let Some(through) = item.due_now(plan, *now) {
                item.told = Some(Told { through, at: *now });
                told.push(through);
            }
        }
        told
    }

    proptest! {
        #[test]
        fn each_moment_is_told_at_most_once_in_order_and_never_early(
            item in any_watched(), plan in any_plan(), mut looks in proptest::collection::vec(moment(), 0..40)
        ) {
            looks.sort_unstable();
            let told = tell(item, &plan, &looks);
            prop_assert!(told.is_sorted_by(|a, b| a < b), "{told:?}");
            let last = looks.last();
            prop_assert!(told.iter().all(|at| last.is_some_and(|last| at <= last)));
        }

        #[test]
        fn who_looks_at_every_moment_is_told_every_moment(item in any_watched(), plan in any_plan()) {
            let moments = item.moments(&plan);
            prop_assert_eq!(tell(item, &plan, &moments), moments);
        }

        #[test]
        fn a_clock_that_steps_back_a_little_tells_nothing_twice(
            item in any_watched(), plan in any_plan(), now in moment(), back in 0..86_400_i64
        ) {
            let told = tell(item, &plan, &[now, now - TimeDelta::seconds(back), now]);
            prop_assert!(told.len() <= 1, "{told:?}");
        }

        #[test]
        fn a_clock_that_was_years_ahead_takes_no_reminder_away(
            item in any_watched(), plan in any_plan(), now in moment()
        ) {
            let ahead = at("2036-01-01 00:00");
            let by_mistake = item.due_now(&plan, ahead).map(|through| Told { through, at: ahead });
            let after = Watched { told: by_mistake, ..item };
            for next in item.moments(&plan).into_iter().filter(|next| *next > now) {
                // The first look at the right time keeps what was told as it counts then.
                let after = Watched { told: after.told.map(|told| told.righted(now)), ..after };
                prop_assert_eq!(after.due_now(&plan, next), Some(next));
            }
        }

        #[test]
        fn what_is_put_off_comes_back_later_than_now_and_never_after_its_day(
            now in moment(), due in proptest::option::of(moment()), choice in 0..4_usize, other in moment()
        ) {
            let choice = [SnoozeUntil::PLAIN.as_slice(), &[SnoozeUntil::Day(other.date())]].concat()[choice];
            let due = due.map(|due| due.date());
            if let Some(snooze) = choice.end(now, due, hour(8)) {
                prop_assert!(snooze.until > now);
                prop_assert!(due.is_none_or(|due| due < now.date() || snooze.until.date() <= due));
            }
        }

        #[test]
        fn quiet_hours_end_within_a_day_and_then_are_over(now in moment(), from in 0..24_u32, to in 0..24_u32) {
            let quiet = QuietHours { from: hour(from), to: hour(to) };
            let end = quiet.end(now);
            prop_assert!(end >= now && end - now <= TimeDelta::days(1));
            prop_assert_eq!(quiet.end(end), end);
        }
    }
}
