//! Using the app for this once, without keeping anything: where the place for keys is missing, locked, full or has another
//! key, and the resident must get something done today.
//!
//! The store lies in a folder of its own under a random key that is only in memory; so are the tokens. When the app closes
//! the folder goes, and at the next start whatever a crash left of it, which no key opens any more. The profile that cannot be
//! opened now is not touched.

use std::{fs, io, path::PathBuf};

use protocol::{ErrorCode, ErrorView};

use crate::{Engine, engine::State, key::Home, scope::Scope};

/// Folder of what is used once, beside the store's files.
const FOLDER: &str = "once";

impl Engine {
    pub(crate) async fn use_once(&self) -> Result<(), ErrorView> {
        let _door = self.inner.door.lock().await;
        // What came back a moment ago is better than nothing.
        self.unlock_again().await;
        match self.locked() {
            None => return Ok(()),
            Some(code) if code.can_use_once() => {}
            Some(code) => return Err(code.into()),
        }
        let before = self.home();
        let mut unique = [0_u8; 8];
        self.inner.host.fill_random(&mut unique);
        let dir = self.once_folder().join(format!("{:016x}", u64::from_ne_bytes(unique)));
        self.inner.scoped.set(Scope::Once(std::collections::BTreeMap::new()));
        self.set_home(Home { once: true, ..Home::new(None, &dir, &self.inner.host) });
        if self.unlock(None).await.is_err() {
            let code = self.locked().unwrap_or(ErrorCode::StorageFault);
            self.leave_once().await;
            self.go_home(before);
            self.set_state(State::Closed(code));
            return Err(code.into());
        }
        self.run_in_background();
        self.everything_changed();
        Ok(())
    }

    /// Closes what was used once and removes it, when the app ends. The caller holds the door.
    pub(crate) async fn end_once(&self) {
        if let Ok(opened) = self.opened() {
            self.close_store(&opened).await;
        }
        self.set_state(State::Closed(ErrorCode::KeyringMissing));
        self.leave_once().await;
    }

    /// Removes what a crash left of an earlier once.
    pub(crate) async fn remove_left_by_once(&self) {
        let folder = self.once_folder();
        let removed = tokio::task::spawn_blocking(move || match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        });
        if let Ok(Err(error)) = removed.await {
            tracing::error!(%error, "what was used once remains, and no key opens it; it is removed at the next start");
        }
    }

    async fn leave_once(&self) {
        self.inner.sessions.close();
        // The keys first: without them the files are noise.
        self.inner.scoped.set(Scope::Once(std::collections::BTreeMap::new()));
        self.remove_left_by_once().await;
    }

    fn once_folder(&self) -> PathBuf {
        self.inner.dir.join(FOLDER)
    }
}
