//! Finding items, and the searches that a resident keeps.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Europe::Helsinki;
use domain::{
    search::{Piece, Question, mark, passage},
    text::{Language, Localized},
};
use protocol::{
    ErrorCode, ErrorView, Tag,
    search::{FoundView, PassageView, SavedSearchView, SavedSearchesView, SearchFilter, SearchPageView},
    view::HeadlineView,
};
use store::{Count, Found, Part, SearchKey, SearchQuery, Store, StoreError};

use crate::{Engine, answer::Names, engine::Opened};

/// Most items of one page, whatever is asked.
const LARGEST_PAGE: u16 = 200;
/// Letters of a passage.
const PASSAGE: usize = 180;
/// Most letters of a question.
const LONGEST_QUESTION: usize = 400;

/// Where the searches are kept: in the encrypted profile, for what somebody looks for tells much of them.
const SAVED: &str = "searches";
const MOST_SAVED: usize = 50;
/// Letters of a name.
const LONGEST_NAME: usize = 80;

impl Engine {
    pub(crate) async fn search(
        &self,
        text: &str,
        filter: SearchFilter,
        after: Option<String>,
        limit: u16,
    ) -> Result<SearchPageView, ErrorView> {
        if text.trim().is_empty() && filter.asks_marks() && !filter.narrows() {
            return self.read_marked(filter, after, limit.min(LARGEST_PAGE)).await;
        }
        let after = after.map(|key| key.parse::<SearchKey>().map_err(|_| ErrorView::from(ErrorCode::BadRequest)));
        let after = after.transpose()?;
        let is_first = after.is_none();
        let text: String = text.chars().take(LONGEST_QUESTION).collect();
        let query = SearchQuery {
            question: Question::read(&text),
            filter: in_store(filter),
            after,
            limit: usize::from(limit.min(LARGEST_PAGE)),
            today: self.today(),
        };
        let (page, count) = self
            .in_store(move |store| {
                // What was typed says nothing: two signs, a quotation mark.
                if query.question.is_empty() && !text.trim().is_empty() {
                    return Ok((store::SearchPage { complete: true, ..Default::default() }, None));
                }
                let page = store.search(&query)?;
                let whole = page.next.is_none().then(|| u32::try_from(page.items.len()).unwrap_or(u32::MAX));
                let count = match (is_first, whole) {
                    (false, _) => None,
                    (true, Some(found)) => Some(Count { found, more: false }),
                    (true, None) => Some(store.count_found(&query)?),
                };
                Ok::<_, StoreError>((page, count))
            })
            .await?;
        let names = self.names().await?;
        Ok(SearchPageView {
            items: page.items.iter().map(|found| found_view(&names, found)).collect(),
            next: page.next.map(|key| key.to_string()),
            total: count.map(|count| count.found).or_else(|| is_first.then_some(0)),
            more: count.is_some_and(|count| count.more),
            complete: page.complete,
        })
    }

    pub(crate) async fn read_saved_searches(&self) -> Result<SavedSearchesView, ErrorView> {
        self.in_store(read_saved).await.map(saved_view)
    }

    pub(crate) async fn save_search(&self, search: SavedSearchView) -> Result<SavedSearchesView, ErrorView> {
        let name: String = search.name.split_whitespace().collect::<Vec<_>>().join(" ");
        let name: String = name.chars().take(LONGEST_NAME).collect();
        if name.is_empty() {
            return Err(ErrorCode::BadRequest.into());
        }
        let text = search.text.chars().take(LONGEST_QUESTION).collect();
        let kept = SavedSearchView { name: name.clone(), text, ..search };
        let saved = self.change_saved(move |saved| {
            saved.retain(|other| other.name != kept.name);
            if saved.len() < MOST_SAVED {
                saved.push(kept);
            }
            saved.sort_by_key(|search| search.name.to_lowercase());
        });
        let saved = saved.await?;
        // There was no room.
        if saved.searches.iter().any(|search| search.name == name) {
            Ok(saved)
        } else {
            Err(ErrorCode::BadRequest.into())
        }
    }

    pub(crate) async fn remove_saved_search(&self, name: String) -> Result<SavedSearchesView, ErrorView> {
        self.change_saved(move |saved| saved.retain(|search| search.name != name)).await
    }

    async fn change_saved(
        &self,
        change: impl FnOnce(&mut Vec<SavedSearchView>) + Send + 'static,
    ) -> Result<SavedSearchesView, ErrorView> {
        let saved = self
            .in_store(move |store| {
                let mut saved = read_saved(store)?;
                change(&mut saved);
                store.set_setting(SAVED, &serde_json::to_string(&saved)?)?;
                Ok::<_, StoreError>(saved)
            })
            .await?;
        self.emit([Tag::Searches]);
        Ok(saved_view(saved))
    }

    /// Makes findable, little by little, what an older version of the app has stored, and takes words of what has gone out
    /// of the index. Ends when the store is closed.
    pub(crate) fn keep_index(&self, opened: &Opened) {
        let (engine, stop) = (self.clone(), opened.stop.clone());
        tokio::spawn(async move {
            stop.run_until_cancelled(async {
                if engine.while_more(|store, _| store.index_some()).await {
                    engine.emit([Tag::Inbox]);
                }
                engine.tidy_index().await;
            })
            .await;
        });
    }

    /// Takes words of what has gone out of the index.
    pub(crate) async fn tidy_index(&self) {
        self.while_more(Store::tidy_index).await;
    }

    /// Repeats a step of work in the store as long as it says that there is more; whoever waits for the store comes first.
    /// Answers whether there was more than one step.
    async fn while_more(&self, step: fn(&Store, bool) -> Result<bool, StoreError>) -> bool {
        let mut first = true;
        loop {
            match self.in_store(move |store| step(store, first)).await {
                Ok(true) => first = false,
                Ok(false) => return !first,
                Err(error) => {
                    tracing::warn!(?error, "the word index is tended to later");
                    return !first;
                }
            }
            tokio::task::yield_now().await;
        }
    }
}

/// Searches that cannot be read any more are none.
fn read_saved(store: &Store) -> Result<Vec<SavedSearchView>, StoreError> {
    Ok(store.setting(SAVED)?.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
}

fn saved_view(searches: Vec<SavedSearchView>) -> SavedSearchesView {
    SavedSearchesView { room: searches.len() < MOST_SAVED, searches }
}

fn in_store(filter: SearchFilter) -> store::SearchFilter {
    let tomorrow = |day: NaiveDate| day.checked_add_days(Days::new(1)).unwrap_or(day);
    store::SearchFilter {
        party: filter.party,
        sources: filter.source.into_iter().collect(),
        kinds: filter.kind.into_iter().collect(),
        statuses: filter.status.into_iter().collect(),
        waits: filter.needs_you,
        due_from: filter.due_from,
        due_to: filter.due_to,
        with_files: filter.with_documents,
        from: filter.from.and_then(beginning),
        before: filter.to.map(tomorrow).and_then(beginning),
        archived: filter.archived,
        label: filter.label,
    }
}

/// The beginning of a day as it is lived in Finland, in milliseconds since 1970.
fn beginning(day: NaiveDate) -> Option<i64> {
    Helsinki.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest().map(|midnight| midnight.timestamp_millis())
}

fn found_view(names: &Names, found: &Found) -> HeadlineView {
    let headline = names.headline(&found.row);
    let title = mark(&headline.title.value, &found.words);
    let said = title.iter().any(|piece| piece.found);
    let passage = best_passage(names.language, found, said);
    HeadlineView { found: Some(FoundView { title, passage }), ..headline }
}

/// A passage in the resident's language, where one has any of the words; of several the one with most of them. The title is
/// shown already, but in another language it may be all there is.
fn best_passage(language: Language, found: &Found, title_says: bool) -> Option<PassageView> {
    let texts = found.texts.iter().filter(|(part, _)| *part == Part::Text || !title_says);
    let said = texts.flat_map(|(_, text)| text.iter());
    let passages = said.filter_map(|(tag, text)| {
        let pieces = passage(text.as_str(), &found.words, PASSAGE)?;
        let foreign = tag != Localized::UNDETERMINED && Language::from_tag(tag) != Some(language);
        Some((different(&pieces), foreign, PassageView { pieces, lang: foreign.then(|| tag.to_owned()) }))
    });
    // The first of the best.
    passages
        .min_by_key(|(different, foreign, _)| (*foreign, std::cmp::Reverse(*different)))
        .map(|(.., passage)| passage)
}

fn different(pieces: &[Piece]) -> usize {
    let found = pieces.iter().filter(|piece| piece.found);
    found.map(|piece| piece.text.to_lowercase()).collect::<BTreeSet<_>>().len()
}
