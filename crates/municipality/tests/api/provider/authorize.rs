use municipality::ProviderOptions;
use reqwest::StatusCode;
use resident_api::{ACR_BASIC, ACR_STRONG, ServerCard};
use serde_json::Value;

use super::{App, Browser, RETURN, encoded, given, haikkala, now};
use crate::resident::stranger;

#[tokio::test]
async fn the_card_says_where_to_sign_in_and_the_provider_says_how() {
    let server = haikkala(ProviderOptions::default()).await;
    let card = stranger().get(format!("{}{}", server.base_url(), resident_api::WELL_KNOWN)).send().await.unwrap();
    let card: ServerCard = card.json().await.unwrap();
    let issuer = format!("{}/openid", server.base_url());
    assert_eq!(card.issuer.as_deref(), Some(issuer.as_str()));
    assert_eq!(server.issuer(), issuer);
    assert_eq!(card.client_id.as_deref(), Some("kotikunta"));
    assert_eq!(card.scopes, ["openid", "offline_access", "resident"]);

    let about = stranger().get(format!("{issuer}/.well-known/openid-configuration")).send().await.unwrap();
    let about: Value = about.json().await.unwrap();
    assert_eq!(about["issuer"], issuer);
    for (name, value) in [
        ("response_types_supported", "code"),
        ("code_challenge_methods_supported", "S256"),
        ("token_endpoint_auth_methods_supported", "none"),
        ("dpop_signing_alg_values_supported", "ES256"),
    ] {
        assert_eq!(about[name], serde_json::json!([value]), "{name}");
    }
    assert_eq!(about["authorization_response_iss_parameter_supported"], true);
    let keys: Value = stranger().get(about["jwks_uri"].as_str().unwrap()).send().await.unwrap().json().await.unwrap();
    assert_eq!(keys["keys"].as_array().unwrap().len(), 1);
    assert!(keys["keys"][0].get("d").is_none());
}

#[tokio::test]
async fn aino_signs_in_and_the_app_reads_her_feed() {
    let server = haikkala(ProviderOptions::default()).await;
    let before = now();
    let app = App::of(&server);
    let sent = Browser::at(&server).sign_in(&app.address(&[("acr_values", ACR_STRONG)]), "aino").await;
    assert!(sent.0.as_str().starts_with(RETURN));
    assert_eq!(sent.get("state").as_deref(), Some("state-1"));
    assert_eq!(sent.get("iss").as_deref(), Some(server.issuer()));

    let tokens = given(app.redeem(&sent.get("code").unwrap()).await).await;
    assert_eq!(tokens.kind, "DPoP");
    assert_eq!(tokens.all["expires_in"], 300);
    assert_eq!(app.reads(&tokens.access).await, StatusCode::OK);

    let (header, claims) = tokens.id_token();
    assert_eq!(header["alg"], "ES256");
    let myself = crate::resident::Resident::at(&server, "aino").await.myself().await;
    assert_eq!(claims["sub"], myself.id);
    assert_eq!((claims["iss"].as_str(), claims["aud"].as_str()), (Some(server.issuer()), Some("kotikunta")));
    assert_eq!((claims["nonce"].as_str(), claims["acr"].as_str()), (Some("nonce-1"), Some(ACR_STRONG)));
    // Real time, whatever day the municipality believes in.
    for (claim, at_least) in [("iat", before), ("auth_time", before), ("exp", before + 60)] {
        let value = claims[claim].as_i64().unwrap();
        assert!((at_least..at_least + 3600).contains(&value), "{claim} is {value}");
    }

    let key = app.key.as_ref().unwrap();
    let address = format!("{}/userinfo", app.issuer);
    let proof = key.proof("GET", &address, &serde_json::json!({ "ath": super::hash_of(&tokens.access) }));
    let who = app.http.get(&address).header("authorization", format!("DPoP {}", tokens.access)).header("dpop", proof);
    let who: Value = who.send().await.unwrap().json().await.unwrap();
    assert_eq!(who["sub"], myself.id);

    let families = server.authority().token_families("aino").unwrap();
    assert_eq!(families.len(), 1);
    assert_eq!(families[0].bound_to, Some(key.thumbprint()));
    assert!(!families[0].ended);
}

#[tokio::test]
async fn a_test_may_sign_in_without_a_browser() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    let sent = |to: Option<String>| super::Sent(to.unwrap().parse().unwrap());
    let back = sent(server.sign_in(&app.address(&[]), "aino"));
    assert_eq!(back.get("state").as_deref(), Some("state-1"));
    given(app.redeem(&back.get("code").unwrap()).await).await;
    let cancelled = sent(server.cancel_sign_in(&app.address(&[])));
    assert_eq!(cancelled.get("error").as_deref(), Some("access_denied"));
    let wrong = sent(server.sign_in(&app.address(&[("code_challenge", "")]), "aino"));
    assert_eq!(wrong.get("error").as_deref(), Some("invalid_request"));
    assert_eq!(server.sign_in(&app.address(&[("client_id", "another-app")]), "aino"), None);
    assert_eq!(server.sign_in(&app.address(&[]), "mallory"), None);
    assert_eq!(server.sign_in("https://elsewhere.example/authorize?client_id=kotikunta", "aino"), None);
}

#[tokio::test]
async fn an_app_without_a_key_gets_bearer_tokens_unless_that_is_forbidden() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::without_key(&server);
    let tokens = app.sign_in(&server, "aino").await;
    assert_eq!(tokens.kind, "Bearer");
    assert_eq!(app.reads(&tokens.access).await, StatusCode::OK);
    let again = given(app.refresh(tokens.refresh()).await).await;
    assert_eq!(app.reads(&again.access).await, StatusCode::OK);

    let strict = haikkala(ProviderOptions { require_dpop: true, ..ProviderOptions::default() }).await;
    let app = App::without_key(&strict);
    let sent = Browser::at(&strict).sign_in(&app.address(&[]), "aino").await;
    super::refused(app.redeem(&sent.get("code").unwrap()).await, "invalid_request").await;
    let app = App::of(&strict);
    assert_eq!(app.sign_in(&strict, "aino").await.kind, "DPoP");
}

#[tokio::test]
async fn a_stranger_gets_a_page_in_words_and_nobody_is_sent_anywhere() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    let mut browser = Browser::at(&server);
    let twice = format!("{}&{}", app.address(&[]), encoded(&[("redirect_uri", "https://evil.example/callback")]));
    for address in [
        app.address(&[("client_id", "another-app")]),
        app.address(&[("client_id", "")]),
        app.address(&[("redirect_uri", "https://evil.example/callback")]),
        app.address(&[("redirect_uri", "http://localhost:50123/callback")]),
        app.address(&[("redirect_uri", "")]),
        twice,
    ] {
        let page = browser.open(&address).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{address}");
        assert!(page.html.contains("<h1>Kirjautumista ei voi aloittaa</h1>"), "{}", page.html);
        assert!(!page.headers.contains_key("location"));
    }
}

#[tokio::test]
async fn every_way_back_to_the_app_is_known() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    for (back, policy) in [
        ("http://127.0.0.1:1/callback", "http://127.0.0.1:1"),
        ("http://[::1]:65535/callback", "http:"),
        ("https://app.kotikunta.example/callback", "https://app.kotikunta.example"),
        ("fi.kotikunta.app:/callback", "fi.kotikunta.app:"),
    ] {
        let mut browser = Browser::at(&server);
        let page = browser.open(&app.address(&[("redirect_uri", back)])).await;
        let told = page.headers["content-security-policy"].to_str().unwrap().to_owned();
        assert!(told.contains(&format!("form-action 'self' {policy};")), "{told}");
        let form = [("persona", "aino"), ("means", "basic"), ("choice", "sign_in")];
        let sent = browser.send(&page.action(), &form).await.sent();
        assert!(sent.0.as_str().starts_with(back), "{}", sent.0);
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_request_is_told_to_the_app() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    let mut browser = Browser::at(&server);
    let twice = format!("{}&{}", app.address(&[]), encoded(&[("scope", "openid")]));
    for (address, error) in [
        (app.address(&[("code_challenge", "")]), "invalid_request"),
        (app.address(&[("code_challenge", "short")]), "invalid_request"),
        (app.address(&[("code_challenge_method", "plain")]), "invalid_request"),
        (app.address(&[("code_challenge_method", "")]), "invalid_request"),
        (app.address(&[("response_type", "token")]), "unsupported_response_type"),
        (app.address(&[("response_type", "code id_token")]), "unsupported_response_type"),
        (app.address(&[("response_type", "")]), "invalid_request"),
        (app.address(&[("response_mode", "form_post")]), "invalid_request"),
        (app.address(&[("scope", "profile")]), "invalid_scope"),
        (app.address(&[("resource", "https://elsewhere.example")]), "invalid_target"),
        (app.address(&[("prompt", "none login")]), "invalid_request"),
        (app.address(&[("prompt", "shout")]), "invalid_request"),
        (app.address(&[("prompt", "none")]), "login_required"),
        (app.address(&[("max_age", "soon")]), "invalid_request"),
        (app.address(&[("max_age", "-1")]), "invalid_request"),
        (app.address(&[("dpop_jkt", "short")]), "invalid_request"),
        (app.address(&[("request", "a.b.c")]), "request_not_supported"),
        (app.address(&[("request_uri", "urn:x")]), "request_uri_not_supported"),
        (app.address(&[("id_token_hint", "a.b.c")]), "invalid_request"),
        (twice, "invalid_request"),
    ] {
        let sent = browser.open(&address).await.sent();
        assert_eq!(sent.get("error").as_deref(), Some(error), "{address}");
        assert_eq!(sent.get("state").as_deref(), Some("state-1"), "{address}");
        assert_eq!(sent.get("iss").as_deref(), Some(server.issuer()), "{address}");
        assert_eq!(sent.get("code"), None);
    }
}

#[tokio::test]
async fn what_nobody_knows_is_ignored_and_the_request_may_come_as_a_form() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    let base = server.base_url().to_owned();
    let more = [("colour", "green"), ("acr_values", "urn:unknown"), ("login_hint", "nobody"), ("resource", &base)];
    assert_eq!(Browser::at(&server).open(&app.address(&more)).await.status, StatusCode::OK);

    let mut browser = Browser::at(&server);
    let address = app.address(&[]);
    let (path, query) = address.split_once('?').unwrap();
    let form = browser.http.post(path).header("content-type", "application/x-www-form-urlencoded");
    let page = browser.shows(form.body(query.to_owned())).await;
    let form = [("persona", "eero"), ("means", "strong"), ("choice", "sign_in")];
    let code = browser.send(&page.action(), &form).await.sent().get("code").unwrap();
    given(app.redeem(&code).await).await;
    assert_eq!(server.authority().token_families("eero").unwrap().len(), 1);
}

#[tokio::test]
async fn a_browser_that_is_known_goes_through_at_once_unless_the_app_wants_otherwise() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    let mut browser = Browser::at(&server);
    let page = browser.open(&app.address(&[])).await;
    let form = [("persona", "aino"), ("means", "basic"), ("choice", "sign_in")];
    let code = browser.send(&page.action(), &form).await.sent().get("code").unwrap();
    let (_, first) = given(app.redeem(&code).await).await.id_token();
    assert_eq!(first["acr"], ACR_BASIC);

    for again in [vec![], vec![("prompt", "none")], vec![("max_age", "3600")], vec![("login_hint", "aino")]] {
        let sent = browser.open(&app.address(&again)).await.sent();
        let tokens = given(app.redeem(&sent.get("code").unwrap_or_else(|| panic!("{}", sent.0))).await).await;
        assert_eq!(tokens.id_token().1["auth_time"], first["auth_time"]);
    }
    for asked in [
        vec![("prompt", "login")],
        vec![("prompt", "consent")],
        vec![("max_age", "0")],
        vec![("acr_values", ACR_STRONG)],
        vec![("login_hint", "eero")],
    ] {
        assert_eq!(browser.open(&app.address(&asked)).await.status, StatusCode::OK, "{asked:?}");
        if !asked.contains(&("prompt", "login")) && !asked.contains(&("prompt", "consent")) {
            let silent: Vec<_> = asked.iter().copied().chain([("prompt", "none")]).collect();
            let sent = browser.open(&app.address(&silent)).await.sent();
            assert_eq!(sent.get("error").as_deref(), Some("login_required"), "{silent:?}");
        }
    }
    // A level that the app would take, too, does not ask for more.
    let either = format!("{ACR_STRONG} {ACR_BASIC}");
    assert!(browser.open(&app.address(&[("acr_values", &either)])).await.sent().get("code").is_some());
}

#[tokio::test]
async fn a_sign_in_is_not_in_the_log_of_requests() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    Browser::at(&server).open(&app.address(&[("login_hint", "aino")])).await;
    let log = format!("{:?}", server.authority().requests());
    assert!(log.contains("/openid/authorize") && !log.contains("aino"), "{log}");
}
