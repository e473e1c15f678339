//! Writing a database anew under another key.
//!
//! Never in place: the new file grows beside the old one, is looked at whole, and reaches the disk before anything is
//! renamed. Until then the old file and its key are untouched, so a crash leaves nothing worse than a file to sweep away.

use std::path::Path;

use rusqlite::{Connection, params};

use crate::{
    database::{connect, is_sound},
    error::{Result, StoreError},
    file::{self, Head},
    key::FileKey,
    migration::user_version,
};

/// Writes everything of a closed database into `to` under another key. Answers the first bytes of the new file.
pub(crate) fn write_anew(from: &Path, key: &FileKey, to: &Path, new: &FileKey) -> Result<Head> {
    file::erase_database(to)?;
    file::private_file(to)?;
    let old = connect(from, key)?;
    let copied = copy(&old, to, new);
    // An export says only that it failed. Whether the old file is to blame is asked when it did.
    let is_damaged = copied.is_err() && !is_sound(&old).unwrap_or(false);
    close(old)?;
    let schema = if is_damaged { Err(unlike()) } else { copied }?;
    if file::has_log(from) {
        // A log that outlives its database would be taken for the log of the new one.
        return Err(StoreError::Io(std::io::ErrorKind::ResourceBusy.into()));
    }
    check(to, new, &schema)?;
    file::sync(to)?;
    file::head(to)?.ok_or_else(unlike)
}

fn copy(old: &Connection, to: &Path, new: &FileKey) -> Result<(usize, Vec<String>)> {
    let to = to.to_str().ok_or_else(|| StoreError::Io(std::io::ErrorKind::InvalidFilename.into()))?;
    old.pragma_update(None, "foreign_keys", false)?;
    old.execute("attach database ?1 as next key ?2", params![to, new.literal().as_str()])?;
    old.execute_batch("begin")?;
    old.query_row("select sqlcipher_export('next')", [], |_| Ok(()))?;
    // The one thing that an export leaves behind.
    let version = user_version(old)?;
    old.pragma_update(Some("next"), "user_version", i64::try_from(version).unwrap_or(i64::MAX))?;
    let schema = schema(old)?;
    old.execute_batch("commit; detach database next")?;
    Ok((version, schema))
}

/// Reads every page of the new file, and whether it is made as the old one.
fn check(path: &Path, key: &FileKey, wanted: &(usize, Vec<String>)) -> Result<()> {
    let copied = connect(path, key)?;
    let alike = is_sound(&copied)? && (user_version(&copied)?, schema(&copied)?) == *wanted;
    close(copied)?;
    if alike { Ok(()) } else { Err(unlike()) }
}

fn schema(connection: &Connection) -> Result<Vec<String>> {
    let mut statement = connection.prepare(
        "select type || ' ' || name || ' ' || coalesce(sql, '')
           from main.sqlite_schema
          order by type, name",
    )?;
    let lines = statement.query_map([], |row| row.get(0))?;
    Ok(lines.collect::<rusqlite::Result<_>>()?)
}

fn close(connection: Connection) -> Result<()> {
    connection.close().map_err(|(_, error)| error.into())
}

fn unlike() -> StoreError {
    StoreError::Damaged { what: String::new() }
}
