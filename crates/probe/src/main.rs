//! `kotikunta-probe`: what the app would make of a server.

use std::{
    io::{self, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::{Context as _, bail};
use clap::Parser;
use connector::Secret;
use domain::source::SourceKind;
use probe::{Place, Question, probe};
use url::Url;

/// Largest file that is read: more than any answer that the app accepts.
const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// Says which API a server speaks and what of it would land in a resident's inbox: records on standard output as JSON, one a
/// line, and what people read on standard error.
#[derive(Parser)]
#[command(name = "kotikunta-probe", version)]
struct Arguments {
    /// The server's address, up to where its API begins. A Data Tracker is told there whose data it is asked for
    /// (?userCode=CODE); a GDPR API has it in its path.
    #[arg(required_unless_present = "file", conflicts_with = "file")]
    url: Option<String>,
    /// The API: resident, atv, dialogporten, open311, data_tracker or helsinki_profile; else it is found out. With definition: what
    /// an Open311 server asks of each kind of fault.
    #[arg(long, value_parser = kind)]
    kind: Option<Kind>,
    /// An access token. The environment keeps it out of the list of processes.
    #[arg(long, env = "KOTIKUNTA_TOKEN", hide_env_values = true)]
    token: Option<String>,
    /// A recorded answer to read instead of asking a server; - for standard input.
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Open311: the jurisdiction_id that some servers demand.
    #[arg(long, value_name = "ID")]
    jurisdiction: Option<String>,
    /// Most pages that are read.
    #[arg(long, default_value_t = 1000, value_name = "N")]
    pages: usize,
}

/// What is to be read.
#[derive(Clone, Copy)]
enum Kind {
    /// What an API has.
    Of(SourceKind),
    /// What an Open311 server asks of each kind of fault.
    Definition,
}

/// How that is said.
const DEFINITION: &str = "definition";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "kotikunta-probe: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let place = match (&arguments.file, &arguments.url, arguments.kind) {
        (Some(file), _, _) => Place::Recorded(read(file)?),
        (None, Some(url), Some(Kind::Definition)) => Place::Definitions(address(url)?),
        (None, Some(url), _) => Place::Server(address(url)?),
        (None, None, _) => bail!("an address or a file is needed"),
    };
    let kind = arguments.kind.map(|kind| match kind {
        Kind::Of(kind) => kind,
        Kind::Definition => SourceKind::Open311,
    });
    let Arguments { token, jurisdiction, pages, .. } = arguments;
    let question = Question { place, kind, token: token.map(Secret::new), jurisdiction, pages };
    probe(question, &mut io::stdout().lock(), &mut io::stderr().lock()).await?;
    Ok(())
}

fn kind(name: &str) -> Result<Kind, String> {
    if name == DEFINITION {
        return Ok(Kind::Definition);
    }
    SourceKind::from_name(name).map(Kind::Of).ok_or_else(|| {
        let names: Vec<_> = SourceKind::ALL.iter().map(|kind| kind.name()).chain([DEFINITION]).collect();
        format!("one of {}", names.join(", "))
    })
}

fn address(text: &str) -> anyhow::Result<Url> {
    let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    Url::parse(&whole).context("not an address")
}

fn read(file: &PathBuf) -> anyhow::Result<Vec<u8>> {
    use io::Read as _;

    let mut bytes = Vec::new();
    let source: Box<dyn io::Read> = if file.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(std::fs::File::open(file).with_context(|| file.display().to_string())?)
    };
    source.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).with_context(|| file.display().to_string())?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MAX_FILE_BYTES {
        bail!("larger than {} MiB", MAX_FILE_BYTES / (1024 * 1024));
    }
    Ok(bytes)
}
