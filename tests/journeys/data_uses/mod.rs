//! Who uses Aino's data, what she says to it, and what is done all the same.

mod answering;
mod reading;
mod schedules;
mod taking_out;
mod watching;

use domain::{
    consent::{Overlay, State},
    id::{RecordKey, RecordKind},
};
use municipality::Wanted;
use protocol::{
    AnswerConsent, ReadDataUses, ReadItem, ReadOutbox,
    data_use::{AnsweredView, ConsentBody, ConsentChoice, DataUsesView},
    letters::OutgoingView,
    view::ItemBody,
};
use resident_api::ConsentRecord;
use tests::{Device, Town, key};

/// The consents that a municipality has of this purpose, the newest last.
fn recorded(town: &Town, purpose: &str) -> ConsentRecord {
    let of = |consent: &ConsentRecord| consent.purpose.purpose.fi.as_deref().is_some_and(|text| text.contains(purpose));
    let mut all: Vec<_> = town.authority().consents().unwrap().into_iter().filter(of).collect();
    let replaced: Vec<_> = all.iter().filter_map(|consent| consent.replaces.clone()).collect();
    all.retain(|consent| !replaced.contains(&consent.id));
    all.pop().unwrap_or_else(|| panic!("no consent of {purpose}"))
}

fn named(town: &Town, consent: &ConsentRecord) -> RecordKey {
    key(town.source(), RecordKind::Consent, &consent.id)
}

/// Aino's device with everything of this municipality on it.
async fn settled(town: &Town) -> Device {
    let device = Device::of_aino(&[town]).await.unwrap();
    device.sync().await.unwrap();
    device
}

async fn body(device: &Device, item: &RecordKey) -> ConsentBody {
    let ItemBody::Consent(body) = device.ask(ReadItem { item: item.clone() }).await.unwrap().body else {
        panic!("a consent")
    };
    *body
}

async fn uses(device: &Device) -> DataUsesView {
    device.ask(ReadDataUses { party: None }).await.unwrap()
}

/// Gives what must be given, and these items, until the last day that there can be.
async fn give(device: &Device, item: &RecordKey, items: &[&str]) -> AnsweredView {
    let shown = body(device, item).await;
    let items = items.iter().map(|item| (*item).to_owned()).collect();
    let choice = ConsentChoice::Give { items, until: shown.latest_end };
    answer(device, item, choice).await
}

async fn answer(device: &Device, item: &RecordKey, choice: ConsentChoice) -> AnsweredView {
    let notice = body(device, item).await.notice.unwrap().sha256;
    device.ask(AnswerConsent { item: item.clone(), choice, notice }).await.unwrap()
}

/// The consent once it stands so, with nothing on its way.
async fn as_soon_as(device: &Device, item: &RecordKey, state: State) -> ConsentBody {
    let mut events = device.engine().events();
    loop {
        device.sync().await.unwrap();
        let body = body(device, item).await;
        if body.state == state && body.overlay == Overlay::Nothing {
            return body;
        }
        // What is sent says so when it has got there; that some such word was missed is a reason to look, too.
        let _ = events.recv().await;
    }
}

async fn outbox(device: &Device) -> Vec<OutgoingView> {
    let view = device.ask(ReadOutbox {}).await.unwrap();
    view.unsent.into_iter().chain(view.received).collect()
}

/// Whether the controller of a consent gets at its data now, through the municipality's own gate.
fn gets_through(town: &Town, consent: &ConsentRecord) -> bool {
    let wanted = Wanted {
        data_use: consent.data_use.clone().unwrap(),
        receiver: Some(consent.controller.id.clone()),
        ..Wanted::default()
    };
    town.authority().look_up(&wanted).unwrap().seen.is_ok()
}
