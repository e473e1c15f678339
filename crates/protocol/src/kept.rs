//! What a service keeps about the resident beside any inbox: taken out and erased.

use serde::{Deserialize, Serialize};

use crate::view::Text;

/// What became of the wish to take out what a service keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "saved")]
pub enum KeptSavedView {
    /// It is where the resident chose.
    Saved {
        /// How many data there are.
        data: u32,
        /// How many more the service withholds, each with its reason in the file.
        withheld: u32,
        /// How many more it told in a form that cannot be read.
        unread: u32,
    },
    /// The service keeps nothing about the resident.
    NothingKept,
    /// The resident chose no place.
    Cancelled,
}

/// What became of the wish to have erased what a service keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "erasure")]
pub enum KeptErasureView {
    /// It is erased there, and the service with everything that it brought is gone from this device.
    Erased,
    /// It is not erased.
    Refused {
        /// Why not, in the service's words; none where it gives no reason.
        reasons: Vec<Text>,
    },
}
