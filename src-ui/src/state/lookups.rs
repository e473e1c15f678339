//! Lookups by pages, newest first, for one question at a time.

use leptos::prelude::*;
use protocol::{
    ErrorView, ReadLookups,
    data_use::{AccessLogView, LookupFilter, LookupPageView, LookupView},
};

use super::{Desk, PAGE};

/// Most lookups the engine answers at a time.
const MOST: usize = 200;

/// A list of lookups that loads by pages.
#[derive(Clone, Copy)]
pub struct LookupList {
    /// What is shown.
    pub items: RwSignal<Vec<LookupView>>,
    /// How many there are in all.
    pub total: RwSignal<u32>,
    /// How far back they are told.
    pub logs: RwSignal<Vec<AccessLogView>>,
    /// How the latest attempt went; `None` while the first is awaited.
    pub answered: RwSignal<Option<Result<(), ErrorView>>>,
    next: RwSignal<Option<String>>,
    /// Counts the questions, so that an answer to an earlier one is known as such.
    turn: StoredValue<u64>,
}

impl Default for LookupList {
    fn default() -> Self {
        Self {
            items: RwSignal::default(),
            total: RwSignal::default(),
            logs: RwSignal::default(),
            answered: RwSignal::default(),
            next: RwSignal::default(),
            turn: StoredValue::new(0),
        }
    }
}

impl LookupList {
    /// Whether there are more to load.
    pub fn has_more(self) -> bool {
        self.next.with(Option::is_some)
    }

    /// Asks this question anew. What is shown stays until it is answered; `whole`: as many as are shown are read again.
    /// Answers whether this was the latest question.
    pub async fn read(self, desk: Desk, filter: LookupFilter, whole: bool) -> bool {
        let mine = self.begin();
        let shown = if whole { self.items.try_with_untracked(Vec::len).unwrap_or_default() } else { 0 };
        let answer = collect(desk, &filter, shown.max(PAGE.into())).await;
        if self.turn.try_get_value() != Some(mine) {
            return false;
        }
        match answer {
            Ok(LookupPageView { items, next, total, logs }) => {
                if self.items.try_with_untracked(|old| *old != items) == Some(true) {
                    self.items.try_set(items);
                }
                self.next.try_set(next);
                self.total.try_set(total);
                if self.logs.try_with_untracked(|old| *old != logs) == Some(true) {
                    self.logs.try_set(logs);
                }
                self.answered.try_set(Some(Ok(())));
            }
            Err(error) => {
                self.answered.try_set(Some(Err(error)));
            }
        }
        true
    }

    /// Reads the next page, and tells its lookups that were not there.
    pub async fn load_more(self, desk: Desk, filter: LookupFilter) -> Vec<LookupView> {
        let Some(after) = self.next.try_get_untracked().flatten() else { return Vec::new() };
        let asked = self.turn.try_get_value();
        let answer = desk.backend.call(ReadLookups { filter, after: Some(after), limit: PAGE }).await;
        let Ok(page) = answer else { return Vec::new() };
        if self.turn.try_get_value() != asked {
            // Something else is asked by now.
            return Vec::new();
        }
        let is_shown = |new: &LookupView, shown: &[LookupView]| {
            shown.iter().any(|old| old.source == new.source && old.id == new.id)
        };
        let more = self.items.try_update(|items| {
            let more: Vec<_> = page.items.into_iter().filter(|new| !is_shown(new, items)).collect();
            items.extend(more.iter().cloned());
            more
        });
        self.next.try_set(page.next);
        more.unwrap_or_default()
    }

    fn begin(self) -> u64 {
        self.turn.try_update_value(|turn| *turn += 1);
        self.turn.try_get_value().unwrap_or_default()
    }
}

async fn collect(desk: Desk, filter: &LookupFilter, wanted: usize) -> Result<LookupPageView, ErrorView> {
    let mut all = LookupPageView::default();
    loop {
        let missing = wanted.saturating_sub(all.items.len()).min(MOST);
        let limit = u16::try_from(missing).unwrap_or(PAGE);
        let after = all.next.take();
        let page = desk.backend.call(ReadLookups { filter: filter.clone(), after, limit }).await?;
        let arrived = page.items.len();
        all.items.extend(page.items);
        all = LookupPageView { items: all.items, next: page.next, total: page.total, logs: page.logs };
        if all.next.is_none() || all.items.len() >= wanted || arrived == 0 {
            return Ok(all);
        }
    }
}
