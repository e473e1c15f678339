#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod archived;
mod crash;
mod damage;
mod data_uses;
mod documents;
mod filing;
mod inbox;
mod links;
mod model;
mod outgoing;
mod outlines;
mod parties;
mod plans;
mod reminders;
mod rights;
mod safe;
mod schema;
mod sealed;
mod search;
mod secrecy;
mod signatures;
mod sources;
mod support;
mod tombstones;
