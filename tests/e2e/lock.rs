//! The lock by keyboard, in the real app with its real keyring.

use anyhow::Result;
use fantoccini::key::Key;
use tests::app::App;

const PIN: &str = "137902";

/// Opens the first item of the list, and answers its title once it is there to be read.
async fn read_first(app: &App) -> Result<String> {
    app.shown("main article h3 a").await?;
    app.script("document.querySelector('main article h3 a').focus()").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return location.pathname.startsWith('/item/') && !!document.querySelector('#reading h1')").await?;
    app.until("return !['', 'Avataan'].includes(document.querySelector('#reading h1')?.innerText ?? '')").await?;
    Ok(app.texts("#reading h1").await?.concat())
}

#[tokio::test]
async fn aino_sets_a_pin_locks_and_unlocks_by_keyboard() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    // The title names what is read, as long as there is no lock.
    read_first(&app).await?;
    app.until(
        "return document.title === document.querySelector('#reading h1').innerText.split('\\n').pop() + ' – Kotikunta'",
    )
    .await?;
    app.tab_to("Asetukset").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return location.pathname === '/settings'").await?;
    app.shown("[aria-labelledby='lock'] .actions button").await?;
    app.tab_to("Ota lukko käyttöön").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.activeElement.id === 'lock-new'").await?;
    app.write(PIN).await?;
    app.press(&[], Key::Tab).await?;
    app.write(PIN).await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.activeElement.id === 'lock-told'").await?;
    assert_eq!(app.texts("#lock-told").await?, ["Lukko on käytössä."]);
    app.press(&[Key::Alt], '1').await?;
    let read = read_first(&app).await?;
    app.until("return document.title === 'Saapuneet – Kotikunta'").await?;

    app.lock().await?;
    app.until("return document.title === 'Kotikunta on lukossa – Kotikunta'").await?;
    assert_eq!(app.texts("h1").await?, ["Kotikunta on lukossa"]);
    assert_eq!(app.script("return document.querySelectorAll('article').length").await?, 0);
    assert_eq!(app.script(&format!("return document.body.innerHTML.includes({read:?})")).await?, false);
    let field = "const it = document.activeElement; return [it.type, it.inputMode, it.autocomplete].join()";
    assert_eq!(app.script(field).await?, "password,numeric,off");
    // The last announcement is gone with the rest.
    app.press(&[Key::Alt], 'r').await?;

    app.press(&[], Key::Enter).await?;
    app.until("return document.querySelector('main form .note')?.innerText === 'Kirjoita ensin koodi tai salalause.'")
        .await?;
    for _ in 0..2 {
        app.write("000001").await?;
        app.press(&[], Key::Enter).await?;
        app.until(
            "return document.querySelector('main form .note')?.innerText === 'Koodi oli väärä. Yritä uudelleen.'",
        )
        .await?;
        app.until("return !document.querySelector('.unlock [aria-disabled]')").await?;
        app.until("return document.activeElement.id === 'passcode' && document.activeElement.value === ''").await?;
    }
    // The third wrong one waits, and the wait is seen to end.
    app.write("000001").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return /^Voit yrittää (. sekunnin|yhden sekunnin) kuluttua.$/.test(document.querySelector('main form .note')?.innerText)").await?;
    app.until("return !document.querySelector('main form .note')").await?;
    app.write(PIN).await?;
    app.press(&[], Key::Enter).await?;
    // She is where she was.
    app.until(&format!("return document.querySelector('#reading h1')?.innerText === {read:?}")).await?;
    app.until("return document.title === 'Saapuneet – Kotikunta'").await?;
    app.close().await
}

#[tokio::test]
async fn who_has_forgotten_the_pin_is_told_what_goes_before_it_goes() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    app.set_lock(PIN).await?;
    app.lock().await?;
    app.tab_to("Poista tiedot ja aloita alusta").await?;
    app.press(&[], Key::Enter).await?;
    app.shown("dialog[open]").await?;
    assert!(app.texts("#dialog-consequence").await?.concat().contains("lähettämättä"));
    app.until("return document.activeElement.innerText === 'Peru'").await?;
    app.press(&[], Key::Tab).await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.title === 'Asetukset – Kotikunta'").await?;
    app.shown("[aria-labelledby='lock'] .actions button").await?;
    assert!(app.texts("[aria-labelledby='lock']").await?.concat().contains("Lukkoa ei ole."));
    app.close().await
}

#[tokio::test]
async fn eero_and_aino_share_the_device_and_nothing_else() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    app.add_profile("Eero").await?;
    app.press(&[Key::Alt], '1').await?;
    app.shown("main .empty").await?;
    assert_eq!(app.script("return document.querySelectorAll('article').length").await?, 0);
    app.until("return !document.querySelector('nav .count')").await?;
    app.set_lock(PIN).await?;
    // What he looks for is nothing to her.
    app.press(&[Key::Control], 'f').await?;
    app.until("return document.activeElement.id === 'search'").await?;
    app.write("toimeentulo").await?;
    app.until("return location.search.includes('find=toimeentulo')").await?;
    app.lock().await?;
    app.tab_to("Vaihda käyttäjää").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.title === 'Kuka käyttää Kotikuntaa? – Kotikunta'").await?;
    app.shown("main .who").await?;
    assert_eq!(app.texts("main .who").await?, ["Nimetön käyttäjä", "Eero"]);
    app.tab_to("Nimetön käyttäjä").await?;
    app.press(&[], Key::Enter).await?;
    app.shown("main article").await?;
    assert_eq!(app.script("return location.pathname + location.search").await?, "/");
    assert_eq!(app.script("return document.querySelector('#search').value").await?, "");
    app.close().await
}

#[tokio::test]
async fn what_is_used_for_once_is_said_to_be_so_all_the_time() -> Result<()> {
    let Some(app) = App::start_locked_out("fi").await? else { return Ok(()) };
    app.tab_to("Jatka tallentamatta").await?;
    app.press(&[], Key::Enter).await?;
    let banner = ["Mitään ei tallenneta. Kun suljet sovelluksen, kaikki tältä kerralta häviää."];
    app.shown("main .once").await?;
    assert_eq!(app.texts("main .once").await?, banner);
    app.press(&[Key::Alt], '4').await?;
    app.until("return document.title === 'Ota yhteyttä – Kotikunta'").await?;
    assert_eq!(app.texts("main .once").await?, banner);
    app.close().await
}
