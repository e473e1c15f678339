//! Reports on this device: taken in when they were made or are to be followed, and let go.

use connector::{ConnectorError, Landed};
use domain::{
    change::{Change, Tombstone, TombstoneReason},
    id::{RecordKey, RecordKind, RemoteId, SourceId},
    outgoing::Phase,
    record::Record,
    report::ServiceRequest,
};
use protocol::{ErrorView, Tag};
use store::Store;

use super::{not_there, open311};
use crate::{Engine, failure, pull::tags_of};

impl Engine {
    pub(crate) async fn follow_report(&self, source: SourceId, report: RemoteId) -> Result<RecordKey, ErrorView> {
        let key = RecordKey { source: source.clone(), kind: RecordKind::ServiceRequest, id: report.clone() };
        let wanted = key.clone();
        if self.in_store(move |store: &Store| store.record(&wanted)).await?.is_some() {
            return Ok(key);
        }
        let line = self.line(&source)?;
        let asked = self.while_open(open311(&source, &line)?.request(&report)).await?;
        let Landed { changes, quarantined } = asked.map_err(|error| failure::of_source(&source, &error))?;
        let found = changes.into_iter().find_map(|change| match change {
            Change::Upsert(record) | Change::Outline(record) => match *record {
                Record::ServiceRequest(request) if request.id == report => Some(request),
                _ => None,
            },
            Change::Tombstone(_) => None,
        });
        let Some(found) = found else {
            // It came and could not be read, or something else came.
            let error = if quarantined.is_empty() {
                ConnectorError::NotFound
            } else {
                ConnectorError::Unintelligible { detail: "the report cannot be read".to_owned() }
            };
            return Err(failure::of_source(&source, &error));
        };
        self.take_in_report(&source, *found).await
    }

    /// Takes a report in as it is now. What becomes of it comes with the pulls.
    pub(super) async fn take_in_report(
        &self,
        source: &SourceId,
        request: ServiceRequest,
    ) -> Result<RecordKey, ErrorView> {
        let (id, now) = (request.id.clone(), self.inner.host.now());
        let key = RecordKey { source: source.clone(), kind: RecordKind::ServiceRequest, id: id.clone() };
        let changes = vec![Change::Upsert(Box::new(Record::ServiceRequest(Box::new(request))))];
        let of = source.clone();
        let opened = key.clone();
        let applied = self
            .in_store(move |store: &Store| {
                let applied = store.apply_detail(&of, &id, changes, Vec::new(), now)?;
                // Who made it, or chose it, knows it.
                store.mark_opened(&opened, now)?;
                store.opened_sent(&[opened])?;
                Ok::<_, store::StoreError>(applied)
            })
            .await?;
        self.emit(tags_of(&applied));
        self.emit([Tag::Reports]);
        Ok(key)
    }

    pub(crate) async fn unfollow_report(&self, item: RecordKey) -> Result<(), ErrorView> {
        let (key, now) = (item.clone(), self.inner.host.now());
        if item.kind != RecordKind::ServiceRequest || self.is_own_report(&item).await? {
            return Err(not_there(&item.source));
        }
        let applied = self
            .in_store(move |store: &Store| {
                let (kind, id) = (key.kind, key.id.clone());
                let end = Tombstone { kind, id: id.clone(), reason: TombstoneReason::Unstated, at: None };
                store.apply_detail(&key.source, &id, vec![Change::Tombstone(end)], Vec::new(), now)
            })
            .await?;
        self.emit(tags_of(&applied));
        self.emit([Tag::Reports, Tag::Item(item)]);
        if applied.erased > 0 {
            self.tidy_index().await;
        }
        Ok(())
    }

    /// Whether the resident made a report on this device.
    pub(crate) async fn is_own_report(&self, item: &RecordKey) -> Result<bool, ErrorView> {
        let key = item.clone();
        let sent = self.in_store(move |store: &Store| store.sent_as(&key)).await?;
        Ok(sent.is_some_and(|sent| matches!(sent.phase, Phase::Received(_))))
    }
}
