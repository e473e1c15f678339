//! What a source's feed does not tell of a case, fetched when the resident opens it.
//!
//! Some sources take the fetching of a case for reading it (Dialogporten's seen log). There the feed is pulled in outline, and
//! nothing else is asked for in the background. What an opening brings is kept; when the feed later tells of a newer version,
//! the case says that there is more, and the next opening fetches it. Without a network what is here is shown.

use std::collections::BTreeMap;

use connector::{ConnectorError, Landed};
use domain::{
    case::{Case, Depth, Folder},
    change::{Change, Tombstone, TombstoneReason},
    id::{RecordKey, RecordKind, RemoteId, SourceId},
    record::Record,
};
use protocol::{ErrorCode, ErrorView, Tag, view::MissingView};
use store::{Store, StoreError};

use crate::{Engine, failure, line::Line, pull::tags_of};

/// How fetching the rest of a case goes, by case.
pub(crate) type Details = BTreeMap<RemoteId, Fetching>;

/// How fetching the rest of a case goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fetching {
    /// It is on its way.
    UnderWay,
    /// It did not come.
    Failed(ErrorCode),
}

/// The case that an item belongs to, or is.
pub(crate) fn case_of(store: &Store, item: &RecordKey) -> Result<Option<Case>, StoreError> {
    let Some(stored) = store.record(item)? else { return Ok(None) };
    let case = match (stored.record, item) {
        (Record::Case(case), _) => return Ok(Some(*case)),
        (other, _) => other.case().cloned(),
    };
    let Some(id) = case else { return Ok(None) };
    let key = RecordKey { source: item.source.clone(), kind: RecordKind::Case, id };
    Ok(store.record(&key)?.and_then(|stored| match stored.record {
        Record::Case(case) => Some(*case),
        _ => None,
    }))
}

impl Engine {
    /// What of a case is not on the device.
    pub(crate) fn missing(&self, source: &SourceId, case: &Case) -> Option<MissingView> {
        let older = match case.coverage.depth {
            Depth::Whole => return None,
            Depth::Listed => false,
            Depth::Outgrown => true,
        };
        let state = self.line(source).ok().and_then(|line| line.details().get(&case.id).copied());
        let failure = match state {
            Some(Fetching::Failed(code)) => Some(code),
            Some(Fetching::UnderWay) | None => None,
        };
        Some(MissingView { older, fetching: state == Some(Fetching::UnderWay), failure })
    }

    /// Fetches the rest of an item's case, if it is not here. How it goes is told by [`Engine::missing`].
    pub(crate) async fn fetch_rest(&self, item: &RecordKey) -> Result<(), ErrorView> {
        let Ok(line) = self.line(&item.source) else { return Ok(()) };
        let key = item.clone();
        let case = self.in_store(move |store| case_of(store, &key)).await?;
        let Some(case) = case.filter(|case| case.coverage.depth != Depth::Whole) else { return Ok(()) };
        let tags = [Tag::Item(item.clone()), Tag::Item(case_key(&item.source, &case.id))];
        if line.details().insert(case.id.clone(), Fetching::UnderWay) == Some(Fetching::UnderWay) {
            // Somebody is at it.
            return Ok(());
        }
        let (engine, source, id) = (self.clone(), item.source.clone(), case.id.clone());
        // It ends by itself, also when nobody waits for it any more.
        let work = tokio::spawn(async move {
            let fetched = engine.while_open(engine.fetch_detail(&line, &source, &id)).await.flatten();
            match fetched {
                Ok(()) => drop(line.details().remove(&id)),
                Err(error) => drop(line.details().insert(id, Fetching::Failed(error.code))),
            }
            engine.emit(tags);
        });
        work.await.map_err(|_| ErrorCode::Internal.into())
    }

    /// Fetches a case whole. One that is gone at its source goes here too, and is [`ErrorCode::NotFound`].
    pub(crate) async fn fetch_detail(&self, line: &Line, source: &SourceId, case: &RemoteId) -> Result<(), ErrorView> {
        let now = self.inner.host.now();
        let (landed, gone) = match line.api.detail(case, now).await {
            Ok(Some(landed)) => (landed, false),
            Ok(None) => return Ok(()),
            Err(ConnectorError::NotFound) => (end_of(case), true),
            Err(error) => return Err(failure::of_source(source, &error)),
        };
        let is_here = landed.changes.iter().any(|change| is_of(change, case));
        let (id, case) = (source.clone(), case.clone());
        let Landed { changes, quarantined } = landed;
        let applied = self.in_store(move |store| store.apply_detail(&id, &case, changes, quarantined, now)).await?;
        self.emit(tags_of(&applied));
        if applied.erased > 0 {
            self.tidy_index().await;
        }
        match (gone, is_here) {
            (true, _) => Err(ErrorView { code: ErrorCode::NotFound, source: Some(source.clone()) }),
            // It came and could not be read.
            (false, false) => Err(ErrorView { code: ErrorCode::SourceFault, source: Some(source.clone()) }),
            (false, true) => Ok(()),
        }
    }

    /// Puts a case into another folder at its source, and then here.
    pub(crate) async fn file_case(&self, item: RecordKey, folder: Folder) -> Result<(), ErrorView> {
        let line = self.line(&item.source)?;
        let key = item.clone();
        let case = self.in_store(move |store| case_of(store, &key)).await?;
        let filing = case.and_then(|case| Some((case.id, case.filing?)));
        let not_found = || ErrorView { code: ErrorCode::NotFound, source: Some(item.source.clone()) };
        let (case, filing) = filing.ok_or_else(not_found)?;
        let asked = line.api.file(&case, folder, filing.revision.as_deref());
        let filed = match self.while_open(asked).await? {
            Ok(Some(filed)) => filed,
            Ok(None) => return Err(not_found()),
            Err(error @ (ConnectorError::ChangedMeanwhile | ConnectorError::NotFound)) => {
                // The resident has it in front of them, so it may be read again.
                self.while_open(self.fetch_detail(&line, &item.source, &case)).await.flatten()?;
                return Err(failure::of_source(&item.source, &error));
            }
            Err(error) => return Err(failure::of_source(&item.source, &error)),
        };
        let (key, now) = (case_key(&item.source, &case), self.inner.host.now());
        self.in_store(move |store| store.set_filing(&key, &filed, now)).await?;
        self.emit([Tag::Inbox, Tag::Cases, Tag::Item(item)]);
        Ok(())
    }
}

fn case_key(source: &SourceId, case: &RemoteId) -> RecordKey {
    RecordKey { source: source.clone(), kind: RecordKind::Case, id: case.clone() }
}

fn is_of(change: &Change, case: &RemoteId) -> bool {
    match change {
        Change::Upsert(record) | Change::Outline(record) => record.kind() == RecordKind::Case && record.id() == case,
        Change::Tombstone(end) => end.kind == RecordKind::Case && end.id == *case,
    }
}

/// The source does not say why a case is gone.
fn end_of(case: &RemoteId) -> Landed {
    let end = Tombstone { kind: RecordKind::Case, id: case.clone(), reason: TombstoneReason::Unstated, at: None };
    Landed { changes: vec![Change::Tombstone(end)], quarantined: Vec::new() }
}
