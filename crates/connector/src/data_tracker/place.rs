//! Where reading stands, as the cursor keeps it between two questions.
//!
//! The log is asked for by a period and, within it, by how many usages to leave out. In which order it answers nobody promises, and
//! usages come in while one reads. So it is read in *passes*:
//!
//! * A pass has a fixed period. It ends when the pass begins, by the server's clock, so that what is logged from then on moves no page.
//! * Each page begins some usages *before* the end of the one before and must repeat them, and the server must count as many usages as at
//!   the beginning. A page that does not fit is not taken, and the pass begins again. What has landed stays: it has the same ids.
//! * Usages that say the same are numbered over the whole pass, so that they are as many on the device as in the log.
//! * Where pages still do not fit after a few beginnings, the order is not one: then each page is taken as it is and what it repeats is
//!   left out. Of usages that say the same, some may then be missing until a later pass; none is doubled.
//!
//! The first pass has the whole log, the ones after it what was logged in the last weeks ([`WINDOW`]), for registers write some of it
//! late. Once a week everything is read again, and what the log has no more goes.

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use chrono::{DateTime, NaiveDate, SubsecRound as _, TimeDelta, Utc};
use domain::change::Cursor;
use serde::{Deserialize, Serialize};

use super::parse::{Listed, UsagesPage};

/// The form of the cursor. One of another form is not read, and everything is read again.
const FORM: u8 = 1;
/// How far back usages are read again.
const WINDOW: TimeDelta = TimeDelta::days(14);
/// A window that has grown this long is cut to [`WINDOW`] again. Until then it stays, so that one answer can be held against the next.
const LONGEST_WINDOW: TimeDelta = TimeDelta::days(28);
/// How often everything is read.
const EVERYTHING_AGAIN: TimeDelta = TimeDelta::days(7);
/// Most usages that a page repeats.
const OVERLAP: usize = 20;
/// How often a pass begins again before pages are taken as they are.
const MOST_BEGINNINGS: u8 = 3;
/// Most usages read in a pass: what many residents together have in a register.
const MOST_USAGES: u64 = 100_000;

#[derive(Serialize, Deserialize)]
struct Written<T> {
    v: u8,
    #[serde(flatten)]
    place: T,
}

/// A place between two questions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// When everything was read last, by the server's clock.
    whole_at: Option<DateTime<Utc>>,
    /// What the last weeks held.
    pub known: Option<Known>,
    /// The day back to which the log was said to reach.
    pub reach: Option<NaiveDate>,
    /// The pass under way.
    pub pass: Option<Pass>,
}

impl Place {
    /// The place of a cursor; `None` for one that was written by another version.
    pub fn of(cursor: &Cursor) -> Option<Self> {
        let written: Written<Self> = serde_json::from_str(cursor.as_str()).ok()?;
        (written.v == FORM).then_some(written.place)
    }

    /// As a cursor.
    pub fn cursor(&self) -> Cursor {
        Cursor::new(serde_json::to_string(&Written { v: FORM, place: self }).unwrap_or_default())
    }

    /// Whether it is time to read everything again.
    pub fn is_stale(&self, now: DateTime<Utc>) -> bool {
        self.whole_at.is_some_and(|whole_at| (now - whole_at).abs() >= EVERYTHING_AGAIN)
    }

    /// The pass that begins now.
    pub fn begin(&self, now: DateTime<Utc>) -> Pass {
        let until = now.trunc_subsecs(0);
        let fresh = until - WINDOW;
        let since = self.known.as_ref().map(|known| known.since);
        let kept = since.filter(|since| *since <= fresh && until - *since < LONGEST_WINDOW);
        Pass::new(since, kept.unwrap_or(fresh), until)
    }

    /// The place after a pass.
    pub fn after(self, pass: &Pass) -> Self {
        let whole_at = if pass.since.is_none() { Some(pass.until) } else { self.whole_at };
        Self { whole_at, known: Some(Known { since: pass.window, held: pass.held }), pass: None, ..self }
    }
}

/// What is known of the last weeks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// When they begin.
    pub since: DateTime<Utc>,
    /// What they held.
    pub held: Held,
}

/// What stood in the log, in whatever order, in two numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    count: u64,
    sum: u64,
}

impl Held {
    /// What of these usages was logged since. One that cannot be read may have been.
    pub fn of<'a>(usages: impl Iterator<Item = &'a Listed>, since: DateTime<Utc>) -> Self {
        let mut held = Self::default();
        for usage in usages {
            let named = match &usage.outcome {
                Ok(lookup) if lookup.at.sort_key() < since.timestamp_millis() => continue,
                Ok(lookup) => u64::from(lookup.receiver.name.is_some()),
                Err(_) => 0,
            };
            held.count += 1;
            held.sum = held.sum.wrapping_add(usage.print << 1 | named);
        }
        held
    }

    const fn with(self, other: Self) -> Self {
        Self { count: self.count + other.count, sum: self.sum.wrapping_add(other.sum) }
    }
}

/// A pass through a period of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pass {
    /// When its period begins; none: with the log.
    pub since: Option<DateTime<Utc>>,
    /// When its period ends.
    pub until: DateTime<Utc>,
    /// How many usages the next question leaves out.
    pub offset: u64,
    /// When the last weeks begin.
    window: DateTime<Utc>,
    /// What it has found in the last weeks.
    pub held: Held,
    /// How many usages the server counted at the beginning.
    total: Option<u64>,
    /// What the next page must repeat.
    tail: Vec<u64>,
    /// What it has found so far.
    seen: Seen,
    /// How often it has begun again.
    beginnings: u8,
}

/// What a page means.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// It brings these usages, each with its number among those that say the same.
    Fits {
        /// What it brings that the pages before did not.
        usages: Vec<(Listed, usize)>,
        /// Whether it is the last.
        is_last: bool,
    },
    /// The log has moved, and the pass begins again.
    Moved,
}

impl Pass {
    fn new(since: Option<DateTime<Utc>>, window: DateTime<Utc>, until: DateTime<Utc>) -> Self {
        Self {
            since,
            until,
            offset: 0,
            window,
            held: Held::default(),
            total: None,
            tail: Vec::new(),
            seen: Seen::default(),
            beginnings: 0,
        }
    }

    /// The same pass from its beginning, up to now.
    pub fn again(self, now: DateTime<Utc>) -> Self {
        let until = now.trunc_subsecs(0).max(self.until);
        Self { beginnings: self.beginnings + 1, ..Self::new(self.since, self.window, until) }
    }

    /// Whether there are more pages than anybody has.
    pub const fn is_endless(&self) -> bool {
        self.offset > MOST_USAGES
    }

    /// Takes note of a page; the pass is then before the next one.
    pub fn take(&mut self, page: UsagesPage) -> Meaning {
        let UsagesPage { usages, total } = page;
        let length = usages.len();
        let is_first = self.offset == 0;
        if is_first {
            self.total = total;
        }
        let overlap: Vec<u64> = usages.iter().skip(length.saturating_sub(OVERLAP.min(length / 2))).map(print).collect();
        let brought = if self.is_loose() {
            self.what_is_new(usages)
        } else {
            let repeats = usages.iter().map(print).take(self.tail.len()).eq(self.tail.iter().copied());
            if !repeats || total != self.total {
                return Meaning::Moved;
            }
            let fresh = usages.into_iter().skip(self.tail.len());
            fresh.map(|usage| (self.seen.add(usage.print), usage)).map(|(number, usage)| (usage, number)).collect()
        };
        let read = self.offset + length as u64;
        let counted = total.map(|total| read >= total);
        if brought.is_empty() && counted == Some(false) && !self.is_loose() {
            // It counts more than it gives.
            return Meaning::Moved;
        }
        self.held = self.held.with(Held::of(brought.iter().map(|(usage, _)| usage), self.window));
        self.offset = read - overlap.len() as u64;
        self.tail = overlap;
        let is_last = length == 0 || counted.unwrap_or(brought.is_empty());
        Meaning::Fits { usages: brought, is_last }
    }

    /// Whether pages are taken as they are.
    const fn is_loose(&self) -> bool {
        self.beginnings >= MOST_BEGINNINGS
    }

    /// What of a page has not been seen, by itself: each usage as often as it stands on one page.
    fn what_is_new(&mut self, usages: Vec<Listed>) -> Vec<(Listed, usize)> {
        let (mut here, mut brought) = (Seen::default(), Vec::new());
        for usage in usages {
            let number = here.add(usage.print);
            if number >= self.seen.count(usage.print) {
                self.seen.add(usage.print);
                brought.push((usage, number));
            }
        }
        brought
    }
}

const fn print(usage: &Listed) -> u64 {
    usage.print
}

/// What a pass has found: the print of each usage, six bytes of it, so that thousands fit into a cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen(Vec<u64>);

impl Seen {
    /// Adds one; answers how many of the same there were before.
    fn add(&mut self, print: u64) -> usize {
        let count = self.count(print);
        let end = self.0.partition_point(|seen| *seen <= print);
        self.0.insert(end, print);
        count
    }

    fn count(&self, print: u64) -> usize {
        self.0.partition_point(|seen| *seen <= print) - self.0.partition_point(|seen| *seen < print)
    }
}

impl Serialize for Seen {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = self.0.iter().flat_map(|print| print.to_be_bytes().into_iter().skip(2)).collect();
        serializer.serialize_str(&STANDARD_NO_PAD.encode(bytes))
    }
}

impl<'de> Deserialize<'de> for Seen {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = STANDARD_NO_PAD.decode(text).map_err(serde::de::Error::custom)?;
        let (prints, rest) = bytes.as_chunks::<6>();
        if !rest.is_empty() {
            return Err(serde::de::Error::custom("not whole"));
        }
        let number = |print: &[u8; 6]| print.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte));
        Ok(Self(prints.iter().map(number).collect()))
    }
}
