//! Identifiers, each its own type so that one cannot stand where another belongs.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes the id as it is written.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The id as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id! {
    /// One connected service of one public body, named by the app when it is connected.
    SourceId
}

id! {
    /// An id as its source spells it: opaque, unique within one source and one kind of record.
    RemoteId
}

id! {
    /// A person or organisation as this device knows them. Each has an encrypted vault of its own.
    PartyId
}

/// How one source names a party. Two sources' refs for the same person look unrelated on purpose (pairwise identifiers).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PartyRef {
    /// The source that uses this name.
    pub source: SourceId,
    /// The name it uses.
    pub key: RemoteId,
}

/// What kind of record an id belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// A person or organisation the resident may act for.
    Party,
    /// A right to act.
    Mandate,
    /// A right to act that the resident has given.
    GivenMandate,
    /// A request for a right to act.
    MandateRequest,
    /// Something that somebody did for the resident.
    Act,
    /// A matter with a status and a timeline.
    Case,
    /// A letter to or from an authority.
    Message,
    /// A decision about the party.
    Decision,
    /// Something to do.
    Task,
    /// A fault report.
    ServiceRequest,
    /// A use of the party's data.
    DataUse,
    /// A consent, a permission to disclose or a prohibition.
    Consent,
    /// That somebody looked at the party's data.
    Lookup,
    /// How far back lookups are told.
    AccessLog,
}

impl RecordKind {
    /// Every kind, in the order a page of changes is applied: people before what concerns them.
    pub const ALL: [Self; 14] = [
        Self::Party,
        Self::Mandate,
        Self::GivenMandate,
        Self::MandateRequest,
        Self::Act,
        Self::Case,
        Self::Message,
        Self::Decision,
        Self::Task,
        Self::ServiceRequest,
        Self::DataUse,
        Self::Consent,
        Self::Lookup,
        Self::AccessLog,
    ];

    /// Whether lists show it; people, rights to act, what was done by them, and who uses whose data are shown elsewhere.
    pub const fn is_item(self) -> bool {
        match self {
            Self::Case | Self::Message | Self::Decision | Self::Task | Self::ServiceRequest | Self::Consent => true,
            Self::Party
            | Self::Mandate
            | Self::GivenMandate
            | Self::MandateRequest
            | Self::Act
            | Self::DataUse
            | Self::Lookup
            | Self::AccessLog => false,
        }
    }

    /// Whether it tells who somebody is, or by what right one acts for another.
    pub const fn is_of_people(self) -> bool {
        matches!(self, Self::Party | Self::Mandate | Self::GivenMandate | Self::MandateRequest | Self::Act)
    }

    /// Whether it tells of a use of data.
    pub const fn is_of_data(self) -> bool {
        matches!(self, Self::DataUse | Self::Consent | Self::Lookup | Self::AccessLog)
    }

    /// The stable name used in files and on the line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Party => "party",
            Self::Mandate => "mandate",
            Self::GivenMandate => "given_mandate",
            Self::MandateRequest => "mandate_request",
            Self::Act => "acted",
            Self::Case => "case",
            Self::Message => "message",
            Self::Decision => "decision",
            Self::Task => "task",
            Self::ServiceRequest => "service_request",
            Self::DataUse => "data_use",
            Self::Consent => "consent",
            Self::Lookup => "lookup",
            Self::AccessLog => "access_log",
        }
    }

    /// The kind with this stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// One record, wherever it is kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RecordKey {
    /// The source it came from.
    pub source: SourceId,
    /// What it is.
    pub kind: RecordKind,
    /// Its id there.
    pub id: RemoteId,
}
