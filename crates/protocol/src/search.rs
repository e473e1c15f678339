//! Looking for items.

use chrono::NaiveDate;
use domain::{
    case::CaseStatus,
    id::{PartyId, RecordKind, SourceId},
    mark::LabelId,
    search::Piece,
};
use serde::{Deserialize, Serialize};

use crate::view::HeadlineView;

/// What items must be, beside what they say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct SearchFilter {
    /// Whose; none: everybody's.
    pub party: Option<PartyId>,
    /// From which public body; none: from any.
    pub source: Option<SourceId>,
    /// Of which kind; none: of any.
    pub kind: Option<RecordKind>,
    /// In which state; none: in any.
    pub status: Option<CaseStatus>,
    /// Only what waits for the resident.
    pub needs_you: bool,
    /// Only what is due on this day or later.
    pub due_from: Option<NaiveDate>,
    /// Only what is due on this day or earlier.
    pub due_to: Option<NaiveDate>,
    /// Only what has a document.
    pub with_documents: bool,
    /// Only from this day on.
    pub from: Option<NaiveDate>,
    /// Only up to this day, with it.
    pub to: Option<NaiveDate>,
    /// Only what is in the archive of this device.
    pub archived: bool,
    /// Only what has this label.
    pub label: Option<LabelId>,
}

impl SearchFilter {
    /// Whether anything but whose matters it is and how they are filed narrows the search.
    pub fn narrows(&self) -> bool {
        let Self { party, archived, label, .. } = self;
        *self != Self { party: party.clone(), archived: *archived, label: *label, ..Self::default() }
    }

    /// Whether it asks how items are filed.
    pub fn asks_marks(&self) -> bool {
        self.archived || self.label.is_some()
    }
}

/// A page of what was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchPageView {
    /// The items, best first; each that words were looked for in has [`HeadlineView::found`].
    pub items: Vec<HeadlineView>,
    /// Cursor for the next page; none when this is the last.
    pub next: Option<String>,
    /// How many there are, at most a thousand where words are looked for. Counted only with the first page.
    pub total: Option<u32>,
    /// Whether there are more than that.
    pub more: bool,
    /// Whether every item can be found by now: after an update of the app old ones are made findable little by little.
    pub complete: bool,
}

/// Where in an item that was found the words stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundView {
    /// Its title.
    pub title: Vec<Piece>,
    /// A part of its text, where they stand there.
    pub passage: Option<PassageView>,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassageView {
    /// Its pieces.
    pub pieces: Vec<Piece>,
    /// Its BCP 47 tag when it is not in the interface's language.
    pub lang: Option<String>,
}

/// A search that was kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SavedSearchView {
    /// What the resident calls it. No two have one name.
    pub name: String,
    /// The words.
    pub text: String,
    /// What the items are.
    #[serde(default)]
    pub filter: SearchFilter,
}

/// The searches that were kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSearchesView {
    /// By name.
    pub searches: Vec<SavedSearchView>,
    /// Whether there is room for more.
    pub room: bool,
}
