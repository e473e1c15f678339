//! What the files for programs hold.

use chrono::{DateTime, Utc};
use domain::{
    change::TombstoneReason,
    id::{PartyId, PartyRef, RecordKind, RemoteId, SourceId},
    outgoing::{Letter, Receipt},
    party::Relation,
    record::Record,
    source::SourceKind,
    text::{Language, Localized, ServerText},
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// The name of the format.
pub const FORMAT: &str = "kotikunta-archive";
/// The version that this crate writes, and the latest that it reads.
pub const VERSION: u32 = 1;

/// Name of the manifest.
pub const MANIFEST: &str = "manifest.json";
/// Name of its signature.
pub const SIGNATURE: &str = "manifest.sig";
/// Name of the records.
pub const DATA: &str = "data.json";

/// What a reader of any version understands of a manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
}

impl Head {
    /// Of what this crate writes.
    pub fn current() -> Self {
        Self { format: FORMAT.to_owned(), version: VERSION }
    }
}

/// `manifest.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Which format it is.
    #[serde(flatten)]
    pub head: Head,
    /// When the archive was made.
    pub made_at: DateTime<Utc>,
    /// The language of its pages.
    pub language: Language,
    /// The 32 bytes of the Ed25519 key that has signed it, in base64.
    pub public_key: String,
    /// Every file but the manifest and its signature.
    pub files: Vec<FileEntry>,
}

/// A file of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Its path in the archive, with `/` between the parts.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// Lower-case hexadecimal SHA-256 of its bytes.
    pub sha256: String,
}

/// `data.json`. Written record by record; read whole, within [`Caps::data`](crate::Caps::data).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Data {
    /// The services from which the records are.
    pub sources: Vec<SourceEntry>,
    /// Whose matters they are, the resident first.
    pub parties: Vec<PartyEntry>,
    /// The records.
    pub records: Vec<RecordEntry>,
    /// What is not in the archive, because an order protects whom it concerns.
    pub withheld: Vec<WithheldEntry>,
    /// What the resident has written and sent.
    pub sent: Vec<SentEntry>,
}

/// A service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceEntry {
    /// Its id in this archive.
    pub id: SourceId,
    /// The API it speaks.
    pub kind: SourceKind,
    /// Where it answers.
    pub base_url: String,
    /// The public body's name.
    pub name: Localized,
    /// The keys by which it signs decisions: the JWK Set that it published, as the device had it last. With them a reader checks a
    /// decision's `signature`: `jws` over `content`, which is the record as it was delivered, in canonical form (RFC 8785). Nobody
    /// vouches here that the keys are that body's; it publishes them itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signing_keys: Option<serde_json::Value>,
}

/// A person or organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyEntry {
    /// Their id in this archive.
    pub id: PartyId,
    /// Their name.
    pub name: ServerText,
    /// What they are to the resident.
    pub relation: Relation,
    /// Whether an order protects their address and whereabouts.
    pub protected: bool,
    /// How the services name them. Empty of protected people: which services know them says where they live.
    pub refs: Vec<PartyRef>,
}

/// A record as its service sent it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordEntry {
    /// From which service.
    pub source: SourceId,
    /// When this version of it came.
    pub received_at: DateTime<Utc>,
    /// Why its service no longer has it, if so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone: Option<TombstoneReason>,
    /// Its page; none for people and rights to act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// Its files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<DocumentEntry>,
    /// The record itself.
    #[serde(flatten)]
    pub record: Record,
}

/// A file of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentEntry {
    /// Its id at the service.
    pub id: RemoteId,
    /// Where it is in the archive.
    pub path: String,
    /// What its bytes are.
    pub media_type: String,
}

/// A record that is not in the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithheldEntry {
    /// Whom it concerns.
    pub party: PartyId,
    /// What it is.
    pub kind: RecordKind,
    /// When it came or last changed.
    pub at: Moment,
}

/// Something that the resident has sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentEntry {
    /// In whose matter, as the service to which it went names them.
    pub party: PartyRef,
    /// What it says.
    pub letter: Letter,
    /// The authority's receipt.
    pub receipt: Receipt,
}

/// The record without the addresses of its files: some open a file to whoever has them.
#[must_use]
pub fn without_addresses(mut record: Record) -> Record {
    let documents = match &mut record {
        Record::Case(case) => &mut case.documents,
        Record::Message(message) => &mut message.documents,
        Record::Decision(decision) => &mut decision.documents,
        Record::Task(task) => &mut task.documents,
        _ => return record,
    };
    for document in documents {
        document.href = None;
        document.expires_at = None;
    }
    record
}
