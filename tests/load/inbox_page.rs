//! The first page of the inbox, from question to view; the items lie in one vault a party.

use std::{path::Path, time::Instant};

use anyhow::{Result, anyhow, ensure};
use connector::{Limits, resident::parse};
use domain::{
    change::Change,
    inbox::{Group, Headline},
};
use protocol::ReadInbox;
use rusqlite::{Connection, params};
use tokio::runtime::Runtime;

use crate::{
    plain,
    table::{Row, Table},
    times::{Times, figure},
    world::World,
};

/// Items on a page of the interface.
const PAGE: u16 = 50;

/// Measures it, and its floor in turns with it.
pub fn measure(runtime: &Runtime, world: &World, runs: usize, table: &mut Table) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let plain = plain_headlines(&folder.path().join("plain.db"), &world.pages)?;
    let (mut ours, mut floors) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        let started = Instant::now();
        let page =
            runtime.block_on(world.device.ask(ReadInbox { group: Group::Rest, party: None, after: None, limit: PAGE }));
        ours.push(started.elapsed());
        let page = page.map_err(|error| anyhow!("{error:?}"))?;
        ensure!(page.items.len() == usize::from(PAGE), "the inbox has a full first page");

        let started = Instant::now();
        let page = plain_page(&plain)?;
        floors.push(started.elapsed());
        ensure!(page.len() == usize::from(PAGE), "the plain file has a full first page");
    }
    let vaults = runtime.block_on(world.device.overview())?.parties.len();
    let (ours, floors): (Times, Times) = (ours.into_iter().collect(), floors.into_iter().collect());
    table.add(Row {
        figure: "inbox first page, question to view",
        at: format!("{}, {vaults} vaults", world.items),
        measured: ours.shown_p95(),
        goal: "p95 ≤ 10 ms",
        floor: floors.shown_p95(),
        ratio: figure(ours.median() / floors.median()),
        met: Some(ours.p95() <= 10.0),
    });
    Ok(())
}

/// All headlines in one plain table with the index that its one question needs.
fn plain_headlines(file: &Path, pages: &[Vec<u8>]) -> Result<Connection> {
    let mut connection = plain::open(file)?;
    connection.execute_batch("create table headline (newest integer, kind text, id text, headline text) strict")?;
    let transaction = connection.transaction()?;
    {
        let mut insert = transaction.prepare("insert into headline values (?1, ?2, ?3, ?4)")?;
        for bytes in pages {
            let page = parse::page(bytes, &Limits::default()).map_err(|error| anyhow!("{error:?}"))?;
            for change in &page.changes {
                let Change::Upsert(record) = change else { continue };
                let Some(headline) = Headline::of(record) else { continue };
                let (newest, text) = (-headline.at.sort_key(), serde_json::to_string(&headline)?);
                insert.execute(params![newest, record.kind().name(), record.id().as_str(), text])?;
            }
        }
    }
    transaction.execute_batch("create index newest on headline (newest)")?;
    transaction.commit()?;
    Ok(connection)
}

fn plain_page(connection: &Connection) -> Result<Vec<(String, String, String)>> {
    let mut statement =
        connection.prepare_cached("select kind, id, headline from headline order by newest limit ?1")?;
    let rows = statement.query_map([PAGE], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    rows.map(|row| Ok(row?)).collect()
}
