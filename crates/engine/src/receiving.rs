//! Receiving a decision that was sent sealed (verified notice).
//!
//! A pull brings the envelope and the sealed files, and serves nothing. The decision is served by the request that
//! [`protocol::ReceiveDecision`] sends, and by nothing else: it is sent once the resident has asked for it, at once or not at all.
//! Without a connection it is refused and nothing waits, for it would serve at a time that nobody knows.
//!
//! Before the request leaves, the envelope notes that it was asked for; the note goes when it is certain that nothing arrived. So
//! whoever finds the app again after a lost answer or a killed process reads that the decision may count as received. The app
//! does not ask again by itself: if the request arrived, the feed brings the decision open, with its time of service; if it did
//! not, nothing is served, and the resident decides anew. Asking again is asking for the same (see
//! `connector/src/resident/sealed.rs`), so it serves once and always gives the first time.
//!
//! With the key the decision and its files are opened from what is on the device; files that are not here come later like any.
//! What does not open changes nothing but that the envelope says since when the decision counts as received.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use connector::{
    ConnectorError,
    resident::{ReceiptError, ReceivedDecision, open_decision, open_document},
};
use domain::{
    document::Document,
    id::{PartyRef, RecordKey, RecordKind, SourceId},
    record::Record,
    sealed::{Receiving, SealedDecision},
};
use protocol::{ErrorCode, ErrorView, Tag, view::SealedBody};
use store::{OpenedFile, Store, StoreError};
use tokio::sync::Mutex as AsyncMutex;

use crate::{
    Engine,
    answer::{Names, instant_when, when},
    failure,
    line::Line,
    standing::{self, Matters},
};

/// How long a pull under way is waited for before something is received.
const LONGEST_PULL: Duration = Duration::from_secs(10);

/// What is being received.
#[derive(Default)]
pub(crate) struct Reception {
    /// Held by whoever receives: who asks for the same meanwhile waits, and finds it open.
    turn: AsyncMutex<()>,
    /// The feed may bring it before the answer has come. The resident has it in front of them, and is not told that it came.
    now: Mutex<Option<RecordKey>>,
}

impl Reception {
    /// Whether the resident is receiving this.
    pub fn is_of(&self, item: &RecordKey) -> bool {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).as_ref() == Some(item)
    }

    fn set(&self, item: Option<RecordKey>) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = item;
    }
}

/// What the store has of an item that is to be received.
enum Found {
    /// The decision is open.
    Open,
    /// It waits, and the resident may receive it.
    Sealed(Box<SealedDecision>),
    /// It waits, and the resident may not act in it.
    Hindered,
}

impl Engine {
    pub(crate) async fn receive_decision(&self, item: RecordKey) -> Result<(), ErrorView> {
        let _turn = self.inner.reception.turn.lock().await;
        let line = self.line(&item.source)?;
        // The feed brings the decision open, and in the place of the sealed files others that are not here: not before these are
        // opened. A pull that lasts is not waited for; then what it takes away comes again.
        let no_page_lands = tokio::time::timeout(LONGEST_PULL, line.turn.lock()).await;
        let (wanted, days) = (item.clone(), self.days());
        let found = self.in_store(move |store| find(store, &wanted, &days)).await?;
        let error = |code| ErrorView { code, source: Some(item.source.clone()) };
        let sealed = match found {
            None => return Err(error(ErrorCode::NotFound)),
            Some(Found::Open) => return Ok(()),
            Some(Found::Hindered) => return Err(error(ErrorCode::NotTaken)),
            Some(Found::Sealed(sealed)) => sealed,
        };
        self.inner.reception.set(Some(item.clone()));
        let received = self.receive(&item, &sealed, &line).await;
        drop(no_page_lands);
        self.inner.reception.set(None);
        self.emit([Tag::Inbox, Tag::Cases, Tag::Item(item.clone())]);
        if let Err(ErrorView { code: ErrorCode::DecisionWithdrawn, .. }) = &received {
            // The feed says that it is gone, and of what the resident is told.
            let _ = self.pull(&item.source).await;
        }
        received
    }

    /// Whether the time to receive a decision is over, by the clock of its source as far as that is known: a device whose clock runs
    /// ahead takes nothing away.
    pub(crate) fn is_over(&self, source: &SourceId, sealed: &SealedDecision) -> bool {
        let ahead = self.line(source).ok().and_then(|line| line.state().ahead).unwrap_or_default();
        let now = self.inner.host.now();
        sealed.receivable_until < now.checked_sub_signed(ahead).unwrap_or(now)
    }

    async fn receive(&self, item: &RecordKey, sealed: &SealedDecision, line: &Line) -> Result<(), ErrorView> {
        let error = |code| ErrorView { code, source: Some(item.source.clone()) };
        let api = line.api.resident().ok_or_else(|| error(ErrorCode::NotTaken))?;
        let before = sealed.receiving;
        let asked_at = before.asked_at.or_else(|| Some(self.inner.host.now()));
        self.note_receiving(item, Receiving { asked_at, ..before }).await?;
        let received = match self.while_open(api.receive_decision(&sealed.id)).await? {
            Ok(received) => received,
            Err(failed) => {
                if !matches!(&failed, ReceiptError::Failed(error) if error.may_have_arrived()) {
                    // Of this nothing arrived; of what was asked for before it is as unknown as it was.
                    self.note_receiving(item, before).await?;
                }
                return Err(refusal(item, &failed));
            }
        };
        if self.open_received(item, sealed, &received).await? {
            return Ok(());
        }
        let served_at = Some(received.served_at);
        self.note_receiving(item, Receiving { asked_at: None, served_at }).await?;
        Err(error(ErrorCode::NotOpened))
    }

    async fn note_receiving(&self, item: &RecordKey, receiving: Receiving) -> Result<(), ErrorView> {
        let item = item.clone();
        self.in_store(move |store| store.note_receiving(&item, receiving)).await.map(drop)
    }

    /// Opens what was received. `false` when the key does not open it.
    async fn open_received(
        &self,
        item: &RecordKey,
        sealed: &SealedDecision,
        received: &ReceivedDecision,
    ) -> Result<bool, ErrorView> {
        let decision = match open_decision(sealed, received) {
            Ok(decision) => decision,
            Err(why) => {
                tracing::error!(source = %item.source, %why, "a sealed decision does not open");
                return Ok(false);
            }
        };
        let (item, received, now) = (item.clone(), received.clone(), self.inner.host.now());
        self.in_store(move |store| {
            let mut files = Vec::new();
            for document in &decision.documents {
                files.extend(open_file(store, &item, document, &received)?);
            }
            store.open_sealed(&item, &decision, &files, now)
        })
        .await?;
        Ok(true)
    }
}

fn find(store: &Store, item: &RecordKey, days: &store::Days) -> Result<Option<Found>, StoreError> {
    let Some(stored) = store.record(item)? else { return Ok(None) };
    let sealed = match stored.record {
        Record::Decision(_) => return Ok(Some(Found::Open)),
        Record::Sealed(sealed) if stored.gone.is_none() && stored.archived_at.is_none() => sealed,
        _ => return Ok(None),
    };
    let name = PartyRef { source: item.source.clone(), key: sealed.party.clone() };
    let case = sealed.case.clone().map(|id| RecordKey { source: item.source.clone(), kind: RecordKind::Case, id });
    let case = case.map(|key| store.record(&key)).transpose()?.flatten();
    let matter = sealed.matter.as_deref().or_else(|| case.as_ref().and_then(|case| case.record.matter()));
    let hindered = standing::find(store, &name, days)?.is_some_and(|row| row.right.hindrance(matter).is_some());
    Ok(Some(if hindered { Found::Hindered } else { Found::Sealed(sealed) }))
}

/// A file of the decision, out of its sealed bytes on the device. One that is not here, or does not open, is fetched anew like any
/// file: its source gives it open now.
fn open_file(
    store: &Store,
    item: &RecordKey,
    document: &Document,
    received: &ReceivedDecision,
) -> Result<Option<OpenedFile>, StoreError> {
    let Some(stored) = store.document(item, &document.id)? else { return Ok(None) };
    let sealed = store.read_document(item, &document.id, 0..stored.size)?;
    match open_document(&sealed, document, &received.key) {
        Ok(opened) => {
            Ok(Some(OpenedFile { id: document.id.clone(), bytes: opened.bytes, media_type: opened.media_type }))
        }
        Err(why) => {
            tracing::warn!(source = %item.source, %why, "a sealed file does not open");
            Ok(None)
        }
    }
}

/// Why nothing was received, as far as is known.
fn refusal(item: &RecordKey, failed: &ReceiptError) -> ErrorView {
    let code = match failed {
        ReceiptError::Withdrawn => ErrorCode::DecisionWithdrawn,
        ReceiptError::Over => ErrorCode::ReceiptOver,
        ReceiptError::Failed(error) if error.may_have_arrived() => ErrorCode::AnswerLost,
        ReceiptError::Failed(ConnectorError::Unreachable | ConnectorError::Unavailable { .. }) => ErrorCode::NotSent,
        ReceiptError::Failed(other) => return failure::of_source(&item.source, other),
    };
    ErrorView { code, source: Some(item.source.clone()) }
}

/// What an envelope says. `receivable`: nothing hinders the resident.
pub(crate) fn body(names: &Names, matters: &Matters, sealed: &SealedDecision, receivable: bool) -> SealedBody {
    SealedBody {
        authority: names.line(&sealed.authority),
        matter: sealed.matter.as_deref().map(|id| matters.name(names, id)),
        register_number: sealed.register_number.clone(),
        sent: when(sealed.sent_at),
        until: instant_when(sealed.receivable_until),
        over: false,
        otherwise: sealed.otherwise,
        contact: names.maybe(sealed.contact.as_ref()),
        asked: sealed.receiving.asked_at.map(instant_when),
        served: sealed.receiving.served_at.map(instant_when),
        receivable,
    }
}
