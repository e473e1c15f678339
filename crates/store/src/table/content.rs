//! The bytes of documents, in chunks, so that a part of a large file can be read without the rest.

use std::ops::Range;

use domain::document::Document;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use crate::{error::Result, table::document};

/// Bytes in a chunk. A video is read in pieces of this size, a photograph is a few dozen.
const CHUNK: usize = 64 * 1024;

/// What is known of the bytes that are here.
pub(crate) struct Content {
    pub(crate) media_type: String,
    pub(crate) size: u64,
    sha256: String,
}

impl Content {
    /// Whether these are the bytes described: by hash where the source gives one, else by size.
    pub(crate) fn is_what(&self, described: &Document) -> bool {
        match (&described.sha256, described.size) {
            (Some(sha256), _) => sha256.eq_ignore_ascii_case(&self.sha256),
            (None, Some(size)) => size == self.size,
            (None, None) => true,
        }
    }
}

/// Lower-case hexadecimal SHA-256.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

pub(crate) fn of(vault: &Connection, document: i64) -> Result<Option<Content>> {
    Ok(vault
        .prepare_cached("select media_type, size, sha256 from content where document = ?1")?
        .query_row([document], |row| {
            Ok(Content { media_type: row.get(0)?, size: row.get::<_, i64>(1)?.unsigned_abs(), sha256: row.get(2)? })
        })
        .optional()?)
}

pub(crate) fn put(vault: &Connection, document: i64, bytes: &[u8], media_type: &str) -> Result<()> {
    remove(vault, document)?;
    vault
        .prepare_cached("insert into content (document, media_type, size, sha256) values (?1, ?2, ?3, ?4)")?
        .execute(params![document, media_type, i64::try_from(bytes.len()).unwrap_or(i64::MAX), sha256(bytes)])?;
    let mut statement = vault.prepare_cached("insert into chunk (document, ordinal, bytes) values (?1, ?2, ?3)")?;
    for (ordinal, chunk) in (0_i64..).zip(bytes.chunks(CHUNK)) {
        statement.execute(params![document, ordinal, chunk])?;
    }
    document::set_here(vault, document, true)
}

pub(crate) fn remove(vault: &Connection, document: i64) -> Result<()> {
    vault.prepare_cached("delete from content where document = ?1")?.execute([document])?;
    document::set_here(vault, document, false)
}

/// The bytes in the range; what lies past the end is left out.
pub(crate) fn read(vault: &Connection, document: i64, range: Range<u64>) -> Result<Vec<u8>> {
    if range.is_empty() {
        return Ok(Vec::new());
    }
    let chunk = CHUNK as u64;
    let first = range.start / chunk;
    let last = (range.end - 1) / chunk;
    let mut statement = vault.prepare_cached(
        "select bytes
           from chunk
          where document = ?1
            and ordinal between ?2 and ?3
          order by ordinal",
    )?;
    let mut rows = statement.query(params![
        document,
        i64::try_from(first).unwrap_or(i64::MAX),
        i64::try_from(last).unwrap_or(i64::MAX)
    ])?;
    let mut bytes = Vec::new();
    while let Some(row) = rows.next()? {
        bytes.extend_from_slice(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
    }
    let before = usize::try_from(range.start - first * chunk).unwrap_or(usize::MAX).min(bytes.len());
    bytes.drain(..before);
    bytes.truncate(usize::try_from(range.end - range.start).unwrap_or(usize::MAX));
    Ok(bytes)
}
