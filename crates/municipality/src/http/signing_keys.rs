//! The keys by which decisions are signed.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use resident_api::SigningKeys;

use super::{Refusal, Served};
use crate::Registry;

/// The keys by which decisions are signed, with those that were replaced or revoked. A JWK Set (RFC 7517).
#[utoipa::path(
    get,
    path = "/v1/signing-keys",
    operation_id = "readSigningKeys",
    tag = "public",
    responses((status = 200, description = "The keys.", body = SigningKeys, content_type = "application/jwk-set+json"))
)]
pub(super) async fn read(State(served): State<Served>) -> Result<Response, Refusal> {
    let keys = served.ask(Registry::signing_keys).await?;
    let keys = serde_json::to_vec(&keys).unwrap_or_default();
    Ok(([(header::CONTENT_TYPE, "application/jwk-set+json")], keys).into_response())
}
