//! The records of the feed.
//!
//! Times stay text here: one bad date must spoil one record, not a page, and only the connector knows how to say so.

use serde::{Deserialize, Serialize};

use crate::{
    AccessLogRecord, ActedRecord, ConsentRecord, DataUseRecord, GivenMandateRecord, LookupRecord, MandateRequestRecord,
    Questions, SealedDecisionRecord, Texts, WithdrawalRecord, answers::questions,
};

/// One record, by kind: `{"kind": "case", "record": {…}}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", content = "record", rename_all = "snake_case")]
pub enum FeedRecord {
    /// A person or organisation the resident may act for, the resident first of all.
    Party(PartyRecord),
    /// A right to act for one of them.
    Mandate(MandateRecord),
    /// A right to act that the resident has given to somebody.
    GivenMandate(GivenMandateRecord),
    /// A request for a right to act, of the resident or to them.
    MandateRequest(MandateRequestRecord),
    /// Something that somebody did for the resident.
    Acted(Box<ActedRecord>),
    /// A matter.
    Case(Box<CaseRecord>),
    /// A letter.
    Message(Box<MessageRecord>),
    /// A decision.
    Decision(Box<DecisionRecord>),
    /// A decision that waits to be received.
    SealedDecision(Box<SealedDecisionRecord>),
    /// Something to do.
    Task(Box<TaskRecord>),
    /// A use of data.
    DataUse(Box<DataUseRecord>),
    /// A consent, a permission to disclose or a prohibition.
    Consent(Box<ConsentRecord>),
    /// That somebody looked.
    Lookup(Box<LookupRecord>),
    /// How far back lookups are told.
    AccessLog(AccessLogRecord),
}

impl FeedRecord {
    /// The name of its kind, as tombstones and paths have it. A sealed decision is a decision: what is opened takes its place.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Party(_) => "party",
            Self::Mandate(_) => "mandate",
            Self::GivenMandate(_) => "given_mandate",
            Self::MandateRequest(_) => "mandate_request",
            Self::Acted(_) => "acted",
            Self::Case(_) => "case",
            Self::Message(_) => "message",
            Self::Decision(_) | Self::SealedDecision(_) => "decision",
            Self::Task(_) => "task",
            Self::DataUse(_) => "data_use",
            Self::Consent(_) => "consent",
            Self::Lookup(_) => "lookup",
            Self::AccessLog(_) => "access_log",
        }
    }

    /// Its id.
    pub fn id(&self) -> &str {
        match self {
            Self::Party(record) => &record.id,
            Self::Mandate(record) => &record.id,
            Self::GivenMandate(record) => &record.id,
            Self::MandateRequest(record) => &record.id,
            Self::Acted(record) => &record.id,
            Self::Case(record) => &record.id,
            Self::Message(record) => &record.id,
            Self::Decision(record) => &record.id,
            Self::SealedDecision(record) => &record.id,
            Self::Task(record) => &record.id,
            Self::DataUse(record) => &record.id,
            Self::Consent(record) => &record.id,
            Self::Lookup(record) => &record.id,
            Self::AccessLog(record) => &record.id,
        }
    }
}

/// A person or organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartyRecord {
    /// Pairwise id: the same person has another id at another public body.
    pub id: String,
    /// Name.
    pub name: String,
    /// `myself`, `child`, `ward`, `principal`, `company`, `association` or `estate`.
    pub relation: String,
    /// Date of birth, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born_on: Option<String>,
    /// Business id of an organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_id: Option<String>,
    /// Whether an order protects their address (turvakielto).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub protected: bool,
    /// Whether some of their matters are not sent to this resident, because a minor has forbidden it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withheld: bool,
}

/// A right to act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MandateRecord {
    /// Id.
    pub id: String,
    /// For whom.
    pub party: String,
    /// `custody`, `guardianship`, `power_of_attorney` or `role`.
    pub basis: String,
    /// Kinds of matters it covers; absent means every matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Vec<String>>,
    /// First day, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    /// Last day, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
}

/// A matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseRecord {
    /// Id.
    pub id: String,
    /// Whose matter.
    pub party: String,
    /// Kind of matter, by which scopes of rights to act are counted: an id of [`crate::ServerCard::matters`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<String>,
    /// Title.
    pub title: Texts,
    /// The matter in a sentence or two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Texts>,
    /// Media type of `summary`: `text/plain`, which it is unless it says otherwise, or `text/markdown`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_type: Option<String>,
    /// Where it stands.
    pub status: StatusRecord,
    /// Register number (diaarinumero).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register_number: Option<String>,
    /// Department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Texts>,
    /// When it began, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_at: Option<String>,
    /// When it last changed, RFC 3339.
    pub updated_at: String,
    /// What happens next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_step: Option<Texts>,
    /// Day by which the authority expects to have handled it, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_by: Option<String>,
    /// Day by which the resident must answer, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// What has happened, oldest first.
    #[serde(default)]
    pub timeline: Vec<TimelineRecord>,
    /// Files.
    #[serde(default)]
    pub documents: Vec<DocumentRecord>,
    /// When the server will delete it, RFC 3339 or ISO 8601 day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retained_until: Option<String>,
    /// Whether the resident can take it back, where the server says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawal: Option<WithdrawalRecord>,
    /// What is asked of how it went, once it has ended, as long as the resident has not replied.
    #[serde(default, deserialize_with = "questions", skip_serializing_if = "Questions::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<crate::QuestionRecord>>))]
    pub feedback: Questions,
    /// The decision whose review was requested, where this case is that request: id of a [`DecisionRecord`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviews: Option<String>,
}

/// A status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatusRecord {
    /// `draft`, `sent`, `received`, `in_progress`, `needs_you`, `waiting`, `decided`, `closed` or `withdrawn`.
    pub code: String,
    /// The authority's own words for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<Texts>,
}

/// One thing that happened in a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TimelineRecord {
    /// When, RFC 3339.
    pub at: String,
    /// What.
    pub title: Texts,
    /// More about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<Texts>,
    /// `resident`, `authority` or `third_party`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// The status the case got by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<StatusRecord>,
}

/// What an item asks of the resident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NeedRecord {
    /// `nothing`, `optional` or `required`.
    pub kind: String,
    /// Last day of an offer or due day of a duty, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
}

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageRecord {
    /// Id.
    pub id: String,
    /// Whose matter.
    pub party: String,
    /// Kind of matter, by which scopes of rights to act are counted: an id of [`crate::ServerCard::matters`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<String>,
    /// The case it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// Title.
    pub title: Texts,
    /// Text, in paragraphs separated by blank lines.
    pub body: Texts,
    /// Media type of `body`: `text/plain`, which it is unless it says otherwise, or `text/markdown`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_type: Option<String>,
    /// Whether the resident wrote it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub outgoing: bool,
    /// Writer's name or role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<Texts>,
    /// Department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Texts>,
    /// When it was sent, RFC 3339.
    pub sent_at: String,
    /// What it asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<NeedRecord>,
    /// Files.
    #[serde(default)]
    pub documents: Vec<DocumentRecord>,
}

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskRecord {
    /// Id.
    pub id: String,
    /// Whose matter.
    pub party: String,
    /// Kind of matter, by which scopes of rights to act are counted: an id of [`crate::ServerCard::matters`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<String>,
    /// The case it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// What is asked, as a verb.
    pub title: Texts,
    /// What it means and how to do it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Texts>,
    /// Media type of `body`: `text/plain`, which it is unless it says otherwise, or `text/markdown`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_type: Option<String>,
    /// Department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Texts>,
    /// When it was asked, RFC 3339.
    pub asked_at: String,
    /// Duty or offer.
    pub need: NeedRecord,
    /// `supply_document`, `answer` or `open_in_browser`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// `https` address for `open_in_browser`, and for what an app cannot answer itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Who has answered, where it takes several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<AnswersRecord>,
    /// `open`, `done` or `cancelled`.
    pub state: String,
    /// Files.
    #[serde(default)]
    pub documents: Vec<DocumentRecord>,
    /// What is asked, question by question, where it can be answered by `POST /v1/tasks/{id}/answer`.
    #[serde(default, deserialize_with = "questions", skip_serializing_if = "Questions::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<crate::QuestionRecord>>))]
    pub questions: Questions,
}

/// Answers of several people to one question, such as of both guardians of a child.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnswersRecord {
    /// How many are needed.
    pub needed: u8,
    /// Those that have been given, oldest first.
    #[serde(default)]
    pub given: Vec<AnswerRecord>,
}

/// One answer of several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnswerRecord {
    /// Who answered.
    pub holder_name: String,
    /// When, RFC 3339.
    pub answered_at: String,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecisionRecord {
    /// Id.
    pub id: String,
    /// Whose matter.
    pub party: String,
    /// Kind of matter, by which scopes of rights to act are counted: an id of [`crate::ServerCard::matters`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<String>,
    /// The case it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// Title.
    pub title: Texts,
    /// Who decided.
    pub authority: Texts,
    /// Register number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register_number: Option<String>,
    /// Section (pykälä).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// When it was made, RFC 3339 or ISO 8601 day.
    pub made_at: String,
    /// `granted`, `partly_granted`, `refused`, `dismissed` or `other`.
    pub outcome: String,
    /// The outcome in plain words.
    pub summary: Texts,
    /// Media type of `summary` and of the sections: `text/plain`, which it is unless it says otherwise, or `text/markdown`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_type: Option<String>,
    /// The decision, in sections.
    #[serde(default)]
    pub sections: Vec<SectionRecord>,
    /// The law it rests on.
    #[serde(default)]
    pub legal_basis: Vec<LegalReferenceRecord>,
    /// How to seek a change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal: Option<AppealRecord>,
    /// How notice was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<NoticeRecord>,
    /// Who prepared or made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maker: Option<Texts>,
    /// Whom to ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Texts>,
    /// Files.
    #[serde(default)]
    pub documents: Vec<DocumentRecord>,
    /// The earlier decision of the same server that it takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<ReplacesRecord>,
    /// The authority's signature: a detached JWS (RFC 7515, appendix F) by one of [`crate::ServerCard::signing_keys`] over this
    /// record without this member, in canonical form (RFC 8785). What is told at [`crate::SigningKeys`].
    #[serde(default, deserialize_with = "crate::text_or_nothing", skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
}

/// Which decision another one takes the place of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReplacesRecord {
    /// Id of the earlier decision.
    pub decision: String,
    /// `corrected`: an error in it is put right (in Finland Act 434/2003 §§ 50 and 51); `renewed`: the matter was decided anew.
    pub kind: String,
}

/// A section of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SectionRecord {
    /// Heading.
    pub heading: Texts,
    /// Text, in paragraphs separated by blank lines.
    pub body: Texts,
}

/// A statute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LegalReferenceRecord {
    /// Name and number.
    pub statute: Texts,
    /// Section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// `https` address where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// How to seek a change in a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppealRecord {
    /// `review_request`, `municipal_appeal`, `administrative_appeal` or `not_appealable`.
    pub kind: String,
    /// `local_government_act`, `administrative_procedure_act`, `wellbeing_services_county_act`, else the act's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regime: Option<String>,
    /// To whom it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Texts>,
    /// Address, e-mail, opening hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Texts>,
    /// Period in days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_days: Option<u16>,
    /// The last day as the authority gives it, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<String>,
    /// When the office closes, `HH:MM` local time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office_closes_at: Option<String>,
    /// Who may appeal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Texts>,
    /// What an appeal must contain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contents: Option<Texts>,
    /// What it costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Texts>,
    /// Whether a request for review is received here, by `POST /v1/decisions/{id}/review-request`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub receives: bool,
}

/// How notice was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoticeRecord {
    /// `electronic`, `verified`, `letter` or `minutes`.
    pub method: String,
    /// When it was sent, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<String>,
    /// Day on which it is taken to have reached the resident, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deemed_served_on: Option<String>,
    /// When the resident received it, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub served_at: Option<String>,
}

/// A file's description. Its bytes are at `/v1/documents/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocumentRecord {
    /// Id.
    pub id: String,
    /// What it is called.
    pub name: Texts,
    /// Media type.
    pub media_type: String,
    /// Size in bytes.
    pub size: u64,
    /// Lower-case hexadecimal SHA-256 of the bytes.
    pub sha256: String,
}
