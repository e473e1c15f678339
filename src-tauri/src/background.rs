//! The app while its window is closed: it stays where somebody wants that and there is a way back to the window.
//!
//! Ways back are the icon in the tray and a second start, which shows the window of the first. Where there is neither, closing the
//! window ends the app, whatever was chosen. What was chosen is the device's and not one resident's, and has to be known while the
//! app is locked, so it is no setting of a profile: an empty file says it, and another one is the desktop's own entry for what starts
//! at login (`at_login`).

use std::{
    env,
    fs::{self, File},
    io,
    path::PathBuf,
};

use protocol::background::PresenceView;
use tauri::{AppHandle, CloseRequestApi, Manager, Runtime, async_runtime};

#[cfg(target_os = "linux")]
use crate::{at_login, tray::Tray};
use crate::{slot::EngineSlot, window};

/// Says to a start that nobody is in front of it.
pub(crate) const ARGUMENT: &str = "--in-background";
/// The file that says that closing the window leaves the app running.
const STAYS: &str = "stays";

/// Whether somebody else than the resident has started this.
pub(crate) fn is_asked_for(mut arguments: impl Iterator<Item = String>) -> bool {
    arguments.any(|argument| argument == ARGUMENT)
}

/// Whether this start was asked to show no window.
pub(crate) fn was_asked_for() -> bool {
    is_asked_for(env::args_os().filter_map(|argument| argument.into_string().ok()))
}

/// How the app runs beside its window.
pub(crate) fn presence<R: Runtime>(app: &AppHandle<R>) -> PresenceView {
    PresenceView {
        stays: can_come_back(app).then(|| stays(app)),
        #[cfg(target_os = "linux")]
        at_login: at_login::is_on(app),
        #[cfg(not(target_os = "linux"))]
        at_login: None,
        tray: has_tray(app),
    }
}

/// From now on the app runs so beside its window. What the device cannot do is left as it is.
pub(crate) fn keep<R: Runtime>(app: &AppHandle<R>, wanted: PresenceView) -> io::Result<()> {
    if let Some(stays) = wanted.stays {
        let file = folder(app)?.join(STAYS);
        if stays {
            file.parent().map_or(Ok(()), fs::create_dir_all)?;
            File::create(file)?;
        } else {
            removed(fs::remove_file(file))?;
        }
    }
    #[cfg(target_os = "linux")]
    if let Some(on) = wanted.at_login {
        at_login::set(app, on)?;
    }
    Ok(())
}

/// Hides the window instead of closing it, where the app is to stay and can come back. Who hides a window is away from it.
pub(crate) fn on_close<R: Runtime>(app: &AppHandle<R>, api: &CloseRequestApi) {
    if !stays(app) || !can_come_back(app) {
        return;
    }
    let Some(window) = app.get_webview_window(window::LABEL) else { return };
    match window.hide() {
        Ok(()) => api.prevent_close(),
        Err(error) => tracing::warn!(%error, "the window does not hide, so the app ends with it"),
    }
    if let Some(engine) = app.state::<EngineSlot>().filled() {
        async_runtime::spawn(async move { engine.lock_when_hidden().await });
    }
}

/// Where the app keeps what concerns the device and not a resident.
pub(crate) fn folder<R: Runtime>(app: &AppHandle<R>) -> io::Result<PathBuf> {
    #[cfg(feature = "demo")]
    if let Some(folder) = crate::demo::config_dir() {
        return Ok(folder);
    }
    app.path().app_config_dir().map_err(io::Error::other)
}

fn stays<R: Runtime>(app: &AppHandle<R>) -> bool {
    folder(app).is_ok_and(|folder| folder.join(STAYS).exists())
}

/// Removes what a file says; one that is not there says nothing either.
pub(crate) fn removed(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(not(target_os = "linux"))]
const fn has_tray<R: Runtime>(_: &AppHandle<R>) -> bool {
    false
}

/// Here a second start always finds the first.
#[cfg(not(target_os = "linux"))]
const fn can_come_back<R: Runtime>(_: &AppHandle<R>) -> bool {
    true
}

#[cfg(target_os = "linux")]
fn has_tray<R: Runtime>(app: &AppHandle<R>) -> bool {
    app.state::<Tray>().is_shown()
}

/// Both ways back lead over the session's bus. A second start finds the first by a name on it; without a bus the plugin lets
/// everybody start.
#[cfg(target_os = "linux")]
fn can_come_back<R: Runtime>(app: &AppHandle<R>) -> bool {
    use gtk::{
        gio::{BusType, Cancellable, DBusCallFlags, bus_get_sync},
        glib::variant::ToVariant,
    };

    /// Longest wait for the bus, in milliseconds: the resident is closing a window.
    const PATIENCE: i32 = 1000;
    if has_tray(app) {
        return true;
    }
    let name = format!("{}.SingleInstance", app.config().identifier);
    let answer = bus_get_sync(BusType::Session, Cancellable::NONE).and_then(|bus| {
        let bus_name = "org.freedesktop.DBus";
        let named = Some((name,).to_variant());
        bus.call_sync(
            Some(bus_name),
            "/org/freedesktop/DBus",
            bus_name,
            "NameHasOwner",
            named.as_ref(),
            None,
            DBusCallFlags::NONE,
            PATIENCE,
            Cancellable::NONE,
        )
    });
    answer.ok().and_then(|answer| answer.try_child_value(0)).and_then(|owned| owned.get()).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_desktop_starts_the_app_without_its_window() {
        let asked = |arguments: &[&str]| is_asked_for(arguments.iter().map(|argument| (*argument).to_owned()));
        assert!(asked(&["/opt/kotikunta", "--in-background"]));
        assert!(!asked(&["/opt/kotikunta"]));
    }
}
