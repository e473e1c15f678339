//! What the tests share: a device with a faked platform, municipalities that really answer over HTTP, the real app, and
//! parts that are played in processes of their own.

pub mod app;
mod device;
mod front;
mod part;
pub mod processes;
mod town;
mod webdriver;

pub use device::{Device, TestHost, key};
pub use front::{Authority, Front, Papers};
pub use part::{Part, script, tell};
pub use town::{TODAY, Town, message, today};
pub use webdriver::Driven;
