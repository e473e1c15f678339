//! A service that wants Aino to identify herself once more before she gives a right: by keyboard, with nothing to fill in twice.

use std::time::Duration;

use anyhow::Result;
use connector::{Access, Http, Limits, resident::ResidentApi};
use fantoccini::key::Key;
use tests::{Visitor, app::App};

use crate::{
    rights::{press, write},
    sign_in::{choose_haikkala, go_connecting, go_to, go_to_browser},
};

/// What the way through it is called at the moment; it has the focus at every step.
fn at_step(heading: &str) -> String {
    format!("return document.activeElement.id === 'identify' && document.activeElement.innerText === {heading:?}")
}

/// What is filled in.
const FILLED_IN: &str =
    "return [...document.querySelectorAll('.right-form input[type=text]')].map(field => field.value)";

#[tokio::test]
async fn aino_gives_a_right_and_has_to_identify_herself_first() -> Result<()> {
    let Some(app) = App::start_unconnected("fi").await? else { return Ok(()) };
    go_connecting(&app).await?;
    choose_haikkala(&app).await?;
    Visitor::new()?.sign_in(&go_to_browser(&app).await?, "aino").await?;
    app.until("return document.activeElement.innerText?.startsWith('Palvelu on yhdistetty: ')").await?;
    app.tab_to("Saapuneisiin").await?;
    app.press(&[], Key::Enter).await?;
    app.shown("main article").await?;
    app.haikkala.authority().backdate_sign_ins("aino", Duration::from_hours(1))?;

    let access = Access::token(app.haikkala.token("eero")?)?;
    let eero = ResidentApi::new(Http::new(Limits::default())?, app.haikkala.base_url()?, access)?;
    let code = eero.own_code("e2e").await?.code;
    go_to(&app, "Puolesta asiointi").await?;
    app.until(&press("Anna oikeus asioida puolestasi")).await?;
    app.shown(".right-form").await?;
    app.script(&write("Henkilön nimi", "Eero Virta")).await?;
    app.script(&write("Henkilön koodi", &code)).await?;
    app.script("document.querySelector('.right-form input[type=checkbox]').click()").await?;
    let filled_in = app.lines(FILLED_IN).await?;
    app.until(&press("Jatka")).await?;
    app.shown("dialog[open]").await?;
    app.until(&press("Anna oikeus")).await?;

    // What is wanted and by whom, and that nothing is lost.
    app.until(&at_step("Tunnistaudu uudelleen")).await?;
    let said = app.texts(".identify p").await?.concat();
    for words in ["pyytää sinua tunnistautumaan uudelleen", "Haikka", "Mitään ei ole vielä lähetetty."] {
        assert!(said.contains(words), "{words:?} is not in {said:?}");
    }
    assert_eq!(app.lines(FILLED_IN).await?, filled_in);

    // She thinks better of it in the browser, and then not.
    app.press(&[], Key::Tab).await?;
    assert!(app.focused().await?.contains("Tunnistaudu selaimessa"));
    app.press(&[], Key::Enter).await?;
    app.until(&at_step("Jatka selaimessa")).await?;
    Visitor::new()?.decline(&app.browser.given().await?).await?;
    app.until(&at_step("Kirjautuminen ei onnistunut")).await?;
    app.press(&[], Key::Tab).await?;
    assert!(app.focused().await?.contains("Yritä uudelleen"));
    app.press(&[], Key::Enter).await?;
    app.until(&at_step("Jatka selaimessa")).await?;
    let address = app.browser.given().await?;
    assert!(address.contains("max_age=900"), "{address}");
    Visitor::new()?.sign_in(&address, "aino").await?;

    // Back, with everything as it was; she sees once more what she sends, and sends it.
    app.until(&at_step("Annatko oikeuden: Eero Virta?")).await?;
    let said = app.texts(".identify p").await?.concat();
    assert!(said.contains("Asiaa ei ole vielä lähetetty.") && said.contains("Oikeus koskee kaikkia asioita"), "{said}");
    assert_eq!(app.lines(FILLED_IN).await?, filled_in);
    app.press(&[], Key::Tab).await?;
    assert!(app.focused().await?.contains("Anna oikeus"));
    app.press(&[], Key::Enter).await?;
    app.until("return document.querySelector('.rights .card')?.innerText.includes('Eero Virta') ?? false").await?;
    app.until("return !document.querySelector('.identify, .right-form')").await?;
    let note = app.texts("main .note").await?;
    assert!(note.iter().any(|note| note.contains("Rekisterinumero")), "{note:?}");
    app.until("return document.activeElement.id === 'right-told'").await?;

    // However old the sign-in is, taking back is asked for nothing.
    app.haikkala.authority().backdate_sign_ins("aino", Duration::from_hours(1))?;
    app.until(&press("Peru oikeus: Eero Virta")).await?;
    app.shown("dialog[open]").await?;
    app.until(&press("Peru oikeus")).await?;
    app.until("return !document.querySelector('.rights .card')").await?;
    assert!(app.texts(".identify").await?.is_empty());
    app.close().await
}

#[tokio::test]
async fn aino_leaves_it_and_finds_the_way_again_among_the_connections() -> Result<()> {
    let Some(app) = App::start_unconnected("fi").await? else { return Ok(()) };
    go_connecting(&app).await?;
    choose_haikkala(&app).await?;
    Visitor::new()?.sign_in(&go_to_browser(&app).await?, "aino").await?;
    app.until("return document.activeElement.innerText?.startsWith('Palvelu on yhdistetty: ')").await?;
    app.haikkala.authority().backdate_sign_ins("aino", Duration::from_hours(1))?;
    go_to(&app, "Yhteydet").await?;
    app.shown("main .card").await?;
    app.until("return document.querySelectorAll('main .card .actions button').length === 2").await?;

    go_to(&app, "Puolesta asiointi").await?;
    app.until(&press("Anna oikeus asioida puolestasi")).await?;
    app.script(&write("Henkilön nimi", "Eero Virta")).await?;
    app.script(&write("Henkilön koodi", "ABCD EFGH")).await?;
    app.script("document.querySelector('.right-form input[type=checkbox]').click()").await?;
    app.until(&press("Jatka")).await?;
    app.until(&press("Anna oikeus")).await?;
    app.until(&at_step("Tunnistaudu uudelleen")).await?;
    let filled_in = app.lines(FILLED_IN).await?;
    app.tab_to("Peru").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return !document.querySelector('.identify') && document.activeElement.innerText === 'Jatka'").await?;
    assert_eq!(app.lines(FILLED_IN).await?, filled_in);

    go_to(&app, "Yhteydet").await?;
    app.tab_to("Kirjaudu uudelleen").await?;
    app.press(&[], Key::Enter).await?;
    Visitor::new()?.sign_in(&app.browser.given().await?, "aino").await?;
    app.until("return document.activeElement.innerText?.startsWith('Palvelu on yhdistetty: ')").await?;
    go_to(&app, "Yhteydet").await?;
    app.until("return document.querySelectorAll('main .card .actions button').length === 2").await?;
    app.close().await
}
