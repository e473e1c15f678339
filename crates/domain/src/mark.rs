//! How the resident files their items. Marks are this device's own: no source knows of them.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// A label of the resident's own, by its number. Numbers are never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LabelId(pub u32);

/// What can be marked of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// It is in the archive. Of a case: with everything in it.
    Archived,
    /// It stands before all others.
    Pinned,
    /// What comes to its case is neither told nor new, unless the resident is needed. Of an item: of its case.
    Muted,
    /// It is as if it had not been opened. What its source was told stays told.
    Unread,
    /// The resident is content with it and will seek no change: of a decision. It waits for nobody, and nobody is reminded.
    Settled,
    /// It has this label.
    Label(LabelId),
}

/// Where an item is on this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shelf {
    /// In the lists.
    #[default]
    Inbox,
    /// In the archive, by itself or with its case.
    Archive,
    /// In the lists again: it, or its case, has come back from the archive because something in it needed the resident.
    Returned,
}

/// The marks of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Where it is.
    pub shelf: Shelf,
    /// It stands before all others.
    pub pinned: bool,
    /// Its case is muted.
    pub muted: bool,
    /// The resident is content with it.
    pub settled: bool,
    /// Its labels, by number.
    pub labels: Vec<LabelId>,
    /// It is put off until then, by the clock on the wall in Finland.
    pub snoozed: Option<NaiveDateTime>,
}
