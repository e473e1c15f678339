//! What is unsent, as a number of each kind, in a note beside the store: `profile.unsent`.
//!
//! Who has forgotten the passcode must give the store up, and is told before what goes with it. The store cannot be asked
//! then; so the numbers, and nothing else, are kept in a note that the keyring's secret alone opens.

use serde::{Deserialize, Serialize};

use super::{Result, Safe, SafeError, envelope, envelope::Slot, read_envelope};
use crate::file;

/// How much of each kind has not been sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsent {
    /// Opened items of which their source has not been told.
    pub opened: u32,
    /// Letters that no authority has received, drafts among them.
    #[serde(default)]
    pub outgoing: u32,
}

impl Unsent {
    /// Whether everything has been sent.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

impl Safe {
    /// Keeps the numbers beside the store.
    pub fn note_unsent(&self, unsent: Unsent) -> Result<()> {
        let Some(secret) = self.secret(self.slot()?)? else { return Err(SafeError::Mismatch) };
        let note = serde_json::to_vec(&unsent).map_err(crate::StoreError::from)?;
        let sealed = envelope::seal_note(&secret, &note, self.random.as_ref())?;
        Ok(file::write_whole(&self.note(), &sealed)?)
    }

    /// The numbers as they were last kept; `None` when nobody can tell.
    pub fn unsent(&self) -> Option<Unsent> {
        let secret = self.slot().and_then(|slot| self.secret(slot)).ok()??;
        let sealed = std::fs::read(self.note()).ok()?;
        let note = envelope::open_note(&secret, &sealed).ok()??;
        serde_json::from_slice(&note).ok()
    }

    fn slot(&self) -> Result<Slot> {
        Ok(read_envelope(&self.envelope())?.map_or(Slot::First, |envelope| envelope.slot()))
    }
}
