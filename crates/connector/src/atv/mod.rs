//! Helsinki's case and document store (ATV): what other services of a city keep there about a resident.
//!
//! A *document* of ATV is a [`Case`](domain::case::Case) of the app: its type is the title, `status_histories` are the
//! timeline, `attachments` the files, and `activities`, which hang on each status, are messages of the authority.
//!
//! * **Activities with `show_to_user: false` are dropped.** The server returns them to the resident all the same; they
//!   are notes of officials.
//! * The API names nobody but the resident. Everything belongs to one party, [`parse::RESIDENT`], which the engine
//!   introduces once with [`parse::resident`].
//! * Status words belong to the service that owns the document; the usual ones are understood, all are kept as wording.
//! * `updated_after` is a day and excludes its own day: ask from the day before.
//! * Attachments are fetched from `href`, which must be on the enrolled origin; [`Document::href`](domain::document::Document)
//!   keeps it as it came.
//!
//! The form data (`content`), `locked_after` and the links of activities have no place in the app's records yet.

pub mod parse;
