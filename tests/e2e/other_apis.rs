//! Services that speak APIs of their own, in the app's window: found in the directory, signed in to, and read as any other.

use anyhow::{Result, anyhow};
use fantoccini::key::Key;
use tests::{Beside, Visitor, app::App, dialogporten::dialog_id};

use crate::sign_in::{choose, go_connecting, go_to_browser};

/// Connects the service that is found so, and goes to the inbox.
async fn connect(app: &App, typed: &str, name: &str) -> Result<()> {
    go_connecting(app).await?;
    choose(app, typed, name).await?;
    Visitor::new()?.sign_in(&go_to_browser(app).await?, "aino").await?;
    app.until("return document.activeElement.innerText?.startsWith('Palvelu on yhdistetty: ')").await?;
    app.tab_to("Saapuneisiin").await?;
    app.press(&[], Key::Enter).await?;
    app.shown("main article").await?;
    Ok(())
}

fn others(app: &App) -> Result<&Beside> {
    app.beside.as_ref().ok_or_else(|| anyhow!("nothing is beside the app"))
}

/// Opens the row, or the item in an item, of this title.
async fn open(app: &App, title: &str) -> Result<()> {
    app.tab_to(title).await?;
    app.press(&[], Key::Enter).await?;
    app.until(&format!("return document.querySelector('#reading h1')?.innerText.includes('{title}')")).await?;
    app.until("return document.activeElement.id === 'reading-title'").await
}

/// Waits until what is open says this.
async fn says(app: &App, words: &str) -> Result<()> {
    app.until(&format!("return document.querySelector('#reading').innerText.includes('{words}')")).await
}

/// Presses a button of what is open.
async fn press(app: &App, button: &str) -> Result<()> {
    app.tab_to(button).await?;
    app.press(&[], Key::Enter).await
}

#[tokio::test]
async fn aino_reads_a_permit_of_the_citys_store_and_has_a_draft_erased_there() -> Result<()> {
    let Some(app) = App::start_beside_others("fi").await? else { return Ok(()) };
    connect(&app, "asiakirj", "Haikkalan asiakirjat").await?;
    app.press(&[Key::Alt], '2').await?;
    app.until("return document.querySelectorAll('main article').length === 2").await?;

    open(&app, "Asukaspysäköintilupa").await?;
    for words in [
        "Asianumero PYS-lupa",
        "Viranomaisen sanoin: Käsittelyssä",
        "Lähetetty",
        "Tarvitsemme ajoneuvon tiedot",
        "Viranomainen poistaa asian tämän päivän jälkeen: to 12.12.2030",
        // The store takes no letters, and there is no dead button for one.
        "ei ota vastaan viestejä sovelluksesta",
    ] {
        says(&app, words).await?;
    }
    press(&app, "Avaa: liite.txt").await?;
    app.until("return document.querySelector('.shown')?.innerText.includes('alue K')").await?;

    app.press(&[], Key::Escape).await?;
    app.until("return location.pathname === '/cases'").await?;
    open(&app, "Muuttoilmoitus").await?;
    says(&app, "Et ole vielä lähettänyt tätä.").await?;
    press(&app, "Poista luonnos viranomaiselta").await?;
    app.until("return document.activeElement.innerText === 'Peru'").await?;
    app.press(&[], Key::Escape).await?;
    app.until("return document.activeElement.innerText?.startsWith('Poista luonnos')").await?;
    assert!(others(&app)?.atv.has("luonnos"), "the safe answer erases nothing");
    app.press(&[], Key::Enter).await?;
    app.until("return document.activeElement.innerText === 'Peru'").await?;
    app.press(&[], Key::Tab).await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.querySelectorAll('main article').length === 1 && location.pathname === '/cases'")
        .await?;
    assert!(!others(&app)?.atv.has("luonnos"), "it is gone from the city's store");
    app.close().await
}

#[tokio::test]
async fn aino_opens_a_dialog_does_what_it_asks_in_the_browser_and_puts_it_away() -> Result<()> {
    let Some(app) = App::start_beside_others("fi").await? else { return Ok(()) };
    connect(&app, "altinn", "Altinn").await?;
    let altinn = &others(&app)?.altinn;
    assert!(altinn.seen().is_empty(), "nothing is opened by itself");

    open(&app, "Byggesak").await?;
    says(&app, "Vi mangler en tegning").await?;
    assert_eq!(altinn.seen(), [dialog_id(0)]);
    says(&app, "40 % viranomaisen arvion mukaan").await?;
    open(&app, "Avslag").await?;
    says(&app, "Päätös").await?;
    app.press(&[Key::Alt], '2').await?;

    open(&app, "Byggesak").await?;
    open(&app, "Send tegning").await?;
    press(&app, "Avaa selaimessa: lillevik.example").await?;
    assert_eq!(app.browser.given().await?, "https://lillevik.example/send");

    app.press(&[Key::Alt], '2').await?;
    open(&app, "Byggesak").await?;
    press(&app, "Siirrä arkistoon").await?;
    app.until("return document.querySelector('[data-part=filing]').innerText.includes('arkistossa')").await?;
    let labels = altinn.dialog(&dialog_id(0)).pointer("/endUserContext/systemLabels/0").cloned();
    assert_eq!(labels, Some("Archive".into()), "it is in the archive there, too");
    assert_eq!(altinn.seen(), [dialog_id(0)], "what is here is not asked for again");
    app.close().await
}
