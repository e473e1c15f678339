//! Answering what a task asks, withdrawing a case, and putting a picture with a letter, by the keyboard alone.

use anyhow::Result;
use arboard::{Clipboard, ImageData};
use fantoccini::key::Key;
use tests::app::App;

/// Goes to an address and waits until its heading has the focus.
pub async fn open(app: &App, address: &str) -> Result<()> {
    app.script(&format!("window.before = true; setTimeout(() => location.assign({address:?}))")).await?;
    app.until("return !window.before && !!document.querySelector(\"main[data-ready='true']\")").await?;
    Ok(())
}

/// Goes through the question before sending.
pub async fn confirm(app: &App, question: &str) -> Result<()> {
    app.until(&format!("return document.querySelector('dialog[open]')?.innerText.includes({question:?})")).await?;
    app.press(&[], Key::Tab).await?;
    app.press(&[], Key::Enter).await?;
    app.until("return !document.querySelector('dialog')").await
}

#[tokio::test]
async fn aino_answers_what_a_task_asks_and_it_waits_for_her_no_more() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    open(&app, "/item/kaarna/task/task-1aaf98c60dee").await?;
    app.shown("#reading #question-0 input").await?;
    // What is missed is said before anything is asked, and the focus is where it is missed.
    app.tab_to("Lähetä vastaus").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.activeElement.closest('#question-0') && document.querySelector('#question-0 .flaw')?.innerText.includes('Vastaa tähän')")
        .await?;
    app.press(&[], ' ').await?;
    app.until("return document.querySelector('#question-0 input').checked").await?;
    app.until("return document.querySelector('.kept')?.innerText.includes('tallessa')").await?;
    app.tab_to("Lähetä vastaus").await?;
    app.press(&[], Key::Enter).await?;
    confirm(&app, "Sopiiko aika? Aika sopii.").await?;
    app.until("return document.querySelector('#reading .first .tag')?.innerText === 'Tehtävä on tehty'").await?;
    app.until("return document.querySelector('nav .count')?.innerText.startsWith('5')").await?;
    let letters = app.kaarna.authority().letters()?;
    assert_eq!(
        letters.iter().filter_map(|it| it.body.fi.as_deref()).collect::<Vec<_>>(),
        ["Sopiiko aika?\nAika sopii"]
    );
    app.close().await
}

#[tokio::test]
async fn aino_withdraws_her_application() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    open(&app, "/cases/haikkala/case/case-16a9a01bf28d").await?;
    app.until("return !!document.querySelector(\"#reading a[href^='/write/withdrawal/']\")").await?;
    app.tab_to("Peru tämä asia").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.activeElement.id === 'page-title' && !!document.querySelector('#letter-body')").await?;
    app.tab_to("Peru asia").await?;
    app.press(&[], Key::Enter).await?;
    confirm(&app, "Perumista ei voi kumota").await?;
    app.until("return location.pathname.startsWith('/cases/haikkala/case/')").await?;
    app.until("return /perut/i.test(document.querySelector('#reading .first dl')?.innerText)").await?;
    app.until("return !document.querySelector(\"#reading a[href^='/write/withdrawal/']\")").await?;
    app.close().await
}

#[tokio::test]
async fn a_picture_on_the_clipboard_goes_with_a_letter_and_words_stay_words() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    let mut clipboard = Clipboard::new()?;
    let (width, height) = (2400, 1200);
    let bytes = (0..2400 * 1200_u32).flat_map(|at| (at ^ (at >> 7)).to_le_bytes()).collect::<Vec<_>>();
    clipboard.set_image(ImageData { width, height, bytes: bytes.into() })?;
    open(&app, "/letters").await?;
    app.tab_to("Omassa asiassasi").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return !!document.querySelector('#letter-body')").await?;
    app.tab_to("Viesti").await?;
    app.press(&[Key::Control], 'v').await?;
    app.until("return document.querySelector('.attached li')?.innerText.includes('pienennetty koosta')").await?;
    assert_eq!(app.script("return document.querySelector('#letter-body').value").await?, "");
    clipboard.set_text("Kuva on liitteenä.")?;
    app.press(&[Key::Control], 'v').await?;
    app.until("return document.querySelector('#letter-body').value === 'Kuva on liitteenä.'").await?;
    assert_eq!(app.script("return document.querySelectorAll('.attached li').length").await?, 1);
    app.close().await
}
