//! Finding items by words and by what they are, over all vaults.
//!
//! Each vault has a word index (`003_search.sql`) and a vocabulary of its own, kept in memory while the file is open. A
//! question is expanded over it (`domain::search`) and asked tier by tier (`expression.rs`) until the page is full; the pages
//! of the vaults are merged by tier and time. What an index of words cannot say, a phrase or a day, is looked up in the
//! records of those that fit otherwise.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::NaiveDate;
use domain::{
    case::CaseStatus,
    id::{PartyId, RecordKind, SourceId},
    mark::LabelId,
    record::Record,
    search::{Expansion, Question, Vocabulary, Word, kinds_called},
    text::Localized,
};
use rusqlite::Connection;

use crate::{
    database::Database,
    error::Result,
    expression::{self, Meaning, Tiers},
    reading::{InboxRow, listed_row},
    search_key::SearchKey,
    store::{OpenVault, Store},
    table::{headline::day_number, labelled, search},
    wording::{self, Part, has_phrase},
};

/// Most items whose texts are read for one page of one vault, and for a count.
const MOST_LOOKED_AT: usize = 2_000;
/// Items read from the index at a time.
const AT_A_TIME: usize = 128;
/// Items counted; more are "more than that".
const MOST_COUNTED: usize = 1_000;
/// Items indexed in one transaction, of those of an older version of the app.
const STEP: usize = 100;
/// Pages of the index merged at a time.
const MERGED: i64 = 200;

/// What is looked for, and of which items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchQuery {
    /// The words.
    pub question: Question,
    /// What the items are.
    pub filter: SearchFilter,
    /// After which item; `None`: from the top.
    pub after: Option<SearchKey>,
    /// At most how many items.
    pub limit: usize,
    /// The day on which the resident looks.
    pub today: NaiveDate,
}

/// What items must be, beside what they say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchFilter {
    /// Whose; `None`: everybody's.
    pub party: Option<PartyId>,
    /// Of one of these public bodies; none: of any.
    pub sources: Vec<SourceId>,
    /// One of these kinds; none: any.
    pub kinds: Vec<RecordKind>,
    /// In one of these states; none: any.
    pub statuses: Vec<CaseStatus>,
    /// Waits for the resident on the day.
    pub waits: bool,
    /// Due on this day or later.
    pub due_from: Option<NaiveDate>,
    /// Due on this day or earlier.
    pub due_to: Option<NaiveDate>,
    /// Has a document.
    pub with_files: bool,
    /// At this time or later, in milliseconds since 1970, to the minute.
    pub from: Option<i64>,
    /// Before this time, in milliseconds since 1970, to the minute.
    pub before: Option<i64>,
    /// In the archive of this device.
    pub archived: bool,
    /// With this label.
    pub label: Option<LabelId>,
}

impl SearchFilter {
    fn asks_day(&self) -> bool {
        self.waits || self.due_from.is_some() || self.due_to.is_some()
    }

    fn asks_marks(&self) -> bool {
        self.archived || self.label.is_some()
    }

    /// Places of the time asked for: after one and to another.
    fn places(&self) -> (i64, i64) {
        let last = self.from.map_or(i64::MAX, |from| search::last_place_of(from.saturating_neg()));
        let first = self.before.map_or(i64::MIN, |before| search::last_place_of(before.saturating_neg()));
        (first, last)
    }

    fn narrowed(&self) -> Vec<String> {
        let mut all = Vec::new();
        let mut one_of = |marks: Vec<String>| {
            if !marks.is_empty() {
                all.push(expression::narrow(&marks));
            }
        };
        one_of(self.sources.iter().map(wording::of_source).collect());
        one_of(self.kinds.iter().map(|kind| wording::of_kind(*kind)).collect());
        one_of(self.statuses.iter().map(|status| wording::of_status(*status).to_owned()).collect());
        one_of(if self.with_files { vec![wording::WITH_FILES.to_owned()] } else { vec![] });
        one_of(if self.waits { vec![wording::WAITS.to_owned()] } else { vec![] });
        let by_day = self.due_from.is_some() || self.due_to.is_some();
        one_of(if by_day { vec![wording::HAS_DAY.to_owned()] } else { vec![] });
        all
    }
}

/// A page of what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchPage {
    /// Its items, best first.
    pub items: Vec<Found>,
    /// Where the next page begins; `None`: this is the last.
    pub next: Option<SearchKey>,
    /// Whether every item is in the index by now.
    pub complete: bool,
}

/// An item that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// As lists show it.
    pub row: InboxRow,
    /// What it says, in plain words.
    pub texts: Vec<(Part, Localized)>,
    /// The words by which it was found, as they are written there, in small letters.
    pub words: Arc<BTreeSet<String>>,
}

/// How many were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// How many, at most a thousand.
    pub found: u32,
    /// Whether there are more.
    pub more: bool,
}

/// A vault as a question is asked of it.
struct Asked {
    party: PartyId,
    vault: Arc<Database>,
    tiers: Tiers,
    words: Arc<BTreeSet<String>>,
}

impl Store {
    /// A page of what fits, best first.
    pub fn search(&self, query: &SearchQuery) -> Result<SearchPage> {
        let asked = self.asked(query)?;
        let mut found = Vec::new();
        let mut complete = true;
        for asked in &asked {
            let places = self.ask(vec![(asked.party.clone(), Arc::clone(&asked.vault))], |party, vault| {
                vault.read(|vault| {
                    complete &= search::is_complete(vault)?;
                    places(vault, party, asked, query)
                })
            })?;
            found.extend(places.into_iter().flatten().map(|key| (key, asked)));
        }
        found.sort_by(|(one, _), (other, _)| one.cmp(other));
        let more = found.len() > query.limit;
        found.truncate(query.limit);
        let next = found.last().filter(|_| more).map(|(key, _)| key.clone());
        let mut items = Vec::with_capacity(found.len());
        for (key, asked) in found {
            let one = (asked.party.clone(), Arc::clone(&asked.vault));
            let read =
                self.ask(vec![one], |party, vault| vault.read(|vault| read(vault, party, &key, &asked.words)))?;
            items.extend(read.into_iter().flatten());
        }
        Ok(SearchPage { items, next, complete })
    }

    /// How many fit.
    pub fn count_found(&self, query: &SearchQuery) -> Result<Count> {
        let mut found = 0;
        for asked in self.asked(query)? {
            let wanted = MOST_COUNTED + 1 - found;
            let counted = self.ask(vec![(asked.party.clone(), Arc::clone(&asked.vault))], |_, vault| {
                vault.read(|vault| {
                    let Some(all) = &asked.tiers.all else { return Ok(0) };
                    let (first, last) = query.filter.places();
                    Ok(fitting(vault, all, (first, last), wanted, query)?.len())
                })
            })?;
            found += counted.into_iter().sum::<usize>();
            if found > MOST_COUNTED {
                break;
            }
        }
        let more = found > MOST_COUNTED;
        Ok(Count { found: u32::try_from(found.min(MOST_COUNTED)).unwrap_or(u32::MAX), more })
    }

    /// Indexes some of the items that an older version of the app stored. `true`: there are more.
    pub fn index_some(&self) -> Result<bool> {
        let _still = self.still();
        let more = self.ask(self.open_of(None)?, |_, vault| {
            if vault.read(search::is_complete)? {
                return Ok(false);
            }
            vault.write(|vault| {
                let todo = search::todo(vault, STEP)?;
                index(vault, &todo)?;
                todo.iter().try_for_each(|number| search::done(vault, *number))
            })?;
            vault.forget_words();
            Ok(!vault.read(search::is_complete)?)
        })?;
        Ok(more.contains(&true))
    }

    /// Takes words of what has gone out of the indexes for good, some at a time; `first` at the beginning. `true`: there is
    /// more to do.
    pub fn tidy_index(&self, first: bool) -> Result<bool> {
        let _still = self.still();
        let more = self.ask(self.open_of(None)?, |_, vault| {
            if !vault.read(search::is_untidy)? {
                return Ok(false);
            }
            let more = vault.write(|vault| search::merge(vault, first, MERGED))?;
            if !more {
                vault.forget_words();
            }
            Ok(more)
        })?;
        Ok(more.contains(&true))
    }

    /// The vaults to ask, and what the question means in each.
    fn asked(&self, query: &SearchQuery) -> Result<Vec<Asked>> {
        let vaults = self.open_of(query.filter.party.as_ref())?;
        let named = self.sources()?;
        let parties: BTreeMap<PartyId, String> =
            self.parties()?.into_iter().map(|row| (row.id, row.name.as_str().to_owned())).collect();
        let mut known: Vec<(OpenVault, Arc<Vocabulary>, Vec<Meaning>)> = Vec::new();
        for one in vaults {
            let vocabulary = self.ask(vec![one.clone()], |_, vault| vault.vocabulary())?;
            let Some(vocabulary) = vocabulary.into_iter().next() else { continue };
            let party = parties.get(&one.0).map(String::as_str).unwrap_or_default();
            let meaning = |word: &Word| Meaning {
                expansion: vocabulary.expand(word),
                sources: named
                    .iter()
                    .filter(|source| source.name.iter().any(|(_, name)| names(name.as_str(), word)))
                    .map(|source| source.id.clone())
                    .collect(),
                kinds: kinds_called(word),
                names_party: names(party, word),
            };
            let meanings = query.question.words.iter().map(meaning).collect();
            known.push((one, vocabulary, meanings));
        }
        for (place, word) in query.question.words.iter().enumerate() {
            let meanings = || known.iter().filter_map(|(.., meanings)| meanings.get(place));
            if !meanings().all(Meaning::is_empty) {
                continue;
            }
            for (_, vocabulary, meanings) in &mut known {
                if let Some(meaning) = meanings.get_mut(place) {
                    meaning.expansion = expression::corrected(word, vocabulary.correct(word));
                }
            }
            if known.iter().filter_map(|(.., meanings)| meanings.get(place)).all(Meaning::is_empty) {
                take_apart(&mut known, place, word);
            }
        }
        let hidden = self.hidden();
        let narrowed = query.filter.narrowed();
        let asked = known.into_iter().map(|((party, vault), _, meanings)| {
            let hidden: Vec<String> = hidden.get(&party).into_iter().flatten().map(wording::of_source).collect();
            let tiers = expression::tiers(&meanings, &query.question.phrases, &narrowed, &hidden);
            let words = meanings.iter().flat_map(Meaning::words).chain(query.question.phrases.iter().flatten());
            Asked { party, vault, tiers, words: Arc::new(words.cloned().collect()) }
        });
        Ok(asked.collect())
    }
}

/// A compound that stands nowhere may stand in its parts: both are looked for in its place, where one vault has both.
fn take_apart(known: &mut [(OpenVault, Arc<Vocabulary>, Vec<Meaning>)], place: usize, word: &Word) {
    for (first, second) in word.halves() {
        let halves: Vec<_> = known.iter().map(|(_, words, _)| (words.expand(&first), words.expand(&second))).collect();
        let fits = |(first, second): &(Expansion, Expansion)| {
            !(first.is_empty() || second.is_empty() || first.forms.is_empty() && second.forms.is_empty())
        };
        if !halves.iter().any(fits) {
            continue;
        }
        for ((.., meanings), (first, second)) in known.iter_mut().zip(halves) {
            if let Some(meaning) = meanings.get_mut(place) {
                meaning.expansion = first;
            }
            meanings.push(Meaning { expansion: second, ..Meaning::default() });
        }
        return;
    }
}

/// Whether one of the words of a name is a form of this one.
fn names(name: &str, word: &Word) -> bool {
    let words: Vocabulary = domain::search::written_words(name).map(|(_, word)| word).collect();
    !words.expand(word).forms.is_empty()
}

/// The places of a page in one vault, and one more if there are more.
fn places(vault: &Connection, party: &PartyId, asked: &Asked, query: &SearchQuery) -> Result<Vec<SearchKey>> {
    let (first, last) = query.filter.places();
    let mut found: Vec<SearchKey> = Vec::new();
    for (tier, expression) in (0_u8..).zip(&asked.tiers.each) {
        let first = match &query.after {
            Some(after) if tier < after.tier => continue,
            // In this vault the same place is past when its party stands at the end or before it.
            Some(after) if tier == after.tier => first.max(after.place - i64::from(*party > after.party)),
            _ => first,
        };
        let Some(expression) = expression else { continue };
        let wanted = query.limit + 1 - found.len();
        let places = fitting(vault, expression, (first, last), wanted, query)?;
        found.extend(places.into_iter().map(|place| SearchKey { tier, place, party: party.clone() }));
        if found.len() > query.limit {
            break;
        }
    }
    Ok(found)
}

/// Places that an expression finds and that fit in what it cannot say.
fn fitting(
    vault: &Connection,
    expression: &str,
    (mut first, last): (i64, i64),
    wanted: usize,
    query: &SearchQuery,
) -> Result<Vec<i64>> {
    let (filter, phrases) = (&query.filter, &query.question.phrases);
    if !filter.asks_day() && !filter.asks_marks() && phrases.is_empty() {
        return search::matching(vault, expression, first, last, wanted);
    }
    let mut found = Vec::new();
    let mut looked_at = 0;
    // Days and marks are looked up in no time; texts are read, and so not without end.
    let most = if phrases.is_empty() { usize::MAX } else { MOST_LOOKED_AT };
    while looked_at < most {
        let places = search::matching(vault, expression, first, last, AT_A_TIME)?;
        let Some(end) = places.last() else { break };
        (first, looked_at) = (*end, looked_at + places.len());
        for place in places {
            if let Some(number) = search::number(vault, place)?
                && fits_day(vault, number, filter, query.today)?
                && labelled::fits(vault, number, filter.archived, filter.label)?
                && fits_phrases(vault, number, phrases)?
            {
                found.push(place);
                if found.len() == wanted {
                    return Ok(found);
                }
            }
        }
    }
    Ok(found)
}

fn fits_day(vault: &Connection, number: i64, filter: &SearchFilter, today: NaiveDate) -> Result<bool> {
    if !filter.asks_day() {
        return Ok(true);
    }
    let Some((day, waits)) = search::need(vault, number)? else { return Ok(false) };
    let waits = waits == 1 || waits == 2 && day >= day_number(today);
    Ok((!filter.waits || waits)
        && filter.due_from.is_none_or(|from| day >= day_number(from))
        && filter.due_to.is_none_or(|to| day <= day_number(to)))
}

fn fits_phrases(vault: &Connection, number: i64, phrases: &[Vec<String>]) -> Result<bool> {
    if phrases.is_empty() {
        return Ok(true);
    }
    let Some((_, record)) = search::stored(vault, number)? else { return Ok(false) };
    let mut said: Vec<String> = texts(&record)
        .iter()
        .flat_map(|(_, text)| text.iter().map(|(_, text)| text.as_str().to_owned()).collect::<Vec<_>>())
        .collect();
    said.extend(search::files(vault, number)?);
    Ok(phrases.iter().all(|phrase| said.iter().any(|text| has_phrase(text, phrase))))
}

fn texts(record: &Record) -> Vec<(Part, Localized)> {
    let mut texts = Vec::new();
    wording::each(record, &mut |part, said| texts.push((part, said.words())));
    texts
}

fn read(vault: &Connection, party: &PartyId, key: &SearchKey, words: &Arc<BTreeSet<String>>) -> Result<Option<Found>> {
    let Some(number) = search::number(vault, key.place)? else { return Ok(None) };
    let Some((item, record)) = search::stored(vault, number)? else { return Ok(None) };
    let Some(row) = listed_row(vault, party, item, number)? else { return Ok(None) };
    let mut texts = texts(&record);
    let files = search::files(vault, number)?;
    texts.extend(files.into_iter().map(|text| (Part::Text, Localized::undetermined(text.as_str()))));
    Ok(Some(Found { row, texts, words: Arc::clone(words) }))
}

/// Indexes stored items anew.
pub(crate) fn index(vault: &Connection, numbers: &[i64]) -> Result<Vec<String>> {
    let mut entries = BTreeMap::new();
    for number in numbers {
        if let Some(entry) = search::entry(vault, *number)? {
            entries.insert(*number, entry);
        }
    }
    search::put_all(vault, entries)
}
