//! Our provider and somebody else's client: openid-client, which is certified, speaks to it from Node.
//!
//! `cargo test --package tests --test journeys foreign_client`. Node 20 and npm are needed, and npm's registry the first
//! time: packages are installed below `target`, by their lock file and without their scripts.

use std::{
    fs,
    path::{Path, PathBuf},
};

use municipality::{Body, Config, Lie, Running};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use tokio::{process::Command, sync::OnceCell};

/// The oldest Node that the packages run on.
const OLDEST_NODE: u32 = 20;

/// The folder in which programs of `tests/sign_in` run, with their packages; none without Node, which is said.
async fn programs() -> Option<&'static Path> {
    static FOLDER: OnceCell<Option<PathBuf>> = OnceCell::const_new();
    FOLDER.get_or_init(install).await.as_deref()
}

async fn install() -> Option<PathBuf> {
    let version = told("node", &["--version"]).await;
    let major = version.as_deref().and_then(|text| text.trim().strip_prefix('v')?.split('.').next()?.parse().ok());
    if major.is_none_or(|major: u32| major < OLDEST_NODE) || told("npm", &["--version"]).await.is_none() {
        let found = version.unwrap_or_else(|| "no Node".to_owned());
        println!("Not run: Node {OLDEST_NODE} and npm are needed, and here is {}.", found.trim());
        return None;
    }
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("sign_in");
    let lock = hex::encode(Sha256::digest(fs::read(source.join("package-lock.json")).unwrap()));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("sign_in-{}", &lock[..12]));
    if !folder.exists() {
        // It gets its name when it is whole: a run that was broken off leaves nothing half done under it.
        let unfinished = folder.with_extension(std::process::id().to_string());
        copy(&source, &unfinished);
        let npm = Command::new("npm").args(["ci", "--ignore-scripts"]).current_dir(&unfinished).output().await.unwrap();
        assert!(npm.status.success(), "npm ci: {}", String::from_utf8_lossy(&npm.stderr));
        fs::rename(&unfinished, &folder).unwrap();
    }
    copy(&source, &folder);
    Some(folder)
}

/// Copies the files of a folder.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        if file.file_type().unwrap().is_file() {
            fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    }
}

async fn told(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().await.ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

async fn haikkala() -> Running {
    municipality::start(Config::on(Body::Haikkala, tests::today())).await.unwrap()
}

/// What the client says, line by line.
async fn client(folder: &Path, server: &Running) -> Vec<Value> {
    let mut node = Command::new("node");
    node.arg("client.mjs").args([server.base_url(), "aino"]).current_dir(folder).kill_on_drop(true);
    let output = node.output().await.unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    assert!(!lines.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[tokio::test]
async fn a_certified_client_signs_aino_in_and_finds_nothing_amiss() {
    let Some(folder) = programs().await else { return };
    let server = haikkala().await;
    let lines = client(folder, &server).await;
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
    let Some(folder) = programs().await else { return };
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
        let lines = client(folder, &server).await;
        let last = lines.last().unwrap();
        assert_eq!((lines.len(), last["step"].as_str()), (2, Some("sign_in")), "{lie:?}: {lines:#?}");
        assert!(last["error"].is_string(), "{lie:?}: {lines:#?}");
    }
    server.lies().begin(Lie::OtherIssuerInDiscovery);
    let lines = client(folder, &server).await;
    assert_eq!(lines[0]["step"], "discovery");
    assert!(lines[0]["error"].is_string(), "{lines:#?}");
}
