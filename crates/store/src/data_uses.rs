//! Uses of data, consents and lookups, over all vaults; and what lookups are held against as they are written.

use std::collections::BTreeMap;

use domain::{
    consent::{
        Consent,
        watch::{self, Flag},
    },
    data_use::DataUse,
    id::{PartyId, RecordKey, RecordKind, RemoteId, SourceId},
    lookup::{AccessLog, Lookup},
    record::Record,
    search::{fold, written_words},
    text::ServerText,
};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

pub use crate::table::lookup::{LookupFilter, Tally};
use crate::{
    error::Result,
    inbox_key::NotAKey,
    store::Store,
    table::{
        lookup::{self, LookupPlace},
        record,
    },
};

/// What lookups of one pass are held against: each use and each consent is read once.
#[derive(Default)]
pub(crate) struct Watch {
    uses: BTreeMap<RemoteId, Option<DataUse>>,
    consents: BTreeMap<RemoteId, Option<Consent>>,
}

impl Watch {
    /// Something of it was written anew.
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }

    /// What is wrong with a lookup, and the consent against which it was held.
    pub(crate) fn judge(
        &mut self,
        vault: &Connection,
        source: &SourceId,
        lookup: &Lookup,
    ) -> Result<(Option<Flag>, Option<RemoteId>)> {
        let data_use = match &lookup.data_use {
            Some(id) => known(&mut self.uses, vault, source, (RecordKind::DataUse, id), |record| match record {
                Record::DataUse(used) => Some(*used),
                _ => None,
            })?,
            None => None,
        };
        let named = lookup.consent.as_ref().or_else(|| data_use.and_then(|used| used.consent.as_ref()));
        let consent = match named {
            Some(id) => known(&mut self.consents, vault, source, (RecordKind::Consent, id), |record| match record {
                Record::Consent(consent) => Some(*consent),
                _ => None,
            })?,
            None => None,
        };
        Ok((watch::flag(lookup, data_use, consent), consent.map(|consent| consent.id.clone())))
    }
}

fn known<'a, T>(
    read: &'a mut BTreeMap<RemoteId, Option<T>>,
    vault: &Connection,
    source: &SourceId,
    (kind, id): (RecordKind, &RemoteId),
    take: fn(Record) -> Option<T>,
) -> Result<Option<&'a T>> {
    if !read.contains_key(id) {
        let found = record::find(vault, source, kind, id)?.filter(|found| !found.is_gone());
        let found = found.map(|found| found.record()).transpose()?.and_then(take);
        read.insert(id.clone(), found);
    }
    Ok(read.get(id).and_then(Option::as_ref))
}

/// What a lookup says, folded, each word after a blank.
pub(crate) fn words(lookup: &Lookup) -> String {
    let mut words = String::new();
    let mut say = |text: &str| {
        for (_, word) in written_words(text) {
            words.push(' ');
            words.push_str(&fold(&word));
        }
    };
    let receiver = &lookup.receiver;
    for text in [Some(&lookup.action), receiver.name.as_ref(), receiver.role.as_ref()].into_iter().flatten() {
        text.iter().for_each(|(_, text): (_, &ServerText)| say(text.as_str()));
    }
    for text in [&receiver.system, &lookup.source_system].into_iter().flatten() {
        say(text.as_str());
    }
    say(&receiver.code);
    words
}

/// A use, a consent or the reach of a log, with whose it is.
#[derive(Clone, Debug, PartialEq)]
pub struct OfData<T> {
    /// Whose.
    pub party: PartyId,
    /// The source that tells of it.
    pub source: SourceId,
    /// What it is.
    pub record: T,
}

/// A use with what is told of its lookups.
#[derive(Clone, Debug, PartialEq)]
pub struct UsedData {
    /// The use.
    pub of: OfData<DataUse>,
    /// How many lookups.
    pub tally: Tally,
    /// When the last of them was, in milliseconds since 1970.
    pub last: Option<i64>,
}

/// Everything about the use of data but the lookups themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DataUses {
    /// The uses.
    pub uses: Vec<UsedData>,
    /// The consents, permissions and prohibitions.
    pub consents: Vec<OfData<Consent>>,
    /// How far back lookups are told.
    pub logs: Vec<OfData<AccessLog>>,
    /// All lookups.
    pub all: Tally,
}

/// A lookup in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct LookupRow {
    /// Whose data.
    pub party: PartyId,
    /// The source that tells of it.
    pub source: SourceId,
    /// What it says.
    pub lookup: Lookup,
    /// What is wrong with it.
    pub flag: Option<Flag>,
    /// Whether it came since the resident last looked.
    pub is_new: bool,
}

/// Where a page of lookups ended. Opaque text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookupKey(i64, String, String);

impl LookupKey {
    fn of(place: &LookupPlace) -> Self {
        Self(place.newest, place.source.clone(), place.id.clone())
    }

    fn place(&self) -> LookupPlace {
        LookupPlace { newest: self.0, source: self.1.clone(), id: self.2.clone() }
    }
}

impl std::fmt::Display for LookupKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&hex::encode(serde_json::to_string(self).map_err(|_| std::fmt::Error)?))
    }
}

impl std::str::FromStr for LookupKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        serde_json::from_slice(&hex::decode(text).map_err(|_| NotAKey)?).map_err(|_| NotAKey)
    }
}

/// A page of lookups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LookupPage {
    /// The lookups, newest first.
    pub rows: Vec<LookupRow>,
    /// Where the next page begins; `None`: this is the last.
    pub next: Option<LookupKey>,
    /// How many there are in all.
    pub total: u32,
}

impl Store {
    /// Everything about the use of data, of one party or of all.
    pub fn data_uses(&self, party: Option<&PartyId>) -> Result<DataUses> {
        let found = self.ask(self.open_of(party)?, |party, vault| {
            let hides = |source: &str| self.hides(party, &SourceId::new(source));
            vault.read(|vault| {
                let mut all = DataUses::default();
                let mut tallies = BTreeMap::new();
                for (source, data_use, tally) in lookup::tallies(vault)?.into_iter().filter(|(of, ..)| !hides(of)) {
                    add(&mut all.all, tally);
                    tallies.insert((source, data_use), tally);
                }
                for (source, record) in record::of_data(vault)?.into_iter().filter(|(of, _)| !hides(of)) {
                    let (party, of) = (party.clone(), SourceId::new(source.clone()));
                    match record {
                        Record::DataUse(used) => {
                            let tally = tallies.get(&(source.clone(), used.id.to_string())).copied();
                            let last = match tally {
                                Some(_) => lookup::last(vault, &source, used.id.as_str())?,
                                None => None,
                            };
                            let of = OfData { party, source: of, record: *used };
                            all.uses.push(UsedData { of, tally: tally.unwrap_or_default(), last });
                        }
                        Record::Consent(record) => {
                            all.consents.push(OfData { party, source: of, record: *record });
                        }
                        Record::AccessLog(record) => all.logs.push(OfData { party, source: of, record }),
                        _ => {}
                    }
                }
                Ok(all)
            })
        })?;
        Ok(found.into_iter().fold(DataUses::default(), |mut all, of| {
            add(&mut all.all, of.all);
            all.uses.extend(of.uses);
            all.consents.extend(of.consents);
            all.logs.extend(of.logs);
            all
        }))
    }

    /// A page of the lookups of such a sort, of one party or of all, newest first.
    pub fn lookups(
        &self,
        party: Option<&PartyId>,
        filter: &LookupFilter,
        after: Option<&LookupKey>,
        limit: usize,
    ) -> Result<LookupPage> {
        let after = after.map(LookupKey::place);
        let found = self.ask(self.open_of(party)?, |party, vault| {
            vault.read(|vault| {
                let hidden = self.hidden();
                let hidden = hidden.get(party);
                let seen = |source: &str| hidden.is_none_or(|all| !all.iter().any(|one| one.as_str() == source));
                // Those of a source whose right is over are passed over: whole pages of them, if need be.
                let (mut rows, mut last) = (Vec::new(), after.clone());
                while rows.len() <= limit {
                    let page = lookup::page(vault, filter, last.as_ref(), limit.saturating_add(1))?;
                    let is_all = page.len() <= limit;
                    last = page.last().map(|row| row.place.clone());
                    rows.extend(page.into_iter().filter(|row| seen(&row.place.source)));
                    if is_all {
                        break;
                    }
                }
                let total = if hidden.is_none() {
                    lookup::count(vault, filter)?
                } else {
                    let all = lookup::page(vault, filter, None, usize::MAX)?;
                    u32::try_from(all.iter().filter(|row| seen(&row.place.source)).count()).unwrap_or(u32::MAX)
                };
                Ok((party.clone(), rows, total))
            })
        })?;
        let total = found.iter().map(|(.., total)| total).sum();
        let mut rows: Vec<_> = found
            .into_iter()
            .flat_map(|(party, rows, _)| rows.into_iter().map(move |row| (party.clone(), row)))
            .collect();
        rows.sort_by(|(_, a), (_, b)| a.place.cmp(&b.place));
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|(_, row)| LookupKey::of(&row.place));
        let rows = rows.into_iter().filter_map(|(party, row)| listed(party, row).transpose());
        Ok(LookupPage { rows: rows.collect::<Result<_>>()?, next, total })
    }

    /// The resident has looked: what lookups there are is new no longer. Whether anything was.
    pub fn set_lookups_seen(&self) -> Result<bool> {
        let found = self.ask(self.open_of(None)?, |_, vault| vault.write(|vault| lookup::set_seen(vault)))?;
        Ok(found.contains(&true))
    }

    /// Whether a source has signed receipts of consents that are here.
    pub fn has_consent_receipts(&self, source: &SourceId) -> Result<bool> {
        let found = self.ask(self.open_of(None)?, |_, vault| {
            vault.read(|vault| {
                let all = record::of_data(vault)?;
                Ok(all.iter().any(|(of, record)| {
                    let is_signed = matches!(record, Record::Consent(consent) if !consent.receipts.is_empty());
                    *of == source.as_str() && is_signed
                }))
            })
        })?;
        Ok(found.contains(&true))
    }

    /// The consent that stands in the place of this one.
    pub fn replacing_consent(&self, consent: &RecordKey) -> Result<Option<RecordKey>> {
        let found = self.ask(self.visible(&consent.source)?, |_, vault| {
            vault.read(|vault| record::replacing_consent(vault, &consent.source, &consent.id))
        })?;
        let id = found.into_iter().flatten().next();
        Ok(id.map(|id| RecordKey { id, ..consent.clone() }))
    }
}

fn add(all: &mut Tally, more: Tally) {
    all.lookups += more.lookups;
    all.new += more.new;
    all.flagged += more.flagged;
}

fn listed(party: PartyId, row: lookup::Row) -> Result<Option<LookupRow>> {
    let Record::Lookup(found) = serde_json::from_str(&row.payload)? else { return Ok(None) };
    let source = SourceId::new(row.place.source);
    Ok(Some(LookupRow { party, source, lookup: *found, flag: row.flag, is_new: row.is_new }))
}

/// What is looked for in lookups, as their words are kept: for [`LookupFilter::words`].
pub fn folded_words(text: &str) -> Vec<String> {
    written_words(text).map(|(_, word)| fold(&word).into_owned()).collect()
}
