//! What the interface weighs as a web server would send it.

use std::{fs, io::Write, path::Path};

use anyhow::Result;
use flate2::{Compression, write::GzEncoder};

use crate::{
    table::{Row, Table},
    times::{figure, number},
    world::files,
};

/// Most bytes of all of it, packed.
const GOAL: usize = 350_000;

/// Measures wasm, JavaScript and style sheet, each packed for itself.
pub fn measure(dist: &Path, table: &mut Table) -> Result<()> {
    let (mut all, mut parts) = (0, Vec::new());
    for kind in ["wasm", "js", "css"] {
        let mut packed = 0;
        for file in files(dist)?.iter().filter(|file| file.extension().is_some_and(|extension| extension == kind)) {
            let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
            gzip.write_all(&fs::read(file)?)?;
            packed += gzip.finish()?.len();
        }
        parts.push(format!("{kind} {}", packed / 1000));
        all += packed;
    }
    table.add(Row {
        figure: "interface, gzipped",
        at: "whole".to_owned(),
        measured: format!("{} kB ({})", all / 1000, parts.join(", ")),
        goal: "≤ 350 kB",
        ratio: figure(number(all) / number(GOAL)),
        met: Some(all <= GOAL),
        ..Row::default()
    });
    Ok(())
}
