//! The platform's place for secrets, as the store needs it.

use zeroize::Zeroizing;

/// A place for small secrets, by name: the platform's keyring in the app, a map in tests.
pub trait Keyring: Send + Sync {
    /// Reads a secret; `None` when there is none of this name.
    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretError>;

    /// Writes a secret, replacing an earlier one.
    fn write(&self, name: &str, secret: &[u8]) -> Result<(), SecretError>;

    /// Removes a secret; it is no error when there is none.
    fn delete(&self, name: &str) -> Result<(), SecretError>;
}

/// Why a secret could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// The platform has no place for secrets, or it cannot be reached.
    #[error("no place for secrets")]
    Missing,
    /// It is there but locked.
    #[error("the place for secrets is locked")]
    Locked,
    /// It takes nothing more.
    #[error("the place for secrets is full")]
    Full,
    /// It failed otherwise; the words are for the log.
    #[error("the place for secrets failed: {0}")]
    Failed(String),
}
