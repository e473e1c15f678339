//! What a false provider says. That an app does not believe it is tested where the app is.

use municipality::{Lie, ProviderOptions};
use serde_json::Value;

use super::{App, Browser, haikkala, now};

#[tokio::test]
async fn the_provider_lies_about_the_way_back_when_told_to() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    let (issuer, state) = (Some(server.issuer().to_owned()), Some("state-1".to_owned()));
    let elsewhere = Some(format!("{}/elsewhere", server.issuer()));
    for (lie, told_issuer, told_state) in [
        (Lie::OtherIssuerInAnswer, elsewhere, state.clone()),
        (Lie::NoIssuerInAnswer, None, state.clone()),
        (Lie::OtherState, issuer.clone(), Some("another-state".to_owned())),
    ] {
        server.lies().begin(lie);
        let sent = Browser::at(&server).sign_in(&app.address(&[]), "aino").await;
        assert_eq!((sent.get("iss"), sent.get("state")), (told_issuer, told_state), "{lie:?}");
    }
    server.lies().end();
    let sent = Browser::at(&server).sign_in(&app.address(&[]), "aino").await;
    assert_eq!((sent.get("iss"), sent.get("state")), (issuer, state));

    server.lies().begin(Lie::OtherIssuerInDiscovery);
    let about = app.http.get(format!("{}/.well-known/openid-configuration", app.issuer)).send().await.unwrap();
    let about: Value = about.json().await.unwrap();
    assert_ne!(about["issuer"], server.issuer());
}

#[tokio::test]
async fn the_provider_lies_in_the_id_token_when_told_to() {
    let server = haikkala(ProviderOptions::default()).await;
    let app = App::of(&server);
    let truth = app.sign_in(&server, "aino").await;
    for lie in [
        Lie::OtherIssuer,
        Lie::OtherAudience,
        Lie::SecondAudience,
        Lie::OtherNonce,
        Lie::NoNonce,
        Lie::ExpiryAsText,
        Lie::NoExpiry,
        Lie::RunOut,
        Lie::FromTheFuture,
        Lie::NoSubject,
        Lie::OtherSubject,
        Lie::OtherTokenHash,
        Lie::OldSignIn,
        Lie::NoAuthTime,
        Lie::WeakSignIn,
        Lie::AlgorithmNone,
        Lie::NoSignature,
        Lie::OtherKey,
        Lie::KeyInHeader,
        Lie::KeyElsewhere,
        Lie::UnknownKey,
        Lie::SecretFromPublicKey,
        Lie::BearerForKey,
    ] {
        server.lies().begin(lie);
        let tokens = app.sign_in(&server, "aino").await;
        let (header, claims) = tokens.id_token();
        let signature = tokens.all["id_token"].as_str().unwrap().rsplit('.').next().unwrap().to_owned();
        let (true_header, true_claims) = truth.id_token();
        let differs = |name: &str| claims[name] != true_claims[name];
        let told = match lie {
            Lie::OtherIssuer => differs("iss"),
            Lie::OtherAudience => claims["aud"] == "another-app",
            Lie::SecondAudience => claims["aud"].as_array().unwrap().len() == 2,
            Lie::OtherNonce => differs("nonce"),
            Lie::NoNonce => claims["nonce"].is_null(),
            Lie::ExpiryAsText => claims["exp"].is_string(),
            Lie::NoExpiry => claims["exp"].is_null(),
            Lie::RunOut => claims["exp"].as_i64().unwrap() < now(),
            Lie::FromTheFuture => claims["iat"].as_i64().unwrap() > now() + 60,
            Lie::NoSubject => claims["sub"].is_null(),
            Lie::OtherSubject => differs("sub"),
            Lie::OtherTokenHash => {
                claims["at_hash"] != super::encode(&<sha2::Sha256 as sha2::Digest>::digest(&tokens.access)[..16])
            }
            Lie::OldSignIn => claims["auth_time"].as_i64().unwrap() < now() - 3600,
            Lie::NoAuthTime => claims["auth_time"].is_null(),
            Lie::WeakSignIn => differs("acr"),
            Lie::AlgorithmNone => header["alg"] == "none" && signature.is_empty(),
            Lie::NoSignature => header == true_header && signature.is_empty(),
            Lie::OtherKey => header == true_header && !signature.is_empty(),
            Lie::KeyInHeader => header["jwk"]["kty"] == "EC",
            Lie::KeyElsewhere => header["jku"].is_string() && header["x5u"].is_string(),
            Lie::UnknownKey => header["kid"] != true_header["kid"],
            Lie::SecretFromPublicKey => header["alg"] == "HS256",
            Lie::BearerForKey => tokens.kind == "Bearer",
            _ => false,
        };
        assert!(told, "{lie:?}: {header} {claims}");
    }
    server.lies().begin(Lie::NoIdToken);
    assert!(app.sign_in(&server, "aino").await.all["id_token"].is_null());
    server.lies().end();
    assert_eq!(app.sign_in(&server, "aino").await.id_token().1["sub"], truth.id_token().1["sub"]);
}
