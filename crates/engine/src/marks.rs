//! Filing: marks on items, undoing them, and the resident's labels.
//!
//! Marks lie in each vault, labels' names in the profile, so that one label serves the matters of several people. What was marked
//! last can be undone as long as the store is open; then it is forgotten.

use std::sync::PoisonError;

use domain::{
    id::RecordKey,
    mark::{LabelId, Mark},
};
use protocol::{
    ErrorCode, ErrorView, Tag,
    marks::{LabelView, LabelsView, MarkedView},
    search::{SearchFilter, SearchPageView},
};
use serde::{Deserialize, Serialize};
use store::{Before, InboxKey, MarkedQuery, Store, StoreError};

use crate::Engine;

/// Most items marked at once.
const MOST_MARKED: usize = 10_000;
/// Changed items that are named one by one.
const NAMED_ITEMS: usize = 20;
/// Where the labels are kept: in the encrypted profile.
const LABELS: &str = "labels";
const MOST_LABELS: usize = 100;
/// Letters of a name.
const LONGEST_NAME: usize = 40;

/// What was marked last.
#[derive(Default)]
pub(crate) struct LastMarked {
    /// Counts what was marked, so that an earlier undoing is known as such.
    number: u32,
    before: Vec<Before>,
}

/// The labels as they are kept.
#[derive(Clone, Default, Serialize, Deserialize)]
struct Kept {
    /// The highest number that was ever given.
    last: u32,
    labels: Vec<LabelView>,
}

/// The resident's labels, by name.
pub(crate) fn labels(store: &Store) -> Result<Vec<LabelView>, StoreError> {
    Ok(kept(store)?.labels)
}

/// Labels that cannot be read any more are none.
fn kept(store: &Store) -> Result<Kept, StoreError> {
    Ok(store.setting(LABELS)?.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
}

impl Engine {
    pub(crate) async fn mark_items(
        &self,
        items: Vec<RecordKey>,
        mark: Mark,
        on: bool,
    ) -> Result<MarkedView, ErrorView> {
        if items.len() > MOST_MARKED {
            return Err(ErrorCode::BadRequest.into());
        }
        let opened = self.opened()?;
        let before = self.in_store(move |store| {
            if let Mark::Label(label) = mark
                && on
                && !labels(store)?.iter().any(|known| known.id == label)
            {
                return Ok(None);
            }
            store.mark(&items, mark, on).map(Some)
        });
        let before = before.await?.ok_or(ErrorView::from(ErrorCode::NotFound))?;
        let count = u32::try_from(before.len()).unwrap_or(u32::MAX);
        if before.is_empty() {
            return Ok(MarkedView { count, undo: None });
        }
        self.emit(tags_of(&before));
        let mut marked = opened.marked.lock().unwrap_or_else(PoisonError::into_inner);
        marked.number = marked.number.wrapping_add(1);
        marked.before = before;
        Ok(MarkedView { count, undo: Some(marked.number) })
    }

    pub(crate) async fn undo_marks(&self, undo: u32) -> Result<MarkedView, ErrorView> {
        let before = {
            let opened = self.opened()?;
            let mut marked = opened.marked.lock().unwrap_or_else(PoisonError::into_inner);
            if marked.number != undo || marked.before.is_empty() {
                return Err(ErrorCode::NotFound.into());
            }
            std::mem::take(&mut marked.before)
        };
        let tags = tags_of(&before);
        let count = self.in_store(move |store| store.restore_marks(&before)).await?;
        self.emit(tags);
        Ok(MarkedView { count, undo: None })
    }

    /// What is in the archive or has a label, newest first.
    pub(crate) async fn read_marked(
        &self,
        filter: SearchFilter,
        after: Option<String>,
        limit: u16,
    ) -> Result<SearchPageView, ErrorView> {
        let SearchFilter { party, archived, label, .. } = filter;
        let after = after.map(|text| text.parse::<InboxKey>().map_err(|_| ErrorView::from(ErrorCode::BadRequest)));
        let after = after.transpose()?;
        let is_first = after.is_none();
        let query = MarkedQuery { label, archived, party, after, limit: limit.into() };
        let names = self.names().await?;
        let (page, total) = self
            .in_store(move |store| {
                let total = if is_first { Some(store.count_marked(&query)?) } else { None };
                Ok::<_, StoreError>((store.marked(&query)?, total))
            })
            .await?;
        Ok(SearchPageView {
            items: page.items.iter().map(|row| names.headline(row)).collect(),
            next: page.next.map(|key| key.to_string()),
            total,
            more: false,
            complete: true,
        })
    }

    pub(crate) async fn read_labels(&self) -> Result<LabelsView, ErrorView> {
        self.in_store(kept).await.map(view)
    }

    pub(crate) async fn create_label(&self, name: &str) -> Result<LabelsView, ErrorView> {
        let name = tidy(name).ok_or(ErrorCode::BadRequest)?;
        self.change_labels(move |kept| {
            if named(kept, &name).is_some() {
                return Ok(());
            }
            if kept.labels.len() >= MOST_LABELS {
                return Err(ErrorCode::BadRequest);
            }
            kept.last = kept.last.saturating_add(1);
            kept.labels.push(LabelView { id: LabelId(kept.last), name });
            Ok(())
        })
        .await
    }

    pub(crate) async fn rename_label(&self, label: LabelId, name: &str) -> Result<LabelsView, ErrorView> {
        let name = tidy(name).ok_or(ErrorCode::BadRequest)?;
        let renamed = self.change_labels(move |kept| {
            if named(kept, &name).is_some_and(|other| other != label) {
                return Err(ErrorCode::NotTaken);
            }
            let known = kept.labels.iter_mut().find(|known| known.id == label).ok_or(ErrorCode::NotFound)?;
            known.name = name;
            Ok(())
        });
        renamed.await
    }

    /// The name goes first: a label without one is shown nowhere.
    pub(crate) async fn remove_label(&self, label: LabelId) -> Result<LabelsView, ErrorView> {
        let left = self.change_labels(move |kept| {
            kept.labels.retain(|known| known.id != label);
            Ok(())
        });
        let left = left.await?;
        self.in_store(move |store| store.remove_label(label)).await?;
        // It must not come back by undoing.
        let opened = self.opened()?;
        opened.marked.lock().unwrap_or_else(PoisonError::into_inner).before.clear();
        Ok(left)
    }

    async fn change_labels(
        &self,
        change: impl FnOnce(&mut Kept) -> Result<(), ErrorCode> + Send + 'static,
    ) -> Result<LabelsView, ErrorView> {
        let changed = self
            .in_store(move |store| {
                let mut kept = kept(store)?;
                if let Err(code) = change(&mut kept) {
                    return Ok(Err(code));
                }
                kept.labels.sort_by_key(|label| label.name.to_lowercase());
                store.set_setting(LABELS, &serde_json::to_string(&kept)?)?;
                Ok::<_, StoreError>(Ok(kept))
            })
            .await?;
        let kept = changed.map_err(ErrorView::from)?;
        // Their names stand on the items.
        self.emit([Tag::Labels, Tag::Inbox, Tag::Cases, Tag::Items]);
        Ok(view(kept))
    }
}

fn view(kept: Kept) -> LabelsView {
    LabelsView { room: kept.labels.len() < MOST_LABELS, labels: kept.labels }
}

/// The label of this name, in whatever letters.
fn named(kept: &Kept, name: &str) -> Option<LabelId> {
    let name = name.to_lowercase();
    kept.labels.iter().find(|label| label.name.to_lowercase() == name).map(|label| label.id)
}

/// A name with single blanks and not too long; none of nothing.
fn tidy(name: &str) -> Option<String> {
    let words: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name: String = words.chars().take(LONGEST_NAME).collect();
    (!name.is_empty()).then_some(name)
}

fn tags_of(before: &[Before]) -> Vec<Tag> {
    let mut tags = vec![Tag::Inbox, Tag::Cases];
    if before.len() <= NAMED_ITEMS && before.iter().all(|before| before.key.kind != domain::id::RecordKind::Case) {
        tags.extend(before.iter().map(|before| Tag::Item(before.key.clone())));
    } else {
        // What is in a case is filed with it.
        tags.push(Tag::Items);
    }
    tags
}
