//! A case of which only an outline is here: the page says so, and opening it brings the rest. And its folders.

use anyhow::Result;
use fantoccini::Locator;
use serde_json::json;
use tests::{
    axe,
    browser::Browser,
    dialogporten::{Dialogs, dialog, dialog_id, person, transmission},
};

/// The case's address among the cases.
fn address() -> String {
    format!("cases/altinn/case/{}", dialog_id(0))
}

/// A browser whose device knows one dialog with a letter in it.
async fn with_a_dialog() -> Result<Option<(Browser, Dialogs)>> {
    let Some(browser) = Browser::start().await? else { return Ok(None) };
    let altinn = Dialogs::start().await?;
    altinn.set_parties(json!([person("Aino Virta", tests::dialogporten::KARI, true)]));
    let mut permit = dialog(&dialog_id(0), "Byggesak", "2026-11-16T08:00:00Z");
    permit["transmissions"] =
        json!([transmission("t-1", "Information", "Vi mangler en tegning", "2026-11-15T08:00:00Z")]);
    altinn.put(permit);
    altinn.connect(&browser.device).await?;
    browser.device.sync().await?;
    Ok(Some((browser, altinn)))
}

#[tokio::test]
async fn opening_a_case_brings_what_its_outline_leaves_out() -> Result<()> {
    let Some((browser, altinn)) = with_a_dialog().await? else { return Ok(()) };
    browser.go("").await?;
    assert!(altinn.seen().is_empty(), "a list opens nothing");
    browser.go(&address()).await?;
    browser.shown("#reading .rows article").await?;
    browser.until("return !document.querySelector('#reading .missing')").await?;
    assert_eq!(altinn.seen(), [dialog_id(0)]);

    // It moves on while it is open: that is said, and nothing is fetched unasked.
    altinn.change(&dialog_id(0), |dialog| {
        dialog["contentUpdatedAt"] = json!("2026-11-17T08:00:00Z");
        let letters = dialog["transmissions"].as_array_mut().unwrap();
        letters.push(transmission("t-2", "Information", "Takk", "2026-11-17T08:00:00Z"));
    });
    browser.device.sync().await?;
    let fetch = browser.shown("#reading .missing button").await?;
    assert!(browser.texts("#reading .missing").await?[0].contains("Asiassa on uutta"));
    assert_eq!(
        browser
            .lines("return [...document.querySelectorAll('#reading .rows article')].map(row => row.innerText)")
            .await?
            .len(),
        1
    );
    assert_eq!(axe::violations(&browser).await?, Vec::<String>::new());
    assert_eq!(altinn.seen().len(), 1);
    fetch.click().await?;
    browser.until("return document.querySelectorAll('#reading .rows article').length === 2 && !document.querySelector('#reading .missing')").await?;
    assert_eq!(altinn.seen().len(), 2);
    browser.close().await
}

#[tokio::test]
async fn a_case_goes_to_the_archive_and_is_found_there() -> Result<()> {
    let Some((browser, altinn)) = with_a_dialog().await? else { return Ok(()) };
    browser.go(&address()).await?;
    browser.shown("#reading .rows article").await?;
    let press = async |words: &str| -> Result<()> {
        let button = browser.window.find(Locator::XPath(&format!("//*[@id='reading']//button[.='{words}']"))).await?;
        button.click().await?;
        Ok(())
    };
    press("Siirrä arkistoon").await?;
    browser.until("return document.querySelector('#reading .filing p').innerText === 'Asia on arkistossa.'").await?;
    assert_eq!(altinn.dialog(&dialog_id(0))["endUserContext"]["systemLabels"], json!(["Archive"]));
    let mine = format!("document.querySelector('main .list article a[href*=\"{}\"]')", dialog_id(0));
    browser.until(&format!("return !{mine}")).await?;
    browser.shown(".folders a[href='/archive']").await?.click().await?;
    browser.until(&format!("return location.pathname === '/archive' && !!{mine}")).await?;
    assert_eq!(browser.texts("main h1").await?, ["Arkisto"]);

    // Somebody moves it elsewhere at the same time: it stays where they put it, and that is said.
    browser.script(&format!("{mine}.click()")).await?;
    browser.shown("#reading .filing button").await?;
    altinn.label(&dialog_id(0), "Bin");
    press("Palauta saapuneisiin").await?;
    browser
        .until("return document.querySelector('#reading .filing .note')?.innerText.includes('muuttua muualla')")
        .await?;
    browser.until("return document.querySelector('#reading .filing p').innerText === 'Asia on roskakorissa.'").await?;
    assert!(browser.texts("#reading .filing .note").await?[0].contains("muuttua muualla"), "it is still said");
    press("Palauta saapuneisiin").await?;
    browser.until("return !document.querySelector('#reading .filing .note')").await?;
    browser.close().await
}
