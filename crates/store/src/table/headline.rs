//! What the inbox shows of each record, and in which order.
//!
//! Whether an item waits for the resident may depend on the day: an offer waits until its last day is over. So the row
//! keeps the part that does not change (`waits`) and the day, and a group is read as one or two **streams**, each in
//! the order of an index of its own:
//!
//! * needs you: duties; offers from today on
//! * new, rest: what never waits; offers whose day is past
//!
//! `reading.rs` merges streams and vaults. `indexed by` makes a stream whose index no longer fits fail in tests
//! instead of scanning in the field.

use chrono::{Datelike, NaiveDate};
use domain::{
    case::{Case, Depth, Folder},
    change::TombstoneReason,
    id::{RecordKey, RemoteId, SourceId},
    inbox::{Group, Headline},
    need::Need,
    record::Record,
};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    error::Result,
    inbox_key::Place,
    table::record::{kind, reason},
};

/// The day of what has none: after all days.
pub(crate) const NO_DAY: i64 = 9_999_999;

/// A day as the table keeps it.
pub(crate) fn day_number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

/// What the table remembers beyond what the record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Memory {
    /// The negated sort key of the version before.
    pub(crate) newest: i64,
    pub(crate) unopened: bool,
    pub(crate) shown: bool,
}

/// What was there before, with the case it belonged to.
pub(crate) fn memory(vault: &Connection, number: i64) -> Result<Option<(Memory, Option<RemoteId>)>> {
    Ok(vault
        .prepare_cached("select newest, unopened, shown, case_id from headline where number = ?1")?
        .query_row([number], |row| {
            let memory = Memory { newest: row.get(0)?, unopened: row.get(1)?, shown: row.get(2)? };
            Ok((memory, row.get::<_, Option<String>>(3)?.map(RemoteId::new)))
        })
        .optional()?)
}

pub(crate) fn put(
    vault: &Connection,
    number: i64,
    source: &SourceId,
    record: &Record,
    headline: &Headline,
    memory: Memory,
) -> Result<()> {
    let waits = match headline.need {
        Need::Required { .. } => 1,
        Need::Appeal { last_day: Some(_), .. } | Need::Optional { last_day: Some(_) } => 2,
        Need::Unstated | Need::Nothing | Need::Appeal { .. } | Need::Optional { .. } => 0,
    };
    let (matter, alone) = match record {
        Record::Case(case) => (matter_of(folder_of(case)), case.coverage.depth == Depth::Outgrown),
        Record::ServiceRequest(_) => (matter_of(Folder::Inbox), false),
        _ => (0, false),
    };
    vault
        .prepare_cached(
            "insert into headline (number, source, kind, id, case_id, newest, day, waits, unopened, new, shown,
                                   matter, headline, alone)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
                 on conflict (number) do update
                set case_id  = excluded.case_id,
                    newest   = excluded.newest,
                    day      = excluded.day,
                    waits    = excluded.waits,
                    unopened = excluded.unopened,
                    new      = excluded.new,
                    shown    = excluded.shown,
                    matter   = excluded.matter,
                    gone     = null,
                    headline = excluded.headline,
                    alone    = excluded.alone",
        )?
        .execute(params![
            number,
            source.as_str(),
            record.kind().name(),
            record.id().as_str(),
            record.case().map(RemoteId::as_str),
            memory.newest,
            headline.need.day().map_or(NO_DAY, day_number),
            waits,
            memory.unopened,
            memory.unopened && headline.can_be_new,
            memory.shown,
            matter,
            serde_json::to_string(headline)?,
            alone
        ])?;
    Ok(())
}

pub(crate) fn remove(vault: &Connection, number: i64) -> Result<()> {
    vault.prepare_cached("delete from headline where number = ?1")?.execute([number])?;
    Ok(())
}

pub(crate) fn set_gone(vault: &Connection, number: i64, reason: TombstoneReason) -> Result<()> {
    vault.prepare_cached("update headline set gone = ?2 where number = ?1")?.execute(params![number, reason.name()])?;
    Ok(())
}

pub(crate) fn set_opened(vault: &Connection, number: i64) -> Result<()> {
    vault
        .prepare_cached("update headline set unopened = 0, new = 0 where number = ?1 and unopened = 1")?
        .execute([number])?;
    Ok(())
}

/// Where a case has been put.
fn folder_of(case: &Case) -> Folder {
    case.filing.as_ref().map(|filing| filing.folder).unwrap_or_default()
}

/// How the table tells the folder of a matter.
const fn matter_of(folder: Folder) -> i64 {
    match folder {
        Folder::Inbox => 1,
        Folder::Archive => 2,
        Folder::Bin => 3,
    }
}

/// A case speaks for itself only while nothing in it does, or nothing that is as new; and nothing of a case that was put
/// away is shown. Called for every case that something came to or left.
pub(crate) fn settle_case(vault: &Connection, source: &SourceId, case: &RemoteId) -> Result<()> {
    let (put_away, alone, items, concealed) = vault
        .prepare_cached(
            "select coalesce(max(matter) > 1, 0),
                    coalesce(max(alone), 0),
                    count(*) filter (where kind <> 'case'),
                    count(*) filter (where kind <> 'case' and shown = 0)
               from headline indexed by headline_case
              where source  = ?1
                and case_id = ?2",
        )?
        .query_row([source.as_str(), case.as_str()], |row| {
            Ok((row.get::<_, bool>(0)?, row.get::<_, bool>(1)?, row.get::<_, i64>(2)?, row.get::<_, i64>(3)?))
        })?;
    let speaks = !put_away && (alone || items == 0);
    vault
        .prepare_cached(
            "update headline
                set shown = ?3
              where source  = ?1
                and case_id = ?2
                and kind    = 'case'
                and shown  <> ?3",
        )?
        .execute(params![source.as_str(), case.as_str(), speaks])?;
    if concealed != if put_away { items } else { 0 } {
        vault
            .prepare_cached(
                "update headline
                    set shown = ?3
                  where source  = ?1
                    and case_id = ?2
                    and kind   <> 'case'
                    and shown  <> ?3",
            )?
            .execute(params![source.as_str(), case.as_str(), !put_away])?;
    }
    Ok(())
}

/// A row of a list.
pub(crate) struct Line {
    pub(crate) headline: Headline,
    pub(crate) new: bool,
    pub(crate) gone: Option<TombstoneReason>,
}

pub(crate) fn line(vault: &Connection, number: i64) -> Result<Option<Line>> {
    let mut statement = vault.prepare_cached("select headline, new, gone from headline where number = ?1")?;
    let mut rows = statement.query([number])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(Line {
        headline: serde_json::from_str(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?,
        new: row.get(1)?,
        gone: reason(row.get::<_, Option<String>>(2)?.as_deref())?,
    }))
}

pub(crate) fn is_new(vault: &Connection, number: i64) -> Result<bool> {
    Ok(vault
        .prepare_cached("select new from headline where number = ?1")?
        .query_row([number], |row| row.get(0))
        .optional()?
        .unwrap_or_default())
}

/// Whether lists show it: a case that something in it speaks for is not.
pub(crate) fn is_shown(vault: &Connection, number: i64) -> Result<bool> {
    Ok(vault.prepare_cached("select 1 from headline where number = ?1 and shown = 1")?.exists([number])?)
}

/// One stream of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stream {
    /// Duties, by day.
    Duties,
    /// Offers from today on, by day.
    Offers,
    /// What never waits and is new, by time.
    New,
    /// Offers whose day is past and that are new, by time.
    NewPast,
    /// What never waits and is not new, by time.
    Rest,
    /// Offers whose day is past and that are not new, by time.
    RestPast,
    /// Cases and fault reports, by time.
    Matters,
    /// Cases in the archive, by time.
    Archive,
    /// Cases in the bin, by time.
    Bin,
}

impl Stream {
    /// The streams of a group.
    pub(crate) const fn of(group: Group) -> &'static [Self] {
        match group {
            Group::NeedsYou => &[Self::Duties, Self::Offers],
            Group::New => &[Self::New, Self::NewPast],
            Group::Rest => &[Self::Rest, Self::RestPast],
        }
    }

    /// The stream of the cases in a folder.
    pub(crate) const fn in_folder(folder: Folder) -> Self {
        match folder {
            Folder::Inbox => Self::Matters,
            Folder::Archive => Self::Archive,
            Folder::Bin => Self::Bin,
        }
    }

    /// The query for the places after (day ?1, newest ?2, source ?3, kind ?4, id ?5) on day ?6, at most ?7. Streams by
    /// time return day 0 and leave ?1 unread.
    pub(crate) const fn after(self) -> &'static str {
        match self {
            Self::Duties => {
                "select day, newest, source, kind, id, number
                   from headline indexed by headline_duty
                  where shown = 1
                    and waits = 1
                    and (day, newest, source, kind, id) > (?1, ?2, ?3, ?4, ?5)
                  order by day, newest, source, kind, id
                  limit ?7"
            }
            Self::Offers => {
                "select day, newest, source, kind, id, number
                   from headline indexed by headline_offer
                  where shown = 1
                    and waits = 2
                    and (day, newest, source, kind, id) > (?1, ?2, ?3, ?4, ?5)
                  order by day, newest, source, kind, id
                  limit ?7"
            }
            Self::New => {
                "select 0, newest, source, kind, id, number
                   from headline indexed by headline_new
                  where shown = 1
                    and waits = 0
                    and new   = 1
                    and (newest, source, kind, id) > (?2, ?3, ?4, ?5)
                  order by newest, source, kind, id
                  limit ?7"
            }
            Self::NewPast => {
                "select 0, newest, source, kind, id, number
                   from headline indexed by headline_offer_new
                  where shown = 1
                    and waits = 2
                    and new   = 1
                    and (newest, source, kind, id) > (?2, ?3, ?4, ?5)
                    and day < ?6
                  order by newest, source, kind, id
                  limit ?7"
            }
            Self::Rest => {
                "select 0, newest, source, kind, id, number
                   from headline indexed by headline_rest
                  where shown = 1
                    and waits = 0
                    and new   = 0
                    and (newest, source, kind, id) > (?2, ?3, ?4, ?5)
                  order by newest, source, kind, id
                  limit ?7"
            }
            Self::RestPast => {
                "select 0, newest, source, kind, id, number
                   from headline indexed by headline_offer_rest
                  where shown = 1
                    and waits = 2
                    and new   = 0
                    and (newest, source, kind, id) > (?2, ?3, ?4, ?5)
                    and day < ?6
                  order by newest, source, kind, id
                  limit ?7"
            }
            Self::Matters => {
                "select 0, newest, source, kind, id, number
                   from headline indexed by headline_matter
                  where matter = 1
                    and (newest, source, kind, id) > (?2, ?3, ?4, ?5)
                  order by newest, source, kind, id
                  limit ?7"
            }
            Self::Archive => {
                "select 0, newest, source, kind, id, number
                   from headline indexed by headline_archive
                  where matter = 2
                    and (newest, source, kind, id) > (?2, ?3, ?4, ?5)
                  order by newest, source, kind, id
                  limit ?7"
            }
            Self::Bin => {
                "select 0, newest, source, kind, id, number
                   from headline indexed by headline_bin
                  where matter = 3
                    and (newest, source, kind, id) > (?2, ?3, ?4, ?5)
                  order by newest, source, kind, id
                  limit ?7"
            }
        }
    }

    /// The query for how many there are, on day ?1 where it depends on the day.
    pub(crate) const fn count(self) -> &'static str {
        match self {
            Self::Duties => {
                "select count(*)
                   from headline indexed by headline_duty
                  where shown = 1
                    and waits = 1"
            }
            Self::Offers => {
                "select count(*)
                   from headline indexed by headline_offer
                  where shown = 1
                    and waits = 2
                    and day  >= ?1"
            }
            Self::New => {
                "select count(*)
                   from headline indexed by headline_new
                  where shown = 1
                    and waits = 0
                    and new   = 1"
            }
            Self::NewPast => {
                "select count(*)
                   from headline indexed by headline_offer_new
                  where shown = 1
                    and waits = 2
                    and new   = 1
                    and day   < ?1"
            }
            Self::Rest => {
                "select count(*)
                   from headline indexed by headline_rest
                  where shown = 1
                    and waits = 0
                    and new   = 0"
            }
            Self::RestPast => {
                "select count(*)
                   from headline indexed by headline_offer_rest
                  where shown = 1
                    and waits = 2
                    and new   = 0
                    and day   < ?1"
            }
            Self::Matters => {
                "select count(*)
                   from headline indexed by headline_matter
                  where matter = 1"
            }
            Self::Archive => {
                "select count(*)
                   from headline indexed by headline_archive
                  where matter = 2"
            }
            Self::Bin => {
                "select count(*)
                   from headline indexed by headline_bin
                  where matter = 3"
            }
        }
    }
}

/// The next places of a stream, each with the number of its row.
pub(crate) fn places(
    vault: &Connection,
    stream: Stream,
    after: Option<&Place>,
    today: i64,
    limit: usize,
) -> Result<Vec<(Place, i64)>> {
    // Offers begin at today, so that those of years past are not walked through.
    let start = if stream == Stream::Offers { Place { day: today, ..Place::START } } else { Place::START };
    let after = after.map_or(&start, |after| after.max(&start));
    let mut statement = vault.prepare_cached(stream.after())?;
    let mut rows = statement.query(params![
        after.day,
        after.newest,
        after.source,
        after.kind,
        after.id,
        today,
        i64::try_from(limit).unwrap_or(i64::MAX)
    ])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let place =
            Place { day: row.get(0)?, newest: row.get(1)?, source: row.get(2)?, kind: row.get(3)?, id: row.get(4)? };
        found.push((place, row.get(5)?));
    }
    Ok(found)
}

pub(crate) fn count(vault: &Connection, stream: Stream, today: i64) -> Result<u32> {
    let mut statement = vault.prepare_cached(stream.count())?;
    let day: &[i64] = if statement.parameter_count() == 0 { &[] } else { &[today] };
    Ok(statement.query_row(rusqlite::params_from_iter(day), |row| row.get(0))?)
}

/// Everything in a case but the case itself, newest first.
pub(crate) fn in_case(vault: &Connection, source: &SourceId, case: &RemoteId) -> Result<Vec<(Place, i64)>> {
    let mut statement = vault.prepare_cached(
        "select newest, kind, id, number
           from headline indexed by headline_case
          where source  = ?1
            and case_id = ?2
            and kind   <> 'case'
          order by newest, kind, id",
    )?;
    let mut rows = statement.query([source.as_str(), case.as_str()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let place = Place {
            day: 0,
            newest: row.get(0)?,
            source: source.as_str().to_owned(),
            kind: row.get(1)?,
            id: row.get(2)?,
        };
        found.push((place, row.get(3)?));
    }
    Ok(found)
}

/// The record at a place.
pub(crate) fn key(place: &Place) -> Result<RecordKey> {
    Ok(RecordKey {
        source: SourceId::new(place.source.clone()),
        kind: kind(&place.kind)?,
        id: RemoteId::new(place.id.clone()),
    })
}
