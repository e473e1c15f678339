//! Runs cargo and other programs.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::project;

/// The cargo that started us, at the root of the project.
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(project::root());
    for name in names_of_our_own_package() {
        command.env_remove(name);
    }
    command
}

/// `cargo run` describes xtask in our environment. Build scripts that ask to be rerun when these change (ring's does)
/// would be rerun each time a resident of this repository goes from `cargo xtask` to plain `cargo` and back.
fn names_of_our_own_package() -> Vec<String> {
    env::vars_os().filter_map(|(name, _)| name.into_string().ok()).filter(|name| describes_a_package(name)).collect()
}

fn describes_a_package(name: &str) -> bool {
    name.starts_with("CARGO_PKG_")
        || ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_CRATE_NAME", "CARGO_BIN_NAME", "CARGO_PRIMARY_PACKAGE"]
            .contains(&name)
}

/// Something that cargo built and that can be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// The name of the binary or of the test.
    pub name: String,
    /// The folder of its package, where cargo would run its tests.
    pub folder: PathBuf,
    /// The file.
    pub file: PathBuf,
    /// Whether it is a test binary.
    pub is_test: bool,
}

/// Runs a building cargo command and tells what can be run; its own words go to standard error as usual.
pub fn build(mut command: Command) -> Result<Vec<Artifact>> {
    command.arg("--message-format=json-render-diagnostics").stdout(Stdio::piped());
    let mut child = command.spawn().context("cannot start cargo")?;
    let stdout = child.stdout.take().context("cargo has an output")?;
    let mut artifacts = Vec::new();
    for line in BufReader::new(stdout).lines() {
        artifacts.extend(artifact(&line?));
    }
    if !child.wait()?.success() {
        bail!("cargo could not build this; its words are above");
    }
    Ok(artifacts)
}

fn artifact(line: &str) -> Option<Artifact> {
    let message: Value = serde_json::from_str(line).ok()?;
    if message.get("reason")?.as_str()? != "compiler-artifact" {
        return None;
    }
    let manifest = PathBuf::from(message.get("manifest_path")?.as_str()?);
    Some(Artifact {
        name: message.get("target")?.get("name")?.as_str()?.to_owned(),
        folder: manifest.parent()?.to_owned(),
        file: PathBuf::from(message.get("executable")?.as_str()?),
        is_test: message.get("profile")?.get("test")?.as_bool()?,
    })
}

/// Finds one program among what was built.
pub fn program(artifacts: &[Artifact], name: &str) -> Result<PathBuf> {
    let found = artifacts.iter().find(|artifact| !artifact.is_test && artifact.name == name);
    Ok(found.with_context(|| format!("cargo built no program {name}"))?.file.clone())
}

/// Runs a command to its end; an error names it when it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", shown(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", shown(command));
    }
    Ok(())
}

/// What a command prints, when it can be started and succeeds.
pub fn output(program: &str, args: &[&str]) -> Option<String> {
    let output = Command::new(program).args(args).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether a program is on the path.
pub fn is_installed(program: &str) -> bool {
    let Some(path) = env::var_os("PATH") else { return false };
    env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;

    #[test]
    fn a_program_is_told_from_a_library() {
        let line = r#"{"reason":"compiler-artifact","manifest_path":"/p/src-tauri/Cargo.toml","target":{"name":"kotikunta"},
            "profile":{"test":false},"executable":"/p/target/debug/kotikunta"}"#;
        let built = artifact(line).unwrap();
        assert_eq!(built.folder, PathBuf::from("/p/src-tauri"));
        assert_eq!(program(&[built], "kotikunta").unwrap(), PathBuf::from("/p/target/debug/kotikunta"));
        assert_eq!(artifact(&line.replace("\"/p/target/debug/kotikunta\"", "null")), None);
    }

    #[test]
    fn a_test_binary_of_the_same_name_is_not_the_program() {
        let test = Artifact { name: "kotikunta".into(), folder: "/p".into(), file: "/t".into(), is_test: true };
        assert!(program(&[test], "kotikunta").is_err());
    }

    #[test]
    fn only_what_describes_xtask_itself_is_removed() {
        assert!(describes_a_package("CARGO_PKG_NAME"));
        assert!(describes_a_package("CARGO_MANIFEST_DIR"));
        assert!(!describes_a_package("CARGO_HOME"));
        assert!(!describes_a_package("CARGO_TARGET_DIR"));
    }

    #[test]
    fn a_failed_command_is_named() {
        let error = run(Command::new("cargo").args(["no-such-subcommand-of-cargo"]).stderr(Stdio::null())).unwrap_err();
        assert!(error.to_string().starts_with("cargo no-such-subcommand-of-cargo ended with"), "{error}");
    }
}
