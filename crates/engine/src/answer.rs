//! From what the store has to what the interface shows: language picked, times made local, sources and people named.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, SecondsFormat, TimeZone as _, Utc};
use chrono_tz::Europe::Helsinki;
use domain::{
    document::Document,
    id::{PartyId, PartyRef, RecordKey, SourceId},
    link::HttpsLink,
    mark::{LabelId, Marks},
    party::Relation,
    text::{BodyFormat, Language, Localized, ServerText},
    time::Moment,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use protocol::{
    ErrorView,
    marks::{LabelView, MarksView},
    prose::Prose,
    view::{DocumentView, HeadlineView, LinkView, PartyView, Text, When},
};
use store::{InboxRow, PartyRow, SourceRow, StoreError};
use url::Url;

use crate::{Engine, markdown, marks, reminders::wall_when};

/// What is left as it is in a part of a document's path (RFC 3986 unreserved).
const PATH_PART: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Everything that is needed to name people and sources in one answer.
pub(crate) struct Names {
    pub language: Language,
    sources: BTreeMap<SourceId, SourceRow>,
    parties: BTreeMap<PartyId, PartyView>,
    labels: BTreeMap<LabelId, String>,
    order: Vec<PartyId>,
    refs: BTreeMap<PartyRef, PartyId>,
    /// Tasks of which the answer is on its way.
    answered: BTreeSet<RecordKey>,
}

impl Engine {
    /// Reads the names that an answer needs.
    pub(crate) async fn names(&self) -> Result<Names, ErrorView> {
        let language = self.language();
        let (sources, parties, labels, answered) = self
            .in_store(|store| {
                let (labels, answered) = (marks::labels(store)?, store.answered()?);
                Ok::<_, StoreError>((store.sources()?, store.parties()?, labels, answered))
            })
            .await?;
        let order = parties.iter().map(|row| row.id.clone()).collect();
        let refs = parties.iter().flat_map(|row| row.refs.iter().map(|name| (name.clone(), row.id.clone()))).collect();
        Ok(Names {
            language,
            sources: sources.into_iter().map(|row| (row.id.clone(), row)).collect(),
            parties: parties.into_iter().map(|row| (row.id.clone(), party_view(row))).collect(),
            labels: labels.into_iter().map(|label| (label.id, label.name)).collect(),
            order,
            refs,
            answered: answered.into_iter().collect(),
        })
    }
}

impl Names {
    /// The text in the best language there is.
    pub fn text(&self, text: &Localized) -> Text {
        let Some((tag, picked)) = text.pick(self.language) else { return Text::default() };
        let foreign = tag != Localized::UNDETERMINED && Language::from_tag(tag) != Some(self.language);
        Text { value: picked.to_string(), lang: foreign.then(|| tag.to_owned()) }
    }

    /// As [`Names::text`], on one line.
    pub fn line(&self, text: &Localized) -> Text {
        let Text { value, lang } = self.text(text);
        Text { value: ServerText::new(&value).single_line().to_string(), lang }
    }

    /// A long text as the interface shows it.
    pub fn prose(&self, text: &Localized, format: BodyFormat) -> Prose {
        let text = self.text(text);
        match format {
            BodyFormat::Plain => Prose::Plain(text),
            BodyFormat::Markdown => Prose::Marked { blocks: markdown::read(&text.value), lang: text.lang },
        }
    }

    pub fn maybe_prose(&self, text: Option<&Localized>, format: BodyFormat) -> Option<Prose> {
        text.filter(|text| !text.is_empty()).map(|text| self.prose(text, format))
    }

    pub fn maybe(&self, text: Option<&Localized>) -> Option<Text> {
        text.filter(|text| !text.is_empty()).map(|text| self.text(text))
    }

    pub fn maybe_line(&self, text: Option<&Localized>) -> Option<Text> {
        text.filter(|text| !text.is_empty()).map(|text| self.line(text))
    }

    /// The public body's name.
    pub fn sender(&self, source: &SourceId) -> Text {
        self.sources.get(source).map_or_else(|| self.line(&Engine::working_name(source)), |row| self.line(&row.name))
    }

    /// The party's name. A party the store has just let go of is nameless for a moment.
    pub fn whose(&self, party: &PartyId) -> PartyView {
        self.parties.get(party).cloned().unwrap_or_else(|| PartyView {
            id: party.clone(),
            name: String::new(),
            relation: Relation::Myself,
            sources: Vec::new(),
            protected: false,
            former: Vec::new(),
        })
    }

    /// The connected services.
    pub fn sources(&self) -> impl Iterator<Item = &SourceRow> {
        self.sources.values().filter(|row| row.archived_at.is_none())
    }

    /// The services of which there are only records out of an archive.
    pub fn archived_sources(&self) -> impl Iterator<Item = &SourceRow> {
        self.sources.values().filter(|row| row.archived_at.is_some())
    }

    /// A service, connected or not.
    pub fn source(&self, id: &SourceId) -> Option<&SourceRow> {
        self.sources.get(id)
    }

    /// The people and organisations, the resident first.
    pub fn parties(&self) -> Vec<PartyView> {
        self.order.iter().map(|party| self.whose(party)).collect()
    }

    /// Who a source means by this name.
    pub fn party_of(&self, name: &PartyRef) -> Option<PartyId> {
        self.refs.get(name).cloned()
    }

    /// How sources name the party.
    pub fn refs(&self, party: &PartyId) -> Vec<PartyRef> {
        self.refs.iter().filter(|(_, id)| *id == party).map(|(name, _)| name.clone()).collect()
    }

    /// One row of a list.
    pub fn headline(&self, row: &InboxRow) -> HeadlineView {
        HeadlineView {
            title: self.line(&row.headline.title),
            sender: self.sender(&row.key.source),
            unit: self.maybe_line(row.headline.unit.as_ref()),
            whose: self.whose(&row.party),
            when: when(row.headline.at),
            is_new: row.is_new,
            need: row.headline.need,
            answered: self.answered.contains(&row.key),
            status: row.headline.status,
            marks: self.marks(&row.marks),
            mismatch: row.mismatch,
            found: None,
            item: row.key.clone(),
        }
    }

    /// How an item is filed. A label that has just been removed has no name any more.
    pub fn marks(&self, marks: &Marks) -> MarksView {
        let named = |id: &LabelId| Some(LabelView { id: *id, name: self.labels.get(id)?.clone() });
        let mut labels: Vec<_> = marks.labels.iter().filter_map(named).collect();
        labels.sort_by_key(|label| label.name.to_lowercase());
        let snoozed = marks.snoozed.map(wall_when);
        let Marks { shelf, pinned, muted, settled, .. } = *marks;
        MarksView { shelf, pinned, muted, settled, labels, snoozed }
    }

    /// The address of a document that lies with others than its source.
    fn elsewhere(&self, item: &RecordKey, document: &Document) -> Option<LinkView> {
        let address = HttpsLink::new(document.href.as_deref()?).ok()?;
        let base = Url::parse(&self.sources.get(&item.source)?.base_url).ok()?;
        (Url::parse(address.as_str()).ok()?.origin() != base.origin()).then(|| link(&address))
    }

    /// A file of an item.
    pub fn document(&self, item: &RecordKey, document: &Document, on_device: bool, now: DateTime<Utc>) -> DocumentView {
        let expires_at = document.expires_at.filter(|_| !on_device);
        DocumentView {
            id: document.id.to_string(),
            name: self.line(&document.name),
            media_type: document.media_type.clone(),
            size: document.size,
            on_device,
            waits: false,
            expires: expires_at.map(when),
            expired: expires_at.is_some_and(|at| begins(at) <= now),
            elsewhere: self.elsewhere(item, document).filter(|_| !on_device),
            path: document_path(item, document.id.as_str()),
        }
    }
}

fn party_view(row: PartyRow) -> PartyView {
    let mut sources: Vec<_> = row.refs.into_iter().map(|reference| reference.source).collect();
    sources.dedup();
    PartyView {
        id: row.id,
        name: row.name.single_line().to_string(),
        relation: row.relation,
        sources,
        protected: row.protected,
        former: row.former,
    }
}

/// When a time begins where the public body is.
pub(crate) fn begins(moment: Moment) -> DateTime<Utc> {
    let local = match moment {
        Moment::Instant(instant) => return instant,
        Moment::Local(local) => local,
        Moment::Day(day) => day.and_time(chrono::NaiveTime::MIN),
    };
    Helsinki.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |local| local.to_utc())
}

/// A time as it is lived in Finland.
pub(crate) fn when(moment: Moment) -> When {
    match moment {
        Moment::Instant(instant) => instant_when(instant),
        Moment::Local(local) => {
            When { date: local.date(), time: Some(local.time()), iso: local.format("%Y-%m-%dT%H:%M:%S").to_string() }
        }
        Moment::Day(day) => When { date: day, time: None, iso: day.to_string() },
    }
}

/// An instant as it is lived in Finland.
pub(crate) fn instant_when(instant: DateTime<Utc>) -> When {
    let local = instant.with_timezone(&Helsinki);
    When { date: local.date_naive(), time: Some(local.time()), iso: local.to_rfc3339_opts(SecondsFormat::Secs, false) }
}

/// A link with its host. A host in other letters than the usual ones is shown as its registry writes it (`xn--…`), so that
/// it cannot look like another.
pub(crate) fn link(link: &HttpsLink) -> LinkView {
    let parsed = Url::parse(link.as_str()).ok();
    let host = parsed.as_ref().and_then(Url::host_str).unwrap_or_else(|| link.host());
    LinkView { address: link.as_str().to_owned(), host: host.to_owned() }
}

/// The path of a document in the shell's document scheme: source, kind, item and document, each percent-encoded.
pub(crate) fn document_path(item: &RecordKey, document: &str) -> String {
    [item.source.as_str(), item.kind.name(), item.id.as_str(), document]
        .map(|part| utf8_percent_encode(part, PATH_PART).to_string())
        .join("/")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn midnight_in_london_is_already_tomorrow_in_helsinki() {
        let seen = when(Moment::parse("2026-11-17T22:30:00Z").unwrap());
        assert_eq!(seen.date.to_string(), "2026-11-18");
        assert_eq!(seen.iso, "2026-11-18T00:30:00+02:00");
    }

    #[test]
    fn a_host_that_looks_like_another_does_not_look_so_here() {
        let host = |address: &str| link(&HttpsLink::new(address).unwrap()).host;
        assert_eq!(host("https://haikkala.example:8443/asia"), "haikkala.example");
        assert_eq!(host("https://h\u{0430}ikkala.example/"), "xn--hikkala-2fg.example");
    }

    #[test]
    fn a_day_stays_a_day() {
        let seen = when(Moment::parse("2026-11-17").unwrap());
        assert_eq!((seen.time, seen.iso.as_str()), (None, "2026-11-17"));
    }

    #[test]
    fn a_time_without_a_zone_is_that_of_the_public_body() {
        for (text, wanted) in [
            ("2026-12-01", "2026-11-30T22:00:00Z"),
            ("2026-06-01T16:00:00", "2026-06-01T13:00:00Z"),
            ("2026-12-01T16:00:00+02:00", "2026-12-01T14:00:00Z"),
        ] {
            let wanted: DateTime<Utc> = wanted.parse().unwrap();
            assert_eq!(begins(Moment::parse(text).unwrap()), wanted, "{text}");
        }
    }
}
