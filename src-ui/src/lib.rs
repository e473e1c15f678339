//! The interface: what the resident sees and does.
//!
//! It runs as WebAssembly in the web view of the shell, or in a plain browser over the test shell. It asks the engine
//! through [`backend`], keeps the answers in [`state`], and shows them by [`pages`] made of [`components`]. Every
//! sentence comes from the catalogue of `crates/words` through [`words`]; [`phrase`] chooses between sentences and is pure.
//! [`keyboard`] does what the keys of [`state::keys`] say.
//!
//! Where what is kept: the selected item and the filter are in the address; synced records are in lists that patch
//! themselves when the engine says what changed; nothing else outlives a page.

// The crate `words`, under another name beside the module that speaks it in the resident's language.
#[macro_use]
extern crate words as catalogue;

#[macro_use]
pub mod words;

pub mod app;
pub mod backend;
pub mod components;
pub mod keyboard;
#[cfg(test)]
mod markup;
pub mod pages;
pub mod phrase;
pub mod state;

pub use app::start;
