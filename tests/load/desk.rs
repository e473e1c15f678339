//! From the clerk's click to the resident's screen: a message is sent at the desk of the municipality, and the running app,
//! which was not asked to look, counts it among what is new. (Its own row may stand below the first page of a large inbox:
//! the municipality's clock may say that it was sent before others.)

use std::time::Instant;

use anyhow::{Context, Result};
use fantoccini::Locator;
use serde_json::Value;
use tests::{Clerk, Driven};

use crate::{
    app::Programs,
    table::{Row, Table},
    times::Times,
    world::World,
};

/// Tells when another count of what is new has been painted.
const SEEN: &str = "
    const [done] = arguments;
    const count = () => document.querySelector('#group-new').textContent;
    const before = count();
    const look = () => requestAnimationFrame(count() === before ? look : () => done(true));
    look();
";

/// Sends messages, one after the other.
pub async fn measure(programs: &Programs, world: &World, runs: usize, table: &mut Table) -> Result<()> {
    let app = Driven::start(&programs.app, &[]).await?;
    app.window.wait().for_element(Locator::Css("main[data-ready='true'] article")).await?;
    let clerk = Clerk::at(&world.town).await?;
    let (party, _) = world.town.parties("aino")?.into_iter().next().context("Aino has a name")?;
    let mut times = Vec::new();
    for number in 0..runs {
        let title = format!("Kirjastoauto {number:03}");
        let letter = [("party", party.as_str()), ("title-fi", &title), ("body-fi", "Tervetuloa."), ("need", "nothing")];
        let started = Instant::now();
        let seen = app.window.execute_async(SEEN, Vec::<Value>::new());
        let (sent, seen) = tokio::join!(clerk.does("desk/message", &letter), seen);
        sent?;
        seen?;
        times.push(started.elapsed());
    }
    app.close().await?;
    let times: Times = times.into_iter().collect();
    table.add(Row {
        figure: "a message, from the clerk's click to the resident's screen",
        at: world.items.to_string(),
        measured: times.shown_p95(),
        goal: "≤ 2000 ms",
        met: Some(times.longest() <= 2000.0),
        ..Row::default()
    });
    Ok(())
}
