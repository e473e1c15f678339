//! What is printed: the pages of the PDF, read back by somebody else's program.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use fantoccini::{Locator, key::Key};
use resident_api::FeedRecord;
use serde_json::{Value, json};
use tests::{browser::Browser, message};

/// A printed page, as text in the order in which it is read, and its facts.
struct Paper {
    text: String,
    facts: String,
    pages: usize,
}

async fn print(browser: &Browser) -> Result<Paper> {
    let wanted = json!({ "preferCSSPageSize": true, "printBackground": false });
    let printed = browser.devtools("Page.printToPDF", wanted).await?;
    let pdf = STANDARD.decode(printed.get("data").and_then(Value::as_str).context("it is printed")?)?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("paper.pdf");
    fs::write(&file, &pdf)?;
    if let Some(kept) = std::env::var_os("KOTIKUNTA_PICTURES").filter(|kept| !kept.is_empty()) {
        let title = browser.script("return document.title").await?;
        let name: String = title.as_str().unwrap_or_default().chars().filter(|c| c.is_alphanumeric()).collect();
        fs::write(Path::new(&kept).join(format!("paper-{name}.pdf")), &pdf)?;
    }
    let read = |program: &str| {
        let arguments: &[&str] = if program == "pdftotext" { &["-"] } else { &[] };
        let output = Command::new(program).arg(&file).args(arguments).output().context(program.to_owned())?;
        Ok::<_, anyhow::Error>(String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (text, facts) = (read("pdftotext")?, read("pdfinfo")?);
    let pages = facts.lines().find_map(|line| line.strip_prefix("Pages:")).context("it has pages")?.trim().parse()?;
    Ok(Paper { text, facts, pages })
}

async fn open(browser: &Browser, address: &str, selector: &str) -> Result<()> {
    browser.go(address).await?;
    browser.shown(selector).await?.click().await?;
    browser.shown("#reading h2").await?;
    Ok(())
}

#[tokio::test]
async fn a_decision_is_printed_whole_on_a4_with_its_source_its_appeal_and_the_numbers_of_its_pages() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    open(&browser, "", "main article a[href*='/decision/']").await?;
    for theme in ["light", "dark"] {
        browser.script(&format!("document.documentElement.dataset.theme = {theme:?}")).await?;
        let Paper { text, facts, pages } = print(&browser).await?;
        assert!(facts.contains("(A4)"), "{facts}");
        for wanted in [
            "Elsan iltapäivätoiminta myönnettiin osittain",
            "Haikkala, tiedot haettu ",
            "Kenen asia: Elsa Virta",
            "Tulostettu Kotikunnasta ",
            "Miten voit hakea muutosta: oikaisuvaatimus",
            "maanantaina 30.11.2026 ennen klo 16",
        ] {
            assert!(text.contains(wanted), "{wanted} is not on the paper:\n{text}");
        }
        for number in 1..=pages {
            let wanted = format!("{number}/{pages}");
            assert!(text.lines().any(|line| line.replace(' ', "") == wanted), "page {number} has no number:\n{text}");
        }
        for screen in ["Saapuneet", "Päävalikko", "Tallenna kaikki", "Takaisin luetteloon", "Avaa selaimessa"] {
            assert!(!text.contains(screen), "{screen} is on the paper:\n{text}");
        }
    }
    // Black on white also when the screen is dark.
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
    let colours = "const style = name => getComputedStyle(document.querySelector('#reading-title'))[name];
        return [style('color'), getComputedStyle(document.body).backgroundImage, getComputedStyle(document.body).backgroundColor]";
    let colours = browser.lines(colours).await?;
    assert_eq!(colours[0], "rgb(0, 0, 0)");
    assert_eq!(colours[2], "rgba(0, 0, 0, 0)");
    browser.close().await
}

#[tokio::test]
async fn an_appeal_that_is_not_sent_from_here_is_printed_as_a_letter_to_sign() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    open(&browser, "", "main article a[href*='/mantylahti/decision/']").await?;
    browser.shown("#reading .first a.button").await?.click().await?;
    browser.shown("#question-1 textarea").await?.send_keys("Haluan tunnuksen vyöhykkeelle A.").await?;
    browser.shown("main form .primary").await?.click().await?;
    browser.shown(".sheet-letter").await?;
    let Paper { text, pages, .. } = print(&browser).await?;
    assert_eq!(pages, 1);
    for wanted in [
        "Oikaisuvaatimus",
        "Vastaanottaja",
        "Yrityspysäköintitunnusta ei myönnetty",
        "Haluan tunnuksen vyöhykkeelle A.",
        "Virta Design Oy",
        "Allekirjoitus",
    ] {
        assert!(text.contains(wanted), "{wanted} is not on the paper:\n{text}");
    }
    for screen in ["Tulostettava kirje", "Muuta tekstiä", "Kirjoita omin sanoin", "Kenen asia"] {
        assert!(!text.contains(screen), "{screen} is on the paper:\n{text}");
    }
    assert_eq!(text.matches("Oikaisuvaatimus\n").count(), 1, "its name stands once:\n{text}");
    browser.close().await
}

#[tokio::test]
async fn the_address_of_a_link_stands_on_the_paper() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    let (aino, _) = browser.haikkala.parties("aino")?.remove(0);
    let mut letter = message("m-linkki", &aino, "Ohje verkossa");
    letter.body.fi = Some("Lue [ohje](https://haikkala.example/ohjeet/muutto) ennen muuttoa.".to_owned());
    letter.text_type = Some("text/markdown".to_owned());
    browser.haikkala.authority().upsert(FeedRecord::Message(Box::new(letter)))?;
    browser.device.sync().await?;
    browser.go("item/haikkala/message/m-linkki").await?;
    browser.shown("#reading .letter button.link").await?;
    let Paper { text, .. } = print(&browser).await?;
    assert!(text.contains("https://haikkala.example/ohjeet/muutto") && !text.contains("Avaa selaimessa"), "{text}");
    browser.close().await
}

#[tokio::test]
async fn a_case_is_printed_with_its_timeline() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    open(&browser, "cases", "main article a").await?;
    browser.shown("#reading dl.time").await?;
    let events = browser.texts("#reading dl.time dd:first-of-type").await?;
    assert!(events.len() > 2, "{events:?}");
    let Paper { text, .. } = print(&browser).await?;
    let on_one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for event in events {
        let words = event.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(on_one_line.contains(&words), "{words} is not on the paper:\n{text}");
    }
    assert!(text.contains("Mitä on tapahtunut"));
    browser.close().await
}

#[tokio::test]
async fn a_protected_persons_matter_is_printed_only_after_a_question() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    let printed = "return window.printed || 0";
    let count = "window.printed = 0; window.print = () => { window.printed += 1; }";
    let lumi = browser.window.find(Locator::XPath("//main//article[contains(., 'Lumi')]//a")).await?;
    lumi.click().await?;
    browser.shown("#print").await?;
    browser.script(count).await?;
    browser.press(&[Key::Control], 'p').await?;
    browser.shown("dialog[open]").await?;
    assert!(browser.texts("#dialog-consequence").await?.concat().contains("turvakielto"));
    browser.press(&[], Key::Escape).await?;
    browser.until("return !document.querySelector('dialog')").await?;
    assert_eq!(browser.script(printed).await?, 0);
    browser.shown("#print").await?.click().await?;
    browser.shown("dialog[open] .primary").await?.click().await?;
    browser.until("return window.printed === 1 && !document.querySelector('dialog')").await?;

    // Nobody has to be asked of Aino's own.
    browser.go("").await?;
    browser.shown("main article a[href*='/message/']").await?;
    let own = "//main//article[not(contains(., 'Lumi'))]//a[contains(@href, '/message/')]";
    browser.window.find(Locator::XPath(own)).await?.click().await?;
    browser.shown("#print").await?;
    browser.script(count).await?;
    browser.press(&[Key::Control], 'p').await?;
    browser.until("return window.printed === 1 && !document.querySelector('dialog')").await?;
    browser.close().await
}
