//! Services that send no items, on the page of connections: what one keeps about Aino is taken out and erased, and another tells who
//! has looked at her data.

use std::fs;

use anyhow::Result;
use axum::http::StatusCode;
use serde_json::json;
use tests::{axe, browser::Browser, data_tracker::Tracker, gdpr::BerthService};

/// The section of the service, and what it said last.
const NOTE: &str = "[data-part=kept] .note";

/// Presses the button of the section that says this.
async fn press(browser: &Browser, button: &str) -> Result<()> {
    browser
        .until(&format!(
            "const it = [...document.querySelectorAll('[data-part=kept] button:not([aria-disabled])')].find(it => it.innerText === {button:?});
            it?.focus(); it?.click(); return !!it"
        ))
        .await
}

async fn note(browser: &Browser, words: &str) -> Result<()> {
    browser.until(&format!("return document.querySelector('{NOTE}')?.innerText.includes({words:?})")).await
}

async fn connected() -> Result<Option<(Browser, BerthService)>> {
    let Some(browser) = Browser::start().await? else { return Ok(None) };
    let service = BerthService::start().await?;
    service.connect(&browser.device).await?;
    browser.device.sync().await?;
    browser.go("connections").await?;
    browser.shown("[data-part=kept]").await?;
    Ok(Some((browser, service)))
}

#[tokio::test]
async fn aino_takes_out_what_a_service_keeps_and_has_it_erased_there() -> Result<()> {
    let Some((browser, service)) = connected().await? else { return Ok(()) };
    assert_eq!(browser.texts("[data-part=kept]").await?.len(), 1, "no other service is of that kind");
    assert_eq!(axe::violations(&browser).await?, Vec::<String>::new());
    browser.picture("kept").await?;

    let folder = tempfile::tempdir()?;
    browser.device.host.save_into(Some(folder.path().to_owned()));
    press(&browser, "Ota talteen, mitä palvelu säilyttää").await?;
    note(&browser, "Talteen otettiin 3 tietoa.").await?;
    note(&browser, "Yhden tiedon sisältöä palvelu ei anna.").await?;
    assert_eq!(fs::read_dir(folder.path())?.count(), 1);

    // It has a reason, in a language that is not the page's: the reason says which.
    service.refuse_for(Some(json!({ "errors": [{ "code": "CONTRACT", "message": { "sv": "Avtalet gäller." } }] })));
    press(&browser, "Poista tietoni palvelusta").await?;
    note(&browser, "Palvelu ei poista tietojasi. Mitään ei poistettu.").await?;
    browser
        .until(&format!("return document.querySelector('{NOTE} [lang=sv]')?.innerText === 'Avtalet gäller.'"))
        .await?;
    assert_eq!(browser.texts("dialog").await?, Vec::<String>::new(), "there is nothing to ask Aino");
    browser.picture("kept, refused").await?;
    assert_eq!(axe::violations(&browser).await?, Vec::<String>::new());

    // It would: she hears what follows, and thinks better of it.
    service.refuse_for(None);
    press(&browser, "Poista tietoni palvelusta").await?;
    browser.shown("dialog[open]").await?;
    browser.until("return document.activeElement.innerText === 'Peru'").await?;
    let told = browser.texts("#dialog-consequence").await?.concat();
    for words in ["lopullisesti", "Yhteys palveluun päättyy", "jäävät sinulle"] {
        assert!(told.contains(words), "{words:?} is not in {told:?}");
    }
    browser.picture("kept, asked").await?;
    browser.shown("dialog[open] button:not(.primary)").await?.click().await?;
    browser
        .until("return !document.querySelector('dialog') && document.activeElement.innerText === 'Poista tietoni palvelusta'")
        .await?;
    assert!(service.kept().is_some(), "the safe answer erases nothing");

    press(&browser, "Poista tietoni palvelusta").await?;
    browser.shown("dialog[open] .primary").await?.click().await?;
    browser.until("return document.activeElement.id === 'kept-erased'").await?;
    browser.until("return !document.querySelector('[data-part=kept]')").await?;
    browser.until("return document.activeElement.id === 'kept-erased'").await?;
    // A browser scrolls by whole pixels.
    let in_sight = "const it = document.querySelector('#kept-erased').getBoundingClientRect(); return it.top > -1 && it.bottom < innerHeight + 1";
    browser.until(in_sight).await?;
    assert!(browser.texts("#kept-erased").await?.concat().contains("on poistanut tietosi"));
    assert_eq!(service.kept(), None);
    assert_eq!(browser.texts("main .card h2").await?.len(), 3, "the municipalities are still there");
    assert_eq!(fs::read_dir(folder.path())?.count(), 1, "what she saved is hers");
    browser.picture("kept, erased").await?;
    assert_eq!(axe::violations(&browser).await?, Vec::<String>::new());
    browser.close().await
}

#[tokio::test]
async fn aino_is_not_told_that_nothing_was_erased_where_nobody_knows() -> Result<()> {
    let Some((browser, service)) = connected().await? else { return Ok(()) };
    service.set_out_of_order(Some(StatusCode::INTERNAL_SERVER_ERROR));
    press(&browser, "Ota talteen, mitä palvelu säilyttää").await?;
    note(&browser, "Mitään ei tallennettu. Palvelussa tietosi ovat ennallaan.").await?;
    press(&browser, "Poista tietoni palvelusta").await?;
    note(&browser, "Mitään ei poistettu.").await?;

    service.set_out_of_order(None);
    press(&browser, "Poista tietoni palvelusta").await?;
    browser.shown("dialog[open]").await?;
    service.set_out_of_order(Some(StatusCode::INTERNAL_SERVER_ERROR));
    browser.shown("dialog[open] .primary").await?.click().await?;
    note(&browser, "Ei ole varmaa, poistiko palvelu tietosi.").await?;
    assert!(browser.device.overview().await?.sources.iter().any(|view| view.id == BerthService::source()));

    // Turned away, she can sign in again where she is.
    assert!(!browser.texts("main .card button").await?.contains(&"Kirjaudu uudelleen".to_owned()));
    service.set_out_of_order(Some(StatusCode::UNAUTHORIZED));
    press(&browser, "Poista tietoni palvelusta").await?;
    note(&browser, "Kirjaudu palveluun uudelleen.").await?;
    browser
        .until("return [...document.querySelectorAll('main .card button')].filter(it => it.innerText === 'Kirjaudu uudelleen').length === 1")
        .await?;
    browser.close().await
}

#[tokio::test]
async fn a_register_that_tells_only_of_lookups_says_so_and_leads_to_them() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    let register = Tracker::start().await?;
    register.connect(&browser.device).await?;
    browser.device.sync().await?;
    browser.go("connections").await?;
    let card = "[...document.querySelectorAll('main .card')].find(it => it.innerText.includes('kuka on katsonut tietojasi. Asioita'))";
    browser.until(&format!("return !!{card}")).await?;
    assert_eq!(browser.texts("[data-part=kept]").await?, Vec::<String>::new(), "it keeps nothing to take out");

    // What it cannot do is told as far as somebody could miss it: where no messages come, none can be answered.
    browser.until(&format!("{card}.querySelector('[aria-expanded=false]')?.click(); return !!{card}.querySelector('.abilities:not([hidden])')")).await?;
    let told = browser.texts(".abilities:not([hidden])").await?.concat();
    assert!(told.contains("Näet, kuka on katsonut tietojasi.") && told.contains("Asioita ei tule"), "{told}");
    assert!(!told.contains("Viesteihin ei voi vastata"), "{told}");
    browser.picture("lookups only").await?;
    assert_eq!(axe::violations(&browser).await?, Vec::<String>::new());

    browser.until(&format!("const it = {card}?.querySelector('a'); it?.click(); return !!it")).await?;
    browser
        .until("return location.pathname === '/use/lookups' && !!document.querySelector('[data-part=count]')")
        .await?;
    browser.close().await
}
