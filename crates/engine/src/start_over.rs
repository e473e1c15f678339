//! Giving up a store that nothing opens any more: its key is gone, the profile itself is damaged, or the passcode is
//! forgotten.
//!
//! The resident is asked before, by the interface. The authorities have everything that is lost here but what was only this
//! device's own; the services are connected anew and fetched again.

use protocol::{ErrorCode, ErrorView};

use crate::{Engine, engine::State, key, settings};

impl Engine {
    /// Removes the store and begins with an empty one, under a new key. What this device is set to stays.
    ///
    /// A store that opens after all is not removed. A crash on the way leaves a store that is still locked, or an empty
    /// folder: either way the next start goes on.
    pub(crate) async fn start_over(&self) -> Result<(), ErrorView> {
        let door = self.inner.door.lock().await;
        // A keyring that came back a moment ago opens what is to be given up.
        self.unlock_again().await;
        match self.locked() {
            None => return Ok(()),
            Some(code) if code.can_start_over() => {}
            Some(code) => return Err(code.into()),
        }
        if let Some(locked) = self.behind_lock() {
            locked.stop.cancel();
        }
        self.inner.sessions.close();
        // Which services there were is not known any more, but what opens them is.
        self.forget_foreign_secrets().await?;
        let home = self.home();
        tokio::task::spawn_blocking(move || home.safe.erase())
            .await
            .map_err(|_| ErrorView::from(ErrorCode::Internal))?
            .map_err(|error| ErrorView::from(key::code(&error)))?;
        self.set_state(State::Closed(ErrorCode::KeyMismatch));
        tracing::warn!("the store was given up, as the resident asked");
        self.unlock_again().await;
        if let Some(code) = self.locked() {
            return Err(code.into());
        }
        drop(door);
        let chosen = self.settings();
        self.in_store(move |store| settings::write(store, chosen)).await?;
        Ok(())
    }

    /// Tries again to open a store that does not open; everything on the screen is then out of date. What takes a passcode
    /// or a choice is left as it is. The caller holds the door.
    pub(crate) async fn unlock_again(&self) {
        let waits = |code| matches!(code, ErrorCode::AppLocked | ErrorCode::NoProfileChosen);
        if self.locked().is_some_and(|code| !waits(code)) {
            // The state says how it went.
            let _ = match self.first_home().await {
                Ok(()) => self.unlock(None).await.map_err(|error| key::code(&error)),
                Err(code) => {
                    self.set_state(State::Closed(code));
                    Err(code)
                }
            };
            self.run_in_background();
            self.everything_changed();
        }
    }
}
