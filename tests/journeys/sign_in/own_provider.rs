//! The app at the reference municipality's provider: the way in, and what is where afterwards.

use domain::source::SyncFailure;
use engine::Host;
use municipality::{Fault, Gate, ProviderOptions};
use protocol::{
    ChangeLock, ChangeLockOptions, Command, EndSignIn, LockNow, NoteUse, Passcode, ReadContacts, ReadInbox,
    ReadNotices, ReadOverview, ReadService, ReadSignIn, ReadSource, SearchDirectory, Unlock,
    lock::{LockAfter, LockOptionsView, PasscodeView},
    sign_in::{ServiceAddress, ServiceOffer, SignInFailure, SignInStage},
};
use serde_json::Value;
use tests::{Device, Town};

use super::{WELL, begin, device_near, ended, enter, haikkala_listed, sign_in};

/// Haikkala, and a device on which Aino has signed in to it.
async fn aino_at_haikkala() -> (Town, Device) {
    let haikkala = Town::haikkala().await.unwrap();
    let device = device_near(&haikkala).await.unwrap();
    sign_in(&device, haikkala_listed(&haikkala)).await.unwrap();
    (haikkala, device)
}

#[tokio::test]
async fn aino_finds_haikkala_sees_who_it_is_and_signs_in() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = device_near(&haikkala).await.unwrap();
    for question in ["haik", "72312"] {
        let found = device.ask(SearchDirectory { question: question.to_owned() }).await.unwrap();
        assert_eq!(found.bodies.iter().map(|body| body.id.as_str()).collect::<Vec<_>>(), ["haikkala"]);
    }
    let seen = device.ask(ReadService { at: haikkala_listed(&haikkala) }).await.unwrap();
    assert!(seen.verified && !seen.connected);
    assert_eq!(seen.languages, ["fi", "sv", "en"]);
    assert!(seen.offers.contains(&ServiceOffer::Items) && seen.offers.contains(&ServiceOffer::Documents));
    assert_eq!(seen.sign_in_host.as_deref(), Some("127.0.0.1"));
    assert!(haikkala.requests("/openid").is_empty(), "nobody was signed in for that");

    let address = begin(&device, haikkala_listed(&haikkala)).await.unwrap();
    let stage = device.ask(ReadSignIn {}).await.unwrap().stage;
    assert_eq!(stage, Some(SignInStage::InBrowser));
    let shown = enter(&address, "aino").await.unwrap();
    assert!(shown.body.contains(WELL) && shown.body.contains("lang=\"fi\""), "{}", shown.body);
    assert_eq!(ended(&device).await.unwrap(), SignInStage::Connected(haikkala.source()));

    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, None);
    let inbox = device.inbox().await.unwrap();
    assert!(!inbox.is_empty());
    device.ask(EndSignIn {}).await.unwrap();
    assert_eq!(device.ask(ReadSignIn {}).await.unwrap().stage, None);

    // The keyring has what renews, and nothing that opens by itself; the tokens of the family are bound to a key.
    assert_eq!(device.host.secret_names(), ["profile-key", "sign-in/haikkala"]);
    let families = haikkala.authority().token_families("aino").unwrap();
    assert!(families.len() == 1 && families[0].bound_to.is_some());

    let device = device.restart().await.unwrap();
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, None);
    assert_eq!(device.inbox().await.unwrap(), inbox);
}

#[tokio::test]
async fn an_access_token_that_ends_is_renewed_without_a_word() {
    let options = ProviderOptions { nonce_at_resources: true, ..ProviderOptions::default() };
    let haikkala = Town::haikkala_with(options).await.unwrap();
    let device = device_near(&haikkala).await.unwrap();
    sign_in(&device, haikkala_listed(&haikkala)).await.unwrap();
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, None);
    let asked = haikkala.requests("/openid/token").len();
    haikkala.authority().expire_access_tokens("aino").unwrap();
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, None);
    assert!(haikkala.requests("/openid/token").len() > asked);
    assert_eq!(haikkala.authority().token_families("aino").unwrap().len(), 1);
}

#[tokio::test]
async fn a_family_that_the_provider_ended_asks_for_a_new_sign_in_and_loses_nothing() {
    let (haikkala, device) = aino_at_haikkala().await;
    device.sync().await.unwrap();
    let before = device.inbox().await.unwrap();
    for family in haikkala.authority().token_families("aino").unwrap() {
        haikkala.authority().revoke_family(&family.id).unwrap();
    }
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, Some(SyncFailure::SignInNeeded));
    assert_eq!(device.inbox().await.unwrap(), before);

    let again = ServiceAddress::Connected(haikkala.source());
    assert_eq!(sign_in(&device, again).await.unwrap(), SignInStage::Connected(haikkala.source()));
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, None);
    assert_eq!(device.inbox().await.unwrap(), before);
}

#[tokio::test]
async fn an_answer_with_new_tokens_that_is_lost_asks_for_a_new_sign_in_and_loses_nothing() {
    let (haikkala, device) = aino_at_haikkala().await;
    device.sync().await.unwrap();
    let before = device.inbox().await.unwrap();
    haikkala.authority().expire_access_tokens("aino").unwrap();
    let answered = haikkala.requests("/openid/token").len();
    haikkala.faults().next_at("/openid/token", 1, Fault::LoseAnswer);
    device.sync().await.unwrap();
    assert!(device.source(&haikkala).await.unwrap().failure.is_some());
    assert!(haikkala.requests("/openid/token").len() > answered);
    haikkala.faults().end();
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, Some(SyncFailure::SignInNeeded));
    assert_eq!(device.inbox().await.unwrap(), before);
    let again = ServiceAddress::Connected(haikkala.source());
    assert_eq!(sign_in(&device, again).await.unwrap(), SignInStage::Connected(haikkala.source()));
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, None);
}

#[tokio::test]
async fn a_lock_in_the_middle_of_a_renewal_does_not_cost_the_sign_in() {
    let (haikkala, device) = aino_at_haikkala().await;
    device.sync().await.unwrap();
    let pin = || Some(Passcode::new("482915".to_owned()));
    let set = device.ask(ChangeLock { passcode: None, next: pin() }).await.unwrap();
    assert_eq!(set, PasscodeView::Accepted);
    haikkala.authority().expire_access_tokens("aino").unwrap();
    // The provider takes its time over the renewal; the app is locked and opened again meanwhile.
    let gate = Gate::default();
    haikkala.faults().next_at("/openid/token", 1, Fault::Hold(gate.clone()));
    let syncing = async { device.sync().await };
    let locking = async {
        gate.reached().await;
        device.ask(LockNow {}).await.unwrap();
        gate.let_go();
        device.ask(Unlock { passcode: Passcode::new("482915".to_owned()) }).await.unwrap();
    };
    let _ = tokio::join!(syncing, locking);
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, None);
    assert_eq!(haikkala.authority().token_families("aino").unwrap().iter().filter(|family| !family.ended).count(), 1);
}

#[tokio::test]
async fn who_signs_in_is_not_locked_out_while_in_the_browser() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = device_near(&haikkala).await.unwrap();
    let pin = Some(Passcode::new("482915".to_owned()));
    assert_eq!(device.ask(ChangeLock { passcode: None, next: pin }).await.unwrap(), PasscodeView::Accepted);
    device
        .ask(ChangeLockOptions { options: LockOptionsView { after: LockAfter::Hidden, ..Default::default() } })
        .await
        .unwrap();
    let address = begin(&device, haikkala_listed(&haikkala)).await.unwrap();
    device.ask(NoteUse { hidden: true }).await.unwrap();
    device.host.pass(std::time::Duration::from_mins(10));
    device.engine().lock_if_unused_now().await;
    enter(&address, "aino").await.unwrap();
    assert_eq!(ended(&device).await.unwrap(), SignInStage::Connected(haikkala.source()));
    device.ask(EndSignIn {}).await.unwrap();
    device.ask(NoteUse { hidden: true }).await.unwrap();
    assert_eq!(device.overview().await.unwrap().locked, Some(protocol::ErrorCode::AppLocked));
}

#[tokio::test]
async fn eero_who_signs_in_on_ainos_profile_is_not_let_into_her_matters() {
    let (haikkala, device) = aino_at_haikkala().await;
    device.sync().await.unwrap();
    let (before, secrets) = (device.inbox().await.unwrap(), device.host.secret_bytes());
    let address = begin(&device, ServiceAddress::Connected(haikkala.source())).await.unwrap();
    enter(&address, "eero").await.unwrap();
    assert_eq!(ended(&device).await.unwrap(), SignInStage::Failed(SignInFailure::SomebodyElse));
    assert_eq!(device.host.secret_bytes(), secrets);
    device.sync().await.unwrap();
    assert_eq!(device.inbox().await.unwrap(), before);
    assert_eq!(device.source(&haikkala).await.unwrap().failure, None);
}

#[tokio::test]
async fn no_answer_to_the_interface_holds_a_token_or_a_key() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = device_near(&haikkala).await.unwrap();
    let address = begin(&device, haikkala_listed(&haikkala)).await.unwrap();
    let mut told = all_views(&device, &haikkala).await;
    enter(&address, "aino").await.unwrap();
    ended(&device).await.unwrap();
    device.sync().await.unwrap();
    told += &all_views(&device, &haikkala).await;
    let kept: Value = serde_json::from_slice(&device.host.read_secret("sign-in/haikkala").unwrap().unwrap()).unwrap();
    for part in [kept["refresh"].as_str().unwrap(), kept["key"].as_str().unwrap()] {
        assert!(part.len() > 20 && !told.contains(part));
    }
    for secret in device.host.secret_bytes() {
        let text = String::from_utf8_lossy(&secret).into_owned();
        assert!(!told.contains(&text) && !told.contains(&hex::encode(&secret)));
    }
    // What only the sign-in's own address knows stays out, too.
    for (name, value) in url::Url::parse(&address).unwrap().query_pairs() {
        if ["state", "nonce", "code_challenge", "dpop_jkt"].contains(&&*name) {
            assert!(!told.contains(&*value), "{name}");
        }
    }
}

async fn all_views(device: &Device, haikkala: &Town) -> String {
    async fn asked<C: Command>(device: &Device, command: C) -> String {
        let request = serde_json::to_value(&command).unwrap();
        let answer = device.engine().dispatch(C::NAME, request).await;
        answer.map_or_else(|error| format!("{error:?}"), |value: Value| value.to_string())
    }
    let listed = haikkala_listed(haikkala);
    let inbox = ReadInbox { group: domain::inbox::Group::Rest, party: None, after: None, limit: 200 };
    [
        asked(device, ReadOverview {}).await,
        asked(device, ReadSignIn {}).await,
        asked(device, ReadService { at: listed }).await,
        asked(device, ReadSource { source: haikkala.source() }).await,
        asked(device, SearchDirectory { question: String::new() }).await,
        asked(device, ReadContacts {}).await,
        asked(device, ReadNotices {}).await,
        asked(device, inbox).await,
    ]
    .concat()
}

#[tokio::test]
async fn a_stolen_refresh_token_gives_nothing_without_the_devices_key() {
    let (haikkala, device) = aino_at_haikkala().await;
    let kept = |host: &tests::TestHost| -> Value {
        serde_json::from_slice(&host.read_secret("sign-in/haikkala").unwrap().unwrap()).unwrap()
    };
    let stolen = kept(&device.host);

    // The thief has the token and the app, but neither the keyring's key nor the day's access token.
    let thief = Device::with_directory(tests::listing(1, None, &[&haikkala]).unwrap()).await.unwrap();
    let address = begin(&thief, haikkala_listed(&haikkala)).await.unwrap();
    enter(&address, "eero").await.unwrap();
    ended(&thief).await.unwrap();
    let mut own = kept(&thief.host);
    own["refresh"] = stolen["refresh"].clone();
    thief.host.write_secret("sign-in/haikkala", own.to_string().as_bytes()).unwrap();
    let thief = thief.restart().await.unwrap();
    thief.sync().await.unwrap();
    assert_eq!(thief.source(&haikkala).await.unwrap().failure, Some(SyncFailure::SignInNeeded));

    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, None, "and Aino notices nothing of it");
}
