//! The served description against the served answers.

use std::collections::BTreeSet;

use municipality::Running;
use reqwest::Response;
use serde_json::{Value, json};

use crate::resident::{Resident, haikkala, letter, send, stranger};

pub async fn description(server: &Running) -> Value {
    stranger().get(format!("{}/openapi.json", server.base_url())).send().await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn the_description_is_openapi_3_1_and_lists_every_route() {
    let server = haikkala().await;
    let description = description(&server).await;
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1."), "{}", description["openapi"]);
    let mut routes = BTreeSet::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            routes.insert(format!("{method} {path}"));
        }
    }
    let wanted = [
        "delete /v1/grants/{id}",
        "get /.well-known/resident-api",
        "get /open311/discovery.json",
        "get /open311/v2/discovery.json",
        "get /open311/v2/places.json",
        "get /open311/v2/requests.{response_format}",
        "get /open311/v2/requests/{service_request_id}.{response_format}",
        "get /open311/v2/services.{response_format}",
        "get /open311/v2/services/{service_code}.{response_format}",
        "get /open311/v2/tokens/{token}.{response_format}",
        "get /openapi.json",
        "get /v1/changes",
        "get /v1/documents/{id}",
        "get /v1/events",
        "get /v1/grants/{id}",
        "get /v1/notices/{id}/{version}",
        "get /v1/signing-keys",
        "post /open311/v2/requests.{response_format}",
        "post /open311/v2/requests/{service_request_id}/feedback.json",
        "patch /v1/uploads/{id}",
        "post /dev/loopback-token",
        "post /v1/cases/{id}/feedback",
        "post /v1/cases/{id}/withdrawal",
        "post /v1/consents/{id}/answer",
        "post /v1/consents/{id}/extension",
        "post /v1/consents/{id}/withdrawal",
        "post /v1/contact-requests",
        "post /v1/data-requests",
        "post /v1/data-uses/{id}/erasure-check",
        "post /v1/decisions/{id}/receipt",
        "post /v1/decisions/{id}/review-request",
        "post /v1/mandates",
        "post /v1/mandates/code",
        "post /v1/mandates/{id}/answer",
        "post /v1/mandates/{id}/withdrawal",
        "post /v1/messages",
        "post /v1/tasks/{id}/answer",
        "post /v1/uploads",
        "post /v1/{kind}/{id}/opened",
    ];
    assert_eq!(routes, wanted.map(str::to_owned).into());
    assert_eq!(description["components"]["securitySchemes"]["bearer"]["scheme"], "bearer");
}

#[tokio::test]
async fn every_reference_in_the_description_leads_somewhere() {
    let server = haikkala().await;
    let description = description(&server).await;
    let mut references = Vec::new();
    collect_references(&description, &mut references);
    assert!(references.len() > 10, "{references:?}");
    for reference in references {
        assert!(description.pointer(reference.trim_start_matches('#')).is_some(), "{reference} leads nowhere");
    }
}

fn collect_references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str).map(str::to_owned));
            members.values().for_each(|member| collect_references(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_references(item, found)),
        _ => {}
    }
}

/// Checks a live answer against what the description says of this operation, status and media type.
pub async fn check(description: &Value, path: &str, method: &str, answer: Response) {
    let status = answer.status().as_u16().to_string();
    let described = &description["paths"][path][method]["responses"][&status];
    assert!(described.is_object(), "{method} {path} answers {status}, which is not described");
    let media = answer.headers().get("content-type").map(|media| media.to_str().unwrap().to_owned());
    let body = answer.text().await.unwrap();
    let Some(content) = described["content"].as_object() else {
        assert!(body.is_empty(), "{method} {path} {status} is described without a body");
        return;
    };
    let media = media.unwrap();
    let schema = content.get(&media).unwrap_or_else(|| panic!("{method} {path} {status}: {media} is not described"));
    let schema = json!({ "allOf": [schema["schema"]], "components": description["components"] });
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let body: Value = serde_json::from_str(&body).unwrap();
    let errors: Vec<_> =
        validator.iter_errors(&body).map(|error| format!("{error} at {}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{method} {path} {status}: {errors:#?}");
}

#[tokio::test]
async fn live_answers_are_what_the_description_promises() {
    let server = haikkala().await;
    let api = description(&server).await;
    let aino = Resident::at(&server, "aino").await;
    let myself = aino.myself().await;
    send(&server, letter("letter-1", &myself.id));
    server.authority().tombstone("message", "letter-1", "withdrawn").unwrap();
    send(&server, letter("letter-2", &myself.id));
    let (_, cursor) = aino.walk(None, 1000).await;

    let card = stranger().get(format!("{}/.well-known/resident-api", server.base_url())).send().await.unwrap();
    assert_eq!(card.headers()["cache-control"], "public, max-age=3600");
    let tag = card.headers()["etag"].clone();
    check(&api, "/.well-known/resident-api", "get", card).await;
    let same = aino.get("/.well-known/resident-api").header("if-none-match", tag).send().await.unwrap();
    assert_eq!(same.status(), 304);
    check(&api, "/.well-known/resident-api", "get", same).await;

    let keys = stranger().get(format!("{}/v1/signing-keys", server.base_url())).send().await.unwrap();
    check(&api, "/v1/signing-keys", "get", keys).await;

    let quiet = aino.get(&format!("/v1/changes?after={cursor}"));
    let tag = quiet.try_clone().unwrap().send().await.unwrap().headers()["etag"].clone();
    for (request, status) in [
        (aino.get("/v1/changes?limit=1000"), 200),
        (quiet.try_clone().unwrap(), 200),
        (quiet.header("if-none-match", tag), 304),
        (aino.get("/v1/changes?after=7"), 400),
        (stranger().get(format!("{}/v1/changes", server.base_url())), 401),
        (aino.get(&format!("/v1/changes?after={}", "A".repeat(43))), 410),
    ] {
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), status);
        check(&api, "/v1/changes", "get", answer).await;
    }

    let opened = json!({ "opened_at": "2026-11-17T07:15:00Z" });
    let open = |id: &str| aino.post(&format!("/v1/message/{id}/opened")).json(&opened);
    for (request, status) in [
        (open("letter-2").header("idempotency-key", "key-1"), 200),
        (open("letter-2"), 400),
        (open("letter-1").header("idempotency-key", "key-2"), 404),
        (open("letter-2").header("idempotency-key", "key-3").json(&json!({})), 422),
    ] {
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), status);
        check(&api, "/v1/{kind}/{id}/opened", "post", answer).await;
    }

    for (persona, status) in [("aino", 200), ("mallory", 404)] {
        let answer = aino.post("/dev/loopback-token").json(&json!({ "persona": persona })).send().await.unwrap();
        assert_eq!(answer.status(), status);
        check(&api, "/dev/loopback-token", "post", answer).await;
    }
    let absent = aino.get("/v1/documents/no-such-document").send().await.unwrap();
    check(&api, "/v1/documents/{id}", "get", absent).await;
    check(&api, "/openapi.json", "get", aino.get("/openapi.json").send().await.unwrap()).await;
}

#[tokio::test]
async fn a_schema_that_does_not_fit_is_noticed() {
    let server = haikkala().await;
    let api = description(&server).await;
    let schema = json!({ "$ref": "#/components/schemas/ChangesPage", "components": api["components"] });
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    assert!(validator.is_valid(&json!({ "changes": [], "next": "c", "more": false })));
    assert!(!validator.is_valid(&json!({ "changes": [], "next": "c" })));
    assert!(
        !validator.is_valid(&json!({ "changes": [{ "op": "upsert", "kind": "case" }], "next": "c", "more": false }))
    );
}

#[tokio::test]
async fn large_answers_are_compressed_and_documents_are_not() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let ask = |path: &str| aino.get(path).header("accept-encoding", "gzip").send();
    let feed = ask("/v1/changes?limit=1000").await.unwrap();
    assert_eq!(feed.headers()["content-encoding"], "gzip");
    let (_, cursor) = aino.walk(None, 1000).await;
    let quiet = ask(&format!("/v1/changes?after={cursor}")).await.unwrap();
    assert!(!quiet.headers().contains_key("content-encoding"), "its strong ETag names the uncompressed page");
    assert!(quiet.bytes().await.unwrap().len() < 200);
}
