//! Uses of residents' data: on which basis, by whom, and what a resident can say to them.
//!
//! Records of the feed: `data_use` ([`DataUseRecord`]), `consent` ([`ConsentRecord`]), `lookup` ([`LookupRecord`]) and `access_log`
//! ([`AccessLogRecord`]). Bases, purposes and categories are terms of the W3C Data Privacy Vocabulary 2.x, as compact IRIs
//! (`eu-gdpr:A6-1-e`, `dpv:PublicBenefit`), or words of the server's own.

use serde::{Deserialize, Serialize};

use crate::{LegalReferenceRecord, Texts};

/// `lawful_basis` of a disclosure of secret data by the permission of the person (Finland, Act 621/1999 §26), for which DPV has no
/// term.
pub const BASIS_DISCLOSURE_PERMISSION: &str = "fi-621-1999:26";

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganisationRecord {
    /// By which the server tells it from others, such as a business id.
    pub id: String,
    /// Name.
    pub name: Texts,
    /// Postal address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Whom to ask there about data protection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
}

/// A kind of data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CategoryRecord {
    /// A term of DPV-PD, or the server's own.
    pub id: String,
    /// What it is called.
    pub name: Texts,
    /// Whether it is of a special category (GDPR Art. 9(1)).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub special_category: bool,
}

/// One processing purpose with its legal basis (GDPR Art. 13(1)(c), 14(1)(c)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DataUseRecord {
    /// Id.
    pub id: String,
    /// Whose data.
    pub party: String,
    /// Who decides on the use.
    pub controller: OrganisationRecord,
    /// What the data are used for.
    pub purpose: Texts,
    /// The purpose as a term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose_type: Option<String>,
    /// Why it is lawful: `eu-gdpr:A6-1-a` to `-f`, `eu-gdpr:A9-2-a` or [`BASIS_DISCLOSURE_PERMISSION`].
    pub lawful_basis: String,
    /// The statute, where the basis is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statute: Option<LegalReferenceRecord>,
    /// Which data.
    #[serde(default)]
    pub categories: Vec<CategoryRecord>,
    /// Who receives them, by name; the controller itself is not repeated.
    #[serde(default)]
    pub recipients: Vec<OrganisationRecord>,
    /// How long they are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention: Option<Texts>,
    /// Where they are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Texts>,
    /// Whether decisions are made by machine alone (GDPR Art. 22), where the server says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub automated_decision: Option<bool>,
    /// What can be asked for here by `POST /v1/data-requests`: words of [`DataRequest::kind`].
    #[serde(default)]
    pub rights: Vec<String>,
    /// The choice that the law gives the resident, if it gives one: `consent`, `disclosure_permission` or `prohibition`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permission: Option<String>,
    /// The newest consent, permission or prohibition of it: id of a [`ConsentRecord`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<String>,
}

/// A consent, a permission to disclose or a prohibition, from the request on (ISO/IEC TS 27560:2023). One record has one purpose, so
/// that each is answered by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentRecord {
    /// `record_id` of ISO/IEC TS 27560.
    pub id: String,
    /// Version of the schema of this record.
    pub schema_version: String,
    /// Whose data: `pii_principal_id`, pairwise.
    pub party: String,
    /// Kind of matter, by which scopes of rights to act are counted: an id of [`crate::ServerCard::matters`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<String>,
    /// `consent`, `disclosure_permission` or `prohibition`.
    pub permission: String,
    /// The text that the resident is shown.
    pub notice: NoticeTextRecord,
    /// What it is for.
    pub purpose: PurposeRecord,
    /// Who asks, and decides on the use.
    pub controller: OrganisationRecord,
    /// Who has the data, and hands them on.
    pub source: OrganisationRecord,
    /// Who receives them beside the controller, by name.
    #[serde(default)]
    pub recipients: Vec<OrganisationRecord>,
    /// When it was asked, RFC 3339.
    pub asked_at: String,
    /// Last day on which it can be answered, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<String>,
    /// The last day that it can have, ISO 8601: nobody can consent for longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest_end: Option<String>,
    /// Whether giving it asks for a strong sign-in just now. Withdrawing never does.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub strong: bool,
    /// Whether only the party themself can answer, and nobody for them: a minor old enough for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub party_only: bool,
    /// What has happened, oldest first.
    pub events: Vec<ConsentEventRecord>,
    /// The earlier record in whose place this one stands: what has ended is not revived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// The use that rests on it: id of a [`DataUseRecord`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_use: Option<String>,
    /// The server's signed receipts, oldest first: one for each event by the resident.
    #[serde(default)]
    pub receipts: Vec<ConsentReceiptRecord>,
}

/// The text by which a resident is informed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoticeTextRecord {
    /// Id, the same in all versions.
    pub id: String,
    /// Version.
    pub version: String,
    /// Where it is: `GET /v1/notices/{id}/{version}`, a reference that is resolved against the card's own address.
    pub url: String,
    /// Each language's text by itself.
    pub texts: Vec<NoticeLanguageRecord>,
    /// The version before, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<PreviousNoticeRecord>,
}

/// A notice in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoticeLanguageRecord {
    /// BCP 47.
    pub language: String,
    /// Plain text, in paragraphs separated by blank lines.
    pub text: String,
    /// SHA-256 of the text in UTF-8, lower-case hexadecimal.
    pub sha256: String,
}

/// The version of a notice before the present one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreviousNoticeRecord {
    /// Version.
    pub version: String,
    /// Each language's text by itself.
    pub texts: Vec<NoticeLanguageRecord>,
}

/// What a consent is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PurposeRecord {
    /// In a line.
    pub purpose: Texts,
    /// As a term.
    pub purpose_type: String,
    /// `eu-gdpr:A6-1-a`, `eu-gdpr:A9-2-a` or [`BASIS_DISCLOSURE_PERMISSION`]; of a prohibition, the basis of the use.
    pub lawful_basis: String,
    /// Which data.
    pub data: Vec<ConsentDataRecord>,
    /// How they are processed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processing_method: Option<Texts>,
    /// Where they are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub storage_location: Option<Texts>,
    /// How long they are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention: Option<Texts>,
    /// Under whose law, ISO 3166-1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jurisdiction: Option<String>,
    /// How it is withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawal_method: Option<Texts>,
    /// What happens when it is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consequence_of_refusal: Option<Texts>,
    /// What happens when it is withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consequence_of_withdrawal: Option<Texts>,
}

/// An item of data that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentDataRecord {
    /// `pii_attribute_id`: names it within the record.
    pub id: String,
    /// `pii_type`: a term of DPV-PD, or the server's own.
    pub r#type: String,
    /// What it is called.
    pub name: Texts,
    /// What would be handed on as it is now, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Texts>,
    /// Whether the resident may leave it out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    /// Whether it is secret or otherwise sensitive.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sensitive: bool,
    /// Whether it is of a special category (GDPR Art. 9(1)).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub special_category: bool,
}

/// Something that happened to a consent. Events are chained: each names the one before by its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentEventRecord {
    /// When, RFC 3339.
    pub time: String,
    /// `requested`, `given`, `refused`, `deferred`, `withdrawn`, `revoked`, `expired` or `invalidated`: what it is from then on.
    pub state: String,
    /// Last day, ISO 8601, of what was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
    /// Who did it: a pairwise id of a person, or the id of an organisation.
    pub by: String,
    /// For whom, where somebody acted for the party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<String>,
    /// How it was said: `explicit` by an answer, `paper`, `by_time`, `by_authority`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indication: Option<String>,
    /// The items of data that were agreed to: ids of [`ConsentDataRecord`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// The SHA-256 of the notice that was shown, in its language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_sha256: Option<String>,
    /// SHA-256 of the event before in canonical form (RFC 8785), lower-case hexadecimal; of the first one, SHA-256 of the record's id.
    pub prev_hash: String,
}

/// A receipt (ISO/IEC TS 27560:2023 §6.4), signed by the server as decisions are ([`crate::SigningKeys`]): over its canonical form without
/// `signature`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentReceiptRecord {
    /// Version of the schema.
    pub schema_version: String,
    /// Id.
    pub receipt_id: String,
    /// When it was made, RFC 3339.
    pub created: String,
    /// Who made it: [`crate::ServerCard::id`].
    pub publisher: String,
    /// For whom: the pairwise id of the party.
    pub recipient: String,
    /// The [`ConsentRecord::id`].
    pub record_id: String,
    /// The state that the event brought.
    pub state: String,
    /// SHA-256 of that event in canonical form: so the receipt holds the whole chain up to it.
    pub event_sha256: String,
    /// The purpose as it was shown.
    pub purpose: Texts,
    /// Who receives the data: names.
    pub recipients: Vec<Texts>,
    /// What was agreed to: ids of [`ConsentDataRecord`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// Last day of what was given, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
    /// The notice that was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_sha256: Option<String>,
    /// The receipt before it of the same record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// Detached JWS.
    pub signature: String,
}

/// `POST /v1/consents/{id}/answer`: what the resident says to a request. It answers with a [`crate::Receipt`]; the consent with its
/// signed receipt comes with the feed. 409 where it cannot be answered any more, 412 where the notice is another by now, 401 with
/// `insufficient_user_authentication` where [`ConsentRecord::strong`] asks for more.
///
/// `POST /v1/consents/{id}/extension` takes the same: another consent, with the items and the last day that it says, takes the place
/// of the one that holds; that one is `expired` from then on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentAnswer {
    /// `given` or `refused`.
    pub answer: String,
    /// SHA-256 of the notice that was shown.
    pub notice_sha256: String,
    /// What is given (RFC 9396), one element; absent of a refusal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authorization_details: Vec<AuthorizationDetail>,
    /// Language in which it was shown; BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

/// [`AuthorizationDetail::type`] of consents.
pub const AUTHORIZATION_CONSENT: &str = "urn:resident-api:consent";

/// [`ConsentResource::type`] of the items of data of a consent.
pub const CONSENT_ITEM: &str = "urn:resident-api:consent-item";

/// What a consent permits (RFC 9396), in the form that Altinn's consents have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuthorizationDetail {
    /// [`AUTHORIZATION_CONSENT`].
    pub r#type: String,
    /// The [`ConsentRecord::id`].
    pub id: String,
    /// Whose data: the pairwise id of the party.
    pub from: String,
    /// Who may have them: [`OrganisationRecord::id`] of the controller. The server's word; not needed in a request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// When it was given, RFC 3339. The server's word; absent in a request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consented: Option<String>,
    /// Last day, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
    /// What may be done with what.
    pub consent_rights: Vec<ConsentRight>,
}

/// What may be done with one item of data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentRight {
    /// `read`.
    pub action: Vec<String>,
    /// The items.
    pub resource: Vec<ConsentResource>,
    /// More about it; nothing here yet.
    #[serde(default)]
    pub metadata: std::collections::BTreeMap<String, String>,
}

/// An item of data in a right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentResource {
    /// [`CONSENT_ITEM`].
    pub r#type: String,
    /// [`ConsentDataRecord::id`].
    pub value: String,
}

/// `POST /v1/consents/{id}/withdrawal`: ends what was given, or takes a prohibition back. It may overtake the giving: what is only
/// requested is refused by it, and a giving that comes later is too late (409). No sign-in is ever asked for it beyond the
/// one that there is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentWithdrawal {
    /// Language in which it was said; BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

/// `GET /v1/grants/{id}`: a consent as Grant Management for OAuth 2.0 has it; `DELETE` on the same path revokes it (204).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Grant {
    /// The [`ConsentRecord::id`].
    pub grant_id: String,
    /// Whether it permits anything now.
    pub active: bool,
    /// What it permits.
    pub authorization_details: Vec<AuthorizationDetail>,
}

/// `POST /v1/data-requests`: what a person may ask of who uses their data. Answers with a [`crate::Receipt`] whose record is the case that it
/// becomes; of `prohibit`, the prohibition, which holds at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DataRequest {
    /// Whose data.
    pub party: String,
    /// `access` (GDPR Art. 15), `rectification` (16), `erasure` (17), `restriction` (18), `objection` (21) or `prohibit`.
    pub kind: String,
    /// The use that it is about: id of a [`DataUseRecord`]; absent: all that the server does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_use: Option<String>,
    /// In the resident's words: which data are wrong, on which grounds they object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Language it is written in; BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

/// `POST /v1/data-uses/{id}/erasure-check`: whether an erasure would be granted. Nothing is erased, and nobody is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ErasureCheck {
    /// Whether it would.
    pub allowed: bool,
    /// Why not, or why not all of it (GDPR Art. 17(3)).
    #[serde(default)]
    pub reasons: Vec<ErasureReasonRecord>,
}

/// Why data are not erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ErasureReasonRecord {
    /// The server's own word.
    pub code: String,
    /// In words.
    pub message: Texts,
    /// The statute by which they are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statute: Option<LegalReferenceRecord>,
}

/// That somebody looked at, received or changed a resident's data: an entry of an access log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LookupRecord {
    /// Id.
    pub id: String,
    /// Whose data.
    pub party: String,
    /// When, RFC 3339.
    pub logtime: String,
    /// What was done and why, in words.
    pub action: Texts,
    /// Who: an [`OrganisationRecord::id`].
    pub receiver_code: String,
    /// Their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receiver_name: Option<Texts>,
    /// The information system in which it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receiver_system: Option<String>,
    /// The role of the person who did it, not their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Texts>,
    /// The system from which the data came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_system: Option<String>,
    /// The use it belongs to: id of a [`DataUseRecord`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_use: Option<String>,
    /// The purpose as a term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose_type: Option<String>,
    /// Why it is lawful, as in [`DataUseRecord::lawful_basis`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lawful_basis: Option<String>,
    /// The consent it rests on: id of a [`ConsentRecord`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<String>,
    /// Which data: [`CategoryRecord::id`], or [`ConsentDataRecord::id`] where it rests on a consent.
    #[serde(default)]
    pub data_categories: Vec<String>,
    /// `viewed`, `received`, `disclosed`, `changed` or `erased`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<String>,
    /// `allowed` or `denied`: of what was denied, nothing was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
}

/// How far back the log of lookups goes, and what is not in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccessLogRecord {
    /// Id.
    pub id: String,
    /// Whose data.
    pub party: String,
    /// Since when everything is in it, RFC 3339 or ISO 8601 day.
    pub since: String,
    /// Which systems write into it.
    #[serde(default)]
    pub systems: Vec<String>,
    /// What is not in it: systems without a log, lookups that are withheld while something is being investigated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gaps: Option<Texts>,
}
