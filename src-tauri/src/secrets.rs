//! The platform's keyring: Secret Service on Linux, Keychain on Apple's systems, Credential Manager on Windows.

use engine::SecretError;
use keyring::{Entry, Error};
use zeroize::Zeroizing;

/// The app's secrets in the platform's keyring.
pub(crate) struct Secrets {
    service: &'static str,
}

impl Secrets {
    pub const fn new(service: &'static str) -> Self {
        Self { service }
    }

    pub fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretError> {
        match self.entry(name)?.get_secret() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(secret_error(error)),
        }
    }

    pub fn write(&self, name: &str, secret: &[u8]) -> Result<(), SecretError> {
        self.entry(name)?.set_secret(secret).map_err(secret_error)
    }

    pub fn delete(&self, name: &str) -> Result<(), SecretError> {
        match self.entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(secret_error(error)),
        }
    }

    fn entry(&self, name: &str) -> Result<Entry, SecretError> {
        Entry::new(self.service, name).map_err(secret_error)
    }
}

fn secret_error(error: Error) -> SecretError {
    match error {
        Error::NoDefaultStore => SecretError::Missing,
        Error::NoStorageAccess(_) => SecretError::Locked,
        other => SecretError::Failed(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

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
        secrets.delete("profile-key").unwrap();
        secrets.delete("profile-key").unwrap();
        assert_eq!(secrets.read("profile-key"), Ok(None));
    }
}
