//! What the Resident API wants of a sign-in before it takes something weighty (RFC 9470).

use std::time::Duration;

use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use super::{App, Browser, Tokens, given, hash_of};
use crate::{
    consents::{self, about, kaarna},
    resident::{Resident, haikkala},
};

/// Sends something to the Resident API as a good app does.
async fn post(app: &App, path: &str, access: &str, body: &Value) -> Response {
    post_with_key(app, path, (access, "k-1"), body).await
}

async fn post_with_key(app: &App, path: &str, (access, key): (&str, &str), body: &Value) -> Response {
    let address = format!("{}{path}", app.base);
    let request = app.http.post(&address).header("idempotency-key", key).json(body);
    let request = match &app.key {
        None => request.bearer_auth(access),
        Some(key) => request
            .header("authorization", format!("DPoP {access}"))
            .header("dpop", key.proof("POST", &address, &json!({ "ath": hash_of(access) }))),
    };
    request.send().await.unwrap()
}

/// A right for nobody: refused by everyone, and by whom it is refused tells how far it came.
fn give() -> Value {
    json!({ "kind": "give", "name": "Nobody", "code": "ABCDEFGH" })
}

async fn by_password(app: &App, browser: &mut Browser) -> Tokens {
    let page = browser.open(&app.address(&[])).await;
    let form = [("persona", "aino"), ("means", "basic"), ("choice", "sign_in")];
    let sent = browser.send(&page.action(), &form).await.sent();
    given(app.redeem(&sent.get("code").unwrap()).await).await
}

async fn is_demanded(answer: Response, scheme: &str) {
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    let challenge = answer.headers()["www-authenticate"].to_str().unwrap().to_owned();
    assert_eq!(
        challenge,
        format!(
            "{scheme} realm=\"resident-api\", error=\"insufficient_user_authentication\", \
             acr_values=\"urn:resident-api:acr:strong\", max_age=\"900\""
        )
    );
    let problem: resident_api::Problem = answer.json().await.unwrap();
    assert_eq!(problem.r#type, "about:blank", "the sign-in goes on");
}

#[tokio::test]
async fn who_gives_a_right_has_just_identified_themselves_by_strong_means() {
    let server = haikkala().await;
    for (app, scheme) in [(App::of(&server), "DPoP"), (App::without_key(&server), "Bearer")] {
        let taken = StatusCode::UNPROCESSABLE_ENTITY;
        let strong = app.sign_in(&server, "aino").await.access;
        assert_eq!(post(&app, "/v1/mandates", &strong, &give()).await.status(), taken);
        let weak = by_password(&app, &mut Browser::at(&server)).await.access;
        is_demanded(post(&app, "/v1/mandates", &weak, &give()).await, scheme).await;

        // A quarter of an hour is recent, and no more than that.
        server.authority().backdate_sign_ins("aino", Duration::from_mins(14)).unwrap();
        assert_eq!(post(&app, "/v1/mandates", &strong, &give()).await.status(), taken);
        server.authority().backdate_sign_ins("aino", Duration::from_mins(2)).unwrap();
        is_demanded(post(&app, "/v1/mandates", &strong, &give()).await, scheme).await;
        is_demanded(post(&app, "/v1/mandates/x/answer", &strong, &json!({ "accept": true })).await, scheme).await;

        is_demanded(post(&app, "/v1/decisions/x/receipt", &strong, &json!({})).await, scheme).await;

        // For everything else it does, and taking back is never made harder than giving.
        assert_eq!(app.reads(&strong).await, StatusCode::OK);
        let ask = json!({ "kind": "ask", "name": "Nobody", "code": "ABCDEFGH" });
        for access in [&strong, &weak] {
            assert_eq!(post(&app, "/v1/mandates", access, &ask).await.status(), taken);
            let refuse = post(&app, "/v1/mandates/x/answer", access, &json!({ "accept": false })).await;
            assert_eq!(refuse.status(), StatusCode::NOT_FOUND);
            let withdraw = post(&app, "/v1/mandates/x/withdrawal", access, &json!({})).await;
            assert_eq!(withdraw.status(), StatusCode::NOT_FOUND);
        }
    }
}

#[tokio::test]
async fn a_refresh_makes_no_sign_in_more_recent() {
    let server = haikkala().await;
    let app = App::of(&server);
    let tokens = app.sign_in(&server, "aino").await;
    server.authority().backdate_sign_ins("aino", Duration::from_hours(1)).unwrap();
    let renewed = given(app.refresh(tokens.refresh()).await).await.access;
    is_demanded(post(&app, "/v1/mandates", &renewed, &give()).await, "DPoP").await;
}

#[tokio::test]
async fn a_token_of_the_development_door_has_no_sign_in_to_repeat() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let answer = aino.post("/v1/mandates").header("idempotency-key", "k-1").json(&give()).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_weighty_consent_wants_a_strong_sign_in_and_refusing_or_withdrawing_it_none() {
    let server = kaarna().await;
    let app = App::of(&server);
    let aino = Resident::at(&server, "aino").await;
    let (onni, study) = (about(&aino, "päiväkodille").await, about(&aino, "unesta").await);
    let path = |id: &str, what: &str| format!("/v1/consents/{id}/{what}");
    let weak = by_password(&app, &mut Browser::at(&server)).await.access;
    let give = consents::given(&onni, &["vaccinations", "next"], Some("2027-06-30"));
    is_demanded(post(&app, &path(&onni.id, "answer"), &weak, &give).await, "DPoP").await;
    is_demanded(post(&app, &path(&onni.id, "extension"), &weak, &give).await, "DPoP").await;
    // Nothing is told of what is not there.
    assert_eq!(post(&app, &path("nothing", "answer"), &weak, &give).await.status(), StatusCode::NOT_FOUND);
    let refuse = json!({ "answer": "refused", "notice_sha256": study.notice.texts[0].sha256 });
    let refused = post_with_key(&app, &path(&study.id, "answer"), (&weak, "k-2"), &refuse).await;
    assert_eq!(refused.status(), StatusCode::OK);

    let strong = app.sign_in(&server, "aino").await.access;
    assert_eq!(post(&app, &path(&onni.id, "answer"), &strong, &give).await.status(), StatusCode::OK);
    let withdrawn = post_with_key(&app, &path(&onni.id, "withdrawal"), (&weak, "k-3"), &json!({})).await;
    assert_eq!(withdrawn.status(), StatusCode::OK);
}
