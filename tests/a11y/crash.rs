//! The page's process ends while somebody reads: the page comes back where it was, says so, and the keys work.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use tests::{app::App, processes::kill};
use tokio::time::sleep;

use crate::{
    atspi::{Bus, Node, role},
    listener::Listener,
    orca::press,
    tree::{Told, page},
};

/// How often the tree is looked at for what must come, and how long between.
const LOOKS: u32 = 300;
const LOOK: Duration = Duration::from_millis(100);

/// What the page says when it was opened again.
const NOTE: &str = "Näkymä pysähtyi ja avattiin uudelleen. Tietosi ovat tallessa.";

/// Ends the process of the page as a crash does.
fn crash(app: &App) -> Result<()> {
    kill(app.page_process()?.context("the page runs")?)
}

/// The page, as soon as it is told with this title and this heading, and with the note that it was opened again or without.
async fn told(bus: &Bus, app: &App, heading: &str, note: bool) -> Result<Node> {
    let mut last = String::new();
    for _ in 0..LOOKS {
        match page(bus, app).await {
            Ok(page) => {
                let headings = page.every(role::HEADING);
                let first = headings.iter().any(|node| node.name.ends_with(heading) && node.attribute("level") == "1");
                if page.name == format!("{heading} – Kotikunta") && first && page.words().contains(NOTE) == note {
                    return Ok(page);
                }
                last = page.outline();
            }
            // Between the two processes there is no page.
            Err(error) => last = format!("{error:#}"),
        }
        // The driver knows nothing of the new process, and nobody else tells of it.
        sleep(LOOK).await;
    }
    bail!("{heading:?} is not told, the note: {note}; told is:\n{last}")
}

#[tokio::test]
async fn the_page_comes_back_where_it_was() -> Result<()> {
    let Some(Told { app, bus }) = Told::start("fi").await? else { return Ok(()) };
    let heading = "Elsan iltapäivätoiminta myönnettiin osittain";
    app.shown("main article a[href*='/decision/']").await?.click().await?;
    told(&bus, &app, heading, false).await?;
    crash(&app)?;
    told(&bus, &app, heading, true).await?;

    // The keys work at once. The note stays until it is answered.
    press("alt+2").await?;
    told(&bus, &app, "Asiat", true).await?;
    crash(&app)?;
    told(&bus, &app, "Asiat", true).await?;

    // A page that dies again and again is not opened a third time: the start is.
    crash(&app)?;
    told(&bus, &app, "Saapuneet", true).await?;
    press("alt+3").await?;
    told(&bus, &app, "Puolesta asiointi", true).await?;
    Ok(())
}

#[tokio::test]
async fn aino_hears_that_the_page_stopped_and_reads_on() -> Result<()> {
    let Some(mut aino) = Listener::start("fi").await? else { return Ok(()) };
    aino.press("alt+2", &["Asiat – Kotikunta"]).await?;
    aino.happens("the page's process ends", &[NOTE], async |app| crash(app)).await?;
    aino.press("alt+r", &[NOTE]).await?;
    aino.press("alt+3", &["Puolesta asiointi – Kotikunta"]).await?;
    aino.end("page_stopped.fi").await
}
