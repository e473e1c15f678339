//! The rows of one name, copied from one vault to another as they are, and erased.
//!
//! What reads names the damaged file by itself: an error of the vault that is read must not pass for one of the vault
//! that is written.

use std::collections::BTreeSet;

use domain::{
    change::Cursor,
    id::{PartyRef, RemoteId, SourceId},
};
use rusqlite::{Connection, ToSql, params_from_iter, types::Value};

use crate::{
    database::Database,
    error::Result,
    search,
    table::{headline, labelled, mark, outgoing, progress, record, reminder, told},
};

/// Chunks read at a time.
const CHUNKS: i64 = 16;

/// How the rows of a table are read from one vault and written to the other. A row that belongs to another row is
/// written with the number of its owner there as the last value.
struct Rows {
    read: &'static str,
    write: &'static str,
}

const RECORD: Rows = Rows {
    read: "select source, kind, id, party, payload, generation, received_at, gone, archived_at
             from record
            where number = ?1",
    write: "insert into record (source, kind, id, party, payload, generation, received_at, gone, archived_at)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
};

const HEADLINE: Rows = Rows {
    read: "select source, kind, id, case_id, newest, day, waits, unopened, new, shown, matter, gone, headline,
                  alone, filed, pinned
             from headline
            where number = ?1",
    write: "insert into headline (source, kind, id, case_id, newest, day, waits, unopened, new, shown, matter, gone,
                                  headline, alone, filed, pinned, number)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
};

const OPENED: Rows = Rows {
    read: "select at, sent
             from opened
            where record = ?1",
    write: "insert into opened (at, sent, record) values (?1, ?2, ?3)",
};

const SIGNATURE: Rows = Rows {
    read: "select source, due, mismatch
             from signature
            where record = ?1",
    write: "insert into signature (source, due, mismatch, record) values (?1, ?2, ?3, ?4)",
};

const REPLACEMENT: Rows = Rows {
    read: "select source, earlier
             from replacement
            where record = ?1",
    write: "insert into replacement (source, earlier, record) values (?1, ?2, ?3)",
};

const LOOKUP: Rows = Rows {
    read: "select source, id, newest, data_use, consent, flag, new, words
             from lookup
            where record = ?1",
    write: "insert into lookup (source, id, newest, data_use, consent, flag, new, words, record)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
};

const DOCUMENT: Rows = Rows {
    read: "select id, position, description, size, source, newest, here
             from document
            where number = ?1",
    write: "insert into document (id, position, description, size, source, newest, here, record)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
};

const CONTENT: Rows = Rows {
    read: "select media_type, size, sha256
             from content
            where document = ?1",
    write: "insert into content (media_type, size, sha256, document) values (?1, ?2, ?3, ?4)",
};

const CHUNK: Rows = Rows {
    read: "select ordinal, bytes
             from chunk
            where document = ?1
              and ordinal >= ?2
            order by ordinal
            limit ?3",
    write: "insert into chunk (ordinal, bytes, document) values (?1, ?2, ?3)",
};

const TOLD: Rows = Rows {
    read: "select source, kind, id, party, reason, at, title
             from told
            where source = ?1
              and party  = ?2",
    write: "insert or ignore into told (source, kind, id, party, reason, at, title)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
};

const OUTGOING: Rows = Rows {
    read: "select id, source, party, case_id, state, not_before, record, phase, letter, begun_at, changed_at,
                  priority
             from outgoing
            where source = ?1
              and party  = ?2",
    write: "insert or ignore into outgoing (id, source, party, case_id, state, not_before, record, phase, letter,
                                            begun_at, changed_at, priority)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
};

const ENCLOSURES: Rows = Rows {
    read: "select enclosure.outgoing, enclosure.id, enclosure.ordinal, enclosure.bytes
             from enclosure
             join outgoing on outgoing.id = enclosure.outgoing
            where outgoing.source = ?1
              and outgoing.party  = ?2",
    write: "insert or ignore into enclosure (outgoing, id, ordinal, bytes) values (?1, ?2, ?3, ?4)",
};

const MARK: Rows = Rows {
    read: "select source, kind, id, party, archived, returned, pinned, muted, quiet, settled
             from mark
            where source = ?1
              and party  = ?2",
    write: "insert or ignore into mark (source, kind, id, party, archived, returned, pinned, muted, quiet, settled)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
};

const LABELLED: Rows = Rows {
    read: "select source, kind, id, label, party, newest
             from labelled
            where source = ?1
              and party  = ?2",
    write: "insert or ignore into labelled (source, kind, id, label, party, newest)
            values (?1, ?2, ?3, ?4, ?5, ?6)",
};

const REMINDER: Rows = Rows {
    read: "select source, kind, id, party, silent, own, snoozed_until, told_through, told_at
             from reminder
            where source = ?1
              and party  = ?2",
    write: "insert or ignore into reminder (source, kind, id, party, silent, own, snoozed_until, told_through, told_at)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
};

/// Copies everything under this name. What the other vault has already it keeps.
pub(crate) fn copy(from: &Database, to: &Connection, name: &PartyRef) -> Result<()> {
    let mut cases = BTreeSet::new();
    let mut copied = Vec::new();
    for found in from.read(|from| record::of_party(from, &name.source, &name.key))? {
        if record::number(to, &name.source, found.kind, &found.id)?.is_none() {
            let number = copy_record(from, to, found.number)?;
            copied.push(number);
            cases.extend(headline::memory(to, number)?.and_then(|(_, case)| case));
        }
    }
    let of_name: [&dyn ToSql; 2] = [&name.source.as_str(), &name.key.as_str()];
    for told in read(from, &TOLD, &of_name)? {
        write(to, &TOLD, told, None)?;
    }
    for outgoing in read(from, &OUTGOING, &of_name)? {
        write(to, &OUTGOING, outgoing, None)?;
    }
    for piece in read(from, &ENCLOSURES, &of_name)? {
        write(to, &ENCLOSURES, piece, None)?;
    }
    for rows in [&MARK, &LABELLED, &REMINDER] {
        for marked in read(from, rows, &of_name)? {
            write(to, rows, marked, None)?;
        }
    }
    search::index(to, &copied)?;
    settle_cases(to, &name.source, &cases)
}

/// Copies how far a source was written. Where both have written, the earlier place stands: reading from there again
/// loses nothing.
pub(crate) fn copy_progress(from: &Database, to: &Connection, source: &SourceId) -> Result<()> {
    let Some(theirs) = from.read(|from| progress::get(from, source))? else { return Ok(()) };
    if progress::get(to, source)?.is_some_and(|ours| ours.page <= theirs.page) {
        return Ok(());
    }
    progress::set(to, source, theirs.page, theirs.generation, &Cursor::new(theirs.cursor))
}

/// Names under which the vault has something.
pub(crate) fn names(vault: &Connection) -> Result<Vec<PartyRef>> {
    let mut statement = vault.prepare_cached(
        "select source, party from record where party is not null
          union
         select source, party from told   where party is not null
          union
         select source, party from mark     where party is not null
          union
         select source, party from labelled where party is not null
          union
         select source, party from reminder where party is not null
          union
         select source, party from outgoing",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    rows.map(|row| {
        let (source, key) = row?;
        Ok(PartyRef { source: SourceId::new(source), key: RemoteId::new(key) })
    })
    .collect()
}

/// Erases everything under this name.
pub(crate) fn erase(vault: &Connection, name: &PartyRef) -> Result<()> {
    let mut cases = BTreeSet::new();
    for found in record::of_party(vault, &name.source, &name.key)? {
        cases.extend(headline::memory(vault, found.number)?.and_then(|(_, case)| case));
        record::erase(vault, found.number)?;
    }
    told::remove_party(vault, &name.source, &name.key)?;
    outgoing::remove_party(vault, &name.source, &name.key)?;
    mark::remove_party(vault, &name.source, &name.key)?;
    labelled::remove_party(vault, &name.source, &name.key)?;
    reminder::remove_party(vault, &name.source, &name.key)?;
    settle_cases(vault, &name.source, &cases)
}

fn settle_cases(vault: &Connection, source: &SourceId, cases: &BTreeSet<RemoteId>) -> Result<()> {
    cases.iter().try_for_each(|case| headline::settle_case(vault, source, case))
}

/// The record's number in the other vault.
fn copy_record(from: &Database, to: &Connection, record: i64) -> Result<i64> {
    for row in read(from, &RECORD, &[&record])? {
        write(to, &RECORD, row, None)?;
    }
    let copy = to.last_insert_rowid();
    for rows in [&HEADLINE, &OPENED, &SIGNATURE, &REPLACEMENT, &LOOKUP] {
        for row in read(from, rows, &[&record])? {
            write(to, rows, row, Some(copy))?;
        }
    }
    for document in from.read(|from| documents(from, record))? {
        copy_document(from, to, document, copy)?;
    }
    Ok(copy)
}

fn documents(vault: &Connection, record: i64) -> Result<Vec<i64>> {
    let mut statement = vault.prepare_cached("select number from document where record = ?1 order by number")?;
    let rows = statement.query_map([record], |row| row.get(0))?;
    rows.map(|row| Ok(row?)).collect()
}

fn copy_document(from: &Database, to: &Connection, document: i64, record: i64) -> Result<()> {
    for row in read(from, &DOCUMENT, &[&document])? {
        write(to, &DOCUMENT, row, Some(record))?;
    }
    let copy = to.last_insert_rowid();
    for row in read(from, &CONTENT, &[&document])? {
        write(to, &CONTENT, row, Some(copy))?;
    }
    // Chunks are numbered from zero without a gap.
    let mut next = 0;
    loop {
        let chunks = read(from, &CHUNK, &[&document, &next, &CHUNKS])?;
        if chunks.is_empty() {
            return Ok(());
        }
        for chunk in chunks {
            write(to, &CHUNK, chunk, Some(copy))?;
            next += 1;
        }
    }
}

fn read(from: &Database, rows: &Rows, of: &[&dyn ToSql]) -> Result<Vec<Vec<Value>>> {
    from.read(|from| {
        let mut statement = from.prepare_cached(rows.read)?;
        let columns = statement.column_count();
        let found = statement.query_map(of, |row| (0..columns).map(|column| row.get(column)).collect())?;
        found.map(|row| Ok(row?)).collect()
    })
}

fn write(to: &Connection, rows: &Rows, mut row: Vec<Value>, owner: Option<i64>) -> Result<()> {
    row.extend(owner.map(Value::Integer));
    to.prepare_cached(rows.write)?.execute(params_from_iter(row))?;
    Ok(())
}
