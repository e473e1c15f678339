//! The process is killed while a letter is on its way. The next start sends it, and it is received once.

use std::path::Path;

use domain::outgoing::OutgoingId;
use municipality::{Fault, Gate};
use protocol::{
    SendLetter,
    letters::{PhaseView, SentView},
};
use serde_json::json;
use tests::{Device, Part, Town, script, tell};

use super::{ask_her, bodies, only, write};

/// Where the process is killed.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// With the draft kept.
    Written,
    /// With the letter to be sent, before the municipality has heard of it.
    Sent,
    /// With the municipality's hand on it, and no answer yet.
    OnItsWay,
    /// With the answer given, and whatever the device had done with it.
    Answered,
}

#[tokio::test]
async fn a_letter_whose_sending_is_killed_anywhere_is_received_once() {
    for moment in [Moment::Written, Moment::Sent, Moment::OnItsWay, Moment::Answered] {
        let haikkala = Town::haikkala().await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let device = Device::lasting(folder.path()).await.unwrap();
        device.connect(&haikkala).await.unwrap();
        ask_her(&haikkala, &device).await;
        let id = write(&device, &haikkala, "Tärkeä.").await;
        device.engine().close().await;
        drop(device);

        let gate = Gate::default();
        match moment {
            Moment::Written => {}
            Moment::Sent => haikkala.faults().begin(Fault::CutOff),
            Moment::OnItsWay | Moment::Answered => {
                haikkala.faults().begin_at("/v1/messages", Fault::Hold(gate.clone()));
            }
        }
        let sends = !matches!(moment, Moment::Written);
        let needs = json!({ "folder": folder.path(), "letter": id.as_str(), "sends": sends });
        let mut part = Part::start("outbox::killed::a_device", &needs, &[]).unwrap();
        match moment {
            Moment::Written | Moment::Sent => assert_eq!(part.told().await.unwrap().as_deref(), Some("ready")),
            Moment::OnItsWay => gate.reached().await,
            Moment::Answered => {
                gate.reached().await;
                gate.let_go();
                // The municipality has it; how far the device is nobody knows.
                while bodies(&haikkala).is_empty() {
                    tokio::task::yield_now().await;
                }
            }
        }
        part.kill().await.unwrap();
        gate.let_go();
        haikkala.faults().end();

        let device = Device::lasting(folder.path()).await.unwrap();
        let found = only(&device).await;
        assert_eq!((&found.id, found.body.as_str()), (&id, "Tärkeä."), "{moment:?}");
        if found.phase == PhaseView::Draft {
            assert!(!sends, "{moment:?}: what was sent is not asked for again");
            assert_eq!(device.ask(SendLetter { id: id.clone() }).await, Ok(SentView::Going));
        }
        device.sync().await.unwrap();
        assert!(matches!(only(&device).await.phase, PhaseView::Received { .. }), "{moment:?}");
        assert_eq!(bodies(&haikkala), ["Tärkeä."], "{moment:?}");
    }
}

#[tokio::test]
#[ignore = "a part of a_letter_whose_sending_is_killed_anywhere_is_received_once"]
async fn a_device() {
    let Some(needs) = script() else { return };
    let text = |name: &str| needs[name].as_str().unwrap().to_owned();
    let device = Device::lasting(Path::new(&text("folder"))).await.unwrap();
    if needs["sends"].as_bool().unwrap() {
        device.ask(SendLetter { id: OutgoingId::known(text("letter")) }).await.unwrap();
    }
    tell("ready");
    std::future::pending::<()>().await;
}
