//! The app of the demo: its settings, and its window.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};
use tokio::process::Child;

use super::Options;
use super::municipalities::Municipalities;
use crate::project::say;
use crate::session::{Session, dying_with_us};

/// The app, ready to be started.
pub struct App<'a> {
    pub program: &'a Path,
    pub municipalities: &'a Municipalities,
    pub options: &'a Options,
    /// Where it stores everything.
    pub data: PathBuf,
}

impl App<'_> {
    /// Opens the window, in a session of our own when one is given, and waits until it is closed.
    pub async fn open(&self, session: Option<&Session>) -> Result<()> {
        if session.is_some() {
            say("This desktop has no Secret Service: the keys go to a keyring of the demo's own");
        }
        let mut command = session.map_or_else(|| dying_with_us(self.program), |session| session.command(self.program));
        self.set_up(&mut command);
        let mut window = Group::start(command)?;
        say("The window is open; close it or press Ctrl-C to end the demo");
        if self.options.sign_in {
            say("Connect a service in it; in the browser choose who signs in, for example Aino Virta");
        }
        let status = window.child.wait().await?;
        if !status.success() {
            bail!("the app ended with {status}");
        }
        Ok(())
    }

    /// Tells the app where the demo world is.
    pub fn set_up(&self, command: &mut Command) {
        let (connected, listed) = ("KOTIKUNTA_DEMO_SOURCES", "KOTIKUNTA_DEMO_LISTED");
        let (wanted, other) = if self.options.sign_in { (listed, connected) } else { (connected, listed) };
        command.env(wanted, self.municipalities.sources()).env_remove(other);
        command.env("KOTIKUNTA_DEMO_REPORTS", self.municipalities.reports());
        command.env("KOTIKUNTA_DATA_DIR", &self.data);
        for (name, value) in [("KOTIKUNTA_TODAY", &self.options.today), ("KOTIKUNTA_LANGUAGE", &self.options.language)]
        {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
    }
}

/// A program and all it starts, which end together when this is dropped.
pub struct Group {
    pub child: Child,
}

impl Group {
    /// Starts a program as the first of its process group.
    pub fn start(mut command: Command) -> Result<Self> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = tokio::process::Command::from(command).kill_on_drop(true).spawn()?;
        Ok(Self { child })
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        // No id any more: it has ended and was waited for, and with it its session.
        if let (true, Some(id)) = (cfg!(unix), self.child.id()) {
            let _ = Command::new("kill").args(["-TERM", "--", &format!("-{id}")]).status();
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;
    use std::process::Stdio;
    use tokio::io::AsyncReadExt;

    #[tokio::test]
    async fn a_programs_own_children_end_with_it() {
        let mut command = Command::new("sh");
        // The grandchild holds the pipe open for as long as it lives.
        command.args(["-c", "sleep 1000 & echo started; wait"]).stdout(Stdio::piped());
        let mut group = Group::start(command).unwrap();
        let mut stdout = group.child.stdout.take().unwrap();
        let mut started = [0; 8];
        stdout.read_exact(&mut started).await.unwrap();
        assert_eq!(&started, b"started\n");

        drop(group);
        let mut rest = Vec::new();
        stdout.read_to_end(&mut rest).await.unwrap();
        assert!(rest.is_empty());
    }
}
