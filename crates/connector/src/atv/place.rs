//! Where reading stands, as the cursor keeps it between two questions.
//!
//! ATV has pages and no feed: a page is a number, documents move between pages while one reads, and what is deleted is
//! simply not there any more. So there are two ways of reading, and the cursor says which one is under way:
//!
//! * **Everything**, in a *round* from the first page to the last, by the time of creation, which never changes. A round
//!   counts when nothing moved during it: the server's count is the same at its beginning and its end, nothing was created
//!   meanwhile, and as many different documents were seen as the server counts. Otherwise everything is read again.
//! * **What changed** since a day: `updated_after` is a day and excludes it, and in whose time zone a day begins the server
//!   does not say. Asking from two days before the last look, by the server's own clock in UTC, misses nothing; what that
//!   brings again is known by its print and left out.

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::change::Cursor;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::parse::Listed;

/// The form of the cursor. One of another form is not read, and everything is read again.
const FORM: u8 = 1;
/// Days before the last look from which changes are asked for.
const BACK: Days = Days::new(2);
const SECOND: TimeDelta = TimeDelta::seconds(1);
/// How often everything is read, so that what was deleted is missed.
const EVERYTHING_AGAIN: TimeDelta = TimeDelta::days(1);
/// Most prints kept. Who has more that is so new gets it again at each look.
const MOST_PRINTS: usize = 100;

#[derive(Serialize, Deserialize)]
struct Written<T> {
    v: u8,
    #[serde(flatten)]
    place: T,
}

/// A place between two questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reading", rename_all = "snake_case")]
pub enum Place {
    /// In the middle of everything.
    Everything(Round),
    /// In the middle of what changed.
    Changes(Look),
    /// All is known.
    UpToDate(Known),
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
}

/// What is known once everything has been read, and all changes since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// When the server was asked by whose answer this holds, by its own clock.
    pub at: DateTime<Utc>,
    /// When everything was read last.
    pub whole_at: DateTime<Utc>,
    /// How many documents there are.
    pub total: Option<u64>,
    /// What is new enough to come again.
    pub recent: Prints,
}

impl Known {
    /// The day to ask from.
    pub fn since(&self) -> NaiveDate {
        let day = self.at.date_naive();
        day.checked_sub_days(BACK).unwrap_or(day)
    }

    /// Whether it is time to read everything again.
    pub fn is_stale(&self, now: DateTime<Utc>) -> bool {
        (now - self.whole_at).abs() >= EVERYTHING_AGAIN
    }

    /// Whether this is news to somebody who knows so much.
    pub fn is_news(&self, document: &Listed) -> bool {
        match &self.recent.0 {
            Some(prints) => !prints.contains(&document.print()),
            None => document.updated_at.is_none_or(|at| at >= self.at),
        }
    }
}

/// A round through all pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// The page to ask for.
    pub page: u64,
    /// How many documents a page has.
    pub size: u64,
    /// When its first page was answered, by the server's clock.
    pub began: Option<DateTime<Utc>>,
    /// How many documents the server counted then.
    pub count: Option<u64>,
    /// How many documents stood on its pages so far.
    pub read: u64,
    /// The different ones of them.
    pub seen: Marks,
    /// Whether something was created meanwhile.
    pub grew: bool,
    /// What is new enough to come again.
    pub recent: Prints,
}

impl Round {
    /// A round from the first page on.
    pub fn new(size: u64) -> Self {
        Self {
            page: 1,
            size,
            began: None,
            count: None,
            read: 0,
            seen: Marks::default(),
            grew: false,
            recent: Prints::default(),
        }
    }

    /// Asks for smaller pages from here on, beginning not after what was read.
    pub fn narrow(&mut self, size: u64) {
        // A server that gives fewer than it is asked for counts its pages by its own measure.
        let given = self.read.checked_div(self.page - 1).unwrap_or(self.size);
        if size < given {
            self.page = self.read / size + 1;
            self.read = (self.page - 1) * size;
        }
        self.size = self.size.min(size);
    }

    /// Takes note of a page that was answered at `now`; the place is then before the next one.
    pub fn take(&mut self, documents: &[Listed], count: Option<u64>, now: Option<DateTime<Utc>>) {
        if self.page == 1 {
            (self.began, self.count) = (now, count);
        }
        let salt = self.began.map_or(0, |began| began.timestamp());
        for document in documents {
            self.seen.add(salt, &document.name);
            // A date is given to the second, and a second may have passed before it was written.
            let newer_than = |at: DateTime<Utc>| document.created_at.is_some_and(|created| created >= at + SECOND);
            self.grew |= self.page > 1 && self.began.is_some_and(newer_than);
            if self.began.is_some_and(|began| is_recent(document, began)) {
                self.recent.add(document);
            }
        }
        self.read += documents.len() as u64;
        self.page += 1;
    }

    /// Whether nothing moved, now that the last page has been read and the server counts so many.
    pub fn is_sound(&self, count: Option<u64>) -> bool {
        // One page is one moment.
        let still = self.page <= 2 || (self.count == count && !self.grew);
        still && count.is_none_or(|count| self.seen.len() as u64 >= count)
    }

    /// What is known after a sound round; `None` where the server does not say when it answered.
    pub fn known(self, count: Option<u64>) -> Option<Known> {
        let began = self.began?;
        Some(Known { at: began, whole_at: began, total: count, recent: self.recent })
    }
}

/// Whether a document is so new that the next look brings it again.
fn is_recent(document: &Listed, now: DateTime<Utc>) -> bool {
    let earliest = now.date_naive().checked_sub_days(BACK).unwrap_or_default();
    // A day more, for the time zone in which the server begins its days.
    document.updated_at.is_none_or(|at| at.date_naive() + Days::new(1) >= earliest)
}

/// A look at what changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// What was known before.
    pub known: Known,
    /// The page to ask for.
    pub page: u64,
    /// How many documents a page has.
    pub size: u64,
    /// When its first page was answered, by the server's clock.
    pub began: Option<DateTime<Utc>>,
    /// How many documents were created since.
    pub created: u64,
    /// What came by it and may come again.
    pub recent: Prints,
}

impl Look {
    /// A look from where so much is known.
    pub fn new(known: Known, size: u64) -> Self {
        Self { known, page: 1, size, began: None, created: 0, recent: Prints::default() }
    }

    /// Takes note of a page that was answered at `now`, and leaves on it what is news. The place is then before the next one.
    pub fn take(&mut self, documents: &mut Vec<Listed>, now: DateTime<Utc>) {
        let began = *self.began.get_or_insert(now);
        documents.iter().filter(|document| is_recent(document, began)).for_each(|document| self.recent.add(document));
        documents.retain(|document| {
            let prints = self.known.recent.0.as_ref();
            prints.is_none_or(|prints| !prints.contains(&document.print()))
        });
        let is_created = |document: &&Listed| {
            document.created_at.is_some_and(|at| at >= self.known.at) && !self.known.recent.have(&document.short_name())
        };
        let created = documents.iter().filter(is_created).count();
        self.created += created as u64;
        self.page += 1;
    }

    /// Whether the number of documents is what it must be if nothing was deleted.
    pub fn adds_up(&self, total: Option<u64>) -> bool {
        self.known.total.zip(total).is_none_or(|(before, now)| before + self.created == now)
    }

    /// What is known after the last page. Where nothing was new on the same day, that is what was known before.
    pub fn known(self, total: Option<u64>, news: bool) -> Known {
        let at = self.began.unwrap_or(self.known.at);
        if !news && at.date_naive() == self.known.at.date_naive() {
            return self.known;
        }
        Known { at, whole_at: self.known.whole_at, total, recent: self.recent }
    }
}

/// Prints of documents ([`Listed::print`]); `None` when there are too many to keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Prints(Option<Vec<String>>);

impl Default for Prints {
    fn default() -> Self {
        Self(Some(Vec::new()))
    }
}

impl Prints {
    fn have(&self, name: &str) -> bool {
        self.0.as_ref().is_some_and(|prints| prints.iter().any(|print| print.starts_with(name)))
    }

    fn add(&mut self, document: &Listed) {
        if let Some(prints) = &mut self.0 {
            let print = document.print();
            if !prints.contains(&print) {
                prints.push(print);
            }
        }
        if self.0.as_ref().is_some_and(|prints| prints.len() > MOST_PRINTS) {
            self.0 = None;
        }
    }
}

/// Which documents a round has seen: four bytes of a hash each, so that ten thousand fit into a cursor. Two that share
/// them make a round too few; the next one is salted otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(Vec<u32>);

impl Marks {
    fn add(&mut self, salt: i64, name: &str) {
        let digest = Sha256::new().chain_update(salt.to_be_bytes()).chain_update(name).finalize();
        let mark = digest.iter().take(4).fold(0, |mark, byte| (mark << 8) | u32::from(*byte));
        if let Err(place) = self.0.binary_search(&mark) {
            self.0.insert(place, mark);
        }
    }

    fn len(&self) -> usize {
        self.0.len()
    }
}

impl Serialize for Marks {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = self.0.iter().flat_map(|mark| mark.to_be_bytes()).collect();
        serializer.serialize_str(&STANDARD_NO_PAD.encode(bytes))
    }
}

impl<'de> Deserialize<'de> for Marks {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = STANDARD_NO_PAD.decode(text).map_err(serde::de::Error::custom)?;
        let (marks, rest) = bytes.as_chunks::<4>();
        if rest.is_empty() {
            Ok(Self(marks.iter().map(|mark| u32::from_be_bytes(*mark)).collect()))
        } else {
            Err(serde::de::Error::custom("not whole"))
        }
    }
}
