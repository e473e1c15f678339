//! Taking everything out and in again on the page, with what is said and shown on the way.

use std::fs;

use anyhow::{Context, Result};
use fantoccini::Locator;
use tests::{Device, axe, browser::Browser};

async fn note(browser: &Browser, words: &str) -> Result<()> {
    browser
        .until(&format!(
            "return [...document.querySelectorAll('main .note')].some(it => it.innerText.includes({words:?}))"
        ))
        .await
}

#[tokio::test]
async fn aino_takes_everything_out_and_brings_it_in_on_another_device() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    browser.go("take-out").await?;
    browser.shown("main .fingerprint").await?;
    browser.picture("taking out").await?;

    // She chooses no place: nothing is saved, and that is said.
    browser.shown("main .part .primary").await?.click().await?;
    browser.shown("dialog[open] .primary").await?.click().await?;
    note(&browser, "Mitään ei tallennettu.").await?;

    browser.device.host.save_into(Some(folder.path().to_owned()));
    browser.shown("main .part .primary").await?.click().await?;
    browser.shown("dialog[open] .primary").await?.click().await?;
    note(&browser, "Talteen otettiin").await?;
    note(&browser, "turvakiellon vuoksi").await?;
    browser.picture("taken out").await?;
    assert_eq!(axe::violations(&browser).await?, Vec::<String>::new());
    let file = fs::read_dir(folder.path())?.next().context("there is an archive")??.path();

    // Something that is no archive: a sentence says so, and nothing is brought in.
    let letter = folder.path().join("kirje.zip");
    fs::write(&letter, b"%PDF-1.7")?;
    browser.device.host.read_from(Some(letter));
    browser.shown("#take-in-choose").await?.click().await?;
    note(&browser, "ei ole zip-tiedosto").await?;

    // Her own archive: it is shown first, and everything in it is here already.
    browser.device.host.read_from(Some(file.clone()));
    browser.shown("#take-in-choose").await?.click().await?;
    browser.shown("#take-in-found").await?;
    browser.until("return document.activeElement.id === 'take-in-found'").await?;
    browser.picture("an archive to bring in").await?;
    assert_eq!(axe::violations(&browser).await?, Vec::<String>::new());
    assert!(browser.texts("main .card").await?.concat().contains("tämä laite"));
    browser.shown("main .card .primary").await?.click().await?;
    note(&browser, "Arkistosta tuotiin 0 tietoa.").await?;
    browser.close().await
}

#[tokio::test]
async fn what_came_out_of_an_archive_says_so_and_goes_when_aino_removes_it() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    // Another device of hers, which knows Haikkala alone, has made an archive. Here Haikkala is not connected any more.
    let other = Device::of_aino(&[&browser.haikkala]).await?;
    other.sync().await?;
    let folder = tempfile::tempdir()?;
    other.host.save_into(Some(folder.path().to_owned()));
    other.ask(protocol::TakeOut { party: None }).await.ok().context("it is taken out")?;
    let file = fs::read_dir(folder.path())?.next().context("there is an archive")??.path();
    browser.device.ask(protocol::SignOut { source: browser.haikkala.source() }).await.ok().context("signed out")?;

    browser.device.host.read_from(Some(file));
    browser.go("take-out").await?;
    browser.shown("#take-in-choose").await?.click().await?;
    browser.shown("main .card .primary").await?.click().await?;
    note(&browser, "Arkistosta tuotiin").await?;
    browser.shown("main h3").await?;
    browser.picture("brought in").await?;

    browser.go("").await?;
    browser.shown("main article a[href*='/haikkala/decision/']").await?.click().await?;
    browser.shown("#reading .first").await?;
    note(&browser, "Tämä on arkistosta").await?;
    browser.picture("an item out of an archive").await?;

    browser.go("take-out").await?;
    let remove = browser.window.wait().for_element(Locator::XPath("//button[text()='Poista: Haikkala']")).await?;
    remove.click().await?;
    browser.shown("dialog[open] .primary").await?.click().await?;
    browser.until("return !document.body.innerText.includes('Poista: Haikkala')").await?;
    browser.close().await
}
