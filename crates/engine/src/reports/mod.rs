//! Fault reports: where they can be made, what can be reported, and what becomes of them.
//!
//! A city's service speaks Open311, which knows nobody: it is connected without a sign-in, and what was reported is followed by
//! its id alone. What can be reported is kept with the source (its card), so that a report can be made without a network and
//! sent later. A report that is being made is a letter like any other (`crate::letters`); what is special of it is in
//! [`making`], and how it is sent in [`sending`].

mod feedback;
mod following;
mod making;
mod places;
mod sending;
mod services;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use connector::open311::Open311;
use domain::{
    form::Form,
    id::{RecordKind, SourceId},
    outgoing::{Kind, Phase},
    record::Record,
    report::{ReportCaps, ReportService, ServiceRequest},
    source::SourceKind,
    text::Localized,
};
use protocol::{
    ErrorCode, ErrorView,
    reports::{ReportCityView, ReportingView},
    sign_in::ServiceAddress,
};
use serde::{Deserialize, Serialize};
use store::{Store, StoreError};

pub(crate) use self::{
    feedback::form as feedback_form,
    making::{asked, caps, flaws, given, report},
    sending::number_of,
};
use crate::{Engine, line::Line};

/// What is kept of what a city takes: its services, and what it asks of those that were chosen.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ReportCard {
    pub fetched_at: DateTime<Utc>,
    pub caps: ReportCaps,
    pub services: Vec<ReportService>,
    /// By the service's code.
    #[serde(default)]
    pub forms: BTreeMap<String, KeptForm>,
}

/// What a city asks of a kind of fault.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct KeptForm {
    pub fetched_at: DateTime<Utc>,
    pub form: Form,
    /// What it says beside its questions.
    pub notes: Vec<Localized>,
}

impl ReportCard {
    pub fn service(&self, code: &str) -> Option<&ReportService> {
        self.services.iter().find(|service| service.code == code)
    }

    pub fn form(&self, code: &str) -> Option<&KeptForm> {
        self.forms.get(code)
    }
}

/// What is kept of what a city takes; none before it was first asked, and of what takes no reports.
pub(crate) fn card(store: &Store, source: &SourceId) -> Result<Option<ReportCard>, StoreError> {
    Ok(store.source_card(source)?.and_then(|json| serde_json::from_str(&json).ok()))
}

/// The reports of a city that are on this device: the resident's own, and those that they follow.
pub(crate) fn followed(store: &Store, source: &SourceId) -> Result<Vec<ServiceRequest>, StoreError> {
    let of_source = |(of, record): (SourceId, Record)| match record {
        Record::ServiceRequest(request) if of == *source => Some(*request),
        _ => None,
    };
    Ok(store.own_records(RecordKind::ServiceRequest)?.into_iter().filter_map(of_source).collect())
}

/// The client of a line that speaks Open311.
fn open311<'a>(source: &SourceId, line: &'a Line) -> Result<&'a Open311, ErrorView> {
    line.api.open311().ok_or_else(|| not_there(source))
}

fn not_there(source: &SourceId) -> ErrorView {
    ErrorView { code: ErrorCode::NotFound, source: Some(source.clone()) }
}

impl Engine {
    pub(crate) async fn read_reporting(&self) -> Result<ReportingView, ErrorView> {
        let names = self.names().await?;
        let (drafted, mut rows) = self
            .in_store(|store| {
                let is_draft = |one: &domain::outgoing::Outgoing| {
                    one.phase == Phase::Draft && matches!(one.letter.kind, Kind::Report(_))
                };
                let drafts = store.all_outgoing()?.into_iter().filter(is_draft);
                let drafted: Vec<SourceId> = drafts.map(|draft| draft.party.source).collect();
                let reports = store.own_records(RecordKind::ServiceRequest)?;
                let keys: Vec<_> = reports.into_iter().map(|(source, record)| record_key(source, &record)).collect();
                Ok::<_, StoreError>((drafted, store.listed(&keys)?))
            })
            .await?;
        rows.sort_by_key(|row| std::cmp::Reverse(crate::answer::begins(row.headline.at)));
        let cities = names.sources().filter(|row| row.kind == SourceKind::Open311);
        let takes = |source: &SourceId| {
            let line = self.line(source);
            line.is_ok_and(|line| line.api.open311().is_some_and(Open311::takes_reports))
        };
        let city = |row: &store::SourceRow| ReportCityView {
            source: row.id.clone(),
            name: names.sender(&row.id),
            drafted: drafted.contains(&row.id),
            takes: takes(&row.id),
        };
        Ok(ReportingView {
            cities: cities.map(city).collect(),
            reports: rows.iter().map(|row| names.headline(row)).collect(),
        })
    }

    /// Connects a service that wants no sign-in.
    pub(crate) async fn connect_openly(&self, at: ServiceAddress) -> Result<SourceId, ErrorView> {
        let service = self.service_that_answers(&at).await?;
        if service.kind != SourceKind::Open311 {
            return Err(ErrorCode::BadRequest.into());
        }
        let source = service.source.clone();
        self.enrol_openly(service).await?;
        // Who its one party is it says by itself, without a network; what became of reports it is asked from then on.
        let pulled = self.pull(&source).await;
        if pulled.is_err() {
            tracing::info!(%source, "what became of reports is asked later");
        }
        self.keep_fresh(source.clone());
        Ok(source)
    }
}

fn record_key(source: SourceId, record: &Record) -> domain::id::RecordKey {
    domain::id::RecordKey { source, kind: record.kind(), id: record.id().clone() }
}
