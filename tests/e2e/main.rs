//! The real app, driven as a resident drives it: its window under a display, its keyring on a bus of its own, real
//! municipalities on loopback. What it needs stands in `tests::app`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod answers;
mod appeals;
#[cfg(target_os = "linux")]
mod background;
mod contact;
mod data_uses;
mod desk;
#[cfg(target_os = "linux")]
mod desktop;
mod documents;
mod filing;
mod inbox;
mod keyboard;
mod letters;
mod lock;
mod locked_out;
mod other_apis;
mod pages;
mod reports;
mod rights;
mod sealed;
mod search;
mod sign_in;
mod step_up;
mod taking_out;
mod told;
#[cfg(target_os = "linux")]
mod tray;
#[cfg(target_os = "linux")]
mod window;
