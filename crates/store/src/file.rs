//! The files of a profile: `profile.db` and `vaults/<party>.db`, each with SQLite's `-wal` and `-shm` beside it.
//!
//! The folder is the owner's alone (0700), so are the files (0600). SQLite gives `-wal` and `-shm` the mode of the
//! database file, so that file is made first, empty, with the right mode.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use domain::id::PartyId;

use crate::error::Result;

const SIDES: [&str; 2] = ["-wal", "-shm"];
const ASIDE: &str = ".aside";
const NEXT: &str = ".next";

/// The first bytes of a database: random, written when it is made, and not secret. They tell which key belongs to it.
pub(crate) type Head = [u8; 16];

pub(crate) fn profile(dir: &Path) -> PathBuf {
    dir.join("profile.db")
}

pub(crate) fn vaults(dir: &Path) -> PathBuf {
    dir.join("vaults")
}

pub(crate) fn vault(dir: &Path, party: &PartyId) -> PathBuf {
    vaults(dir).join([party.as_str(), ".db"].concat())
}

/// Where a file grows that will take the place of this one.
pub(crate) fn next(path: &Path) -> PathBuf {
    beside(path, NEXT)
}

/// The first bytes of a database; `None` where none has been written.
pub(crate) fn head(path: &Path) -> Result<Option<Head>> {
    let mut head = Head::default();
    match fs::File::open(path).and_then(|mut file| file.read_exact(&mut head)) {
        Ok(()) => Ok(Some(head)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::UnexpectedEof) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Whether SQLite has left a log of commits beside the database, as it does when the last connection was not closed in order.
pub(crate) fn has_log(path: &Path) -> bool {
    is_written(&beside(path, SIDES[0]))
}

/// Puts one file in the place of another. When this returns it is so on the disk, too.
pub(crate) fn replace(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to)?;
    sync_folder_of(to)
}

/// Writes a small file whole: after a crash it has its old content or the new one.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let part = beside(path, ".part");
    remove_file(&part)?;
    private_file(&part)?;
    let mut file = fs::OpenOptions::new().write(true).open(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    replace(&part, path)
}

/// Waits until a file that another part of the program has written is on the disk.
pub(crate) fn sync(path: &Path) -> Result<()> {
    Ok(fs::OpenOptions::new().write(true).open(path)?.sync_all()?)
}

/// Removes a file; it is no error when there is none.
pub(crate) fn remove_file(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// A rename is on the disk when its folder is.
#[allow(clippy::unnecessary_wraps, reason = "the same shape on every system")]
fn sync_folder_of(path: &Path) -> Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Marks the folder as one that backups leave out, where the programs that make them know the mark (Cache Directory Tagging
/// Specification: tar, Borg, restic and others). A copy of the files without the keyring would open for nobody, and what is in
/// them the authorities have.
pub(crate) fn keep_out_of_backups(dir: &Path) -> Result<()> {
    const MARK: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
        # Kotikunta: everything here is encrypted with keys of this device and comes again from the connected services.\n";

    let path = backup_mark(dir);
    if fs::read(&path).is_ok_and(|there| there == MARK.as_bytes()) {
        return Ok(());
    }
    private_file(&path)?;
    fs::write(&path, MARK)?;
    Ok(())
}

pub(crate) fn backup_mark(dir: &Path) -> PathBuf {
    dir.join("CACHEDIR.TAG")
}

/// Makes the folder and closes it to others.
pub(crate) fn private_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path)?;
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    Ok(())
}

/// Makes the file, empty, if it is absent, and closes it to others.
pub(crate) fn private_file(path: &Path) -> Result<()> {
    let mut options = fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?;
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(())
}

/// Whether a database has been written here.
pub(crate) fn is_written(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| found.len() > 0)
}

/// Removes a database and what SQLite keeps beside it. What cannot be removed now (another program holds it open) is
/// left for [`sweep`]: its key is gone already.
pub(crate) fn remove_database(path: &Path) {
    for file in SIDES.iter().map(|side| beside(path, side)).chain([path.to_owned()]) {
        if let Err(error) = fs::remove_file(&file)
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "a vault file stays until the next start");
        }
    }
}

/// Removes a database and what SQLite keeps beside it, or says why it cannot. The database file goes last: while it is there
/// the store is known to exist.
pub(crate) fn erase_database(path: &Path) -> Result<()> {
    for file in SIDES.iter().map(|side| beside(path, side)).chain([path.to_owned()]) {
        match fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

/// Renames a database aside. The database file goes last, so that an interrupted rename can be repeated.
pub(crate) fn set_aside(path: &Path) -> Result<()> {
    let aside = beside(path, ASIDE);
    for side in SIDES {
        rename_if_there(&beside(path, side), &beside(&aside, side))?;
    }
    rename_if_there(path, &aside)
}

/// Where a database goes when it is set aside.
pub(crate) fn aside(path: &Path) -> PathBuf {
    beside(path, ASIDE)
}

fn rename_if_there(from: &Path, to: &Path) -> Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Removes every file among the vaults that belongs to none of these databases.
pub(crate) fn sweep(dir: &Path, databases: &[PathBuf]) -> Result<()> {
    let kept: BTreeSet<PathBuf> =
        databases.iter().flat_map(|path| [path.clone(), beside(path, SIDES[0]), beside(path, SIDES[1])]).collect();
    for entry in fs::read_dir(vaults(dir))? {
        let path = entry?.path();
        if path.is_file() && !kept.contains(&path) {
            remove_database(&path);
        }
    }
    Ok(())
}
