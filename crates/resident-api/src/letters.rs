//! Letters from residents.

use serde::{Deserialize, Serialize};

/// How much a server takes of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LetterCaps {
    /// Most characters (Unicode scalar values) of a title.
    pub title: u32,
    /// Most characters of a text.
    pub body: u32,
}

/// `POST /v1/messages`: a letter from a resident. It becomes a [`crate::MessageRecord`] that comes with the feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Letter {
    /// In whose matter.
    pub party: String,
    /// What it is about, in a line.
    pub title: String,
    /// Its text, in paragraphs separated by blank lines. Plain.
    pub body: String,
    /// Language it is written in, as far as the app knows; BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Kind of matter: an id of [`crate::ServerCard::matters`]. What belongs to a case or answers an item is of its kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<String>,
    /// The case it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// What it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<Answered>,
    /// `sent_at` of the newest message or decision of the case that the resident could have read when they sent this, RFC 3339.
    /// When there is a newer one, the server answers 412 and takes nothing; absent, it does not look.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_until: Option<String>,
    /// Files: ids of uploads of this resident's that are complete ([`UploadState::id`]).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<String>,
}

/// What a server takes with a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttachmentCaps {
    /// Most files.
    pub count: u32,
    /// Largest file, in bytes.
    pub size: u64,
    /// Media types it takes.
    pub media_types: Vec<String>,
}

/// `POST /v1/uploads`: a file that will be sent in pieces. Posted again under the same key it answers how far it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UploadOffer {
    /// File name.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Size in bytes.
    pub size: u64,
    /// Lower-case hexadecimal SHA-256 of the bytes.
    pub sha256: String,
}

/// How far an upload has come. `PATCH /v1/uploads/{id}` with the header `Upload-Offset` sends the bytes from there on; where
/// that is not `offset`, it is answered with 409, and nothing is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UploadState {
    /// Its id.
    pub id: String,
    /// How many bytes the server has.
    pub offset: u64,
}

/// An item that is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answered {
    /// `message`, `decision`, `task` or `case`.
    pub kind: String,
    /// Its id.
    pub id: String,
}

/// A part of a request that is not acceptable, in [`crate::Problem::errors`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// Name of the field: `title`, `body` or `attachments`; of an answer the id of the question.
    pub field: String,
    /// `missing`, `too_long`, or another word for what is wrong.
    pub fault: String,
    /// What is most, where there is too much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}
