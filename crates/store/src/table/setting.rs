//! Settings of this device, by name.

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Result;

pub(crate) fn get(profile: &Connection, name: &str) -> Result<Option<String>> {
    Ok(profile
        .prepare_cached("select value from setting where name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?)
}

pub(crate) fn set(profile: &Connection, name: &str, value: &str) -> Result<()> {
    profile
        .prepare_cached(
            "insert into setting (name, value)
             values (?1, ?2)
                 on conflict (name) do update
                set value = excluded.value",
        )?
        .execute(params![name, value])?;
    Ok(())
}
