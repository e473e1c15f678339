//! What a resident's inbox would make of a server, told to whoever runs the server.
//!
//! It says which API the server speaks and which of the app's profiles fits, and then prints what would land in the inbox:
//! one record a line, as JSON, on one output; everything for people on another. What the app could not take in stands among
//! them with its reason. It asks exactly as the app does, so it leaves no more traces than the app's own background sync.

mod line;
mod live;
mod recorded;

use std::io::{self, Write};

use connector::{ConnectorError, Secret, Unreadable, recognise::Tried};
use domain::{source::SourceKind, text::ServerText};
use url::Url;

pub use line::{Count, Line};

/// What is looked at.
pub enum Place {
    /// A server.
    Server(Url),
    /// What an Open311 server asks of each kind of fault.
    Definitions(Url),
    /// A recorded answer.
    Recorded(Vec<u8>),
}

/// What is to be found out.
pub struct Question {
    /// What is looked at.
    pub place: Place,
    /// The API it speaks, where that is known.
    pub kind: Option<SourceKind>,
    /// What opens it.
    pub token: Option<Secret>,
    /// Open311: for which city the server is asked.
    pub jurisdiction: Option<String>,
    /// Most pages that are read.
    pub pages: usize,
}

/// Why nothing, or not everything, could be told.
#[derive(Debug, thiserror::Error)]
pub enum ProbeError {
    /// The server speaks none of the APIs, or does not show it.
    #[error("this is none of the APIs the app knows, or does not show it; --kind says which one it should be{}", tried(.0))]
    Unknown(Vec<Tried>),
    /// The recorded answer is of none of the APIs.
    #[error("this is an answer of none of the APIs the app knows; --kind says which one it should be")]
    UnknownAnswer,
    /// What was recorded cannot be read as an answer of its API.
    #[error("an answer of {} that cannot be read: {reason}", kind.name())]
    Unreadable {
        /// The API.
        kind: SourceKind,
        /// Why not.
        reason: Unreadable,
    },
    /// The server does not give what was asked.
    #[error("{error}{}", hint(.error))]
    Server {
        /// Why not.
        error: ConnectorError,
    },
    /// Nothing can be printed.
    #[error("nothing can be written: {0}")]
    Output(#[from] io::Error),
}

impl From<ConnectorError> for ProbeError {
    fn from(error: ConnectorError) -> Self {
        Self::Server { error }
    }
}

fn tried(tried: &[Tried]) -> String {
    let lines: Vec<_> = tried.iter().map(|tried| format!("\n  {}: {}", tried.kind.name(), tried.outcome)).collect();
    lines.concat()
}

const fn hint(error: &ConnectorError) -> &'static str {
    match error {
        ConnectorError::SignInNeeded => "; --token gives one",
        ConnectorError::Insecure => "; plain http is for this machine alone",
        _ => "",
    }
}

/// Finds out and prints: records to `records`, what people read to `told`.
///
/// # Errors
/// When nothing, or not everything, could be read; what was read before is printed.
pub async fn probe(question: Question, records: &mut impl Write, told: &mut impl Write) -> Result<Count, ProbeError> {
    let Question { place, kind, token, jurisdiction, pages } = question;
    let mut output = line::Output::new(records);
    let outcome = match place {
        Place::Recorded(bytes) => recorded::print(&bytes, kind, &mut output, told),
        Place::Server(base) => live::Server { base, token, jurisdiction, pages }.print(kind, &mut output, told).await,
        Place::Definitions(base) => {
            live::Server { base, token, jurisdiction, pages }.print_definitions(&mut output, told).await
        }
    };
    let count = output.finish()?;
    if outcome.is_ok() || count != Count::default() {
        writeln!(told, "{count}")?;
    }
    outcome.map(|()| count)
}

/// What an API is called.
const fn api(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Resident => "the open Resident API",
        SourceKind::Atv => "ATV, Helsinki's case and document store",
        SourceKind::Dialogporten => "Dialogporten, end-user API",
        SourceKind::Open311 => "Open311 GeoReport v2",
        SourceKind::DataTracker => "the Data Tracker",
        SourceKind::HelsinkiProfile => "Helsinki Profile's GDPR API",
    }
}

/// A server's own words, fit for a terminal: without control characters, on one line.
fn plain(text: &str) -> String {
    ServerText::new(text).single_line().to_string()
}
