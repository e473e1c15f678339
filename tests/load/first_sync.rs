//! How fast a first sync is, over HTTP into encrypted vaults: `cargo bench -p tests --bench first_sync -- 10000 100000`.

use std::{fs, path::Path, time::Instant};

use anyhow::Result;
use domain::inbox::Group;
use protocol::ReadInbox;
use tests::{Device, Town};

/// Same items on every run.
const SEED: u64 = 20_261_118;
/// First pages of the inbox read for the median.
const PAGES: usize = 50;

fn main() -> Result<()> {
    let sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![10_000] } else { sizes };
    println!("| items | first sync, s | items/s | vaults, MB | quiet sync, ms | first page, ms (median of {PAGES}) |");
    println!("| --- | --- | --- | --- | --- | --- |");
    let runtime = tokio::runtime::Runtime::new()?;
    sizes.into_iter().try_for_each(|items| runtime.block_on(measure(items)))
}

async fn measure(items: usize) -> Result<()> {
    let haikkala = Town::large_haikkala(items, SEED).await?;
    let device = Device::of_aino(&[&haikkala]).await?;
    let started = Instant::now();
    device.sync().await?;
    let first = started.elapsed().as_secs_f64();

    let started = Instant::now();
    device.sync().await?;
    let quiet = started.elapsed().as_secs_f64() * 1000.0;

    let mut pages = Vec::new();
    for _ in 0..PAGES {
        let started = Instant::now();
        let page = device.ask(ReadInbox { group: Group::Rest, party: None, after: None, limit: 50 }).await;
        anyhow::ensure!(page.is_ok_and(|page| page.items.len() == 50), "the inbox has a full first page");
        pages.push(started.elapsed().as_secs_f64() * 1000.0);
    }
    pages.sort_by(f64::total_cmp);
    let median = pages.get(PAGES / 2).copied().unwrap_or_default();

    #[allow(clippy::cast_precision_loss)] // counts and sizes far below 2^52
    let (count, megabytes) = (items as f64, size(&device.dir())? as f64 / 1e6);
    println!("| {items} | {first:.1} | {:.0} | {megabytes:.0} | {quiet:.1} | {median:.1} |", count / first);
    Ok(())
}

/// Bytes of all files under a folder.
fn size(dir: &Path) -> Result<u64> {
    let mut total = 0;
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        total += if entry.file_type()?.is_dir() { size(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(total)
}
