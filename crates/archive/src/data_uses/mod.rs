//! Everything about the use of a person's data, taken out: as linked data, and as pages that anybody reads and checks.
//!
//! ```text
//! index.html            who uses what, on which basis; each consent with its history and receipts; checks the receipts itself
//! lookups.html          who looked, newest first
//! data-uses.jsonld      the same for programs: JSON-LD in the terms of the W3C Data Privacy Vocabulary (jsonld.rs)
//! receipts.json         each receipt as it was signed, with its detached JWS (RFC 7515, appendix F)
//! keys/1.json           the keys by which a service signs, as a JWK Set (RFC 7517)
//! style.css, check.js
//! ```
//!
//! and what every archive of this app is checked by as a whole (`crate`). No file asks anything of the network.

mod jsonld;
mod page;

use domain::{
    consent::{Consent, State},
    data_use::DataUse,
    id::SourceId,
    lookup::{AccessLog, Lookup},
};
use protocol::{
    data_use::{ConsentBody, DataUseLineView, LookupView},
    view::{PartyView, Text},
};
use serde::Serialize;

pub use self::{
    jsonld::{CONTEXT, of_consent, of_log, of_lookup, of_use},
    page::{index, lookups_begin, lookups_end, lookups_row},
};

/// The script by which the page checks receipts.
pub const CHECK: &str = include_str!("check.js");

/// A use.
pub struct UseEntry {
    /// As the app shows it.
    pub line: DataUseLineView,
    /// As its source tells it.
    pub record: DataUse,
    /// That source.
    pub source: SourceId,
}

/// A consent, a permission to disclose or a prohibition.
pub struct ConsentEntry {
    /// As the app shows it.
    pub body: ConsentBody,
    /// What it is called.
    pub title: Text,
    /// Whose data.
    pub whose: PartyView,
    /// Who tells of it.
    pub sender: Text,
    /// As its source tells it.
    pub record: Consent,
    /// Where it stands, as the device has checked.
    pub state: State,
    /// That source.
    pub source: SourceId,
}

/// How far back a log goes.
pub struct LogEntry {
    /// As its source tells it.
    pub record: AccessLog,
    /// That source.
    pub source: SourceId,
}

/// A lookup.
pub struct LookupEntry {
    /// As the app shows it.
    pub view: LookupView,
    /// As its source tells it.
    pub record: Lookup,
}

/// A receipt as the page checks it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReceiptEntry {
    /// Its id, as the page names it.
    pub id: String,
    /// Whose keys it is checked by: a name in [`KeysEntry`].
    pub keys: String,
    /// What is signed: the receipt in canonical form (RFC 8785), without its signature.
    pub content: String,
    /// The signature: a detached JWS in compact form.
    pub jws: String,
}

/// The keys of a service.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KeysEntry {
    /// By which receipts name them.
    pub name: String,
    /// Of whom.
    pub sender: String,
    /// A JWK Set.
    pub keys: serde_json::Value,
}

/// Everything but the lookups.
pub struct Register {
    /// The uses.
    pub uses: Vec<UseEntry>,
    /// The consents.
    pub consents: Vec<ConsentEntry>,
    /// How far back lookups are told.
    pub logs: Vec<LogEntry>,
    /// The receipts of the consents.
    pub receipts: Vec<ReceiptEntry>,
    /// The keys by which they are checked.
    pub keys: Vec<KeysEntry>,
    /// How many lookups there are.
    pub lookups: u32,
    /// How many records are not in it, because an order protects whom they concern.
    pub withheld: u32,
}
