//! Starting, listening to and ending Orca.

use std::{
    env,
    ffi::OsString,
    fs::{self, File, Permissions},
    io::{Read, Seek, SeekFrom},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;
use tokio::process::{Child, Command};

/// Orca says nothing of being done. It is, when its log has not grown for this long.
const QUIET: Duration = Duration::from_millis(600);
/// How often the log is looked at.
const LOOK: Duration = Duration::from_millis(40);
/// Longest wait for words that must be heard. It only ends a hang.
const PATIENCE: Duration = Duration::from_secs(40);

/// What Orca is told beyond its own habits: write each line of its log at once, echo no typed keys, explain no widgets.
const CUSTOMIZATIONS: &str = "\
import orca.debug, orca.settings
if orca.debug.debugFile:
    orca.debug.debugFile.reconfigure(line_buffering=True)
orca.settings.enableKeyEcho = False
orca.settings.enableTutorialMessages = False
orca.settings.sayAllOnLoad = False
";

/// A voice that says nothing.
const SPEECH: &str = "\
LogLevel 1
CommunicationMethod \"unix_socket\"
AddModule \"silent\" \"sd_generic\" \"silent.conf\"
DefaultModule silent
DefaultLanguage \"en\"
AudioOutputMethod \"alsa\"
";
const SILENT_VOICE: &str = "\
GenericExecuteSynth \"true\"
GenericLanguage \"en\" \"en\" \"utf-8\"
AddVoice \"en\" \"MALE1\" \"silent\"
DefaultVoice \"silent\"
";
/// A sound card that leads nowhere.
const NO_SOUND: &str = "pcm.!default { type null }\nctl.!default { type null }\n";

/// Orca refuses to start beside another of the same user, and looks for one by this program. Others may run on other desktops,
/// which this one neither hears nor disturbs.
const NOBODY_ELSE: &str = "#!/bin/sh\nexit 1\n";

/// A running Orca.
pub struct Orca {
    process: Child,
    home: TempDir,
}

impl Orca {
    /// Starts Orca in this language, and waits until it speaks. `None`, with a line that says
    /// why, where it cannot run.
    pub async fn start(language: &str) -> Result<Option<Self>> {
        if env::var_os("KOTIKUNTA_APP").is_none() {
            println!("not checked: KOTIKUNTA_APP is not set, so there is nothing to listen to");
            return Ok(None);
        }
        let home = tempfile::tempdir()?;
        set_up(home.path())?;
        let locale = locale(language).await?;
        let log = home.path().join("orca.log");
        let orca = quiet("orca", &["--debug-file"])
            .arg(&log)
            .env("HOME", home.path())
            .env("PATH", path_with(&home.path().join("bin"))?)
            .env("XDG_CONFIG_HOME", home.path().join(".config"))
            .env("XDG_DATA_HOME", home.path().join(".local/share"))
            .env("XDG_CACHE_HOME", home.path().join(".cache"))
            .envs(locale)
            .spawn()
            .context("Orca does not start")?;
        let orca = Self { process: orca, home };
        orca.heard(0, &[]).await?;
        Ok(Some(orca))
    }

    /// The place in the log up to which everything was heard.
    pub fn now(&self) -> u64 {
        fs::metadata(self.log()).map(|log| log.len()).unwrap_or_default()
    }

    /// What was spoken since `place`, once all of `wanted` was and Orca is quiet.
    pub async fn heard(&self, place: u64, wanted: &[&str]) -> Result<Vec<String>> {
        let (start, mut size, mut grew) = (Instant::now(), 0, Instant::now());
        loop {
            let now = self.now();
            if now != size {
                (size, grew) = (now, Instant::now());
            } else if grew.elapsed() > QUIET {
                let spoken = spoken(&self.log_since(place)?);
                let all = spoken.join("\n");
                let missing: Vec<_> = wanted.iter().filter(|words| !all.contains(**words)).collect();
                if missing.is_empty() && (place > 0 || !spoken.is_empty()) {
                    return Ok(spoken);
                }
                if start.elapsed() > PATIENCE {
                    bail!("not heard: {missing:?}; heard was:\n{all}");
                }
            }
            // A file that another program writes gives no other sign.
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Ends everything that was started.
    pub async fn close(mut self) -> Result<()> {
        if let Some(file) = env::var_os("KOTIKUNTA_KEEP_ORCA_LOG") {
            fs::copy(self.log(), file)?;
        }
        let daemon = PathBuf::from(env::var_os("XDG_RUNTIME_DIR").unwrap_or_default());
        let daemon = fs::read_to_string(daemon.join("speech-dispatcher/pid/speech-dispatcher.pid"));
        self.process.kill().await?;
        if let Ok(daemon) = daemon {
            Command::new("kill").arg(daemon.trim()).stderr(Stdio::null()).status().await?;
        }
        Ok(())
    }

    fn log(&self) -> PathBuf {
        self.home.path().join("orca.log")
    }

    fn log_since(&self, place: u64) -> Result<String> {
        let Ok(mut log) = File::open(self.log()) else { return Ok(String::new()) };
        log.seek(SeekFrom::Start(place))?;
        let mut bytes = Vec::new();
        log.read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// Presses a key or keys together, by their X11 names: `Tab`, `alt+2`.
pub async fn press(keys: &str) -> Result<()> {
    let pressed = Command::new("xdotool").args(["key", "--delay", "20", keys]).status().await?;
    if !pressed.success() {
        bail!("xdotool cannot press {keys}");
    }
    Ok(())
}

/// Types a text, letter by letter.
pub async fn write(text: &str) -> Result<()> {
    let written = Command::new("xdotool").args(["type", "--delay", "20", text]).status().await?;
    if !written.success() {
        bail!("xdotool cannot type {text}");
    }
    Ok(())
}

/// The words of the lines `SPEECH OUTPUT: 'words' voice`.
fn spoken(log: &str) -> Vec<String> {
    let words = |line: &str| {
        let (_, line) = line.split_once("SPEECH OUTPUT: '")?;
        let ends = ["'{'", "' {'", "'[{'", "' [{'", "'None", "' None"].into_iter().filter_map(|end| line.find(end));
        let words = ends.min().map_or_else(|| line.trim_end_matches('\''), |end| &line[..end]).trim();
        (!words.is_empty()).then(|| words.to_owned())
    };
    log.lines().filter_map(words).collect()
}

fn set_up(home: &Path) -> Result<()> {
    for (file, text) in [
        (".local/share/orca/orca-customizations.py", CUSTOMIZATIONS),
        (".config/speech-dispatcher/speechd.conf", SPEECH),
        (".config/speech-dispatcher/modules/silent.conf", SILENT_VOICE),
        (".asoundrc", NO_SOUND),
        ("bin/pgrep", NOBODY_ELSE),
    ] {
        let file = home.join(file);
        fs::create_dir_all(file.parent().context("it lies in a folder")?)?;
        fs::write(file, text)?;
    }
    fs::set_permissions(home.join("bin/pgrep"), Permissions::from_mode(0o755))?;
    Ok(())
}

/// Where programs are looked for, and first in this folder.
fn path_with(folder: &Path) -> Result<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    Ok(env::join_paths([folder.to_owned()].into_iter().chain(env::split_paths(&path)))?)
}

/// The environment that makes Orca speak this language. The locale is compiled once, into a folder of the tests.
async fn locale(language: &str) -> Result<Vec<(&'static str, String)>> {
    let name = match language {
        "fi" => "fi_FI",
        "sv" => "sv_FI",
        _ => "en_US",
    };
    let folder = PathBuf::from(env::var_os("HOME").unwrap_or_default()).join("locales");
    let compiled = folder.join(format!("{name}.UTF-8"));
    if !compiled.exists() {
        fs::create_dir_all(&folder)?;
        let made = quiet("localedef", &["-f", "UTF-8", "-i", name]).arg(&compiled).status().await?;
        if !made.success() {
            bail!("localedef does not make the locale {name}");
        }
    }
    let locale = format!("{name}.UTF-8");
    Ok(vec![
        ("LOCPATH", folder.to_string_lossy().into_owned()),
        ("LC_ALL", locale.clone()),
        ("LANG", locale),
        ("LANGUAGE", language.to_owned()),
    ])
}

fn quiet(program: &str, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
    command
}

#[test]
fn words_are_taken_from_the_log_without_the_voice() {
    let log = "12:00 x\nSPEECH OUTPUT: 'Siirry sisältöön' {'established': False}\nSPEECH OUTPUT: 'linkki' [{'established': 1}]\n\
        SPEECH OUTPUT: 'it's' None\nSPEECH OUTPUT: '' {'a': 1}\nSPEECH OUTPUT: 'x'\n";
    assert_eq!(spoken(log), ["Siirry sisältöön", "linkki", "it's", "x"]);
}
