//! A matter: where it stands, what has happened in it, and who must act next.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    document::Document,
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
}

/// One thing that happened in a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEvent {
    /// When it happened.
    pub at: Moment,
    /// What happened.
    pub title: Localized,
    /// More about it.
    pub detail: Option<Localized>,
    /// Who did it.
    pub actor: Actor,
    /// The status the case got by it, if it got one.
    pub status: Option<Status>,
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
