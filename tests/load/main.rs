//! What the project measures of itself. `cargo xtask bench` builds what is measured, gives it a desktop of its own and runs
//! this program; it prints one table and adds it to `RESULTS.md` beside this file.
//!
//! Every figure stands beside a floor measured in the same run: the least that any program would need for the same work
//! on the same machine at the same moment. Nothing here is asserted; a goal that is missed is a "no" in the table.
//!
//! `cargo bench -p tests --bench load -- --only first-sync` runs what needs no window.

mod app;
mod data_uses;
mod desk;
mod dialogs;
mod documents;
mod filing;
mod first_sync;
mod hour;
mod idle;
mod inbox_page;
mod interface;
mod machine;
mod open_item;
mod outbox;
mod plain;
mod proxy;
mod quiet_sync;
mod reports;
mod screen;
mod scroll;
mod search;
mod small_sync;
mod start;
mod table;
mod times;
mod world;

use std::{env, path::PathBuf};

use anyhow::{Context, Result};
use clap::{Parser, ValueEnum};
use tokio::runtime::Runtime;

use crate::{app::Programs, machine::Machine, table::Table, world::World};

/// What can be measured, one or more rows of the table each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Figure {
    FirstSync,
    VaultSize,
    QuietSync,
    SmallSync,
    InboxPage,
    Filing,
    Outbox,
    Documents,
    Search,
    Hour,
    Dialogs,
    DataUses,
    Reports,
    InterfaceSize,
    Start,
    OpenItem,
    Desk,
    Scroll,
    Idle,
}

impl Figure {
    /// Whether it is measured once, whatever the size of the inbox.
    const fn stands_alone(self) -> bool {
        matches!(self, Self::Hour | Self::Dialogs | Self::DataUses | Self::Reports | Self::InterfaceSize)
    }

    /// Whether the app itself is run, and so needs a desktop.
    const fn needs_a_window(self) -> bool {
        matches!(self, Self::Start | Self::OpenItem | Self::Desk | Self::Scroll | Self::Idle)
    }
}

/// What to measure, and how thoroughly.
#[derive(Parser)]
struct Options {
    /// Sizes of the inbox.
    #[arg(long, value_delimiter = ',', default_values_t = [10_000, 100_000])]
    items: Vec<usize>,
    /// Only these figures; all when not given.
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Figure>,
    /// Few runs and short waits: to see that everything works.
    #[arg(long)]
    quick: bool,
    /// What cargo says to every bench.
    #[arg(long, hide = true)]
    bench: bool,
}

impl Options {
    fn wants(&self, figure: Figure) -> bool {
        self.only.is_empty() || self.only.contains(&figure)
    }

    fn wants_any(&self, figures: &[Figure]) -> bool {
        figures.iter().any(|figure| self.wants(*figure))
    }

    /// So many runs, or few.
    const fn runs(&self, thorough: usize, quick: usize) -> usize {
        if self.quick { quick } else { thorough }
    }
}

fn main() -> Result<()> {
    let options = Options::parse();
    // What reads the municipality's pages as they are speaks no TLS, but its client wants to know how it would.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let machine = Machine::now();
    println!("{}", machine.head());
    let mut table = Table::default();
    let programs = Programs::of_environment();
    if programs.is_none() && options.only.iter().any(|figure| figure.needs_a_window()) {
        println!("not measured: what needs a window; `cargo xtask bench` brings one");
    }

    let largest = options.items.iter().copied().max().context("no size to measure at")?;
    let by_size = options.only.is_empty() || !options.only.iter().all(|figure| figure.stands_alone());
    for items in options.items.iter().filter(|_| by_size) {
        measure(&options, *items, *items == largest, programs.as_ref(), &mut table)?;
    }
    if options.wants(Figure::Hour) {
        hour::measure(&mut table)?;
    }
    if options.wants(Figure::Dialogs) {
        Runtime::new()?.block_on(dialogs::measure(options.runs(5, 1), &mut table))?;
    }
    if options.wants(Figure::DataUses) {
        Runtime::new()?.block_on(data_uses::measure(options.runs(200, 20), &mut table))?;
    }
    if options.wants(Figure::Reports) {
        Runtime::new()?.block_on(reports::measure(options.runs(5, 1), &mut table))?;
    }
    if let (true, Some(dist)) = (options.wants(Figure::InterfaceSize), env::var_os("KOTIKUNTA_INTERFACE")) {
        interface::measure(&PathBuf::from(dist), &mut table)?;
    }
    println!("\n{table}");
    let how = if options.quick { "quick, not for comparison" } else { "thorough" };
    table.keep(&machine, how)
}

/// Everything at one size. What does not depend on it is measured at the largest.
fn measure(
    options: &Options,
    items: usize,
    is_largest: bool,
    programs: Option<&Programs>,
    table: &mut Table,
) -> Result<()> {
    let runtime = Runtime::new()?;
    // More documents than ten thousand nobody has.
    if options.wants(Figure::Documents) && items <= 10_000 {
        runtime.block_on(documents::measure(items, options.runs(5, 1), table))?;
    }
    if !options.only.is_empty() && options.only.iter().all(|figure| *figure == Figure::Documents) {
        return Ok(());
    }
    let world = runtime.block_on(World::filled(items))?;
    if options.wants_any(&[Figure::FirstSync, Figure::VaultSize]) {
        first_sync::measure(options, &world, table)?;
    }
    if options.wants(Figure::InboxPage) {
        inbox_page::measure(&runtime, &world, options.runs(300, 30), table)?;
    }
    if options.wants(Figure::Filing) {
        filing::measure(&runtime, &world, options.runs(300, 30), table)?;
    }
    if options.wants(Figure::Outbox) {
        outbox::measure(&runtime, &world, options.runs(200, 20), table)?;
    }
    if options.wants(Figure::Search) {
        search::measure(&runtime, &world, options.runs(400, 40), table)?;
    }
    if options.wants(Figure::QuietSync) {
        runtime.block_on(quiet_sync::measure(&world, options.runs(100, 10), table))?;
    }
    if options.wants(Figure::SmallSync) && is_largest {
        runtime.block_on(small_sync::measure(&world, options.runs(30, 5), table))?;
    }
    let Some(programs) = programs else { return Ok(()) };
    if options.wants_any(&[Figure::Start, Figure::OpenItem, Figure::Desk, Figure::Scroll, Figure::Idle]) {
        runtime.block_on(open_item::send_large_cases(&world))?;
        app::move_in(&world.device)?;
    }
    if options.wants(Figure::Start) {
        start::measure(programs, items, options.runs(10, 2), table)?;
    }
    if options.wants(Figure::OpenItem) && is_largest {
        runtime.block_on(open_item::measure(programs, items, table))?;
    }
    if options.wants(Figure::Desk) && is_largest {
        runtime.block_on(desk::measure(programs, &world, options.runs(30, 5), table))?;
    }
    if options.wants(Figure::Scroll) && is_largest {
        runtime.block_on(scroll::measure(programs, items, options.runs(3000, 500), table))?;
    }
    if options.wants(Figure::Idle) && is_largest {
        idle::measure(programs, items, options.quick, table)?;
    }
    Ok(())
}
