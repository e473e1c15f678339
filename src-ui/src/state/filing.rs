//! Filing in the interface: what is selected in the list, marking it, and the latest change, which can be undone until it is
//! dismissed or something else is marked.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    id::{RecordKey, RecordKind},
    mark::Mark,
};
use leptos::prelude::*;
use protocol::{ErrorCode, MarkItems, UndoMarks, view::HeadlineView};

use super::{Desk, row_key};
use crate::{phrase, words::language};

/// The latest change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// Which mark.
    pub mark: Mark,
    /// Whether it was put on.
    pub on: bool,
    /// How many items are otherwise than before.
    pub count: u32,
    /// What they are, where they are all the same.
    pub kind: Option<RecordKind>,
    /// By what it is undone.
    pub undo: u32,
}

/// A row that can be selected.
#[derive(Clone)]
struct Selectable {
    item: RecordKey,
    headline: Signal<HeadlineView>,
}

/// What is selected, and what was filed last.
#[derive(Clone, Copy)]
pub struct Filing {
    /// Whether the rows can be selected.
    pub selecting: RwSignal<bool>,
    /// The names of the selected rows.
    selected: RwSignal<BTreeSet<String>>,
    /// Where a range begins, and what was selected before it.
    anchor: StoredValue<Option<(String, BTreeSet<String>)>>,
    /// The rows of the list, by name.
    rows: RwSignal<BTreeMap<String, Selectable>>,
    /// The latest change.
    pub latest: RwSignal<Option<Filed>>,
}

impl Default for Filing {
    fn default() -> Self {
        Self {
            selecting: RwSignal::default(),
            selected: RwSignal::default(),
            anchor: StoredValue::new(None),
            rows: RwSignal::default(),
            latest: RwSignal::default(),
        }
    }
}

/// The filing, from anywhere below the root.
pub fn filing() -> Filing {
    use_context().unwrap_or_default()
}

impl Filing {
    /// A row of the list is there until the component that calls this is gone.
    pub fn offer(self, item: &RecordKey, headline: Signal<HeadlineView>) {
        let name = row_key(item);
        let row = Selectable { item: item.clone(), headline };
        self.rows.update(|rows| {
            rows.insert(name.clone(), row);
        });
        on_cleanup(move || {
            // The same item may be drawn anew elsewhere in the list before it is taken from here.
            self.rows.try_update(|rows| {
                if rows.get(&name).is_some_and(|row| row.headline == headline) {
                    rows.remove(&name);
                }
            });
        });
    }

    /// Whether a row is selected.
    pub fn has(self, name: &str) -> bool {
        self.selected.with(|selected| selected.contains(name))
    }

    /// How many rows that are shown are selected.
    pub fn count(self) -> u32 {
        let count = self
            .selected
            .with(|selected| self.rows.with(|rows| selected.iter().filter(|name| rows.contains_key(*name)).count()));
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Selects a row or not. A range begins here.
    pub fn select(self, name: &str, on: bool) {
        self.selected.update(|selected| {
            if on {
                selected.insert(name.to_owned());
            } else {
                selected.remove(name);
            }
        });
        self.anchor.set_value(Some((name.to_owned(), self.selected.get_untracked())));
    }

    /// Selects everything between where the range began and this row, in the order of the page.
    pub fn select_to(self, name: &str, order: &[String]) {
        let (from, before) = self.anchor.get_value().unwrap_or_else(|| (name.to_owned(), BTreeSet::new()));
        let place = |wanted: &str| order.iter().position(|other| other == wanted);
        let (Some(one), Some(other)) = (place(&from), place(name)) else { return self.select(name, true) };
        let range = order.get(one.min(other)..=one.max(other)).unwrap_or_default();
        let mut selected = before;
        selected.extend(range.iter().cloned());
        self.selected.set(selected);
        if self.anchor.with_value(Option::is_none) {
            self.anchor.set_value(Some((from, BTreeSet::new())));
        }
    }

    /// Selects every row of the list.
    pub fn select_all(self) {
        self.selected.set(self.rows.with_untracked(|rows| rows.keys().cloned().collect()));
    }

    /// Ends selecting.
    pub fn end(self) {
        self.selecting.try_set(false);
        self.selected.try_set(BTreeSet::new());
        self.anchor.try_set_value(None);
    }

    /// Drops everything: whose it was has gone.
    pub fn forget(self) {
        self.end();
        self.latest.try_set(None);
    }

    /// The item of a row that is shown.
    pub fn item(self, name: &str) -> Option<RecordKey> {
        self.rows.with_untracked(|rows| rows.get(name).map(|row| row.item.clone()))
    }

    /// The selected items.
    pub fn items(self) -> Vec<RecordKey> {
        self.read(|row| row.item.clone())
    }

    /// Whether there is something selected, and this holds for all of it.
    pub fn all(self, holds: impl Fn(&HeadlineView) -> bool) -> bool {
        let held = self.selected.with(|selected| {
            self.rows.with(|rows| {
                let rows = selected.iter().filter_map(|name| rows.get(name));
                rows.map(|row| row.headline.try_with(&holds).unwrap_or_default()).collect::<Vec<_>>()
            })
        });
        !held.is_empty() && held.into_iter().all(|held| held)
    }

    fn read<T>(self, read: impl Fn(&Selectable) -> T) -> Vec<T> {
        self.selected.with_untracked(|selected| {
            self.rows.with_untracked(|rows| selected.iter().filter_map(|name| rows.get(name)).map(read).collect())
        })
    }

    /// Marks items, says what became of them and keeps it to be undone. Answers whether it went well.
    pub async fn mark(self, desk: Desk, items: Vec<RecordKey>, mark: Mark, on: bool) -> bool {
        let kind = one_kind(&items, mark);
        match desk.backend.call(MarkItems { items, mark, on }).await {
            Ok(marked) => {
                let filed = marked.undo.map(|undo| Filed { mark, on, count: marked.count, kind, undo });
                desk.announcer.say(match &filed {
                    Some(filed) => phrase::filed(language(), filed),
                    None => t!("done-nothing"),
                });
                if filed.is_some() {
                    self.latest.try_set(filed);
                }
                true
            }
            Err(error) => {
                desk.announcer.say(phrase::fault(language(), error.code).whole());
                false
            }
        }
    }

    /// Puts back what was marked last.
    pub fn undo(self, desk: Desk) {
        let Some(filed) = self.latest.try_get_untracked().flatten() else { return };
        leptos::task::spawn_local(async move {
            let undone = desk.backend.call(UndoMarks { undo: filed.undo }).await;
            if self.latest.try_with_untracked(|latest| latest.as_ref() == Some(&filed)) == Some(true) {
                self.latest.try_set(None);
            }
            desk.announcer.say(match undone {
                Ok(_) => t!("undone"),
                Err(error) if error.code == ErrorCode::NotFound => t!("undo-gone"),
                Err(error) => phrase::fault(language(), error.code).whole(),
            });
        });
    }
}

/// What the items are, where they are all the same. Muting is of the case.
fn one_kind(items: &[RecordKey], mark: Mark) -> Option<RecordKind> {
    if mark == Mark::Muted {
        return Some(RecordKind::Case);
    }
    let first = items.first()?.kind;
    items.iter().all(|item| item.kind == first).then_some(first)
}
