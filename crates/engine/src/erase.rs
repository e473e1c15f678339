//! Erasing this device: nothing of the resident stays, and no network is needed for it.

use std::fs;

use protocol::{ErrorCode, ErrorView};
use store::Store;

use crate::{Engine, failure, key};

impl Engine {
    /// Removes every service, item, key and setting, and begins as on the first day.
    ///
    /// The profile key goes first: whatever a crash leaves behind after that opens for nobody, and the next start asks only
    /// whether to begin anew. Services that can be reached are told that their sign-in has ended.
    pub(crate) async fn erase_device(&self) -> Result<(), ErrorView> {
        let lines = self.opened().map(|opened| opened.take_lines()).unwrap_or_default();
        self.end_sign_in();
        for (source, _) in &lines {
            self.forget_secrets_of(source).await?;
        }
        self.close_store(ErrorCode::KeyringLocked).await;
        let (dir, host) = (self.inner.dir.clone(), self.inner.host.clone());
        tokio::task::spawn_blocking(move || {
            key::forget(&host).map_err(ErrorView::from)?;
            Store::erase(&dir).map_err(|error| failure::of_store(&error))?;
            if dir.is_dir() {
                fs::remove_dir_all(&dir).map_err(|error| failure::of_store(&error.into()))?;
            }
            host.forget_everything();
            Ok::<_, ErrorView>(())
        })
        .await
        .map_err(|_| ErrorView::from(ErrorCode::Internal))??;
        tracing::warn!("everything was erased, as the resident asked");
        self.forget_settings();
        self.unlock_again().await;
        let farewells = lines.into_iter().map(|(_, line)| async move { line.api.end_session().await });
        tokio::spawn(async move {
            // Who cannot be told finds out when the sign-in ends by itself.
            let _ = tokio::time::timeout(std::time::Duration::from_secs(10), futures_util::future::join_all(farewells))
                .await;
        });
        self.locked().map_or(Ok(()), |code| Err(code.into()))
    }
}
