//! The pages of an archive, opened from a folder as anybody would who has no app.

use std::{fs, path::Path};

use anyhow::{Context, Result, ensure};
use fantoccini::{Locator, key::Key};
use protocol::{TakeOut, archive::TakenOutView};
use tests::{axe, browser::Browser};
use zip::ZipArchive;

/// Takes everything out and unpacks it.
async fn unpack(browser: &Browser, folder: &Path) -> Result<()> {
    let saved = tempfile::tempdir()?;
    browser.device.host.save_into(Some(saved.path().to_owned()));
    let answer = browser.device.ask(TakeOut { party: None }).await.ok().context("it is taken out")?;
    ensure!(matches!(answer, TakenOutView::Saved { .. }), "{answer:?}");
    let file = fs::read_dir(saved.path())?.next().context("there is a file")??.path();
    ZipArchive::new(fs::File::open(file)?)?.extract(folder)?;
    Ok(())
}

#[tokio::test]
async fn an_archive_is_read_in_a_browser_without_a_script_and_by_everybody() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    unpack(&browser, folder.path()).await?;
    let index = format!("file://{}/index.html", folder.path().display());
    let mut found = Vec::new();
    for size in ["window", "phone"] {
        browser.window.goto(&index).await?;
        browser.picture(&format!("archive, {size}, index")).await?;
        found.extend(axe::violations(&browser).await?.into_iter().map(|fault| format!("index, {size}: {fault}")));
        for kind in ["Päätös", "Viesti", "Asia", "Tehtävä"] {
            // By the first link of a line of this kind, and back by the page's own link.
            let link = format!("//tr[td[2][text()='{kind}']]//a");
            let link = browser.window.find(Locator::XPath(&link)).await.with_context(|| kind.to_owned())?;
            let title = link.text().await?;
            link.click().await?;
            browser.until(&format!("return document.querySelector('h1')?.innerText.includes({title:?})")).await?;
            browser.picture(&format!("archive, {size}, {kind}")).await?;
            let faults = axe::violations(&browser).await?;
            found.extend(faults.into_iter().map(|fault| format!("{kind}, {size}: {fault}")));
            let too_wide = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
            assert_eq!(browser.script(too_wide).await?, false, "{kind}, {size}");
            browser.window.find(Locator::Css("header a")).await?.click().await?;
            browser.until("return !!document.querySelector('table')").await?;
        }
        // Everything can be reached by keys, the way past the head first.
        browser.press(&[], Key::Tab).await?;
        assert_eq!(browser.focused().await?.trim(), "Siirry sisältöön");
        browser.become_phone(412, 915).await?;
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    browser.close().await
}
