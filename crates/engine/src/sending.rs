//! Sending: what the resident has written goes to its source, one letter after another, until the source has it or says why
//! it does not take it.
//!
//! A letter is leased, posted, and moved on by what came of it. What gave no answer is tried again, ever more rarely, or when
//! the source has asked for it; a source that is reached again is tried at once. One that may have arrived is sent again as it
//! was, under the same key. What a killed app or an ended sign-in leaves on its way is taken up again by the next round.

use std::time::Duration;

use chrono::{DateTime, Utc};
use connector::{
    ConnectorError, Service,
    resident::{LetterError, ResidentApi},
};
use domain::{
    id::{RecordKey, RecordKind, SourceId},
    outgoing::{Event, Field, Flaw, Kind, LONGEST_OBEYED, Outgoing, Phase, Refusal, wait_after},
    source::SyncFailure,
};
use protocol::{ErrorView, Tag};
use store::{Days, Store, StoreError};

use crate::{Engine, failure, letters, line::Line, standing};

/// Between two looks when nothing waits.
const IDLE: Duration = Duration::from_hours(1);

impl Engine {
    /// Sends what is to be sent to a source whenever it may be.
    pub(crate) async fn keep_sending(&self, source: &SourceId, line: &Line) {
        loop {
            self.send_due(source, line).await;
            let wait = self.until_next(source).await;
            // Either is a reason to look.
            let _ = tokio::time::timeout(wait, line.outbox.notified()).await;
        }
    }

    /// Sends in the background what is to be sent to a source now. Returns at once.
    pub(crate) fn send_soon(&self, source: SourceId) {
        let engine = self.clone();
        tokio::spawn(async move {
            let Ok(line) = engine.line(&source) else { return };
            let sent = line.stop.run_until_cancelled(engine.send_due(&source, &line));
            // When the app locks, what is on its way is taken up again once it is unlocked.
            let _ = Box::pin(engine.while_open(sent)).await;
            line.outbox.notify_one();
        });
    }

    /// A source that could not be reached can be: what waits for that waits no longer.
    pub(crate) async fn note_reached(&self, source: &SourceId) {
        let id = source.clone();
        let noted = self.in_store(move |store| store.reached(&id)).await;
        if noted.is_err() {
            tracing::warn!(%source, "what waits is sent later");
        }
    }

    /// Sends everything to a source that may be sent now.
    pub(crate) async fn send_due(&self, source: &SourceId, line: &Line) {
        let _alone = line.sending.lock().await;
        if let Err(error) = self.send_all(source, line).await {
            tracing::warn!(%source, ?error, "the outbox waits for the store");
        }
    }

    async fn send_all(&self, source: &SourceId, line: &Line) -> Result<(), ErrorView> {
        let id = source.clone();
        self.in_store(move |store| store.take_up_again(&id)).await?;
        let mut received = false;
        loop {
            let (id, now) = (source.clone(), self.inner.host.now());
            let Some(leased) = self.in_store(move |store| store.lease(&id, now)).await? else { break };
            self.emit(tags_of(&leased));
            let event = self.post(source, line, &leased).await;
            received |= matches!(event, Event::Received(_));
            let passing = matches!(event, Event::Passing { .. });
            let (id, now) = (leased.id.clone(), self.inner.host.now());
            self.in_store(move |store| store.advance(&id, &event, now)).await?;
            self.emit(tags_of(&leased));
            self.settle_said(&leased).await?;
            self.tell_outcome(&leased.id).await;
            self.note_unsent().await;
            if passing {
                // The next one would fare no better.
                break;
            }
        }
        if received {
            // What it became comes with the feed.
            line.wake.notify_one();
        }
        Ok(())
    }

    /// Posts a letter, and answers what came of it.
    async fn post(&self, source: &SourceId, line: &Line, leased: &Outgoing) -> Event {
        let (letter, days) = (leased.clone(), self.days());
        match self.in_store(move |store| may_send(store, &letter, &days)).await {
            Ok(true) => {}
            // A right may have ended while the letter waited.
            Ok(false) => return Event::Refused(Refusal::NotAllowed),
            Err(_) => return Event::Passing { until: self.inner.host.now() + IDLE, asked: false, in_doubt: false },
        }
        let sent = match &line.api {
            Service::Open311(city) => self.post_report(source, city, leased).await,
            Service::Resident(api) => match self.upload(api, leased).await {
                Ok(uploads) => {
                    api.send_letter(&leased.id, &leased.party, &leased.letter, uploads).await.map(Event::Received)
                }
                // Without its files nothing of the letter has been sent.
                Err(LetterError::Failed(error)) => return settled(self.passing(source, line, leased, &error)),
                Err(refused) => Err(refused),
            },
            _ => return Event::Refused(Refusal::Unsupported),
        };
        match sent {
            Ok(event) => event,
            Err(LetterError::Refused(refusal)) => Event::Refused(refusal),
            Err(LetterError::Failed(error)) => self.passing(source, line, leased, &error),
        }
    }

    /// Brings every file of a letter to its service, from where each has come to, and answers their ids there.
    async fn upload(&self, api: &ResidentApi, leased: &Outgoing) -> Result<Vec<String>, LetterError> {
        let mut uploads = Vec::new();
        for file in &leased.letter.attachments {
            let (id, mut offset) = api.begin_upload(file).await?;
            while offset < file.size {
                let (of, name) = (leased.id.clone(), file.id.clone());
                let piece = self.in_store(move |store| store.enclosed(&of, &name, offset)).await;
                // The device cannot read it now; nothing of the letter is sent without it.
                let piece = piece.map_err(|_| ConnectorError::Unreachable)?;
                if piece.is_empty() {
                    // It will not be there later either: its writer must see that.
                    let flaws = vec![(Field::Attachments, Flaw::NotAccepted)];
                    return Err(LetterError::Refused(Refusal::NotAccepted(flaws)));
                }
                let next = api.append_upload(file, &id, offset, piece).await?;
                if next == offset {
                    return Err(ConnectorError::CutOff.into());
                }
                offset = next;
            }
            uploads.push(id);
        }
        Ok(uploads)
    }

    fn passing(&self, source: &SourceId, line: &Line, leased: &Outgoing, error: &ConnectorError) -> Event {
        // That a letter may wait says nothing of what was asked of the source.
        let _ = failure::of_source(source, error);
        let asked = match error {
            ConnectorError::Unavailable { retry_after, .. } => *retry_after,
            _ => None,
        };
        let failure = error.sync_failure();
        let unreached = matches!(failure, SyncFailure::Unreachable | SyncFailure::TimedOut);
        if unreached || matches!(failure, SyncFailure::SignInNeeded | SyncFailure::StrongerSignInNeeded) {
            line.fail(failure);
            self.emit([Tag::Sources]);
        }
        if unreached {
            // It is asked until it answers, and then what waits is sent.
            line.wake.notify_one();
        }
        let wait = match asked {
            Some(asked) => asked.min(LONGEST_OBEYED),
            None => self.jittered(wait_after(leased.phase.attempts().saturating_add(1))),
        };
        Event::Passing {
            until: self.inner.host.now() + wait,
            asked: asked.is_some(),
            in_doubt: error.may_have_arrived(),
        }
    }

    async fn until_next(&self, source: &SourceId) -> Duration {
        let id = source.clone();
        let next = self.in_store(move |store| store.next_lease(&id)).await;
        let Ok(Some(next)) = next else { return IDLE };
        // At least a moment, so that a letter that cannot be taken up costs nothing.
        (next - self.inner.host.now()).to_std().unwrap_or_default().clamp(Duration::from_secs(1), IDLE)
    }
}

/// The same, of which nothing can have arrived.
fn settled(event: Event) -> Event {
    match event {
        Event::Passing { until, asked, .. } => Event::Passing { until, asked, in_doubt: false },
        other => other,
    }
}

/// Whether the resident may act in the matter of a letter now.
fn may_send(store: &Store, letter: &Outgoing, days: &Days) -> Result<bool, StoreError> {
    let Some(row) = standing::find(store, &letter.party, days)? else { return Ok(false) };
    let matter = letters::matter_of(store, letter)?;
    Ok(row.right.hindrance(matter.as_deref()).is_none())
}

/// What shows a letter.
pub(crate) fn tags_of(outgoing: &Outgoing) -> Vec<Tag> {
    let source = &outgoing.party.source;
    let case = outgoing.letter.case.clone().map(|id| RecordKey { source: source.clone(), kind: RecordKind::Case, id });
    let items = [outgoing.letter.answers.clone(), case].into_iter().flatten().map(Tag::Item);
    // A task that is answered looks so in the lists, too.
    let in_lists = matches!(outgoing.letter.kind, Kind::Answer(_)) && outgoing.phase != Phase::Draft;
    let of_data = matches!(outgoing.letter.kind, Kind::Consent(..) | Kind::ConsentWithdrawal | Kind::DataRequest(_));
    items.chain([Tag::Letters]).chain(in_lists.then_some(Tag::Inbox)).chain(of_data.then_some(Tag::DataUses)).collect()
}

/// The moment before which nothing is tried, as it is shown: only what the source asked for is told.
pub(crate) const fn told_until(phase: &Phase) -> Option<DateTime<Utc>> {
    match phase {
        Phase::Waiting { not_before: Some(until), asked: true, .. } => Some(*until),
        _ => None,
    }
}
