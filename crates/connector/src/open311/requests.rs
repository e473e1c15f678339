//! The reports that a city shows to all: all of them, those nearby, and the one that may be the resident's own.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use domain::{
    case::CaseStatus,
    change::Change,
    id::RemoteId,
    outgoing::{Kind, Letter},
    record::Record,
    report::{Place, Position, Report, ServiceRequest},
};
use url::form_urlencoded;

use super::{Open311, http::Answered, parse};
use crate::{ConnectorError, Landed};

/// How far back a list reaches, in days (GeoReport v2, "GET Service Requests").
pub(super) const WINDOW_DAYS: i64 = 90;
/// Most pages that are read of one list, so that a server cannot lead the app on for ever.
const MOST_PAGES: usize = 50;
/// What is nearby, in metres.
const NEARBY: f64 = 200.0;
/// How far a server may move a place by rounding it, in metres.
const MOVED: f64 = 30.0;
/// How much earlier than it was sent a report may be dated, beside what the device's clock is off by: some servers cut off the
/// seconds, or the minutes.
const DATED_EARLIER: Duration = Duration::hours(1);

impl Open311 {
    /// The reports that the city shows: those of the last ninety days, at most a thousand or what [`crate::Limits`] takes.
    ///
    /// # Errors
    /// When they do not come.
    pub async fn requests(&self, now: DateTime<Utc>) -> Result<Landed, ConnectorError> {
        // A longer span is refused, and where only one end is given the other is the server's clock.
        let from = now - Duration::days(WINDOW_DAYS);
        let window = [("start_date", self.profile.written(from)), ("end_date", self.profile.written(now))];
        Ok(self.list(&window).await?.read)
    }

    /// One report by its id.
    ///
    /// # Errors
    /// [`ConnectorError::NotFound`] when there is none; else why it does not come.
    pub async fn request(&self, id: &RemoteId) -> Result<Landed, ConnectorError> {
        Ok(self.ask(&["requests", id.as_str()], &[], parse::requests).await?.read)
    }

    /// Reports of this kind near a place that are not closed, the nearest first. Which are near is decided here: servers take
    /// no notice of what they do not know.
    ///
    /// # Errors
    /// When they do not come.
    pub async fn near(
        &self,
        service: &str,
        at: Position,
        now: DateTime<Utc>,
    ) -> Result<Vec<ServiceRequest>, ConnectorError> {
        let mut parameters = vec![("service_code", service.to_owned()), ("status", "open".to_owned())];
        if self.profile.by_place {
            parameters.extend([
                ("lat", at.latitude.to_string()),
                ("long", at.longitude.to_string()),
                ("radius", NEARBY.to_string()),
            ]);
        }
        let oldest = now - Duration::days(WINDOW_DAYS);
        let mut near: Vec<_> = reports(self.list(&parameters).await?.read)
            .into_iter()
            .filter(|report| report.status.code != CaseStatus::Closed && is_of(report, service))
            .filter(|report| report.requested_at.is_none_or(|at| self.profile.when(at) >= oldest))
            .filter_map(|report| Some((report.position?.metres_to(&at), report)))
            .filter(|(metres, _)| *metres <= NEARBY)
            .collect();
        near.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        Ok(near.into_iter().map(|(_, report)| report).collect())
    }

    /// The report that a letter has become, if the city has it: the first of [`Open311::twins`].
    ///
    /// # Errors
    /// When it could not be found out.
    pub async fn twin(
        &self,
        letter: &Letter,
        sent_after: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Option<ServiceRequest>, ConnectorError> {
        Ok(self.twins(letter, sent_after, now).await?.into_iter().next())
    }

    /// The reports that a letter may have become: of the same kind, at the same place, not before it was sent, with the same text;
    /// the earliest first. They are looked for when the answer to a letter was lost, for the API has no key by which a server
    /// knows that something comes again. A report that the city does not show is not among them: one of a black box, or of a batch
    /// that nobody has taken up yet.
    ///
    /// # Errors
    /// When it could not be found out.
    pub async fn twins(
        &self,
        letter: &Letter,
        sent_after: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Vec<ServiceRequest>, ConnectorError> {
        let Kind::Report(report) = &letter.kind else { return Ok(Vec::new()) };
        let Some(service) = &report.service else { return Ok(Vec::new()) };
        let mut parameters = vec![("service_code", service.code.clone())];
        // A day earlier than needed, for clocks that are wrong. What is left open ends now, by the server's clock.
        let from = sent_after - Duration::days(1);
        if from > now - Duration::days(WINDOW_DAYS - 1) {
            parameters.push(("start_date", self.profile.written(from)));
        }
        let answered = self.list(&parameters).await?;
        // The server's dates are by its own clock; a device that is ahead of it must not take its own report for an earlier one.
        let ahead_by = answered.date.map_or(Duration::zero(), |date| (now - date).max(Duration::zero()));
        let earliest = sent_after - ahead_by - DATED_EARLIER;
        let when = |found: &ServiceRequest| found.requested_at.map(|at| self.profile.when(at));
        let is_late_enough = |found: &ServiceRequest| match found.requested_at {
            Some(domain::time::Moment::Day(day)) => day >= earliest.date_naive(),
            _ => when(found).is_none_or(|at| at >= earliest),
        };
        let mut twins: Vec<_> = reports(answered.read)
            .into_iter()
            .filter(|found| is_of(found, &service.code) && is_late_enough(found))
            .filter(|found| says_the_same(found, letter, report))
            .collect();
        twins.sort_by_key(when);
        Ok(twins)
    }

    /// A list, page by page where the server has pages, each report once.
    pub(super) async fn list(&self, parameters: &[(&str, String)]) -> Result<Answered<Landed>, ConnectorError> {
        let most = self.http.limits().max_records_per_page;
        let mut all: Option<Answered<Landed>> = None;
        let mut seen = BTreeSet::new();
        let mut page = Some(self.first_page());
        let mut pages_seen = BTreeSet::new();
        while let Some(asked) = page.take() {
            let whole: Vec<_> = parameters
                .iter()
                .cloned()
                .chain(asked.iter().map(|(name, value)| (name.as_str(), value.clone())))
                .collect();
            let answered = self.ask(&["requests"], &whole, parse::requests).await?;
            let came = answered.read.changes.len() + answered.read.quarantined.len();
            page = self.page_after(&asked, came, answered.next.as_deref());
            pages_seen.insert(asked);
            let into = all.get_or_insert_with(|| Answered {
                read: Landed::default(),
                bytes: 0,
                date: answered.date,
                next: None,
            });
            into.bytes = into.bytes.saturating_add(answered.bytes);
            // What is reported meanwhile pushes others to the next page.
            let new: Vec<_> = answered.read.changes.into_iter().filter(|change| seen.insert(id(change))).collect();
            let leads_on = !new.is_empty();
            into.read.changes.extend(new);
            into.read.quarantined.extend(answered.read.quarantined);
            let is_full = into.read.changes.len() + into.read.quarantined.len() >= most;
            let is_known = page.as_ref().is_some_and(|page| pages_seen.contains(page));
            if is_full || !leads_on || is_known || pages_seen.len() == MOST_PAGES {
                into.read.changes.truncate(most);
                into.read.quarantined.truncate(most);
                break;
            }
        }
        all.ok_or(ConnectorError::NotFound)
    }

    /// What the first page is asked for with.
    fn first_page(&self) -> Vec<(String, String)> {
        self.profile.pages.as_ref().map_or_else(Vec::new, |pages| {
            vec![(pages.page.clone(), "1".to_owned()), (pages.size.clone(), pages.most.to_string())]
        })
    }

    /// What the page after this one is asked for with. A server that names the next page's address is asked below its own, whatever
    /// host that address names: behind a proxy it can be one that nobody reaches.
    fn page_after(&self, asked: &[(String, String)], came: usize, next: Option<&str>) -> Option<Vec<(String, String)>> {
        let pages = self.profile.pages.as_ref();
        if let Some(next) = next {
            let query = next.split_once('?')?.1.split('#').next()?;
            let is_of_page = |name: &str| match pages {
                Some(pages) => name == pages.page || name == pages.size,
                None => ["page", "page_size", "per_page"].contains(&name),
            };
            let named: Vec<_> = form_urlencoded::parse(query.as_bytes())
                .filter(|(name, _)| is_of_page(name))
                .map(|(name, value)| (name.into_owned(), value.into_owned()))
                .collect();
            return (!named.is_empty()).then_some(named);
        }
        let pages = pages?;
        let number: usize = asked.iter().find(|(name, _)| *name == pages.page)?.1.parse().ok()?;
        (came >= pages.most)
            .then(|| vec![(pages.page.clone(), (number + 1).to_string()), (pages.size.clone(), pages.most.to_string())])
    }
}

fn id(change: &Change) -> RemoteId {
    match change {
        Change::Upsert(record) | Change::Outline(record) => record.id().clone(),
        Change::Tombstone(gone) => gone.id.clone(),
    }
}

/// The reports of what landed.
pub(super) fn reports(landed: Landed) -> Vec<ServiceRequest> {
    let report = |change| match change {
        Change::Upsert(record) | Change::Outline(record) => match *record {
            Record::ServiceRequest(report) => Some(*report),
            _ => None,
        },
        Change::Tombstone(_) => None,
    };
    landed.changes.into_iter().filter_map(report).collect()
}

fn is_of(report: &ServiceRequest, service: &str) -> bool {
    report.service_code.as_deref().is_none_or(|code| code == service)
}

/// Whether a report says what a letter says. Where the city does not show what was written, the place alone must do, and it must be
/// the same to the metre.
fn says_the_same(found: &ServiceRequest, letter: &Letter, report: &Report) -> bool {
    match &found.description {
        Some(description) => {
            plain(description.as_str()) == plain(&letter.body) && is_at(found, &report.place, MOVED) != Some(false)
        }
        None => is_at(found, &report.place, 1.0) == Some(true),
    }
}

/// Whether a report is at a place: by position where both have one, else by address; `None` where that cannot be told.
fn is_at(found: &ServiceRequest, place: &Place, within: f64) -> Option<bool> {
    if let (Some(there), Some(here)) = (found.position, place.position) {
        return Some(there.metres_to(&here) <= within);
    }
    let address = plain(found.address.as_ref()?.as_str());
    let written = plain(&place.address);
    // Servers add the city, or the postal code.
    (!written.is_empty() && !address.is_empty()).then(|| address.contains(&written) || written.contains(&address))
}

/// A text as it is compared: by its words, for servers trim and break lines anew.
fn plain(text: &str) -> String {
    domain::text::ServerText::new(text).as_str().to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
