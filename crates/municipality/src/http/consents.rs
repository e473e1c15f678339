//! Consents: answered, prolonged and withdrawn; and the same as grants of OAuth.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderMap, StatusCode},
};
use resident_api::{ConsentAnswer, ConsentWithdrawal, Grant, Problem, Receipt};

use super::{
    Refusal, Served,
    answers::read,
    bearer::{Caller, Resident},
    opened::idempotency_key,
    posted::Posted,
};

/// Receives what a resident says to a request for consent. Where it is weighty, who gives it has just identified themselves by
/// strong means (`insufficient_user_authentication`, RFC 9470); refusing never asks for that.
#[utoipa::path(
    post,
    path = "/v1/consents/{id}/answer",
    operation_id = "answerConsent",
    tag = "resident",
    params(
        ("id" = String, Path, description = "Id of the consent."),
        ("Idempotency-Key" = String, Header, description = "The same key gets the same answer, and is received once."),
    ),
    request_body = ConsentAnswer,
    security(("bearer" = []), ("openid" = ["resident"])),
    responses(
        Posted,
        (status = 404, description = "No such request, or somebody else's.", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "It is answered already, or its time is over.", body = Problem,
            content_type = "application/problem+json"),
        (status = 412, description = "The notice is another by now than the one that was shown.", body = Problem,
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
    let key = idempotency_key(&headers)?;
    let answer: ConsentAnswer = read(&body)?;
    served.has_identified_for(&caller, &id, &answer).await?;
    let persona = caller.persona;
    served.ask(move |registry| registry.receive_consent_answer(&persona, &key, &body, (&id, &answer))).await.map(Json)
}

/// Prolongs what was given: another consent, with the items and the last day that it says, takes the place of the one that holds.
#[utoipa::path(
    post,
    path = "/v1/consents/{id}/extension",
    operation_id = "extendConsent",
    tag = "resident",
    params(
        ("id" = String, Path, description = "Id of the consent that holds."),
        ("Idempotency-Key" = String, Header, description = "The same key gets the same answer, and is received once."),
    ),
    request_body = ConsentAnswer,
    security(("bearer" = []), ("openid" = ["resident"])),
    responses(
        Posted,
        (status = 404, description = "No such consent, or somebody else's.", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "It does not hold, or is a prohibition.", body = Problem,
            content_type = "application/problem+json"),
        (status = 412, description = "The notice is another by now than the one that was shown.", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn extend(
    State(served): State<Served>,
    caller: Caller,
    id: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Receipt>, Refusal> {
    let Path(id) = id?;
    let key = idempotency_key(&headers)?;
    let answer: ConsentAnswer = read(&body)?;
    served.has_identified_for(&caller, &id, &answer).await?;
    let persona = caller.persona;
    served
        .ask(move |registry| registry.receive_consent_extension(&persona, &key, &body, (&id, &answer)))
        .await
        .map(Json)
}

/// Withdraws what was given, or takes a prohibition back. It takes no reasons, and no sign-in beyond the one that there is.
#[utoipa::path(
    post,
    path = "/v1/consents/{id}/withdrawal",
    operation_id = "withdrawConsent",
    tag = "resident",
    params(
        ("id" = String, Path, description = "Id of the consent."),
        ("Idempotency-Key" = String, Header, description = "The same key gets the same answer, and is received once."),
    ),
    request_body = ConsentWithdrawal,
    security(("bearer" = []), ("openid" = ["resident"])),
    responses(
        Posted,
        (status = 404, description = "No such consent, or somebody else's.", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "Nothing is given, or not any more.", body = Problem,
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
    read::<ConsentWithdrawal>(&body)?;
    served.ask(move |registry| registry.receive_consent_withdrawal(&persona, &key, &body, &id)).await.map(Json)
}

/// A consent as a grant (Grant Management for OAuth 2.0).
#[utoipa::path(
    get,
    path = "/v1/grants/{id}",
    operation_id = "readGrant",
    tag = "resident",
    params(("id" = String, Path, description = "Id of the consent.")),
    security(("bearer" = []), ("openid" = ["resident"])),
    responses(
        (status = 200, description = "The grant.", body = Grant),
        (status = 401, description = "No token, or none that is good here.", body = Problem,
            content_type = "application/problem+json", headers(("WWW-Authenticate" = String))),
        (status = 403, description = "No right to act in this matter, or the token is not for this.", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "No such consent, somebody else's, or a prohibition.", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn grant(
    State(served): State<Served>,
    Resident(persona): Resident,
    id: Result<Path<String>, PathRejection>,
) -> Result<Json<Grant>, Refusal> {
    let Path(id) = id?;
    served.ask(move |registry| registry.grant_of_consent(&persona, &id)).await.map(Json)
}

/// Revokes a grant: the same as withdrawing the consent. However often it is asked for, it is withdrawn once.
#[utoipa::path(
    delete,
    path = "/v1/grants/{id}",
    operation_id = "revokeGrant",
    tag = "resident",
    params(("id" = String, Path, description = "Id of the consent.")),
    security(("bearer" = []), ("openid" = ["resident"])),
    responses(
        (status = 204, description = "Revoked."),
        (status = 401, description = "No token, or none that is good here.", body = Problem,
            content_type = "application/problem+json", headers(("WWW-Authenticate" = String))),
        (status = 403, description = "No right to act in this matter, or the token is not for this.", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "No such consent, somebody else's, or a prohibition.", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "Nothing was given, or it ended otherwise.", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn revoke(
    State(served): State<Served>,
    Resident(persona): Resident,
    id: Result<Path<String>, PathRejection>,
) -> Result<StatusCode, Refusal> {
    let Path(id) = id?;
    served.ask(move |registry| registry.revoke_grant(&persona, &id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl Served {
    /// Refuses who gives something weighty without having identified themselves just now.
    async fn has_identified_for(&self, caller: &Caller, id: &str, answer: &ConsentAnswer) -> Result<(), Refusal> {
        if answer.answer != "given" {
            return Ok(());
        }
        let (persona, id) = (caller.persona.clone(), id.to_owned());
        let is_strong = self.ask(move |registry| registry.consent_is_strong(&persona, &id)).await?;
        if is_strong { caller.has_just_identified(self) } else { Ok(()) }
    }
}
