//! The app while its window is closed, and over a connection that costs.
//!
//! How it runs beside its window is the platform's affair and the same for everybody on the device, so it is known while the app is
//! locked, too ([`Host::presence`](crate::Host::presence)). What is fetched over a connection that costs is the resident's choice
//! and kept in their profile; what follows from it stands in [`crate::documents`].

use protocol::{ErrorCode, ErrorView, Tag, background::BackgroundView};
use store::{Store, StoreError};

use crate::Engine;

/// Name of the setting.
const NAME: &str = "large_when_metered";

/// Whether large documents are fetched by themselves over a connection that costs.
pub(crate) fn fetches_large(store: &Store) -> Result<bool, StoreError> {
    Ok(store.setting(NAME)?.is_some_and(|kept| kept == "true"))
}

impl Engine {
    pub(crate) async fn read_background(&self) -> Result<BackgroundView, ErrorView> {
        let large_when_metered = self.in_store(fetches_large).await?;
        let host = self.inner.host.clone();
        // It looks at files.
        let presence = tokio::task::spawn_blocking(move || host.presence()).await;
        let presence = presence.map_err(|_| ErrorView::from(ErrorCode::Internal))?;
        Ok(BackgroundView { presence, metered: self.inner.host.is_metered(), large_when_metered })
    }

    pub(crate) async fn change_background(&self, wanted: BackgroundView) -> Result<BackgroundView, ErrorView> {
        let before = self.read_background().await?;
        let host = self.inner.host.clone();
        if before.presence != wanted.presence {
            let kept = tokio::task::spawn_blocking(move || host.keep_presence(wanted.presence)).await;
            if let Err(error) = kept.map_err(|_| ErrorView::from(ErrorCode::Internal))? {
                tracing::warn!(%error, "how the app runs beside its window is not kept");
                return Err(ErrorCode::StorageFault.into());
            }
        }
        if before.large_when_metered != wanted.large_when_metered {
            let kept = wanted.large_when_metered.to_string();
            self.in_store(move |store| store.set_setting(NAME, &kept)).await?;
            self.begin_to_fetch();
        }
        self.emit([Tag::Background, Tag::Items]);
        self.read_background().await
    }

    /// The platform tells that the connection has begun or ceased to cost.
    pub fn connection_changed(&self) {
        self.emit([Tag::Background, Tag::Items]);
        self.begin_to_fetch();
    }

    /// Fetches what waited for another connection, unless it still waits. Returns at once.
    fn begin_to_fetch(&self) {
        let Ok(opened) = self.opened() else { return };
        for (source, line) in opened.lines() {
            let (engine, stop) = (self.clone(), opened.stop.clone());
            tokio::spawn(async move {
                let fetched = async {
                    let _turn = line.turn.lock().await;
                    engine.fetch_wanted_documents(&source, &line).await;
                };
                stop.run_until_cancelled(line.stop.run_until_cancelled(fetched)).await
            });
        }
    }
}
