//! Sign-ins that do not succeed: each ends in a reason, and the device is as it was before.

use std::time::Duration;

use chrono::TimeDelta;
use engine::{BrowserError, SecretError};
use municipality::{Lie, ProviderOptions};
use protocol::{
    BeginSignIn, EndSignIn, ErrorCode, ReadService, ReadSignIn, ReopenBrowser,
    sign_in::{ServiceAddress, SignInFailure, SignInStage},
};
use tests::{Device, Shelf, Town, Visitor};
use url::Url;

use super::{ILL, begin, device_near, ended, enter, haikkala_listed, page, sign_in, visit};

/// Nothing of a sign-in that did not succeed is left.
async fn untouched(device: &Device) {
    assert!(device.overview().await.unwrap().sources.is_empty());
    assert_eq!(device.host.secret_names(), ["profile-key"]);
}

fn parameter(address: &str, name: &str) -> String {
    let address = Url::parse(address).unwrap();
    address.query_pairs().find(|(found, _)| found == name).map(|(_, value)| value.into_owned()).unwrap()
}

/// Where a browser comes back to, with these parameters beside the state.
fn callback(address: &str, parameters: &[(&str, &str)]) -> String {
    let mut back = Url::parse(&parameter(address, "redirect_uri")).unwrap();
    back.query_pairs_mut().append_pair("state", &parameter(address, "state")).extend_pairs(parameters);
    back.into()
}

async fn failed(device: &Device) -> SignInFailure {
    match ended(device).await.unwrap() {
        SignInStage::Failed(failure) => failure,
        stage => panic!("{stage:?}"),
    }
}

#[tokio::test]
async fn aino_who_cancels_in_the_browser_is_told_so_and_may_try_again() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = device_near(&haikkala).await.unwrap();
    let address = begin(&device, haikkala_listed(&haikkala)).await.unwrap();
    let mut browser = Visitor::new().unwrap();
    let form = browser.open(&address).await.unwrap();
    let shown = browser.send(&form, &[("choice", "cancel")]).await.unwrap();
    assert!(shown.body.contains(ILL));
    assert_eq!(failed(&device).await, SignInFailure::Declined);
    untouched(&device).await;
    assert_eq!(sign_in(&device, haikkala_listed(&haikkala)).await.unwrap(), SignInStage::Connected(haikkala.source()));
}

#[tokio::test]
async fn a_provider_that_lies_is_not_believed() {
    let haikkala = Town::haikkala().await.unwrap();
    for lie in [
        Lie::OtherIssuerInAnswer,
        Lie::NoIssuerInAnswer,
        Lie::NoIdToken,
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
        Lie::OtherTokenHash,
        Lie::AlgorithmNone,
        Lie::NoSignature,
        Lie::OtherKey,
        Lie::KeyInHeader,
        Lie::KeyElsewhere,
        Lie::UnknownKey,
        Lie::SecretFromPublicKey,
    ] {
        let device = device_near(&haikkala).await.unwrap();
        haikkala.lies().begin(lie);
        let address = begin(&device, haikkala_listed(&haikkala)).await.unwrap();
        let shown = enter(&address, "aino").await.unwrap();
        assert!(shown.body.contains(ILL), "{lie:?}");
        assert_eq!(failed(&device).await, SignInFailure::Untrusted, "{lie:?}");
        untouched(&device).await;
        haikkala.lies().end();
    }
}

#[tokio::test]
async fn a_provider_that_calls_itself_otherwise_is_not_even_shown() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = device_near(&haikkala).await.unwrap();
    haikkala.lies().begin(Lie::OtherIssuerInDiscovery);
    device.ask(BeginSignIn { at: haikkala_listed(&haikkala), page: page() }).await.unwrap();
    assert_eq!(failed(&device).await, SignInFailure::Untrusted);
    assert!(device.host.opened_addresses().is_empty());
    untouched(&device).await;
}

#[tokio::test]
async fn an_answer_to_another_sign_in_is_nobodys_and_the_right_one_still_counts() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = device_near(&haikkala).await.unwrap();
    let address = begin(&device, haikkala_listed(&haikkala)).await.unwrap();
    let back = parameter(&address, "redirect_uri");
    let issuer = format!("{}openid", haikkala.base_url().unwrap());
    for (what, url) in [
        ("another path", format!("{}/favicon.ico", back.trim_end_matches("/callback"))),
        ("no state", format!("{back}?code=x&iss={issuer}")),
        ("another state", format!("{back}?code=x&state=guessed&iss={issuer}")),
        ("two states", format!("{}&state=guessed", callback(&address, &[("code", "x"), ("iss", &issuer)]))),
    ] {
        let refused = visit(&url).await.unwrap();
        assert_eq!((refused.status, refused.body.as_str()), (404, ""), "{what}");
    }
    assert_eq!(device.ask(ReadSignIn {}).await.unwrap().stage, Some(SignInStage::InBrowser));
    enter(&address, "aino").await.unwrap();
    assert_eq!(ended(&device).await.unwrap(), SignInStage::Connected(haikkala.source()));

    // One answer, and then nobody listens any more.
    let again = visit(&callback(&address, &[("code", "x"), ("iss", &issuer)])).await;
    assert!(again.is_err(), "{again:?}");
}

#[tokio::test]
async fn every_sign_in_has_a_port_a_state_a_nonce_and_a_challenge_of_its_own() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = device_near(&haikkala).await.unwrap();
    let first = begin(&device, haikkala_listed(&haikkala)).await.unwrap();
    let second = begin(&device, haikkala_listed(&haikkala)).await.unwrap();
    for address in [&first, &second] {
        assert_eq!(parameter(address, "code_challenge_method"), "S256");
        assert_eq!(parameter(address, "response_type"), "code");
        assert!(parameter(address, "redirect_uri").starts_with("http://127.0.0.1:"), "an IP address and no name");
        assert!(parameter(address, "scope").split(' ').any(|scope| scope == "offline_access"));
    }
    for name in ["redirect_uri", "state", "nonce", "code_challenge", "dpop_jkt"] {
        assert_ne!(parameter(&first, name), parameter(&second, name), "{name}");
    }
    // The one that was given up is answered by nobody.
    assert!(visit(&callback(&first, &[("code", "x")])).await.is_err());
}

#[tokio::test]
async fn a_network_that_goes_half_way_ends_in_a_reason() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = device_near(&haikkala).await.unwrap();
    let address = begin(&device, haikkala_listed(&haikkala)).await.unwrap();
    let issuer = format!("{}openid", haikkala.base_url().unwrap());
    haikkala.stop().await;
    let shown = visit(&callback(&address, &[("code", "x"), ("iss", &issuer)])).await.unwrap();
    assert!(shown.body.contains(ILL));
    assert_eq!(failed(&device).await, SignInFailure::Unreachable);
    untouched(&device).await;
}

#[tokio::test]
async fn a_service_that_cannot_be_reached_is_no_sign_in() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = device_near(&haikkala).await.unwrap();
    let at = haikkala_listed(&haikkala);
    haikkala.stop().await;
    device.ask(BeginSignIn { at: at.clone(), page: page() }).await.unwrap();
    assert_eq!(failed(&device).await, SignInFailure::Unreachable);
    let seen = device.ask(ReadService { at }).await;
    assert_eq!(seen.err().map(|error| error.code), Some(ErrorCode::SourceUnreachable));
}

#[tokio::test]
async fn a_code_that_the_provider_did_not_give_is_declined() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = device_near(&haikkala).await.unwrap();
    let address = begin(&device, haikkala_listed(&haikkala)).await.unwrap();
    let issuer = format!("{}openid", haikkala.base_url().unwrap());
    visit(&callback(&address, &[("code", "guessed"), ("iss", &issuer)])).await.unwrap();
    assert_eq!(failed(&device).await, SignInFailure::Declined);
    untouched(&device).await;
}

#[tokio::test]
async fn a_device_whose_clock_is_wrong_says_so() {
    for wrong in [TimeDelta::hours(2), TimeDelta::days(-400)] {
        let haikkala = Town::haikkala().await.unwrap();
        let device = device_near(&haikkala).await.unwrap();
        device.host.set_clock_wrong_by(wrong);
        device.ask(BeginSignIn { at: haikkala_listed(&haikkala), page: page() }).await.unwrap();
        assert_eq!(failed(&device).await, SignInFailure::ClockWrong);
        untouched(&device).await;
    }
}

#[tokio::test]
async fn tokens_of_a_provider_in_another_time_are_not_taken() {
    let options = ProviderOptions { clock_ahead: TimeDelta::hours(2), ..ProviderOptions::default() };
    let haikkala = Town::haikkala_with(options).await.unwrap();
    let device = device_near(&haikkala).await.unwrap();
    let address = begin(&device, haikkala_listed(&haikkala)).await.unwrap();
    let _ = enter(&address, "aino").await;
    let failure = failed(&device).await;
    assert!(matches!(failure, SignInFailure::Untrusted | SignInFailure::Unavailable), "{failure:?}");
    untouched(&device).await;
}

#[tokio::test]
async fn a_browser_that_does_not_open_is_told_and_may_open_later() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = device_near(&haikkala).await.unwrap();
    device.host.break_browser(Some(BrowserError("none".to_owned())));
    device.ask(BeginSignIn { at: haikkala_listed(&haikkala), page: page() }).await.unwrap();
    assert_eq!(failed(&device).await, SignInFailure::NoBrowser);
    device.host.break_browser(None);
    let address = begin(&device, haikkala_listed(&haikkala)).await.unwrap();
    device.ask(ReopenBrowser {}).await.unwrap();
    assert_eq!(device.host.opened_addresses(), [address.clone(), address]);
}

#[tokio::test]
async fn aino_who_never_comes_back_is_not_waited_for_all_day() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = device_near(&haikkala).await.unwrap();
    let address = begin(&device, haikkala_listed(&haikkala)).await.unwrap();
    tokio::time::pause();
    tokio::time::advance(Duration::from_mins(16)).await;
    tokio::time::resume();
    assert_eq!(failed(&device).await, SignInFailure::TimedOut);
    assert!(visit(&callback(&address, &[("code", "x")])).await.is_err(), "nobody listens any more");
    untouched(&device).await;
}

#[tokio::test]
async fn a_sign_in_that_is_given_up_leaves_nothing_and_listens_no_more() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = device_near(&haikkala).await.unwrap();
    let address = begin(&device, haikkala_listed(&haikkala)).await.unwrap();
    device.ask(EndSignIn {}).await.unwrap();
    assert_eq!(device.ask(ReadSignIn {}).await.unwrap().stage, None);
    assert_eq!(device.ask(ReopenBrowser {}).await.err().map(|error| error.code), Some(ErrorCode::NotFound));
    assert!(enter(&address, "aino").await.is_err());
    untouched(&device).await;
}

#[tokio::test]
async fn a_keyring_that_takes_no_token_is_told_and_nothing_is_kept_elsewhere() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = device_near(&haikkala).await.unwrap();
    let address = begin(&device, haikkala_listed(&haikkala)).await.unwrap();
    device.host.break_keyring(Some(SecretError::Locked));
    let shown = enter(&address, "aino").await.unwrap();
    assert!(shown.body.contains(ILL));
    assert_eq!(failed(&device).await, SignInFailure::NotKept(ErrorCode::KeyringLocked));
    device.host.break_keyring(None);
    untouched(&device).await;
}

#[tokio::test]
async fn what_is_no_address_of_a_service_is_told_before_anything_is_sent() {
    let device = Device::new().await.unwrap();
    for text in ["http://haikkala.example", "mailto:aino@haikkala.example", "", "https://aino:sana@haikkala.example"] {
        let refused = device.ask(ReadService { at: ServiceAddress::Typed(text.to_owned()) }).await;
        assert_eq!(refused.err().map(|error| error.code), Some(ErrorCode::NoAddress), "{text}");
    }
    let shop = Shelf::of([("/.well-known/resident-api", b"<html>kauppa</html>".to_vec())]).await.unwrap();
    let refused = device.ask(ReadService { at: ServiceAddress::Typed(shop.base_url().to_string()) }).await;
    assert_eq!(refused.err().map(|error| error.code), Some(ErrorCode::NoServiceThere));
}
