//! What became of reports: each is asked for by its id, for the API has no list of one's own.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, SecondsFormat, Utc};
use domain::{
    case::CaseStatus,
    change::{Change, Cursor, Page, Quarantined},
    id::RemoteId,
    message::{Direction, Message},
    need::Need,
    record::Record,
    report::{ServiceRequest, Token},
    text::{BodyFormat, Localized, ServerText},
    time::Moment,
};
use sha2::{Digest, Sha256};

use super::{
    Open311, parse,
    requests::{WINDOW_DAYS, reports},
};
use crate::{ConnectorError, Pulled, themselves::RESIDENT};

/// Most reports asked for in one question.
const MOST_IDS: usize = 50;
/// Hexadecimal digits of the hash by which a note is told from others of its report.
const NOTE_DIGITS: usize = 16;

/// What came of the questions for reports.
#[derive(Default)]
struct Found {
    /// By the city's id.
    reports: BTreeMap<RemoteId, ServiceRequest>,
    quarantined: Vec<Quarantined>,
    bytes: u64,
    date: Option<DateTime<Utc>>,
}

impl Open311 {
    /// What became of these reports since they were read: each as it is now, and what the authority wrote about it as messages. A
    /// report that was closed more than ninety days ago is not asked for any more; one that the city does not show any more stays
    /// as it is. Without a cursor it begins with who the resident is.
    ///
    /// # Errors
    /// When it could not be found out. Nothing is lost then: it is asked for again.
    pub async fn follow(
        &self,
        known: &[ServiceRequest],
        cursor: Option<&Cursor>,
        now: DateTime<Utc>,
    ) -> Result<Pulled, ConnectorError> {
        let is_over = |report: &&ServiceRequest| self.is_over(report, now);
        let followed: Vec<_> = known.iter().filter(|report| !is_over(report)).cloned().collect();
        let (found, followed) = self.find(followed).await?;
        let mut changes: Vec<_> = cursor.is_none().then(super::http::introduction).into_iter().collect();
        for (before, tokened) in known_with(known, &followed) {
            let remote = remote_id(tokened);
            let after = match remote.and_then(|id| found.reports.get(id)) {
                Some(answered) => with_known(answered.clone(), tokened),
                None => tokened.clone(),
            };
            if after == *before {
                continue;
            }
            let note = after.status_notes.as_ref().filter(|note| before.status_notes.as_ref() != Some(*note));
            let note = note.map(|note| message(&after, note, now));
            changes.push(upsert(Record::ServiceRequest(Box::new(after))));
            changes.extend(note.map(|note| upsert(Record::Message(Box::new(note)))));
        }
        let Found { quarantined, bytes, date, .. } = found;
        if changes.is_empty() && quarantined.is_empty() {
            return Ok(Pulled::NothingNew { date });
        }
        let next = Cursor::new(now.to_rfc3339_opts(SecondsFormat::Secs, true));
        let page = Page { changes, quarantined, next, more: false };
        Ok(Pulled::Page { page, etag: None, bytes, date })
    }

    /// Whether anything has become of these reports. Those that are closed are not asked for.
    ///
    /// # Errors
    /// When it could not be found out.
    pub async fn has_news(&self, known: &[ServiceRequest]) -> Result<bool, ConnectorError> {
        let open: Vec<_> = known.iter().filter(|report| report.status.code != CaseStatus::Closed).cloned().collect();
        let (found, followed) = self.find(open).await?;
        Ok(known_with(known, &followed).any(|(before, tokened)| {
            let answered = remote_id(tokened).and_then(|id| found.reports.get(id));
            answered.map_or_else(|| tokened.clone(), |answered| with_known(answered.clone(), tokened)) != *before
        }))
    }

    /// Whether a report was closed so long ago that nothing more becomes of it.
    fn is_over(&self, report: &ServiceRequest, now: DateTime<Utc>) -> bool {
        let closed_at = report.updated_at.or(report.requested_at).map(|at| self.profile.when(at));
        report.status.code == CaseStatus::Closed && closed_at.is_some_and(|at| at < now - Duration::days(WINDOW_DAYS))
    }

    /// Asks for reports; those that had only a token come back with the id that the city has given them meanwhile.
    async fn find(&self, mut known: Vec<ServiceRequest>) -> Result<(Found, Vec<ServiceRequest>), ConnectorError> {
        let mut found = Found::default();
        for report in &mut known {
            if let Some(token) = report.token.as_mut().filter(|token| token.id.is_none()) {
                token.id = self.exchanged(token, &mut found).await?;
            }
        }
        let ids: Vec<_> = known.iter().filter_map(remote_id).cloned().collect();
        if self.profile.several_ids {
            for some in ids.chunks(MOST_IDS) {
                self.find_several(some, &mut found).await?;
            }
        } else {
            for id in &ids {
                self.find_one(id, &mut found).await?;
            }
        }
        Ok((found, known))
    }

    /// The id that the city has given a report meanwhile (GeoReport v2, "GET service_request_id from a token"); `None` while it has
    /// not. An answer that cannot be read says no more than that.
    async fn exchanged(&self, token: &Token, found: &mut Found) -> Result<Option<RemoteId>, ConnectorError> {
        match self.ask(&["tokens", &token.token], &[], parse::taken).await {
            Ok(answered) => {
                found.note(answered.bytes, answered.date);
                Ok(answered.read.id)
            }
            Err(error) if says_nothing(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn find_one(&self, id: &RemoteId, found: &mut Found) -> Result<(), ConnectorError> {
        match self.ask(&["requests", id.as_str()], &[], parse::requests).await {
            Ok(answered) => {
                found.note(answered.bytes, answered.date);
                found.quarantined.extend(answered.read.quarantined.iter().cloned());
                if let Some(report) = reports(answered.read).into_iter().find(|report| is_same(&report.id, id)) {
                    found.reports.insert(id.clone(), report);
                }
                Ok(())
            }
            Err(error) if says_nothing(&error) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Several in one question. The ids override every other filter (GeoReport v2, `service_request_id`), and a server that does
    /// not know that answers with what was not asked for.
    async fn find_several(&self, ids: &[RemoteId], found: &mut Found) -> Result<(), ConnectorError> {
        let list: Vec<_> = ids.iter().map(RemoteId::as_str).collect();
        let parameters = [("service_request_id", list.join(","))];
        match self.ask(&["requests"], &parameters, parse::requests).await {
            Ok(answered) => {
                found.note(answered.bytes, answered.date);
                let is_asked_for = |id: Option<&RemoteId>| id.is_some_and(|id| ids.contains(id));
                let bad = answered.read.quarantined.iter().filter(|bad| is_asked_for(bad.id.as_ref())).cloned();
                found.quarantined.extend(bad);
                let good = reports(answered.read).into_iter().filter(|report| ids.contains(&report.id));
                found.reports.extend(good.map(|report| (report.id.clone(), report)));
                Ok(())
            }
            Err(error) if says_nothing(&error) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

impl Found {
    fn note(&mut self, bytes: u64, date: Option<DateTime<Utc>>) {
        self.bytes = self.bytes.saturating_add(bytes);
        self.date = date.or(self.date);
    }
}

/// Whether a failure says only that there is nothing to see of this report, and nothing about the server.
const fn says_nothing(error: &ConnectorError) -> bool {
    matches!(error, ConnectorError::NotFound | ConnectorError::Refused { .. })
}

/// Whether two ids are one: a server that was asked for `0007` may answer with the number `7`.
fn is_same(one: &RemoteId, other: &RemoteId) -> bool {
    let significant = |id: &RemoteId| id.as_str().trim_start_matches('0').to_ascii_lowercase();
    one == other || significant(one) == significant(other)
}

/// The id under which the city knows a report; none while there is only a token.
fn remote_id(report: &ServiceRequest) -> Option<&RemoteId> {
    match &report.token {
        Some(token) => token.id.as_ref(),
        None => Some(&report.id),
    }
}

/// Each report as it was known, and as it was asked for.
fn known_with<'a>(
    known: &'a [ServiceRequest],
    followed: &'a [ServiceRequest],
) -> impl Iterator<Item = (&'a ServiceRequest, &'a ServiceRequest)> {
    let before: BTreeMap<&RemoteId, &ServiceRequest> = known.iter().map(|before| (&before.id, before)).collect();
    followed.iter().filter_map(move |after| Some((*before.get(&after.id)?, after)))
}

/// A report as the city has it, under the id by which it is known here. What the city does not show of what the resident wrote is
/// kept.
fn with_known(answered: ServiceRequest, known: &ServiceRequest) -> ServiceRequest {
    let named = |service: Localized| if service.is_empty() { known.service.clone() } else { service };
    ServiceRequest {
        id: known.id.clone(),
        token: known.token.clone(),
        // A server that gives no name gives the code for one.
        service: match &answered.service_code {
            Some(code) if is_only(&answered.service, code) => known.service.clone(),
            _ => named(answered.service),
        },
        service_code: answered.service_code.or_else(|| known.service_code.clone()),
        description: answered.description.or_else(|| known.description.clone()),
        requested_at: answered.requested_at.or(known.requested_at),
        address: answered.address.or_else(|| known.address.clone()),
        position: answered.position.or(known.position),
        ..answered
    }
}

fn is_only(text: &Localized, word: &str) -> bool {
    text.iter().all(|(_, text)| text.as_str() == word)
}

/// What an authority wrote about a report, as a message. Its id is made of its words, so that the same note never comes twice.
fn message(report: &ServiceRequest, note: &ServerText, now: DateTime<Utc>) -> Message {
    let digest = hex::encode(Sha256::digest(note.as_str()));
    let short = digest.get(..NOTE_DIGITS).unwrap_or(&digest);
    Message {
        id: RemoteId::new(format!("{}/note/{short}", report.id)),
        party: RemoteId::new(RESIDENT),
        matter: None,
        case: Some(report.id.clone()),
        title: report.service.clone(),
        body: Localized::undetermined(note.clone()),
        body_format: BodyFormat::Plain,
        direction: Direction::Incoming,
        sender: report.agency.clone().map(Localized::undetermined),
        unit: None,
        sent_at: report.updated_at.unwrap_or(Moment::Instant(now)),
        need: Need::Unstated,
        documents: Vec::new(),
    }
}

fn upsert(record: Record) -> Change {
    Change::Upsert(Box::new(record))
}
