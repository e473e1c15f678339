//! Answers to tasks, and withdrawals of cases.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderMap, StatusCode},
};
use resident_api::{CaseWithdrawal, Problem, Receipt, TaskAnswer};
use serde::de::DeserializeOwned;

use super::{Refusal, Served, bearer::Resident, opened::idempotency_key, posted::Posted};

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
        Posted,
        (status = 404, description = "No such task, or somebody else's, or one without questions.", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The task is done or cancelled, or the resident has answered it.", body = Problem,
            content_type = "application/problem+json"),
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
        Posted,
        (status = 404, description = "No such case, or somebody else's.", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "It cannot be withdrawn, or not any more.", body = Problem,
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

pub(super) fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, Refusal> {
    serde_json::from_slice(body)
        .map_err(|error| Refusal::new(StatusCode::UNPROCESSABLE_ENTITY).detail(error.to_string()))
}
