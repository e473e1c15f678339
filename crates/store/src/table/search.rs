//! The word index.

use std::collections::BTreeMap;

use domain::{
    id::{RecordKey, RecordKind, RemoteId, SourceId},
    inbox::Headline,
    record::Record,
};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    error::Result,
    table::{content, document, record},
    wording::{self, Indexed},
};

/// Places in a minute.
const PLACES: i64 = 256;
const MINUTE: i64 = 60_000;
/// Largest plain text of a document that is indexed, in bytes.
const LARGEST_FILE: u64 = 1_000_000;

/// An item that is to be found from now on.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Its negated sort key.
    pub(crate) newest: i64,
    pub(crate) indexed: Indexed,
}

/// The first place of the minute of this negated time, in milliseconds.
pub(crate) const fn place_of(newest: i64) -> i64 {
    newest.saturating_neg().div_euclid(MINUTE).saturating_neg().saturating_mul(PLACES)
}

/// The last place of that minute.
pub(crate) const fn last_place_of(newest: i64) -> i64 {
    place_of(newest).saturating_add(PLACES - 1)
}

/// Indexes items by their numbers, in place of what was indexed of them before. The words come back, for those who keep
/// the vocabulary.
pub(crate) fn put_all(vault: &Connection, entries: BTreeMap<i64, Entry>) -> Result<Vec<String>> {
    let mut placed = Vec::with_capacity(entries.len());
    for (number, entry) in entries {
        remove(vault, number)?;
        let place = free_place(vault, place_of(entry.newest))?;
        vault.prepare_cached("insert into search_place (place, number) values (?1, ?2)")?.execute([place, number])?;
        placed.push((place, entry.indexed));
    }
    // In order: the index keeps what comes in order in memory until the transaction ends.
    placed.sort_unstable_by_key(|(place, _)| *place);
    let mut words = Vec::with_capacity(placed.len() * 2);
    let mut insert = vault.prepare_cached("insert into search (rowid, title, text, facet) values (?1, ?2, ?3, ?4)")?;
    for (place, indexed) in placed {
        insert.execute(params![place, indexed.title, indexed.text, indexed.facet])?;
        words.extend([indexed.title, indexed.text]);
    }
    Ok(words)
}

/// What is indexed of this item is no more.
fn remove(vault: &Connection, number: i64) -> Result<()> {
    vault.prepare_cached("delete from search_place where number = ?1")?.execute([number])?;
    vault.prepare_cached("delete from search_todo where number = ?1")?.execute([number])?;
    Ok(())
}

fn free_place(vault: &Connection, mut minute: i64) -> Result<i64> {
    let mut statement = vault.prepare_cached("select max(place) from search_place where place >= ?1 and place < ?2")?;
    loop {
        let last: Option<i64> = statement.query_row([minute, minute.saturating_add(PLACES)], |row| row.get(0))?;
        match last {
            None => return Ok(minute),
            Some(last) if last + 1 < minute + PLACES => return Ok(last + 1),
            Some(_) => minute += PLACES,
        }
    }
}

/// What is to be indexed of a stored item. `None`: it is in no list.
pub(crate) fn entry(vault: &Connection, number: i64) -> Result<Option<Entry>> {
    let found = vault
        .prepare_cached("select source, payload from record where number = ?1")?
        .query_row([number], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))
        .optional()?;
    let Some((source, payload)) = found else { return Ok(None) };
    let record: Record = serde_json::from_str(&payload)?;
    let Some(headline) = Headline::of(&record) else { return Ok(None) };
    let files = files(vault, number)?;
    Ok(Some(of(&SourceId::new(source), &record, &headline, &files)))
}

/// What is to be indexed of an item.
pub(crate) fn of(source: &SourceId, record: &Record, headline: &Headline, files: &[String]) -> Entry {
    Entry { newest: -headline.at.sort_key(), indexed: wording::index(source, record, headline, files) }
}

/// The plain texts among the documents of an item that are on the device.
pub(crate) fn files(vault: &Connection, number: i64) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    for document in document::numbers_here(vault, number)? {
        let Some(content) = content::of(vault, document)? else { continue };
        if content.media_type.starts_with("text/plain") && content.size <= LARGEST_FILE {
            let bytes = content::read(vault, document, 0..content.size)?;
            texts.push(String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    Ok(texts)
}

/// Items that are not indexed yet, those that came last first.
pub(crate) fn todo(vault: &Connection, limit: usize) -> Result<Vec<i64>> {
    let mut statement = vault.prepare_cached("select number from search_todo order by number desc limit ?1")?;
    let rows = statement.query_map([i64::try_from(limit).unwrap_or(i64::MAX)], |row| row.get(0))?;
    rows.map(|row| Ok(row?)).collect()
}

/// Whether everything is indexed.
pub(crate) fn is_complete(vault: &Connection) -> Result<bool> {
    Ok(!vault.prepare_cached("select 1 from search_todo limit 1")?.exists([])?)
}

/// This item needs no indexing.
pub(crate) fn done(vault: &Connection, number: i64) -> Result<()> {
    vault.prepare_cached("delete from search_todo where number = ?1")?.execute([number])?;
    Ok(())
}

/// Every word of the index.
pub(crate) fn words(vault: &Connection) -> Result<Vec<String>> {
    let mut statement = vault.prepare_cached("select term from search_word")?;
    let mut rows = statement.query([])?;
    let mut words = Vec::new();
    while let Some(row) = rows.next()? {
        let word = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        if !word.starts_with('§') {
            words.push(word.to_owned());
        }
    }
    Ok(words)
}

/// Places that an expression of FTS5 finds, after one place and to another, newest first.
pub(crate) fn matching(vault: &Connection, expression: &str, after: i64, last: i64, limit: usize) -> Result<Vec<i64>> {
    let mut statement = vault.prepare_cached(
        "select rowid
           from search
          where search match ?1
            and rowid > ?2
            and rowid <= ?3
          order by rowid
          limit ?4",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = statement.query_map(params![expression, after, last, limit], |row| row.get(0))?;
    rows.map(|row| Ok(row?)).collect()
}

/// The item at a place. `None` when it has gone since.
pub(crate) fn number(vault: &Connection, place: i64) -> Result<Option<i64>> {
    Ok(vault
        .prepare_cached("select number from search_place where place = ?1")?
        .query_row([place], |row| row.get(0))
        .optional()?)
}

/// The day of an item's need, and whether it waits: 0: no, 1: always, 2: to the end of its day. A case for which something in
/// it speaks does not wait itself.
pub(crate) fn need(vault: &Connection, number: i64) -> Result<Option<(i64, i64)>> {
    Ok(vault
        .prepare_cached("select day, waits * (shown > 0) from headline where number = ?1")?
        .query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// An item with its record.
pub(crate) fn stored(vault: &Connection, number: i64) -> Result<Option<(RecordKey, Record)>> {
    let found = vault
        .prepare_cached("select source, kind, id, payload from record where number = ?1")?
        .query_row([number], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get::<_, String>(3)?))
        })
        .optional()?;
    let Some((source, kind, id, payload)) = found else { return Ok(None) };
    let kind: RecordKind = record::kind(&kind)?;
    let key = RecordKey { source: SourceId::new(source), kind, id: RemoteId::new(id) };
    Ok(Some((key, serde_json::from_str(&payload)?)))
}

/// Whether words of what has gone are still in the index.
pub(crate) fn is_untidy(vault: &Connection) -> Result<bool> {
    Ok(vault.prepare_cached("select untidy from search_state")?.query_row([], |row| row.get(0))?)
}

/// Merges a part of the index, `first` at the beginning of a merge of all of it. `false` when nothing is left to merge, and
/// nothing of what has gone is in it any more.
pub(crate) fn merge(vault: &Connection, first: bool, pages: i64) -> Result<bool> {
    let before = vault.total_changes();
    vault.prepare_cached("insert into search (search, rank) values ('merge', ?1)")?.execute([if first {
        -pages
    } else {
        pages
    }])?;
    let more = vault.total_changes() - before >= 2;
    if !more {
        vault.prepare_cached("update search_state set untidy = 0")?.execute([])?;
    }
    Ok(more)
}
