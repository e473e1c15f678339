//! The interface on a phone, by touch.

use anyhow::Result;
use fantoccini::Locator;
use serde_json::Value;
use tests::{
    axe,
    browser::Browser,
    pages::PAGES,
    rules::{FOCUSABLE, SCROLLING},
};

/// A usual phone, a tablet that lies, and the narrowest screen that pages must fit (WCAG 2.2, 1.4.10).
const PHONE: (u32, u32) = (412, 915);
const TABLET: (u32, u32) = (1280, 800);
const NARROWEST: (u32, u32) = (320, 640);

#[tokio::test]
async fn aino_reads_an_item_on_her_phone_and_comes_back_to_her_place() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    browser.become_phone(PHONE.0, PHONE.1).await?;
    let shown = "const shown = selector => document.querySelector(selector).getClientRects().length > 0;";
    assert_eq!(browser.script(&format!("{shown} return shown('.list') && !shown('.read')")).await?, true);

    // She scrolls down to what she has read before, taps one and comes back by the link. Then another, and back as the
    // phone itself goes back.
    // Of Lumi's matters the window says nothing: she is protected.
    for (from_the_end, by_link) in [(3, true), (9, false)] {
        let chosen = browser
            .script(&format!(
                "const row = [...document.querySelectorAll('main article:not(.new)')]
                     .filter(row => !row.innerText.includes('Lumi')).at(-{from_the_end});
                 row.scrollIntoView({{ block: 'center' }});
                 return row.dataset.row"
            ))
            .await?;
        let place = browser.script("return document.querySelector('.list').scrollTop").await?;
        assert!(place.as_f64().is_some_and(|place| place > 300.0), "the list is longer than the screen: {place}");
        let link = browser.window.find(Locator::Css(&format!("[data-row={chosen}] a"))).await?;
        let title = link.text().await?;
        browser.tap(&link).await?;

        // The item fills the screen, its heading is what reading begins at, and the window is named after it.
        browser.until("return document.activeElement.id === 'reading-title'").await?;
        assert_eq!(browser.texts("h1").await?, std::slice::from_ref(&title));
        assert_eq!(browser.script(&format!("{shown} return !shown('.list') && shown('.read')")).await?, true);
        // A window says nothing of what a protected person has to do.
        let named = if title.contains("Lumi Kajo") { "Tehtävä" } else { title.lines().last().unwrap_or_default() };
        browser.until(&format!("return document.title.startsWith({named:?})")).await?;

        // The list is where it was, and so is the focus.
        if by_link {
            let back = browser.window.find(Locator::Css(".back a")).await?;
            browser.tap(&back).await?;
        } else {
            browser.window.back().await?;
        }
        browser.until("return location.pathname === '/'").await?;
        browser
            .until(&format!("return document.activeElement.closest('[data-row]')?.dataset.row === {chosen}"))
            .await?;
        assert_eq!(browser.script(&format!("{shown} return shown('.list') && !shown('.read')")).await?, true);
        assert_eq!(browser.script("return document.querySelector('.list').scrollTop").await?, place);
    }
    browser.close().await
}

#[tokio::test]
async fn the_tabs_and_the_menu_of_a_phone_are_for_the_thumb() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    browser.become_phone(PHONE.0, PHONE.1).await?;
    let tabs = "[...document.querySelectorAll('nav a')].filter(tab => tab.getClientRects().length > 0)";
    let hrefs = browser.lines(&format!("return {tabs}.map(tab => tab.getAttribute('href'))")).await?;
    assert_eq!(hrefs, ["/", "/cases", "/use", "/people"]);
    // At the lower edge, side by side, each large enough.
    let lie = format!(
        "return {tabs}.every(tab => {{
            const box = tab.getBoundingClientRect();
            return box.bottom > innerHeight - 8 && box.height >= 48 && box.width >= 64;
        }})"
    );
    assert_eq!(browser.script(&lie).await?, true);

    for href in hrefs.iter().rev() {
        let tab = browser.window.find(Locator::Css(&format!("nav a[href='{href}']"))).await?;
        browser.tap(&tab).await?;
        browser
            .until(&format!(
                "const current = document.querySelectorAll('nav [aria-current=page]');
                 return location.pathname === {href:?} && current.length === 1
                    && current[0].getAttribute('href') === {href:?} && !!document.querySelector('main h1')"
            ))
            .await?;
    }

    let menu = browser.window.find(Locator::Css(".menu")).await?;
    browser.tap(&menu).await?;
    browser.until("return document.activeElement.id === 'more'").await?;
    let settings = browser.shown("#more a[href='/settings']").await?;
    browser.tap(&settings).await?;
    browser.until("return location.pathname === '/settings' && document.activeElement.id === 'page-title'").await?;
    browser.until("return document.querySelector('.menu').getAttribute('aria-expanded') === 'false'").await?;
    browser.close().await
}

#[tokio::test]
async fn every_page_fits_a_phone() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    let scrolling = format!("{FOCUSABLE}{SCROLLING}");
    let mut found = Vec::new();
    let mut tell = |page: &str, how: &str, faults: Vec<String>| {
        found.extend(faults.into_iter().map(|fault| format!("{page} ({how}): {fault}")));
    };
    for page in PAGES {
        browser.become_phone(PHONE.0, PHONE.1).await?;
        page.open(&browser).await?;
        tell(page.name, "axe-core", axe::violations(&browser).await?);
        tell(page.name, "412 px", browser.lines(&scrolling).await?);
        set_text_size(&browser, 200).await?;
        tell(page.name, "412 px, text at 200 %", browser.lines(&scrolling).await?);
        browser.picture(&format!("{}, phone, large text", page.name)).await?;
        browser.become_phone(NARROWEST.0, NARROWEST.1).await?;
        tell(page.name, "320 px, text at 200 %", browser.lines(&scrolling).await?);
        set_text_size(&browser, 100).await?;
        tell(page.name, "320 px", browser.lines(&scrolling).await?);
        browser.picture(&format!("{}, 320 px", page.name)).await?;
        browser.become_phone(TABLET.0, TABLET.1).await?;
        tell(page.name, "tablet", browser.lines(&scrolling).await?);
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    browser.close().await
}

/// Shows the page in a text size, as the settings would.
async fn set_text_size(browser: &Browser, size: u16) -> Result<Value> {
    browser.script(&format!("document.documentElement.dataset.textSize = '{size}'")).await
}
