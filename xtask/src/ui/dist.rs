//! What the shell embeds: one flat list of files, brought to a folder with as little writing as possible.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{bindings, styles};
use crate::project::{files_below, write_if_changed};

/// Brings `dist` up to date and tells how many files were written or removed.
pub fn lay_out(source: &Path, generated: &Path, dist: &Path) -> Result<usize> {
    let wanted = wanted(source, generated)?;
    let mut changed = 0;
    for (name, content) in &wanted {
        changed += usize::from(write_if_changed(&dist.join(name), content)?);
    }
    for file in files_below(dist)? {
        if !wanted.contains_key(file.strip_prefix(dist)?) {
            fs::remove_file(&file)?;
            changed += 1;
        }
    }
    Ok(changed)
}

fn wanted(source: &Path, generated: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut wanted = BTreeMap::from([(PathBuf::from("style.css"), styles::joined(source)?)]);
    for name in ["index.html", "start.js"] {
        wanted.insert(name.into(), read(&source.join(name))?);
    }
    // A licence of styles that come from elsewhere goes with them.
    for file in files_below(&source.join("styles"))?.iter().filter(|file| is_licence(file)) {
        let name = file.file_name().context("a file has a name")?;
        wanted.insert(name.into(), read(file)?);
    }
    let assets = source.join("assets");
    for file in files_below(&assets)? {
        wanted.insert(file.strip_prefix(&assets)?.to_owned(), read(&file)?);
    }
    for file in files_below(generated)?.iter().filter(|file| bindings::is_shipped(file)) {
        wanted.insert(file.strip_prefix(generated)?.to_owned(), read(file)?);
    }
    Ok(wanted)
}

fn is_licence(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    name.contains("licence") || name.contains("license")
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;

    #[test]
    fn dist_follows_its_sources() {
        let folder = tempfile::tempdir().unwrap();
        let [source, generated, dist] = ["src-ui", "generated", "dist"].map(|name| folder.path().join(name));
        for (path, content) in [
            (source.join("index.html"), "page"),
            (source.join("start.js"), "start"),
            (source.join("styles/a.css"), "a"),
            (source.join("styles/LICENSE-tokens.txt"), "terms"),
            (source.join("assets/icons/inbox.svg"), "drawing"),
            (generated.join("kotikunta_ui.js"), "bindings"),
            (generated.join("made-from"), "stamp"),
        ] {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        assert_eq!(lay_out(&source, &generated, &dist).unwrap(), 6);
        assert_eq!(lay_out(&source, &generated, &dist).unwrap(), 0, "nothing changed");

        fs::remove_file(source.join("assets/icons/inbox.svg")).unwrap();
        fs::write(source.join("start.js"), "other").unwrap();
        assert_eq!(lay_out(&source, &generated, &dist).unwrap(), 2);
        let names: Vec<_> =
            files_below(&dist).unwrap().iter().map(|f| f.strip_prefix(&dist).unwrap().to_owned()).collect();
        let expected = ["LICENSE-tokens.txt", "index.html", "kotikunta_ui.js", "start.js", "style.css"];
        assert_eq!(names, expected.map(PathBuf::from));
    }
}
