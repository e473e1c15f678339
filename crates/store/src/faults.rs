//! Places at which a test can stop the store, as a crash would.

use crate::error::Result;

/// Counts the steps of everything that spans files. Outside tests it does nothing.
#[derive(Default)]
pub(crate) struct Faults {
    #[cfg(test)]
    pub(crate) steps_left: std::sync::Mutex<Option<u32>>,
}

impl Faults {
    /// A step that a crash may separate from the next.
    #[cfg(test)]
    pub(crate) fn step(&self) -> Result<()> {
        let mut left = crate::database::lock(&self.steps_left);
        match *left {
            Some(0) => Err(crate::error::StoreError::Stopped),
            Some(steps) => {
                *left = Some(steps - 1);
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// A step that a crash may separate from the next.
    #[cfg(not(test))]
    #[allow(clippy::unnecessary_wraps, clippy::unused_self, reason = "the same shape as in tests")]
    pub(crate) const fn step(&self) -> Result<()> {
        Ok(())
    }
}
