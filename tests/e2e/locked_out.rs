//! Nothing opens the store: the app says why, and lets the resident begin again.

use anyhow::Result;
use fantoccini::key::Key;
use tests::app::App;

#[tokio::test]
async fn aino_begins_again_by_keyboard() -> Result<()> {
    let Some(app) = App::start_locked_out("fi").await? else { return Ok(()) };
    assert_eq!(app.texts("h1").await?, ["Tietosi ovat lukossa"]);
    app.until("return document.title === 'Tietosi ovat lukossa – Kotikunta'").await?;

    // Trying again changes nothing, and says so.
    app.tab_to("Yritä uudelleen").await?;
    app.press(&[], Key::Enter).await?;
    app.shown(".failure p + p + p + .strong").await?;

    // What would follow is said first, and the safe answer has the focus: Escape leaves everything as it was.
    app.tab_to("Aloita alusta").await?;
    app.press(&[], Key::Enter).await?;
    app.shown("dialog[open]").await?;
    assert!(app.texts("#dialog-consequence").await?.concat().contains("Laitteelle haetut tiedot poistetaan."));
    app.until("return document.activeElement.innerText === 'Peru'").await?;
    app.press(&[], Key::Escape).await?;
    app.until(
        "return !document.querySelector('dialog') && document.activeElement.innerText.startsWith('Aloita alusta')",
    )
    .await?;
    assert_eq!(app.texts("h1").await?, ["Tietosi ovat lukossa"]);

    app.press(&[], Key::Enter).await?;
    app.until("return document.activeElement.innerText === 'Peru'").await?;
    app.press(&[], Key::Tab).await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.title === 'Saapuneet – Kotikunta'").await?;
    app.until("return document.activeElement.tagName === 'H1'").await?;
    app.shown(".empty").await?;
    app.close().await
}
