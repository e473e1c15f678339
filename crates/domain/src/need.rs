//! What an item asks of the resident.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::decision::AppealKind;

/// Whether something must be done and by when. A duty and an offer are told apart everywhere: only a duty may ever look
/// urgent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Need {
    /// The source says nothing about it.
    #[default]
    Unstated,
    /// Nothing to do, and the source says so.
    Nothing,
    /// The resident may seek a change in a decision.
    Appeal {
        /// In which way.
        appeal: AppealKind,
        /// The last day, if the authority gives one.
        last_day: Option<NaiveDate>,
    },
    /// A decision waits for the resident to receive it.
    Receive {
        /// The last day on which it can be.
        last_day: NaiveDate,
    },
    /// The resident may do something else: answer a survey, give a consent.
    Optional {
        /// The last day on which it counts, if there is one.
        last_day: Option<NaiveDate>,
    },
    /// Someone waits for the resident's answer.
    Required {
        /// The day by which it is due, if there is one.
        due: Option<NaiveDate>,
    },
}

impl Need {
    /// Whether the item belongs under *needs you* on this day. A duty stays there past its day; an offer ends with it.
    pub fn waits_on(self, today: NaiveDate) -> bool {
        match self {
            Self::Unstated | Self::Nothing => false,
            Self::Appeal { last_day, .. } | Self::Optional { last_day } => last_day.is_some_and(|day| day >= today),
            Self::Receive { last_day } => last_day >= today,
            Self::Required { .. } => true,
        }
    }

    /// The day to order by: the due day of a duty, the last day of an offer.
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Unstated | Self::Nothing => None,
            Self::Receive { last_day } => Some(last_day),
            Self::Appeal { last_day: day, .. } | Self::Optional { last_day: day } | Self::Required { due: day } => day,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_duty_waits_even_when_late_and_an_offer_ends_with_its_last_day() {
        let due = day("2026-12-04");
        let duty = Need::Required { due: Some(due) };
        let offer = Need::Optional { last_day: Some(due) };
        assert!(duty.waits_on(due) && duty.waits_on(day("2026-12-05")));
        assert!(offer.waits_on(due) && !offer.waits_on(day("2026-12-05")));
        let appeal = Need::Appeal { appeal: AppealKind::ReviewRequest, last_day: Some(due) };
        assert!(appeal.waits_on(due) && !appeal.waits_on(day("2026-12-05")));
        let receipt = Need::Receive { last_day: due };
        assert!(receipt.waits_on(due) && !receipt.waits_on(day("2026-12-05")));
        assert!(!Need::Optional { last_day: None }.waits_on(due));
        assert!(!Need::Nothing.waits_on(due) && !Need::Unstated.waits_on(due));
    }
}
