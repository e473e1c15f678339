//! The pages beside the inbox, by keyboard.

use anyhow::Result;
use fantoccini::key::Key;
use tests::app::App;

#[tokio::test]
async fn aino_finds_whom_to_call() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    app.press(&[Key::Alt], '4').await?;
    app.shown(".contact .channel").await?;
    assert_eq!(app.texts("h1").await?, ["Ota yhteyttä"]);
    let bodies = app.texts(".contact h2").await?;
    assert_eq!(bodies.len(), 3, "{bodies:?}");
    let phones = app.texts(".contact .channel h3").await?.into_iter().filter(|kind| kind.starts_with("Puhelin:"));
    assert!(phones.count() >= 3, "every body has a phone");
    app.close().await
}

#[tokio::test]
async fn aino_says_who_is_who_and_takes_it_back() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    app.press(&[Key::Alt], '3').await?;
    app.shown("[aria-labelledby=links-asked] article").await?;
    let asked = "return document.querySelectorAll('[aria-labelledby=links-asked] article').length";
    let before = app.script(asked).await?.as_u64().unwrap_or_default();
    let together = "return [...document.querySelectorAll('[aria-labelledby=links-answered] article')]
        .filter(card => card.innerText.includes('Näytetään yhtenä henkilönä.')).length === ";

    app.tab_to("Sama henkilö").await?;
    app.press(&[], Key::Enter).await?;
    app.until(&format!("{together}1")).await?;
    app.until("return !!document.activeElement.closest('main')").await?;

    // The answer can be taken back, and the question is asked again.
    app.tab_to("Näytä erikseen").await?;
    app.press(&[], Key::Enter).await?;
    app.until(&format!("{together}0")).await?;
    app.until(&format!("{asked} === {before}")).await?;
    app.until("return !!document.activeElement.closest('main')").await?;
    app.close().await
}

#[tokio::test]
async fn aino_changes_the_language_and_the_text_size() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    app.press(&[], Key::F1).await?;
    app.tab_to("Vaihda näppäimiä asetuksissa").await?;
    app.press(&[], Key::Enter).await?;
    app.until("return document.title === 'Asetukset – Kotikunta'").await?;
    app.tab_to("Suomi").await?;
    app.press(&[], Key::Down).await?;
    app.until("return document.documentElement.lang === 'sv' && document.title === 'Inställningar – Kotikunta'")
        .await?;
    app.tab_to("100 %").await?;
    let before = app.script("return parseFloat(getComputedStyle(document.body).fontSize)").await?;
    app.press(&[], Key::Down).await?;
    app.until("return document.documentElement.dataset.textSize === '125'").await?;
    app.until(&format!("return parseFloat(getComputedStyle(document.body).fontSize) === {before} * 1.25")).await?;

    // What authorities wrote is in the new language too.
    app.press(&[Key::Alt], '1').await?;
    app.shown("main article").await?;
    app.until("return [...document.querySelectorAll('main article')].some(row => row.innerText.includes('Beslut'))")
        .await?;
    app.close().await
}
