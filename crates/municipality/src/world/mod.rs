//! The demo world: some years of a family's matters at three public bodies, in three languages.
//!
//! The world is written in files under `world/<body>/`, one file for each thread of life. Dates in them are relative to
//! today, so that the demo is as fresh next spring as it is now; [`load`] turns them into the records of the feed.

mod calendar;
mod compose;
mod content;
mod files;
pub(crate) mod places;
mod register;
pub(crate) mod reports;
mod when;
pub(crate) mod wording;

#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use resident_api::{ActedRecord, FeedChange, MandateRecord, PartyRecord, ServerCard};
use sha2::{Digest, Sha256};

pub use self::{
    places::{Place, PlaceName, Places, Position},
    reports::{Attribute, AttributeValue, Datatype, ReportService, Reporting, ServiceType, ToldReport},
};
use crate::Body;

/// Everything one public body knows in the demo.
#[derive(Clone, Debug)]
pub struct World {
    /// Who the body is and how to reach it.
    pub card: ServerCard,
    /// The residents who can sign in, the one of the demo first.
    pub personas: Vec<Persona>,
    /// Everything that has happened, oldest first. A later change of a record is its history; tombstones included.
    pub records: Vec<Dated>,
    /// The files.
    pub documents: Vec<WorldDocument>,
    /// Uses of data by their ids, and the kind of matter to which each belongs.
    pub use_matters: Vec<(String, String)>,
    /// How the body takes fault reports; none where it takes none.
    pub reporting: Option<Reporting>,
}

/// A resident who can sign in.
#[derive(Clone, Debug)]
pub struct Persona {
    /// Short name: `aino`, `eero` or `helmi`.
    pub id: String,
    /// Ids of the parties whose matters they see, themselves first.
    pub parties: Vec<String>,
    /// Those parties as this resident sees them: the relation is theirs.
    pub party_records: Vec<PartyRecord>,
    /// The rights by which they act for others.
    pub mandates: Vec<MandateRecord>,
    /// What others have done for them.
    pub acted: Vec<ActedRecord>,
    /// Parties whose matters they saw once and see no more.
    pub ended: Vec<EndedAccess>,
}

/// That a resident no longer sees a party's matters.
#[derive(Clone, Debug)]
pub struct EndedAccess {
    /// Id of the party.
    pub party: String,
    /// Since when.
    pub at: DateTime<Utc>,
}

/// A change and when it happened.
#[derive(Clone, Debug)]
pub struct Dated {
    /// When.
    pub at: DateTime<Utc>,
    /// Whose matter it is. A tombstone does not say so itself.
    pub party: String,
    /// What.
    pub change: FeedChange,
}

/// A file with its bytes.
#[derive(Clone, Debug)]
pub struct WorldDocument {
    /// Id, as in the `DocumentRecord`s that name it.
    pub id: String,
    /// File name.
    pub file_name: String,
    /// Media type.
    pub media_type: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// Whose matter it belongs to.
    pub party: String,
}

/// A mistake in a content file.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {key}: {problem}")]
pub struct ContentError {
    /// The file, relative to `world/`.
    pub file: String,
    /// Where in it.
    pub key: String,
    /// What is wrong.
    pub problem: String,
}

/// The world of a body as it looks on this day, Europe/Helsinki. Nothing in it lies in the future but due days.
pub fn load(body: Body, today: NaiveDate) -> Result<World, ContentError> {
    compose::world(body, today)
}

/// What leads to a decision that waits, sealed, to be received: not a part of the world, but for those who ask for it.
pub(crate) struct Waiting {
    /// The case and, last, the decision as it is inside.
    pub(crate) records: Vec<Dated>,
    /// Its files.
    pub(crate) documents: Vec<WorldDocument>,
}

/// What waits, as it looks on this day, at a body where something does.
pub(crate) fn waiting(body: Body, today: NaiveDate) -> Result<Option<Waiting>, ContentError> {
    compose::waiting(body, today)
}

/// The id by which a body names a party. Pairwise: another body names the same person otherwise, and neither tells who
/// it is.
pub fn party_id(body: Body, who: &str) -> String {
    opaque("p", &[body.id(), "party", who])
}

/// The id of a record or document: its kind, the file of its thread without the ending, and its name there. A case has
/// no name of its own and is called `case`.
pub fn record_id(body: Body, kind: &str, thread: &str, name: &str) -> String {
    opaque(kind, &[body.id(), kind, thread, name])
}

fn opaque(prefix: &str, parts: &[&str]) -> String {
    let digest = hex::encode(Sha256::digest(parts.join("/")));
    format!("{prefix}-{}", digest.get(..12).unwrap_or(&digest))
}
