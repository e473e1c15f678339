//! Looking for something in the app's own window.

use anyhow::Result;
use fantoccini::key::Key;
use tests::app::App;

const IN_FIELD: &str = "document.activeElement.id === 'search'";

/// Clicks what is there at that moment: a list may be made anew between looking and clicking.
async fn click(app: &App, selector: &str) -> Result<()> {
    app.until(&format!("const it = document.querySelector({selector:?}); it?.click(); return !!it")).await
}

#[tokio::test]
async fn aino_looks_for_something_reads_it_and_comes_back() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };

    // From any page to the field, and what is typed is found as it is typed, in another form and without dots.
    app.press(&[Key::Alt], '4').await?;
    app.until("return location.pathname === '/contact'").await?;
    app.press(&[Key::Control], 'f').await?;
    app.until(&format!("return location.pathname === '/' && {IN_FIELD}")).await?;
    app.write("elsa tarkastuksen").await?;
    app.until(
        "return document.querySelectorAll('main .results article').length > 0 && location.search.includes('find=')",
    )
    .await?;
    app.until("return [...document.querySelectorAll('main .results mark')].some(mark => /hammastarkastu/i.test(mark.innerText))")
        .await?;
    let count = app.texts("#results-title").await?;
    let rows = app.texts("main .results article").await?.len();
    assert_eq!(count, [format!("{rows} osumaa")], "the heading counts what is shown");
    assert_eq!(app.script(&format!("return {IN_FIELD}")).await?, true, "the focus stays where she writes");

    // Into what was found, and back to it: by Escape, and by the way one came.
    app.script("document.querySelector('main .results article h3 a').focus()").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return location.pathname.startsWith('/item/') && document.activeElement.id === 'reading-title'").await?;
    assert_eq!(app.script("return document.querySelectorAll('main .results article').length").await?, rows);
    app.press(&[], Key::Escape).await?;
    app.until("return location.pathname === '/' && !!document.activeElement.closest('.results article')").await?;

    // Escape ends the search and leads to the field.
    app.press(&[], Key::Escape).await?;
    app.until(&format!("return location.search === '' && {IN_FIELD} && document.activeElement.value === ''")).await?;
    app.until("return !!document.querySelector('#group-needs-you') && !document.querySelector('.results')").await?;

    // Back leads out of a search in one step, however much was typed.
    app.write("palsta").await?;
    app.until("return document.querySelectorAll('main .results mark').length > 0").await?;
    app.write("n").await?;
    app.until("return location.search.endsWith('palstan')").await?;
    app.script("history.back()").await?;
    app.until("return location.search === '' && !document.querySelector('.results')").await?;
    assert_eq!(app.script("return document.querySelector('#search').value").await?, "");
    app.close().await
}

#[tokio::test]
async fn aino_narrows_a_search_and_keeps_it() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    app.press(&[Key::Control], 'f').await?;
    app.until(&format!("return {IN_FIELD}")).await?;
    app.write("helmi").await?;
    app.until("return document.querySelectorAll('main .results article').length > 1").await?;
    app.tab_to("Rajaa hakua").await?;
    app.press(&[], Key::Enter).await?;
    app.shown("#search-kind").await?;
    let choose = "const it = document.querySelector('#search-kind'); it.value = 'decision';
        it.dispatchEvent(new Event('change', { bubbles: true }))";
    app.script(choose).await?;
    app.until("return location.search.includes('kind=decision')").await?;
    let decisions = "const rows = [...document.querySelectorAll('main .results article a')];
        return rows.length > 0 && rows.every(row => row.pathname.includes('/decision/'))";
    app.until(decisions).await?;

    // A day that is none is said so where it was written.
    app.script("document.querySelector('#search-from').focus()").await?;
    app.write("31.2.2026").await?;
    app.press(&[], Key::Tab).await?;
    app.until("return document.querySelector('#search-from').getAttribute('aria-invalid') === 'true'").await?;
    app.script("document.querySelector('#search-from').select(); document.querySelector('#search-from').focus()")
        .await?;
    app.write("1.1.2026").await?;
    app.press(&[], Key::Tab).await?;
    app.until("return location.search.includes('from=2026-01-01')").await?;

    // Kept by a name, it is there after the app was opened anew, and forgotten when she says so.
    app.script("document.querySelector('#search-name').focus()").await?;
    app.write("Helmin").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.querySelector('.saved-search a')?.innerText === 'Helmin'").await?;
    let kept = app.script("return document.querySelector('.saved-search a').search").await?;
    assert_eq!(kept, app.script("return location.search").await?);
    app.script("window.before = true; location.assign('/')").await?;
    app.until("return !window.before && !!document.querySelector(\"main[data-ready='true'] .narrow-toggle\")").await?;
    click(&app, ".narrow-toggle").await?;
    click(&app, ".saved-search a").await?;
    app.until(&format!("return location.search === {kept}")).await?;
    app.until(decisions).await?;
    click(&app, ".saved-search button").await?;
    app.until("return !document.querySelector('.saved-search')").await?;
    app.close().await
}

#[tokio::test]
async fn who_finds_nothing_is_told_what_to_try() -> Result<()> {
    let Some(app) = App::start("sv").await? else { return Ok(()) };
    app.press(&[Key::Control], 'f').await?;
    app.until(&format!("return {IN_FIELD}")).await?;
    app.write("rymdraket").await?;
    app.shown(".results .empty").await?;
    assert_eq!(app.texts("#results-title").await?, ["0 träffar"]);
    let said = app.texts(".results .empty p").await?;
    assert!(said.iter().any(|line| line.contains("färre ord")), "{said:?}");
    app.close().await
}
