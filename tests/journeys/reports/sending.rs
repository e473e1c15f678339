//! A report goes once, however the network is, and says no more of Aino than she wants.

use std::path::Path;

use domain::report::{Place, Reporter};
use municipality::Fault;
use protocol::{
    AttachFiles, BeginLetter, ReadReportForm,
    letters::{AttachedView, Given, LetterText, LetterTo, PhaseView, SentView, WaitReason, Way},
    reports::ReportGiven,
};
use sha2::{Digest, Sha256};
use tests::{Town, Visitor};

use super::{as_soon_as, body, connected, count, is_received, item, pothole, received, reporting, send, written};

#[tokio::test]
async fn a_report_arrives_with_everything_that_was_given_and_nothing_else() {
    let haikkala = Town::haikkala().await.unwrap();
    let (device, source) = connected(&haikkala).await;
    let before = count(&haikkala);
    let given = pothole(&haikkala);
    let letter = written(&device, &source, given.clone(), "Iso kuoppa suojatien vieressä.").await;
    assert_eq!(send(&device, &letter).await, SentView::Going);
    let sent = as_soon_as(&device, &letter, is_received).await;
    let [report] = <[_; 1]>::try_from(received(&haikkala, before)).unwrap();
    assert_eq!(report.description.as_deref(), Some("Iso kuoppa suojatien vieressä."));
    assert_eq!((report.service.as_str(), report.address.as_deref()), ("kuoppa", Some("Koulutie 4")));
    let position = report.position.unwrap();
    let meant = given.place.position.unwrap();
    assert_eq!(position, (meant.latitude, meant.longitude));
    let mut attributes = report.attributes.clone();
    attributes.sort();
    assert_eq!(attributes, [("PAIKKA".into(), vec!["suojatie".into()]), ("SYVYYS".into(), vec!["12.5".into()])]);
    assert_eq!(report.reporter, municipality::ReportedBy::default(), "nobody is named");
    // It is on the device at once, under the city's number.
    let id = report.id.unwrap();
    let PhaseView::Received { register_number, .. } = sent.phase else { panic!("received") };
    assert_eq!((register_number.as_str(), sent.item), (id.as_str(), Some(item(&source, &id))));
    let shown = body(&device, &item(&source, &id)).await;
    assert_eq!((shown.number.as_deref(), shown.followed), (Some(id.as_str()), false));
    assert_eq!(shown.description.as_deref(), Some("Iso kuoppa suojatien vieressä."));
    assert_eq!(reporting(&device).await.reports.len(), 1);
}

#[tokio::test]
async fn who_reports_is_told_the_city_and_shown_to_nobody() {
    let haikkala = Town::haikkala().await.unwrap();
    let (device, source) = connected(&haikkala).await;
    let before = count(&haikkala);
    let reporter = Reporter {
        first_name: "Aino".into(),
        last_name: "Virta".into(),
        email: "aino.virta@posti.example".into(),
        phone: "040 123 4567".into(),
    };
    let given = ReportGiven { reporter: Some(reporter), ..pothole(&haikkala) };
    let letter = written(&device, &source, given, "Kuoppa").await;
    send(&device, &letter).await;
    as_soon_as(&device, &letter, is_received).await;
    let [report] = <[_; 1]>::try_from(received(&haikkala, before)).unwrap();
    assert_eq!(report.reporter.email.as_deref(), Some("aino.virta@posti.example"));
    assert_eq!(report.reporter.last_name.as_deref(), Some("Virta"));
    let public = Visitor::new().unwrap().open(&(super::address(&haikkala) + "requests.json")).await.unwrap().body;
    assert!(public.contains(&report.id.unwrap()));
    for secret in ["Virta", "aino.virta", "040 123"] {
        assert!(!public.contains(secret), "{secret} is public");
    }
}

#[tokio::test]
async fn a_photograph_arrives_as_it_was_attached() {
    let haikkala = Town::haikkala().await.unwrap();
    let (device, source) = connected(&haikkala).await;
    let before = count(&haikkala);
    let letter = written(&device, &source, pothole(&haikkala), "Kuoppa").await;
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../icons/128x128.png");
    device.host.attach(vec![file]);
    let to = LetterTo::Report(source.clone());
    let text = LetterText {
        body: "Kuoppa".into(),
        given: Given::Report(Box::new(pothole(&haikkala))),
        ..LetterText::default()
    };
    let attached = AttachFiles { id: letter.id.clone(), to, text, way: Way::Chosen, keep_place: false, smaller: true };
    let AttachedView { attachments, refused, .. } = device.ask(attached).await.unwrap();
    assert!(refused.is_empty() && attachments.len() == 1, "{refused:?}");
    send(&device, &letter).await;
    as_soon_as(&device, &letter, is_received).await;
    let [report] = <[_; 1]>::try_from(received(&haikkala, before)).unwrap();
    let [photo] = report.photos.as_slice() else { panic!("one photograph: {:?}", report.photos) };
    let bytes = haikkala.authority().report_photo(report.number, 0).unwrap().unwrap();
    assert_eq!(photo.sha256, attachments[0].sha256);
    assert_eq!(hex::encode(Sha256::digest(&bytes)), attachments[0].sha256);
}

#[tokio::test]
async fn what_may_have_arrived_is_looked_for_before_it_goes_again() {
    for fault in [Fault::LoseAnswer, Fault::CutOff] {
        let haikkala = Town::haikkala().await.unwrap();
        let (device, source) = connected(&haikkala).await;
        let before = count(&haikkala);
        let letter = written(&device, &source, pothole(&haikkala), "Kuoppa suojatiellä").await;
        haikkala.faults().begin(fault.clone());
        send(&device, &letter).await;
        as_soon_as(&device, &letter, |phase| {
            matches!(phase, PhaseView::Waiting { in_doubt: true, reason: WaitReason::Connection, .. })
        })
        .await;
        haikkala.faults().end();
        device.host.pass(std::time::Duration::from_mins(20));
        device.sync().await.unwrap();
        let sent = as_soon_as(&device, &letter, is_received).await;
        let arrived = received(&haikkala, before);
        assert_eq!(arrived.len(), 1, "{fault:?}: it came once");
        assert_eq!(sent.item, Some(item(&source, arrived[0].id.as_deref().unwrap())));
    }
}

#[tokio::test]
async fn two_reports_that_say_the_same_are_two() {
    let haikkala = Town::haikkala().await.unwrap();
    let (device, source) = connected(&haikkala).await;
    let before = count(&haikkala);
    let first = written(&device, &source, pothole(&haikkala), "Kuoppa").await;
    send(&device, &first).await;
    as_soon_as(&device, &first, is_received).await;
    let second = written(&device, &source, pothole(&haikkala), "Kuoppa").await;
    assert_ne!(second.id, first.id);
    // Nothing of the second arrives, and the first one is no twin of it.
    haikkala.faults().begin(Fault::CutOff);
    send(&device, &second).await;
    as_soon_as(&device, &second, |phase| matches!(phase, PhaseView::Waiting { in_doubt: true, .. })).await;
    haikkala.faults().end();
    device.host.pass(std::time::Duration::from_mins(20));
    device.sync().await.unwrap();
    as_soon_as(&device, &second, is_received).await;
    let arrived = received(&haikkala, before);
    assert_eq!(arrived.len(), 2);
    assert_eq!(reporting(&device).await.reports.len(), 2);
}

#[tokio::test]
async fn a_report_written_without_a_network_goes_when_there_is_one() {
    let haikkala = Town::haikkala().await.unwrap();
    let (device, source) = connected(&haikkala).await;
    device.ask(ReadReportForm { source: source.clone(), service: "kuoppa".into() }).await.unwrap();
    let before = count(&haikkala);
    haikkala.faults().begin(Fault::CutOff);
    let letter = written(&device, &source, pothole(&haikkala), "Kuoppa").await;
    assert_eq!(send(&device, &letter).await, SentView::Going);
    as_soon_as(&device, &letter, |phase| matches!(phase, PhaseView::Waiting { .. })).await;
    // A day later, after a start.
    let device = device.restart().await.unwrap();
    device.host.pass(std::time::Duration::from_hours(24));
    haikkala.faults().end();
    device.sync().await.unwrap();
    as_soon_as(&device, &letter, is_received).await;
    assert_eq!(received(&haikkala, before).len(), 1);
}

#[tokio::test]
async fn an_app_that_ends_while_the_report_is_on_its_way_sends_it_once() {
    let haikkala = Town::haikkala().await.unwrap();
    let (device, source) = connected(&haikkala).await;
    let before = count(&haikkala);
    let letter = written(&device, &source, pothole(&haikkala), "Kuoppa").await;
    // The city has it, and its answer never comes.
    haikkala.faults().begin(Fault::LoseAnswer);
    send(&device, &letter).await;
    as_soon_as(&device, &letter, |phase| matches!(phase, PhaseView::Waiting { in_doubt: true, .. })).await;
    let device = device.restart().await.unwrap();
    haikkala.faults().end();
    device.host.pass(std::time::Duration::from_mins(20));
    device.sync().await.unwrap();
    as_soon_as(&device, &letter, is_received).await;
    assert_eq!(received(&haikkala, before).len(), 1);
}

#[tokio::test]
async fn an_address_alone_is_a_place() {
    let haikkala = Town::haikkala().await.unwrap();
    let (device, source) = connected(&haikkala).await;
    let before = count(&haikkala);
    let place = Place { address: "Rantaraitin penkki uimarannan kohdalla".into(), position: None };
    let letter = written(&device, &source, ReportGiven { place, ..pothole(&haikkala) }, "Kuoppa").await;
    send(&device, &letter).await;
    as_soon_as(&device, &letter, is_received).await;
    let [report] = <[_; 1]>::try_from(received(&haikkala, before)).unwrap();
    assert_eq!((report.address.as_deref(), report.position), (Some("Rantaraitin penkki uimarannan kohdalla"), None));
    // A second report begins from nothing.
    let next = device.ask(BeginLetter { to: LetterTo::Report(source) }).await.unwrap();
    assert!(matches!(next.text.given, Given::Report(given) if *given == ReportGiven::default()));
}
