//! The last day on which a change in a decision can be sought, counted from how the resident was told of it.
//!
//! What the authority gives as the last day always decides, and this is not asked then. A day is counted only where the law
//! that governs the decision is known and there is a set of rules for its time; otherwise nothing is counted, and why is said.
//! All days are those of Finland; the caller turns instants into them.
//!
//! The period is counted in days: the day of service is not counted (150/1930 §2), and a period whose last day is a day of
//! rest ends on the next working day (§5). What is sought must have arrived by the end of the office hours of that day (§6).

mod calendar;
mod rules;
#[cfg(test)]
mod tests;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

pub use self::{
    calendar::RestDay,
    rules::{Provision, RuleSet},
};
use crate::decision::{AppealKind, NoticeMethod, Regime};

/// What is known of a decision whose last day is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The law that governs the appeal, if the source tells.
    pub regime: Option<Regime>,
    /// The kind of appeal.
    pub appeal: AppealKind,
    /// How notice was given.
    pub notice: NoticeMethod,
    /// The day in Finland on which it was sent, or its minutes were published.
    pub given_on: Option<NaiveDate>,
    /// The day in Finland on which the resident was served, as far as the authority states or has shown it.
    pub served_on: Option<NaiveDate>,
    /// The period as the authority gives it, in days.
    pub period_days: Option<u16>,
}

/// A last day, and how it was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counting {
    /// By which rules.
    pub rules: RuleSet,
    /// The steps, the first first. The day of each is not before the one of the step before it.
    pub steps: Vec<Step>,
    /// The last day. Never a day of rest.
    pub last_day: NaiveDate,
}

/// A step of the counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Step {
    /// Notice was given: sent, published.
    Given {
        /// How.
        notice: NoticeMethod,
        /// When.
        on: NaiveDate,
    },
    /// The resident was served, so many days after that.
    Presumed {
        /// When.
        on: NaiveDate,
        /// Days after the notice.
        days: u64,
        /// The law.
        by: Provision,
    },
    /// The resident was served, as the authority states it.
    Served {
        /// When.
        on: NaiveDate,
        /// The law, where it is the retrieval that serves.
        by: Option<Provision>,
    },
    /// The period runs from the day after that and would end.
    Period {
        /// When.
        to: NaiveDate,
        /// How long it is.
        days: u64,
        /// The law.
        by: Provision,
    },
    /// A day of rest on which the period does not end; it goes on to the next day (150/1930 §5).
    Rest {
        /// When.
        on: NaiveDate,
        /// What it is.
        day: RestDay,
    },
}

/// Why no last day is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotCounted {
    /// No change can be sought.
    NotAppealable,
    /// The source does not say which law governs the appeal, or it is a special act whose periods are its own.
    UnknownLaw,
    /// When the resident was told is not known.
    UnknownNotice,
    /// It waits to be received: the period has not begun.
    NotServed,
    /// There are no rules for the time of the notice.
    NoRules,
    /// The law knows no such appeal or no such notice.
    NotInLaw,
    /// The authority gives another period than the law does.
    PeriodsDiffer,
}

/// Counts the last day.
///
/// # Errors
/// When it cannot be known, with the reason.
pub fn count(question: &Question) -> Result<Counting, NotCounted> {
    let &Question { ref regime, appeal, notice, given_on, served_on, period_days } = question;
    if appeal == AppealKind::NotAppealable {
        return Err(NotCounted::NotAppealable);
    }
    let regime = regime.as_ref().filter(|regime| !matches!(regime, Regime::SpecialAct(_)));
    let regime = regime.ok_or(NotCounted::UnknownLaw)?;
    let dated = given_on.or(served_on).ok_or(match notice {
        NoticeMethod::Verified => NotCounted::NotServed,
        _ => NotCounted::UnknownNotice,
    })?;
    let rules = RuleSet::on(dated).ok_or(NotCounted::NoRules)?;
    let (to_service, service_law) = rules.days_to_service(regime, notice).ok_or(NotCounted::NotInLaw)?;
    let (period, period_law) = rules.period(regime, appeal).ok_or(NotCounted::NotInLaw)?;
    if period_days.is_some_and(|stated| u64::from(stated) != period) {
        return Err(NotCounted::PeriodsDiffer);
    }

    if served_on.zip(given_on).is_some_and(|(served, given)| served < given) {
        return Err(NotCounted::UnknownNotice);
    }
    let mut steps: Vec<Step> = given_on.map(|on| Step::Given { notice, on }).into_iter().collect();
    let is_retrieved = notice == NoticeMethod::Verified;
    let service = match (served_on, given_on) {
        (Some(on), _) => Step::Served { on, by: is_retrieved.then_some(service_law) },
        // Nothing but the retrieval serves.
        (None, Some(_)) if is_retrieved => return Err(NotCounted::NotServed),
        (None, Some(given)) => Step::Presumed { on: later(given, to_service)?, days: to_service, by: service_law },
        (None, None) => return Err(NotCounted::UnknownNotice),
    };
    steps.push(service);
    let mut last_day = later(service.day(), period)?;
    steps.push(Step::Period { to: last_day, days: period, by: period_law });
    while let Some(day) = RestDay::on(last_day) {
        steps.push(Step::Rest { on: last_day, day });
        last_day = later(last_day, 1)?;
    }
    Ok(Counting { rules, steps, last_day })
}

impl Step {
    /// The day to which it leads.
    pub const fn day(self) -> NaiveDate {
        match self {
            Self::Given { on: day, .. }
            | Self::Presumed { on: day, .. }
            | Self::Served { on: day, .. }
            | Self::Period { to: day, .. }
            | Self::Rest { on: day, .. } => day,
        }
    }
}

fn later(day: NaiveDate, days: u64) -> Result<NaiveDate, NotCounted> {
    day.checked_add_days(Days::new(days)).ok_or(NotCounted::UnknownNotice)
}
