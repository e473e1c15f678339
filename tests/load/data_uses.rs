//! The overview of data uses, from question to view, with as many uses and lookups as anybody could have.

use std::time::Instant;

use anyhow::{Result, anyhow, ensure};
use protocol::{ReadDataUses, ReadLookups, data_use::LookupFilter};
use tests::{Device, Town};

use crate::{
    table::{Row, Table},
    times::Times,
};

/// Uses, and lookups of them.
const USES: usize = 500;
const LOOKUPS: usize = 100_000;
/// Lookups on a page of the interface.
const PAGE: u16 = 50;
/// Same uses on every run.
const SEED: u64 = 20_261_118;

/// Measures it.
pub async fn measure(runs: usize, table: &mut Table) -> Result<()> {
    let town = Town::haikkala_with_uses(USES, LOOKUPS, SEED).await?;
    let device = Device::of_aino(&[&town]).await?;
    device.sync().await?;
    let (mut overviews, mut pages) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        let started = Instant::now();
        let shown = device.ask(ReadDataUses { party: None }).await.map_err(|error| anyhow!("{error:?}"))?;
        overviews.push(started.elapsed());
        ensure!(shown.uses.len() >= USES && shown.lookups as usize >= LOOKUPS, "everything is there");

        let started = Instant::now();
        let asked = ReadLookups { filter: LookupFilter::default(), after: None, limit: PAGE };
        let page = device.ask(asked).await.map_err(|error| anyhow!("{error:?}"))?;
        pages.push(started.elapsed());
        ensure!(page.items.len() == usize::from(PAGE), "a full first page");
    }
    let at = || format!("{USES} uses, {LOOKUPS} lookups");
    let (overviews, pages): (Times, Times) = (overviews.into_iter().collect(), pages.into_iter().collect());
    table.add(Row {
        figure: "overview of data uses, question to view",
        at: at(),
        measured: overviews.shown_p95(),
        goal: "p95 ≤ 20 ms",
        met: Some(overviews.p95() <= 20.0),
        ..Row::default()
    });
    table.add(Row {
        figure: "lookups, first page, question to view",
        at: at(),
        measured: pages.shown_p95(),
        goal: "",
        met: None,
        ..Row::default()
    });
    Ok(())
}
