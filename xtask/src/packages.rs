//! The system packages a command needs, by their Debian and Ubuntu names.
//!
//! What is missing is installed when this is allowed (as root, or with sudo after a yes); else the one line to run is
//! printed and the command ends. Elsewhere it is said what is needed, and the build itself tells what it misses.

use std::io::{self, IsTerminal, Write};
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::cargo::{is_installed, output, run};
use crate::project::say;

/// Compiles the app: the web view, and what the vendored SQLCipher and OpenSSL are made with.
pub const BUILD: &[&str] = &["gcc", "libc6-dev", "make", "perl", "pkg-config", "libwebkit2gtk-4.1-dev"];
/// A keyring of our own, for a session that has none.
pub const KEYRING: &[&str] = &["dbus", "dbus-x11", "gnome-keyring"];
/// Runs and drives the app without a display. With xdg-utils it opens a page in the browser.
pub const HEADLESS: &[&str] = &["xvfb", "xauth", "openbox", "fonts-noto-core", "webkit2gtk-driver", "xdg-utils"];
/// Listens to the app: the screen reader, the bus it reads from, a voice, real keys, and languages to speak in.
pub const SCREEN_READER: &[&str] = &["at-spi2-core", "orca", "speech-dispatcher", "locales", "xdotool"];
/// Programs that are not ours, with which tests read what the app prints and signs.
pub const READERS: &[&str] = &["poppler-utils", "openssl"];
/// A browser, to see the interface as web views other than WebKit show it. Ubuntu has no such packages.
pub const BROWSER: &[&str] = &["chromium", "chromium-driver"];
/// Node.js, on which a certified OpenID provider and a certified client run: a program, and the package that has it.
const NODE: [(&str, &str); 2] = [("node", "nodejs"), ("npm", "npm")];
/// Oldest major version that they run on.
const OLDEST_NODE: u32 = 20;
/// Cross-checks: the compilers whose headers the C parts are compiled against.
pub const CROSS: &[&str] = &["mingw-w64", "clang", "llvm", "libc6-dev-arm64-cross", "linux-libc-dev-arm64-cross"];

const LOCK_PATIENCE: &str = "DPkg::Lock::Timeout=600";

/// Makes sure that these lists of packages are installed.
pub fn ensure(lists: &[&[&str]]) -> Result<()> {
    let wanted: Vec<&str> = lists.concat();
    if !cfg!(target_os = "linux") {
        say(elsewhere());
        return Ok(());
    }
    if !is_installed("dpkg-query") || !is_installed("apt-get") {
        say(&format!("Needed are what Debian calls: {}. The build tells what is missing.", wanted.join(" ")));
        return Ok(());
    }
    let missing = missing(&installed(&wanted), &wanted);
    if missing.is_empty() {
        return Ok(());
    }
    install(&missing)
}

/// Makes sure that there is a browser to drive. Where the system offers no such packages this is said, and what needs a
/// browser says it, too.
pub fn ensure_browser() -> Result<()> {
    if !cfg!(target_os = "linux") || !is_installed("apt-get") || is_installed("chromedriver") {
        return Ok(());
    }
    let missing = missing(&installed(BROWSER), BROWSER);
    let offered = || missing.iter().all(|name| output("apt-cache", &["show", "--no-all-versions", name]).is_some());
    if !offered() && is_root() {
        // The lists may never have been read.
        update(&["env"]);
    }
    if offered() {
        return install(&missing);
    }
    say(&format!("This system offers no packages {}; what needs a browser is not checked.", BROWSER.join(" and ")));
    Ok(())
}

/// Makes sure that there is a Node.js, from wherever. Where the system offers none that is new enough this is said, and what
/// needs it says it, too.
pub fn ensure_node() -> Result<()> {
    let missing: Vec<&str> = NODE.iter().filter(|(program, _)| !is_installed(program)).map(|(_, name)| *name).collect();
    if !cfg!(target_os = "linux") || !is_installed("apt-get") || missing.is_empty() {
        return Ok(());
    }
    let offered = || output("apt-cache", &["show", "--no-all-versions", "nodejs"]);
    if offered().is_none() && is_root() {
        // The lists may never have been read.
        update(&["env"]);
    }
    if offered().as_deref().and_then(major_version).is_some_and(|major| major >= OLDEST_NODE) {
        return install(&missing);
    }
    say(&format!("This system offers no Node.js {OLDEST_NODE} or newer; what needs it is not checked."));
    Ok(())
}

/// The first number of the version that apt-cache shows of a package.
fn major_version(shown: &str) -> Option<u32> {
    let version = shown.lines().find_map(|line| line.strip_prefix("Version: "))?;
    version.split(['.', '~', '-', '+']).next()?.parse().ok()
}

fn elsewhere() -> &'static str {
    if cfg!(target_os = "macos") {
        "Needed: the Xcode command line tools (xcode-select --install). The app has not been tried on macOS."
    } else {
        "Needed: the Visual Studio C++ build tools, Perl (for OpenSSL) and WebView2. The app has not been tried on Windows."
    }
}

fn installed(wanted: &[&str]) -> String {
    // dpkg-query fails as soon as it does not know one of them, yet prints the others.
    let query = Command::new("dpkg-query").args(["-W", "-f", "${Package} ${db:Status-Status}\n"]).args(wanted).output();
    query.map(|query| String::from_utf8_lossy(&query.stdout).into_owned()).unwrap_or_default()
}

/// The wanted packages that the list of dpkg-query does not call installed.
fn missing<'a>(listed: &str, wanted: &[&'a str]) -> Vec<&'a str> {
    let is_there = |name: &str| listed.lines().any(|line| line.split_once(' ') == Some((name, "installed")));
    wanted.iter().copied().filter(|name| !is_there(name)).collect()
}

fn install(missing: &[&str]) -> Result<()> {
    let names = missing.join(" ");
    let by_hand = format!("sudo apt-get update && sudo apt-get install --no-install-recommends {names}");
    if is_root() {
        say(&format!("Installing {names}"));
        return apt(&["env"], missing);
    }
    if output("sudo", &["-n", "true"]).is_some() && io::stdin().is_terminal() && agreed(&names)? {
        return apt(&["sudo", "-n", "env"], missing);
    }
    bail!("system packages are missing; install them with this line and start again:\n{by_hand}")
}

fn agreed(names: &str) -> Result<bool> {
    print!("Install {names} with sudo? [y/N] ");
    io::stdout().flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(answer.trim().eq_ignore_ascii_case("y"))
}

fn is_root() -> bool {
    output("id", &["-u"]).as_deref() == Some("0")
}

fn apt(before: &[&str], missing: &[&str]) -> Result<()> {
    update(before);
    run(apt_get(before, &["install", "-y", "--no-install-recommends"]).args(missing))
}

fn update(before: &[&str]) {
    // The lists have a lock of their own, which apt does not wait for.
    for attempt in 1..=12 {
        if run(&mut apt_get(before, &["update"])).is_ok() {
            break;
        }
        say(&format!("apt-get update did not succeed, try {attempt} of 12"));
        sleep(Duration::from_secs(5));
    }
}

fn apt_get(before: &[&str], args: &[&str]) -> Command {
    let (program, rest) = before.split_first().unwrap_or((&"env", &[]));
    let mut command = Command::new(program);
    command.args(rest).args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", LOCK_PATIENCE]).args(args);
    command
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;

    #[test]
    fn only_packages_that_are_fully_installed_count() {
        let listed = "gcc installed\nperl installed\nxvfb config-files\nopenbox not-installed\n";
        let wanted = ["gcc", "perl", "xvfb", "openbox", "gnome-keyring"];
        assert_eq!(missing(listed, &wanted), ["xvfb", "openbox", "gnome-keyring"]);
    }

    #[test]
    fn the_major_version_is_the_first_number() {
        let shown = "Package: nodejs\nVersion: 20.19.2+dfsg-1+deb13u2\nDepends: libc6 (>= 2.38)\n";
        assert_eq!(major_version(shown), Some(20));
        assert_eq!(major_version("Package: nodejs\n"), None);
    }

    #[test]
    fn a_longer_name_does_not_stand_for_a_shorter_one() {
        assert_eq!(missing("dbus-x11 installed\n", &["dbus", "dbus-x11"]), ["dbus"]);
    }
}
