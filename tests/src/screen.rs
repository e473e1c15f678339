//! A page of the interface as it is looked at and used through WebDriver, in the app's own window or in a browser.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use fantoccini::{
    Client, Locator,
    actions::{InputSource, KeyAction, KeyActions},
    elements::Element,
    key::Key,
};
use serde_json::Value;

/// Longest wait for anything that is to be shown. Nothing is measured by it; it only ends a hang.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// How often Tab is pressed before what is looked for is not on the page.
const MOST_TABS: u32 = 120;

/// A page.
pub struct Screen {
    /// What can be asked of it.
    pub window: Client,
}

impl Screen {
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

    /// Writes into what has the focus.
    pub async fn write(&self, text: &str) -> Result<()> {
        for sign in text.chars() {
            self.press(&[], sign).await?;
        }
        Ok(())
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

    /// What a script in the page answers.
    pub async fn script(&self, script: &str) -> Result<Value> {
        Ok(self.window.execute(script, Vec::new()).await?)
    }

    /// The lines that a script in the page answers.
    pub async fn lines(&self, script: &str) -> Result<Vec<String>> {
        let answer = self.script(script).await?;
        serde_json::from_value(answer).context("a script that finds faults answers a list of lines")
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
}
