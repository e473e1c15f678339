//! `opened`: the resident opened an item. It is sent on purpose, recorded, and serves nothing.

use axum::{
    Json,
    extract::{
        Path, State,
        rejection::{JsonRejection, PathRejection},
    },
    http::{HeaderMap, StatusCode},
};
use chrono::{DateTime, SecondsFormat, Utc};
use resident_api::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Refusal, Served, bearer::Resident};

/// Kinds that can be opened.
const KINDS: [&str; 5] = ["case", "message", "decision", "task", "consent"];
/// Longest `Idempotency-Key`, in bytes.
const KEY_CAP: usize = 255;

/// When the resident opened the item.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct Opening {
    /// By the device's clock, RFC 3339.
    opened_at: DateTime<Utc>,
}

/// The server has recorded it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OpeningReceipt {
    /// When the server heard of it first, RFC 3339.
    received_at: String,
}

/// Records that the resident opened an item. Nothing follows from it in law: a decision is served by an acknowledgement
/// only.
#[utoipa::path(
    post,
    path = "/v1/{kind}/{id}/opened",
    operation_id = "recordOpened",
    tag = "resident",
    params(
        ("kind" = String, Path, description = "`case`, `message`, `decision`, `task` or `consent`."),
        ("id" = String, Path, description = "Id of the item."),
        ("Idempotency-Key" = String, Header, description = "The same key gets the same answer, and is recorded once."),
    ),
    request_body = Opening,
    security(("bearer" = []), ("openid" = ["resident"])),
    responses(
        (status = 200, description = "Recorded.", body = OpeningReceipt),
        (status = 400, description = "No `Idempotency-Key`, or the body is not JSON.", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "No token, or none that is good here.", body = Problem,
            content_type = "application/problem+json", headers(
                ("WWW-Authenticate" = String),
                ("DPoP-Nonce" = Option<String>, description = "For the next proof."),
            )),
        (status = 403, description = "The token is not for this.", body = Problem,
            content_type = "application/problem+json", headers(("WWW-Authenticate" = String))),
        (status = 404, description = "No such item, or somebody else's.", body = Problem,
            content_type = "application/problem+json"),
        (status = 413, description = "The body is too large.", body = Problem,
            content_type = "application/problem+json"),
        (status = 415, description = "The body is not declared as JSON.", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The body lacks `opened_at`, or the key belongs to another request.",
            body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn record(
    State(served): State<Served>,
    Resident(persona): Resident,
    item: Result<Path<(String, String)>, PathRejection>,
    headers: HeaderMap,
    opening: Result<Json<Opening>, JsonRejection>,
) -> Result<Json<OpeningReceipt>, Refusal> {
    let Path((kind, id)) = item?;
    if !KINDS.contains(&kind.as_str()) {
        return Err(Refusal::new(StatusCode::NOT_FOUND));
    }
    let key = idempotency_key(&headers)?;
    let Json(Opening { opened_at }) = opening?;
    let opened_at = opened_at.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    let received_at =
        served.ask(move |registry| registry.record_opened(&persona, &key, (&kind, &id), &opened_at)).await?;
    Ok(Json(OpeningReceipt { received_at }))
}

pub(super) fn idempotency_key(headers: &HeaderMap) -> Result<String, Refusal> {
    headers
        .get("idempotency-key")
        .and_then(|key| key.to_str().ok())
        .map(str::trim)
        .filter(|key| (1..=KEY_CAP).contains(&key.len()))
        .map(str::to_owned)
        .ok_or_else(|| Refusal::new(StatusCode::BAD_REQUEST).detail("Send an Idempotency-Key of 1 to 255 characters."))
}
