//! The bytes of files that go with what the resident sends, in pieces of one size.

use domain::outgoing::OutgoingId;
use rusqlite::{Connection, params};

use crate::error::Result;

/// Bytes of a piece. What is sent at once is a few of them.
const PIECE: usize = 256 * 1024;

pub(crate) fn put(vault: &Connection, outgoing: &OutgoingId, id: &OutgoingId, bytes: &[u8]) -> Result<()> {
    let mut statement =
        vault.prepare_cached("insert into enclosure (outgoing, id, ordinal, bytes) values (?1, ?2, ?3, ?4)")?;
    for (ordinal, piece) in (0_i64..).zip(bytes.chunks(PIECE)) {
        statement.execute(params![outgoing.as_str(), id.as_str(), ordinal, piece])?;
    }
    Ok(())
}

/// The bytes from `offset` on to the end of the piece they lie in; none at the end.
pub(crate) fn read(vault: &Connection, outgoing: &OutgoingId, id: &OutgoingId, offset: u64) -> Result<Vec<u8>> {
    let (ordinal, within) = (offset / PIECE as u64, offset % PIECE as u64);
    let mut statement =
        vault.prepare_cached("select bytes from enclosure where outgoing = ?1 and id = ?2 and ordinal = ?3")?;
    let ordinal = i64::try_from(ordinal).unwrap_or(i64::MAX);
    let mut rows = statement.query(params![outgoing.as_str(), id.as_str(), ordinal])?;
    let Some(row) = rows.next()? else { return Ok(Vec::new()) };
    let piece: Vec<u8> = row.get(0)?;
    Ok(piece.get(usize::try_from(within).unwrap_or(usize::MAX)..).unwrap_or_default().to_vec())
}

pub(crate) fn remove(vault: &Connection, outgoing: &OutgoingId, id: Option<&OutgoingId>) -> Result<()> {
    vault
        .prepare_cached("delete from enclosure where outgoing = ?1 and (?2 is null or id = ?2)")?
        .execute(params![outgoing.as_str(), id.map(OutgoingId::as_str)])?;
    Ok(())
}
