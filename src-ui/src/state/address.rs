//! Addresses: which view, which item, whose matters. The address is the only place where a selection is kept.

use domain::id::{PartyId, RecordKey, RecordKind, RemoteId, SourceId};

/// A main view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The inbox, and items opened from it.
    Inbox,
    /// The cases, and items opened from them.
    Cases,
    /// The cases in the archive. Reached from the cases.
    Archive,
    /// The cases in the bin. Reached from the cases.
    Bin,
    /// The people the resident acts for.
    People,
    /// How to reach each public body.
    Contact,
    /// The connected services.
    Connections,
    /// Connecting one more. Reached from the connected ones.
    Connect,
    /// Settings.
    Settings,
    /// How the app is used, and how accessible it is.
    Help,
}

impl View {
    /// Every view of the navigation, in the order of the navigation.
    pub const ALL: [Self; 7] =
        [Self::Inbox, Self::Cases, Self::People, Self::Contact, Self::Connections, Self::Settings, Self::Help];

    /// The view of the navigation under which it stands.
    #[must_use]
    pub const fn heading(self) -> Self {
        match self {
            Self::Archive | Self::Bin => Self::Cases,
            Self::Connect => Self::Connections,
            other => other,
        }
    }

    /// Whether it is a list beside which an item opens.
    pub const fn is_list(self) -> bool {
        matches!(self, Self::Inbox | Self::Cases | Self::Archive | Self::Bin)
    }

    /// Its path.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Inbox => "/",
            Self::Cases => "/cases",
            Self::Archive => "/archive",
            Self::Bin => "/bin",
            Self::People => "/people",
            Self::Contact => "/contact",
            Self::Connections => "/connections",
            Self::Connect => "/connect",
            Self::Settings => "/settings",
            Self::Help => "/help",
        }
    }
}

/// Where the resident is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The view.
    pub view: View,
    /// The item that is open beside its list.
    pub item: Option<RecordKey>,
    /// Whose matters are shown; none for everybody's.
    pub party: Option<PartyId>,
}

impl Place {
    /// The inbox with everybody's items and none open: where the resident begins.
    pub const INBOX: Self = Self { view: View::Inbox, item: None, party: None };

    /// The place of a path and of the value of `party` in the query. `None` when nothing is there.
    pub fn parse(path: &str, party: Option<&str>) -> Option<Self> {
        let mut steps = path.split('/').filter(|step| !step.is_empty());
        let view = match steps.next() {
            None | Some("item" | "index.html") => View::Inbox,
            Some("cases") => View::Cases,
            Some("archive") => View::Archive,
            Some("bin") => View::Bin,
            Some("people") => View::People,
            Some("contact") => View::Contact,
            Some("connections") => View::Connections,
            Some("connect") => View::Connect,
            Some("settings") => View::Settings,
            Some("help") => View::Help,
            Some(_) => return None,
        };
        let item = match (steps.next(), steps.next(), steps.next(), steps.next()) {
            (None, ..) => None,
            (Some(source), Some(kind), Some(id), None) if view.is_list() => Some(RecordKey {
                source: SourceId::new(decode(source)?),
                kind: RecordKind::from_name(kind)?,
                id: RemoteId::new(decode(id)?),
            }),
            _ => return None,
        };
        let party = party.filter(|party| !party.is_empty()).and_then(decode).map(PartyId::new);
        Some(Self { view, item, party })
    }

    /// The address of this place.
    pub fn href(&self) -> String {
        let mut href = match &self.item {
            None => self.view.path().to_owned(),
            Some(RecordKey { source, kind, id }) => {
                let base = if self.view == View::Inbox || !self.view.is_list() { "/item" } else { self.view.path() };
                format!("{base}/{}/{}/{}", encode(source.as_str()), kind.name(), encode(id.as_str()))
            }
        };
        if let Some(party) = &self.party {
            href.push_str("?party=");
            href.push_str(&encode(party.as_str()));
        }
        href
    }

    /// The same list with this item open.
    #[must_use]
    pub fn opening(&self, item: &RecordKey) -> Self {
        Self { item: Some(item.clone()), ..self.clone() }
    }

    /// The same list with no item open.
    #[must_use]
    pub fn closed(&self) -> Self {
        Self { item: None, ..self.clone() }
    }

    /// Another view with the same filter.
    #[must_use]
    pub fn at(&self, view: View) -> Self {
        Self { view, item: None, party: self.party.clone() }
    }
}

/// Writes an id into an address. Ids are opaque and may hold slashes, dots or percent signs, which browsers and routers
/// rewrite; so everything but letters, digits, `-` and `_` becomes `~` and two hexadecimal digits a byte.
pub fn encode(id: &str) -> String {
    use std::fmt::Write as _;

    id.bytes().fold(String::with_capacity(id.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "~{byte:02x}");
        }
        out
    })
}

/// Reads an id back from an address; `None` if [`encode`] did not write it.
pub fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'~' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok().filter(|id| !id.is_empty())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn key(id: &str) -> RecordKey {
        RecordKey { source: SourceId::new("haikkala"), kind: RecordKind::Decision, id: RemoteId::new(id) }
    }

    #[test]
    fn every_place_finds_its_way_back() {
        for view in View::ALL {
            let place = Place { view, item: None, party: Some(PartyId::new("party 2/é")) };
            let (path, query) = place.href().split_once("?party=").map(|(p, q)| (p.to_owned(), q.to_owned())).unwrap();
            assert_eq!(Place::parse(&path, Some(&query)), Some(place));
        }
        for id in ["1482/2026", "..", "%2F", "ä~b", "urn:uuid:1"] {
            for view in [View::Inbox, View::Cases, View::Archive, View::Bin] {
                let place = Place { view, item: Some(key(id)), party: None };
                assert_eq!(Place::parse(&place.href(), None), Some(place), "{id}");
            }
        }
    }

    #[test]
    fn what_is_not_there_is_no_place() {
        for path in ["/nowhere", "/item/a", "/item/a/decision/b/c", "/item/a/spell/b", "/people/a/case/b"] {
            assert_eq!(Place::parse(path, None), None, "{path}");
        }
    }
}
