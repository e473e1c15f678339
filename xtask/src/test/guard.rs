//! The release guard: what the demo may do must not be in an app that residents get.
//!
//! With the demo feature the app takes a token from a reference municipality without a sign-in. The address it asks is a
//! string in the program, so its absence can be seen in the program itself; a program that has it shows that the search
//! would find it.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use super::SELECTION;
use super::report::Outcome;
use super::suite::Suite;
use crate::cargo::{self, cargo};

/// The end of the address that only the demo's sign-in asks: `…/dev/loopback-token`.
const MARKER: &str = "loopback-token";
/// The feature that brings it, by the same name.
const FEATURE: &str = MARKER;
/// What the connector's `compile_error!` says.
const REFUSAL: &str = "must not be in a release build";

/// Checks the app without the feature, the search itself, and that an optimised build with the feature is refused.
pub fn check(suite: &Suite) -> Result<Outcome> {
    if !contains(&suite.app, MARKER)? {
        bail!("the demo's app does not contain {MARKER}: the guard looks for the wrong thing");
    }
    let mut command = cargo();
    // The same selection and a test beside it, so that every dependency has the features it was built with before.
    command.arg("build").args(SELECTION).args(["--bin", "kotikunta", "--test", "journeys"]);
    let app = cargo::program(&cargo::build(command)?, "kotikunta")?;
    if contains(&app, MARKER)? {
        bail!("an app without the demo feature contains {MARKER}");
    }
    refused_without_debug_assertions()?;
    Ok(Outcome::default())
}

/// Debug assertions are what tells a development build from a release build; switching them off for this one crate asks
/// the same question as a release build of everything below it, in seconds.
fn refused_without_debug_assertions() -> Result<()> {
    let mut command = cargo();
    command.args(["rustc", "--package", "connector", "--lib", "--features", FEATURE, "--profile", "dev"]);
    command.args(["--", "-C", "debug-assertions=off", "--emit=metadata"]);
    let output = command.stdin(Stdio::null()).output()?;
    let words = String::from_utf8_lossy(&output.stderr);
    if output.status.success() {
        bail!("connector compiles with {FEATURE} as a release build would");
    }
    if !words.contains(REFUSAL) {
        bail!("connector does not compile with {FEATURE}, yet for another reason:\n{words}");
    }
    Ok(())
}

fn contains(program: &Path, text: &str) -> Result<bool> {
    let bytes = fs::read(program).with_context(|| format!("cannot read {}", program.display()))?;
    Ok(memchr::memmem::find(&bytes, text.as_bytes()).is_some())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;

    #[test]
    fn the_marker_is_found_between_other_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("program");
        fs::write(&program, b"\x7fELF\0\0/dev/loopback-token\0\0").unwrap();
        assert!(contains(&program, MARKER).unwrap());
        fs::write(&program, b"\x7fELF\0\0/dev/loopback-toke\0n\0").unwrap();
        assert!(!contains(&program, MARKER).unwrap());
    }
}
