//! The real app, driven as a resident drives it: its window under a display, its keyring on a bus of its own, real
//! municipalities on loopback.
//!
//! Needs the variable `KOTIKUNTA_APP` (the app's binary, built with the feature `demo`), a display, a session bus with an
//! unlocked keyring and `WebKitWebDriver`; `cargo xtask test` provides them all. Without the variable it says so.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod app;
mod inbox;
