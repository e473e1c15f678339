//! From the click on an item to its text on the display, inside the running app.

use anyhow::{Context, Result, anyhow};
use fantoccini::Locator;
use resident_api::{CaseRecord, FeedRecord, StatusRecord, Texts, TimelineRecord};
use serde_json::{Value, json};
use tests::{Driven, TODAY};

use crate::{
    app::Programs,
    table::{Row, Table},
    times::Times,
    world::World,
};

/// Items that are opened, each once.
const OPENED: usize = 30;
/// Length of the text, in bytes, and events in the history of each.
const BODY: usize = 20_000;
const EVENTS: usize = 20;

/// Opens the item that is called `title` and tells how long it took until the frame after the one in which all of it
/// stood in the page.
const OPEN: &str = "
    const [title, events, done] = arguments;
    const link = [...document.querySelectorAll('main article h3 a')].find(link => link.textContent.includes(title));
    if (!link) { done(null); return; }
    const from = performance.now();
    link.click();
    const look = () => {
        const heading = document.querySelector('#reading-title')?.textContent;
        const there = heading === title && document.querySelectorAll('#reading .time > div').length === events;
        requestAnimationFrame(there ? () => done(performance.now() - from) : look);
    };
    requestAnimationFrame(look);
";

/// Gives the device the items that are opened; they are the newest of the inbox.
pub async fn send_large_cases(world: &World) -> Result<()> {
    let (party, _) = world.town.parties("aino")?.into_iter().next().context("Aino has a name")?;
    for number in 0..OPENED {
        world.town.authority().upsert(FeedRecord::Case(Box::new(large_case(number, &party))))?;
    }
    world.device.sync().await
}

/// Opens them one after the other in the app.
pub async fn measure(programs: &Programs, items: usize, table: &mut Table) -> Result<()> {
    let app = Driven::start(&programs.app, &[]).await?;
    app.window.wait().for_element(Locator::Css("main[data-ready='true'] article")).await?;
    let mut times = Vec::new();
    for number in 0..OPENED {
        let time = app.window.execute_async(OPEN, vec![json!(title(number)), json!(EVENTS)]).await?;
        times.push(time.as_f64().ok_or_else(|| anyhow!("{} is not in the list: {time}", title(number)))?);
        // The list is read again when an item was opened; the next click is not to meet that.
        app.window.execute_async(REST, Vec::<Value>::new()).await?;
    }
    app.close().await?;
    let times: Times = times.into_iter().collect();
    table.add(Row {
        figure: "open an item, click to painted",
        at: format!("{items}; {} kB of text, {EVENTS} events", BODY / 1000),
        measured: times.shown_p95(),
        goal: "p95 ≤ 100 ms",
        met: Some(times.p95() <= 100.0),
        ..Row::default()
    });
    Ok(())
}

/// Waits until nothing in the page has changed for half a second.
const REST: &str = "
    const [done] = arguments;
    let timer = setTimeout(finish, 500);
    const observer = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(finish, 500); });
    function finish() { observer.disconnect(); done(true); }
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
";

fn title(number: usize) -> String {
    format!("Laaja asia {number:02}")
}

fn large_case(number: usize, party: &str) -> CaseRecord {
    let fi = |text: String| Texts { fi: Some(text), ..Texts::default() };
    let paragraph = "Asiaa käsitellään, ja tästä näet, mitä on tapahtunut ja mitä seuraavaksi tapahtuu. ".repeat(6);
    let body = vec![paragraph.as_str(); BODY / paragraph.len() + 1].join("\n\n");
    CaseRecord {
        matter: None,
        id: format!("large-{number}"),
        party: party.to_owned(),
        title: fi(title(number)),
        summary: Some(fi(body)),
        text_type: None,
        status: StatusRecord { code: "in_progress".to_owned(), wording: None },
        register_number: None,
        unit: None,
        opened_at: None,
        updated_at: format!("{TODAY}T08:30:00+02:00"),
        next_step: None,
        expected_by: None,
        due: None,
        timeline: (1..=EVENTS)
            .map(|event| TimelineRecord {
                at: format!("{TODAY}T07:{event:02}:00+02:00"),
                title: fi(format!("Vaihe {event}")),
                detail: None,
                actor: Some("authority".to_owned()),
                status: None,
            })
            .collect(),
        documents: Vec::new(),
        retained_until: None,
        withdrawal: None,
        feedback: resident_api::Questions::None,
        reviews: None,
    }
}
