//! From the start of the process to the first items, painted as links that take the focus.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use anyhow::Result;

use crate::{
    app::{Programs, Window},
    screen::{Part, Screen},
    table::{Row, Table},
    times::{Times, figure},
};

/// The middle of the list, and the text of the empty window. Both windows are as large and stand in the same place. The
/// side beside it, which says when each source was last asked, may go on changing.
const LIST: Part = Part { x: 440, y: 280, width: 360, height: 480 };
/// Nothing drawn for so long: the window has come to rest.
const REST: Duration = Duration::from_secs(3);
/// Longest wait for a window. Nothing is measured by it.
const PATIENCE: Duration = Duration::from_mins(1);

/// Measures the app and the empty window in turns.
pub fn measure(programs: &Programs, items: usize, runs: usize, table: &mut Table) -> Result<()> {
    let screen = Screen::watch(LIST)?;
    // The first start of each reads its program from the disk and makes the web view's folders.
    once(&screen, &programs.empty)?;
    once(&screen, &programs.app)?;
    let (mut ours, mut floors) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        floors.push(once(&screen, &programs.empty)?);
        ours.push(once(&screen, &programs.app)?);
    }
    let (ours, floors): (Times, Times) = (ours.into_iter().collect(), floors.into_iter().collect());
    let ratio = ours.median() / floors.median();
    table.add(Row {
        figure: "start to painted inbox",
        at: items.to_string(),
        measured: ours.to_string(),
        goal: "≤ 2× an empty window, and flat",
        floor: floors.to_string(),
        ratio: figure(ratio),
        met: Some(ratio <= 2.0),
    });
    table.note(
        "Start: the release app without the demo's features, its store and keys moved into a private session; seen \
         from outside, by the pixels of its list on the display. The floor is an empty Tauri and Leptos window, started \
         in turns with it.",
    );
    Ok(())
}

fn once(screen: &Screen, program: &Path) -> Result<Duration> {
    screen.forget(Duration::from_millis(300));
    let started = Instant::now();
    let window = Window::open(program)?;
    let painted = screen.painted(started, REST, PATIENCE)?;
    drop(window);
    Ok(painted)
}
