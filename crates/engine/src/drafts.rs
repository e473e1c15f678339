//! What the resident has begun at a source and not sent: until when it can be finished, and how it is erased there.

use chrono::{DateTime, Utc};
use connector::atv::Erasure;
use domain::{
    case::{Case, CaseStatus},
    id::{RecordKey, RecordKind},
    record::Record,
};
use protocol::{
    ErrorCode, ErrorView, Tag,
    view::{DraftView, ErasedView},
};

use crate::{
    Engine,
    answer::{begins, when},
    failure,
};

/// What can be done with a case as long as it is a draft. `can_erase` is whether its source erases drafts.
pub(crate) fn view(case: &Case, now: DateTime<Utc>, can_erase: bool) -> Option<DraftView> {
    if case.status.code != CaseStatus::Draft {
        return None;
    }
    let over = case.locked_after.is_some_and(|end| begins(end) <= now);
    Some(DraftView { until: case.locked_after.map(when), over, erasable: can_erase && !over })
}

impl Engine {
    /// Whether a source erases the drafts that the resident has there.
    pub(crate) fn erases_drafts(&self, item: &RecordKey) -> bool {
        self.line(&item.source).is_ok_and(|line| line.api.atv().is_some())
    }

    /// Has a draft erased at its source, and here.
    pub(crate) async fn erase_at_source(&self, item: RecordKey) -> Result<ErasedView, ErrorView> {
        let of_item = |code| ErrorView { code, source: Some(item.source.clone()) };
        let line = self.line(&item.source)?;
        let api = line.api.atv().ok_or_else(|| of_item(ErrorCode::BadRequest))?;
        let (key, source) = (item.clone(), item.source.clone());
        let stored =
            self.in_store(move |store| store.record(&key)).await?.ok_or_else(|| of_item(ErrorCode::NotFound))?;
        let Record::Case(case) = &stored.record else { return Err(of_item(ErrorCode::BadRequest)) };
        if !view(case, self.inner.host.now(), true).is_some_and(|draft| draft.erasable) {
            return Err(of_item(ErrorCode::ErasureOver));
        }
        let erased = self.while_open(api.erase(item.id.as_str())).await?;
        // Whatever the source said, it has more to say of the case than is here.
        line.wake.notify_one();
        let view = match erased {
            Ok(Erasure::Erased) => ErasedView::Erased,
            Ok(Erasure::NotThere) => ErasedView::NotThere,
            Ok(Erasure::Locked) => return Err(of_item(ErrorCode::ErasureOver)),
            Ok(Erasure::Refused) => return Err(of_item(ErrorCode::ErasureRefused)),
            Err(error) => return Err(failure::of_source(&source, &error)),
        };
        let key = item.clone();
        let gone = self
            .in_store(move |store| {
                let of_case = store.case_items(&key.source, &key.id)?.into_iter().map(|row| row.key);
                let gone: Vec<RecordKey> = of_case.chain([key]).collect();
                store.erase_records(&gone)?;
                Ok(gone)
            })
            .await?;
        self.tidy_index().await;
        debug_assert!(gone.iter().any(|key| key.kind == RecordKind::Case));
        self.emit(gone.into_iter().map(Tag::Item).chain([Tag::Inbox, Tag::Cases]));
        Ok(view)
    }
}
