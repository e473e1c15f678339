//! Pulling: asking a source for what is new until it has nothing more, page by page.
//!
//! Each page is applied by the store together with its cursor, so a pull can stop anywhere and the next one goes on
//! from the last page that landed. While a page is written the next one is fetched and read. When the source answers that the cursor is too old, the store begins a new pass: it
//! takes everything again and at its end removes what the pass did not bring.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use connector::{ConnectorError, Pulled};
use domain::{
    change::Cursor,
    id::{RecordKey, RecordKind, SourceId},
    report::ServiceRequest,
    source::SyncFailure,
};
use protocol::{
    Event, Tag,
    view::{ArrivedView, Text},
};
use store::{Applied, NewSource, StoreError};

use crate::{Engine, failure, line::Line, reports};

/// Changes asked for at once. Large enough that round trips do not matter, small enough that a page is applied, shown
/// and survives a crash within a fraction of a second.
const PAGE: usize = 1000;

/// By how much fewer are asked for when a page is larger than the app accepts.
const FEWER: usize = 8;

/// Changed items that are named one by one; beyond it, naming them costs more than asking for the shown one again.
const NAMED_ITEMS: usize = 20;

/// Most items that one pull tells of having come.
const COUNTED_ARRIVALS: usize = 500;

/// Why a pull ended early.
pub(crate) enum PullError {
    /// The source did not give what was asked.
    Source(ConnectorError),
    /// The device could not keep it; the log has the reason.
    Store,
}

impl PullError {
    pub(crate) fn failure(&self) -> SyncFailure {
        match self {
            Self::Source(error) => error.sync_failure(),
            Self::Store => SyncFailure::NotStored,
        }
    }

    /// How long the source asked to be left alone.
    pub(crate) fn retry_after(&self) -> Option<std::time::Duration> {
        match self {
            Self::Source(ConnectorError::Unavailable { retry_after, .. }) => *retry_after,
            _ => None,
        }
    }
}

impl From<ConnectorError> for PullError {
    fn from(error: ConnectorError) -> Self {
        Self::Source(error)
    }
}

impl From<protocol::ErrorView> for PullError {
    fn from(_: protocol::ErrorView) -> Self {
        Self::Store
    }
}

/// What a whole pull brought, as far as rights to act depend on it.
pub(crate) struct Landed {
    /// Whether people or rights to act changed.
    pub parties: bool,
    /// Whether something was erased.
    pub erased: bool,
    /// When the source answered last, by its own clock.
    pub answered_at: Option<DateTime<Utc>>,
}

/// What a whole pull brought that is to be told.
#[derive(Default)]
struct Arrivals {
    items: Vec<RecordKey>,
    /// What came back from the archive for it.
    returned: BTreeSet<RecordKey>,
}

/// A place in a source's feed.
struct Place {
    cursor: Option<Cursor>,
    etag: Option<String>,
}

impl Place {
    /// `followed` are the reports whose fate is asked of a city, which has no list of them.
    async fn ask(
        &self,
        line: &Line,
        followed: &[ServiceRequest],
        at_once: usize,
        now: DateTime<Utc>,
    ) -> Result<Pulled, ConnectorError> {
        match line.api.open311() {
            Some(city) => city.follow(followed, self.cursor.as_ref(), now).await,
            None => line.api.pull(self.cursor.as_ref(), self.etag.as_deref(), at_once, now).await,
        }
    }
}

impl Engine {
    /// Brings a source up to date: what is new, what was opened here, and documents. Its freshness says how it went.
    pub(crate) async fn pull(&self, source: &SourceId) -> Result<(), PullError> {
        let line = self.line(source)?;
        let mut turn = line.turn.lock().await;
        let was_failing = line.state().freshness.failure.is_some();
        line.set_syncing(true);
        self.emit([Tag::Sources]);
        let mut arrived = Arrivals::default();
        let result = self.pull_pages(source, &line, &mut turn.card_read, &mut arrived).await;
        // Before anything is told or sent: what came may have ended a right, and so may the day.
        if let Ok(landed) = &result {
            self.mind_rights(source, landed, &mut turn.rights_on).await;
            self.mind_signatures(source, &line, &mut turn.keys_read_at).await;
        }
        self.tell_arrived(&arrived).await;
        line.set_syncing(false);
        let outcome = match result {
            Ok(landed) => {
                let recovered = line.complete(self.inner.host.now());
                if recovered {
                    self.keep_freshness(source, &line).await;
                }
                if was_failing {
                    self.note_reached(source).await;
                }
                if landed.erased {
                    self.tidy_index().await;
                }
                Ok(())
            }
            Err(error) => {
                if line.fail(error.failure()) {
                    if let PullError::Source(error) = &error {
                        let _ = failure::of_source(source, error);
                    }
                    self.keep_freshness(source, &line).await;
                }
                Err(error)
            }
        };
        self.emit([Tag::Sources]);
        self.tell_what_is_due().await;
        if outcome.is_ok() {
            self.send_due(source, &line).await;
            // Nobody waits to hear of that.
            self.send_opened(source, &line).await;
            self.fetch_wanted_documents(source, &line).await;
        }
        drop(turn);
        outcome
    }

    async fn pull_pages(
        &self,
        source: &SourceId,
        line: &Line,
        card_read: &mut bool,
        arrived: &mut Arrivals,
    ) -> Result<Landed, PullError> {
        if !*card_read {
            self.read_card(source, line).await?;
            *card_read = true;
        }
        let (mut restarted, mut at_once, mut parties, mut erased) = (false, PAGE, false, false);
        let first_pass = line.state().freshness.complete_at.is_none();
        let mut place = self.place(source).await?;
        let followed = match line.api.open311() {
            Some(city) => {
                let id = source.clone();
                let followed = self.in_store(move |store| reports::followed(store, &id)).await?;
                if line.state().freshness.failure.is_some() {
                    // Where nothing is left to follow nothing is asked, and a city that does not answer must not seem to.
                    city.services().await?;
                }
                followed
            }
            None => Vec::new(),
        };
        let mut answer = place.ask(line, &followed, at_once, self.inner.host.now()).await;
        loop {
            let (page, etag, answered_at) = match answer {
                Ok(Pulled::NothingNew { date }) => return Ok(Landed { parties, erased, answered_at: date }),
                Ok(Pulled::Page { page, etag, date, .. }) => (page, etag, date),
                // So many long letters are too much for one answer, but each alone is not.
                Err(ConnectorError::TooLarge) if at_once > 1 => {
                    at_once = at_once.div_ceil(FEWER);
                    answer = place.ask(line, &followed, at_once, self.inner.host.now()).await;
                    continue;
                }
                Err(ConnectorError::CursorExpired) if !restarted => {
                    restarted = true;
                    let id = source.clone();
                    self.in_store(move |store| store.restart_feed(&id)).await?;
                    place = self.place(source).await?;
                    answer = place.ask(line, &followed, at_once, self.inner.host.now()).await;
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            if page.more && place.cursor.as_ref() == Some(&page.next) {
                let detail = "the feed says there is more but does not move".to_owned();
                return Err(ConnectorError::Unintelligible { detail }.into());
            }
            let following = page.more.then(|| Place { cursor: Some(page.next.clone()), etag: etag.clone() });
            let (id, now) = (source.clone(), self.inner.host.now());
            let written = self.in_store(move |store| store.apply_page(&id, &page, etag.as_deref(), now));
            // The next page is on its way while this one is written.
            let asked = async {
                match &following {
                    Some(following) => Some(following.ask(line, &followed, at_once, self.inner.host.now()).await),
                    None => None,
                }
            };
            let (applied, asked) = tokio::join!(written, asked);
            let applied = applied?;
            self.emit(tags_of(&applied));
            parties |= applied.parties;
            erased |= applied.erased > 0;
            if !first_pass {
                self.note_lookups(source, applied.lookups);
                arrived.items.extend(applied.arrived);
                arrived.returned.extend(applied.returned);
            }
            if !applied.damaged.is_empty() && self.mend().await? {
                // Its sources begin again, this one among them; the others are asked like after a hint.
                self.opened()?.lines().iter().for_each(|(_, line)| line.wake.notify_one());
                place = self.place(source).await?;
                answer = place.ask(line, &followed, at_once, self.inner.host.now()).await;
                continue;
            }
            if applied.renewed {
                place = self.place(source).await?;
                answer = place.ask(line, &followed, at_once, self.inner.host.now()).await;
                continue;
            }
            let (Some(following), Some(asked)) = (following, asked) else {
                line.complete(self.inner.host.now());
                self.keep_freshness(source, line).await;
                return Ok(Landed { parties, erased, answered_at });
            };
            (place, answer) = (following, asked);
        }
    }

    /// Tells once of everything that a pull brought.
    async fn tell_arrived(&self, arrived: &Arrivals) {
        if arrived.items.is_empty() {
            return;
        }
        match self.arrival(arrived).await {
            // An error only means that nobody listens.
            Ok(Some(arrival)) => drop(self.inner.events.send(Event::Arrived(Box::new(arrival)))),
            Ok(None) => {}
            Err(error) => tracing::warn!(?error, "what came is not told"),
        }
    }

    async fn arrival(&self, arrived: &Arrivals) -> Result<Option<ArrivedView>, protocol::ErrorView> {
        let is_told = |item: &&RecordKey| !self.inner.reception.is_of(item);
        let keys = arrived.items.iter().filter(is_told).take(COUNTED_ARRIVALS).cloned().collect::<Vec<_>>();
        let mut rows = self.in_store(move |store| store.listed(&keys)).await?;
        // What was opened meanwhile is no news.
        rows.retain(|row| row.is_new);
        self.note_news(&rows);
        let Some(newest) = rows.first() else { return Ok(None) };
        let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let mut newest = self.names().await?.headline(newest);
        if newest.whose.protected {
            // It is told aloud and, one day, on a locked screen.
            (newest.title, newest.unit) = (Text::default(), None);
        }
        let returned = u32::try_from(arrived.returned.len()).unwrap_or(u32::MAX);
        Ok(Some(ArrivedView { newest, count, returned }))
    }

    /// Where the next page of a source begins.
    async fn place(&self, source: &SourceId) -> Result<Place, PullError> {
        let row = self.source_row(source).await?;
        Ok(Place { cursor: row.cursor, etag: row.etag })
    }

    /// Reads who the server is, where it says so itself; its name is what the resident sees.
    async fn read_card(&self, source: &SourceId, line: &Line) -> Result<(), PullError> {
        let Some(api) = line.api.resident() else { return Ok(()) };
        let seen = api.card().await?;
        let row = self.source_row(source).await?;
        let json = serde_json::to_string(&seen.card)
            .map_err(|error| ConnectorError::Unintelligible { detail: error.to_string() })?;
        let name = if seen.name.is_empty() { row.name } else { seen.name };
        let source = source.clone();
        self.in_store(move |store| {
            store.set_source_card(&source, &json)?;
            store.enrol_source(&NewSource { id: source, kind: row.kind, base_url: row.base_url, name })
        })
        .await?;
        Ok(())
    }

    /// Tells the source what was opened here since it was last told. It is no loss when it fails: it is told later.
    async fn send_opened(&self, source: &SourceId, line: &Line) {
        const AT_ONCE: usize = 50;
        let unsent = {
            let source = source.clone();
            self.in_store(move |store| store.opened_unsent(&source, AT_ONCE)).await
        };
        let mut sent = Vec::new();
        for (key, at) in unsent.unwrap_or_default() {
            match line.api.mark_opened(&key, at).await {
                // What the source no longer has needs no mark.
                Ok(()) | Err(ConnectorError::NotFound) => sent.push(key),
                Err(error) => {
                    tracing::debug!(%source, %error, "opened items are told later");
                    break;
                }
            }
        }
        if !sent.is_empty() {
            let kept = self.in_store(move |store| store.opened_sent(&sent)).await;
            if let Err(error) = kept {
                tracing::warn!(%source, ?error, "opened items will be told again");
            }
            self.note_unsent().await;
        }
    }

    pub(crate) async fn source_row(&self, source: &SourceId) -> Result<store::SourceRow, protocol::ErrorView> {
        let wanted = source.clone();
        let row = self.in_store(move |store| store.source(&wanted)).await?;
        row.ok_or(protocol::ErrorView { code: protocol::ErrorCode::NotFound, source: Some(source.clone()) })
    }

    async fn keep_freshness(&self, source: &SourceId, line: &Line) {
        let (id, freshness) = (source.clone(), line.state().freshness);
        let kept: Result<(), _> =
            self.in_store(move |store| -> Result<(), StoreError> { store.set_freshness(&id, freshness) }).await;
        if let Err(error) = kept {
            tracing::warn!(%source, ?error, "freshness is not kept");
        }
    }
}

/// What the interface must ask for again after a page.
pub(crate) fn tags_of(applied: &Applied) -> Vec<Tag> {
    let mut tags = Vec::new();
    if applied.parties {
        tags.push(Tag::Parties);
    }
    if applied.erased > 0 || applied.ended > 0 {
        tags.push(Tag::Notices);
    }
    if applied.quarantined > 0 {
        tags.push(Tag::Sources);
    }
    if applied.data_uses {
        tags.push(Tag::DataUses);
    }
    if applied.items.iter().any(|key| matches!(key.kind, RecordKind::Case | RecordKind::ServiceRequest)) {
        tags.push(Tag::Cases);
    }
    if !applied.items.is_empty() || applied.erased > 0 {
        tags.push(Tag::Inbox);
    }
    if applied.items.len() <= NAMED_ITEMS {
        tags.extend(applied.items.iter().cloned().map(Tag::Item));
    } else {
        tags.push(Tag::Items);
    }
    tags
}
