use municipality::ProviderOptions;
use reqwest::StatusCode;
use resident_api::ACR_STRONG;

use super::{App, Browser, encoded, given, haikkala};

#[tokio::test]
async fn the_sign_in_page_speaks_three_languages() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    for (asked, accepted, tag, heading, gets) in [
        ("", "", "fi", "Kirjaudu sisään", "Mitä sovellus saa"),
        ("sv", "fi", "sv", "Logga in", "Vad appen får"),
        ("de en-GB fi", "sv", "en", "Sign in", "What the app gets"),
        ("", "de, sv-FI;q=0.9, en;q=0.8", "sv", "Logga in", "Vad appen får"),
        ("", "de", "fi", "Kirjaudu sisään", "Mitä sovellus saa"),
    ] {
        let mut browser = Browser::at(&server);
        let request = browser.http.get(app.address(&[("ui_locales", asked)])).header("accept-language", accepted);
        let page = browser.shows(request).await;
        assert_eq!(page.status, StatusCode::OK);
        for wanted in [format!("<html lang=\"{tag}\">"), format!("<h1>{heading}</h1>"), gets.to_owned()] {
            assert!(page.html.contains(&wanted), "{wanted}: {}", page.html);
        }
        // The people of this body, by name, each with a label of its own.
        for name in ["Aino", "Eero"] {
            assert!(page.html.contains(name), "{name}: {}", page.html);
        }
        assert!(page.html.contains("<label for=\"persona-0\">"), "{}", page.html);

        // Another language is one step away and changes nothing else.
        for (other, heading) in [("fi", "Kirjaudu sisään"), ("sv", "Logga in"), ("en", "Sign in")] {
            let address = format!("{}?lang={other}", page.action());
            assert!(page.html.contains(&format!("href=\"{address}\" lang=\"{other}\"")), "{}", page.html);
            let page = browser.open(&address).await;
            assert!(page.html.contains(&format!("<h1>{heading}</h1>")), "{}", page.html);
            assert!(page.html.contains(&format!("name=\"lang\" value=\"{other}\"")), "{}", page.html);
        }
    }
}

#[tokio::test]
async fn the_page_is_shut_in_and_needs_no_script() {
    let server = haikkala(ProviderOptions::default()).await;
    let page = Browser::at(&server).open(&App::of(&server).address(&[])).await;
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    for part in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "style-src 'self'"] {
        assert!(policy.contains(part), "{policy}");
    }
    assert_eq!(page.headers["x-frame-options"], "DENY");
    assert_eq!(page.headers["cache-control"], "no-store");
    assert_eq!(page.headers["referrer-policy"], "same-origin");
    assert!(!page.html.contains("<script") && !page.html.contains("style="), "{}", page.html);
    let sheet = Browser::at(&server).open("/openid/provider.css").await;
    assert_eq!(sheet.headers["content-type"], "text/css; charset=utf-8");
    assert!(sheet.html.contains("--accent: rgb("));
}

#[tokio::test]
async fn whoever_cancels_is_back_in_the_app_without_a_code() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    let mut browser = Browser::at(&server);
    let page = browser.open(&app.address(&[])).await;
    let sent = browser.send(&page.action(), &[("choice", "cancel")]).await.sent();
    assert_eq!(sent.get("error").as_deref(), Some("access_denied"));
    assert_eq!((sent.get("state").as_deref(), sent.get("code")), (Some("state-1"), None));
    assert_eq!(sent.get("iss").as_deref(), Some(server.issuer()));
    let again = browser.send(&page.action(), &[("choice", "cancel")]).await;
    assert_eq!(again.status, StatusCode::GONE);
    assert!(again.html.contains("Tämä kirjautuminen on vanhentunut"), "{}", again.html);
}

#[tokio::test]
async fn whoever_forgets_to_choose_is_told_what_is_missing() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    let mut browser = Browser::at(&server);
    let page = browser.open(&app.address(&[("ui_locales", "en")])).await;
    let action = page.action();
    let form = [("lang", "sv"), ("choice", "sign_in"), ("means", "basic")];
    let page = browser.send(&action, &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for wanted in [
        "<title>Fel: Logga in",
        "autofocus",
        "<a href=\"#persona-0\">Välj vem som loggar in.</a>",
        "aria-describedby=\"who-hint who-error\"",
        "value=\"basic\" id=\"means-1\" required checked",
    ] {
        assert!(page.html.contains(wanted), "{wanted}: {}", page.html);
    }
    for nobody in ["mallory", "helmi"] {
        let form = [("persona", nobody), ("means", "strong"), ("choice", "sign_in")];
        assert_eq!(browser.send(&action, &form).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{nobody}");
    }
    let form = [("persona", "eero"), ("means", "strong"), ("choice", "sign_in")];
    assert!(browser.send(&action, &form).await.sent().get("code").is_some(), "the sign-in is still there");
}

#[tokio::test]
async fn who_is_expected_is_chosen_and_weak_means_are_not_offered_where_strong_ones_are_asked_for() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    let mut browser = Browser::at(&server);
    let page = browser.open(&app.address(&[("login_hint", "eero"), ("acr_values", ACR_STRONG)])).await;
    assert!(page.html.contains("value=\"eero\" id=\"persona-1\" required checked"), "{}", page.html);
    assert!(!page.html.contains("value=\"basic\""), "{}", page.html);
    let weak = [("persona", "eero"), ("means", "basic"), ("choice", "sign_in")];
    assert_eq!(browser.send(&page.action(), &weak).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_form_of_another_page_or_another_browser_signs_nobody_in() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    let mut browser = Browser::at(&server);
    let page = browser.open(&app.address(&[])).await;
    let form = [("persona", "aino"), ("means", "strong"), ("choice", "sign_in")];
    let (http, address) = (browser.http.clone(), format!("{}{}", browser.base, page.action()));
    let foreign = |origin: &str| {
        http.post(&address)
            .header("origin", origin)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(encoded(&form))
    };
    for origin in ["null", "http://127.0.0.1:1", "https://evil.example"] {
        assert_eq!(browser.shows(foreign(origin)).await.status, StatusCode::FORBIDDEN, "{origin}");
    }
    let mut stranger = Browser::at(&server);
    assert_eq!(stranger.send(&page.action(), &form).await.status, StatusCode::GONE);
    assert_eq!(stranger.open(&page.action()).await.status, StatusCode::GONE);
    stranger.open(&app.address(&[])).await;
    assert_eq!(stranger.send(&page.action(), &form).await.status, StatusCode::GONE);
    assert!(browser.send(&page.action(), &form).await.sent().get("code").is_some());
}

#[tokio::test]
async fn a_session_that_somebody_planted_is_worth_nothing_after_a_sign_in() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    let mut browser = Browser::at(&server);
    browser.sign_in(&app.address(&[]), "aino").await;
    let before = browser.cookies.clone();
    browser.sign_in(&app.address(&[("prompt", "login")]), "eero").await;
    assert_ne!(before, browser.cookies);
    let mut planted = Browser { cookies: before, ..Browser::at(&server) };
    let sent = planted.open(&app.address(&[("prompt", "none")])).await.sent();
    assert_eq!(sent.get("error").as_deref(), Some("login_required"));
}

#[tokio::test]
async fn the_browser_is_signed_out_by_the_app_that_knows_who_it_was_and_asked_otherwise() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    let mut browser = Browser::at(&server);
    let code = browser.sign_in(&app.address(&[]), "aino").await.get("code").unwrap();
    let tokens = given(app.redeem(&code).await).await;
    let silent = app.address(&[("prompt", "none")]);
    let is_known = |sent: super::Sent| sent.get("code").is_some();

    // A page that nobody asked for anything.
    let page = browser.open("/openid/end-session?ui_locales=en").await;
    assert!(page.html.contains("<h1>Do you want to sign out?</h1>"), "{}", page.html);
    assert!(is_known(browser.open(&silent).await.sent()));
    let eero = app.sign_in(&server, "eero").await;
    let hint = |tokens: &super::Tokens| tokens.all["id_token"].as_str().unwrap().to_owned();
    let of_another = encoded(&[("id_token_hint", &hint(&eero))]);
    assert!(browser.open(&format!("/openid/end-session?{of_another}")).await.html.contains("Haluatko kirjautua ulos?"));
    assert!(is_known(browser.open(&silent).await.sent()));

    // The app itself.
    let back = "http://127.0.0.1:50123/callback";
    let own = encoded(&[("id_token_hint", &hint(&tokens)), ("post_logout_redirect_uri", back), ("state", "s")]);
    let sent = browser.open(&format!("/openid/end-session?{own}")).await.sent();
    assert_eq!(sent.0.as_str(), "http://127.0.0.1:50123/callback?state=s");
    assert_eq!(browser.open(&silent).await.sent().get("error").as_deref(), Some("login_required"));
    assert_eq!(app.reads(&tokens.access).await, StatusCode::OK, "an app's tokens are its own to give back");

    // The resident.
    browser.sign_in(&app.address(&[]), "aino").await;
    let page = browser.send(&page.action(), &[("choice", "sign_out"), ("ui_locales", "en")]).await;
    assert!(page.html.contains("<h1>You are signed out</h1>"), "{}", page.html);
    assert_eq!(browser.open(&silent).await.sent().get("error").as_deref(), Some("login_required"));
    let elsewhere = encoded(&[("client_id", "kotikunta"), ("post_logout_redirect_uri", "https://evil.example")]);
    assert_eq!(browser.open(&format!("/openid/end-session?{elsewhere}")).await.status, StatusCode::OK);
}
