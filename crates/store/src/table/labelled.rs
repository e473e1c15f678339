//! Which items have which of the resident's labels, in the order of a list for each label.

use domain::{
    id::{RecordKind, RemoteId, SourceId},
    mark::LabelId,
};
use rusqlite::{Connection, params};

use crate::{error::Result, inbox_key::Place};

/// The labels of an item, by number.
pub(crate) fn of(vault: &Connection, source: &SourceId, kind: RecordKind, id: &RemoteId) -> Result<Vec<LabelId>> {
    let mut statement = vault.prepare_cached(
        "select label
           from labelled
          where source = ?1
            and kind   = ?2
            and id     = ?3
          order by label",
    )?;
    let rows = statement.query_map([source.as_str(), kind.name(), id.as_str()], |row| row.get(0).map(LabelId))?;
    rows.map(|row| Ok(row?)).collect()
}

/// Puts a label on an item.
pub(crate) fn put(
    vault: &Connection,
    source: &SourceId,
    kind: RecordKind,
    id: &RemoteId,
    party: Option<&str>,
    newest: i64,
    label: LabelId,
) -> Result<()> {
    vault
        .prepare_cached(
            "insert or replace into labelled (source, kind, id, label, party, newest)
             values (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![source.as_str(), kind.name(), id.as_str(), label.0, party, newest])?;
    Ok(())
}

/// Takes a label off an item.
pub(crate) fn take(
    vault: &Connection,
    source: &SourceId,
    kind: RecordKind,
    id: &RemoteId,
    label: LabelId,
) -> Result<()> {
    vault
        .prepare_cached("delete from labelled where source = ?1 and kind = ?2 and id = ?3 and label = ?4")?
        .execute(params![source.as_str(), kind.name(), id.as_str(), label.0])?;
    Ok(())
}

/// The item stands elsewhere in the order of time now.
pub(crate) fn moved_to(
    vault: &Connection,
    source: &SourceId,
    kind: RecordKind,
    id: &RemoteId,
    newest: i64,
) -> Result<()> {
    vault
        .prepare_cached(
            "update labelled
                set newest = ?4
              where source  = ?1
                and kind    = ?2
                and id      = ?3
                and newest <> ?4",
        )?
        .execute(params![source.as_str(), kind.name(), id.as_str(), newest])?;
    Ok(())
}

/// Takes every label off an item.
pub(crate) fn remove(vault: &Connection, source: &SourceId, kind: RecordKind, id: &RemoteId) -> Result<()> {
    vault.prepare_cached("delete from labelled where source = ?1 and kind = ?2 and id = ?3")?.execute([
        source.as_str(),
        kind.name(),
        id.as_str(),
    ])?;
    Ok(())
}

/// Takes a label off every item.
pub(crate) fn remove_label(vault: &Connection, label: LabelId) -> Result<()> {
    vault.prepare_cached("delete from labelled where label = ?1")?.execute([label.0])?;
    Ok(())
}

pub(crate) fn remove_party(vault: &Connection, source: &SourceId, party: &RemoteId) -> Result<()> {
    vault
        .prepare_cached("delete from labelled where source = ?1 and party = ?2")?
        .execute([source.as_str(), party.as_str()])?;
    Ok(())
}

pub(crate) fn remove_source(vault: &Connection, source: &SourceId) -> Result<()> {
    vault.prepare_cached("delete from labelled where source = ?1")?.execute([source.as_str()])?;
    Ok(())
}

/// The places of a label's items after (newest ?2, source ?3, kind ?4, id ?5), at most ?6; with ?7 those in the archive alone.
/// What is not here any more, or not yet again, has no place.
pub(crate) const AFTER: &str = "select 0, l.newest, l.source, l.kind, l.id, r.number
       from labelled as l indexed by labelled_list
       cross join record   as r on r.source = l.source and r.kind = l.kind and r.id = l.id
       cross join headline as h on h.number = r.number
      where l.label = ?1
        and (l.newest, l.source, l.kind, l.id) > (?2, ?3, ?4, ?5)
        and h.filed >= ?7
      order by l.newest, l.source, l.kind, l.id
      limit ?6";

/// The next places of a label's items, each with the number of its row.
pub(crate) fn places(
    vault: &Connection,
    label: LabelId,
    archived: bool,
    after: Option<&Place>,
    limit: usize,
) -> Result<Vec<(Place, i64)>> {
    let start = Place::START;
    let after = after.unwrap_or(&start);
    let mut statement = vault.prepare_cached(AFTER)?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut rows =
        statement.query(params![label.0, after.newest, after.source, after.kind, after.id, limit, archived])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let place =
            Place { day: row.get(0)?, newest: row.get(1)?, source: row.get(2)?, kind: row.get(3)?, id: row.get(4)? };
        found.push((place, row.get(5)?));
    }
    Ok(found)
}

/// Whether the item with this number is in the archive and has the label, where these are asked.
pub(crate) fn fits(vault: &Connection, number: i64, archived: bool, label: Option<LabelId>) -> Result<bool> {
    if archived && !vault.prepare_cached("select 1 from headline where number = ?1 and filed > 0")?.exists([number])? {
        return Ok(false);
    }
    let Some(label) = label else { return Ok(true) };
    Ok(vault
        .prepare_cached(
            "select 1
               from record as r
               join labelled as l on l.source = r.source and l.kind = r.kind and l.id = r.id
              where r.number = ?1
                and l.label  = ?2",
        )?
        .exists(params![number, label.0])?)
}
