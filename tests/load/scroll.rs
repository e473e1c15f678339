//! A long list: it grows by pages, as a resident asks for older items, and is then scrolled from top to bottom. What is
//! looked at is the longest frame: while one lasts, nothing moves on the display.

use anyhow::{Context, Result};
use fantoccini::Locator;
use serde_json::Value;
use tests::Driven;

use crate::{
    app::Programs,
    table::{Row, Table},
    times::{Times, figure},
};

/// Notes how long each frame takes, until it is asked.
const WATCH: &str = "
    window.watched = [];
    let last = performance.now();
    const frame = now => { window.watched.push(now - last); last = now; requestAnimationFrame(frame); };
    requestAnimationFrame(now => { last = now; requestAnimationFrame(frame); });
";
const FRAMES: &str = "const frames = window.watched; window.watched = []; return frames;";

/// Asks for older items and tells how many there are once they are painted; nothing when there are no more.
const OLDER: &str = "
    const [done] = arguments;
    const rows = () => document.querySelectorAll('main .list article').length;
    const button = document.querySelector('main .older button');
    if (!button) { done(null); return; }
    const before = rows();
    button.click();
    const look = () => requestAnimationFrame(rows() > before ? () => done(rows()) : look);
    look();
";

/// Scrolls by four fifths of a window a frame and tells when the end is reached.
const SCROLL: &str = "
    const [done] = arguments;
    const list = document.querySelector('main .list');
    list.scrollTop = 0;
    let steps = 0;
    const step = () => {
        const before = list.scrollTop;
        list.scrollBy({ top: list.clientHeight * 0.8, behavior: 'instant' });
        steps += 1;
        if (list.scrollTop === before) { done(steps); } else { requestAnimationFrame(step); }
    };
    requestAnimationFrame(step);
";

/// Measures both, with so many rows.
pub async fn measure(programs: &Programs, items: usize, rows: usize, table: &mut Table) -> Result<()> {
    let app = Driven::start(&programs.app, &[]).await?;
    app.window.wait().for_element(Locator::Css("main[data-ready='true'] article")).await?;
    app.window.execute(WATCH, Vec::<Value>::new()).await?;
    let frames = async || -> Result<Times> {
        let frames = app.window.execute(FRAMES, Vec::<Value>::new()).await?;
        Ok(frames.as_array().context("frames")?.iter().filter_map(Value::as_f64).collect())
    };
    let mut shown = 0;
    let mut paging = Vec::new();
    while shown < rows {
        let now = app.window.execute_async(OLDER, Vec::<Value>::new()).await?;
        let Some(now) = now.as_u64().and_then(|now| usize::try_from(now).ok()) else { break };
        shown = now;
        // The frame in which a page is laid out is the longest of its page.
        paging.push(frames().await?.longest());
    }
    let steps = app.window.execute_async(SCROLL, Vec::<Value>::new()).await?;
    let scrolling = frames().await?;
    app.close().await?;

    let (first, last) = (paging.first().copied().unwrap_or_default(), paging.last().copied().unwrap_or_default());
    let growth = format!("first page {} ms, last {} ms", figure(first), figure(last));
    let paging: Times = paging.into_iter().collect();
    table.add(Row {
        figure: "show older: longest frame",
        at: format!("{items}; up to {shown} rows"),
        measured: format!("{} ms (median of pages {}; {growth})", figure(paging.longest()), figure(paging.median())),
        goal: "no frame > 100 ms",
        met: Some(paging.longest() <= 100.0),
        ..Row::default()
    });
    table.add(Row {
        figure: "scroll: longest frame",
        at: format!("{items}; {shown} rows in {steps} steps"),
        measured: format!("{} ms (median {})", figure(scrolling.longest()), figure(scrolling.median())),
        goal: "no frame > 100 ms",
        met: Some(scrolling.longest() <= 100.0),
        ..Row::default()
    });
    table.note(format!(
        "Scroll: the list was grown to {shown} rows by \"show older\" and scrolled once from top to bottom, four fifths \
         of a window a frame; not through all {items} items."
    ));
    Ok(())
}
