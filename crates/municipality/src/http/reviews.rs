//! Requests for review of decisions.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State, rejection::PathRejection},
    http::HeaderMap,
};
use resident_api::{Problem, Receipt, ReviewRequest};

use super::{Refusal, Served, answers::read, bearer::Resident, opened::idempotency_key, posted::Posted};

/// Receives a request for the review of a decision (oikaisuvaatimus). It becomes a case of its own.
#[utoipa::path(
    post,
    path = "/v1/decisions/{id}/review-request",
    operation_id = "requestReview",
    tag = "resident",
    params(
        ("id" = String, Path, description = "Id of the decision."),
        ("Idempotency-Key" = String, Header, description = "The same key gets the same answer, and is received once."),
    ),
    request_body = ReviewRequest,
    security(("bearer" = []), ("openid" = ["resident"])),
    responses(
        Posted,
        (status = 404, description = "No such decision, or somebody else's.", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "No review can be requested of this decision here.", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn request(
    State(served): State<Served>,
    Resident(persona): Resident,
    id: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Receipt>, Refusal> {
    let Path(id) = id?;
    let key = idempotency_key(&headers)?;
    let request: ReviewRequest = read(&body)?;
    let most_files = served.attachments.as_ref().map_or(0, |caps| caps.count);
    served
        .ask(move |registry| registry.receive_review_request(&persona, &key, &body, (&id, &request), most_files))
        .await
        .map(Json)
}
