//! Requests to be called or to meet somebody, and how cases went.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderMap, StatusCode},
};
use resident_api::{CaseFeedback, ContactRequest, Problem, Receipt};

use super::{Refusal, Served, answers::read, bearer::Resident, opened::idempotency_key, posted::Posted};

/// Receives the request of a resident who wants to be called or to meet somebody. It becomes a message of the feed.
#[utoipa::path(
    post,
    path = "/v1/contact-requests",
    operation_id = "requestContact",
    tag = "resident",
    params(("Idempotency-Key" = String, Header, description = "The same key gets the same answer, and is received once.")),
    request_body = ContactRequest,
    security(("bearer" = []), ("openid" = ["resident"])),
    responses(
        Posted,
        (status = 404, description = "It cannot be asked for here; or the party or what it is about is not there, or somebody else's.",
            body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn request(
    State(served): State<Served>,
    Resident(persona): Resident,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Receipt>, Refusal> {
    let form = served.contact_form.clone().ok_or_else(|| Refusal::new(StatusCode::NOT_FOUND))?;
    let key = idempotency_key(&headers)?;
    let request: ContactRequest = read(&body)?;
    let most_files = served.attachments.as_ref().map_or(0, |caps| caps.count);
    served
        .ask(move |registry| registry.receive_contact_request(&persona, &key, &body, (&form, &request), most_files))
        .await
        .map(Json)
}

/// Receives how a case went. It does not become a part of the case.
#[utoipa::path(
    post,
    path = "/v1/cases/{id}/feedback",
    operation_id = "giveFeedback",
    tag = "resident",
    params(
        ("id" = String, Path, description = "Id of the case."),
        ("Idempotency-Key" = String, Header, description = "The same key gets the same answer, and is received once."),
    ),
    request_body = CaseFeedback,
    security(("bearer" = []), ("openid" = ["resident"])),
    responses(
        Posted,
        (status = 404, description = "No such case, or somebody else's.", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The case does not ask how it went, or not any more.", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn tell(
    State(served): State<Served>,
    Resident(persona): Resident,
    id: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Receipt>, Refusal> {
    let Path(id) = id?;
    let key = idempotency_key(&headers)?;
    let feedback: CaseFeedback = read(&body)?;
    served.ask(move |registry| registry.receive_feedback(&persona, &key, &body, (&id, &feedback))).await.map(Json)
}
