//! A letter with files, written in a window of another engine than the app's own, and refused ones told where they were chosen.

use std::fs;

use anyhow::Result;
use tests::{axe, browser::Browser};

#[tokio::test]
async fn files_go_with_a_letter_and_those_that_cannot_are_told() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    browser.go("letters").await?;
    browser.shown("main .ways a").await?.click().await?;
    browser.shown("#letter-body").await?.send_keys("Sopimus on liitteenä.").await?;
    browser.shown("#letter-title").await?.send_keys("Vuokrasopimus").await?;
    assert!(browser.texts("#letter-files").await?[0].contains("Enintään 5 tiedostoa"), "the caps come first");

    let folder = tempfile::tempdir()?;
    let (good, bad) = (folder.path().join("vuokrasopimus.txt"), folder.path().join("ohjelma.exe"));
    fs::write(&good, "Vuokra on 700 euroa.")?;
    fs::write(&bad, b"MZ\x90\0\x03\0\0\0")?;
    browser.device.host.attach(vec![good, bad]);
    browser.script("document.querySelector('#letter-files .actions button').click()").await?;
    browser.until("return document.querySelectorAll('.attached li').length === 1 && !!document.querySelector('#letter-files .note')").await?;
    assert!(browser.texts("#letter-files .note").await?[0].contains("ohjelma.exe"));
    assert_eq!(axe::violations(&browser).await?, Vec::<String>::new());
    browser.picture("letter-with-files").await?;

    browser.script("document.querySelector('main form .primary').click()").await?;
    browser.shown("dialog .primary").await?.click().await?;
    browser.until("return location.pathname === '/letters'").await?;
    browser.until("return [...document.querySelectorAll('.outgoing')].some(it => it.innerText.includes('vuokrasopimus.txt') && it.innerText.includes('Kirjaamisnumero'))").await?;
    browser.close().await
}
