//! The Resident API, the open contract in [`resident_api`].
//!
//! 1. [`ResidentApi::card`] asks `/.well-known/resident-api` who the server is and what it can do. No token goes along.
//! 2. [`ResidentApi::pull`] reads the feed: everything at first, then what changed since the cursor. When nothing did, the
//!    `ETag` makes it one small request answered by 304. A cursor too old is answered by 410 and
//!    [`ConnectorError::CursorExpired`](crate::ConnectorError::CursorExpired): pull again without one.
//! 3. [`ResidentApi::hints`] keeps a stream of server-sent events open. A hint says only that a pull is worth while; the
//!    feed stays the truth, so a lost hint costs time and nothing else.
//! 4. [`ResidentApi::document`] fetches a file's bytes, goes on where a cut connection left off, and gives them out only
//!    when their SHA-256 is the one the record names.
//! 5. [`ResidentApi::mark_opened`] says that the resident opened an item. Nothing else says so: **fetching is not
//!    reading**.
//! 6. Decisions may be signed ([`check`]): the signature is kept with what it is over, and checked on the device against
//!    the keys that the server publishes ([`ResidentApi::signing_keys`]).
//! 7. Rights to act are given, asked for and withdrawn by `POST`s that happen once however often they are sent, and so are
//!    letters ([`ResidentApi::send_letter`]) and whatever else residents send in their way.
//! 8. A sealed decision is in the feed; [`ResidentApi::receive_decision`], and nothing else, serves it and brings the key.

mod data_use;
mod events;
mod http;
mod letters;
mod mandates;
pub mod parse;
mod records;
mod sealed;
mod signature;
mod wire;

pub use crate::LetterError;
pub use data_use::ErasureChecked;
pub use events::{EventReader, LineTooLong};
#[cfg(feature = "loopback-token")]
pub use http::loopback_token;
pub use http::{Hints, ResidentApi, ServerCardSeen, card};
pub use letters::{attachment_caps, contact_form, letter_caps};
pub use mandates::{Offer, Received, ShownCode};
pub use sealed::{ReceiptError, ReceivedDecision, open_decision, open_document};
pub use signature::{Keys, as_signed, check, check_signed, names_key};
