//! The app, driven through WebKitWebDriver, and Chromium, driven through chromedriver.

use std::{fs, io::ErrorKind, net::TcpListener, path::Path, process::Stdio, time::Duration};

use anyhow::{Context, Result, bail};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    net::TcpStream,
    process::{Child, Command},
};

use crate::processes::gone;

/// Longest wait for the app to start. Nothing is measured by it; it only ends a hang.
const PATIENCE: Duration = Duration::from_mins(1);
/// How often the driver is asked before it is given up, and how long between.
const ATTEMPTS: u32 = 400;
const PAUSE: Duration = Duration::from_millis(25);

/// Chromium without a window, which keeps to itself: it speaks to nobody but this machine.
const CHROMIUM: [&str; 14] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-breakpad",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--window-size=1280,900",
    "--force-device-scale-factor=1",
    "--lang=fi",
];

/// What of the machine's own desktop a browser must not find.
const FOREIGN: [&str; 4] = ["DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"];

/// A driven window.
pub struct Driven {
    /// What can be asked of it.
    pub window: Client,
    _driver: Child,
    /// The app's own process, or the browser's.
    pub processes: Vec<u32>,
}

impl Driven {
    /// Starts an app, with these variables beside those of this process.
    pub async fn start(app: &Path, variables: &[(&str, String)]) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut driver = Command::new("WebKitWebDriver");
        driver
            .args(["--host=127.0.0.1".to_owned(), format!("--port={port}")])
            .envs(variables.iter().map(|(name, value)| (*name, value)))
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        let driver = in_background(&mut driver).spawn().context("WebKitWebDriver does not start")?;
        answering(port).await?;
        let options = json!({ "binary": app, "args": [] });
        Self::begin(driver, port, [("webkitgtk:browserOptions".to_owned(), options)]).await
    }

    /// Starts a Chromium that has this folder for its own. `None` where there is no chromedriver.
    pub async fn browser(home: &Path) -> Result<Option<Self>> {
        let mut driver = Command::new("chromedriver");
        driver.arg("--port=0").env("HOME", home).stdout(Stdio::piped());
        for (name, folder) in [("XDG_CONFIG_HOME", ".config"), ("XDG_CACHE_HOME", ".cache"), ("TMPDIR", "")] {
            driver.env(name, home.join(folder));
        }
        for name in FOREIGN {
            driver.env_remove(name);
        }
        let mut driver = match in_background(&mut driver).stderr(Stdio::null()).spawn() {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            driver => driver.context("chromedriver does not start")?,
        };
        let mut told = BufReader::new(driver.stdout.take().context("chromedriver speaks")?).lines();
        let port = loop {
            let line = told.next_line().await?.context("chromedriver does not say its port")?;
            if let Some((_, port)) = line.split_once("started successfully on port ") {
                break port.trim_end_matches('.').parse()?;
            }
        };
        // Kept open: a program may end when nobody can read what it says.
        driver.stdout = Some(told.into_inner().into_inner());
        let profile = format!("--user-data-dir={}", home.join("profile").display());
        let args: Vec<&str> = CHROMIUM.into_iter().chain([profile.as_str()]).collect();
        let options = ("goog:chromeOptions".to_owned(), json!({ "args": args }));
        let log = ("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" }));
        Self::begin(driver, port, [options, log]).await.map(Some)
    }

    async fn begin<const N: usize>(driver: Child, port: u16, capabilities: [(String, Value); N]) -> Result<Self> {
        let (mut builder, address) = (ClientBuilder::new(HttpConnector::new()), format!("http://127.0.0.1:{port}"));
        let window = builder.capabilities(capabilities.into_iter().collect()).connect(&address);
        let window = tokio::time::timeout(PATIENCE, window).await.context("nothing starts to be driven")??;
        let processes = children(driver.id().context("the driver runs")?)?;
        Ok(Self { window, _driver: driver, processes })
    }

    /// Ends the app.
    pub async fn close(self) -> Result<()> {
        Ok(self.window.clone().close().await?)
    }
}

impl Drop for Driven {
    /// Ends the app, also after a failed test, and waits until it is gone: the driver lets go of it without ending it, and
    /// a second app on the same bus would only show the window of the first.
    fn drop(&mut self) {
        for process in &self.processes {
            // It may have ended by itself.
            let _ = std::process::Command::new("kill").arg(process.to_string()).stderr(Stdio::null()).status();
        }
        if let Err(error) = gone(&self.processes) {
            println!("{error}");
        }
    }
}

fn in_background(driver: &mut Command) -> &mut Command {
    driver.stdin(Stdio::null()).kill_on_drop(true)
}

/// What a process has started, by whichever of its threads.
fn children(id: u32) -> Result<Vec<u32>> {
    let mut all = Vec::new();
    for thread in fs::read_dir(format!("/proc/{id}/task"))? {
        let children = fs::read_to_string(thread?.path().join("children")).unwrap_or_default();
        all.extend(children.split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
    }
    Ok(all)
}

async fn answering(port: u16) -> Result<()> {
    for _ in 0..ATTEMPTS {
        if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return Ok(());
        }
        // The driver gives no sign of being ready but answering.
        tokio::time::sleep(PAUSE).await;
    }
    bail!("WebKitWebDriver does not answer on port {port}")
}
