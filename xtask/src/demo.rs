//! `cargo xtask demo`: from a fresh machine to the app's window in the demo world.
//!
//! The reference municipalities run as a program of their own on loopback ports; the app is the real one, built with the
//! feature that lets it sign in to them without a browser, or, with `--sign-in`, lists them as if they stood in the
//! directory. Everything started here ends with the window, with Ctrl-C, or with this process.

mod app;
mod municipalities;
mod screenshot;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::cargo::{self, cargo};
use crate::project::{self, say};
use crate::session::{Session, has_display, has_secret_service};
use crate::{packages, ui};
use app::App;
use municipalities::Municipalities;

/// How the demo is shown.
#[derive(clap::Args)]
pub struct Options {
    /// The day on which the demo world and the app live, as 2026-11-18; today when not given.
    #[arg(long, value_name = "DATE")]
    today: Option<String>,
    /// Opens no window, but takes pictures: FILE-desktop.png and FILE-phone.png.
    #[arg(long, value_name = "FILE")]
    screenshot: Option<PathBuf>,
    /// The language of the app.
    #[arg(long, value_parser = ["fi", "sv", "en"])]
    language: Option<String>,
    /// Connects nothing: the municipalities are listed, and one signs in to them in one's own browser.
    #[arg(long, conflicts_with = "screenshot")]
    sign_in: bool,
    /// Keeps what the app stored when it was last shown.
    #[arg(long)]
    keep: bool,
}

/// What was built for the demo.
pub struct Programs {
    app: PathBuf,
    municipality: PathBuf,
}

/// Builds what is needed and shows it.
pub fn run(options: &Options) -> Result<()> {
    if options.screenshot.is_none() && !has_display() {
        bail!("there is no display to open a window on; `cargo xtask demo --screenshot FILE` takes pictures instead");
    }
    let has_keyring = has_secret_service();
    packages::ensure(match (&options.screenshot, has_keyring) {
        (Some(_), _) => &[packages::BUILD, packages::KEYRING, packages::HEADLESS],
        (None, false) => &[packages::BUILD, packages::KEYRING],
        (None, true) => &[packages::BUILD],
    })?;
    ui::build()?;
    let programs = build()?;
    let folder = project::target().join(if options.screenshot.is_some() { "demo/screenshot" } else { "demo/window" });
    if !options.keep {
        project::fresh_folder(&folder)?;
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(show(options, &programs, &folder, has_keyring))
}

fn build() -> Result<Programs> {
    say("Building the app and the reference municipalities");
    let mut command = cargo();
    command.args(["build", "--package", "kotikunta", "--package", "municipality", "--features", "kotikunta/demo"]);
    let built = cargo::build(command)?;
    // Other builds of the app replace the file in the target folder; the demo's keeps its own place.
    let folder = project::target().join("demo/programs");
    let keep = |name: &str| -> Result<PathBuf> {
        let program = cargo::program(&built, name)?;
        project::copy_if_newer(&program, &folder)
    };
    Ok(Programs { app: keep("kotikunta")?, municipality: keep("municipality")? })
}

async fn show(options: &Options, programs: &Programs, folder: &Path, has_keyring: bool) -> Result<()> {
    let municipalities = Municipalities::start(&programs.municipality, options.today.as_deref(), folder).await?;
    let home = folder.join("home");
    let app = App { program: &programs.app, municipalities: &municipalities, options, data: folder.join("data") };
    let shown = async {
        match &options.screenshot {
            Some(file) => screenshot::take(&app, &Session::headless(&home)?, file).await,
            None if has_keyring => app.open(None).await,
            None => app.open(Some(&Session::with_keyring(&home)?)).await,
        }
    };
    tokio::select! {
        result = shown => result,
        () = asked_to_end() => {
            say("Ending the demo");
            Ok(())
        }
    }
}

/// Waits for Ctrl-C, or for another program's polite request to end.
async fn asked_to_end() {
    #[cfg(unix)]
    if let Ok(mut terminated) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminated.recv() => {}
        }
        return;
    }
    let _ = tokio::signal::ctrl_c().await;
}
