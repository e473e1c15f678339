//! The platform's place for keys is missing, locked, broken or emptied.

use domain::{inbox::Group, source::SyncFailure};
use engine::{Engine, Handle, SecretError};
use protocol::{ErrorCode, ReadInbox, ReadOverview, RetryUnlock};
use tests::{Device, Town};

const FAILURES: [(SecretError, ErrorCode); 3] = [
    (SecretError::Missing, ErrorCode::KeyringMissing),
    (SecretError::Locked, ErrorCode::KeyringLocked),
    (SecretError::Failed(String::new()), ErrorCode::KeyringFault),
];

#[tokio::test]
async fn without_a_keyring_nothing_is_stored_and_the_app_says_so() {
    for (error, code) in FAILURES {
        let device = Device::new().await.unwrap();
        let fresh = tempfile::tempdir().unwrap();
        device.host.break_keyring(Some(error));
        let limits = connector::Limits::default();
        let engine = Engine::open(device.host.clone(), fresh.path().join("store"), limits).await.unwrap();
        let overview = engine.handle(ReadOverview {}).await.unwrap();
        assert_eq!(overview.locked, Some(code));
        assert_eq!(fresh.path().read_dir().unwrap().count(), 0, "no file without a key");
    }
}

#[tokio::test]
async fn a_keyring_that_comes_back_opens_everything_and_nothing_is_lost() {
    for (error, code) in FAILURES {
        let haikkala = Town::haikkala().await.unwrap();
        let device = Device::of_aino(&[&haikkala]).await.unwrap();
        device.sync().await.unwrap();
        let before = device.inbox().await.unwrap();

        device.host.break_keyring(Some(error));
        let device = device.restart().await.unwrap();
        assert_eq!(device.overview().await.unwrap().locked, Some(code));
        let list = device.ask(ReadInbox { group: Group::Rest, party: None, after: None, limit: 10 }).await;
        assert_eq!(list.err().map(|error| error.code), Some(code));
        assert_eq!(device.ask(RetryUnlock {}).await.err().map(|error| error.code), Some(code));

        device.host.break_keyring(None);
        device.ask(RetryUnlock {}).await.unwrap();
        assert_eq!(device.inbox().await.unwrap(), before);
        device.sync().await.unwrap();
        assert_eq!(device.source(&haikkala).await.unwrap().failure, None);
        device.engine().close().await;
    }
}

#[tokio::test]
async fn a_keyring_that_fails_while_the_app_runs_takes_nothing_away() {
    for (error, code) in FAILURES {
        let (haikkala, kaarna) = (Town::haikkala().await.unwrap(), Town::kaarna().await.unwrap());
        let device = Device::of_aino(&[&haikkala]).await.unwrap();
        device.sync().await.unwrap();
        let before = device.inbox().await.unwrap();
        device.host.break_keyring(Some(error));

        let token = kaarna.token("aino").unwrap();
        let connection = engine::Connection {
            source: kaarna.source(),
            kind: domain::source::SourceKind::Resident,
            base_url: kaarna.base_url().unwrap(),
            token,
        };
        let refused = device.engine().connect(connection).await;
        assert_eq!(refused.err().map(|error| error.code), Some(code), "a token is kept in the keyring or nowhere");
        assert_eq!(device.overview().await.unwrap().sources.len(), 1);
        device.sync().await.unwrap();
        assert_eq!(device.inbox().await.unwrap(), before);
        assert_eq!(device.source(&haikkala).await.unwrap().failure, None);
    }
}

#[tokio::test]
async fn a_store_whose_key_is_gone_is_a_state_and_not_a_fresh_start() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    device.host.empty_keyring();
    let device = device.restart().await.unwrap();
    assert_eq!(device.overview().await.unwrap().locked, Some(ErrorCode::KeyMismatch));
    assert!(device.host.secret_names().is_empty(), "no new key is made over an old store");
}

/// A keyring of which only the profile's key came back, as from an old copy of it.
#[tokio::test]
async fn without_its_token_a_source_asks_for_a_sign_in_and_what_it_brought_stays() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let before = device.inbox().await.unwrap();
    let token = device.host.secret_names().into_iter().find(|name| name.starts_with("token/")).unwrap();
    engine::Host::delete_secret(&*device.host, &token).unwrap();
    let device = device.restart().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, Some(SyncFailure::SignInNeeded));
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, Some(SyncFailure::SignInNeeded));
    assert_eq!(device.inbox().await.unwrap(), before);
    device.connect(&haikkala).await.unwrap();
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, None);
}
