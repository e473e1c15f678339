//! What the engine tells the interface unasked.

use domain::id::RecordKey;
use serde::{Deserialize, Serialize};

use crate::{letters::OutgoingView, view::ArrivedView};

/// The name under which the shell forwards an [`Event`].
pub const EVENT_NAME: &str = "kotikunta";

/// Something happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// What these tags name is different now. Reads provide tags, writes and syncs invalidate them.
    Changed(Vec<Tag>),
    /// Something came that the resident has not seen. What a first full pull brings is not told of.
    Arrived(Box<ArrivedView>),
    /// A public body has received a letter, or does not take it.
    Letter(Box<OutgoingView>),
    /// Files are dragged over the window, and whether they still are; told by the shell alone.
    Dragged(bool),
    /// Files were dropped on the window, and can be put with what is being written ([`crate::letters::Way::Dropped`]); told by
    /// the shell alone.
    Dropped,
    /// The resident has chosen a notification: this is to be shown.
    Show(RecordKey),
}

impl Event {
    /// For a listener that missed events: everything it shows may be different.
    pub fn everything_changed() -> Self {
        Self::Changed(vec![
            Tag::Inbox,
            Tag::Cases,
            Tag::Parties,
            Tag::Sources,
            Tag::Settings,
            Tag::Notices,
            Tag::Items,
            Tag::SignIn,
            Tag::Lock,
            Tag::Profiles,
            Tag::Searches,
            Tag::Letters,
            Tag::Labels,
            Tag::Telling,
            Tag::Background,
            Tag::DataUses,
        ])
    }
}

/// A part of what the interface shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tag {
    /// The lists of items.
    Inbox,
    /// The list of cases.
    Cases,
    /// People and rights to act.
    Parties,
    /// Sources and their freshness.
    Sources,
    /// What the resident must be told beside their items.
    Notices,
    /// Settings.
    Settings,
    /// How a sign-in goes.
    SignIn,
    /// The lock.
    Lock,
    /// The profiles of this device.
    Profiles,
    /// Searches that were kept.
    Searches,
    /// What the resident writes and wrote.
    Letters,
    /// The resident's labels.
    Labels,
    /// How the resident is told.
    Telling,
    /// What the app does while its window is closed, and what the connection costs.
    Background,
    /// Uses of data, and lookups.
    DataUses,
    /// Where faults can be reported, and what was reported.
    Reports,
    /// One item.
    Item(RecordKey),
    /// Many items at once: whatever item is shown may be different now.
    Items,
}
