use municipality::Fault;
use reqwest::StatusCode;
use serde_json::json;

use crate::resident::{Resident, haikkala, letter, problem, send};

#[tokio::test]
async fn a_cut_off_request_was_not_handled_and_a_lost_answer_was() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    send(&server, letter("letter-1", &aino.myself().await.id));
    let open = || {
        aino.post("/v1/message/letter-1/opened")
            .header("idempotency-key", "key-1")
            .json(&json!({ "opened_at": "2026-11-17T07:15:00Z" }))
            .send()
    };
    server.faults().next_at("/v1/message", 1, Fault::CutOff);
    open().await.unwrap_err();
    assert_eq!(server.authority().opened().unwrap(), []);

    server.faults().next_at("/v1/message", 1, Fault::LoseAnswer);
    open().await.unwrap_err();
    assert_eq!(server.authority().opened().unwrap().len(), 1);

    assert_eq!(open().await.unwrap().status(), StatusCode::OK);
    assert_eq!(server.authority().opened().unwrap().len(), 1);
}

#[tokio::test]
async fn an_answer_breaks_off_halfway() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    server.faults().begin_at("/v1/changes", Fault::CutAnswer);
    let answer = aino.get("/v1/changes").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    answer.bytes().await.unwrap_err();
    server.faults().end();
    aino.walk(None, 1000).await;
}

#[tokio::test]
async fn trouble_in_place_of_an_answer() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let ask = || aino.get("/v1/changes").send();

    server.faults().begin(Fault::Broken);
    problem(ask().await.unwrap(), StatusCode::INTERNAL_SERVER_ERROR).await;

    server.faults().begin(Fault::Busy(30));
    let busy = ask().await.unwrap();
    assert_eq!(busy.headers()["retry-after"], "30");
    problem(busy, StatusCode::SERVICE_UNAVAILABLE).await;

    server.faults().begin(Fault::Html);
    let page = ask().await.unwrap();
    assert_eq!(
        (page.status(), &page.headers()["content-type"]),
        (StatusCode::OK, &"text/html; charset=utf-8".parse().unwrap())
    );

    server.faults().begin(Fault::Redirect("https://elsewhere.example/".to_owned()));
    let redirect = ask().await.unwrap();
    assert_eq!(
        (redirect.status(), &redirect.headers()["location"]),
        (StatusCode::FOUND, &"https://elsewhere.example/".parse().unwrap())
    );

    server.faults().begin(Fault::Flood);
    let mut flood = ask().await.unwrap();
    let mut read = 0;
    while read < 1 << 20 {
        read += flood.chunk().await.unwrap().expect("the flood ended").len();
    }
    drop(flood);

    server.faults().end();
    aino.walk(None, 1000).await;
}

#[tokio::test]
async fn a_silent_server_can_be_stopped() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    server.faults().begin(Fault::Silence);
    let (asked, ()) = tokio::join!(aino.get("/v1/changes").send(), async {
        tokio::task::yield_now().await;
        server.stop().await;
    });
    asked.unwrap_err();
}
