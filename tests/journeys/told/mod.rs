//! Aino is told of what comes and of what is due, as she wants it, and of nothing twice.

mod calendar;
mod notifications;
mod reminders;

use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Europe::Helsinki;
use domain::id::{RecordKey, RecordKind};
use protocol::{ChangeTelling, ReadTelling, telling::TellingView};
use resident_api::{FeedRecord, NeedRecord};
use tests::{Device, Town, key, message};

/// This time on the wall in Finland.
fn at(text: &str) -> DateTime<Utc> {
    let wall = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    Helsinki.from_local_datetime(&wall).earliest().unwrap().to_utc()
}

/// It is this time, and the app looks at what is to be told.
async fn look(device: &Device, now: &str) {
    device.host.set_now(at(now));
    device.engine().tell_what_is_due().await;
}

/// A message of now that wants an answer by this day.
fn ask(town: &Town, id: &str, party: &str, title: &str, due: &str) -> RecordKey {
    let mut letter = message(id, party, title);
    letter.need = Some(NeedRecord { kind: "required".to_owned(), day: Some(due.to_owned()) });
    town.authority().upsert(FeedRecord::Message(Box::new(letter))).unwrap();
    key(town.source(), RecordKind::Message, id)
}

/// How Aino wants to be told from now on.
async fn prefer(device: &Device, change: impl FnOnce(&mut TellingView)) {
    let mut telling = device.ask(ReadTelling {}).await.unwrap();
    change(&mut telling);
    device.ask(ChangeTelling { telling }).await.unwrap();
}

/// Aino's device with everything of Haikkala on it, and nothing left to tell.
async fn settled(town: &Town) -> Device {
    let device = Device::of_aino(&[town]).await.unwrap();
    device.sync().await.unwrap();
    device.engine().tell_what_is_due().await;
    device.host.notified();
    device
}

/// What Aino is called there.
fn aino(town: &Town) -> String {
    town.parties("aino").unwrap().remove(0).0
}
