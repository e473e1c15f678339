//! The app, driven through WebKitWebDriver.

use std::{fs, net::TcpListener, path::Path, process::Stdio, time::Duration};

use anyhow::{Context, Result, bail};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, json};
use tokio::{
    net::TcpStream,
    process::{Child, Command},
};

use crate::processes::gone;

/// Longest wait for the app to start. Nothing is measured by it; it only ends a hang.
const PATIENCE: Duration = Duration::from_mins(1);
/// How often the driver is asked before it is given up, and how long between.
const ATTEMPTS: u32 = 400;
const PAUSE: Duration = Duration::from_millis(25);

/// A driven window.
pub struct Driven {
    /// What can be asked of it.
    pub window: Client,
    _driver: Child,
    /// The app's own process.
    pub process: u32,
}

impl Driven {
    /// Starts an app, with these variables beside those of this process.
    pub async fn start(app: &Path, variables: &[(&str, String)]) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let driver = Command::new("WebKitWebDriver")
            .args(["--host=127.0.0.1".to_owned(), format!("--port={port}")])
            .envs(variables.iter().map(|(name, value)| (*name, value)))
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("WebKitWebDriver does not start")?;
        answering(port).await?;
        let mut capabilities = Map::new();
        capabilities.insert("webkitgtk:browserOptions".to_owned(), json!({ "binary": app, "args": [] }));
        let (mut builder, address) = (ClientBuilder::new(HttpConnector::new()), format!("http://127.0.0.1:{port}"));
        let window = builder.capabilities(capabilities).connect(&address);
        let window = tokio::time::timeout(PATIENCE, window).await.context("the app does not start")??;
        let id = driver.id().context("the driver runs")?;
        let process = fs::read_to_string(format!("/proc/{id}/task/{id}/children"))?;
        let process = process.trim().parse().context("the app is the driver's one child")?;
        Ok(Self { window, _driver: driver, process })
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
        // It may have ended by itself.
        let _ = std::process::Command::new("kill").arg(self.process.to_string()).stderr(Stdio::null()).status();
        if let Err(error) = gone(&[self.process]) {
            println!("{error}");
        }
    }
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
