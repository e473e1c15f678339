//! The interface in Chromium: where the platform does not speak and the page must, in forced colours, on a phone, and
//! after a break of the line. What it needs stands in `tests::browser`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod announcements;
mod archive;
mod colours;
mod data_uses;
mod dialogs;
mod kept;
mod letters;
mod line;
mod paper;
mod phone;
mod reports;
mod taking_out;
