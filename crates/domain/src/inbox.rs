//! What the inbox shows of a record, and in which order.
//!
//! Three groups: what **waits** for the resident (by day), what is **new**, and the **rest** by time. A record becomes
//! a [`Headline`] when it is stored, so that a page of the inbox never reads whole records.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    case::{Case, CaseStatus, NextActor},
    message::Direction,
    need::Need,
    record::Record,
    task::TaskState,
    text::Localized,
    time::Moment,
};

/// A group of the inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// What the resident has pinned, newest first. It stands in no other group.
    Pinned,
    /// Duties and offers that wait for the resident, soonest first; those without a day last.
    NeedsYou,
    /// Unread items that do not wait, newest first.
    New,
    /// All other items, newest first.
    Rest,
}

/// What a list shows of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headline {
    /// Its title.
    pub title: Localized,
    /// The department or writer, when there is one; the public body itself is the source's name.
    pub unit: Option<Localized>,
    /// When it came or last changed.
    pub at: Moment,
    /// What it asks.
    pub need: Need,
    /// The status of a case.
    pub status: Option<CaseStatus>,
    /// Whether it can be new at all: what the resident wrote is not.
    pub can_be_new: bool,
}

impl Headline {
    /// What a list shows of `record`; `None` for people, rights to act and uses of data, which are not items.
    pub fn of(record: &Record) -> Option<Self> {
        match record {
            Record::Party(_)
            | Record::Mandate(_)
            | Record::GivenMandate(_)
            | Record::MandateRequest(_)
            | Record::Act(_)
            | Record::DataUse(_)
            | Record::Lookup(_)
            | Record::AccessLog(_) => None,
            Record::Case(case) => Some(Self {
                title: case.title.clone(),
                unit: case.unit.clone(),
                at: case.updated_at,
                need: need_of(case),
                status: Some(case.status.code),
                can_be_new: case.coverage.seen != Some(true),
            }),
            Record::Message(message) => Some(Self {
                title: message.title.clone(),
                unit: message.unit.clone().or_else(|| message.sender.clone()),
                at: message.sent_at,
                need: message.need,
                status: None,
                can_be_new: message.direction == Direction::Incoming,
            }),
            Record::Decision(decision) => Some(Self {
                title: decision.title.clone(),
                unit: Some(decision.authority.clone()),
                at: decision.notice.as_ref().and_then(|notice| notice.sent_at).unwrap_or(decision.made_at),
                need: decision.need(),
                status: None,
                can_be_new: true,
            }),
            Record::Sealed(sealed) => Some(Self {
                title: sealed.title.clone(),
                unit: Some(sealed.authority.clone()),
                at: sealed.sent_at,
                need: sealed.need(),
                status: None,
                can_be_new: true,
            }),
            Record::Task(task) => Some(Self {
                title: task.title.clone(),
                unit: task.unit.clone(),
                at: task.asked_at,
                need: if task.state == TaskState::Open { task.need } else { Need::Nothing },
                status: None,
                can_be_new: task.state == TaskState::Open,
            }),
            Record::ServiceRequest(request) => Some(Self {
                title: request.service.clone(),
                unit: request.agency.clone().map(Localized::undetermined),
                at: request.updated_at.or(request.requested_at)?,
                need: Need::Nothing,
                status: Some(request.status.code),
                can_be_new: true,
            }),
            Record::Consent(consent) => Some(Self {
                title: consent.purpose.name.clone(),
                unit: Some(consent.controller.name.clone()),
                at: consent.changed_at(),
                need: consent.need(),
                status: None,
                // What the resident has said themself they know.
                can_be_new: consent.is_news(),
            }),
        }
    }

    /// The group it stands in on this day.
    pub fn group(&self, is_new: bool, today: NaiveDate) -> Group {
        if self.need.waits_on(today) {
            Group::NeedsYou
        } else if is_new && self.can_be_new {
            Group::New
        } else {
            Group::Rest
        }
    }
}

/// What a case asks. A draft that can be finished until some day is an offer and no duty: nobody waits for it, and after that
/// day nothing can be done.
fn need_of(case: &Case) -> Need {
    match (case.status.code, case.locked_after) {
        (CaseStatus::Draft, Some(end)) => Need::Optional { last_day: Some(end.day()) },
        (code, _) => match code.next_actor() {
            NextActor::Resident => Need::Required { due: case.due },
            NextActor::Unknown => Need::Unstated,
            NextActor::Authority | NextActor::ThirdParty | NextActor::Nobody => Need::Nothing,
        },
    }
}
