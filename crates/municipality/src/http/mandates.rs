//! Rights to act, given and asked for by residents.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderMap, StatusCode},
};
use resident_api::{MandateAnswer, MandateOffer, OwnCode, Problem, Receipt};

use super::{
    Refusal, Served,
    bearer::{Caller, Resident},
    opened::idempotency_key,
};
use crate::registry::Deed;

/// Gives a code that the resident shows to somebody who gives them a right to act, or asks them for one. An earlier code is
/// void.
#[utoipa::path(
    post,
    path = "/v1/mandates/code",
    operation_id = "showCode",
    tag = "resident",
    security(("bearer" = [])),
    responses(
        (status = 200, description = "The code. It is good once, for an hour.", body = OwnCode),
        (status = 401, description = "No token, or none that is good here.", body = Problem,
            content_type = "application/problem+json", headers(("WWW-Authenticate" = String))),
    )
)]
pub(super) async fn code(State(served): State<Served>, Resident(persona): Resident) -> Result<Json<OwnCode>, Refusal> {
    served.ask(move |registry| registry.mandate_code(&persona)).await.map(Json)
}

/// Gives a right to act to somebody, or asks somebody for one. Who gives one has just identified themselves by strong means.
#[utoipa::path(
    post,
    path = "/v1/mandates",
    operation_id = "offerMandate",
    tag = "resident",
    params(("Idempotency-Key" = String, Header, description = "The same key gets the same answer, and acts once.")),
    request_body = MandateOffer,
    security(("bearer" = [])),
    responses(
        (status = 200, description = "Received.", body = Receipt),
        (status = 400, description = "No `Idempotency-Key`.", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No token, or none that is good here; or the sign-in is too \
            weak or too old to give a right (`insufficient_user_authentication`, RFC 9470).", body = Problem,
            content_type = "application/problem+json", headers(("WWW-Authenticate" = String))),
        (status = 422, description = "Name and code do not belong together, a matter or a day is not acceptable, or the \
            key belongs to another request.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn offer(
    State(served): State<Served>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Receipt>, Refusal> {
    let offer = read::<MandateOffer>(&body)?;
    // Asking gives nothing away: the other one decides.
    if offer.kind != "ask" {
        caller.has_just_identified(&served)?;
    }
    served.act(caller.persona, &headers, body, Deed::Offer(offer)).await
}

/// Answers a request for a right to act. Who accepts it has just identified themselves by strong means.
#[utoipa::path(
    post,
    path = "/v1/mandates/{id}/answer",
    operation_id = "answerMandateRequest",
    tag = "resident",
    params(
        ("id" = String, Path, description = "Id of the request."),
        ("Idempotency-Key" = String, Header, description = "The same key gets the same answer, and acts once."),
    ),
    request_body = MandateAnswer,
    security(("bearer" = [])),
    responses(
        (status = 200, description = "Received.", body = Receipt),
        (status = 401, description = "No token, or none that is good here; or the sign-in is too \
            weak or too old to give a right (`insufficient_user_authentication`, RFC 9470).", body = Problem,
            content_type = "application/problem+json", headers(("WWW-Authenticate" = String))),
        (status = 404, description = "No such request, or not to this resident.", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn answer(
    State(served): State<Served>,
    caller: Caller,
    id: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Receipt>, Refusal> {
    let Path(id) = id?;
    let MandateAnswer { accept } = read(&body)?;
    if accept {
        caller.has_just_identified(&served)?;
    }
    served.act(caller.persona, &headers, body, Deed::Answer { id, accept }).await
}

/// Ends a right to act that the resident has given or holds, or a request. Withdrawing takes no reasons.
#[utoipa::path(
    post,
    path = "/v1/mandates/{id}/withdrawal",
    operation_id = "withdrawMandate",
    tag = "resident",
    params(
        ("id" = String, Path, description = "Id of the mandate or of the request."),
        ("Idempotency-Key" = String, Header, description = "The same key gets the same answer, and acts once."),
    ),
    security(("bearer" = [])),
    responses(
        (status = 200, description = "Received.", body = Receipt),
        (status = 401, description = "No token, or none that is good here.", body = Problem,
            content_type = "application/problem+json", headers(("WWW-Authenticate" = String))),
        (status = 404, description = "No such right, or somebody else's.", body = Problem,
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
    served.act(persona, &headers, body, Deed::Withdraw { id }).await
}

fn read<T: serde::de::DeserializeOwned>(body: &Bytes) -> Result<T, Refusal> {
    serde_json::from_slice(body)
        .map_err(|error| Refusal::new(StatusCode::UNPROCESSABLE_ENTITY).detail(error.to_string()))
}

impl Served {
    async fn act(
        &self,
        persona: String,
        headers: &HeaderMap,
        body: Bytes,
        deed: Deed,
    ) -> Result<Json<Receipt>, Refusal> {
        let (key, matters) = (idempotency_key(headers)?, self.matters.clone());
        self.ask(move |registry| registry.deed(&persona, &key, &body, deed, &matters)).await.map(Json)
    }
}
