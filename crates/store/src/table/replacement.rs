//! Decisions that take the place of earlier ones.

use domain::id::{RemoteId, SourceId};
use rusqlite::{Connection, params};

use crate::error::Result;

/// A version of a decision came, which takes the place of this one, or of none.
pub(crate) fn put(vault: &Connection, record: i64, source: &SourceId, earlier: Option<&RemoteId>) -> Result<()> {
    let Some(earlier) = earlier else {
        vault.prepare_cached("delete from replacement where record = ?1")?.execute([record])?;
        return Ok(());
    };
    vault
        .prepare_cached(
            "insert into replacement (record, source, earlier)
             values (?1, ?2, ?3)
                 on conflict (record) do update
                set earlier = excluded.earlier",
        )?
        .execute(params![record, source.as_str(), earlier.as_str()])?;
    Ok(())
}

/// The ids of the decisions that take the place of this one.
pub(crate) fn of(vault: &Connection, source: &SourceId, earlier: &RemoteId) -> Result<Vec<RemoteId>> {
    let mut statement = vault.prepare_cached(
        "select record.id
           from replacement indexed by replacement_earlier
           join record on record.number = replacement.record
          where replacement.source  = ?1
            and replacement.earlier = ?2
          order by record.id",
    )?;
    let rows = statement.query_map([source.as_str(), earlier.as_str()], |row| row.get::<_, String>(0))?;
    rows.map(|id| Ok(RemoteId::new(id?))).collect()
}
