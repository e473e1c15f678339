//! The app while nobody does anything: its memory, and how often it wakes.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use anyhow::{Context, Result};

use crate::{
    app::{Programs, Window},
    table::{Row, Table},
    times::{figure, number},
};

/// What one program took.
struct Idle {
    /// Proportional share of memory of all processes, in kilobytes, by process.
    memory: Vec<(String, usize)>,
    /// Times its threads went to sleep of their own accord, which is as often as they had woken, by the thread's name.
    wakes: BTreeMap<String, usize>,
}

/// Measures both programs, one after the other.
pub fn measure(programs: &Programs, items: usize, is_quick: bool, table: &mut Table) -> Result<()> {
    let (settle, watch) = if is_quick { (5, 5) } else { (20, 60) };
    let floor = watched(&programs.empty, settle, watch)?;
    let ours = watched(&programs.app, settle, watch)?;
    let ratio = number(ours.total()) / number(floor.total());
    table.add(Row {
        figure: "memory of all processes, idle (PSS)",
        at: items.to_string(),
        measured: ours.shown(),
        goal: "≤ 1.3× an empty window",
        floor: floor.shown(),
        ratio: figure(ratio),
        met: Some(ratio <= 1.3),
    });
    let watched = f64::from(u32::try_from(watch).unwrap_or(1));
    let a_second = |idle: &Idle| number(idle.wakes.values().sum()) / watched;
    table.add(Row {
        figure: "wake-ups of all threads, idle",
        at: items.to_string(),
        measured: format!("{} a second over {watch} s ({})", figure(a_second(&ours)), ours.busiest(watched)),
        goal: "no busy waiting: ≤ 5 a second more than an empty window",
        floor: format!("{} a second", figure(a_second(&floor))),
        ratio: figure(a_second(&ours) / a_second(&floor).max(1.0 / watched)),
        met: Some(a_second(&ours) <= a_second(&floor) + 5.0),
    });
    Ok(())
}

impl Idle {
    fn total(&self) -> usize {
        self.memory.iter().map(|(_, kilobytes)| kilobytes).sum()
    }

    fn shown(&self) -> String {
        let parts: Vec<_> =
            self.memory.iter().map(|(name, kilobytes)| format!("{name} {}", kilobytes / 1024)).collect();
        format!("{} MiB ({})", self.total() / 1024, parts.join(", "))
    }

    /// The threads that woke most often.
    fn busiest(&self, seconds: f64) -> String {
        let mut threads: Vec<_> = self.wakes.iter().collect();
        threads.sort_by_key(|(_, wakes)| std::cmp::Reverse(**wakes));
        let shown = threads.iter().take(3).map(|(name, wakes)| format!("{name} {}", figure(number(**wakes) / seconds)));
        shown.collect::<Vec<_>>().join(", ")
    }
}

fn watched(program: &Path, settle: u64, watch: u64) -> Result<Idle> {
    let window = Window::open(program)?;
    thread::sleep(Duration::from_secs(settle));
    let processes = window.processes()?;
    let memory = processes.iter().map(|id| Ok((name(*id)?, memory(*id)?))).collect::<Result<_>>()?;
    let before = wakes(&processes)?;
    thread::sleep(Duration::from_secs(watch));
    let mut by_name = BTreeMap::new();
    // Threads come and go; one that has gone takes its count with it.
    for (thread, now) in wakes(&processes)? {
        let since = now.saturating_sub(before.get(&thread).copied().unwrap_or_default());
        let name = fs::read_to_string(thread.join("comm")).unwrap_or_default().trim().to_owned();
        *by_name.entry(name).or_default() += since;
    }
    Ok(Idle { memory, wakes: by_name })
}

fn name(process: u32) -> Result<String> {
    Ok(fs::read_to_string(format!("/proc/{process}/comm"))?.trim().to_owned())
}

fn memory(process: u32) -> Result<usize> {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup"))?;
    field(&rollup, "Pss:").context("the kernel tells the proportional share")
}

/// How often each thread has gone to sleep so far.
fn wakes(processes: &[u32]) -> Result<BTreeMap<PathBuf, usize>> {
    let mut wakes = BTreeMap::new();
    for process in processes {
        for task in fs::read_dir(format!("/proc/{process}/task"))? {
            let thread = task?.path();
            // It may have ended since it was listed.
            let status = fs::read_to_string(thread.join("status")).unwrap_or_default();
            wakes.insert(thread, field(&status, "voluntary_ctxt_switches:").unwrap_or_default());
        }
    }
    Ok(wakes)
}

/// The number after a name at the beginning of a line.
fn field(text: &str, name: &str) -> Option<usize> {
    text.lines().find_map(|line| line.strip_prefix(name))?.split_whitespace().next()?.parse().ok()
}
