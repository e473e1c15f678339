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
    let counted = appeal.counted.as_ref().and_then(|counted| counted.as_ref().ok()).map(|counted| counted.last_day);
    let Some(last) = appeal.last_day.or(counted) else { return vec![say!(language, "appeal-unknown-day")] };
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
