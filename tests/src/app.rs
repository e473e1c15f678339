//! The real app, driven through WebDriver: starting it beside three municipalities, looking, pressing keys, ending it.
//!
//! Needs the variable `KOTIKUNTA_APP` (the app's binary, built with the feature `demo`), a display, a session bus with an
//! unlocked keyring and `WebKitWebDriver`; `cargo xtask test` provides them all. Without the variable it says so.

use std::{env, fs, net::TcpListener, path::PathBuf, process::Stdio, time::Duration};

use anyhow::{Context, Result, bail};
use fantoccini::{
    Client, ClientBuilder, Locator,
    actions::{InputSource, KeyAction, KeyActions},
    elements::Element,
    key::Key,
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tempfile::TempDir;
use tokio::{
    net::TcpStream,
    process::{Child, Command},
};

use crate::{TODAY, Town};

/// Longest wait for anything that the app shows. Nothing is measured by it; it only ends a hang.
const PATIENCE: Duration = Duration::from_mins(1);

/// How often Tab is pressed before what is looked for is not on the page.
const MOST_TABS: u32 = 120;

/// How often another process is looked at before it is given up, and how long between.
const ATTEMPTS: u32 = 200;
const PAUSE: Duration = Duration::from_millis(50);

/// A running app with its three municipalities.
pub struct App {
    /// The family's municipality.
    pub haikkala: Town,
    /// Where the family lived before.
    pub mantylahti: Town,
    /// The wellbeing services county.
    pub kaarna: Town,
    /// The page, through WebDriver.
    pub window: Client,
    _data: TempDir,
    _driver: Child,
    /// The app's own process.
    process: String,
}

impl App {
    /// Starts everything and waits until the inbox is there. `None`, with a line that says why, where it cannot run.
    pub async fn start(language: &str) -> Result<Option<Self>> {
        let Some(binary) = env::var_os("KOTIKUNTA_APP").map(PathBuf::from) else {
            println!("not checked: KOTIKUNTA_APP is not set, so there is no app to drive");
            return Ok(None);
        };
        let (haikkala, mantylahti, kaarna) =
            (Town::haikkala().await?, Town::mantylahti().await?, Town::kaarna().await?);
        let mut sources = Vec::new();
        for town in [&haikkala, &mantylahti, &kaarna] {
            sources.push(format!("{}={}", town.source(), town.base_url()?));
        }
        let data = tempfile::tempdir()?;
        let port = free_port()?;
        let driver = Command::new("WebKitWebDriver")
            .args(["--host=127.0.0.1".to_owned(), format!("--port={port}")])
            .env("KOTIKUNTA_DEMO_SOURCES", sources.join(","))
            .env("KOTIKUNTA_DATA_DIR", data.path().join("store"))
            .env("KOTIKUNTA_TODAY", TODAY)
            .env("KOTIKUNTA_TIME", "09:12")
            .env("KOTIKUNTA_LANGUAGE", language)
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
        capabilities.insert("webkitgtk:browserOptions".to_owned(), json!({ "binary": binary, "args": [] }));
        let (mut builder, address) = (ClientBuilder::new(HttpConnector::new()), format!("http://127.0.0.1:{port}"));
        let window = builder.capabilities(capabilities).connect(&address);
        let window = tokio::time::timeout(PATIENCE, window).await.context("the app does not start")??;
        let id = driver.id().context("the driver runs")?;
        let process = fs::read_to_string(format!("/proc/{id}/task/{id}/children"))?.trim().to_owned();
        let app = Self { haikkala, mantylahti, kaarna, window, _data: data, _driver: driver, process };
        app.shown("main[data-ready='true'] article").await?;
        Ok(Some(app))
    }

    /// The municipalities.
    pub fn towns(&self) -> [&Town; 3] {
        [&self.haikkala, &self.mantylahti, &self.kaarna]
    }

    /// The first element of this selector, as soon as there is one.
    pub async fn shown(&self, selector: &str) -> Result<Element> {
        let wait = self.window.wait().at_most(PATIENCE);
        wait.for_element(Locator::Css(selector)).await.with_context(|| format!("{selector} does not appear"))
    }

    /// The text of every element of this selector. Asked at once: a list may change between two questions.
    pub async fn texts(&self, selector: &str) -> Result<Vec<String>> {
        let script =
            format!("return [...document.querySelectorAll({selector:?})].map(element => element.innerText.trim())");
        Ok(serde_json::from_value(self.script(&script).await?)?)
    }

    /// Presses a key, with others held down: `press(&[Key::Shift], Key::Function6)`.
    pub async fn press(&self, held: &[Key], key: impl Into<char>) -> Result<()> {
        let key = key.into();
        let held: Vec<char> = held.iter().map(|key| char::from(*key)).collect();
        let down = held.iter().chain([&key]).map(|value| KeyAction::Down { value: *value });
        let up = [&key].into_iter().chain(held.iter().rev()).map(|value| KeyAction::Up { value: *value });
        let keys = down.chain(up).fold(KeyActions::new("keyboard".to_owned()), InputSource::then);
        Ok(self.window.perform_actions(keys).await?)
    }

    /// Presses Tab until what has the focus says `text`.
    pub async fn tab_to(&self, text: &str) -> Result<()> {
        for _ in 0..MOST_TABS {
            self.press(&[], Key::Tab).await?;
            if self.focused().await?.contains(text) {
                return Ok(());
            }
        }
        bail!("Tab does not come to {text:?}")
    }

    /// What the element that has the focus says: its text and its label.
    pub async fn focused(&self) -> Result<String> {
        let said = "const it = document.activeElement;
            return it === document.body ? '' : [it.getAttribute('aria-label'), it.labels?.[0]?.innerText, it.innerText].join(' ')";
        Ok(self.script(said).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Makes the window as large as this.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.window.set_window_size(width, height).await?;
        self.until(&format!("return innerWidth === {width} && innerHeight === {height}")).await
    }

    /// What a script in the page answers.
    pub async fn script(&self, script: &str) -> Result<Value> {
        Ok(self.window.execute(script, Vec::new()).await?)
    }

    /// Waits until a script in the page answers `true`.
    pub async fn until(&self, script: &str) -> Result<()> {
        let waited = tokio::time::timeout(PATIENCE, async {
            while self.script(script).await? != Value::Bool(true) {
                tokio::task::yield_now().await;
            }
            Ok(())
        });
        waited.await.with_context(|| format!("never true: {script}"))?
    }

    /// Ends the app.
    pub async fn close(self) -> Result<()> {
        Ok(self.window.clone().close().await?)
    }
}

impl Drop for App {
    /// Ends the app, also after a failed test, and waits until it is gone: the driver lets go of it without ending it, and
    /// a second app on the same bus would only show the window of the first.
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = std::process::Command::new("kill").arg(&self.process).stderr(Stdio::null()).status();
        for _ in 0..ATTEMPTS {
            let stat = fs::read_to_string(format!("/proc/{}/stat", self.process)).unwrap_or_default();
            if stat.is_empty() || stat.contains(") Z ") {
                return;
            }
            // It is not our child, so its end cannot be awaited otherwise.
            std::thread::sleep(PAUSE);
        }
        println!("the app {} does not end", self.process);
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
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
