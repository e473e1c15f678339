//! Signed decisions: the keys of their sources, and what was found.
//!
//! The store checks nothing. It knows which decisions are to be checked, so that neither a crash nor a pull that brought no keys
//! leaves one unchecked for good, and which do not match, so that lists can say so.

use domain::{
    decision::Decision,
    id::{PartyId, RecordKey, RecordKind, RemoteId, SourceId},
    record::Record,
};

use crate::{
    error::{Result, StoreError},
    store::Store,
    table::{self, replacement, signature},
};

/// A signed decision that is to be checked.
#[derive(Clone, Debug, PartialEq)]
pub struct DueSignature {
    party: PartyId,
    number: i64,
    /// The decision.
    pub decision: Box<Decision>,
}

impl Store {
    /// The keys by which a source signs, as JSON; `None`: they have not come.
    pub fn signing_keys(&self, source: &SourceId) -> Result<Option<String>> {
        self.inner().profile.read(|profile| table::source::signing_keys(profile, source))
    }

    /// Keeps the keys by which a source signs. When they are others than before, all that it has signed is to be checked again:
    /// noted first, so that a crash in between only has it checked once more.
    pub fn set_signing_keys(&self, source: &SourceId, keys: &str) -> Result<()> {
        if self.signing_keys(source)?.as_deref() == Some(keys) {
            return Ok(());
        }
        self.ask(self.open_of(None)?, |_, vault| vault.write(|vault| signature::set_due(vault, source)))?;
        let found = self.inner().profile.write(|profile| table::source::set_signing_keys(profile, source, keys))?;
        if found { Ok(()) } else { Err(StoreError::Absent("source")) }
    }

    /// The decisions of a source that are to be checked.
    pub fn due_signatures(&self, source: &SourceId) -> Result<Vec<DueSignature>> {
        let found = self.ask(self.open_of(None)?, |party, vault| {
            let due = vault.read(|vault| signature::due(vault, source))?;
            let decisions = due.into_iter().map(|(number, payload)| {
                Ok(match serde_json::from_str(&payload)? {
                    Record::Decision(decision) => Some(DueSignature { party: party.clone(), number, decision }),
                    _ => None,
                })
            });
            decisions.filter_map(Result::transpose).collect::<Result<Vec<_>>>()
        })?;
        Ok(found.into_iter().flatten().collect())
    }

    /// Notes what was found of these decisions: whether each does not match. Answers which of them show something else now.
    pub fn note_signatures(&self, source: &SourceId, found: &[(DueSignature, bool)]) -> Result<Vec<RecordKey>> {
        let changed = self.ask(self.open_of(None)?, |party, vault| {
            let of_party: Vec<_> = found.iter().filter(|(due, _)| due.party == *party).collect();
            if of_party.is_empty() {
                return Ok(Vec::new());
            }
            vault.write(|vault| {
                for (due, mismatch) in &of_party {
                    signature::set_checked(vault, due.number, *mismatch)?;
                }
                Ok(())
            })?;
            Ok(of_party.into_iter().map(|(due, _)| due.decision.id.clone()).collect())
        })?;
        let key = |id: RemoteId| RecordKey { source: source.clone(), kind: RecordKind::Decision, id };
        Ok(changed.into_iter().flatten().map(key).collect())
    }

    /// The decisions that take the place of this one.
    pub fn replacements(&self, decision: &RecordKey) -> Result<Vec<RecordKey>> {
        let vaults =
            self.open_of(None)?.into_iter().filter(|(party, _)| !self.hides(party, &decision.source)).collect();
        let found =
            self.ask(vaults, |_, vault| vault.read(|vault| replacement::of(vault, &decision.source, &decision.id)))?;
        let key = |id: RemoteId| RecordKey { id, ..decision.clone() };
        Ok(found.into_iter().flatten().map(key).collect())
    }
}
