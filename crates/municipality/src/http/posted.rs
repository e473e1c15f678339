//! What is answered to whatever a resident sends, in the description.

use resident_api::{Problem, Receipt};
use utoipa::IntoResponses;

/// The answers that are the same for all of it.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "it describes answers, and is none")]
pub(super) enum Posted {
    /// Received.
    #[response(status = 200)]
    Received(Receipt),
    /// No `Idempotency-Key`.
    #[response(status = 400, content_type = "application/problem+json")]
    NoKey(Problem),
    /// No token, or none that is good here.
    #[response(
        status = 401,
        content_type = "application/problem+json",
        headers(
            ("WWW-Authenticate" = String),
            ("DPoP-Nonce" = Option<String>, description = "For the next proof."),
        ),
    )]
    NoToken(Problem),
    /// No right to act in this matter, or the token is not for this.
    #[response(status = 403, content_type = "application/problem+json")]
    NoRight(Problem),
    /// The body is too large.
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(Problem),
    /// Parts are not acceptable (see `errors`), or the key belongs to another request.
    #[response(status = 422, content_type = "application/problem+json")]
    NotAcceptable(Problem),
}
