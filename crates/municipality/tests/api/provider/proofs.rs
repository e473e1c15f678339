use chrono::TimeDelta;
use municipality::ProviderOptions;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{App, Browser, Key, RETURN, VERIFIER, claims, given, haikkala, hash_of, not_let_in, now, refused};

/// Asks the token endpoint with this proof and for nothing.
async fn try_proof(app: &App, proof: &str) -> reqwest::Response {
    let fields = [("client_id", "kotikunta"), ("grant_type", "refresh_token"), ("refresh_token", "made-up")];
    app.form("token", &fields).header("dpop", proof).send().await.unwrap()
}

async fn nonce(app: &App) -> String {
    let proof = app.key.as_ref().unwrap().proof("POST", &format!("{}/token", app.issuer), &json!({}));
    let answer = try_proof(app, &proof).await;
    let nonce = answer.headers()["dpop-nonce"].to_str().unwrap().to_owned();
    refused(answer, "use_dpop_nonce").await;
    nonce
}

#[tokio::test]
async fn the_server_names_the_nonce_and_an_old_one_is_asked_for_again() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    let (key, address) = (app.key.as_ref().unwrap(), format!("{}/token", app.issuer));
    let first = nonce(&app).await;
    let proof = |nonce: &str| key.proof("POST", &address, &json!({ "nonce": nonce }));
    refused(try_proof(&app, &proof(&first)).await, "invalid_grant").await;
    refused(try_proof(&app, &proof("made-up")).await, "use_dpop_nonce").await;
    server.retire_nonces();
    let answer = try_proof(&app, &proof(&first)).await;
    let second = answer.headers()["dpop-nonce"].to_str().unwrap().to_owned();
    refused(answer, "use_dpop_nonce").await;
    assert_ne!(first, second);
    refused(try_proof(&app, &proof(&second)).await, "invalid_grant").await;
}

#[tokio::test]
async fn a_code_survives_a_request_without_the_nonce() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    let code = Browser::at(&server).sign_in(&app.address(&[]), "aino").await.get("code").unwrap();
    // `redeem` asks without a nonce first.
    assert_eq!(given(app.redeem(&code).await).await.kind, "DPoP");
}

#[tokio::test]
async fn a_proof_that_proves_nothing_is_refused() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    let (key, address) = (app.key.as_ref().unwrap(), format!("{}/token", app.issuer));
    let nonce = nonce(&app).await;
    let sound = || claims("POST", &address, &json!({ "nonce": nonce }));
    let with = |name: &str, value: Value| {
        let mut claims = sound();
        claims[name] = value;
        key.sign(&key.header(), &claims)
    };
    let without = |name: &str| {
        let mut claims = sound();
        claims.as_object_mut().unwrap().remove(name);
        key.sign(&key.header(), &claims)
    };
    let headed = |name: &str, value: Value| {
        let mut header = key.header();
        header[name] = value;
        key.sign(&header, &sound())
    };
    let mut private = key.jwk();
    private["d"] = json!("secret");
    let other = Key::new();
    for (what, proof) in [
        ("typ", headed("typ", json!("JWT"))),
        ("alg none", headed("alg", json!("none"))),
        ("alg HS256", headed("alg", json!("HS256"))),
        ("another key", headed("jwk", other.jwk())),
        ("a private key", headed("jwk", private)),
        ("no key", headed("jwk", Value::Null)),
        ("another curve", headed("jwk", json!({ "kty": "EC", "crv": "P-384", "x": "", "y": "" }))),
        ("no point", headed("jwk", json!({ "kty": "EC", "crv": "P-256", "x": "AA", "y": "AA" }))),
        ("htm", with("htm", json!("GET"))),
        ("htu", with("htu", json!(format!("{}/revoke", app.issuer)))),
        ("htu elsewhere", with("htu", json!("https://evil.example/openid/token"))),
        ("no htu", without("htu")),
        ("old", with("iat", json!(now() - 400))),
        ("early", with("iat", json!(now() + 400))),
        ("iat as a text", with("iat", json!(now().to_string()))),
        ("no iat", without("iat")),
        ("no jti", without("jti")),
        ("a long jti", with("jti", json!("a".repeat(300)))),
        ("no JSON", "a.b.c".to_owned()),
        ("too long", "a".repeat(9000)),
    ] {
        let answer = try_proof(&app, &proof).await;
        assert_eq!(refused(answer, "invalid_dpop_proof").await, StatusCode::BAD_REQUEST, "{what}");
    }
    let two = |proof: &str| {
        let fields = [("client_id", "kotikunta"), ("grant_type", "refresh_token"), ("refresh_token", "made-up")];
        app.form("token", &fields).header("dpop", proof).header("dpop", proof).send()
    };
    refused(two(&with("htm", json!("POST"))).await.unwrap(), "invalid_dpop_proof").await;

    let proof = key.sign(&key.header(), &sound());
    refused(try_proof(&app, &proof).await, "invalid_grant").await;
    refused(try_proof(&app, &proof).await, "invalid_dpop_proof").await;
}

#[tokio::test]
async fn a_stolen_token_is_worth_nothing_without_the_key() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    let tokens = app.sign_in(&server, "aino").await;
    let address = format!("{}/v1/changes", app.base);
    let key = app.key.as_ref().unwrap();
    let dpop = format!("DPoP {}", tokens.access);
    let ask = || app.http.get(&address);
    let proof = |more: &Value| key.proof("GET", &address, more);
    let ath = json!({ "ath": hash_of(&tokens.access) });

    not_let_in(ask().bearer_auth(&tokens.access).send().await.unwrap(), "DPoP realm").await;
    not_let_in(ask().header("authorization", &dpop).send().await.unwrap(), "invalid_dpop_proof").await;
    let thief = Key::new().proof("GET", &address, &ath);
    let sent = ask().header("authorization", &dpop).header("dpop", thief).send().await.unwrap();
    not_let_in(sent, "error=\"invalid_token\"").await;
    for wrong in [
        proof(&json!({})),
        proof(&json!({ "ath": hash_of("another token") })),
        key.proof("POST", &address, &ath),
        key.proof("GET", &format!("{}/v1/events", app.base), &ath),
    ] {
        let sent = ask().header("authorization", &dpop).header("dpop", wrong).send().await.unwrap();
        not_let_in(sent, "invalid_dpop_proof").await;
    }
    let once = proof(&ath);
    let again = || ask().header("authorization", &dpop).header("dpop", &once).send();
    assert_eq!(again().await.unwrap().status(), StatusCode::OK);
    not_let_in(again().await.unwrap(), "invalid_dpop_proof").await;
    // The query is no part of the address.
    let sent = app.http.get(format!("{address}?limit=1")).header("authorization", &dpop).header("dpop", proof(&ath));
    assert_eq!(sent.send().await.unwrap().status(), StatusCode::OK);

    let thief = App::of(&server);
    refused(thief.refresh(tokens.refresh()).await, "invalid_grant").await;
    refused(App::without_key(&server).refresh(tokens.refresh()).await, "invalid_grant").await;
    assert_eq!(app.reads(&tokens.access).await, StatusCode::OK, "the thief signed nobody out");
    given(app.refresh(tokens.refresh()).await).await;
}

#[tokio::test]
async fn a_token_without_a_key_is_no_token_with_one() {
    let server = haikkala(ProviderOptions::default()).await;
    let development = server.authority().issue_token("aino").unwrap();
    let tokens = App::without_key(&server).sign_in(&server, "aino").await;
    let app = App::of(&server);
    for token in [&development, &tokens.access] {
        not_let_in(app.read(token).await, "DPoP realm").await;
        assert_eq!(App::without_key(&server).reads(token).await, StatusCode::OK);
    }
    super::signed_out(app.read("made-up").await).await;
}

#[tokio::test]
async fn a_municipality_may_want_a_nonce_everywhere() {
    let server = haikkala(ProviderOptions { nonce_at_resources: true, ..ProviderOptions::default() }).await;
    let app = App::of(&server);
    let tokens = app.sign_in(&server, "aino").await;
    let answer = app.read(&tokens.access).await;
    let nonce = answer.headers()["dpop-nonce"].to_str().unwrap().to_owned();
    not_let_in(answer, "use_dpop_nonce").await;
    let address = format!("{}/v1/changes", app.base);
    let more = json!({ "ath": hash_of(&tokens.access), "nonce": nonce });
    let proof = app.key.as_ref().unwrap().proof("GET", &address, &more);
    let request = app.http.get(&address).header("authorization", format!("DPoP {}", tokens.access));
    assert_eq!(request.header("dpop", proof).send().await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn a_server_whose_clock_is_wrong_is_wrong_in_all_it_says() {
    let ahead = ProviderOptions { clock_ahead: TimeDelta::hours(2), ..ProviderOptions::default() };
    let server = haikkala(ahead).await;
    let app = App::without_key(&server);
    let tokens = app.sign_in(&server, "aino").await;
    let (_, claims) = tokens.id_token();
    for claim in ["iat", "auth_time", "exp"] {
        assert!(claims[claim].as_i64().unwrap() > now() + 3600, "{claims}");
    }
    assert_eq!(app.reads(&tokens.access).await, StatusCode::OK);
    // An app that goes by its own clock is too late with its proofs.
    let app = App::of(&server);
    let proof = app.key.as_ref().unwrap().proof("POST", &format!("{}/token", app.issuer), &json!({}));
    let fields = [("client_id", "kotikunta"), ("code", "x"), ("redirect_uri", RETURN), ("code_verifier", VERIFIER)];
    refused(app.form("token", &fields).header("dpop", proof).send().await.unwrap(), "invalid_dpop_proof").await;
}
