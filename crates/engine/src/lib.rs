//! The engine: everything the app does, without a window.
//!
//! It pulls changes from sources into the store, answers the interface's commands from the store, and tells whoever
//! listens what has changed. It knows no Tauri: what it needs of a platform is the narrow [`Host`] trait, so tests run
//! it against real servers and a real store without a desktop, and every platform shares each line of it.
//!
//! # Reading: from server to screen
//!
//! [`pull`] asks a source for what came after its cursor; the connector turns the answer into domain changes; the store
//! applies a page of them and moves the cursor in one go; only then [`Event::Changed`](protocol::Event) is sent, and the
//! interface asks again for what it shows. A crash between two pages loses nothing and doubles nothing.
//!
//! # One failing source never holds up another
//!
//! Each source has a [`line::Line`] of its own: its lock, its freshness, its back-off. A failure is a state of that
//! line, shown beside the source's name, and never an error of a command that reads.

mod accounts;
mod answer;
mod answering;
mod appeals;
mod attachments;
mod background;
mod calendar_file;
mod commands;
mod comparison;
mod contacts;
mod copies;
mod data_uses;
mod detail;
mod documents;
mod drafts;
mod engine;
mod erase;
mod failure;
mod finding;
mod host;
mod idle;
mod introduction;
mod items;
mod kept;
mod key;
mod letters;
mod line;
mod links;
mod lists;
mod lock;
mod mandates;
pub mod markdown;
mod marks;
mod notices;
mod once;
mod outpost;
mod overview;
mod pictures;
mod profiles;
mod pull;
mod receiving;
mod reminders;
mod reports;
mod rights;
mod schedule;
mod scope;
mod search;
mod sending;
mod settings;
mod sign_in;
mod signatures;
mod standing;
mod start_over;
mod taking_in;
mod taking_out;
mod telling;
mod terms;

pub use accounts::Connection;
pub use commands::Handle;
pub use documents::{Served, ServedRange};
pub use engine::Engine;
pub use finding::TrustedDirectory;
pub use host::{BrowserError, Clipped, Host, SecretError};
