//! The first filling of a registry: the story of the world and, where asked for, any number of invented items.
//!
//! One transaction makes tables, rows and indexes, so that a broken-off filling leaves an empty file. The feed gets
//! the latest change of each record at the time of that change, parties first.

use std::{
    collections::{BTreeMap, BTreeSet},
    iter::Peekable,
};

use chrono::{DateTime, Utc};
use resident_api::{FeedChange, FeedRecord, OrganisationRecord, PartyRecord};
use rusqlite::{Connection, Transaction, params};

use super::{
    EVERYONE, Inventions, RegistryError, Row, SCHEMA_VERSION, attach, countersign, documents, hide_party,
    mandates::put_given, put, put_mandate, signing,
};
use crate::{
    clock::Clock,
    generate::{Invented, invent, invent_uses, merged},
    world::{Dated, Persona, World},
};

pub(super) fn fill(
    connection: &mut Connection,
    clock: &Clock,
    world: World,
    inventions: &Inventions,
) -> Result<(), RegistryError> {
    let tx = connection.transaction()?;
    tx.execute_batch(include_str!("schema.sql"))?;
    let (mut epoch, mut seal) = ([0_u8; 8], [0_u8; 16]);
    getrandom::fill(&mut epoch)?;
    getrandom::fill(&mut seal)?;
    tx.execute("insert into feed (epoch, seal, head, kept_from) values (?1, ?2, 0, 0)", params![epoch, seal])?;

    signing::found(&tx, clock.now())?;
    tx.execute_batch(include_str!("data_uses.sql"))?;
    let World { card, personas, records, documents, use_matters, .. } = world;
    for (data_use, matter) in &use_matters {
        tx.execute("insert into data_use_matters (data_use, matter) values (?1, ?2)", [data_use, matter])?;
    }
    let story = Story::of(records);
    for persona in &personas {
        introduce(&tx, persona, &story)?;
    }
    show_givers(&tx, &personas)?;
    for document in &documents {
        documents::store(&tx, document)?;
    }
    let acted_for = parties_of_the_first(&personas, &story);
    let today = clock.today();
    let Inventions { items, uses } = *inventions;
    let items = items.map(|(body, plan)| invent(plan, body, today, &acted_for)).into_iter().flatten().peekable();
    let controller = OrganisationRecord { id: card.id.clone(), name: card.name.clone(), address: None, contact: None };
    let uses = uses.map(|plan| invent_uses(plan, &controller, today, &acted_for)).into_iter().flatten().peekable();
    tell(&tx, story, merged(items, uses).peekable(), &card.id)?;

    tx.execute_batch(include_str!("indexes.sql"))?;
    for persona in &personas {
        for ended in &persona.ended {
            hide_party(&tx, &persona.id, &ended.party, "access_ended", &ended.at.to_rfc3339())?;
        }
    }
    tx.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    tx.commit()?;
    Ok(())
}

/// The world's records: parties apart, and of each other record the latest change, by time.
struct Story {
    parties: BTreeMap<String, PartyRecord>,
    rest: Vec<(DateTime<Utc>, String, FeedChange)>,
}

impl Story {
    fn of(records: Vec<Dated>) -> Self {
        let mut parties = BTreeMap::new();
        let mut latest = BTreeMap::new();
        for (place, Dated { at, party, change }) in records.into_iter().enumerate() {
            let key = match &change {
                FeedChange::Upsert(FeedRecord::Party(party)) => {
                    parties.insert(party.id.clone(), party.clone());
                    continue;
                }
                FeedChange::Upsert(record) => (record.kind().to_owned(), record.id().to_owned()),
                FeedChange::Tombstone(gone) => (gone.kind.clone(), gone.id.clone()),
            };
            latest.insert(key, (at, place, party, change));
        }
        let mut rest: Vec<_> = latest.into_values().collect();
        rest.sort_by_key(|(at, place, ..)| (*at, *place));
        let rest = rest.into_iter().map(|(at, _, party, change)| (at, party, change)).collect();
        Self { parties, rest }
    }

    /// A party as `persona` sees it.
    fn party<'a>(&'a self, persona: &'a Persona, id: &str) -> Option<&'a PartyRecord> {
        persona.party_records.iter().find(|party| party.id == id).or_else(|| self.parties.get(id))
    }
}

/// Makes a persona known, and to them the parties they see and the rights by which they act.
fn introduce(tx: &Transaction<'_>, persona: &Persona, story: &Story) -> Result<(), RegistryError> {
    tx.execute("insert into personas (id) values (?1)", [&persona.id])?;
    let mut seen = BTreeSet::new();
    for id in persona.parties.iter().filter(|id| seen.insert(*id)) {
        let party = story.party(persona, id).ok_or_else(|| RegistryError::UnknownParty(id.clone()))?;
        tx.execute("insert into sees (persona, party) values (?1, ?2)", params![persona.id, id])?;
        let row = Row { kind: "party", id, viewer: &persona.id, party: id, echo: false };
        put(tx, &row, &FeedChange::Upsert(FeedRecord::Party(party.clone())))?;
    }
    for mandate in &persona.mandates {
        put_mandate(tx, &persona.id, mandate.clone())?;
    }
    Ok(())
}

/// Whoever has given a right to act sees it, and what was done by it.
fn show_givers(tx: &Transaction<'_>, personas: &[Persona]) -> Result<(), RegistryError> {
    let own = |persona: &Persona| persona.party_records.iter().find(|party| party.relation == "myself").cloned();
    for holder in personas {
        let Some(name) = own(holder).map(|party| party.name) else { continue };
        for mandate in holder.mandates.iter().filter(|mandate| mandate.basis == "power_of_attorney") {
            let giver = personas.iter().find(|persona| own(persona).is_some_and(|own| own.id == mandate.party));
            if let Some(giver) = giver {
                put_given(tx, &giver.id, mandate, &name)?;
            }
        }
    }
    for persona in personas {
        for acted in &persona.acted {
            let row = Row { kind: "acted", id: &acted.id, viewer: &persona.id, party: &acted.party, echo: false };
            put(tx, &row, &FeedChange::Upsert(FeedRecord::Acted(Box::new(acted.clone()))))?;
        }
    }
    Ok(())
}

fn parties_of_the_first(personas: &[Persona], story: &Story) -> Vec<PartyRecord> {
    let Some(first) = personas.first() else { return Vec::new() };
    let known = first.parties.iter().filter_map(|id| story.party(first, id));
    // Invented items name schools and places, which must not stand in the matters of a protected person.
    known.filter(|party| !party.protected).cloned().collect()
}

/// Writes story and invented items into the feed, merged by time.
fn tell(
    tx: &Transaction<'_>,
    story: Story,
    mut invented: Peekable<impl Iterator<Item = Invented>>,
    publisher: &str,
) -> Result<(), RegistryError> {
    let mut head: i64 = tx.query_one("select head from feed", [], |row| row.get(0))?;
    let mut insert = tx.prepare(
        "insert into changes (seq, kind, id, viewer, party, echo, gone, change) values (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7)",
    )?;
    let mut write = |kind: &str, id: &str, party: &str, gone: bool, text: &str| {
        head += 1;
        insert.execute(params![head, kind, id, EVERYONE, party, gone, text])?;
        Ok::<_, RegistryError>(head)
    };
    for (at, party, mut change) in story.rest {
        while let Some(item) = invented.next_if(|item| item.at <= at) {
            write(item.kind, &item.id, &item.party, false, &item.change)?;
        }
        if let FeedChange::Upsert(record) = &mut change {
            signing::sign(tx, record, at)?;
            countersign::keep(tx, record, publisher)?;
        }
        let (kind, id, gone) = match &change {
            FeedChange::Upsert(record) => {
                attach(tx, record)?;
                (record.kind(), record.id(), false)
            }
            FeedChange::Tombstone(gone) => (gone.kind.as_str(), gone.id.as_str(), true),
        };
        write(kind, id, &party, gone, &serde_json::to_string(&change)?)?;
    }
    for item in invented {
        write(item.kind, &item.id, &item.party, false, &item.change)?;
    }
    drop(insert);
    tx.execute("update feed set head = ?1", [head])?;
    Ok(())
}
