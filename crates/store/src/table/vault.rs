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

pub(crate) fn remove(profile: &Connection, party: &PartyId) -> Result<()> {
    profile.prepare_cached("delete from vault where party = ?1")?.execute([party.as_str()])?;
    Ok(())
}
