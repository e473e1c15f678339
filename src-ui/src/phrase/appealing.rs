//! What is said to whoever seeks a change in a decision.

use chrono::NaiveDate;
use domain::{appeal, decision::AppealKind, text::Language};
use protocol::{
    letters::QuestionView,
    view::{AppealView, Text},
};

use super::{closing, day_full};

/// What it is called at the head of the page and of the letter.
pub fn appeal_title(language: Language, kind: AppealKind) -> String {
    match kind {
        AppealKind::ReviewRequest => say!(language, "appeal-title-review"),
        AppealKind::MunicipalAppeal | AppealKind::AdministrativeAppeal | AppealKind::NotAppealable => {
            say!(language, "appeal-title-appeal")
        }
    }
}

/// The way to it from the decision.
pub fn appeal_begin(language: Language, kind: AppealKind, sends: bool) -> String {
    match kind {
        _ if sends => say!(language, "appeal-begin"),
        AppealKind::ReviewRequest => say!(language, "appeal-begin-review-letter"),
        _ => say!(language, "appeal-begin-letter"),
    }
}

/// The questions with the interface's own words.
pub fn appeal_questions(language: Language, questions: Vec<QuestionView>) -> Vec<QuestionView> {
    let text = |value: String| Text { value, lang: None };
    let worded = |question: QuestionView| {
        let (label, hint) = match question.id.as_str() {
            appeal::OBJECTION => (say!(language, "appeal-objection"), Some(say!(language, "appeal-objection.hint"))),
            appeal::DEMAND => (say!(language, "appeal-demand"), Some(say!(language, "appeal-demand.hint"))),
            appeal::REASONS => (say!(language, "appeal-reasons"), Some(say!(language, "appeal-reasons.hint"))),
            appeal::NAME => (say!(language, "appeal-name"), None),
            appeal::ADDRESS => (say!(language, "appeal-postal"), None),
            appeal::MUNICIPALITY => (say!(language, "appeal-municipality"), None),
            appeal::PHONE => (say!(language, "appeal-phone"), None),
            appeal::EMAIL => (say!(language, "appeal-email"), None),
            _ => (say!(language, "appeal-files"), None),
        };
        QuestionView { label: text(label), hint: hint.map(text), ..question }
    };
    questions.into_iter().map(worded).collect()
}

/// Until when it must arrive, or that it is late and what then.
pub fn appeal_time(language: Language, appeal: &AppealView, today: NaiveDate, sends: bool) -> Vec<String> {
    let Some(last) = appeal.known_last_day() else { return vec![say!(language, "appeal-unknown-day")] };
    let time = appeal.office_closes_at.map(|at| closing(language, at));
    let day = || day_full(language, last);
    if last < today {
        let still = if sends { say!(language, "appeal-late-still") } else { say!(language, "appeal-late-letter") };
        return vec![say!(language, "appeal-late", day = day()), still];
    }
    let by = match (last == today, time) {
        (true, Some(time)) => say!(language, "appeal-today-before", time = time),
        (true, None) => say!(language, "appeal-today"),
        (false, Some(time)) => say!(language, "appeal-by-before", day = day(), time = time),
        (false, None) => say!(language, "appeal-by", day = day()),
    };
    let sure = (last == today && sends).then(|| say!(language, "appeal-today-else"));
    [by].into_iter().chain(sure).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn appeal(last_day: Option<&str>) -> AppealView {
        AppealView {
            kind: AppealKind::ReviewRequest,
            authority: None,
            address: None,
            period_days: Some(14),
            last_day: last_day.and_then(|day| day.parse().ok()),
            counted: None,
            office_closes_at: chrono::NaiveTime::from_hms_opt(16, 0, 0),
            who: None,
            contents: None,
            cost: None,
        }
    }

    fn said(last_day: Option<&str>, sends: bool) -> String {
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap_or_default();
        appeal_time(Language::Fi, &appeal(last_day), today, sends).join(" ")
    }

    #[test]
    fn before_the_last_day_it_says_when_it_must_arrive_and_no_more() {
        assert_eq!(said(Some("2026-11-30"), true), "Sen on oltava perillä maanantaina 30.11.2026 ennen klo 16.");
    }

    #[test]
    fn on_the_last_day_it_says_that_there_are_other_ways() {
        let warned = said(Some("2026-11-20"), true);
        assert!(warned.starts_with("Tänään on viimeinen päivä. Sen on oltava perillä ennen klo 16."), "{warned}");
        assert!(warned.ends_with("Jos yhteys ei toimi, toimita se muulla tavalla."), "{warned}");
    }

    #[test]
    fn after_it_it_says_that_it_is_late_and_can_be_sent_all_the_same() {
        let late = said(Some("2026-11-19"), true);
        assert!(late.starts_with("Määräaika päättyi torstaina 19.11.2026."), "{late}");
        assert!(late.contains("Voit silti lähettää sen."), "{late}");
        assert!(said(Some("2026-11-19"), false).contains("Voit silti toimittaa sen."));
    }

    #[test]
    fn without_a_day_none_is_guessed() {
        assert_eq!(said(None, true), "Katso viimeinen päivä viranomaisen ohjeesta.");
    }
}
