//! What is said to those who listen, beside what is on the screen.
//!
//! One queue for the whole app, which waits while the focus moves. Where the platform has announcements of its own the shell makes them; else the words go
//! into a live region of the page, one after the other. The clock is never announced, and nothing is announced twice by
//! itself; the last announcement can be heard again by a key.

use std::{
    collections::{BTreeMap, VecDeque},
    time::Duration,
};

use domain::{id::SourceId, source::SyncFailure};
use leptos::prelude::*;
use protocol::{Announce, view::ArrivedView};

use super::{Desk, Overview, at_rest};
use crate::{backend::Backend, phrase, words::language};

/// Events of several sources within this time are told in one sentence.
const GATHER: Duration = Duration::from_secs(1);

/// How long the page's live region is empty before it says something: the same words again are a change only then.
const EMPTY: Duration = Duration::from_millis(100);
/// How long it says something before it is emptied for the next: of two at once only the second is heard.
const SAID: Duration = Duration::from_millis(400);

/// Says things.
#[derive(Clone, Copy)]
pub struct Announcer {
    backend: Backend,
    last: StoredValue<String>,
    queue: StoredValue<Queue>,
    /// The words of the page's live region, empty where the platform speaks.
    region: RwSignal<String>,
}

/// What is still to be said.
#[derive(Default)]
struct Queue {
    waiting: VecDeque<String>,
    /// Whether something is being said, so that what waits will have its turn.
    busy: bool,
}

impl Announcer {
    /// Says through this backend.
    pub fn new(backend: Backend) -> Self {
        Self { backend, last: StoredValue::default(), queue: StoredValue::default(), region: RwSignal::default() }
    }

    /// Says it after what was said before.
    pub fn say(self, words: String) {
        if words.is_empty() {
            return;
        }
        self.last.try_update_value(|last| last.clone_from(&words));
        let was_busy = self.queue.try_update_value(|queue| {
            queue.waiting.push_back(words);
            std::mem::replace(&mut queue.busy, true)
        });
        if was_busy == Some(false) {
            at_rest(move || self.say_next());
        }
    }

    /// Says the last announcement again.
    pub fn repeat(self) {
        let last = self.last.try_get_value().unwrap_or_default();
        self.say(if last.is_empty() { t!("nothing-announced") } else { last });
    }

    /// Forgets what was said, and what is still to be. The platform's own words are replaced by the next.
    pub fn forget(self) {
        self.last.try_set_value(String::new());
        self.queue.try_update_value(|queue| queue.waiting.clear());
        self.region.try_set(String::new());
    }

    /// The words for the page's live region.
    pub fn region(self) -> RwSignal<String> {
        self.region
    }

    fn say_next(self) {
        let next = self.queue.try_update_value(|queue| {
            let next = queue.waiting.pop_front();
            queue.busy = next.is_some();
            next
        });
        let Some(words) = next.flatten() else { return };
        leptos::task::spawn_local(async move {
            let answer = self.backend.call(Announce { words: words.clone() }).await;
            if answer.is_ok_and(|answer| answer.native) {
                at_rest(move || self.say_next());
                return;
            }
            self.region.try_set(String::new());
            let fill = move || {
                self.region.try_set(words);
                set_timeout(move || self.say_next(), SAID);
            };
            set_timeout(fill, EMPTY);
        });
    }
}

/// Tells what came, and which services were lost or found again. Called once, below the root.
pub fn tell_news(desk: Desk, overview: Overview) {
    let gathered = StoredValue::new(Vec::<ArrivedView>::new());
    Effect::new(move |_| {
        let arrived = desk.arrived.get();
        let Some(arrived) = arrived else { return };
        let first = gathered.with_value(Vec::is_empty);
        gathered.update_value(|gathered| gathered.push(arrived));
        if first {
            set_timeout(
                move || {
                    let arrived = gathered.try_update_value(std::mem::take).unwrap_or_default();
                    let today = overview.today_untracked();
                    desk.announcer.say(phrase::arrival(language(), today, &arrived));
                },
                GATHER,
            );
        }
    });
    let told = StoredValue::new(None::<BTreeMap<SourceId, Option<SyncFailure>>>);
    let waiting = StoredValue::new(false);
    Effect::new(move |_| {
        let failures = overview.with(failures);
        let Some(failures) = failures else { return };
        if told.with_value(Option::is_none) {
            told.set_value(Some(failures));
        } else if told.with_value(|told| told.as_ref() != Some(&failures)) && !waiting.get_value() {
            waiting.set_value(true);
            set_timeout(
                move || {
                    waiting.try_set_value(false);
                    tell_connections(desk, overview, told);
                },
                GATHER,
            );
        }
    });
}

fn tell_connections(
    desk: Desk,
    overview: Overview,
    told: StoredValue<Option<BTreeMap<SourceId, Option<SyncFailure>>>>,
) {
    let today = overview.today_untracked();
    let words = overview.with_untracked(|overview| {
        let before = told.try_update_value(|told| told.replace(failures(overview))).flatten().unwrap_or_default();
        phrase::connections(language(), today, &before, &overview.sources)
    });
    desk.announcer.say(words.unwrap_or_default());
}

fn failures(overview: &protocol::view::OverviewView) -> BTreeMap<SourceId, Option<SyncFailure>> {
    overview.sources.iter().map(|source| (source.id.clone(), source.failure)).collect()
}
