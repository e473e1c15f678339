//! Finnish working days: deadlines never end on another, and offices write on no other.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The first working day on or after this one.
pub fn next_working_day(day: NaiveDate) -> NaiveDate {
    day.iter_days().find(|day| is_working_day(*day)).unwrap_or(day)
}

/// The last working day on or before this one.
pub fn previous_working_day(day: NaiveDate) -> NaiveDate {
    std::iter::successors(Some(day), NaiveDate::pred_opt).find(|day| is_working_day(*day)).unwrap_or(day)
}

/// Whether a deadline may end on this day: no Saturday, Sunday, holy day, Independence Day, 1 May, Christmas Eve or
/// Midsummer Eve (Act 150/1930 §5).
pub fn is_working_day(day: NaiveDate) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    // Midsummer Eve is the Friday of 19–25 June; Midsummer Day and All Saints' Day are Saturdays.
    let midsummer_eve = day.weekday() == Weekday::Fri && day.month() == 6 && (19..=25).contains(&day.day());
    let fixed = matches!((day.month(), day.day()), (1, 1 | 6) | (5, 1) | (12, 6 | 24 | 25 | 26));
    let easter = easter_sunday(day.year());
    let movable = easter.is_some_and(|easter| {
        let good_friday = easter.checked_sub_days(Days::new(2));
        let easter_monday = easter.checked_add_days(Days::new(1));
        let ascension = easter.checked_add_days(Days::new(39));
        [good_friday, easter_monday, ascension].contains(&Some(day))
    });
    !(weekend || midsummer_eve || fixed || movable)
}

/// Easter Sunday of the Gregorian calendar, by the rule of Gauss as corrected by Meeus, Jones and Butcher.
fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let golden = year % 19;
    let (century, rest) = (year / 100, year % 100);
    let sun = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let moon = (32 + 2 * (century % 4) + 2 * (rest / 4) - sun - rest % 4) % 7;
    let correction = (golden + 11 * sun + 22 * moon) / 451;
    let days = sun + moon - 7 * correction + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(days / 31).ok()?, u32::try_from(days % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn holy_days_of_the_almanac_are_no_working_days() {
        for holy in [
            "2026-01-01",
            "2026-01-06",
            "2026-04-03",
            "2026-04-06",
            "2026-05-01",
            "2026-05-14",
            "2026-06-19",
            "2027-03-26",
            "2027-03-29",
            "2027-05-06",
            "2027-06-25",
            "2027-12-06",
            "2027-12-24",
            "2024-03-29",
        ] {
            assert!(!is_working_day(day(holy)), "{holy}");
        }
        for working in ["2026-04-02", "2026-04-07", "2026-06-18", "2026-12-23", "2026-12-28", "2028-02-29"] {
            assert!(is_working_day(day(working)), "{working}");
        }
    }

    #[test]
    fn the_next_working_day_after_good_friday_is_tuesday() {
        assert_eq!(next_working_day(day("2026-04-03")), day("2026-04-07"));
        assert_eq!(previous_working_day(day("2026-04-06")), day("2026-04-02"));
        assert_eq!(next_working_day(day("2026-04-02")), day("2026-04-02"));
    }
}
