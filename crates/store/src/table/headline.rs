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
    pub(crate) new: bool,
    /// 0: in no list, 1: in its group, 2: pinned.
    pub(crate) shown: i64,
    /// 0: in the lists, 1: in the archive by itself, 2: with its case.
    pub(crate) filed: i64,
    pub(crate) pinned: bool,
    /// The day of its need.
    pub(crate) day: i64,
    /// Whether it waits: 0: no, 1: always, 2: to the end of its day.
    pub(crate) waits: i64,
}

impl Memory {
    /// What is remembered of an item that was not there.
    pub(crate) const fn fresh(newest: i64, unopened: bool, archived: bool, pinned: bool) -> Self {
        let shown = if archived { 0 } else { 1 + pinned as i64 };
        let filed = archived as i64;
        Self { newest, unopened, new: unopened, shown, filed, pinned, day: NO_DAY, waits: 0 }
    }

    /// Whether it waited on this day.
    pub(crate) const fn waited_on(&self, today: i64) -> bool {
        self.waits == 1 || self.waits == 2 && self.day >= today
    }
}

/// What was there before, with the case it belonged to.
pub(crate) fn memory(vault: &Connection, number: i64) -> Result<Option<(Memory, Option<RemoteId>)>> {
    Ok(vault
        .prepare_cached(
            "select newest, unopened, new, shown, filed, pinned, day, waits, case_id
               from headline
              where number = ?1",
        )?
        .query_row([number], |row| {
            let memory = Memory {
                newest: row.get(0)?,
                unopened: row.get(1)?,
                new: row.get(2)?,
                shown: row.get(3)?,
                filed: row.get(4)?,
                pinned: row.get(5)?,
                day: row.get(6)?,
                waits: row.get(7)?,
            };
            Ok((memory, row.get::<_, Option<String>>(8)?.map(RemoteId::new)))
        })
        .optional()?)
}

/// Whether what asks this waits: 0: no, 1: always, 2: to the end of its day.
const fn waits_of(need: Need) -> i64 {
    match need {
        Need::Required { .. } => 1,
        Need::Appeal { last_day: Some(_), .. } | Need::Optional { last_day: Some(_) } | Need::Receive { .. } => 2,
        Need::Unstated | Need::Nothing | Need::Appeal { .. } | Need::Optional { .. } => 0,
    }
}

/// It waits as what it asks does, or for nobody, because it is put off.
pub(crate) fn set_waiting(vault: &Connection, number: i64, waiting: bool) -> Result<()> {
    let Some(line) = line(vault, number)? else { return Ok(()) };
    let waits = if waiting { waits_of(line.headline.need) } else { 0 };
    vault.prepare_cached("update headline set waits = ?2 where number = ?1")?.execute(params![number, waits])?;
    Ok(())
}

/// What waits until a day from `from` to `to`. A case that something in it speaks for is not among it, unless it is in the
/// archive.
pub(crate) fn due(vault: &Connection, from: i64, to: i64) -> Result<Vec<RecordKey>> {
    let mut statement = vault.prepare_cached(DUE)?;
    let mut rows = statement.query([from, to])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(RecordKey {
            source: SourceId::new(row.get::<_, String>(0)?),
            kind: kind(&row.get::<_, String>(1)?)?,
            id: RemoteId::new(row.get::<_, String>(2)?),
        });
    }
    Ok(found)
}

/// The query of [`due`].
pub(crate) const DUE: &str = "select source, kind, id
       from headline indexed by headline_due
      where waits > 0
        and day < 9999999
        and day between ?1 and ?2
        and (shown > 0 or filed > 0)";

pub(crate) fn put(
    vault: &Connection,
    number: i64,
    source: &SourceId,
    record: &Record,
    headline: &Headline,
    memory: Memory,
) -> Result<()> {
    let waits = waits_of(headline.need);
    let (matter, alone) = match record {
        Record::Case(case) => (matter_of(folder_of(case)), case.coverage.depth == Depth::Outgrown),
        Record::ServiceRequest(_) => (matter_of(Folder::Inbox), false),
        _ => (0, false),
    };
    vault
        .prepare_cached(
            "insert into headline (number, source, kind, id, case_id, newest, day, waits, unopened, new, shown,
                                   matter, headline, alone, filed, pinned)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
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
                    alone    = excluded.alone,
                    filed    = excluded.filed",
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
            memory.new && headline.can_be_new,
            memory.shown,
            matter,
            serde_json::to_string(headline)?,
            alone,
            memory.filed,
            memory.pinned
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

/// It is not new any more. Answers whether it was.
pub(crate) fn set_opened(vault: &Connection, number: i64) -> Result<bool> {
    let changed = vault
        .prepare_cached("update headline set unopened = 0, new = 0 where number = ?1 and unopened = 1")?
        .execute([number])?;
    Ok(changed > 0)
}

/// It is as new as this.
pub(crate) fn set_unopened(vault: &Connection, number: i64, unopened: bool, new: bool) -> Result<()> {
    vault
        .prepare_cached("update headline set unopened = ?2, new = ?3 where number = ?1")?
        .execute(params![number, unopened, new])?;
    Ok(())
}

/// It is in the archive or not, and pinned or not. What is in a case is shown as its case then says.
pub(crate) fn set_filed(vault: &Connection, number: i64, archived: bool, pinned: bool) -> Result<()> {
    let case = vault
        .prepare_cached(
            "update headline
                set filed  = ?2,
                    pinned = ?3,
                    shown  = case when ?2 then 0
                                  when shown > 0 or filed = 1 then 1 + ?3
                                  else 0 end
              where number = ?1
          returning source, case_id",
        )?
        .query_row(params![number, archived, pinned], |row| {
            let case = row.get::<_, Option<String>>(1)?.map(RemoteId::new);
            Ok((SourceId::new(row.get::<_, String>(0)?), case))
        })
        .optional()?;
    match case {
        Some((source, Some(case))) => settle_case(vault, &source, &case),
        _ => Ok(()),
    }
}

/// A case is in the archive no more. What is in it is shown when the case is settled.
pub(crate) fn bring_back_case(vault: &Connection, source: &SourceId, case: &RemoteId) -> Result<()> {
    vault
        .prepare_cached(
            "update headline
                set filed   = 0
              where source  = ?1
                and case_id = ?2
                and kind    = 'case'
                and filed   = 1",
        )?
        .execute([source.as_str(), case.as_str()])?;
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

/// How a case and what is in it stand.
struct Standing {
    /// Put away at its source or here.
    away: bool,
    archived: bool,
    alone: bool,
    pinned: i64,
    items: i64,
    shown: i64,
    /// Items in the archive by themselves, and with the case.
    own: i64,
    with_case: i64,
}

/// A case speaks for itself only while nothing in it does, or nothing that is as new, or while it is pinned; and nothing of a
/// case that was put away is shown. Called for every case that something came to or left.
pub(crate) fn settle_case(vault: &Connection, source: &SourceId, case: &RemoteId) -> Result<()> {
    let standing = vault
        .prepare_cached(
            "select coalesce(max(matter) > 1, 0),
                    coalesce(max(filed = 1) filter (where kind = 'case'), 0),
                    coalesce(max(alone), 0),
                    coalesce(max(pinned) filter (where kind = 'case'), 0),
                    count(*) filter (where kind <> 'case'),
                    count(*) filter (where kind <> 'case' and shown > 0),
                    count(*) filter (where kind <> 'case' and filed = 1),
                    count(*) filter (where kind <> 'case' and filed = 2)
               from headline indexed by headline_case
              where source  = ?1
                and case_id = ?2",
        )?
        .query_row([source.as_str(), case.as_str()], |row| {
            let archived: bool = row.get(1)?;
            Ok(Standing {
                away: row.get::<_, bool>(0)? || archived,
                archived,
                alone: row.get(2)?,
                pinned: row.get(3)?,
                items: row.get(4)?,
                shown: row.get(5)?,
                own: row.get(6)?,
                with_case: row.get(7)?,
            })
        })?;
    let speaks = !standing.away && (standing.alone || standing.pinned > 0 || standing.items == 0);
    vault
        .prepare_cached(
            "update headline
                set shown = ?3
              where source  = ?1
                and case_id = ?2
                and kind    = 'case'
                and shown  <> ?3",
        )?
        .execute(params![source.as_str(), case.as_str(), if speaks { 1 + standing.pinned } else { 0 }])?;
    let others = standing.items - standing.own;
    let (shown, with_case) = (if standing.away { 0 } else { others }, if standing.archived { others } else { 0 });
    if standing.shown != shown || standing.with_case != with_case {
        vault
            .prepare_cached(
                "update headline
                    set shown = case when filed = 1 or ?3 then 0 else 1 + pinned end,
                        filed = case when filed = 1 then 1 else ?4 end
                  where source  = ?1
                    and case_id = ?2
                    and kind   <> 'case'",
            )?
            .execute(params![source.as_str(), case.as_str(), standing.away, if standing.archived { 2 } else { 0 }])?;
    }
    Ok(())
}

/// A row of a list.
pub(crate) struct Line {
    pub(crate) headline: Headline,
    pub(crate) new: bool,
    pub(crate) gone: Option<TombstoneReason>,
    /// In the archive, by itself or with its case.
    pub(crate) archived: bool,
    pub(crate) case: Option<RemoteId>,
}

pub(crate) fn line(vault: &Connection, number: i64) -> Result<Option<Line>> {
    let mut statement =
        vault.prepare_cached("select headline, new, gone, filed > 0, case_id from headline where number = ?1")?;
    let mut rows = statement.query([number])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(Line {
        headline: serde_json::from_str(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?,
        new: row.get(1)?,
        gone: reason(row.get::<_, Option<String>>(2)?.as_deref())?,
        archived: row.get(3)?,
        case: row.get::<_, Option<String>>(4)?.map(RemoteId::new),
    }))
}

/// Whether lists show it: a case that something in it speaks for is not.
pub(crate) fn is_shown(vault: &Connection, number: i64) -> Result<bool> {
    Ok(vault.prepare_cached("select 1 from headline where number = ?1 and shown > 0")?.exists([number])?)
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
    /// What is pinned, by time.
    Pinned,
    /// What is in the archive of this device, by time.
    Filed,
}

/// As [`Stream::after`], of what is pinned.
const PINNED_AFTER: &str = "select 0, newest, source, kind, id, number
       from headline indexed by headline_pinned
      where shown = 2
        and (newest, source, kind, id) > (?2, ?3, ?4, ?5)
      order by newest, source, kind, id
      limit ?7";

/// As [`Stream::after`], of what is in the archive of this device.
const FILED_AFTER: &str = "select 0, newest, source, kind, id, number
       from headline indexed by headline_filed
      where filed = 1
        and (newest, source, kind, id) > (?2, ?3, ?4, ?5)
      order by newest, source, kind, id
      limit ?7";

impl Stream {
    /// The streams of a group.
    pub(crate) const fn of(group: Group) -> &'static [Self] {
        match group {
            Group::Pinned => &[Self::Pinned],
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
                    and filed  = 0
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
            Self::Pinned => PINNED_AFTER,
            Self::Filed => FILED_AFTER,
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
                  where matter = 1
                    and filed  = 0"
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
            Self::Pinned => {
                "select count(*)
                   from headline indexed by headline_pinned
                  where shown = 2"
            }
            Self::Filed => {
                "select count(*)
                   from headline indexed by headline_filed
                  where filed = 1"
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

/// How many of what is pinned wait on this day, and how many of the others are new.
pub(crate) const PINNED: &str = "select count(*) filter (where waits = 1 or waits = 2 and day >= ?1),
            count(*) filter (where new = 1 and not (waits = 1 or waits = 2 and day >= ?1))
       from headline indexed by headline_pinned
      where shown = 2";

/// As [`PINNED`].
pub(crate) fn count_pinned(vault: &Connection, today: i64) -> Result<(u32, u32)> {
    Ok(vault.prepare_cached(PINNED)?.query_row([today], |row| Ok((row.get(0)?, row.get(1)?)))?)
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
