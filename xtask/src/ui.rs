//! `cargo xtask ui`: builds the interface into `src-ui/dist`, from which the shell embeds it.
//!
//! Cargo builds the WebAssembly, wasm-bindgen writes the bindings around it, and the page, the start script, the style
//! sheet and the assets are laid beside it. Only what changed is written, so that the shell is not rebuilt for nothing.

mod bindings;
mod dist;
mod styles;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};

use crate::cargo;
use crate::project::{self, say};
use crate::wasm_target::Compiler;

/// The stem of the generated files: `kotikunta_ui.js` and `kotikunta_ui_bg.wasm`.
const NAME: &str = "kotikunta_ui";

/// Builds the interface and lays it out.
pub fn build() -> Result<()> {
    let generated = project::target().join("ui");
    bindings::generate(&compile("src-ui")?, NAME, &generated)?;

    let source = project::root().join("src-ui");
    let written = dist::lay_out(&source, &generated, &source.join("dist"))?;
    report(written, &generated.join(format!("{NAME}_bg.wasm")))
}

/// Builds the page of the empty window that measurements compare the app with, and lays it beside what is written by hand.
pub fn build_empty() -> Result<()> {
    let generated = project::target().join("empty-window");
    bindings::generate(&compile("empty-window")?, "empty_window", &generated)?;
    let page = project::root().join("tests/load/empty/page");
    for file in project::files_below(&generated)?.iter().filter(|file| bindings::is_shipped(file)) {
        project::write_if_changed(&page.join(file.strip_prefix(&generated)?), &fs::read(file)?)?;
    }
    Ok(())
}

fn compile(package: &str) -> Result<PathBuf> {
    let mut command = Compiler::ensure()?.cargo("build");
    command.args(["--package", package, "--profile", "wasm"]);
    let built = cargo::build(command)?;
    let wasm =
        built.into_iter().map(|artifact| artifact.file).find(|file| file.extension().is_some_and(|e| e == "wasm"));
    wasm.with_context(|| format!("{package} built no program; it needs src/main.rs"))
}

fn report(written: usize, wasm: &Path) -> Result<()> {
    let wasm = fs::read(wasm)?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&wasm)?;
    let changes = match written {
        0 => "nothing changed".to_owned(),
        1 => "1 file written".to_owned(),
        files => format!("{files} files written"),
    };
    say(&format!("Interface: wasm {} kB, {} kB gzipped; {changes}", wasm.len() / 1000, gzip.finish()?.len() / 1000));
    Ok(())
}
