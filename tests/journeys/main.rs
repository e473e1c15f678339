//! Journeys: a resident's engine against reference municipalities over HTTP.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod bad_days;
mod copies;
mod device;
mod letters;
mod mandates;
mod people;
mod reading;
mod syncing;
