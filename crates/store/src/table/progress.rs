//! How far each source has been written to this vault.

use domain::{change::Cursor, id::SourceId};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Result;

/// A vault's own copy of the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Progress {
    pub(crate) page: i64,
    pub(crate) generation: i64,
    pub(crate) cursor: String,
}

pub(crate) fn get(vault: &Connection, source: &SourceId) -> Result<Option<Progress>> {
    Ok(vault
        .prepare_cached("select page, generation, cursor from progress where source = ?1")?
        .query_row([source.as_str()], |row| {
            Ok(Progress { page: row.get(0)?, generation: row.get(1)?, cursor: row.get(2)? })
        })
        .optional()?)
}

pub(crate) fn set(vault: &Connection, source: &SourceId, page: i64, generation: i64, cursor: &Cursor) -> Result<()> {
    vault
        .prepare_cached(
            "insert into progress (source, page, generation, cursor)
             values (?1, ?2, ?3, ?4)
                 on conflict (source) do update
                set page       = excluded.page,
                    generation = excluded.generation,
                    cursor     = excluded.cursor",
        )?
        .execute(params![source.as_str(), page, generation, cursor.as_str()])?;
    Ok(())
}

pub(crate) fn remove(vault: &Connection, source: &SourceId) -> Result<()> {
    vault.prepare_cached("delete from progress where source = ?1")?.execute([source.as_str()])?;
    Ok(())
}

/// Sources that have written to the vault.
pub(crate) fn sources(vault: &Connection) -> Result<Vec<SourceId>> {
    let mut statement = vault.prepare_cached("select source from progress")?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|source| Ok(SourceId::new(source?))).collect()
}
