//! The compiler for the interface's WebAssembly.
//!
//! rustup adds the target to the pinned toolchain. Where rustup is missing or cannot fetch, Debian's and Ubuntu's
//! `rustc-web` takes its place: it is newer than the pinned compiler, and builds the standard library from its sources.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::cargo::{cargo, is_installed, output, run};
use crate::packages;
use crate::project::{self, say};

/// The target's name.
pub const NAME: &str = "wasm32-unknown-unknown";

const DEBIAN: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "lld-19"];

/// Which compiler builds the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compiler {
    /// The pinned toolchain, which has the target.
    Pinned,
    /// Debian's, which builds the standard library along.
    Debian,
}

impl Compiler {
    /// Finds a compiler for the target, or installs one.
    pub fn ensure() -> Result<Self> {
        if has_target() {
            return Ok(Self::Pinned);
        }
        if add(NAME).is_ok() && has_target() {
            return Ok(Self::Pinned);
        }
        say("The target cannot be fetched; trying the compiler that Debian packages for the web");
        // Debian's compiler and Debian's own rustc exclude one another, so it is never put in the place of another.
        packages::ensure(&[DEBIAN])?;
        if !Path::new("/usr/bin/rustc").exists() {
            bail!("no compiler for {NAME}: install the target with rustup target add {NAME}");
        }
        Ok(Self::Debian)
    }

    /// cargo for this compiler and target, with the given subcommand.
    pub fn cargo(self, subcommand: &str) -> Command {
        let mut command = match self {
            Self::Pinned => cargo(),
            Self::Debian => debian_cargo(),
        };
        command.arg(subcommand);
        if self == Self::Debian {
            command.arg("-Zbuild-std=std,panic_abort");
        }
        command.args(["--target", NAME]);
        command
    }
}

/// Adds a target to the pinned toolchain.
pub fn add(target: &str) -> Result<()> {
    if !is_installed("rustup") {
        bail!("rustup is not installed, so the target {target} cannot be added");
    }
    say(&format!("Adding the target {target}"));
    run(Command::new("rustup").args(["target", "add", target]).current_dir(project::root()))
}

fn has_target() -> bool {
    output("rustc", &["--print", "target-libdir", "--target", NAME]).is_some_and(|folder| Path::new(&folder).is_dir())
}

fn debian_cargo() -> Command {
    let mut command = Command::new("/usr/bin/cargo");
    command.current_dir(project::root());
    command.env("RUSTC", "/usr/bin/rustc").env("RUSTC_BOOTSTRAP", "1");
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-19");
    command
}
