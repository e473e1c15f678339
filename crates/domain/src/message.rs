//! Letters to and from authorities.

use serde::{Deserialize, Serialize};

use crate::{
    document::Document,
    id::RemoteId,
    need::Need,
    text::{BodyFormat, Localized},
    time::Moment,
};

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The authority, to the resident.
    Incoming,
    /// The resident, to the authority.
    Outgoing,
}

/// A letter to or from an authority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its id at the source.
    pub id: RemoteId,
    /// Whose matter it concerns, as the source names them.
    pub party: RemoteId,
    /// What kind of matter it is, in the source's own terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<String>,
    /// The case it belongs to.
    pub case: Option<RemoteId>,
    /// Its title.
    pub title: Localized,
    /// Its text.
    pub body: Localized,
    /// How the text is written.
    pub body_format: BodyFormat,
    /// Who wrote it.
    pub direction: Direction,
    /// The writer's name or role, where the source gives it.
    pub sender: Option<Localized>,
    /// The department it comes from.
    pub unit: Option<Localized>,
    /// When it was sent.
    pub sent_at: Moment,
    /// What it asks of the resident.
    pub need: Need,
    /// Files with it.
    pub documents: Vec<Document>,
}
