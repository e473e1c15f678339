//! What a question for changes brought.

use chrono::{DateTime, Utc};
use domain::change::Page;

/// What a pull brought.
#[derive(Clone, Debug, PartialEq)]
pub enum Pulled {
    /// A page of changes.
    Page {
        /// The changes.
        page: Page,
        /// To send with the next pull from the same place.
        etag: Option<String>,
        /// Size of the answer, unpacked, in bytes.
        bytes: u64,
        /// When the server answered, by its own clock.
        date: Option<DateTime<Utc>>,
    },
    /// The server has nothing that the `ETag` does not cover.
    NothingNew {
        /// When the server answered, by its own clock.
        date: Option<DateTime<Utc>>,
    },
}
