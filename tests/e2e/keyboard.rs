//! The app by keyboard: where the keys lead, and where the focus is after each step.

use anyhow::Result;
use fantoccini::key::Key;
use tests::app::App;

/// The row that has the focus.
const ROW: &str = "return document.activeElement.closest('[data-row]')?.dataset.row ?? ''";

#[tokio::test]
async fn aino_goes_in_and_out_of_items_without_losing_her_place() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };

    // Regions in order and round, backwards too.
    app.press(&[], Key::F6).await?;
    let start = app.script("return document.activeElement.closest('[data-region]').dataset.region").await?;
    let mut regions = vec![start.clone()];
    for _ in 0..3 {
        app.press(&[], Key::F6).await?;
        regions.push(app.script("return document.activeElement.closest('[data-region]').dataset.region").await?);
    }
    let mut sorted: Vec<_> = regions.iter().filter_map(|region| region.as_str()).collect();
    sorted.sort_unstable();
    assert_eq!(sorted, ["list", "more", "reading", "views"]);
    app.press(&[], Key::F6).await?;
    assert_eq!(
        app.script("return document.activeElement.closest('[data-region]').dataset.region").await?,
        start,
        "and round"
    );
    app.press(&[Key::Shift], Key::F6).await?;
    assert_eq!(
        Some(&app.script("return document.activeElement.closest('[data-region]').dataset.region").await?),
        regions.last()
    );

    // Somebody who reads by a caret has it in a region, and nothing has the focus: F6 goes on from there.
    app.script("document.activeElement.blur(); getSelection().collapse(document.querySelector('#more'), 0)").await?;
    app.press(&[], Key::F6).await?;
    assert_eq!(app.script("return document.activeElement.dataset.region").await?, "list");

    // Enter opens and leads to the text; Escape leads back to the row it was opened from.
    app.script("document.querySelectorAll('main article h3 a')[2].focus()").await?;
    let row = app.script(ROW).await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.activeElement.id === 'reading-title'").await?;
    app.until("return !!document.querySelector('#reading h1')").await?;
    app.press(&[], Key::Escape).await?;
    app.until(&format!("return location.pathname === '/' && ({}) === {row}", ROW.replace("return ", ""))).await?;

    // The next that waits for her, from any page; from the last, the first again.
    app.press(&[Key::Alt], '4').await?;
    app.until("return location.pathname === '/contact' && document.activeElement.id === 'page-title'").await?;
    app.press(&[Key::Alt], 'n').await?;
    app.until("return location.pathname.startsWith('/item/') && document.activeElement.id === 'reading-title'").await?;
    let first = app.script("return location.pathname").await?;
    app.press(&[Key::Alt], 'n').await?;
    app.until(&format!("return location.pathname.startsWith('/item/') && location.pathname !== {first}")).await?;
    app.close().await
}

#[tokio::test]
async fn what_vanishes_under_the_focus_leaves_it_on_the_next() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    let (aino, _) = app.haikkala.parties("aino")?.remove(0);
    app.haikkala.send("m-a", &aino, "Kirjastoauto tulee torille")?;
    app.haikkala.send("m-b", &aino, "Uimahalli on kiinni")?;
    app.until(
        "return !!document.querySelector('[data-row$=\"/m-a\"]') && !!document.querySelector('[data-row$=\"/m-b\"]')",
    )
    .await?;

    // A change of the row she is on is shown without the page being read anew, and without taking her from it.
    app.script("window.same = true; document.querySelector('[data-row$=\"/m-a\"] a').focus()").await?;
    app.haikkala.send("m-a", &aino, "Kirjastoauto tulee satamaan")?;
    app.until("return document.querySelector('[data-row$=\"/m-a\"]').innerText.includes('satamaan')").await?;
    assert_eq!(app.script("return window.same && document.activeElement.innerText.includes('satamaan')").await?, true);

    // Taken back: the focus goes to the row that follows.
    let rows = "[...document.querySelectorAll('main [data-row]')]";
    let after = format!("return {rows}[{rows}.findIndex(row => row.dataset.row.endsWith('/m-a')) + 1].dataset.row");
    let next = app.script(&after).await?;
    app.haikkala.authority().tombstone("message", "m-a", "misdirected")?;
    app.until("return !document.querySelector('[data-row$=\"/m-a\"]')").await?;
    app.until(&format!("return ({}) === {next}", ROW.replace("return ", ""))).await?;

    // She is told of it, and with the last notice read she is still somewhere.
    app.until("return !!document.querySelector('.notice')").await?;
    while app.script("return document.querySelectorAll('.notice button').length").await? != 0 {
        let before = app.script("return document.querySelectorAll('.notice').length").await?;
        if !app.focused().await?.contains("Selvä") {
            app.script("document.querySelector('.notice button').focus()").await?;
        }
        app.press(&[], Key::Enter).await?;
        app.until(&format!("return document.querySelectorAll('.notice').length < {before}")).await?;
        app.until("return document.activeElement !== document.body").await?;
    }
    assert_eq!(app.script("return !!document.activeElement.closest('[data-region=list]')").await?, true);
    app.close().await
}

#[tokio::test]
async fn aino_chooses_keys_of_her_own() -> Result<()> {
    let Some(app) = App::start("en").await? else { return Ok(()) };
    app.press(&[], Key::F1).await?;
    app.until("return location.pathname === '/help' && document.title === 'Help – Kotikunta'").await?;
    app.tab_to("Change keys in the settings").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return location.pathname === '/settings'").await?;

    // A bare letter is refused with the reason, a key in use names its use, a free one is set.
    let note = |text: &str| {
        format!("return [...document.querySelectorAll('.key .note')].some(n => n.innerText.includes({text:?}))")
    };
    for (held, key, told) in [
        (vec![], 'm', "M will not do. It is needed for writing"),
        (vec![Key::Alt], '2', "Alt+2 is in use already: Cases"),
        (vec![Key::Alt], 'm', "The key is now Alt+M"),
    ] {
        if !app.focused().await?.starts_with(" Change: Next one that needs you") {
            app.script(
                "[...document.querySelectorAll('.key button')].find(b => b.innerText.includes('Next one')).focus()",
            )
            .await?;
        }
        app.press(&[], Key::Enter).await?;
        app.until("return document.activeElement.innerText.startsWith('Press a new key')").await?;
        app.press(&held, key).await?;
        app.until(&note(told)).await?;
    }
    app.press(&[Key::Alt], 'm').await?;
    app.until("return location.pathname.startsWith('/item/')").await?;

    // The usual keys come back, and help lists them.
    app.press(&[], Key::F1).await?;
    app.until("return [...document.querySelectorAll('kbd')].some(key => key.innerText === 'Alt+M')").await?;
    app.tab_to("Change keys in the settings").await?;
    app.press(&[], Key::Enter).await?;
    app.tab_to("Back to the usual keys").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return [...document.querySelectorAll('kbd')].some(key => key.innerText === 'Alt+N')").await?;
    app.close().await
}

#[tokio::test]
async fn the_menu_of_a_phone_leads_the_focus_in_and_out() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    app.resize(360, 740).await?;
    let open = "return document.querySelector('.menu').getAttribute('aria-expanded') === 'true'";
    let shut = "return document.querySelector('.menu').getAttribute('aria-expanded') === 'false'";

    app.script("document.querySelector('.menu').focus()").await?;
    app.press(&[], Key::Enter).await?;
    app.until(open).await?;
    app.until("return document.activeElement.id === 'more'").await?;
    app.press(&[], Key::Escape).await?;
    app.until(shut).await?;
    app.until("return document.activeElement.className === 'menu'").await?;

    app.press(&[], Key::Enter).await?;
    app.until("return document.activeElement.id === 'more'").await?;
    app.tab_to("Asetukset").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return location.pathname === '/settings' && document.activeElement.id === 'page-title'").await?;
    app.until(shut).await?;

    // The page that is shown already: the menu closes all the same, and she is in the page.
    app.script("document.querySelector('.menu').focus()").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.activeElement.id === 'more'").await?;
    app.tab_to("Asetukset").await?;
    app.press(&[], Key::Enter).await?;
    app.until(shut).await?;
    app.until("return document.activeElement.id === 'main'").await?;
    app.close().await
}

#[tokio::test]
async fn aino_finds_out_what_a_word_means() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    // Below what she reads stands what its hard words mean, all of them.
    app.press(&[Key::Alt], 'n').await?;
    app.until("return document.title.startsWith('Elsan iltapäivätoiminta')").await?;
    app.shown("#reading .terms").await?;
    let words = app.texts("#reading .terms dt").await?;
    assert_eq!(words.first().map(String::as_str), Some("oikaisuvaatimus"), "{words:?}");

    // In the text it can be asked about where it is first said. What it means stands right below, until Escape.
    app.tab_to("Tee oikaisuvaatimus").await?;
    app.tab_to("oikaisuvaatimus").await?;
    app.press(&[], Key::Enter).await?;
    app.until(
        "return document.querySelector('#reading p:has(.term) + .meaning')?.innerText.startsWith('oikaisuvaatimus: ')",
    )
    .await?;
    assert_eq!(app.script("return document.activeElement.ariaExpanded").await?, "true");
    app.press(&[], Key::Escape).await?;
    app.until("return !document.querySelector('.meaning') && document.activeElement.className === 'term'").await?;
    assert_eq!(app.script("return location.pathname.startsWith('/item/')").await?, true);

    // From there she comes to all of them, and narrows them as she types.
    app.tab_to("Kaikki sanaston sanat").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return location.pathname === '/glossary' && document.title === 'Sanasto – Kotikunta'").await?;
    let all = app.texts("main .glossary dt").await?;
    assert!(all.len() > 60 && all.first().is_some_and(|first| first == "asemakaava"), "{all:?}");
    app.tab_to("Etsi sana").await?;
    app.write("lainvoima").await?;
    app.until("return document.querySelectorAll('main .glossary dt').length === 1").await?;
    assert_eq!(app.texts("main .glossary dt").await?, ["lainvoimainen"]);
    app.write("hirvi").await?;
    app.until("return document.querySelectorAll('main .glossary dt').length === 0").await?;
    assert_eq!(app.texts("main .glossary .found").await?, ["Sanaa ei ole sanastossa."]);
    app.close().await
}
