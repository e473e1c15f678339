//! Signed decisions: which are to be checked, and which do not match.

use domain::id::SourceId;
use rusqlite::{Connection, params};

use crate::error::Result;

/// A version of a signed record came: it is to be checked. What was found of the version before stands until then.
pub(crate) fn put(vault: &Connection, record: i64, source: &SourceId) -> Result<()> {
    vault
        .prepare_cached(
            "insert into signature (record, source, due, mismatch)
             values (?1, ?2, 1, 0)
                 on conflict (record) do update
                set due = 1",
        )?
        .execute(params![record, source.as_str()])?;
    Ok(())
}

/// A version without a signature came.
pub(crate) fn remove(vault: &Connection, record: i64) -> Result<()> {
    vault.prepare_cached("delete from signature where record = ?1")?.execute([record])?;
    Ok(())
}

/// Everything of a source is to be checked again.
pub(crate) fn set_due(vault: &Connection, source: &SourceId) -> Result<()> {
    vault.prepare_cached("update signature set due = 1 where source = ?1 and due = 0")?.execute([source.as_str()])?;
    Ok(())
}

/// It was checked.
pub(crate) fn set_checked(vault: &Connection, record: i64, mismatch: bool) -> Result<()> {
    vault
        .prepare_cached("update signature set due = 0, mismatch = ?2 where record = ?1")?
        .execute(params![record, mismatch])?;
    Ok(())
}

/// Records of a source that are to be checked.
pub(crate) fn due(vault: &Connection, source: &SourceId) -> Result<Vec<(i64, String)>> {
    let mut statement = vault.prepare_cached(
        "select record.number, record.payload
           from signature indexed by signature_due
           join record on record.number = signature.record
          where signature.source = ?1
            and signature.due    = 1
          order by signature.record",
    )?;
    let rows = statement.query_map([source.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.map(|row| Ok(row?)).collect()
}

/// Whether it is to be checked, and whether it was found not to match.
pub(crate) fn of(vault: &Connection, record: i64) -> Result<(bool, bool)> {
    let mut statement = vault.prepare_cached("select due, mismatch from signature where record = ?1")?;
    let mut rows = statement.query([record])?;
    Ok(match rows.next()? {
        Some(row) => (row.get(0)?, row.get(1)?),
        None => (false, false),
    })
}
