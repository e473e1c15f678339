//! What the file of a body's register may say: `data_uses.toml`. Every text is written in all three languages.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::content::Words;

/// Kinds of data by short name: `world/categories.toml`.
pub type Categories = BTreeMap<String, CategoryEntry>;

/// A kind of data.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryEntry {
    /// A term of DPV-PD, or one of our own.
    pub term: String,
    pub name: Words,
    #[serde(default)]
    pub special: bool,
}

/// The register of a body.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterFile {
    /// Whom to ask at the body about data protection.
    pub contact: String,
    /// What the body is called in the matters of a protected person, for its name says where they are.
    pub plain_name: Option<Words>,
    /// Where data are kept.
    pub location: Words,
    /// How a consent is withdrawn.
    pub withdrawal: Words,
    pub log: LogEntry,
    #[serde(default)]
    pub organisations: BTreeMap<String, OrganisationEntry>,
    pub retention: BTreeMap<String, Words>,
    pub roles: BTreeMap<String, Words>,
    pub r#use: Vec<UseEntry>,
    #[serde(default)]
    pub consent: Vec<ConsentEntry>,
    #[serde(default)]
    pub lookup: Vec<LookupEntry>,
}

/// How far back lookups are told.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogEntry {
    /// Also when the uses came into the register.
    pub since: String,
    pub systems: Vec<String>,
    pub gaps: Words,
}

/// An organisation other than the body.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationEntry {
    pub name: Words,
    pub address: Option<String>,
    pub contact: Option<String>,
}

/// A use of data. The rights that there are follow from its basis.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UseEntry {
    pub id: String,
    /// Whose data: one record each.
    pub who: Vec<String>,
    /// The kind of matter.
    pub unit: String,
    /// Who decides on it; the body where none is named.
    pub controller: Option<String>,
    pub purpose: Words,
    pub term: String,
    pub basis: String,
    pub statute: Option<String>,
    pub section: Option<String>,
    pub categories: Vec<String>,
    #[serde(default)]
    pub recipients: Vec<String>,
    pub retention: String,
    pub permission: Option<String>,
}

/// A consent, from the request on. What it is for, who asks and who receives is as its use says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentEntry {
    pub id: String,
    pub r#use: String,
    pub who: String,
    pub asked_at: String,
    pub latest_end: Option<String>,
    #[serde(default)]
    pub strong: bool,
    pub notice: ConsentNoticeEntry,
    pub data: Vec<DataEntry>,
    pub processing: Words,
    pub if_refused: Words,
    pub if_withdrawn: Words,
    pub event: Vec<EventEntry>,
    /// The earlier one of the file in whose place it stands.
    pub replaces: Option<String>,
}

/// The text by which the resident is informed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentNoticeEntry {
    pub id: String,
    pub version: String,
    pub text: Words,
    pub previous: Option<PreviousEntry>,
}

/// The version before.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreviousEntry {
    pub version: String,
    pub text: Words,
}

/// An item of data that is asked for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataEntry {
    pub id: String,
    /// Short name of its category.
    pub category: String,
    pub name: Words,
    pub value: Option<Words>,
    #[serde(default)]
    pub optional: bool,
    #[serde(default)]
    pub sensitive: bool,
}

/// Something that happened to a consent.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventEntry {
    pub at: String,
    pub state: String,
    /// Somebody of the body's people, or an organisation; the body where none is named.
    pub by: Option<String>,
    pub valid_to: Option<String>,
    #[serde(default)]
    pub items: Vec<String>,
}

/// A line of the access log.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookupEntry {
    pub at: String,
    pub r#use: String,
    pub who: String,
    pub action: Words,
    /// An organisation; the body where none is named.
    pub receiver: Option<String>,
    pub system: Option<String>,
    pub role: String,
    /// The consent of the file it rests on; the newest of the use where none is named.
    pub consent: Option<String>,
    /// Ids of items of the consent, or short names of categories; all that there are where none is named.
    #[serde(default)]
    pub data: Vec<String>,
    pub direction: String,
    #[serde(default)]
    pub denied: bool,
}
