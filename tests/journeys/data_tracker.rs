//! Mari sees who looked at her data in a register that speaks Estonia's Data Tracker API.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use domain::source::{SourceKind, SyncFailure};
use protocol::{
    ReadLookups, ReadSource,
    data_use::{LookupFilter, LookupPageView, LookupView},
    sign_in::{ServiceAddress, ServiceOffer, SignInStage},
    view::SourceView,
};
use serde_json::json;
use tests::{
    ATV_AUDIENCE, Contract, Device, PARKING_CLIENT, Town,
    data_tracker::{MARI, Tracker, usage},
    dialogporten::Asked,
    listing_of, today,
};

use crate::sign_in::sign_in;

fn now() -> DateTime<Utc> {
    today().and_hms_opt(7, 12, 0).unwrap().and_utc()
}

/// A register with so many usages, an hour apart, the newest an hour ago.
async fn register_with(count: i64) -> Tracker {
    let register = Tracker::start().await.unwrap();
    for number in 1..=count {
        register.log(MARI, usage(now() - TimeDelta::hours(number), &format!("Isiku aadressi päring {number}")));
    }
    register
}

async fn mari(register: &Tracker) -> Device {
    let device = Device::new().await.unwrap();
    register.connect(&device).await.unwrap();
    device
}

async fn page(device: &Device, filter: LookupFilter, after: Option<String>) -> LookupPageView {
    device.ask(ReadLookups { filter, after, limit: 200 }).await.unwrap()
}

/// Every lookup, newest first.
async fn lookups(device: &Device) -> Vec<LookupView> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = page(device, LookupFilter::default(), after).await;
        all.extend(page.items);
        after = page.next;
        if after.is_none() {
            assert_eq!(usize::try_from(page.total).unwrap(), all.len());
            return all;
        }
    }
}

async fn how_it_is(device: &Device) -> SourceView {
    device.overview().await.unwrap().sources.into_iter().find(|view| view.id == Tracker::source()).unwrap()
}

fn offsets(asked: &[Asked]) -> Vec<String> {
    asked.iter().flat_map(|asked| asked.query("offset")).collect()
}

#[tokio::test]
async fn mari_has_a_long_log_page_by_page_and_what_is_new_later_once() {
    let register = register_with(2500).await;
    let device = mari(&register).await;
    device.sync().await.unwrap();
    let asked = register.take_asked();
    assert_eq!(asked.iter().filter(|asked| asked.path() == "/v2/findUsage").count(), 3);
    assert_eq!(offsets(&asked), ["0", "980", "1960"], "a page begins before the end of the one before");
    let all = lookups(&device).await;
    let said: BTreeSet<_> = all.iter().map(|lookup| lookup.action.value.clone()).collect();
    assert_eq!((all.len(), said.len()), (2500, 2500));
    let newest = &all[0];
    assert_eq!((newest.action.value.as_str(), newest.action.lang.as_deref()), ("Isiku aadressi päring 1", Some("et")));
    assert_eq!((newest.receiver.value.as_str(), newest.system.as_deref()), ("Häirekeskus", Some("Abikutse")));

    // How far back it tells stands beside it.
    let told = page(&device, LookupFilter::default(), None).await;
    let [log] = told.logs.as_slice() else { panic!("{:?}", told.logs) };
    assert_eq!(log.source, Tracker::source());
    assert_eq!(log.since.date, "2021-01-31".parse().unwrap());

    register.wait(TimeDelta::hours(2));
    register.log(MARI, usage(now() + TimeDelta::hours(1), "Uus päring"));
    register.log(MARI, usage(now() - TimeDelta::days(3), "Hilja kirja pandud"));
    // One that says what another says is one more.
    register.log(MARI, usage(now() - TimeDelta::hours(5), "Isiku aadressi päring 5"));
    for _ in 0..3 {
        device.sync().await.unwrap();
        let all = lookups(&device).await;
        assert_eq!(all.len(), 2503);
        let fifth = all.iter().filter(|lookup| lookup.action.value == "Isiku aadressi päring 5").count();
        assert_eq!((all[0].action.value.as_str(), fifth), ("Uus päring", 2));
    }
}

#[tokio::test]
async fn what_is_logged_while_mari_reads_is_neither_lost_nor_doubled() {
    for question in 2..=3 {
        let register = register_with(2500).await;
        let late = now() - TimeDelta::hours(1) - TimeDelta::minutes(30);
        register.log_before(question, vec![usage(late, "Vahepeal"), usage(late, "Vahepeal")]);
        let device = mari(&register).await;
        device.sync().await.unwrap();
        let all = lookups(&device).await;
        assert_eq!(all.len(), register.logged(MARI), "before question {question}");
        assert_eq!(all.iter().filter(|lookup| lookup.action.value == "Vahepeal").count(), 2);
    }
}

#[tokio::test]
async fn a_broken_entry_is_set_aside_and_the_rest_is_there() {
    let register = register_with(30).await;
    register
        .log(MARI, json!({ "logtime": "eile", "action": "Kanaarilind", "receiverCode": "1", "receiverSystem": "x" }));
    let device = mari(&register).await;
    device.sync().await.unwrap();
    device.sync().await.unwrap();
    assert_eq!(lookups(&device).await.len(), 30);
    let detail = device.ask(ReadSource { source: Tracker::source() }).await.unwrap();
    let [fault] = detail.quarantined.as_slice() else { panic!("{:?}", detail.quarantined) };
    assert!(fault.detail.contains("logtime: not a time"), "{}", fault.detail);
    assert!(!format!("{detail:?}").contains("Kanaarilind"));
    assert_eq!(how_it_is(&device).await.failure, None);
}

#[tokio::test]
async fn mari_reads_on_while_the_register_is_down() {
    let register = register_with(30).await;
    let device = mari(&register).await;
    device.sync().await.unwrap();
    register.set_out_of_order(Some(StatusCode::INTERNAL_SERVER_ERROR));
    register.log(MARI, usage(now() - TimeDelta::minutes(1), "Uus"));
    device.sync().await.unwrap();
    assert_eq!(how_it_is(&device).await.failure, Some(SyncFailure::Unavailable));
    assert_eq!(lookups(&device).await.len(), 30);
    register.set_out_of_order(None);
    device.sync().await.unwrap();
    assert_eq!((how_it_is(&device).await.failure, lookups(&device).await.len()), (None, 31));
}

#[tokio::test]
async fn once_a_week_the_whole_log_is_read_and_what_it_has_no_more_goes() {
    let register = register_with(30).await;
    let device = mari(&register).await;
    device.sync().await.unwrap();
    register.take_asked();
    register.wait(TimeDelta::days(6));
    device.sync().await.unwrap();
    assert!(register.take_asked().iter().any(|asked| !asked.query("periodStart").is_empty()));
    register.wait(TimeDelta::days(2));
    register.reach_back_to("2026-11-18T00:00:00Z");
    device.sync().await.unwrap();
    assert!(register.asked().iter().all(|asked| asked.query("periodStart").is_empty()), "the whole log");
    assert_eq!(lookups(&device).await.len(), 30, "what is still there stays");
    let told = page(&device, LookupFilter::default(), None).await;
    assert_eq!(told.logs[0].since.date, "2026-11-18".parse().unwrap());
}

#[tokio::test]
async fn the_register_hears_from_the_sign_in_whose_data_it_is_asked_for_also_after_a_restart() {
    let town = Town::haikkala_with_documents().await.unwrap();
    let register = Tracker::start().await.unwrap();
    register.trust_everybody();
    let (aino, _) = town.parties("aino").unwrap().remove(0);
    register.log(&aino, usage(now() - TimeDelta::hours(1), "Aino andmete päring"));
    register.log("somebody-else", usage(now() - TimeDelta::hours(1), "Kellegi teise andmete päring"));
    let listed = json!({
        "id": Tracker::source(), "api": "data_tracker", "base_url": register.base(), "name": { "fi": "Väestörekisteri" },
        "sign_in": { "issuer": format!("{}openid", town.base_url().unwrap()), "client_id": PARKING_CLIENT,
            "scopes": ["openid", "offline_access"], "resource": ATV_AUDIENCE },
    });
    let device = Device::with_directory(listing_of(1, None, &[listed]).unwrap()).await.unwrap();
    let stage = sign_in(&device, ServiceAddress::Listed(Tracker::source())).await.unwrap();
    assert_eq!(stage, SignInStage::Connected(Tracker::source()));
    device.sync().await.unwrap();
    assert_eq!(lookups(&device).await.len(), 1);

    let device = device.restart().await.unwrap();
    register.take_asked();
    register.log(&aino, usage(now() - TimeDelta::minutes(1), "Uus"));
    device.sync().await.unwrap();
    assert_eq!(lookups(&device).await.len(), 2);
    let asked = register.asked();
    let usages: Vec<_> = asked.iter().filter(|asked| asked.path() == "/v2/findUsage").collect();
    assert!(!usages.is_empty());
    for asked in usages {
        assert_eq!(asked.query("userCode"), [aino.as_str()]);
        assert_eq!(asked.headers["x-road-userid"].to_str().unwrap(), aino);
        assert!(asked.headers["authorization"].to_str().unwrap().starts_with("Bearer "), "bound to no key");
    }
    assert_eq!(device.ask(ReadSource { source: Tracker::source() }).await.unwrap().offers, [ServiceOffer::Lookups]);
}

#[tokio::test]
async fn every_kind_of_question_is_as_the_contract_has_it() {
    let Some(real) = std::env::var_os("KOTIKUNTA_REAL_DATA") else {
        println!("not checked: KOTIKUNTA_REAL_DATA is not set");
        return;
    };
    let openapi = PathBuf::from(real).join("data-tracker/openapi.yaml");
    let Some(contract) = Contract::start(&openapi).await.unwrap() else { return };
    let register = register_with(1200).await;
    let device = mari(&register).await;
    device.sync().await.unwrap();
    register.log(MARI, usage(now() - TimeDelta::minutes(1), "Uus"));
    device.sync().await.unwrap();

    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for asked in register.asked() {
        assert_eq!(contract.objection(&asked).await.unwrap(), None, "{}", asked.uri.path());
        let kind = match asked.path() {
            "/v2/usagePeriod" => "period",
            _ if !asked.query("periodStart").is_empty() => "the last weeks",
            _ if asked.query("offset") == ["0"] => "everything",
            _ => "everything, continued",
        };
        *kinds.entry(kind).or_default() += 1;
    }
    println!("held against the contract: {kinds:?}");
    let all = ["everything", "everything, continued", "period", "the last weeks"];
    assert_eq!(kinds.into_keys().collect::<Vec<_>>(), all);

    // It would object.
    let of_usages = || register.asked().into_iter().find(|asked| asked.path() == "/v2/findUsage").unwrap();
    let mut nobody = of_usages();
    nobody.headers.remove("x-road-userid");
    let mut nobodys = of_usages();
    nobodys.uri = "/v2/findUsage?offset=0".parse().unwrap();
    let mut timeless = of_usages();
    timeless.uri = format!("/v2/findUsage?userCode={MARI}&periodStart=eile").parse().unwrap();
    for wrong in [nobody, nobodys, timeless] {
        assert!(contract.objection(&wrong).await.unwrap().is_some(), "{}", wrong.uri);
    }
}

#[tokio::test]
async fn its_kind_is_kept() {
    let register = register_with(1).await;
    let device = mari(&register).await;
    device.sync().await.unwrap();
    let device = device.restart().await.unwrap();
    let detail = device.ask(ReadSource { source: Tracker::source() }).await.unwrap();
    assert_eq!(detail.kind, SourceKind::DataTracker);
    device.sync().await.unwrap();
    assert_eq!(how_it_is(&device).await.failure, None, "the address says whose data it is asked for");
}
