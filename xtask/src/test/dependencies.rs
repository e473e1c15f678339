//! Licences, sources and doubles of what we depend on, by cargo-deny and `deny.toml`.

use anyhow::Result;

use super::report::Outcome;
use crate::cargo::{cargo, is_installed, run};

/// Checks when cargo-deny is there, or may be installed; else says that it was not checked.
pub fn check(may_install: bool) -> Result<Outcome> {
    if !is_installed("cargo-deny") {
        if !may_install {
            let note = "not checked: cargo-deny is not installed; `cargo xtask test --full` installs it";
            return Ok(Outcome { note: Some(note.to_owned()), ..Outcome::default() });
        }
        run(cargo().args(["install", "cargo-deny", "--locked"]))?;
    }
    run(cargo().args(["deny", "check", "licenses", "bans", "sources"]))?;
    let note = "known advisories are not checked here: their list is fetched from a repository (`cargo deny check advisories`)";
    Ok(Outcome { note: Some(note.to_owned()), ..Outcome::default() })
}
