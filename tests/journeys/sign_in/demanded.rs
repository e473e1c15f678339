//! What is weighty may ask for a recent authentication by strong means: the app asks for it, and checks that it got it.

use chrono::TimeDelta;
use connector::{
    Http, Limits,
    sign_in::{Client, Clock, Demanded, Granted, Provider, SignInError},
};
use municipality::Lie;
use resident_api::{ACR_BASIC, ACR_STRONG};
use tests::Town;
use url::Url;

async fn signed_in(haikkala: &Town, demanded: Option<Demanded>) -> Result<Granted, SignInError> {
    let client = Client {
        issuer: format!("{}openid", haikkala.base_url().unwrap()),
        client_id: "kotikunta".to_owned(),
        scopes: vec!["openid".to_owned(), "resident".to_owned()],
        resource: None,
    };
    let http = Http::new(Limits::default()).unwrap();
    let provider = Provider::discover(http, Clock::new(chrono::Utc::now), client).await.unwrap();
    let redirect: Url = "http://127.0.0.1:1/callback".parse().unwrap();
    let attempt = provider.begin(redirect, "fi", demanded).unwrap();
    let back = haikkala.sign_in(attempt.address().as_str(), "aino").unwrap();
    attempt.finish(&back).await
}

fn demanded(acr: &str) -> Demanded {
    Demanded { within: Some(TimeDelta::minutes(5)), acr: vec![acr.to_owned()] }
}

#[tokio::test]
async fn a_recent_and_strong_authentication_is_taken_and_no_other() {
    let haikkala = Town::haikkala().await.unwrap();
    assert!(signed_in(&haikkala, Some(demanded(ACR_STRONG))).await.is_ok());
    // Aino signed in by strong means; where weaker ones were named, that is another answer than was asked for.
    assert!(signed_in(&haikkala, Some(demanded(ACR_BASIC))).await.is_err());
    // One of those that were named is enough, and a demand may name an age alone.
    let either = Demanded { within: None, acr: vec![ACR_BASIC.to_owned(), ACR_STRONG.to_owned()] };
    assert!(signed_in(&haikkala, Some(either)).await.is_ok());
    let recent = Demanded { within: Some(TimeDelta::zero()), acr: Vec::new() };
    assert!(signed_in(&haikkala, Some(recent)).await.is_ok());
    for lie in [Lie::OldSignIn, Lie::NoAuthTime, Lie::WeakSignIn] {
        haikkala.lies().begin(lie);
        let refused = signed_in(&haikkala, Some(demanded(ACR_STRONG))).await;
        assert!(matches!(refused, Err(SignInError::Insufficient(_))), "{lie:?}: {refused:?}");
        // Where nothing was demanded nothing is checked: signing in to read needs no more than the service wants.
        assert!(signed_in(&haikkala, None).await.is_ok(), "{lie:?}");
        haikkala.lies().end();
    }
}
