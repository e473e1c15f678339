//! The device's clock is wrong by decades.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::{id::RecordKey, inbox::Group};
use protocol::{MarkOpened, view::HeadlineView};
use tests::{Device, Town};

/// Before there was anything, the last second of a 32-bit clock, and a year that no device will see.
const CLOCKS: [&str; 4] =
    ["1970-01-01T00:00:00Z", "1999-12-31T23:59:59Z", "2038-01-19T03:14:08Z", "2199-06-01T12:00:00Z"];

#[tokio::test]
async fn whatever_the_clock_says_everything_lands_and_the_right_time_puts_it_right() {
    let haikkala = Town::haikkala().await.unwrap();
    let right = Device::of_aino(&[&haikkala]).await.unwrap();
    let now = engine::Host::now(&*right.host);
    right.sync().await.unwrap();
    let wanted = right.inbox().await.unwrap();
    for clock in CLOCKS {
        let wrong: DateTime<Utc> = clock.parse().unwrap();
        let device = Device::new().await.unwrap();
        device.host.set_now(wrong);
        device.connect(&haikkala).await.unwrap();
        device.sync().await.unwrap();
        let source = device.source(&haikkala).await.unwrap();
        assert_eq!((source.failure, source.quarantined), (None, 0), "{clock}");
        assert_eq!(device.inbox().await.unwrap().len(), wanted.len(), "{clock}: nothing is hidden");

        let opened = wanted.iter().find(|headline| headline.is_new).unwrap().item.clone();
        device.ask(MarkOpened { item: opened.clone() }).await.unwrap();
        let device = device.restart().await.unwrap();
        device.sync().await.unwrap();
        assert_eq!(device.source(&haikkala).await.unwrap().failure, None, "{clock}");
        let heard = haikkala.authority().opened().unwrap();
        assert!(heard.iter().any(|heard| heard.id == opened.id.as_str()), "{clock}: the authority is told");

        device.host.set_now(now);
        device.sync().await.unwrap();
        assert_eq!(keys(&device.inbox().await.unwrap()), keys(&wanted), "{clock}");
        // What was new on a first day is judged by that day's clock; what waits is judged by today's.
        let waiting = device.group(Group::NeedsYou, None).await.unwrap();
        assert_eq!(keys(&waiting), keys(&right.group(Group::NeedsYou, None).await.unwrap()), "{clock}");
        let complete = device.source(&haikkala).await.unwrap().complete_at.unwrap();
        assert_eq!(complete.date, tests::today(), "{clock}: how fresh it is, by the right clock");
    }
}

fn keys(items: &[HeadlineView]) -> BTreeSet<RecordKey> {
    items.iter().map(|headline| headline.item.clone()).collect()
}
