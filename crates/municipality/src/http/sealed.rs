//! Receiving a sealed decision.

use axum::{
    Json,
    extract::{Path, State, rejection::PathRejection},
    http::HeaderMap,
};
use resident_api::{DecisionReceipt, Problem};

use super::{Refusal, Served, bearer::Caller, opened::idempotency_key};

/// Receives a sealed decision: from this moment it is served, and its key is handed out. Who receives one has just identified
/// themselves by strong means (Act 13/2003, section 18). However often it is asked for, it is served once.
#[utoipa::path(
    post,
    path = "/v1/decisions/{id}/receipt",
    operation_id = "receiveDecision",
    tag = "resident",
    params(
        ("id" = String, Path, description = "Id of the decision."),
        ("Idempotency-Key" = String, Header, description = "The same key gets the same answer, also when the decision has gone since. Another key gets the first time of service, too."),
    ),
    security(("bearer" = []), ("openid" = ["resident"])),
    responses(
        (status = 200, description = "Received.", body = DecisionReceipt),
        (status = 400, description = "No `Idempotency-Key`.", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No token, or none that is good here; or the sign-in is too weak or too old to receive a \
            decision (`insufficient_user_authentication`, RFC 9470).", body = Problem,
            content_type = "application/problem+json", headers(("WWW-Authenticate" = String))),
        (status = 403, description = "The resident has no right to act in this matter.", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "No such decision, somebody else's, or not a sealed one.", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "It cannot be received any more: it has been withdrawn \
            (`urn:resident-api:decision-withdrawn`), or its time is over (`urn:resident-api:receipt-over`).", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The key belongs to another request.", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn receive(
    State(served): State<Served>,
    caller: Caller,
    id: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Json<DecisionReceipt>, Refusal> {
    let Path(id) = id?;
    let key = idempotency_key(&headers)?;
    // Also of who asks again: the answer holds the key.
    caller.has_just_identified(&served)?;
    served.ask(move |registry| registry.receive_decision(&caller.persona, &key, &id)).await.map(Json)
}
