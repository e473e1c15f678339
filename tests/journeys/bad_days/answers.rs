//! The server answers, but not what was asked.

use std::path::Path;

use connector::Limits;
use domain::source::SyncFailure;
use municipality::Fault;
use serde_json::json;
use tests::{Device, Part, Town, script, tell};

use super::survives;

/// Half a gigabyte would do as well: the app must not take it in.
const HUGE: usize = 50 << 20;

#[tokio::test]
async fn a_server_that_is_broken() {
    survives(Fault::Broken, SyncFailure::Unavailable).await;
}

#[tokio::test]
async fn a_server_that_is_busy() {
    survives(Fault::Busy(120), SyncFailure::Unavailable).await;
}

/// How long the app then waits is told in `engine::schedule`; here, that nothing a server may write there does harm.
#[tokio::test]
async fn a_server_that_asks_for_patience_in_any_words() {
    for patience in [
        "120",
        "0",
        "Wed, 18 Nov 2026 12:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Wed, 99 Nov 2026 99:99:99 GMT",
        "99999999999999999999999999",
        "18446744073709551615",
        "-5",
        "1e9",
        "huomenna",
        "",
    ] {
        survives(Fault::TooMany(patience.to_owned()), SyncFailure::Unavailable).await;
    }
}

#[tokio::test]
async fn a_hotel_network_that_answers_with_its_own_page() {
    survives(Fault::Html, SyncFailure::Unintelligible).await;
}

#[tokio::test]
async fn a_server_that_sends_the_app_elsewhere() {
    survives(Fault::Redirect("http://127.0.0.1:9/elsewhere".into()), SyncFailure::Unintelligible).await;
}

#[tokio::test]
async fn json_that_ends_halfway() {
    survives(Fault::HalfJson, SyncFailure::Unintelligible).await;
}

#[tokio::test]
async fn a_server_that_never_stops_talking() {
    survives(Fault::Flood, SyncFailure::Unintelligible).await;
}

/// Pages of many long letters come in smaller ones.
#[tokio::test]
async fn a_page_that_is_too_large_is_asked_for_in_smaller_ones() {
    let limits = Limits { max_page_bytes: 60_000, ..Limits::default() };
    let haikkala = Town::haikkala().await.unwrap();
    let (all, few) = (Device::new().await.unwrap(), Device::with_limits(limits).await.unwrap());
    for device in [&all, &few] {
        device.connect(&haikkala).await.unwrap();
        device.sync().await.unwrap();
        assert_eq!(device.source(&haikkala).await.unwrap().failure, None);
    }
    assert_eq!(few.inbox().await.unwrap(), all.inbox().await.unwrap());
    assert!(haikkala.requests("/v1/changes").iter().any(|line| line.target.contains("limit=16")));
}

#[tokio::test]
async fn more_than_the_app_accepts_is_refused_and_not_swallowed() {
    let limits = Limits { max_page_bytes: 700, ..Limits::default() };
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::with_limits(limits).await.unwrap();
    device.connect(&haikkala).await.unwrap();
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, Some(SyncFailure::Unintelligible));
    assert!(device.inbox().await.unwrap().is_empty());
}

#[tokio::test]
async fn fifty_megabytes_are_refused_whether_they_are_announced_or_not() {
    for announced in [true, false] {
        survives(Fault::Huge { bytes: HUGE, announced }, SyncFailure::Unintelligible).await;
    }
}

/// The system's allocator hands large buffers back as soon as they are dropped, and does not keep those of one try for the next.
const HANDS_BACK: (&str, &str) = ("MALLOC_MMAP_THRESHOLD_", "131072");

/// The municipality runs in another process, so that the memory is the app's own.
#[tokio::test]
async fn fifty_megabytes_do_not_fill_the_memory() {
    if !cfg!(target_os = "linux") {
        println!("not checked: only Linux tells a process its greatest memory in a file");
        return;
    }
    let haikkala = Town::haikkala().await.unwrap();
    let token = haikkala.authority().issue_token("aino").unwrap();
    haikkala.faults().begin_at("/v1/changes", Fault::Huge { bytes: HUGE, announced: false });
    let needs = json!({ "url": haikkala.base_url().unwrap(), "token": token });
    let part = Part::start(
        "bad_days::answers::a_device_meets_fifty_megabytes",
        &needs,
        &[(HANDS_BACK.0, Path::new(HANDS_BACK.1))],
    )
    .unwrap();
    let told = part.ends_well().await.unwrap();
    let grown: u64 = told.last().unwrap().parse().unwrap();
    // Once for the cap, once for the copy that growing a buffer may need.
    let allowed = 2 * Limits::default().max_page_bytes + (8 << 20);
    assert!(grown < allowed, "{grown} bytes more than before");
}

#[tokio::test]
#[ignore = "a part of fifty_megabytes_do_not_fill_the_memory"]
async fn a_device_meets_fifty_megabytes() {
    let Some(needs) = script() else { return };
    let text = |name: &str| needs[name].as_str().unwrap().to_owned();
    let device = Device::new().await.unwrap();
    let source = domain::id::SourceId::new("haikkala");
    let token = connector::Secret::new(text("token"));
    device.connect_at(source, text("url").parse().unwrap(), token).await.unwrap();
    let before = greatest_memory();
    device.sync().await.unwrap();
    let failure = device.overview().await.unwrap().sources[0].failure;
    assert_eq!(failure, Some(SyncFailure::Unintelligible));
    tell(greatest_memory() - before);
}

/// The most memory this process has had, in bytes.
fn greatest_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").trim().parse::<u64>().unwrap() * 1024
}

#[tokio::test]
async fn a_sign_in_that_was_ended_asks_for_a_new_one_and_keeps_everything() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let before = device.inbox().await.unwrap();
    haikkala.authority().revoke_tokens("aino").unwrap();
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, Some(SyncFailure::SignInNeeded));
    assert_eq!(device.inbox().await.unwrap(), before);
    device.connect(&haikkala).await.unwrap();
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, None);
}
