//! Seeking a change in a decision, by the keyboard alone.

use anyhow::Result;
use fantoccini::key::Key;
use resident_api::FeedRecord;
use tests::{app::App, decision};

use super::answers::{confirm, open};

#[tokio::test]
async fn aino_requests_a_review_and_finds_it_from_the_decision() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    let (aino, _) = app.haikkala.parties("aino")?.remove(0);
    app.haikkala.authority().upsert(FeedRecord::Decision(Box::new(decision("d-berth", &aino, "Venepaikka"))))?;
    app.until("return !!document.querySelector(\"main [data-row$='/d-berth']\")").await?;
    open(&app, "/item/haikkala/decision/d-berth").await?;
    app.until("return !!document.querySelector(\"#reading a[href^='/write/appeal/']\")").await?;
    app.tab_to("Tee oikaisuvaatimus").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.activeElement.id === 'page-title' && !!document.querySelector('#question-7 textarea')")
        .await?;
    // Who she is, is known.
    app.until("return document.querySelector('#question-3 textarea').value === 'Aino Virta'").await?;
    app.tab_to("Mihin päätöksessä et ole tyytyväinen?").await?;
    app.write("Koko päätökseen.").await?;
    app.tab_to("Millaisen muutoksen haluat?").await?;
    app.write("Haluan venepaikan.").await?;
    app.tab_to("Postiosoite").await?;
    app.write("Rantatie 5, Haikkala").await?;
    // What is missed is said, and the focus is where it is missed.
    app.tab_to("Tarkista ennen lähettämistä").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return !!document.activeElement.closest('#question-2')").await?;
    app.write("Olen jonottanut vuodesta 2021.").await?;
    app.until("return document.querySelector('.kept')?.innerText.includes('tallessa')").await?;
    app.tab_to("Tarkista ennen lähettämistä").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.querySelector('.sheet-letter')?.innerText.includes('Olen jonottanut vuodesta 2021.')")
        .await?;
    // She goes back to change a word, and what she wrote is there.
    app.tab_to("Muuta tekstiä").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.activeElement.closest('#question-0') && !document.querySelector('.sheet-letter')")
        .await?;
    app.write(" Siis kaikkeen.").await?;
    app.tab_to("Tarkista ennen lähettämistä").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.querySelector('.sheet-letter')?.innerText.includes('Siis kaikkeen.')").await?;
    app.tab_to("Lähetä oikaisuvaatimus").await?;
    app.press(&[], Key::Enter).await?;
    confirm(&app, "Sen on oltava perillä").await?;
    app.until("return location.pathname === '/item/haikkala/decision/d-berth'").await?;
    app.until("return !!document.querySelector(\"#reading .first a[href*='/case/review-']\")").await?;
    app.until("return !document.querySelector(\"#reading a[href^='/write/appeal/']\")").await?;
    let letters = app.haikkala.authority().letters()?;
    let said = letters.iter().filter_map(|it| it.body.fi.as_deref()).collect::<Vec<_>>().join("\n");
    assert!(said.contains("Koko päätökseen. Siis kaikkeen.") && said.contains("Haluan venepaikan."), "{said}");
    // The case leads back to the decision.
    app.tab_to("Oikaisuvaatimus: Venepaikka").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return !!document.querySelector(\"#reading a[href*='/decision/d-berth']\")").await?;
    app.close().await
}
