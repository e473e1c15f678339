//! `cargo xtask test`: everything that is checked before a change is accepted, on a machine with only cargo.
//!
//! All tests are built in one go, so that every crate is compiled once, with one set of features; the test programs are
//! then run by us, each in its package's folder, those that need a desktop in a session of their own. Every step runs
//! even when one before it failed, so that one run tells all that is wrong.

mod dependencies;
mod desktops;
mod guard;
mod report;
mod suite;

use std::time::Instant;

use anyhow::{Result, bail};

use crate::cargo::{cargo, run as run_command};
use crate::project::{self, say};
use crate::{packages, ui, wasm_target};
use report::{Outcome, Report};
use suite::Suite;

/// How thoroughly to test.
#[derive(clap::Args)]
pub struct Options {
    /// Also installs what some checks need beyond system packages.
    #[arg(long)]
    full: bool,
    /// Only the steps with this in their name (what they need is still built), and only their tests with FILTER in theirs.
    #[arg(long, value_name = "STEP")]
    only: Option<String>,
    /// Only tests with this in their name.
    #[arg(requires = "only")]
    filter: Option<String>,
}

/// The members of this machine's own target, all in one selection; the interface is built for another.
pub const SELECTION: [&str; 3] = ["--workspace", "--exclude", "src-ui"];
/// They, with what the demo may do: as they are tested.
pub const NATIVE: [&str; 5] = ["--workspace", "--exclude", "src-ui", "--features", "kotikunta/demo"];

/// Runs every check and ends with the line `N passed, N failed`.
pub fn run(options: &Options) -> Result<()> {
    let started = Instant::now();
    packages::ensure(&[
        packages::BUILD,
        packages::KEYRING,
        packages::HEADLESS,
        packages::SCREEN_READER,
        packages::READERS,
    ])?;
    packages::ensure_browser()?;
    packages::ensure_node()?;
    let mut report = Report::only(options.only.clone());

    report.step("formatting", || plain(&["fmt", "--all", "--check"]));
    // The shell embeds the interface: without it nothing below compiles.
    report.always("interface", || ui::build().map(|()| Outcome::default()));
    report.step("lints", lints);

    let mut suite = Suite::default();
    report.always("test programs", || {
        suite = Suite::build(options.filter.clone())?;
        Ok(Outcome::default())
    });
    report.step("tests of the crates", || suite.crates());
    report.step("examples in the documentation", suite::documentation);
    report.step("tests of the interface", suite::interface);
    report.step("journeys", || suite.journeys(options.full));
    report.step("tests of the shell", || suite.shell());
    report.step("end to end", || suite.end_to_end());
    report.step("in a browser", || suite.in_browser());
    report.step("by ear", || suite.by_ear(options.full));
    report.step("release guard", || guard::check(&suite));
    report.step("dependencies", || dependencies::check(options.full));

    say(&format!("All steps took {}", report::duration(started.elapsed())));
    print!("{}", report.summary());
    if report.is_good() { Ok(()) } else { bail!("{}", report.failures()) }
}

fn lints() -> Result<Outcome> {
    let deny = ["--", "-D", "warnings"];
    run_command(cargo().arg("clippy").args(NATIVE).arg("--all-targets").args(deny))?;
    let interface = ["clippy", "--package", "src-ui", "--target", wasm_target::NAME];
    run_command(cargo().args(interface).args(deny))?;
    Ok(Outcome::default())
}

fn plain(args: &[&str]) -> Result<Outcome> {
    run_command(cargo().args(args))?;
    Ok(Outcome::default())
}

/// Where the tests' private homes and the programs they run are.
fn folder() -> std::path::PathBuf {
    project::target().join("test")
}
