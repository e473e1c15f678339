//! Vaults whose files are being written anew under another key.

use domain::id::PartyId;
use rusqlite::{Connection, params};

use crate::{error::Result, file::Head, key::FileKey};

pub(crate) fn put(profile: &Connection, party: &PartyId, key: &FileKey, head: &Head) -> Result<()> {
    profile
        .prepare_cached("insert or replace into renewal (party, key, head) values (?1, ?2, ?3)")?
        .execute(params![party.as_str(), key.as_bytes(), head])?;
    Ok(())
}

/// Every renewal that was begun and not ended: whose, the new key, and the first bytes of the new file.
pub(crate) fn all(profile: &Connection) -> Result<Vec<(PartyId, FileKey, Head)>> {
    let mut statement = profile.prepare_cached("select party, key, head from renewal order by party")?;
    let rows = statement.query_map([], |row| {
        Ok((PartyId::new(row.get::<_, String>(0)?), FileKey::new(row.get::<_, [u8; 32]>(1)?), row.get(2)?))
    })?;
    rows.map(|row| Ok(row?)).collect()
}

pub(crate) fn remove(profile: &Connection, party: &PartyId) -> Result<()> {
    profile.prepare_cached("delete from renewal where party = ?1")?.execute([party.as_str()])?;
    Ok(())
}
