//! Processes of the app: it, and the web view's own below it.

use std::{collections::BTreeMap, fs, process::Command, thread, time::Duration};

use anyhow::{Result, bail};

/// How often a process is looked at before it is given up, and how long between.
const ATTEMPTS: u32 = 400;
const PAUSE: Duration = Duration::from_millis(25);

/// A process and all below it.
pub fn family(first: u32) -> Result<Vec<u32>> {
    let mut children: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for entry in fs::read_dir("/proc")? {
        let Some(id) = entry?.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        // A process may end between the listing and the look.
        let Ok(stat) = fs::read_to_string(format!("/proc/{id}/stat")) else { continue };
        // The name in brackets may hold anything; what follows the last bracket is state and parent.
        let Some(parent) = stat.rsplit(") ").next().and_then(|rest| rest.split(' ').nth(1)?.parse().ok()) else {
            continue;
        };
        children.entry(parent).or_default().push(id);
    }
    let mut found = vec![first];
    let mut next = 0;
    while let Some(id) = found.get(next) {
        found.extend(children.get(id).into_iter().flatten().copied().collect::<Vec<_>>());
        next += 1;
    }
    Ok(found)
}

/// Waits until processes that are not our children are gone: only then does the next start find the machine as it was,
/// and an app that still runs would only show its window again.
pub fn gone(processes: &[u32]) -> Result<()> {
    for _ in 0..ATTEMPTS {
        if !processes.iter().any(|id| runs(*id)) {
            return Ok(());
        }
        thread::sleep(PAUSE);
    }
    bail!("a process of the window does not end")
}

/// The process in which the page of an app runs, if there is one.
pub fn page_process(app: u32) -> Result<Option<u32>> {
    // The kernel keeps fifteen letters of a name.
    let is_page =
        |id: &u32| fs::read_to_string(format!("/proc/{id}/comm")).is_ok_and(|name| name.trim() == "WebKitWebProces");
    Ok(family(app)?.into_iter().find(|id| runs(*id) && is_page(id)))
}

/// Ends a process as a crash does, and waits until it is gone.
pub fn kill(process: u32) -> Result<()> {
    if !Command::new("kill").args(["-KILL", &process.to_string()]).status()?.success() {
        bail!("the process {process} cannot be killed");
    }
    gone(&[process])
}

fn runs(process: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    !stat.is_empty() && !stat.contains(") Z ")
}
