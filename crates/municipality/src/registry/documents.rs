//! Documents: who may have one, and its bytes in parts.

use std::{
    io::{Read, Seek, SeekFrom},
    ops::Range,
};

use rusqlite::{OptionalExtension, Transaction, params};
use sha2::{Digest, Sha256};

use super::{Registry, RegistryError};
use crate::world::WorldDocument;

/// A document that may be fetched.
#[derive(Debug)]
pub(crate) struct StoredDocument {
    row: i64,
    pub(crate) file_name: String,
    pub(crate) media_type: String,
    /// Lower-case hexadecimal.
    pub(crate) sha256: String,
    /// Bytes.
    pub(crate) size: u64,
}

impl Registry {
    /// The document, if a record that `persona` may see carries it. Somebody else's does not exist.
    pub(crate) fn document(&self, persona: &str, id: &str) -> Result<Option<StoredDocument>, RegistryError> {
        let connection = self.connection();
        let found = connection
            .prepare_cached(
                "select d.rowid, d.file_name, d.media_type, d.sha256, length(d.bytes)
                   from documents d
                   join sees s on s.party = d.party and s.persona = ?1
                  where d.id = ?2
                    and exists (select 1 from attachments a where a.document = d.id)",
            )?
            .query_row(params![persona, id], |row| {
                let size: i64 = row.get(4)?;
                Ok(StoredDocument {
                    row: row.get(0)?,
                    file_name: row.get(1)?,
                    media_type: row.get(2)?,
                    sha256: row.get(3)?,
                    size: size.unsigned_abs(),
                })
            })
            .optional()?;
        Ok(found)
    }

    /// Bytes of a document. `range` lies within its size.
    pub(crate) fn document_bytes(
        &self,
        document: &StoredDocument,
        range: Range<u64>,
    ) -> Result<Vec<u8>, RegistryError> {
        let connection = self.connection();
        let mut blob = connection.blob_open(rusqlite::MAIN_DB, "documents", "bytes", document.row, true)?;
        blob.seek(SeekFrom::Start(range.start))?;
        let mut bytes = Vec::new();
        blob.take(range.end - range.start).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// Writes a document, in place of an earlier one with its id.
pub(super) fn store(tx: &Transaction<'_>, document: &WorldDocument) -> Result<(), RegistryError> {
    let WorldDocument { id, file_name, media_type, bytes, party } = document;
    tx.prepare_cached(
        "insert or replace into documents (id, party, file_name, media_type, sha256, bytes)
         values (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![id, party, file_name, media_type, hex::encode(Sha256::digest(bytes)), bytes])?;
    Ok(())
}
