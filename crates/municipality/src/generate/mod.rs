//! Invented matters in any number, for work at scale: the same for the same seed and day on every machine.
//!
//! A few hundred records are written out in full once, as typed records with gaps, and turned into JSON pieces; every
//! item is then a matter of joining pieces. That is what lets a hundred thousand items start in seconds.

mod gaps;
mod molds;
mod register;
mod texts;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use resident_api::PartyRecord;

use self::{
    gaps::Filling,
    molds::{Kind, Molds},
    texts::{Audience, MUNICIPAL, PLACES, WELLBEING},
};
use crate::Body;

pub use self::register::GenerateUses;
pub(crate) use self::register::{invent as invent_uses, merged};

/// How much to invent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Generate {
    /// Items.
    pub items: usize,
    /// Seed: the same seed on the same day invents the same items.
    pub seed: u64,
}

/// An invented item, ready for the feed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Invented {
    pub(crate) at: DateTime<Utc>,
    pub(crate) kind: &'static str,
    pub(crate) id: String,
    pub(crate) party: String,
    /// The `FeedChange` as JSON.
    pub(crate) change: String,
}

/// Days over which the items are spread: six years.
const SPAN: u64 = 6 * 365;
/// Items younger than this, in days, may still be under way.
const RECENT: u64 = 60;
/// Office hours in UTC, in minutes of the day: half past six to a quarter past two.
const OFFICE: std::ops::Range<u64> = 390..855;

/// Items of `body` about `parties` up to `today`, oldest first.
pub(crate) fn invent(
    plan: Generate,
    body: Body,
    today: NaiveDate,
    parties: &[PartyRecord],
) -> impl Iterator<Item = Invented> + use<> {
    let topics = match body {
        Body::Haikkala | Body::Mantylahti => MUNICIPAL,
        Body::Kaarna => WELLBEING,
    };
    let mut rng = ChaCha8Rng::seed_from_u64(plan.seed);
    let parties: Vec<_> = parties.iter().map(|party| (party.id.clone(), audience(party))).collect();
    let molds = Molds::cast(&mut rng, topics, parties.iter().map(|(_, audience)| *audience));
    let calendar = Calendar::until(today);
    let count = if parties.is_empty() { 0 } else { plan.items };
    let mut times: Vec<u64> = (0..count).map(|_| rng.random_range(0..SPAN) * 1440 + rng.random_range(OFFICE)).collect();
    times.sort_unstable();

    let mut open_cases: Vec<(String, usize, String)> = Vec::new();
    times.into_iter().enumerate().filter_map(move |(place, minute)| {
        let (party, audience) = parties.get(rng.random_range(0..parties.len()))?;
        let kind = Kind::drawn(rng.random_range(0..100));
        let topic = molds.topic(*audience, &mut rng)?;
        let related =
            open_cases.iter().rev().find(|(its_party, its_topic, _)| its_party == party && *its_topic == topic);
        let case = related.map_or("", |(_, _, id)| id.as_str());
        let mold = molds.pick(topic, kind, !case.is_empty(), &mut rng)?;
        let id = format!("i{}-{place:06}", plan.seed);
        let (day, minute) = (minute / 1440, minute % 1440);
        let recent = day + RECENT >= SPAN;
        let change = mold.fill(&Filling {
            id: &id,
            party,
            case,
            at: &calendar.instant(day, minute),
            day: calendar.day(day),
            earlier: &calendar.instant(day.saturating_sub(20), minute),
            later: calendar.day(day + 30),
            number: &rng.random_range(1000..99_999).to_string(),
            place: &address(&mut rng),
            status: kind.status(recent, rng.random_range(0..100)),
        });
        let at = calendar.at(day, minute);
        if kind == Kind::Case {
            // A short memory: letters go on about the latest cases only.
            if open_cases.len() == 64 {
                open_cases.remove(0);
            }
            open_cases.push((party.clone(), topic, id.clone()));
        }
        Some(Invented { at, kind: kind.name(), id, party: party.clone(), change })
    })
}

/// An address of an invented street.
fn address(rng: &mut ChaCha8Rng) -> String {
    let street = PLACES.get(rng.random_range(0..PLACES.len())).copied().unwrap_or_default();
    format!("{street} {}", rng.random_range(1..90))
}

fn audience(party: &PartyRecord) -> Audience {
    match party.relation.as_str() {
        "child" => Audience::Child,
        "company" | "association" => Audience::Organisation,
        _ => Audience::Adult,
    }
}

/// The days of the span and a month beyond, written once.
struct Calendar {
    first: NaiveDate,
    days: Vec<String>,
}

impl Calendar {
    /// The span ends with the day before `today`.
    fn until(today: NaiveDate) -> Self {
        let first = today.checked_sub_days(Days::new(SPAN)).unwrap_or(NaiveDate::MIN);
        let days = first.iter_days().take(usize::try_from(SPAN + 31).unwrap_or_default());
        Self { first, days: days.map(|day| day.to_string()).collect() }
    }

    fn day(&self, day: u64) -> &str {
        usize::try_from(day).ok().and_then(|day| self.days.get(day)).map_or("", String::as_str)
    }

    fn instant(&self, day: u64, minute: u64) -> String {
        format!("{}T{:02}:{:02}:00Z", self.day(day), minute / 60, minute % 60)
    }

    fn at(&self, day: u64, minute: u64) -> DateTime<Utc> {
        let minutes = i64::try_from(day * 1440 + minute).unwrap_or_default();
        self.first.and_time(NaiveTime::MIN).and_utc() + TimeDelta::minutes(minutes)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use std::collections::HashSet;

    use resident_api::{FeedChange, FeedRecord, Texts};

    use super::*;

    fn family() -> Vec<PartyRecord> {
        ["myself", "child", "company"]
            .map(|relation| PartyRecord {
                id: format!("p-{relation}"),
                name: relation.to_owned(),
                relation: relation.to_owned(),
                born_on: None,
                business_id: None,
                protected: false,
                withheld: false,
            })
            .to_vec()
    }

    fn items(seed: u64, today: &str) -> Vec<Invented> {
        invent(Generate { items: 3000, seed }, Body::Haikkala, today.parse().unwrap(), &family()).collect()
    }

    fn bodies(texts: &Texts) -> impl Iterator<Item = &String> {
        [&texts.fi, &texts.sv, &texts.en].into_iter().flatten()
    }

    #[test]
    fn every_item_is_a_record_of_the_contract_and_says_what_its_row_says() {
        for item in items(1, "2026-11-17") {
            let FeedChange::Upsert(record) = serde_json::from_str(&item.change).unwrap() else {
                panic!("{} is gone from the start", item.id)
            };
            assert_eq!((record.kind(), record.id()), (item.kind, item.id.as_str()));
            let party = match &record {
                FeedRecord::Case(case) => &case.party,
                FeedRecord::Message(message) => &message.party,
                FeedRecord::Decision(decision) => &decision.party,
                FeedRecord::Task(task) => &task.party,
                other => panic!("{other:?}"),
            };
            assert_eq!(*party, item.party);
            // Nothing but the gaps was touched: the text is what serde writes.
            assert_eq!(serde_json::to_string(&FeedChange::Upsert(record)).unwrap(), item.change);
            assert!(!item.change.contains("{{"), "an empty gap in {}", item.change);
        }
    }

    #[test]
    fn letters_have_the_length_of_letters() {
        let mut read = 0;
        for item in items(2, "2026-11-17") {
            let change = serde_json::from_str(&item.change).unwrap();
            if let FeedChange::Upsert(FeedRecord::Message(message)) = change {
                for body in bodies(&message.body) {
                    assert!(
                        (200..=1500).contains(&body.chars().count()),
                        "{} characters: {body}",
                        body.chars().count()
                    );
                    read += 1;
                }
            }
        }
        assert!(read > 1000, "only {read} letters");
    }

    #[test]
    fn items_are_spread_over_years_oldest_first_and_end_before_today() {
        let items = items(3, "2026-11-17");
        assert!(items.is_sorted_by_key(|item| item.at));
        let years: HashSet<_> = items.iter().map(|item| item.at.format("%Y").to_string()).collect();
        assert!(years.len() >= 6, "{years:?}");
        assert!(items.iter().all(|item| item.at < "2026-11-17T00:00:00Z".parse::<DateTime<Utc>>().unwrap()));
    }

    #[test]
    fn a_seed_and_a_day_always_invent_the_same() {
        assert_eq!(items(4, "2026-11-17"), items(4, "2026-11-17"));
        assert_ne!(items(4, "2026-11-17"), items(5, "2026-11-17"));
        assert_ne!(items(4, "2026-11-17"), items(4, "2026-11-18"));
    }

    #[test]
    fn a_wellbeing_services_county_writes_about_health() {
        let plan = Generate { items: 300, seed: 7 };
        let items: Vec<_> = invent(plan, Body::Kaarna, "2026-11-17".parse().unwrap(), &family()).collect();
        assert_eq!(items.len(), 300);
        assert!(items.iter().any(|item| item.change.contains("Hammastarkastus")));
        assert!(items.iter().all(|item| !item.change.contains("Vesilaitos")));
    }

    #[test]
    fn children_get_no_building_permits_and_nobody_has_thousands_of_duties() {
        let items = items(6, "2026-11-17");
        assert!(items.iter().any(|item| item.change.contains("Rakentamislupa")));
        let of_child = |item: &&Invented| item.party == "p-child";
        assert!(items.iter().filter(of_child).all(|item| !item.change.contains("Rakentamislupa")));
        let open = items.iter().filter(|item| item.change.contains("\"state\":\"open\"")).count();
        assert!((1..30).contains(&open), "{open} open tasks");
    }
}
