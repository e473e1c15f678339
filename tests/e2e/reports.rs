//! Faults reported in the app's own window, by the keyboard alone.

use anyhow::Result;
use fantoccini::key::Key;
use municipality::Fault;
use tests::app::App;

/// Waits for a step, whose heading has the focus.
async fn at_step(app: &App, heading: &str) -> Result<()> {
    app.until(&format!(
        "return document.activeElement.id === 'page-title' && document.activeElement.innerText.startsWith({heading:?})"
    ))
    .await
}

/// Waits until nothing but what is shown here is found for what is typed.
async fn found(app: &App, words: &str) -> Result<()> {
    app.until(&format!(
        "return !!document.querySelector('.report .found') && document.querySelector('.report .kind')?.innerText.includes({words:?})"
    ))
    .await
}

/// From the list of views to the step that asks where it is, with this kind of fault.
async fn begin(app: &App, typed: &str, kind: &str) -> Result<()> {
    app.press(&[Key::Alt], '8').await?;
    app.until("return location.pathname === '/report' && !!document.querySelector('main .cities a')").await?;
    app.tab_to("Ilmoita viasta").await?;
    app.press(&[], Key::Enter).await?;
    at_step(app, "Mikä on vialla?").await?;
    app.tab_to("Etsi vikaa").await?;
    app.write(typed).await?;
    found(app, kind).await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.activeElement.classList.contains('kind')").await?;
    app.press(&[], Key::Enter).await?;
    at_step(app, "Missä vika on?").await
}

#[tokio::test]
async fn aino_reports_a_lamp_by_the_keys_alone_and_gets_its_number() -> Result<()> {
    let Some(app) = App::start_reporting("fi").await? else { return Ok(()) };
    begin(&app, "lamppu", "Katuvalo").await?;
    // Words alone are a place, too.
    app.tab_to("Osoite tai paikan nimi").await?;
    app.write("Mummon mäen valo").await?;
    app.press(&[], Key::Enter).await?;
    at_step(&app, "Kerro lisää").await?;

    // What is missed is where the focus goes, and there it is mended.
    app.until("return !!document.querySelector('#question-0 input')").await?;
    app.tab_to("Jatka").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return !!document.activeElement.closest('#question-0')").await?;
    app.press(&[], ' ').await?;
    app.until("return !!document.querySelector('#question-0 input:checked')").await?;
    app.tab_to("Kuvaile vikaa").await?;
    app.write("Pimea koko viikon.").await?;
    app.press(&[Key::Control], Key::Enter).await?;
    at_step(&app, "Tarkista ja lähetä").await?;
    app.until("return document.querySelector('.report').innerText.includes('Mummon mäen valo')").await?;
    app.tab_to("Lähetä ilmoitus").await?;
    app.press(&[], Key::Enter).await?;

    app.until("return location.pathname === '/report' && document.activeElement.id === 'page-title'").await?;
    app.until("return document.querySelector('main article.item')?.innerText.includes('Katuvalo')").await?;
    app.tab_to("Katuvalo").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.querySelector('#reading')?.innerText.includes('Ilmoituksen numero')").await?;
    app.close().await
}

#[tokio::test]
async fn a_draft_survives_and_waits_for_the_connection_when_it_is_sent() -> Result<()> {
    let Some(app) = App::start_reporting("fi").await? else { return Ok(()) };
    begin(&app, "penkki", "enk").await?;
    app.tab_to("Osoite tai paikan nimi").await?;
    app.write("Rannan iso puu").await?;
    app.press(&[], Key::Enter).await?;
    at_step(&app, "Kerro lisää").await?;
    app.tab_to("Kuvaile vikaa").await?;
    app.write("Lauta puuttuu.").await?;
    app.until("return document.querySelector('.kept').innerText.includes('tallessa')").await?;

    app.script("window.before = true; location.assign('/report')").await?;
    app.until("return !window.before && !!document.querySelector('main .cities a')").await?;
    app.until("return document.querySelector('main .cities a').innerText.startsWith('Jatka')").await?;
    app.tab_to("Jatka kesken").await?;
    app.press(&[], Key::Enter).await?;
    at_step(&app, "Mikä on vialla?").await?;
    app.until("return !!document.querySelector('.report .chosen b')").await?;
    app.tab_to("Jatka").await?;
    app.press(&[], Key::Enter).await?;
    at_step(&app, "Missä vika on?").await?;
    app.until("return document.querySelector('#report-place').value === 'Rannan iso puu'").await?;
    app.tab_to("Jatka").await?;
    app.press(&[], Key::Enter).await?;
    at_step(&app, "Kerro lisää").await?;
    app.until("return document.querySelector('#letter-body').value === 'Lauta puuttuu.'").await?;
    app.tab_to("Jatka").await?;
    app.press(&[], Key::Enter).await?;
    at_step(&app, "Tarkista ja lähetä").await?;

    app.haikkala.faults().begin(Fault::CutOff);
    app.tab_to("Lähetä ilmoitus").await?;
    app.press(&[], Key::Enter).await?;
    let waits = "document.querySelector('main .outgoing .phase')?.innerText.startsWith('Ilmoitus lähetetään, kun yhteys toimii.')";
    app.until(&format!("return {waits}")).await?;
    app.haikkala.faults().end();
    app.tab_to("Lähetä nyt").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return !!document.querySelector('main article.item') && !document.querySelector('main .outgoing')")
        .await?;
    app.close().await
}
