//! What the tests share: a device with a faked platform, municipalities that really answer over HTTP, and the real app.

pub mod app;
mod device;
mod town;

pub use device::{Device, TestHost, key};
pub use town::{TODAY, Town, message, today};
