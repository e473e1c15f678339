//! What is public and the same for everyone: the card and the description of the API.

use axum::{Extension, http::HeaderMap, response::Response};
use resident_api::ServerCard;

use super::Notice;

/// The card as it is sent.
#[derive(Clone)]
pub(super) struct Card(pub(super) Notice);

/// The description as it is sent.
#[derive(Clone)]
pub(super) struct Described(pub(super) Notice);

/// Who this public body is, what the server offers and how to reach people.
#[utoipa::path(
    get,
    path = "/.well-known/resident-api",
    operation_id = "readCard",
    tag = "public",
    responses(
        (status = 200, description = "The card.", body = ServerCard, headers(
            ("ETag" = String, description = "Changes with the card."),
        )),
        (status = 304, description = "The card is as `If-None-Match` says."),
    )
)]
pub(super) async fn read(Extension(card): Extension<Card>, headers: HeaderMap) -> Response {
    card.0.answer(&headers)
}

/// This description.
#[utoipa::path(
    get,
    path = "/openapi.json",
    operation_id = "describe",
    tag = "public",
    responses(
        (status = 200, description = "OpenAPI 3.1.", body = serde_json::Value),
        (status = 304, description = "The description is as `If-None-Match` says."),
    )
)]
pub(super) async fn describe(Extension(description): Extension<Described>, headers: HeaderMap) -> Response {
    description.0.answer(&headers)
}
