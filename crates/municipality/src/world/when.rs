//! Days and times as content files write them: relative to today.
//!
//! `-4d 15:40`, `-2y3m10d 09:05`, `+13d`, `+18d workday`, `+30d monday`. Units are years, months, weeks and days, counted
//! in that order; a sign holds for all of them. `workday` moves a day that is none to the nearest one *away from today*
//! (back in the past, forward in the future), so that nothing slips into the future; a weekday's name moves forward to
//! the next such day, on it or after it.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, TimeZone, Weekday};
use chrono_tz::{Europe::Helsinki, Tz};

use super::calendar;

/// A day, and a time of day where one is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The day.
    pub day: NaiveDate,
    /// Local time, Europe/Helsinki.
    pub time: Option<NaiveTime>,
}

impl When {
    /// Reads what a content file says. The error tells what is wrong.
    pub fn parse(text: &str, today: NaiveDate) -> Result<Self, String> {
        let mut words = text.split_whitespace();
        let first = words.next().ok_or("is empty")?;
        let mut when = Self { day: offset(first, today)?, time: None };
        for word in words {
            if word == "workday" {
                when.day = if first.starts_with('-') {
                    calendar::previous_working_day(when.day)
                } else {
                    calendar::next_working_day(when.day)
                };
            } else if let Some(weekday) = weekday(word) {
                when.day = when.day.iter_days().find(|day| day.weekday() == weekday).unwrap_or(when.day);
            } else {
                let time = NaiveTime::parse_from_str(word, "%H:%M").map_err(|_| format!("does not know '{word}'"))?;
                when.time = Some(time);
            }
        }
        Ok(when)
    }

    /// The instant, where a time is written.
    pub fn instant(self) -> Result<DateTime<Tz>, String> {
        let time = self.time.ok_or("has no time of day")?;
        Helsinki
            .from_local_datetime(&self.day.and_time(time))
            .earliest()
            .ok_or_else(|| "falls in a lost hour".to_owned())
    }
}

/// Whether a word says which day is meant rather than how it is written.
pub fn is_snap(word: &str) -> bool {
    word == "workday" || weekday(word).is_some()
}

fn weekday(word: &str) -> Option<Weekday> {
    match word {
        "monday" => Some(Weekday::Mon),
        "tuesday" => Some(Weekday::Tue),
        "wednesday" => Some(Weekday::Wed),
        "thursday" => Some(Weekday::Thu),
        "friday" => Some(Weekday::Fri),
        _ => None,
    }
}

fn offset(text: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    let wrong = || format!("'{text}' is no offset such as -2y3m or +13d");
    let (past, rest) = match text.split_at_checked(1) {
        Some(("-", rest)) => (true, rest),
        Some(("+", rest)) => (false, rest),
        _ => return Err(wrong()),
    };
    let (mut months, mut days, mut number) = (0_u32, 0_u64, String::new());
    for c in rest.chars() {
        if c.is_ascii_digit() {
            number.push(c);
            continue;
        }
        let count: u32 = number.parse().map_err(|_| wrong())?;
        number.clear();
        match c {
            'y' => months += count * 12,
            'm' => months += count,
            'w' => days += u64::from(count) * 7,
            'd' => days += u64::from(count),
            _ => return Err(wrong()),
        }
    }
    if rest.is_empty() || !number.is_empty() {
        return Err(wrong());
    }
    let (months, days) = (Months::new(months), Days::new(days));
    let day = if past {
        today.checked_sub_months(months).and_then(|day| day.checked_sub_days(days))
    } else {
        today.checked_add_months(months).and_then(|day| day.checked_add_days(days))
    };
    day.ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn read(text: &str, today: &str) -> NaiveDate {
        When::parse(text, day(today)).unwrap().day
    }

    #[test]
    fn days_move_with_today() {
        assert_eq!(read("-4d", "2026-11-21"), day("2026-11-17"));
        assert_eq!(read("-2y3m10d", "2026-11-21"), day("2024-08-11"));
        assert_eq!(read("-1y", "2028-02-29"), day("2027-02-28"));
        assert_eq!(read("+2w", "2026-12-24"), day("2027-01-07"));
    }

    #[test]
    fn a_snapped_day_moves_away_from_today() {
        assert_eq!(read("-1d workday", "2026-11-23"), day("2026-11-20"));
        assert_eq!(read("+1d workday", "2026-12-23"), day("2026-12-28"));
        assert_eq!(read("+1d monday", "2026-11-21"), day("2026-11-23"));
        assert_eq!(read("+2d monday", "2026-11-21"), day("2026-11-23"));
    }

    #[test]
    fn local_time_carries_the_offset_of_its_day() {
        let at = |text, today| When::parse(text, day(today)).unwrap().instant().unwrap().to_rfc3339();
        assert_eq!(at("-4d 15:40", "2026-11-21"), "2026-11-17T15:40:00+02:00");
        assert_eq!(at("-4d 15:40", "2026-07-21"), "2026-07-17T15:40:00+03:00");
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for wrong in ["", "4d", "-", "-4", "-4x", "-4d 25:00", "-4d soon", "-d", "-99999999999d"] {
            assert!(When::parse(wrong, day("2026-11-21")).is_err(), "{wrong}");
        }
    }
}
