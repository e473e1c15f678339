//! Lookups: what lists and counts need of them.

use domain::{
    consent::watch::Flag,
    id::{RemoteId, SourceId},
    lookup::Lookup,
};
use rusqlite::{Connection, OptionalExtension, params, params_from_iter, types::Value};

use crate::error::{Result, StoreError};

/// The place of a lookup in lists: newest first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LookupPlace {
    pub(crate) newest: i64,
    pub(crate) source: String,
    pub(crate) id: String,
}

/// What is noted of a lookup beside what it says itself.
pub(crate) struct Noted {
    pub(crate) flag: Option<Flag>,
    pub(crate) is_new: bool,
}

/// A row of a list.
pub(crate) struct Row {
    pub(crate) place: LookupPlace,
    pub(crate) payload: String,
    pub(crate) flag: Option<Flag>,
    pub(crate) is_new: bool,
}

/// How many lookups a use has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All that are told.
    pub lookups: u32,
    /// Those that came since the resident last looked.
    pub new: u32,
    /// Those with which something is wrong.
    pub flagged: u32,
}

/// Which lookups of a vault are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LookupFilter {
    /// Told by this source.
    pub source: Option<SourceId>,
    /// Of this use of that source.
    pub data_use: Option<RemoteId>,
    /// Held against this consent of that source.
    pub consent: Option<RemoteId>,
    /// At this time or later, in milliseconds since 1970.
    pub from: Option<i64>,
    /// Before this time, in milliseconds since 1970.
    pub before: Option<i64>,
    /// Only those with which something is wrong.
    pub flagged: bool,
    /// Only those that came since the resident last looked.
    pub new: bool,
    /// Each must begin a word of what it says. Folded.
    pub words: Vec<String>,
}

/// What is noted of it already.
pub(crate) fn noted(vault: &Connection, record: i64) -> Result<Option<Noted>> {
    let found = vault
        .prepare_cached("select flag, new from lookup where record = ?1")?
        .query_row([record], |row| Ok((row.get::<_, Option<String>>(0)?, row.get(1)?)))
        .optional()?;
    found.map(|(name, is_new)| Ok(Noted { flag: flag(name.as_deref())?, is_new })).transpose()
}

pub(crate) fn put(
    vault: &Connection,
    record: i64,
    source: &SourceId,
    lookup: &Lookup,
    (consent, words): (Option<&RemoteId>, &str),
    noted: &Noted,
) -> Result<()> {
    // Its tally follows by triggers, which know rows that come and go.
    vault.prepare_cached("delete from lookup where record = ?1")?.execute([record])?;
    vault
        .prepare_cached(
            "insert into lookup (record, source, id, newest, data_use, consent, flag, new, words)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            record,
            source.as_str(),
            lookup.id.as_str(),
            -lookup.at.sort_key(),
            lookup.data_use.as_ref().map_or("", RemoteId::as_str),
            consent.map_or("", RemoteId::as_str),
            noted.flag.map(Flag::name),
            noted.is_new,
            words,
        ])?;
    Ok(())
}

/// What is found wrong with a lookup from now on, and against which consent it was held.
pub(crate) fn set_flag(vault: &Connection, record: i64, consent: Option<&RemoteId>, found: Option<Flag>) -> Result<()> {
    vault.prepare_cached("update lookup set flag = ?2, consent = ?3 where record = ?1")?.execute(params![
        record,
        found.map(Flag::name),
        consent.map_or("", RemoteId::as_str)
    ])?;
    Ok(())
}

/// Those that may have to be held against what has changed: of a use, or resting on a consent.
pub(crate) fn concerned(
    vault: &Connection,
    source: &SourceId,
    data_use: Option<&RemoteId>,
    consent: Option<&RemoteId>,
) -> Result<Vec<(i64, String)>> {
    let mut statement = vault.prepare_cached(
        "select record.number, record.payload
           from record
          where record.number in (
                    select record from lookup where source = ?1 and data_use = ?2 and data_use <> ''
                     union
                    select record from lookup where source = ?1 and consent = ?3 and consent <> '')",
    )?;
    let of = |id: Option<&RemoteId>| id.map_or(String::new(), ToString::to_string);
    let rows = statement
        .query_map(params![source.as_str(), of(data_use), of(consent)], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.map(|row| Ok(row?)).collect()
}

/// The resident has looked. Whether anything was new.
pub(crate) fn set_seen(vault: &Connection) -> Result<bool> {
    Ok(vault.prepare_cached("update lookup set new = 0 where new = 1")?.execute([])? > 0)
}

/// How many lookups each use has: by source and use, which is empty where the source names none.
pub(crate) fn tallies(vault: &Connection) -> Result<Vec<(String, String, Tally)>> {
    let mut statement = vault.prepare_cached("select source, data_use, lookups, new, flagged from lookup_tally")?;
    let rows = statement.query_map([], |row| {
        Ok((row.get(0)?, row.get(1)?, Tally { lookups: row.get(2)?, new: row.get(3)?, flagged: row.get(4)? }))
    })?;
    rows.map(|row| Ok(row?)).collect()
}

/// When a use was last looked up, in milliseconds since 1970.
pub(crate) fn last(vault: &Connection, source: &str, data_use: &str) -> Result<Option<i64>> {
    let newest: Option<i64> = vault
        .prepare_cached("select min(newest) from lookup where source = ?1 and data_use = ?2")?
        .query_row([source, data_use], |row| row.get(0))?;
    Ok(newest.map(|newest| -newest))
}

/// The next lookups of such a sort after a place, newest first.
pub(crate) fn page(
    vault: &Connection,
    filter: &LookupFilter,
    after: Option<&LookupPlace>,
    limit: usize,
) -> Result<Vec<Row>> {
    let (wanted, mut arguments) = wanted(filter);
    let mut sql = format!(
        "select lookup.newest, lookup.source, lookup.id, record.payload, lookup.flag, lookup.new
           from lookup
           join record on record.number = lookup.record
          where {wanted}"
    );
    if let Some(after) = after {
        sql.push_str(" and (lookup.newest, lookup.source, lookup.id) > (?, ?, ?)");
        arguments.extend([after.newest.into(), after.source.clone().into(), after.id.clone().into()]);
    }
    sql.push_str(" order by lookup.newest, lookup.source, lookup.id limit ?");
    arguments.push(i64::try_from(limit).unwrap_or(i64::MAX).into());
    let mut statement = vault.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(arguments))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Row {
            place: LookupPlace { newest: row.get(0)?, source: row.get(1)?, id: row.get(2)? },
            payload: row.get(3)?,
            flag: flag(row.get::<_, Option<String>>(4)?.as_deref())?,
            is_new: row.get(5)?,
        });
    }
    Ok(found)
}

/// How many there are of such a sort.
pub(crate) fn count(vault: &Connection, filter: &LookupFilter) -> Result<u32> {
    let (wanted, arguments) = wanted(filter);
    let mut statement = vault.prepare_cached(&format!("select count(*) from lookup where {wanted}"))?;
    Ok(statement.query_row(params_from_iter(arguments), |row| row.get(0))?)
}

fn wanted(filter: &LookupFilter) -> (String, Vec<Value>) {
    let mut wanted = vec!["1".to_owned()];
    let mut arguments: Vec<Value> = Vec::new();
    let mut only = |condition: &str, argument: Value| {
        wanted.push(condition.to_owned());
        arguments.push(argument);
    };
    if let Some(source) = &filter.source {
        only("lookup.source = ?", source.as_str().to_owned().into());
    }
    if let Some(data_use) = &filter.data_use {
        only("lookup.data_use = ?", data_use.as_str().to_owned().into());
    }
    if let Some(consent) = &filter.consent {
        only("lookup.consent = ?", consent.as_str().to_owned().into());
    }
    if let Some(from) = filter.from {
        only("lookup.newest <= ?", from.saturating_neg().into());
    }
    if let Some(before) = filter.before {
        only("lookup.newest > ?", before.saturating_neg().into());
    }
    for word in &filter.words {
        only("instr(lookup.words, ?) > 0", format!(" {word}").into());
    }
    if filter.flagged {
        wanted.push("lookup.flag is not null".to_owned());
    }
    if filter.new {
        wanted.push("lookup.new = 1".to_owned());
    }
    (wanted.join(" and "), arguments)
}

fn flag(name: Option<&str>) -> Result<Option<Flag>> {
    name.map(|name| Flag::from_name(name).ok_or_else(|| StoreError::unknown_name("flag"))).transpose()
}
