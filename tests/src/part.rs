//! Parts of journeys that are played in a process of their own: because they end by being killed, or live in another file
//! system, or under other variables.
//!
//! The process is this test program again, told to run one ignored test. What the test needs comes in a variable; what it
//! tells is a line on its standard output.

use std::{env, path::Path, process::Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
};

/// The variable in which a part finds what it needs.
const SCRIPT: &str = "KOTIKUNTA_PART";
/// What begins a line that a part tells, among those of the test program.
const MARK: &str = "» ";

/// A part being played.
pub struct Part {
    process: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Part {
    /// Starts the ignored test of this name. `set` are variables it runs under.
    pub fn start(test: &str, script: &Value, set: &[(&str, &Path)]) -> Result<Self> {
        let mut command = Command::new(env::current_exe()?);
        command.envs(set.iter().copied());
        Self::play(command, test, script)
    }

    /// Starts the ignored test of this name with a small file system of its own at `folder`. `None` with a printed reason
    /// where the system does not let a test have one.
    pub async fn start_on_small_disk(test: &str, script: &Value, folder: &Path, size: &str) -> Result<Option<Self>> {
        const MOUNT: &str = r#"mount -t tmpfs -o "size=$1,mode=0700" tmpfs "$2" && shift 2 && exec "$@""#;
        let inside = || {
            let mut command = Command::new("unshare");
            command.args(["--user", "--map-root-user", "--mount", "sh", "-c", MOUNT, "sh", size]).arg(folder);
            command
        };
        let refusal = match inside().arg("true").output().await {
            Ok(tried) if tried.status.success() => None,
            Ok(tried) => Some(String::from_utf8_lossy(&tried.stderr).trim().to_owned()),
            Err(error) => Some(error.to_string()),
        };
        if let Some(refusal) = refusal {
            println!("not checked: a test may not have a file system of its own here ({refusal})");
            return Ok(None);
        }
        let mut command = inside();
        command.arg(env::current_exe()?);
        Self::play(command, test, script).map(Some)
    }

    fn play(mut command: Command, test: &str, script: &Value) -> Result<Self> {
        command.args(["--exact", test, "--ignored", "--nocapture"]).env(SCRIPT, script.to_string());
        let mut process = command.stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
        let lines = BufReader::new(process.stdout.take().context("the part speaks")?).lines();
        Ok(Self { process, lines })
    }

    /// The next thing it tells; `None` when it has ended.
    pub async fn told(&mut self) -> Result<Option<String>> {
        while let Some(line) = self.lines.next_line().await? {
            // The test program's own words may stand before it on the same line.
            if let Some((_, told)) = line.split_once(MARK) {
                return Ok(Some(told.to_owned()));
            }
        }
        Ok(None)
    }

    /// Kills it as SIGKILL does, wherever it is.
    pub async fn kill(mut self) -> Result<()> {
        Ok(self.process.kill().await?)
    }

    /// Waits for its end, which must be a good one. Answers what it told.
    pub async fn ends_well(mut self) -> Result<Vec<String>> {
        let mut all = Vec::new();
        while let Some(told) = self.told().await? {
            all.push(told);
        }
        let status = self.process.wait().await?;
        if !status.success() {
            bail!("the part ended with {status}; its own output says why. It told {all:?}");
        }
        Ok(all)
    }
}

/// What the part being played needs; `None` with a printed reason when nobody plays it.
pub fn script() -> Option<Value> {
    let script = env::var(SCRIPT).ok().and_then(|text| serde_json::from_str(&text).ok());
    if script.is_none() {
        println!("not checked: this is a part that another journey plays");
    }
    script
}

/// Tells something to the journey that plays this part.
pub fn tell(what: impl std::fmt::Display) {
    println!("{MARK}{what}");
}
