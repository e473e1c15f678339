//! Addresses: which view, which item, whose matters. The address is the only place where a selection is kept.

use chrono::NaiveDate;
use domain::{
    case::CaseStatus,
    consent::DataRight,
    id::{PartyId, PartyRef, RecordKey, RecordKind, RemoteId, SourceId},
    mark::LabelId,
    outgoing::OutgoingId,
};
use protocol::{data_use::LookupFilter, letters::LetterTo, search::SearchFilter};

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
    /// Who uses whose data.
    Uses,
    /// One use of data, whole. Reached from the uses.
    Use,
    /// Who has looked at whose data. Reached from the uses.
    Lookups,
    /// The people the resident acts for.
    People,
    /// How to reach each public body.
    Contact,
    /// What the resident writes and wrote.
    Letters,
    /// Writing a letter. Reached from what is answered, and from the letters.
    Write,
    /// What is due, by day.
    Calendar,
    /// Where faults can be reported, and what was reported.
    Reports,
    /// Reporting a fault. Reached from the reports.
    Reporting,
    /// The connected services.
    Connections,
    /// Connecting one more. Reached from the connected ones.
    Connect,
    /// Settings.
    Settings,
    /// Taking everything out, and in. Reached from the settings.
    TakingOut,
    /// How the app is used, and how accessible it is.
    Help,
    /// What words of administration mean. Reached from the help, and from texts that say such a word.
    Glossary,
}

impl View {
    /// Every view of the navigation, in the order of the navigation.
    pub const ALL: [Self; 11] = [
        Self::Inbox,
        Self::Cases,
        Self::Uses,
        Self::People,
        Self::Contact,
        Self::Letters,
        Self::Calendar,
        Self::Reports,
        Self::Connections,
        Self::Settings,
        Self::Help,
    ];

    /// The view of the navigation under which it stands.
    #[must_use]
    pub const fn heading(self) -> Self {
        match self {
            Self::Archive | Self::Bin => Self::Cases,
            Self::Use | Self::Lookups => Self::Uses,
            Self::Connect => Self::Connections,
            Self::Write => Self::Letters,
            Self::Reporting => Self::Reports,
            Self::TakingOut => Self::Settings,
            Self::Glossary => Self::Help,
            other => other,
        }
    }

    /// Whether it is a list beside which an item opens.
    pub const fn is_list(self) -> bool {
        matches!(self, Self::Inbox | Self::Cases | Self::Archive | Self::Bin)
    }

    /// Whether it shows one party's matters or everybody's.
    pub const fn is_by_party(self) -> bool {
        self.is_list() || matches!(self, Self::Uses | Self::Lookups)
    }

    /// Its path.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Inbox => "/",
            Self::Cases => "/cases",
            Self::Archive => "/archive",
            Self::Bin => "/bin",
            Self::Uses | Self::Use => "/use",
            Self::Lookups => "/use/lookups",
            Self::People => "/people",
            Self::Contact => "/contact",
            Self::Letters => "/letters",
            Self::Write => "/write",
            Self::Calendar => "/calendar",
            Self::Reports | Self::Reporting => "/report",
            Self::Connections => "/connections",
            Self::Connect => "/connect",
            Self::Settings => "/settings",
            Self::TakingOut => "/take-out",
            Self::Help => "/help",
            Self::Glossary => "/glossary",
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
    /// What is looked for, in the inbox.
    pub search: Looking,
    /// Which lookups are shown, where they are the view; whose they are stands in [`Place::party`].
    pub lookups: LookupFilter,
    /// What is written, where that is the view.
    pub writing: Option<Writing>,
    /// How far the resident is with it, where a fault is reported.
    pub step: Step,
}

/// A step of reporting a fault.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// What is broken.
    #[default]
    What,
    /// Where it is.
    Where,
    /// Whether it is reported already.
    Nearby,
    /// What else is to be told.
    Details,
    /// Everything once more.
    Check,
}

impl Step {
    /// Every step, in the order in which they are taken.
    pub const ALL: [Self; 5] = [Self::What, Self::Where, Self::Nearby, Self::Details, Self::Check];

    /// Its name in addresses.
    const fn name(self) -> &'static str {
        match self {
            Self::What => "what",
            Self::Where => "where",
            Self::Nearby => "nearby",
            Self::Details => "details",
            Self::Check => "check",
        }
    }

    /// The step of a name.
    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }
}

/// What is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Writing {
    /// A letter to somebody, or in answer to something.
    To(LetterTo),
    /// A draft that there is, or a letter that is taken back to be written on.
    Draft(OutgoingId),
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Looking {
    /// The words.
    pub text: String,
    /// What the items are; whose they are stands in [`Place::party`].
    pub filter: SearchFilter,
}

impl Looking {
    /// Nothing.
    pub const NOTHING: Self = Self {
        text: String::new(),
        filter: SearchFilter {
            party: None,
            source: None,
            kind: None,
            status: None,
            needs_you: false,
            due_from: None,
            due_to: None,
            with_documents: false,
            from: None,
            to: None,
            archived: false,
            label: None,
        },
    };

    /// Whether nothing is looked for.
    pub fn is_nothing(&self) -> bool {
        *self == Self::NOTHING
    }

    /// Whether it narrows by more than how items are filed.
    pub fn looks_for_words(&self) -> bool {
        !self.text.is_empty() || self.filter.narrows()
    }

    /// The same archive or label, with nothing looked for in it.
    #[must_use]
    pub fn filed(&self) -> Self {
        let SearchFilter { archived, label, .. } = self.filter;
        Self { filter: SearchFilter { archived, label, ..Self::NOTHING.filter }, ..Self::NOTHING }
    }

    /// Of the values in an address. What cannot be read is left out.
    fn parse(value: impl Fn(&str) -> Option<String>) -> Self {
        let day = |name| value(name).and_then(|day| day.parse::<NaiveDate>().ok());
        let id = |name| value(name).as_deref().and_then(decode);
        let set = |name| value(name).is_some_and(|value| value == "1");
        let status = |name: String| STATUSES.iter().find(|(_, called)| *called == name).map(|(status, _)| *status);
        Self {
            text: id("find").unwrap_or_default(),
            filter: SearchFilter {
                party: None,
                source: id("source").map(SourceId::new),
                kind: value("kind").as_deref().and_then(RecordKind::from_name).filter(|kind| kind.is_item()),
                status: value("status").and_then(status),
                needs_you: set("needs-you"),
                due_from: day("due-from"),
                due_to: day("due-to"),
                with_documents: set("documents"),
                from: day("from"),
                to: day("to"),
                archived: set("archive"),
                label: value("label").and_then(|number| number.parse().ok()).map(LabelId),
            },
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        let SearchFilter {
            party: _,
            source,
            kind,
            status,
            needs_you,
            due_from,
            due_to,
            with_documents,
            from,
            to,
            archived,
            label,
        } = &self.filter;
        let day = |day: &Option<NaiveDate>| day.map(|day| day.to_string());
        let set = |set: bool| set.then(|| "1".to_owned());
        let status = status.and_then(|status| STATUSES.iter().find(|(one, _)| *one == status));
        let values = [
            ("find", Some(encode(&self.text)).filter(|text| !text.is_empty())),
            ("source", source.as_ref().map(|source| encode(source.as_str()))),
            ("kind", kind.map(|kind| kind.name().to_owned())),
            ("status", status.map(|(_, name)| (*name).to_owned())),
            ("needs-you", set(*needs_you)),
            ("due-from", day(due_from)),
            ("due-to", day(due_to)),
            ("documents", set(*with_documents)),
            ("from", day(from)),
            ("to", day(to)),
            ("archive", set(*archived)),
            ("label", label.map(|label| label.0.to_string())),
        ];
        values.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

/// The states of a case that can be looked for, by their names in addresses.
pub const STATUSES: [(CaseStatus, &str); 9] = [
    (CaseStatus::Draft, "draft"),
    (CaseStatus::NeedsYou, "needs-you"),
    (CaseStatus::Sent, "sent"),
    (CaseStatus::Received, "received"),
    (CaseStatus::InProgress, "in-progress"),
    (CaseStatus::Waiting, "waiting"),
    (CaseStatus::Decided, "decided"),
    (CaseStatus::Closed, "closed"),
    (CaseStatus::Withdrawn, "withdrawn"),
];

impl Place {
    /// The inbox with everybody's items and none open: where the resident begins.
    pub const INBOX: Self = Self {
        view: View::Inbox,
        item: None,
        party: None,
        search: Looking::NOTHING,
        lookups: ALL_LOOKUPS,
        writing: None,
        step: Step::What,
    };

    /// The place of a path and of the values in the query. `None` when nothing is there.
    pub fn parse(path: &str, value: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let mut steps = path.split('/').filter(|step| !step.is_empty());
        let view = match steps.next() {
            None | Some("item" | "index.html") => View::Inbox,
            Some("cases") => View::Cases,
            Some("archive") => View::Archive,
            Some("bin") => View::Bin,
            Some("use") => return Self::of_uses(&steps.collect::<Vec<_>>(), value),
            Some("people") => View::People,
            Some("contact") => View::Contact,
            Some("letters") => View::Letters,
            Some("write") => return Writing::parse(steps).map(Self::writing),
            Some("calendar") => View::Calendar,
            Some("report") => return Self::of_reports(&steps.collect::<Vec<_>>(), value),
            Some("connections") => View::Connections,
            Some("connect") => View::Connect,
            Some("settings") => View::Settings,
            Some("take-out") => View::TakingOut,
            Some("help") => View::Help,
            Some("glossary") => View::Glossary,
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
        let party = value("party").as_deref().and_then(decode).map(PartyId::new);
        let search = if view == View::Inbox { Looking::parse(value) } else { Looking::NOTHING };
        Some(Self { view, item, party, search, ..Self::INBOX })
    }

    /// The pages of the use of data.
    fn of_uses(steps: &[&str], value: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let (view, item) = match steps {
            [] => (View::Uses, None),
            ["lookups"] => (View::Lookups, None),
            [source, id] => (
                View::Use,
                Some(RecordKey {
                    source: SourceId::new(decode(source)?),
                    kind: RecordKind::DataUse,
                    id: RemoteId::new(decode(id)?),
                }),
            ),
            _ => return None,
        };
        let party = value("party").as_deref().and_then(decode).map(PartyId::new);
        let lookups = if view == View::Lookups { read_lookups(value) } else { ALL_LOOKUPS };
        Some(Self { view, item, party, lookups, ..Self::INBOX })
    }

    /// The pages of fault reports.
    fn of_reports(steps: &[&str], value: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let writing = match steps {
            [] => {
                let party = value("party").as_deref().and_then(decode).map(PartyId::new);
                return Some(Self { view: View::Reports, party, ..Self::INBOX });
            }
            ["new", source] => Writing::To(LetterTo::Report(SourceId::new(decode(source)?))),
            ["draft", id] => Writing::Draft(OutgoingId::known(decode(id)?)),
            _ => return None,
        };
        let step = value("step").as_deref().and_then(Step::from_name).unwrap_or_default();
        Some(Self::reporting(writing).stepping(step))
    }

    /// The address of this place.
    pub fn href(&self) -> String {
        if let Some(writing) = self.writing.as_ref().filter(|_| self.view == View::Reporting) {
            let step = if self.step == Step::What { String::new() } else { format!("?step={}", self.step.name()) };
            return format!("{}{step}", writing.report_href());
        }
        if let Some(writing) = self.writing.as_ref().filter(|_| self.view == View::Write) {
            return writing.href();
        }
        let mut href = match &self.item {
            None => self.view.path().to_owned(),
            Some(RecordKey { source, id, .. }) if self.view == View::Use => {
                format!("/use/{}/{}", encode(source.as_str()), encode(id.as_str()))
            }
            Some(RecordKey { source, kind, id }) => {
                let base = if self.view == View::Inbox || !self.view.is_list() { "/item" } else { self.view.path() };
                format!("{base}/{}/{}/{}", encode(source.as_str()), kind.name(), encode(id.as_str()))
            }
        };
        let party = self.party.as_ref().map(|party| ("party", encode(party.as_str())));
        let lookups = if self.view == View::Lookups { lookup_values(&self.lookups) } else { Vec::new() };
        for (place, (name, value)) in party.into_iter().chain(self.search.values()).chain(lookups).enumerate() {
            href.push(if place == 0 { '?' } else { '&' });
            href.push_str(name);
            href.push('=');
            href.push_str(&value);
        }
        href
    }

    /// The same list with this item open.
    #[must_use]
    pub fn opening(&self, item: &RecordKey) -> Self {
        let view = if self.view.is_list() { self.view } else { View::Inbox };
        Self { view, item: Some(item.clone()), lookups: ALL_LOOKUPS, ..self.clone() }
    }

    /// The page of a use of data.
    #[must_use]
    pub fn using(&self, data_use: &RecordKey) -> Self {
        Self { item: Some(data_use.clone()), ..self.at(View::Use) }
    }

    /// These lookups.
    #[must_use]
    pub fn looked_up(&self, lookups: LookupFilter) -> Self {
        Self { lookups, ..self.at(View::Lookups) }
    }

    /// The same list with no item open.
    #[must_use]
    pub fn closed(&self) -> Self {
        Self { item: None, ..self.clone() }
    }

    /// Where this is written.
    pub fn writing(writing: Writing) -> Self {
        Self { view: View::Write, writing: Some(writing), ..Self::INBOX }
    }

    /// Where this fault report is made.
    pub fn reporting(writing: Writing) -> Self {
        Self { view: View::Reporting, writing: Some(writing), ..Self::INBOX }
    }

    /// Another step of the same report.
    #[must_use]
    pub fn stepping(&self, step: Step) -> Self {
        Self { step, ..self.clone() }
    }

    /// Another view of the same party's matters.
    #[must_use]
    pub fn at(&self, view: View) -> Self {
        Self { view, party: self.party.clone(), ..Self::INBOX }
    }

    /// The same with something else looked for.
    #[must_use]
    pub fn looking(&self, search: Looking) -> Self {
        Self { search, ..self.clone() }
    }
}

/// Every lookup.
pub const ALL_LOOKUPS: LookupFilter = LookupFilter {
    party: None,
    source: None,
    data_use: None,
    consent: None,
    from: None,
    to: None,
    flagged: false,
    new: false,
    text: String::new(),
};

/// Which lookups an address means. What cannot be read is left out.
fn read_lookups(value: impl Fn(&str) -> Option<String>) -> LookupFilter {
    let day = |name| value(name).and_then(|day| day.parse::<NaiveDate>().ok());
    let id = |name| value(name).as_deref().and_then(decode);
    let set = |name| value(name).is_some_and(|value| value == "1");
    // A source and what it calls the record; neither has a dot once it is encoded.
    let key = |name, kind| {
        let written = value(name)?;
        let (source, id) = written.split_once('.')?;
        Some(RecordKey { source: SourceId::new(decode(source)?), kind, id: RemoteId::new(decode(id)?) })
    };
    LookupFilter {
        party: None,
        source: id("source").map(SourceId::new),
        data_use: key("use", RecordKind::DataUse),
        consent: key("consent", RecordKind::Consent),
        from: day("from"),
        to: day("to"),
        flagged: set("flagged"),
        new: set("new"),
        text: id("find").unwrap_or_default(),
    }
}

fn lookup_values(filter: &LookupFilter) -> Vec<(&'static str, String)> {
    let LookupFilter { party: _, source, data_use, consent, from, to, flagged, new, text } = filter;
    let key = |key: &Option<RecordKey>| {
        key.as_ref().map(|key| format!("{}.{}", encode(key.source.as_str()), encode(key.id.as_str())))
    };
    let set = |set: bool| set.then(|| "1".to_owned());
    let values = [
        ("find", Some(encode(text)).filter(|text| !text.is_empty())),
        ("source", source.as_ref().map(|source| encode(source.as_str()))),
        ("use", key(data_use)),
        ("consent", key(consent)),
        ("from", from.map(|day| day.to_string())),
        ("to", to.map(|day| day.to_string())),
        ("flagged", set(*flagged)),
        ("new", set(*new)),
    ];
    values.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

impl Writing {
    fn parse<'a>(mut steps: impl Iterator<Item = &'a str>) -> Option<Self> {
        let found = match (steps.next()?, steps.next(), steps.next(), steps.next()) {
            ("answer", Some(source), Some(kind), Some(id)) => Self::To(LetterTo::Answer(RecordKey {
                source: SourceId::new(decode(source)?),
                kind: RecordKind::from_name(kind)?,
                id: RemoteId::new(decode(id)?),
            })),
            ("new", Some(source), Some(party), None) => Self::To(LetterTo::New(PartyRef {
                source: SourceId::new(decode(source)?),
                key: RemoteId::new(decode(party)?),
            })),
            (
                way @ ("task" | "withdrawal" | "feedback" | "report-feedback" | "appeal"),
                Some(source),
                Some(id),
                None,
            ) => {
                let (source, id) = (SourceId::new(decode(source)?), RemoteId::new(decode(id)?));
                let case = |id| RecordKey { source: source.clone(), kind: RecordKind::Case, id };
                Self::To(match way {
                    "task" => LetterTo::Task(RecordKey { source, kind: RecordKind::Task, id }),
                    "feedback" => LetterTo::Feedback(case(id)),
                    "report-feedback" => LetterTo::Feedback(RecordKey { source, kind: RecordKind::ServiceRequest, id }),
                    "appeal" => LetterTo::Appeal(RecordKey { source, kind: RecordKind::Decision, id }),
                    _ => LetterTo::Withdrawal(case(id)),
                })
            }
            ("contact", Some(source), Some(party), None) => Self::To(LetterTo::Contact(PartyRef {
                source: SourceId::new(decode(source)?),
                key: RemoteId::new(decode(party)?),
            })),
            ("contact", Some(source), Some(kind), Some(id)) => Self::To(LetterTo::ContactAbout(RecordKey {
                source: SourceId::new(decode(source)?),
                kind: RecordKind::from_name(kind)?,
                id: RemoteId::new(decode(id)?),
            })),
            ("data", Some(source), Some(party), Some(right)) => {
                let party = PartyRef { source: SourceId::new(decode(source)?), key: RemoteId::new(decode(party)?) };
                let data_use = match steps.next() {
                    Some(id) => Some(RemoteId::new(decode(id)?)),
                    None => None,
                };
                Self::To(LetterTo::Data(party, DataRight::from_name(right)?, data_use))
            }
            ("draft", Some(id), None, None) => Self::Draft(OutgoingId::known(decode(id)?)),
            _ => return None,
        };
        steps.next().is_none().then_some(found)
    }

    fn href(&self) -> String {
        match self {
            Self::To(LetterTo::Answer(RecordKey { source, kind, id })) => {
                format!("/write/answer/{}/{}/{}", encode(source.as_str()), kind.name(), encode(id.as_str()))
            }
            Self::To(LetterTo::New(PartyRef { source, key })) => {
                format!("/write/new/{}/{}", encode(source.as_str()), encode(key.as_str()))
            }
            Self::To(LetterTo::Task(item)) => {
                format!("/write/task/{}/{}", encode(item.source.as_str()), encode(item.id.as_str()))
            }
            Self::To(LetterTo::Withdrawal(item)) => {
                format!("/write/withdrawal/{}/{}", encode(item.source.as_str()), encode(item.id.as_str()))
            }
            Self::To(LetterTo::Feedback(item)) => {
                let of_report = item.kind == RecordKind::ServiceRequest;
                let way = if of_report { "report-feedback" } else { "feedback" };
                format!("/write/{way}/{}/{}", encode(item.source.as_str()), encode(item.id.as_str()))
            }
            Self::To(LetterTo::Report(_)) => self.report_href(),
            Self::To(LetterTo::Appeal(item)) => {
                format!("/write/appeal/{}/{}", encode(item.source.as_str()), encode(item.id.as_str()))
            }
            Self::To(LetterTo::Contact(PartyRef { source, key })) => {
                format!("/write/contact/{}/{}", encode(source.as_str()), encode(key.as_str()))
            }
            Self::To(LetterTo::ContactAbout(RecordKey { source, kind, id })) => {
                format!("/write/contact/{}/{}/{}", encode(source.as_str()), kind.name(), encode(id.as_str()))
            }
            Self::To(LetterTo::Data(PartyRef { source, key }, right, data_use)) => {
                let (source, key) = (encode(source.as_str()), encode(key.as_str()));
                let data_use = data_use.as_ref().map(|id| format!("/{}", encode(id.as_str()))).unwrap_or_default();
                format!("/write/data/{source}/{key}/{}{data_use}", right.name())
            }
            Self::Draft(id) => format!("/write/draft/{}", encode(id.as_str())),
        }
    }
}

impl Writing {
    /// The address at which it is written as a fault report; that of the reports, of what is none.
    fn report_href(&self) -> String {
        match self {
            Self::To(LetterTo::Report(source)) => format!("/report/new/{}", encode(source.as_str())),
            Self::Draft(id) => format!("/report/draft/{}", encode(id.as_str())),
            Self::To(_) => View::Reports.path().to_owned(),
        }
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

    fn read(href: &str) -> Option<Place> {
        let (path, query) = href.split_once('?').unwrap_or((href, ""));
        let pairs = || query.split('&').filter_map(|pair| pair.split_once('='));
        Place::parse(path, |wanted| pairs().find(|(name, _)| *name == wanted).map(|(_, value)| value.to_owned()))
    }

    #[test]
    fn every_place_finds_its_way_back() {
        for view in View::ALL {
            let place = Place { view, party: Some(PartyId::new("party 2/é")), ..Place::INBOX };
            assert_eq!(read(&place.href()), Some(place));
        }
        for id in ["1482/2026", "..", "%2F", "ä~b", "urn:uuid:1"] {
            for view in [View::Inbox, View::Cases, View::Archive, View::Bin] {
                let place = Place { view, item: Some(key(id)), ..Place::INBOX };
                assert_eq!(read(&place.href()), Some(place), "{id}");
            }
        }
    }

    #[test]
    fn what_is_looked_for_stands_in_the_address() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day);
        let filter = SearchFilter {
            party: None,
            source: Some(SourceId::new("haikkala/1")),
            kind: Some(RecordKind::Decision),
            status: Some(CaseStatus::InProgress),
            needs_you: true,
            due_from: day(1),
            due_to: day(2),
            with_documents: true,
            from: day(3),
            to: day(4),
            archived: true,
            label: Some(LabelId(3)),
        };
        let search = Looking { text: "\"ei & ole\" päätös?".to_owned(), filter };
        let place = Place::INBOX.looking(search);
        assert_eq!(read(&place.href()), Some(place.clone()));
        let open = place.opening(&key("1"));
        assert_eq!(read(&open.href()), Some(open.clone()));
        assert_eq!(open.closed(), place, "back leads to what was found");
        assert!(place.at(View::Cases).search.is_nothing());
        assert!(read("/?from=soon&kind=party&status=x&needs-you=yes").unwrap().search.is_nothing());
    }

    #[test]
    fn what_is_written_stands_in_the_address() {
        let party = PartyRef { source: SourceId::new("haikkala/1"), key: RemoteId::new("p ä") };
        for writing in [
            Writing::To(LetterTo::Answer(key("1482/2026"))),
            Writing::To(LetterTo::New(party.clone())),
            Writing::To(LetterTo::Contact(party)),
            Writing::To(LetterTo::ContactAbout(key("1482/2026"))),
            Writing::To(LetterTo::Appeal(RecordKey { kind: RecordKind::Decision, ..key("d/3") })),
            Writing::To(LetterTo::Feedback(RecordKey { kind: RecordKind::Case, ..key("c/2") })),
            Writing::To(LetterTo::Feedback(RecordKey { kind: RecordKind::ServiceRequest, ..key("r/2") })),
            Writing::To(LetterTo::Task(RecordKey { kind: RecordKind::Task, ..key("t 1") })),
            Writing::To(LetterTo::Withdrawal(RecordKey { kind: RecordKind::Case, ..key("c/1") })),
            Writing::Draft(OutgoingId::of_random(7)),
        ] {
            let place = Place::writing(writing);
            assert_eq!(read(&place.href()), Some(place));
        }
        for data_use in [None, Some(RemoteId::new("use/1"))] {
            let party = PartyRef { source: SourceId::new("haikkala/1"), key: RemoteId::new("p ä") };
            let place = Place::writing(Writing::To(LetterTo::Data(party, DataRight::Erasure, data_use)));
            assert_eq!(read(&place.href()), Some(place));
        }
        for path in ["/write/data/a/b", "/write/data/a/b/seize", "/write/data/a/b/access/c/d"] {
            assert_eq!(read(path), None, "{path}");
        }
        for path in ["/write", "/write/answer/a/b", "/write/new/a", "/write/draft/a/b", "/write/answer/a/case/b/c"] {
            assert_eq!(read(path), None, "{path}");
        }
    }

    #[test]
    fn how_far_a_report_is_stands_in_the_address() {
        let to_city = Writing::To(LetterTo::Report(SourceId::new("haikkala/1")));
        for writing in [to_city.clone(), Writing::Draft(OutgoingId::of_random(7))] {
            for step in Step::ALL {
                let place = Place::reporting(writing.clone()).stepping(step);
                assert_eq!(read(&place.href()), Some(place));
            }
        }
        let begun = Place::reporting(to_city);
        assert_eq!(begun.href(), "/report/new/haikkala~2f1");
        assert_eq!(read("/report/new/haikkala~2f1?step=moon"), Some(begun), "an unknown step is the first");
        for path in ["/report/new", "/report/new/a/b", "/report/draft", "/report/old/a"] {
            assert_eq!(read(path), None, "{path}");
        }
    }

    #[test]
    fn which_lookups_are_shown_stands_in_the_address() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day);
        let filter = LookupFilter {
            party: None,
            source: Some(SourceId::new("kaarna/1")),
            data_use: Some(RecordKey { kind: RecordKind::DataUse, ..key("use.1/a") }),
            consent: Some(RecordKey { kind: RecordKind::Consent, ..key("c.1") }),
            from: day(1),
            to: day(2),
            flagged: true,
            new: true,
            text: "neuvola & ä?".to_owned(),
        };
        let aino = Place { party: Some(PartyId::new("aino")), ..Place::INBOX };
        let place = aino.looked_up(filter);
        assert_eq!(read(&place.href()), Some(place.clone()));
        assert_eq!(read("/use/lookups?from=soon&use=x&flagged=yes").unwrap().lookups, ALL_LOOKUPS);
        let data_use = RecordKey { kind: RecordKind::DataUse, ..key("use/1") };
        let place = place.using(&data_use);
        assert_eq!(read(&place.href()), Some(place.clone()), "with nothing left of the filter");
        assert_eq!(place.at(View::Uses).href(), "/use?party=aino");
        let consent = RecordKey { kind: RecordKind::Consent, ..key("c/1") };
        assert_eq!(place.opening(&consent).href(), "/item/haikkala/consent/c~2f1?party=aino");
    }

    #[test]
    fn what_is_not_there_is_no_place() {
        for path in [
            "/use/a",
            "/use/lookups/a/b",
            "/nowhere",
            "/item/a",
            "/item/a/decision/b/c",
            "/item/a/spell/b",
            "/people/a/case/b",
        ] {
            assert_eq!(read(path), None, "{path}");
        }
    }
}
