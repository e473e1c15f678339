//! What stands around every page: people, sources, counts, the day.

use domain::id::SourceId;
use protocol::{
    ErrorView,
    view::{OverviewView, QuarantinedView, SourceDetailView, SourceView},
};
use store::{SourceRow, StoreError};
use url::Url;

use crate::{
    Engine,
    answer::{Names, instant_when},
    introduction,
};

/// Unreadable records shown of one source.
const SHOWN_QUARANTINED: usize = 200;

impl Engine {
    pub(crate) async fn read_overview(&self) -> Result<OverviewView, ErrorView> {
        let today = self.today();
        if let locked @ Some(_) = self.locked() {
            return Ok(OverviewView {
                today,
                parties: Vec::new(),
                sources: Vec::new(),
                needs_you: 0,
                new: 0,
                unsent: 0,
                locked,
                lock: self.behind_lock().map(|locked| locked.kind),
                once: false,
            });
        }
        self.mind_new_day().await;
        let (names, opened) = (self.names().await?, self.opened()?);
        let (needs_you, new, unsent) = self
            .in_store(move |store| {
                let (needs_you, new) = store.needs(today)?;
                Ok::<_, StoreError>((needs_you, new, store.unsent()?.outgoing))
            })
            .await?;
        Ok(OverviewView {
            today,
            parties: names.parties(),
            sources: names.sources().map(|row| self.source_view(&names, row)).collect(),
            needs_you,
            new,
            unsent,
            locked: None,
            lock: opened.held().lock,
            once: opened.once,
        })
    }

    pub(crate) async fn read_source(&self, source: &SourceId) -> Result<SourceDetailView, ErrorView> {
        let (names, row) = (self.names().await?, self.source_row(source).await?);
        let wanted = source.clone();
        let (quarantined, card) = self
            .in_store(move |store| {
                Ok::<_, StoreError>((store.quarantined(&wanted, SHOWN_QUARANTINED)?, store.source_card(&wanted)?))
            })
            .await?;
        let host = Url::parse(&row.base_url).ok().and_then(|url| url.host_str().map(str::to_owned));
        Ok(SourceDetailView {
            source: self.source_view(&names, &row),
            kind: row.kind,
            host: host.unwrap_or_default(),
            offers: introduction::offers(row.kind, card.as_deref()),
            wants_stronger_sign_in: self.demanded_by(source).is_some(),
            quarantined: quarantined
                .into_iter()
                .map(|row| QuarantinedView {
                    kind: row.quarantined.kind,
                    id: row.quarantined.id.map(|id| id.to_string()),
                    reason: row.quarantined.reason,
                    detail: row.quarantined.detail.to_string(),
                    when: row.received_at,
                })
                .collect(),
        })
    }

    fn source_view(&self, names: &Names, row: &SourceRow) -> SourceView {
        // A source without a line could not be drawn at the start; what the store knows of it is shown.
        let state = self.line(&row.id).map(|line| line.state()).ok();
        let freshness = state.map_or(row.freshness, |state| state.freshness);
        SourceView {
            id: row.id.clone(),
            name: names.sender(&row.id),
            complete_at: freshness.complete_at.map(instant_when),
            failure: freshness.failure,
            syncing: state.is_some_and(|state| state.syncing),
            quarantined: row.quarantined,
            verified: self.is_verified(&row.base_url),
            signed_in: row.enrolment.is_some(),
        }
    }
}
