//! The app at somebody else's provider: `oidc-provider`, which the OpenID Foundation has certified.

use domain::source::SyncFailure;
use protocol::{
    EndSignIn, ReadService, SignOut,
    sign_in::{ServiceAddress, SignInStage},
};
use serde_json::{Value, json};
use tests::{Device, Script};

use super::{WELL, begin, ended, visit};

struct Foreign {
    script: Script,
    at: ServiceAddress,
}

impl Foreign {
    async fn start() -> Option<Self> {
        let mut script = Script::start("provider.mjs", &[]).await.unwrap()?;
        let base = script.said().await.unwrap()["base"].as_str().unwrap().to_owned();
        Some(Self { script, at: ServiceAddress::Typed(base) })
    }

    async fn tell(&mut self, what: &str) -> Value {
        self.script.tell(&json!({ "do": what })).await.unwrap()
    }
}

async fn sign_in(device: &Device, foreign: &Foreign) -> SignInStage {
    let address = begin(device, foreign.at.clone()).await.unwrap();
    let shown = visit(&address).await.unwrap();
    assert!(shown.body.contains(WELL), "{} {}", shown.url, shown.body);
    ended(device).await.unwrap()
}

async fn failure(device: &Device) -> Option<SyncFailure> {
    device.sync().await.unwrap();
    device.overview().await.unwrap().sources[0].failure
}

#[tokio::test]
async fn aino_signs_in_stays_signed_in_and_signs_out() {
    let Some(mut foreign) = Foreign::start().await else { return };
    let device = Device::new().await.unwrap();
    let seen = device.ask(ReadService { at: foreign.at.clone() }).await.unwrap();
    assert_eq!((seen.name.value.as_str(), seen.verified), ("Vieras kunta", false));
    assert!(seen.sign_in_host.is_some());

    let SignInStage::Connected(source) = sign_in(&device, &foreign).await else { panic!("not connected") };
    device.ask(EndSignIn {}).await.unwrap();
    assert_eq!(failure(&device).await, None);
    assert_eq!(device.inbox().await.unwrap().len(), 1);
    assert!(device.host.secret_names().iter().all(|name| !name.starts_with("token/")));

    // The access token ends: it is renewed without a word. So it is after a start, from the keyring.
    foreign.tell("expire").await;
    assert_eq!(failure(&device).await, None);
    let device = device.restart().await.unwrap();
    assert_eq!(failure(&device).await, None);
    let device = device.restart().await.unwrap();
    assert_eq!(failure(&device).await, None, "the token that came by rotation was kept");
    assert_eq!(device.inbox().await.unwrap().len(), 1);

    let told = device.ask(SignOut { source }).await.unwrap();
    assert!(told.told);
    assert!(device.overview().await.unwrap().sources.is_empty());
    assert!(device.inbox().await.unwrap().is_empty());
    assert_eq!(device.host.secret_names(), ["profile-key"]);
}

#[tokio::test]
async fn a_refresh_token_used_twice_ends_the_sign_in_and_takes_nothing_away() {
    let Some(foreign) = Foreign::start().await else { return };
    let device = Device::new().await.unwrap();
    let SignInStage::Connected(source) = sign_in(&device, &foreign).await else { panic!("not connected") };
    assert_eq!(failure(&device).await, None);
    let name = format!("sign-in/{source}");
    let old = engine::Host::read_secret(&*device.host, &name).unwrap().unwrap();
    let device = device.restart().await.unwrap();
    assert_eq!(failure(&device).await, None, "renewed, so the old one is spent");

    // A copy of the keyring from before comes back, as from a backup.
    engine::Host::write_secret(&*device.host, &name, &old).unwrap();
    let device = device.restart().await.unwrap();
    assert_eq!(failure(&device).await, Some(SyncFailure::SignInNeeded));
    assert_eq!(device.inbox().await.unwrap().len(), 1, "what was there is there");

    // Signing in again goes on where it was.
    let at = ServiceAddress::Connected(source.clone());
    let address = begin(&device, at).await.unwrap();
    visit(&address).await.unwrap();
    assert_eq!(ended(&device).await.unwrap(), SignInStage::Connected(source));
    assert_eq!(failure(&device).await, None);
    assert_eq!(device.inbox().await.unwrap().len(), 1);
}
