//! How often the app asks while nothing happens: an hour of three sources, on a clock that is turned by hand.

use std::{sync::mpsc, thread, time::Duration};

use anyhow::{Context, Result};
use tests::{Device, Town};
use tokio::{runtime::Builder, task::spawn_blocking, time};

use crate::table::{Row, Table};

/// The start of the app, with its own questions, is over.
const SETTLED: u64 = 120;
/// Seconds looked at.
const HOUR: u64 = 3600;
/// Shortest time between two polls of a source whose hints arrive: half an hour less a fifth.
const SHORTEST: u64 = 24 * 60;
/// Real time for everything under way to go on, for each second of the clock. The line is loopback: answers come within it
/// or within a few, and no time limit of the engine is as short as that.
const BREATH: Duration = Duration::from_millis(3);

/// Lives through the hour.
pub fn measure(table: &mut Table) -> Result<()> {
    let polls = Builder::new_current_thread().enable_all().build()?.block_on(live())?;
    let (mut most, mut shortest) = (0, u64::MAX);
    let mut apart = true;
    for (source, times) in polls.iter().enumerate() {
        most = most.max(times.len());
        shortest =
            times.windows(2).filter_map(|pair| Some(pair.last()? - pair.first()?)).min().unwrap_or(HOUR).min(shortest);
        apart &= polls.iter().skip(source + 1).all(|other| other.iter().all(|time| !times.contains(time)));
    }
    table.add(Row {
        figure: "requests of an idle hour, 3 sources with hints",
        at: "demo world".to_owned(),
        measured: format!(
            "at most {most} a source, {} min apart or more; {} polls of two sources in one second",
            shortest / 60,
            if apart { "no" } else { "some" }
        ),
        goal: "≤ 1 a source and interval of 24 to 36 min, jittered",
        met: Some(shortest >= SHORTEST),
        ..Row::default()
    });
    table.note("Idle hour: the real engine and servers on a simulated clock, from two minutes after the start.");
    Ok(())
}

/// The seconds of the hour in which each source was asked.
async fn live() -> Result<[Vec<u64>; 3]> {
    let towns = [Town::haikkala().await?, Town::mantylahti().await?, Town::kaarna().await?];
    let device = Device::of_aino(&towns.each_ref()).await?;
    device.sync().await?;

    time::pause();
    // A clock that stands still runs ahead by itself whenever all tasks wait, and also when they wait for the network.
    // It does not while something blocks.
    let (release, held) = mpsc::channel::<()>();
    let standing_still = spawn_blocking(move || held.recv());
    device.engine().run_in_background();

    let mut polls: [Vec<u64>; 3] = Default::default();
    let mut seen = [0; 3];
    for second in 0..SETTLED + HOUR {
        time::advance(Duration::from_secs(1)).await;
        spawn_blocking(|| thread::sleep(BREATH)).await?;
        for ((town, polls), seen) in towns.iter().zip(&mut polls).zip(&mut seen) {
            // Whatever is asked of it counts, not only the feed.
            let now = town.requests("/").len();
            if second >= SETTLED && now > *seen {
                polls.extend(vec![second; now - *seen]);
            }
            *seen = now;
        }
    }
    drop(release);
    let _ = standing_still.await.context("the clock is let go")?;
    Ok(polls)
}
