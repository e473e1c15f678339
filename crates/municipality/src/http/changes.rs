//! The change feed.

#![allow(unused_qualifications, reason = "`utoipa::path` names the query by a path of its own")]

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use resident_api::{ChangesPage, MAX_PAGE, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Refusal, Served, bearer::Resident, etag, names};

const DEFAULT_LIMIT: usize = 500;

/// Where to read and how much.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ChangesQuery {
    /// `next` of the page before. Without it the feed starts from the beginning.
    after: Option<String>,
    /// Most changes wanted. More than 1000 is 1000.
    #[param(minimum = 1, default = 500)]
    limit: Option<usize>,
}

/// What has changed in everything the resident may see, oldest first: the latest change of each record.
///
/// At the end of the feed the page is empty and has a strong ETag: asking with `If-None-Match` costs one small request
/// until there is something new.
#[utoipa::path(
    get,
    path = "/v1/changes",
    operation_id = "readChanges",
    tag = "resident",
    params(
        ChangesQuery,
        ("If-None-Match" = Option<String>, Header, description = "ETag of an empty page."),
    ),
    security(("bearer" = []), ("openid" = ["resident"])),
    responses(
        (status = 200, description = "A page.", body = ChangesPage, headers(
            ("ETag" = Option<String>, description = "Of a page without changes."),
        )),
        (status = 304, description = "There is still nothing new."),
        (status = 400, description = "`after` or `limit` cannot be read.", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "No token, or none that is good here.", body = Problem,
            content_type = "application/problem+json", headers(
                ("WWW-Authenticate" = String),
                ("DPoP-Nonce" = Option<String>, description = "For the next proof."),
            )),
        (status = 403, description = "The token is not for this.", body = Problem,
            content_type = "application/problem+json", headers(("WWW-Authenticate" = String))),
        (status = 410, description = "The cursor is too old: start again without one.", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn read(
    State(served): State<Served>,
    Resident(persona): Resident,
    query: Result<Query<ChangesQuery>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let Query(ChangesQuery { after, limit }) = query?;
    let limit = limit.unwrap_or(DEFAULT_LIMIT).min(MAX_PAGE);
    if limit == 0 {
        return Err(Refusal::new(StatusCode::BAD_REQUEST).detail("`limit` is at least 1."));
    }
    let page = served.ask(move |registry| registry.page(&persona, after.as_deref(), limit)).await?;
    let at_the_end = page.changes.is_empty();
    let text = serde_json::to_vec(&page).map_err(crate::registry::RegistryError::from)?;
    let json = (header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if !at_the_end {
        return Ok(([json], text).into_response());
    }
    let tag = etag(&text);
    if names(headers.get(header::IF_NONE_MATCH), &tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    Ok(([json, (header::ETAG, tag)], text).into_response())
}
