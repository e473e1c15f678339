//! A person who uses the app by ear and keyboard.

use anyhow::{Result, anyhow};
use tests::app::App;

use crate::{
    orca::{Orca, press, write},
    transcript::{Step, compare, written},
};

/// The app, the screen reader, and what was heard so far.
pub struct Listener {
    pub app: App,
    orca: Orca,
    steps: Vec<Step>,
}

impl Listener {
    /// Starts the screen reader, then the app. `None` where there is nothing to listen to.
    pub async fn start(language: &str) -> Result<Option<Self>> {
        Self::start_with(language, App::start(language)).await
    }

    /// As [`Listener::start`], and Haikkala also takes fault reports.
    pub async fn start_reporting(language: &str) -> Result<Option<Self>> {
        Self::start_with(language, App::start_reporting(language)).await
    }

    /// As [`Listener::start`], with no service connected yet.
    pub async fn start_unconnected(language: &str) -> Result<Option<Self>> {
        Self::start_with(language, App::start_unconnected(language)).await
    }

    /// As [`Listener::start_unconnected`], and the directory also lists two services that speak APIs of their own.
    pub async fn start_beside_others(language: &str) -> Result<Option<Self>> {
        Self::start_with(language, App::start_beside_others(language)).await
    }

    /// As [`Listener::start`], over a store that nothing opens any more.
    pub async fn start_locked_out(language: &str) -> Result<Option<Self>> {
        Self::start_with(language, App::start_locked_out(language)).await
    }

    async fn start_with(language: &str, app: impl Future<Output = Result<Option<App>>>) -> Result<Option<Self>> {
        let Some(orca) = Orca::start(language).await? else { return Ok(None) };
        let place = orca.now();
        let Some(app) = app.await? else { return Ok(None) };
        let this = Self { app, orca, steps: Vec::new() };
        // Which of the window's and the page's first words come first differs from run to run; later steps are exact. Both are
        // waited for, so that neither is heard in the first step.
        this.orca.heard(place, &["Kotikunta", "– Kotikunta"]).await?;
        Ok(Some(this))
    }

    /// Presses keys and waits until all of `wanted` was heard.
    pub async fn press(&mut self, keys: &str, wanted: &[&str]) -> Result<()> {
        let place = self.orca.now();
        press(keys).await?;
        self.listen(keys, place, wanted).await
    }

    /// As [`Listener::press`], where what is heard holds the time of the day and cannot be written down.
    pub async fn press_now(&mut self, keys: &str, wanted: &[&str]) -> Result<()> {
        self.press(keys, wanted).await?;
        self.steps.pop();
        Ok(())
    }

    /// As [`Listener::press`], where something else is said first if the answer takes its time: what begins so is not written down.
    pub async fn press_and_wait(&mut self, keys: &str, wanted: &[&str], meanwhile: &str) -> Result<()> {
        self.press(keys, wanted).await?;
        if let Some(step) = self.steps.last_mut() {
            step.heard.retain(|words| !words.starts_with(meanwhile));
        }
        Ok(())
    }

    /// Types a text where the focus is, and waits until all of `wanted` was heard.
    pub async fn write(&mut self, text: &str, wanted: &[&str]) -> Result<()> {
        let place = self.orca.now();
        write(text).await?;
        self.listen(&format!("\"{text}\""), place, wanted).await
    }

    /// Presses the same key until `wanted` is heard, at most so many times.
    pub async fn press_until(&mut self, keys: &str, wanted: &str, at_most: usize) -> Result<()> {
        for _ in 0..at_most {
            self.press(keys, &[]).await?;
            if self.steps.last().is_some_and(|step| step.heard.join("\n").contains(wanted)) {
                return Ok(());
            }
        }
        Err(anyhow!("{wanted} was not heard after {at_most} times {keys}:\n{}", written(&self.steps)))
    }

    /// As [`Listener::press_until`], where what is heard on the way is another journey's matter.
    pub async fn reach(&mut self, keys: &str, wanted: &str, at_most: usize) -> Result<()> {
        let before = self.steps.len();
        self.press_until(keys, wanted, at_most).await?;
        self.steps.drain(before..self.steps.len() - 1);
        Ok(())
    }

    /// Something happens that is no key: `what` names it in the transcript.
    pub async fn happens(
        &mut self,
        what: &str,
        wanted: &[&str],
        happening: impl AsyncFnOnce(&App) -> Result<()>,
    ) -> Result<()> {
        let place = self.orca.now();
        happening(&self.app).await?;
        self.listen(what, place, wanted).await
    }

    /// What was heard so far is another journey's matter.
    pub fn forget(&mut self) {
        self.steps.clear();
    }

    /// Ends everything and compares what was heard with the transcript of this name.
    pub async fn end(self, name: &str) -> Result<()> {
        let Self { app, orca, steps } = self;
        app.close().await?;
        orca.close().await?;
        compare(name, &steps).map_err(|difference| anyhow!("{name}: {difference}"))
    }

    async fn listen(&mut self, what: &str, place: u64, wanted: &[&str]) -> Result<()> {
        let heard = self.orca.heard(place, wanted).await;
        let heard = heard.map_err(|error| anyhow!("{}after {what}: {error}", written(&self.steps)))?;
        self.steps.push(Step { what: what.to_owned(), heard });
        Ok(())
    }
}
