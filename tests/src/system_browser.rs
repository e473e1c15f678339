//! The browser of the desktop on which the app runs.
//!
//! A desktop knows its browser from an entry and a list of default programs. Both are written into a private folder, and an
//! app that is started with [`DefaultBrowser::variables`] finds no others. The program of the entry only writes the address
//! it is given into a pipe: what is done with it is the test's affair. `xdg-open` and the app's way to it are the real ones.

use std::{fs, ops::Deref, os::unix::fs::PermissionsExt, process::Command, time::Duration};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    net::unix::pipe,
    sync::Mutex,
};

use crate::{Driven, Screen};

/// Longest wait for an address. Nothing is measured by it; it only ends a hang.
const PATIENCE: Duration = Duration::from_mins(1);

const PROGRAMS: &str = "[Default Applications]\n\
    x-scheme-handler/http=test-browser.desktop\n\
    x-scheme-handler/https=test-browser.desktop\n";

/// What the desktop takes for its browser.
pub struct DefaultBrowser {
    folder: TempDir,
    given: Mutex<Lines<BufReader<pipe::Receiver>>>,
}

impl DefaultBrowser {
    /// Makes one that no other program sees.
    pub fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let pipe = folder.path().join("given");
        ensure!(Command::new("mkfifo").arg(&pipe).status()?.success(), "mkfifo makes no pipe");
        let program = folder.path().join("browser");
        fs::write(&program, format!("#!/bin/sh\nprintf '%s\\n' \"$1\" > {}\n", pipe.display()))?;
        fs::set_permissions(&program, fs::Permissions::from_mode(0o700))?;
        let entry =
            format!("[Desktop Entry]\nType=Application\nName=A browser for tests\nExec={} %u\n", program.display());
        for (file, text) in
            [("data/applications/test-browser.desktop", entry.as_str()), ("config/mimeapps.list", PROGRAMS)]
        {
            let file = folder.path().join(file);
            fs::create_dir_all(file.parent().context("it lies in a folder")?)?;
            fs::write(file, text)?;
        }
        // Open for writing, too: a pipe that nobody holds open for that is at its end.
        let given = pipe::OpenOptions::new().read_write(true).open_receiver(pipe)?;
        Ok(Self { folder, given: Mutex::new(BufReader::new(given).lines()) })
    }

    /// What tells an app of it.
    pub fn variables(&self) -> [(&'static str, String); 2] {
        let folder = |name: &str| self.folder.path().join(name).display().to_string();
        [("XDG_DATA_HOME", folder("data")), ("XDG_CONFIG_HOME", folder("config"))]
    }

    /// The next address that it is given.
    pub async fn given(&self) -> Result<String> {
        let mut lines = self.given.lock().await;
        let line =
            tokio::time::timeout(PATIENCE, lines.next_line()).await.context("the browser is not given an address")?;
        line?.context("the pipe to the browser has ended")
    }
}

/// A window of Chromium with nothing in it, to be signed in with.
pub struct BrowserWindow {
    screen: Screen,
    driven: Driven,
    _home: TempDir,
}

impl BrowserWindow {
    /// Opens one. `None`, with a line that says why, where there is none to drive.
    pub async fn open() -> Result<Option<Self>> {
        let home = tempfile::tempdir()?;
        let Some(driven) = Driven::browser(home.path()).await? else {
            println!("not checked: chromedriver is not installed, so there is no browser to sign in with");
            return Ok(None);
        };
        let screen = Screen { window: driven.window.clone() };
        Ok(Some(Self { screen, driven, _home: home }))
    }

    /// Closes it.
    pub async fn close(self) -> Result<()> {
        self.driven.close().await
    }
}

impl Deref for BrowserWindow {
    type Target = Screen;

    /// What it shows.
    fn deref(&self) -> &Screen {
        &self.screen
    }
}
