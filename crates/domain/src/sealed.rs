//! Decisions that wait to be received (verified notice, Act 13/2003, section 18).
//!
//! The envelope is open and the content is not: having it serves nothing. It has the id that the decision will have, so it is the
//! same item before and after.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    decision::{Decision, Notice, NoticeMethod},
    document::Document,
    id::RemoteId,
    need::Need,
    text::Localized,
    time::Moment,
};

/// A decision that waits to be received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedDecision {
    /// The id that the decision has at the source.
    pub id: RemoteId,
    /// Whose matter it is, as the source names them.
    pub party: RemoteId,
    /// What kind of matter it is, in the source's own terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<String>,
    /// The case it belongs to.
    pub case: Option<RemoteId>,
    /// What was decided about, as far as the source says it outside.
    pub title: Localized,
    /// Who decided: body or office.
    pub authority: Localized,
    /// Register number (diaarinumero), where it is not secret.
    pub register_number: Option<String>,
    /// When it was sent.
    pub sent_at: Moment,
    /// Until when it can be received here.
    pub receivable_until: DateTime<Utc>,
    /// How it is given when it has not been received by then.
    pub otherwise: Otherwise,
    /// Whom to ask.
    pub contact: Option<Localized>,
    /// The decision, sealed.
    pub content: String,
    /// Its documents, sealed: nothing but their ids, sizes and hashes are known.
    pub documents: Vec<Document>,
    /// What the resident has done to receive it.
    #[serde(default, skip_serializing_if = "Receiving::is_nothing")]
    pub receiving: Receiving,
}

/// How a decision is given that nobody has received in its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Otherwise {
    /// By letter.
    Letter,
    /// By summons, delivered in person (haastetiedoksianto).
    Summons,
    /// The source does not say, or in words that are not known here.
    Unstated,
}

/// What the resident has done to receive a decision that is still sealed. It is the device's own; no source says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receiving {
    /// When it was asked for without an answer that is known: the authority may have taken it for received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_at: Option<DateTime<Utc>>,
    /// When the authority says that it was received, of one that could not be opened with the key that came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub served_at: Option<DateTime<Utc>>,
}

impl Receiving {
    /// Whether nothing was done.
    pub const fn is_nothing(&self) -> bool {
        self.asked_at.is_none() && self.served_at.is_none()
    }
}

impl SealedDecision {
    /// What it asks of the resident: they may receive it, until it is given in another way.
    pub fn need(&self) -> Need {
        Need::Receive { last_day: Moment::from(self.receivable_until).day_in_finland() }
    }

    /// Whether `decision` is the one that this is the envelope of. What is inside of an envelope is nobody else's.
    pub fn holds(&self, decision: &Decision) -> bool {
        self.id == decision.id && self.party == decision.party
    }

    /// The decision that was inside, received at this time: from then the time for seeking a change runs.
    #[must_use]
    pub fn received(&self, decision: Decision, served_at: DateTime<Utc>) -> Decision {
        let sent_at = decision.notice.as_ref().and_then(|notice| notice.sent_at).or(Some(self.sent_at));
        let notice =
            Notice { method: NoticeMethod::Verified, sent_at, deemed_served_on: None, served_at: Some(served_at) };
        Decision { notice: Some(notice), ..decision }
    }
}
