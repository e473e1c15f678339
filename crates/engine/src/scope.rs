//! The platform as one profile sees it: the same, but with secrets of its own.
//!
//! Everything in the engine that keeps a secret goes through here, so that no part of it has to know in which profile it
//! works. The first profile's secrets bear their names as they are; those of another bear its id before them. While the app
//! is used for once, secrets are kept in memory and nowhere else.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{DateTime, Utc};
use domain::{link::HttpsLink, text::Language};
use protocol::background::PresenceView;
use url::Url;
use zeroize::Zeroizing;

use crate::host::{BrowserError, Clipped, Host, SecretError};

/// Whose secrets are meant.
pub(crate) enum Scope {
    /// Those of a profile, whose names begin so.
    Profile(String),
    /// Those of this once.
    Once(BTreeMap<String, Zeroizing<Vec<u8>>>),
}

/// The platform as the profile in use sees it.
pub(crate) struct Scoped {
    host: Arc<dyn Host>,
    scope: Mutex<Scope>,
}

impl Scoped {
    pub fn new(host: Arc<dyn Host>) -> Self {
        Self { host, scope: Mutex::new(Scope::Profile(String::new())) }
    }

    /// The platform itself.
    pub fn whole(&self) -> &Arc<dyn Host> {
        &self.host
    }

    /// A place for one secret of the profile in use, which stays this profile's when another one is in use.
    pub fn pin(self: &Arc<Self>, name: &str) -> Pinned {
        let whole_name = self.find(name, |_| ()).ok();
        Pinned { scoped: self.clone(), whole_name, name: name.to_owned() }
    }

    /// From now on these secrets are meant. What was kept for once before is wiped.
    pub fn set(&self, scope: Scope) {
        *self.scope() = scope;
    }

    fn scope(&self) -> MutexGuard<'_, Scope> {
        self.scope.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Either the name in the keyring, or what `once` makes of the secrets kept in memory.
    fn find<T>(
        &self,
        name: &str,
        once: impl FnOnce(&mut BTreeMap<String, Zeroizing<Vec<u8>>>) -> T,
    ) -> Result<String, T> {
        match &mut *self.scope() {
            Scope::Profile(prefix) => Ok(format!("{prefix}{name}")),
            Scope::Once(secrets) => Err(once(secrets)),
        }
    }
}

/// A place for one secret of one profile.
#[derive(Clone)]
pub(crate) struct Pinned {
    scoped: Arc<Scoped>,
    /// Its name in the keyring; none while the app is used for once.
    whole_name: Option<String>,
    name: String,
}

impl Pinned {
    /// Writes it. What was for once, and is over, is not kept.
    pub fn write(&self, secret: &[u8]) -> Result<(), SecretError> {
        if let Some(name) = &self.whole_name {
            return self.scoped.host.write_secret(name, secret);
        }
        if let Scope::Once(secrets) = &mut *self.scoped.scope() {
            secrets.insert(self.name.clone(), Zeroizing::new(secret.to_vec()));
        }
        Ok(())
    }
}

impl Host for Scoped {
    fn now(&self) -> DateTime<Utc> {
        self.host.now()
    }

    fn system_time(&self) -> DateTime<Utc> {
        self.host.system_time()
    }

    fn uptime(&self) -> Duration {
        self.host.uptime()
    }

    fn fill_random(&self, buffer: &mut [u8]) {
        self.host.fill_random(buffer);
    }

    fn read_secret(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretError> {
        match self.find(name, |secrets| secrets.get(name).cloned()) {
            Ok(name) => self.host.read_secret(&name),
            Err(secret) => Ok(secret),
        }
    }

    fn write_secret(&self, name: &str, secret: &[u8]) -> Result<(), SecretError> {
        let keep = |secrets: &mut BTreeMap<_, _>| {
            secrets.insert(name.to_owned(), Zeroizing::new(secret.to_vec()));
        };
        self.find(name, keep).map_or(Ok(()), |name| self.host.write_secret(&name, secret))
    }

    fn delete_secret(&self, name: &str) -> Result<(), SecretError> {
        let forget = |secrets: &mut BTreeMap<_, _>| {
            secrets.remove(name);
        };
        self.find(name, forget).map_or(Ok(()), |name| self.host.delete_secret(&name))
    }

    fn secret_names(&self) -> Result<Vec<String>, SecretError> {
        self.host.secret_names()
    }

    fn open_in_browser(&self, link: &HttpsLink) -> Result<(), BrowserError> {
        self.host.open_in_browser(link)
    }

    fn open_sign_in(&self, address: &Url) -> Result<(), BrowserError> {
        self.host.open_sign_in(address)
    }

    fn sign_in_link(&self) -> Option<Url> {
        self.host.sign_in_link()
    }

    fn open_file(&self, path: &Path) -> Result<(), BrowserError> {
        self.host.open_file(path)
    }

    fn ask_what_to_attach(&self) -> Vec<PathBuf> {
        self.host.ask_what_to_attach()
    }

    fn take_dropped(&self) -> Vec<PathBuf> {
        self.host.take_dropped()
    }

    fn clipboard(&self) -> Clipped {
        self.host.clipboard()
    }

    fn ask_which_to_read(&self) -> Option<PathBuf> {
        self.host.ask_which_to_read()
    }

    fn ask_where_to_save(&self, proposed: &str) -> Option<PathBuf> {
        self.host.ask_where_to_save(proposed)
    }

    fn announce(&self, words: &str) -> bool {
        self.host.announce(words)
    }

    fn notify(&self, notification: &protocol::telling::NotificationView) {
        self.host.notify(notification);
    }

    fn hide_content(&self, hide: bool) -> bool {
        self.host.hide_content(hide)
    }

    fn presence(&self) -> PresenceView {
        self.host.presence()
    }

    fn keep_presence(&self, wanted: PresenceView) -> io::Result<()> {
        self.host.keep_presence(wanted)
    }

    fn is_metered(&self) -> Option<bool> {
        self.host.is_metered()
    }

    fn quit(&self) {
        self.host.quit();
    }

    fn system_language(&self) -> Option<Language> {
        self.host.system_language()
    }
}
