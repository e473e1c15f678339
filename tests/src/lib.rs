//! What the tests share: a device with a faked platform, municipalities that really answer over HTTP, the real app, the
//! interface in a browser, every page of it, and parts that are played in processes of their own.

pub mod app;
mod atv;
pub mod axe;
mod beside;
pub mod browser;
mod browser_shell;
mod clerk;
mod corrected;
pub mod data_tracker;
mod device;
pub mod dialogporten;
mod front;
pub mod gdpr;
mod listing;
mod node;
pub mod pages;
mod part;
pub mod processes;
pub mod rules;
mod screen;
mod shelf;
mod system_browser;
mod town;
mod visitor;
mod webdriver;

pub use atv::{ATV_AUDIENCE, Atv, PARKING, PARKING_CLIENT, note, parking_permit};
pub use beside::Beside;
pub use browser_shell::BrowserShell;
pub use clerk::Clerk;
pub use corrected::{corrected, erroneous};
pub use device::{Device, TestHost, key};
pub use front::{Authority, Front, Papers};
pub use listing::{listing, listing_of, signed};
pub use node::{Contract, Script};
pub use part::{Part, script, tell};
pub use screen::{PATIENCE, Screen};
pub use shelf::Shelf;
pub use system_browser::{BrowserWindow, DefaultBrowser};
pub use town::{ENVELOPE_TITLE, SEALED_FILE, SEALED_TITLE, TODAY, Town, decision, message, today};
pub use visitor::{Visited, Visitor};
pub use webdriver::Driven;
