//! `municipality`: the public bodies of the demo world as servers.
//!
//! Standard output carries one JSON line for each body when it answers; logs go to standard error.

use std::{
    io::{Read as _, Write as _},
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
};

use anyhow::Context as _;
use chrono::NaiveDate;
use clap::Parser;
use futures_util::future::try_join_all;
use municipality::{Body, Config, Generate, GenerateUses, Running, start};
use tokio::sync::oneshot;
use tracing_subscriber::EnvFilter;

/// Serves the Resident API for the public bodies of the demo world, on the loopback interface.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// haikkala, mantylahti, kaarna or all.
    #[arg(long, default_value = "all")]
    body: String,
    /// Port of the first body; further ones follow it. 0 takes free ones.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The day to be believed today, such as 2026-11-17; else the real one.
    #[arg(long)]
    today: Option<NaiveDate>,
    /// Items to invent beside the story, in each body.
    #[arg(long)]
    generate: Option<usize>,
    /// Uses of data to invent beside the story, in each body.
    #[arg(long, default_value_t = 0)]
    uses: usize,
    /// Lookups of them to invent.
    #[arg(long, default_value_t = 0, requires = "uses")]
    lookups: usize,
    /// Seed of the invented items.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Let a sealed decision wait to be received.
    #[arg(long)]
    waiting: bool,
    /// Directory of the databases; else they live in memory.
    #[arg(long)]
    dir: Option<PathBuf>,
    /// Exit when standard input ends: no server outlives the program that started it.
    #[arg(long)]
    exit_with_stdin: bool,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let arguments = Arguments::parse();

    let bodies = bodies(&arguments.body)?;
    let starts = bodies.iter().enumerate().map(async |(place, body)| {
        start(config(&arguments, *body, place)?).await.with_context(|| format!("{body} did not start"))
    });
    let running = try_join_all(starts).await?;
    for (body, server) in bodies.iter().zip(&running) {
        if arguments.waiting {
            server.authority().tell_waiting(*body).with_context(|| format!("{body} lets nothing wait"))?;
        }
        announce(*body, server)?;
    }

    let mut terminated = terminated()?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted?,
        () = terminated.recv() => {}
        () = end_of_input(arguments.exit_with_stdin) => {}
    }
    for server in running {
        server.stop().await;
    }
    Ok(())
}

fn bodies(name: &str) -> anyhow::Result<Vec<Body>> {
    if name == "all" { Ok(Body::ALL.to_vec()) } else { Ok(vec![name.parse()?]) }
}

fn config(arguments: &Arguments, body: Body, place: usize) -> anyhow::Result<Config> {
    let port = match arguments.port {
        0 => 0,
        first => u16::try_from(place).ok().and_then(|place| first.checked_add(place)).context("no such port")?,
    };
    Ok(Config {
        today: arguments.today,
        dir: arguments.dir.clone(),
        generate: arguments.generate.map(|items| Generate { items, seed: arguments.seed }),
        generate_uses: (arguments.uses > 0).then_some(GenerateUses {
            uses: arguments.uses,
            lookups: arguments.lookups,
            seed: arguments.seed,
        }),
        addr: SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
        ..Config::new(body)
    })
}

fn announce(body: Body, server: &Running) -> anyhow::Result<()> {
    let line = serde_json::json!({
        "id": body.id(), "base_url": server.base_url(), "desk": server.desk_url(), "open311": server.open311_url(),
    });
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()?;
    Ok(())
}

/// Ends with standard input if `wanted`, else never.
async fn end_of_input(wanted: bool) {
    if !wanted {
        return std::future::pending().await;
    }
    let (ended, end) = oneshot::channel::<()>();
    // A thread of its own: a read of standard input cannot be cancelled and would hold up the runtime's end.
    std::thread::spawn(move || {
        let mut scrap = [0; 256];
        while matches!(std::io::stdin().lock().read(&mut scrap), Ok(1..)) {}
        drop(ended);
    });
    // The sender is dropped unused: the error is the signal.
    let _ = end.await;
}

#[cfg(unix)]
struct Terminated(tokio::signal::unix::Signal);

#[cfg(unix)]
fn terminated() -> std::io::Result<Terminated> {
    tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).map(Terminated)
}

#[cfg(unix)]
impl Terminated {
    async fn recv(&mut self) {
        self.0.recv().await;
    }
}

#[cfg(not(unix))]
struct Terminated;

#[cfg(not(unix))]
fn terminated() -> std::io::Result<Terminated> {
    Ok(Terminated)
}

#[cfg(not(unix))]
impl Terminated {
    /// There is no such signal here.
    async fn recv(&mut self) {
        std::future::pending().await
    }
}
