//! The reference municipality as its residents' apps meet it: over HTTP.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod access;
mod answers;
mod consents;
mod data_uses;
mod description;
mod desk;
mod desk_reports;
mod documents;
mod door;
mod events;
mod faults;
mod feed;
mod mandates;
mod open311;
mod opened;
mod program;
mod provider;
mod refusals;
mod resident;
mod scale;
mod sealed;
