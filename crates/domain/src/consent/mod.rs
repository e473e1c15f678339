//! Consents, permissions to disclose and prohibitions: what is asked, what was said to it, and where it stands.
//!
//! The record is that of ISO/IEC TS 27560:2023, with one purpose each, so that each is answered by itself. Its terms are those of
//! the W3C Data Privacy Vocabulary.

mod state;
#[cfg(test)]
mod tests;
pub mod watch;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

pub use self::state::{Overlay, State};
use crate::{
    data_use::{LegalBasis, Organisation, Permission},
    id::RemoteId,
    need::Need,
    signature::Signature,
    text::{Language, Localized},
    time::Moment,
};

/// How long the device believes that what was given still holds without having heard of it from its source.
pub const FRESH_FOR: TimeDelta = TimeDelta::days(30);

/// A consent, a permission to disclose or a prohibition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Its id at the source.
    pub id: RemoteId,
    /// Whose data, as the source names them.
    pub party: RemoteId,
    /// Kind of matter, by which rights to act are counted.
    pub matter: Option<String>,
    /// Version of the schema of the record, as the source names it.
    pub schema_version: String,
    /// Which of the three choices it is.
    pub permission: Permission,
    /// The text by which the resident is informed.
    pub notice: Notice,
    /// What it is for.
    pub purpose: Purpose,
    /// Who asks, and decides on the use.
    pub controller: Organisation,
    /// Who has the data, and hands them on.
    pub provider: Organisation,
    /// Who receives them beside the controller.
    pub recipients: Vec<Organisation>,
    /// When it was asked.
    pub asked_at: Moment,
    /// Last day on which it can be answered.
    pub answer_by: Option<NaiveDate>,
    /// The last day that it can have.
    pub latest_end: Option<NaiveDate>,
    /// Whether giving it asks for a strong sign-in just now.
    pub strong: bool,
    /// Whether only the party themself can answer.
    pub party_only: bool,
    /// What has happened, oldest first.
    pub events: Vec<Event>,
    /// Whether each event names the one before by its hash.
    pub is_chained: bool,
    /// The earlier record in whose place this one stands.
    pub replaces: Option<RemoteId>,
    /// The use that rests on it.
    pub data_use: Option<RemoteId>,
    /// The source's signed receipts, oldest first.
    pub receipts: Vec<Receipt>,
}

/// The text by which a resident is informed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Id, the same in all versions.
    pub id: String,
    /// Version.
    pub version: String,
    /// Where it is, as the source writes it.
    pub url: String,
    /// Each language's text by itself.
    pub texts: Vec<NoticeText>,
    /// The version before, with its texts.
    pub previous: Option<(String, Vec<NoticeText>)>,
}

/// A notice in one language. It is kept as it came, for its hash is over that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeText {
    /// BCP 47.
    pub language: String,
    /// The text.
    pub text: String,
    /// SHA-256 that the source gives, lower-case hexadecimal.
    pub sha256: String,
    /// Whether that is the hash of this text.
    pub is_whole: bool,
}

impl Notice {
    /// The text for a reader of this language; the first one where there is none.
    pub fn for_reader(&self, language: Language) -> Option<&NoticeText> {
        Self::text_for(&self.texts, language)
    }

    /// The text of the version before for such a reader.
    pub fn previous_for(&self, language: Language) -> Option<&NoticeText> {
        self.previous.as_ref().and_then(|(_, texts)| Self::text_for(texts, language))
    }

    fn text_for(texts: &[NoticeText], language: Language) -> Option<&NoticeText> {
        texts.iter().find(|text| Language::from_tag(&text.language) == Some(language)).or_else(|| texts.first())
    }
}

/// What a consent is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purpose {
    /// In a line.
    pub name: Localized,
    /// As a term.
    pub term: String,
    /// Why it is lawful.
    pub basis: LegalBasis,
    /// Which data.
    pub data: Vec<DataItem>,
    /// How they are processed.
    pub processing: Option<Localized>,
    /// Where they are kept.
    pub location: Option<Localized>,
    /// How long they are kept.
    pub retention: Option<Localized>,
    /// Under whose law, ISO 3166-1.
    pub jurisdiction: Option<String>,
    /// How it is withdrawn.
    pub withdrawal: Option<Localized>,
    /// What happens when it is refused.
    pub if_refused: Option<Localized>,
    /// What happens when it is withdrawn.
    pub if_withdrawn: Option<Localized>,
}

/// An item of data that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataItem {
    /// Names it within the record.
    pub id: String,
    /// As a term.
    pub term: String,
    /// What it is called.
    pub name: Localized,
    /// What would be handed on as it is now, where that is known.
    pub value: Option<Localized>,
    /// Whether the resident may leave it out.
    pub optional: bool,
    /// Whether it is secret or otherwise sensitive.
    pub sensitive: bool,
    /// Whether it is of a special category (GDPR Art. 9(1)).
    pub special_category: bool,
}

/// Something that happened to a consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub at: DateTime<Utc>,
    /// What it is from then on.
    pub state: State,
    /// Last day of what was given.
    pub valid_to: Option<NaiveDate>,
    /// Who did it, as the source names them.
    pub by: String,
    /// For whom, where somebody acted for the party.
    pub on_behalf_of: Option<String>,
    /// How it was said, in the source's word.
    pub indication: Option<String>,
    /// The items of data that were agreed to.
    pub items: Vec<String>,
    /// The notice that was shown, by its hash.
    pub notice_sha256: Option<String>,
    /// Its own SHA-256 in canonical form (RFC 8785), by which the next one and its receipt name it.
    pub sha256: String,
    /// By what it names the one before.
    pub prev_hash: String,
}

/// A receipt of the source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Its id.
    pub id: String,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// What it is from then on.
    pub state: State,
    /// The event, by its hash.
    pub event_sha256: String,
    /// The source's signature over it, with what it is over.
    pub signature: Signature,
}

/// What there is to know of where a consent stands, beyond its own record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Now.
    pub now: DateTime<Utc>,
    /// Today in Finland.
    pub today: NaiveDate,
    /// When its source was last heard of.
    pub heard_at: Option<DateTime<Utc>>,
    /// Whether a signature of its receipts is known not to hold.
    pub is_forged: bool,
}

/// Why nothing can be said of where a consent stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// Its events contradict each other.
    Contradictory,
    /// Its events are not chained: one was changed, taken out or put in.
    Unchained,
    /// A receipt of it is not the source's.
    Forged,
    /// The source has not been heard of for longer than [`FRESH_FOR`].
    Stale,
}

impl Consent {
    /// Where it stands, and why that is not known.
    pub fn standing(&self, evidence: Evidence) -> (State, Option<Doubt>) {
        let doubt = |doubt| (State::Unknown, Some(doubt));
        if !self.is_chained {
            return doubt(Doubt::Unchained);
        }
        if evidence.is_forged {
            return doubt(Doubt::Forged);
        }
        let told = State::after(self.events.iter().map(|event| event.state));
        if told == State::Unknown || !self.events.is_sorted_by_key(|event| event.at) {
            return doubt(Doubt::Contradictory);
        }
        let over = |day: Option<NaiveDate>| day.is_some_and(|day| day < evidence.today);
        if told.is_open() && over(self.answer_by) || told.permits() && over(self.valid_to()) {
            return (State::Expired, None);
        }
        let is_stale = evidence.heard_at.is_none_or(|heard| evidence.now - heard > FRESH_FOR);
        if told.permits() && is_stale {
            return doubt(Doubt::Stale);
        }
        (told, None)
    }

    /// The event by which it was given.
    pub fn given(&self) -> Option<&Event> {
        self.events.iter().rev().find(|event| event.state == State::Given)
    }

    /// The last day of what was given.
    pub fn valid_to(&self) -> Option<NaiveDate> {
        self.given().and_then(|event| event.valid_to)
    }

    /// The event after which it permits nothing any more.
    pub fn ended(&self) -> Option<&Event> {
        self.events.iter().find(|event| event.state.is_end())
    }

    /// What it asks of the resident: to answer is an offer, never a duty.
    pub fn need(&self) -> Need {
        let told = State::after(self.events.iter().map(|event| event.state));
        if told.is_open() { Need::Optional { last_day: self.answer_by } } else { Need::Nothing }
    }

    /// Whether what happened to it last is something that the resident did not say themself.
    pub fn is_news(&self) -> bool {
        let last = self.events.last().map(|event| event.state);
        last.is_none_or(|state| state.is_open() || matches!(state, State::Revoked | State::Invalidated))
    }

    /// When something last happened to it.
    pub fn changed_at(&self) -> Moment {
        self.events.last().map_or(self.asked_at, |event| event.at.into())
    }

    /// The items of data that were agreed to.
    pub fn agreed(&self) -> impl Iterator<Item = &DataItem> {
        let items = self.given().map(|event| event.items.as_slice()).unwrap_or_default();
        self.purpose.data.iter().filter(move |item| items.contains(&item.id))
    }
}

/// What a resident says to a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// They give it: these items, until the end of this day.
    Given {
        /// Ids of [`DataItem`]: what is not optional, and what they have chosen.
        items: Vec<String>,
        /// Last day; none: as long as it is needed.
        valid_to: Option<NaiveDate>,
    },
    /// They prolong what they gave, by another consent in its place.
    Extended {
        /// Ids of [`DataItem`]: those that were agreed to.
        items: Vec<String>,
        /// Last day.
        valid_to: NaiveDate,
    },
    /// They refuse it.
    Refused,
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerFlaw {
    /// The request is answered already, or its time is over.
    Closed,
    /// An item is missing that is not optional, or is none of the request.
    Items,
    /// The last day is over, or later than it can be.
    LastDay,
}

impl Answer {
    /// What it says of the items that must go and those that were chosen.
    pub fn given(consent: &Consent, chosen: &[String], valid_to: Option<NaiveDate>) -> Self {
        let goes = |item: &&DataItem| !item.optional || chosen.contains(&item.id);
        Self::Given { items: consent.purpose.data.iter().filter(goes).map(|item| item.id.clone()).collect(), valid_to }
    }

    /// What is wrong with it as an answer to this request, or as a prolongation of this consent.
    pub fn flaw(&self, consent: &Consent, state: State, today: NaiveDate) -> Option<AnswerFlaw> {
        let can_be_said = match self {
            Self::Given { .. } | Self::Refused => state.is_open(),
            Self::Extended { .. } => state.permits(),
        };
        if !can_be_said {
            return Some(AnswerFlaw::Closed);
        }
        let (items, valid_to) = match self {
            Self::Refused => return None,
            Self::Given { items, valid_to } => (items, *valid_to),
            Self::Extended { items, valid_to } => (items, Some(*valid_to)),
        };
        let data = &consent.purpose.data;
        let all_known = items.iter().all(|id| data.iter().any(|item| item.id == *id));
        let all_needed = data.iter().filter(|item| !item.optional).all(|item| items.contains(&item.id));
        if !all_known || !all_needed {
            return Some(AnswerFlaw::Items);
        }
        let too_early = valid_to.is_some_and(|day| day < today);
        let too_late = consent.latest_end.is_some_and(|latest| valid_to.is_none_or(|day| day > latest));
        (too_early || too_late).then_some(AnswerFlaw::LastDay)
    }
}

/// What a person may ask of who uses their data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataRight {
    /// To see the data (GDPR Art. 15).
    Access,
    /// To have them corrected (Art. 16).
    Rectification,
    /// To have them erased (Art. 17).
    Erasure,
    /// To have their use restricted (Art. 18).
    Restriction,
    /// To object on grounds of their own situation (Art. 21(1)).
    Objection,
    /// To forbid the use, where a law lets them.
    Prohibit,
}

impl DataRight {
    /// Every right.
    pub const ALL: [Self; 6] =
        [Self::Access, Self::Rectification, Self::Erasure, Self::Restriction, Self::Objection, Self::Prohibit];

    /// The stable name used in files and on the line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Rectification => "rectification",
            Self::Erasure => "erasure",
            Self::Restriction => "restriction",
            Self::Objection => "objection",
            Self::Prohibit => "prohibit",
        }
    }

    /// The right of this stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|right| right.name() == name)
    }

    /// Whether it cannot be asked for without saying why, or what is wrong.
    pub const fn needs_words(self) -> bool {
        matches!(self, Self::Rectification | Self::Objection)
    }
}

/// What a resident asks about their data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataRequest {
    /// Which right is used.
    pub right: DataRight,
    /// The use that it is about; none: all that the source does.
    pub data_use: Option<RemoteId>,
}
