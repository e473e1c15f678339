//! `cargo xtask probe`: what the app would make of a server or a recorded answer.
//!
//! The program is `crates/probe`; `cargo build --release --package probe` makes one file of it for a municipality's own
//! people. Here it is built and run where the command was given, so that file names mean what they say.

use std::ffi::OsString;

use anyhow::{Context, Result, bail};

use crate::cargo::cargo;
use crate::project;

/// What the program is told; `--help` lists it.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub struct Options {
    /// An address, or --file; and options.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "URL and options")]
    arguments: Vec<OsString>,
}

/// Builds and runs it.
pub fn run(options: &Options) -> Result<()> {
    let here = std::env::current_dir().context("the current folder is gone")?;
    let mut command = cargo();
    command.current_dir(here).args(["run", "--quiet", "--manifest-path"]).arg(project::root().join("Cargo.toml"));
    let status = command.args(["--package", "probe", "--"]).args(&options.arguments).status()?;
    if status.success() { Ok(()) } else { bail!("it found nothing, or not everything; its words are above") }
}
