//! Wrong tries, and how long the next one waits.
//!
//! The number of wrong tries in a row is kept in a file. It is written **before** a try is looked at, so that ending the app in
//! the middle of one wins nothing. How long to wait is measured by a clock that only goes forward and that nobody can set,
//! and it begins anew with every start of the app: starting again makes the wait longer, never shorter. A file that is gone
//! counts as many wrong tries. Nothing is ever erased for a wrong passcode: that would let anybody destroy what they cannot read.

use std::{
    fs,
    io::{Seek, SeekFrom, Write},
    path::Path,
    time::Duration,
};

use crate::{
    error::{Result, StoreError},
    file,
};

/// As how many wrong tries a missing file counts.
const MISSING: u32 = 5;

/// How long the next try waits after so many wrong ones.
pub(crate) const fn wait_after(wrong: u32) -> Duration {
    Duration::from_secs(match wrong {
        0..=2 => 0,
        3 => 5,
        4 => 30,
        5 => 60,
        6 => 5 * 60,
        _ => 15 * 60,
    })
}

/// How many wrong tries in a row there have been.
pub(crate) fn read(path: &Path) -> u32 {
    fs::read_to_string(path).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(MISSING)
}

/// Keeps the number. It takes the same bytes of the file each time, so that a full disk hinders nobody.
pub(crate) fn write(path: &Path, wrong: u32) -> Result<()> {
    file::private_file(path)?;
    let mut file = fs::OpenOptions::new().write(true).open(path)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(format!("{:08}\n", wrong.min(99_999_999)).as_bytes())?;
    file.sync_all().map_err(StoreError::from)
}
