//! How sources name the parties of this device.
//!
//! A ref tells which of the source's names is which party here, and so in whose vault the records belong that carry
//! its key (`record.party`). That two refs are one person is for the resident to confirm (see `links.rs`).

use std::collections::BTreeSet;

use domain::{
    id::{PartyId, PartyRef, RemoteId, SourceId},
    party::{Party, Relation},
    text::ServerText,
};
use rusqlite::{Connection, params};

use crate::error::{Result, StoreError};

/// One ref with what its source says of the party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) name: PartyRef,
    pub(crate) party: PartyId,
    pub(crate) called: ServerText,
    pub(crate) relation: Relation,
    pub(crate) protected: bool,
    pub(crate) generation: i64,
}

impl Known {
    pub(crate) fn new(source: &SourceId, id: &PartyId, party: &Party, generation: i64) -> Self {
        Self {
            name: PartyRef { source: source.clone(), key: party.key.clone() },
            party: id.clone(),
            called: party.name.clone(),
            relation: party.relation,
            protected: party.protected,
            generation,
        }
    }
}

pub(crate) fn all(profile: &Connection) -> Result<Vec<Known>> {
    let mut statement = profile.prepare_cached(
        "select source, key, party, name, relation, protected, generation
           from party_ref
          order by source, key",
    )?;
    let mut rows = statement.query([])?;
    let mut known = Vec::new();
    while let Some(row) = rows.next()? {
        known.push(Known {
            name: PartyRef {
                source: SourceId::new(row.get::<_, String>(0)?),
                key: RemoteId::new(row.get::<_, String>(1)?),
            },
            party: PartyId::new(row.get::<_, String>(2)?),
            called: ServerText::from(row.get::<_, String>(3)?),
            relation: Relation::from_name(&row.get::<_, String>(4)?)
                .ok_or_else(|| StoreError::unknown_name("party_ref.relation"))?,
            protected: row.get(5)?,
            generation: row.get(6)?,
        });
    }
    Ok(known)
}

pub(crate) fn put(profile: &Connection, known: &Known) -> Result<()> {
    profile
        .prepare_cached(
            "insert into party_ref (source, key, party, name, relation, protected, generation)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 on conflict (source, key) do update
                set party      = excluded.party,
                    name       = excluded.name,
                    relation   = excluded.relation,
                    protected  = excluded.protected,
                    generation = excluded.generation",
        )?
        .execute(params![
            known.name.source.as_str(),
            known.name.key.as_str(),
            known.party.as_str(),
            known.called.as_str(),
            known.relation.name(),
            known.protected,
            known.generation
        ])?;
    Ok(())
}

/// The source has said a right to act for the party.
pub(crate) fn set_mandated(profile: &Connection, source: &SourceId, key: &RemoteId) -> Result<()> {
    profile
        .prepare_cached("update party_ref set mandated = 1 where source = ?1 and key = ?2 and mandated = 0")?
        .execute([source.as_str(), key.as_str()])?;
    Ok(())
}

/// Names for which the source has ever said a right to act.
pub(crate) fn mandated(profile: &Connection) -> Result<BTreeSet<PartyRef>> {
    let mut statement = profile.prepare_cached("select source, key from party_ref where mandated = 1")?;
    let rows = statement.query_map([], |row| {
        Ok(PartyRef { source: SourceId::new(row.get::<_, String>(0)?), key: RemoteId::new(row.get::<_, String>(1)?) })
    })?;
    rows.map(|name| Ok(name?)).collect()
}

/// The name is another party's from now on.
pub(crate) fn set_party(profile: &Connection, name: &PartyRef, party: &PartyId) -> Result<()> {
    profile.prepare_cached("update party_ref set party = ?3 where source = ?1 and key = ?2")?.execute([
        name.source.as_str(),
        name.key.as_str(),
        party.as_str(),
    ])?;
    Ok(())
}

pub(crate) fn remove(profile: &Connection, source: &SourceId, key: &RemoteId) -> Result<()> {
    profile
        .prepare_cached("delete from party_ref where source = ?1 and key = ?2")?
        .execute(params![source.as_str(), key.as_str()])?;
    Ok(())
}

pub(crate) fn remove_source(profile: &Connection, source: &SourceId) -> Result<()> {
    profile.prepare_cached("delete from party_ref where source = ?1")?.execute([source.as_str()])?;
    Ok(())
}
