//! Giving a right to act, by the form: what is missing is said at its field, and what is sent is shown once more.

use anyhow::{Context, Result};
use connector::{Access, Http, Limits, resident::ResidentApi};
use tests::app::App;

/// Writes into the field whose label begins so.
pub fn write(label: &str, words: &str) -> String {
    format!(
        "const label = [...document.querySelectorAll('.right-form label')].find(l => l.innerText.startsWith({label:?})); \
         const field = label.querySelector('input'); field.value = {words:?}; \
         field.dispatchEvent(new Event('input', {{ bubbles: true }})); return true"
    )
}

/// Presses the button with these words.
pub fn press(words: &str) -> String {
    format!(
        "const button = [...document.querySelectorAll('main button, dialog button')] \
         .find(b => b.innerText.trim() === {words:?}); button?.click(); return !!button"
    )
}

#[tokio::test]
async fn aino_gives_eero_a_right_and_takes_it_back() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    let access = Access::token(app.haikkala.token("eero")?)?;
    let eero = ResidentApi::new(Http::new(Limits::default())?, app.haikkala.base_url()?, access)?;
    let code = eero.own_code("e2e").await?.code;
    app.script("setTimeout(() => location.assign('/people'))").await?;
    app.shown("main .rights").await?;
    app.until(&press("Anna oikeus asioida puolestasi")).await?;
    app.shown(".right-form").await?;

    // Nothing is filled in: each field says so, and the first has the focus.
    app.until(&press("Jatka")).await?;
    app.until("return document.querySelectorAll('.right-form .flaw').length === 3").await?;
    app.until("return document.activeElement.getAttribute('aria-invalid') === 'true'").await?;

    app.script(&write("Henkilön nimi", "Eero Virta")).await?;
    app.script(&write("Henkilön koodi", &code)).await?;
    app.script(&write("Viimeinen päivä", "31.1.2027")).await?;
    let chosen = "const all = [...document.querySelectorAll('.right-form label')].find(l => l.innerText.includes('asuminen')); \
                  all.click(); return !!all";
    app.until(chosen).await?;
    app.until(&press("Jatka")).await?;
    let dialog = app.shown("dialog[open]").await?.text().await?;
    for said in ["Eero Virta", "Haikkala", "asuminen", "31.1.2027"] {
        assert!(dialog.contains(said), "{said}: {dialog}");
    }
    app.until(&press("Anna oikeus")).await?;
    app.until("return document.querySelector('.rights .card')?.innerText.includes('Eero Virta') ?? false").await?;
    // The feed may bring the right before the receipt is shown.
    app.until(
        "return [...document.querySelectorAll('main .note')].some(it => it.innerText.includes('Rekisterinumero'))",
    )
    .await?;

    app.until(&press("Peru oikeus: Eero Virta")).await?;
    app.shown("dialog[open]").await.context("asked once more")?;
    app.until(&press("Peru oikeus")).await?;
    app.until("return !document.querySelector('.rights .card')").await?;
    app.close().await
}
