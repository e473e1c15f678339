//! What can go wrong in the store.

use std::io;

use rusqlite::ErrorCode;

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The profile database does not open with this key. A profile database whose first page is ruined looks the same.
    #[error("the profile does not open with this key")]
    WrongKey,
    /// A file is not what was written: a flipped bit, a torn copy, a missing vault.
    #[error("{what} is damaged")]
    Damaged {
        /// Which file: `profile`, or the id of a vault's party.
        what: String,
    },
    /// No room on the disk. What was there before is intact.
    #[error("no room on the disk")]
    Full,
    /// A newer version of the app wrote this file.
    #[error("a newer version of the app wrote this file; update the app to open it")]
    NewerSchema,
    /// The store was closed meanwhile.
    #[error("the store is closed")]
    Closed,
    /// There is no such thing in the store.
    #[error("there is no such {0}")]
    Absent(&'static str),
    /// This cannot be said of two names. Says why.
    #[error("this cannot be said of the two names: {0}")]
    Unanswerable(&'static str),
    /// The bytes of a document are not those its source described.
    #[error("the bytes are not the described document")]
    NotAsDescribed,
    /// A file or folder could not be read or written.
    #[error("file: {0}")]
    Io(#[source] io::Error),
    /// The database refused.
    #[error("database: {0}")]
    Sql(#[source] rusqlite::Error),
    /// A stored value is not in the form this version reads. Says where, never what.
    #[error("stored value: {0}")]
    Encoding(String),
    /// A test stopped the store here.
    #[cfg(test)]
    #[error("stopped by a test")]
    Stopped,
}

/// The store's result.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

impl StoreError {
    /// A stored name that this version does not know.
    pub(crate) fn unknown_name(of: &str) -> Self {
        Self::Encoding(format!("unknown name in {of}"))
    }

    /// The same error, naming the damaged file unless that is done. A file that has opened with its key once is damaged
    /// when it does not.
    pub(crate) fn in_file(self, name: &str) -> Self {
        match self {
            Self::Damaged { what } if !what.is_empty() => Self::Damaged { what },
            Self::Damaged { .. } | Self::WrongKey => Self::Damaged { what: name.to_owned() },
            other => other,
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::NotADatabase) => Self::WrongKey,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { what: String::new() },
            _ => Self::Sql(error),
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Io(error),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    /// Keeps only the place: the text of the error may quote the value, and values are the resident's.
    fn from(error: serde_json::Error) -> Self {
        Self::Encoding(format!("{:?} at line {} column {}", error.classify(), error.line(), error.column()))
    }
}
