//! What residents ask of who uses their data, and the texts by which they are informed.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use resident_api::{DataRequest, ErasureCheck, Problem, Receipt};

use super::{Refusal, Served, answers::read, bearer::Resident, opened::idempotency_key, posted::Posted};

/// Receives what a resident asks about data. It becomes a case; a prohibition becomes a record that holds at once.
#[utoipa::path(
    post,
    path = "/v1/data-requests",
    operation_id = "requestAboutData",
    tag = "resident",
    params(("Idempotency-Key" = String, Header, description = "The same key gets the same answer, and is received once.")),
    request_body = DataRequest,
    security(("bearer" = []), ("openid" = ["resident"])),
    responses(
        Posted,
        (status = 404, description = "The party or the use is not there, or somebody else's; or requests are not received here.",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It is forbidden already.", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn request(
    State(served): State<Served>,
    Resident(persona): Resident,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Receipt>, Refusal> {
    // What becomes a case with a message is received where letters are.
    served.letters.ok_or_else(|| Refusal::new(StatusCode::NOT_FOUND))?;
    let key = idempotency_key(&headers)?;
    let request: DataRequest = read(&body)?;
    served.ask(move |registry| registry.receive_data_request(&persona, &key, &body, &request)).await.map(Json)
}

/// Tells whether an erasure would be granted. Nothing is erased, and nobody is told.
#[utoipa::path(
    post,
    path = "/v1/data-uses/{id}/erasure-check",
    operation_id = "checkErasure",
    tag = "resident",
    params(("id" = String, Path, description = "Id of the use.")),
    security(("bearer" = []), ("openid" = ["resident"])),
    responses(
        (status = 200, description = "Whether it would, and why not.", body = ErasureCheck),
        (status = 401, description = "No token, or none that is good here.", body = Problem,
            content_type = "application/problem+json", headers(("WWW-Authenticate" = String))),
        (status = 403, description = "No right to act in this matter, or the token is not for this.", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "No such use, or somebody else's.", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn check_erasure(
    State(served): State<Served>,
    Resident(persona): Resident,
    id: Result<Path<String>, PathRejection>,
) -> Result<Json<ErasureCheck>, Refusal> {
    let Path(id) = id?;
    served.ask(move |registry| registry.check_erasure(&persona, &id)).await.map(Json)
}

/// The exact text of a notice. A version never changes, so that its hash stays good.
#[utoipa::path(
    get,
    path = "/v1/notices/{id}/{version}",
    operation_id = "readNotice",
    tag = "public",
    params(
        ("id" = String, Path, description = "Id of the notice."),
        ("version" = String, Path, description = "Version."),
        ("Accept-Language" = Option<String>, Header, description = "The languages that are wanted; else it is in Finnish."),
    ),
    responses(
        (status = 200, description = "The text.", body = String, content_type = "text/plain; charset=utf-8", headers(
            ("Content-Language" = String, description = "The language it is in."),
        )),
        (status = 404, description = "No such notice or version.", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn notice(
    State(served): State<Served>,
    place: Result<Path<(String, String)>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let Path((id, version)) = place?;
    let languages = wanted(headers.get(header::ACCEPT_LANGUAGE));
    let found = served.ask(move |registry| registry.notice(&id, &version, &languages)).await?;
    let (language, text) = found.ok_or_else(|| Refusal::new(StatusCode::NOT_FOUND))?;
    let language = HeaderValue::try_from(language).unwrap_or(HeaderValue::from_static("und"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
        (header::CONTENT_LANGUAGE, language),
        (header::VARY, HeaderValue::from_static("accept-language")),
    ];
    Ok((headers, text).into_response())
}

/// The languages of an `Accept-Language`, the best one first, by their first subtag (RFC 4647 §3.4).
fn wanted(header: Option<&HeaderValue>) -> Vec<String> {
    let mut ranges: Vec<(f32, String)> = header
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .split(',')
        .filter_map(|range| {
            let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
            let quality = parameters.trim().strip_prefix("q=").map_or(Some(1.0), |q| q.trim().parse().ok())?;
            let language = tag.trim().split('-').next()?.to_ascii_lowercase();
            (quality > 0.0).then_some((quality, language))
        })
        .collect();
    ranges.sort_by(|one, other| other.0.total_cmp(&one.0));
    ranges.into_iter().map(|(_, language)| language).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_wanted_in_the_order_of_their_weight() {
        let of = |text: &'static str| wanted(Some(&HeaderValue::from_static(text)));
        assert_eq!(of("en;q=0.3, sv-FI, fi;q=0.8, de;q=0"), ["sv", "fi", "en"]);
        assert!(of("").iter().all(String::is_empty) && wanted(None).iter().all(String::is_empty));
    }
}
