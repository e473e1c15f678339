//! Ten changes into a large inbox and into a small one: what has come must cost the same.

use std::time::Instant;

use anyhow::{Context, Result};

use crate::{
    table::{Row, Table},
    times::{Times, figure},
    world::World,
};

/// Items of the small inbox.
const SMALL: usize = 1_000;
/// Changes at a time.
const CHANGES: usize = 10;

/// Measures both, in turns.
pub async fn measure(large: &World, runs: usize, table: &mut Table) -> Result<()> {
    let small = World::filled(SMALL).await?;
    let (mut into_large, mut into_small) = (Vec::new(), Vec::new());
    for run in 0..runs {
        into_large.push(ten_changes(large, run).await?);
        into_small.push(ten_changes(&small, run).await?);
    }
    let (into_large, into_small): (Times, Times) = (into_large.into_iter().collect(), into_small.into_iter().collect());
    let ratio = into_large.median() / into_small.median();
    table.add(Row {
        figure: "sync of 10 changes, request to commit",
        at: large.items.to_string(),
        measured: into_large.to_string(),
        goal: "≤ 50 ms",
        met: Some(into_large.median() <= 50.0),
        ..Row::default()
    });
    table.add(Row {
        figure: "sync of 10 changes, large against small",
        at: format!("{} and {SMALL}", large.items),
        measured: into_large.to_string(),
        goal: "≤ 1.5×",
        floor: into_small.to_string(),
        ratio: figure(ratio),
        met: Some(ratio <= 1.5),
    });
    Ok(())
}

/// The municipality's answer is part of the time: what is left for the engine is less.
async fn ten_changes(world: &World, run: usize) -> Result<std::time::Duration> {
    let parties = world.town.parties("aino")?;
    for change in 0..CHANGES {
        let (party, _) = parties.get(change % parties.len()).context("Aino has a name")?;
        world.town.send(&format!("m-{run}-{change}"), party, "Kirjastoauto tulee torille")?;
    }
    let started = Instant::now();
    world.device.sync().await?;
    Ok(started.elapsed())
}
