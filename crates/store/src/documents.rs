//! The bytes of documents: which are wanted, keeping and reading them.

use std::{collections::BTreeSet, ops::Range};

use domain::{
    document::Document,
    id::{RecordKey, RemoteId, SourceId},
};
use rusqlite::Connection;

use crate::{
    error::{Result, StoreError},
    search,
    store::Store,
    table::{
        self, content,
        document::{Described, WantedDocument},
    },
};

/// A document whose bytes are on the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDocument {
    /// What its record says of it.
    pub document: Document,
    /// What the bytes really are, as found when they came.
    pub media_type: String,
    /// How many bytes there are.
    pub size: u64,
}

impl Store {
    /// Documents of a source that are described and not on the device, of the newest items first. A document whose
    /// described hash or size has changed is wanted again. `max_size` in bytes; an unknown size does not hinder.
    pub fn wanted_documents(&self, source: &SourceId, max_size: u64, limit: usize) -> Result<Vec<WantedDocument>> {
        let vaults = self.open_of(None)?.into_iter().filter(|(party, _)| !self.hides(party, source)).collect();
        let found =
            self.ask(vaults, |_, vault| vault.read(|vault| table::document::wanted(vault, source, max_size, limit)))?;
        let mut all: Vec<_> = found.into_iter().flatten().collect();
        all.sort_by_key(|(newest, _)| *newest);
        all.truncate(limit);
        Ok(all.into_iter().map(|(_, wanted)| wanted).collect())
    }

    /// Keeps the bytes of a document, encrypted in the vault of its party. [`StoreError::NotAsDescribed`] when the
    /// source gave a hash and these are other bytes; [`StoreError::Absent`] when the item has gone meanwhile.
    pub fn put_document(&self, item: &RecordKey, document: &RemoteId, bytes: &[u8], media_type: &str) -> Result<()> {
        let _still = self.still();
        let kept = self.ask(self.open_of(None)?, |_, vault| {
            if vault.read(|vault| find(vault, item, document))?.is_none() {
                return Ok(false);
            }
            let indexed = vault.write(|vault| {
                let Some(described) = find(vault, item, document)? else { return Ok(None) };
                if let Some(sha256) = described.document()?.sha256
                    && !sha256.eq_ignore_ascii_case(&content::sha256(bytes))
                {
                    return Err(StoreError::NotAsDescribed);
                }
                content::put(vault, described.number, bytes, media_type)?;
                if !media_type.starts_with("text/plain") {
                    return Ok(Some(Vec::new()));
                }
                let number = table::record::number(vault, &item.source, item.kind, &item.id)?;
                search::index(vault, number.as_slice()).map(Some)
            })?;
            let kept = indexed.is_some();
            vault.learn_words(indexed.unwrap_or_default());
            Ok(kept)
        })?;
        if kept.contains(&true) { Ok(()) } else { Err(StoreError::Absent("document")) }
    }

    /// A document, if its bytes are on the device.
    pub fn document(&self, item: &RecordKey, document: &RemoteId) -> Result<Option<StoredDocument>> {
        self.first(&item.source, |vault| {
            let Some(described) = find(vault, item, document)?.filter(|found| found.here) else { return Ok(None) };
            let Some(content) = content::of(vault, described.number)? else { return Ok(None) };
            Ok(Some(StoredDocument {
                document: described.document()?,
                media_type: content.media_type,
                size: content.size,
            }))
        })
    }

    /// Bytes of a document; what lies past its end is left out. [`StoreError::Absent`] when it is not on the device.
    pub fn read_document(&self, item: &RecordKey, document: &RemoteId, range: Range<u64>) -> Result<Vec<u8>> {
        self.first(&item.source, |vault| {
            let Some(described) = find(vault, item, document)?.filter(|found| found.here) else { return Ok(None) };
            content::read(vault, described.number, range.clone()).map(Some)
        })?
        .ok_or(StoreError::Absent("document"))
    }

    /// Which documents of an item are on the device.
    pub fn documents_on_device(&self, item: &RecordKey) -> Result<BTreeSet<RemoteId>> {
        let found = self.first(&item.source, |vault| {
            let Some(number) = table::record::number(vault, &item.source, item.kind, &item.id)? else {
                return Ok(None);
            };
            table::document::here(vault, number).map(Some)
        })?;
        Ok(found.unwrap_or_default().into_iter().collect())
    }

    /// The answer of the first vault that has one, about something of this source.
    pub(crate) fn first<T>(
        &self,
        source: &SourceId,
        mut question: impl FnMut(&Connection) -> Result<Option<T>>,
    ) -> Result<Option<T>> {
        for vault in self.open_of(None)?.into_iter().filter(|(party, _)| !self.hides(party, source)) {
            let answers = self.ask(vec![vault], |_, vault| vault.read(&mut question))?;
            if let Some(answer) = answers.into_iter().flatten().next() {
                return Ok(Some(answer));
            }
        }
        Ok(None)
    }
}

fn find(vault: &Connection, item: &RecordKey, document: &RemoteId) -> Result<Option<Described>> {
    match table::record::number(vault, &item.source, item.kind, &item.id)? {
        Some(number) => table::document::find(vault, number, document),
        None => Ok(None),
    }
}
