//! What the app says to a municipality's systems, and how it reads their answers.
//!
//! One folder per API: [`resident`], [`open311`], [`atv`], [`dialogporten`], [`data_tracker`], [`helsinki_profile`]. Each has two halves that never mix:
//!
//! * `parse` is pure: bytes in, [`domain`] changes out. It opens no connection, reads no clock, and can be handed any
//!   bytes at all.
//! * `http` is thin: it asks, checks the answer's outer form (status, size, origin, time) and hands the bytes to `parse`.
//!   The general part is in [`Http`].
//!
//! **A server is not trusted.** Three rules hold for every API:
//!
//! 1. *Nothing unbounded comes in.* Size (after decompression), nesting, number of records, redirects and time have caps,
//!    all in [`Limits`].
//! 2. *One bad record is one bad record.* It becomes a [`domain::change::Quarantined`] with the place of the fault; the
//!    rest of its page lands. Only an answer whose frame cannot be read fails as a whole ([`Unreadable`]).
//! 3. *What is reported of a fault is never content.* Details name fields and counts, in this crate's own words; neither
//!    they nor a [`ConnectorError`] contain what a record or a token said.
//!
//! By what right a server is asked is [`Access`]; how a resident comes by it is [`sign_in`]. [`Service`] is a connected
//! service whatever API it speaks; the app asks through it. [`recognise`] finds out which API that is.
//!
//! Reading is strict inside and lenient at the edge: an id, an owner and the time that a record cannot do without must be
//! there; a field nobody knows is ignored, a word nobody knows becomes "unknown" with the authority's wording kept, and a
//! link that is not plain `https` is left out.

#[cfg(all(feature = "loopback-token", not(debug_assertions)))]
compile_error!("the feature `loopback-token` signs in without sign-in and must not be in a release build");

mod access;
pub mod atv;
pub mod data_tracker;
pub mod dialogporten;
pub mod directory;
mod download;
mod error;
pub mod helsinki_profile;
mod http;
mod json;
pub mod jwe;
mod landed;
mod limits;
mod media_type;
pub mod open311;
mod pulled;
pub mod recognise;
pub mod resident;
mod secret;
mod service;
pub mod sign_in;
mod text;
mod themselves;

pub use access::Access;
pub use download::DocumentBytes;
pub use error::{ConnectorError, LetterError, Unreadable};
pub use http::{Http, base as acceptable_base, is_loopback};
pub use landed::Landed;
pub use limits::Limits;
pub use media_type::sniff;
pub use pulled::Pulled;
pub use secret::Secret;
pub use service::{News, Service};
