//! The profile key: 32 random bytes in the platform's keyring, without which the store is noise.
//!
//! There are four states, and none of them is plaintext: the key is there; there is none yet and no store either (a new
//! one is made); there is a store but its key is gone or another one; the keyring itself is missing or locked.

use std::{path::Path, sync::Arc};

use protocol::ErrorCode;
use store::{ProfileKey, Store, StoreError};
use zeroize::Zeroizing;

use crate::host::{Host, HostRandom, SecretError};

/// Name of the profile key in the keyring.
const SECRET: &str = "profile-key";

/// Opens the store in `dir` with the key of the platform's keyring, or says in which state it is instead.
pub(crate) fn open_store(dir: &Path, host: &Arc<dyn Host>) -> Result<Store, ErrorCode> {
    let key = match host.read_secret(SECRET).map_err(|error| keyring_code(&error))? {
        Some(bytes) => {
            let bytes: [u8; 32] = bytes.as_slice().try_into().map_err(|_| ErrorCode::KeyMismatch)?;
            ProfileKey::new(bytes)
        }
        None if Store::exists(dir) => return Err(ErrorCode::KeyMismatch),
        None => {
            let mut bytes = Zeroizing::new([0_u8; 32]);
            host.fill_random(bytes.as_mut_slice());
            host.write_secret(SECRET, bytes.as_slice()).map_err(|error| keyring_code(&error))?;
            ProfileKey::new(*bytes)
        }
    };
    Store::open(dir, &key, Arc::new(HostRandom(host.clone()))).map_err(|error| {
        tracing::error!(%error, "the store does not open");
        match error {
            StoreError::WrongKey => ErrorCode::KeyMismatch,
            StoreError::NewerSchema => ErrorCode::NewerStore,
            other => crate::failure::store_code(&other),
        }
    })
}

/// Removes the profile key. Whatever it opened stays closed for ever.
pub(crate) fn forget(host: &Arc<dyn Host>) -> Result<(), ErrorCode> {
    host.delete_secret(SECRET).map_err(|error| keyring_code(&error))
}

/// The code for a keyring that does not answer.
pub(crate) fn keyring_code(error: &SecretError) -> ErrorCode {
    tracing::error!(?error, "the keyring does not answer");
    match error {
        SecretError::Missing => ErrorCode::KeyringMissing,
        SecretError::Locked => ErrorCode::KeyringLocked,
        SecretError::Failed(_) => ErrorCode::KeyringFault,
    }
}
