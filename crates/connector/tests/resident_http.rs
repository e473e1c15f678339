//! The Resident API over HTTP, against servers on loopback: kind ones, broken ones and hostile ones.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::{io::Write, net::TcpListener, sync::Arc, time::Duration};

use axum::{Router, http::HeaderMap, routing::get};
use chrono::TimeDelta;
use connector::{Access, ConnectorError, Http, Limits, Pulled, Secret, resident::ResidentApi, sign_in::Demanded};
use domain::{
    change::Cursor,
    document::Document,
    id::{RecordKey, RecordKind, RemoteId, SourceId},
    source::SyncFailure,
    text::Localized,
};
use futures_util::StreamExt;
use resident_api::{Feature, PROBLEM_CURSOR_EXPIRED};
use support::server::{answer, scripted, serve, whole};
use url::Url;

const TOKEN: &str = "ainon-avain-123";
const PAGE: &[u8] = br#"{"changes":[{"op":"upsert","kind":"party","record":{"id":"aino","name":"Aino Virta","relation":"myself"}}],"next":"c-2","more":false}"#;
const JSON: (&str, &str) = ("content-type", "application/json");

/// SHA-256 of `hello world`.
const HELLO_HASH: &str = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";

fn api_with(base: &Url, limits: Limits) -> ResidentApi {
    ResidentApi::new(Http::new(limits).unwrap(), base.clone(), held(TOKEN)).unwrap()
}

fn held(token: &str) -> Access {
    Access::token(Secret::new(token)).unwrap()
}

fn api(base: &Url) -> ResidentApi {
    api_with(base, Limits::default())
}

fn hello(sha256: Option<&str>) -> Document {
    Document {
        id: RemoteId::new("d/1"),
        name: Localized::one("fi", "hei.txt"),
        media_type: Some("application/pdf".to_owned()),
        size: None,
        sha256: sha256.map(str::to_owned),
        expires_at: None,
        href: None,
    }
}

async fn pulled(answer: Vec<u8>) -> Result<Pulled, ConnectorError> {
    let (base, _) = scripted(vec![answer]).await;
    api(&base).pull(None, None, 100).await
}

fn problem(kind: &str, status: u16) -> Vec<u8> {
    format!(r#"{{"type":"{kind}","title":"x","status":{status}}}"#).into_bytes()
}

#[tokio::test]
async fn aino_pulls_a_page_and_then_nothing_new() {
    let (base, asked) = scripted(vec![
        whole("200 OK", &[JSON, ("etag", "\"v7\"")], PAGE),
        whole("304 Not Modified", &[("etag", "\"v7\"")], b""),
    ])
    .await;
    let api = api(&base);
    let Pulled::Page { page, etag, bytes, .. } = api.pull(None, None, 5000).await.unwrap() else { panic!() };
    assert_eq!((page.changes.len(), page.next.as_str(), page.more), (1, "c-2", false));
    assert_eq!((etag.as_deref(), bytes), (Some("\"v7\""), PAGE.len() as u64));
    let after = Cursor::new("c 2&x=1");
    assert!(matches!(api.pull(Some(&after), etag.as_deref(), 10).await.unwrap(), Pulled::NothingNew { .. }));
    let heads = asked.heads();
    assert!(heads[0].starts_with("GET /v1/changes?limit=1000 "), "{}", heads[0]);
    assert!(heads[1].starts_with("GET /v1/changes?after=c+2%26x%3D1&limit=10 "), "{}", heads[1]);
    assert_eq!(asked.header(0, "authorization").unwrap(), format!("Bearer {TOKEN}"));
    assert_eq!(asked.header(1, "if-none-match").as_deref(), Some("\"v7\""));
    assert!(asked.header(0, "user-agent").unwrap().starts_with("Kotikunta/"));
    assert_eq!((asked.header(0, "cookie"), asked.header(0, "referer")), (None, None));
}

#[tokio::test]
async fn refusals_are_told_apart() {
    let unavailable = |status, seconds: Option<u64>| ConnectorError::Unavailable {
        status,
        retry_after: seconds.map(Duration::from_secs),
    };
    for (status, headers, body, error, failure) in [
        (
            "410 Gone",
            vec![],
            problem(PROBLEM_CURSOR_EXPIRED, 410),
            ConnectorError::CursorExpired,
            SyncFailure::Unintelligible,
        ),
        ("410 Gone", vec![], problem("about:blank", 410), ConnectorError::NotFound, SyncFailure::Unavailable),
        ("401 Unauthorized", vec![], b"".to_vec(), ConnectorError::SignInNeeded, SyncFailure::SignInNeeded),
        (
            "401 Unauthorized",
            vec![("www-authenticate", "Bearer error=\"insufficient_user_authentication\", max_age=\"60\"")],
            problem("about:blank", 401),
            ConnectorError::StrongerSignInNeeded(Demanded { within: Some(TimeDelta::minutes(1)), acr: vec![] }),
            SyncFailure::StrongerSignInNeeded,
        ),
        (
            "403 Forbidden",
            vec![],
            problem("about:blank", 403),
            ConnectorError::Refused { status: 403 },
            SyncFailure::Unavailable,
        ),
        (
            "403 Forbidden",
            vec![],
            problem("urn:resident-api:sign-in", 403),
            ConnectorError::SignInNeeded,
            SyncFailure::SignInNeeded,
        ),
        (
            "500 Internal Server Error",
            vec![("retry-after", "120")],
            b"oops".to_vec(),
            unavailable(500, Some(120)),
            SyncFailure::Unavailable,
        ),
        ("503 Service Unavailable", vec![], b"<html>".to_vec(), unavailable(503, None), SyncFailure::Unavailable),
        (
            "429 Too Many Requests",
            vec![("retry-after", "1")],
            b"".to_vec(),
            unavailable(429, Some(1)),
            SyncFailure::Unavailable,
        ),
    ] {
        let refused = pulled(whole(status, &headers, &body)).await.unwrap_err();
        assert_eq!(refused, error, "{status}");
        assert_eq!(refused.sync_failure(), failure, "{status}");
    }
}

#[tokio::test]
async fn what_is_no_page_is_not_taken_for_one() {
    for (body, detail) in [
        (&b"<!doctype html><html>Kirjaudu verkkoon</html>"[..], "a page of markup instead of JSON"),
        (b"", "an empty answer"),
        (b"{\"changes\":[]}", "next is missing"),
    ] {
        let refused = pulled(whole("200 OK", &[], body)).await.unwrap_err();
        assert_eq!(refused, ConnectorError::Unintelligible { detail: detail.to_owned() });
        assert_eq!(refused.sync_failure(), SyncFailure::Unintelligible);
    }
    // Nobody asked whether anything had changed.
    assert!(matches!(pulled(whole("304 Not Modified", &[], b"")).await, Err(ConnectorError::Unintelligible { .. })));
}

#[tokio::test]
async fn a_feed_that_runs_in_circles_is_stopped() {
    let circle = br#"{"changes":[],"next":"c-1","more":true}"#;
    let (base, _) = scripted(vec![whole("200 OK", &[JSON], circle)]).await;
    let refused = api(&base).pull(Some(&Cursor::new("c-1")), None, 10).await.unwrap_err();
    assert_eq!(refused.sync_failure(), SyncFailure::Unintelligible);
}

#[tokio::test]
async fn an_answer_cut_short_is_no_answer() {
    let cut = answer("200 OK", &[JSON], PAGE.len(), &PAGE[..PAGE.len() - 1]);
    assert_eq!(pulled(cut).await, Err(ConnectorError::CutOff));
}

#[tokio::test]
async fn an_answer_larger_than_the_cap_is_not_read() {
    let limits = Limits { max_page_bytes: 100, ..Limits::default() };
    let announced = answer("200 OK", &[JSON], 1_000_000, b"{");
    let unannounced = [b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n".to_vec(), vec![b' '; 101]].concat();
    for large in [announced, unannounced] {
        let (base, _) = scripted(vec![large]).await;
        assert_eq!(api_with(&base, limits).pull(None, None, 10).await, Err(ConnectorError::TooLarge));
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

#[tokio::test]
async fn packed_answers_are_measured_unpacked() {
    let gzip = [JSON, ("content-encoding", "gzip")];
    let (base, asked) = scripted(vec![whole("200 OK", &gzip, &packed(PAGE))]).await;
    let Pulled::Page { bytes, .. } = api(&base).pull(None, None, 10).await.unwrap() else { panic!() };
    assert_eq!(bytes, PAGE.len() as u64);
    assert!(asked.header(0, "accept-encoding").unwrap().contains("gzip"));

    let bomb = packed(&vec![b' '; 8 * 1024 * 1024]);
    let limits = Limits { max_page_bytes: 1024 * 1024, ..Limits::default() };
    assert!((bomb.len() as u64) < limits.max_page_bytes / 50);
    let (base, _) = scripted(vec![whole("200 OK", &gzip, &bomb)]).await;
    assert_eq!(api_with(&base, limits).pull(None, None, 10).await, Err(ConnectorError::TooLarge));

    let broken = pulled(whole("200 OK", &gzip, b"not packed at all")).await;
    assert_eq!(broken, Err(ConnectorError::Unintelligible { detail: "cannot be unpacked".to_owned() }));
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_left() {
    let silent = serve(Router::new().route("/v1/changes", get(std::future::pending::<()>))).await;
    let limits = Limits { request_timeout: Duration::from_millis(50), ..Limits::default() };
    assert_eq!(api_with(&silent, limits).pull(None, None, 10).await, Err(ConnectorError::TimedOut));
    let limits = Limits { idle_timeout: Duration::from_millis(50), ..Limits::default() };
    assert_eq!(api_with(&silent, limits).pull(None, None, 10).await, Err(ConnectorError::TimedOut));
}

#[tokio::test]
async fn a_server_that_is_not_there_is_unreachable() {
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let base = format!("http://{nobody}/").parse().unwrap();
    assert_eq!(api(&base).pull(None, None, 10).await, Err(ConnectorError::Unreachable));
}

#[tokio::test]
async fn redirects_stay_within_the_origin() {
    let (elsewhere, asked_elsewhere) = scripted(vec![whole("200 OK", &[JSON], PAGE)]).await;
    let away = elsewhere.join("/v1/changes").unwrap();
    for status in ["301 Moved Permanently", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let (base, _) = scripted(vec![whole(status, &[("location", away.as_str())], b"")]).await;
        assert_eq!(api(&base).pull(None, None, 10).await, Err(ConnectorError::RedirectedAway), "{status}");
    }
    assert_eq!(asked_elsewhere.heads(), Vec::<String>::new());

    let (base, asked) = scripted(vec![
        whole("302 Found", &[("location", "/v2/changes?limit=10")], b""),
        whole("200 OK", &[JSON], PAGE),
    ])
    .await;
    assert!(matches!(api(&base).pull(None, None, 10).await, Ok(Pulled::Page { .. })));
    assert!(asked.heads()[1].starts_with("GET /v2/changes?limit=10 "));
    assert_eq!(asked.header(1, "authorization").unwrap(), format!("Bearer {TOKEN}"));

    let circle = whole("302 Found", &[("location", "/v1/changes")], b"");
    let (base, asked) = scripted(vec![circle.clone(), circle.clone(), circle.clone(), circle]).await;
    assert_eq!(api(&base).pull(None, None, 10).await, Err(ConnectorError::RedirectedAway));
    assert_eq!(asked.heads().len(), 4);
}

#[tokio::test]
async fn a_card_is_asked_for_without_the_token() {
    let card = r#"{"api_version":"1.0","id":"haikkala","name":{"fi":"Haikkalan kunta","sv":"Haikkala kommun"},
        "languages":["fi","sv"],"features":["changes","events"]}"#;
    let (base, asked) = scripted(vec![whole("200 OK", &[JSON], card.as_bytes())]).await;
    let seen = api(&base.join("kunta").unwrap()).card().await.unwrap();
    assert_eq!(seen.name.iter().count(), 2);
    assert!(seen.offers(Feature::Events) && !seen.offers(Feature::Documents));
    assert!(asked.heads()[0].starts_with("GET /kunta/.well-known/resident-api "));
    assert_eq!(asked.header(0, "authorization"), None);
}

#[tokio::test]
async fn a_document_is_given_out_only_when_it_is_the_one_described() {
    let (base, asked) = scripted(vec![
        whole("200 OK", &[("content-type", "application/pdf")], b"hello world"),
        whole("200 OK", &[], b"hello w0rld"),
        whole("200 OK", &[], b"hello world"),
        whole("404 Not Found", &[], b""),
    ])
    .await;
    let api = api(&base);
    let document = api.document(&hello(Some(HELLO_HASH))).await.unwrap();
    // Declared as a PDF, which it is not.
    assert_eq!((document.bytes.as_slice(), document.media_type.as_str()), (&b"hello world"[..], "text/plain"));
    assert!(asked.heads()[0].starts_with("GET /v1/documents/d%2F1 "));
    assert_eq!(asked.header(0, "accept-encoding").as_deref(), Some("identity"));
    assert_eq!(api.document(&hello(Some(HELLO_HASH))).await, Err(ConnectorError::Altered));
    let wrong_size = Document { size: Some(12), ..hello(None) };
    assert_eq!(api.document(&wrong_size).await, Err(ConnectorError::Altered));
    assert_eq!(api.document(&hello(None)).await, Err(ConnectorError::NotFound));
}

#[tokio::test]
async fn a_document_goes_on_where_the_connection_was_cut() {
    let etag = ("etag", "\"d1\"");
    let (base, asked) = scripted(vec![
        answer("200 OK", &[etag], 11, b"hello"),
        answer("206 Partial Content", &[etag, ("content-range", "bytes 5-10/11")], 6, b" wo"),
        whole("206 Partial Content", &[etag, ("content-range", "bytes 8-10/11")], b"rld"),
    ])
    .await;
    let document = api(&base).document(&hello(Some(HELLO_HASH))).await.unwrap();
    assert_eq!(document.bytes, b"hello world");
    assert_eq!(asked.header(0, "range"), None);
    assert_eq!(asked.header(1, "range").as_deref(), Some("bytes=5-"));
    assert_eq!(asked.header(1, "if-range").as_deref(), Some("\"d1\""));
    assert_eq!(asked.header(2, "range").as_deref(), Some("bytes=8-"));
}

#[tokio::test]
async fn a_document_that_changed_meanwhile_is_read_from_its_beginning() {
    let (base, _) = scripted(vec![
        answer("200 OK", &[("etag", "\"d1\"")], 11, b"HELLO"),
        whole("200 OK", &[("etag", "\"d2\"")], b"hello world"),
    ])
    .await;
    assert_eq!(api(&base).document(&hello(Some(HELLO_HASH))).await.unwrap().bytes, b"hello world");
}

#[tokio::test]
async fn halves_that_nothing_proves_to_belong_together_are_not_joined() {
    let (base, asked) =
        scripted(vec![answer("200 OK", &[("etag", "W/\"d1\"")], 11, b"hello"), whole("200 OK", &[], b"hello world")])
            .await;
    assert_eq!(api(&base).document(&hello(None)).await.unwrap().bytes, b"hello world");
    assert_eq!(asked.header(1, "range"), None);
}

#[tokio::test]
async fn a_document_is_not_asked_for_for_ever() {
    let cut = answer("200 OK", &[], 11, b"hello");
    let (base, asked) = scripted(vec![cut.clone(), cut.clone(), cut.clone(), cut]).await;
    assert_eq!(api(&base).document(&hello(None)).await, Err(ConnectorError::CutOff));
    assert_eq!(asked.heads().len(), 3);
}

#[tokio::test]
async fn a_document_larger_than_the_cap_or_of_another_range_is_refused() {
    let limits = Limits { max_document_bytes: 10, ..Limits::default() };
    let unannounced = [b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n".to_vec(), b"hello world".to_vec()].concat();
    for large in [answer("200 OK", &[], 11, b"hello"), unannounced] {
        let (base, _) = scripted(vec![large]).await;
        assert_eq!(api_with(&base, limits).document(&hello(None)).await, Err(ConnectorError::TooLarge));
    }
    let (base, _) = scripted(vec![
        answer("200 OK", &[], 11, b"hello"),
        whole("206 Partial Content", &[("content-range", "bytes 0-5/11")], b" world"),
    ])
    .await;
    let refused = api(&base).document(&hello(Some(HELLO_HASH))).await.unwrap_err();
    assert_eq!(refused.sync_failure(), SyncFailure::Unintelligible);
}

#[tokio::test]
async fn opening_is_said_on_purpose_and_twice_is_once() {
    let (base, asked) = scripted(vec![
        whole("204 No Content", &[], b""),
        whole("204 No Content", &[], b""),
        whole("204 No Content", &[], b""),
        whole("404 Not Found", &[], b""),
        whole("307 Temporary Redirect", &[("location", "/v2/opened")], b""),
        whole("204 No Content", &[], b""),
    ])
    .await;
    let api = api(&base);
    let key =
        |id: &str| RecordKey { source: SourceId::new("haikkala"), kind: RecordKind::Decision, id: RemoteId::new(id) };
    let at = "2026-11-21T09:00:00Z".parse().unwrap();
    api.mark_opened(&key("pä/1"), at).await.unwrap();
    api.mark_opened(&key("pä/1"), at).await.unwrap();
    api.mark_opened(&key("pä/2"), at).await.unwrap();
    assert!(asked.heads()[0].starts_with("POST /v1/decision/p%C3%A4%2F1/opened "));
    let said = |nth| asked.header(nth, "idempotency-key").unwrap();
    assert_eq!(said(0), said(1));
    assert_ne!(said(0), said(2));
    assert_eq!(api.mark_opened(&key("pä/3"), at).await, Err(ConnectorError::NotFound));
    assert_eq!(api.mark_opened(&key(".."), at).await, Err(ConnectorError::NotFound));
    assert_eq!(api.mark_opened(&key("pä/4"), at).await, Err(ConnectorError::RedirectedAway));
}

#[tokio::test]
async fn the_time_of_opening_is_what_the_server_hears() {
    let (say, mut heard) = tokio::sync::mpsc::unbounded_channel::<(HeaderMap, serde_json::Value)>();
    let opened = axum::routing::post(move |headers: HeaderMap, body: axum::Json<serde_json::Value>| {
        let say = say.clone();
        async move { say.send((headers, body.0)).unwrap() }
    });
    let base = serve(Router::new().route("/v1/message/{id}/opened", opened)).await;
    let key = RecordKey { source: SourceId::new("haikkala"), kind: RecordKind::Message, id: RemoteId::new("v-1") };
    api(&base).mark_opened(&key, "2026-11-21T11:00:00+02:00".parse().unwrap()).await.unwrap();
    let (headers, body) = heard.recv().await.unwrap();
    assert_eq!(body, serde_json::json!({"opened_at": "2026-11-21T09:00:00.000Z"}));
    assert_eq!(headers["content-type"], "application/json");
}

const STREAM: (&str, &str) = ("content-type", "text/event-stream");

#[tokio::test]
async fn hints_arrive_one_by_one_and_the_end_is_an_end() {
    let events = b": alive\n\nevent: changed\ndata: {}\n\nevent: other\n\nevent: changed\ndata: {}\n\n";
    let (base, asked) = scripted(vec![whole("200 OK", &[STREAM], events)]).await;
    let hints: Vec<_> = api(&base).hints().await.unwrap().collect().await;
    assert_eq!(hints, [Ok(()), Ok(())]);
    assert!(asked.heads()[0].starts_with("GET /v1/events "));
    assert_eq!(asked.header(0, "authorization").unwrap(), format!("Bearer {TOKEN}"));
}

#[tokio::test]
async fn a_hint_arrives_while_the_stream_stays_open() {
    let (say, said) = tokio::sync::mpsc::unbounded_channel::<&'static str>();
    let said = Arc::new(tokio::sync::Mutex::new(said));
    let events = get(move || async move {
        let said = said.lock_owned().await;
        let stream = futures_util::stream::unfold(said, |mut said| async move {
            said.recv().await.map(|text| (Ok::<_, std::convert::Infallible>(text), said))
        });
        ([("content-type", "text/event-stream")], axum::body::Body::from_stream(stream))
    });
    let base = serve(Router::new().route("/v1/events", events)).await;
    say.send("event: cha").unwrap();
    let mut hints = api(&base).hints().await.unwrap();
    say.send("nged\ndata: {}\n\n").unwrap();
    assert_eq!(hints.next().await, Some(Ok(())));
}

#[tokio::test]
async fn a_stream_that_falls_silent_cut_off_or_flooding_ends_with_its_reason() {
    let silent = get(|| async {
        let silence = futures_util::stream::pending::<Result<&'static str, std::convert::Infallible>>();
        ([("content-type", "text/event-stream")], axum::body::Body::from_stream(silence))
    });
    let base = serve(Router::new().route("/v1/events", silent)).await;
    let limits = Limits { idle_timeout: Duration::from_millis(50), ..Limits::default() };
    let hints: Vec<_> = api_with(&base, limits).hints().await.unwrap().collect().await;
    assert_eq!(hints, [Err(ConnectorError::TimedOut)]);

    let (base, _) = scripted(vec![answer("200 OK", &[STREAM], 1000, b"event: changed\n\n")]).await;
    let hints: Vec<_> = api(&base).hints().await.unwrap().collect().await;
    assert_eq!(hints, [Ok(()), Err(ConnectorError::CutOff)]);

    let flood = vec![b'x'; 20 * 1024];
    let (base, _) = scripted(vec![whole("200 OK", &[STREAM], &flood)]).await;
    let hints: Vec<_> = api(&base).hints().await.unwrap().collect().await;
    assert!(matches!(hints.as_slice(), [Err(ConnectorError::Unintelligible { .. })]), "{hints:?}");

    let (base, _) = scripted(vec![whole("200 OK", &[JSON], b"{}"), whole("401 Unauthorized", &[], b"")]).await;
    assert!(matches!(api(&base).hints().await.err(), Some(ConnectorError::Unintelligible { .. })));
    assert_eq!(api(&base).hints().await.err(), Some(ConnectorError::SignInNeeded));
}

/// A TLS server with a certificate that no authority of the operating system vouches for. Plain threads: it ends with
/// the handshake.
fn self_signed() -> Url {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let certified = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = rustls::pki_types::PrivateKeyDer::try_from(certified.signing_key.serialize_der()).unwrap();
    let tls = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certified.cert.der().clone()], key)
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://localhost:{}/", listener.local_addr().unwrap().port());
    std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        let mut session = rustls::ServerConnection::new(Arc::new(tls)).unwrap();
        // The client is expected to leave in the middle of this.
        let _ = session.complete_io(&mut connection);
    });
    address.parse().unwrap()
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused() {
    assert_eq!(api(&self_signed()).pull(None, None, 10).await, Err(ConnectorError::Insecure));
}

#[tokio::test]
async fn https_is_never_answered_in_the_clear() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("https://{}/", listener.local_addr().unwrap()).parse().unwrap();
    std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        connection.write_all(&whole("200 OK", &[JSON], PAGE)).unwrap();
        // Stays until the client has left, so that the answer is not lost with the connection.
        let _ = std::io::copy(&mut connection, &mut std::io::sink());
    });
    assert_eq!(api(&base).pull(None, None, 10).await, Err(ConnectorError::Insecure));
}

#[test]
fn an_address_that_is_not_secure_is_no_source() {
    let http = Http::new(Limits::default()).unwrap();
    for address in ["http://haikkala.example/", "ftp://haikkala.example/", "https://aino:salasana@haikkala.example/"] {
        let refused = ResidentApi::new(http.clone(), address.parse().unwrap(), held(TOKEN));
        assert_eq!(refused.err(), Some(ConnectorError::Insecure), "{address}");
    }
    let torn = Access::token(Secret::new("a\r\nb: c"));
    assert_eq!(torn.err(), Some(ConnectorError::SignInNeeded));
}

#[tokio::test]
async fn nothing_that_can_be_printed_contains_the_token() {
    let (base, _) = scripted(vec![
        whole("200 OK", &[], format!("<html>{TOKEN}</html>").as_bytes()),
        whole("500 Internal Server Error", &[], TOKEN.as_bytes()),
        whole("302 Found", &[("location", &format!("http://127.0.0.1:1/?t={TOKEN}"))], b""),
        answer("200 OK", &[], 1000, TOKEN.as_bytes()),
        whole("200 OK", &[], format!(r#"{{"{TOKEN}":1,"changes":"{TOKEN}","next":1}}"#).as_bytes()),
    ])
    .await;
    let api = api(&base);
    let mut printed = format!("{api:?} {:?}", Secret::new(TOKEN));
    for _ in 0..5 {
        let error = api.pull(None, None, 10).await.unwrap_err();
        printed += &[error.to_string(), format!("{error:?}")].concat();
    }
    assert!(!printed.contains("ainon"), "{printed}");
}

#[cfg(feature = "loopback-token")]
mod loopback_token {
    use connector::resident::loopback_token;

    use super::*;

    #[tokio::test]
    async fn a_municipality_on_this_machine_gives_a_token() {
        let (base, asked) =
            scripted(vec![whole("200 OK", &[JSON], format!(r#"{{"token":"{TOKEN}"}}"#).as_bytes())]).await;
        let http = Http::new(Limits::default()).unwrap();
        let token = loopback_token(&http, &base, "aino").await.unwrap();
        assert!(asked.heads()[0].starts_with("POST /dev/loopback-token "));
        let (base, asked) = scripted(vec![whole("200 OK", &[JSON], PAGE)]).await;
        ResidentApi::new(http, base, Access::token(token).unwrap()).unwrap().pull(None, None, 10).await.unwrap();
        assert_eq!(asked.header(0, "authorization").unwrap(), format!("Bearer {TOKEN}"));
    }

    #[tokio::test]
    async fn no_other_machine_is_asked() {
        let http = Http::new(Limits::default()).unwrap();
        for base in ["https://haikkala.example/", "http://haikkala.example/", "https://localhost.haikkala.example/"] {
            let refused = loopback_token(&http, &base.parse().unwrap(), "aino").await;
            assert_eq!(refused.err(), Some(ConnectorError::Insecure), "{base}");
        }
    }
}
