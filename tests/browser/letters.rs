//! A letter with files, written in a window of another engine than the app's own, and refused ones told where they were chosen.

use std::fs;

use anyhow::Result;
use fantoccini::Locator;
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

/// A picture of one pixel (PNG, W3C).
const PIXEL: [u8; 67] = [
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00,
    0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3a, 0x7e, 0x9b, 0x55, 0x00, 0x00, 0x00, 0x0a, 0x49,
    0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x60, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01, 0x48, 0xaf, 0xa4, 0x71, 0x00, 0x00,
    0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

#[tokio::test]
async fn a_phone_takes_a_photograph_that_goes_with_a_letter() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    browser.go("letters").await?;
    browser.shown("main .ways a").await?.click().await?;
    browser.shown("#letter-body").await?;
    let is_shown = "return document.querySelector('.files .camera').offsetWidth > 0";
    assert_eq!(browser.script(is_shown).await?, false, "a desktop has none");
    browser.become_phone(412, 915).await?;
    browser.until(is_shown).await?;

    let folder = tempfile::tempdir()?;
    let (photo, bad) = (folder.path().join("kuva.png"), folder.path().join("ei-kuva.png"));
    fs::write(&photo, PIXEL)?;
    fs::write(&bad, b"MZ\x90\0\x03\0\0\0")?;
    // What the camera hands over comes the way of a chosen file.
    let camera = browser.window.find(Locator::Css(".camera-input")).await?;
    assert_eq!(camera.attr("capture").await?.as_deref(), Some("environment"));
    camera.send_keys(&photo.display().to_string()).await?;
    browser.until("return document.querySelector('.attached li')?.innerText.includes('kuva.png')").await?;
    camera.send_keys(&bad.display().to_string()).await?;
    browser.until("return document.querySelector('#letter-files .note')?.innerText.includes('ei-kuva.png')").await?;
    assert_eq!(browser.script("return document.querySelectorAll('.attached li').length").await?, 1);
    browser.picture("letter-with-a-photograph").await?;
    browser.close().await
}
