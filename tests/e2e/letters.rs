//! Writing, sending and reading of the receipt, in the app's own window and by the keyboard alone.

use anyhow::Result;
use fantoccini::key::Key;
use municipality::Fault;
use tests::app::App;

/// Opens a message and goes to its answer.
async fn begin_answer(app: &App) -> Result<()> {
    let row = "document.querySelector(\"main article a[href*='/kaarna/message/']\")";
    app.until(&format!("const it = {row}; it?.focus(); return !!it && document.activeElement === it")).await?;
    app.press(&[], Key::Enter).await?;
    app.until("return location.pathname.startsWith('/item/kaarna/message/')").await?;
    app.until("return !!document.querySelector('#reading .reply a')").await?;
    app.tab_to("Vastaa").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return location.pathname.startsWith('/write/answer/') && !!document.querySelector('#letter-body')")
        .await?;
    app.until("return document.activeElement.id === 'page-title'").await
}

async fn write_body(app: &App, text: &str) -> Result<()> {
    app.tab_to("Viesti").await?;
    app.write(text).await?;
    app.until("return document.querySelector('.kept').innerText.includes('tallessa')").await
}

/// Sends from the field, through the question that shows whom and what it concerns.
async fn send(app: &App) -> Result<()> {
    app.press(&[Key::Control], Key::Enter).await?;
    app.until("return document.querySelector('dialog[open]')?.innerText.includes('Asia koskee')").await?;
    app.press(&[], Key::Tab).await?;
    app.press(&[], Key::Enter).await?;
    app.until("return !document.querySelector('dialog')").await
}

#[tokio::test]
async fn aino_answers_a_message_and_gets_a_receipt() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    begin_answer(&app).await?;
    assert_eq!(app.script("return document.querySelector('#letter-title').value !== ''").await?, true, "a subject");
    write_body(&app, "Maanantai sopii.").await?;
    send(&app).await?;
    app.until("return location.pathname.startsWith('/item/')").await?;
    // Everything that was sent is listed, with when it was received and under which number.
    app.press(&[Key::Alt], '5').await?;
    app.until("return location.pathname === '/letters'").await?;
    app.until("return /on ottanut viestin vastaan .*Kirjaamisnumero on V \\d+\\/\\d{4}/.test(document.querySelector('main .outgoing .phase')?.innerText)")
        .await?;
    app.until("return !!document.querySelector('main .outgoing a.button[href*=letter-]')").await?;
    app.tab_to("Avaa").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.querySelector('#reading .receipt')?.innerText.includes('Kirjaamisnumero')").await?;
    app.until("return document.querySelector('#reading .letter').innerText.trim() === 'Maanantai sopii.'").await?;
    app.close().await
}

#[tokio::test]
async fn a_draft_is_there_when_the_page_is_made_anew_and_can_be_discarded() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    begin_answer(&app).await?;
    write_body(&app, "Kesken jäi").await?;
    app.script("window.before = true; location.assign('/letters')").await?;
    app.until("return !window.before && !!document.querySelector(\"main[data-ready='true'] .outgoing\")").await?;
    app.until("return document.querySelector('main .outgoing .preview')?.innerText === 'Kesken jäi'").await?;
    assert_eq!(app.script("return document.querySelector('nav a[href=\"/letters\"] .count').innerText[0]").await?, "1");
    app.tab_to("Jatka kirjoittamista").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.querySelector('#letter-body')?.value === 'Kesken jäi'").await?;
    app.until("return document.activeElement.id === 'page-title'").await?;
    app.tab_to("Hylkää").await?;
    app.press(&[], Key::Enter).await?;
    app.shown("dialog[open]").await?;
    app.press(&[], Key::Tab).await?;
    app.press(&[], Key::Enter).await?;
    app.press(&[Key::Alt], '5').await?;
    app.until("return location.pathname === '/letters' && !!document.querySelector('main .empty')").await?;
    app.close().await
}

#[tokio::test]
async fn a_letter_on_a_cut_line_waits_in_sight_and_goes_by_itself() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    begin_answer(&app).await?;
    for town in app.towns() {
        town.faults().begin(Fault::CutOff);
    }
    write_body(&app, "Odottaa").await?;
    send(&app).await?;
    // Beside the message it answers.
    app.until("return document.querySelector('#reading .outgoing .phase')?.innerText.includes('Odottaa yhteyttä')")
        .await?;
    // It may have arrived, so it stays as it is.
    app.until("return document.querySelector('#reading .outgoing .phase').innerText.includes('ehkä jo perillä')")
        .await?;
    // While it is being tried again there is nothing to do; at rest, only that.
    app.until(
        "const ways = [...document.querySelectorAll('#reading .outgoing .actions > *')];
         return ways.length === 1 && ways[0].innerText.startsWith('Lähetä nyt')",
    )
    .await?;
    for town in app.towns() {
        town.faults().end();
    }
    app.until("return !document.querySelector('#reading .outgoing')").await?;
    let kaarna = app.kaarna.authority().letters()?;
    assert_eq!(kaarna.iter().filter(|letter| letter.body.fi.as_deref() == Some("Odottaa")).count(), 1);
    app.close().await
}

#[tokio::test]
async fn a_new_matter_is_begun_and_what_is_missing_is_said_where_it_is() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    app.press(&[Key::Alt], '5').await?;
    app.until("return location.pathname === '/letters' && !!document.querySelector('main .ways a')").await?;
    app.tab_to("Omassa asiassasi").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.activeElement.id === 'page-title' && !!document.querySelector('#letter-body')").await?;
    // Without a subject it does not go, and the focus is where the subject is missing.
    app.tab_to("Viesti").await?;
    app.write("Milloin palstat jaetaan?").await?;
    send(&app).await?;
    app.until("return document.activeElement.id === 'letter-title' && document.activeElement.getAttribute('aria-invalid') === 'true'")
        .await?;
    assert!(app.focused().await?.contains("Kirjoita viestille aihe."));
    app.write("Palstat").await?;
    send(&app).await?;
    app.until("return location.pathname === '/letters'").await?;
    app.until("return document.activeElement.id === 'page-title'").await?;
    app.until("return /Kirjaamisnumero on/.test(document.querySelector('main .outgoing .phase')?.innerText)").await?;
    let letters = app.haikkala.authority().letters()?;
    assert_eq!(letters.iter().filter_map(|letter| letter.title.fi.as_deref()).collect::<Vec<_>>(), ["Palstat"]);
    app.close().await
}
