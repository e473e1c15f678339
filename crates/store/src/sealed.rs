//! Sealed decisions: what the resident has done to receive one, and the decision in its envelope's place.
//!
//! The envelope keeps what was done (`domain::sealed::Receiving`); a version of it that its source sends anew takes that over (see
//! `Pass::put` in `put.rs`). Opened, the decision and its files come in one transaction: either all of it is open or the
//! envelope is as it was.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::{
    change::Cursor,
    decision::Decision,
    id::{RecordKey, RemoteId},
    record::Record,
    sealed::Receiving,
};
use rusqlite::Connection;

use crate::{
    error::Result,
    put::{self, Context},
    search,
    store::Store,
    table::{content, document, headline, opened, record},
};

/// A file of a decision that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedFile {
    /// Which.
    pub id: RemoteId,
    /// Its bytes, which are those that the decision describes.
    pub bytes: Vec<u8>,
    /// What they are, by their own evidence.
    pub media_type: String,
}

impl Store {
    /// Notes with the envelope what the resident has done to receive the decision. `false` when it is not here, or is open.
    pub fn note_receiving(&self, item: &RecordKey, receiving: Receiving) -> Result<bool> {
        self.in_vault_of(item, |vault, found| {
            let Record::Sealed(mut sealed) = found.record()? else { return Ok(None) };
            sealed.receiving = receiving;
            put::rewrite(vault, context(item, found.generation, found.received_at()?), &Record::Sealed(sealed))?;
            Ok(Some(Vec::new()))
        })
    }

    /// Puts a decision in the place of its envelope, with those of its files that could be opened. It counts as opened, and its
    /// source knows: it was received. `false` when the envelope is not here any more; a decision that is open already stays as it
    /// is and counts as opened, too.
    pub fn open_sealed(
        &self,
        item: &RecordKey,
        decision: &Decision,
        files: &[OpenedFile],
        at: DateTime<Utc>,
    ) -> Result<bool> {
        self.in_vault_of(item, |vault, found| {
            let is_sealed = match found.record()? {
                Record::Sealed(_) => true,
                Record::Decision(_) => false,
                _ => return Ok(None),
            };
            let mut words = Vec::new();
            if is_sealed {
                let decision = Record::Decision(Box::new(decision.clone()));
                put::rewrite(vault, context(item, found.generation, at), &decision)?;
                for file in files {
                    if let Some(described) = document::find(vault, found.number, &file.id)? {
                        content::put(vault, described.number, &file.bytes, &file.media_type)?;
                    }
                }
                words = search::index(vault, &[found.number])?;
            }
            headline::set_opened(vault, found.number)?;
            opened::mark(vault, found.number, at)?;
            opened::sent(vault, found.number)?;
            Ok(Some(words))
        })
    }

    /// Changes a record in the vault that has it, in one transaction, and learns the words that can be looked for then. `false` when
    /// there is none to change.
    fn in_vault_of(
        &self,
        item: &RecordKey,
        change: impl Fn(&Connection, &record::Stored) -> Result<Option<Vec<String>>>,
    ) -> Result<bool> {
        let _changing = self.change();
        let _still = self.still();
        let vaults = self.open_of(None)?.into_iter().filter(|(party, _)| !self.hides(party, &item.source)).collect();
        let changed = self.ask(vaults, |_, vault| {
            if vault.read(|vault| record::number(vault, &item.source, item.kind, &item.id))?.is_none() {
                return Ok(false);
            }
            let words = vault.write(|vault| match record::find(vault, &item.source, item.kind, &item.id)? {
                Some(found) if !found.is_gone() && !found.is_archived() => change(vault, &found),
                _ => Ok(None),
            })?;
            let changed = words.is_some();
            vault.learn_words(words.unwrap_or_default());
            Ok(changed)
        })?;
        Ok(changed.contains(&true))
    }
}

/// For a record that the app itself has changed: it belongs to no page.
fn context(item: &RecordKey, generation: i64, received_at: DateTime<Utc>) -> Context<'_> {
    static NOWHERE: std::sync::LazyLock<Cursor> = std::sync::LazyLock::new(|| Cursor::new(String::new()));
    static NONE: BTreeSet<(domain::id::RecordKind, RemoteId)> = BTreeSet::new();
    Context {
        source: &item.source,
        page: 0,
        generation,
        next: &NOWHERE,
        received_at,
        first_pass: false,
        sweep: false,
        spared: &NONE,
    }
}
