//! What the resident has begun at a source and not sent: until when it can be finished, and how it is erased there.

use chrono::{DateTime, TimeZone as _, Utc};
use chrono_tz::Europe::Helsinki;
use connector::{ConnectorError, atv::Erasure};
use domain::{
    case::{Case, CaseStatus},
    id::{RecordKey, RecordKind},
    record::Record,
    time::Moment,
};
use protocol::{
    ErrorCode, ErrorView, Tag,
    view::{DraftView, ErasedView},
};

use crate::{Engine, answer::when, failure};

/// What can be done with a case as long as it is a draft. `can_erase` is whether its source erases drafts.
pub(crate) fn view(case: &Case, now: DateTime<Utc>, can_erase: bool) -> Option<DraftView> {
    if case.status.code != CaseStatus::Draft {
        return None;
    }
    let over = case.locked_after.is_some_and(|end| instant(end) <= now);
    Some(DraftView { until: case.locked_after.map(when), over, erasable: can_erase && !over })
}

/// When a time begins where the public body is.
fn instant(moment: Moment) -> DateTime<Utc> {
    let local = match moment {
        Moment::Instant(instant) => return instant,
        Moment::Local(local) => local,
        Moment::Day(day) => day.and_time(chrono::NaiveTime::MIN),
    };
    Helsinki.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |local| local.to_utc())
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
            Err(ConnectorError::Unreachable | ConnectorError::TimedOut) => return Err(of_item(ErrorCode::NotSent)),
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
        debug_assert!(gone.iter().any(|key| key.kind == RecordKind::Case));
        self.emit(gone.into_iter().map(Tag::Item).chain([Tag::Inbox, Tag::Cases]));
        Ok(view)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_time_without_a_zone_is_that_of_the_public_body() {
        for (text, wanted) in [
            ("2026-12-01", "2026-11-30T22:00:00Z"),
            ("2026-06-01T16:00:00", "2026-06-01T13:00:00Z"),
            ("2026-12-01T16:00:00+02:00", "2026-12-01T14:00:00Z"),
        ] {
            let wanted: DateTime<Utc> = wanted.parse().unwrap();
            assert_eq!(instant(Moment::parse(text).unwrap()), wanted, "{text}");
        }
    }
}
