//! Programs of other people's making that run under Node.js: a certified OpenID provider and a certified client, from npm.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdin, ChildStdout, Command},
    sync::OnceCell,
};

/// Oldest major version that they run on.
const OLDEST_NODE: u32 = 20;
/// What stands in the folder of the scripts and is needed beside the packages.
const SOURCES: [&str; 5] = ["package.json", "package-lock.json", ".npmrc", "client.mjs", "provider.mjs"];

/// A script that runs.
pub struct Script {
    _process: Child,
    input: ChildStdin,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Script {
    /// Starts one of the scripts in `tests/sign_in`. `None` with a printed reason where Node.js or its packages are missing.
    pub async fn start(name: &str, arguments: &[&str]) -> Result<Option<Self>> {
        static FOLDER: OnceCell<Option<PathBuf>> = OnceCell::const_new();
        let Some(folder) = FOLDER.get_or_try_init(install).await? else {
            println!("not checked: it needs Node.js {OLDEST_NODE} or newer, npm and its registry");
            return Ok(None);
        };
        let mut process = Command::new("node")
            .arg(folder.join(name))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let input = process.stdin.take().context("the script listens")?;
        let lines = BufReader::new(process.stdout.take().context("the script speaks")?).lines();
        Ok(Some(Self { _process: process, input, lines }))
    }

    /// The next line it says.
    pub async fn said(&mut self) -> Result<Value> {
        match self.lines.next_line().await? {
            Some(line) => Ok(serde_json::from_str(&line)?),
            None => bail!("the script has ended"),
        }
    }

    /// Everything it says until it ends by itself.
    pub async fn all(mut self) -> Result<Vec<Value>> {
        let mut all = Vec::new();
        while let Some(line) = self.lines.next_line().await? {
            all.push(serde_json::from_str(&line)?);
        }
        Ok(all)
    }

    /// Tells it something and waits for what it says to that.
    pub async fn tell(&mut self, command: &Value) -> Result<Value> {
        self.input.write_all(format!("{command}\n").as_bytes()).await?;
        self.said().await
    }
}

/// Puts the scripts and their packages into a folder below `target`. `None` where that cannot be.
async fn install() -> Result<Option<PathBuf>> {
    let version = Command::new("node").arg("--version").stderr(Stdio::null()).output().await;
    let version = version.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST_NODE) {
        return Ok(None);
    }
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the project has a folder")?;
    let sources = project.join("tests/sign_in");
    let folder = project.join("target/test/sign_in");
    fs::create_dir_all(&folder)?;
    for name in SOURCES {
        fs::copy(sources.join(name), folder.join(name)).with_context(|| format!("cannot copy {name}"))?;
    }
    let wanted = hex::encode(Sha256::digest(fs::read(folder.join("package-lock.json"))?));
    let stamp = folder.join("installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(Some(folder));
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&folder).stdin(Stdio::null());
    match npm.stdout(Stdio::null()).status().await {
        Ok(status) if status.success() => {
            fs::write(&stamp, wanted)?;
            Ok(Some(folder))
        }
        _ => Ok(None),
    }
}
