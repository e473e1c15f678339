//! What a clerk does at the desk, before the resident's eyes: the page is not loaded again, and nothing is asked for.

use anyhow::{Context, Result};
use fantoccini::key::Key;
use tests::{Clerk, app::App};

#[tokio::test]
async fn what_the_clerk_does_aino_sees() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    let clerk = Clerk::at(&app.haikkala).await?;
    let (aino, _) = app.haikkala.parties("aino")?.remove(0);
    app.script("window.same = true").await?;
    let row = |words: &str| {
        format!("return [...document.querySelectorAll('main article')].some(row => row.innerText.includes({words:?}))")
    };

    // A message, for reading.
    let letter = [("party", aino.as_str()), ("title-fi", "Kirjastoauto tulee torille"), ("body-fi", "Tervetuloa.")];
    clerk.does("desk/message", &[&letter[..], &[("need", "nothing")]].concat()).await?;
    app.until(&row("Kirjastoauto tulee torille")).await?;

    // A document is asked for: it waits for her, with its day.
    let asked = [("party", aino.as_str()), ("title-fi", "Lähetä ajokortin kopio"), ("body-fi", "Tarvitsemme kopion.")];
    clerk.does("desk/task", &[&asked[..], &[("day", "2026-12-04")]].concat()).await?;
    app.until(&row("Lähetä ajokortin kopio")).await?;
    app.until("return document.querySelector('#group-needs-you').innerText.includes('(7)')").await?;

    // A case she has open moves on: she reads it where she is.
    app.press(&[Key::Alt], '2').await?;
    let case = app.shown("main article a[href*='/haikkala/case/']").await?;
    let id = case.attr("href").await?.and_then(|href| Some(href.rsplit_once('/')?.1.to_owned()));
    let id = id.context("a case has an address")?;
    case.click().await?;
    app.shown("#reading .time").await?;
    let moved = [
        ("id", id.as_str()),
        ("event-fi", "Pyysimme lausunnon"),
        ("actor", "authority"),
        ("status", "waiting"),
        ("next-fi", "Odotamme lausuntoa naapurilta."),
    ];
    clerk.does(&format!("desk/case?id={id}"), &moved).await?;
    app.until("return document.querySelector('#reading .time').innerText.includes('Pyysimme lausunnon')").await?;
    app.until("return document.querySelector('#reading').innerText.includes('Odotamme lausuntoa naapurilta.')").await?;
    assert_eq!(app.script("return window.same").await?, true, "the page was not loaded again");
    app.close().await
}
