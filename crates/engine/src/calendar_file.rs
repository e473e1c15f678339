//! What is due as a calendar file (RFC 5545), which other calendars take in.
//!
//! Each item is an event of its whole day, with an alarm for each of its reminders. Its UID comes from its name at its source, so
//! that a calendar that takes in a later file has it once, as it is then. An alarm stands at an instant, not at a distance from the
//! day: who begins a day, and when summer time does, programs answer differently. Of protected people the file holds nothing, for it
//! leaves the device unencrypted; one of their items is saved only when it is asked for by itself, and without its title.

use archive::{Word, word};
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Europe::Helsinki;
use domain::{document::safe_file_name, id::RecordKey, reminder::Plan};
use icalendar::{Alarm, Calendar, Component, Event, EventLike};
use protocol::{ErrorCode, ErrorView, view::SavedView};
use sha2::{Digest, Sha256};
use store::DueRow;

use crate::{
    Engine,
    answer::Names,
    copies::{is_full, write_whole},
    reminders::{waits, watched},
};

/// Who made the file, as calendars are told (RFC 5545, section 3.7.3).
const MAKER: &str = "-//Kotikunta//Kotikunta//FI";

impl Engine {
    pub(crate) async fn save_calendar(&self, item: Option<RecordKey>) -> Result<SavedView, ErrorView> {
        let (language, names, today) = (self.language(), self.names().await?, self.today());
        let rows = if let Some(item) = item {
            let row = self.in_store(move |store| store.watched(&item)).await?;
            vec![row.ok_or(ErrorView::from(ErrorCode::NotFound))?]
        } else {
            let mut rows = self.dated().await?;
            rows.retain(|row| !names.whose(&row.row.party).protected);
            rows
        };
        let is_dated = |row: &&DueRow| waits(row, today) && row.row.headline.need.day().is_some();
        let rows: Vec<DueRow> = rows.iter().filter(is_dated).cloned().collect();
        let called = word(language, Word::Calendar);
        let proposed = match rows.as_slice() {
            [] => return Err(ErrorCode::NotFound.into()),
            [only] if !names.whose(&only.row.party).protected => names.line(&only.row.headline.title).value,
            _ => called.clone(),
        };
        let proposed = safe_file_name(&proposed, &called) + ".ics";
        let text = calendar(&names, &rows, &self.telling().plan, self.wall(), self.inner.host.now(), &called);
        let host = self.inner.host.clone();
        let path = tokio::task::spawn_blocking(move || host.ask_where_to_save(&proposed)).await;
        let Some(path) = path.map_err(|_| ErrorView::from(ErrorCode::Internal))? else {
            return Ok(SavedView::Cancelled);
        };
        // The app may have been locked while it was asked.
        self.opened()?;
        let saved = tokio::task::spawn_blocking(move || write_whole(&path, text.as_bytes()));
        saved.await.map_err(|_| ErrorView::from(ErrorCode::Internal))?.map_err(|error| {
            tracing::warn!(%error, "a calendar is not saved");
            ErrorView::from(if is_full(&error) { ErrorCode::NoRoomForCopy } else { ErrorCode::NotSaved })
        })?;
        Ok(SavedView::Saved)
    }
}

fn calendar(
    names: &Names,
    rows: &[DueRow],
    plan: &Plan,
    wall: NaiveDateTime,
    now: DateTime<Utc>,
    called: &str,
) -> String {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", MAKER))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", "PUBLISH"));
    for row in rows {
        let Some(day) = row.row.headline.need.day() else { continue };
        calendar.push(event(names, row, day, plan, wall, now, called));
    }
    calendar.done().to_string()
}

fn event(
    names: &Names,
    row: &DueRow,
    day: NaiveDate,
    plan: &Plan,
    wall: NaiveDateTime,
    now: DateTime<Utc>,
    called: &str,
) -> Event {
    let (whose, sender) = (names.whose(&row.row.party), names.sender(&row.row.key.source).value);
    let title = names.line(&row.row.headline.title).value;
    let (title, description) = if whose.protected { (called.to_owned(), sender) } else { (title, sender) };
    let mut event = Event::new();
    event.uid(&uid(&row.row.key)).timestamp(now).summary(&title).description(&description).all_day(day);
    // Nobody is busy on a day because something is due.
    event.add_property("TRANSP", "TRANSPARENT");
    let coming = watched(row, wall.date()).moments(plan).into_iter().filter(|at| *at > wall);
    for at in coming.filter_map(instant) {
        event.alarm(Alarm::display(&title, at));
    }
    event.done()
}

/// The same in every file.
fn uid(item: &RecordKey) -> String {
    let mut hash = Sha256::new();
    for part in [item.source.as_str(), item.kind.name(), item.id.as_str()] {
        hash.update(part.len().to_be_bytes());
        hash.update(part.as_bytes());
    }
    let hash = hex::encode(hash.finalize());
    format!("{}@kotikunta", hash.get(..32).unwrap_or(&hash))
}

/// The instant at which the clock on the wall shows this; where it skips it, the next hour's.
fn instant(wall: NaiveDateTime) -> Option<DateTime<Utc>> {
    let later = || Helsinki.from_local_datetime(&(wall + chrono::TimeDelta::hours(1))).earliest();
    Helsinki.from_local_datetime(&wall).earliest().or_else(later).map(|at| at.to_utc())
}
