//! What the resident says of two names.

use chrono::{DateTime, Utc};
use domain::{
    id::{PartyRef, RemoteId, SourceId},
    party::{Link, LinkState},
};
use rusqlite::{Connection, params};

use crate::{
    error::{Result, StoreError},
    time::{from_micros, to_micros},
};

/// An answer, and when it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answered {
    pub(crate) link: Link,
    pub(crate) at: DateTime<Utc>,
}

const fn name(state: LinkState) -> &'static str {
    match state {
        LinkState::Proposed => "proposed",
        LinkState::Confirmed => "confirmed",
        LinkState::Refused => "refused",
    }
}

fn state(name: &str) -> Result<LinkState> {
    match name {
        "confirmed" => Ok(LinkState::Confirmed),
        "refused" => Ok(LinkState::Refused),
        _ => Err(StoreError::unknown_name("party_link.state")),
    }
}

/// Every answer, by the names.
pub(crate) fn all(profile: &Connection) -> Result<Vec<Answered>> {
    let mut statement = profile.prepare_cached(
        "select first_source, first_key, second_source, second_key, state, decided_at
           from party_link
          order by first_source, first_key, second_source, second_key",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let name = |source: String, key: String| PartyRef { source: SourceId::new(source), key: RemoteId::new(key) };
        let state = state(&row.get::<_, String>(4)?)?;
        found.push(Answered {
            link: Link::new(name(row.get(0)?, row.get(1)?), name(row.get(2)?, row.get(3)?), state),
            at: from_micros(row.get(5)?)?,
        });
    }
    Ok(found)
}

/// Keeps an answer in place of an earlier one.
pub(crate) fn put(profile: &Connection, link: &Link, at: DateTime<Utc>) -> Result<()> {
    let (first, second) = link.ends();
    profile
        .prepare_cached(
            "insert into party_link (first_source, first_key, second_source, second_key, state, decided_at)
             values (?1, ?2, ?3, ?4, ?5, ?6)
                 on conflict (first_source, first_key, second_source, second_key) do update
                set state      = excluded.state,
                    decided_at = excluded.decided_at",
        )?
        .execute(params![
            first.source.as_str(),
            first.key.as_str(),
            second.source.as_str(),
            second.key.as_str(),
            name(link.state),
            to_micros(at)
        ])?;
    Ok(())
}

pub(crate) fn remove(profile: &Connection, link: &Link) -> Result<()> {
    let (first, second) = link.ends();
    profile
        .prepare_cached(
            "delete from party_link
              where first_source  = ?1
                and first_key     = ?2
                and second_source = ?3
                and second_key    = ?4",
        )?
        .execute([first.source.as_str(), first.key.as_str(), second.source.as_str(), second.key.as_str()])?;
    Ok(())
}

/// A name goes, and its answers with it. Names that were one person by way of it stay one: they are tied to the least
/// of them, unless they are tied already.
pub(crate) fn remove_name(profile: &Connection, gone: &PartyRef) -> Result<()> {
    let mut tied: Vec<(PartyRef, DateTime<Utc>)> = Vec::new();
    for answered in all(profile)? {
        let (first, second) = answered.link.ends();
        let other = match (first == gone, second == gone) {
            (true, _) => second,
            (_, true) => first,
            _ => continue,
        };
        if answered.link.state == LinkState::Confirmed {
            tied.push((other.clone(), answered.at));
        }
        remove(profile, &answered.link)?;
    }
    tied.sort();
    let Some(((least, since), others)) = tied.split_first() else { return Ok(()) };
    for (other, at) in others {
        put(profile, &Link::new(least.clone(), other.clone(), LinkState::Confirmed), *since.max(at))?;
    }
    Ok(())
}
