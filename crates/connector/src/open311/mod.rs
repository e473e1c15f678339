//! Open311 GeoReport v2: fault reports, and what became of them.
//!
//! The specification is short and its servers differ, so the reader takes every dialect met in the wild:
//!
//! * JSON as a bare array or wrapped in an object, or XML; numbers and booleans also as texts; missing values as `null`,
//!   `""`, an empty element, or nothing at all.
//! * Ids are texts even where they are written as numbers: `007` and `7` are two reports.
//! * A page of HTML where an answer should be is an error of the server, told as such.
//!
//! The API knows no persons and no lists of one's own reports: the app keeps the ids it was given when it reported.

mod fields;
mod http;
pub mod parse;
mod xml;

pub use http::{Format, Open311};
