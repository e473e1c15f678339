//! Filing by the keyboard alone.

use anyhow::Result;
use fantoccini::key::Key;
use tests::app::App;

/// The names of the rows that are shown.
const ROWS: &str = "[...document.querySelectorAll('main [data-row]')].map(row => row.dataset.row)";
/// The row that has the focus.
const ROW: &str = "document.activeElement.closest('[data-row]')?.dataset.row";
/// The region that has the focus.
const REGION: &str = "return document.activeElement.closest('[data-region]')?.dataset.region ?? ''";

/// Waits until every service has brought what it has; each brings it at once.
async fn all_there(app: &App) -> Result<()> {
    for town in app.towns() {
        app.until(&format!("return {ROWS}.some(row => row.startsWith('{}/'))", town.source())).await?;
    }
    Ok(())
}

#[tokio::test]
async fn aino_files_three_items_and_undoes_it() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    all_there(&app).await?;
    let all = app.script(&format!("return {ROWS}")).await?;
    let rows = all.as_array().cloned().unwrap_or_default();
    assert!(rows.len() > 6);
    let row = |place: usize| rows.get(place).cloned().unwrap_or_default();

    // From a row she begins to select with Shift and an arrow, and goes on.
    app.script("document.querySelectorAll('main [data-row] h3 a')[1].focus()").await?;
    for count in [2, 3] {
        app.press(&[Key::Shift], Key::Down).await?;
        app.until(&format!("return document.querySelectorAll('.pick input:checked').length === {count}")).await?;
        app.until(&format!("return {ROW} === {}", row(count))).await?;
    }
    assert_eq!(app.texts(".select-row .strong").await?, ["3 valittu"]);
    // Back again, and forth: a range is what lies between its ends.
    app.press(&[Key::Shift], Key::Up).await?;
    app.until("return document.querySelectorAll('.pick input:checked').length === 2").await?;
    app.press(&[Key::Shift], Key::Down).await?;
    app.until("return document.querySelectorAll('.pick input:checked').length === 3").await?;

    // Into the archive: said once, and the focus goes to the next row.
    while app.script(REGION).await? != "selection" {
        app.press(&[], Key::F6).await?;
    }
    app.tab_to("Siirrä arkistoon").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.querySelector('.undo p')?.innerText.endsWith('siirretty arkistoon.')").await?;
    app.until(&format!("return {ROWS}.length === {} && !document.querySelector('.pick')", rows.len() - 3)).await?;
    app.until(&format!("return {ROW} === {}", row(4))).await?;

    // Ctrl+Z brings all of it back to its place.
    app.press(&[Key::Control], 'z').await?;
    app.until(&format!("return JSON.stringify({ROWS}) === JSON.stringify({all})")).await?;
    app.until("return !document.querySelector('.undo')").await?;

    // An item by itself, from its own page, and found in the archive.
    app.script("document.querySelectorAll('main [data-row] h3 a')[1].focus()").await?;
    app.press(&[], Key::Enter).await?;
    app.shown(".item-tools button").await?;
    app.until("return document.activeElement.id === 'reading-title'").await?;
    app.tab_to("Siirrä arkistoon").await?;
    app.press(&[], Key::Enter).await?;
    app.until(&format!("return location.pathname === '/' && !{ROWS}.includes({})", row(1))).await?;
    app.tab_to("Arkisto").await?;
    app.press(&[], Key::Enter).await?;
    app.until(&format!(
        "return location.search === '?archive=1' && document.title === 'Arkisto – Kotikunta' && {ROWS}.length === 1 && {ROWS}[0] === {}",
        row(1)
    ))
    .await?;
    assert_eq!(app.texts("#results-title").await?, ["Arkistossa (1)"]);

    // The button undoes it as well; F6 leads there.
    while app.script(REGION).await? != "undo" {
        app.press(&[], Key::F6).await?;
    }
    app.tab_to("Kumoa").await?;
    app.press(&[], Key::Enter).await?;
    app.shown(".results .empty").await?;
    app.until("return document.activeElement !== document.body").await?;
    app.close().await
}

#[tokio::test]
async fn aino_labels_an_item_and_narrows_by_it() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    all_there(&app).await?;
    let first = app.script(&format!("return {ROWS}[0]")).await?;
    app.script("document.querySelector('main [data-row] h3 a').focus()").await?;
    app.press(&[], Key::Enter).await?;
    app.shown(".item-tools button").await?;
    app.until("return document.activeElement.id === 'reading-title'").await?;
    app.tab_to("Muut toiminnot").await?;
    app.press(&[], Key::Enter).await?;
    app.shown("#item-new-label").await?;
    app.script("document.querySelector('#item-new-label').focus()").await?;
    app.write("Koulu").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.querySelector('#reading .label-name')?.innerText === 'Koulu'").await?;
    app.until("return document.querySelector('.label-marks input[type=checkbox]')?.checked === true").await?;
    app.press(&[], Key::Escape).await?;

    let choose = "const it = document.querySelector('#label-filter'); it.selectedIndex = 1;
        it.dispatchEvent(new Event('change', { bubbles: true })); return location.search";
    app.shown("#label-filter").await?;
    app.script(choose).await?;
    app.until(&format!(
        "return /label=1/.test(location.search) && JSON.stringify({ROWS}) === JSON.stringify([{first}])"
    ))
    .await?;
    assert_eq!(app.texts("#results-title").await?, ["Koulu (1)"]);
    app.close().await
}
