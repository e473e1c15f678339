//! Wire types of the Resident API, the open contract a municipality can implement when it has no other.
//!
//! Both sides use them: the reference municipality serves them, the connector reads them. They carry no rules and no
//! trust; the connector turns them into `domain` types. Unknown fields are ignored, so that a newer server can serve an
//! older app. JSON over HTTPS; times are RFC 3339; errors are RFC 9457 problem details ([`Problem`]).
//!
//! | path | what |
//! | --- | --- |
//! | `GET /.well-known/resident-api` | [`ServerCard`]: who this is and what it offers |
//! | [`ServerCard::signing_keys`] | [`SigningKeys`]: the keys by which decisions are signed, those of earlier days too |
//! | `GET /v1/changes?after=CURSOR&limit=N` | [`ChangesPage`]: the ordered feed of everything the resident may see |
//! | `GET /v1/events` | server-sent events named [`EVENT_CHANGED`], hints without content |
//! | `GET /v1/documents/{id}` | a document's bytes; ranges, `ETag`, `Repr-Digest` |
//! | `POST /v1/{kind}/{id}/opened` | the resident opened an item; says nothing about service of notice |
//! | `POST /v1/decisions/{id}/receipt` | the resident receives a sealed decision; answers with a [`DecisionReceipt`] |
//! | `POST /v1/mandates` | [`MandateOffer`]: give a right to act, or ask for one; answers with a [`Receipt`] |
//! | `POST /v1/mandates/code` | [`OwnCode`]: shown to the person who gives or asks |
//! | `POST /v1/mandates/{id}/answer` | [`MandateAnswer`] to a request; answers with a [`Receipt`] |
//! | `POST /v1/mandates/{id}/withdrawal` | ends a right that was given or is held, or a request; answers with a [`Receipt`] |
//! | `POST /v1/messages` | [`Letter`]: a letter from the resident; answers with a [`Receipt`] |
//! | `POST /v1/tasks/{id}/answer` | [`TaskAnswer`]: replies to the questions of a task; answers with a [`Receipt`] |
//! | `POST /v1/cases/{id}/withdrawal` | [`CaseWithdrawal`]: takes a case back; answers with a [`Receipt`] |
//! | `POST /v1/cases/{id}/feedback` | [`CaseFeedback`]: how a case went; answers with a [`Receipt`] |
//! | `POST /v1/decisions/{id}/review-request` | [`ReviewRequest`]: asks that a decision be reviewed; answers with a [`Receipt`] |
//! | `POST /v1/consents/{id}/answer` | [`ConsentAnswer`]: gives or refuses what is asked; answers with a [`Receipt`] |
//! | `POST /v1/consents/{id}/extension` | [`ConsentAnswer`]: prolongs what was given, by another record; answers with a [`Receipt`] |
//! | `POST /v1/consents/{id}/withdrawal` | [`ConsentWithdrawal`]: ends what was given; answers with a [`Receipt`] |
//! | `GET`, `DELETE /v1/grants/{id}` | [`Grant`]: the same as OAuth's Grant Management has it: query and revoke |
//! | `GET /v1/notices/{id}/{version}` | the exact text of a notice, in the language of `Accept-Language` |
//! | `POST /v1/data-requests` | [`DataRequest`]: access, rectification, erasure, restriction, objection; answers with a [`Receipt`] |
//! | `POST /v1/data-uses/{id}/erasure-check` | [`ErasureCheck`]: whether an erasure would be granted |
//! | `POST /v1/contact-requests` | [`ContactRequest`]: to be called or to meet somebody; answers with a [`Receipt`] |
//! | `POST /v1/uploads` | [`UploadOffer`]: a file for a letter; answers with an [`UploadState`] |
//! | `PATCH /v1/uploads/{id}` | the next bytes of it; answers with an [`UploadState`] |
//! | `GET /openapi.json` | this contract as OpenAPI 3.1 |
//!
//! **Fetching is not reading.** The feed is prefetch; an item counts as opened only by `…/opened`.
//!
//! **Sealed decisions** (verified notice; [`SealedDecisionRecord`]) are in the feed before they are served: who decided is open, what
//! was decided is encrypted. Only `…/receipt`, after a sign-in just now and by strong means, serves one, and gives the key.
//!
//! **Signing in** is OpenID Connect at the card's issuer, by authorization code with PKCE in the system browser. Access
//! tokens are opaque to the app. One that is bound to a key (DPoP, RFC 9449) comes with a proof of that key. A 401 of type
//! [`PROBLEM_SIGN_IN`] asks for a new sign-in; after any other, a refresh or another proof helps, as `WWW-Authenticate`
//! says. Where it says `insufficient_user_authentication` (RFC 9470) the sign-in goes on, but for this the resident identifies
//! themselves once more, as strongly and recently as `acr_values` and `max_age` say. A server may want that of whoever gives a
//! right or a weighty consent, and never of whoever withdraws or refuses one; it wants it of whoever receives a sealed decision.

mod answers;
mod data_use;
mod letters;
mod mandates;
mod records;
mod reviews;
mod sealed;
mod signatures;

pub use answers::*;
pub use data_use::*;
pub use letters::*;
pub use mandates::*;
pub use records::*;
pub use reviews::*;
pub use sealed::*;
use serde::{Deserialize, Serialize};
pub(crate) use signatures::text_or_nothing;
pub use signatures::*;

/// Path of the [`ServerCard`].
pub const WELL_KNOWN: &str = "/.well-known/resident-api";
/// Version of the contract described here.
pub const API_VERSION: &str = "1.0";
/// Name of the server-sent event that says there is something new in the feed.
pub const EVENT_CHANGED: &str = "changed";
/// Most changes a page may hold, whatever `limit` asks.
pub const MAX_PAGE: usize = 1000;
/// [`Problem::r#type`] of the 410 that says: this cursor is too old, start again without one.
pub const PROBLEM_CURSOR_EXPIRED: &str = "urn:resident-api:cursor-expired";
/// [`Problem::r#type`] of the 401 that says: sign in again.
pub const PROBLEM_SIGN_IN: &str = "urn:resident-api:sign-in";
/// `acr` of a sign-in with strong electronic identification.
pub const ACR_STRONG: &str = "urn:resident-api:acr:strong";
/// `acr` of a sign-in by a user name and a password.
pub const ACR_BASIC: &str = "urn:resident-api:acr:basic";

/// Who a server is and what it offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServerCard {
    /// Version of this contract, `major.minor`.
    pub api_version: String,
    /// Stable identifier of the public body, such as `haikkala`.
    pub id: String,
    /// Its name.
    pub name: Texts,
    /// Languages it serves in, as BCP 47 tags.
    pub languages: Vec<String>,
    /// OpenID Connect issuer for sign-in, where there is one: authorization code with PKCE, in the system browser. A
    /// client takes this very text and no other (OpenID Connect Discovery §4.3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// By which name the issuer knows residents' apps. They are public clients: there is no secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// What an app asks for; with nothing here, `openid` and `offline_access`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<String>,
    /// The resource indicator (RFC 8707) to send along, where the issuer makes tokens for more than this server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// What the server can do.
    pub features: Vec<Feature>,
    /// Kinds of matters here, by which rights to act are limited.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub matters: Vec<MatterName>,
    /// How much it takes of a letter, where it takes letters ([`Feature::Letters`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letters: Option<LetterCaps>,
    /// What it takes with a letter, where it takes files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachments: Option<AttachmentCaps>,
    /// How to reach people there.
    #[serde(default)]
    pub contact: Vec<ContactChannel>,
    /// What it asks of a resident who wants to be called or to meet somebody, where that can be asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_form: Option<ContactForm>,
    /// Where the keys are by which it signs decisions ([`SigningKeys`]), where it signs them: an address, or a reference that is
    /// resolved against the card's own (RFC 3986 §5). Of the same origin as the card, so that nobody else vouches for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signing_keys: Option<String>,
}

/// A kind of matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatterName {
    /// Its id, as in `matter` of records and in scopes of rights to act.
    pub id: String,
    /// What it is called.
    pub name: Texts,
}

/// Something a server can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    /// The change feed.
    Changes,
    /// Hints by server-sent events.
    Events,
    /// Documents by id.
    Documents,
    /// `opened` is recorded.
    Opened,
    /// Rights to act are given, asked for and withdrawn here.
    Mandates,
    /// Letters from residents are received.
    Letters,
    /// Uses of data, consents and lookups are in the feed, and consents are answered and withdrawn here.
    DataUses,
    /// Requests about data are received.
    DataRequests,
    /// A feature newer than this crate.
    #[serde(other)]
    Unknown,
}

/// One way to reach people at a public body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactChannel {
    /// Phone, visit and so on.
    pub kind: ContactKind,
    /// What it is for.
    pub title: Texts,
    /// Number, street address, e-mail address or `https` address.
    pub value: String,
    /// Opening hours in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Texts>,
    /// Anything else worth knowing: languages, interpreter, accessibility.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Texts>,
}

/// Kind of a contact channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// Telephone.
    Phone,
    /// A place to visit.
    Visit,
    /// Electronic mail.
    Email,
    /// A web page.
    Web,
    /// Interpreting.
    Interpreter,
    /// Remote service by video.
    Remote,
    /// A channel newer than this crate.
    #[serde(other)]
    Other,
}

/// A text in the languages of the municipality. At least one is present.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Texts {
    /// Finnish.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fi: Option<String>,
    /// Swedish.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sv: Option<String>,
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

/// One page of the feed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangesPage {
    /// Changes, oldest first.
    pub changes: Vec<FeedChange>,
    /// Opaque cursor after the last of them; the value for the next `after`.
    pub next: String,
    /// Whether there are more right now.
    pub more: bool,
}

/// One change of the feed. A later change of the same kind and id replaces an earlier one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum FeedChange {
    /// A record is new or different.
    Upsert(FeedRecord),
    /// A record is gone.
    Tombstone(FeedTombstone),
}

/// A record that is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeedTombstone {
    /// What it was: the `kind` it was upserted with.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// `withdrawn`, `retention_ended`, `misdirected` or `access_ended`; other words mean no stated reason.
    pub reason: String,
    /// When, RFC 3339.
    pub at: String,
}

/// RFC 9457 problem details, media type `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// URI of the kind of problem; `about:blank` where the status says it all.
    #[serde(default = "about_blank")]
    pub r#type: String,
    /// The kind of problem in words, English.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// This occurrence in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Parts of the request that are not acceptable (422).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

fn about_blank() -> String {
    "about:blank".to_owned()
}
