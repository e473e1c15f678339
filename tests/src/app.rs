//! The real app, driven through WebDriver: starting it beside three municipalities, looking, pressing keys, ending it.
//!
//! Needs the variable `KOTIKUNTA_APP` (the app's binary, built with the feature `demo`), a display, a session bus with an
//! unlocked keyring and `WebKitWebDriver`; `cargo xtask test` provides them all. Without the variable it says so.

use std::{env, path::PathBuf, time::Duration};

use anyhow::{Context, Result, bail};
use fantoccini::{
    Client, Locator,
    actions::{InputSource, KeyAction, KeyActions},
    elements::Element,
    key::Key,
};
use serde_json::Value;
use tempfile::TempDir;

use crate::{Driven, TODAY, Town, processes::page_process};

/// Longest wait for anything that the app shows. Nothing is measured by it; it only ends a hang.
const PATIENCE: Duration = Duration::from_mins(1);

/// How often Tab is pressed before what is looked for is not on the page.
const MOST_TABS: u32 = 120;

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
    driven: Driven,
    _data: TempDir,
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
        let variables = [
            ("KOTIKUNTA_DEMO_SOURCES", sources.join(",")),
            ("KOTIKUNTA_DATA_DIR", data.path().join("store").display().to_string()),
            ("KOTIKUNTA_TODAY", TODAY.to_owned()),
            ("KOTIKUNTA_TIME", "09:12".to_owned()),
            ("KOTIKUNTA_LANGUAGE", language.to_owned()),
        ];
        let driven = Driven::start(&binary, &variables).await?;
        let window = driven.window.clone();
        let app = Self { haikkala, mantylahti, kaarna, window, driven, _data: data };
        app.shown("main[data-ready='true'] article").await?;
        Ok(Some(app))
    }

    /// The municipalities.
    pub fn towns(&self) -> [&Town; 3] {
        [&self.haikkala, &self.mantylahti, &self.kaarna]
    }

    /// The app's own process.
    pub fn process(&self) -> u32 {
        self.driven.process
    }

    /// The process in which its page runs, if there is one.
    pub fn page_process(&self) -> Result<Option<u32>> {
        page_process(self.process())
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
            // A page that is being left answers with an error, and the next one in its own time.
            while !matches!(self.script(script).await, Ok(Value::Bool(true))) {
                tokio::task::yield_now().await;
            }
        });
        waited.await.with_context(|| format!("never true: {script}"))
    }

    /// Ends the app.
    pub async fn close(self) -> Result<()> {
        self.driven.close().await
    }
}
