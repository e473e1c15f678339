//! Open311 GeoReport v2: fault reports, and what became of them.
//!
//! The specification is short and its servers differ, so the reader takes every dialect met in the wild:
//!
//! * JSON as a bare array or wrapped in an object, or XML; numbers and booleans also as texts; missing values as `null`,
//!   `""`, an empty element, or nothing at all.
//! * Ids are texts even where they are written as numbers: `007` and `7` are two reports.
//! * A page of HTML where an answer should be is an error of the server, told as such.
//!
//! What a city wants to be asked with (its `jurisdiction_id`, a key, times without a zone, pages) is its [`Profile`], a data file. A
//! city without one is asked as the specification says, and in which form it answers is found out.
//!
//! The API knows no persons, no lists of one's own reports, and no key by which a server knows that something comes again:
//!
//! * The app keeps the ids it was given when it reported, and asks for each ([`Open311::follow`]). A city that gives an id later gives
//!   a token first, which is exchanged then; one that never does cannot be followed.
//! * After a lost answer it looks for its own report ([`Open311::twin`]) before it reports again.
//! * A list shows ninety days and a thousand reports at most, so a report that is not found is not gone.
//!
//! Who reports is told only where the resident wants that, and is in no answer. A city may do more than the specification has, and says so
//! in its discovery document ([`parse::Extensions`]): name places, take photographs as files, ask how it went.

mod fields;
mod follow;
mod http;
mod letters;
pub mod parse;
mod places;
mod profile;
mod requests;
mod tree;
mod wire;
mod xml;

pub use http::{Format, Open311};
pub use letters::{Photo, Posted};
pub use parse::{Definition, PlaceFound};
pub use profile::{Key, Pages, Photos, Profile, fitting};
