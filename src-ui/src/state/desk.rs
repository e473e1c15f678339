//! What every page stands on: the way to the engine, what changed, the overview, the settings and the place.

use std::{cell::RefCell, collections::BTreeSet, rc::Rc, time::Duration};

use chrono::NaiveDate;
use domain::{id::RecordKey, outgoing::OutgoingId, text::Language};
use leptos::prelude::*;
use leptos_router::{hooks::use_location, location::Location};
use protocol::{
    ChangeSettings, ErrorView, Event, ReadOverview, ReadSettings, Tag,
    view::{ArrivedView, OverviewView, SettingsView, Theme},
};

use super::{Announcer, Live, Place, Tags};
use crate::{
    backend::Backend,
    phrase,
    words::{self, language},
};

/// What every page stands on.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The way to the engine.
    pub backend: Backend,
    /// What changed.
    pub tags: Tags,
    /// The settings as last known.
    pub settings: RwSignal<SettingsView>,
    /// Whether the first page has been shown whole.
    pub ready: RwSignal<bool>,
    /// What came last.
    pub arrived: RwSignal<Option<ArrivedView>>,
    /// What the resident has chosen in a notification.
    pub chosen: RwSignal<Option<RecordKey>>,
    /// The letter of which it was last told what became of it.
    pub told: StoredValue<Option<OutgoingId>>,
    /// What is dragged over the window and dropped on it.
    pub dragged: RwSignal<Dragged>,
    /// What is said to those who listen.
    pub announcer: Announcer,
}

/// Files that are dragged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dragged {
    /// Whether they are over the window.
    pub over: bool,
    /// How often some were dropped.
    pub dropped: u32,
}

/// Events that come within this time are taken together: a sync of many pages tells of each.
const GATHER: Duration = Duration::from_millis(40);

impl Desk {
    /// Opens the line to the engine and listens. Called once, at the root.
    pub fn open() -> Self {
        let backend = Backend::detect();
        let desk = Self {
            backend,
            arrived: RwSignal::new(None),
            chosen: RwSignal::new(None),
            told: StoredValue::new(None),
            dragged: RwSignal::new(Dragged::default()),
            announcer: Announcer::new(backend),
            tags: Tags::default(),
            settings: RwSignal::new(SettingsView {
                language: preferred_language(),
                theme: Theme::System,
                text_size: 100,
                keys: Vec::new(),
            }),
            ready: RwSignal::new(false),
        };
        let gathered = Rc::new(RefCell::new(BTreeSet::<Tag>::new()));
        let heard = move |event: Event| {
            let tags = match event {
                Event::Changed(tags) => tags,
                Event::Arrived(arrived) => {
                    desk.arrived.try_set(Some(*arrived));
                    return;
                }
                Event::Dragged(over) => {
                    desk.dragged.try_update(|dragged| dragged.over = over);
                    return;
                }
                Event::Dropped => {
                    desk.dragged.try_update(|dragged| *dragged = Dragged { over: false, dropped: dragged.dropped + 1 });
                    return;
                }
                Event::Show(item) => {
                    desk.chosen.try_set(Some(item));
                    return;
                }
                Event::Letter(letter) => {
                    desk.told.try_set_value(Some(letter.id.clone()));
                    desk.announcer.say(phrase::letter_news(language(), &letter));
                    return;
                }
            };
            let first = gathered.borrow().is_empty();
            gathered.borrow_mut().extend(tags);
            if first {
                let gathered = Rc::clone(&gathered);
                set_timeout(
                    move || {
                        let tags: Vec<Tag> = gathered.take().into_iter().collect();
                        desk.changed(&tags);
                    },
                    GATHER,
                );
            }
        };
        let returned = move || {
            leptos::task::spawn_local(desk.read_settings());
            desk.tags.invalidate_all();
        };
        desk.backend.listen(heard, returned);
        desk
    }

    /// Drops what is held of the resident's beside what the pages show: what came, and what was said or is still to be.
    pub fn forget(self) {
        self.arrived.try_set(None);
        self.announcer.forget();
    }

    /// Reads the settings and applies them. What cannot be read leaves the system's choices.
    pub async fn read_settings(self) {
        if let Ok(settings) = self.backend.call(ReadSettings {}).await {
            self.apply(settings);
        }
    }

    /// Changes the settings at once on the screen, then for good; takes them back if they could not be kept.
    pub async fn change_settings(self, settings: SettingsView) -> Result<(), ErrorView> {
        let Some(before) = self.settings.try_get_untracked() else { return Ok(()) };
        let language_changes = before.language != settings.language;
        self.apply(settings.clone());
        let answer = self.backend.call(ChangeSettings { settings }).await;
        match answer {
            Ok(kept) => self.apply(kept),
            Err(error) => {
                self.apply(before);
                return Err(error);
            }
        }
        if language_changes {
            // Texts of sources are picked in the resident's language where they are read.
            self.tags.invalidate_all();
        }
        Ok(())
    }

    fn apply(self, settings: SettingsView) {
        words::set_language(settings.language);
        if let Some(root) = document().document_element() {
            let theme = match settings.theme {
                Theme::System => "system",
                Theme::Light => "light",
                Theme::Dark => "dark",
            };
            for (name, value) in [
                ("lang", settings.language.tag()),
                ("data-theme", theme),
                ("data-text-size", settings.text_size.to_string().as_str()),
            ] {
                // An attribute with a constant name cannot be refused.
                let _ = root.set_attribute(name, value);
            }
        }
        self.settings.try_set(settings);
    }

    fn changed(self, tags: &[Tag]) {
        if tags.contains(&Tag::Settings) {
            leptos::task::spawn_local(self.read_settings());
        }
        self.tags.invalidate(tags);
    }
}

/// The desk, from anywhere below the root.
pub fn desk() -> Desk {
    use_context().unwrap_or_else(Desk::open)
}

/// The overview, from anywhere below the root, with what pages need of it most.
#[derive(Clone, Copy)]
pub struct Overview(pub Live<ReadOverview>);

impl Overview {
    /// Today, by the engine's clock and the resident's zone. Before it is known no day is near.
    pub fn today(self) -> NaiveDate {
        self.0.with(|overview| overview.today).unwrap_or(NaiveDate::MIN)
    }

    /// As [`Overview::today`], without following it.
    pub fn today_untracked(self) -> NaiveDate {
        self.with_untracked(|overview| overview.today).unwrap_or(NaiveDate::MIN)
    }

    /// As [`Overview::with`], without following it.
    pub fn with_untracked<T>(self, read: impl FnOnce(&OverviewView) -> T) -> Option<T> {
        untrack(|| self.with(read))
    }

    /// Reads the overview, if it is there.
    pub fn with<T>(self, read: impl FnOnce(&OverviewView) -> T) -> Option<T> {
        self.0.with(read)
    }
}

/// The overview.
pub fn overview() -> Overview {
    use_context().unwrap_or_else(|| {
        let desk = desk();
        Overview(Live::new(desk, || Some(ReadOverview {})))
    })
}

/// Where the resident is, as a signal; `None` where nothing is.
pub fn place() -> Memo<Option<Place>> {
    // The location's query, not the route's: there is one route, and its own query stays behind when the path changes too.
    let Location { pathname: path, query, .. } = use_location();
    Memo::new(move |_| path.with(|path| query.with(|query| Place::parse(path, |name| query.get(name)))))
}

/// Where the resident is, else the inbox: for links, which always lead somewhere.
pub fn here(place: Memo<Option<Place>>) -> Place {
    place.get().unwrap_or(Place::INBOX)
}

/// The language of the system, if the interface speaks it.
fn preferred_language() -> Language {
    let system = web_sys::window().and_then(|window| window.navigator().language());
    system.as_deref().and_then(Language::from_tag).unwrap_or_default()
}

/// How many letters no public body has received, drafts among them.
pub fn unsent_letters() -> Memo<u32> {
    let overview = overview();
    Memo::new(move |_| overview.with(|overview| overview.unsent).unwrap_or_default())
}
