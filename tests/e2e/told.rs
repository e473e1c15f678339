//! The calendar, putting off and the settings of notifications, by the keyboard alone.

use anyhow::Result;
use fantoccini::key::Key;
use tests::app::App;

/// How many things wait, as the navigation says it; nothing where none does.
const WAITING: &str = "(document.querySelector('nav .count')?.firstChild?.textContent ?? '')";
/// What a note of the open item says.
const NOTE: &str = "(document.querySelector('#reading .reminders > .note')?.innerText ?? '')";

#[tokio::test]
async fn aino_finds_what_is_due_puts_it_off_and_takes_that_back() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    app.until(&format!("return {WAITING} === '6'")).await?;
    app.press(&[Key::Alt], '6').await?;
    app.shown("main .due-day h2").await?;
    app.until("return location.pathname === '/calendar' && document.title === 'Kalenteri – Kotikunta'").await?;
    let days = app.texts("main .due-day h2").await?;
    assert!(days.len() > 2, "{days:?}");

    // The item that is due first is opened and put off until tomorrow.
    app.tab_to("Täydennä hakemusta").await?;
    app.press(&[], Key::Enter).await?;
    app.shown("#reading .reminders button").await?;
    app.until("return document.activeElement.id === 'reading-title'").await?;
    app.tab_to("Muistuta tai lykkää").await?;
    app.press(&[], Key::Enter).await?;
    app.shown("#snooze-day").await?;
    app.tab_to("Huomiseen klo 8.00").await?;
    app.press(&[], Key::Enter).await?;
    app.until(&format!("return {NOTE}.startsWith('Lykätty. Palaa odottaviin:')")).await?;
    app.until(&format!("return {WAITING} === '5'")).await?;

    // A moment that is past is no reminder; one to come is.
    app.tab_to("Oman muistutuksen päivä").await?;
    app.write("1.1.2020").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.querySelector('#item-reminders .note')?.innerText.startsWith('Valitse päivä') === true")
        .await?;
    app.script("const it = document.querySelector('#remind-day'); it.focus(); it.select()").await?;
    app.write("1.12.2026").await?;
    app.press(&[], Key::Enter).await?;
    app.until(
        "return document.querySelector('#item-reminders').innerText.includes('Oma muistutus: ti 1.12.2026 klo 12.00')",
    )
    .await?;

    app.script("document.querySelector('#reading-title').focus()").await?;
    app.tab_to("Palauta heti odottaviin").await?;
    app.press(&[], Key::Enter).await?;
    app.until(&format!("return {NOTE} === '' && {WAITING} === '6'")).await?;
    app.until("return document.activeElement !== document.body").await?;
    app.close().await
}

#[tokio::test]
async fn aino_accepts_a_decision_and_takes_that_back() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    app.until(&format!("return {WAITING} === '6'")).await?;
    app.tab_to("Elsan iltapäivätoiminta").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.activeElement.id === 'reading-title'").await?;
    app.tab_to("Tyydyn päätökseen").await?;
    app.press(&[], Key::Enter).await?;
    app.until(&format!("return {WAITING} === '5'")).await?;
    app.until("return document.activeElement.innerText === 'Poista merkintä'").await?;
    app.press(&[], Key::Enter).await?;
    app.until(&format!("return {WAITING} === '6'")).await?;
    app.until("return document.activeElement.innerText === 'Tyydyn päätökseen'").await?;
    app.close().await
}

#[tokio::test]
async fn what_aino_chooses_of_notifications_is_kept() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    app.tab_to("Asetukset").await?;
    app.press(&[], Key::Enter).await?;
    app.shown("#quiet-from").await?;
    let checked = |label: &str| {
        format!(
            "return [...document.querySelectorAll('[aria-labelledby=telling] label')].find(it => it.innerText.trim() === '{label}')?.querySelector('input').checked"
        )
    };
    let content = checked("Näytä ilmoituksessa, mitä asia koskee");
    assert_eq!(app.script(&content).await?, false, "nothing is said unless she wants it");
    app.tab_to("Näytä ilmoituksessa, mitä asia koskee").await?;
    app.press(&[], ' ').await?;
    app.tab_to("Ei ilmoituksia hiljaisena aikana").await?;
    app.press(&[], ' ').await?;
    app.until("return !document.querySelector('#quiet-from')").await?;
    app.script("location.reload()").await?;
    app.shown("#reminder-time").await?;
    app.until(&format!("return (() => {{ {content} }})() === true")).await?;
    assert_eq!(app.script("return !document.querySelector('#quiet-from')").await?, true);
    app.close().await
}
