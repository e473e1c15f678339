//! What an answer held, for sources without a feed of changes.

use domain::{
    change::{Change, QuarantineReason, Quarantined},
    id::{RecordKind, RemoteId},
    record::Record,
};

use crate::json::Flaw;

/// What could be read of an answer, and what could not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Landed {
    /// What the answer says, in its order.
    pub changes: Vec<Change>,
    /// What could not be read.
    pub quarantined: Vec<Quarantined>,
}

impl Landed {
    /// Takes in one record's outcome.
    pub(crate) fn take(&mut self, outcome: Result<Vec<Record>, Quarantined>) {
        match outcome {
            Ok(records) => self.changes.extend(records.into_iter().map(|record| Change::Upsert(Box::new(record)))),
            Err(quarantined) => self.quarantined.push(quarantined),
        }
    }
}

/// What is known of a record before it is read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outline {
    pub kind: Option<RecordKind>,
    pub id: Option<RemoteId>,
}

impl Outline {
    pub fn too_large(&self, detail: &str) -> Quarantined {
        self.quarantine(QuarantineReason::TooLarge, detail)
    }

    pub fn malformed(&self, flaw: &Flaw) -> Quarantined {
        self.quarantine(QuarantineReason::Malformed, &flaw.to_string())
    }

    pub fn quarantine(&self, reason: QuarantineReason, detail: &str) -> Quarantined {
        Quarantined { kind: self.kind, id: self.id.clone(), reason, detail: detail.into() }
    }
}
