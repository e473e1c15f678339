//! How far the list of dialogs has been read: what the cursor says. Pure.
//!
//! The list has no place in time that a server would keep for the app, so the app keeps it itself. Parties are asked for in
//! groups, for a question takes only so many of them.
//!
//! * A **full reading** goes through each group from its newest dialog to its oldest. Dialogs that change meanwhile move to
//!   the front, where they would be missed; so after the last page what has changed since is asked for once more.
//! * A **later question** asks for a *window*: what has changed since the fiftieth of the newest dialogs did, or all of them
//!   where there are fewer. It holds what is known already on purpose: nothing of the same instant can be missed, marks that
//!   change no time are seen, and a window without a dialog that it held tells that this one is gone.
//! * What is older and gone is found by the next full reading, at least daily.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    change::{Change, Cursor, Quarantined},
    id::RemoteId,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::parse::{Continuation, DialogsPage};
use crate::Landed;

/// The form of the cursor. One of another form is not read: everything is read again.
const VERSION: u32 = 1;
/// Dialogs that a window keeps in view.
const IN_VIEW: usize = 50;
/// Dialogs a window may grow to before it is moved on.
const MOST_IN_VIEW: usize = 100;
/// How long a full reading holds. Less than a day, for the app is not asked at the same hour each day.
const FULL_READING_HOLDS: TimeDelta = TimeDelta::hours(20);
/// Parties in one question, unless the service takes fewer: what `maxPartyFilterValues` of `/api/v1/metadata/limits` is where
/// nobody has set it otherwise.
pub const PARTIES_AT_ONCE: usize = 20;

/// How far the list has been read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    version: u32,
    /// When the latest full reading began.
    pub begun: DateTime<Utc>,
    /// For whom dialogs are asked, as a digest.
    pub asked_for: String,
    /// What the service says of them, as a digest.
    pub parties: String,
    /// Parties in one question.
    pub at_once: usize,
    /// One for each group that has been read.
    windows: Vec<Window>,
    /// What is asked next; none: everything has been read.
    pub step: Option<Step>,
}

/// What is asked again of a group each time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// It holds what has changed after this; none: all of it.
    floor: Option<DateTime<Utc>>,
    /// The dialogs it held, each by a digest of its id.
    held: Vec<String>,
    /// What it held, where it was read whole.
    digest: Option<String>,
}

/// The next question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Of which group.
    pub group: usize,
    /// Whether it belongs to a full reading.
    pub full: bool,
    /// What has changed after this; none: all.
    pub since: Option<DateTime<Utc>>,
    /// Where the page begins; none: at the front.
    pub page: Option<Page>,
    /// What the front held, once it has been read.
    front: Option<Window>,
}

/// Where a page begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The continuation token.
    pub token: String,
    /// The order in which it continues.
    pub order_by: Option<String>,
}

/// What an answer means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// It is a step on the way, and this is the place after it.
    Went(Place),
    /// It holds what is known already, and this is the place after it.
    Known(Place),
    /// Something is gone that it does not name.
    SomethingIsGone,
}

impl Place {
    /// The beginning of a full reading.
    pub fn beginning(begun: DateTime<Utc>, asked_for: String, parties: String) -> Self {
        let step = Some(Step::front(0, true, None));
        let (version, at_once) = (VERSION, PARTIES_AT_ONCE);
        Self { version, begun, asked_for, parties, at_once, windows: Vec::new(), step }
    }

    /// The place a cursor names, if this version of the app wrote it.
    pub fn of(cursor: &Cursor) -> Option<Self> {
        let place: Self = serde_json::from_str(cursor.as_str()).ok()?;
        (place.version == VERSION && place.at_once > 0).then_some(place)
    }

    /// The cursor for it.
    pub fn cursor(&self) -> Cursor {
        Cursor::new(serde_json::to_string(self).unwrap_or_default())
    }

    /// Whether it is time for a full reading. A clock that was set back makes it time too.
    pub fn is_outdated(&self, now: DateTime<Utc>) -> bool {
        let age = now - self.begun;
        age >= FULL_READING_HOLDS || age < -FULL_READING_HOLDS
    }

    /// Everything has been read, and is asked for again from the first group on.
    pub fn again(mut self, parties: String) -> Self {
        self.parties = parties;
        let since = self.windows.first().and_then(|window| window.floor);
        self.step = Some(Step::front(0, false, since));
        self
    }

    /// The service refuses so many parties at once. None when it cannot be asked for fewer in this reading.
    pub fn with_fewer(mut self) -> Option<Self> {
        let at_front = self.windows.is_empty()
            && self.step.as_ref().is_some_and(|step| step.full && step.page.is_none() && step.since.is_none());
        self.at_once = self.at_once.div_ceil(2);
        at_front.then_some(self)
    }

    /// What an answer to the next question means, of `groups` groups.
    pub fn after(mut self, answer: &DialogsPage, groups: usize) -> Meaning {
        let Some(step) = self.step.take() else { return Meaning::Known(self) };
        let whole = step.page.is_none() && answer.next.is_none();
        let before = (!step.full).then(|| self.windows.get(step.group)).flatten();
        let front = match step.front {
            Some(front) => front,
            None => Window::of(step.since, answer, whole),
        };
        if whole && before.is_some_and(|before| !before.is_within(answer)) {
            return Meaning::SomethingIsGone;
        }
        let known = whole && before.is_some_and(|before| front.digest.is_some() && *before == front);
        if let Some(Continuation { token, order_by }) = answer.next.clone() {
            let page = Some(Page { token, order_by });
            self.step = Some(Step { page, front: Some(front), ..step });
            return Meaning::Went(self);
        }
        if step.full && step.since.is_none() && !whole && front.floor.is_some() {
            // What changed meanwhile.
            self.step = Some(Step::front(step.group, true, front.floor));
            return Meaning::Went(self);
        }
        match self.windows.get_mut(step.group) {
            Some(window) => *window = front,
            None => self.windows.push(front),
        }
        let next = step.group + 1;
        let since = || self.windows.get(next).and_then(|window| window.floor);
        self.step = (next < groups).then(|| Step::front(next, step.full, if step.full { None } else { since() }));
        if known { Meaning::Known(self) } else { Meaning::Went(self) }
    }
}

impl Step {
    const fn front(group: usize, full: bool, since: Option<DateTime<Utc>>) -> Self {
        Self { group, full, since, page: None, front: None }
    }
}

impl Window {
    /// The window that is asked for next, by the first page of what was asked for now.
    fn of(since: Option<DateTime<Utc>>, answer: &DialogsPage, whole: bool) -> Self {
        if whole && answer.listed.len() <= MOST_IN_VIEW {
            let held = answer.listed.iter().filter_map(|dialog| dialog.id.as_ref().map(mark)).collect();
            return Self { floor: since, held, digest: Some(digest(&answer.landed)) };
        }
        let mut newest: Vec<_> =
            answer.listed.iter().filter_map(|dialog| Some((dialog.changed?, &dialog.id))).collect();
        newest.sort_unstable_by(|a, b| b.cmp(a));
        // A moment earlier, for the filter may leave the instant itself out.
        let floor = newest.get(IN_VIEW - 1).map(|(last, _)| *last - TimeDelta::milliseconds(1)).or(since);
        let above = newest.iter().filter(|(time, _)| floor.is_none_or(|floor| *time > floor));
        Self { floor, held: above.filter_map(|(_, id)| id.as_ref().map(mark)).collect(), digest: None }
    }

    /// Whether the answer names every dialog that was held.
    fn is_within(&self, answer: &DialogsPage) -> bool {
        let named: BTreeSet<String> = answer.listed.iter().filter_map(|dialog| dialog.id.as_ref().map(mark)).collect();
        self.held.iter().all(|held| named.contains(held))
    }
}

/// An id in few letters: enough to tell a hundred apart.
fn mark(id: &RemoteId) -> String {
    hex::encode(Sha256::digest(id.as_str())).chars().take(12).collect()
}

/// What came, as a digest. Not of the bytes: they name the same people differently each time.
pub fn digest(landed: &Landed) -> String {
    let mut hash = Sha256::new();
    let mut take = |json: serde_json::Result<Vec<u8>>| hash.update(json.unwrap_or_default());
    for change in &landed.changes {
        match change {
            Change::Upsert(record) | Change::Outline(record) => take(serde_json::to_vec(record)),
            Change::Tombstone(end) => take(serde_json::to_vec(end)),
        }
    }
    for Quarantined { kind, id, reason, detail } in &landed.quarantined {
        take(serde_json::to_vec(&(kind, id, reason, detail)));
    }
    short(hash)
}

/// A digest of names.
pub fn digest_of<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut hash = Sha256::new();
    for name in names {
        hash.update(name.len().to_be_bytes());
        hash.update(name);
    }
    short(hash)
}

fn short(hash: Sha256) -> String {
    hex::encode(hash.finalize()).chars().take(32).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::{super::parse::Listed, *};

    fn instant(minute: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
    }

    /// A list that answers as the service does: newest first, a page at a time.
    #[derive(Clone, Debug, Default)]
    struct List(BTreeMap<String, i64>);

    impl List {
        fn answer(&self, step: &Step, page: usize) -> DialogsPage {
            let since = step.since.map_or(i64::MIN, |since| (since - DateTime::UNIX_EPOCH).num_milliseconds());
            let mut found: Vec<(i64, &str)> =
                self.0.iter().filter(|(_, at)| **at * 60_000 > since).map(|(id, at)| (*at, id.as_str())).collect();
            found.sort_unstable_by(|a, b| b.cmp(a));
            if let Some(Page { token, .. }) = &step.page {
                let (at, id) = token.split_once(' ').unwrap();
                found.retain(|place| *place < (at.parse().unwrap(), id));
            }
            let more = found.len() > page;
            found.truncate(page);
            let next = found.last().filter(|_| more);
            DialogsPage {
                landed: Landed::default(),
                listed: found
                    .iter()
                    .map(|(at, id)| Listed { id: Some(RemoteId::new(*id)), changed: Some(instant(*at)) })
                    .collect(),
                next: next.map(|(at, id)| Continuation { token: format!("{at} {id}"), order_by: None }),
            }
        }
    }

    /// What a device knows, as the store would: a full reading removes at its end what it did not bring.
    #[derive(Debug, Default)]
    struct Device {
        place: Option<Place>,
        known: BTreeMap<String, i64>,
        brought: BTreeSet<String>,
    }

    impl Device {
        /// One question; the list may change between two.
        fn ask(&mut self, list: &List, page: usize) {
            let place = self.place.take().unwrap_or_else(|| {
                self.brought.clear();
                Place::beginning(instant(0), String::new(), String::new())
            });
            let place = if place.step.is_none() { place.again(String::new()) } else { place };
            let step = place.step.clone().unwrap();
            // Through text and back, as the store keeps it.
            let place = Place::of(&place.cursor()).unwrap();
            let answer = list.answer(&step, page);
            let after = match place.after(&answer, 1) {
                Meaning::SomethingIsGone => return,
                Meaning::Went(after) | Meaning::Known(after) => after,
            };
            for Listed { id, changed } in answer.listed {
                let (id, at) =
                    (id.unwrap().as_str().to_owned(), (changed.unwrap() - DateTime::UNIX_EPOCH).num_minutes());
                self.brought.insert(id.clone());
                self.known.insert(id, at);
            }
            if step.full && after.step.is_none() {
                self.known.retain(|id, _| self.brought.contains(id));
            }
            self.place = Some(after);
        }

        fn is_at_rest(&self) -> bool {
            self.place.as_ref().is_some_and(|place| place.step.is_none())
        }

        fn sync(&mut self, list: &List, page: usize) {
            for _ in 0..200 {
                self.ask(list, page);
                if self.is_at_rest() {
                    return;
                }
            }
            panic!("it never ends: {self:?}");
        }
    }

    #[derive(Clone, Debug)]
    enum Event {
        Change(u8),
        Remove(u8),
        Ask,
    }

    fn event() -> impl Strategy<Value = Event> {
        prop_oneof![
            3 => any::<u8>().prop_map(Event::Change),
            1 => any::<u8>().prop_map(Event::Remove),
            2 => Just(Event::Ask),
        ]
    }

    proptest! {
        /// Whatever happens between which two questions: what changed is known, and nothing that is there is taken for gone.
        /// What is gone is known after a full reading.
        #[test]
        fn nothing_is_missed(events in prop::collection::vec(event(), 0..120), page in 100_usize..130, begin in 0_usize..250) {
            let (mut list, mut device) = (List::default(), Device::default());
            for n in 0..begin {
                list.0.insert(n.to_string(), i64::try_from(n).unwrap());
            }
            let mut clock = 1000;
            for event in events {
                clock += 1;
                match event {
                    Event::Change(n) => drop(list.0.insert(n.to_string(), clock)),
                    Event::Remove(n) => drop(list.0.remove(&n.to_string())),
                    Event::Ask => device.ask(&list, page),
                }
            }
            device.sync(&list, page);
            device.sync(&list, page);
            for (id, at) in &list.0 {
                prop_assert_eq!(device.known.get(id), Some(at), "{}", id);
            }
            device.place = None;
            device.sync(&list, page);
            prop_assert_eq!(&device.known, &list.0);
        }
    }

    #[test]
    fn a_cursor_of_another_form_is_none() {
        let place = Place::beginning(instant(0), "a".to_owned(), "b".to_owned());
        assert_eq!(Place::of(&place.cursor()), Some(place.clone()));
        for other in [Place { version: 2, ..place.clone() }, Place { at_once: 0, ..place }] {
            assert_eq!(Place::of(&other.cursor()), None);
        }
        assert_eq!(Place::of(&Cursor::new("c-17")), None);
    }

    #[test]
    fn a_full_reading_is_due_within_the_day() {
        let place = Place::beginning(instant(0), String::new(), String::new());
        assert!(!place.is_outdated(instant(19 * 60)));
        assert!(place.is_outdated(instant(20 * 60)));
        assert!(place.is_outdated(instant(-30 * 60)), "the clock was set back");
    }

    #[test]
    fn fewer_parties_are_asked_for_only_where_nothing_was_read_in_groups() {
        let place = Place::beginning(instant(0), String::new(), String::new());
        let fewer = place.clone().with_fewer().unwrap();
        assert_eq!(fewer.at_once, 10);
        let Meaning::Went(read) = place.after(&List::default().answer(&fewer.step.unwrap(), 100), 2) else { panic!() };
        assert_eq!(read.with_fewer(), None);
    }
}
