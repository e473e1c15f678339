//! `cargo xtask directory`: signs the directory of public bodies that comes with the app.
//!
//! The list is `crates/engine/directory/directory.json`, written by hand; each edition counts `sequence` up. The signature and the
//! public key lie beside it; the private key stays with whoever vouches for the list, outside the project. The same two files,
//! put where `updates` points, are what apps fetch.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, anyhow};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair as _};

use crate::project::{self, say};

/// What is signed with.
#[derive(clap::Args)]
pub struct Options {
    /// The private key (Ed25519, PKCS #8). It is made where there is none.
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
}

/// Signs the list.
pub fn sign(options: &Options) -> Result<()> {
    let folder = project::root().join("crates/engine/directory");
    let list = fs::read(folder.join("directory.json"))?;
    serde_json::from_slice::<serde_json::Value>(&list).context("directory.json is no JSON")?;
    if !options.key.exists() {
        let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).map_err(|_| anyhow!("no randomness"))?;
        write_private(&options.key, document.as_ref())?;
        say(&format!("Made {}. Apps believe it once they are built with its public half.", options.key.display()));
    }
    let document = fs::read(&options.key)?;
    let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(&document).map_err(|error| anyhow!("the key: {error}"))?;
    let public = hex::encode(pair.public_key().as_ref());
    fs::write(folder.join("directory.pub"), public + "\n")?;
    fs::write(folder.join("directory.json.sig"), STANDARD.encode(pair.sign(&list)) + "\n")?;
    say("The directory is signed");
    Ok(())
}

fn write_private(path: &PathBuf, bytes: &[u8]) -> Result<()> {
    use std::io::Write as _;

    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(bytes)?;
    Ok(())
}
