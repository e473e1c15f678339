//! What the resident sends, and where it is on its way.

use chrono::{DateTime, Utc};
use domain::{
    id::{PartyRef, RemoteId, SourceId},
    outgoing::{LONGEST_OBEYED, Outgoing, OutgoingId, Phase},
};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{
    error::Result,
    time::{from_micros, to_micros},
};

const COLUMNS: &str = "id, source, party, phase, letter, begun_at, changed_at";

/// Writes it, whether it is there or not.
pub(crate) fn put(vault: &Connection, outgoing: &Outgoing) -> Result<()> {
    let Outgoing { id, party, letter, phase, begun_at, changed_at } = outgoing;
    let not_before = match phase {
        Phase::Waiting { not_before, .. } => *not_before,
        _ => None,
    };
    let record = match phase {
        Phase::Received(receipt) => receipt.record.as_ref(),
        _ => None,
    };
    vault
        .prepare_cached(
            "insert into outgoing (id, source, party, case_id, state, not_before, record, phase, letter, begun_at, changed_at,
                                   priority)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
             on conflict (id) do update
                set case_id    = excluded.case_id,
                    state      = excluded.state,
                    not_before = excluded.not_before,
                    record     = excluded.record,
                    phase      = excluded.phase,
                    letter     = excluded.letter,
                    changed_at = excluded.changed_at,
                    priority   = excluded.priority",
        )?
        .execute(params![
            id.as_str(),
            party.source.as_str(),
            party.key.as_str(),
            letter.case.as_ref().map(RemoteId::as_str),
            phase.name(),
            not_before.map(to_micros),
            record.map(RemoteId::as_str),
            serde_json::to_string(phase)?,
            serde_json::to_string(letter)?,
            to_micros(*begun_at),
            to_micros(*changed_at),
            letter.kind.priority() as i64,
        ])?;
    Ok(())
}

pub(crate) fn get(vault: &Connection, id: &OutgoingId) -> Result<Option<Outgoing>> {
    let mut statement = vault.prepare_cached(&format!("select {COLUMNS} from outgoing where id = ?1"))?;
    let mut rows = statement.query([id.as_str()])?;
    rows.next()?.map(read).transpose()
}

/// Everything, oldest first.
pub(crate) fn all(vault: &Connection) -> Result<Vec<Outgoing>> {
    let mut statement = vault.prepare_cached(&format!("select {COLUMNS} from outgoing order by begun_at, id"))?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// Everything that waits to be sent or is being sent.
pub(crate) fn going(vault: &Connection) -> Result<Vec<Outgoing>> {
    let mut statement =
        vault.prepare_cached(&format!("select {COLUMNS} from outgoing where state in ('waiting', 'sending')"))?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// What became this record.
pub(crate) fn of_record(vault: &Connection, source: &SourceId, record: &RemoteId) -> Result<Option<Outgoing>> {
    let mut statement = vault.prepare_cached(&format!(
        "select {COLUMNS} from outgoing indexed by outgoing_record where source = ?1 and record = ?2"
    ))?;
    let mut rows = statement.query([source.as_str(), record.as_str()])?;
    rows.next()?.map(read).transpose()
}

/// What was not received yet, or was and has not come with the feed.
pub(crate) fn pending(vault: &Connection, source: &SourceId) -> Result<Vec<Outgoing>> {
    let mut statement = vault.prepare_cached(&format!(
        "select {COLUMNS}
           from outgoing
          where source = ?1
            and (state <> 'received'
                 or not exists (select 1
                                  from record
                                 where record.source    = outgoing.source
                                   and record.kind      in ('message', 'case', 'consent', 'service_request')
                                   and record.id     = outgoing.record))
          order by begun_at, id"
    ))?;
    let mut rows = statement.query([source.as_str()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// The first that waits and may be tried at this moment: what cannot wait before what can, and of those the oldest. A moment further off than any source may ask for was reckoned by a
/// clock that has been set since.
pub(crate) fn due(vault: &Connection, source: &SourceId, now: DateTime<Utc>) -> Result<Option<Outgoing>> {
    let mut statement = vault.prepare_cached(&format!(
        "select {COLUMNS}
           from outgoing indexed by outgoing_due
          where state  = 'waiting'
            and source = ?1
            and (not_before is null or not_before <= ?2 or not_before > ?3)
          order by priority, begun_at
          limit 1"
    ))?;
    let horizon = now + LONGEST_OBEYED;
    let mut rows = statement.query(params![source.as_str(), to_micros(now), to_micros(horizon)])?;
    rows.next()?.map(read).transpose()
}

/// When the first that waits may be tried; the beginning of time for one that may be tried at once.
pub(crate) fn next_due(vault: &Connection, source: &SourceId) -> Result<Option<DateTime<Utc>>> {
    let first: Option<i64> = vault
        .prepare_cached(
            "select min(coalesce(not_before, 0)) from outgoing indexed by outgoing_due where state = 'waiting' and source = ?1",
        )?
        .query_row([source.as_str()], |row| row.get(0))?;
    first.map(from_micros).transpose()
}

/// The names of what is in this state.
pub(crate) fn in_state(vault: &Connection, source: Option<&SourceId>, state: &str) -> Result<Vec<OutgoingId>> {
    let mut statement =
        vault.prepare_cached("select id from outgoing where state = ?1 and (?2 is null or source = ?2)")?;
    let rows = statement.query_map(params![state, source.map(SourceId::as_str)], |row| row.get::<_, String>(0))?;
    rows.map(|id| Ok(OutgoingId::known(id?))).collect()
}

pub(crate) fn remove(vault: &Connection, id: &OutgoingId) -> Result<bool> {
    Ok(vault.prepare_cached("delete from outgoing where id = ?1")?.execute([id.as_str()])? > 0)
}

pub(crate) fn remove_source(vault: &Connection, source: &SourceId) -> Result<()> {
    vault.prepare_cached("delete from outgoing where source = ?1")?.execute([source.as_str()])?;
    Ok(())
}

pub(crate) fn remove_party(vault: &Connection, source: &SourceId, party: &RemoteId) -> Result<()> {
    vault
        .prepare_cached("delete from outgoing where source = ?1 and party = ?2")?
        .execute([source.as_str(), party.as_str()])?;
    Ok(())
}

/// How many have not been received.
pub(crate) fn count_unsent(vault: &Connection) -> Result<u32> {
    Ok(vault
        .prepare_cached("select count(*) from outgoing indexed by outgoing_unsent where state <> 'received'")?
        .query_row([], |row| row.get(0))?)
}

/// How many of this party's have not been received.
pub(crate) fn count_unsent_of(vault: &Connection, source: &SourceId, party: &RemoteId) -> Result<u32> {
    Ok(vault
        .prepare_cached(
            "select count(*)
               from outgoing indexed by outgoing_unsent
              where state <> 'received'
                and source = ?1
                and party  = ?2",
        )?
        .query_row([source.as_str(), party.as_str()], |row| row.get(0))
        .optional()?
        .unwrap_or(0))
}

fn read(row: &Row<'_>) -> Result<Outgoing> {
    Ok(Outgoing {
        id: OutgoingId::known(row.get::<_, String>(0)?),
        party: PartyRef {
            source: SourceId::new(row.get::<_, String>(1)?),
            key: RemoteId::new(row.get::<_, String>(2)?),
        },
        phase: serde_json::from_str(&row.get::<_, String>(3)?)?,
        letter: serde_json::from_str(&row.get::<_, String>(4)?)?,
        begun_at: from_micros(row.get(5)?)?,
        changed_at: from_micros(row.get(6)?)?,
    })
}
