//! Filing: the archive, labels, pins, and what is as if unread. All of it is on this device only.

use domain::mark::{LabelId, Shelf};
use serde::{Deserialize, Serialize};

use crate::view::When;

/// How an item is filed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MarksView {
    /// Where it is.
    pub shelf: Shelf,
    /// It stands before all others.
    pub pinned: bool,
    /// Its case is muted.
    pub muted: bool,
    /// The resident is content with it.
    #[serde(default)]
    pub settled: bool,
    /// Its labels, by name.
    pub labels: Vec<LabelView>,
    /// It is put off until then.
    pub snoozed: Option<When>,
}

/// A label of the resident's own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LabelView {
    /// Which.
    pub id: LabelId,
    /// What the resident calls it. No two have one name.
    pub name: String,
}

/// The resident's labels.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelsView {
    /// By name.
    pub labels: Vec<LabelView>,
    /// Whether there is room for more.
    pub room: bool,
}

/// What came of marking items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkedView {
    /// How many are otherwise than before. A case that was marked through something in it is one.
    pub count: u32,
    /// For [`crate::UndoMarks`]; none where nothing changed.
    pub undo: Option<u32>,
}
