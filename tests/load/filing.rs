//! Filing: the archive of a year and a label, from question to first page; and putting a page of items away and back.

use std::time::Instant;

use anyhow::{Result, anyhow, ensure};
use domain::{
    id::RecordKey,
    inbox::Group,
    mark::{LabelId, Mark},
};
use protocol::{CreateLabel, MarkItems, ReadInbox, Search, UndoMarks, search::SearchFilter};
use tokio::runtime::Runtime;

use crate::{
    table::{Row, Table},
    times::Times,
    world::World,
};

/// Items on a page of the interface.
const PAGE: u16 = 50;
/// Items asked for at a time.
const MOST: u16 = 200;
/// Items that a resident with much post puts away in a year.
const YEAR: usize = 5_000;

/// Measures it, and leaves the items as they were.
pub fn measure(runtime: &Runtime, world: &World, runs: usize, table: &mut Table) -> Result<()> {
    let ask = |filter: SearchFilter| {
        let asked = Search { text: String::new(), filter, after: None, limit: PAGE };
        runtime.block_on(world.device.ask(asked)).map_err(|error| anyhow!("{error:?}"))
    };
    let mark = |items: &[RecordKey], mark: Mark, on: bool| {
        let asked = MarkItems { items: items.to_vec(), mark, on };
        runtime.block_on(world.device.ask(asked)).map_err(|error| anyhow!("{error:?}"))
    };
    let items = latest(runtime, world)?;
    let label = runtime.block_on(world.device.ask(CreateLabel { name: "Verotus".to_owned() }));
    let label = label.map_err(|error| anyhow!("{error:?}"))?.labels.first().map_or(LabelId(0), |label| label.id);
    mark(&items, Mark::Label(label), true)?;
    mark(&items, Mark::Archived, true)?;
    let (mut archive, mut labelled, mut filed) = (Vec::new(), Vec::new(), Vec::new());
    let page = items.get(..usize::from(PAGE).min(items.len())).unwrap_or_default();
    for _ in 0..runs {
        let started = Instant::now();
        let shown = ask(SearchFilter { archived: true, ..SearchFilter::default() })?;
        archive.push(started.elapsed());
        ensure!(shown.items.len() == usize::from(PAGE), "the archive has a full first page");

        let started = Instant::now();
        let shown = ask(SearchFilter { label: Some(label), ..SearchFilter::default() })?;
        labelled.push(started.elapsed());
        ensure!(shown.items.len() == usize::from(PAGE), "the label has a full first page");

        let started = Instant::now();
        let marked = mark(page, Mark::Archived, false)?;
        filed.push(started.elapsed());
        let undo = UndoMarks { undo: marked.undo.unwrap_or_default() };
        runtime.block_on(world.device.ask(undo)).map_err(|error| anyhow!("{error:?}"))?;
    }
    mark(&items, Mark::Archived, false)?;
    mark(&items, Mark::Label(label), false)?;
    let at = format!("{}, {} in the archive", world.items, items.len());
    for (figure, times, goal, most) in [
        ("archive first page with its count, question to view", archive, "p95 ≤ 10 ms", 10.0),
        ("label first page with its count, question to view", labelled, "p95 ≤ 30 ms", 30.0),
        ("50 items out of the archive", filed, "p95 ≤ 50 ms", 50.0),
    ] {
        let times: Times = times.into_iter().collect();
        table.add(Row {
            figure,
            at: at.clone(),
            measured: times.shown_p95(),
            goal,
            met: Some(times.p95() <= most),
            ..Row::default()
        });
    }
    Ok(())
}

/// The items that came last, for a year's archive.
fn latest(runtime: &Runtime, world: &World) -> Result<Vec<RecordKey>> {
    let (mut items, mut after) = (Vec::new(), None);
    while items.len() < YEAR {
        let asked = ReadInbox { group: Group::Rest, party: None, after, limit: MOST };
        let page = runtime.block_on(world.device.ask(asked)).map_err(|error| anyhow!("{error:?}"))?;
        items.extend(page.items.into_iter().map(|headline| headline.item));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    items.truncate(YEAR);
    Ok(items)
}
