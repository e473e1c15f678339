//! The test programs of all members, and how each kind is run.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::report::Outcome;
use super::{NATIVE, desktops, folder};
use crate::cargo::{self, Artifact, cargo};
use crate::project;
use crate::session::Session;

/// The test programs of the package `tests` that need a desktop, or a browser.
const END_TO_END: &str = "e2e";
const BY_EAR: &str = "a11y";
const IN_BROWSER: &str = "browser";

/// How many desktops the tests by ear share. They mostly wait for words, so two fit on two cores; with a third the screen
/// reader leaves words out.
const LISTENERS: usize = 2;

/// The fault schedules of the outbox in a full run: the first seed, and how many.
const ALL_SCHEDULES: &str = "1+1000";

/// Everything that was built to be tested.
#[derive(Default)]
pub struct Suite {
    tests: Vec<Artifact>,
    /// The app with the demo feature.
    pub app: PathBuf,
    filter: Option<String>,
}

impl Suite {
    /// Builds the test programs, and the app that the end-to-end run starts.
    pub fn build(filter: Option<String>) -> Result<Self> {
        // One command for both: test programs bring features along, and apart everything would be compiled twice.
        let mut command = cargo();
        command.arg("build").args(NATIVE).args(["--tests", "--bins"]);
        let built = cargo::build(command)?;
        // A later build of the app with other features takes the same name in the target folder.
        let app = project::copy_if_newer(&cargo::program(&built, "kotikunta")?, &folder().join("programs"))?;
        Ok(Self { tests: built.into_iter().filter(|artifact| artifact.is_test).collect(), app, filter })
    }

    /// The crates' own tests, and those of xtask.
    pub fn crates(&self) -> Result<Outcome> {
        self.run(|test| !is_in(test, "src-tauri") && !is_in(test, "tests"), |test| Ok(Command::new(&test.file)))
    }

    /// The engine against the reference municipality, over HTTP. `full`: with all fault schedules of the outbox.
    pub fn journeys(&self, full: bool) -> Result<Outcome> {
        let schedules = full.then_some(("KOTIKUNTA_SCHEDULES", ALL_SCHEDULES));
        self.run(
            |test| is_in(test, "tests") && !needs_more(test),
            |test| {
                let mut command = Command::new(&test.file);
                command.envs(schedules);
                Ok(command)
            },
        )
    }

    /// The shell, with a real keyring.
    pub fn shell(&self) -> Result<Outcome> {
        self.in_session(Session::headless, "home-shell", |test| is_in(test, "src-tauri"))
    }

    /// The real app, driven as a person would.
    pub fn end_to_end(&self) -> Result<Outcome> {
        let wanted = |test: &Artifact| is_in(test, "tests") && test.name == END_TO_END;
        self.in_session(Session::headless, "home-end-to-end", wanted)
    }

    /// The interface as another browser shows it. It has no window, and a home of its own for each test.
    pub fn in_browser(&self) -> Result<Outcome> {
        let interface = project::root().join("src-ui/dist");
        self.run(
            |test| is_in(test, "tests") && test.name == IN_BROWSER,
            |test| {
                let mut command = Command::new(&test.file);
                command.env("KOTIKUNTA_INTERFACE", &interface).env("RUST_LIB_BACKTRACE", "0");
                Ok(command)
            },
        )
    }

    /// The real app, listened to through a real screen reader; `full`: in more than one language.
    pub fn by_ear(&self, full: bool) -> Result<Outcome> {
        let languages = if full { "fi,sv,en" } else { "fi" };
        let mut outcome = Outcome::default();
        for test in self.tests.iter().filter(|test| is_in(test, "tests") && test.name == BY_EAR) {
            println!("\n{} of {}, on {LISTENERS} desktops at once", test.name, test.folder.display());
            desktops::deal(LISTENERS, "home-by-ear", self.names(test)?, &mut outcome, |session, name| {
                let mut command = self.in_desktop(session, test);
                command.env("KOTIKUNTA_LISTEN_IN", languages).args(["--exact", name]);
                command
            })?;
        }
        outcome.if_any()
    }

    fn in_session(
        &self,
        start: fn(&Path) -> Result<Session>,
        home: &str,
        wanted: impl Fn(&Artifact) -> bool,
    ) -> Result<Outcome> {
        let home = folder().join(home);
        project::fresh_folder(&home)?;
        let session = start(&home)?;
        self.run(wanted, |test| Ok(self.in_desktop(&session, test)))
    }

    fn in_desktop(&self, session: &Session, test: &Artifact) -> Command {
        let mut command = at_home(session.command(&test.file), test);
        command.env("KOTIKUNTA_APP", &self.app).env("RUST_LIB_BACKTRACE", "0");
        // A desktop has one keyring and one focus.
        command.arg("--test-threads=1");
        command
    }

    /// The names of a program's tests that are wanted.
    fn names(&self, test: &Artifact) -> Result<Vec<String>> {
        let listed = Command::new(&test.file).args(&self.filter).args(["--list", "--format", "terse"]).output()?;
        let listed = String::from_utf8_lossy(&listed.stdout);
        let names = listed.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned);
        // Those that go over all pages and states take longest and are the last by name: with them first, no desktop is left
        // with one of them while the others have nothing to do.
        Ok(names.rev().collect())
    }

    fn run(
        &self,
        wanted: impl Fn(&Artifact) -> bool,
        command: impl Fn(&Artifact) -> Result<Command>,
    ) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        for test in self.tests.iter().filter(|test| wanted(test)) {
            println!("\n{} of {}", test.name, test.folder.display());
            let mut command = at_home(command(test)?, test);
            command.args(&self.filter);
            count(&mut command, &test.name, &mut outcome)?;
        }
        outcome.if_any()
    }
}

/// The examples in doc comments.
pub fn documentation() -> Result<Outcome> {
    let mut outcome = Outcome::default();
    count(cargo().arg("test").args(NATIVE).arg("--doc"), "an example", &mut outcome)?;
    Ok(outcome)
}

/// The interface's tests that need no browser, on this machine's own target.
pub fn interface() -> Result<Outcome> {
    let mut outcome = Outcome::default();
    count(cargo().args(["test", "--package", "src-ui", "--no-fail-fast"]), "src-ui", &mut outcome)?;
    Ok(outcome)
}

fn needs_more(test: &Artifact) -> bool {
    [END_TO_END, BY_EAR, IN_BROWSER].contains(&test.name.as_str())
}

fn is_in(test: &Artifact, member: &str) -> bool {
    test.folder == project::root().join(member)
}

/// In the folder where cargo would run it.
fn at_home(mut command: Command, test: &Artifact) -> Command {
    command.current_dir(&test.folder).env("CARGO_MANIFEST_DIR", &test.folder);
    command
}

/// Runs a test program, shows what it says, and adds what it came to.
fn count(command: &mut Command, name: &str, outcome: &mut Outcome) -> Result<()> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
    let stdout = child.stdout.take().context("a test has an output")?;
    let mut said = String::new();
    for line in BufReader::new(stdout).split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        said.push_str(&line);
        said.push('\n');
    }
    outcome.take(name, &said, child.wait()?);
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::super::report::Counts;
    use super::*;

    fn counted(script: &str) -> Outcome {
        let mut outcome = Outcome::default();
        count(Command::new("sh").args(["-c", script]), "program", &mut outcome).unwrap();
        outcome
    }

    #[test]
    fn a_program_that_crashes_is_a_problem_though_it_counted_nothing() {
        let outcome = counted("echo running 3 tests; exit 134");
        assert_eq!(outcome.counts, Counts::default());
        assert_eq!(outcome.problems, ["program ended with exit status: 134"]);
    }

    #[test]
    fn failed_tests_are_counted_and_are_no_problem_beside() {
        let outcome = counted("echo 'test result: FAILED. 1 passed; 2 failed; 0 ignored'; exit 101");
        assert_eq!(outcome.counts, Counts { passed: 1, failed: 2, ignored: 0 });
        assert!(outcome.problems.is_empty());
    }

    #[test]
    fn a_suite_that_runs_nothing_has_not_passed() {
        assert!(Suite::default().crates().is_err());
    }
}
