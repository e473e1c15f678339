//! A list of headlines by pages, patched in place when it changes.

use std::pin::Pin;

use domain::id::RecordKey;
use leptos::prelude::*;
use protocol::{ErrorView, view::HeadlineView};

use super::{row_key, steadily};

/// Items asked for at a time.
pub const PAGE: u16 = 50;

/// Most items the engine answers at a time.
const MOST: u16 = 200;

/// One item of a list. The row stays the same while its headline changes.
#[derive(Clone)]
pub struct Row {
    /// The item.
    pub item: RecordKey,
    /// What the list shows of it.
    pub headline: ArcRwSignal<HeadlineView>,
}

/// One page of headlines, from whatever list.
pub struct Fetched {
    /// The items, in order.
    pub items: Vec<HeadlineView>,
    /// Cursor for the next page.
    pub next: Option<String>,
    /// How many there are in all, where that is counted.
    pub total: Option<u32>,
}

/// The answer to come for one page.
pub type Answer = Pin<Box<dyn Future<Output = Result<Fetched, ErrorView>>>>;

/// A list that loads by pages.
#[derive(Clone, Copy)]
pub struct HeadlineList {
    rows: RwSignal<Vec<Row>>,
    next: RwSignal<Option<String>>,
    total: RwSignal<Option<u32>>,
    answered: RwSignal<Option<Result<(), ErrorView>>>,
    asking: StoredValue<bool>,
    dirty: StoredValue<bool>,
    /// Counts the questions, so that an answer to an earlier one is known as such.
    epoch: StoredValue<u64>,
}

impl Default for HeadlineList {
    fn default() -> Self {
        Self {
            rows: RwSignal::default(),
            next: RwSignal::default(),
            total: RwSignal::default(),
            answered: RwSignal::default(),
            asking: StoredValue::new(false),
            dirty: StoredValue::new(false),
            epoch: StoredValue::new(0),
        }
    }
}

impl HeadlineList {
    /// Its rows.
    pub fn rows(self) -> Vec<Row> {
        self.rows.get()
    }

    /// Whether it shows this item.
    pub fn has(self, item: &RecordKey) -> bool {
        self.rows.with(|rows| rows.iter().any(|row| row.item == *item))
    }

    /// The title of an item it shows, for the moment before the item itself is read. None of a protected person's: it
    /// becomes the title of the window.
    pub fn title(self, item: &RecordKey) -> Option<String> {
        self.rows.with_untracked(|rows| {
            let row = rows.iter().find(|row| row.item == *item)?;
            row.headline.with_untracked(|headline| (!headline.whose.protected).then(|| headline.title.value.clone()))
        })
    }

    /// How many items there are in all, where that is counted.
    pub fn total(self) -> Option<u32> {
        self.total.get()
    }

    /// Whether there are more to load.
    pub fn has_more(self) -> bool {
        self.next.with(Option::is_some)
    }

    /// How the latest attempt went; `None` while the first is awaited.
    pub fn answered(self) -> Option<Result<(), ErrorView>> {
        self.answered.get()
    }

    /// Forgets everything: another question is asked.
    pub fn clear(self) {
        self.epoch.update_value(|epoch| *epoch += 1);
        self.rows.set(Vec::new());
        self.next.set(None);
        self.total.set(None);
        self.answered.set(None);
    }

    /// Another question is asked, and what is shown stays until it is answered. An answer to an earlier one is dropped.
    pub fn ask_another(self) {
        self.epoch.update_value(|epoch| *epoch += 1);
        self.next.set(None);
    }

    /// Reads again as many items as are shown. `selected` stays where it is even when it has left the list, until
    /// another is opened. `fetch` asks the question as it stands when it is called.
    pub async fn reload(self, fetch: impl Fn(Option<String>, u16) -> Answer, selected: impl Fn() -> Option<RecordKey>) {
        if self.asking.try_get_value() != Some(false) {
            self.dirty.try_set_value(true);
            return;
        }
        self.asking.try_set_value(true);
        loop {
            self.dirty.try_set_value(false);
            let epoch = self.epoch.try_get_value();
            let shown = self.rows.try_with_untracked(Vec::len).unwrap_or_default();
            let answer = collect(&fetch, shown.max(PAGE.into())).await;
            if self.epoch.try_get_value() == epoch {
                match answer {
                    Ok(page) => self.patch(page, selected().as_ref()),
                    Err(error) => {
                        self.answered.try_set(Some(Err(error)));
                    }
                }
            }
            if self.dirty.try_get_value() != Some(true) {
                break;
            }
        }
        self.asking.try_set_value(false);
    }

    /// Reads the next page and tells its first item.
    pub async fn load_more(self, fetch: impl Fn(Option<String>, u16) -> Answer) -> Option<RecordKey> {
        let after = self.next.try_get_untracked().flatten()?;
        let page = fetch(Some(after.clone()), PAGE).await.ok()?;
        if self.next.try_get_untracked().flatten() != Some(after) {
            // The list was read again meanwhile.
            return None;
        }
        let first = page.items.first().map(|headline| headline.item.clone());
        self.rows.try_update(|rows| {
            for headline in page.items {
                if !rows.iter().any(|row| row.item == headline.item) {
                    rows.push(Row { item: headline.item.clone(), headline: ArcRwSignal::new(headline) });
                }
            }
        });
        self.next.try_set(page.next);
        first
    }

    fn patch(self, page: Fetched, selected: Option<&RecordKey>) {
        let Some(old) = self.rows.try_get_untracked() else { return };
        let shown: Vec<HeadlineView> = old.iter().map(|row| row.headline.get_untracked()).collect();
        let items = keep_place(&shown, page.items, selected);
        let same_order = items.iter().map(|headline| &headline.item).eq(old.iter().map(|row| &row.item));
        let rows: Vec<Row> = items
            .into_iter()
            .map(|headline| match old.iter().find(|row| row.item == headline.item) {
                Some(row) => {
                    if row.headline.with_untracked(|old| *old != headline) {
                        row.headline.set(headline);
                    }
                    row.clone()
                }
                None => Row { item: headline.item.clone(), headline: ArcRwSignal::new(headline) },
            })
            .collect();
        if !same_order {
            let column = document().query_selector(".list").ok().flatten();
            steadily(column, || {
                self.rows.try_set(rows);
            });
        }
        if self.next.try_get_untracked().as_ref() != Some(&page.next) {
            self.next.try_set(page.next);
        }
        if self.total.try_get_untracked() != Some(page.total) {
            self.total.try_set(page.total);
        }
        if self.answered.try_get_untracked() != Some(Some(Ok(()))) {
            self.answered.try_set(Some(Ok(())));
        }
    }
}

async fn collect(fetch: &impl Fn(Option<String>, u16) -> Answer, wanted: usize) -> Result<Fetched, ErrorView> {
    let mut all = Fetched { items: Vec::new(), next: None, total: None };
    loop {
        let missing = wanted.saturating_sub(all.items.len());
        let limit = u16::try_from(missing).unwrap_or(MOST).min(MOST);
        let page = fetch(all.next.take(), limit).await?;
        all.total = all.total.or(page.total);
        all.items.extend(page.items);
        all.next = page.next;
        if all.next.is_none() || all.items.len() >= wanted {
            return Ok(all);
        }
    }
}

/// The fresh items, with the selected one kept at its place when it has left the list: what the resident reads must not
/// jump from under their hand. It stays as read.
pub fn keep_place(
    shown: &[HeadlineView],
    mut fresh: Vec<HeadlineView>,
    selected: Option<&RecordKey>,
) -> Vec<HeadlineView> {
    let Some(selected) = selected else { return fresh };
    if fresh.iter().any(|headline| headline.item == *selected) {
        return fresh;
    }
    let Some(index) = shown.iter().position(|headline| headline.item == *selected) else { return fresh };
    let (before, from) = shown.split_at(index);
    // It stands after the nearest of its old neighbours that is still there.
    let place =
        before.iter().rev().find_map(|old| fresh.iter().position(|new| new.item == old.item)).map_or(0, |i| i + 1);
    if let Some(kept) = from.first() {
        fresh.insert(place, HeadlineView { is_new: false, ..kept.clone() });
    }
    fresh
}

impl Row {
    /// Its name in the page.
    pub fn name(&self) -> String {
        row_key(&self.item)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use domain::{
        id::{PartyId, RecordKind, RemoteId, SourceId},
        need::Need,
        party::Relation,
    };
    use protocol::view::{PartyView, Text, When};

    use super::*;

    fn headline(id: &str) -> HeadlineView {
        HeadlineView {
            item: RecordKey { source: SourceId::new("kaarna"), kind: RecordKind::Message, id: RemoteId::new(id) },
            title: Text { value: id.to_owned(), lang: None },
            sender: Text { value: "Kaarna".to_owned(), lang: None },
            unit: None,
            whose: PartyView {
                id: PartyId::new("aino"),
                name: "Aino Virta".to_owned(),
                relation: Relation::Myself,
                sources: vec![],
                protected: false,
                former: vec![],
            },
            when: When { date: "2026-11-23".parse().unwrap(), time: None, iso: "2026-11-23".to_owned() },
            is_new: true,
            need: Need::Nothing,
            answered: false,
            mismatch: false,
            status: None,
            marks: protocol::marks::MarksView::default(),
            found: None,
        }
    }

    fn ids(items: &[HeadlineView]) -> Vec<&str> {
        items.iter().map(|headline| headline.item.id.as_str()).collect()
    }

    #[test]
    fn what_aino_reads_stays_among_the_new_until_she_opens_another() {
        let shown = [headline("a"), headline("b"), headline("c")];
        let fresh = || vec![headline("new"), headline("a"), headline("c")];
        let kept = keep_place(&shown, fresh(), Some(&headline("b").item));
        assert_eq!(ids(&kept), ["new", "a", "b", "c"]);
        assert!(kept.iter().filter(|headline| !headline.is_new).map(|headline| headline.item.id.as_str()).eq(["b"]));
        assert_eq!(ids(&keep_place(&shown, fresh(), None)), ["new", "a", "c"]);
        assert_eq!(ids(&keep_place(&shown, fresh(), Some(&headline("elsewhere").item))), ["new", "a", "c"]);
    }
}
