//! Taking out and printing in the real app, up to where the system's own dialogs begin.

use anyhow::Result;
use fantoccini::key::Key;
use tests::app::App;

#[tokio::test]
async fn aino_finds_the_way_to_take_her_data_out_and_is_told_what_it_means() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    app.press(&[], Key::F1).await?;
    app.tab_to("Vaihda näppäimiä asetuksissa").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.title === 'Asetukset – Kotikunta'").await?;
    app.tab_to("Ota tietosi talteen").await?;
    app.press(&[], Key::Enter).await?;
    app.shown(".fingerprint").await?;
    app.until("return document.title === 'Ota tietosi talteen – Kotikunta'").await?;
    app.tab_to("Ota talteen").await?;
    app.press(&[], Key::Enter).await?;
    app.shown("dialog[open]").await?;
    app.until("return document.activeElement.innerText === 'Peru'").await?;
    assert!(app.texts("#dialog-consequence").await?.concat().contains("Tiedosto ei ole salattu"));
    app.press(&[], Key::Escape).await?;
    app.until("return !document.querySelector('dialog') && document.activeElement.innerText === 'Ota talteen'").await?;
    assert_eq!(app.texts(".taking").await?, Vec::<String>::new());
    app.close().await
}

#[tokio::test]
async fn aino_prints_what_is_open_by_the_usual_key() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    app.shown("main article a[href*='/decision/']").await?.click().await?;
    app.shown("#print").await?;
    // The system's dialog would wait for somebody.
    app.script("window.printed = 0; window.print = () => { window.printed += 1; }").await?;
    app.press(&[Key::Control], 'p').await?;
    app.until("return window.printed === 1").await?;
    app.shown("#print").await?.click().await?;
    app.until("return window.printed === 2").await?;
    // Nothing of what only paper has is on the screen, or is told to anybody.
    assert_eq!(
        app.script("return [...document.querySelectorAll('.print-only')].every(it => !it.getClientRects().length)")
            .await?,
        true
    );
    app.close().await
}
