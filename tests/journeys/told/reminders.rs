//! When something is due, and when it was put off.

use domain::{
    id::RecordKind,
    inbox::Group,
    mark::Mark,
    reminder::{Plan, SnoozeUntil},
};
use protocol::{ErrorCode, MarkItems, ReadReminder, SetReminder, SnoozeItem, UndoMarks, telling::NotificationView};
use resident_api::FeedRecord;
use tests::{Device, Town};

use super::{aino, ask, at, look, prefer, settled};

/// Only what the letter is reminded of: the demo world has days of its own.
fn reminders(device: &Device, title: &str) -> usize {
    let is_it = |told: &NotificationView| told.content.iter().any(|told| told.reminder && told.title.value == title);
    device.host.notified().iter().filter(|told| is_it(told)).count()
}

async fn reminded_of_by_name(town: &Town) -> Device {
    let device = settled(town).await;
    prefer(&device, |telling| telling.content = true).await;
    device
}

#[tokio::test]
async fn aino_is_reminded_a_week_three_days_and_a_day_before_and_the_same_morning_and_never_twice() {
    let haikkala = Town::haikkala().await.unwrap();
    let mut device = reminded_of_by_name(&haikkala).await;
    ask(&haikkala, "m-due", &aino(&haikkala), "Vastaa", "2026-12-09");
    device.sync().await.unwrap();
    device.host.notified();
    for (now, told) in [
        ("2026-12-02 07:59", 0),
        ("2026-12-02 08:00", 1),
        ("2026-12-02 08:01", 0),
        ("2026-12-05 12:00", 0),
        ("2026-12-06 08:00", 1),
        ("2026-12-08 08:00", 1),
        ("2026-12-09 08:00", 1),
        ("2026-12-09 20:00", 0),
    ] {
        look(&device, now).await;
        assert_eq!(reminders(&device, "Vastaa"), told, "{now}");
        device = device.restart().await.unwrap();
        look(&device, now).await;
        assert_eq!(reminders(&device, "Vastaa"), 0, "{now}, after a restart");
    }
}

#[tokio::test]
async fn what_was_missed_while_the_app_was_closed_is_told_once_at_the_next_start() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = reminded_of_by_name(&haikkala).await;
    ask(&haikkala, "m-due", &aino(&haikkala), "Vastaa", "2026-12-09");
    device.sync().await.unwrap();
    device.host.set_now(at("2026-12-08 19:00"));
    let device = device.restart().await.unwrap();
    device.host.notified();
    device.engine().tell_what_is_due().await;
    assert_eq!(reminders(&device, "Vastaa"), 1, "three were missed, one is told");
    device.engine().tell_what_is_due().await;
    assert_eq!(reminders(&device, "Vastaa"), 0);
}

#[tokio::test]
async fn of_what_is_done_or_gone_nobody_is_reminded() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = reminded_of_by_name(&haikkala).await;
    let done = ask(&haikkala, "m-done", &aino(&haikkala), "Tehty", "2026-12-09");
    let gone = ask(&haikkala, "m-gone", &aino(&haikkala), "Poissa", "2026-12-09");
    device.sync().await.unwrap();
    haikkala
        .revise(&done, |record| {
            if let FeedRecord::Message(message) = record {
                message.need = None;
            }
        })
        .unwrap();
    haikkala.authority().tombstone(gone.kind.name(), gone.id.as_str(), "withdrawn").unwrap();
    device.sync().await.unwrap();
    device.host.notified();
    look(&device, "2026-12-09 08:00").await;
    let told: Vec<_> = device.host.notified().into_iter().flat_map(|told| told.content).collect();
    assert!(told.iter().all(|told| !["Tehty", "Poissa"].contains(&told.title.value.as_str())), "{told:?}");
}

#[tokio::test]
async fn aino_chooses_other_days_another_hour_and_a_moment_of_her_own() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = reminded_of_by_name(&haikkala).await;
    let item = ask(&haikkala, "m-due", &aino(&haikkala), "Vastaa", "2026-12-09");
    device.sync().await.unwrap();
    let evening = "18:30:00".parse().unwrap();
    prefer(&device, |telling| telling.plan = Plan { days_before: vec![2], at: evening }).await;
    let own = "2026-12-01T12:00:00".parse().unwrap();
    let view = device.ask(SetReminder { item: item.clone(), silent: false, own: Some(own) }).await.unwrap();
    assert_eq!((view.own.unwrap().iso.as_str(), view.coming.len()), ("2026-12-01T12:00:00", 1));
    device.host.notified();
    for (now, told) in
        [("2026-12-01 12:00", 1), ("2026-12-07 18:29", 0), ("2026-12-07 18:30", 1), ("2026-12-09 18:30", 0)]
    {
        look(&device, now).await;
        assert_eq!(reminders(&device, "Vastaa"), told, "{now}");
    }
    let past = device.ask(SetReminder { item: item.clone(), silent: true, own: Some(own) }).await;
    assert_eq!(past.unwrap_err().code, ErrorCode::BadRequest);
}

#[tokio::test]
async fn what_aino_puts_off_leaves_what_needs_her_and_comes_back_with_a_reminder() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = reminded_of_by_name(&haikkala).await;
    let item = ask(&haikkala, "m-due", &aino(&haikkala), "Vastaa", "2026-11-20");
    device.sync().await.unwrap();
    device.host.notified();
    let before = device.overview().await.unwrap().needs_you;
    let view = device.ask(SnoozeItem { item: item.clone(), until: Some(SnoozeUntil::Tomorrow) }).await.unwrap();
    assert_eq!(view.snoozed.unwrap().iso, "2026-11-19T08:00:00");
    assert_eq!(device.overview().await.unwrap().needs_you, before - 1);
    let shown = device.inbox().await.unwrap().into_iter().find(|headline| headline.item == item).unwrap();
    assert!(shown.marks.snoozed.is_some(), "it can be found, and says so");

    let device = device.restart().await.unwrap();
    assert_eq!(device.overview().await.unwrap().needs_you, before - 1, "a restart brings nothing back");
    look(&device, "2026-11-19 08:00").await;
    assert_eq!(reminders(&device, "Vastaa"), 1);
    let waiting = device.group(Group::NeedsYou, None).await.unwrap();
    assert!(waiting.iter().any(|headline| headline.item == item));
}

#[tokio::test]
async fn nothing_is_put_off_past_its_day_without_saying_so() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    let item = ask(&haikkala, "m-due", &aino(&haikkala), "Vastaa", "2026-11-20");
    device.sync().await.unwrap();
    let choices = device.ask(ReadReminder { item: item.clone() }).await.unwrap().choices;
    let week = choices.iter().find(|choice| choice.until == SnoozeUntil::NextWeek).unwrap();
    assert!(week.shortened && week.when.iso == "2026-11-20T08:00:00", "{week:?}");
    let view = device.ask(SnoozeItem { item: item.clone(), until: Some(SnoozeUntil::NextWeek) }).await.unwrap();
    assert_eq!(view.snoozed.unwrap().iso, "2026-11-20T08:00:00");
    device.ask(SnoozeItem { item: item.clone(), until: None }).await.unwrap();
    device.host.set_now(at("2026-11-20 09:00"));
    let late = device.ask(SnoozeItem { item, until: Some(SnoozeUntil::Tomorrow) }).await;
    assert_eq!(late.unwrap_err().code, ErrorCode::BadRequest, "it is due today");
}

#[tokio::test]
async fn a_clock_that_was_years_ahead_takes_no_reminder_away() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = reminded_of_by_name(&haikkala).await;
    ask(&haikkala, "m-due", &aino(&haikkala), "Vastaa", "2026-12-09");
    device.sync().await.unwrap();
    look(&device, "2036-01-01 12:00").await;
    look(&device, "2026-11-18 12:00").await;
    device.host.notified();
    look(&device, "2026-12-02 08:00").await;
    assert_eq!(reminders(&device, "Vastaa"), 1);
}

#[tokio::test]
async fn reminders_come_at_eight_on_both_sides_of_summer_time() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = reminded_of_by_name(&haikkala).await;
    ask(&haikkala, "m-due", &aino(&haikkala), "Vastaa", "2027-03-29");
    device.sync().await.unwrap();
    device.host.notified();
    // Summer time begins on 28 March 2027 at three.
    for (utc, told) in [
        ("2027-03-26T05:59:59Z", 0),
        ("2027-03-26T06:00:00Z", 1),
        ("2027-03-28T04:59:59Z", 0),
        ("2027-03-28T05:00:00Z", 1),
        ("2027-03-29T05:00:00Z", 1),
    ] {
        device.host.set_now(utc.parse().unwrap());
        device.engine().tell_what_is_due().await;
        let count = reminders(&device, "Vastaa");
        // The one of a week before was missed: the first look tells what is past once.
        let missed = usize::from(utc == "2027-03-26T05:59:59Z");
        assert_eq!(count, told + missed, "{utc}");
    }
}

#[tokio::test]
async fn a_decision_with_which_aino_is_content_waits_for_nobody_until_its_last_day_is_another() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = reminded_of_by_name(&haikkala).await;
    let mut record = tests::decision("d-content", &aino(&haikkala), "Venepaikka");
    let day = |record: &mut resident_api::DecisionRecord, day: &str| {
        record.appeal.as_mut().unwrap().last_day = Some(day.to_owned());
    };
    day(&mut record, "2026-12-09");
    haikkala.authority().upsert(FeedRecord::Decision(Box::new(record.clone()))).unwrap();
    device.sync().await.unwrap();
    let item = tests::key(haikkala.source(), RecordKind::Decision, "d-content");
    let waits = async |device: &Device| {
        device.group(Group::NeedsYou, None).await.unwrap().iter().any(|headline| headline.item == item)
    };
    assert!(waits(&device).await);
    let mark = MarkItems { items: vec![item.clone()], mark: Mark::Settled, on: true };
    let undo = device.ask(mark.clone()).await.unwrap().undo.unwrap();
    assert!(!waits(&device).await);
    device.ask(UndoMarks { undo }).await.unwrap();
    assert!(waits(&device).await, "it can be taken back at once");

    device.ask(mark.clone()).await.unwrap();
    let device = device.restart().await.unwrap();
    // It comes again as it was, and is no news.
    haikkala.authority().upsert(FeedRecord::Decision(Box::new(record.clone()))).unwrap();
    device.sync().await.unwrap();
    let shown = device.inbox().await.unwrap().into_iter().find(|headline| headline.item == item).unwrap();
    assert!(shown.marks.settled && !waits(&device).await);
    device.host.notified();
    look(&device, "2026-12-08 08:00").await;
    assert_eq!(reminders(&device, "Venepaikka"), 0);

    // Another last day is one that she has not seen.
    day(&mut record, "2026-12-14");
    haikkala.authority().upsert(FeedRecord::Decision(Box::new(record))).unwrap();
    device.sync().await.unwrap();
    assert!(waits(&device).await);
    device.host.notified();
    look(&device, "2026-12-11 08:00").await;
    assert_eq!(reminders(&device, "Venepaikka"), 1);
}

#[tokio::test]
async fn a_decision_that_was_put_off_and_accepted_does_not_come_back_when_its_time_is_over() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    let mut record = tests::decision("d-content", &aino(&haikkala), "Venepaikka");
    record.appeal.as_mut().unwrap().last_day = Some("2026-12-09".to_owned());
    haikkala.authority().upsert(FeedRecord::Decision(Box::new(record))).unwrap();
    device.sync().await.unwrap();
    let item = tests::key(haikkala.source(), RecordKind::Decision, "d-content");
    device.ask(SnoozeItem { item: item.clone(), until: Some(SnoozeUntil::Tomorrow) }).await.unwrap();
    device.ask(MarkItems { items: vec![item.clone()], mark: Mark::Settled, on: true }).await.unwrap();
    look(&device, "2026-11-20 08:00").await;
    let waiting = device.group(Group::NeedsYou, None).await.unwrap();
    assert!(waiting.iter().all(|headline| headline.item != item));
    // A duty is not settled by being content with it.
    let duty = ask(&haikkala, "m-due", &aino(&haikkala), "Vastaa", "2026-12-09");
    device.sync().await.unwrap();
    let marked = device.ask(MarkItems { items: vec![duty], mark: Mark::Settled, on: true }).await.unwrap();
    assert_eq!(marked.count, 0);
}
