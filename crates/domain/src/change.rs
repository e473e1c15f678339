//! What a source says has changed since it was last asked.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    id::{RecordKind, RemoteId},
    record::Record,
    text::ServerText,
};

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A record is new or different. The same upsert twice is the same as once.
    Upsert(Box<Record>),
    /// A list tells of a record, but not all of it. What a detail has brought of it stays, and so does everything that
    /// belongs to it; see [`Case::outlined`](crate::case::Case::outlined).
    Outline(Box<Record>),
    /// A record is gone.
    Tombstone(Tombstone),
}

/// A record that is gone, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tombstone {
    /// What it was.
    pub kind: RecordKind,
    /// Its id.
    pub id: RemoteId,
    /// Why it is gone.
    pub reason: TombstoneReason,
    /// When it went.
    pub at: Option<DateTime<Utc>>,
}

/// Why a record is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TombstoneReason {
    /// The authority took it back.
    Withdrawn,
    /// Its retention period at the authority is over.
    RetentionEnded,
    /// It was sent to the wrong person.
    Misdirected,
    /// The resident may no longer see it.
    AccessEnded,
    /// The source gives no reason, or the record is absent from a source that has no tombstones.
    Unstated,
}

/// What the device does with its own copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aftermath {
    /// The copy stays, marked: the resident has a right to keep it.
    Keep,
    /// The copy goes; the resident is told that something was taken back and why.
    EraseAndTell,
    /// The copy goes without a word.
    Erase,
}

impl TombstoneReason {
    /// Every reason.
    pub const ALL: [Self; 5] =
        [Self::Withdrawn, Self::RetentionEnded, Self::Misdirected, Self::AccessEnded, Self::Unstated];

    /// The stable name used in files and on the line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::RetentionEnded => "retention_ended",
            Self::Misdirected => "misdirected",
            Self::AccessEnded => "access_ended",
            Self::Unstated => "unstated",
        }
    }

    /// The reason with this stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }

    /// What happens to the device's copy. A decision that was served survives its retention at the authority; what
    /// reached the wrong person is erased always.
    pub fn aftermath(self, kind: RecordKind, served: bool) -> Aftermath {
        match self {
            Self::RetentionEnded if kind == RecordKind::Decision && served => Aftermath::Keep,
            Self::Withdrawn | Self::Misdirected => Aftermath::EraseAndTell,
            Self::RetentionEnded | Self::AccessEnded | Self::Unstated => Aftermath::Erase,
        }
    }
}

/// A record the app could not take in. It is kept apart and shown with its reason; the rest of its page lands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quarantined {
    /// What it said it was.
    pub kind: Option<RecordKind>,
    /// Its id, if that could be read.
    pub id: Option<RemoteId>,
    /// What is wrong with it.
    pub reason: QuarantineReason,
    /// Where in it, in the parser's words, for the people who run the source. Never the record's content.
    pub detail: ServerText,
}

/// What is wrong with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuarantineReason {
    /// It is not in the form the API promises.
    Malformed,
    /// Its kind is not known to this version of the app.
    UnknownKind,
    /// It concerns somebody the source has not introduced.
    UnknownParty,
    /// It is larger than the app accepts.
    TooLarge,
}

impl QuarantineReason {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::Malformed, Self::UnknownKind, Self::UnknownParty, Self::TooLarge];

    /// The stable name used in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::UnknownKind => "unknown_kind",
            Self::UnknownParty => "unknown_party",
            Self::TooLarge => "too_large",
        }
    }

    /// The reason with this stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

/// One page of changes, in the order in which they happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What changed.
    pub changes: Vec<Change>,
    /// What could not be read.
    pub quarantined: Vec<Quarantined>,
    /// Where the next page begins. Opaque; belongs to the source.
    pub next: Cursor,
    /// Whether the source has more right now.
    pub more: bool,
}

/// A place in a source's feed, in the source's own words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(String);

impl Cursor {
    /// Takes the cursor as the source wrote it.
    pub fn new(cursor: impl Into<String>) -> Self {
        Self(cursor.into())
    }

    /// The cursor as the source wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_served_decision_outlives_its_retention_and_a_misdirected_one_does_not() {
        let decision = RecordKind::Decision;
        assert_eq!(TombstoneReason::RetentionEnded.aftermath(decision, true), Aftermath::Keep);
        assert_eq!(TombstoneReason::RetentionEnded.aftermath(decision, false), Aftermath::Erase);
        assert_eq!(TombstoneReason::Misdirected.aftermath(decision, true), Aftermath::EraseAndTell);
        assert_eq!(TombstoneReason::AccessEnded.aftermath(decision, true), Aftermath::Erase);
    }
}
