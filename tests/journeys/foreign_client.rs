//! Our provider and somebody else's client: openid-client, which is certified, speaks to it from Node.

use municipality::{Body, Config, Lie, Running};
use serde_json::Value;
use tests::Script;

async fn haikkala() -> Running {
    municipality::start(Config::on(Body::Haikkala, tests::today())).await.unwrap()
}

/// What the client says, line by line; nothing with a printed reason where it cannot run.
async fn client(server: &Running) -> Option<Vec<Value>> {
    let script = Script::start("client.mjs", &[server.base_url(), "aino"]).await.unwrap()?;
    Some(script.all().await.unwrap())
}

#[tokio::test]
async fn a_certified_client_signs_aino_in_and_finds_nothing_amiss() {
    let server = haikkala().await;
    let Some(lines) = client(&server).await else { return };
    let steps: Vec<_> = lines.iter().map(|line| line["step"].as_str().unwrap()).collect();
    let wanted = ["discovery", "sign_in", "read", "userinfo", "without_key", "refresh", "reuse", "revoke"];
    assert_eq!(steps, wanted, "{lines:#?}");
    assert!(lines.iter().all(|line| line["error"].is_null()), "{lines:#?}");
    assert_eq!(lines[1]["subject"], municipality::world::party_id(Body::Haikkala, "aino"));
    assert_eq!(lines[2]["changes"], 5);

    let families = server.authority().token_families("aino").unwrap();
    assert_eq!(families.len(), 2);
    assert!(families.iter().all(|family| family.ended && family.bound_to.is_some()), "{families:?}");
}

#[tokio::test]
async fn a_certified_client_does_not_believe_a_provider_that_lies() {
    let server = haikkala().await;
    for lie in [
        Lie::OtherIssuerInAnswer,
        Lie::NoIssuerInAnswer,
        Lie::OtherState,
        Lie::NoIdToken,
        Lie::OtherIssuer,
        Lie::OtherAudience,
        Lie::SecondAudience,
        Lie::OtherNonce,
        Lie::NoNonce,
        Lie::ExpiryAsText,
        Lie::NoExpiry,
        Lie::RunOut,
        Lie::NoSubject,
        Lie::OldSignIn,
        Lie::NoAuthTime,
        Lie::AlgorithmNone,
        Lie::NoSignature,
        Lie::OtherKey,
        Lie::KeyInHeader,
        Lie::KeyElsewhere,
        Lie::UnknownKey,
        Lie::SecretFromPublicKey,
    ] {
        server.lies().begin(lie);
        let Some(lines) = client(&server).await else { return };
        let last = lines.last().unwrap();
        assert_eq!((lines.len(), last["step"].as_str()), (2, Some("sign_in")), "{lie:?}: {lines:#?}");
        assert!(last["error"].is_string(), "{lie:?}: {lines:#?}");
    }
    server.lies().begin(Lie::OtherIssuerInDiscovery);
    let Some(lines) = client(&server).await else { return };
    assert_eq!(lines[0]["step"], "discovery");
    assert!(lines[0]["error"].is_string(), "{lines:#?}");
}
