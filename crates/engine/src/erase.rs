//! Erasing this device: nothing of the resident stays, and no network is needed for it.

use std::{fs, io};

use protocol::{ErrorCode, ErrorView};

use crate::{Engine, accounts::bid_farewell, engine::State, failure, key};

impl Engine {
    /// Removes every service, item, key and setting, and begins as on the first day. Where other residents have profiles on the
    /// device, theirs stay.
    ///
    /// A crash on the way leaves a store without its key, or files without a store: nobody opens either, and the next start
    /// goes on or asks only whether to begin anew. Services that can be reached are told that their sign-in has ended.
    pub(crate) async fn erase_device(&self) -> Result<(), ErrorView> {
        let _door = self.inner.door.lock().await;
        let opened = self.opened()?;
        if opened.once {
            return Err(ErrorCode::BadRequest.into());
        }
        if self.has_other_profiles().await? {
            return self.remove_current_profile().await;
        }
        let lines = opened.lines();
        self.inner.sessions.close();
        for (source, _) in &lines {
            self.forget_secrets_of(source).await?;
        }
        opened.take_lines();
        self.close_store(&opened).await;
        drop(opened);
        self.set_state(State::Closed(ErrorCode::KeyMismatch));
        let (home, dir, host) = (self.home(), self.inner.dir.clone(), self.inner.scoped.whole().clone());
        let erased = tokio::task::spawn_blocking(move || {
            home.safe.erase().map_err(|error| ErrorView::from(key::code(&error)))?;
            match fs::remove_dir_all(&dir) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failure::of_store(&error.into())),
                _ => host.forget_everything(),
            }
            Ok(())
        })
        .await
        .unwrap_or(Err(ErrorCode::Internal.into()));
        tracing::warn!("everything was erased, as the resident asked");
        self.forget_settings();
        self.forget_home();
        self.unlock_again().await;
        bid_farewell(lines);
        erased?;
        self.locked().map_or(Ok(()), |code| Err(code.into()))
    }
}
