//! A matter: where it stands, what has happened in it, and who must act next.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    document::Document,
    form::Form,
    id::RemoteId,
    text::{BodyFormat, Localized},
    time::Moment,
};

/// Where a case stands. One closed list for every source; the authority's own words stay beside it in [`Status`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseStatus {
    /// Begun by the resident, not sent.
    Draft,
    /// Sent by the resident, not yet received.
    Sent,
    /// Received by the authority.
    Received,
    /// Being handled by the authority.
    InProgress,
    /// Waits for the resident.
    NeedsYou,
    /// Waits for a third party.
    Waiting,
    /// Decided.
    Decided,
    /// Ended.
    Closed,
    /// Taken back.
    Withdrawn,
    /// The source's word for it is not known to the app.
    #[default]
    Unknown,
}

/// Who must act for the case to move. The interface always says this beside the status, because bare status words are
/// misread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NextActor {
    /// The resident.
    Resident,
    /// The authority.
    Authority,
    /// Somebody else.
    ThirdParty,
    /// Nobody: the case has ended.
    Nobody,
    /// The source does not say.
    Unknown,
}

impl CaseStatus {
    /// Who must act next while a case has this status.
    pub const fn next_actor(self) -> NextActor {
        match self {
            Self::Draft | Self::NeedsYou => NextActor::Resident,
            Self::Sent | Self::Received | Self::InProgress => NextActor::Authority,
            Self::Waiting => NextActor::ThirdParty,
            Self::Decided | Self::Closed | Self::Withdrawn => NextActor::Nobody,
            Self::Unknown => NextActor::Unknown,
        }
    }
}

/// A status with the authority's own words for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// The app's reading of it.
    pub code: CaseStatus,
    /// The authority's wording, kept as it came.
    pub wording: Option<Localized>,
}

/// One matter with a status and a timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Its id at the source.
    pub id: RemoteId,
    /// Whose matter it is, as the source names them.
    pub party: RemoteId,
    /// What kind of matter it is, in the source's own terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<String>,
    /// What it is about.
    pub title: Localized,
    /// The matter in a sentence or two.
    pub summary: Option<Localized>,
    /// How the summary is written.
    #[serde(default)]
    pub summary_format: BodyFormat,
    /// Where it stands.
    pub status: Status,
    /// Register number (diaarinumero) by which the authority finds it.
    pub register_number: Option<String>,
    /// Department that handles it.
    pub unit: Option<Localized>,
    /// When it began.
    pub opened_at: Option<Moment>,
    /// When it last changed.
    pub updated_at: Moment,
    /// What happens next, in the authority's words.
    pub next_step: Option<Localized>,
    /// The day by which the authority expects to have handled it.
    pub expected_by: Option<NaiveDate>,
    /// The day by which the resident's answer is due, when the case itself asks for one.
    pub due: Option<NaiveDate>,
    /// What has happened, oldest first.
    pub timeline: Vec<TimelineEvent>,
    /// Files of the case.
    pub documents: Vec<Document>,
    /// When the source will delete it.
    pub retained_until: Option<Moment>,
    /// From when on nobody may change it at its source; of a draft, until when the resident can finish it there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locked_after: Option<Moment>,
    /// More than the summary says, where a source keeps the two apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub additional: Option<Written>,
    /// How far it has come, in per cent, by the authority's own estimate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<u8>,
    /// Where the resident has put it, at a source that keeps such places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filing: Option<Filing>,
    /// How much of it is on the device.
    #[serde(default, skip_serializing_if = "Coverage::is_usual")]
    pub coverage: Coverage,
    /// Whether the resident can withdraw it, where the source says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawal: Option<Withdrawal>,
    /// What the source asks of how it went, of a case that has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<Form>,
    /// The decision whose review was requested, where this case is that request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviews: Option<RemoteId>,
}

/// Whether a case can be withdrawn, in the authority's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Withdrawal {
    /// It can, and this is what that means.
    Offered(Option<Localized>),
    /// It cannot, for this reason.
    NotOffered(Option<Localized>),
}

/// A text with the way it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The text.
    pub text: Localized,
    /// How it is written.
    pub format: BodyFormat,
}

/// A place where the resident keeps a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Folder {
    /// Among what is current.
    #[default]
    Inbox,
    /// Put away.
    Archive,
    /// Thrown away.
    Bin,
}

/// Where a case has been put at its source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// The place.
    pub folder: Folder,
    /// By what the source tells whether it was moved meanwhile.
    pub revision: Option<String>,
}

/// How much of a case the device has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Depth {
    /// All that the source tells.
    #[default]
    Whole,
    /// What the source's list tells. The rest comes when the resident opens it, for fetching it is reading it.
    Listed,
    /// All of it, as it was before the version that the list tells of.
    Outgrown,
}

/// How much of a case the device has, of which version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// How much.
    pub depth: Depth,
    /// When anything of it last changed, where the source tells that apart from [`Case::updated_at`].
    pub revised_at: Option<Moment>,
    /// Whether the resident has seen this version of it, here or elsewhere, where the source tells.
    pub seen: Option<bool>,
}

impl Coverage {
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

impl Case {
    /// This case, which a list tells in part, with what else is known of it: `before` is on the device.
    ///
    /// The list's word counts for what lists tell; what only a detail tells stays from the detail that brought it. It is
    /// [`Depth::Outgrown`] from when the list tells of a later version until a detail comes.
    #[must_use]
    pub fn outlined(mut self, before: &Self) -> Self {
        self.coverage.depth = Depth::Listed;
        if self.coverage.revised_at.is_none() {
            // It has no time of its own, so it has not moved.
            self.updated_at = before.updated_at;
        }
        if before.coverage.depth == Depth::Listed {
            return self;
        }
        let (told, had) = (self.coverage.revised_at, before.coverage.revised_at);
        let key = |moment: Option<Moment>| moment.map(Moment::sort_key);
        if told.is_some() && key(told) < key(had) && before.coverage.depth == Depth::Whole {
            // A page that was on its way when the detail came.
            return before.clone();
        }
        let same = before.coverage.depth == Depth::Whole
            && (told.is_none() || told == had)
            && self.status.code == before.status.code;
        self.coverage.depth = if same { Depth::Whole } else { Depth::Outgrown };
        self.timeline = with_latest(&before.timeline, self.timeline);
        self.documents.clone_from(&before.documents);
        self.additional.clone_from(&before.additional);
        self.retained_until = self.retained_until.or(before.retained_until);
        self
    }
}

/// The earlier events, and of the later ones those that they do not have.
fn with_latest(before: &[TimelineEvent], later: Vec<TimelineEvent>) -> Vec<TimelineEvent> {
    let mut events = before.to_vec();
    let is_known =
        |event: &TimelineEvent| before.iter().any(|known| (known.at, &known.title) == (event.at, &event.title));
    events.extend(later.into_iter().filter(|event| !is_known(event)));
    events.sort_by_key(|event| event.at.sort_key());
    events
}

/// One thing that happened in a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEvent {
    /// When it happened.
    pub at: Moment,
    /// What happened, in the source's words, or in English where it has only a code.
    pub title: Localized,
    /// What happened, where the source says it by a code that the app has words for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happening: Option<Happening>,
    /// More about it.
    pub detail: Option<Localized>,
    /// Who did it.
    pub actor: Actor,
    /// The status the case got by it, if it got one.
    pub status: Option<Status>,
}

/// What may happen in a case, as sources with codes for it tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    /// The case began.
    Created,
    /// The case was closed.
    Closed,
    /// The case was removed.
    Removed,
    /// The case was brought back.
    Restored,
    /// The case was opened.
    Opened,
    /// A letter in it was opened.
    LetterOpened,
    /// A letter in it was confirmed to have been received.
    LetterConfirmed,
    /// The resident was sent to pay.
    SentToPayment,
    /// A payment was made.
    PaymentMade,
    /// The resident was sent to sign.
    SentToSigning,
    /// A signature was given.
    Signed,
    /// The resident was sent to fill in a form.
    SentToForm,
    /// The resident was sent to send something in.
    SentToSendIn,
    /// A form was saved.
    FormSaved,
    /// A form was sent.
    FormSubmitted,
}

/// Who did something in a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The resident or somebody acting for them.
    Resident,
    /// The authority.
    Authority,
    /// Somebody else.
    ThirdParty,
    /// The source does not say.
    #[default]
    Unknown,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn case(revised_at: &str, depth: Depth) -> Case {
        let revised_at = Moment::parse(revised_at);
        Case {
            id: RemoteId::new("rakennuslupa"),
            party: RemoteId::new("aino"),
            matter: None,
            title: Localized::one("fi", "Rakennuslupa"),
            summary: None,
            summary_format: BodyFormat::Plain,
            status: Status { code: CaseStatus::InProgress, wording: None },
            register_number: None,
            unit: None,
            opened_at: None,
            updated_at: revised_at.unwrap_or(Moment::Day("2026-11-01".parse().unwrap())),
            next_step: None,
            expected_by: None,
            due: None,
            timeline: Vec::new(),
            documents: Vec::new(),
            retained_until: None,
            locked_after: None,
            additional: None,
            progress: None,
            filing: None,
            coverage: Coverage { depth, revised_at, seen: None },
            withdrawal: None,
            feedback: None,
            reviews: None,
        }
    }

    fn event(at: &str) -> TimelineEvent {
        TimelineEvent {
            at: Moment::parse(at).unwrap(),
            title: Localized::one("fi", "Tapahtui"),
            happening: None,
            detail: None,
            actor: Actor::Authority,
            status: None,
        }
    }

    fn detail(revised_at: &str) -> Case {
        let text = Localized::one("fi", "Ohje");
        Case {
            timeline: vec![event("2026-11-01T08:00:00Z"), event("2026-11-02T08:00:00Z")],
            additional: Some(Written { text, format: BodyFormat::Markdown }),
            ..case(revised_at, Depth::Whole)
        }
    }

    #[test]
    fn a_list_that_tells_nothing_new_takes_nothing_away() {
        let detail = detail("2026-11-02T08:00:00Z");
        let mut listed = case("2026-11-02T08:00:00Z", Depth::Listed);
        listed.timeline = vec![event("2026-11-02T08:00:00Z")];
        assert_eq!(listed.outlined(&detail), detail);
    }

    #[test]
    fn what_a_list_tells_of_later_outgrows_the_detail_until_another_comes() {
        let detail = detail("2026-11-02T08:00:00Z");
        let mut listed = case("2026-11-05T08:00:00Z", Depth::Listed);
        listed.status.code = CaseStatus::NeedsYou;
        listed.timeline = vec![event("2026-11-05T08:00:00Z")];
        let told = listed.clone().outlined(&detail);
        assert_eq!((told.coverage.depth, told.status.code), (Depth::Outgrown, CaseStatus::NeedsYou));
        assert_eq!(told.timeline.len(), 3, "what has happened stays known");
        assert_eq!(told.additional, detail.additional);
        assert_eq!(listed.outlined(&told), told, "the same list again changes nothing");
    }

    #[test]
    fn a_page_that_was_on_its_way_does_not_set_a_detail_back() {
        let detail = detail("2026-11-05T08:00:00Z");
        assert_eq!(case("2026-11-02T08:00:00Z", Depth::Listed).outlined(&detail), detail);
    }

    #[test]
    fn another_status_at_the_same_time_is_news_too() {
        let detail = detail("2026-11-02T08:00:00Z");
        let mut listed = case("2026-11-02T08:00:00Z", Depth::Listed);
        listed.status.code = CaseStatus::Closed;
        assert_eq!(listed.outlined(&detail).coverage.depth, Depth::Outgrown);
    }

    #[test]
    fn a_case_without_a_time_of_its_own_does_not_move() {
        let before = case("", Depth::Listed);
        let mut again = before.clone();
        again.updated_at = Moment::Day("2026-11-20".parse().unwrap());
        assert_eq!(again.outlined(&before), before);
    }
}
