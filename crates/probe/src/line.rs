//! What is printed: one JSON object a line.

use std::{
    collections::BTreeMap,
    fmt,
    io::{self, Write},
};

use connector::{
    Landed,
    helsinki_profile::parse::{Node, Tree},
    open311::Definition,
};
use domain::{
    change::{Change, Quarantined, Tombstone},
    form::Question,
    record::Record,
    report::ReportService,
    text::{Localized, ServerText},
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
        record: &'a ReportService,
    },
    /// Something that is asked of a report: `{"kind": "question", "service": "…", "record": {…}}`.
    Question {
        /// Always `question`.
        kind: &'static str,
        /// The code of what is reported, where it is known.
        #[serde(skip_serializing_if = "Option::is_none")]
        service: Option<&'a str>,
        /// What it is.
        record: &'a Question,
    },
    /// Something that is said beside the questions: `{"kind": "note", "service": "…", "record": {…}}`.
    Note {
        /// Always `note`.
        kind: &'static str,
        /// The code of what is reported, where it is known.
        #[serde(skip_serializing_if = "Option::is_none")]
        service: Option<&'a str>,
        /// What it says.
        record: &'a Localized,
    },
    /// A datum that a service keeps: `{"kind": "node", "path": […], "value": …}`, or why it is withheld.
    Node {
        /// Always `node`.
        kind: &'static str,
        /// What it and all around it are called, from the outside in.
        path: &'a [&'a str],
        /// What is kept.
        #[serde(skip_serializing_if = "Option::is_none")]
        value: Option<&'a ServerText>,
        /// Why it is withheld.
        #[serde(skip_serializing_if = "Option::is_none")]
        error: Option<&'a ServerText>,
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

    /// What is asked of a report, question by question.
    pub fn definition(&mut self, service: Option<&str>, definition: &Definition) -> io::Result<()> {
        for record in &definition.form.questions {
            self.print("question", &Line::Question { kind: "question", service, record })?;
        }
        definition.notes.iter().try_for_each(|record| self.print("note", &Line::Note { kind: "note", service, record }))
    }

    pub fn services(&mut self, services: &[ReportService]) -> io::Result<()> {
        services.iter().try_for_each(|record| self.print("service", &Line::Service { kind: "service", record }))
    }

    /// Every datum of a tree, and what of it could not be read.
    pub fn tree(&mut self, tree: &Tree) -> io::Result<()> {
        self.node(&tree.root, &[])?;
        self.quarantined(&tree.quarantined)
    }

    fn node(&mut self, node: &Node, around: &[&str]) -> io::Result<()> {
        let path: Vec<&str> = around.iter().copied().chain([node.key.as_str()]).collect();
        if node.value.is_some() || node.error.is_some() {
            let (value, error) = (node.value.as_ref(), node.error.as_ref());
            self.print("node", &Line::Node { kind: "node", path: &path, value, error })?;
        }
        node.children.iter().try_for_each(|child| self.node(child, &path))
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
