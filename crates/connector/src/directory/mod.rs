//! The directory of public bodies: who offers a service that this app can connect to, and where.
//!
//! It is one signed file, the same for everyone. A copy comes with the app; a newer one is fetched now and then. Whoever signs it
//! vouches that an address belongs to the public body whose name stands beside it. What is searched for never leaves the device.

mod http;
mod parse;

pub use http::fetch;
pub use parse::{Directory, DirectoryError, PublicBody, Signed, VerifyingKey};
