//! From an app with nothing in it to a connected service and back: by keyboard in the app, by pointer in the system browser.

use anyhow::{Context, Result};
use fantoccini::{Locator, key::Key};
use tests::{BrowserWindow, PATIENCE, Town, Visitor, app::App};

/// Where the focus is when the page of a service is there.
const CHOSEN: &str = "return document.activeElement.id === 'service-title'";
/// Where the focus is as any other step begins.
const STEP: &str = "return document.activeElement.id === 'step'";

/// From the empty inbox to the page of connecting.
pub async fn go_connecting(app: &App) -> Result<()> {
    app.shown(".empty").await?;
    app.tab_to("Yhdistä ensimmäinen palvelu").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.title === 'Yhdistä palvelu – Kotikunta'").await
}

/// Chooses Haikkala by typing the beginning of its name.
pub async fn choose_haikkala(app: &App) -> Result<()> {
    choose(app, "haik", "Haikka").await
}

/// Chooses the only service that is found by what is typed, and whose name begins so.
pub async fn choose(app: &App, typed: &str, name: &str) -> Result<()> {
    app.tab_to("Nimi tai postinumero").await?;
    app.write(typed).await?;
    app.until("return document.querySelector('.found')?.innerText === 'Löytyi yksi palvelu.'").await?;
    app.tab_to(name).await?;
    app.press(&[], Key::Enter).await?;
    app.until(CHOSEN).await?;
    app.until(&format!("return document.title.startsWith('{name}') && document.title.endsWith(' – Kotikunta')")).await
}

/// Goes to the browser, and answers with the address that the system's browser was given.
pub async fn go_to_browser(app: &App) -> Result<String> {
    app.tab_to("Kirjaudu selaimessa").await?;
    app.press(&[], Key::Enter).await?;
    let address = app.browser.given().await?;
    app.until("return document.activeElement.innerText === 'Jatka selaimessa'").await?;
    Ok(address)
}

/// Presses what says this on the page.
async fn click(window: &BrowserWindow, selector: &str, words: &str) -> Result<()> {
    for element in window.window.find_all(Locator::Css(selector)).await? {
        if element.text().await?.starts_with(words) {
            return Ok(element.click().await?);
        }
    }
    anyhow::bail!("no {selector} says {words:?}")
}

/// Waits for the page on which the browser ends, and holds it against its language and words.
async fn ends_with(window: &BrowserWindow, lang: &str, heading: &str, text: &str) -> Result<()> {
    window.until(&format!("return document.title === '{heading} – Kotikunta'")).await?;
    assert_eq!(window.script("return document.documentElement.lang").await?, lang);
    assert_eq!(window.texts("main > *").await?, [heading, text]);
    Ok(())
}

/// Goes to a view by the navigation.
pub async fn go_to(app: &App, name: &str) -> Result<()> {
    app.tab_to(name).await?;
    app.press(&[], Key::Enter).await?;
    app.until(&format!("return document.title === '{name} – Kotikunta'")).await
}

/// Opens the question behind a button, leaves it by the safe answer, and then says yes.
async fn answer_yes(app: &App, button: &str, consequence: &str) -> Result<()> {
    app.tab_to(button).await?;
    app.press(&[], Key::Enter).await?;
    app.shown("dialog[open]").await?;
    assert!(app.texts("#dialog-consequence").await?.concat().contains(consequence));
    app.until("return document.activeElement.innerText === 'Peru'").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return !document.querySelector('dialog') && document.activeElement.tagName === 'BUTTON'").await?;
    assert!(app.focused().await?.contains(button), "the focus is back where it was asked");
    app.press(&[], Key::Enter).await?;
    app.until("return document.activeElement.innerText === 'Peru'").await?;
    app.press(&[], Key::Tab).await?;
    app.press(&[], Key::Enter).await?;
    app.until("return !document.querySelector('dialog')").await
}

/// Nothing is connected: the inbox says so and shows the way.
async fn is_as_at_first(app: &App) -> Result<()> {
    app.press(&[Key::Alt], '1').await?;
    app.shown(".empty").await?;
    assert!(app.texts(".empty").await?.concat().contains("Yhtään palvelua ei ole vielä yhdistetty."));
    assert!(app.texts("main article").await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn aino_connects_haikkala_and_signs_out_again() -> Result<()> {
    let Some(window) = BrowserWindow::open().await? else { return Ok(()) };
    let Some(app) = App::start_unconnected("fi").await? else { return Ok(()) };
    go_connecting(&app).await?;
    choose_haikkala(&app).await?;
    let said = app.texts(".service").await?.concat();
    for words in ["Haikka", "Osoite: 127.0.0.1", "Vahvistettu palvelu", "Sovellus ei näe tunnuksiasi."] {
        assert!(said.contains(words), "{words:?} is not in {said:?}");
    }

    let address = go_to_browser(&app).await?;
    assert_eq!(app.texts("h1, h2").await?, ["Yhdistä palvelu", "Jatka selaimessa"]);
    assert!(address.starts_with(app.haikkala.base_url()?.as_str()), "{address}");

    // In the browser: the municipality's own page, in the language of the app.
    window.window.goto(&address).await?;
    assert_eq!(window.script("return document.documentElement.lang").await?, "fi");
    assert_eq!(window.texts("h1").await?, ["Kirjaudu sisään"]);
    click(&window, "label", "Aino").await?;
    click(&window, "label", "Pankkitunnuksilla").await?;
    click(&window, "button", "Kirjaudu").await?;
    ends_with(&window, "fi", "Kirjautuminen onnistui", "Voit sulkea tämän sivun ja palata Kotikuntaan.").await?;

    // The app goes on by itself.
    app.until("return document.activeElement.innerText?.startsWith('Palvelu on yhdistetty: ')").await?;
    app.until(STEP).await?;
    app.tab_to("Saapuneisiin").await?;
    app.press(&[], Key::Enter).await?;
    // What it has comes page by page.
    app.until(
        "return [...document.querySelectorAll('main article h3 a')].some(row => row.innerText.includes('Elsan iltapäivätoiminta'))",
    )
    .await?;
    assert!(app.texts(".unverified").await?.is_empty(), "the directory vouches for it");

    // Nothing is left of the sign-in when she comes back to connect another.
    go_to(&app, "Yhteydet").await?;
    app.shown("main .card").await?;
    assert_eq!(app.texts("main .card h2").await?.len(), 1);

    answer_yes(&app, "Kirjaudu ulos: Haikka", "poistetaan tältä laitteelta").await?;
    app.shown(".empty").await?;
    app.until("return !document.querySelector('main .card') && !!document.activeElement.closest('main')").await?;
    // What is here goes first, and the service hears of it after that.
    let authority = app.haikkala.authority();
    let told = async {
        while !matches!(authority.token_families("aino")?.as_slice(), [only] if only.ended) {
            tokio::task::yield_now().await;
        }
        anyhow::Ok(())
    };
    tokio::time::timeout(PATIENCE, told).await.context("the service was told")??;
    is_as_at_first(&app).await?;
    app.close().await?;
    window.close().await
}

#[tokio::test]
async fn aino_thinks_better_of_it_in_the_browser_and_tries_again() -> Result<()> {
    let Some(window) = BrowserWindow::open().await? else { return Ok(()) };
    let Some(app) = App::start_unconnected("fi").await? else { return Ok(()) };
    go_connecting(&app).await?;
    choose_haikkala(&app).await?;
    window.window.goto(&go_to_browser(&app).await?).await?;
    click(&window, "button", "Peruuta").await?;
    let back = "Palaa Kotikuntaan. Siellä kerrotaan, mitä voit tehdä.";
    ends_with(&window, "fi", "Kirjautuminen ei onnistunut", back).await?;

    // What happened, what is safe, what to do; and the way on leads back to the service.
    app.until("return document.activeElement.innerText === 'Kirjautuminen ei onnistunut'").await?;
    let said = app.texts(".service p").await?;
    for words in ["Kirjautuminen peruttiin, tai palvelu ei hyväksynyt sitä.", "Mitään ei yhdistetty eikä muutettu."]
    {
        assert!(said.iter().any(|line| line == words), "{said:?}");
    }
    app.tab_to("Yritä uudelleen").await?;
    app.press(&[], Key::Enter).await?;
    app.until(CHOSEN).await?;

    window.window.goto(&go_to_browser(&app).await?).await?;
    click(&window, "label", "Aino").await?;
    click(&window, "button", "Kirjaudu").await?;
    app.until("return document.activeElement.innerText?.startsWith('Palvelu on yhdistetty: ')").await?;
    app.close().await?;
    window.close().await
}

#[tokio::test]
async fn aino_is_warned_of_an_address_that_nobody_vouches_for() -> Result<()> {
    let Some(app) = App::start_unconnected("fi").await? else { return Ok(()) };
    // It says of itself that it is Mäntylahti, as anybody can.
    let elsewhere = Town::mantylahti().await?;
    go_connecting(&app).await?;
    app.tab_to("Palvelun osoite").await?;
    app.write(elsewhere.base_url()?.as_str()).await?;
    app.press(&[], Key::Enter).await?;
    app.shown(".service .note").await?;
    assert!(app.texts(".service .note").await?.concat().contains("Palvelua ei ole vahvistettu"));
    Visitor::new()?.sign_in(&go_to_browser(&app).await?, "aino").await?;
    app.until("return document.activeElement.innerText?.startsWith('Palvelu on yhdistetty: ')").await?;

    // Haikkala beside it, from the directory.
    app.tab_to("Yhdistä toinen palvelu").await?;
    app.press(&[], Key::Enter).await?;
    app.shown("#connect-search").await?;
    app.until(STEP).await?;
    choose_haikkala(&app).await?;
    Visitor::new()?.sign_in(&go_to_browser(&app).await?, "aino").await?;
    app.until("return document.activeElement.innerText?.startsWith('Palvelu on yhdistetty: Haikka')").await?;
    app.tab_to("Saapuneisiin").await?;
    app.press(&[], Key::Enter).await?;

    // Every row tells whose it is: marked what came from the typed address, and nothing else.
    let rows = |of: &str| format!("[...document.querySelectorAll('main article[data-row]')].filter(row => {of})");
    let (typed, listed) = ("row.dataset.row.startsWith('at:')", "!row.dataset.row.startsWith('at:')");
    for of in [typed, listed] {
        app.until(&format!("return {}.length > 0", rows(of))).await?;
    }
    let marked = "row.innerText.includes('Ei vahvistettu')";
    assert_eq!(app.script(&format!("return {}.every(row => {marked})", rows(typed))).await?, true);
    assert_eq!(app.script(&format!("return {}.some(row => {marked})", rows(listed))).await?, false);

    let note =
        "return document.querySelector('#reading .note')?.innerText.startsWith('Lähettäjää ei ole vahvistettu.')";
    app.script(&format!("{}[0].querySelector('a').focus()", rows(typed))).await?;
    app.press(&[], Key::Enter).await?;
    app.until(note).await?;
    app.press(&[], Key::Escape).await?;
    app.until("return location.pathname === '/'").await?;
    app.script(&format!("{}[0].querySelector('a').focus()", rows(listed))).await?;
    app.press(&[], Key::Enter).await?;
    app.until("return !!document.querySelector('#reading .facts, #reading h2')").await?;
    assert_eq!(app.script(note).await?, serde_json::Value::Null);

    go_to(&app, "Yhteydet").await?;
    app.until("return document.querySelectorAll('main .card h2').length === 2").await?;
    let warned = app.script(
        "return [...document.querySelectorAll('main .card')].map(card => [
            card.innerText.includes('Palvelua ei ole vahvistettu'), card.querySelector('h2').innerText])",
    );
    let warned: Vec<(bool, String)> = serde_json::from_value(warned.await?).context("a card has a heading")?;
    assert_eq!(warned.iter().filter(|(warned, _)| *warned).count(), 1, "{warned:?}");
    assert!(warned.iter().any(|(warned, name)| !warned && name.contains("Haikka")), "{warned:?}");
    app.close().await
}

#[tokio::test]
async fn aino_erases_everything_before_she_gives_her_device_away() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    go_to(&app, "Asetukset").await?;
    answer_yes(&app, "Poista kaikki …", "Tätä ei voi perua.").await?;
    app.until("return !!document.activeElement.closest('main')").await?;
    is_as_at_first(&app).await?;
    go_to(&app, "Yhteydet").await?;
    app.shown(".empty").await?;
    assert!(app.texts("main .card").await?.is_empty());
    app.close().await
}
