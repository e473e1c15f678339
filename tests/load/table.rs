//! The one table, and the history it is added to.

use std::{fmt, fs::OpenOptions, io::Write, path::Path};

use anyhow::Result;

use crate::machine::Machine;

const HEADS: [&str; 7] = ["figure", "at", "measured", "goal", "floor", "ratio", "met"];

/// Everything that was measured.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Row>,
    notes: Vec<String>,
}

/// One figure.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// What.
    pub figure: &'static str,
    /// At which size.
    pub at: String,
    /// What came out.
    pub measured: String,
    /// What should.
    pub goal: &'static str,
    /// What the least program needs.
    pub floor: String,
    /// One against the other.
    pub ratio: String,
    /// Whether the goal is met; nothing where there is none.
    pub met: Option<bool>,
}

impl Table {
    /// Adds a row, and shows it at once: a whole run takes its time.
    pub fn add(&mut self, row: Row) {
        println!("{} at {}: {} (ratio {}), {}", row.figure, row.at, row.measured, row.ratio, row.verdict());
        self.rows.push(row);
    }

    /// Adds a sentence below the table: how something was measured in this run.
    pub fn note(&mut self, note: impl Into<String>) {
        let note = note.into();
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Adds the table to the history.
    pub fn keep(&self, machine: &Machine, how: &str) -> Result<()> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("load/RESULTS.md");
        let is_new = !path.exists();
        let mut file = OpenOptions::new().create(true).append(true).open(&path)?;
        if is_new {
            writeln!(file, "# Results\n\nWhat `cargo xtask bench` printed, latest last.")?;
        }
        writeln!(file, "\n## {}\n\n{} Runs: {how}.\n\n{self}", machine.title(), machine.head())?;
        println!("added to tests/load/RESULTS.md");
        Ok(())
    }
}

impl Row {
    const fn verdict(&self) -> &'static str {
        match self.met {
            Some(true) => "yes",
            Some(false) => "no",
            None => "–",
        }
    }

    fn cells(&self) -> [&str; 7] {
        [self.figure, &self.at, &self.measured, self.goal, &self.floor, &self.ratio, self.verdict()]
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = vec![HEADS, ["---"; 7]];
        lines.extend(self.rows.iter().map(Row::cells));
        for line in lines {
            let cells = line.map(|cell| if cell.is_empty() { "–" } else { cell });
            writeln!(f, "| {} |", cells.join(" | "))?;
        }
        for note in &self.notes {
            write!(f, "\n- {note}")?;
        }
        Ok(())
    }
}
