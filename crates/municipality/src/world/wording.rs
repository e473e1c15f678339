//! The three languages: how each writes a day, and how the days in a text are filled in.
//!
//! A text names a day in braces: `{+13d}`, `{+18d workday weekday}`, `{last_day weekday}`. What stands first is an
//! offset, or a day the file has named; the words after it say how it is written ([`Form`]).

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::when::{self, When};

/// A language of the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Finnish.
    Fi,
    /// Swedish of Finland.
    Sv,
    /// British English.
    En,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 3] = [Self::Fi, Self::Sv, Self::En];

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Fi => "fi",
            Self::Sv => "sv",
            Self::En => "en",
        }
    }
}

/// How a day is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Form {
    /// `4.12.2026`, `den 4 december 2026`, `4 December 2026`.
    #[default]
    Date,
    /// With the weekday, as an answer to when: `perjantaina 4.12.2026`, `fredagen den 4 december 2026`,
    /// `Friday 4 December 2026`.
    Weekday,
    /// The weekday alone, as an answer to when: `perjantaina`, `på fredag`, `on Friday`.
    On,
    /// The weekday alone, as an answer to where to: `perjantaihin`, `till fredag`, `to Friday`.
    To,
    /// `marraskuussa 2026`, `i november 2026`, `in November 2026`.
    Month,
    /// `2026`.
    Year,
    /// `2026–2027`: the school year the day is in, from August to July.
    SchoolYear,
}

impl Form {
    fn named(word: &str) -> Option<Self> {
        match word {
            "weekday" => Some(Self::Weekday),
            "on" => Some(Self::On),
            "to" => Some(Self::To),
            "month" => Some(Self::Month),
            "year" => Some(Self::Year),
            "school_year" => Some(Self::SchoolYear),
            _ => None,
        }
    }
}

/// Days a content file has named.
pub type NamedDays = BTreeMap<String, NaiveDate>;

/// Fills in the days of a text. The error tells what is wrong.
pub fn fill(text: &str, language: Language, today: NaiveDate, named: &NamedDays) -> Result<String, String> {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (inside, after) = after.split_once('}').ok_or("has a brace that does not close")?;
        filled.push_str(before);
        filled.push_str(&placeholder(inside, language, today, named)?);
        rest = after;
    }
    filled.push_str(rest);
    if filled.contains('}') {
        return Err("has a brace that does not open".to_owned());
    }
    Ok(filled.trim().to_owned())
}

fn placeholder(inside: &str, language: Language, today: NaiveDate, named: &NamedDays) -> Result<String, String> {
    let mut words = inside.split_whitespace();
    let first = words.next().ok_or("has empty braces")?;
    let (mut expression, mut form) = (first.to_owned(), Form::default());
    for word in words {
        if when::is_snap(word) {
            expression.push(' ');
            expression.push_str(word);
        } else {
            form = Form::named(word).ok_or_else(|| format!("does not know '{word}' in braces"))?;
        }
    }
    let day = match named.get(first) {
        Some(day) => *day,
        None => When::parse(&expression, today)?.day,
    };
    Ok(write_day(day, form, language))
}

/// A day as this language writes it: `4.12.2026`, `den 4 december 2026`, `4 December 2026`.
pub fn date(day: NaiveDate, language: Language) -> String {
    write_day(day, Form::Date, language)
}

/// A day with its weekday, as an answer to when.
pub fn weekday_and_date(day: NaiveDate, language: Language) -> String {
    write_day(day, Form::Weekday, language)
}

fn write_day(day: NaiveDate, form: Form, language: Language) -> String {
    let (d, m, y) = (day.day(), day.month(), day.year());
    let names = weekday_names(day.weekday());
    let month = month_names(m);
    match (form, language) {
        (Form::Date, Language::Fi) => format!("{d}.{m}.{y}"),
        (Form::Date, Language::Sv) => format!("den {d} {} {y}", month.sv),
        (Form::Date, Language::En) => format!("{d} {} {y}", month.en),
        (Form::Weekday, Language::Fi) => format!("{}na {d}.{m}.{y}", names.fi),
        (Form::Weekday, Language::Sv) => format!("{}en den {d} {} {y}", names.sv, month.sv),
        (Form::Weekday, Language::En) => format!("{} {d} {} {y}", names.en, month.en),
        (Form::On, Language::Fi) => format!("{}na", names.fi),
        (Form::On, Language::Sv) => format!("på {}", names.sv),
        (Form::On, Language::En) => format!("on {}", names.en),
        (Form::To, Language::Fi) if day.weekday() == chrono::Weekday::Wed => "keskiviikkoon".to_owned(),
        (Form::To, Language::Fi) => format!("{}hin", names.fi),
        (Form::To, Language::Sv) => format!("till {}", names.sv),
        (Form::To, Language::En) => format!("to {}", names.en),
        (Form::Month, Language::Fi) => format!("{}kuussa {y}", month.fi),
        (Form::Month, Language::Sv) => format!("i {} {y}", month.sv),
        (Form::Month, Language::En) => format!("in {} {y}", month.en),
        (Form::Year, _) => y.to_string(),
        (Form::SchoolYear, _) => {
            let first = if m >= 8 { y } else { y - 1 };
            format!("{first}–{}", first + 1)
        }
    }
}

/// A name in the three languages.
struct Names {
    fi: &'static str,
    sv: &'static str,
    en: &'static str,
}

const fn weekday_names(weekday: chrono::Weekday) -> Names {
    use chrono::Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    let (fi, sv, en) = match weekday {
        Mon => ("maanantai", "måndag", "Monday"),
        Tue => ("tiistai", "tisdag", "Tuesday"),
        Wed => ("keskiviikko", "onsdag", "Wednesday"),
        Thu => ("torstai", "torsdag", "Thursday"),
        Fri => ("perjantai", "fredag", "Friday"),
        Sat => ("lauantai", "lördag", "Saturday"),
        Sun => ("sunnuntai", "söndag", "Sunday"),
    };
    Names { fi, sv, en }
}

/// The Finnish names lack their common ending *-kuu*.
const fn month_names(month: u32) -> Names {
    let (fi, sv, en) = match month {
        1 => ("tammi", "januari", "January"),
        2 => ("helmi", "februari", "February"),
        3 => ("maalis", "mars", "March"),
        4 => ("huhti", "april", "April"),
        5 => ("touko", "maj", "May"),
        6 => ("kesä", "juni", "June"),
        7 => ("heinä", "juli", "July"),
        8 => ("elo", "augusti", "August"),
        9 => ("syys", "september", "September"),
        10 => ("loka", "oktober", "October"),
        11 => ("marras", "november", "November"),
        _ => ("joulu", "december", "December"),
    };
    Names { fi, sv, en }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;

    fn in_all(text: &str) -> [String; 3] {
        let today = "2026-11-21".parse().unwrap();
        let named = NamedDays::from([("last_day".to_owned(), "2026-12-04".parse().unwrap())]);
        Language::ALL.map(|language| fill(text, language, today, &named).unwrap())
    }

    #[test]
    fn each_language_writes_a_day_in_its_own_way() {
        assert_eq!(in_all("{+13d}"), ["4.12.2026", "den 4 december 2026", "4 December 2026"]);
        assert_eq!(
            in_all("{last_day weekday}"),
            ["perjantaina 4.12.2026", "fredagen den 4 december 2026", "Friday 4 December 2026"]
        );
        assert_eq!(in_all("{+3d to}"), ["tiistaihin", "till tisdag", "to Tuesday"]);
        assert_eq!(in_all("{+4d to}")[0], "keskiviikkoon");
        assert_eq!(in_all("{+4d on}"), ["keskiviikkona", "på onsdag", "on Wednesday"]);
        assert_eq!(in_all("{+0d month}"), ["marraskuussa 2026", "i november 2026", "in November 2026"]);
        assert_eq!(in_all("HAI 1/{-1y year}")[0], "HAI 1/2025");
        assert_eq!(in_all("{-5m school_year}, {+0d school_year}")[0], "2025–2026, 2026–2027");
    }

    #[test]
    fn a_wrong_brace_is_an_error() {
        let today = "2026-11-21".parse().unwrap();
        for wrong in ["{+13d", "+13d}", "{}", "{tomorrow}", "{+13d loudly}"] {
            assert!(fill(wrong, Language::Fi, today, &NamedDays::new()).is_err(), "{wrong}");
        }
    }
}
