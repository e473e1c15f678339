//! Connected services: what they are, what they can do and how fresh they are.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The API a source speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// The open Resident API.
    Resident,
    /// Open311 GeoReport v2.
    Open311,
    /// Helsinki ATV.
    Atv,
    /// Altinn Dialogporten.
    Dialogporten,
    /// Estonia's Data Tracker.
    DataTracker,
    /// Helsinki Profile's GDPR API.
    HelsinkiProfile,
}

impl SourceKind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Resident, Self::Open311, Self::Atv, Self::Dialogporten, Self::DataTracker, Self::HelsinkiProfile];

    /// The stable name used in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Resident => "resident",
            Self::Open311 => "open311",
            Self::Atv => "atv",
            Self::Dialogporten => "dialogporten",
            Self::DataTracker => "data_tracker",
            Self::HelsinkiProfile => "helsinki_profile",
        }
    }

    /// The kind with this stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Why the latest attempt to reach a source brought nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SyncFailure {
    /// No connection: no network, no such host, refused, cut off.
    Unreachable,
    /// It did not answer in time.
    TimedOut,
    /// Its certificate or encryption is not in order.
    Insecure,
    /// It says that it is broken or too busy.
    Unavailable,
    /// It wants a new sign-in.
    SignInNeeded,
    /// The sign-in goes on, but it wants one that is stronger or more recent.
    StrongerSignInNeeded,
    /// It answered something that the app cannot read.
    Unintelligible,
    /// What came could not be stored on this device.
    NotStored,
}

impl SyncFailure {
    /// Every failure.
    pub const ALL: [Self; 8] = [
        Self::Unreachable,
        Self::TimedOut,
        Self::Insecure,
        Self::Unavailable,
        Self::SignInNeeded,
        Self::StrongerSignInNeeded,
        Self::Unintelligible,
        Self::NotStored,
    ];

    /// The stable name used in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::TimedOut => "timed_out",
            Self::Insecure => "insecure",
            Self::Unavailable => "unavailable",
            Self::SignInNeeded => "sign_in_needed",
            Self::StrongerSignInNeeded => "stronger_sign_in_needed",
            Self::Unintelligible => "unintelligible",
            Self::NotStored => "not_stored",
        }
    }

    /// The failure with this stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|failure| failure.name() == name)
    }
}

/// How fresh the device's copy of a source is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Freshness {
    /// When everything the source had was last on the device.
    pub complete_at: Option<DateTime<Utc>>,
    /// Why the latest attempt failed, if it did.
    pub failure: Option<SyncFailure>,
}
