//! The parties of this device.

use std::collections::BTreeMap;

use domain::{
    id::{PartyId, PartyRef, RemoteId, SourceId},
    party::{Party, Relation},
    text::ServerText,
};
use sha2::{Digest, Sha256};

use crate::{error::Result, store::Store, table};

/// A person or organisation as this device knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyRow {
    /// Their id on this device.
    pub id: PartyId,
    /// Their name, as the first of the sources that name them writes it; empty while no source names the resident.
    pub name: ServerText,
    /// What they are to the resident.
    pub relation: Relation,
    /// Whether any source says that an order protects them (turvakielto).
    pub protected: bool,
    /// How sources name them.
    pub refs: Vec<PartyRef>,
    /// The ids they had on this device while the resident had not said that they are one person.
    pub former: Vec<PartyId>,
}

impl Store {
    /// Who is named so by a source; `None` for nobody the resident sees.
    pub fn party_named(&self, name: &PartyRef) -> Result<Option<PartyId>> {
        let known = self.inner().profile.read(table::party_ref::all)?;
        let known = known.into_iter().find(|known| known.name == *name).map(|known| known.party);
        Ok(known.filter(|party| !self.hides(party, &name.source)))
    }

    /// Every party, the resident first, the others by name.
    pub fn parties(&self) -> Result<Vec<PartyRow>> {
        let mut rows = BTreeMap::from([(Self::myself(), nobody_yet())]);
        for known in self.inner().profile.read(table::party_ref::all)? {
            let row = rows.entry(known.party.clone()).or_insert_with(|| PartyRow {
                id: known.party,
                name: known.called.clone(),
                relation: known.relation,
                protected: false,
                refs: Vec::new(),
                former: Vec::new(),
            });
            if row.name.is_empty() {
                row.name = known.called;
            }
            row.protected |= known.protected;
            let first = first_id(&known.name);
            if row.id != Self::myself() && row.id != first {
                row.former.push(first);
            }
            row.refs.push(known.name);
        }
        let mut rows: Vec<PartyRow> = rows.into_values().collect();
        rows.sort_by(|a, b| {
            let place = |row: &PartyRow| (row.id != Self::myself(), row.name.clone(), row.id.clone());
            place(a).cmp(&place(b))
        });
        Ok(rows)
    }

    /// Who a party is now that the resident has said they are one person with somebody.
    pub(crate) fn joined(&self, party: &PartyId) -> Result<Option<PartyId>> {
        let known = self.inner().profile.read(table::party_ref::all)?;
        Ok(known.into_iter().find(|known| first_id(&known.name) == *party).map(|known| known.party))
    }
}

fn nobody_yet() -> PartyRow {
    PartyRow {
        id: Store::myself(),
        name: ServerText::default(),
        relation: Relation::Myself,
        protected: false,
        refs: Vec::new(),
        former: Vec::new(),
    }
}

/// The id on this device of a party that a source introduces: the resident is one over all sources, anybody else is
/// somebody of their own until the resident says otherwise.
pub(crate) fn id_of(source: &SourceId, party: &Party, taken: impl Fn(&PartyId) -> bool) -> PartyId {
    if party.relation == Relation::Myself { Store::myself() } else { free_id(source, &party.key, taken) }
}

/// An id for somebody of their own by this name. It is the same each time, but for a name that left a vault which
/// others joined: that vault keeps the id while they are in it, and the name gets another when it returns.
pub(crate) fn free_id(source: &SourceId, key: &RemoteId, taken: impl Fn(&PartyId) -> bool) -> PartyId {
    let mut turn = 0;
    loop {
        let id = id_of_key(source, key, turn);
        if !taken(&id) {
            return id;
        }
        turn += 1;
    }
}

/// The id by which a name comes first.
pub(crate) fn first_id(name: &PartyRef) -> PartyId {
    id_of_key(&name.source, &name.key, 0)
}

/// The first 16 hexadecimal digits of SHA-256 over the source, a NUL and its name of the party; in later turns also
/// another NUL and the number of the turn. Also a file name.
fn id_of_key(source: &SourceId, key: &RemoteId, turn: u32) -> PartyId {
    let mut digest = Sha256::new().chain_update(source.as_str()).chain_update([0]).chain_update(key.as_str());
    if turn > 0 {
        digest = digest.chain_update([0]).chain_update(turn.to_string());
    }
    PartyId::new(hex::encode(digest.finalize()).chars().take(16).collect::<String>())
}
