//! The latest page of each source that wrote to each vault.

use std::collections::BTreeMap;

use domain::id::{PartyId, SourceId};
use rusqlite::{Connection, params};

use crate::error::Result;

/// What a vault should have seen of a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Number of the latest page that wrote to it.
    pub(crate) page: i64,
    /// Whether it has had a first full pass.
    pub(crate) complete: bool,
}

pub(crate) fn of_source(profile: &Connection, source: &SourceId) -> Result<BTreeMap<PartyId, Seen>> {
    let mut statement = profile.prepare_cached("select party, page, complete from vault_progress where source = ?1")?;
    let rows = statement.query_map([source.as_str()], |row| {
        Ok((PartyId::new(row.get::<_, String>(0)?), Seen { page: row.get(1)?, complete: row.get(2)? }))
    })?;
    rows.map(|row| Ok(row?)).collect()
}

pub(crate) fn all(profile: &Connection) -> Result<Vec<(SourceId, PartyId, Seen)>> {
    let mut statement = profile.prepare_cached("select source, party, page, complete from vault_progress")?;
    let rows = statement.query_map([], |row| {
        Ok((
            SourceId::new(row.get::<_, String>(0)?),
            PartyId::new(row.get::<_, String>(1)?),
            Seen { page: row.get(2)?, complete: row.get(3)? },
        ))
    })?;
    rows.map(|row| Ok(row?)).collect()
}

pub(crate) fn of_party(profile: &Connection, party: &PartyId) -> Result<BTreeMap<SourceId, Seen>> {
    let mut statement = profile.prepare_cached("select source, page, complete from vault_progress where party = ?1")?;
    let rows = statement.query_map([party.as_str()], |row| {
        Ok((SourceId::new(row.get::<_, String>(0)?), Seen { page: row.get(1)?, complete: row.get(2)? }))
    })?;
    rows.map(|row| Ok(row?)).collect()
}

pub(crate) fn set(profile: &Connection, source: &SourceId, party: &PartyId, seen: Seen) -> Result<()> {
    profile
        .prepare_cached(
            "insert into vault_progress (source, party, page, complete)
             values (?1, ?2, ?3, ?4)
                 on conflict (source, party) do update
                set page     = excluded.page,
                    complete = excluded.complete",
        )?
        .execute(params![source.as_str(), party.as_str(), seen.page, seen.complete])?;
    Ok(())
}

pub(crate) fn remove(profile: &Connection, source: &SourceId, party: &PartyId) -> Result<()> {
    profile
        .prepare_cached("delete from vault_progress where source = ?1 and party = ?2")?
        .execute([source.as_str(), party.as_str()])?;
    Ok(())
}

pub(crate) fn remove_party(profile: &Connection, party: &PartyId) -> Result<()> {
    profile.prepare_cached("delete from vault_progress where party = ?1")?.execute([party.as_str()])?;
    Ok(())
}

pub(crate) fn remove_source(profile: &Connection, source: &SourceId) -> Result<()> {
    profile.prepare_cached("delete from vault_progress where source = ?1")?.execute([source.as_str()])?;
    Ok(())
}
