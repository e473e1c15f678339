//! What the journeys share: a device with a faked platform, and municipalities that really answer over HTTP.

mod device;
mod town;

pub use device::{Device, TestHost, key};
pub use town::{TODAY, Town, message, today};
