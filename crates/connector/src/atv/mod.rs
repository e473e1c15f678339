//! Helsinki's case and document store (ATV): what other services of a city keep there about a resident.
//!
//! A *document* of ATV is a [`Case`](domain::case::Case) of the app: its type is the title, `status_histories` are the
//! timeline, `attachments` the files, and `activities`, which hang on each status, are messages of the authority.
//!
//! * **Activities with `show_to_user: false` are dropped.** The server returns them to the resident all the same; they
//!   are notes of officials.
//! * The API names nobody but the resident. Everything belongs to one party, [`parse::RESIDENT`], which the first page of
//!   everything introduces. It has no name there: other sources may name the resident, and the app calls them "you".
//! * Status words belong to the service that owns the document; the usual ones are understood, all are kept as wording.
//! * There is neither a feed nor an `ETag` nor a tombstone. How changes, and what was deleted, are found all the same is
//!   told at the top of `place.rs`.
//! * Attachments are fetched by the ids in `href`, which must be on the enrolled origin;
//!   [`Document::href`](domain::document::Document) keeps it as it came.
//! * A token is a bearer token (`Authorization: Bearer`, RFC 6750) whose `azp` chooses the service. One that is bound to a
//!   key of the device (RFC 9449) would not be taken.
//! * A resident may have a **draft** erased, until `locked_after` ([`AtvApi::erase`]). What has been sent is kept until
//!   `delete_after`; who wants it erased asks the city.
//!
//! The form data (`content`) and the links of activities have no place in the app's records yet.

mod http;
pub mod parse;
mod place;

pub use http::{AtvApi, Erasure};
