//! What a resident takes out of the app and brings back into it.

use domain::{id::SourceId, party::Relation};
use serde::{Deserialize, Serialize};

use crate::{
    ErrorCode,
    view::{Text, When},
};

/// What came of saving every file of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SavedAllView {
    /// They are where the resident chose.
    Saved {
        /// How many.
        saved: u32,
        /// Those that are not among them.
        missing: Vec<MissingFileView>,
    },
    /// None of them could be had. Nothing was saved.
    NoneToSave {
        /// All of them.
        missing: Vec<MissingFileView>,
    },
    /// The resident chose no place.
    Cancelled,
}

/// A file that could not be saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingFileView {
    /// What it is called.
    pub name: Text,
    /// The item it belongs to.
    pub item: Text,
    /// Why.
    pub why: ErrorCode,
}

/// What came of taking everything out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TakenOutView {
    /// The archive is where the resident chose.
    Saved {
        /// How many items are in it.
        items: u32,
        /// How many files.
        files: u32,
        /// Files that are not in it.
        missing: Vec<MissingFileView>,
        /// How many items of protected people are not in it.
        withheld: u32,
    },
    /// The resident chose no place, or stopped it.
    Cancelled,
}

/// Archives of this device and of others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivesView {
    /// By what the key is known with which this device signs.
    pub fingerprint: String,
    /// What has been taken in from archives of services that are not connected.
    pub taken_in: Vec<ArchivedSourceView>,
}

/// A service of which there are only records out of an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivedSourceView {
    /// The service, for [`crate::SignOut`].
    pub source: SourceId,
    /// The public body's name.
    pub name: Text,
    /// When the archive was made.
    pub made: When,
}

/// What came of choosing an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChosenArchiveView {
    /// It is whole and as it was signed.
    Sound(Box<ArchiveView>),
    /// It is not taken in.
    Refused(ArchiveFault),
    /// The resident chose none.
    Cancelled,
}

/// What is in an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveView {
    /// When it was made.
    pub made: When,
    /// By what the key is known that has signed it.
    pub fingerprint: String,
    /// Whether that is this device's own.
    pub own: bool,
    /// Whose matters are in it.
    pub people: Vec<ArchivedPersonView>,
    /// From which services.
    pub sources: Vec<Text>,
    /// How many files.
    pub files: u32,
}

/// A person of an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivedPersonView {
    /// Their name.
    pub name: String,
    /// What they are to the resident.
    pub relation: Relation,
    /// How many items of theirs are in it.
    pub items: u32,
}

/// Why an archive is not taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArchiveFault {
    /// It is no zip file.
    NotZip,
    /// It is a zip file of something else.
    NotArchive,
    /// A later version of the app has written it.
    Newer,
    /// It holds a name that would lead elsewhere, or a link.
    Unsafe,
    /// It has more or larger files than the app reads.
    TooLarge,
    /// It is not as it was signed.
    BadSignature,
    /// A file in it has been changed, is missing or has been added.
    Altered {
        /// Which.
        file: String,
    },
    /// It is another resident's.
    AnotherResident {
        /// Whose.
        name: String,
    },
    /// The file cannot be read.
    Unreadable,
}

/// What came of taking in an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TakenInView {
    /// Its items are here.
    Done {
        /// How many are here by it.
        added: u32,
        /// How many were here before, and stay as they were.
        present: u32,
    },
    /// It has changed since it was chosen. Nothing was taken in.
    Refused(ArchiveFault),
}
