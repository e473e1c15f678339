//! Documents: bytes, whole or in one range (RFC 9110 §14), with their hash (RFC 9530).

use std::{fmt::Write as _, ops::Range};

use axum::{
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use resident_api::Problem;
use utoipa::ToSchema;

use super::{Refusal, Served, bearer::Resident, names, quoted};
use crate::registry::StoredDocument;

const REPR_DIGEST: HeaderName = HeaderName::from_static("repr-digest");

/// The bytes of a document.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "it stands for the bytes in the description only")]
struct DocumentBytes(Vec<u8>);

/// A document's bytes. The ETag is the SHA-256 that the feed announced, so a broken-off download goes on with `Range`
/// and `If-Range`.
#[utoipa::path(
    get,
    path = "/v1/documents/{id}",
    operation_id = "readDocument",
    tag = "resident",
    params(
        ("id" = String, Path, description = "Id of the document, from the record that carries it."),
        ("Range" = Option<String>, Header, description = "One range of bytes. Several are answered with the whole."),
        ("If-Range" = Option<String>, Header, description = "ETag: with another one the whole document is sent."),
        ("If-None-Match" = Option<String>, Header, description = "ETag of the copy at hand."),
    ),
    security(("bearer" = []), ("openid" = ["resident"])),
    responses(
        (status = 200, description = "The whole document.", body = inline(DocumentBytes), content_type = "*/*", headers(
            ("ETag" = String, description = "SHA-256 of the whole, hexadecimal."),
            ("Repr-Digest" = String, description = "SHA-256 of the whole, RFC 9530."),
            ("Content-Disposition" = String, description = "The file name."),
        )),
        (status = 206, description = "The range.", body = inline(DocumentBytes), content_type = "*/*", headers(
            ("Content-Range" = String),
        )),
        (status = 304, description = "The copy at hand is the same."),
        (status = 401, description = "No token, or none that is good here.", body = Problem,
            content_type = "application/problem+json", headers(
                ("WWW-Authenticate" = String),
                ("DPoP-Nonce" = Option<String>, description = "For the next proof."),
            )),
        (status = 403, description = "The token is not for this.", body = Problem,
            content_type = "application/problem+json", headers(("WWW-Authenticate" = String))),
        (status = 404, description = "No such document, or somebody else's.", body = Problem,
            content_type = "application/problem+json"),
        (status = 416, description = "The range lies outside the document.", body = Problem,
            content_type = "application/problem+json", headers(("Content-Range" = String))),
    )
)]
pub(super) async fn read(
    State(served): State<Served>,
    Resident(persona): Resident,
    id: Result<Path<String>, PathRejection>,
    request: HeaderMap,
) -> Result<Response, Refusal> {
    let Path(id) = id?;
    let document = served
        .ask(move |registry| registry.document(&persona, &id))
        .await?
        .ok_or_else(|| Refusal::new(StatusCode::NOT_FOUND))?;
    let tag = quoted(&document.sha256);
    if names(request.get(header::IF_NONE_MATCH), &tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }

    let size = document.size;
    let same = request.get(header::IF_RANGE).is_none_or(|condition| condition == tag);
    let wanted = request.get(header::RANGE).filter(|_| same).and_then(|range| range.to_str().ok());
    let (status, range) = match Wanted::read(wanted, size) {
        Wanted::Whole => (StatusCode::OK, 0..size),
        Wanted::Part(range) => (StatusCode::PARTIAL_CONTENT, range),
        Wanted::Outside => {
            let refusal = Refusal::new(StatusCode::RANGE_NOT_SATISFIABLE);
            return Err(refusal.header(header::CONTENT_RANGE, value(format!("bytes */{size}"))));
        }
    };

    let mut headers = describe(&document, tag);
    if status == StatusCode::PARTIAL_CONTENT {
        let (first, last) = (range.start, range.end - 1);
        headers.insert(header::CONTENT_RANGE, value(format!("bytes {first}-{last}/{size}")));
    }
    let bytes = served.ask(move |registry| registry.document_bytes(&document, range)).await?;
    Ok((status, headers, bytes).into_response())
}

fn describe(document: &StoredDocument, tag: HeaderValue) -> HeaderMap {
    let digest = STANDARD.encode(hex::decode(&document.sha256).unwrap_or_default());
    HeaderMap::from_iter([
        (header::CONTENT_TYPE, value(document.media_type.clone())),
        (header::CONTENT_DISPOSITION, value(disposition(&document.file_name))),
        (header::ACCEPT_RANGES, HeaderValue::from_static("bytes")),
        (header::ETAG, tag),
        (REPR_DIGEST, value(format!("sha-256=:{digest}:"))),
    ])
}

/// A header value; what cannot be one is left empty.
fn value(text: String) -> HeaderValue {
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
}

/// RFC 6266: a plain name for old clients, the real one percent-encoded (RFC 8187).
fn disposition(file_name: &str) -> String {
    let plain: String = file_name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') { c } else { '_' })
        .collect();
    let mut encoded = String::new();
    for byte in file_name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            encoded.push(char::from(byte));
        } else {
            // Writing into a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

/// What a `Range` header asks for.
#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    /// Everything: no range, several, or one that cannot be read (RFC 9110 §14.2 lets a server ignore those).
    Whole,
    /// Bytes within the document, at least one.
    Part(Range<u64>),
    /// Bytes that are not there.
    Outside,
}

impl Wanted {
    fn read(header: Option<&str>, size: u64) -> Self {
        let Some((first, last)) =
            header.and_then(|range| range.trim().strip_prefix("bytes=")).and_then(|range| range.split_once('-'))
        else {
            return Self::Whole;
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let (first, last) = (first.trim(), last.trim());
        if !digits(first) || !digits(last) {
            return Self::Whole;
        }
        let number = |text: &str| text.parse::<u64>().unwrap_or(u64::MAX);
        let range = match (first, last) {
            ("", "") => return Self::Whole,
            ("", suffix) => size.saturating_sub(number(suffix))..size,
            (first, "") => number(first)..size,
            (first, last) if number(last) < number(first) => return Self::Whole,
            (first, last) => number(first)..number(last).saturating_add(1).min(size),
        };
        if range.is_empty() { Self::Outside } else { Self::Part(range) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_rfc_9110_says() {
        for (header, wanted) in [
            (None, Wanted::Whole),
            (Some("bytes=0-0"), Wanted::Part(0..1)),
            (Some("bytes=2-5"), Wanted::Part(2..6)),
            (Some("bytes=8-"), Wanted::Part(8..10)),
            (Some("bytes=-3"), Wanted::Part(7..10)),
            (Some("bytes=-99"), Wanted::Part(0..10)),
            (Some("bytes=5-99"), Wanted::Part(5..10)),
            (Some("bytes=10-"), Wanted::Outside),
            (Some("bytes=99999999999999999999-"), Wanted::Outside),
            (Some("bytes=-0"), Wanted::Outside),
            (Some("bytes=5-2"), Wanted::Whole),
            (Some("bytes=0-1,4-5"), Wanted::Whole),
            (Some("bytes=-"), Wanted::Whole),
            (Some("pages=1-2"), Wanted::Whole),
        ] {
            assert_eq!(Wanted::read(header, 10), wanted, "{header:?}");
        }
    }

    #[test]
    fn a_file_name_cannot_break_out_of_its_header() {
        assert_eq!(
            disposition("Päätös 12 §\".pdf"),
            "attachment; filename=\"P__t_s 12 __.pdf\"; filename*=UTF-8''P%C3%A4%C3%A4t%C3%B6s%2012%20%C2%A7%22.pdf"
        );
        assert!(!disposition("a\r\nSet-Cookie: b").contains(['\r', '\n']));
    }
}
