//! The floor under everything that stores: the same library, unencrypted, one table in one file.

use std::path::Path;

use anyhow::Result;
use resident_api::{FeedChange, FeedRecord, Texts};
use rusqlite::{Connection, params};
use serde::Deserialize;
use serde_json::value::RawValue;

/// A page whose changes are both read and kept as they came.
#[derive(Deserialize)]
struct Page<'a> {
    #[serde(borrow)]
    changes: Vec<&'a RawValue>,
}

/// Opens a plain file. Without a key SQLCipher is SQLite.
pub fn open(file: &Path) -> Result<Connection> {
    let connection = Connection::open(file)?;
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "normal")?;
    Ok(connection)
}

/// Reads every page into the structs of the wire and puts each record into one table and its words into one index, by two
/// prepared statements, with a transaction a page. The index is as bare as the app's: no text and no places of words.
pub fn store(file: &Path, pages: &[Vec<u8>]) -> Result<()> {
    let mut connection = open(file)?;
    connection.execute_batch(
        "create table item (number integer primary key, kind text, id text, party text, payload text) strict;
         create virtual table word using fts5 (title, text, content = '', contentless_delete = 1, detail = column,
                                               tokenize = 'unicode61 remove_diacritics 0')",
    )?;
    for bytes in pages {
        let page: Page<'_> = serde_json::from_slice(bytes)?;
        let transaction = connection.transaction()?;
        {
            let mut insert =
                transaction.prepare_cached("insert into item (kind, id, party, payload) values (?1, ?2, ?3, ?4)")?;
            let mut index = transaction.prepare_cached("insert into word (rowid, title, text) values (?1, ?2, ?3)")?;
            for raw in page.changes {
                let change: FeedChange = serde_json::from_str(raw.get())?;
                if let FeedChange::Upsert(record) = &change {
                    insert.execute(params![record.kind(), record.id(), party(record), raw.get()])?;
                    if let Some((title, text)) = words(record) {
                        index.execute(params![transaction.last_insert_rowid(), title, text])?;
                    }
                }
            }
        }
        transaction.commit()?;
    }
    Ok(())
}

/// Numbers of the newest rows with a word, as a program would ask that knows nothing of forms.
pub fn find(connection: &Connection, word: &str, limit: u16) -> Result<Vec<i64>> {
    let mut statement =
        connection.prepare_cached("select rowid from word where word match ?1 order by rowid desc limit ?2")?;
    let rows = statement.query_map(params![format!("\"{word}\""), limit], |row| row.get(0))?;
    rows.map(|row| Ok(row?)).collect()
}

/// The title of an item and the rest of what it says.
fn words(record: &FeedRecord) -> Option<(String, String)> {
    let mut said = Vec::new();
    let title = match record {
        FeedRecord::Case(case) => {
            said.extend(case.summary.as_ref());
            said.extend(case.unit.as_ref());
            said.extend(case.timeline.iter().flat_map(|event| [Some(&event.title), event.detail.as_ref()]).flatten());
            &case.title
        }
        FeedRecord::Message(message) => {
            said.push(&message.body);
            said.extend(message.sender.iter().chain(&message.unit));
            &message.title
        }
        FeedRecord::Decision(decision) => {
            said.extend([&decision.summary, &decision.authority]);
            said.extend(decision.sections.iter().flat_map(|section| [&section.heading, &section.body]));
            said.extend(decision.maker.iter().chain(&decision.contact));
            &decision.title
        }
        FeedRecord::Task(task) => {
            said.extend(task.body.iter().chain(&task.unit));
            &task.title
        }
        _ => return None,
    };
    Some((joined([title]), joined(said)))
}

fn joined<'a>(texts: impl IntoIterator<Item = &'a Texts>) -> String {
    let said = texts.into_iter().flat_map(|text| [&text.fi, &text.sv, &text.en]).flatten();
    said.map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn party(record: &FeedRecord) -> &str {
    match record {
        FeedRecord::Party(record) => &record.id,
        FeedRecord::Mandate(record) => &record.party,
        FeedRecord::GivenMandate(record) => &record.party,
        FeedRecord::MandateRequest(record) => &record.party,
        FeedRecord::Acted(record) => &record.party,
        FeedRecord::Case(record) => &record.party,
        FeedRecord::Message(record) => &record.party,
        FeedRecord::Decision(record) => &record.party,
        FeedRecord::SealedDecision(record) => &record.party,
        FeedRecord::Task(record) => &record.party,
        FeedRecord::DataUse(record) => &record.party,
        FeedRecord::Consent(record) => &record.party,
        FeedRecord::Lookup(record) => &record.party,
        FeedRecord::AccessLog(record) => &record.party,
    }
}
