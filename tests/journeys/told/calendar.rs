//! The calendar of what is due, and the file of it, read by a parser of others.

use std::{collections::BTreeMap, fs};

use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarValue};
use chrono::NaiveDateTime;
use domain::reminder::SnoozeUntil;
use protocol::{
    ErrorCode, ReadCalendar, SaveCalendar, SetReminder, SnoozeItem, telling::CalendarReason, view::SavedView,
};
use tests::{Device, Town};

use super::{aino, ask, at, settled};

/// An event as a calendar takes it in.
#[derive(Debug, PartialEq)]
struct Seen {
    uid: String,
    title: String,
    day: NaiveDateTime,
    has_time: bool,
    alarms: Vec<NaiveDateTime>,
}

fn text(component: &ICalendarComponent, property: &ICalendarProperty) -> String {
    match component.property(property).map(|entry| entry.values.as_slice()) {
        Some([ICalendarValue::Text(text)]) => text.clone(),
        other => panic!("{property:?}: {other:?}"),
    }
}

fn moment(component: &ICalendarComponent, property: &ICalendarProperty) -> (NaiveDateTime, bool, bool) {
    match component.property(property).map(|entry| entry.values.as_slice()) {
        Some([ICalendarValue::PartialDateTime(at)]) => {
            let utc = at.tz_hour == Some(0);
            (at.to_date_time().unwrap().date_time, at.hour.is_some(), utc)
        }
        other => panic!("{property:?}: {other:?}"),
    }
}

/// Reads a file, held against what RFC 5545 wants of its lines.
fn read(file: &[u8]) -> Vec<Seen> {
    let file = std::str::from_utf8(file).expect("a line is never folded inside a letter");
    assert!(file.ends_with("\r\n"));
    for line in file.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
    }
    let calendar = ICalendar::parse(file).unwrap();
    let whole = &calendar.components[0];
    assert_eq!(whole.component_type, ICalendarComponentType::VCalendar);
    assert_eq!(text(whole, &ICalendarProperty::Prodid), "-//Kotikunta//Kotikunta//FI");
    let part = |id: &u32| &calendar.components[*id as usize];
    let mut seen = Vec::new();
    for event in whole.component_ids.iter().map(part) {
        assert_eq!(event.component_type, ICalendarComponentType::VEvent);
        let (day, has_time, _) = moment(event, &ICalendarProperty::Dtstart);
        let alarms = event.component_ids.iter().map(part).map(|alarm| {
            assert_eq!(alarm.component_type, ICalendarComponentType::VAlarm);
            let (at, has_time, utc) = moment(alarm, &ICalendarProperty::Trigger);
            assert!(has_time && utc, "an alarm stands at an instant");
            at
        });
        seen.push(Seen {
            uid: text(event, &ICalendarProperty::Uid),
            title: text(event, &ICalendarProperty::Summary),
            day,
            has_time,
            alarms: alarms.collect(),
        });
    }
    seen
}

async fn saved(device: &Device, item: Option<domain::id::RecordKey>) -> (String, Vec<Seen>) {
    let folder = tempfile::tempdir().unwrap();
    device.host.save_into(Some(folder.path().to_owned()));
    assert_eq!(device.ask(SaveCalendar { item }).await.unwrap(), SavedView::Saved);
    let file = fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap();
    (file.file_name().into_string().unwrap(), read(&fs::read(file.path()).unwrap()))
}

#[tokio::test]
async fn another_calendar_takes_in_one_item_with_its_alarms_at_the_right_instants() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    let title =
        "Täydennä hakemusta: vuokrasopimus, liitteet; sekä äidin ja isän \\ kuitit ennen kuin määräaika öisin umpeutuu";
    let item = ask(&haikkala, "m-due", &aino(&haikkala), title, "2027-03-29");
    device.sync().await.unwrap();
    let (name, seen) = saved(&device, Some(item)).await;
    assert_eq!(std::path::Path::new(&name).extension(), Some("ics".as_ref()), "{name}");
    let [only] = seen.as_slice() else { panic!("{seen:?}") };
    assert_eq!(only.title, title);
    assert_eq!((only.day.to_string().as_str(), only.has_time), ("2027-03-29 00:00:00", false), "the whole day");
    // At eight in Finland; summer time begins on 28 March.
    let wanted = ["2027-03-22 06:00:00", "2027-03-26 06:00:00", "2027-03-28 05:00:00", "2027-03-29 05:00:00"];
    assert_eq!(only.alarms.iter().map(ToString::to_string).collect::<Vec<_>>(), wanted);
}

#[tokio::test]
async fn everything_to_come_keeps_its_name_from_file_to_file_and_protected_people_are_in_none() {
    let (haikkala, kaarna) = (Town::haikkala().await.unwrap(), Town::kaarna().await.unwrap());
    let device = Device::of_aino(&[&haikkala, &kaarna]).await.unwrap();
    device.sync().await.unwrap();
    let ward =
        kaarna.parties("aino").unwrap().into_iter().find(|(_, is)| *is == domain::party::Relation::Ward).unwrap();
    let hidden = ask(&kaarna, "m-hidden", &ward.0, "Lumin asia", "2027-01-15");
    ask(&haikkala, "m-due", &aino(&haikkala), "Vastaa", "2027-01-09");
    device.sync().await.unwrap();
    let days = |seen: Vec<Seen>| seen.into_iter().map(|seen| (seen.uid, seen.day)).collect::<BTreeMap<_, _>>();
    let (name, first) = saved(&device, None).await;
    assert_eq!(name, "kalenteri.ics");
    assert!(first.iter().all(|seen| seen.title != "Lumin asia") && first.iter().any(|seen| seen.title == "Vastaa"));
    let first = days(first);
    ask(&haikkala, "m-due", &aino(&haikkala), "Vastaa", "2027-01-12");
    device.sync().await.unwrap();
    let second = days(saved(&device, None).await.1);
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    assert_eq!(first.iter().filter(|(uid, day)| second[*uid] != **day).count(), 1, "one has another day");

    let (name, alone) = saved(&device, Some(hidden)).await;
    assert_eq!((name.as_str(), alone[0].title.as_str()), ("kalenteri.ics", "kalenteri"));
}

#[tokio::test]
async fn the_calendar_tells_what_is_late_what_is_due_and_what_aino_has_set_herself() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    let late = ask(&haikkala, "m-late", &aino(&haikkala), "Myöhässä", "2026-11-10");
    let due = ask(&haikkala, "m-due", &aino(&haikkala), "Vastaa", "2026-12-09");
    let away = ask(&haikkala, "m-away", &aino(&haikkala), "Lykätty", "2026-12-10");
    device.sync().await.unwrap();
    let own = "2026-11-30T18:00:00".parse().unwrap();
    device.ask(SetReminder { item: due.clone(), silent: false, own: Some(own) }).await.unwrap();
    device.ask(SnoozeItem { item: away.clone(), until: Some(SnoozeUntil::NextWeek) }).await.unwrap();
    let entries = device.ask(ReadCalendar {}).await.unwrap().entries;
    assert!(entries.is_sorted_by_key(|entry| entry.day));
    let of = |item: &domain::id::RecordKey| {
        let of = entries.iter().filter(|entry| entry.headline.item == *item);
        of.map(|entry| (entry.day.to_string(), entry.reason == CalendarReason::Due)).collect::<Vec<_>>()
    };
    let on = |day: &str, due: bool| (day.to_owned(), due);
    assert_eq!(of(&late), [on("2026-11-10", true)]);
    assert_eq!(of(&due), [on("2026-11-30", false), on("2026-12-09", true)]);
    assert_eq!(of(&away), [on("2026-11-23", false), on("2026-12-10", true)]);
    let none = device.ask(SaveCalendar { item: Some(tests::key(haikkala.source(), due.kind, "no-such")) }).await;
    assert_eq!(none.unwrap_err().code, ErrorCode::NotFound);
    device.host.set_now(at("2026-11-19 09:00"));
    device.host.save_into(None);
    assert_eq!(device.ask(SaveCalendar { item: Some(due) }).await.unwrap(), SavedView::Cancelled);
}
