//! Journeys: a resident's engine against reference municipalities over HTTP.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod abilities;
mod atv;
mod bad_days;
mod copies;
mod data_tracker;
mod data_uses;
mod deadlines;
mod device;
mod dialogporten;
mod filing;
mod foreign_client;
mod helsinki_profile;
mod letters;
mod lock;
mod mandates;
mod metered;
mod once;
mod outbox;
mod people;
mod probe;
mod profiles;
mod reading;
mod reports;
mod sealed;
mod search;
mod sign_in;
mod signature;
mod succession;
mod syncing;
mod taking_out;
mod told;
