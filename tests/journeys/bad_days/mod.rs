//! Bad days. Whatever happens, what is on the device stays, what is good lands, and the resident is told in words.

mod answers;
mod clock;
mod copies;
mod disk;
mod files;
mod keyring;
mod killed;
mod locked_out;
mod network;
mod records;
mod secure;

use std::time::Duration;

use connector::Limits;
use domain::source::SyncFailure;
use municipality::Fault;
use tests::{Device, Town};

/// What a trouble looks like from the app, and that everything is well again after it.
async fn survives(fault: Fault, seen: SyncFailure) {
    survives_within(Limits::default(), fault, seen).await;
}

/// As [`survives`], on a device that accepts no more than this.
async fn survives_within(limits: Limits, fault: Fault, seen: SyncFailure) {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::with_limits(limits).await.unwrap();
    device.connect(&haikkala).await.unwrap();
    device.sync().await.unwrap();
    let before = device.inbox().await.unwrap();
    assert!(!before.is_empty());

    haikkala.faults().begin(fault.clone());
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, Some(seen), "{fault:?}");
    assert_eq!(device.inbox().await.unwrap(), before, "{fault:?}");

    haikkala.faults().end();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    haikkala.send("m-after", &aino, "Taas kunnossa").unwrap();
    device.sync().await.unwrap();
    assert_eq!(device.source(&haikkala).await.unwrap().failure, None, "{fault:?}");
    assert_eq!(device.inbox().await.unwrap().len(), before.len() + 1, "{fault:?}");
}

/// A device that soon loses its patience with a request, but not so soon that a sound one fails on a slow machine.
fn impatient() -> Limits {
    Limits { request_timeout: Duration::from_secs(2), ..Limits::default() }
}
