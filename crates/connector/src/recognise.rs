//! Which API a server speaks, or a recorded answer is of: for whoever points a tool at a system they do not know yet.
//!
//! A server is asked only what every client may ask. One that wants a sign-in before it says anything is asked again with the
//! token, if there is one; else it is recognised by *where* it wants one: it must not want one for an address that cannot exist.

use std::{collections::BTreeMap, fmt};

use domain::source::SourceKind;
use reqwest::{Method, StatusCode, header::ACCEPT};
use serde_json::value::RawValue;
use url::Url;

use crate::{
    Access, ConnectorError, Http, Limits,
    helsinki_profile::HelsinkiProfile,
    http, json,
    open311::{Format, Open311},
    resident,
};

/// Below this nothing is, on any server.
const NOWHERE: [&str; 2] = ["v1", "there-is-nothing-here"];
/// Bytes of a refusal that are looked at.
const MAX_REFUSAL_BYTES: u64 = 64 * 1024;

/// What a server was recognised by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Its card.
    Card,
    /// An answer in the API's form.
    Answer(Option<Format>),
    /// It wants a sign-in exactly where the API does.
    WantsSignIn,
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Card => f.write_str("by its card"),
            Self::Answer(None) => f.write_str("by an answer in its form"),
            Self::Answer(Some(Format::Json)) => f.write_str("by its list of services, in JSON"),
            Self::Answer(Some(Format::Xml)) => f.write_str("by its list of services, in XML alone"),
            Self::WantsSignIn => f.write_str("by where it wants a sign-in"),
        }
    }
}

/// What was asked of a server in vain, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The API looked for.
    pub kind: SourceKind,
    /// Why it was not found; in this crate's words.
    pub outcome: ConnectorError,
}

/// Which API the server below `base` speaks. `access` is for this server and is used only where it wants a sign-in.
///
/// # Errors
/// What was tried, when it speaks none of them.
pub async fn server(http: &Http, base: &Url, access: Option<&Access>) -> Result<(SourceKind, Evidence), Vec<Tried>> {
    let mut tried = Vec::new();
    let mut in_vain = |kind, outcome| tried.push(Tried { kind, outcome });
    match resident::card(http, base).await {
        Ok(_) => return Ok((SourceKind::Resident, Evidence::Card)),
        Err(outcome) => in_vain(SourceKind::Resident, outcome),
    }
    for (kind, path) in [
        (SourceKind::Dialogporten, &["api", "v1", "enduser", "parties"][..]),
        (SourceKind::Atv, &["v1", "documents", ""][..]),
        (SourceKind::DataTracker, &["v2", "usagePeriod"][..]),
    ] {
        match guarded(http, base, kind, path, access).await {
            Ok(evidence) => return Ok((kind, evidence)),
            Err(outcome) => in_vain(kind, outcome),
        }
    }
    let open311 = async {
        let api = Open311::new(http.clone(), base.clone())?;
        api.services().await?;
        Ok(api.format())
    };
    match open311.await {
        Ok(format) => return Ok((SourceKind::Open311, Evidence::Answer(format))),
        // A server that wants to know for which city it is asked says so by refusing.
        Err(outcome) => in_vain(SourceKind::Open311, outcome),
    }
    let everything = async {
        if !HelsinkiProfile::is_address(base) {
            return Err(ConnectorError::unintelligible("an address without the place of an id"));
        }
        // It has one address, where everything about somebody is. It is asked only whether it wants a sign-in.
        guarded(http, base, SourceKind::HelsinkiProfile, &[], None).await
    };
    match everything.await {
        Ok(evidence) => return Ok((SourceKind::HelsinkiProfile, evidence)),
        Err(outcome) => in_vain(SourceKind::HelsinkiProfile, outcome),
    }
    Err(tried)
}

/// Whether an API that wants a sign-in is there.
async fn guarded(
    http: &Http,
    base: &Url,
    kind: SourceKind,
    path: &[&str],
    access: Option<&Access>,
) -> Result<Evidence, ConnectorError> {
    let (mut status, mut body) = ask(http, base, path, None).await?;
    if status == StatusCode::UNAUTHORIZED && access.is_some() {
        (status, body) = ask(http, base, path, access).await?;
    }
    match status {
        StatusCode::OK if is_of(kind, &body) => Ok(Evidence::Answer(None)),
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            let (nowhere, _) = ask(http, base, &NOWHERE, None).await?;
            if nowhere == StatusCode::NOT_FOUND { Ok(Evidence::WantsSignIn) } else { Err(ConnectorError::SignInNeeded) }
        }
        StatusCode::OK => Err(ConnectorError::unintelligible("it answers something else there")),
        status => Err(ConnectorError::Refused { status: status.as_u16() }),
    }
}

/// Whether these are what an API answers there.
fn is_of(kind: SourceKind, body: &[u8]) -> bool {
    [Answer::List, Answer::Parties, Answer::Reach].into_iter().any(|expected| answer(body) == Some((kind, expected)))
}

async fn ask(
    http: &Http,
    base: &Url,
    path: &[&str],
    access: Option<&Access>,
) -> Result<(StatusCode, Vec<u8>), ConnectorError> {
    let base = http::base(base.clone())?;
    let (path, slash) = match path {
        [path @ .., ""] => (path, true),
        path => (path, false),
    };
    let mut url = http::below(&base, path)?;
    if slash {
        url.path_segments_mut().map_err(|()| ConnectorError::Insecure)?.push("");
    }
    let request = http.request(Method::GET, url)?.timeout(http.limits().request_timeout);
    let request = request.header(ACCEPT, "application/json");
    let response = match access {
        Some(access) => access.send(http, request).await?,
        None => http.send(request).await?,
    };
    let status = response.status();
    let cap = if status.is_success() { http.limits().max_page_bytes } else { MAX_REFUSAL_BYTES };
    Ok((status, http.body(response, cap).await?))
}

/// What a recorded answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A list: a page of the feed, of documents, of dialogs; reports.
    List,
    /// One record by itself.
    One,
    /// Dialogporten: whom the resident may act for.
    Parties,
    /// Dialogporten: the transmissions of a dialog.
    Transmissions,
    /// Open311: what can be reported.
    Services,
    /// Open311: what is asked of one kind of fault.
    Definition,
    /// Resident API: the server's card.
    Card,
    /// Data Tracker: how far back the log reaches.
    Reach,
    /// GDPR API: everything that is kept about a resident.
    Tree,
}

/// What these bytes are an answer of, by the names of their fields.
pub fn answer(bytes: &[u8]) -> Option<(SourceKind, Answer)> {
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).ok()?.trim_start();
    match text.as_bytes().first()? {
        b'<' => by_root(text),
        b'[' => {
            let limits = Limits::default();
            let items = json::array(text, limits.max_records_per_page).ok()?;
            let fields = names(items.first()?.get())?;
            by_fields(&fields).map(|(kind, answer)| match answer {
                // A bare array of them is a list.
                Answer::One if kind == SourceKind::Open311 => (kind, Answer::List),
                answer => (kind, answer),
            })
        }
        b'{' => by_fields(&names(text)?),
        _ => None,
    }
}

/// The fields of an object.
fn names(text: &str) -> Option<BTreeMap<String, Box<RawValue>>> {
    serde_json::from_str(text.trim_end()).ok()
}

fn by_fields(fields: &BTreeMap<String, Box<RawValue>>) -> Option<(SourceKind, Answer)> {
    use SourceKind::{Atv, DataTracker, Dialogporten, HelsinkiProfile, Open311, Resident};

    let has = |name: &str| fields.contains_key(name);
    let holds = |name: &str| fields.get(name).is_some_and(|value| value.get().starts_with(['[', '{']));
    // In the order in which one can be told from the next.
    let known = [
        (holds("changes") && has("next"), Resident, Answer::List),
        (has("api_version") && has("features"), Resident, Answer::Card),
        (holds("authorizedParties"), Dialogporten, Answer::Parties),
        (
            holds("items") && (has("hasNextPage") || has("continuationToken") || has("orderBy")),
            Dialogporten,
            Answer::List,
        ),
        (holds("results") && (has("count") || has("next")), Atv, Answer::List),
        (has("service_request_id"), Open311, Answer::One),
        (has("service_code") && holds("attributes"), Open311, Answer::Definition),
        (has("service_code"), Open311, Answer::Services),
        (holds("service_requests") || holds("requests"), Open311, Answer::List),
        (holds("services"), Open311, Answer::Services),
        (has("status_histories") || (has("transaction_id") && has("human_readable_type")), Atv, Answer::One),
        (has("serviceResource") || (has("party") && has("contentUpdatedAt")), Dialogporten, Answer::One),
        (has("sender") && has("content") && has("type"), Dialogporten, Answer::Transmissions),
        (holds("usages") || has("totalUsages"), DataTracker, Answer::List),
        (has("periodStart"), DataTracker, Answer::Reach),
        (has("key") && (holds("children") || has("value")), HelsinkiProfile, Answer::Tree),
    ];
    known.into_iter().find(|(is_it, _, _)| *is_it).map(|(_, kind, answer)| (kind, answer))
}

fn by_root(text: &str) -> Option<(SourceKind, Answer)> {
    let mut rest = text;
    loop {
        let at = rest.find('<')?;
        rest = rest.get(at + 1..)?;
        if rest.starts_with(['?', '!']) {
            continue;
        }
        let name: String =
            rest.chars().take_while(|sign| sign.is_ascii_alphanumeric() || "_-:".contains(*sign)).collect();
        return match name.as_str() {
            "service_requests" | "requests" => Some((SourceKind::Open311, Answer::List)),
            "services" => Some((SourceKind::Open311, Answer::Services)),
            "service_definition" => Some((SourceKind::Open311, Answer::Definition)),
            _ => None,
        };
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_answer_is_recognised_by_its_fields() {
        use SourceKind::{Atv, DataTracker, Dialogporten, HelsinkiProfile, Open311, Resident};

        for (text, expected) in [
            (r#"{"changes":[],"next":"a","more":false}"#, Some((Resident, Answer::List))),
            (r#"{"count":0,"next":null,"previous":null,"results":[]}"#, Some((Atv, Answer::List))),
            (r#"{"id":"1","status_histories":[]}"#, Some((Atv, Answer::One))),
            ("\u{feff}{\"items\":[],\"hasNextPage\":false}", Some((Dialogporten, Answer::List))),
            (r#"{"authorizedParties":[]}"#, Some((Dialogporten, Answer::Parties))),
            (
                r#"[{"id":"1","type":"Information","sender":{},"content":{}}]"#,
                Some((Dialogporten, Answer::Transmissions)),
            ),
            (r#"[{"service_request_id":"1","service_code":"2"}]"#, Some((Open311, Answer::List))),
            (r#"[{"service_code":"2","service_name":"x"}]"#, Some((Open311, Answer::Services))),
            (r#"{"service_code":"2","attributes":[]}"#, Some((Open311, Answer::Definition))),
            ("<service_definition/>", Some((Open311, Answer::Definition))),
            (r#"{"service_requests":[{}]}"#, Some((Open311, Answer::List))),
            ("<?xml version='1.0'?>\n<!-- x --><service_requests/>", Some((Open311, Answer::List))),
            (r#"{"totalUsages":0,"usages":[]}"#, Some((DataTracker, Answer::List))),
            (r#"{"periodStart":"2026-01-31T10:20:30Z"}"#, Some((DataTracker, Answer::Reach))),
            (r#"{"key":"USER","children":[]}"#, Some((HelsinkiProfile, Answer::Tree))),
            (r#"{"key":"USER","error":"no"}"#, None),
            ("<!DOCTYPE html><html><body>", None),
            (r#"{"error":"no"}"#, None),
            ("[]", None),
            ("", None),
            ("{", None),
        ] {
            assert_eq!(answer(text.as_bytes()), expected, "{text}");
        }
    }
}
