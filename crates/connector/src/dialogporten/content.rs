//! Texts, times, files and people of the API as the app keeps them.

use chrono::{DateTime, Utc};
use domain::{
    case::{self, Written},
    document::Document,
    id::RemoteId,
    link::HttpsLink,
    text::{BodyFormat, Localized},
    time::Moment,
};

use url::Url;

use super::wire;
use crate::{is_loopback, text};

/// A list of `{value, languageCode}`.
pub fn localized(list: Option<&[wire::Localization]>) -> Localized {
    list.unwrap_or_default().iter().fold(Localized::default(), |all, one| {
        let tag = one.language_code.as_deref().map(str::trim).filter(|tag| is_tag(tag));
        all.with(tag.unwrap_or(Localized::UNDETERMINED), one.value.as_deref().unwrap_or_default())
    })
}

fn is_tag(tag: &str) -> bool {
    (2..=35).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// A text for one line of a list.
pub fn line(list: Option<&[wire::Localization]>) -> Option<Localized> {
    text::some(text::single_line(&localized(list)))
}

/// A content value for one line.
pub fn content_line(value: Option<&wire::ContentValue>) -> Option<Localized> {
    line(value?.value.as_deref())
}

/// A content value as a body. Other forms than plain text and Markdown are addresses of embedded pages or markup, and
/// no text for the resident.
pub fn body(value: Option<&wire::ContentValue>) -> Option<Written> {
    let value = value?;
    let format = match text::media_type(value.media_type.as_deref()).as_deref() {
        None | Some("text/plain") => BodyFormat::Plain,
        Some("text/markdown") => BodyFormat::Markdown,
        Some(_) => return None,
    };
    text::some(localized(value.value.as_deref())).map(|text| Written { text, format })
}

/// The first of these that is a time; else when the answer was received.
pub fn time(candidates: &[Option<&str>], received_at: DateTime<Utc>) -> Moment {
    candidates.iter().flatten().find_map(|text| Moment::parse(text)).unwrap_or(Moment::Instant(received_at))
}

/// The files that the resident may fetch. A file for people is preferred to one for programs.
pub fn documents(wire: Option<&[wire::Attachment]>) -> Vec<Document> {
    wire.unwrap_or_default().iter().enumerate().filter_map(|(place, wire)| document(wire, place)).collect()
}

fn document(wire: &wire::Attachment, place: usize) -> Option<Document> {
    let urls = wire.urls.as_deref().unwrap_or_default();
    let reachable = || urls.iter().filter(|url| url.url.as_deref().is_some_and(is_reachable));
    let chosen = reachable().find(|url| url.consumer_type.as_deref() != Some("Api")).or_else(|| reachable().next())?;
    let name = line(wire.display_name.as_deref())
        .or_else(|| wire.name.as_deref().map(Localized::undetermined).and_then(text::some));
    Some(Document {
        id: id(wire.id.as_deref()).unwrap_or_else(|| RemoteId::new(format!("attachment-{place}"))),
        name: name.map(|name| text::single_line(&name)).unwrap_or_default(),
        media_type: text::media_type(chosen.media_type.as_deref()),
        size: None,
        sha256: None,
        expires_at: wire.expires_at.as_deref().and_then(Moment::parse),
        href: chosen.url.clone(),
    })
}

/// `https`, or this machine, which only a service on this machine may send the app to.
fn is_reachable(address: &str) -> bool {
    HttpsLink::new(address).is_ok() || Url::parse(address).is_ok_and(|url| url.scheme() == "http" && is_loopback(&url))
}

/// An id, if it is one.
pub fn id(text: Option<&str>) -> Option<RemoteId> {
    text.filter(|id| text::is_id(id)).map(RemoteId::new)
}

/// Who did something.
pub fn actor(wire: Option<&wire::Actor>) -> case::Actor {
    match wire.and_then(|actor| actor.actor_type.as_deref()) {
        Some("PartyRepresentative") => case::Actor::Resident,
        Some("ServiceOwner") => case::Actor::Authority,
        _ => case::Actor::Unknown,
    }
}

/// A name the API gives to a kind of thing, as English words: `PaymentMade` is "Payment made".
pub fn words(name: &str) -> Localized {
    let mut words = String::with_capacity(name.len() + 4);
    for c in name.chars().take(60).filter(char::is_ascii_alphanumeric) {
        if c.is_ascii_uppercase() && !words.is_empty() {
            words.push(' ');
            words.push(c.to_ascii_lowercase());
        } else {
            words.push(c);
        }
    }
    Localized::one("en", words.as_str())
}
