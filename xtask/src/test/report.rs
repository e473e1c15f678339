//! What the steps came to.

use std::fmt::Write as _;
use std::process::ExitStatus;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::project::say;

/// How many tests passed, failed and were left out.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    pub passed: usize,
    pub failed: usize,
    pub ignored: usize,
}

impl Counts {
    /// Adds what a line of a test program says, when it is its closing line:
    /// `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    pub fn read(&mut self, line: &str) {
        let Some(result) = line.trim().strip_prefix("test result: ") else { return };
        let numbers = result.split_once(". ").map_or("", |(_, numbers)| numbers);
        for (number, what) in numbers.split("; ").filter_map(|part| part.split_once(' ')) {
            let number = number.parse().unwrap_or(0);
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.ignored += number,
                _ => {}
            }
        }
    }

    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
    }

    fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// What one step came to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The tests it ran.
    pub counts: Counts,
    /// What went wrong beyond single tests: a program that could not be built or did not end well.
    pub problems: Vec<String>,
    /// What was not checked, and why.
    pub note: Option<String>,
    /// What the failed tests said.
    pub failures: Vec<String>,
}

/// The longest that is shown again of one failed test, in lines.
const SHOWN_AGAIN: usize = 60;

impl Outcome {
    /// Adds what a test program came to, by what it said and how it ended.
    pub fn take(&mut self, program: &str, said: &str, ended: ExitStatus) {
        let failed_before = self.counts.failed;
        said.lines().for_each(|line| self.counts.read(line));
        self.failures.extend(failures(said));
        // Failed tests tell for themselves; a program that crashed or could not be built has counted nothing.
        if !ended.success() && self.counts.failed == failed_before {
            self.problems.push(format!("{program} ended with {ended}"));
        }
    }

    /// Itself, unless there was nothing that could have failed.
    ///
    /// # Errors
    /// When no test was run.
    pub fn if_any(self) -> Result<Self> {
        if self.counts.is_empty() && self.problems.is_empty() {
            bail!("no test was run");
        }
        Ok(self)
    }
}

/// What a test program says of each failed test: from `---- name stdout ----` to the next, or to the list of their names.
fn failures(said: &str) -> Vec<String> {
    let Some((_, told)) = said.split_once("\nfailures:\n\n----") else { return Vec::new() };
    let told = told.split_once("\nfailures:\n    ").map_or(told, |(told, _)| told);
    let shown = |failure: &str| failure.trim().lines().take(SHOWN_AGAIN).collect::<Vec<_>>().join("\n");
    told.split("\n----").map(shown).collect()
}

/// All steps so far.
#[derive(Default)]
pub struct Report {
    steps: Vec<Step>,
    only: Option<String>,
}

struct Step {
    name: &'static str,
    took: Duration,
    outcome: Outcome,
}

impl Report {
    /// A report of the steps with this in their name, or of all.
    pub fn only(only: Option<String>) -> Self {
        Self { only, ..Self::default() }
    }

    /// Runs a step, if it is wanted, and says how long it took.
    pub fn step(&mut self, name: &'static str, step: impl FnOnce() -> Result<Outcome>) {
        if self.only.as_ref().is_none_or(|only| name.contains(only.as_str())) {
            self.always(name, step);
        }
    }

    /// Runs a step that others need.
    pub fn always(&mut self, name: &'static str, step: impl FnOnce() -> Result<Outcome>) {
        say(&format!("{name}: started"));
        let started = Instant::now();
        let outcome =
            step().unwrap_or_else(|error| Outcome { problems: vec![format!("{error:#}")], ..Outcome::default() });
        let step = Step { name, took: started.elapsed(), outcome };
        say(&step.line());
        for problem in &step.outcome.problems {
            say(&format!("{name}: {problem}"));
        }
        self.steps.push(step);
    }

    /// Whether every step succeeded.
    pub fn is_good(&self) -> bool {
        self.steps.iter().all(Step::is_good)
    }

    /// The steps that failed, in one sentence.
    pub fn failures(&self) -> String {
        let failed: Vec<_> = self.steps.iter().filter(|step| !step.is_good()).map(|step| step.name).collect();
        format!("failed: {}", failed.join(", "))
    }

    /// What the failed tests said, once more where it is found; one line a step; the total alone on the last line.
    pub fn summary(&self) -> String {
        let mut text = String::new();
        for failure in self.steps.iter().flat_map(|step| &step.outcome.failures) {
            let _ = writeln!(text, "---- {failure}\n");
        }
        let mut total = Counts::default();
        for step in &self.steps {
            let _ = writeln!(text, "{}", step.line());
            total.add(step.outcome.counts);
            // A step that failed without a failed test still is a failure of the run.
            if !step.is_good() && step.outcome.counts.failed == 0 {
                total.failed += 1;
            }
        }
        let _ = write!(text, "{} passed, {} failed", total.passed, total.failed);
        let _ = if total.ignored > 0 { writeln!(text, ", {} skipped", total.ignored) } else { writeln!(text) };
        text
    }
}

impl Step {
    fn is_good(&self) -> bool {
        self.outcome.problems.is_empty() && self.outcome.counts.failed == 0
    }

    fn line(&self) -> String {
        let verdict = if self.is_good() { "ok" } else { "FAILED" };
        let Outcome { counts, note, .. } = &self.outcome;
        let mut line = format!("{verdict:6} {:30} {:>8}", self.name, duration(self.took));
        if !counts.is_empty() {
            let _ = write!(line, "  {} passed, {} failed, {} ignored", counts.passed, counts.failed, counts.ignored);
        }
        if let Some(note) = note {
            let _ = write!(line, "  {note}");
        }
        line
    }
}

/// Minutes and seconds.
pub fn duration(duration: Duration) -> String {
    format!("{}:{:02}", duration.as_secs() / 60, duration.as_secs() % 60)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;
    use anyhow::anyhow;

    fn outcome(passed: usize, failed: usize, ignored: usize) -> Outcome {
        Outcome { counts: Counts { passed, failed, ignored }, ..Outcome::default() }
    }

    #[test]
    fn closing_lines_of_test_programs_are_summed() {
        let mut counts = Counts::default();
        for line in [
            "running 4 tests",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test a_result_is_shown ... FAILED",
            "test result: FAILED. 10 passed; 2 failed; 0 ignored; 0 measured; 5 filtered out; finished in 1.20s",
        ] {
            counts.read(line);
        }
        assert_eq!(counts, Counts { passed: 13, failed: 2, ignored: 1 });
    }

    #[test]
    fn the_last_line_is_the_total_alone() {
        let mut report = Report::default();
        report.step("crates", || Ok(outcome(5, 0, 0)));
        report.step("shell", || Ok(outcome(2, 0, 0)));
        assert!(report.is_good());
        assert_eq!(report.summary().lines().last(), Some("7 passed, 0 failed"));
        report.step("journeys", || Ok(outcome(1, 0, 2)));
        assert_eq!(report.summary().lines().last(), Some("8 passed, 0 failed, 2 skipped"));
    }

    #[test]
    fn a_step_without_tests_that_fails_counts_as_a_failure() {
        let mut report = Report::default();
        report.step("lints", || Err(anyhow!("clippy ended with 101")));
        report.step("crates", || Ok(outcome(5, 1, 0)));
        assert!(!report.is_good());
        assert_eq!(report.failures(), "failed: lints, crates");
        assert_eq!(report.summary().lines().last(), Some("5 passed, 2 failed"));
    }

    #[test]
    fn what_was_not_checked_is_said() {
        let mut report = Report::default();
        report.step("dependencies", || Ok(Outcome { note: Some("not checked".into()), ..Outcome::default() }));
        assert!(report.is_good());
        assert!(report.summary().contains("not checked"));
    }

    #[test]
    fn what_failed_tests_said_is_told_again_at_the_end() {
        let said = "running 3 tests\ntest a ... ok\n\nfailures:\n\n---- b stdout ----\nleft: 1\nright: 2\n\n---- c stdout ----\n\
            Error: gone\n\n\nfailures:\n    b\n    c\n\ntest result: FAILED. 1 passed; 2 failed; 0 ignored\n";
        assert_eq!(failures(said), ["b stdout ----\nleft: 1\nright: 2", "c stdout ----\nError: gone"]);
        assert!(failures("test a ... ok\n\ntest result: ok. 1 passed; 0 failed; 0 ignored\n").is_empty());
        let mut report = Report::default();
        report.step("crates", || Ok(Outcome { failures: failures(said), ..outcome(1, 2, 0) }));
        assert!(report.summary().starts_with("---- b stdout ----\nleft: 1"));
    }

    #[test]
    fn durations_are_minutes_and_seconds() {
        assert_eq!(duration(Duration::from_secs(125)), "2:05");
    }
}
