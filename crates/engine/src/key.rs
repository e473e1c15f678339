//! The profile's keys: opening the store with them, and what it means when they do not.
//!
//! Where the key comes from is the store's affair (`store::Safe`). There are these states, and none of them is plaintext: it
//! opens; a passcode is needed; there is a store but its key is gone or another one; the keyring is missing, locked or
//! full.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use protocol::{
    ErrorCode,
    lock::{LockKind, PasscodeView},
};
use store::{Door, Safe, SafeError, Store, StoreError, Weak};

use crate::{
    failure,
    host::{Host, HostKeyring, HostRandom, SecretError},
};

/// Where a profile is.
#[derive(Clone)]
pub(crate) struct Home {
    /// Its id; none for the first of the device, and for this once.
    pub id: Option<String>,
    /// Its folder.
    pub dir: PathBuf,
    /// What its keys are in.
    pub safe: Arc<Safe>,
    /// Whether it is for this once.
    pub once: bool,
    /// Whether it is the one that was chosen, or the only one.
    pub is_chosen: bool,
}

impl Home {
    /// The profile in this folder, whose secrets are those of `host`.
    pub fn new(id: Option<String>, dir: &Path, host: &Arc<dyn Host>) -> Self {
        let (keyring, random) = (Arc::new(HostKeyring(host.clone())), Arc::new(HostRandom(host.clone())));
        Self {
            id,
            dir: dir.to_owned(),
            safe: Arc::new(Safe::new(dir, keyring, random, host.uptime())),
            once: false,
            is_chosen: false,
        }
    }
}

/// How a store that was to be opened is.
pub(crate) enum Found {
    Open(Store, Option<LockKind>),
    Locked(LockKind),
}

/// Opens the store with the keyring's secret, and with the passcode where one is given and needed.
pub(crate) fn open_store(home: &Home, passcode: Option<&str>, host: &Arc<dyn Host>) -> Result<Found, SafeError> {
    let lock = kind(home.safe.door()?);
    match (lock, passcode) {
        (Some(kind), None) => Ok(Found::Locked(kind)),
        (lock, passcode) => Ok(Found::Open(home.safe.open(passcode, host.uptime())?, lock)),
    }
}

/// What the lock is made of.
pub(crate) const fn kind(door: Door) -> Option<LockKind> {
    match door {
        Door::Unlocked => None,
        Door::Locked { digits: true } => Some(LockKind::Pin),
        Door::Locked { digits: false } => Some(LockKind::Phrase),
    }
}

/// What is answered to a passcode that was not taken, or the code for another error.
pub(crate) fn refusal(error: &SafeError) -> Result<PasscodeView, ErrorCode> {
    // Begun seconds are waited for whole.
    let seconds = |wait: &std::time::Duration| u32::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(u32::MAX);
    match error {
        SafeError::Wrong(wait) => Ok(PasscodeView::Wrong { wait: seconds(wait) }),
        SafeError::Wait(wait) => Ok(PasscodeView::Wait { wait: seconds(wait) }),
        SafeError::Weak(Weak::Length) => Ok(PasscodeView::Length),
        SafeError::Weak(Weak::Simple) => Ok(PasscodeView::Simple),
        other => Err(code(other)),
    }
}

/// The code for a store that does not open.
pub(crate) fn code(error: &SafeError) -> ErrorCode {
    tracing::error!(%error, "the store does not open");
    match error {
        SafeError::Keyring(error) => keyring_code(error),
        SafeError::Mismatch => ErrorCode::KeyMismatch,
        SafeError::Store(StoreError::NewerSchema) => ErrorCode::NewerStore,
        SafeError::Store(other) => failure::store_code(other),
        SafeError::Locked | SafeError::Wrong(_) | SafeError::Wait(_) | SafeError::Weak(_) => ErrorCode::AppLocked,
    }
}

/// The code for a keyring that does not answer.
pub(crate) fn keyring_code(error: &SecretError) -> ErrorCode {
    tracing::error!(?error, "the keyring does not answer");
    match error {
        SecretError::Missing => ErrorCode::KeyringMissing,
        SecretError::Locked => ErrorCode::KeyringLocked,
        SecretError::Full => ErrorCode::KeyringFull,
        SecretError::Failed(_) => ErrorCode::KeyringFault,
    }
}
