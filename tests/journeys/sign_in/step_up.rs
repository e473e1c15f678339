//! A service that knows Aino and still wants her to identify herself once more (RFC 9470): before she gives somebody a right,
//! and never before she takes one back.

use std::time::Duration;

use domain::source::SyncFailure;
use municipality::{Fault, Lie};
use protocol::{
    AnswerRightRequest, AskForRight, EndSignIn, ErrorCode, GiveRight, LockNow, ReadRights, ReadSignIn, ShowOwnCode,
    WithdrawRight,
    rights::{RightOffer, RightsView},
    sign_in::{ServiceAddress, SignInFailure, SignInStage},
    view::SourceView,
};
use tests::{Device, Town, Visitor};
use url::Url;

use super::{begin, device_near, ended, enter, haikkala_listed, sign_in};

/// Longer ago than Haikkala takes for somebody who gives a right.
const LONG_AGO: Duration = Duration::from_hours(1);
const DEMAND: &str =
    "Bearer error=\"insufficient_user_authentication\", acr_values=\"urn:resident-api:acr:strong\", max_age=\"300\"";

/// Haikkala, Aino's device, on which she signed in an hour ago, and Eero's.
async fn aino_an_hour_later() -> (Town, Device, Device) {
    let haikkala = Town::haikkala().await.unwrap();
    let aino = device_near(&haikkala).await.unwrap();
    sign_in(&aino, haikkala_listed(&haikkala)).await.unwrap();
    aino.ask(EndSignIn {}).await.unwrap();
    aino.sync().await.unwrap();
    haikkala.authority().backdate_sign_ins("aino", LONG_AGO).unwrap();
    let eero = Device::new().await.unwrap();
    let (at, token) = (haikkala.base_url().unwrap(), haikkala.token("eero").unwrap());
    eero.connect_at(haikkala.source(), at, token).await.unwrap();
    eero.sync().await.unwrap();
    (haikkala, aino, eero)
}

async fn code_of(device: &Device, town: &Town) -> String {
    device.ask(ShowOwnCode { source: town.source() }).await.unwrap().code
}

/// Everything, for Eero.
async fn to_eero(haikkala: &Town, eero: &Device) -> GiveRight {
    let (name, code) = ("Eero Virta".to_owned(), code_of(eero, haikkala).await);
    GiveRight { source: haikkala.source(), offer: RightOffer { name, code, matters: None, until: None } }
}

async fn rights(device: &Device) -> RightsView {
    device.ask(ReadRights {}).await.unwrap()
}

/// What the service refuses for want of a stronger sign-in.
async fn is_demanded(device: &Device, give: &GiveRight) {
    let refused = device.ask(give.clone()).await.unwrap_err();
    assert_eq!((refused.code, refused.source), (ErrorCode::StrongerSignInNeeded, Some(give.source.clone())));
}

fn again(town: &Town) -> ServiceAddress {
    ServiceAddress::Connected(town.source())
}

/// What the address for the browser asks of the authentication.
fn asked(address: &str) -> [Option<String>; 2] {
    let address = Url::parse(address).unwrap();
    ["acr_values", "max_age"]
        .map(|name| address.query_pairs().find(|(found, _)| found == name).map(|(_, value)| value.into_owned()))
}

fn strong_within(seconds: u32) -> [Option<String>; 2] {
    [Some(resident_api::ACR_STRONG.to_owned()), Some(seconds.to_string())]
}

async fn source(device: &Device, town: &Town) -> SourceView {
    device.sync().await.unwrap();
    device.source(town).await.unwrap()
}

#[tokio::test]
async fn aino_identifies_herself_again_and_the_right_is_given_once() {
    let (haikkala, aino, eero) = aino_an_hour_later().await;
    let give = to_eero(&haikkala, &eero).await;
    let (families, asked_for_tokens) =
        (haikkala.authority().token_families("aino").unwrap(), haikkala.requests("/openid/token").len());
    is_demanded(&aino, &give).await;
    is_demanded(&aino, &give).await;
    assert!(rights(&aino).await.given.is_empty());

    // A stronger sign-in is not to be had by a refresh, so there was none; and the sign-in goes on.
    assert_eq!(haikkala.requests("/openid/token").len(), asked_for_tokens);
    assert_eq!(haikkala.authority().token_families("aino").unwrap(), families);
    assert_eq!(source(&aino, &haikkala).await.failure, None);

    let address = begin(&aino, again(&haikkala)).await.unwrap();
    assert_eq!(asked(&address), strong_within(900));
    enter(&address, "aino").await.unwrap();
    assert_eq!(ended(&aino).await.unwrap(), SignInStage::Connected(haikkala.source()));
    let receipt = aino.ask(give.clone()).await.unwrap();
    assert_eq!(aino.ask(give).await.unwrap(), receipt, "once, however often it is sent");
    assert_eq!(rights(&aino).await.given.iter().map(|given| given.holder.as_str()).collect::<Vec<_>>(), ["Eero Virta"]);

    // What was demanded is forgotten with the sign-in that did not do.
    let address = begin(&aino, again(&haikkala)).await.unwrap();
    assert_eq!(asked(&address), [None, None]);
}

#[tokio::test]
async fn accepting_wants_a_recent_sign_in_and_refusing_asking_and_withdrawing_never_do() {
    let (haikkala, aino, eero) = aino_an_hour_later().await;
    let code = code_of(&aino, &haikkala).await;
    let offer = RightOffer { name: "Aino Virta".to_owned(), code, matters: None, until: None };
    eero.ask(AskForRight { source: haikkala.source(), offer: offer.clone() }).await.unwrap();
    aino.sync().await.unwrap();
    let request = rights(&aino).await.requests.remove(0).request;
    let answer = |accept| AnswerRightRequest { source: haikkala.source(), request: request.clone(), accept };
    assert_eq!(aino.ask(answer(true)).await.unwrap_err().code, ErrorCode::StrongerSignInNeeded);
    assert_eq!(rights(&aino).await.requests.len(), 1, "it still waits for her");
    aino.ask(answer(false)).await.unwrap();

    // The other way round she asks, which gives nothing away.
    let offer = RightOffer { name: "Eero Virta".to_owned(), code: code_of(&eero, &haikkala).await, ..offer };
    aino.ask(AskForRight { source: haikkala.source(), offer }).await.unwrap();

    assert_eq!(sign_in(&aino, again(&haikkala)).await.unwrap(), SignInStage::Connected(haikkala.source()));
    aino.ask(to_eero(&haikkala, &eero).await).await.unwrap();
    haikkala.authority().backdate_sign_ins("aino", LONG_AGO).unwrap();
    let right = rights(&aino).await.given.remove(0).right;
    aino.ask(WithdrawRight { source: haikkala.source(), right }).await.unwrap();
    assert!(rights(&aino).await.given.is_empty());
}

#[tokio::test]
async fn weak_means_are_taken_for_strong_ones_by_nobody() {
    let haikkala = Town::haikkala().await.unwrap();
    let (aino, eero) = (device_near(&haikkala).await.unwrap(), Device::new().await.unwrap());
    let (at, token) = (haikkala.base_url().unwrap(), haikkala.token("eero").unwrap());
    eero.connect_at(haikkala.source(), at, token).await.unwrap();
    // Her user name and password are enough to read, and are just typed.
    let mut browser = Visitor::new().unwrap();
    let form = browser.open(&begin(&aino, haikkala_listed(&haikkala)).await.unwrap()).await.unwrap();
    browser.send(&form, &[("persona", "aino"), ("means", "basic"), ("choice", "sign_in")]).await.unwrap();
    assert_eq!(ended(&aino).await.unwrap(), SignInStage::Connected(haikkala.source()));
    aino.sync().await.unwrap();
    let give = to_eero(&haikkala, &eero).await;
    is_demanded(&aino, &give).await;

    // A provider that answers with less than was asked for is not taken at its word.
    for lie in [Lie::WeakSignIn, Lie::OldSignIn, Lie::NoAuthTime] {
        haikkala.lies().begin(lie);
        let stage = sign_in(&aino, again(&haikkala)).await.unwrap();
        assert_eq!(stage, SignInStage::Failed(SignInFailure::Insufficient), "{lie:?}");
        haikkala.lies().end();
        assert_eq!(source(&aino, &haikkala).await.failure, None, "the sign-in before goes on");
        is_demanded(&aino, &give).await;
    }
    let address = begin(&aino, again(&haikkala)).await.unwrap();
    assert_eq!(asked(&address), strong_within(900), "and it is still asked for");
    enter(&address, "aino").await.unwrap();
    assert_eq!(ended(&aino).await.unwrap(), SignInStage::Connected(haikkala.source()));
    aino.ask(give).await.unwrap();
}

#[tokio::test]
async fn eero_does_not_identify_himself_in_ainos_place() {
    let (haikkala, aino, eero) = aino_an_hour_later().await;
    let give = to_eero(&haikkala, &eero).await;
    is_demanded(&aino, &give).await;
    let held = rights(&eero).await.held;
    let secrets = aino.host.secret_bytes();
    enter(&begin(&aino, again(&haikkala)).await.unwrap(), "eero").await.unwrap();
    assert_eq!(ended(&aino).await.unwrap(), SignInStage::Failed(SignInFailure::SomebodyElse));
    assert_eq!(aino.host.secret_bytes(), secrets);
    assert_eq!(source(&aino, &haikkala).await.failure, None);
    is_demanded(&aino, &give).await;
    eero.sync().await.unwrap();
    assert_eq!(rights(&eero).await.held, held, "and he got nothing by it");
}

#[tokio::test]
async fn what_is_demanded_is_remembered_over_a_lock() {
    let (haikkala, aino, eero) = aino_an_hour_later().await;
    is_demanded(&aino, &to_eero(&haikkala, &eero).await).await;
    aino.set_lock("482915").await.unwrap();
    aino.ask(LockNow {}).await.unwrap();
    aino.unlock("482915").await.unwrap();
    assert_eq!(asked(&begin(&aino, again(&haikkala)).await.unwrap()), strong_within(900));
}

#[tokio::test]
async fn a_service_that_wants_it_for_reading_is_not_called_signed_out() {
    let (haikkala, aino, _) = aino_an_hour_later().await;
    let (before, asked_for_tokens) = (aino.inbox().await.unwrap(), haikkala.requests("/openid/token").len());
    haikkala.faults().begin_at("/v1/", Fault::Challenge(DEMAND.to_owned()));
    assert_eq!(source(&aino, &haikkala).await.failure, Some(SyncFailure::StrongerSignInNeeded));
    assert_eq!(haikkala.requests("/openid/token").len(), asked_for_tokens);
    assert_eq!(aino.inbox().await.unwrap(), before, "what is here can be read");
    assert_eq!(asked(&begin(&aino, again(&haikkala)).await.unwrap()), strong_within(300));
    aino.ask(EndSignIn {}).await.unwrap();

    // It is told after a start, too; and the service may think better of it.
    let aino = aino.restart().await.unwrap();
    assert_eq!(aino.source(&haikkala).await.unwrap().failure, Some(SyncFailure::StrongerSignInNeeded));
    haikkala.faults().end();
    assert_eq!(source(&aino, &haikkala).await.failure, None);
}

#[tokio::test]
async fn a_challenge_that_says_nothing_sensible_demands_nothing() {
    let (haikkala, aino, eero) = aino_an_hour_later().await;
    let give = to_eero(&haikkala, &eero).await;
    for garbage in [
        String::new(),
        "Bearer error=\"insufficient_user_authentication".to_owned(),
        "Bearer realm=\"error=\\\"insufficient_user_authentication\\\"\"".to_owned(),
        ",,,==,\"\\".to_owned(),
        "Bearer error=insufficient_user_authentication, error=invalid_token".to_owned(),
        format!("Bearer realm=\"{}\", error=\"insufficient_user_authentication\"", "x".repeat(16 * 1024)),
    ] {
        haikkala.faults().begin_at("/v1/mandates", Fault::Challenge(garbage.clone()));
        let refused = aino.ask(give.clone()).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::SignInNeeded, "{garbage}");
        haikkala.faults().end();
        assert_eq!(source(&aino, &haikkala).await.failure, None, "{garbage}");
    }
    // What of a demand cannot be read is left out of it.
    let half = "Bearer error=\"insufficient_user_authentication\", acr_values=\"\\\" b\", max_age=\"soon\"";
    haikkala.faults().begin_at("/v1/mandates", Fault::Challenge(half.to_owned()));
    is_demanded(&aino, &give).await;
    haikkala.faults().end();
    assert_eq!(asked(&begin(&aino, again(&haikkala)).await.unwrap()), [Some("b".to_owned()), None]);
    assert_eq!(aino.ask(ReadSignIn {}).await.unwrap().stage, Some(SignInStage::InBrowser));
}
