//! The app's one window.

use tauri::{App, Url, WebviewWindowBuilder, webview::NewWindowResponse};
#[cfg(desktop)]
use tauri::{AppHandle, Manager, Runtime};

#[cfg(desktop)]
use crate::background;

/// Label of the window that holds the app's rights.
pub(crate) const LABEL: &str = "main";

/// Origin of the interface in the web view.
#[cfg(not(any(windows, target_os = "android")))]
pub(crate) const ORIGIN: &str = "tauri://localhost";
/// Origin of the interface in the web view.
#[cfg(any(windows, target_os = "android"))]
pub(crate) const ORIGIN: &str = "http://tauri.localhost";

/// Opens it as `tauri.conf.json` describes it.
pub(crate) fn open(app: &mut App) -> Result<(), Box<dyn std::error::Error>> {
    let config = app.config().app.windows.iter().find(|window| window.label == LABEL);
    let config = config.ok_or("tauri.conf.json describes no main window")?.clone();
    let builder = WebviewWindowBuilder::from_config(app, &config)?;
    #[cfg(desktop)]
    let builder = builder.visible(!background::was_asked_for());
    let window = builder
        // Nothing but the interface and documents of the vault is ever shown; links open in the system browser.
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        // The web view's title does not reach the window by itself.
        .on_document_title_changed(|window, title| {
            if let Err(error) = window.set_title(&title) {
                tracing::debug!(%error, "the window keeps its title");
            }
        })
        .build()?;
    #[cfg(target_os = "linux")]
    {
        crate::announce::add_label(&window)?;
        crate::screen_reader::follow(&window)?;
        crate::web_process::watch(&window)?;
    }
    #[cfg(not(target_os = "linux"))]
    drop(window);
    #[cfg(desktop)]
    if background::was_asked_for() {
        show_without_tray(app.handle());
    }
    Ok(())
}

/// Waits for a tray to hold the icon of an app that was started without its window, and shows the window where none comes: it
/// could not be got back otherwise by who does not know that it runs.
#[cfg(desktop)]
fn show_without_tray<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        #[cfg(target_os = "linux")]
        let has_tray = app.state::<crate::tray::Tray>().inner().clone().comes().await;
        #[cfg(not(target_os = "linux"))]
        let has_tray = false;
        if !has_tray {
            show(&app);
        }
    });
}

/// Brings the window before the resident.
#[cfg(desktop)]
pub(crate) fn show<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(LABEL) else { return };
    let shown = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::debug!(%error, "the window does not come forward");
    }
}

fn is_ours(url: &Url) -> bool {
    let origin = format!("{}://{}", url.scheme(), url.host_str().unwrap_or_default());
    origin == ORIGIN
        || matches!(origin.as_str(), "doc://localhost" | "http://doc.localhost")
        || url.as_str() == "about:blank"
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_window_goes_nowhere_else() {
        for (address, ours) in [
            ("tauri://localhost/item/haikkala/decision/1", cfg!(not(windows))),
            ("doc://localhost/haikkala/decision/1/2", true),
            ("https://tauri.localhost.example/", false),
            ("https://haikkala.example/", false),
            ("file:///etc/passwd", false),
            ("javascript:alert(1)", false),
        ] {
            assert_eq!(is_ours(&address.parse().unwrap()), ours, "{address}");
        }
    }
}
