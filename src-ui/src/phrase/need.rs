//! What an item asks of the resident, as a tag: words and a tone. The tone adds nothing that the words do not say.

use chrono::NaiveDate;
use domain::{case::CaseStatus, decision::AppealKind, need::Need, text::Language};
use protocol::view::HeadlineView;

use super::{day, status_word};

/// The weight of a tag. Red is for duties alone: an offer, however near its last day, never looks like one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A duty.
    Due,
    /// An appeal, which may be made until its last day.
    Wait,
    /// Nothing to do.
    Fine,
    /// Something to know, or to do if one likes.
    Info,
}

impl Tone {
    /// The class that colours it.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Due => "tag due",
            Self::Wait => "tag wait",
            Self::Fine => "tag fine",
            Self::Info => "tag info",
        }
    }
}

/// A tag of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its weight.
    pub tone: Tone,
    /// Its words.
    pub words: String,
}

/// The tag of an item in a list. What asks nothing says so while it is new; after that the list is calm.
pub fn tag(language: Language, today: NaiveDate, headline: &HeadlineView) -> Option<Tag> {
    match (headline.need, headline.status) {
        _ if headline.marks.settled => Some(Tag { tone: Tone::Fine, words: say!(language, "settled-tag") }),
        _ if headline.answered => Some(Tag { tone: Tone::Fine, words: say!(language, "answer-waiting") }),
        (Need::Nothing | Need::Unstated, Some(status)) => Some(status_tag(language, status)),
        (Need::Nothing, None) if !headline.is_new => None,
        (need, _) => ask(language, today, need),
    }
}

/// What a need asks, in words.
pub fn ask(language: Language, today: NaiveDate, need: Need) -> Option<Tag> {
    let on = |at| day(language, today, at);
    let (tone, words) = match need {
        Need::Unstated => return None,
        Need::Nothing => (Tone::Fine, say!(language, "need-nothing")),
        Need::Required { due: Some(due) } if due < today => (Tone::Due, say!(language, "need-late", day = on(due))),
        Need::Required { due: Some(due) } => (Tone::Due, say!(language, "need-by", day = on(due))),
        Need::Required { due: None } => (Tone::Due, say!(language, "need-answer")),
        Need::Appeal { last_day: Some(last), .. } | Need::Optional { last_day: Some(last) } if last < today => {
            return None;
        }
        Need::Appeal { appeal, last_day: Some(last) } => (Tone::Wait, appeal_by(language, appeal, on(last))?),
        Need::Appeal { appeal, last_day: None } => (Tone::Wait, appeal_some_day(language, appeal)?),
        Need::Receive { last_day } if last_day < today => return None,
        Need::Receive { last_day } => (Tone::Wait, say!(language, "need-receive-by", day = on(last_day))),
        Need::Optional { last_day: Some(last) } => (Tone::Info, say!(language, "need-optional-by", day = on(last))),
        Need::Optional { last_day: None } => (Tone::Info, say!(language, "need-optional")),
    };
    Some(Tag { tone, words })
}

fn appeal_by(language: Language, appeal: AppealKind, day: String) -> Option<String> {
    Some(match appeal {
        AppealKind::ReviewRequest => say!(language, "need-review-by", day = day),
        AppealKind::MunicipalAppeal => say!(language, "need-municipal-appeal-by", day = day),
        AppealKind::AdministrativeAppeal => say!(language, "need-administrative-appeal-by", day = day),
        AppealKind::NotAppealable => return None,
    })
}

fn appeal_some_day(language: Language, appeal: AppealKind) -> Option<String> {
    Some(match appeal {
        AppealKind::ReviewRequest => say!(language, "need-review"),
        AppealKind::MunicipalAppeal => say!(language, "need-municipal-appeal"),
        AppealKind::AdministrativeAppeal => say!(language, "need-administrative-appeal"),
        AppealKind::NotAppealable => return None,
    })
}

fn status_tag(language: Language, status: CaseStatus) -> Tag {
    let tone = match status {
        CaseStatus::Decided | CaseStatus::Closed | CaseStatus::Withdrawn => Tone::Fine,
        _ => Tone::Info,
    };
    Tag { tone, words: status_word(language, status) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn said(need: Need) -> Option<(Tone, String)> {
        ask(Language::Fi, on("2026-11-24"), need).map(|tag| (tag.tone, tag.words))
    }

    const APPEALS: [AppealKind; 3] =
        [AppealKind::ReviewRequest, AppealKind::MunicipalAppeal, AppealKind::AdministrativeAppeal];

    #[test]
    fn only_a_duty_is_red() {
        for day in [None, Some(on("2026-11-24")), Some(on("2026-11-25")), Some(on("2027-01-01"))] {
            assert_eq!(said(Need::Required { due: day }).unwrap().0, Tone::Due);
            assert_ne!(said(Need::Optional { last_day: day }).unwrap().0, Tone::Due);
            for appeal in APPEALS {
                assert_eq!(said(Need::Appeal { appeal, last_day: day }).unwrap().0, Tone::Wait);
            }
        }
    }

    #[test]
    fn an_appeal_is_amber_another_offer_blue_and_nothing_green() {
        let last_day = Some(on("2026-12-04"));
        assert_eq!(said(Need::Appeal { appeal: AppealKind::ReviewRequest, last_day }).unwrap().0, Tone::Wait);
        assert_eq!(said(Need::Optional { last_day }).unwrap().0, Tone::Info);
        assert_eq!(said(Need::Nothing).unwrap().0, Tone::Fine);
        assert_eq!(said(Need::Unstated), None);
    }

    #[test]
    fn an_appeal_is_called_by_its_name_and_an_impossible_one_by_none() {
        let by = |appeal| said(Need::Appeal { appeal, last_day: Some(on("2026-11-30")) }).map(|(_, words)| words);
        assert_eq!(by(AppealKind::ReviewRequest).as_deref(), Some("Oikaisuvaatimus viimeistään ma 30.11."));
        assert_eq!(by(AppealKind::MunicipalAppeal).as_deref(), Some("Kunnallisvalitus viimeistään ma 30.11."));
        assert_eq!(by(AppealKind::AdministrativeAppeal).as_deref(), Some("Hallintovalitus viimeistään ma 30.11."));
        assert_eq!(by(AppealKind::NotAppealable), None);
        for language in Language::ALL {
            let words: std::collections::BTreeSet<_> = APPEALS
                .into_iter()
                .flat_map(|appeal| [None, Some(on("2026-11-30"))].map(|last_day| Need::Appeal { appeal, last_day }))
                .map(|need| ask(language, on("2026-11-24"), need).unwrap().words)
                .collect();
            assert_eq!(words.len(), 6, "{words:?}");
        }
    }

    #[test]
    fn a_late_duty_says_when_it_was_due_and_a_past_offer_is_silent() {
        let past = Some(on("2026-11-17"));
        assert!(said(Need::Required { due: past }).unwrap().1.contains("ti 17.11."));
        assert_ne!(said(Need::Required { due: past }).unwrap().1, said(Need::Required { due: None }).unwrap().1);
        assert_eq!(said(Need::Optional { last_day: past }), None);
        assert_eq!(said(Need::Appeal { appeal: AppealKind::ReviewRequest, last_day: past }), None);
    }
}
