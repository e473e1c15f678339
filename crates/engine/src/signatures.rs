//! Checking decisions' signatures on this device.
//!
//! The keys of a source come after a pull: once after the app has started, once a day, and whenever a decision names a key that is
//! not here. They are kept with the source, so that an offline device can check, too. What has come is held against them and noted
//! ([`store::Store::note_signatures`]), for lists; an item that is shown is checked then and there. Whoever has no keys of a source
//! yet, or has read them before the decision came, does not say that a signature does not match because its key is not among them.
//!
//! Keys that come with an archive are for its readers ([`crate::taking_out`]). None is taken in: who makes an archive could vouch
//! for decisions by keys of their own.

use chrono::{DateTime, TimeDelta, Utc};
use connector::{
    ConnectorError,
    resident::{Keys, check, names_key},
};
use domain::{
    decision::Decision,
    id::SourceId,
    signature::{Mismatch, Verdict},
};
use protocol::{ErrorView, Tag, signature::SignatureView};
use store::{Store, StoreError};

use crate::{
    Engine,
    answer::{Names, instant_when},
    line::Line,
};

/// After this time keys are asked for again: one may have been revoked.
const KEYS_AGE: TimeDelta = TimeDelta::days(1);

impl Engine {
    /// After a pull: fetches keys, if they are wanted, and checks what is to be checked. `read_at` is when they came last since the
    /// app started. Without keys everything stays to be checked; the next pull tries again.
    pub(crate) async fn mind_signatures(&self, source: &SourceId, line: &Line, read_at: &mut Option<DateTime<Utc>>) {
        if let Err(error) = self.check_signatures(source, line, read_at).await {
            tracing::warn!(%source, ?error, "signatures are not checked");
        }
    }

    async fn check_signatures(
        &self,
        source: &SourceId,
        line: &Line,
        read_at: &mut Option<DateTime<Utc>>,
    ) -> Result<(), ErrorView> {
        let id = source.clone();
        let lacking = self.in_store(move |store| lacking(store, &id)).await?;
        let now = self.inner.host.now();
        let is_old = read_at.is_none_or(|at| (now - at).abs() >= KEYS_AGE);
        let fresh = match lacking {
            Lacking::Nothing if !is_old => false,
            Lacking::NothingSigned => return Ok(()),
            Lacking::Nothing | Lacking::Keys => match self.fetch_keys(source, line).await? {
                Ok(fetched) => {
                    *read_at = Some(now);
                    fetched
                }
                Err(error) => {
                    tracing::debug!(%source, %error, "keys of signatures did not come");
                    false
                }
            },
        };
        let id = source.clone();
        let changed = self.in_store(move |store| check_due(store, &id, fresh)).await?;
        if !changed.is_empty() {
            self.emit([Tag::Inbox, Tag::Cases]);
            self.emit(changed.into_iter().map(Tag::Item));
        }
        Ok(())
    }

    /// Whether the source has keys, once they are kept.
    async fn fetch_keys(&self, source: &SourceId, line: &Line) -> Result<Result<bool, ConnectorError>, ErrorView> {
        let Some(api) = line.api.resident() else { return Ok(Ok(false)) };
        let id = source.clone();
        let card = self.in_store(move |store| store.source_card(&id)).await?;
        let Some(card) = card.and_then(|card| serde_json::from_str(&card).ok()) else { return Ok(Ok(false)) };
        let published = match api.signing_keys(&card).await {
            Ok(Some(published)) => published,
            Ok(None) => return Ok(Ok(false)),
            Err(error) => return Ok(Err(error)),
        };
        let id = source.clone();
        self.in_store(move |store| {
            let earlier = keys(store, &id)?.unwrap_or_default();
            store.set_signing_keys(&id, &published.with_earlier(&earlier).to_json())
        })
        .await?;
        Ok(Ok(true))
    }
}

/// What is not here of a source's keys.
enum Lacking {
    /// The source has signed nothing that is here.
    NothingSigned,
    /// All that is named is here, as far as is known.
    Nothing,
    /// Something is to be checked and cannot be.
    Keys,
}

fn lacking(store: &Store, source: &SourceId) -> Result<Lacking, StoreError> {
    let (keys, due) = (keys(store, source)?, store.due_signatures(source)?);
    Ok(match keys {
        None if due.is_empty() && !store.has_consent_receipts(source)? => Lacking::NothingSigned,
        None => Lacking::Keys,
        Some(keys) => {
            let named = due.iter().filter_map(|due| names_key(&due.decision));
            if named.into_iter().all(|name| keys.named(&name).is_some()) { Lacking::Nothing } else { Lacking::Keys }
        }
    })
}

/// Checks what is to be checked. `fresh`: the keys were fetched after all of it had come.
fn check_due(store: &Store, source: &SourceId, fresh: bool) -> Result<Vec<domain::id::RecordKey>, StoreError> {
    let Some(keys) = keys(store, source)? else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for due in store.due_signatures(source)? {
        let verdict = check(&due.decision, Some(&keys));
        if fresh || verdict != Verdict::Mismatch(Mismatch::UnknownKey) {
            found.push((due, verdict.is_mismatch()));
        }
    }
    store.note_signatures(source, &found)
}

/// The keys of a source; `None`: they have not come.
pub(crate) fn keys(store: &Store, source: &SourceId) -> Result<Option<Keys>, StoreError> {
    Ok(store.signing_keys(source)?.and_then(|keys| Keys::read(keys.as_bytes()).ok()))
}

/// What the page of a decision says of its signature. `due`: it was not yet held against keys that came after it.
pub(crate) fn view(
    names: &Names,
    source: &SourceId,
    decision: &Decision,
    keys: Option<&Keys>,
    due: bool,
) -> SignatureView {
    match check(decision, keys) {
        Verdict::Mismatch(Mismatch::UnknownKey) if due => SignatureView::NotYet,
        verdict => verdict_view(names, source, verdict),
    }
}

/// What a signature has shown, as pages say it.
pub(crate) fn verdict_view(names: &Names, source: &SourceId, verdict: Verdict) -> SignatureView {
    match verdict {
        Verdict::Unsigned => SignatureView::Unsigned,
        Verdict::NotYet => SignatureView::NotYet,
        Verdict::Mismatch(why) => SignatureView::Mismatch { why },
        Verdict::Checked { key, signed_at, revoked_at } => SignatureView::Checked {
            by: names.sender(source),
            key,
            signed: instant_when(signed_at),
            revoked: revoked_at.map(instant_when),
        },
    }
}
