//! A desktop session of our own, with what a machine without a desktop lacks: a display, a bus and a keyring.
//!
//! Used by the demo's screenshots and by the tests that run the real app; and, without the display, by the demo on a
//! desktop that has no Secret Service. Nothing of the resident's own session, home or keyring is touched.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};
use tempfile::TempDir;

use crate::cargo::{is_installed, output};
use crate::project;

/// Runs inside `dbus-run-session`. The daemon goes to the background only when it answers on the bus; the window manager
/// leaves with the display, and holds no output open that somebody may read to its end. The program takes this shell's place, so that its end ends the session.
const INSIDE: &str = r#"
set -e
printf 'kotikunta' | env HOME="$KEYRING_HOME" XDG_DATA_HOME="$KEYRING_HOME/.local/share" XDG_RUNTIME_DIR="$KEYRING_RUNTIME" \
    gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
if [ -n "$OWN_DISPLAY" ]; then openbox </dev/null >/dev/null 2>&1 & fi
exec "$@"
"#;

/// Everything private that one session needs. Dropping it ends the display.
pub struct Session {
    home: PathBuf,
    // Sockets lie here; their paths may not be long, as one below the target folder could be.
    runtime: TempDir,
    display: Option<Display>,
}

impl Session {
    /// A session with its own display, home folder and keyring; nothing of the machine's desktop shows in it.
    pub fn headless(home: &Path) -> Result<Self> {
        Ok(Self { display: Some(Display::start()?), ..Self::with_keyring(home)? })
    }

    /// The session there is, with a keyring of our own, kept in `home`.
    pub fn with_keyring(home: &Path) -> Result<Self> {
        fs::create_dir_all(home.join(".local/share/keyrings"))?;
        let runtime = tempfile::Builder::new().prefix("kotikunta-").tempdir()?;
        Ok(Self { home: home.to_owned(), runtime, display: None })
    }

    /// A program inside the session.
    pub fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = dying_with_us("dbus-run-session");
        command.args(["--", "bash", "-c", INSIDE, "session"]);
        // The bus ends with its first child only, so the program must not outlive the shell's place either.
        if is_installed("setpriv") {
            command.args(["setpriv", "--pdeathsig", "TERM"]);
        }
        command.arg(program.as_ref());
        command.env("KEYRING_HOME", &self.home).env("KEYRING_RUNTIME", self.runtime.path()).env("OWN_DISPLAY", "");
        if let Some(display) = &self.display {
            self.set_headless(&mut command, &display.name);
        }
        command
    }

    fn set_headless(&self, command: &mut Command, display: &str) {
        let keep = |name: &str, below_home: &str| {
            let default = || std::env::home_dir().map(|home| home.join(below_home)).unwrap_or_default();
            std::env::var_os(name).map_or_else(default, PathBuf::from)
        };
        // The toolchain is found by the real home, so it is named before the home changes.
        command.env("CARGO_HOME", keep("CARGO_HOME", ".cargo")).env("RUSTUP_HOME", keep("RUSTUP_HOME", ".rustup"));
        command.env("OWN_DISPLAY", "yes").env("DISPLAY", display).env("GDK_BACKEND", "x11");
        command.env("HOME", &self.home).env("XDG_RUNTIME_DIR", self.runtime.path());
        command.env("XDG_DATA_HOME", self.home.join(".local/share"));
        command.env("XDG_CONFIG_HOME", self.home.join(".config")).env("XDG_CACHE_HOME", self.home.join(".cache"));
        // The same on every machine: no graphics card, no settings of the desktop, no language of the machine.
        command.env("WEBKIT_DISABLE_COMPOSITING_MODE", "1").env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        command.env("LIBGL_ALWAYS_SOFTWARE", "1").env("GSETTINGS_BACKEND", "memory").env("LC_ALL", "C.UTF-8");
        for name in ["WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "LANGUAGE", "XAUTHORITY"] {
            command.env_remove(name);
        }
    }
}

/// Whether a person can see a window.
pub fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

/// Whether the session's bus has a Secret Service, running or ready to be started.
pub fn has_secret_service() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let lists = ["org.freedesktop.DBus.ListNames", "org.freedesktop.DBus.ListActivatableNames"];
    lists.iter().any(|list| {
        let call = ["--session", "--dest=org.freedesktop.DBus", "--print-reply", "/org/freedesktop/DBus", list];
        // Without an address dbus-send would start a bus of its own.
        std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
            && output("dbus-send", &call).is_some_and(|names| names.contains("\"org.freedesktop.secrets\""))
    })
}

/// A command that the kernel ends when we end, however that happens.
pub fn dying_with_us(program: impl AsRef<Path>) -> Command {
    let mut command = if is_installed("setpriv") {
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "TERM"]).arg(program.as_ref());
        command
    } else {
        Command::new(program.as_ref())
    };
    command.current_dir(project::root());
    command
}

struct Display {
    xvfb: Child,
    name: String,
}

impl Display {
    fn start() -> Result<Self> {
        // The server picks a free number itself, so that two runs at the same time do not take the same one.
        let mut command = dying_with_us("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]);
        let mut xvfb = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().context("cannot start Xvfb")?;
        let mut number = String::new();
        let stdout = xvfb.stdout.take().context("Xvfb has an output")?;
        BufReader::new(stdout).read_line(&mut number)?;
        let name = format!(":{}", number.trim().parse::<u32>().context("Xvfb named no display")?);
        Ok(Self { xvfb, name })
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.xvfb.kill();
        let _ = self.xvfb.wait();
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;

    #[test]
    fn a_session_has_a_display_a_keyring_and_a_home_of_its_own() {
        if let Some(missing) =
            ["Xvfb", "dbus-run-session", "gnome-keyring-daemon", "openbox"].into_iter().find(|name| !is_installed(name))
        {
            println!("not checked: {missing} is not installed; `cargo xtask test` installs it");
            return;
        }
        let home = tempfile::tempdir().unwrap();
        let session = Session::headless(home.path()).unwrap();
        let script = r#"
            echo "$HOME"
            echo "$DISPLAY"
            dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.GetNameOwner \
                string:org.freedesktop.secrets >/dev/null && echo keyring
            exit 7
        "#;
        let output = session.command("sh").args(["-c", script]).output().unwrap();
        let display = &session.display.as_ref().unwrap().name;
        let said = String::from_utf8(output.stdout).unwrap();
        assert_eq!(said, format!("{}\n{display}\nkeyring\n", home.path().display()));
        assert_eq!(output.status.code(), Some(7), "how the program ends is how the session ends");
    }
}
