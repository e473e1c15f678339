//! The app that residents get, and the empty window it is compared with, as processes.
//!
//! The app is the release build without any feature of the demo. It finds its store where it always does, in the home of
//! the private session, and its keys in that session's keyring: a device of the engine filled the store, and both were
//! moved in. Its source is the municipality of this run, whose address on loopback is allowed in every build.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context, Result};
use keyring_core::api::CredentialStoreApi as _;
use tests::{
    Device,
    processes::{family, gone},
};

use crate::world::files;

/// The app's name for its folder and its secrets: that of `src-tauri/tauri.conf.json`.
const IDENTIFIER: &str = "fi.kotikunta.app";

/// What is run.
pub struct Programs {
    /// The app.
    pub app: PathBuf,
    /// The empty window.
    pub empty: PathBuf,
}

impl Programs {
    /// As `cargo xtask bench` names them, in a session of its own.
    pub fn of_environment() -> Option<Self> {
        let path = |name| env::var_os(name).map(PathBuf::from);
        Some(Self { app: path("KOTIKUNTA_APP")?, empty: path("KOTIKUNTA_EMPTY_WINDOW")? })
    }
}

/// Puts the device's store and secrets where the app looks for them.
pub fn move_in(device: &Device) -> Result<()> {
    let home = env::var_os("XDG_DATA_HOME").map(PathBuf::from).context("a session of its own")?.join(IDENTIFIER);
    if home.exists() {
        fs::remove_dir_all(&home)?;
    }
    let store = device.dir();
    for file in files(&store)? {
        let there = home.join(file.strip_prefix(&store)?);
        fs::create_dir_all(there.parent().context("a file has a folder")?)?;
        fs::copy(&file, &there)?;
    }
    let keyring = zbus_secret_service_keyring_store::Store::new()?;
    for (name, secret) in device.host.secret_names().iter().zip(device.host.secret_bytes()) {
        keyring.build(IDENTIFIER, name, None)?.set_secret(&secret)?;
    }
    Ok(())
}

/// A running program with a window. Dropping it ends it and waits until all its processes are gone.
pub struct Window(Child);

impl Window {
    /// Starts it.
    pub fn open(program: &Path) -> Result<Self> {
        let mut command = Command::new(program);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::inherit());
        Ok(Self(command.spawn().with_context(|| format!("cannot start {}", program.display()))?))
    }

    /// It and every process below it: the web view's own.
    pub fn processes(&self) -> Result<Vec<u32>> {
        family(self.0.id())
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let family = self.processes().unwrap_or_default();
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        let _ = self.0.wait();
        if let Err(error) = gone(&family) {
            println!("{error}");
        }
    }
}
