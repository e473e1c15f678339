//! The reference municipalities, running for as long as the demo does.

use std::fs::File;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout};
use tokio::time::timeout;

use crate::project::say;
use crate::session::dying_with_us;

/// The public bodies of the demo world.
const BODIES: usize = 3;
/// Those that take fault reports. The town from which the family has moved away does, too; it is not connected for that.
const TAKING_REPORTS: [&str; 1] = ["haikkala"];
/// Building three worlds of three years takes a while in an unoptimised build.
const PATIENCE: Duration = Duration::from_mins(2);

/// Running public bodies. They end when this is dropped: their standard input closes.
pub struct Municipalities {
    bodies: Vec<Body>,
    _process: Child,
    _stdout: Lines<BufReader<ChildStdout>>,
}

/// One running public body.
#[derive(Debug, PartialEq, Eq)]
struct Body {
    id: String,
    base_url: String,
    /// Where a person plays the authority, in a browser.
    desk: String,
}

impl Municipalities {
    /// Starts them on free ports of this machine and waits until all answer.
    pub async fn start(program: &Path, today: Option<&str>, folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let log = folder.join("municipality.log");
        let mut command = dying_with_us(program);
        command.args(["--body", "all", "--port", "0", "--exit-with-stdin", "--waiting"]);
        if let Some(today) = today {
            command.args(["--today", today]);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(File::create(&log)?);
        let mut process = tokio::process::Command::from(command).kill_on_drop(true).spawn()?;
        let mut stdout = BufReader::new(process.stdout.take().context("it has an output")?).lines();
        let bodies = timeout(PATIENCE, started(&mut stdout)).await.context("it took too long").flatten();
        let bodies =
            bodies.with_context(|| format!("the reference municipalities did not start; see {}", log.display()))?;
        for body in &bodies {
            say(&format!("{} is at {}", body.id, body.base_url));
            say(&format!("The clerk's desk of {} is at {}", body.id, body.desk));
        }
        Ok(Self { bodies, _process: process, _stdout: stdout })
    }

    /// What the app is told: `haikkala=http://127.0.0.1:40123,kaarna=…`.
    pub fn sources(&self) -> String {
        sources(&self.bodies)
    }

    /// Where they take fault reports: `haikkala-viat=http://127.0.0.1:40123/open311/v2/,…`.
    pub fn reports(&self) -> String {
        reports(&self.bodies)
    }
}

async fn started(lines: &mut Lines<BufReader<ChildStdout>>) -> Result<Vec<Body>> {
    let mut bodies = Vec::new();
    while bodies.len() < BODIES {
        let Some(line) = lines.next_line().await? else {
            bail!("it ended after starting {} of {BODIES}", bodies.len())
        };
        bodies.push(body(&line).with_context(|| format!("not the announcement of a public body: {line}"))?);
    }
    Ok(bodies)
}

fn body(line: &str) -> Option<Body> {
    let line: serde_json::Value = serde_json::from_str(line).ok()?;
    let field = |name: &str| Some(line.get(name)?.as_str()?.to_owned());
    Some(Body { id: field("id")?, base_url: field("base_url")?, desk: field("desk")? })
}

fn sources(bodies: &[Body]) -> String {
    bodies.iter().map(|body| format!("{}={}", body.id, body.base_url)).collect::<Vec<_>>().join(",")
}

fn reports(bodies: &[Body]) -> String {
    let towns = bodies.iter().filter(|body| TAKING_REPORTS.contains(&body.id.as_str()));
    towns.map(|body| format!("{}-viat={}/open311/v2/", body.id, body.base_url)).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;

    #[test]
    fn announcements_become_the_apps_setting() {
        let lines = [
            r#"{"id":"haikkala","base_url":"http://127.0.0.1:1","desk":"http://127.0.0.1:1/desk"}"#,
            r#"{"desk":"http://127.0.0.1:2/desk","base_url":"http://127.0.0.1:2","id":"kaarna"}"#,
        ];
        let bodies = lines.map(|line| body(line).unwrap());
        assert_eq!(sources(&bodies), "haikkala=http://127.0.0.1:1,kaarna=http://127.0.0.1:2");
        assert_eq!(reports(&bodies), "haikkala-viat=http://127.0.0.1:1/open311/v2/");
    }

    #[test]
    fn a_log_line_is_not_an_announcement() {
        assert_eq!(body("listening on 127.0.0.1:1"), None);
        assert_eq!(body(r#"{"id":"haikkala","base_url":"http://127.0.0.1:1"}"#), None, "without its desk");
    }
}
