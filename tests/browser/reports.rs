//! A fault is reported: by a thumb on a phone and by the keys, from the city that is taken into use to the receipt.

use anyhow::{Context, Result};
use fantoccini::key::Key;
use municipality::Fault;
use protocol::{ConnectOpenly, sign_in::ServiceAddress};
use tests::{
    axe,
    browser::Browser,
    pages::set_theme,
    rules::{FOCUSABLE, SCROLLING},
};

const PHONE: (u32, u32) = (360, 740);

/// Where the step on the page is, as the address has it.
const STEP: &str = "new URLSearchParams(location.search).get('step')";

/// A browser in which Haikkala's reports are in use.
async fn with_reports() -> Result<Option<Browser>> {
    let Some(browser) = Browser::start().await? else { return Ok(None) };
    let at = ServiceAddress::Typed(browser.haikkala.open311_url()?.to_string());
    browser.device.ask(ConnectOpenly { at }).await.unwrap();
    Ok(Some(browser))
}

/// Waits for a step, whose heading has the focus.
async fn at_step(browser: &Browser, step: Option<&str>, heading: &str) -> Result<()> {
    let step = step.map_or_else(|| "null".to_owned(), |step| format!("{step:?}"));
    browser
        .until(&format!(
            "return location.pathname.startsWith('/report/') && {STEP} === {step}
                && document.activeElement.id === 'page-title' && document.activeElement.innerText.startsWith({heading:?})"
        ))
        .await
        .with_context(|| heading.to_owned())
}

/// What is wrong with the page as it is shown, on a narrow phone, in both themes and in large text.
async fn faults(browser: &Browser, name: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for theme in ["light", "dark"] {
        set_theme(browser, theme).await?;
        found.extend(axe::violations(browser).await?);
        found.extend(browser.lines(&format!("{FOCUSABLE}{SCROLLING}")).await?);
        browser.picture(&format!("report, {name}, {theme}")).await?;
    }
    set_theme(browser, "light").await?;
    browser.script("document.documentElement.dataset.textSize = '200'").await?;
    found.extend(browser.lines(&format!("{FOCUSABLE}{SCROLLING}")).await?);
    browser.picture(&format!("report, {name}, large")).await?;
    browser.script("document.documentElement.dataset.textSize = '100'").await?;
    Ok(found.into_iter().map(|fault| format!("{name}: {fault}")).collect())
}

async fn click(browser: &Browser, selector: &str) -> Result<()> {
    browser.until(&format!("const it = document.querySelector({selector:?}); it?.click(); return !!it")).await
}

/// Presses the button that says this.
async fn press(browser: &Browser, words: &str) -> Result<()> {
    browser
        .until(&format!(
            "const it = [...document.querySelectorAll('main button, main a.button')].find(it => it.innerText.startsWith({words:?}));
             it?.click(); return !!it"
        ))
        .await
        .with_context(|| words.to_owned())
}

async fn write(browser: &Browser, field: &str, text: &str) -> Result<()> {
    browser.shown(field).await?.send_keys(text).await?;
    Ok(())
}

#[tokio::test]
async fn aino_reports_a_pothole_on_her_phone_and_gets_a_number() -> Result<()> {
    let Some(browser) = with_reports().await? else { return Ok(()) };
    let mut wrong = Vec::new();
    browser.become_phone(PHONE.0, PHONE.1).await?;
    browser.go("report").await?;
    browser.shown("main .cities a").await?;
    wrong.extend(faults(&browser, "start").await?);
    click(&browser, "main .cities a").await?;

    // What: nobody goes on without it; a word of everyday finds it.
    browser.shown(".kinds .kind").await?;
    wrong.extend(faults(&browser, "what").await?);
    click(&browser, "#report-next").await?;
    browser
        .until("return document.activeElement.id === 'report-find' && document.activeElement.ariaInvalid === 'true'")
        .await?;
    write(&browser, "#report-find", "iso monttu").await?;
    browser.until("return document.querySelector('.found-kinds .found')?.innerText.startsWith('Löytyi')").await?;
    browser.until("return document.querySelector('.kinds .kind')?.innerText.toLowerCase().includes('kuop')").await?;
    wrong.extend(faults(&browser, "what was found").await?);
    click(&browser, ".kinds .kind").await?;

    // Where: from the city's list.
    at_step(&browser, Some("where"), "Missä vika on?").await?;
    wrong.extend(faults(&browser, "where").await?);
    write(&browser, "#report-place", "asematie 5").await?;
    browser.until("return document.querySelector('.kinds .kind')?.innerText.startsWith('Asematie 5')").await?;
    wrong.extend(faults(&browser, "where, found").await?);
    click(&browser, ".kinds .kind").await?;
    browser.until("return document.activeElement.id === 'report-next'").await?;
    browser.until("return document.querySelector('#report-place').value.startsWith('Asematie 5')").await?;
    wrong.extend(faults(&browser, "where, chosen").await?);
    click(&browser, "#report-next").await?;

    // Somebody has reported a pothole there; it is another one.
    at_step(&browser, Some("nearby"), "Onko tästä jo ilmoitettu?").await?;
    browser
        .until("return document.querySelector('main .cards article')?.innerText.includes('Rengas meni rikki.')")
        .await?;
    wrong.extend(faults(&browser, "nearby").await?);
    press(&browser, "Mikään näistä ei ole sama vika").await?;

    // The rest: what is missed is where the focus goes.
    at_step(&browser, Some("details"), "Kerro lisää").await?;
    browser.shown("#question-0").await?;
    wrong.extend(faults(&browser, "details").await?);
    click(&browser, "#report-next").await?;
    browser.until("return !!document.activeElement.closest('#question-0')").await?;
    wrong.extend(faults(&browser, "details, missed").await?);
    click(&browser, "#question-0 input").await?;
    write(&browser, "#letter-body", "Iso kuoppa suojatien edessä.").await?;
    browser.until("return document.querySelector('.kept').innerText.includes('tallessa')").await?;
    click(&browser, "#report-next").await?;

    // Everything once more: who sees what.
    at_step(&browser, Some("check"), "Tarkista ja lähetä").await?;
    let text = browser.texts("main .report").await?.concat();
    for said in ["Iso kuoppa suojatien edessä.", "Nimettömänä", "Nimesi ja yhteystietosi eivät näy."] {
        assert!(text.contains(said), "{said}: {text}");
    }
    wrong.extend(faults(&browser, "check").await?);
    click(&browser, "#report-next").await?;
    browser.until("return location.pathname === '/report'").await?;
    browser.until("return document.activeElement.id === 'page-title'").await?;
    // It is among her own with all that was said, and the number under which the city knows it.
    click(&browser, "main article.item h3 a").await?;
    browser.until("return document.querySelector('#reading')?.innerText.includes('Ilmoituksen numero')").await?;
    browser
        .until("return document.querySelector('#reading').innerText.includes('Iso kuoppa suojatien edessä.')")
        .await?;
    wrong.extend(faults(&browser, "to read").await?);
    assert_eq!(wrong, Vec::<String>::new());
    browser.close().await
}

#[tokio::test]
async fn the_way_back_keeps_everything_and_a_draft_is_there_when_the_page_is_made_anew() -> Result<()> {
    let Some(browser) = with_reports().await? else { return Ok(()) };
    browser.go("report").await?;
    click(&browser, "main .cities a").await?;
    write(&browser, "#report-find", "penkki").await?;
    browser.until("return document.querySelectorAll('.found-kinds .found').length === 1").await?;
    // Enter leads to what was found, and Enter there chooses it and goes on.
    browser.press(&[], Key::Enter).await?;
    browser.until("return document.activeElement.classList.contains('kind')").await?;
    browser.press(&[], Key::Enter).await?;
    at_step(&browser, Some("where"), "Missä vika on?").await?;
    browser.tab_to("Osoite tai paikan nimi").await?;
    browser.write("Rannan iso mänty").await?;
    browser.press(&[], Key::Enter).await?;
    at_step(&browser, Some("details"), "Kerro lisää").await?;
    browser.tab_to("Kuvaile vikaa").await?;
    browser.write("Lauta puuttuu.").await?;
    browser.until("return document.querySelector('.kept').innerText.includes('tallessa')").await?;
    browser.window.back().await?;
    at_step(&browser, Some("where"), "Missä vika on?").await?;
    assert_eq!(browser.script("return document.querySelector('#report-place').value").await?, "Rannan iso mänty");
    browser.window.back().await?;
    at_step(&browser, None, "Mikä on vialla?").await?;
    browser.until("return document.querySelector('.chosen')?.innerText.length > 'Valittu: '.length").await?;
    browser.window.forward().await?;
    browser.window.forward().await?;
    at_step(&browser, Some("details"), "Kerro lisää").await?;
    assert_eq!(browser.script("return document.querySelector('#letter-body').value").await?, "Lauta puuttuu.");

    browser.go("report").await?;
    browser.until("return document.querySelector('main .cities a')?.innerText.startsWith('Jatka')").await?;
    click(&browser, "main .outgoing a.button").await?;
    browser.until("return location.pathname.startsWith('/report/draft/')").await?;
    browser.until("return document.querySelector('.chosen')?.innerText.length > 'Valittu: '.length").await?;
    press(&browser, "Jatka").await?;
    browser.until("return document.querySelector('#report-place')?.value === 'Rannan iso mänty'").await?;

    // Escape leaves it, and everything stays.
    browser.press(&[], Key::Escape).await?;
    browser.until("return location.pathname === '/report' && !!document.querySelector('main .outgoing')").await?;
    browser.close().await
}

#[tokio::test]
async fn without_a_connection_a_report_waits_and_goes_by_itself() -> Result<()> {
    let Some(browser) = with_reports().await? else { return Ok(()) };
    browser.go("report").await?;
    click(&browser, "main .cities a").await?;
    write(&browser, "#report-find", "penkki").await?;
    browser.until("return document.querySelectorAll('.found-kinds .found').length === 1").await?;
    click(&browser, ".found-kinds .kind").await?;
    at_step(&browser, Some("where"), "Missä vika on?").await?;
    write(&browser, "#report-place", "Rannan iso mänty").await?;
    click(&browser, "#report-next").await?;
    at_step(&browser, Some("details"), "Kerro lisää").await?;
    write(&browser, "#letter-body", "Lauta puuttuu.").await?;
    click(&browser, "#report-next").await?;
    at_step(&browser, Some("check"), "Tarkista ja lähetä").await?;
    browser.haikkala.faults().begin(Fault::CutOff);
    click(&browser, "#report-next").await?;
    browser.until("return document.querySelector('main .outgoing .phase')?.innerText.startsWith('Ilmoitus lähetetään, kun yhteys toimii.')").await?;
    browser.picture("report, waits").await?;
    browser.haikkala.faults().end();
    press(&browser, "Lähetä nyt").await?;
    browser.until("return ![...document.querySelectorAll('main .outgoing .phase')].some(it => it.innerText.includes('kun yhteys toimii'))").await?;
    browser.close().await
}

#[tokio::test]
async fn who_has_the_same_pothole_follows_the_report_of_another_and_stops_again() -> Result<()> {
    let Some(browser) = with_reports().await? else { return Ok(()) };
    browser.go("report").await?;
    click(&browser, "main .cities a").await?;
    write(&browser, "#report-find", "kuoppa").await?;
    browser
        .until("return document.querySelector('.found-kinds .found + .kinds .kind')?.innerText.startsWith('Kuoppa')")
        .await?;
    click(&browser, ".found-kinds .kind").await?;
    at_step(&browser, Some("where"), "Missä vika on?").await?;
    write(&browser, "#report-place", "asematie 5").await?;
    browser.until("return document.querySelector('.kinds .kind')?.innerText.startsWith('Asematie 5')").await?;
    click(&browser, ".kinds .kind").await?;
    browser.until("return document.activeElement.id === 'report-next'").await?;
    click(&browser, "#report-next").await?;
    at_step(&browser, Some("nearby"), "Onko tästä jo ilmoitettu?").await?;
    press(&browser, "Seuraa tätä").await?;
    browser.until("return document.activeElement.id === 'reading-title'").await?;
    browser.until("return document.querySelector('#reading').innerText.includes('Sen on tehnyt joku muu.')").await?;
    browser.picture("report, followed").await?;

    // What was begun for it is gone, and the report stands among hers.
    browser.go("report").await?;
    browser.until("return document.querySelectorAll('main article.item').length === 1").await?;
    assert_eq!(browser.texts("main .outgoing").await?, Vec::<String>::new());
    click(&browser, "main article.item h3 a").await?;
    press(&browser, "Lopeta seuraaminen").await?;
    click(&browser, "dialog .primary").await?;
    browser.until("return location.pathname === '/report' && !document.querySelector('main article.item')").await?;
    browser.close().await
}

#[tokio::test]
async fn a_city_is_taken_into_use_without_a_sign_in_and_removed_again() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    browser.go("report").await?;
    press(&browser, "Etsi palvelu").await?;
    write(&browser, "#connect-address", browser.haikkala.open311_url()?.as_str()).await?;
    press(&browser, "Hae palvelu").await?;
    browser
        .until("return document.querySelector('main .service')?.innerText.includes('Palveluun ei tarvitse kirjautua.')")
        .await?;
    assert_eq!(axe::violations(&browser).await?, Vec::<String>::new());
    browser.picture("report, a city to take into use").await?;
    press(&browser, "Ota käyttöön").await?;
    browser.until("return location.pathname === '/report' && !!document.querySelector('main .cities a')").await?;

    browser.go("connections").await?;
    let removal = "[...document.querySelectorAll('main .card button')].find(it => it.innerText === 'Poista')";
    browser.until(&format!("{removal}?.click(); return !!document.querySelector('dialog[open]')")).await?;
    assert!(browser.texts("dialog").await?[0].contains("Poistetaanko palvelu?"));
    click(&browser, "dialog .primary").await?;
    browser.until(&format!("return !{removal} && !document.querySelector('dialog')")).await?;
    browser.go("report").await?;
    browser.until("return document.querySelector('main')?.innerText.includes('ota se käyttöön')").await?;
    browser.close().await
}
