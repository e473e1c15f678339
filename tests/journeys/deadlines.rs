//! The last day of an appeal: counted on the device from what a decision says of its notice, and never instead of the
//! authority's own.

use domain::{
    deadline::{NotCounted, RestDay},
    decision::AppealKind,
    id::RecordKind,
    inbox::Group,
    need::Need,
};
use protocol::{
    ReadItem,
    view::{AppealView, ItemBody},
};
use resident_api::{AppealRecord, FeedRecord, NoticeRecord};
use tests::{Device, Script, Town, decision, key};

/// How a change is sought in that decision, on a device to which Haikkala has sent it.
async fn appeal(change: impl FnOnce(&mut AppealRecord, &mut NoticeRecord)) -> AppealView {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::new().await.unwrap();
    device.connect(&haikkala).await.unwrap();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    let mut decision = decision("d-counted", &aino, "Venepaikka");
    change(decision.appeal.as_mut().unwrap(), decision.notice.as_mut().unwrap());
    haikkala.authority().upsert(FeedRecord::Decision(Box::new(decision))).unwrap();
    device.sync().await.unwrap();
    let item = key(haikkala.source(), RecordKind::Decision, "d-counted");
    match device.ask(ReadItem { item }).await.unwrap().body {
        ItemBody::Decision(body) => body.appeal.unwrap(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn days_are_those_of_finland() {
    let appeal = appeal(|_, _| {}).await;
    assert_eq!(appeal.last_day, None);
    assert_eq!(appeal.counted.unwrap().unwrap().last_day.to_string(), "2026-11-20");
}

#[tokio::test]
async fn what_is_counted_waits_among_what_needs_her_like_any_other_day() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::new().await.unwrap();
    device.connect(&haikkala).await.unwrap();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    haikkala.authority().upsert(FeedRecord::Decision(Box::new(decision("d-counted", &aino, "Venepaikka")))).unwrap();
    device.sync().await.unwrap();
    let item = key(haikkala.source(), RecordKind::Decision, "d-counted");
    let waits = async |at: &str| {
        device.host.set_now(at.parse().unwrap());
        let waiting = device.group(Group::NeedsYou, None).await.unwrap();
        waiting.into_iter().find(|headline| headline.item == item).map(|headline| headline.need)
    };
    let last_day = Some("2026-11-20".parse().unwrap());
    let need = Some(Need::Appeal { appeal: AppealKind::ReviewRequest, last_day });
    assert_eq!(waits("2026-11-20T21:59:00Z").await, need);
    assert_eq!(waits("2026-11-20T22:01:00Z").await, None);
}

#[tokio::test]
async fn the_authoritys_own_last_day_stays_beside_what_is_counted() {
    let appeal = appeal(|appeal, _| appeal.last_day = Some("2026-11-23".to_owned())).await;
    assert_eq!(appeal.last_day.unwrap().to_string(), "2026-11-23");
    assert_eq!(appeal.counted.unwrap().unwrap().last_day.to_string(), "2026-11-20");
}

#[tokio::test]
async fn the_day_of_service_is_the_authoritys_and_the_sooner_of_two() {
    let appeal = appeal(|_, notice| {
        notice.deemed_served_on = Some("2026-11-06".to_owned());
        // Late in the evening in Finland it is still the same day.
        notice.served_at = Some("2026-11-04T21:59:00Z".to_owned());
    })
    .await;
    assert_eq!(appeal.counted.unwrap().unwrap().last_day.to_string(), "2026-11-18");
}

#[tokio::test]
async fn nothing_is_counted_by_a_law_that_is_not_known() {
    for regime in [None, Some("Kalastuslaki 379/2015".to_owned())] {
        let appeal = appeal(|appeal, _| appeal.regime = regime).await;
        assert_eq!(appeal.counted, Some(Err(NotCounted::UnknownLaw)));
    }
}

/// A century of days, by a calendar from elsewhere.
#[tokio::test]
async fn days_of_rest_are_those_of_another_calendar() {
    let Some(calendar) = Script::holidays(2000, 2100).await.unwrap() else { return };
    let years = calendar.all().await.unwrap();
    assert_eq!(years.len(), 101);
    let mut compared = 0;
    for year in years {
        let number: i32 = year["year"].as_i64().unwrap().try_into().unwrap();
        let theirs: Vec<_> =
            year["days"].as_array().unwrap().iter().map(|day| day.as_str().unwrap().to_owned()).collect();
        let mut ours: Vec<_> = RestDay::of_year(number).into_iter().map(|(day, _)| day.to_string()).collect();
        ours.dedup();
        assert_eq!(ours, theirs, "{number}");
        compared += theirs.len();
    }
    // Fifteen a year, but for the years in which Ascension Day is 1 May.
    println!("{compared} days of 101 years are the same");
    assert!((1500..=1515).contains(&compared), "{compared}");
}
