//! Tests that need a desktop each, dealt out to several desktops at once.

use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use anyhow::{Result, bail};

use super::folder;
use super::report::{Outcome, duration};
use crate::project;
use crate::session::Session;

/// Runs each test of these names by the command that is made for it. Each of so many desktops, with a home below `home`, takes
/// the next test when it has done its last; what a test says is shown once it has ended.
///
/// # Errors
/// When a desktop does not start.
pub fn deal(
    desktops: usize,
    home: &str,
    names: Vec<String>,
    outcome: &mut Outcome,
    command: impl Fn(&Session, &str) -> Command + Sync,
) -> Result<()> {
    let (left, outcome) = (Mutex::new(names.into_iter()), Mutex::new(outcome));
    let desktop = |number: usize| -> Result<()> {
        let home = folder().join(format!("{home}-{number}"));
        project::fresh_folder(&home)?;
        let session = Session::with_accessibility(&home)?;
        loop {
            let Some(name) = left.lock().unwrap_or_else(PoisonError::into_inner).next() else { return Ok(()) };
            let started = Instant::now();
            let ended = command(&session, &name).stdin(Stdio::null()).stderr(Stdio::inherit()).output()?;
            let said = String::from_utf8_lossy(&ended.stdout);
            let mut outcome = outcome.lock().unwrap_or_else(PoisonError::into_inner);
            println!("{}\n{name}: {} on desktop {number}\n", said.trim(), duration(started.elapsed()));
            outcome.take(&name, &said, ended.status);
        }
    };
    thread::scope(|scope| {
        let running: Vec<_> = (1..=desktops).map(|number| scope.spawn(move || desktop(number))).collect();
        running
            .into_iter()
            .try_for_each(|desktop| desktop.join().unwrap_or_else(|_| bail!("a desktop's test run broke off")))
    })
}
