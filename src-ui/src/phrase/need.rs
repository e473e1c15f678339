//! What an item asks of the resident, as a tag: words and a tone. The tone adds nothing that the words do not say.

use chrono::NaiveDate;
use domain::{case::CaseStatus, id::RecordKind, need::Need, text::Language};
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
        (Need::Nothing | Need::Unstated, Some(status)) => Some(status_tag(language, status)),
        (Need::Nothing, None) if !headline.is_new => None,
        (need, _) => ask(language, today, need, headline.item.kind),
    }
}

/// What a need asks, in words.
pub fn ask(language: Language, today: NaiveDate, need: Need, kind: RecordKind) -> Option<Tag> {
    let on = |at| day(language, today, at);
    let appeal = kind == RecordKind::Decision;
    let (tone, words) = match need {
        Need::Unstated => return None,
        Need::Nothing => (Tone::Fine, say!(language, "need-nothing")),
        Need::Required { due: Some(due) } if due < today => (Tone::Due, say!(language, "need-late", day = on(due))),
        Need::Required { due: Some(due) } => (Tone::Due, say!(language, "need-by", day = on(due))),
        Need::Required { due: None } => (Tone::Due, say!(language, "need-answer")),
        Need::Optional { last_day: Some(last) } if last < today => return None,
        Need::Optional { last_day: Some(last) } if appeal => {
            (Tone::Wait, say!(language, "need-appeal-by", day = on(last)))
        }
        Need::Optional { last_day: Some(last) } => (Tone::Info, say!(language, "need-optional-by", day = on(last))),
        Need::Optional { last_day: None } if appeal => (Tone::Wait, say!(language, "need-appeal")),
        Need::Optional { last_day: None } => (Tone::Info, say!(language, "need-optional")),
    };
    Some(Tag { tone, words })
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

    fn said(need: Need, kind: RecordKind) -> Option<(Tone, String)> {
        ask(Language::Fi, on("2026-11-24"), need, kind).map(|tag| (tag.tone, tag.words))
    }

    #[test]
    fn only_a_duty_is_red() {
        let kinds = RecordKind::ALL;
        let days = [None, Some(on("2026-11-24")), Some(on("2026-11-25")), Some(on("2027-01-01"))];
        for kind in kinds {
            for day in days {
                assert_eq!(said(Need::Required { due: day }, kind).unwrap().0, Tone::Due);
                assert_ne!(said(Need::Optional { last_day: day }, kind).unwrap().0, Tone::Due);
            }
        }
    }

    #[test]
    fn an_appeal_is_amber_another_offer_blue_and_nothing_green() {
        let last = Some(on("2026-12-04"));
        let offer = Need::Optional { last_day: last };
        assert_eq!(said(offer, RecordKind::Decision).unwrap().0, Tone::Wait);
        assert_eq!(said(offer, RecordKind::Message).unwrap().0, Tone::Info);
        assert_eq!(said(Need::Nothing, RecordKind::Message).unwrap().0, Tone::Fine);
        assert_eq!(said(Need::Unstated, RecordKind::Message), None);
    }

    #[test]
    fn a_late_duty_says_when_it_was_due_and_a_past_offer_is_silent() {
        let past = Some(on("2026-11-17"));
        assert!(said(Need::Required { due: past }, RecordKind::Task).unwrap().1.contains("ti 17.11."));
        assert_ne!(
            said(Need::Required { due: past }, RecordKind::Task).unwrap().1,
            said(Need::Required { due: None }, RecordKind::Task).unwrap().1
        );
        assert_eq!(said(Need::Optional { last_day: past }, RecordKind::Decision), None);
    }
}
