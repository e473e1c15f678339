//! A desktop session of our own, with what a machine without a desktop lacks: a display, a bus and a keyring.
//!
//! Used by the demo's screenshots and by the tests that run the real app; and, without the display, by the demo on a
//! desktop that has no Secret Service. Nothing of the resident's own session, home or keyring is touched.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::cargo::{is_installed, output};
use crate::project;

/// The variables of the machine's own desktop and language.
const FOREIGN: [&str; 6] =
    ["WAYLAND_DISPLAY", "AT_SPI_BUS_ADDRESS", "LANGUAGE", "XAUTHORITY", "DESKTOP_SESSION", "XDG_CURRENT_DESKTOP"];

/// A running session. Dropping it ends everything in it.
pub struct Session {
    home: PathBuf,
    // Sockets lie here; their paths may not be long, as one below the target folder could be.
    runtime: TempDir,
    // In the order in which they end: the keyring leaves with the bus, the window manager with the display.
    bus: Server,
    display: Option<Server>,
    accessibility: Option<Child>,
}

impl Session {
    /// A session with its own display, home folder and keyring; nothing of the machine's desktop shows in it.
    pub fn headless(home: &Path) -> Result<Self> {
        // The server picks a free number itself, so that two runs at the same time do not take the same one.
        let mut xvfb = dying_with_us("Xvfb");
        xvfb.args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]);
        let mut display = Server::start(xvfb)?;
        display.address.insert(0, ':');
        let session = Self::start(home, Some(display))?;
        let mut openbox = dying_with_us("openbox");
        session.set_up(&mut openbox);
        quiet(&mut openbox).spawn().context("cannot start openbox")?;
        Ok(session)
    }

    /// As [`Session::headless`], with an accessibility bus on which a screen reader is announced. What starts later finds
    /// it; the one that the bus would start by itself announces none.
    pub fn with_accessibility(home: &Path) -> Result<Self> {
        let mut session = Self::headless(home)?;
        let mut launcher = dying_with_us("/usr/libexec/at-spi-bus-launcher");
        launcher.args(["--launch-immediately", "--a11y=1", "--screen-reader=1"]);
        session.set_up(&mut launcher);
        session.accessibility = Some(quiet(&mut launcher).spawn().context("cannot start the accessibility bus")?);
        session.await_name("org.a11y.Bus")?;
        Ok(session)
    }

    /// The display there is, with a bus and a keyring of our own, kept in `home`.
    pub fn with_keyring(home: &Path) -> Result<Self> {
        Self::start(home, None)
    }

    /// A program inside the session.
    pub fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = dying_with_us(program);
        self.set_up(&mut command);
        command
    }

    fn start(home: &Path, display: Option<Server>) -> Result<Self> {
        fs::create_dir_all(home.join(".local/share/keyrings"))?;
        let runtime = tempfile::Builder::new().prefix("kotikunta-").tempdir()?;
        // What the bus starts by itself, such as the accessibility bus, inherits the bus's environment.
        let mut daemon = dying_with_us("dbus-daemon");
        daemon.args(["--session", "--nofork", "--print-address=1"]);
        if let Some(display) = &display {
            set_headless(&mut daemon, home, runtime.path(), &display.address);
        }
        let bus = Server::start(daemon)?;
        let session = Self { home: home.to_owned(), runtime, bus, display, accessibility: None };
        session.unlock_keyring()?;
        Ok(session)
    }

    /// Starts the keyring with a password of no secrecy, and returns when it answers.
    fn unlock_keyring(&self) -> Result<()> {
        let mut daemon = Command::new("gnome-keyring-daemon");
        daemon.args(["--unlock", "--components=secrets"]);
        self.set_up(&mut daemon);
        // On the machine's own display the programs keep their home; the keyring still is not the resident's.
        daemon.env("HOME", &self.home).env("XDG_DATA_HOME", self.home.join(".local/share"));
        daemon.env("XDG_RUNTIME_DIR", self.runtime.path());
        let mut child =
            quiet(&mut daemon).stdin(Stdio::piped()).spawn().context("cannot start gnome-keyring-daemon")?;
        child.stdin.take().context("it has an input")?.write_all(b"kotikunta")?;
        if !child.wait()?.success() {
            bail!("gnome-keyring-daemon did not start");
        }
        // The daemon goes to the background a moment before it takes its name.
        self.await_name("org.freedesktop.secrets")
    }

    /// Returns when somebody answers to this name on the bus.
    fn await_name(&self, name: &str) -> Result<()> {
        for _ in 0..200 {
            if self.has_name(name)? {
                return Ok(());
            }
            sleep(Duration::from_millis(50));
        }
        bail!("nobody answers to {name} on the bus")
    }

    fn has_name(&self, name: &str) -> Result<bool> {
        let mut question = Command::new("dbus-send");
        question.args(["--session", "--print-reply", "--dest=org.freedesktop.DBus", "/"]);
        question.args(["org.freedesktop.DBus.GetNameOwner", &format!("string:{name}")]);
        self.set_up(&mut question);
        Ok(quiet(&mut question).status().context("cannot start dbus-send")?.success())
    }

    fn set_up(&self, command: &mut Command) {
        if let Some(display) = &self.display {
            set_headless(command, &self.home, self.runtime.path(), &display.address);
        }
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.bus.address);
    }
}

/// The same on every machine: no graphics card, no settings of the desktop, no language of the machine.
fn set_headless(command: &mut Command, home: &Path, runtime: &Path, display: &str) {
    let keep = |name: &str, below_home: &str| {
        let default = || std::env::home_dir().map(|home| home.join(below_home)).unwrap_or_default();
        std::env::var_os(name).map_or_else(default, PathBuf::from)
    };
    // The toolchain is found by the real home, so it is named before the home changes.
    command.env("CARGO_HOME", keep("CARGO_HOME", ".cargo")).env("RUSTUP_HOME", keep("RUSTUP_HOME", ".rustup"));
    command.env("HOME", home).env("XDG_RUNTIME_DIR", runtime).env("XDG_DATA_HOME", home.join(".local/share"));
    command.env("XDG_CONFIG_HOME", home.join(".config")).env("XDG_CACHE_HOME", home.join(".cache"));
    command.env("DISPLAY", display).env("GDK_BACKEND", "x11").env("GSETTINGS_BACKEND", "memory");
    command.env("WEBKIT_DISABLE_COMPOSITING_MODE", "1").env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
    command.env("LIBGL_ALWAYS_SOFTWARE", "1").env("LC_ALL", "C.UTF-8");
    for name in FOREIGN {
        command.env_remove(name);
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(bus) = &mut self.accessibility {
            // It may have ended by itself.
            let _ = bus.kill();
            let _ = bus.wait();
        }
    }
}

/// A program that says on its first line where it can be reached.
struct Server {
    process: Child,
    address: String,
    // Kept open: a server may end when nobody can read what it says.
    _output: BufReader<ChildStdout>,
}

impl Server {
    fn start(mut command: Command) -> Result<Self> {
        let program = command.get_args().nth(2).unwrap_or(command.get_program()).to_string_lossy().into_owned();
        let mut process =
            quiet(&mut command).stdout(Stdio::piped()).spawn().with_context(|| format!("cannot start {program}"))?;
        let mut output = BufReader::new(process.stdout.take().context("a server has an output")?);
        let mut address = String::new();
        output.read_line(&mut address)?;
        let address = address.trim().to_owned();
        let server = Self { process, address, _output: output };
        if server.address.is_empty() {
            bail!("{program} did not start");
        }
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn quiet(command: &mut Command) -> &mut Command {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null())
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

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;

    #[test]
    fn a_session_has_a_display_a_keyring_and_a_home_of_its_own() {
        if let Some(missing) =
            ["Xvfb", "dbus-daemon", "gnome-keyring-daemon", "openbox"].into_iter().find(|name| !is_installed(name))
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
        let display = &session.display.as_ref().unwrap().address;
        let said = String::from_utf8(output.stdout).unwrap();
        assert_eq!(said, format!("{}\n{display}\nkeyring\n", home.path().display()));
        assert_eq!(output.status.code(), Some(7), "how the program ends is how the session ends");
    }
}
