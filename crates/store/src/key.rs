//! Keys of encrypted files, and where their randomness comes from.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// Where random bytes come from: the operating system in the app, a counter in tests.
pub trait Random: Send + Sync {
    /// Fills the buffer with random bytes.
    fn fill(&self, buffer: &mut [u8]);
}

/// The key of the profile database, which in turn holds the keys of the vaults. Wiped when dropped, never printed.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct ProfileKey([u8; 32]);

impl ProfileKey {
    /// A fresh random key.
    pub fn random(random: &dyn Random) -> Self {
        let mut key = [0; 32];
        random.fill(&mut key);
        Self(key)
    }

    /// Takes the 32 bytes.
    pub const fn new(key: [u8; 32]) -> Self {
        Self(key)
    }

    /// The 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for ProfileKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ProfileKey(…)")
    }
}

/// The key of one encrypted file.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub(crate) struct FileKey([u8; 32]);

impl FileKey {
    /// A fresh random key.
    pub(crate) fn random(random: &dyn Random) -> Self {
        let mut key = [0; 32];
        random.fill(&mut key);
        Self(key)
    }

    pub(crate) const fn new(key: [u8; 32]) -> Self {
        Self(key)
    }

    pub(crate) const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The form in which SQLCipher takes a raw key, without deriving it from a passphrase.
    pub(crate) fn literal(&self) -> Zeroizing<String> {
        let hex = Zeroizing::new(hex::encode(self.0));
        Zeroizing::new(["x'", hex.as_str(), "'"].concat())
    }
}

impl From<&ProfileKey> for FileKey {
    fn from(key: &ProfileKey) -> Self {
        Self(key.0)
    }
}
