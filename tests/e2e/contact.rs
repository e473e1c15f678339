//! Asking to be called, and saying how a case went, by the keyboard alone.

use anyhow::Result;
use fantoccini::key::Key;
use tests::app::App;

use super::answers::{confirm, open};

#[tokio::test]
async fn aino_asks_to_be_called() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    open(&app, "/contact").await?;
    app.until("return !!document.querySelector(\"a[href^='/write/contact/haikkala/']\")").await?;
    app.tab_to("Pyydä soittoa tai tapaamista").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.activeElement.id === 'page-title' && !!document.querySelector('#question-0 input')")
        .await?;
    app.tab_to("Soittakaa minulle").await?;
    app.press(&[], ' ').await?;
    app.tab_to("Puhelinnumero").await?;
    app.write("040 123 4567").await?;
    // What is missed is said, and the focus is where it is missed.
    app.tab_to("Lähetä pyyntö").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return !!document.activeElement.closest('#question-3')").await?;
    app.write("Esikoulun alku").await?;
    app.until("return document.querySelector('.kept')?.innerText.includes('tallessa')").await?;
    app.tab_to("Lähetä pyyntö").await?;
    app.press(&[], Key::Enter).await?;
    confirm(&app, "Puhelinnumero: 040 123 4567.").await?;
    app.until("return location.pathname === '/contact'").await?;
    open(&app, "/letters").await?;
    app.until("return document.querySelector('#letters-received')?.closest('section').innerText.includes('Soitto- tai tapaamispyyntö')")
        .await?;
    let letters = app.haikkala.authority().letters()?;
    assert_eq!(
        letters.iter().filter_map(|it| it.body.fi.as_deref()).collect::<Vec<_>>(),
        [
            "Miten haluat asioida?\nSoittakaa minulle\n\nPuhelinnumero\n040 123 4567\n\nMistä haluat puhua?\nEsikoulun alku"
        ]
    );
    app.close().await
}

#[tokio::test]
async fn aino_says_how_it_went_once() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    open(&app, "/cases/haikkala/case/case-4e63937b59b8").await?;
    app.until("return !!document.querySelector(\"#reading a[href^='/write/feedback/']\")").await?;
    app.tab_to("Anna palautetta").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.activeElement.id === 'page-title' && !!document.querySelector('#question-0 input')")
        .await?;
    app.tab_to("Erittäin hyvin").await?;
    app.press(&[], ' ').await?;
    app.tab_to("Kerro myös").await?;
    app.until("return document.activeElement.checked").await?;
    app.press(&[], ' ').await?;
    app.until("return !document.activeElement.checked").await?;
    app.tab_to("Lähetä palaute").await?;
    app.press(&[], Key::Enter).await?;
    confirm(&app, "Miten asian hoito sujui? Erittäin hyvin.").await?;
    app.until("return location.pathname.startsWith('/cases/haikkala/case/')").await?;
    app.until("return document.querySelector('#reading')?.innerText.includes('Olet antanut palautetta')").await?;
    app.until("return !document.querySelector(\"#reading a[href^='/write/feedback/']\")").await?;
    let told = app.haikkala.authority().feedback()?;
    assert_eq!(told.iter().map(|told| (told.replies.len(), told.contacts)).collect::<Vec<_>>(), [(1, None)]);
    app.close().await
}
