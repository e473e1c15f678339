//! Files for letters, received in pieces.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use resident_api::{AttachmentCaps, Problem, UploadOffer, UploadState};

use super::{Refusal, Served, bearer::Resident, opened::idempotency_key};
use crate::registry::UploadFault;

/// Largest piece, in bytes, with room for what a proxy adds.
pub(super) const BODY_CAP: usize = 1024 * 1024 + 1024;

/// What is taken with a letter.
pub(crate) fn caps() -> AttachmentCaps {
    let media_types = ["application/pdf", "image/jpeg", "image/png", "text/plain"];
    AttachmentCaps { count: 5, size: 10 * 1024 * 1024, media_types: media_types.map(str::to_owned).to_vec() }
}

/// Begins to receive a file, or tells how far it has come.
#[utoipa::path(
    post,
    path = "/v1/uploads",
    operation_id = "beginUpload",
    tag = "resident",
    params(("Idempotency-Key" = String, Header, description = "One for each file.")),
    request_body = UploadOffer,
    security(("bearer" = []), ("openid" = ["resident"])),
    responses(
        (status = 200, description = "How far it has come.", body = UploadState),
        (status = 400, description = "No `Idempotency-Key`.", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No token, or none that is good here.", body = Problem,
            content_type = "application/problem+json", headers(
                ("WWW-Authenticate" = String),
                ("DPoP-Nonce" = Option<String>, description = "For the next proof."),
            )),
        (status = 404, description = "No files are received here.", body = Problem,
            content_type = "application/problem+json"),
        (status = 413, description = "The file is too large.", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "Its kind is not taken, or the key belongs to another file.", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn begin(
    State(served): State<Served>,
    Resident(persona): Resident,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<UploadState>, Refusal> {
    let caps = served.attachments.clone().ok_or_else(|| Refusal::new(StatusCode::NOT_FOUND))?;
    let key = idempotency_key(&headers)?;
    let offer: UploadOffer = serde_json::from_slice(&body)
        .map_err(|error| Refusal::new(StatusCode::UNPROCESSABLE_ENTITY).detail(error.to_string()))?;
    served.ask(move |registry| registry.begin_upload(&persona, &key, &offer, &caps)).await.map(Json)
}

/// Receives the next bytes of a file.
#[utoipa::path(
    patch,
    path = "/v1/uploads/{id}",
    operation_id = "appendUpload",
    tag = "resident",
    params(
        ("id" = String, Path, description = "Id of the upload."),
        ("Upload-Offset" = u64, Header, description = "Where these bytes begin."),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    security(("bearer" = []), ("openid" = ["resident"])),
    responses(
        (status = 200, description = "How far it has come.", body = UploadState),
        (status = 400, description = "No `Upload-Offset`.", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No token, or none that is good here.", body = Problem,
            content_type = "application/problem+json", headers(
                ("WWW-Authenticate" = String),
                ("DPoP-Nonce" = Option<String>, description = "For the next proof."),
            )),
        (status = 404, description = "No such upload, or somebody else's.", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The file has come to another place.", body = UploadState),
        (status = 413, description = "It is more than was said.", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The bytes are not those that were described; it begins again.", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn append(
    State(served): State<Served>,
    Resident(persona): Resident,
    id: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    let Path(id) = id?;
    let offset = headers.get("upload-offset").and_then(|value| value.to_str().ok()?.trim().parse::<u64>().ok());
    let offset = offset
        .ok_or_else(|| Refusal::new(StatusCode::BAD_REQUEST).detail("Send an Upload-Offset, a number of bytes."))?;
    let appended = served
        .ask(move |registry| match registry.append_upload(&persona, &id, offset, &body) {
            Err(UploadFault::OtherOffset(state)) => Ok((StatusCode::CONFLICT, state)),
            appended => appended.map(|state| (StatusCode::OK, state)),
        })
        .await;
    let (status, state) = appended?;
    Ok((status, Json(state)).into_response())
}
