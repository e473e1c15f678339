//! The floor under everything that stores: the same library, unencrypted, one table in one file.

use std::path::Path;

use anyhow::Result;
use resident_api::{FeedChange, FeedRecord};
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

/// Reads every page into the structs of the wire and puts each record into one table, by one prepared statement, with
/// a transaction a page. No index but the row's number: the app has no word index yet, so neither has its floor.
pub fn store(file: &Path, pages: &[Vec<u8>]) -> Result<()> {
    let mut connection = open(file)?;
    connection.execute_batch(
        "create table item (number integer primary key, kind text, id text, party text, payload text) strict",
    )?;
    for bytes in pages {
        let page: Page<'_> = serde_json::from_slice(bytes)?;
        let transaction = connection.transaction()?;
        {
            let mut insert =
                transaction.prepare_cached("insert into item (kind, id, party, payload) values (?1, ?2, ?3, ?4)")?;
            for raw in page.changes {
                let change: FeedChange = serde_json::from_str(raw.get())?;
                if let FeedChange::Upsert(record) = &change {
                    insert.execute(params![record.kind(), record.id(), party(record), raw.get()])?;
                }
            }
        }
        transaction.commit()?;
    }
    Ok(())
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
        FeedRecord::Task(record) => &record.party,
    }
}
