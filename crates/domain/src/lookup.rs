//! Lookups: that somebody looked at, received or changed a person's data.

use serde::{Deserialize, Serialize};

use crate::{
    data_use::LegalBasis,
    id::RemoteId,
    text::{Localized, ServerText},
    time::Moment,
};

/// An entry of an access log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lookup {
    /// Its id at the source.
    pub id: RemoteId,
    /// Whose data, as the source names them.
    pub party: RemoteId,
    /// When.
    pub at: Moment,
    /// What was done and why, in words.
    pub action: Localized,
    /// Who did it.
    pub receiver: Receiver,
    /// The system from which the data came.
    pub source_system: Option<ServerText>,
    /// The use it belongs to, where the source says.
    pub data_use: Option<RemoteId>,
    /// The purpose as a term.
    pub purpose: Option<String>,
    /// Why it is lawful, as the log has it.
    pub basis: Option<LegalBasis>,
    /// The consent it rests on.
    pub consent: Option<RemoteId>,
    /// Which data: ids of categories of the use, or of items of the consent.
    pub categories: Vec<String>,
    /// What was done with them.
    pub direction: Direction,
    /// Whether it was denied: then nothing was seen.
    pub denied: bool,
}

/// Who looked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receiver {
    /// By which the log tells it from others, such as a business id.
    pub code: String,
    /// Its name, where the log has one.
    pub name: Option<Localized>,
    /// The information system in which it was done.
    pub system: Option<ServerText>,
    /// The role of the person who did it.
    pub role: Option<Localized>,
}

/// What was done with the data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The log does not say.
    #[default]
    Unstated,
    /// They were looked at.
    Viewed,
    /// They were received from elsewhere.
    Received,
    /// They were handed on.
    Disclosed,
    /// They were changed.
    Changed,
    /// They were erased.
    Erased,
}

impl Direction {
    /// Every direction.
    pub const ALL: [Self; 6] =
        [Self::Unstated, Self::Viewed, Self::Received, Self::Disclosed, Self::Changed, Self::Erased];

    /// The stable name used in files and on the line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unstated => "unstated",
            Self::Viewed => "viewed",
            Self::Received => "received",
            Self::Disclosed => "disclosed",
            Self::Changed => "changed",
            Self::Erased => "erased",
        }
    }

    /// The direction of this stable name; of any other, none that is known.
    pub fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|direction| direction.name() == name).unwrap_or_default()
    }
}

/// How far back the lookups of a source are told, and what is not among them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessLog {
    /// Its id at the source.
    pub id: RemoteId,
    /// Whose data, as the source names them.
    pub party: RemoteId,
    /// Since when everything is told.
    pub since: Moment,
    /// Which systems write into it.
    pub systems: Vec<ServerText>,
    /// What is not in it, in the source's words.
    pub gaps: Option<Localized>,
}
