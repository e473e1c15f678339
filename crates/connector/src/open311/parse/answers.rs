//! What a server answers to a report: an id, a token, nothing, or what is wrong with it.

use std::collections::BTreeSet;

use domain::{
    form::Reply,
    id::RemoteId,
    outgoing::{Field, Flaw},
    text::ServerText,
};

use super::super::tree::Part;
use crate::{Limits, Unreadable, text};

/// Most errors of an answer that are looked at.
const MOST_ERRORS: usize = 50;

/// What a server answers to a report (GeoReport v2, "POST Service Request"), and to a token ("GET service_request_id from a token").
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The report's id, if it has one already.
    pub id: Option<RemoteId>,
    /// By what the id can be asked for later.
    pub token: Option<String>,
    /// What the city says of what will happen (`service_notice`).
    pub notice: Option<ServerText>,
}

/// Reads the answer to a report or to a token.
///
/// # Errors
/// When it is neither. An answer of [`errors`] is to be looked for first.
pub fn taken(bytes: &[u8], limits: &Limits) -> Result<Taken, Unreadable> {
    let whole = Part::read(bytes, limits)?;
    let within = ["service_requests", "requests"].iter().flat_map(|name| whole.list(name, "request"));
    let is_one = |part: &&Part| {
        ["service_request_id", "token", "service_notice", "account_id"].iter().any(|name| part.part(name).is_some())
    };
    let things = whole.things("request").into_iter();
    let Some(found) = within.chain(things).find(is_one) else {
        return Err(Unreadable::new("neither an id nor a token"));
    };
    Ok(Taken {
        id: found.text(&["service_request_id"]).filter(|id| text::is_id(id)).map(RemoteId::new),
        token: found.text(&["token"]).filter(|token| text::is_id(token)).map(str::to_owned),
        notice: found.text(&["service_notice"]).map(ServerText::new).filter(|notice| !notice.is_empty()),
    })
}

/// One thing that a server finds wrong. Its words may quote what was sent: they are looked at, and neither shown nor kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Fault {
    code: String,
    words: String,
}

impl Fault {
    /// Whether it is a fault even in an answer with status 200: it must have a code, and one that does not mean success.
    pub fn is_plain(&self) -> bool {
        !self.code.is_empty() && !self.code.parse::<u16>().is_ok_and(|code| (200..300).contains(&code))
    }
}

/// Reads errors: `[{"code": …, "description": …}]`, also wrapped, or `<errors><error>…`; `None` where these are none.
pub fn errors(bytes: &[u8], limits: &Limits) -> Option<Vec<Fault>> {
    let whole = Part::read(bytes, limits).ok()?;
    let wrapped = whole.list("errors", "error");
    let all = if wrapped.is_empty() { whole.things("error") } else { wrapped };
    let fault = |part: &&Part| {
        let words = part.text(&["description", "message"]);
        let is_record = ["service_request_id", "token", "service_notice"].iter().any(|name| part.part(name).is_some());
        (!is_record && (words.is_some() || part.part("code").is_some())).then(|| Fault {
            code: part.text(&["code"]).unwrap_or_default().to_lowercase(),
            words: words.unwrap_or_default().to_lowercase(),
        })
    };
    let faults: Vec<_> = all.iter().take(MOST_ERRORS).filter_map(fault).collect();
    (!faults.is_empty()).then_some(faults)
}

/// Which parts of a report these faults are about, as far as their codes and words say. `questions` are those of its form.
pub fn flaws(faults: &[Fault], questions: &[Reply]) -> Vec<(Field, Flaw)> {
    let found: BTreeSet<_> = faults.iter().filter_map(|fault| flaw(fault, questions)).collect();
    found.into_iter().collect()
}

fn flaw(fault: &Fault, questions: &[Reply]) -> Option<(Field, Flaw)> {
    let said = format!("{} {}", fault.code, fault.words);
    let field = question(&said, questions).or_else(|| field(&said))?;
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let flaw = if has(&["too long", "too large", "exceeds"]) {
        longest(&fault.words).filter(|_| field == Field::Body).map_or(Flaw::NotAccepted, Flaw::TooLong)
    } else if has(&["not provided", "missing", "required", "was not given", "must be given", "blank", "is empty"]) {
        Flaw::Missing
    } else {
        Flaw::NotAccepted
    };
    Some((field, flaw))
}

/// A question is named as it was sent, `attribute[CODE]`, or by its code as a word of its own beside that of attributes.
fn question(said: &str, questions: &[Reply]) -> Option<Field> {
    let about_attributes = said.contains("attribute");
    let is_named = |reply: &Reply| {
        let code = reply.question.to_lowercase();
        said.contains(&format!("attribute[{code}]")) || (about_attributes && words(said).any(|word| word == code))
    };
    questions.iter().position(is_named).map(Field::Question)
}

fn field(said: &str) -> Option<Field> {
    let said = said.replace("too long", " ");
    let has = |looked_for: &[&str]| words(&said).any(|word| looked_for.contains(&word));
    let by_name = [
        (Field::Service, &["service_code", "servicecode"][..]),
        (
            Field::Place,
            &[
                "lat",
                "long",
                "latitude",
                "longitude",
                "address",
                "address_string",
                "address_id",
                "location",
                "position",
            ],
        ),
        (Field::Attachments, &["media", "media_url", "photo", "photos", "image", "images", "file", "files"]),
        (Field::Reporter, &["first_name", "last_name", "email", "phone"]),
        (Field::Body, &["description"]),
    ];
    let named = by_name.into_iter().find(|(_, names)| has(names)).map(|(field, _)| field);
    named.or_else(|| (has(&["service"]) && has(&["code"])).then_some(Field::Service))
}

fn words(said: &str) -> impl Iterator<Item = &str> {
    said.split(|sign: char| !sign.is_alphanumeric() && sign != '_' && sign != '-').filter(|word| !word.is_empty())
}

/// The limit that a sentence about a length names: its largest number.
fn longest(said: &str) -> Option<usize> {
    words(said).filter_map(|word| word.parse().ok()).max().filter(|most| *most > 0)
}
