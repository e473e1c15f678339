//! Days and times as people say them: "tänään 9.12", "ti 17.11.", with the year when it is not this one.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use domain::text::Language;
use protocol::view::When;

/// When something came, for lists: the time of day only for today and yesterday.
pub fn when(language: Language, today: NaiveDate, when: &When) -> String {
    let time = when.time.map(|time| clock(language, time));
    match (days_between(today, when.date), time) {
        (0, Some(time)) => say!(language, "day-today-at", time = time),
        (-1, Some(time)) => say!(language, "day-yesterday-at", time = time),
        _ => day(language, today, when.date),
    }
}

/// A day, near ones by name: "huomenna", "ti 17.11.", "ti 17.11.2025".
pub fn day(language: Language, today: NaiveDate, day: NaiveDate) -> String {
    match days_between(today, day) {
        0 => return say!(language, "day-today"),
        1 => return say!(language, "day-tomorrow"),
        -1 => return say!(language, "day-yesterday"),
        _ => {}
    }
    let weekday = word(&say!(language, "calendar-weekdays-short"), weekday_index(day));
    let month = word(&say!(language, "calendar-months-short"), day.month0());
    let number = day.day().to_string();
    if day.year() == today.year() {
        say!(language, "date-short", weekday = weekday, day = number, month = month)
    } else {
        let year = day.year().to_string();
        say!(language, "date-short-year", weekday = weekday, day = number, month = month, year = year)
    }
}

/// A day in full, as it stands in running text: "perjantaina 4.12.2026".
pub fn day_full(language: Language, day: NaiveDate) -> String {
    let weekday = word(&say!(language, "calendar-weekdays"), weekday_index(day));
    let month = word(&say!(language, "calendar-months"), day.month0());
    let year = day.year().to_string();
    say!(language, "date-full", weekday = weekday, day = day.day().to_string(), month = month, year = year)
}

/// A day with its year, whichever it is: "pe 4.12.2026".
pub fn day_with_year(language: Language, day: NaiveDate) -> String {
    let weekday = word(&say!(language, "calendar-weekdays-short"), weekday_index(day));
    let month = word(&say!(language, "calendar-months-short"), day.month0());
    let (day, year) = (day.day().to_string(), day.year().to_string());
    say!(language, "date-short-year", weekday = weekday, day = day, month = month, year = year)
}

/// A day without its weekday, as a name: "4.12.2026".
pub fn day_plain(language: Language, day: NaiveDate) -> String {
    let month = word(&say!(language, "calendar-months"), day.month0());
    let (day, year) = (day.day().to_string(), day.year().to_string());
    say!(language, "count-date", day = day, month = month, year = year)
}

/// A day as it heads what is on it, near ones with their name: "Perjantai 4.12.2026, huomenna".
pub fn day_heading(language: Language, today: NaiveDate, on: NaiveDate) -> String {
    let weekday = word(&say!(language, "calendar-weekday-headings"), weekday_index(on));
    let month = word(&say!(language, "calendar-months"), on.month0());
    let (day, year) = (on.day().to_string(), on.year().to_string());
    let date = say!(language, "date-full", weekday = weekday, day = day, month = month, year = year);
    let near = [today, today.succ_opt().unwrap_or(today)].contains(&on);
    if near { format!("{date}, {}", self::day(language, today, on)) } else { date }
}

/// A time in full: "ti 17.11.2026 klo 9.12".
pub fn when_full(language: Language, when: &When) -> String {
    let date = day_with_year(language, when.date);
    match when.time {
        Some(time) => say!(language, "date-at", date = date, time = clock(language, time)),
        None => date,
    }
}

/// A time of day: "9.12".
pub fn clock(language: Language, time: NaiveTime) -> String {
    let minute = format!("{:02}", time.minute());
    say!(language, "time-of-day", hour = time.hour().to_string(), minute = minute)
}

/// The time at which an office closes: "16" on the hour, where the language says it so.
pub fn closing(language: Language, time: NaiveTime) -> String {
    if time.minute() == 0 {
        say!(language, "time-on-the-hour", hour = time.hour().to_string())
    } else {
        clock(language, time)
    }
}

/// The heading over a month's items, with the year when it is not this one: "Lokakuu 2025".
pub fn month(language: Language, today: NaiveDate, year: i32, month: u32) -> String {
    let name = word(&say!(language, "calendar-month-headings"), month.saturating_sub(1));
    if year == today.year() { name } else { say!(language, "month-year", month = name, year = year.to_string()) }
}

fn days_between(today: NaiveDate, day: NaiveDate) -> i64 {
    day.signed_duration_since(today).num_days()
}

fn weekday_index(day: NaiveDate) -> u32 {
    day.weekday().num_days_from_monday()
}

/// The word at `index` of a list written in one message of the catalogue, separated by spaces.
fn word(list: &str, index: u32) -> String {
    list.split_whitespace().nth(index as usize).unwrap_or_default().to_owned()
}

/// The text is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADay;

/// A day as people write it, or as machines do; nothing is no day.
pub fn parse_day(text: &str) -> Result<Option<NaiveDate>, NotADay> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let number = |part: Option<&str>| part?.trim().parse::<u16>().ok();
    let (mut parts, backwards) = if text.contains('.') { (text.split('.'), false) } else { (text.split('-'), true) };
    let (first, second, third) = (number(parts.next()), number(parts.next()), number(parts.next()));
    let (day, year) = if backwards { (third, first) } else { (first, third) };
    let whole = parts
        .next()
        .is_none()
        .then_some(())
        .and_then(|()| NaiveDate::from_ymd_opt(year?.into(), second?.into(), day?.into()));
    whole.map(Some).ok_or(NotADay)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(date: &str, time: Option<&str>) -> When {
        When { date: on(date), time: time.map(|time| time.parse().unwrap()), iso: date.to_owned() }
    }

    const TODAY: &str = "2026-11-24";

    #[test]
    fn today_and_yesterday_have_names_and_hours() {
        let say = |language, date, time| when(language, on(TODAY), &at(date, time));
        assert_eq!(say(Language::Fi, TODAY, Some("09:12:00")), "tänään 9.12");
        assert_eq!(say(Language::Fi, "2026-11-23", Some("15:40:00")), "eilen 15.40");
        assert_eq!(say(Language::Fi, TODAY, None), "tänään");
        assert_eq!(say(Language::Sv, TODAY, Some("09:12:00")), "i dag 9.12");
        assert_eq!(say(Language::Sv, "2026-11-23", Some("15:40:00")), "i går 15.40");
        assert_eq!(say(Language::En, TODAY, Some("09:12:00")), "today 9:12");
        assert_eq!(say(Language::En, "2026-11-23", None), "yesterday");
    }

    #[test]
    fn other_days_have_their_weekday_and_a_year_when_it_is_another() {
        let say = |language, date| day(language, on(TODAY), on(date));
        assert_eq!(say(Language::Fi, "2026-11-17"), "ti 17.11.");
        assert_eq!(say(Language::Fi, "2025-10-03"), "pe 3.10.2025");
        assert_eq!(say(Language::Fi, "2027-01-07"), "to 7.1.2027");
        assert_eq!(say(Language::Sv, "2026-11-17"), "tis 17.11");
        assert_eq!(say(Language::Sv, "2025-10-03"), "fre 3.10.2025");
        assert_eq!(say(Language::En, "2026-11-17"), "Tue 17 Nov");
        assert_eq!(say(Language::En, "2025-10-03"), "Fri 3 Oct 2025");
        assert_eq!(say(Language::Fi, "2026-11-25"), "huomenna");
        assert_eq!(say(Language::Sv, "2026-11-25"), "i morgon");
        assert_eq!(say(Language::En, "2026-11-25"), "tomorrow");
    }

    #[test]
    fn running_text_names_the_day_in_full() {
        assert_eq!(day_full(Language::Fi, on("2026-12-04")), "perjantaina 4.12.2026");
        assert_eq!(day_full(Language::Sv, on("2026-12-04")), "fredagen den 4 december 2026");
        assert_eq!(day_full(Language::En, on("2026-12-04")), "Friday 4 December 2026");
        let sent = at("2026-11-17", Some("09:05:00"));
        assert_eq!(when_full(Language::Fi, &sent), "ti 17.11.2026 klo 9.05");
        assert_eq!(when_full(Language::Sv, &sent), "tis 17.11.2026 kl. 9.05");
        assert_eq!(when_full(Language::En, &sent), "Tue 17 Nov 2026 at 9:05");
        assert_eq!(when_full(Language::Fi, &at("2026-11-17", None)), "ti 17.11.2026");
    }

    #[test]
    fn an_office_closes_on_the_hour() {
        let four: NaiveTime = "16:00:00".parse().unwrap();
        assert_eq!(closing(Language::Fi, four), "16");
        assert_eq!(closing(Language::Sv, four), "16");
        assert_eq!(closing(Language::En, four), "16:00");
        assert_eq!(closing(Language::Fi, "16:15:00".parse().unwrap()), "16.15");
        assert_eq!(clock(Language::Fi, four), "16.00");
    }

    #[test]
    fn months_are_headed_by_name() {
        assert_eq!(month(Language::Fi, on(TODAY), 2026, 11), "Marraskuu");
        assert_eq!(month(Language::Fi, on(TODAY), 2025, 10), "Lokakuu 2025");
        assert_eq!(month(Language::Sv, on(TODAY), 2025, 10), "Oktober 2025");
        assert_eq!(month(Language::En, on(TODAY), 2026, 1), "January");
    }

    #[test]
    fn a_day_is_read_as_people_write_it_and_nothing_is_no_day() {
        let day = NaiveDate::from_ymd_opt(2027, 1, 31);
        for text in ["31.1.2027", " 31.01.2027 ", "2027-01-31"] {
            assert_eq!(parse_day(text), Ok(day), "{text}");
        }
        assert_eq!(parse_day(" "), Ok(None));
        for text in ["31.2.2027", "tammikuussa", "31.1.", "1.2.3.4"] {
            assert_eq!(parse_day(text), Err(NotADay), "{text}");
        }
    }

    #[test]
    fn a_day_heads_what_is_on_it() {
        let heading = |language, day| day_heading(language, on("2026-11-24"), on(day));
        assert_eq!(heading(Language::Fi, "2026-12-04"), "Perjantai 4.12.2026");
        assert_eq!(heading(Language::Fi, "2026-11-25"), "Keskiviikko 25.11.2026, huomenna");
        assert_eq!(heading(Language::Sv, "2026-11-24"), "Tisdag den 24 november 2026, i dag");
        assert_eq!(heading(Language::En, "2026-12-04"), "Friday 4 December 2026");
    }
}
