//! The days on which a period does not end: holy days, and the days that the law puts beside them.
//!
//! The law on the counting of statutory periods (Laki säädettyjen määräaikain laskemisesta) 150/1930 §5: where the last day
//! is a holy day, Independence Day, 1 May, Christmas Eve, Midsummer Eve or a Saturday, the act may be done on the first working
//! day after it. The holy days are those of the Evangelical Lutheran Church, as the acts on them have stood since 1991.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// Why a day is no working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RestDay {
    /// 1 January.
    NewYear,
    /// 6 January.
    Epiphany,
    /// The Friday before Easter.
    GoodFriday,
    /// Easter Sunday.
    Easter,
    /// The Monday after Easter.
    EasterMonday,
    /// 1 May (vapunpäivä).
    MayDay,
    /// The sixth Thursday after Easter.
    Ascension,
    /// The seventh Sunday after Easter.
    WhitSunday,
    /// The Friday before Midsummer Day.
    MidsummerEve,
    /// The Saturday of 20–26 June.
    MidsummerDay,
    /// The Saturday of 31 October – 6 November.
    AllSaints,
    /// 6 December.
    IndependenceDay,
    /// 24 December.
    ChristmasEve,
    /// 25 December.
    ChristmasDay,
    /// 26 December.
    BoxingDay,
    /// A Saturday that is nothing else.
    Saturday,
    /// A Sunday that is nothing else.
    Sunday,
}

impl RestDay {
    /// What a day is, if a period does not end on it.
    pub fn on(day: NaiveDate) -> Option<Self> {
        let named = Self::of_year(day.year()).into_iter().find(|(date, _)| *date == day).map(|(_, named)| named);
        named.or(match day.weekday() {
            Weekday::Sat => Some(Self::Saturday),
            Weekday::Sun => Some(Self::Sunday),
            _ => None,
        })
    }

    /// The named days of a year, in order.
    pub fn of_year(year: i32) -> Vec<(NaiveDate, Self)> {
        let fixed = |month, day, named| NaiveDate::from_ymd_opt(year, month, day).map(|date| (date, named));
        let after_easter = |days: i64, named| {
            easter(year)?.checked_add_signed(chrono::TimeDelta::days(days)).map(|date| (date, named))
        };
        let midsummer = first_saturday_from(year, 6, 20);
        let days = [
            fixed(1, 1, Self::NewYear),
            fixed(1, 6, Self::Epiphany),
            after_easter(-2, Self::GoodFriday),
            after_easter(0, Self::Easter),
            after_easter(1, Self::EasterMonday),
            fixed(5, 1, Self::MayDay),
            after_easter(39, Self::Ascension),
            after_easter(49, Self::WhitSunday),
            midsummer.and_then(|day| day.pred_opt()).map(|day| (day, Self::MidsummerEve)),
            midsummer.map(|day| (day, Self::MidsummerDay)),
            first_saturday_from(year, 10, 31).map(|day| (day, Self::AllSaints)),
            fixed(12, 6, Self::IndependenceDay),
            fixed(12, 24, Self::ChristmasEve),
            fixed(12, 25, Self::ChristmasDay),
            fixed(12, 26, Self::BoxingDay),
        ];
        let mut days: Vec<_> = days.into_iter().flatten().collect();
        // Ascension may fall on 1 May, and before it.
        days.sort();
        days
    }
}

/// Easter Sunday of a year of the Gregorian calendar, by the rule that J.-M. Oudin gave in 1940.
fn easter(year: i32) -> Option<NaiveDate> {
    let century = year / 100;
    let golden = year % 19;
    let correction = (century - 17) / 25;
    let moon = (century - century / 4 - (century - correction) / 3 + 19 * golden + 15) % 30;
    let moon = moon - (moon / 28) * (1 - (moon / 28) * (29 / (moon + 1)) * ((21 - golden) / 11));
    let weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7;
    let days = moon - weekday;
    let month = 3 + (days + 40) / 44;
    let day = days + 28 - 31 * (month / 4);
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

fn first_saturday_from(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, month, day)?;
    let ahead = (6 + 7 - first.weekday().num_days_from_sunday()) % 7;
    first.checked_add_days(Days::new(ahead.into()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn easter_is_where_the_almanac_has_it() {
        // The almanac of the University of Helsinki; the earliest and the latest one of these centuries among them.
        for date in [
            "2000-04-23",
            "2008-03-23",
            "2011-04-24",
            "2019-04-21",
            "2020-04-12",
            "2021-04-04",
            "2022-04-17",
            "2023-04-09",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2028-04-16",
            "2038-04-25",
        ] {
            let date = day(date);
            assert_eq!(easter(date.year()), Some(date));
        }
    }

    #[test]
    fn a_year_has_its_fifteen_named_days_in_order() {
        let year: Vec<_> = RestDay::of_year(2026).into_iter().map(|(date, named)| (date.to_string(), named)).collect();
        let wanted = [
            ("2026-01-01", RestDay::NewYear),
            ("2026-01-06", RestDay::Epiphany),
            ("2026-04-03", RestDay::GoodFriday),
            ("2026-04-05", RestDay::Easter),
            ("2026-04-06", RestDay::EasterMonday),
            ("2026-05-01", RestDay::MayDay),
            ("2026-05-14", RestDay::Ascension),
            ("2026-05-24", RestDay::WhitSunday),
            ("2026-06-19", RestDay::MidsummerEve),
            ("2026-06-20", RestDay::MidsummerDay),
            ("2026-10-31", RestDay::AllSaints),
            ("2026-12-06", RestDay::IndependenceDay),
            ("2026-12-24", RestDay::ChristmasEve),
            ("2026-12-25", RestDay::ChristmasDay),
            ("2026-12-26", RestDay::BoxingDay),
        ];
        assert_eq!(year, wanted.map(|(date, named)| (date.to_owned(), named)));
    }

    #[test]
    fn plain_days_are_told_from_rest() {
        assert_eq!(RestDay::on(day("2026-11-21")), Some(RestDay::Saturday));
        assert_eq!(RestDay::on(day("2026-11-22")), Some(RestDay::Sunday));
        assert_eq!(RestDay::on(day("2026-11-23")), None);
        // Neither is a day of rest by this law: New Year's Eve, and Maundy Thursday.
        assert_eq!(RestDay::on(day("2026-12-31")), None);
        assert_eq!(RestDay::on(day("2026-04-02")), None);
    }
}
