//! Starting at login, on Linux: the entry that desktops read in their folder `autostart` (Desktop Application Autostart
//! Specification). The libraries for it write to `~/.config` wherever the desktop's folder is, and leave a path with a blank in it
//! unquoted; the demo could not be kept apart with them.
//!
//! Desktops have switches of their own for such entries, and what somebody chose there is what the app says.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

#[cfg(not(feature = "demo"))]
use tauri::Manager;
use tauri::{AppHandle, Runtime};

use crate::background::{self, ARGUMENT};

/// Whether the app starts at login; `None` where it cannot: what runs in a sandbox has no such folder.
pub(crate) fn is_on<R: Runtime>(app: &AppHandle<R>) -> Option<bool> {
    let file = file(app).ok()?;
    if is_in_sandbox() {
        return None;
    }
    Some(fs::read_to_string(file).is_ok_and(|entry| is_switched_on(&entry)))
}

/// From now on the app starts at login, or no longer.
pub(crate) fn set<R: Runtime>(app: &AppHandle<R>, on: bool) -> io::Result<()> {
    if is_in_sandbox() {
        return Ok(());
    }
    let file = file(app)?;
    if !on {
        return background::removed(fs::remove_file(file));
    }
    file.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(file, entry(&program()?)?)
}

/// Names the program anew where the app starts at login: it may have been moved, or lie in a newer file.
pub(crate) fn keep_true<R: Runtime>(app: &AppHandle<R>) {
    if is_on(app) == Some(true)
        && let Err(error) = set(app, true)
    {
        tracing::warn!(%error, "what starts at login may be an earlier program");
    }
}

fn file<R: Runtime>(app: &AppHandle<R>) -> io::Result<PathBuf> {
    #[cfg(feature = "demo")]
    let folder = background::folder(app)?;
    #[cfg(not(feature = "demo"))]
    let folder = app.path().config_dir().map_err(io::Error::other)?;
    Ok(folder.join("autostart").join(format!("{}.desktop", app.config().identifier)))
}

/// An AppImage runs from a folder that is gone with it, and says where it lies itself.
fn program() -> io::Result<PathBuf> {
    env::var_os("APPIMAGE").map_or_else(env::current_exe, |image| Ok(image.into()))
}

fn is_in_sandbox() -> bool {
    Path::new("/.flatpak-info").exists() || env::var_os("SNAP").is_some()
}

fn entry(program: &Path) -> io::Result<String> {
    let program = program.to_str().ok_or_else(|| io::Error::other("the path is not Unicode"))?;
    Ok(format!(
        "[Desktop Entry]\nType=Application\nName=Kotikunta\nExec={} {ARGUMENT}\nIcon=kotikunta\nTerminal=false\n",
        quoted(program)
    ))
}

/// As an argument of `Exec` (Desktop Entry Specification): quoted, and what quoting leaves its meaning escaped twice, once for
/// the argument and once for the string that it stands in.
fn quoted(argument: &str) -> String {
    let mut quoted = String::from('"');
    for sign in argument.chars() {
        match sign {
            '\\' => quoted.push_str(r"\\\\"),
            '"' | '`' | '$' => quoted.extend(['\\', '\\', sign]),
            '%' => quoted.push_str("%%"),
            _ => quoted.push(sign),
        }
    }
    quoted.push('"');
    quoted
}

fn is_switched_on(entry: &str) -> bool {
    !entry.lines().any(|line| {
        let (key, value) = line.split_once('=').map_or((line, ""), |(key, value)| (key.trim(), value.trim()));
        matches!((key, value), ("Hidden", "true") | ("X-GNOME-Autostart-enabled", "false"))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_path_with_blanks_and_signs_is_one_argument() {
        let entry = entry(Path::new("/home/aino/Omat ohjelmat/100 % $koti")).unwrap();
        assert!(entry.contains("\nExec=\"/home/aino/Omat ohjelmat/100 %% \\\\$koti\" --in-background\n"), "{entry}");
        assert!(is_switched_on(&entry));
    }

    #[test]
    fn what_the_desktop_switched_off_is_off() {
        for line in ["Hidden=true", "X-GNOME-Autostart-enabled=false", "Hidden = true"] {
            assert!(!is_switched_on(&format!("[Desktop Entry]\n{line}\n")), "{line}");
        }
    }
}
