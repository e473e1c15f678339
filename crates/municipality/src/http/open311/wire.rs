//! What is answered, field by field (GeoReport v2). Nothing of who reported has a field here.

use chrono::{DateTime, NaiveDate, SecondsFormat, TimeZone as _, Utc};
use chrono_tz::Europe::Helsinki;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    registry::Report,
    world::{Attribute, Place, PlaceName, ReportService, Reporting, ServiceType},
};

/// The hour by which something is mended on its day.
const END_OF_WORK: u32 = 16;

/// A kind of fault that can be reported.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the specification names them")]
pub(super) struct Service<'a> {
    service_code: &'a str,
    service_name: &'a str,
    description: &'a str,
    /// Whether its definition asks anything.
    metadata: bool,
    r#type: ServiceType,
    /// Parted by commas.
    keywords: String,
    group: &'a str,
}

impl<'a> From<&'a ReportService> for Service<'a> {
    fn from(service: &'a ReportService) -> Self {
        Self {
            service_code: &service.code,
            service_name: &service.name,
            description: &service.description,
            metadata: !service.attributes.is_empty(),
            r#type: service.r#type,
            keywords: service.keywords.join(", "),
            group: &service.group,
        }
    }
}

/// What a service asks.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ServiceDefinition<'a> {
    pub(super) service_code: &'a str,
    pub(super) attributes: &'a [Attribute],
}

/// A report.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the specification names them")]
pub(super) struct ServiceRequest {
    service_request_id: Option<String>,
    /// `open` or `closed`.
    status: &'static str,
    status_notes: Option<String>,
    service_name: Option<String>,
    service_code: String,
    description: Option<String>,
    agency_responsible: Option<String>,
    service_notice: Option<String>,
    requested_datetime: String,
    updated_datetime: String,
    expected_datetime: Option<String>,
    address: Option<String>,
    address_id: Option<String>,
    zipcode: Option<String>,
    lat: Option<f64>,
    long: Option<f64>,
    /// Photographs may show people and cars: none is public.
    media_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extended_attributes: Option<ExtendedAttributes>,
}

/// What a report has beyond the specification.
#[derive(Debug, Serialize, ToSchema)]
struct ExtendedAttributes {
    /// Whether it is asked how it went.
    asks_feedback: bool,
}

impl ServiceRequest {
    pub(super) fn new(report: Report, reporting: &Reporting) -> Self {
        let service = reporting.service(&report.service);
        Self {
            service_request_id: report.id,
            status: if report.closed { "closed" } else { "open" },
            status_notes: report.status_notes,
            service_name: service.map(|service| service.name.clone()),
            service_code: report.service,
            description: report.description,
            agency_responsible: report.agency,
            service_notice: None,
            requested_datetime: stamp(report.requested_at),
            updated_datetime: stamp(report.updated_at),
            expected_datetime: report.expected_on.and_then(end_of),
            address: report.address,
            address_id: None,
            zipcode: None,
            lat: report.position.map(|(north, _)| north),
            long: report.position.map(|(_, east)| east),
            media_url: None,
            extended_attributes: report.asks_feedback.then_some(ExtendedAttributes { asks_feedback: true }),
        }
    }
}

/// What is answered to a report: an id, a token, or neither.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Received {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) service_request_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) token: Option<String>,
    pub(super) service_notice: String,
    pub(super) account_id: Option<String>,
}

/// What a token stands for; without an id as long as there is none.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TokenAnswer {
    pub(super) token: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) service_request_id: Option<String>,
}

/// What is wrong with a request.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ErrorEntry<'a> {
    /// The status of the answer.
    pub(super) code: u16,
    pub(super) description: &'a str,
}

/// A place of the municipality's list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PlaceAnswer<'a> {
    /// For `address_id`.
    id: &'a str,
    /// `street`, `address`, `park`, `school`, `bus_stop` and so on.
    kind: &'a str,
    name: &'a PlaceName,
    area: &'a PlaceName,
    lat: f64,
    long: f64,
}

impl<'a> From<&'a Place> for PlaceAnswer<'a> {
    fn from(place: &'a Place) -> Self {
        let (lat, long) = place.position;
        Self { id: &place.id, kind: &place.kind, name: &place.name, area: &place.area, lat, long }
    }
}

/// A time as the municipality writes it: its own clock, with the offset from UTC.
pub(super) fn stamp(at: DateTime<Utc>) -> String {
    at.with_timezone(&Helsinki).to_rfc3339_opts(SecondsFormat::Secs, false)
}

fn end_of(day: NaiveDate) -> Option<String> {
    let end = Helsinki.from_local_datetime(&day.and_hms_opt(END_OF_WORK, 0, 0)?).earliest()?;
    Some(stamp(end.to_utc()))
}
