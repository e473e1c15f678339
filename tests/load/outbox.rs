//! The outbox beside a large inbox: keeping a draft as somebody types, listing what was sent, and a letter from the press of the
//! button to the receipt.

use std::time::Instant;

use anyhow::{Result, anyhow, ensure};
use protocol::{
    BeginLetter, ErrorView, Event, KeepLetter, ReadOutbox, SendLetter,
    letters::{LetterText, LetterTo, PhaseView, SentView},
};
use tokio::runtime::Runtime;

use crate::{
    table::{Row, Table},
    times::Times,
    world::World,
};

/// Measures it. The letters stay.
pub fn measure(runtime: &Runtime, world: &World, runs: usize, table: &mut Table) -> Result<()> {
    let said = |error: ErrorView| anyhow!("{error:?}");
    let recipients = runtime.block_on(world.device.ask(ReadOutbox {})).map_err(said)?.recipients;
    let first = recipients.first().and_then(|recipient| recipient.parties.first());
    let party = first.ok_or_else(|| anyhow!("nobody receives letters"))?.party.clone();
    let (mut kept, mut received, mut listed) = (Vec::new(), Vec::new(), Vec::new());
    for run in 0..runs {
        let to = LetterTo::New(party.clone());
        let letter = runtime.block_on(world.device.ask(BeginLetter { to: to.clone() })).map_err(said)?;
        let text =
            LetterText { title: format!("Kysymys {run}"), body: "Kuinka kauan? ".repeat(40), ..LetterText::default() };
        let started = Instant::now();
        runtime.block_on(world.device.ask(KeepLetter { id: letter.id.clone(), to, text })).map_err(said)?;
        kept.push(started.elapsed());

        let mut events = world.device.engine().events();
        let started = Instant::now();
        let sent = runtime.block_on(world.device.ask(SendLetter { id: letter.id.clone() })).map_err(said)?;
        ensure!(sent == SentView::Going, "it goes");
        let outcome = runtime.block_on(async {
            loop {
                if let Event::Letter(letter) = events.recv().await? {
                    return anyhow::Ok(letter.phase);
                }
            }
        })?;
        ensure!(matches!(outcome, PhaseView::Received { .. }), "{outcome:?}");
        received.push(started.elapsed());

        let started = Instant::now();
        runtime.block_on(world.device.ask(ReadOutbox {})).map_err(said)?;
        listed.push(started.elapsed());
    }
    for (figure, times, goal, most) in [
        ("a draft kept, from the last letter typed", kept, "p95 ≤ 20 ms", 20.0),
        ("a letter, from the button to the receipt", received, "p95 ≤ 200 ms", 200.0),
        ("everything sent, question to view", listed, "p95 ≤ 50 ms", 50.0),
    ] {
        let times: Times = times.into_iter().collect();
        table.add(Row {
            figure,
            at: format!("{}, {runs} letters", world.items),
            measured: times.shown_p95(),
            goal,
            met: Some(times.p95() <= most),
            ..Row::default()
        });
    }
    Ok(())
}
