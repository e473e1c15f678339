//! What is printed: one JSON object a line.

use std::{
    collections::BTreeMap,
    fmt,
    io::{self, Write},
};

use connector::{Landed, open311::parse::Service};
use domain::{
    change::{Change, Quarantined, Tombstone},
    record::Record,
};
use serde::Serialize;

/// One line.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Line<'a> {
    /// What would land: `{"kind": "case", "record": {…}}`.
    Record(&'a Record),
    /// What would go: `{"kind": "tombstone", "gone": {…}}`.
    Tombstone {
        /// Always `tombstone`.
        kind: &'static str,
        /// What goes, and why.
        gone: &'a Tombstone,
    },
    /// What could not be taken in: `{"kind": "quarantined", "record": {"kind", "id", "reason", "detail"}}`.
    Quarantined {
        /// Always `quarantined`.
        kind: &'static str,
        /// What it was, and what is wrong with it.
        record: &'a Quarantined,
    },
    /// Something that can be reported: `{"kind": "service", "record": {…}}`.
    Service {
        /// Always `service`.
        kind: &'static str,
        /// What it is.
        record: &'a Service,
    },
}

/// How much was printed, by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Records by the name of their kind, and what else was printed.
    pub lines: BTreeMap<&'static str, usize>,
    /// How many records could not be taken in.
    pub quarantined: usize,
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.lines.is_empty() {
            f.write_str("Nothing lands.")?;
        } else {
            let lines: Vec<_> = self.lines.iter().map(|(kind, count)| format!("{count} × {kind}")).collect();
            write!(f, "Lands: {}.", lines.join(", "))?;
        }
        match self.quarantined {
            0 => Ok(()),
            1 => f.write_str(" 1 record could not be taken in."),
            count => write!(f, " {count} records could not be taken in."),
        }
    }
}

/// Where lines go.
pub(crate) struct Output<'a, W: Write> {
    to: io::BufWriter<&'a mut W>,
    count: Count,
}

impl<'a, W: Write> Output<'a, W> {
    pub fn new(to: &'a mut W) -> Self {
        Self { to: io::BufWriter::new(to), count: Count::default() }
    }

    pub fn landed(&mut self, landed: &Landed) -> io::Result<()> {
        self.changes(&landed.changes)?;
        self.quarantined(&landed.quarantined)
    }

    pub fn changes(&mut self, changes: &[Change]) -> io::Result<()> {
        for change in changes {
            match change {
                Change::Upsert(record) | Change::Outline(record) => {
                    self.print(record.kind().name(), &Line::Record(record))?;
                }
                Change::Tombstone(gone) => self.print("tombstone", &Line::Tombstone { kind: "tombstone", gone })?,
            }
        }
        Ok(())
    }

    pub fn quarantined(&mut self, quarantined: &[Quarantined]) -> io::Result<()> {
        for record in quarantined {
            self.write(&Line::Quarantined { kind: "quarantined", record })?;
            self.count.quarantined += 1;
        }
        Ok(())
    }

    pub fn services(&mut self, services: &[Service]) -> io::Result<()> {
        services.iter().try_for_each(|record| self.print("service", &Line::Service { kind: "service", record }))
    }

    /// Everything is out; how much it was.
    pub fn finish(mut self) -> io::Result<Count> {
        self.to.flush()?;
        Ok(self.count)
    }

    fn print(&mut self, kind: &'static str, line: &Line<'_>) -> io::Result<()> {
        self.write(line)?;
        *self.count.lines.entry(kind).or_default() += 1;
        Ok(())
    }

    fn write(&mut self, line: &Line<'_>) -> io::Result<()> {
        serde_json::to_writer(&mut self.to, line)?;
        self.to.write_all(b"\n")
    }
}
