//! Where things are, and how files are written.

use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folder with the workspace's `Cargo.toml`.
pub fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// The folder for everything that is built.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// Says what is being done, apart from what the tools print.
pub fn say(line: &str) {
    println!("== {line}");
}

/// Empties a folder, or makes it.
pub fn fresh_folder(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))
}

/// Writes a file whole or not at all, and only when its content changed; tells whether it did.
pub fn write_if_changed(path: &Path, content: &[u8]) -> Result<bool> {
    if fs::read(path).is_ok_and(|old| old == content) {
        return Ok(false);
    }
    let folder = path.parent().context("a file has a folder")?;
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(content)?;
    set_readable(file.as_file())?;
    file.persist(path).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(true)
}

/// Copies a program into a folder, unless the copy there is of the same size and not older; tells where it is.
pub fn copy_if_newer(program: &Path, folder: &Path) -> Result<PathBuf> {
    let name = program.file_name().context("a program has a name")?;
    let copy = folder.join(name);
    let from = fs::metadata(program).with_context(|| format!("cannot read {}", program.display()))?;
    let is_current =
        fs::metadata(&copy).is_ok_and(|to| to.len() == from.len() && to.modified().ok() >= from.modified().ok());
    if !is_current {
        fs::create_dir_all(folder)?;
        // Under another name first: a program that runs cannot be written over, but its name can be given away.
        let fresh = folder.join("copying");
        fs::copy(program, &fresh)?;
        fs::rename(&fresh, &copy)?;
    }
    Ok(copy)
}

/// Temporary files are private; what is built is read by others too.
#[cfg(unix)]
fn set_readable(file: &fs::File) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(file.set_permissions(fs::Permissions::from_mode(0o644))?)
}

#[cfg(not(unix))]
fn set_readable(_: &fs::File) -> Result<()> {
    Ok(())
}

/// Every file below a folder, in path order; none when the folder is missing.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;

    #[test]
    fn an_unchanged_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("made/style.css");
        assert!(write_if_changed(&path, b"a").unwrap());
        assert!(!write_if_changed(&path, b"a").unwrap());
        assert!(write_if_changed(&path, b"b").unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"b");
        assert_eq!(files_below(folder.path()).unwrap(), [path], "no temporary file stays behind");
    }

    #[test]
    fn a_missing_folder_has_no_files() {
        let folder = tempfile::tempdir().unwrap();
        assert!(files_below(&folder.path().join("assets")).unwrap().is_empty());
    }
}
