//! From the first screen to a decision, a document, another language and a message that arrives meanwhile.

use anyhow::{Context, Result};
use fantoccini::{Locator, key::Key};
use tests::app::App;

#[tokio::test]
async fn aino_reads_her_inbox() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };

    // What needs her stands first, every item is an article with a heading that is a link, and the page names itself.
    let headings = app.texts("main article h3 a").await?;
    assert!(headings.len() > 8, "{headings:?}");
    assert_eq!(app.texts("h1").await?.first().map(String::as_str), Some("Saapuneet"));
    assert_eq!(app.window.title().await?, "Saapuneet – Kotikunta");
    assert_eq!(app.script("return document.documentElement.lang").await?, "fi");

    // She opens the first decision; its own heading appears and the window is named after it.
    let decision = app.window.find(Locator::Css("main article a[href*='/decision/']")).await?;
    // Whose it is is heard before the title.
    let heard = app.script("return document.querySelector(\"main article a[href*='/decision/']\").textContent").await?;
    let heard = heard.as_str().context("words")?;
    let title = heard.strip_prefix("Koskee: Elsa Virta ").context("whose matter it is comes first")?;
    decision.click().await?;
    app.until(&format!("return document.title.includes({title:?})")).await?;

    // A message that the municipality sends now appears without being asked for.
    let (aino, _) = app.haikkala.parties("aino")?.remove(0);
    app.haikkala.send("m-live", &aino, "Kirjastoauto tulee torille")?;
    app.until(
        "return [...document.querySelectorAll('main article a')].some(a => a.textContent.includes('Kirjastoauto'))",
    )
    .await?;
    app.close().await
}

#[tokio::test]
async fn aino_uses_the_keyboard_alone() -> Result<()> {
    let Some(app) = App::start("sv").await? else { return Ok(()) };
    assert_eq!(app.script("return document.documentElement.lang").await?, "sv");

    // The skip link is first, and Enter on an item's link opens it.
    app.script("document.body.focus(); document.activeElement.blur()").await?;
    let body = app.window.find(Locator::Css("body")).await?;
    body.send_keys(&Key::Tab).await?;
    assert_eq!(app.script("return document.activeElement.className").await?, "skip");
    let link = app.window.find(Locator::Css("main article h3 a")).await?;
    let href = link.attr("href").await?.unwrap_or_default();
    link.send_keys(&Key::Enter).await?;
    app.until(&format!("return location.pathname === new URL({href:?}, location).pathname")).await?;
    app.close().await
}
