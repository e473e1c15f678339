//! The project's own commands: `cargo xtask demo`, `test`, `probe`, `ui`, `check-targets`.
//!
//! Only `cargo` is needed beforehand; what else a command needs, it looks for, installs where it may, or names in one
//! line. Each subcommand has a file of its own; the files beside them hold what several of them share.

mod bench;
mod cargo;
mod check_targets;
mod deadline;
mod demo;
mod directory;
mod packages;
mod probe;
mod project;
mod session;
mod test;
mod ui;
mod wasm_target;

use std::process::ExitCode;

use clap::Parser;

/// Builds, shows and checks Kotikunta.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Command {
    /// Builds the app and opens it in the demo world, signed in to three reference municipalities on this machine.
    Demo(demo::Options),
    /// Runs everything that is checked before a change is accepted.
    Test(test::Options),
    /// Measures the app against floors of the same run, and adds the table to tests/load/RESULTS.md.
    Bench(bench::Options),
    /// Builds the interface into src-ui/dist.
    Ui,
    /// Says which API a server speaks, and prints what of it would land in the inbox.
    Probe(probe::Options),
    /// Counts the last day of an appeal as the page of a decision does, the last day in ISO form on the last line.
    Deadline(deadline::Options),
    /// Signs the directory of public bodies that comes with the app.
    Directory(directory::Options),
    /// Type-checks the app for Windows and Android.
    CheckTargets,
}

fn main() -> ExitCode {
    let result = match Command::parse() {
        Command::Demo(options) => demo::run(&options),
        Command::Test(options) => test::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::Ui => ui::build(),
        Command::Probe(options) => probe::run(&options),
        Command::Deadline(options) => deadline::run(&options),
        Command::Directory(options) => directory::sign(&options),
        Command::CheckTargets => check_targets::run(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        // What went wrong and what to do, without a backtrace: most errors are a program's that printed its own words.
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
