use std::time::Duration;

use municipality::ProviderOptions;
use reqwest::StatusCode;
use serde_json::Value;

use super::{App, Browser, RETURN, Tokens, VERIFIER, given, haikkala, not_let_in, now, refused, signed_out};
use crate::{events::Frames, resident::stranger};

#[tokio::test]
async fn a_code_is_good_once_and_its_second_use_voids_what_it_gave() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    let sent = Browser::at(&server).sign_in(&app.address(&[]), "aino").await;
    let code = sent.get("code").unwrap();
    let tokens = given(app.redeem(&code).await).await;
    refused(app.redeem(&code).await, "invalid_grant").await;
    signed_out(app.read(&tokens.access).await).await;
    refused(app.refresh(tokens.refresh()).await, "invalid_grant").await;
    assert!(server.authority().token_families("aino").unwrap()[0].ended);
}

#[tokio::test]
async fn a_code_is_worth_nothing_to_whoever_did_not_ask_for_it() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    let other = "a".repeat(43);
    for (name, value) in [
        ("redirect_uri", "http://127.0.0.1:50124/callback"),
        ("redirect_uri", ""),
        ("code_verifier", other.as_str()),
        ("code_verifier", "short"),
    ] {
        let code = Browser::at(&server).sign_in(&app.address(&[]), "aino").await.get("code").unwrap();
        let fields = [("code", code.as_str()), ("redirect_uri", RETURN), ("code_verifier", VERIFIER)];
        let mut fields: Vec<_> =
            fields.into_iter().map(|(its, right)| (its, if its == name { value } else { right })).collect();
        fields.push(("grant_type", "authorization_code"));
        refused(app.token(&fields).await, "invalid_grant").await;
        refused(app.redeem(&code).await, "invalid_grant").await;
    }
    refused(app.redeem("made-up").await, "invalid_grant").await;
    assert!(server.authority().token_families("aino").unwrap().is_empty());
}

#[tokio::test]
async fn a_code_runs_out() {
    let server = haikkala(ProviderOptions { code_life: Duration::ZERO, ..ProviderOptions::default() }).await;
    let app = App::of(&server);
    let code = Browser::at(&server).sign_in(&app.address(&[]), "aino").await.get("code").unwrap();
    refused(app.redeem(&code).await, "invalid_grant").await;
}

#[tokio::test]
async fn a_code_bound_to_a_key_needs_that_key() {
    let server = haikkala(ProviderOptions::default()).await;
    let (app, thief) = (App::of(&server), App::of(&server));
    let thumbprint = app.key.as_ref().unwrap().thumbprint();
    for (redeemer, fits) in [(&app, true), (&thief, false), (&App::without_key(&server), false)] {
        let address = app.address(&[("dpop_jkt", &thumbprint)]);
        let code = Browser::at(&server).sign_in(&address, "aino").await.get("code").unwrap();
        let answer = redeemer.redeem(&code).await;
        if fits {
            given(answer).await;
        } else {
            refused(answer, "invalid_grant").await;
        }
    }
}

#[tokio::test]
async fn refresh_tokens_rotate_and_one_that_comes_back_ends_the_sign_in() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    let first = app.sign_in(&server, "aino").await;
    let elsewhere = app.sign_in(&server, "aino").await;
    let second = given(app.refresh(first.refresh()).await).await;
    assert_ne!((first.refresh(), &first.access), (second.refresh(), &second.access));
    let (_, claims) = second.id_token();
    assert_eq!(claims["sub"], first.id_token().1["sub"]);
    assert_eq!(claims["auth_time"], first.id_token().1["auth_time"]);
    assert_eq!(claims.get("nonce"), None);
    assert_eq!(app.reads(&second.access).await, StatusCode::OK);

    let mut listening = listen(&app, &second).await;
    refused(app.refresh(first.refresh()).await, "invalid_grant").await;
    signed_out(app.read(&second.access).await).await;
    refused(app.refresh(second.refresh()).await, "invalid_grant").await;
    assert_eq!(listening.next().await, None);
    assert_eq!(app.reads(&elsewhere.access).await, StatusCode::OK, "another sign-in goes on");
}

/// The event stream of a sign-in.
async fn listen(app: &App, tokens: &Tokens) -> Frames {
    let address = format!("{}/v1/events", app.base);
    let more = serde_json::json!({ "ath": super::hash_of(&tokens.access) });
    let proof = app.key.as_ref().unwrap().proof("GET", &address, &more);
    let request = app.http.get(&address).header("authorization", format!("DPoP {}", tokens.access));
    Frames::begin(request.header("dpop", proof).send().await.unwrap()).await
}

#[tokio::test]
async fn an_access_token_that_has_run_out_says_so_and_a_refresh_helps() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    let tokens = app.sign_in(&server, "aino").await;
    server.authority().expire_access_tokens("aino").unwrap();
    not_let_in(app.read(&tokens.access).await, "DPoP realm=\"resident-api\", error=\"invalid_token\"").await;
    let tokens = given(app.refresh(tokens.refresh()).await).await;
    assert_eq!(app.reads(&tokens.access).await, StatusCode::OK);
    server.authority().expire_access_tokens("aino").unwrap();
    server.authority().revoke_tokens("aino").unwrap();
    signed_out(app.read(&tokens.access).await).await;
    refused(app.refresh(tokens.refresh()).await, "invalid_grant").await;

    let short = ProviderOptions { access_token_life: Duration::ZERO, ..ProviderOptions::default() };
    let server = haikkala(short).await;
    let app = App::without_key(&server);
    let tokens = app.sign_in(&server, "aino").await;
    not_let_in(app.read(&tokens.access).await, "Bearer realm=\"resident-api\", error=\"invalid_token\"").await;

    let short = ProviderOptions { refresh_token_life: Duration::ZERO, ..ProviderOptions::default() };
    let server = haikkala(short).await;
    let app = App::of(&server);
    let tokens = app.sign_in(&server, "aino").await;
    refused(app.refresh(tokens.refresh()).await, "invalid_grant").await;
}

#[tokio::test]
async fn an_app_gives_its_tokens_back() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    let tokens = app.sign_in(&server, "aino").await;
    let give_back = |token: &str| app.form("revoke", &[("client_id", "kotikunta"), ("token", token)]).send();
    assert_eq!(give_back(&tokens.access).await.unwrap().status(), StatusCode::OK);
    signed_out(app.read(&tokens.access).await).await;
    let tokens = given(app.refresh(tokens.refresh()).await).await;
    assert_eq!(give_back(tokens.refresh()).await.unwrap().status(), StatusCode::OK);
    signed_out(app.read(&tokens.access).await).await;
    refused(app.refresh(tokens.refresh()).await, "invalid_grant").await;

    assert_eq!(give_back("made-up").await.unwrap().status(), StatusCode::OK);
    let nameless = app.form("revoke", &[("token", tokens.refresh())]).send().await.unwrap();
    refused(nameless, "invalid_client").await;
    let empty = app.form("revoke", &[("client_id", "kotikunta")]).send().await.unwrap();
    refused(empty, "invalid_request").await;
}

#[tokio::test]
async fn what_was_not_asked_for_is_not_given() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    let sign_in = async |scope: &str| {
        let sent = Browser::at(&server).sign_in(&app.address(&[("scope", scope)]), "aino").await;
        given(app.redeem(&sent.get("code").unwrap()).await).await
    };
    let short = sign_in("openid resident profile").await;
    assert_eq!((short.refresh.as_deref(), short.all["scope"].as_str()), (None, Some("openid resident")));
    assert_eq!(app.reads(&short.access).await, StatusCode::OK);

    let narrow = sign_in("openid offline_access").await;
    let answer = app.read(&narrow.access).await;
    assert!(answer.headers()["www-authenticate"].to_str().unwrap().contains("insufficient_scope"));
    crate::resident::problem(answer, StatusCode::FORBIDDEN).await;
    let refresh = |token: String, scope: &'static str| {
        let app = &app;
        async move { app.token(&[("grant_type", "refresh_token"), ("refresh_token", &token), ("scope", scope)]).await }
    };
    refused(refresh(narrow.refresh().to_owned(), "openid resident").await, "invalid_scope").await;

    let wide = sign_in("openid offline_access resident").await;
    let narrowed = given(refresh(wide.refresh().to_owned(), "openid").await).await;
    assert_eq!(app.reads(&narrowed.access).await, StatusCode::FORBIDDEN);
    let again = given(app.refresh(narrowed.refresh()).await).await;
    assert_eq!(app.reads(&again.access).await, StatusCode::OK, "what was given once is still there");
}

#[tokio::test]
async fn the_token_endpoint_takes_sound_requests_of_the_one_client_only() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::without_key(&server);
    let client = ("client_id", "kotikunta");
    let form = |fields: &[(&str, &str)]| app.form("token", fields);
    for (request, error, status) in [
        (form(&[client]), "invalid_request", 400),
        (form(&[client, ("grant_type", "password")]), "unsupported_grant_type", 400),
        (form(&[client, client, ("grant_type", "refresh_token")]), "invalid_request", 400),
        (form(&[("client_id", "another-app"), ("grant_type", "refresh_token")]), "invalid_client", 400),
        (form(&[client, ("client_secret", "secret")]), "invalid_client", 400),
        (form(&[client]).basic_auth("kotikunta", Some("secret")), "invalid_client", 401),
        (form(&[client, ("grant_type", "authorization_code")]), "invalid_request", 400),
        (form(&[client, ("grant_type", "refresh_token")]), "invalid_grant", 400),
        (form(&[client, ("resource", "https://elsewhere.example")]), "invalid_target", 400),
    ] {
        assert_eq!(refused(request.send().await.unwrap(), error).await.as_u16(), status, "{error}");
    }
    let large = form(&[client, ("code", &"a".repeat(20_000))]).send().await.unwrap();
    crate::resident::problem(large, StatusCode::PAYLOAD_TOO_LARGE).await;
    let json = app.http.post(format!("{}/token", app.issuer)).json(&Value::Null).send().await.unwrap();
    crate::resident::problem(json, StatusCode::UNSUPPORTED_MEDIA_TYPE).await;
}

#[tokio::test]
async fn who_reads_the_database_finds_no_token_in_it() {
    let dir = tempfile::tempdir().unwrap();
    let config = municipality::Config::on(municipality::Body::Haikkala, crate::resident::today());
    let config = municipality::Config { dir: Some(dir.path().to_owned()), ..config };
    let server = municipality::start(config.clone()).await.unwrap();
    let app = App::of(&server);
    let tokens = app.sign_in(&server, "aino").await;
    for file in std::fs::read_dir(dir.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for token in [&tokens.access, tokens.refresh()] {
            assert!(!bytes.windows(token.len()).any(|part| part == token.as_bytes()));
        }
    }
    server.stop().await;

    // The next run knows them still.
    let server = municipality::start(config).await.unwrap();
    let app = App { base: server.base_url().to_owned(), issuer: server.issuer().to_owned(), ..app };
    let tokens = given(app.refresh(tokens.refresh()).await).await;
    assert_eq!(app.reads(&tokens.access).await, StatusCode::OK);
    let families = server.authority().token_families("aino").unwrap();
    assert_eq!((families.len(), families[0].refresh_tokens), (1, 2));
    assert!(families[0].auth_time <= now());
}

#[tokio::test]
async fn a_server_that_others_can_reach_signs_nobody_in() {
    let config = municipality::Config::on(municipality::Body::Haikkala, crate::resident::today());
    let config = municipality::Config { addr: "0.0.0.0:0".parse().unwrap(), ..config };
    let server = municipality::start(config).await.unwrap();
    let port = server.base_url().rsplit(':').next().unwrap().to_owned();
    let ask = stranger().get(format!("http://127.0.0.1:{port}/openid/authorize")).send().await.unwrap();
    crate::resident::problem(ask, StatusCode::FORBIDDEN).await;

    let server = haikkala(ProviderOptions::default()).await;
    let rebound = stranger().get(format!("{}/authorize", server.issuer())).header("host", "rebound.example");
    crate::resident::problem(rebound.send().await.unwrap(), StatusCode::FORBIDDEN).await;
}
