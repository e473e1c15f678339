//! Damaged vault files that were set aside, with the keys that open what is left of them.

use domain::id::PartyId;
use rusqlite::{Connection, params};

use crate::error::Result;

/// Keeps the vault's present key, which opens the file set aside.
pub(crate) fn insert(profile: &Connection, party: &PartyId) -> Result<()> {
    profile
        .prepare_cached(
            "insert or replace into set_aside (party, key)
             select party, key
               from vault
              where party = ?1",
        )?
        .execute([party.as_str()])?;
    Ok(())
}

pub(crate) fn all(profile: &Connection) -> Result<Vec<PartyId>> {
    let mut statement = profile.prepare_cached("select party from set_aside")?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|party| Ok(PartyId::new(party?))).collect()
}

/// Those whose every source has been read to its end since.
pub(crate) fn recovered(profile: &Connection) -> Result<Vec<PartyId>> {
    let mut statement = profile.prepare_cached(
        "select a.party
           from set_aside as a
          where not exists (select 1
                              from party_ref as r
                              join source    as s on s.id = r.source
                             where r.party         = a.party
                               and s.pass_complete = 0)
            and not exists (select 1
                              from vault_progress as p
                              join source         as s on s.id = p.source
                             where p.party         = a.party
                               and s.pass_complete = 0)",
    )?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|party| Ok(PartyId::new(party?))).collect()
}

pub(crate) fn remove(profile: &Connection, party: &PartyId) -> Result<()> {
    profile.prepare_cached("delete from set_aside where party = ?1")?.execute(params![party.as_str()])?;
    Ok(())
}
