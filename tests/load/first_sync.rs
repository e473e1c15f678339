//! First sync: from the bytes of the feed to committed, encrypted vaults; and what the vaults weigh.

use std::{
    path::Path,
    sync::{Arc, mpsc},
    thread,
    time::Instant,
};

use anyhow::{Result, anyhow};
use chrono::{DateTime, Utc};
use connector::{Limits, resident::parse};
use domain::{id::SourceId, source::SourceKind, text::Localized};
use store::{NewSource, ProfileKey, Random, Store};

use crate::{
    Figure, Options, plain,
    table::{Row, Table},
    times::{Times, figure, number},
    world::{World, size},
};

/// Measures both.
pub fn measure(options: &Options, world: &World, table: &mut Table) -> Result<()> {
    let World { items, pages, .. } = world;
    let items = *items;
    let (mut ours, mut floors, mut weight) = (Vec::new(), Vec::new(), 0);
    // In turns, so that a moment of trouble on the machine meets both.
    for _ in 0..options.runs(5, 1) {
        let folder = tempfile::tempdir()?;
        let started = Instant::now();
        plain::store(&folder.path().join("plain.db"), pages)?;
        floors.push(started.elapsed());

        let folder = tempfile::tempdir()?;
        let dir = folder.path().join("store");
        let store = connected(&dir)?;
        let started = Instant::now();
        take_in(&store, pages)?;
        ours.push(started.elapsed());
        weight = size(&dir)?;
    }
    let (ours, floors): (Times, Times) = (ours.into_iter().collect(), floors.into_iter().collect());
    if options.wants(Figure::FirstSync) {
        let ratio = floors.median() / ours.median();
        table.add(Row {
            figure: "first sync: parse, map, encrypt, index, commit",
            at: items.to_string(),
            measured: rate(items, &ours),
            goal: "≥ 0.7 of the floor's items/s",
            floor: rate(items, &floors),
            ratio: figure(ratio),
            met: Some(ratio >= 0.7),
        });
        table.note(
            "First sync: with the word index. Floor: serde_json to structs, and two prepared inserts into one plain SQLite \
             file with such an index.",
        );
        let over_http: Times = [world.first_sync].into_iter().collect();
        table.add(Row {
            figure: "the same over HTTP, with the server on these processors",
            at: items.to_string(),
            measured: rate(items, &over_http),
            floor: rate(items, &floors),
            ratio: figure(floors.median() / over_http.median()),
            ..Row::default()
        });
    }
    if options.wants(Figure::VaultSize) {
        let received = pages.iter().map(Vec::len).sum();
        let ratio = number(weight) / number(received);
        table.add(Row {
            figure: "vault size, with write-ahead logs",
            at: items.to_string(),
            measured: megabytes(weight),
            goal: "≤ 3× the JSON received",
            floor: megabytes(received),
            ratio: figure(ratio),
            met: Some(ratio <= 3.0),
        });
    }
    Ok(())
}

fn rate(items: usize, times: &Times) -> String {
    format!("{:.0} items/s; {times}", number(items) / times.median() * 1000.0)
}

fn megabytes(bytes: usize) -> String {
    format!("{} MB", figure(number(bytes) / 1e6))
}

fn source() -> SourceId {
    SourceId::new("haikkala")
}

fn connected(dir: &Path) -> Result<Store> {
    let store = Store::open(dir, &ProfileKey::new([7; 32]), Arc::new(OfTheSystem))?;
    store.enrol_source(&NewSource {
        id: source(),
        kind: SourceKind::Resident,
        base_url: "https://haikkala.example/".to_owned(),
        name: Localized::undetermined("Haikkala"),
    })?;
    Ok(store)
}

/// What the engine does with the pages of a pull: one is read while the one before is written.
fn take_in(store: &Store, pages: &[Vec<u8>]) -> Result<()> {
    let (source, limits) = (source(), Limits::default());
    let now: DateTime<Utc> = tests::today().and_hms_opt(7, 12, 0).unwrap_or_default().and_utc();
    thread::scope(|scope| {
        let (give, take) = mpsc::sync_channel(0);
        scope.spawn(move || {
            for bytes in pages {
                if give.send(parse::page(bytes, &limits)).is_err() {
                    // A page could not be written.
                    return;
                }
            }
        });
        for page in take {
            let page = page.map_err(|error| anyhow!("{error:?}"))?;
            anyhow::ensure!(page.quarantined.is_empty(), "every record of the feed is read");
            store.apply_page(&source, &page, None, now)?;
        }
        Ok(())
    })
}

/// Random numbers of the operating system.
pub struct OfTheSystem;

impl Random for OfTheSystem {
    fn fill(&self, buffer: &mut [u8]) {
        if getrandom::fill(buffer).is_err() {
            std::process::abort();
        }
    }
}
