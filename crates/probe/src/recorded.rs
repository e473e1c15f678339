//! A recorded answer, read as the app would read it.

use std::io::Write;

use chrono::Utc;
use connector::{
    Landed, Limits, Unreadable, atv, data_tracker, dialogporten, helsinki_profile, open311,
    recognise::{self, Answer},
    resident,
};
use domain::{id::RemoteId, need::Need, source::SourceKind, text::Localized};

use crate::{ProbeError, api, line::Output, live::tell_card};

/// Reads the answer and prints what it holds.
pub(crate) fn print(
    bytes: &[u8],
    kind: Option<SourceKind>,
    output: &mut Output<'_, impl Write>,
    told: &mut impl Write,
) -> Result<(), ProbeError> {
    let recognised = recognise::answer(bytes).filter(|(found, _)| kind.is_none_or(|kind| kind == *found));
    // Who says which API it is wants to hear what is wrong with the answer.
    let (kind, answer) = match (recognised, kind) {
        (Some(recognised), _) => recognised,
        (None, Some(kind)) => (kind, assumed(kind, bytes)),
        (None, None) => return Err(ProbeError::UnknownAnswer),
    };
    writeln!(told, "An answer of {}: {}.", api(kind), name(answer))?;
    let limits = Limits::default();
    let unreadable = |reason| ProbeError::Unreadable { kind, reason };
    match (kind, answer) {
        (SourceKind::Resident, Answer::Card) => {
            let card = resident::parse::card(bytes, &limits).map_err(unreadable)?;
            tell_card(&card, told)?;
        }
        (SourceKind::Resident, _) => {
            let page = resident::parse::page(bytes, &limits).map_err(unreadable)?;
            output.changes(&page.changes)?;
            output.quarantined(&page.quarantined)?;
        }
        (SourceKind::Open311, Answer::Services) => {
            output.services(&open311::parse::services(bytes, &limits).map_err(unreadable)?)?;
        }
        (SourceKind::Open311, Answer::Definition) => {
            output.definition(None, &open311::parse::definition(bytes, &limits).map_err(unreadable)?)?;
        }
        (SourceKind::HelsinkiProfile, _) => {
            output.tree(&helsinki_profile::parse::tree(bytes, &limits).map_err(unreadable)?)?;
        }
        (kind, answer) => output.landed(&landed(kind, answer, bytes, &limits).map_err(unreadable)?)?,
    }
    Ok(())
}

/// What an answer is that does not show it by itself: a list where it says so, else one record.
fn assumed(kind: SourceKind, bytes: &[u8]) -> Answer {
    let fields: serde_json::Map<_, _> =
        serde_json::from_slice(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).unwrap_or_default();
    let list = match kind {
        SourceKind::Atv => "results",
        SourceKind::Dialogporten => "items",
        SourceKind::HelsinkiProfile => return Answer::Tree,
        SourceKind::Resident | SourceKind::Open311 | SourceKind::DataTracker => return Answer::List,
    };
    if fields.is_empty() || fields.contains_key(list) { Answer::List } else { Answer::One }
}

fn landed(kind: SourceKind, answer: Answer, bytes: &[u8], limits: &Limits) -> Result<Landed, Unreadable> {
    let now = Utc::now();
    match (kind, answer) {
        (SourceKind::Atv, Answer::One) => atv::parse::document(bytes, limits),
        (SourceKind::Atv, _) => atv::parse::documents(bytes, limits).map(atv::parse::DocumentsPage::landed),
        (SourceKind::Dialogporten, Answer::One) => dialogporten::parse::dialog(bytes, limits, now),
        (SourceKind::Dialogporten, Answer::Parties) => dialogporten::parse::parties(bytes, limits),
        (SourceKind::Dialogporten, Answer::Transmissions) => {
            // Which dialog they belong to is not said in them.
            let of = dialogporten::parse::DialogFrame {
                dialog: RemoteId::new("dialog"),
                party: RemoteId::new("party"),
                authority: Localized::default(),
                need: Need::Unstated,
            };
            dialogporten::parse::transmissions(bytes, &of, limits, now)
        }
        (SourceKind::Dialogporten, _) => dialogporten::parse::dialogs(bytes, limits, now).map(|page| page.landed),
        (SourceKind::DataTracker, Answer::Reach) => data_tracker::parse::period(bytes),
        (SourceKind::DataTracker, _) => {
            data_tracker::parse::usages(bytes, limits).map(data_tracker::parse::UsagesPage::landed)
        }
        // The last two are read elsewhere.
        (SourceKind::Open311 | SourceKind::Resident | SourceKind::HelsinkiProfile, _) => {
            open311::parse::requests(bytes, limits)
        }
    }
}

const fn name(answer: Answer) -> &'static str {
    match answer {
        Answer::List => "a list",
        Answer::One => "one record",
        Answer::Parties => "whom a resident may act for",
        Answer::Transmissions => "the transmissions of a dialog",
        Answer::Services => "what can be reported",
        Answer::Definition => "what is asked of a report",
        Answer::Card => "a server's card",
        Answer::Reach => "how far back a log reaches",
        Answer::Tree => "what is kept about a resident",
    }
}
