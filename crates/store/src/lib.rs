//! The encrypted store of one resident on one device.
//!
//! A profile is a folder: `profile.db` and one **vault** per party, `vaults/<party>.db`. Each is a SQLCipher file with
//! a random key of its own. The profile key opens `profile.db`, which holds the vaults' keys; so deleting a row of it
//! makes a vault unreadable for good, wherever copies of the file may be. Where the profile key comes from is told at the
//! top of `safe/mod.rs`.
//!
//! Everything here is synchronous and may wait for the disk: call it where waiting is allowed. Times and random bytes
//! come from the caller. What spans files is written so that a crash at any point loses and doubles nothing
//! (see `apply.rs`, and `links.rs` for people who turn out to be one); a damaged vault leaves the others working (see `damage.rs`).

mod apply;
mod archived;
mod damage;
mod data_uses;
mod database;
mod detail;
mod documents;
mod erase;
mod error;
mod expression;
mod faults;
mod file;
mod inbox_key;
mod key;
mod keyring;
mod links;
mod marks;
mod migration;
mod moved;
mod opened;
mod outgoing;
mod parties;
mod plan;
mod put;
mod reading;
mod rekey;
mod reminders;
mod rights;
mod safe;
mod sealed;
mod search;
mod search_key;
mod signatures;
mod source;
mod store;
mod table;
#[cfg(test)]
mod tests;
mod time;
mod wording;

pub use apply::Applied;
pub use archived::Kept;
pub use damage::Damage;
pub use data_uses::{DataUses, LookupFilter, LookupKey, LookupPage, LookupRow, OfData, Tally, UsedData, folded_words};
pub use documents::StoredDocument;
pub use error::{Result, StoreError};
pub use inbox_key::{InboxKey, NotAKey};
pub use key::{ProfileKey, Random};
pub use keyring::{Keyring, SecretError};
pub use marks::{Before, MarkedQuery};
pub use parties::PartyRow;
pub use put::ArchivedRecord;
pub use reading::{InboxPage, InboxQuery, InboxRow, StoredRecord};
pub use reminders::{DueRow, ReminderRow};
pub use rights::{Days, RightRow};
pub use safe::{Changed, Door, LONGEST, SHORTEST_PHRASE, SHORTEST_PIN, Safe, SafeError, Unsent, Weak, check_passcode};
pub use sealed::OpenedFile;
pub use search::{Count, Found, SearchFilter, SearchPage, SearchQuery};
pub use search_key::SearchKey;
pub use signatures::DueSignature;
pub use store::Store;
pub use table::{
    document::WantedDocument,
    ended_right::EndedRow,
    quarantine::QuarantinedRow,
    source::{NewSource, SourceRow},
    told::ToldRow,
};
pub use wording::Part;
