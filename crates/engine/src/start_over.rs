//! Giving up a store that nothing opens any more: its key is gone, or the profile itself is damaged.
//!
//! The resident is asked before, by the interface. The authorities have everything that is lost here but what was only this
//! device's own; the services are connected anew and fetched again.

use protocol::{ErrorCode, ErrorView};
use store::Store;

use crate::{Engine, failure, key, settings};

impl Engine {
    /// Removes the store and begins with an empty one, under a new key. What this device is set to stays.
    ///
    /// A store that opens after all is not removed. A crash on the way leaves a store that is still locked, or an empty
    /// folder: either way the next start goes on.
    pub(crate) async fn start_over(&self) -> Result<(), ErrorView> {
        // A keyring that came back a moment ago opens what is to be given up.
        self.unlock_again().await;
        match self.locked() {
            None => return Ok(()),
            Some(code) if code.can_start_over() => {}
            Some(code) => return Err(code.into()),
        }
        let (dir, host) = (self.inner.dir.clone(), self.inner.host.clone());
        tokio::task::spawn_blocking(move || {
            Store::erase(&dir).map_err(|error| failure::of_store(&error))?;
            key::forget(&host).map_err(ErrorView::from)
        })
        .await
        .map_err(|_| ErrorView::from(ErrorCode::Internal))??;
        tracing::warn!("the store was given up, as the resident asked");
        self.unlock_again().await;
        if let Some(code) = self.locked() {
            return Err(code.into());
        }
        let chosen = self.settings();
        self.in_store(move |store| settings::write(store, chosen)).await?;
        Ok(())
    }

    /// Tries again to open a locked store; everything on the screen is then out of date.
    pub(crate) async fn unlock_again(&self) {
        if self.locked().is_some() {
            self.unlock().await;
            self.run_in_background();
            self.everything_changed();
        }
    }
}
