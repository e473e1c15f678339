//! A report on its way to its city. The API takes the same report as often as it comes: before one that may have arrived is sent
//! again, it is looked for there.

use std::collections::BTreeSet;

use connector::{
    ConnectorError,
    open311::{Open311, Photo, Posted},
    resident::LetterError,
};
use domain::{
    id::{RemoteId, SourceId},
    outgoing::{Event, Field, Flaw, Kind, Outgoing, Phase, Receipt, Refusal},
    record::Record,
    report::{ServiceRequest, ServiceType},
};
use store::Store;

use crate::Engine;

impl Engine {
    /// Sends a report, or finds that the city has it, and takes it in.
    pub(crate) async fn post_report(
        &self,
        source: &SourceId,
        api: &Open311,
        leased: &Outgoing,
    ) -> Result<Event, LetterError> {
        let now = self.inner.host.now();
        if matches!(leased.letter.kind, Kind::Feedback(_)) {
            return self.post_report_feedback(source, api, leased).await;
        }
        if leased.phase.is_in_doubt() {
            if !is_shown(api, leased) {
                return Err(LetterError::Refused(Refusal::Unconfirmed));
            }
            let claimed = self.claimed(source, leased).await?;
            let twins = api.twins(&leased.letter, leased.begun_at, now).await?;
            if let Some(twin) = twins.into_iter().find(|twin| !claimed.contains(&twin.id)) {
                return self.report_received(source, Some(twin)).await;
            }
        }
        let photos = self.photos(leased).await?;
        let Posted { report, .. } = api.send_report(&leased.letter, &photos, now).await?;
        self.report_received(source, report.map(|report| *report)).await
    }

    /// The report is taken in before the letter is said to be received: should the app end between the two, it is found again.
    async fn report_received(&self, source: &SourceId, report: Option<ServiceRequest>) -> Result<Event, LetterError> {
        let number = report.as_ref().and_then(number_of);
        let record = report.as_ref().map(|report| report.id.clone());
        if let Some(report) = report {
            self.take_in_report(source, report).await.map_err(|_| ConnectorError::CutOff)?;
        }
        Ok(Event::Received(Receipt {
            received_at: self.inner.host.now(),
            register_number: number.unwrap_or_default(),
            // The city says nothing of what it received.
            body_sha256: String::new(),
            record,
        }))
    }

    async fn post_report_feedback(
        &self,
        source: &SourceId,
        api: &Open311,
        leased: &Outgoing,
    ) -> Result<Event, LetterError> {
        let about = leased.letter.answers.clone().filter(|item| item.source == *source);
        let refused = || LetterError::Refused(Refusal::Gone);
        let key = about.ok_or_else(refused)?;
        let stored =
            self.in_store(move |store: &Store| store.record(&key)).await.map_err(|_| ConnectorError::CutOff)?;
        let id = match stored.map(|stored| stored.record) {
            Some(Record::ServiceRequest(request)) => number_of(&request).map(RemoteId::new),
            _ => None,
        };
        match api.send_feedback(&id.ok_or_else(refused)?, &leased.letter).await {
            // It is taken once, and so it came with an earlier try.
            Err(LetterError::Refused(Refusal::Closed)) if leased.phase.is_in_doubt() => {}
            sent => sent?,
        }
        Ok(Event::Received(Receipt {
            received_at: self.inner.host.now(),
            register_number: String::new(),
            body_sha256: String::new(),
            record: None,
        }))
    }

    /// The reports that other letters have become: of two that say the same, each is one.
    async fn claimed(&self, source: &SourceId, leased: &Outgoing) -> Result<BTreeSet<RemoteId>, LetterError> {
        let all = self.in_store(Store::all_outgoing).await.map_err(|_| ConnectorError::CutOff)?;
        let others = all.into_iter().filter(|one| one.party.source == *source && one.id != leased.id);
        let became = others.filter_map(|one| match one.phase {
            Phase::Received(receipt) => receipt.record,
            _ => None,
        });
        Ok(became.collect())
    }

    async fn photos(&self, leased: &Outgoing) -> Result<Vec<Photo>, LetterError> {
        let mut photos = Vec::new();
        for file in &leased.letter.attachments {
            let mut bytes = Vec::new();
            loop {
                let (of, name) = (leased.id.clone(), file.id.clone());
                let offset = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                let piece = self.in_store(move |store: &Store| store.enclosed(&of, &name, offset)).await;
                // The device cannot read it now; nothing of the report is sent without it.
                let piece = piece.map_err(|_| ConnectorError::Unreachable)?;
                if piece.is_empty() {
                    break;
                }
                bytes.extend(piece);
            }
            if bytes.is_empty() {
                // It will not be there later either: its writer must see that.
                let flaws = vec![(Field::Attachments, Flaw::NotAccepted)];
                return Err(LetterError::Refused(Refusal::NotAccepted(flaws)));
            }
            photos.push(Photo { name: file.name.clone(), media_type: file.media_type.clone(), bytes });
        }
        Ok(photos)
    }
}

/// Whether a report that arrived is among those that the city shows, so that it can be looked for. One that gets no number is not,
/// nor one that gets it only when somebody has taken it up.
fn is_shown(api: &Open311, leased: &Outgoing) -> bool {
    let service = match &leased.letter.kind {
        Kind::Report(report) => report.service.as_ref(),
        _ => None,
    };
    let is_hidden = |service_type| matches!(service_type, ServiceType::Batch | ServiceType::Blackbox);
    api.caps().public && !service.is_some_and(|service| is_hidden(service.service_type))
}

/// The number by which the city knows a report; none while there is only a token.
pub(crate) fn number_of(report: &ServiceRequest) -> Option<String> {
    match &report.token {
        Some(token) => token.id.as_ref().map(ToString::to_string),
        None => Some(report.id.to_string()),
    }
}
