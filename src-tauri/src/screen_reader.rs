//! Whether a screen reader runs, as the desktop says (`org.a11y.Status`), and what the page then needs.
//!
//! Some versions of Orca read a page by the arrow keys only where a caret moves through it. For everybody else a caret in
//! text that cannot be written would be in the way, so it is there only while a screen reader runs.

use gtk::{
    gio::{BusType, Cancellable, DBusProxy, DBusProxyFlags, prelude::DBusProxyExt},
    glib::{Variant, prelude::ObjectExt},
};
use tauri::{Runtime, WebviewWindow};
use webkit2gtk::{SettingsExt, WebView, WebViewExt};

const PROPERTY: &str = "ScreenReaderEnabled";

/// Follows the desktop's word for as long as the window lives. On the main thread.
pub(crate) fn follow<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    window.with_webview(|webview| {
        let view = webview.inner();
        let no_one = Cancellable::NONE;
        DBusProxy::for_bus(
            BusType::Session,
            DBusProxyFlags::NONE,
            None,
            "org.a11y.Bus",
            "/org/a11y/bus",
            "org.a11y.Status",
            no_one,
            move |proxy| match proxy {
                Ok(proxy) => watch(&proxy, view),
                Err(error) => tracing::debug!(%error, "nobody tells whether a screen reader runs"),
            },
        );
    })
}

fn watch(proxy: &DBusProxy, view: WebView) {
    let is_on = |value: Option<Variant>| value.and_then(|value| value.get::<bool>()).unwrap_or(false);
    set_caret(&view, is_on(proxy.cached_property(PROPERTY)));
    // The proxy has to live as long as the view it serves.
    let kept = proxy.clone();
    proxy.connect_local("g-properties-changed", false, move |_| {
        set_caret(&view, is_on(kept.cached_property(PROPERTY)));
        None
    });
}

fn set_caret(view: &WebView, on: bool) {
    if let Some(settings) = WebViewExt::settings(view) {
        settings.set_enable_caret_browsing(on);
    }
}
