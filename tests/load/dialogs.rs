//! A first sync from Dialogporten, whose list is read in outline, and one that finds nothing new.

use std::time::Instant;

use anyhow::Result;
use chrono::{DateTime, TimeDelta, Utc};
use connector::{Access, Http, Limits, Pulled, dialogporten::Dialogporten};
use tests::{
    Device,
    dialogporten::{Asked, Dialogs, dialog, dialog_id},
};

use crate::{
    table::{Row, Table},
    times::{Times, figure, number},
};

/// Dialogs of one resident.
const DIALOGS: usize = 10_000;
/// Dialogs asked for at once, as the engine does.
const AT_ONCE: usize = 1000;

/// Measures both.
pub async fn measure(runs: usize, table: &mut Table) -> Result<()> {
    let service = Dialogs::start().await?;
    let began: DateTime<Utc> = "2026-01-01T00:00:00Z".parse()?;
    for (n, minutes) in (0..DIALOGS).zip(0_i64..) {
        let changed = (began + TimeDelta::minutes(minutes)).to_rfc3339();
        service.put(dialog(&dialog_id(n), &format!("Byggesak nummer {n}"), &changed));
    }
    let (mut ours, mut floors, mut quiet) = (Vec::new(), Vec::new(), Vec::new());
    let (mut first, mut later) = ((0, 0), (0, 0));
    for _ in 0..runs {
        let started = Instant::now();
        read_alone(&service).await?;
        floors.push(started.elapsed());

        let device = Device::new().await?;
        service.connect(&device).await?;
        service.forget_asked();
        let started = Instant::now();
        device.sync().await?;
        ours.push(started.elapsed());
        first = cost(&service.asked());
        // Brings the window that is asked for from then on.
        device.sync().await?;
        service.forget_asked();
        let started = Instant::now();
        device.sync().await?;
        quiet.push(started.elapsed());
        later = cost(&service.asked());
        anyhow::ensure!(service.seen().is_empty(), "a sync opens nothing");
    }
    let (ours, floors, quiet): (Times, Times, Times) =
        (ours.into_iter().collect(), floors.into_iter().collect(), quiet.into_iter().collect());
    table.add(Row {
        figure: "Dialogporten: first sync over HTTP, in outline",
        at: format!("{DIALOGS} dialogs"),
        measured: format!(
            "{:.0} dialogs/s; {ours}; {} requests, {} MB not packed",
            number(DIALOGS) / ours.median() * 1000.0,
            first.0,
            figure(number(first.1) / 1e6)
        ),
        floor: floors.to_string(),
        ratio: figure(floors.median() / ours.median()),
        ..Row::default()
    });
    table.add(Row {
        figure: "Dialogporten: sync that finds nothing new",
        at: format!("{DIALOGS} dialogs"),
        measured: format!("{quiet}; {} requests, {} kB not packed", later.0, figure(number(later.1) / 1e3)),
        ..Row::default()
    });
    table.note(
        "Dialogporten: the service is the tests' own, on these processors. Floor: the same pages asked for and read, and \
         not stored.",
    );
    Ok(())
}

/// Requests, and bytes of their answers.
fn cost(asked: &[Asked]) -> (usize, usize) {
    (asked.len(), asked.iter().map(|asked| asked.bytes).sum())
}

/// Asks for every page and reads it, without a store.
async fn read_alone(service: &Dialogs) -> Result<()> {
    let api = Dialogporten::new(Http::new(Limits::default())?, service.base(), Access::token(Dialogs::token())?)?;
    let now = Utc::now();
    let mut after = None;
    loop {
        match api.pull(after.as_ref(), AT_ONCE, now).await? {
            Pulled::Page { page, .. } if page.more => after = Some(page.next),
            Pulled::Page { .. } | Pulled::NothingNew { .. } => return Ok(()),
        }
    }
}
