//! Documents as their records describe them.

use domain::{
    document::Document,
    id::{RecordKey, RemoteId, SourceId},
};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    error::Result,
    table::{content, record::kind},
};

/// A document whose bytes are not on the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedDocument {
    /// The record it belongs to.
    pub item: RecordKey,
    /// What its record says of it.
    pub document: Document,
}

/// A described document.
pub(crate) struct Described {
    pub(crate) number: i64,
    pub(crate) description: String,
    pub(crate) here: bool,
}

impl Described {
    pub(crate) fn document(&self) -> Result<Document> {
        Ok(serde_json::from_str(&self.description)?)
    }
}

pub(crate) fn find(vault: &Connection, record: i64, id: &RemoteId) -> Result<Option<Described>> {
    Ok(vault
        .prepare_cached("select number, description, here from document where record = ?1 and id = ?2")?
        .query_row(params![record, id.as_str()], |row| {
            Ok(Described { number: row.get(0)?, description: row.get(1)?, here: row.get(2)? })
        })
        .optional()?)
}

/// Makes the table say what the record says. Bytes stay unless they are no longer those described: an old version
/// shown under a new description would mislead.
pub(crate) fn put_all(
    vault: &Connection,
    source: &SourceId,
    record: i64,
    newest: i64,
    documents: &[Document],
) -> Result<()> {
    let before = ids(vault, record)?;
    for (id, number) in &before {
        if !documents.iter().any(|document| document.id.as_str() == id) {
            vault.prepare_cached("delete from document where number = ?1")?.execute([number])?;
        }
    }
    for (position, document) in documents.iter().enumerate() {
        put(vault, source, record, newest, position, document)?;
        let known = before.iter().find(|(id, _)| document.id.as_str() == id);
        if let Some((_, number)) = known
            && content::of(vault, *number)?.is_some_and(|content| !content.is_what(document))
        {
            content::remove(vault, *number)?;
        }
    }
    Ok(())
}

/// For a record that is new: there is nothing to compare with.
pub(crate) fn insert_all(
    vault: &Connection,
    source: &SourceId,
    record: i64,
    newest: i64,
    documents: &[Document],
) -> Result<()> {
    for (position, document) in documents.iter().enumerate() {
        put(vault, source, record, newest, position, document)?;
    }
    Ok(())
}

fn ids(vault: &Connection, record: i64) -> Result<Vec<(String, i64)>> {
    let mut statement = vault.prepare_cached("select id, number from document where record = ?1")?;
    let rows = statement.query_map([record], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.map(|row| Ok(row?)).collect()
}

fn put(
    vault: &Connection,
    source: &SourceId,
    record: i64,
    newest: i64,
    position: usize,
    document: &Document,
) -> Result<()> {
    vault
        .prepare_cached(
            "insert into document (record, id, position, description, size, source, newest)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 on conflict (record, id) do update
                set position    = excluded.position,
                    description = excluded.description,
                    size        = excluded.size,
                    newest      = excluded.newest",
        )?
        .execute(params![
            record,
            document.id.as_str(),
            i64::try_from(position).unwrap_or(i64::MAX),
            serde_json::to_string(document)?,
            document.size.map(|size| i64::try_from(size).unwrap_or(i64::MAX)),
            source.as_str(),
            newest
        ])?;
    Ok(())
}

/// Documents of the newest records first. A size the source does not tell is no hindrance.
pub(crate) fn wanted(
    vault: &Connection,
    source: &SourceId,
    max_size: u64,
    limit: usize,
) -> Result<Vec<(i64, WantedDocument)>> {
    let mut statement = vault.prepare_cached(
        "select d.newest, d.description, r.kind, r.id
           from document as d indexed by document_wanted
           join record   as r on r.number = d.record
          where d.source = ?1
            and d.here   = 0
            and (d.size is null or d.size <= ?2)
            and r.gone is null
          order by d.newest, d.number
          limit ?3",
    )?;
    let mut rows = statement.query(params![
        source.as_str(),
        i64::try_from(max_size).unwrap_or(i64::MAX),
        i64::try_from(limit).unwrap_or(i64::MAX)
    ])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let description: String = row.get(1)?;
        let item = RecordKey {
            source: source.clone(),
            kind: kind(&row.get::<_, String>(2)?)?,
            id: RemoteId::new(row.get::<_, String>(3)?),
        };
        found.push((row.get(0)?, WantedDocument { item, document: serde_json::from_str(&description)? }));
    }
    Ok(found)
}

pub(crate) fn here(vault: &Connection, record: i64) -> Result<Vec<RemoteId>> {
    let mut statement = vault.prepare_cached("select id from document where record = ?1 and here = 1")?;
    let rows = statement.query_map([record], |row| row.get::<_, String>(0))?;
    rows.map(|id| Ok(RemoteId::new(id?))).collect()
}

/// Those of a record whose bytes are on the device, in the record's order.
pub(crate) fn numbers_here(vault: &Connection, record: i64) -> Result<Vec<i64>> {
    let mut statement =
        vault.prepare_cached("select number from document where record = ?1 and here = 1 order by position")?;
    let rows = statement.query_map([record], |row| row.get(0))?;
    rows.map(|row| Ok(row?)).collect()
}

pub(crate) fn set_here(vault: &Connection, number: i64, here: bool) -> Result<()> {
    vault.prepare_cached("update document set here = ?2 where number = ?1")?.execute(params![number, here])?;
    Ok(())
}
