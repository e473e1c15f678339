//! When nobody is there: the device is about to sleep, its session is locked, or the window is hidden. The app then locks, if
//! there is a lock.
//!
//! On Linux the system's login service tells of sleep and of a locked session, and the desktops' screen savers of a locked
//! screen; whichever is not there tells nothing. Sleep is not held up until the app has locked: it takes a moment, and what was
//! begun is ended first thing afterwards. On other systems, and where nobody tells, the engine sees by its two clocks that
//! the device has slept.

use tauri::{AppHandle, Manager, Runtime, WindowEvent, async_runtime};

use crate::{slot::EngineSlot, window};

/// Locks the app when its window is made small, if it is to lock then. The page tells when it is hidden otherwise.
pub(crate) fn on_window_event<R: Runtime>(app: &AppHandle<R>, event: &WindowEvent) {
    if matches!(event, WindowEvent::Focused(false))
        && let Some(window) = app.get_webview_window(window::LABEL)
        && window.is_minimized().unwrap_or(false)
        && let Some(engine) = app.state::<EngineSlot>().filled()
    {
        async_runtime::spawn(async move { engine.lock_when_hidden().await });
    }
}

#[cfg(target_os = "linux")]
pub(crate) use linux::follow;

#[cfg(target_os = "linux")]
mod linux {
    use gtk::{
        gio::{BusType, Cancellable, DBusConnection, DBusSignalFlags, bus_get},
        glib::Variant,
    };
    use tauri::{AppHandle, Manager, Runtime, async_runtime};

    use crate::slot::EngineSlot;

    /// A signal that means that nobody is there.
    struct Signal {
        bus: BusType,
        sender: &'static str,
        interface: &'static str,
        member: &'static str,
        /// Whether it also says the opposite, by a truth value.
        says_both: bool,
    }

    const SIGNALS: [Signal; 4] = [
        Signal {
            bus: BusType::System,
            sender: "org.freedesktop.login1",
            interface: "org.freedesktop.login1.Manager",
            member: "PrepareForSleep",
            says_both: true,
        },
        Signal {
            bus: BusType::System,
            sender: "org.freedesktop.login1",
            interface: "org.freedesktop.login1.Session",
            member: "Lock",
            says_both: false,
        },
        Signal {
            bus: BusType::Session,
            sender: "org.gnome.ScreenSaver",
            interface: "org.gnome.ScreenSaver",
            member: "ActiveChanged",
            says_both: true,
        },
        Signal {
            bus: BusType::Session,
            sender: "org.freedesktop.ScreenSaver",
            interface: "org.freedesktop.ScreenSaver",
            member: "ActiveChanged",
            says_both: true,
        },
    ];

    /// Follows the signals as long as the app runs. On the main thread.
    pub(crate) fn follow<R: Runtime>(app: &AppHandle<R>) {
        for bus in [BusType::System, BusType::Session] {
            let app = app.clone();
            bus_get(bus, Cancellable::NONE, move |connection| match connection {
                Ok(connection) => subscribe(&connection, bus, &app),
                Err(error) => tracing::debug!(%error, "nobody tells of sleep or of a locked session"),
            });
        }
    }

    fn subscribe<R: Runtime>(connection: &DBusConnection, bus: BusType, app: &AppHandle<R>) {
        for signal in SIGNALS.iter().filter(|signal| signal.bus == bus) {
            let (app, says_both) = (app.clone(), signal.says_both);
            let heard = move |_: &DBusConnection, _: &str, _: &str, _: &str, _: &str, said: &Variant| {
                if !means_away(said, says_both) {
                    return;
                }
                if let Some(engine) = app.state::<EngineSlot>().filled() {
                    async_runtime::spawn(async move { engine.lock().await });
                }
            };
            connection.signal_subscribe(
                Some(signal.sender),
                Some(signal.interface),
                Some(signal.member),
                None,
                None,
                DBusSignalFlags::NONE,
                heard,
            );
        }
        // The subscriptions live as long as the connection, which is the process's own.
    }

    fn means_away(said: &Variant, says_both: bool) -> bool {
        !says_both || said.try_child_value(0).and_then(|value| value.get::<bool>()).unwrap_or(false)
    }

    #[cfg(test)]
    mod tests {
        use gtk::glib::variant::ToVariant;

        use super::*;

        #[test]
        fn the_end_of_sleep_locks_nothing() {
            assert!(means_away(&(true,).to_variant(), true));
            assert!(!means_away(&(false,).to_variant(), true));
            assert!(!means_away(&().to_variant(), true), "a signal in another form is not guessed at");
            assert!(means_away(&().to_variant(), false));
        }
    }
}
