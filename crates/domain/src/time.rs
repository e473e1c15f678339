//! Times as public bodies send them: some to the second with a zone, some without a zone, some only a day.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Europe::Helsinki;
use serde::{Deserialize, Serialize};

/// A time as precise as its source made it. A day stays a day: showing it as midnight would invent an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// A known instant.
    Instant(DateTime<Utc>),
    /// A wall-clock time whose zone the source left out. It means the local time of the public body.
    Local(NaiveDateTime),
    /// A day.
    Day(NaiveDate),
}

/// Years outside this range are mistakes of a server, not times of a resident's matter.
const PLAUSIBLE_YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

impl Moment {
    /// Reads the forms met in the wild: RFC 3339 (also with a space, without a colon in the offset, or without a
    /// zone) and a plain ISO 8601 date. `None` for anything else, for an empty text and for implausible years.
    pub fn parse(text: &str) -> Option<Self> {
        use chrono::Datelike;

        let text = text.trim();
        let moment = DateTime::parse_from_rfc3339(text)
            .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z"))
            .map(|t| Self::Instant(t.to_utc()))
            .ok()
            .or_else(|| {
                ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
                    .into_iter()
                    .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
                    .map(Self::Local)
            })
            .or_else(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(Self::Day))?;
        PLAUSIBLE_YEARS.contains(&moment.civil().date().year()).then_some(moment)
    }

    /// Milliseconds since 1970 for ordering. A wall-clock time and the start of a day are taken as UTC: what is off by
    /// some hours then is only the place among neighbours of the same day.
    pub fn sort_key(self) -> i64 {
        self.civil().and_utc().timestamp_millis()
    }

    /// Its day; of an instant the one in UTC, which in Finland is never a later one than people there have.
    pub fn day(self) -> NaiveDate {
        self.civil().date()
    }

    /// Its day in Finland, by whose days periods of its law run.
    pub fn day_in_finland(self) -> NaiveDate {
        match self {
            Self::Instant(instant) => instant.with_timezone(&Helsinki).date_naive(),
            Self::Local(_) | Self::Day(_) => self.day(),
        }
    }

    fn civil(self) -> NaiveDateTime {
        match self {
            Self::Instant(t) => t.naive_utc(),
            Self::Local(t) => t,
            Self::Day(day) => day.and_time(NaiveTime::MIN),
        }
    }
}

impl From<DateTime<Utc>> for Moment {
    fn from(instant: DateTime<Utc>) -> Self {
        Self::Instant(instant)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_day_of_a_time_is_never_later_than_the_one_in_finland() {
        for (text, day) in [
            ("2026-12-01", "2026-12-01"),
            ("2026-12-01T23:59:59+02:00", "2026-12-01"),
            // What ends as a day begins has the day before for its last one.
            ("2026-12-01T00:00:00+02:00", "2026-11-30"),
        ] {
            assert_eq!(Moment::parse(text).unwrap().day().to_string(), day, "{text}");
        }
    }

    #[test]
    fn a_day_in_finland_begins_two_or_three_hours_before_the_one_of_utc() {
        for (text, day) in [
            ("2026-11-02T21:59:59Z", "2026-11-02"),
            ("2026-11-02T22:00:00Z", "2026-11-03"),
            ("2026-07-02T20:59:59Z", "2026-07-02"),
            ("2026-07-02T21:00:00Z", "2026-07-03"),
            ("2026-11-02T23:59:59", "2026-11-02"),
            ("2026-11-02", "2026-11-02"),
        ] {
            assert_eq!(Moment::parse(text).unwrap().day_in_finland().to_string(), day, "{text}");
        }
    }

    #[test]
    fn every_form_met_in_the_wild_is_read() {
        let instant = |text: &str| Moment::Instant(text.parse().unwrap());
        for (text, wanted) in [
            ("2014-07-12T10:58:43-05:00", instant("2014-07-12T15:58:43Z")),
            ("2014-07-12T10:58:43-0500", instant("2014-07-12T15:58:43Z")),
            ("2026-11-17 09:12:00+02:00", instant("2026-11-17T07:12:00Z")),
            ("2026-11-17T09:12:00.123456Z", instant("2026-11-17T09:12:00.123456Z")),
            ("2026-11-17T09:12:00", Moment::Local("2026-11-17T09:12:00".parse().unwrap())),
            ("2026-11-17 09:12:00", Moment::Local("2026-11-17T09:12:00".parse().unwrap())),
            (" 2026-11-17 ", Moment::Day("2026-11-17".parse().unwrap())),
        ] {
            assert_eq!(Moment::parse(text), Some(wanted), "{text}");
        }
    }

    #[test]
    fn nonsense_is_no_time() {
        for text in [
            "",
            "soon",
            "0000-00-00T00:00:00.000000+00:00",
            "2026-02-30",
            "0001-01-01T00:00:00Z",
            "9999-12-31",
            "17.11.2026",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_stands_before_its_hours() {
        let day = Moment::parse("2026-11-17").unwrap();
        let hour = Moment::parse("2026-11-17T09:12:00Z").unwrap();
        assert!(day.sort_key() < hour.sort_key());
    }
}
