//! The real app, listened to through a real screen reader.
//!
//! A private Orca runs beside the app in the private session that `cargo xtask test` makes. Keys are real X11 keys, and
//! what Orca speaks after each is taken from its log. A journey is a test: it says what must be heard after which key,
//! and the whole of what was heard is compared with a transcript in `transcripts`, which people have read.
//!
//! To write the transcripts anew after a change of words, run the tests with `KOTIKUNTA_WRITE_TRANSCRIPTS=1`, and read
//! the difference aloud before it is committed.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod atspi;
mod axe;
mod crash;
mod journeys;
mod listener;
mod orca;
mod pictures;
mod reporting;
mod sight;
mod states;
mod sweep;
mod transcript;
mod tree;
