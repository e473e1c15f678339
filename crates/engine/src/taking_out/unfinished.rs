//! A file that gets its name when it is whole.
//!
//! It is written beside the place under a hidden name. A note in the app's own folder says where, from before it is there until
//! it is gone, so that what a crash leaves is removed at the next start.

use std::{
    fs,
    io::{self, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use crate::copies::private_folder;

/// Folder of the notes, in the app's own.
const NOTES: &str = "unfinished";
/// How the hidden names end.
const ENDING: &str = ".kotikunta-part";
/// Longest part of the name in the hidden one, so that the latter is not too long where the former just fits.
const SHORT: usize = 60;

/// A file that is being written. Dropped before its end, nothing is left of it.
pub(crate) struct Unfinished {
    file: fs::File,
    beside: PathBuf,
    path: PathBuf,
    note: PathBuf,
    finished: bool,
}

impl Unfinished {
    /// Begins a file that is to lie at `path`.
    pub fn begin(dir: &Path, path: &Path, unique: u64) -> io::Result<Self> {
        let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?.to_string_lossy();
        let (short, _) = name.split_at(name.floor_char_boundary(SHORT));
        let beside = path.with_file_name(format!(".{short}.{unique:016x}{ENDING}"));
        let notes = dir.join(NOTES);
        private_folder(&notes)?;
        let note = notes.join(format!("{unique:016x}"));
        fs::write(&note, beside.as_os_str().as_encoded_bytes())?;
        let mut options = fs::OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&beside) {
            Ok(file) => Ok(Self { file, beside, path: path.to_owned(), note, finished: false }),
            Err(error) => {
                let _ = fs::remove_file(&note);
                Err(error)
            }
        }
    }

    /// It is whole: gives it its name.
    pub fn finish(mut self) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.beside, &self.path)?;
        self.finished = true;
        Ok(())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.finished {
            let _ = fs::remove_file(&self.beside);
        }
        let _ = fs::remove_file(&self.note);
    }
}

impl Write for Unfinished {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Unfinished {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// Removes what notes tell of, and the notes.
pub(super) fn remove_left(dir: &Path) -> io::Result<()> {
    let notes = match fs::read_dir(dir.join(NOTES)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        notes => notes?,
    };
    for note in notes {
        let note = note?.path();
        let beside = fs::read_to_string(&note).ok().map(PathBuf::from);
        if let Some(beside) = beside.filter(|beside| is_ours(beside)) {
            match fs::remove_file(&beside) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        fs::remove_file(&note)?;
    }
    Ok(())
}

/// Nothing is removed but what bears a name that only unfinished files have.
fn is_ours(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy());
    name.is_some_and(|name| name.starts_with('.') && name.ends_with(ENDING))
}
