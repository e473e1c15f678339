//! Answers to tasks, and withdrawals of cases.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderMap, StatusCode},
};
use resident_api::{CaseWithdrawal, Problem, Receipt, TaskAnswer};
use serde::de::DeserializeOwned;

use super::{Refusal, Served, bearer::Resident, opened::idempotency_key};

/// Receives the answer to a task that has questions. It becomes a message of the task's case.
#[utoipa::path(
    post,
    path = "/v1/tasks/{id}/answer",
    operation_id = "answerTask",
    tag = "resident",
    params(
        ("id" = String, Path, description = "Id of the task."),
        ("Idempotency-Key" = String, Header, description = "The same key gets the same answer, and is received once."),
    ),
    request_body = TaskAnswer,
    security(("bearer" = []), ("openid" = ["resident"])),
    responses(
        (status = 200, description = "Received.", body = Receipt),
        (status = 400, description = "No `Idempotency-Key`.", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No token, or none that is good here.", body = Problem,
            content_type = "application/problem+json", headers(
                ("WWW-Authenticate" = String),
                ("DPoP-Nonce" = Option<String>, description = "For the next proof."),
            )),
        (status = 403, description = "No right to act in this matter, or the token is not for this.", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "No such task, or somebody else's, or one without questions.", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The task is done or cancelled, or the resident has answered it.", body = Problem,
            content_type = "application/problem+json"),
        (status = 413, description = "The body is too large.", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "Replies are not acceptable (see `errors`), or the key belongs to another request.",
            body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn answer(
    State(served): State<Served>,
    Resident(persona): Resident,
    id: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Receipt>, Refusal> {
    let Path(id) = id?;
    let key = idempotency_key(&headers)?;
    let answer: TaskAnswer = read(&body)?;
    let most_files = served.attachments.as_ref().map_or(0, |caps| caps.count);
    served
        .ask(move |registry| registry.receive_answer(&persona, &key, &body, (&id, &answer), most_files))
        .await
        .map(Json)
}

/// Withdraws a case, where it says that it can be.
#[utoipa::path(
    post,
    path = "/v1/cases/{id}/withdrawal",
    operation_id = "withdrawCase",
    tag = "resident",
    params(
        ("id" = String, Path, description = "Id of the case."),
        ("Idempotency-Key" = String, Header, description = "The same key gets the same answer, and is received once."),
    ),
    request_body = CaseWithdrawal,
    security(("bearer" = []), ("openid" = ["resident"])),
    responses(
        (status = 200, description = "Received.", body = Receipt),
        (status = 400, description = "No `Idempotency-Key`.", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No token, or none that is good here.", body = Problem,
            content_type = "application/problem+json", headers(
                ("WWW-Authenticate" = String),
                ("DPoP-Nonce" = Option<String>, description = "For the next proof."),
            )),
        (status = 403, description = "No right to act in this matter, or the token is not for this.", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "No such case, or somebody else's.", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "It cannot be withdrawn, or not any more.", body = Problem,
            content_type = "application/problem+json"),
        (status = 413, description = "The body is too large.", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The reason is too long, or the key belongs to another request.", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn withdraw(
    State(served): State<Served>,
    Resident(persona): Resident,
    id: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Receipt>, Refusal> {
    let Path(id) = id?;
    let key = idempotency_key(&headers)?;
    let withdrawal: CaseWithdrawal = read(&body)?;
    served.ask(move |registry| registry.receive_withdrawal(&persona, &key, &body, &id, &withdrawal)).await.map(Json)
}

fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, Refusal> {
    serde_json::from_slice(body)
        .map_err(|error| Refusal::new(StatusCode::UNPROCESSABLE_ENTITY).detail(error.to_string()))
}
