//! The tasks, each heard from the first key to the last.

use anyhow::Result;
use connector::{Access, Http, Limits, resident::ResidentApi};
use municipality::{Fault, Gate};
use resident_api::{FeedRecord, Texts};
use tests::{Visitor, app::App, message};

use crate::{
    listener::Listener,
    states::{DEMAND, connect_and_open, fill_in_right, open_corrected, open_counted, open_mismatch, open_sealed},
};

/// A list with an item of two lines, and one in it.
const LONG_LIST: &str = "Ota nämä mukaan:\n\n\
    - voimassa oleva henkilökortti tai passi, josta näkyy sekä nimesi että syntymäaikasi\n\
    - lapsen neuvolakortti\n    1. myös silloin kun neuvolakäyntejä on ollut useassa eri kunnassa ja kortteja on monta\n\n\
    Tervetuloa.";

/// Finnish always; Swedish and English where the run asks for them (`KOTIKUNTA_LISTEN_IN`, set by `cargo xtask test`).
fn languages() -> Vec<String> {
    let asked = std::env::var("KOTIKUNTA_LISTEN_IN").unwrap_or_else(|_| "fi".to_owned());
    let languages: Vec<String> = asked.split(',').map(str::to_owned).collect();
    if languages.len() < 3 {
        println!("not checked in Swedish and English: `cargo xtask test --full` listens in those, too");
    }
    languages
}

/// Listens again before a difference counts: under load Orca now and then leaves an utterance out. What the first time
/// differed is printed.
async fn listened(journey: impl AsyncFn() -> Result<()>) -> Result<()> {
    let Err(first) = journey().await else { return Ok(()) };
    println!("listening again, for the first time it was otherwise:\n{first:#}");
    journey().await
}

/// One of three phrasings.
fn in_language<'a>(language: &str, [fi, sv, en]: [&'a str; 3]) -> &'a str {
    match language {
        "sv" => sv,
        "en" => en,
        _ => fi,
    }
}

/// The title of the first item that waits for Aino.
const FIRST: &str = "Elsan iltapäivätoiminta myönnettiin osittain";

/// By H from the start to the first item that waits, and into it.
async fn open_the_first(aino: &mut Listener) -> Result<()> {
    aino.press("h", &[]).await?;
    aino.press("h", &[FIRST]).await?;
    aino.press("Return", &[FIRST, "– Kotikunta"]).await
}

/// By F6 and Tab from the start to a page of the navigation.
async fn go_to(aino: &mut Listener, page: &str) -> Result<()> {
    aino.reach("F6", "Saapuneet 6 odottaa sinua", 9).await?;
    aino.press_until("Tab", page, 9).await?;
    aino.press("Return", &[&format!("{page} – Kotikunta")]).await
}

#[tokio::test]
async fn aino_starts_and_hears_what_needs_her() -> Result<()> {
    listened(async || {
        for language in languages() {
            let say = |words| in_language(&language, words);
            let Some(mut aino) = Listener::start(&language).await? else { return Ok(()) };
            aino.press("h", &[say(["Odottaa sinua (6)", "Väntar på dig (6)", "Needs you (6)"])]).await?;
            // Whose matter it is comes before what it is.
            aino.press("h", &["Elsa Virta"]).await?;
            // A long title is read in two lines.
            aino.press_until("Down", "Haikkala", 3).await?;
            aino.press("Down", &[say(["13.11.", "13.11", "13 Nov"])]).await?;
            aino.press("Down", &[say(["Uusi", "Ny", "New"])]).await?;
            aino.press("Down", &[say(["30.11.", "30.11", "30 Nov"])]).await?;
            aino.press("Down", &[say(["Päätös", "Beslut", "Decision"])]).await?;
            // The next item follows at once, and H goes from item to item.
            aino.press("Down", &[]).await?;
            aino.press("h", &[]).await?;
            aino.press("h", &[]).await?;
            aino.end(&format!("needs_me.{language}")).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn aino_finds_what_is_due_and_puts_it_off() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        aino.press("alt+6", &["Kalenteri – Kotikunta"]).await?;
        // Headings of the second level are the days, those of the third what is due on them.
        aino.press("2", &["2026"]).await?;
        aino.press("3", &[]).await?;
        aino.press("Return", &["– Kotikunta"]).await?;
        aino.press_until("Tab", "Muistuta tai lykkää", 24).await?;
        aino.press("Return", &["laajennettu"]).await?;
        aino.press_until("Tab", "Huomiseen klo 8.00", 4).await?;
        aino.press("Return", &["Lykätty. Palaa odottaviin:"]).await?;
        aino.end("snooze.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_reads_a_message() -> Result<()> {
    listened(async || {
        for language in languages() {
            let say = |words| in_language(&language, words);
            let Some(mut aino) = Listener::start(&language).await? else { return Ok(()) };
            // Headings of the second level are the groups.
            aino.press("2", &[say(["Odottaa sinua", "Väntar på dig", "Needs you"])]).await?;
            aino.press("2", &[say(["Uutta", "Nytt", "New"])]).await?;
            aino.press("Down", &[]).await?;
            aino.press("Return", &["Kotikunta"]).await?;
            for _ in 0..8 {
                aino.press("Down", &[]).await?;
            }
            aino.end(&format!("message.{language}")).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn aino_hears_what_has_happened_in_a_case() -> Result<()> {
    listened(async || {
        for language in languages() {
            let say = |words| in_language(&language, words);
            let Some(mut aino) = Listener::start(&language).await? else { return Ok(()) };
            aino.press("alt+2", &[say(["Asiat – Kotikunta", "Ärenden – Kotikunta", "Cases – Kotikunta"])]).await?;
            aino.press("h", &[]).await?;
            aino.press("h", &[]).await?;
            aino.press("Return", &["– Kotikunta"]).await?;
            let timeline = say(["Mitä on tapahtunut", "Vad som har hänt", "What has happened"]);
            aino.press_until("Down", timeline, 40).await?;
            for _ in 0..6 {
                aino.press("Down", &[]).await?;
            }
            aino.end(&format!("case.{language}")).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn aino_hears_a_decision_and_its_deadline() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        open_the_first(&mut aino).await?;
        aino.press_until("Down", "Mitä päätettiin", 10).await?;
        aino.press("Down", &["Hakemus hyväksyttiin osittain."]).await?;
        aino.press_until("Down", "Mitä sinun pitää tehdä", 10).await?;
        aino.press_until("Down", "maanantaina 30.11.2026", 14).await?;
        aino.end("decision.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_hears_that_a_decision_she_accepts_waits_no_more() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        open_the_first(&mut aino).await?;
        aino.reach("Tab", "Tyydyn päätökseen", 30).await?;
        aino.press("Return", &["Merkitty: tyydyt päätökseen. Siitä ei enää muistuteta."]).await?;
        aino.end("settled.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_asks_to_be_called() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        go_to(&mut aino, "Ota yhteyttä").await?;
        aino.reach("Tab", "Pyydä soittoa tai tapaamista", 12).await?;
        aino.press("Return", &["Soitto- tai tapaamispyyntö – Kotikunta"]).await?;
        aino.press_until("Tab", "Soittakaa minulle", 4).await?;
        aino.press("space", &[]).await?;
        aino.press_until("Tab", "Puhelinnumero", 3).await?;
        aino.write("0401234567", &[]).await?;
        aino.reach("Tab", "Mistä haluat puhua?", 6).await?;
        aino.write("Koulu", &[]).await?;
        aino.reach("Tab", "Lähetä pyyntö", 8).await?;
        aino.press("Return", &["Lähetetäänkö pyyntö?", "Puhelinnumero: 0401234567.", "Peru"]).await?;
        aino.press("Tab", &["Lähetä pyyntö"]).await?;
        aino.press("Return", &["on ottanut vastaan pyyntösi ja ottaa sinuun yhteyttä."]).await?;
        aino.end("call.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_requests_a_review() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        open_the_first(&mut aino).await?;
        aino.reach("Tab", "Tee oikaisuvaatimus", 20).await?;
        aino.press("Return", &["Oikaisuvaatimus – Kotikunta"]).await?;
        aino.press_until("Down", "Sen on oltava perillä", 12).await?;
        aino.reach("Tab", "Mihin päätöksessä et ole tyytyväinen?", 8).await?;
        aino.write("Viikoista", &[]).await?;
        aino.press("Tab", &["Millaisen muutoksen haluat?"]).await?;
        aino.write("Viisi", &[]).await?;
        aino.press("Tab", &["Miksi päätöstä pitäisi muuttaa?"]).await?;
        aino.write("Teen iltavuoroja", &[]).await?;
        aino.reach("Tab", "Postiosoite", 4).await?;
        aino.write("Rantatie", &[]).await?;
        aino.reach("Tab", "Tarkista ennen lähettämistä", 20).await?;
        aino.press("Return", &["Näin viranomainen näkee oikaisuvaatimuksesi"]).await?;
        aino.press_until("Down", "Teen iltavuoroja", 30).await?;
        aino.reach("Tab", "Lähetä oikaisuvaatimus", 8).await?;
        aino.press("Return", &["Lähetetäänkö oikaisuvaatimus?", "Sen on oltava perillä", "Peru"]).await?;
        aino.press("Tab", &["Lähetä oikaisuvaatimus"]).await?;
        aino.press("Return", &["on ottanut vastaan oikaisuvaatimuksesi"]).await?;
        aino.end("review.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_gives_a_consent_and_takes_it_back() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        aino.press("alt+7", &["Tietojeni käyttö – Kotikunta"]).await?;
        aino.press_until("Down", "näyttää väärältä", 12).await?;
        aino.reach("Tab", "Harrastusten sovittaminen koulupäivään", 12).await?;
        aino.press("Return", &["Harrastusten sovittaminen koulupäivään"]).await?;
        aino.press_until("Down", "Jos kieltäydyt", 60).await?;
        // Neither answer is the nearer one.
        aino.reach("Tab", "Anna suostumus", 20).await?;
        aino.press("Tab", &["Kieltäydy"]).await?;
        aino.press("shift+Tab", &["Anna suostumus"]).await?;
        aino.press("Return", &["on vahvistanut vastauksesi"]).await?;
        aino.reach("Tab", "Peru suostumus", 20).await?;
        aino.press_and_wait("Return", &["on vahvistanut peruutuksen"], "ilmoitus Peruutus lähtee heti.").await?;
        aino.end("consent.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_opens_a_document() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        open_the_first(&mut aino).await?;
        aino.press_until("Tab", "Avaa:", 16).await?;
        aino.press("Return", &[]).await?;
        aino.press_until("Tab", "Avaa muussa ohjelmassa", 4).await?;
        // The consequence is heard before the answers, and the safe answer has the focus.
        aino.press("Return", &["salaamaton", "Peru"]).await?;
        aino.press("Tab", &["Avaa"]).await?;
        aino.press("Escape", &["Avaa muussa ohjelmassa"]).await?;
        aino.end("document.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_changes_the_language_and_the_text_size() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        go_to(&mut aino, "Asetukset").await?;
        aino.press("Tab", &["Suomi"]).await?;
        aino.press("Down", &["Svenska", "Inställningar – Kotikunta"]).await?;
        aino.press("Up", &["Suomi", "Asetukset – Kotikunta"]).await?;
        aino.press_until("Tab", "100", 4).await?;
        aino.press("Down", &["125"]).await?;
        aino.end("settings.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_hears_what_it_means_to_take_her_data_out() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        go_to(&mut aino, "Asetukset").await?;
        aino.reach("Tab", "Ota tietosi talteen", 99).await?;
        aino.press("Return", &["Ota tietosi talteen – Kotikunta"]).await?;
        aino.press_until("Tab", "Ota talteen", 4).await?;
        aino.press("Return", &["Otetaanko tiedot talteen?", "Peru"]).await?;
        aino.press("Escape", &["Ota talteen"]).await?;
        aino.press_until("Tab", "Valitse arkisto", 4).await?;
        aino.end("taking_out.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_hears_that_something_has_come() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        let told = ["Saapui uutta: Kirjastoauto tulee torille."];
        let height = aino.app.script("return innerHeight").await?;
        aino.happens("Haikkala sends a message", &told, async |app| {
            let (party, _) = app.haikkala.parties("aino")?.remove(0);
            app.haikkala.send("m-heard", &party, "Kirjastoauto tulee torille")
        })
        .await?;
        aino.press("alt+r", &told).await?;
        // Nothing was moved: the page is as high as before, and she goes on where she was.
        anyhow::ensure!(
            aino.app.script("return innerHeight").await? == height,
            "an announcement takes room from the page"
        );
        aino.press("h", &["Odottaa sinua (6)"]).await?;
        aino.end("arrival.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_looks_for_something() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        aino.press("ctrl+f", &["Hae saapuneista"]).await?;
        // The count is said once, when nothing more is typed.
        aino.write("palstan", &["osumaa"]).await?;
        // What was found is a heading away.
        aino.press_until("Tab", "palsta", 12).await?;
        aino.press("Return", &["– Kotikunta"]).await?;
        aino.press("Escape", &["Saapuneet – Kotikunta"]).await?;
        aino.press("Escape", &["Hae saapuneista"]).await?;
        aino.write("avaruusraketti", &["Mitään ei löytynyt."]).await?;
        aino.end("search.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_writes_a_letter_and_hears_that_it_was_received() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        aino.press("alt+5", &["Lähtevät – Kotikunta"]).await?;
        aino.press_until("Tab", "Omassa asiassasi", 12).await?;
        aino.press("Return", &["Uusi viesti – Kotikunta"]).await?;
        // To whom and in whose matter is read before the fields.
        aino.press_until("Down", "Aino Virta", 6).await?;
        aino.press_until("Tab", "Aihe", 4).await?;
        aino.write("Kysymys palstasta", &[]).await?;
        aino.press("Tab", &["Viesti", "Enintään 10"]).await?;
        aino.write("Milloin palstat jaetaan?", &[]).await?;
        // It is asked once more, with whom and what it concerns, and the safe answer first.
        aino.press("ctrl+Return", &["Lähetetäänkö viesti?", "Asia koskee: Aino Virta", "Peru"]).await?;
        aino.press("Tab", &["Lähetä"]).await?;
        aino.press("Return", &["Haikkala on ottanut vastaan viestisi: Kysymys palstasta."]).await?;
        aino.press_until("Tab", "Avaa", 12).await?;
        aino.end("letter.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_makes_a_profile_for_eero_and_comes_back() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        go_to(&mut aino, "Asetukset").await?;
        // Whose profile it is, and the way to another.
        aino.reach("Tab", "Nimesi tällä laitteella", 60).await?;
        aino.press_until("Tab", "Lisää käyttäjä", 4).await?;
        aino.press("Return", &["Uuden käyttäjän nimi"]).await?;
        aino.write("Eero", &[]).await?;
        aino.press("Return", &["Käyttäjä on vaihdettu."]).await?;
        // He is in his own settings, and she is one press away.
        aino.reach("Tab", "Vaihda käyttäjään Nimetön käyttäjä", 60).await?;
        aino.press("Return", &["Käyttäjä on vaihdettu."]).await?;
        aino.press("alt+1", &["Saapuneet – Kotikunta"]).await?;
        aino.press("h", &["Odottaa sinua (6)"]).await?;
        aino.end("profiles.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_goes_offline_and_back() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        go_to(&mut aino, "Yhteydet").await?;
        aino.press("Tab", &["Päivitä nyt"]).await?;
        for town in aino.app.towns() {
            town.faults().begin(Fault::CutOff);
        }
        aino.press("Return", &["Ei yhteyttä:", "Jo haetut tiedot ovat tallessa laitteella."]).await?;
        for town in aino.app.towns() {
            town.faults().end();
        }
        aino.press("Return", &["Yhteys palasi:"]).await?;
        aino.end("offline.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_hears_that_one_service_fails() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        go_to(&mut aino, "Yhteydet").await?;
        aino.press("Tab", &["Päivitä nyt"]).await?;
        aino.app.kaarna.faults().begin(Fault::Html);
        aino.press("Return", &["Kaarna", "vastausta ei voitu lukea"]).await?;
        aino.end("fault.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_says_that_elsa_is_elsa() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        aino.press("alt+3", &["Puolesta asiointi – Kotikunta"]).await?;
        aino.press_until("Tab", "Sama henkilö", 12).await?;
        aino.press("Return", &["Näytetään yhtenä henkilönä."]).await?;
        aino.end("one_person.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_hears_whom_to_call() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        aino.press("alt+4", &["Ota yhteyttä – Kotikunta"]).await?;
        aino.press("2", &["Haikkala"]).await?;
        aino.press_until("Down", "Puhelin", 8).await?;
        for _ in 0..8 {
            aino.press("Down", &[]).await?;
        }
        aino.end("contact.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_connects_a_service() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start_unconnected("fi").await? else { return Ok(()) };
        aino.reach("Tab", "Yhdistä ensimmäinen palvelu", 14).await?;
        aino.press("Return", &["Yhdistä palvelu – Kotikunta"]).await?;
        aino.press("Down", &["Valitse kunta"]).await?;
        aino.press_until("Tab", "Nimi tai postinumero", 2).await?;
        aino.write("haik", &["Löytyi yksi palvelu."]).await?;
        aino.press("Tab", &["Haikkala"]).await?;
        // Who it is, and what follows, before she goes to it.
        aino.press("Return", &["Haikkala – Kotikunta"]).await?;
        aino.press_until("Down", "Sovellus ei näe tunnuksiasi.", 16).await?;
        aino.press("Tab", &["Kirjaudu selaimessa"]).await?;
        aino.press("Return", &["Jatka selaimessa – Kotikunta", "Selain avautui."]).await?;
        aino.happens("Aino signs in in the browser", &["Palvelu on yhdistetty: Haikkala – Kotikunta"], async |app| {
            Visitor::new()?.sign_in(&app.browser.given().await?, "aino").await?;
            Ok(())
        })
        .await?;
        aino.press("Tab", &["Saapuneisiin"]).await?;
        aino.press("Return", &["Saapuneet – Kotikunta"]).await?;
        aino.end("connect.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_uses_the_app_for_once() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start_locked_out("fi").await? else { return Ok(()) };
        // What has happened, what is safe, and what it means to go on without keeping anything.
        aino.press("Down", &[]).await?;
        aino.press_until("Down", "Käytä sovellusta tämän kerran", 12).await?;
        aino.press("Down", &["Voit jatkaa tallentamatta mitään."]).await?;
        aino.press("Down", &["Aiemmin tallennetut tiedot pysyvät koskemattomina."]).await?;
        aino.press("Tab", &["Jatka tallentamatta"]).await?;
        aino.press("Return", &["Mitään ei tallenneta."]).await?;
        aino.press("Down", &[]).await?;
        aino.press_until("Tab", "Yhdistä ensimmäinen palvelu", 14).await?;
        aino.end("once.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_hears_whom_she_acts_for() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        aino.press("alt+3", &["Puolesta asiointi – Kotikunta"]).await?;
        aino.press_until("2", "Helmi Lehto", 12).await?;
        for _ in 0..8 {
            aino.press("Down", &[]).await?;
        }
        aino.press_until("2", "Oikeudet, jotka olet antanut", 8).await?;
        aino.press("Down", &["Et ole antanut kenellekään oikeutta"]).await?;
        aino.press("Tab", &["Anna oikeus asioida puolestasi"]).await?;
        // What is missing is said, and where it is.
        aino.press("Return", &[]).await?;
        aino.press_until("Tab", "Jatka", 24).await?;
        aino.press("Return", &["Henkilön nimi", "puuttuu"]).await?;
        aino.end("people.fi").await
    })
    .await
}

/// The code that Eero shows in his own app.
async fn code_of_eero(app: &App) -> Result<String> {
    let access = Access::token(app.haikkala.token("eero")?)?;
    let eero = ResidentApi::new(Http::new(Limits::default())?, app.haikkala.base_url()?, access)?;
    Ok(eero.own_code("by ear").await?.code)
}

#[tokio::test]
async fn aino_identifies_herself_before_she_gives_a_right() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        aino.press("alt+3", &["Puolesta asiointi – Kotikunta"]).await?;
        let gate = Gate::default();
        aino.happens("Aino fills in to whom she gives a right", &["Jatka"], async |app| {
            let code = code_of_eero(app).await?;
            let demand = Fault::Challenge(DEMAND.to_owned());
            app.haikkala.faults().begin_behind(gate.clone(), "/v1/mandates", demand);
            fill_in_right(app, "Eero Virta", &code).await
        })
        .await?;
        aino.press("Return", &["Annatko oikeuden: Eero Virta?", "Peru"]).await?;
        aino.press("Tab", &["Anna oikeus"]).await?;
        // Where she is comes first, however soon Haikkala answers.
        aino.press("Return", &["Jatka"]).await?;
        let wanted = ["Haikkala pyytää sinua tunnistautumaan uudelleen", "Mitään ei ole vielä lähetetty."];
        aino.happens("Haikkala answers", &wanted, async |_| {
            gate.let_go();
            Ok(())
        })
        .await?;
        aino.press("Tab", &["Tunnistaudu selaimessa"]).await?;
        aino.press("Return", &["Selain avautui."]).await?;
        aino.happens("Aino identifies herself in the browser", &["Olet tunnistautunut."], async |app| {
            app.haikkala.faults().end();
            Visitor::new()?.sign_in(&app.browser.given().await?, "aino").await?;
            Ok(())
        })
        .await?;
        // What she sends is read once more, and the way to send it is the next thing.
        aino.press("Down", &[]).await?;
        aino.press("Tab", &["Anna oikeus"]).await?;
        aino.press_now("Return", &["Haikkala on vastaanottanut asian", "Rekisterinumero"]).await?;
        aino.end("identify.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_locks_her_app_and_opens_it() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        aino.happens("a lock is set", &["Lukko on käytössä"], async |app| app.set_lock("482915").await).await?;
        aino.press("alt+l", &["Kotikunta on lukossa – Kotikunta", "PIN-koodi"]).await?;
        aino.write("111111", &[]).await?;
        aino.press("Return", &["Koodi oli väärä."]).await?;
        aino.write("482915", &[]).await?;
        aino.press("Return", &["Lukko on auki."]).await?;
        aino.end("lock.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_reads_a_dialog_in_another_language() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start_beside_others("fi").await? else { return Ok(()) };
        // What the outline lacks comes once it is open; only then is it read.
        aino.happens("Aino connects Altinn and opens a dialog", &["Byggesak – Kotikunta"], async |app| {
            connect_and_open(app, "Altinn", "Byggesak").await?;
            app.shown("#reading .rows article").await.map(drop)
        })
        .await?;
        aino.forget();
        aino.press_until("Down", "Vastaa viimeistään", 6).await?;
        aino.press_until("Down", "Send", 12).await?;
        aino.press_until("Down", "Saken er behandlet", 12).await?;
        aino.press_until("h", "Avslag", 3).await?;
        aino.press_until("h", "Send tegning", 3).await?;
        aino.press("Return", &["Send tegning – Kotikunta"]).await?;
        aino.press_until("Tab", "Avaa selaimessa: lillevik.example", 6).await?;
        aino.end("dialog.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_reads_a_list_whose_items_are_long() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        let opened = ["Saapui uutta: Ota mukaan.", "Ota mukaan – Kotikunta"];
        aino.happens("Aino opens a message with a list", &opened, async |app| {
            let (party, _) = app.haikkala.parties("aino")?.remove(0);
            let mut list = message("m-list", &party, "Ota mukaan");
            list.text_type = Some("text/markdown".to_owned());
            list.body = Texts { fi: Some(LONG_LIST.to_owned()), ..Texts::default() };
            app.haikkala.authority().upsert(FeedRecord::Message(Box::new(list)))?;
            app.until("const it = document.querySelector(\"main [data-row$='/m-list'] a\"); it?.click(); return !!it")
                .await?;
            app.until("return !!document.querySelector('#reading .letter li')").await
        })
        .await?;
        aino.forget();
        aino.press_until("Down", "Tervetuloa.", 14).await?;
        aino.end("list.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_hears_how_a_last_day_is_counted() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        let opened = ["Saapui uutta: Venepaikka.", "Venepaikka – Kotikunta"];
        aino.happens("Aino opens a decision without a last day", &opened, async |app| {
            let (party, _) = app.haikkala.parties("aino")?.remove(0);
            open_counted(app, &party).await
        })
        .await?;
        aino.forget();
        aino.press_until("Down", "Päivä on laskettu lain mukaan.", 16).await?;
        aino.press_until("h", "Näin viimeinen päivä lasketaan", 6).await?;
        aino.press_until("Down", "Viimeinen päivä on pe 20.11.2026.", 16).await?;
        aino.end("counted.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_hears_that_a_signature_does_not_match() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        let opened = ["Venepaikka – Kotikunta", "Allekirjoitus ei täsmää"];
        aino.happens("Aino opens a decision that was changed on its way", &opened, async |app| {
            let (party, _) = app.haikkala.parties("aino")?.remove(0);
            open_mismatch(app, &party).await
        })
        .await?;
        aino.forget();
        aino.press_until("Down", "Hakemus hyväksyttiin.", 20).await?;
        aino.end("mismatch.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_hears_what_a_correction_changed() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        let opened = ["Venepaikka, korjattu päätös – Kotikunta"];
        aino.happens("Aino opens a decision that corrects an earlier one", &opened, async |app| {
            let (party, _) = app.haikkala.parties("aino")?.remove(0);
            open_corrected(app, &party, "d-2").await
        })
        .await?;
        aino.forget();
        aino.press_until("Down", "Venepaikka", 10).await?;
        aino.press_until("h", "Mikä muuttui", 10).await?;
        aino.press_until("Down", "Liite: poistettu", 40).await?;
        aino.end("corrected.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_receives_a_decision_that_waits() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        let opened = ["Saapui uutta: Päätös venepaikasta.", "Päätös venepaikasta – Kotikunta"];
        aino.happens("Aino opens a decision that waits", &opened, async |app| {
            let (party, _) = app.haikkala.parties("aino")?.remove(0);
            open_sealed(app, &party).await
        })
        .await?;
        aino.forget();
        aino.press_until("Down", "Se lähetetään sinulle kirjeenä", 24).await?;
        aino.press("Tab", &["Vastaanota päätös"]).await?;
        aino.press("Return", &["Otetaanko päätös vastaan?", "Peru"]).await?;
        aino.press("Tab", &["Vastaanota päätös"]).await?;
        let gate = Gate::default();
        let demand = Fault::Challenge(DEMAND.to_owned());
        aino.app.haikkala.faults().begin_behind(gate.clone(), "/v1/decisions/", demand);
        // Where she is comes first, however soon Haikkala answers.
        aino.press("Return", &["Vastaanota päätös"]).await?;
        let wanted = ["Haikkala pyytää sinua tunnistautumaan", "Päätöstä ei ole vielä otettu vastaan."];
        aino.happens("Haikkala answers", &wanted, async |_| {
            gate.let_go();
            Ok(())
        })
        .await?;
        aino.press("Tab", &["Tunnistaudu selaimessa"]).await?;
        aino.press("Return", &["Selain avautui."]).await?;
        aino.happens("Aino identifies herself in the browser", &["Olet tunnistautunut."], async |app| {
            app.haikkala.faults().end();
            Visitor::new()?.sign_in(&app.browser.given().await?, "aino").await?;
            Ok(())
        })
        .await?;
        aino.press("Tab", &["Vastaanota päätös"]).await?;
        aino.press("Return", &["Olet ottanut päätöksen vastaan.", "Venepaikkaa ei myönnetä – Kotikunta"]).await?;
        // She reads on from the heading of the decision.
        aino.press_until("Down", "Hakemusta ei hyväksytty.", 9).await?;
        aino.end("sealed.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_asks_for_help() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        aino.press("F1", &["Ohje – Kotikunta"]).await?;
        for _ in 0..12 {
            aino.press("Down", &[]).await?;
        }
        aino.press_until("h", "Saavutettavuus", 12).await?;
        for _ in 0..6 {
            aino.press("Down", &[]).await?;
        }
        aino.end("help.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_hears_that_a_letter_was_not_hers() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        aino.happens("Haikkala sends a message", &["Kirjastoauto tulee torille"], async |app| {
            let (party, _) = app.haikkala.parties("aino")?.remove(0);
            app.haikkala.send("m-strayed", &party, "Kirjastoauto tulee torille")
        })
        .await?;
        aino.happens("Haikkala takes it back", &["lähetti sinulle vahingossa"], async |app| {
            Ok(app.haikkala.authority().tombstone("message", "m-strayed", "misdirected")?)
        })
        .await?;
        aino.press_until("Tab", "Selvä", 12).await?;
        aino.press("Return", &[]).await?;
        aino.end("taken_back.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_answers_what_a_task_asks_and_hears_what_she_missed() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        aino.press_until("Tab", "Vahvista Elsan hammastarkastuksen aika", 24).await?;
        aino.press("Return", &["Vahvista Elsan hammastarkastuksen aika – Kotikunta"]).await?;
        aino.press_until("h", "Vastauksesi", 8).await?;
        aino.press_until("Tab", "Lähetä vastaus", 8).await?;
        aino.press("Return", &["Vastaa tähän."]).await?;
        aino.press("space", &[]).await?;
        aino.press_until("Tab", "Lähetä vastaus", 8).await?;
        aino.press(
            "Return",
            &["Lähetetäänkö vastaus?", "Asia koskee: Elsa Virta", "Sopiiko aika? Aika sopii.", "Peru"],
        )
        .await?;
        aino.press("Tab", &["Lähetä vastaus"]).await?;
        aino.press("Return", &["on ottanut vastaan vastauksesi: Vahvista Elsan hammastarkastuksen aika."]).await?;
        aino.end("answer.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_asks_what_a_word_means() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
        aino.press("alt+n", &[FIRST, "– Kotikunta"]).await?;
        aino.forget();
        // In the text, at the word itself: behind the way to request a review.
        aino.reach("Tab", "Tee oikaisuvaatimus", 20).await?;
        aino.reach("Tab", "oikaisuvaatimus", 20).await?;
        aino.press("Return", &["Pyydät viranomaista käsittelemään päätöksensä uudelleen."]).await?;
        aino.press("Escape", &["supistettu"]).await?;
        // All words of the text stand below it, under a heading of their own.
        aino.press_until("h", "Mitä sanat tarkoittavat", 12).await?;
        for _ in 0..4 {
            aino.press("Down", &[]).await?;
        }
        aino.press_until("Tab", "Kaikki sanaston sanat", 4).await?;
        aino.press("Return", &["Sanasto – Kotikunta"]).await?;
        aino.press_until("Tab", "Etsi sana", 4).await?;
        aino.write("lainvoima", &["1 sana"]).await?;
        aino.press("Tab", &["Tyhjennä haku"]).await?;
        aino.press_until("Down", "Päätökseen ei voi enää hakea muutosta", 6).await?;
        aino.end("glossary.fi").await
    })
    .await
}

#[tokio::test]
async fn aino_reports_a_lamp_that_does_not_burn() -> Result<()> {
    listened(async || {
        let Some(mut aino) = Listener::start_reporting("fi").await? else { return Ok(()) };
        aino.press("alt+8", &["Ilmoita viasta – Kotikunta"]).await?;
        aino.press_until("Tab", "Ilmoita viasta", 3).await?;
        aino.press("Return", &["Mikä on vialla? Vaihe 1/3 – Kotikunta"]).await?;
        aino.press_until("Tab", "Etsi vikaa", 3).await?;
        aino.write("lamppu", &["Löytyi"]).await?;
        aino.press_until("Tab", "Katuvalo ei pala", 3).await?;
        aino.press("Return", &["Missä vika on? Vaihe 2/3 – Kotikunta"]).await?;
        // No map is needed: the street's name is enough, and the city's list knows it.
        aino.press_until("Tab", "Osoite tai paikan nimi", 3).await?;
        aino.write("asematie 5", &["Löytyi"]).await?;
        aino.press_until("Tab", "Asematie 5", 3).await?;
        aino.press("Return", &["Jatka", "Paikka: Asematie 5, Keskusta."]).await?;
        // Nobody has reported it yet, so nothing is asked about that.
        aino.press("Return", &["Kerro lisää Vaihe 3/3 – Kotikunta"]).await?;
        // What the city says beside its questions comes before them.
        aino.press_until("Down", "soita 112", 6).await?;
        aino.press("Tab", &["Ei pala"]).await?;
        aino.press("space", &["merkitty"]).await?;
        aino.press_until("Tab", "Kuvaile vikaa", 12).await?;
        aino.write("Pimea koko viikon.", &[]).await?;
        aino.press("ctrl+Return", &["Tarkista ja lähetä – Kotikunta"]).await?;
        // Everything once more, and who sees what.
        aino.press_until("Down", "Nimesi ja yhteystietosi eivät näy.", 30).await?;
        aino.press_until("Tab", "Lähetä ilmoitus", 6).await?;
        aino.press("Return", &["Ilmoita viasta – Kotikunta", "on ottanut"]).await?;
        aino.end("report.fi").await
    })
    .await
}
