//! A line of events that breaks: what was told meanwhile is lost, what it told of is not.

use anyhow::{Context, Result};
use domain::text::Language;
use protocol::{ChangeSettings, ReadSettings, view::SettingsView};
use tests::browser::Browser;

#[tokio::test]
async fn aino_sees_what_changed_while_the_line_was_broken() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    let (aino, _) = browser.haikkala.parties("aino")?.remove(0);
    browser.shell.cut().await?;
    let lines = browser.shell.lines();

    browser.haikkala.send("m-meanwhile", &aino, "Kirjastoauto tulee torille")?;
    browser.device.sync().await?;
    let settings = browser.device.ask(ReadSettings {}).await.ok().context("settings are read")?;
    let settings = SettingsView { language: Language::Sv, ..settings };
    browser.device.ask(ChangeSettings { settings }).await.ok().context("settings are changed")?;
    let row = "!!document.querySelector('[data-row$=\"/m-meanwhile\"]')";
    assert_eq!(browser.script(&format!("return {row}")).await?, false, "nobody told the page");
    assert_eq!(browser.script("return document.documentElement.lang").await?, "fi");

    browser.shell.mend();
    browser.shell.line_after(lines).await?;
    browser.until(&format!("return {row}")).await?;
    browser.until("return document.documentElement.lang === 'sv' && document.title.startsWith('Inkommet')").await?;

    // And what comes from now on is told again.
    browser.haikkala.send("m-after", &aino, "Uimahalli on kiinni")?;
    browser.until("return !!document.querySelector('[data-row$=\"/m-after\"]')").await?;
    browser.close().await
}
