//! The first page: who there is, what runs, what was sent. And what was just done.

use std::collections::BTreeMap;

use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use resident_api::{FeedRecord, PartyRecord, Texts};

use super::{
    Desk, PATH,
    case::STATUSES,
    filled::Filled,
    lists::{self, LISTED},
    page::{page as frame, plain, said},
    report,
};
use crate::RegistryError;

const RELATIONS: [(&str, &str); 7] = [
    ("myself", "themselves"),
    ("child", "child"),
    ("ward", "ward"),
    ("principal", "principal"),
    ("company", "company"),
    ("association", "association"),
    ("estate", "estate"),
];

/// The overview, with a line on what was done if `asked` says so.
pub(super) fn page(desk: &Desk, asked: &Filled) -> Result<Markup, RegistryError> {
    let people = desk.registry().people()?;
    let names: BTreeMap<String, String> =
        people.iter().map(|(_, party)| (party.id.clone(), party.name.clone())).collect();
    let done = done(desk, asked, &names)?;
    let body = html! {
        @if let Some(line) = &done {
            p.done id="done" role="status" tabindex="-1" { (line) }
        }
        h1 { "Overview" }
        (residents(&people))
        (cases(desk, &names)?)
        (sent(desk, &names)?)
    };
    let title = if done.is_some() { "Done" } else { "Overview" };
    Ok(frame(desk, title, PATH, &body))
}

fn residents(people: &[(String, PartyRecord)]) -> Markup {
    let mut before = "";
    html! {
        section aria-labelledby="residents" {
            h2 id="residents" { "Residents and those they act for" }
            table {
                thead { tr { th scope="col" { "Signs in as" } th scope="col" { "Party" } th scope="col" { "Is to them" } th scope="col" { "Do" } } }
                tbody {
                    @for (persona, party) in people {
                        @let is_first = std::mem::replace(&mut before, persona) != persona;
                        tr {
                            th scope="row" { @if is_first { (persona) } @else { span.aside { (persona) } } }
                            td { (party.name) @if party.protected { " " strong.tag { "Protected address" } } }
                            td { (word(&RELATIONS, &party.relation)) }
                            td.ways {
                                (way("/desk/message", &[("party", &party.id)], "Write", &party.name))
                                (way("/desk/decision", &[("party", &party.id)], "Decide", &party.name))
                                (way("/desk/task", &[("party", &party.id)], "Ask for a document", &party.name))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn cases(desk: &Desk, names: &BTreeMap<String, String>) -> Result<Markup, RegistryError> {
    let cases = lists::cases(desk)?;
    Ok(html! {
        section aria-labelledby="cases" {
            h2 id="cases" { "Cases" }
            (limit(cases.len()))
            table {
                thead { tr { th scope="col" { "Case" } th scope="col" { "Whose" } th scope="col" { "Stands" } th scope="col" { "Changed" } th scope="col" { "Do" } } }
                tbody {
                    @for case in &cases {
                        @let title = plain(&case.title);
                        @let about = [("party", case.party.as_str()), ("case", case.id.as_str())];
                        tr {
                            th scope="row" {
                                (said(&case.title))
                                @if let Some(number) = &case.register_number { " " span.number { (number) } }
                            }
                            td { (name(names, &case.party)) }
                            td {
                                (word(&STATUSES, &case.status.code))
                                @if let Some(wording) = &case.status.wording { br; span.hint { (said(wording)) } }
                            }
                            td { (day(&case.updated_at)) }
                            td.ways {
                                (way("/desk/case", &[("id", &case.id)], "Move", &title))
                                (way("/desk/message", &about, "Write", &title))
                                (way("/desk/decision", &about, "Decide", &title))
                                (way("/desk/task", &about, "Ask for a document", &title))
                            }
                        }
                    }
                }
            }
        }
    })
}

/// One line of what was sent.
struct Sent {
    kind: &'static str,
    id: String,
    title: Texts,
    party: String,
    at: String,
    /// State of a task.
    state: Option<String>,
}

fn sent(desk: &Desk, names: &BTreeMap<String, String>) -> Result<Markup, RegistryError> {
    let mut lines = Vec::new();
    for kind in ["message", "decision", "task"] {
        lines.extend(desk.registry().latest(kind, LISTED)?.into_iter().filter_map(line));
    }
    lines.sort_by(|one, other| other.at.cmp(&one.at));
    Ok(html! {
        section aria-labelledby="sent" {
            h2 id="sent" { "Messages, decisions and requests" }
            (limit(lines.len()))
            table {
                thead { tr { th scope="col" { "What" } th scope="col" { "Kind" } th scope="col" { "Whose" } th scope="col" { "Sent" } th scope="col" { "Do" } } }
                tbody {
                    @for Sent { kind, id, title, party, at, state } in &lines {
                        tr {
                            th scope="row" { (said(title)) }
                            td { @match state { Some(state) => { "request, " (state) }, None => (kind) } }
                            td { (name(names, party)) }
                            td { (day(at)) }
                            td.ways {
                                @match state.as_deref() {
                                    None => (way("/desk/withdrawal", &[("kind", kind), ("id", id)], "Take back", &plain(title))),
                                    Some("open") => (way("/desk/task/end", &[("id", id)], "End", &plain(title))),
                                    Some(_) => "",
                                }
                            }
                        }
                    }
                }
            }
        }
    })
}

/// A record that the authority sent.
fn line(record: FeedRecord) -> Option<Sent> {
    let (kind, id, title, party, at, state) = match record {
        FeedRecord::Message(it) if !it.outgoing => ("message", it.id, it.title, it.party, it.sent_at, None),
        FeedRecord::Decision(it) => ("decision", it.id, it.title, it.party, it.made_at, None),
        FeedRecord::SealedDecision(it) => ("decision", it.id, it.title, it.party, it.sent_at, None),
        FeedRecord::Task(it) => ("task", it.id, it.title, it.party, it.asked_at, Some(it.state)),
        _ => return None,
    };
    Some(Sent { kind, id, title, party, at, state })
}

/// The line on what was done. It is told from the record itself: the address holds no text to be shown.
fn done(desk: &Desk, asked: &Filled, names: &BTreeMap<String, String>) -> Result<Option<Markup>, RegistryError> {
    let (kind, id) = (asked.value("kind"), asked.value("id"));
    if kind == "report" {
        return report::done(desk, asked.value("done"), id);
    }
    if asked.value("done") == "withdrawn" {
        let is_gone = desk.registry().has_known(kind, id)? && desk.registry().record(kind, id).is_err();
        return Ok(is_gone
            .then(|| html! { "Done: the " (if kind == "decision" { kind } else { "message" }) " was taken back." }));
    }
    let record = match desk.registry().record(kind, id) {
        Ok(record) => record,
        Err(RegistryError::UnknownRecord { .. }) => return Ok(None),
        Err(error) => return Err(error),
    };
    Ok(match (asked.value("done"), record) {
        ("sent", FeedRecord::Message(it)) => {
            Some(html! { "Done: the message “" (said(&it.title)) "” was sent to " (name(names, &it.party)) "." })
        }
        ("issued", FeedRecord::Decision(it)) => {
            Some(html! { "Done: the decision “" (said(&it.title)) "” was issued to " (name(names, &it.party)) "." })
        }
        ("issued", FeedRecord::SealedDecision(it)) => Some(html! {
            "Done: a sealed decision, “" (said(&it.title)) "”, waits for " (name(names, &it.party)) " to receive it."
        }),
        ("asked", FeedRecord::Task(it)) => {
            Some(html! { "Done: " (name(names, &it.party)) " was asked: “" (said(&it.title)) "”." })
        }
        ("ended", FeedRecord::Task(it)) => {
            Some(html! { "Done: the request “" (said(&it.title)) "” is " (it.state) "." })
        }
        ("moved", FeedRecord::Case(it)) => Some(html! {
            "Done: the case “" (said(&it.title)) "” stands at “" (word(&STATUSES, &it.status.code)) "”."
        }),
        ("looked", FeedRecord::Lookup(it)) if it.result.as_deref() == Some("denied") => Some(html! {
            "Denied: the register does not let this be seen of " (name(names, &it.party)) ". The log says so."
        }),
        ("looked", FeedRecord::Lookup(it)) => Some(html! {
            "Done: data of " (name(names, &it.party)) " were seen: " (it.data_categories.join(", ")) ". The log says so."
        }),
        ("looked_around", FeedRecord::Lookup(it)) => Some(html! {
            "Done: data of " (name(names, &it.party)) " were seen around the gate: " (it.data_categories.join(", ")) ". The log says so."
        }),
        _ => None,
    })
}

/// A link to a form. To those who hear it, it says about what.
pub(super) fn way(path: &str, query: &[(&str, &str)], text: &str, about: &str) -> Markup {
    let query: Vec<_> =
        query.iter().map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC))).collect();
    html! { a href=(format!("{path}?{}", query.join("&"))) { (text) span.aside { ": " (about) } } " " }
}

pub(super) fn limit(shown: usize) -> Markup {
    let most = usize::try_from(LISTED).unwrap_or(usize::MAX);
    html! { @if shown >= most { p.hint { "Only the latest " (LISTED) " of a kind are listed." } } }
}

fn name<'a>(names: &'a BTreeMap<String, String>, party: &'a str) -> &'a str {
    names.get(party).map_or(party, String::as_str)
}

/// What a clerk calls a word of the contract.
fn word<'a>(words: &[(&str, &'a str)], word: &'a str) -> &'a str {
    words.iter().find(|(value, _)| *value == word).map_or(word, |(_, text)| *text)
}

/// The day of a time.
pub(super) fn day(at: &str) -> Markup {
    html! { time datetime=(at) { (at.get(..10).unwrap_or(at)) } }
}
