//! What a public body puts on paper: decisions as PDF, and pictures.

mod decision;
mod metrics;
mod picture;
mod sheet;

pub use decision::{DecisionPaper, Letterhead};
pub use picture::Picture;
