//! What the pages of the use of data owe the resident: that no answer is leaned to, that everything is said before it, that taking
//! back is as easy as giving, and that what looks wrong can be asked about. Each rule on the page as it is drawn.

use anyhow::Result;
use domain::id::{RecordKey, RecordKind, RemoteId, SourceId};
use fantoccini::key::Key;
use municipality::Fault;
use resident_api::FeedRecord;
use tests::app::App;

use super::answers::open;

/// A club asks the school for Elsa's timetable.
const TIMETABLE: &str = "Harrastusten sovittaminen koulupäivään";
/// A day-care centre asks the clinic for Onni's vaccinations.
const VACCINATIONS: &str = "Rokotustietojen antaminen päiväkodille";
/// A university asks for Aino's data, by a notice that has changed.
const STUDY: &str = "Tutkimus unesta ja työstä";
/// Aino has given this one.
const PICTURES: &str = "Kuvat koulun verkkosivuilla";
/// Aino has withdrawn this one, and it was used all the same.
const FAMILY: &str = "Perheelle sopivien asuntojen ehdottaminen";
/// This one rests on law.
const BY_LAW: &str = "Päiväkotipaikan järjestäminen";

/// How a service says that it wants a stronger sign-in.
const DEMAND: &str = "Bearer error=\"insufficient_user_authentication\", max_age=\"900\"";

/// Follows the link with these words in a part of the page.
fn follow(part: &str, words: &str) -> String {
    format!(
        "const link = [...document.querySelectorAll({part:?} + ' a')].find(a => a.textContent.includes({words:?})); \
         link?.click(); return !!link"
    )
}

/// Presses the button with these words.
fn press(words: &str) -> String {
    format!(
        "const button = [...document.querySelectorAll('main button, dialog button')] \
         .find(b => b.innerText.trim() === {words:?}); button?.click(); return !!button"
    )
}

/// Opens a request from the overview.
async fn open_request(app: &App, purpose: &str) -> Result<()> {
    open(app, "/use").await?;
    app.until(&follow("[data-part='requests']", purpose)).await?;
    app.until(&format!("return document.querySelector('#reading h1')?.innerText.includes({purpose:?}) ?? false"))
        .await?;
    app.shown("#reading .consent-stands").await?;
    Ok(())
}

/// Opens a use from the overview.
async fn open_use(app: &App, purpose: &str) -> Result<()> {
    open(app, "/use").await?;
    app.until(&follow("main .rows", purpose)).await?;
    app.until(&format!("return document.querySelector('#page-title')?.innerText.includes({purpose:?}) ?? false"))
        .await?;
    app.shown("main [data-part='rights']").await?;
    Ok(())
}

/// Opens the consent on which a use rests.
async fn open_consent(app: &App, purpose: &str) -> Result<()> {
    open_use(app, purpose).await?;
    app.until("const link = document.querySelector(\"[data-part='choice'] a.button\"); link?.click(); return !!link")
        .await?;
    app.shown("#reading .consent-stands").await?;
    Ok(())
}

/// The record of the consent that is open.
async fn record(app: &App) -> Result<RecordKey> {
    let path = app.script("return location.pathname").await?.as_str().unwrap_or_default().to_owned();
    let steps: Vec<&str> = path.split('/').collect();
    let [_, "item", source, "consent", id] = steps[..] else { anyhow::bail!("{path} is no consent") };
    Ok(RecordKey { source: SourceId::new(source), kind: RecordKind::Consent, id: RemoteId::new(id) })
}

#[tokio::test]
async fn neither_answer_is_leaned_to() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    for (purpose, named) in [(TIMETABLE, "Anna suostumus"), (VACCINATIONS, "Anna luovutuslupa")] {
        open_request(&app, purpose).await?;
        assert_eq!(app.texts("#reading .even button").await?, [named, "Kieltäydy"]);
        let chosen = app.script("return document.querySelectorAll('#reading :checked').length").await?;
        assert_eq!(chosen, 0, "nothing is chosen beforehand");
        assert_eq!(app.script("return document.querySelector('#consent-until').value").await?, "");
        let unlike = "const [a, b] = [...document.querySelectorAll('#reading .even button')].map(it => {
            const style = getComputedStyle(it), at = it.getBoundingClientRect();
            return { width: at.width, height: at.height, color: style.color, ground: style.backgroundColor,
                border: style.border, weight: style.fontWeight, size: style.fontSize, family: style.fontFamily,
                decoration: style.textDecorationLine, opacity: style.opacity };
        });
        return Object.keys(a).filter(key => a[key] !== b[key])";
        for (width, height) in [(1280, 900), (390, 844)] {
            app.resize(width, height).await?;
            assert_eq!(app.lines(unlike).await?, Vec::<String>::new(), "at {width} px");
        }
        app.resize(1280, 900).await?;
        // One answer for one purpose; a third way is no answer.
        assert_eq!(app.texts("#reading .later").await?, ["Päätän myöhemmin"]);
        assert_eq!(app.texts("#reading .consent-answer .primary").await?, Vec::<String>::new());
    }
    // What may be left out is left out one by one.
    open_request(&app, TIMETABLE).await?;
    let boxes = app.texts("#reading .consent-answer .choice").await?;
    assert!(boxes.len() == 2 && boxes.iter().any(|it| it.contains("Luokanopettajan nimi")), "{boxes:?}");
    app.close().await
}

#[tokio::test]
async fn everything_is_said_before_the_answer_with_the_data_as_they_are() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    open_request(&app, VACCINATIONS).await?;
    // In the order of the page, all of it stands before the first button of the answer.
    let before = "const reading = document.querySelector('#reading'), answer = reading.querySelector('.even button');
        return [...reading.querySelectorAll('dt, dd, h2, p, label')]
            .filter(it => it.compareDocumentPosition(answer) & Node.DOCUMENT_POSITION_FOLLOWING)
            .map(it => it.innerText.trim())";
    let said = app.lines(before).await?.join("\n");
    for words in [
        "Kuka käyttäisi tietoja",
        "Mihin tarkoitukseen",
        "rotavirus, viitosrokote, pneumokokki, MPR ja vesirokko",
        "ei todettuja allergioita",
        "Kuka saa tiedot",
        "Kuinka kauan",
        "Jos kieltäydyt",
        "Onni saa päiväkotipaikan silti.",
        "Miten voit perua",
        "Tietosuojateksti",
        "tunnistautumaan uudelleen",
    ] {
        assert!(said.contains(words), "{words:?} is not before the answer: {said}");
    }
    // It is an offer: nothing of it is red.
    assert_eq!(app.texts("#reading .due").await?, Vec::<String>::new());
    app.close().await
}

#[tokio::test]
async fn a_changed_notice_says_what_is_new_and_what_is_gone() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    open_request(&app, STUDY).await?;
    let changed = app.texts("#reading [data-part='notice'] .changed").await?;
    assert!(changed.iter().all(|it| it.starts_with("Uusi tässä versiossa:")) && changed.len() == 2, "{changed:?}");
    let removed = app.texts("#reading [data-part='notice'] .removed").await?;
    assert!(removed.iter().any(|it| it.contains("muille yliopistoille Euroopassa")), "{removed:?}");
    let notice = app.texts("#reading [data-part='notice']").await?.concat();
    assert!(notice.contains("Versio 2") && notice.contains("Poistettu edellisestä versiosta"), "{notice}");
    app.close().await
}

#[tokio::test]
async fn aino_gives_what_she_chose_and_takes_it_back_in_no_more_steps() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    open_request(&app, TIMETABLE).await?;
    let item = record(&app).await?;
    app.until(
        "const box = [...document.querySelectorAll('#reading .consent-answer .choice')]
            .find(it => it.innerText.includes('Luokanopettajan nimi'));
        box?.click(); return !!box",
    )
    .await?;
    // One step: no question follows.
    app.until(&press("Anna suostumus")).await?;
    app.until("return document.querySelector('#reading .consent-stands')?.dataset.state === 'given'").await?;
    assert_eq!(app.texts("dialog").await?, Vec::<String>::new());
    let agreed = app.texts("#reading [data-part='data'] dt").await?.concat();
    assert!(agreed.contains("Luokanopettajan nimi") && !agreed.contains("Poikkeukset"), "{agreed}");
    // The receipt has come and was checked.
    app.until("return document.querySelector(\"#reading [data-part='receipts']\")?.innerText.includes('tarkistettu tällä laitteella') ?? false")
        .await?;
    // What follows stands before the button, and one step does it.
    let before = "const part = document.querySelector(\"#reading [data-part='take-back']\");
        return part.innerText.indexOf('Koulu ei lähetä enää tietoja.') < part.innerText.lastIndexOf('Peru suostumus')";
    assert_eq!(app.script(before).await?, true);
    app.until(&press("Peru suostumus")).await?;
    app.until("return document.querySelector('#reading .consent-stands')?.dataset.state === 'withdrawn'").await?;
    assert_eq!(app.texts("dialog").await?, Vec::<String>::new());
    let history = app.texts("#reading [data-part='history'] dd").await?.concat();
    assert!(history.contains("Annettiin") && history.contains("Peruttiin"), "{history}");
    assert_eq!(record(&app).await?, item, "she stays where she was");
    app.close().await
}

#[tokio::test]
async fn taking_back_waits_for_the_line_and_is_not_said_to_be_done() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    open_consent(&app, PICTURES).await?;
    for town in app.towns() {
        town.faults().begin(Fault::CutOff);
    }
    app.until(&press("Peru suostumus")).await?;
    app.until("return document.querySelector('#reading .consent-stands')?.innerText.includes('Ei vielä vahvistettu.') ?? false")
        .await?;
    let stands = app.texts("#reading .consent-stands").await?.concat();
    assert!(stands.contains("Peruit suostumuksen.") && !stands.contains("on peruttu."), "{stands}");
    for town in app.towns() {
        town.faults().end();
    }
    app.until("return document.querySelector('#reading .consent-stands')?.innerText.includes('Suostumus on peruttu.') ?? false")
        .await?;
    app.close().await
}

#[tokio::test]
async fn refusing_leaves_everything_else_as_it_was() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    let waiting = app.texts("nav .count").await?;
    open_request(&app, TIMETABLE).await?;
    assert!(
        app.texts("#reading [data-part='facts']").await?.concat().contains("Muut palvelusi toimivat kuten ennenkin.")
    );
    app.until(&press("Kieltäydy")).await?;
    app.until("return document.querySelector('#reading .consent-stands')?.dataset.state === 'refused'").await?;
    assert_eq!(app.texts("nav .count").await?, waiting, "nothing that waits has gone, and nothing has come");
    open(&app, "/cases").await?;
    app.shown("main article").await?;
    open(&app, "/use").await?;
    app.shown("main [data-part='by-law'] article").await?;
    let requests = app.texts("main [data-part='requests']").await?.concat();
    assert!(!requests.contains(TIMETABLE) && requests.contains(STUDY), "{requests}");
    app.close().await
}

#[tokio::test]
async fn leaving_a_request_is_no_answer() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    open_request(&app, TIMETABLE).await?;
    app.script("document.querySelector('#reading .later').click()").await?;
    app.until("return !document.querySelector('#reading .consent-stands')").await?;
    open_request(&app, TIMETABLE).await?;
    assert_eq!(app.script("return document.querySelector('.consent-stands').dataset.state").await?, "requested");
    app.close().await
}

#[tokio::test]
async fn a_lookup_after_the_end_is_flagged_and_the_question_is_ready() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    open_consent(&app, FAMILY).await?;
    let wrong = app.texts("#reading .lookup .wrong").await?;
    assert!(matches!(wrong.as_slice(), [one] if one.contains("vaikka lupa oli päättynyt jo")), "{wrong:?}");
    let uses = app.texts("#reading .lookup").await?;
    assert_eq!(uses.len(), 4, "every use is listed, also what was denied: {uses:?}");
    assert_eq!(uses.iter().filter(|it| it.contains("Estetty, mitään ei nähty")).count(), 1, "{uses:?}");
    app.until("const it = document.querySelector('#reading .wrong button'); it?.click(); return !!it").await?;
    app.until("return location.pathname.startsWith('/write/draft/') && !!document.querySelector('#letter-body')")
        .await?;
    let body = app.script("return document.querySelector('#letter-body').value").await?;
    let body = body.as_str().unwrap_or_default();
    for said in ["Kuulo, vanha eräajo", "Asuntoehdotusten laskenta vanhassa eräajossa", "lupa oli päättynyt"] {
        assert!(body.contains(said), "{said} is not in {body}");
    }
    app.close().await
}

#[tokio::test]
async fn what_rests_on_law_has_no_switch_and_says_why() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    open_use(&app, BY_LAW).await?;
    let switches = "return [...document.querySelectorAll('main :is(input, select, [role=switch])')]
        .filter(it => it.checkVisibility() && !it.closest('.filter')).length";
    assert_eq!(app.script(switches).await?, 0);
    let choice = app.texts("main [data-part='choice']").await?.concat();
    assert!(choice.contains("ei perustu suostumukseen"), "{choice}");
    assert_eq!(app.texts("main [data-part='choice'] :is(a, button)").await?, Vec::<String>::new());
    // A public task may be objected to; the letter about it knows what it is about.
    app.until("const it = document.querySelector(\"[data-right='objection']\"); it?.click(); return !!it").await?;
    app.until("return location.pathname.startsWith('/write/data/') && !!document.querySelector('#letter-body')")
        .await?;
    assert!(app.texts("main").await?.concat().contains(BY_LAW));
    app.close().await
}

#[tokio::test]
async fn the_overview_answers_first_and_lists_what_waits_before_what_is_known() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    open(&app, "/use").await?;
    app.shown("main [data-part='by-law'] article").await?;
    let parts =
        app.lines("return [...document.querySelectorAll('main [data-part]')].map(it => it.dataset.part)").await?;
    let place = |name: &str| parts.iter().position(|part| part == name);
    for (earlier, later) in
        [("summary", "requests"), ("requests", "flagged"), ("flagged", "chosen"), ("chosen", "by-law")]
    {
        assert!(place(earlier).is_some() && place(earlier) < place(later), "{earlier}, {later}: {parts:?}");
    }
    let summary = app.texts("main [data-part='summary']").await?.concat();
    assert!(summary.contains("Yksi katselu näyttää väärältä.") && summary.contains("lain tai sopimuksen"), "{summary}");
    assert_eq!(app.texts("main .uses .due").await?, Vec::<String>::new());
    // All of it can be saved, and what that means is said first.
    app.until(&press("Tallenna tiedosto")).await?;
    app.shown("dialog[open]").await?;
    assert!(app.texts("#dialog-consequence").await?.concat().contains("ei ole salattu"));
    app.press(&[], Key::Escape).await?;
    app.until("return !document.querySelector('dialog')").await?;
    app.close().await
}

#[tokio::test]
async fn lookups_are_narrowed_by_what_stands_in_the_address_and_are_known_once_seen() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    open(&app, "/use").await?;
    app.shown("main [data-part='summary']").await?;
    assert!(!app.texts("main [data-part='summary']").await?.concat().contains("Uusia katseluja ei ole."));
    open(&app, "/use/lookups").await?;
    app.shown("main .lookup .new-word").await?;
    // How far back it goes stands before the first of them.
    let order = "const log = document.querySelector('main .log'), first = document.querySelector('main .lookup');
        return !!(log.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING)";
    assert_eq!(app.script(order).await?, true);
    app.script("document.querySelector('#lookups-find').focus()").await?;
    app.write("eräajo").await?;
    app.until("return document.querySelectorAll('main .lookup').length === 1 && location.search.includes('find=')")
        .await?;
    app.script("document.querySelector('#lookups-flagged').click()").await?;
    app.until("return location.search.includes('flagged=1') && document.querySelectorAll('main .lookup').length === 1")
        .await?;
    // Who has seen them all, knows them.
    app.until("const it = document.querySelector(\"main .actions a[href^='/use']\"); it?.click(); return !!it").await?;
    app.until("return document.querySelector(\"main [data-part='summary']\")?.innerText.includes('Uusia katseluja ei ole.') ?? false")
        .await?;
    app.close().await
}

#[tokio::test]
async fn what_only_the_child_can_answer_has_no_buttons() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    open_request(&app, TIMETABLE).await?;
    let item = record(&app).await?;
    app.haikkala.revise(&item, |record| {
        if let FeedRecord::Consent(consent) = record {
            consent.party_only = true;
        }
    })?;
    app.until("return document.querySelector(\"#reading [data-part='answer']\")?.innerText.includes('Vain Elsa Virta voi itse vastata tähän.') ?? false")
        .await?;
    assert_eq!(app.texts("#reading .even").await?, Vec::<String>::new());
    app.close().await
}

#[tokio::test]
async fn giving_may_wait_for_a_sign_in_and_taking_back_never_does() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    open_request(&app, VACCINATIONS).await?;
    app.kaarna.faults().begin_at("/v1/consents", Fault::Challenge(DEMAND.to_owned()));
    app.until(&press("Anna luovutuslupa")).await?;
    app.until("return !!document.querySelector('#reading #consent-identify')").await?;
    let stands = app.texts("#reading .consent-stands").await?.concat();
    assert!(stands.contains("Annoit luovutusluvan. Ei vielä vahvistettu."), "{stands}");
    // What has not gone is taken back in one step, and nothing was ever given.
    app.until(&press("Peru vastaus")).await?;
    app.until("return document.querySelector('#reading .consent-stands')?.dataset.state === 'requested' && !!document.querySelector('#reading .even')")
        .await?;
    app.close().await
}
