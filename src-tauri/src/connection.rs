//! Whether what goes over the connection costs, as NetworkManager says it on the system's bus. Where it does not run, nobody
//! knows. The property is read as `away` reads its signals, by the library of the window's own main loop: so it is followed without
//! a thread, and known at once when the engine asks.

use std::sync::atomic::{AtomicU32, Ordering};

use gtk::{
    gio::{BusType, Cancellable, DBusProxy, DBusProxyFlags, prelude::DBusProxyExt},
    glib::prelude::ObjectExt,
};
use tauri::{AppHandle, Manager, Runtime};

use crate::slot::EngineSlot;

const PROPERTY: &str = "Metered";

/// What NetworkManager said last (`NMMetered`).
#[derive(Default)]
pub(crate) struct Connection(AtomicU32);

impl Connection {
    /// Whether what goes over it costs; `None` where nobody says.
    pub fn is_metered(&self) -> Option<bool> {
        means_metered(self.0.load(Ordering::Relaxed))
    }
}

/// A guess of NetworkManager's is better than none: it knows a phone that is used as a modem.
const fn means_metered(said: u32) -> Option<bool> {
    match said {
        1 | 3 => Some(true),
        2 | 4 => Some(false),
        _ => None,
    }
}

/// Follows what NetworkManager says as long as the app runs. On the main thread. Needs a [`Connection`].
pub(crate) fn follow<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    DBusProxy::for_bus(
        BusType::System,
        DBusProxyFlags::DO_NOT_AUTO_START,
        None,
        "org.freedesktop.NetworkManager",
        "/org/freedesktop/NetworkManager",
        "org.freedesktop.NetworkManager",
        Cancellable::NONE,
        move |proxy| match proxy {
            Ok(proxy) => watch(&proxy, app),
            Err(error) => tracing::debug!(%error, "nobody tells whether the connection costs"),
        },
    );
}

fn watch<R: Runtime>(proxy: &DBusProxy, app: AppHandle<R>) {
    let note = move |proxy: &DBusProxy| {
        let said = proxy.cached_property(PROPERTY).and_then(|said| said.get::<u32>()).unwrap_or_default();
        let before = app.state::<Connection>().0.swap(said, Ordering::Relaxed);
        if means_metered(before) != means_metered(said)
            && let Some(engine) = app.state::<EngineSlot>().filled()
        {
            // What it begins needs the runtime that it runs on.
            tauri::async_runtime::spawn(async move { engine.connection_changed() });
        }
    };
    note(proxy);
    // The proxy has to live as long as the app it serves. It also tells when NetworkManager comes and goes.
    let (kept, again) = (proxy.clone(), note.clone());
    proxy.connect_local("g-properties-changed", false, move |_| {
        note(&kept);
        None
    });
    proxy.connect_notify_local(Some("g-name-owner"), move |proxy, _| again(proxy));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guess_counts_and_silence_does_not() {
        let told = [0, 1, 2, 3, 4, 5].map(means_metered);
        assert_eq!(told, [None, Some(true), Some(false), Some(true), Some(false), None]);
    }
}
