//! Phones: the claimed `https` link by which the browser hands a sign-in back to the app (RFC 8252, section 7.2).
//!
//! The platform opens it in this app alone, once the host's own files name the app (`assetlinks.json`,
//! `apple-app-site-association`). Any page may still link to it, so the engine takes only what answers a sign-in under way.

use tauri::{App, Manager, async_runtime};
use tauri_plugin_deep_link::DeepLinkExt;
use url::Url;

use crate::slot::EngineSlot;

/// Where the browser comes back to. The host and path stand in `tauri.conf.json`, too.
const LINK: &str = "https://app.kotikunta.example/callback";

/// The link, for the engine to name to a provider.
pub(crate) fn address() -> Option<Url> {
    LINK.parse().ok()
}

/// Hands every link that the platform opens here to the engine.
pub(crate) fn listen(app: &App) {
    let handle = app.handle().clone();
    app.deep_link().on_open_url(move |event| {
        let (links, handle) = (event.urls(), handle.clone());
        async_runtime::spawn(async move {
            if let Some(engine) = handle.state::<EngineSlot>().wait().await {
                links.into_iter().for_each(|link| engine.came_back(link));
            }
        });
    });
}
