//! A decision that waits to be received: by keyboard alone, with the sign-in that it wants.

use std::time::Duration;

use anyhow::{Context, Result};
use fantoccini::key::Key;
use tests::{ENVELOPE_TITLE, SEALED_TITLE, Visitor, app::App};

use crate::sign_in::{choose_haikkala, go_connecting, go_to_browser};

/// What the way through identifying oneself is called at the moment; it has the focus at every step.
fn at_step(heading: &str) -> String {
    format!("return document.activeElement.id === 'identify' && document.activeElement.innerText === {heading:?}")
}

#[tokio::test]
async fn aino_receives_a_decision_by_keyboard_and_reads_on_in_it() -> Result<()> {
    let Some(app) = App::start_unconnected("fi").await? else { return Ok(()) };
    go_connecting(&app).await?;
    choose_haikkala(&app).await?;
    Visitor::new()?.sign_in(&go_to_browser(&app).await?, "aino").await?;
    app.until("return document.activeElement.innerText?.startsWith('Palvelu on yhdistetty: ')").await?;
    app.tab_to("Saapuneisiin").await?;
    app.press(&[], Key::Enter).await?;
    app.shown("main article").await?;
    app.haikkala.authority().backdate_sign_ins("aino", Duration::from_hours(1))?;
    let (aino, _) = app.haikkala.parties("aino")?.into_iter().next().context("Aino is known")?;
    app.haikkala.seal("d-1", &aino, |_| {})?;

    // It waits among what needs her, and its page says what receiving it means.
    app.shown("main [data-row$='/decision/d-1']").await?;
    let row = app.texts("main [data-row$='/decision/d-1']").await?.concat();
    assert!(row.contains("Vastaanota päätös viimeistään"), "{row}");
    app.tab_to(ENVELOPE_TITLE).await?;
    app.press(&[], Key::Enter).await?;
    app.shown("#receive").await?;
    let page = app.texts("#reading .sheet").await?.concat();
    for words in ["Satamatoimisto", "Aika hakea muutosta alkaa siitä.", "Se lähetetään sinulle kirjeenä"] {
        assert!(page.contains(words), "{words:?} is not in {page:?}");
    }
    assert!(!page.contains("Laiturikartta") && !page.contains(SEALED_TITLE), "{page}");

    // Asked once, and the safe answer leaves everything as it was.
    app.tab_to("Vastaanota päätös").await?;
    app.press(&[], Key::Enter).await?;
    app.shown("dialog[open]").await?;
    let asked = app.texts("dialog[open]").await?.concat();
    assert!(asked.contains("Oma asia. Saat päätöksen nyt tiedoksi"), "{asked}");
    app.press(&[], Key::Escape).await?;
    app.until("return !document.querySelector('dialog') && document.activeElement.id === 'receive'").await?;
    app.press(&[], Key::Enter).await?;
    app.shown("dialog[open]").await?;
    app.press(&[], Key::Tab).await?;
    assert!(app.focused().await?.contains("Vastaanota päätös"));
    app.press(&[], Key::Enter).await?;

    // Haikkala wants to know who she is, and nothing is received before.
    app.until(&at_step("Tunnistaudu uudelleen")).await?;
    let said = app.texts(".identify p").await?.concat();
    assert!(
        said.contains("ennen kuin otat päätöksen vastaan") && said.contains("ei ole vielä otettu vastaan"),
        "{said}"
    );
    app.press(&[], Key::Tab).await?;
    app.press(&[], Key::Enter).await?;
    app.until(&at_step("Jatka selaimessa")).await?;
    Visitor::new()?.sign_in(&app.browser.given().await?, "aino").await?;
    app.until(&at_step("Otetaanko päätös vastaan?")).await?;
    assert!(app.haikkala.authority().services()?.is_empty());
    app.press(&[], Key::Tab).await?;
    assert!(app.focused().await?.contains("Vastaanota päätös"));
    app.press(&[], Key::Enter).await?;

    // The decision stands in its place, and she is at its heading.
    let there = format!(
        "const it = document.activeElement; return it.id === 'reading-title' && it.innerText === {SEALED_TITLE:?}"
    );
    app.until(&there).await?;
    app.until("return !document.querySelector('.receive, .identify')").await?;
    let page = app.texts("#reading .sheet").await?.concat();
    assert!(page.contains("Hakemusta ei hyväksytty.") && page.contains("Laiturikartta"), "{page}");
    assert!(page.contains("sait päätöksen tiedoksi"), "{page}");
    assert_eq!(app.haikkala.authority().services()?.len(), 1);
    app.close().await
}
