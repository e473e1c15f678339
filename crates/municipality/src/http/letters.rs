//! Letters from residents.

use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use resident_api::{Letter, LetterCaps, Problem, Receipt};

use super::{Refusal, Served, bearer::Resident, opened::idempotency_key, posted::Posted};

/// How much of a letter is taken.
pub(crate) const CAPS: LetterCaps = LetterCaps { title: 200, body: 10_000 };
/// Largest request body, in bytes: a letter of the longest texts, every character escaped.
pub(super) const BODY_CAP: usize = 128 * 1024;

/// Receives a letter from the resident. It becomes a message of the feed, in the case it belongs to.
#[utoipa::path(
    post,
    path = "/v1/messages",
    operation_id = "sendLetter",
    tag = "resident",
    params(("Idempotency-Key" = String, Header, description = "The same key gets the same answer, and is received once.")),
    request_body = Letter,
    security(("bearer" = []), ("openid" = ["resident"])),
    responses(
        Posted,
        (status = 404, description = "No letters are received here; or the party, the case or what is answered is not there, or somebody else's.",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The case is closed.", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "There is something newer in the case than `read_until`.", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn send(
    State(served): State<Served>,
    Resident(persona): Resident,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Receipt>, Refusal> {
    let caps = served.letters.ok_or_else(|| Refusal::new(StatusCode::NOT_FOUND))?;
    let most_files = served.attachments.as_ref().map_or(0, |caps| caps.count);
    let key = idempotency_key(&headers)?;
    let letter: Letter = serde_json::from_slice(&body)
        .map_err(|error| Refusal::new(StatusCode::UNPROCESSABLE_ENTITY).detail(error.to_string()))?;
    served
        .ask(move |registry| registry.receive_letter(&persona, &key, &body, letter, (caps, most_files)))
        .await
        .map(Json)
}
