//! Tokens for another server than the municipality's own: signed, and for one client each.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use municipality::{ProviderOptions, Resource, Running};
use reqwest::StatusCode;
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::Value;

use super::{App, Browser, RETURN, Tokens, VERIFIER, given, haikkala, now, refused, signed_out};

const AUDIENCE: &str = "https://arkisto.example/";
const CLIENT: &str = "kotikunta-arkisto";

async fn with_archive() -> Running {
    let archive = Resource { audience: AUDIENCE.to_owned(), client_id: CLIENT.to_owned() };
    haikkala(ProviderOptions { resources: vec![archive], ..ProviderOptions::default() }).await
}

fn address(app: &App, client: &str, resource: &str) -> String {
    app.address(&[("client_id", client), ("scope", "openid offline_access"), ("resource", resource)])
}

async fn signed_in(server: &Running, app: &App) -> Tokens {
    let sent = Browser::at(server).sign_in(&address(app, CLIENT, AUDIENCE), "aino").await;
    let code = sent.get("code").unwrap();
    let fields = [
        ("client_id", CLIENT),
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", RETURN),
        ("code_verifier", VERIFIER),
        ("resource", AUDIENCE),
    ];
    given(app.form("token", &fields).send().await.unwrap()).await
}

/// The header and the claims of a token that the provider's published key has signed.
async fn read(app: &App, token: &str) -> (Value, Value) {
    let (unsigned, signature) = token.rsplit_once('.').unwrap();
    let (header, claims) = unsigned.split_once('.').unwrap();
    let bytes = |part: &str| URL_SAFE_NO_PAD.decode(part).unwrap();
    let json = |part: &str| serde_json::from_slice::<Value>(&bytes(part)).unwrap();
    let keys: Value = app.http.get(format!("{}/jwks", app.issuer)).send().await.unwrap().json().await.unwrap();
    let key = keys["keys"].as_array().unwrap().iter().find(|key| key["kid"] == json(header)["kid"]).unwrap();
    let coordinate = |name: &str| bytes(key[name].as_str().unwrap());
    let point = [vec![4], coordinate("x"), coordinate("y")].concat();
    let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point);
    key.verify(unsigned.as_bytes(), &bytes(signature)).unwrap();
    (json(header), json(claims))
}

#[tokio::test]
async fn another_server_can_read_for_itself_whose_token_it_is_and_by_which_app() {
    let server = with_archive().await;
    let app = App::without_key(&server);
    let tokens = signed_in(&server, &app).await;
    assert_eq!(tokens.kind, "Bearer");
    let (header, claims) = read(&app, &tokens.access).await;
    // RFC 9068 §2.1 and §2.2.
    assert_eq!((header["typ"].as_str(), header["alg"].as_str()), (Some("at+jwt"), Some("ES256")));
    let text = |name: &str| claims[name].as_str();
    assert_eq!((text("iss"), text("aud")), (Some(server.issuer()), Some(AUDIENCE)));
    assert_eq!((text("azp"), text("client_id")), (Some(CLIENT), Some(CLIENT)));
    assert_eq!(claims["sub"], tokens.id_token().1["sub"]);
    assert_eq!(tokens.id_token().1["aud"], CLIENT);
    assert!(claims["exp"].as_i64().unwrap() > now());
    let fields = [("client_id", CLIENT), ("grant_type", "refresh_token"), ("refresh_token", tokens.refresh())];
    let next = given(app.form("token", &fields).send().await.unwrap()).await;
    let (_, again) = read(&app, &next.access).await;
    assert_eq!((&again["aud"], &again["sub"]), (&claims["aud"], &claims["sub"]));
    assert_ne!(again["jti"], claims["jti"]);
}

#[tokio::test]
async fn a_token_for_another_server_opens_nothing_here() {
    let server = with_archive().await;
    let app = App::without_key(&server);
    let tokens = signed_in(&server, &app).await;
    signed_out(app.read(&tokens.access).await).await;
}

#[tokio::test]
async fn no_client_gets_tokens_for_the_server_of_another_one() {
    let server = with_archive().await;
    let app = App::without_key(&server);
    for (client, resource) in [("kotikunta", AUDIENCE), (CLIENT, server.base_url())] {
        let sent = Browser::at(&server).open(&address(&app, client, resource)).await.sent();
        assert_eq!(sent.get("error").as_deref(), Some("invalid_target"), "{client}");
    }
    let tokens = signed_in(&server, &app).await;
    let answer = app.refresh(tokens.refresh()).await;
    assert_eq!(refused(answer, "invalid_grant").await, StatusCode::BAD_REQUEST);
}
