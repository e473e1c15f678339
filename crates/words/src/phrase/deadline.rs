//! How the last day of an appeal is counted, step by step.

use chrono::NaiveDate;
use domain::{
    deadline::{Counting, NotCounted, Provision, RestDay, Step},
    decision::NoticeMethod,
    text::Language,
};

use super::day::{day_full, day_plain, day_with_year};

/// The steps in order, a sentence or two each; the last one names the last day.
pub fn steps(language: Language, counting: &Counting) -> Vec<String> {
    let mut steps = Vec::new();
    let mut rested = false;
    let moves = counting.steps.iter().any(|step| matches!(step, Step::Rest { .. }));
    for step in &counting.steps {
        steps.push(match *step {
            Step::Given { notice, on } => given(language, notice, on),
            Step::Presumed { on, days, by } => {
                let law = law(language, by);
                say!(language, "count-presumed", days = days, day = day_full(language, on), law = law)
            }
            Step::Served { on, by: None } => say!(language, "count-served", day = day_full(language, on)),
            Step::Served { on, by: Some(by) } => {
                say!(language, "count-retrieved", day = day_full(language, on), law = law(language, by))
            }
            Step::Period { to, days, by } => {
                let counting = law(language, Provision::StatutoryPeriods2);
                let period = say!(language, "count-period", days = days, law = law(language, by), counting = counting);
                format!("{period} {}", ends(language, to, moves))
            }
            Step::Rest { on, day } => {
                let (date, what) = (capital(&day_plain(language, on)), rest(language, day));
                if std::mem::replace(&mut rested, true) {
                    say!(language, "count-rest-too", date = day_plain(language, on), what = what)
                } else {
                    let law = law(language, Provision::StatutoryPeriods5);
                    say!(language, "count-rest", date = date, what = what, law = law)
                }
            }
        });
    }
    let last = say!(language, "count-last", day = day_with_year(language, counting.last_day));
    steps.push(format!("{last} {}", say!(language, "count-arrive")));
    steps
}

/// By which rules, and that the authority's instruction decides.
pub fn checked(language: Language, counting: &Counting) -> Option<String> {
    let day = counting.rules.checked_on()?;
    Some(say!(language, "count-checked", day = day_full(language, day)))
}

/// Why no day is counted. `None` where there is nothing to count.
pub fn not_counted(language: Language, why: NotCounted) -> Option<String> {
    Some(match why {
        NotCounted::NotAppealable => return None,
        NotCounted::UnknownLaw => say!(language, "count-not-law"),
        NotCounted::UnknownNotice => say!(language, "count-not-notice"),
        NotCounted::NotServed => say!(language, "count-not-served"),
        NotCounted::NoRules => say!(language, "count-not-rules"),
        NotCounted::NotInLaw => say!(language, "count-not-in-law"),
        NotCounted::PeriodsDiffer => say!(language, "count-not-alike"),
    })
}

fn given(language: Language, notice: NoticeMethod, on: NaiveDate) -> String {
    let day = day_full(language, on);
    match notice {
        NoticeMethod::Electronic => say!(language, "count-given-electronic", day = day),
        NoticeMethod::Verified => say!(language, "count-given-verified", day = day),
        NoticeMethod::Letter => say!(language, "count-given-letter", day = day),
        NoticeMethod::Minutes => say!(language, "count-given-minutes", day = day),
    }
}

fn ends(language: Language, day: NaiveDate, moves: bool) -> String {
    let day = day_full(language, day);
    if moves { say!(language, "count-would-end", day = day) } else { say!(language, "count-ends", day = day) }
}

fn law(language: Language, provision: Provision) -> String {
    match provision.place() {
        (act, Some(section)) => say!(language, "count-law", act = act, section = section),
        (act, None) => say!(language, "count-law-whole", act = act),
    }
}

/// As a sentence begins.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn rest(language: Language, day: RestDay) -> String {
    match day {
        RestDay::NewYear => say!(language, "rest-new-year"),
        RestDay::Epiphany => say!(language, "rest-epiphany"),
        RestDay::GoodFriday => say!(language, "rest-good-friday"),
        RestDay::Easter => say!(language, "rest-easter"),
        RestDay::EasterMonday => say!(language, "rest-easter-monday"),
        RestDay::MayDay => say!(language, "rest-may-day"),
        RestDay::Ascension => say!(language, "rest-ascension"),
        RestDay::WhitSunday => say!(language, "rest-whit-sunday"),
        RestDay::MidsummerEve => say!(language, "rest-midsummer-eve"),
        RestDay::MidsummerDay => say!(language, "rest-midsummer-day"),
        RestDay::AllSaints => say!(language, "rest-all-saints"),
        RestDay::IndependenceDay => say!(language, "rest-independence"),
        RestDay::ChristmasEve => say!(language, "rest-christmas-eve"),
        RestDay::ChristmasDay => say!(language, "rest-christmas-day"),
        RestDay::BoxingDay => say!(language, "rest-boxing-day"),
        RestDay::Saturday => say!(language, "rest-saturday"),
        RestDay::Sunday => say!(language, "rest-sunday"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use domain::{
        deadline::{Question, count},
        decision::{AppealKind, Regime},
    };

    use super::*;

    #[test]
    fn the_counting_is_told_step_by_step() {
        let question = Question {
            regime: Some(Regime::AdministrativeProcedureAct),
            appeal: AppealKind::ReviewRequest,
            notice: NoticeMethod::Electronic,
            given_on: Some("2026-11-03".parse().unwrap()),
            served_on: None,
            period_days: None,
        };
        let counting = count(&question).unwrap();
        assert_eq!(
            steps(Language::Fi, &counting),
            [
                "Päätös lähetettiin sähköisesti tiistaina 3.11.2026.",
                "3 päivän kuluttua siitä eli perjantaina 6.11.2026 katsotaan, että sait päätöksen tiedoksi (laki 13/2003, 19 §).",
                "Siitä on aikaa 30 päivää (laki 434/2003, 49 c §). Tiedoksisaannin päivää ei lasketa (laki 150/1930, 2 §). \
                 Aika päättyisi sunnuntaina 6.12.2026.",
                "6.12.2026 on itsenäisyyspäivä. Aika jatkuu silloin seuraavaan arkipäivään (laki 150/1930, 5 §).",
                "Viimeinen päivä on ma 7.12.2026. Vaatimuksen on oltava perillä ennen kuin viranomainen sulkee.",
            ]
        );
        let swedish = steps(Language::Sv, &counting);
        assert_eq!(
            swedish.get(3).map(String::as_str),
            Some(
                "Den 6 december 2026 är självständighetsdagen. Då fortsätter tiden till följande vardag (lag 150/1930, 5 §)."
            )
        );
        let checked = checked(Language::En, &counting).unwrap();
        assert_eq!(
            checked,
            "The rules were last checked on Wednesday 25 February 2026. The authority’s instruction decides."
        );
    }
}
