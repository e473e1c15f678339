//! Answers of the GDPR API, read. Pure.

use std::collections::BTreeMap;

use domain::{
    change::{QuarantineReason, Quarantined},
    text::{Localized, ServerText},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, value::RawValue};

pub use crate::themselves::{RESIDENT, resident};
use crate::{
    Limits, Unreadable,
    json::{self, Flaw},
    landed::Outline,
    text,
};

/// Most nodes of a tree. More is a fault of the whole, because leaving some out would lose them.
const MOST_NODES: usize = 100_000;
/// Most levels of a tree; real ones have six. What lies deeper is set aside.
const MOST_LEVELS: usize = 32;
/// Most reasons taken of a refusal.
const MOST_REASONS: usize = 50;
/// Most of the place of a fault that is told, from its end, in characters.
const LONGEST_PLACE: usize = 120;
/// Most faults told of one tree.
const MOST_FAULTS: usize = 1000;

/// One datum, or what holds several.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// What it is called: a technical name by custom, such as `RESERVED_PARKING_SPACES`.
    pub key: ServerText,
    /// What the service keeps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<ServerText>,
    /// Why its value is withheld, in the service's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<ServerText>,
    /// What it holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Node>,
}

impl Node {
    /// How many nodes are so, of this one and all below it.
    pub fn count(&self, is_so: fn(&Self) -> bool) -> usize {
        usize::from(is_so(self)) + self.children.iter().map(|child| child.count(is_so)).sum::<usize>()
    }
}

/// Everything that a service keeps about the resident.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// What could be read.
    pub root: Node,
    /// What could not.
    pub quarantined: Vec<Quarantined>,
}

/// Why a service does not erase what it keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// By which its people know it.
    pub code: Option<String>,
    /// What it says to the resident; empty where it says nothing.
    pub message: Localized,
}

#[derive(Deserialize)]
struct NodeWire<'a> {
    #[serde(borrow)]
    key: Option<&'a RawValue>,
    #[serde(borrow)]
    value: Option<&'a RawValue>,
    #[serde(borrow)]
    error: Option<&'a RawValue>,
    #[serde(borrow)]
    children: Option<&'a RawValue>,
}

/// Reads the answer to `GET`.
pub fn tree(bytes: &[u8], limits: &Limits) -> Result<Tree, Unreadable> {
    let raw: &RawValue = json::frame(json::text(bytes)?)?;
    let mut reading = Reading { limits, nodes: 0, quarantined: Vec::new() };
    let root = reading.node(raw.get(), "", 1)?;
    let root = root.ok_or_else(|| Unreadable::new("not a node"))?;
    Ok(Tree { root, quarantined: reading.quarantined })
}

struct Reading<'a> {
    limits: &'a Limits,
    nodes: usize,
    quarantined: Vec<Quarantined>,
}

impl Reading<'_> {
    /// A node and all below it; `None` for what is none. A text that cannot be read is set aside by itself.
    fn node(&mut self, raw: &str, place: &str, level: usize) -> Result<Option<Node>, Unreadable> {
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            return Err(Unreadable::new(format!("more than {MOST_NODES} nodes")));
        }
        let wire: NodeWire<'_> = match json::read(raw) {
            Ok(wire) => wire,
            Err(flaw) => {
                self.set_aside(place, "", &flaw.to_string());
                return Ok(None);
            }
        };
        let key = self.text(wire.key, place, "key").unwrap_or_default().single_line();
        let value = self.text(wire.value, place, "value");
        let error = self.text(wire.error, place, "error");
        let mut children = Vec::new();
        for (number, child) in self.children(wire.children, place, level)?.into_iter().enumerate() {
            let below = format!("{place}children[{number}].");
            children.extend(self.node(child.get(), &below, level + 1)?);
        }
        Ok(Some(Node { key, value, error, children }))
    }

    fn children<'r>(
        &mut self,
        raw: Option<&'r RawValue>,
        place: &str,
        level: usize,
    ) -> Result<Vec<&'r RawValue>, Unreadable> {
        let Some(raw) = raw.map(RawValue::get).filter(|raw| *raw != "null") else { return Ok(Vec::new()) };
        if !raw.starts_with('[') {
            self.set_aside(place, "children", "not of the promised type");
            return Ok(Vec::new());
        }
        let children = json::array(raw, MOST_NODES)?;
        if level >= MOST_LEVELS && !children.is_empty() {
            let words = format!("nested deeper than {MOST_LEVELS} levels");
            self.quarantine(QuarantineReason::TooLarge, place, "children", &words);
            return Ok(Vec::new());
        }
        Ok(children)
    }

    /// A text. Only texts are promised, but a number or a yes is as good.
    fn text(&mut self, raw: Option<&RawValue>, place: &str, field: &str) -> Option<ServerText> {
        let raw = raw.map(RawValue::get).filter(|raw| *raw != "null")?;
        if raw.len() > self.limits.max_record_bytes {
            let words = format!("larger than {} bytes", self.limits.max_record_bytes);
            self.quarantine(QuarantineReason::TooLarge, place, field, &words);
            return None;
        }
        match raw.bytes().next() {
            Some(b'"') => match json::read::<String>(raw) {
                Ok(text) => return Some(ServerText::new(&text)),
                Err(flaw) => self.set_aside(place, field, &flaw.to_string()),
            },
            Some(b'[' | b'{') | None => self.set_aside(place, field, "not of the promised type"),
            Some(_) => return Some(ServerText::new(raw)),
        }
        None
    }

    fn set_aside(&mut self, place: &str, field: &str, words: &str) {
        self.quarantine(QuarantineReason::Malformed, place, field, words);
    }

    /// Takes note of a fault. Its place is told by numbers: names of nodes are the service's own.
    fn quarantine(&mut self, reason: QuarantineReason, place: &str, field: &str, words: &str) {
        if self.quarantined.len() < MOST_FAULTS {
            let path = format!("{place}{field}");
            let path = path.trim_end_matches('.');
            // It has only plain signs.
            let end = path.get(path.len().saturating_sub(LONGEST_PLACE)..).unwrap_or(path);
            let path = if end.len() < path.len() { format!("…{end}") } else { end.to_owned() };
            let flaw = Flaw::at(&path, words);
            self.quarantined.push(Outline::default().quarantine(reason, &flaw.to_string()));
        }
    }
}

/// Why a service refuses, as far as it says so. An entry that is not of the promised form is left out, as the contract has it.
pub fn reasons(bytes: &[u8]) -> Vec<Reason> {
    #[derive(Deserialize)]
    struct Frame<'a> {
        #[serde(borrow)]
        errors: &'a RawValue,
    }
    #[derive(Deserialize)]
    struct ErrorWire {
        code: Option<Value>,
        message: Option<BTreeMap<String, Value>>,
    }

    let frame = json::text(bytes).and_then(json::frame::<Frame<'_>>);
    let Ok(raws) = frame.and_then(|frame| json::array(frame.errors.get(), MOST_REASONS)) else { return Vec::new() };
    let wires = raws.into_iter().filter_map(|raw| json::read::<ErrorWire>(raw.get()).ok());
    wires
        .map(|wire| Reason {
            code: wire.code.as_ref().and_then(|code| text::word(code.as_str())),
            message: wire
                .message
                .iter()
                .flatten()
                .filter_map(|(tag, text)| Some((tag.as_str(), text.as_str()?)))
                .collect(),
        })
        .filter(|reason| reason.code.is_some() || !reason.message.is_empty())
        .collect()
}
