//! Answers of the Data Tracker, read. Pure.

use domain::{
    change::{Change, Quarantined},
    id::{RecordKind, RemoteId},
    lookup::{AccessLog, Direction, Lookup, Receiver},
    record::Record,
    text::{Localized, ServerText},
    time::Moment,
};
use serde::Deserialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

pub use crate::themselves::{RESIDENT, resident};
use crate::{
    Landed, Limits, Unreadable,
    json::{self, Flaw},
    landed::Outline,
    text,
};

/// The language of all its texts.
const ESTONIAN: &str = "et";
/// The id of how far back the log reaches; there is one.
const REACH: &str = "usagePeriod";

/// A page of usages.
#[derive(Clone, Debug, PartialEq)]
pub struct UsagesPage {
    /// The usages, in the page's order.
    pub usages: Vec<Listed>,
    /// How many usages there are in the period that was asked for, as the server counts them.
    pub total: Option<u64>,
}

/// One usage of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// What tells it from every usage that says something else.
    pub print: u64,
    /// What it says, under the id of the first of those that say the same; or why it cannot be read.
    pub outcome: Result<Box<Lookup>, Quarantined>,
}

impl Listed {
    fn read(raw: &str, limits: &Limits) -> Self {
        let outcome = usage(raw, limits);
        let print = match &outcome {
            Ok(lookup) => print(lookup.id.as_str()),
            Err(_) => print(raw),
        };
        Self { print, outcome }
    }

    /// What it says, as the `number`th of those that say the same; the first has number 0.
    pub fn numbered(self, number: usize) -> Result<Record, Quarantined> {
        let mut lookup = self.outcome?;
        if number > 0 {
            lookup.id = RemoteId::new(format!("{}-{number}", lookup.id));
        }
        Ok(Record::Lookup(lookup))
    }
}

impl UsagesPage {
    /// What the page held, were it the only one.
    pub fn landed(self) -> Landed {
        let mut landed = Landed::default();
        let mut seen: Vec<u64> = Vec::new();
        for usage in self.usages {
            let number = seen.iter().filter(|print| **print == usage.print).count();
            seen.push(usage.print);
            landed.take(usage.numbered(number).map(|record| vec![record]));
        }
        landed
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct UsageWire {
    logtime: String,
    action: String,
    receiver_code: String,
    receiver_name: Option<String>,
    receiver_system: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PeriodWire {
    period_start: String,
}

/// Reads `GET /v2/findUsage`.
pub fn usages(bytes: &[u8], limits: &Limits) -> Result<UsagesPage, Unreadable> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Frame<'a> {
        total_usages: Option<u64>,
        #[serde(borrow)]
        usages: Option<&'a RawValue>,
    }

    let Frame { total_usages: total, usages } = json::frame(json::text(bytes)?)?;
    let raws = match (usages, total) {
        (Some(usages), _) => json::array(usages.get(), limits.max_records_per_page)?,
        // Neither is promised; but what has none of them is another answer.
        (None, Some(0)) => Vec::new(),
        (None, _) => return Err(Unreadable::new("usages is missing")),
    };
    Ok(UsagesPage { usages: raws.into_iter().map(|raw| Listed::read(raw.get(), limits)).collect(), total })
}

/// Reads `GET /v2/usagePeriod`: how far back the log reaches.
pub fn period(bytes: &[u8]) -> Result<Landed, Unreadable> {
    let raw: &RawValue = json::frame(json::text(bytes)?)?;
    let outline = Outline { kind: Some(RecordKind::AccessLog), id: Some(RemoteId::new(REACH)) };
    let read = json::read::<PeriodWire>(raw.get()).and_then(|wire| reach(&wire));
    Ok(match read {
        Ok(log) => Landed { changes: vec![Change::Upsert(Box::new(Record::AccessLog(log)))], quarantined: Vec::new() },
        Err(flaw) => Landed { changes: Vec::new(), quarantined: vec![outline.malformed(&flaw)] },
    })
}

fn reach(wire: &PeriodWire) -> Result<AccessLog, Flaw> {
    Ok(AccessLog {
        id: RemoteId::new(REACH),
        party: RemoteId::new(RESIDENT),
        since: time("periodStart", &wire.period_start)?,
        systems: Vec::new(),
        gaps: None,
    })
}

fn usage(raw: &str, limits: &Limits) -> Result<Box<Lookup>, Quarantined> {
    let outline = Outline { kind: Some(RecordKind::Lookup), id: None };
    json::fits(raw, limits).map_err(|detail| outline.too_large(&detail))?;
    let read = json::read::<UsageWire>(raw).and_then(|wire| lookup(&wire));
    read.map(Box::new).map_err(|flaw| outline.malformed(&flaw))
}

fn lookup(wire: &UsageWire) -> Result<Lookup, Flaw> {
    let at = time("logtime", &wire.logtime)?;
    let action = ServerText::new(&wire.action);
    if action.is_empty() {
        return Err(Flaw::at("action", "no text"));
    }
    let code = text::word(Some(&wire.receiver_code)).ok_or_else(|| Flaw::at("receiverCode", "no text"))?;
    let system = text::word(Some(&wire.receiver_system)).map(|system| ServerText::new(&system));
    let name = text::word(wire.receiver_name.as_deref()).map(|name| Localized::one(ESTONIAN, name.as_str()));
    Ok(Lookup {
        id: id(at, &action, &code, system.as_ref()),
        party: RemoteId::new(RESIDENT),
        at,
        action: Localized::one(ESTONIAN, action),
        receiver: Receiver { code, name, system, role: None },
        source_system: None,
        data_use: None,
        purpose: None,
        basis: None,
        consent: None,
        categories: Vec::new(),
        direction: Direction::Unstated,
        denied: false,
    })
}

/// The id of the first usage that says this. It is the same however the time is written, and whether or not the receiver is named.
fn id(at: Moment, action: &ServerText, code: &str, system: Option<&ServerText>) -> RemoteId {
    let at = serde_json::to_string(&at).unwrap_or_default();
    let parts = [at.as_str(), action.as_str(), code, system.map_or("", ServerText::as_str)];
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    RemoteId::new(hex::encode(hash.finalize()).chars().take(32).collect::<String>())
}

/// Six bytes of a hash: enough to tell a hundred thousand apart.
fn print(text: &str) -> u64 {
    Sha256::digest(text).iter().take(6).fold(0, |print, byte| (print << 8) | u64::from(*byte))
}

fn time(field: &str, text: &str) -> Result<Moment, Flaw> {
    Moment::parse(text).ok_or_else(|| Flaw::at(field, "not a time"))
}
