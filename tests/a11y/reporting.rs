//! A report being made, for pictures and rules of its steps.

use anyhow::Result;
use tests::app::App;

/// A report of a lamp at the step that asks where it is, with what the city's list has of a street.
pub async fn show_where(app: &App) -> Result<()> {
    click(app, "[...document.querySelectorAll('nav a, .pages a')].find(link => link.pathname === '/report')").await?;
    click(app, "document.querySelector('main .cities a')").await?;
    app.until("return !!document.querySelector('.kinds .kind')").await?;
    click(
        app,
        "[...document.querySelectorAll('.kinds .kind')].find(kind => kind.innerText.startsWith('Katuvalo ei pala'))",
    )
    .await?;
    write(app, "#report-place", "asematie 5").await?;
    // The street has a name in each of the town's languages.
    app.until("return !!document.querySelector('.kinds .kind')?.innerText.includes(' 5')").await
}

/// The same report with everything that is asked, as it is looked at before it is sent.
pub async fn show_check(app: &App) -> Result<()> {
    show_where(app).await?;
    click(app, "document.querySelector('.kinds .kind')").await?;
    app.until("return document.activeElement.id === 'report-next'").await?;
    click(app, "document.querySelector('#report-next')").await?;
    // Somebody may have reported one nearby; this is another one.
    app.until(
        "const way = document.querySelector('.not-these') ?? document.querySelector('#report-next');
         if (!document.querySelector('#question-0')) way?.click();
         return !!document.querySelector('#question-0')",
    )
    .await?;
    click(app, "document.querySelector('#question-0 input')").await?;
    write(app, "#letter-body", "Valo on ollut pimeänä koko viikon, ja suojatie on siksi vaarallinen.").await?;
    app.until("return !!document.querySelector('.kept')?.innerText").await?;
    click(app, "document.querySelector('#report-next')").await?;
    app.until("return !document.querySelector('#letter-body') && document.querySelector('main .report')?.innerText.includes(' 5')")
        .await
}

async fn click(app: &App, found: &str) -> Result<()> {
    app.until(&format!("const it = {found}; it?.click(); return !!it")).await
}

async fn write(app: &App, field: &str, text: &str) -> Result<()> {
    app.shown(field).await?;
    app.script(&format!(
        "const it = document.querySelector('{field}'); it.value = '{text}';
         it.dispatchEvent(new Event('input', {{ bubbles: true }}))"
    ))
    .await?;
    Ok(())
}
