//! The description of the routes (OpenAPI). The functions here are never called: the specification's addresses end in the
//! form of the answer, which the router cannot write as it is written there.
#![expect(dead_code, reason = "they describe routes")]

use utoipa::{OpenApi, ToSchema};

use super::{
    extras::{Feedback, FeedbackTaken},
    wire::{ErrorEntry, PlaceAnswer, Received, Service, ServiceDefinition, ServiceRequest, TokenAnswer},
};

/// The routes of Open311.
#[derive(OpenApi)]
#[openapi(paths(
    discovery,
    discovery_beside,
    services,
    definition,
    requests,
    request,
    report,
    token,
    places,
    feedback
))]
pub(super) struct Open311;

/// A report as it is sent: one of `lat` with `long`, `address_string` and `address_id` is there.
#[derive(ToSchema)]
struct ReportForm {
    service_code: String,
    jurisdiction_id: Option<String>,
    lat: Option<f64>,
    long: Option<f64>,
    address_string: Option<String>,
    /// Id of a place.
    address_id: Option<String>,
    /// 4,000 characters at most.
    description: Option<String>,
    /// For the clerk alone, as all of the reporter.
    first_name: Option<String>,
    last_name: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    media_url: Option<String>,
    /// An answer, by the code of the question; for several values `attribute[CODE][]`, as often as there are values.
    #[schema(rename = "attribute[CODE]")]
    attribute: Option<String>,
    /// Photographs, with `multipart/form-data`: five files at most, of 8 MiB each.
    #[schema(rename = "media[]", value_type = Option<Vec<String>>)]
    media: Option<Vec<Vec<u8>>>,
}

/// What this server can do: GeoReport's discovery document, with `extensions`.
#[utoipa::path(get, path = "/open311/v2/discovery.json", operation_id = "discoverOpen311", tag = "open311",
    responses((status = 200, description = "The document.", body = serde_json::Value)))]
fn discovery() {}

/// The same, beside the versions.
#[utoipa::path(get, path = "/open311/discovery.json", operation_id = "discoverOpen311Versions", tag = "open311",
    responses((status = 200, description = "The document.", body = serde_json::Value)))]
fn discovery_beside() {}

/// What can be reported.
#[utoipa::path(get, path = "/open311/v2/services.{response_format}", operation_id = "listServices", tag = "open311",
    params(
        ("response_format" = String, Path, description = "`json`, or `xml`: the same as `text/xml`."),
        ("jurisdiction_id" = Option<String>, Query, description = "This municipality, where it is said."),
    ),
    responses(
        (status = 200, description = "The services.", body = Vec<Service<'_>>),
        (status = 404, description = "Another municipality.", body = Vec<ErrorEntry<'_>>),
    ))]
fn services() {}

/// What a service asks.
#[utoipa::path(get, path = "/open311/v2/services/{service_code}.{response_format}", operation_id = "defineService",
    tag = "open311",
    params(
        ("service_code" = String, Path, description = "Code of the service."),
        ("response_format" = String, Path, description = "`json`, or `xml`: the same as `text/xml`."),
    ),
    responses(
        (status = 200, description = "The definition.", body = ServiceDefinition<'_>),
        (status = 404, description = "No such service.", body = Vec<ErrorEntry<'_>>),
    ))]
fn definition() {}

/// Public reports, the latest first: 90 days and 1,000 at most.
#[utoipa::path(get, path = "/open311/v2/requests.{response_format}", operation_id = "listServiceRequests",
    tag = "open311",
    params(
        ("response_format" = String, Path, description = "`json`, or `xml`: the same as `text/xml`."),
        ("service_request_id" = Option<String>, Query, description = "Ids, parted by commas. Nothing else counts then."),
        ("service_code" = Option<String>, Query, description = "Codes, parted by commas."),
        ("start_date" = Option<String>, Query, description = "From when on. By the clock in Finland without an offset."),
        ("end_date" = Option<String>, Query, description = "Until when: 90 days later at most."),
        ("status" = Option<String>, Query, description = "`open`, `closed`, or both, parted by a comma."),
        ("lat" = Option<f64>, Query, description = "Around where."),
        ("long" = Option<f64>, Query, description = "Around where."),
        ("radius" = Option<f64>, Query, description = "Within how many metres."),
        ("page" = Option<u32>, Query, description = "From 1."),
        ("page_size" = Option<u32>, Query, description = "1,000 at most."),
    ),
    responses(
        (status = 200, description = "The reports.", body = Vec<ServiceRequest>,
            headers(
                ("Link" = Option<String>, description = "The next page (RFC 8288)."),
                ("X-Next-Page-URL" = Option<String>, description = "The same, as a whole address."),
            )),
        (status = 400, description = "Something cannot be asked so.", body = Vec<ErrorEntry<'_>>),
        (status = 404, description = "Another municipality.", body = Vec<ErrorEntry<'_>>),
    ))]
fn requests() {}

/// A public report.
#[utoipa::path(get, path = "/open311/v2/requests/{service_request_id}.{response_format}",
    operation_id = "readServiceRequest", tag = "open311",
    params(
        ("service_request_id" = String, Path, description = "Its id."),
        ("response_format" = String, Path, description = "`json`, or `xml`: the same as `text/xml`."),
    ),
    responses(
        (status = 200, description = "The report, in a list.", body = Vec<ServiceRequest>),
        (status = 404, description = "No such report.", body = Vec<ErrorEntry<'_>>),
    ))]
fn request() {}

/// Reports something. It is there as often as it is sent.
#[utoipa::path(post, path = "/open311/v2/requests.{response_format}", operation_id = "createServiceRequest",
    tag = "open311",
    params(("response_format" = String, Path, description = "`json`, or `xml`: the same as `text/xml`.")),
    request_body(content(
        (ReportForm = "application/x-www-form-urlencoded"),
        (ReportForm = "multipart/form-data"),
    )),
    responses(
        (status = 200, description = "An id, a token or neither, in a list.", body = Vec<Received>),
        (status = 400, description = "All that is wrong with it.", body = Vec<ErrorEntry<'_>>),
        (status = 404, description = "No such service, or another municipality.", body = Vec<ErrorEntry<'_>>),
        (status = 413, description = "A file, or the whole, is too large.", body = Vec<ErrorEntry<'_>>),
        (status = 415, description = "It is no form.", body = Vec<ErrorEntry<'_>>),
    ))]
fn report() {}

/// The id of a report that had none when it was sent.
#[utoipa::path(get, path = "/open311/v2/tokens/{token}.{response_format}", operation_id = "readToken", tag = "open311",
    params(
        ("token" = String, Path, description = "The token."),
        ("response_format" = String, Path, description = "`json`, or `xml`: the same as `text/xml`."),
    ),
    responses(
        (status = 200, description = "The token, with the id once there is one, in a list.", body = Vec<TokenAnswer>),
        (status = 404, description = "No such token.", body = Vec<ErrorEntry<'_>>),
    ))]
fn token() {}

/// Places of the municipality, by the beginnings of words or around a point, ten at most.
#[utoipa::path(get, path = "/open311/v2/places.json", operation_id = "findPlaces", tag = "open311",
    params(
        ("q" = Option<String>, Query, description = "Beginnings of words, without marks over letters as well."),
        ("lat" = Option<f64>, Query, description = "Around where: within 300 metres."),
        ("long" = Option<f64>, Query, description = "Around where."),
    ),
    responses(
        (status = 200, description = "The likeliest or the nearest first.", body = Vec<PlaceAnswer<'_>>),
        (status = 400, description = "Nothing is looked for.", body = Vec<ErrorEntry<'_>>),
    ))]
fn places() {}

/// Says how a report went that asks it, once.
#[utoipa::path(post, path = "/open311/v2/requests/{service_request_id}/feedback.json", operation_id = "tellHowItWent",
    tag = "open311",
    params(("service_request_id" = String, Path, description = "Id of the report.")),
    request_body = Feedback,
    responses(
        (status = 200, description = "It was taken.", body = FeedbackTaken),
        (status = 400, description = "What is wrong with it.", body = Vec<ErrorEntry<'_>>),
        (status = 404, description = "No such report.", body = Vec<ErrorEntry<'_>>),
        (status = 409, description = "The report does not ask, or not any more.", body = Vec<ErrorEntry<'_>>),
    ))]
fn feedback() {}
