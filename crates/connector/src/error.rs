//! What can go wrong between the app and a source.

use std::time::Duration;

use domain::{outgoing::Refusal, source::SyncFailure};

use crate::sign_in::Demanded;

/// Why a source did not give what was asked. Never contains a token, an address with parameters, or anything a record
/// said.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConnectorError {
    /// No network, no such host, or refused: nothing was asked. Try again when there is a network.
    #[error("the server cannot be reached")]
    Unreachable,
    /// Cut off in the middle: whether the question arrived is not known. Try again when there is a network.
    #[error("the connection to the server was cut")]
    CutOff,
    /// It did not answer in time. Try again later.
    #[error("the server did not answer in time")]
    TimedOut,
    /// Its certificate or encryption is not in order, or its address is not `https`. Do not go on.
    #[error("the connection to the server is not secure")]
    Insecure,
    /// It sent the app to another origin, or in circles. The token did not go there.
    #[error("the server redirects out of its own address")]
    RedirectedAway,
    /// It says that it is broken or too busy (429 and 5xx). Try again, not before `retry_after`.
    #[error("the server is not available (status {status})")]
    Unavailable {
        /// HTTP status.
        status: u16,
        /// How long it asks to be left alone, at most a day.
        retry_after: Option<Duration>,
    },
    /// It does not know the token (any more). The resident signs in again.
    #[error("the server wants a new sign-in")]
    SignInNeeded,
    /// It knows the token, but demands that the resident was authenticated more strongly or more recently. The sign-in goes on;
    /// for this the resident signs in once more.
    #[error("the server wants a stronger or more recent sign-in")]
    StrongerSignInNeeded(Demanded),
    /// What was to be changed is no longer as it was known. Nothing was done; read it again.
    #[error("it has been changed meanwhile")]
    ChangedMeanwhile,
    /// It understands the question and says no (other 4xx).
    #[error("the server refuses (status {status})")]
    Refused {
        /// HTTP status.
        status: u16,
    },
    /// The place in the feed is too old. Pull again without a cursor.
    #[error("the feed must be read from its beginning")]
    CursorExpired,
    /// What was asked for is not there, or not there any more.
    #[error("the server does not have it")]
    NotFound,
    /// The answer is larger than the app accepts.
    #[error("the answer is larger than the app accepts")]
    TooLarge,
    /// The bytes are not those that the record described. They are thrown away.
    #[error("the document is not the one that was described")]
    Altered,
    /// The answer is not in the form the API promises.
    #[error("the answer cannot be read: {detail}")]
    Unintelligible {
        /// What is wrong with it, in this crate's words.
        detail: String,
    },
}

impl ConnectorError {
    /// How the source's page tells it.
    pub const fn sync_failure(&self) -> SyncFailure {
        match self {
            Self::Unreachable | Self::CutOff => SyncFailure::Unreachable,
            Self::TimedOut => SyncFailure::TimedOut,
            Self::Insecure => SyncFailure::Insecure,
            Self::SignInNeeded => SyncFailure::SignInNeeded,
            Self::StrongerSignInNeeded(_) => SyncFailure::StrongerSignInNeeded,
            Self::Unavailable { .. } | Self::Refused { .. } | Self::NotFound => SyncFailure::Unavailable,
            Self::RedirectedAway
            | Self::ChangedMeanwhile
            | Self::CursorExpired
            | Self::TooLarge
            | Self::Altered
            | Self::Unintelligible { .. } => SyncFailure::Unintelligible,
        }
    }

    /// Whether the server may have taken in what was sent all the same: nobody heard otherwise.
    pub const fn may_have_arrived(&self) -> bool {
        match self {
            Self::CutOff | Self::TimedOut | Self::TooLarge | Self::Altered | Self::Unintelligible { .. } => true,
            // What answers so has, as a rule, done nothing; 500 and 504 may come after the deed.
            Self::Unavailable { status, .. } => !matches!(status, 429 | 503),
            Self::Unreachable
            | Self::Insecure
            | Self::RedirectedAway
            | Self::SignInNeeded
            | Self::StrongerSignInNeeded(_)
            | Self::ChangedMeanwhile
            | Self::Refused { .. }
            | Self::CursorExpired
            | Self::NotFound => false,
        }
    }

    pub(crate) fn unintelligible(detail: impl Into<String>) -> Self {
        Self::Unintelligible { detail: detail.into() }
    }
}

impl From<Unreadable> for ConnectorError {
    fn from(unreadable: Unreadable) -> Self {
        Self::Unintelligible { detail: unreadable.detail }
    }
}

/// Why a letter is not known to have been received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LetterError {
    /// The server does not take it.
    Refused(Refusal),
    /// It gave no such answer.
    Failed(ConnectorError),
}

impl From<ConnectorError> for LetterError {
    fn from(error: ConnectorError) -> Self {
        Self::Failed(error)
    }
}

/// An answer whose frame cannot be read, so that not even its good records can be told from the bad.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct Unreadable {
    /// What is wrong with it, in this crate's words and never the answer's.
    pub detail: String,
}

impl Unreadable {
    pub(crate) fn new(detail: impl Into<String>) -> Self {
        Self { detail: detail.into() }
    }
}
