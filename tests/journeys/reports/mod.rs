//! Aino reports what is broken, and hears what becomes of it.

mod following;
mod making;
mod schedules;
mod sending;

use domain::{
    form::Reply,
    id::{RecordKey, RecordKind, SourceId},
    report::{Place, Position},
};
use municipality::Report;
use protocol::{
    BeginLetter, ConnectOpenly, KeepLetter, ReadItem, ReadOutbox, ReadReportForm, ReadReporting, SendLetter,
    letters::{Given, LetterText, LetterTo, LetterView, OutgoingView, PhaseView, SentView},
    reports::{ReportGiven, ReportingView},
    sign_in::ServiceAddress,
    view::{ItemBody, ServiceRequestBody},
};
use tests::{Device, Town, key};

/// Where the town takes reports.
fn address(town: &Town) -> String {
    town.open311_url().unwrap().to_string()
}

/// Aino's device, on which the town's reports are connected and nothing else.
async fn connected(town: &Town) -> (Device, SourceId) {
    let device = Device::new().await.unwrap();
    let source = device.ask(ConnectOpenly { at: ServiceAddress::Typed(address(town)) }).await.unwrap();
    (device, source)
}

/// A pothole in front of the school.
fn pothole(town: &Town) -> ReportGiven {
    let near = town.authority().reports().unwrap().into_iter().find_map(|report| report.position).unwrap();
    ReportGiven {
        service: Some("kuoppa".into()),
        replies: vec![
            Reply { question: "PAIKKA".into(), choices: vec!["suojatie".into()], ..Reply::default() },
            Reply { question: "SYVYYS".into(), text: "12,5".into(), ..Reply::default() },
        ],
        place: Place {
            address: "Koulutie 4".into(),
            // Far from everything that is reported already.
            position: Position::new(near.0 + 0.02, near.1),
        },
        reporter: None,
    }
}

/// Begins a report of this and writes it down.
async fn written(device: &Device, source: &SourceId, given: ReportGiven, body: &str) -> LetterView {
    let to = LetterTo::Report(source.clone());
    if let Some(service) = given.service.clone() {
        device.ask(ReadReportForm { source: source.clone(), service }).await.unwrap();
    }
    let letter = device.ask(BeginLetter { to: to.clone() }).await.unwrap();
    let given = Given::Report(Box::new(given));
    let text = LetterText { body: body.into(), given, ..LetterText::default() };
    device.ask(KeepLetter { id: letter.id.clone(), to: to.clone(), text }).await.unwrap();
    device.ask(BeginLetter { to }).await.unwrap()
}

async fn send(device: &Device, letter: &LetterView) -> SentView {
    device.ask(SendLetter { id: letter.id.clone() }).await.unwrap()
}

async fn outgoing(device: &Device, letter: &LetterView) -> OutgoingView {
    let outbox = device.ask(ReadOutbox {}).await.unwrap();
    let all = outbox.unsent.into_iter().chain(outbox.received);
    all.into_iter().find(|one| one.id == letter.id).unwrap()
}

/// The report's letter once it stands so.
async fn as_soon_as(device: &Device, letter: &LetterView, is_so: impl Fn(&PhaseView) -> bool) -> OutgoingView {
    let mut events = device.engine().events();
    loop {
        let one = outgoing(device, letter).await;
        if is_so(&one.phase) {
            return one;
        }
        // What is sent says so when it has got there; that some such word was missed is a reason to look, too.
        let _ = events.recv().await;
    }
}

const fn is_received(phase: &PhaseView) -> bool {
    matches!(phase, PhaseView::Received { .. })
}

async fn reporting(device: &Device) -> ReportingView {
    device.ask(ReadReporting {}).await.unwrap()
}

async fn body(device: &Device, item: &RecordKey) -> ServiceRequestBody {
    match device.ask(ReadItem { item: item.clone() }).await.unwrap().body {
        ItemBody::ServiceRequest(body) => body,
        other => panic!("a report, not {other:?}"),
    }
}

/// The reports that the town received from the app, beside those of its story.
fn received(town: &Town, before: usize) -> Vec<Report> {
    town.authority().reports().unwrap().into_iter().skip(before).collect()
}

fn count(town: &Town) -> usize {
    town.authority().reports().unwrap().len()
}

fn item(source: &SourceId, id: &str) -> RecordKey {
    key(source.clone(), RecordKind::ServiceRequest, id)
}
