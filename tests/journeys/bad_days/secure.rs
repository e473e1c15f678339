//! The server cannot show who it is.

use std::path::Path;

use connector::Secret;
use domain::{id::SourceId, source::SyncFailure};
use serde_json::json;
use tests::{Authority, Device, Front, Papers, Part, Town, script, tell};

/// What the app says of a server with these papers, when the operating system trusts `authority` and nobody else.
async fn seen(haikkala: &Town, authority: &Authority, papers: Papers) -> String {
    let folder = tempfile::tempdir().unwrap();
    let trusted = folder.path().join("trusted.pem");
    authority.publish(&trusted).unwrap();
    let front = Front::before(haikkala, papers).await.unwrap();
    let token = haikkala.authority().issue_token("aino").unwrap();
    let needs = json!({ "url": front.base_url().unwrap(), "token": token });
    let set: [(&str, &Path); 2] = [("SSL_CERT_FILE", &trusted), ("SSL_CERT_DIR", folder.path())];
    let part = Part::start("bad_days::secure::a_device_meets_a_front", &needs, &set).unwrap();
    part.ends_well().await.unwrap().join(" ")
}

#[tokio::test]
#[ignore = "a part of the journeys with certificates"]
async fn a_device_meets_a_front() {
    let Some(needs) = script() else { return };
    let text = |name: &str| needs[name].as_str().unwrap().to_owned();
    let device = Device::new().await.unwrap();
    let token = Secret::new(text("token"));
    device.connect_at(SourceId::new("haikkala"), text("url").parse().unwrap(), token).await.unwrap();
    device.sync().await.unwrap();
    let failure = device.overview().await.unwrap().sources[0].failure;
    tell(failure.map_or("well", SyncFailure::name));
    tell(device.inbox().await.unwrap().len());
}

#[tokio::test]
async fn a_server_that_somebody_trusted_vouches_for_is_believed() {
    if !cfg!(target_os = "linux") {
        println!("not checked: only on Linux can a test choose whom the app trusts");
        return;
    }
    let haikkala = Town::haikkala().await.unwrap();
    let authority = Authority::new().unwrap();
    let papers = authority.vouch("localhost", (2020, 2120)).unwrap();
    let said = seen(&haikkala, &authority, papers).await;
    assert!(said.starts_with("well ") && said != "well 0", "{said}");
}

#[tokio::test]
async fn a_server_that_cannot_show_who_it_is_is_not_spoken_to() {
    if !cfg!(target_os = "linux") {
        println!("not checked: only on Linux can a test choose whom the app trusts");
        return;
    }
    let haikkala = Town::haikkala().await.unwrap();
    let authority = Authority::new().unwrap();
    let stranger = Authority::new().unwrap();
    for (what, papers) in [
        ("self-signed", Papers::self_signed("localhost").unwrap()),
        ("unknown authority", stranger.vouch("localhost", (2020, 2120)).unwrap()),
        ("wrong name", authority.vouch("haikkala.example", (2020, 2120)).unwrap()),
        ("expired", authority.vouch("localhost", (2020, 2021)).unwrap()),
        ("not valid yet", authority.vouch("localhost", (2119, 2120)).unwrap()),
    ] {
        assert_eq!(seen(&haikkala, &authority, papers).await, "insecure 0", "{what}");
    }
    assert!(haikkala.requests("/").is_empty(), "nothing was asked, and no token was sent");
}
