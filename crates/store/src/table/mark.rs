//! How the resident has filed an item on this device, by the item's name.

use domain::{
    id::{RecordKind, RemoteId, SourceId},
    mark::Shelf,
};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Result;

/// An item's own marks but for its labels.
#[allow(clippy::struct_excessive_bools)] // each is a mark of its own, and any go together
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Own {
    pub(crate) shelf: Shelf,
    pub(crate) pinned: bool,
    pub(crate) muted: bool,
    pub(crate) quiet: bool,
    pub(crate) settled: bool,
}

/// The marks; none where there is no row.
pub(crate) fn get(vault: &Connection, source: &SourceId, kind: RecordKind, id: &RemoteId) -> Result<Own> {
    Ok(vault
        .prepare_cached(
            "select archived, returned, pinned, muted, quiet, settled
               from mark
              where source = ?1
                and kind   = ?2
                and id     = ?3",
        )?
        .query_row([source.as_str(), kind.name(), id.as_str()], |row| {
            Ok(Own {
                shelf: match (row.get(0)?, row.get(1)?) {
                    (true, _) => Shelf::Archive,
                    (false, true) => Shelf::Returned,
                    (false, false) => Shelf::Inbox,
                },
                pinned: row.get(2)?,
                muted: row.get(3)?,
                quiet: row.get(4)?,
                settled: row.get(5)?,
            })
        })
        .optional()?
        .unwrap_or_default())
}

/// Sets the marks. Without any there is no row.
pub(crate) fn set(
    vault: &Connection,
    source: &SourceId,
    kind: RecordKind,
    id: &RemoteId,
    party: Option<&str>,
    own: Own,
) -> Result<()> {
    if own == Own::default() {
        vault.prepare_cached("delete from mark where source = ?1 and kind = ?2 and id = ?3")?.execute([
            source.as_str(),
            kind.name(),
            id.as_str(),
        ])?;
        return Ok(());
    }
    vault
        .prepare_cached(
            "insert or replace into mark (source, kind, id, party, archived, returned, pinned, muted, quiet, settled)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            source.as_str(),
            kind.name(),
            id.as_str(),
            party,
            own.shelf == Shelf::Archive,
            own.shelf == Shelf::Returned,
            own.pinned,
            own.muted,
            own.quiet,
            own.settled
        ])?;
    Ok(())
}

/// Takes it out of the archive because the resident is needed. Answers whether it was there.
pub(crate) fn bring_back(vault: &Connection, source: &SourceId, kind: RecordKind, id: &RemoteId) -> Result<bool> {
    let changed = vault
        .prepare_cached(
            "update mark
                set archived = 0,
                    returned = 1
              where source   = ?1
                and kind     = ?2
                and id       = ?3
                and archived = 1",
        )?
        .execute([source.as_str(), kind.name(), id.as_str()])?;
    Ok(changed > 0)
}

/// Whether the case is muted.
pub(crate) fn is_muted(vault: &Connection, source: &SourceId, case: &RemoteId) -> Result<bool> {
    Ok(get(vault, source, RecordKind::Case, case)?.muted)
}

/// It was opened after all.
pub(crate) fn forget_quiet(vault: &Connection, source: &SourceId, kind: RecordKind, id: &RemoteId) -> Result<()> {
    vault
        .prepare_cached("update mark set quiet = 0 where source = ?1 and kind = ?2 and id = ?3 and quiet = 1")?
        .execute([source.as_str(), kind.name(), id.as_str()])?;
    Ok(())
}

/// What it asks has changed: the resident has not seen that.
pub(crate) fn forget_settled(vault: &Connection, source: &SourceId, kind: RecordKind, id: &RemoteId) -> Result<()> {
    vault
        .prepare_cached("update mark set settled = 0 where source = ?1 and kind = ?2 and id = ?3 and settled = 1")?
        .execute([source.as_str(), kind.name(), id.as_str()])?;
    Ok(())
}

pub(crate) fn remove(vault: &Connection, source: &SourceId, kind: RecordKind, id: &RemoteId) -> Result<()> {
    vault.prepare_cached("delete from mark where source = ?1 and kind = ?2 and id = ?3")?.execute([
        source.as_str(),
        kind.name(),
        id.as_str(),
    ])?;
    Ok(())
}

pub(crate) fn remove_party(vault: &Connection, source: &SourceId, party: &RemoteId) -> Result<()> {
    vault
        .prepare_cached("delete from mark where source = ?1 and party = ?2")?
        .execute([source.as_str(), party.as_str()])?;
    Ok(())
}

pub(crate) fn remove_source(vault: &Connection, source: &SourceId) -> Result<()> {
    vault.prepare_cached("delete from mark where source = ?1")?.execute([source.as_str()])?;
    Ok(())
}
