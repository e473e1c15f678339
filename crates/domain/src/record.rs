//! Any record, whatever its kind.

use serde::{Deserialize, Serialize};

use crate::{
    case::{Case, NextActor},
    consent::Consent,
    data_use::DataUse,
    decision::Decision,
    id::{RecordKind, RemoteId},
    lookup::{AccessLog, Lookup},
    message::Message,
    need::Need,
    party::{Act, GivenMandate, Mandate, MandateRequest, Party},
    report::ServiceRequest,
    sealed::SealedDecision,
    task::{Task, TaskState},
};

/// One record of a source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "record")]
pub enum Record {
    /// A person or organisation the resident may act for.
    Party(Party),
    /// A right to act.
    Mandate(Mandate),
    /// A right to act that the resident has given.
    GivenMandate(GivenMandate),
    /// A request for a right to act.
    MandateRequest(MandateRequest),
    /// Something that somebody did for the resident.
    Act(Act),
    /// A matter.
    Case(Box<Case>),
    /// A letter.
    Message(Box<Message>),
    /// A decision.
    Decision(Box<Decision>),
    /// A decision that waits to be received. Its kind is that of decisions: opened, it is the same item.
    Sealed(Box<SealedDecision>),
    /// Something to do.
    Task(Box<Task>),
    /// A fault report.
    ServiceRequest(Box<ServiceRequest>),
    /// A use of data.
    DataUse(Box<DataUse>),
    /// A consent, a permission to disclose or a prohibition.
    Consent(Box<Consent>),
    /// That somebody looked.
    Lookup(Box<Lookup>),
    /// How far back lookups are told.
    AccessLog(AccessLog),
}

impl Record {
    /// What it is.
    pub const fn kind(&self) -> RecordKind {
        match self {
            Self::Party(_) => RecordKind::Party,
            Self::Mandate(_) => RecordKind::Mandate,
            Self::GivenMandate(_) => RecordKind::GivenMandate,
            Self::MandateRequest(_) => RecordKind::MandateRequest,
            Self::Act(_) => RecordKind::Act,
            Self::Case(_) => RecordKind::Case,
            Self::Message(_) => RecordKind::Message,
            Self::Decision(_) | Self::Sealed(_) => RecordKind::Decision,
            Self::Task(_) => RecordKind::Task,
            Self::ServiceRequest(_) => RecordKind::ServiceRequest,
            Self::DataUse(_) => RecordKind::DataUse,
            Self::Consent(_) => RecordKind::Consent,
            Self::Lookup(_) => RecordKind::Lookup,
            Self::AccessLog(_) => RecordKind::AccessLog,
        }
    }

    /// Its id at its source.
    pub fn id(&self) -> &RemoteId {
        match self {
            Self::Party(party) => &party.key,
            Self::Mandate(mandate) => &mandate.id,
            Self::GivenMandate(given) => &given.id,
            Self::MandateRequest(request) => &request.id,
            Self::Act(act) => &act.id,
            Self::Case(case) => &case.id,
            Self::Message(message) => &message.id,
            Self::Decision(decision) => &decision.id,
            Self::Sealed(sealed) => &sealed.id,
            Self::Task(task) => &task.id,
            Self::ServiceRequest(request) => &request.id,
            Self::DataUse(used) => &used.id,
            Self::Consent(consent) => &consent.id,
            Self::Lookup(lookup) => &lookup.id,
            Self::AccessLog(log) => &log.id,
        }
    }

    /// Whose matter it is, as its source names them. Reports carry no name: they are the resident's own.
    pub fn party(&self) -> Option<&RemoteId> {
        match self {
            Self::Party(party) => Some(&party.key),
            Self::Mandate(mandate) => Some(&mandate.party),
            Self::GivenMandate(given) => Some(&given.party),
            Self::MandateRequest(request) => Some(&request.party),
            Self::Act(act) => Some(&act.party),
            Self::Case(case) => Some(&case.party),
            Self::Message(message) => Some(&message.party),
            Self::Decision(decision) => Some(&decision.party),
            Self::Sealed(sealed) => Some(&sealed.party),
            Self::Task(task) => Some(&task.party),
            Self::DataUse(used) => Some(&used.party),
            Self::Consent(consent) => Some(&consent.party),
            Self::Lookup(lookup) => Some(&lookup.party),
            Self::AccessLog(log) => Some(&log.party),
            Self::ServiceRequest(_) => None,
        }
    }

    /// What kind of matter it is, where the source says it of the record itself.
    pub fn matter(&self) -> Option<&str> {
        match self {
            Self::Case(case) => case.matter.as_deref(),
            Self::Message(message) => message.matter.as_deref(),
            Self::Decision(decision) => decision.matter.as_deref(),
            Self::Sealed(sealed) => sealed.matter.as_deref(),
            Self::Task(task) => task.matter.as_deref(),
            Self::Consent(consent) => consent.matter.as_deref(),
            Self::Party(_)
            | Self::Mandate(_)
            | Self::GivenMandate(_)
            | Self::MandateRequest(_)
            | Self::Act(_)
            | Self::ServiceRequest(_)
            | Self::DataUse(_)
            | Self::Lookup(_)
            | Self::AccessLog(_) => None,
        }
    }

    /// The case it belongs to. A case belongs to itself.
    pub fn case(&self) -> Option<&RemoteId> {
        match self {
            Self::Case(case) => Some(&case.id),
            Self::Message(message) => message.case.as_ref(),
            Self::Decision(decision) => decision.case.as_ref(),
            Self::Sealed(sealed) => sealed.case.as_ref(),
            Self::Task(task) => task.case.as_ref(),
            Self::Party(_)
            | Self::Mandate(_)
            | Self::GivenMandate(_)
            | Self::MandateRequest(_)
            | Self::Act(_)
            | Self::ServiceRequest(_)
            | Self::DataUse(_)
            | Self::Consent(_)
            | Self::Lookup(_)
            | Self::AccessLog(_) => None,
        }
    }

    /// This record, which a list tells in part, with what else is known of it. Only of cases lists tell less than all.
    #[must_use]
    pub fn outlined(self, before: &Self) -> Self {
        match (self, before) {
            (Self::Case(case), Self::Case(before)) => Self::Case(Box::new(case.outlined(before))),
            (other, _) => other,
        }
    }

    /// This record of a case, which came with an earlier version of the case: it no longer asks anything of the resident.
    /// What is asked now the case itself says.
    #[must_use]
    pub fn outgrown(mut self, case: &Case) -> Self {
        match &mut self {
            Self::Message(message) if matches!(message.need, Need::Required { .. }) => message.need = Need::Unstated,
            Self::Task(task) if task.state == TaskState::Open => {
                task.need = Need::Optional { last_day: None };
                if case.status.code.next_actor() == NextActor::Nobody {
                    task.state = TaskState::Done;
                }
            }
            _ => {}
        }
        self
    }

    /// This record, which its source sends, with what the device itself knows of the version before: what the resident has done to
    /// receive a decision is known to nobody else.
    #[must_use]
    pub fn remembering(mut self, before: &Self) -> Self {
        if let (Self::Sealed(sealed), Self::Sealed(before)) = (&mut self, before)
            && sealed.receiving.is_nothing()
        {
            sealed.receiving = before.receiving;
        }
        self
    }

    /// Its files.
    pub fn documents(&self) -> &[crate::document::Document] {
        match self {
            Self::Case(case) => &case.documents,
            Self::Message(message) => &message.documents,
            Self::Decision(decision) => &decision.documents,
            Self::Sealed(sealed) => &sealed.documents,
            Self::Task(task) => &task.documents,
            Self::Party(_)
            | Self::Mandate(_)
            | Self::GivenMandate(_)
            | Self::MandateRequest(_)
            | Self::Act(_)
            | Self::ServiceRequest(_)
            | Self::DataUse(_)
            | Self::Consent(_)
            | Self::Lookup(_)
            | Self::AccessLog(_) => &[],
        }
    }
}
