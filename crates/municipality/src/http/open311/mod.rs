//! Fault reports by Open311 GeoReport v2, at bodies that take them: no sign-in, for what is broken is everybody's.
//!
//! Every address ends in `.json` or `.xml`. Beyond the specification (which the discovery document says under `extensions`):
//! photographs in the report itself, `places.json`, the municipality's own list of places, and `requests/{id}/feedback.json`,
//! how a report went. A report needs a place in words, on the globe, or of that list; who reports need not be told.
//!
//! Nothing here knows that a report comes again, as no server of the protocol does: posted twice, it is there twice.

mod answer;
mod describe;
mod discovery;
mod extras;
mod find;
mod photo;
mod post;
mod received;
mod wire;
mod xml;

use std::sync::Arc;

use axum::{
    Router,
    extract::{DefaultBodyLimit, Query, Request, State},
    http::StatusCode,
    middleware::{Next, from_fn_with_state},
    response::Response,
    routing::{get, post},
};
use utoipa::OpenApi as _;

use self::{
    answer::{Fault, Format, Named},
    wire::{Service, ServiceDefinition, TokenAnswer},
};
use super::Served;
use crate::world::Reporting;

/// Where the API is.
pub(crate) const PATH: &str = "/open311/v2";

/// Names and values, as they are asked or sent; a name may come more than once.
type Pairs = Vec<(String, String)>;

/// What the handlers share.
#[derive(Clone)]
struct Town {
    served: Served,
    reporting: Arc<Reporting>,
}

/// The routes; none where the body takes no reports.
pub(super) fn router(served: &Served) -> Router<Served> {
    let Some(reporting) = served.reporting.clone() else { return Router::new() };
    let town = Town { served: served.clone(), reporting };
    let api = Router::new()
        .route("/discovery.json", get(discovery::read))
        .route("/services.json", get(services))
        .route("/services.xml", get(services))
        .route("/services/{file}", get(definition))
        .route("/requests.json", get(find::list).post(received::receive))
        .route("/requests.xml", get(find::list).post(received::receive))
        .route("/requests/{file}", get(find::one))
        .route("/requests/{id}/feedback.json", post(extras::feedback))
        .route("/tokens/{file}", get(token))
        .route("/places.json", get(extras::places))
        .layer(DefaultBodyLimit::max(post::BODY_CAP))
        .layer(from_fn_with_state(town.clone(), jurisdiction));
    Router::new().route("/open311/discovery.json", get(discovery::read)).nest(PATH, api).with_state(town)
}

/// The description of the routes, for the server's own.
pub(super) fn description() -> utoipa::openapi::OpenApi {
    describe::Open311::openapi()
}

/// Refuses what is asked of another municipality. One that is not named is this one.
async fn jurisdiction(State(town): State<Town>, request: Request, next: Next) -> Response {
    let named = Query::<Pairs>::try_from_uri(request.uri()).map(|Query(pairs)| pairs).unwrap_or_default();
    match town.other_jurisdiction(&named) {
        None => next.run(request).await,
        Some(fault) => Format::of(request.uri().path()).map_or(Format::Json, |(_, format)| format).refuse(&fault),
    }
}

impl Town {
    fn other_jurisdiction(&self, pairs: &Pairs) -> Option<Fault> {
        let named = first(pairs, "jurisdiction_id")?;
        (named != self.reporting.jurisdiction).then(|| Fault::not_found("jurisdiction_id"))
    }
}

async fn services(State(town): State<Town>, format: Format) -> Response {
    let services: Vec<_> = town.reporting.services.iter().map(Service::from).collect();
    format.answer(("services", "service"), Ok(services))
}

async fn definition(State(town): State<Town>, Named(code, format): Named) -> Response {
    let service = town.reporting.service(&code).ok_or_else(|| Fault::not_found("service_code"));
    let definition =
        service.map(|service| ServiceDefinition { service_code: &service.code, attributes: &service.attributes });
    format.answer(("service_definition", ""), definition)
}

async fn token(State(town): State<Town>, Named(token, format): Named) -> Response {
    let asked = token.clone();
    let found = town.served.ask(move |registry| registry.report(&asked)).await.map_err(Fault::from);
    // An id is no token, though the registry finds reports by both.
    let answer = found.and_then(|report| match report.filter(|report| report.token.as_ref() == Some(&token)) {
        Some(report) => Ok([TokenAnswer { token, service_request_id: report.id }]),
        None => Err(Fault::new(StatusCode::NOT_FOUND, "token was not found")),
    });
    format.answer(("service_requests", "request"), answer)
}

/// The first value of a name; blank is as good as none.
fn first<'a>(pairs: &'a Pairs, name: &str) -> Option<&'a str> {
    let value = pairs.iter().find(|(named, _)| named == name).map(|(_, value)| value.trim());
    value.filter(|value| !value.is_empty())
}

/// All values of a name, also where one holds several, parted by commas.
fn all(pairs: &Pairs, name: &str) -> Vec<String> {
    let values = pairs.iter().filter(|(named, _)| named == name).flat_map(|(_, value)| value.split(','));
    values.map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned).collect()
}
