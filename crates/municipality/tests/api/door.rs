use municipality::{Body, Config, start};
use reqwest::StatusCode;
use serde_json::json;

use crate::resident::{haikkala, problem, stranger, today};

#[tokio::test]
async fn the_door_gives_tokens_that_differ_and_work() {
    let server = haikkala().await;
    let first = crate::resident::Resident::at(&server, "aino").await;
    let second = crate::resident::Resident::at(&server, "aino").await;
    assert_ne!(first.token, second.token);
    assert!(first.token.len() >= 43, "less than 256 bits: {}", first.token);
    assert_eq!(first.walk(None, 1000).await.0, second.walk(None, 1000).await.0);
}

#[tokio::test]
async fn the_door_stays_shut_for_a_page_that_made_its_name_point_here() {
    let server = haikkala().await;
    let knock = stranger()
        .post(format!("{}/dev/loopback-token", server.base_url()))
        .header("host", "rebound.example")
        .json(&json!({ "persona": "aino" }));
    problem(knock.send().await.unwrap(), StatusCode::FORBIDDEN).await;
}

#[tokio::test]
async fn the_door_stays_shut_on_a_server_that_others_can_reach() {
    let config = Config { addr: "0.0.0.0:0".parse().unwrap(), ..Config::on(Body::Haikkala, today()) };
    let server = start(config).await.unwrap();
    let port = server.base_url().rsplit(':').next().unwrap().to_owned();
    let knock =
        stranger().post(format!("http://127.0.0.1:{port}/dev/loopback-token")).json(&json!({ "persona": "aino" }));
    problem(knock.send().await.unwrap(), StatusCode::FORBIDDEN).await;
}

#[tokio::test]
async fn nobody_is_let_in_as_somebody_who_does_not_exist() {
    let server = haikkala().await;
    let knock = |body: serde_json::Value| {
        stranger().post(format!("{}/dev/loopback-token", server.base_url())).json(&body).send()
    };
    problem(knock(json!({ "persona": "mallory" })).await.unwrap(), StatusCode::NOT_FOUND).await;
    problem(knock(json!({ "name": "aino" })).await.unwrap(), StatusCode::UNPROCESSABLE_ENTITY).await;
}
