//! `cargo xtask bench`: builds what is measured as residents get it, and measures it in a session of its own.
//!
//! What is measured and how is in `tests/load`. The app is built by a command of its own: the program that measures wants
//! more of the libraries they share, and the app must not be given it.

use anyhow::Result;

use crate::cargo::{self, cargo};
use crate::project::{self, say};
use crate::session::Session;
use crate::{packages, ui};

/// What to measure, and how thoroughly.
#[derive(clap::Args)]
pub struct Options {
    /// Sizes of the inbox, as 10000,100000.
    #[arg(long, value_delimiter = ',')]
    items: Vec<usize>,
    /// Only these figures, as first-sync,start; an unknown one lists those there are.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Few runs and short waits: to see that everything works.
    #[arg(long)]
    quick: bool,
}

/// Measures and shows one table.
pub fn run(options: &Options) -> Result<()> {
    packages::ensure(&[packages::BUILD, packages::KEYRING, packages::HEADLESS])?;
    ui::build()?;
    ui::build_empty()?;
    say("Building the app and the empty window as released");
    let mut command = cargo();
    command.args(["build", "--release", "--package", "kotikunta", "--package", "empty-window"]);
    let windows = cargo::build(command)?;
    say("Building the measurements");
    let mut command = cargo();
    command.args(["build", "--release", "--package", "tests", "--bench", "load"]);
    let load = cargo::build(command)?.into_iter().find(|built| built.name == "load");
    let load = load.ok_or_else(|| anyhow::anyhow!("cargo built no measurements"))?;

    let home = project::target().join("bench/home");
    project::fresh_folder(&home)?;
    let session = Session::headless(&home)?;
    let mut command = session.command(&load.file);
    command.env("KOTIKUNTA_APP", cargo::program(&windows, "kotikunta")?);
    command.env("KOTIKUNTA_EMPTY_WINDOW", cargo::program(&windows, "empty-window")?);
    command.env("KOTIKUNTA_INTERFACE", project::root().join("src-ui/dist"));
    if let Some(commit) = cargo::output("git", &["describe", "--always", "--dirty"]) {
        command.env("KOTIKUNTA_COMMIT", commit);
    }
    let joined = |words: Vec<String>| words.join(",");
    if !options.items.is_empty() {
        command.args(["--items", &joined(options.items.iter().map(ToString::to_string).collect())]);
    }
    if !options.only.is_empty() {
        command.args(["--only", &joined(options.only.clone())]);
    }
    if options.quick {
        command.arg("--quick");
    }
    cargo::run(&mut command)
}
