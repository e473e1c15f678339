//! The Data Tracker over HTTP, against a server on loopback that orders, grows and breaks as it likes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use connector::{Access, ConnectorError, Http, Limits, Pulled, Secret, Service, data_tracker::DataTracker};
use domain::{
    change::{Change, Cursor, Page},
    lookup::Lookup,
    record::Record,
    source::SourceKind,
    time::Moment,
};
use serde_json::{Value, json};
use support::{only, server::serve};
use url::Url;

const MARI: &str = "EE48806260018";

fn usage(at: &str, action: &str) -> Value {
    json!({ "logtime": at, "action": action, "receiverCode": "70000562", "receiverName": "Häirekeskus",
        "receiverSystem": "Abikutse" })
}

/// In which order the log answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    NewestFirst,
    OldestFirst,
    /// Another one with each question.
    None,
}

/// A register with its log, as the contract has it.
#[derive(Clone, Debug)]
struct Register {
    log: Vec<Value>,
    order: Order,
    now: DateTime<Utc>,
    since: &'static str,
    /// What the server gives at most, whatever is asked.
    page: usize,
    counts: bool,
    /// Logged before the second, third … question for usages is answered.
    comes: BTreeMap<usize, Vec<Value>>,
    refuses: Option<StatusCode>,
    asked: Vec<(BTreeMap<String, String>, HeaderMap)>,
}

type Shared = Arc<Mutex<Register>>;

fn at(minute: i64) -> String {
    let start: DateTime<Utc> = "2026-10-01T00:00:00Z".parse().unwrap();
    (start + TimeDelta::minutes(minute)).to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// So many usages, a minute apart, the newest a while before now.
fn log(count: i64) -> Vec<Value> {
    (0..count).map(|minute| usage(&at(minute), &format!("Päring {minute}"))).collect()
}

impl Register {
    fn new(log: Vec<Value>) -> Self {
        Self {
            log,
            order: Order::NewestFirst,
            now: "2026-10-05T00:00:00Z".parse().unwrap(),
            since: "2021-01-31T10:20:30Z",
            page: 1000,
            counts: true,
            comes: BTreeMap::new(),
            refuses: None,
            asked: Vec::new(),
        }
    }

    fn answer(&mut self, asked: &BTreeMap<String, String>) -> Value {
        let nth = self.asked.len();
        let new = self.comes.remove(&nth).unwrap_or_default();
        self.log.extend(new);
        let time = |text: &Value| -> Option<DateTime<Utc>> { text.as_str()?.parse().ok() };
        let bound = |name: &str| asked.get(name).map(|text| text.parse::<DateTime<Utc>>().unwrap());
        let (start, end) = (bound("periodStart"), bound("periodEnd"));
        let within = |usage: &&Value| {
            // What has no time stands in every period.
            time(&usage["logtime"])
                .is_none_or(|at| start.is_none_or(|start| at > start) && end.is_none_or(|end| at <= end))
        };
        let mut found: Vec<&Value> = self.log.iter().filter(within).collect();
        found.sort_by_key(|usage| usage["logtime"].as_str().unwrap_or_default().to_owned());
        match self.order {
            Order::OldestFirst => {}
            Order::NewestFirst => found.reverse(),
            Order::None => {
                let turn = (nth * 7 + 3) % found.len().max(1);
                found.rotate_left(turn);
            }
        }
        let number = |name: &str| asked[name].parse::<usize>().unwrap();
        assert!((1..=1000).contains(&number("limit")), "the contract's cap");
        let page: Vec<_> = found.iter().skip(number("offset")).take(number("limit").min(self.page)).collect();
        let mut answer = json!({ "usages": page });
        if self.counts {
            answer["totalUsages"] = json!(found.len());
        }
        answer
    }
}

async fn find_usage(
    State(register): State<Shared>,
    Query(asked): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    let mut register = register.lock().unwrap();
    register.asked.push((asked.clone(), headers));
    if let Some(status) = register.refuses {
        return status.into_response();
    }
    answered(&register.answer(&asked).clone(), register.now)
}

async fn usage_period(State(register): State<Shared>) -> Response {
    let register = register.lock().unwrap();
    answered(&json!({ "periodStart": register.since }), register.now)
}

fn answered(body: &Value, now: DateTime<Utc>) -> Response {
    let date = now.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    ([(header::CONTENT_TYPE, "application/json".to_owned()), (header::DATE, date)], body.to_string()).into_response()
}

async fn run(register: Register) -> (Shared, Url) {
    let shared = Arc::new(Mutex::new(register));
    let router = Router::new()
        .route("/xroad/v2/findUsage", get(find_usage))
        .route("/xroad/v2/usagePeriod", get(usage_period))
        .with_state(Arc::clone(&shared));
    let mut base = serve(router).await.join("xroad/").unwrap();
    base.set_query(Some(&format!("userCode={MARI}")));
    (shared, base)
}

fn api(base: &Url) -> DataTracker {
    DataTracker::new(Http::new(Limits::default()).unwrap(), base.clone(), access()).unwrap()
}

fn access() -> Access {
    Access::token(Secret::new("mari-token")).unwrap()
}

/// What a device holds of the log, as its store would: by id, and after a whole reading nothing that it did not bring.
#[derive(Default)]
struct Device {
    cursor: Option<Cursor>,
    lookups: BTreeMap<String, Lookup>,
    bad: usize,
    pages: usize,
    since: Option<Moment>,
}

impl Device {
    /// Pulls until there is no more. Answers whether anything came.
    async fn sync(&mut self, api: &DataTracker, size: usize) -> Result<bool, ConnectorError> {
        let mut whole: Option<BTreeMap<String, Lookup>> = self.cursor.is_none().then(BTreeMap::new);
        (self.bad, self.pages) = (0, 0);
        loop {
            let pulled = match api.pull(self.cursor.as_ref(), size, DateTime::UNIX_EPOCH).await {
                Err(ConnectorError::CursorExpired) if whole.is_none() => {
                    (self.cursor, whole) = (None, Some(BTreeMap::new()));
                    continue;
                }
                pulled => pulled?,
            };
            let Pulled::Page { page, .. } = pulled else { return Ok(false) };
            self.take(&page, whole.as_mut());
            self.pages += 1;
            assert!(self.pages < 100, "the pull never ends");
            self.cursor = Some(page.next);
            if !page.more {
                if let Some(whole) = whole {
                    self.lookups = whole;
                }
                return Ok(true);
            }
        }
    }

    fn take(&mut self, page: &Page, mut whole: Option<&mut BTreeMap<String, Lookup>>) {
        self.bad += page.quarantined.len();
        for change in &page.changes {
            let Change::Upsert(record) = change else { panic!("{change:?}") };
            match record.as_ref() {
                Record::Lookup(lookup) => {
                    let id = lookup.id.to_string();
                    if let Some(whole) = &mut whole {
                        whole.insert(id.clone(), lookup.as_ref().clone());
                    }
                    self.lookups.insert(id, lookup.as_ref().clone());
                }
                Record::AccessLog(log) => self.since = Some(log.since),
                Record::Party(_) => {}
                other => panic!("{other:?}"),
            }
        }
    }

    /// What it holds, as the register writes it.
    fn actions(&self) -> Vec<(i64, String)> {
        let mut all: Vec<_> =
            self.lookups.values().map(|lookup| (lookup.at.sort_key(), only(&lookup.action).1.to_owned())).collect();
        all.sort();
        all
    }
}

fn actions_of(log: &[Value]) -> Vec<(i64, String)> {
    let time = |usage: &Value| usage["logtime"].as_str().unwrap().parse::<DateTime<Utc>>().unwrap().timestamp_millis();
    let mut all: Vec<_> = log.iter().map(|usage| (time(usage), usage["action"].as_str().unwrap().to_owned())).collect();
    all.sort();
    all
}

#[tokio::test]
async fn a_long_log_is_read_page_by_page_in_either_order() {
    for order in [Order::NewestFirst, Order::OldestFirst] {
        let (register, base) = run(Register { order, ..Register::new(log(2500)) }).await;
        let mut device = Device::default();
        assert!(device.sync(&api(&base), 1000).await.unwrap());
        assert_eq!(device.actions(), actions_of(&register.lock().unwrap().log), "{order:?}");
        assert_eq!((device.pages, device.bad), (3, 0));
        assert_eq!(device.since, Some(Moment::Instant("2021-01-31T10:20:30Z".parse().unwrap())));
        // Nothing is new, and one page says so.
        let asked = register.lock().unwrap().asked.len();
        assert_eq!(asked, 3);
        let whole = register.lock().unwrap().asked.iter().all(|(asked, _)| !asked.contains_key("periodStart"));
        assert!(whole, "the whole log was asked for");
    }
}

#[tokio::test]
async fn the_resident_is_named_as_whose_data_and_as_who_asks() {
    let (register, base) = run(Register::new(log(3))).await;
    Device::default().sync(&api(&base), 1000).await.unwrap();
    let register = register.lock().unwrap();
    let (asked, headers) = &register.asked[0];
    assert_eq!((asked["userCode"].as_str(), headers["x-road-userid"].to_str().unwrap()), (MARI, MARI));
    assert_eq!(headers[header::AUTHORIZATION].to_str().unwrap(), "Bearer mari-token");
    assert_eq!((asked["offset"].as_str(), asked["limit"].as_str()), ("0", "1000"));
    assert_eq!(asked["periodEnd"], "2026-10-05T00:00:00Z", "by the server's clock");
}

#[tokio::test]
async fn where_nobody_knows_who_the_resident_is_they_sign_in() {
    let (register, mut base) = run(Register::new(log(3))).await;
    base.set_query(None);
    let answer = api(&base).pull(None, 10, DateTime::UNIX_EPOCH).await;
    assert_eq!(answer.err(), Some(ConnectorError::SignInNeeded));
    base.set_query(Some("userCode=EE1%26limit%3D9"));
    let answer = api(&base).pull(None, 10, DateTime::UNIX_EPOCH).await;
    assert!(matches!(answer, Err(ConnectorError::Unintelligible { .. })), "{answer:?}");
    assert!(register.lock().unwrap().asked.is_empty(), "and nobody was asked about");
}

#[tokio::test]
async fn what_is_new_later_comes_once_also_when_it_is_logged_late() {
    let (register, base) = run(Register::new(log(30))).await;
    let (api, mut device) = (api(&base), Device::default());
    device.sync(&api, 1000).await.unwrap();
    assert!(!device.sync(&api, 1000).await.unwrap(), "nothing is new");
    assert!(!api.has_news(device.cursor.as_ref().unwrap()).await.unwrap());
    {
        let mut register = register.lock().unwrap();
        register.now += TimeDelta::hours(1);
        // One of now, one that says what another says, and one of ten days ago.
        let again = register.log[7].clone();
        register.log.extend([usage("2026-10-05T00:30:00Z", "Uus"), again, usage("2026-09-25T00:30:00Z", "Hiline")]);
    }
    assert!(api.has_news(device.cursor.as_ref().unwrap()).await.unwrap());
    assert!(device.sync(&api, 1000).await.unwrap());
    assert_eq!(device.actions(), actions_of(&register.lock().unwrap().log));
    assert!(!device.sync(&api, 1000).await.unwrap());
    let last = register.lock().unwrap().asked.last().unwrap().0.clone();
    assert_eq!(last["periodStart"], "2026-09-20T23:59:59Z", "two weeks, and the second that may be left out");
}

#[tokio::test]
async fn a_receiver_that_is_named_later_is_told_with_its_name() {
    let mut nameless = log(3);
    nameless[1].as_object_mut().unwrap().remove("receiverName");
    let (register, base) = run(Register::new(nameless)).await;
    let (api, mut device) = (api(&base), Device::default());
    device.sync(&api, 1000).await.unwrap();
    assert_eq!(device.lookups.values().filter(|lookup| lookup.receiver.name.is_none()).count(), 1);
    register.lock().unwrap().log = log(3);
    assert!(device.sync(&api, 1000).await.unwrap());
    assert!(device.lookups.len() == 3 && device.lookups.values().all(|lookup| lookup.receiver.name.is_some()));
}

#[tokio::test]
async fn usages_that_come_in_between_pages_lose_and_double_nothing() {
    for order in [Order::NewestFirst, Order::OldestFirst] {
        // Late ones, at both ends and in the middle, and one that says what another says.
        for late in [at(-500), at(50), at(99)] {
            for nth in 2..=5 {
                let comes = BTreeMap::from([(nth, vec![usage(&late, "Hiline"), usage(&at(50), "Päring 50")])]);
                let (register, base) = run(Register { order, comes, ..Register::new(log(100)) }).await;
                let (api, mut device) = (api(&base), Device::default());
                device.sync(&api, 30).await.unwrap();
                device.sync(&api, 30).await.unwrap();
                let expected = actions_of(&register.lock().unwrap().log);
                assert_eq!(device.actions(), expected, "{order:?}, {late} before question {nth}");
                assert!(register.lock().unwrap().comes.is_empty(), "it came");
            }
        }
    }
}

#[tokio::test]
async fn equal_usages_on_several_pages_are_as_many_as_there_are() {
    let same = vec![usage(&at(5), "Päring"); 70];
    for counts in [true, false] {
        let (_register, base) = run(Register { counts, ..Register::new(same.clone()) }).await;
        let (api, mut device) = (api(&base), Device::default());
        device.sync(&api, 30).await.unwrap();
        assert_eq!(device.lookups.len(), 70, "{counts}");
        device.sync(&api, 25).await.unwrap();
        assert_eq!(device.lookups.len(), 70, "{counts}, again on other pages");
    }
}

#[tokio::test]
async fn a_server_may_give_less_than_is_asked_and_need_not_count() {
    for (page, counts) in [(7, true), (7, false), (1, true), (1, false), (1000, false)] {
        let (_register, base) = run(Register { page, counts, ..Register::new(log(23)) }).await;
        let mut device = Device::default();
        device.sync(&api(&base), 1000).await.unwrap();
        assert_eq!(device.actions(), actions_of(&log(23)), "{page} {counts}");
    }
}

#[tokio::test]
async fn a_server_without_an_order_ends_the_reading_and_doubles_nothing() {
    let (_register, base) = run(Register { order: Order::None, ..Register::new(log(100)) }).await;
    let (api, mut device) = (api(&base), Device::default());
    device.sync(&api, 30).await.unwrap();
    let all = actions_of(&log(100));
    assert!(device.actions().iter().all(|held| all.contains(held)));
    let mut apart = device.actions();
    apart.dedup();
    assert_eq!(apart, device.actions());
    // A page that holds all needs no order.
    device.sync(&api, 1000).await.unwrap();
    assert_eq!(device.actions(), all);
}

#[tokio::test]
async fn a_bad_usage_is_set_aside_in_each_reading_and_moves_nothing() {
    let mut broken = log(50);
    broken.insert(20, json!({ "logtime": "eile", "action": "Päring", "receiverCode": "1", "receiverSystem": "x" }));
    broken.insert(31, json!(7));
    let (_register, base) = run(Register::new(broken)).await;
    let (api, mut device) = (api(&base), Device::default());
    for _ in 0..2 {
        device.sync(&api, 20).await.unwrap();
        assert_eq!((device.actions(), device.bad), (actions_of(&log(50)), 2));
    }
    // What is known to be bad is no news.
    device.sync(&api, 1000).await.unwrap();
    assert!(!device.sync(&api, 1000).await.unwrap());
    assert!(!api.has_news(device.cursor.as_ref().unwrap()).await.unwrap());
}

#[tokio::test]
async fn once_a_week_everything_is_read_again_and_what_is_gone_goes() {
    let (register, base) = run(Register::new(log(40))).await;
    let (api, mut device) = (api(&base), Device::default());
    device.sync(&api, 1000).await.unwrap();
    {
        let mut register = register.lock().unwrap();
        register.log.drain(..10);
        register.since = "2026-10-01T00:10:00Z";
        register.now += TimeDelta::days(6);
    }
    device.sync(&api, 1000).await.unwrap();
    assert_eq!(device.lookups.len(), 40, "not every day");
    assert_eq!(device.since, Some(Moment::Instant("2026-10-01T00:10:00Z".parse().unwrap())), "but how far it reaches");
    register.lock().unwrap().now += TimeDelta::days(2);
    device.sync(&api, 1000).await.unwrap();
    assert_eq!(device.actions(), actions_of(&log(40)[10..]));
}

#[tokio::test]
async fn a_pull_that_is_interrupted_goes_on_where_it_was() {
    let (register, base) = run(Register::new(log(100))).await;
    let (api, mut device) = (api(&base), Device::default());
    let Pulled::Page { page, .. } = api.pull(None, 40, DateTime::UNIX_EPOCH).await.unwrap() else { panic!() };
    device.take(&page, None);
    device.cursor = Some(page.next);
    register.lock().unwrap().refuses = Some(StatusCode::INTERNAL_SERVER_ERROR);
    let down = api.pull(device.cursor.as_ref(), 40, DateTime::UNIX_EPOCH).await;
    assert_eq!(down.err(), Some(ConnectorError::Unavailable { status: 500, retry_after: None }));
    register.lock().unwrap().refuses = None;
    device.sync(&api, 40).await.unwrap();
    assert_eq!(device.actions(), actions_of(&log(100)));
}

#[tokio::test]
async fn refusals_are_those_of_the_contract() {
    let (register, base) = run(Register::new(log(1))).await;
    for (status, expected) in [
        (StatusCode::BAD_REQUEST, ConnectorError::Refused { status: 400 }),
        (StatusCode::INTERNAL_SERVER_ERROR, ConnectorError::Unavailable { status: 500, retry_after: None }),
        (StatusCode::UNAUTHORIZED, ConnectorError::SignInNeeded),
    ] {
        register.lock().unwrap().refuses = Some(status);
        assert_eq!(api(&base).pull(None, 10, DateTime::UNIX_EPOCH).await.err(), Some(expected));
    }
}

#[tokio::test]
async fn a_cursor_of_another_version_means_everything_again() {
    let (_register, base) = run(Register::new(log(1))).await;
    for other in ["c-17", "{}", r#"{"v":2,"whole_at":null,"known":null,"reach":null,"pass":null}"#] {
        let answer = api(&base).pull(Some(&Cursor::new(other)), 10, DateTime::UNIX_EPOCH).await;
        assert_eq!(answer.err(), Some(ConnectorError::CursorExpired), "{other}");
    }
}

#[test]
fn it_is_a_service_that_takes_bearer_tokens_and_has_no_documents() {
    let (http, base) = (Http::new(Limits::default()).unwrap(), "https://jalgija.example/".parse().unwrap());
    let service = Service::new(SourceKind::DataTracker, http, base, access()).unwrap();
    assert_eq!(service.kind(), SourceKind::DataTracker);
    assert!(!Service::takes_bound_tokens(SourceKind::DataTracker) && !service.fetches_ahead());
}
