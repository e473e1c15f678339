use reqwest::{Method, StatusCode};
use resident_api::PROBLEM_SIGN_IN;

use crate::resident::{Resident, haikkala, problem, stranger};

#[tokio::test]
async fn without_a_good_token_everything_personal_asks_for_a_sign_in() {
    let server = haikkala().await;
    for (method, path) in [
        (Method::GET, "/v1/changes"),
        (Method::GET, "/v1/events"),
        (Method::GET, "/v1/documents/doc-1"),
        (Method::POST, "/v1/message/letter-1/opened"),
    ] {
        let ask = || stranger().request(method.clone(), format!("{}{path}", server.base_url()));
        let none = ask().send().await.unwrap();
        assert_eq!(none.headers()["www-authenticate"], "Bearer realm=\"resident-api\"", "{path}");
        assert_eq!(problem(none, StatusCode::UNAUTHORIZED).await.r#type, PROBLEM_SIGN_IN, "{path}");
        let bad = ask().bearer_auth("made-up").send().await.unwrap();
        assert!(bad.headers()["www-authenticate"].to_str().unwrap().contains("invalid_token"), "{path}");
        problem(bad, StatusCode::UNAUTHORIZED).await;
    }
}

#[tokio::test]
async fn a_revoked_token_is_worth_nothing() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let eero = Resident::at(&server, "eero").await;
    server.authority().revoke_tokens("aino").unwrap();
    problem(aino.get("/v1/changes").send().await.unwrap(), StatusCode::UNAUTHORIZED).await;
    assert_eq!(eero.get("/v1/changes").send().await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn every_refusal_is_a_problem_that_a_program_can_read() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    for (request, status) in [
        (aino.get("/no/such/path"), StatusCode::NOT_FOUND),
        (aino.get("/v1/documents/%ff"), StatusCode::NOT_FOUND),
        (aino.post("/v1/changes"), StatusCode::METHOD_NOT_ALLOWED),
        (aino.get("/v1/changes?limit=1&limit=2"), StatusCode::BAD_REQUEST),
        (aino.post("/dev/loopback-token").body("{}"), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (
            aino.post("/dev/loopback-token").header("content-type", "application/json").body("{"),
            StatusCode::BAD_REQUEST,
        ),
        (
            aino.post("/dev/loopback-token").json(&serde_json::json!({ "persona": "a".repeat(20_000) })),
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
        (
            aino.post("/v1/message/m/opened")
                .header("idempotency-key", "key-1")
                .json(&serde_json::json!({ "opened_at": "2026-11-17T07:15:00Z", "padding": "a".repeat(20_000) })),
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
    ] {
        let answer = request.send().await.unwrap();
        if status == StatusCode::METHOD_NOT_ALLOWED {
            assert_eq!(answer.headers()["allow"], "GET,HEAD");
        }
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
        problem(answer, status).await;
    }
}

#[tokio::test]
async fn what_was_asked_is_in_the_log_without_who_asked() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    aino.get("/v1/changes?limit=2").send().await.unwrap();
    let log = server.authority().requests();
    let last = log.last().unwrap();
    assert_eq!((last.method.as_str(), last.target.as_str(), last.status), ("GET", "/v1/changes?limit=2", 200));
    assert!(!format!("{log:?}").contains(&aino.token));
}
