//! The interface in Chromium, over a device with a faked platform and three real municipalities: at the size of a phone and
//! by touch, in forced colours, and where the platform does not speak and the page must.
//!
//! Needs the variable `KOTIKUNTA_INTERFACE` (the folder of the built interface) and `chromedriver`; `cargo xtask test`
//! provides both. Without them it says so. With `KOTIKUNTA_PICTURES=/A/FOLDER` pictures are kept there.

use std::{env, fs, ops::Deref, path::PathBuf};

use anyhow::{Result, bail};
use axum::http::Method;
use fantoccini::{
    actions::{InputSource, PointerAction, TouchActions},
    elements::Element,
    wd::WebDriverCompatibleCommand,
};
use serde_json::{Value, json};
use tempfile::TempDir;
use url::{ParseError, Url};

use crate::{BrowserShell, Device, Driven, Screen, Town, listing};

/// A browser with the interface in it, and all behind it.
pub struct Browser {
    /// The family's municipality.
    pub haikkala: Town,
    /// Where the family lived before.
    pub mantylahti: Town,
    /// The wellbeing services county.
    pub kaarna: Town,
    /// Aino's device. It makes no announcements of its own.
    pub device: Device,
    /// What stands between the page and the device.
    pub shell: BrowserShell,
    screen: Screen,
    driven: Driven,
    _home: TempDir,
}

impl Browser {
    /// Starts everything and waits until the inbox is there. `None`, with a line that says why, where it cannot run.
    pub async fn start() -> Result<Option<Self>> {
        let Some(interface) = env::var_os("KOTIKUNTA_INTERFACE").map(PathBuf::from) else {
            println!("not checked: KOTIKUNTA_INTERFACE is not set, so there is no interface to show in a browser");
            return Ok(None);
        };
        let home = tempfile::tempdir()?;
        let Some(driven) = Driven::browser(home.path()).await? else {
            println!("not checked: chromedriver is not installed, so there is no browser to drive");
            return Ok(None);
        };
        let (haikkala, mantylahti, kaarna) =
            (Town::haikkala().await?, Town::mantylahti().await?, Town::kaarna().await?);
        let towns = [&haikkala, &mantylahti, &kaarna];
        let device = Device::with_directory(listing(1, None, &towns)?).await?;
        for town in towns {
            device.connect(town).await?;
        }
        device.host.fall_silent();
        device.sync().await?;
        device.engine().run_in_background();
        let shell = BrowserShell::start(interface, device.engine().clone()).await?;
        let screen = Screen { window: driven.window.clone() };
        let browser = Self { haikkala, mantylahti, kaarna, device, shell, screen, driven, _home: home };
        browser.go("").await?;
        browser.shown("main[data-ready='true'] article").await?;
        Ok(Some(browser))
    }

    /// Opens an address below the interface's own, and returns when the page hears what the engine tells.
    pub async fn go(&self, address: &str) -> Result<()> {
        let lines = self.shell.lines();
        self.window.goto(&format!("{}{address}", self.shell.address())).await?;
        self.shell.line_after(lines).await
    }

    /// Makes it a phone of this size, with a finger for a pointer.
    pub async fn become_phone(&self, width: u32, height: u32) -> Result<()> {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": true });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await?;
        self.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": true, "maxTouchPoints": 5 })).await?;
        self.until(&format!(
            "return innerWidth === {width} && innerHeight === {height} && navigator.maxTouchPoints > 0"
        ))
        .await
    }

    /// Makes it a window on a desktop again.
    pub async fn become_desktop(&self) -> Result<()> {
        self.devtools("Emulation.clearDeviceMetricsOverride", json!({})).await?;
        self.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": false })).await?;
        Ok(())
    }

    /// Shows pages as a system would that prefers this: pairs like `("forced-colors", "active")`.
    pub async fn prefer(&self, features: &[(&str, &str)]) -> Result<()> {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": "", "features": features })).await?;
        Ok(())
    }

    /// Taps the middle of an element with a finger.
    pub async fn tap(&self, element: &Element) -> Result<()> {
        let there = PointerAction::MoveToElement { element: element.clone(), duration: None, x: 0.0, y: 0.0 };
        let finger = TouchActions::new("finger".to_owned());
        let tap = finger.then(there).then(PointerAction::Down { button: 0 }).then(PointerAction::Up { button: 0 });
        Ok(self.window.perform_actions(tap).await?)
    }

    /// Every node of the accessibility tree, as Chromium tells it to assistive technology.
    pub async fn accessibility_tree(&self) -> Result<Vec<Value>> {
        let tree = self.devtools("Accessibility.getFullAXTree", json!({})).await?;
        Ok(serde_json::from_value(tree.get("nodes").cloned().unwrap_or_default())?)
    }

    /// Keeps a picture of the page, if anybody wants pictures.
    pub async fn picture(&self, name: &str) -> Result<()> {
        if let Some(folder) = env::var_os("KOTIKUNTA_PICTURES").filter(|folder| !folder.is_empty()).map(PathBuf::from) {
            fs::create_dir_all(&folder)?;
            fs::write(
                folder.join(format!("{}.png", name.replace(", ", "-").replace(' ', "-"))),
                self.window.screenshot().await?,
            )?;
        }
        Ok(())
    }

    /// Asks Chromium's developer tools.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Result<Value> {
        let body = json!({ "cmd": method, "params": parameters });
        Ok(self.window.issue_cmd(Vendor { path: "goog/cdp/execute", body }).await?)
    }

    /// Ends it all. What the page could not do by itself stands on its console, and is an error.
    pub async fn close(self) -> Result<()> {
        let log = self.window.issue_cmd(Vendor { path: "se/log", body: json!({ "type": "browser" }) }).await?;
        // A refused command is told by its status, too; the page has words for it.
        let told = |entry: &Value, name: &str| entry.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let said = log.as_array().into_iter().flatten().filter(|entry| told(entry, "source") != "network");
        let said: Vec<String> = said.map(|entry| told(entry, "message")).collect();
        if !said.is_empty() {
            bail!("the page complains:\n{}", said.join("\n"));
        }
        self.driven.close().await?;
        self.device.engine().close().await;
        Ok(())
    }
}

impl Deref for Browser {
    type Target = Screen;

    /// What the browser shows.
    fn deref(&self) -> &Screen {
        &self.screen
    }
}

/// A command that only chromedriver knows.
#[derive(Debug)]
struct Vendor {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Vendor {
    fn endpoint(&self, base_url: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base_url.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
