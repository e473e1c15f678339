//! What was taken out about the use of data, opened from a folder as anybody would who has no app.

use std::fs;

use anyhow::{Context, Result, ensure};
use protocol::{TakeOutDataUses, view::SavedView};
use tests::{axe, browser::Browser};
use zip::ZipArchive;

const RESULTS: &str = "return [...document.querySelectorAll('[data-holds]')].map(it => it.dataset.result ?? '').join()";

#[tokio::test]
async fn the_page_checks_its_receipts_by_itself_and_finds_what_was_changed() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    let (saved, folder) = (tempfile::tempdir()?, tempfile::tempdir()?);
    browser.device.host.save_into(Some(saved.path().to_owned()));
    let answer = browser.device.ask(TakeOutDataUses { party: None }).await.ok().context("it is taken out")?;
    ensure!(answer == SavedView::Saved);
    let file = fs::read_dir(saved.path())?.next().context("there is a file")??.path();
    ZipArchive::new(fs::File::open(file)?)?.extract(folder.path())?;
    let at = |name: &str| format!("file://{}/{name}", folder.path().display());

    browser.window.goto(&at("index.html")).await?;
    browser.until(&format!("return (() => {{ {RESULTS} }})().split(',').every(it => it === 'holds')")).await?;
    let count = browser.script("return document.querySelectorAll('[data-holds]').length").await?;
    ensure!(count.as_u64().is_some_and(|count| count >= 4), "{count}");
    browser.picture("data uses taken out").await?;
    let mut found = axe::violations(&browser).await?;
    browser.window.goto(&at("lookups.html")).await?;
    found.extend(axe::violations(&browser).await?);
    ensure!(found.is_empty(), "{}", found.join("\n"));

    // Somebody has changed what one receipt says.
    let page = fs::read_to_string(folder.path().join("index.html"))?;
    let changed = page.replacen("\\\"state\\\":\\\"given\\\"", "\\\"state\\\":\\\"taken\\\"", 1);
    ensure!(changed != page, "there is something to change");
    fs::write(folder.path().join("index.html"), changed)?;
    browser.window.goto(&at("index.html")).await?;
    browser.until("return !!document.querySelector('[data-result=fails]')").await?;
    let fails = browser.script("return document.querySelectorAll('[data-result=fails]').length").await?;
    ensure!(fails == 1, "{fails}");
    browser.close().await
}
