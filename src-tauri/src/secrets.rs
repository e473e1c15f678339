//! The platform's keyring: Secret Service on Linux, Keychain on Apple's systems, Credential Manager on Windows.
//!
//! The way to it is made when it is first needed, and made anew after every failure: a keyring that was missing when the
//! app started, or was started again meanwhile, is found when the resident tries again.

use std::sync::{Arc, Mutex, PoisonError};

use engine::SecretError;
use keyring_core::{CredentialStore, Entry, Error, Result as Kept};
use zeroize::Zeroizing;

/// Name of the list of names.
const WRITTEN: &str = "names";

/// The app's secrets in the platform's keyring.
pub(crate) struct Secrets {
    service: &'static str,
    connect: fn() -> Kept<Arc<CredentialStore>>,
    keyring: Mutex<Option<Arc<CredentialStore>>>,
    /// Held while the list of names is read and written.
    listing: Mutex<()>,
}

impl Secrets {
    pub const fn new(service: &'static str) -> Self {
        Self { service, connect: platform, keyring: Mutex::new(None), listing: Mutex::new(()) }
    }

    pub fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretError> {
        self.ask(name, |entry| match entry.get_secret() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })
    }

    pub fn write(&self, name: &str, secret: &[u8]) -> Result<(), SecretError> {
        // The name first: a secret that is not in the list would outlive everything.
        self.list(|names| {
            let is_new = !names.iter().any(|known| known == name);
            if is_new {
                names.push(name.to_owned());
            }
            is_new
        })?;
        self.ask(name, |entry| entry.set_secret(secret))
    }

    pub fn delete(&self, name: &str) -> Result<(), SecretError> {
        self.remove(name)?;
        self.list(|names| {
            let before = names.len();
            names.retain(|known| known != name);
            names.len() != before
        })
    }

    /// The names of all secrets there are.
    pub fn names(&self) -> Result<Vec<String>, SecretError> {
        let mut all = Vec::new();
        self.list(|names| {
            all.clone_from(names);
            false
        })?;
        Ok(all)
    }

    /// Removes every secret, as far as the keyring lets.
    pub fn forget_all(&self) {
        let names = self.names().unwrap_or_else(|error| {
            tracing::error!(?error, "which secrets there are cannot be read");
            Vec::new()
        });
        for name in names.iter().map(String::as_str).chain([WRITTEN]) {
            if let Err(error) = self.remove(name) {
                tracing::warn!(?error, "a secret stays in the keyring");
            }
        }
    }

    fn remove(&self, name: &str) -> Result<(), SecretError> {
        self.ask(name, |entry| match entry.delete_credential() {
            Err(Error::NoEntry) => Ok(()),
            other => other,
        })
    }

    /// Changes the list of names, one change after the other; `change` answers whether there is anything to keep. Keyrings
    /// cannot be asked for names everywhere, so they stand in the keyring, too.
    fn list(&self, change: impl FnOnce(&mut Vec<String>) -> bool) -> Result<(), SecretError> {
        let _alone = self.listing.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = self.read(WRITTEN)?;
        let mut names = kept.and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default();
        if !change(&mut names) {
            return Ok(());
        }
        if names.is_empty() {
            return self.remove(WRITTEN);
        }
        let json = serde_json::to_vec(&names).map_err(|error| SecretError::Failed(error.to_string()))?;
        self.ask(WRITTEN, |entry| entry.set_secret(&json))
    }

    fn ask<T>(&self, name: &str, question: impl FnOnce(&Entry) -> Kept<T>) -> Result<T, SecretError> {
        let mut keyring = self.keyring.lock().unwrap_or_else(PoisonError::into_inner);
        let reached = match keyring.take() {
            Some(reached) => reached,
            None => (self.connect)().map_err(|error| {
                tracing::error!(%error, "the platform's keyring cannot be reached");
                SecretError::Missing
            })?,
        };
        let answer = reached.build(self.service, name, None).and_then(|entry| question(&entry));
        if answer.is_ok() {
            *keyring = Some(reached);
        }
        answer.map_err(|error| match error {
            Error::NoStorageAccess(_) => SecretError::Locked,
            Error::TooLong(..) => SecretError::Full,
            other => SecretError::Failed(other.to_string()),
        })
    }
}

/// A way to the platform's keyring.
fn platform() -> Kept<Arc<CredentialStore>> {
    #[cfg(target_os = "macos")]
    let keyring = apple_native_keyring_store::keychain::Store::new()?;
    #[cfg(target_os = "windows")]
    let keyring = windows_native_keyring_store::Store::new()?;
    #[cfg(target_os = "linux")]
    let keyring = zbus_secret_service_keyring_store::Store::new()?;
    #[cfg(any(target_os = "macos", target_os = "windows", target_os = "linux"))]
    return Ok(keyring);
    #[cfg(not(any(target_os = "macos", target_os = "windows", target_os = "linux")))]
    Err(Error::NoDefaultStore)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::atomic::{AtomicU8, Ordering};

    use super::*;

    /// A keyring that is missing at first, then there, then lost with its session, and there again.
    #[test]
    fn a_keyring_that_comes_later_is_found_without_starting_the_app_again() {
        static TRIES: AtomicU8 = AtomicU8::new(0);
        fn connect() -> Kept<Arc<CredentialStore>> {
            match TRIES.fetch_add(1, Ordering::Relaxed) {
                0 => Err(Error::NoDefaultStore),
                _ => Ok(keyring_core::mock::Store::new()?),
            }
        }
        let secrets = Secrets { connect, ..Secrets::new("fi.kotikunta.test") };
        assert_eq!(secrets.read("profile-key"), Err(SecretError::Missing));
        assert_eq!(secrets.read("profile-key"), Ok(None));
        secrets.write("profile-key", b"1").unwrap();
        assert_eq!(secrets.read("profile-key").unwrap().unwrap().as_slice(), b"1");
        assert_eq!(TRIES.load(Ordering::Relaxed), 2, "what works is kept");

        let lost = |_: &Entry| Err::<(), _>(Error::PlatformFailure("the bus is gone".into()));
        assert!(matches!(secrets.ask("profile-key", lost), Err(SecretError::Failed(_))));
        assert_eq!(secrets.read("profile-key"), Ok(None), "a new way, here to another keyring");
        assert_eq!(TRIES.load(Ordering::Relaxed), 3);
    }

    #[test]
    fn the_platforms_keyring_keeps_replaces_and_forgets() {
        if std::env::var_os("KOTIKUNTA_APP").is_none() {
            println!("not checked: only `cargo xtask test` gives the tests a keyring of their own");
            return;
        }
        let secrets = Secrets::new("fi.kotikunta.test");
        assert_eq!(secrets.read("profile-key"), Ok(None));
        for secret in [&[0_u8, 159, 146, 150][..], b"another"] {
            secrets.write("profile-key", secret).unwrap();
            assert_eq!(secrets.read("profile-key").unwrap().unwrap().as_slice(), secret);
        }
        assert_eq!(secrets.read("token/haikkala"), Ok(None));
        secrets.write("token/haikkala", b"t").unwrap();
        secrets.forget_all();
        assert_eq!(secrets.read("token/haikkala"), Ok(None));
        assert_eq!(secrets.read(WRITTEN), Ok(None));
        secrets.delete("profile-key").unwrap();
        secrets.delete("profile-key").unwrap();
        assert_eq!(secrets.read("profile-key"), Ok(None));
    }
}
