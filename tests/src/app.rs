//! The real app, driven through WebDriver: starting it beside three municipalities, looking, pressing keys, ending it.
//!
//! Needs the variable `KOTIKUNTA_APP` (the app's binary, built with the feature `demo`), a display, a session bus with an
//! unlocked keyring and `WebKitWebDriver`; `cargo xtask test` provides them all. Without the variable it says so.

use std::{
    env,
    ffi::OsStr,
    fs,
    ops::Deref,
    path::{Path, PathBuf},
};

use anyhow::Result;
use fantoccini::key::Key;
use serde_json::Value;
use tempfile::TempDir;
use tokio::process::Command;

use crate::{
    Beside, DefaultBrowser, Driven, Screen, TODAY, Town,
    processes::{gone, page_process},
};

/// A running app with its three municipalities.
pub struct App {
    /// The family's municipality.
    pub haikkala: Town,
    /// Where the family lived before.
    pub mantylahti: Town,
    /// The wellbeing services county.
    pub kaarna: Town,
    /// What the app opens pages in.
    pub browser: DefaultBrowser,
    /// Services that speak APIs of their own, where they were asked for.
    pub beside: Option<Beside>,
    screen: Screen,
    driven: Driven,
    binary: PathBuf,
    variables: Vec<(&'static str, String)>,
    data: TempDir,
}

/// What the app calls where Haikkala takes fault reports.
pub const REPORTS: &str = "haikkala-viat";

impl App {
    /// Starts everything and waits until the inbox is there. `None`, with a line that says why, where it cannot run.
    pub async fn start(language: &str) -> Result<Option<Self>> {
        let Some(app) = Self::launch(language, true, |_| Ok(())).await? else { return Ok(None) };
        app.shown("main article").await?;
        Ok(Some(app))
    }

    /// As [`App::start_unconnected`], and the directory also lists two services that speak APIs of their own.
    pub async fn start_beside_others(language: &str) -> Result<Option<Self>> {
        let haikkala = Town::haikkala_with_documents().await?;
        let others = Beside::start(&haikkala).await?;
        Self::launch_with(language, haikkala, Some(others), false, |_| Ok(())).await
    }

    /// As [`App::start`], and Haikkala also takes fault reports.
    pub async fn start_reporting(language: &str) -> Result<Option<Self>> {
        let haikkala = Town::haikkala().await?;
        let reports = format!("{REPORTS}={}", haikkala.open311_url()?);
        let Some(app) = Self::launch_beside(language, haikkala, None, true, Some(reports), |_| Ok(())).await? else {
            return Ok(None);
        };
        app.shown("main article").await?;
        Ok(Some(app))
    }

    /// As [`App::start`], with no service connected yet; the app's directory lists all three.
    pub async fn start_unconnected(language: &str) -> Result<Option<Self>> {
        Self::launch(language, false, |_| Ok(())).await
    }

    /// As [`App::start`], over a store that nothing opens any more.
    pub async fn start_locked_out(language: &str) -> Result<Option<Self>> {
        Self::launch(language, true, |store| {
            fs::create_dir_all(store)?;
            Ok(fs::write(store.join("profile.db"), [7; 8192])?)
        })
        .await
    }

    async fn launch(
        language: &str,
        connected: bool,
        prepare: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<Option<Self>> {
        Self::launch_with(language, Town::haikkala().await?, None, connected, prepare).await
    }

    async fn launch_with(
        language: &str,
        haikkala: Town,
        beside: Option<Beside>,
        connected: bool,
        prepare: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<Option<Self>> {
        Self::launch_beside(language, haikkala, beside, connected, None, prepare).await
    }

    async fn launch_beside(
        language: &str,
        haikkala: Town,
        beside: Option<Beside>,
        connected: bool,
        reports: Option<String>,
        prepare: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<Option<Self>> {
        let Some(binary) = env::var_os("KOTIKUNTA_APP").map(PathBuf::from) else {
            println!("not checked: KOTIKUNTA_APP is not set, so there is no app to drive");
            return Ok(None);
        };
        let (mantylahti, kaarna) = (Town::mantylahti().await?, Town::kaarna().await?);
        let mut towns = Vec::new();
        for town in [&haikkala, &mantylahti, &kaarna] {
            towns.push(format!("{}={}", town.source(), town.base_url()?));
        }
        let data = tempfile::tempdir()?;
        prepare(&data.path().join("store"))?;
        let directory = data.path().join("directory.json");
        let entries = beside.as_ref().map(Beside::listed).into_iter().flatten().collect();
        fs::write(&directory, Value::Array(entries).to_string())?;
        let browser = DefaultBrowser::new()?;
        let [data_home, config_home] = browser.variables();
        let variables = vec![
            data_home,
            config_home,
            (if connected { "KOTIKUNTA_DEMO_SOURCES" } else { "KOTIKUNTA_DEMO_LISTED" }, towns.join(",")),
            ("KOTIKUNTA_DEMO_REPORTS", reports.unwrap_or_default()),
            ("KOTIKUNTA_DEMO_DIRECTORY", directory.display().to_string()),
            ("KOTIKUNTA_DATA_DIR", data.path().join("store").display().to_string()),
            ("KOTIKUNTA_TODAY", TODAY.to_owned()),
            ("KOTIKUNTA_TIME", "09:12".to_owned()),
            ("KOTIKUNTA_LANGUAGE", language.to_owned()),
            // What the machine itself is told of, such as its connection, the app is told by nobody but the test.
            ("DBUS_SYSTEM_BUS_ADDRESS", env::var("DBUS_SESSION_BUS_ADDRESS").unwrap_or_default()),
        ];
        let driven = Driven::start(&binary, &variables).await?;
        let screen = Screen { window: driven.window.clone() };
        let app = Self { haikkala, mantylahti, kaarna, browser, beside, screen, driven, binary, variables, data };
        app.shown("main[data-ready='true']").await?;
        Ok(Some(app))
    }

    /// The municipalities.
    pub fn towns(&self) -> [&Town; 3] {
        [&self.haikkala, &self.mantylahti, &self.kaarna]
    }

    /// The app's own process.
    pub fn process(&self) -> u32 {
        self.driven.processes.first().copied().unwrap_or_default()
    }

    /// The process in which its page runs, if there is one.
    pub fn page_process(&self) -> Result<Option<u32>> {
        page_process(self.process())
    }

    /// Sets this PIN in the settings. The form is opened by script: a caret in the page would take a key pressed too soon.
    pub async fn set_lock(&self, pin: &str) -> Result<()> {
        self.go_to_settings().await?;
        self.script("document.querySelector(\"[aria-labelledby='lock'] .actions button\").click()").await?;
        self.until("return document.activeElement.id === 'lock-new'").await?;
        self.write(pin).await?;
        self.press(&[], Key::Tab).await?;
        self.write(pin).await?;
        self.press(&[], Key::Enter).await?;
        self.until("return document.activeElement.id === 'lock-told'").await
    }

    /// Locks the app by its key.
    pub async fn lock(&self) -> Result<()> {
        self.press(&[Key::Alt], 'l').await?;
        self.until("return document.activeElement.id === 'passcode'").await
    }

    /// Makes a profile of this name in the settings, and goes to it.
    pub async fn add_profile(&self, name: &str) -> Result<()> {
        self.go_to_settings().await?;
        self.script("document.querySelector(\"[aria-labelledby='profiles'] button[aria-expanded]\").click()").await?;
        self.until("return document.activeElement.id === 'profile-new'").await?;
        self.write(name).await?;
        self.press(&[], Key::Enter).await?;
        self.until(&format!("return document.querySelector('#profile-name')?.value === {name:?}")).await
    }

    /// Goes to the settings, and waits until all of them are there.
    pub async fn go_to_settings(&self) -> Result<()> {
        let links = "[...document.querySelectorAll('nav a, .pages a')]";
        self.until(&format!(
            "const it = {links}.find(link => link.pathname === '/settings'); it?.click(); return !!it"
        ))
        .await?;
        self.shown("[aria-labelledby='lock'] .actions button").await?;
        self.shown("[aria-labelledby='profiles'] button[aria-expanded]").await?;
        Ok(())
    }

    /// Makes the window as large as this.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.window.set_window_size(width, height).await?;
        self.until(&format!("return innerWidth === {width} && innerHeight === {height}")).await
    }

    /// Another start of the app, on the same device.
    pub fn again(&self) -> Command {
        self.again_as(&self.binary)
    }

    /// Another program, with all that this app was told.
    pub fn again_as(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.envs(self.variables.iter().map(|(name, value)| (*name, value)));
        command
    }

    /// Where the app keeps what concerns the device.
    pub fn device_folder(&self) -> PathBuf {
        self.data.path().join("store.device")
    }

    /// Waits until the app has ended by itself.
    pub async fn ended(&self) -> Result<()> {
        let process = self.process();
        tokio::task::spawn_blocking(move || gone(&[process])).await?
    }

    /// Ends the app.
    pub async fn close(self) -> Result<()> {
        self.driven.close().await
    }
}

impl Deref for App {
    type Target = Screen;

    /// What the app shows.
    fn deref(&self) -> &Screen {
        &self.screen
    }
}
