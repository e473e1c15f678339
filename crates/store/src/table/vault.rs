//! The parties of this device and the keys of their vaults.

use domain::id::PartyId;
use rusqlite::{Connection, params};

use crate::{error::Result, key::FileKey};

pub(crate) fn insert(profile: &Connection, party: &PartyId, key: &FileKey) -> Result<()> {
    profile
        .prepare_cached("insert or ignore into vault (party, key) values (?1, ?2)")?
        .execute(params![party.as_str(), key.as_bytes()])?;
    Ok(())
}

pub(crate) fn set_key(profile: &Connection, party: &PartyId, key: &FileKey) -> Result<()> {
    profile
        .prepare_cached("update vault set key = ?2 where party = ?1")?
        .execute(params![party.as_str(), key.as_bytes()])?;
    Ok(())
}

pub(crate) fn all(profile: &Connection) -> Result<Vec<(PartyId, FileKey)>> {
    let mut statement = profile.prepare_cached("select party, key from vault order by party")?;
    let rows = statement
        .query_map([], |row| Ok((PartyId::new(row.get::<_, String>(0)?), FileKey::new(row.get::<_, [u8; 32]>(1)?))))?;
    rows.map(|row| Ok(row?)).collect()
}

/// Says whether rows are being moved into the vault or out of it.
pub(crate) fn set_unsettled(profile: &Connection, party: &PartyId, unsettled: bool) -> Result<()> {
    profile
        .prepare_cached("update vault set unsettled = ?2 where party = ?1")?
        .execute(params![party.as_str(), unsettled])?;
    Ok(())
}

/// Vaults that may hold rows of names that are not their party's.
pub(crate) fn unsettled(profile: &Connection) -> Result<Vec<PartyId>> {
    let mut statement = profile.prepare_cached("select party from vault where unsettled = 1 order by party")?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|party| Ok(PartyId::new(party?))).collect()
}

pub(crate) fn remove(profile: &Connection, party: &PartyId) -> Result<()> {
    profile.prepare_cached("delete from vault where party = ?1")?.execute([party.as_str()])?;
    Ok(())
}
