//! Decisions that correct or renew earlier ones: the way between them, and what changed.

use domain::{
    decision::{AppealKind, Outcome, Replacement},
    id::RecordKind,
};
use protocol::{
    Event, ReadItem, Tag,
    comparison::{DifferenceView, FileChange, Part, PiecePlace, SuccessionView, WordsView},
    view::ItemBody,
};
use resident_api::{DecisionRecord, FeedRecord};
use tests::{Device, Town, corrected, erroneous, key};

async fn of(device: &Device, town: &Town, id: &str) -> SuccessionView {
    let item = key(town.source(), RecordKind::Decision, id);
    match device.ask(ReadItem { item }).await.unwrap().body {
        ItemBody::Decision(body) => body.succession,
        other => panic!("{other:?}"),
    }
}

async fn haikkala() -> (Town, Device, String) {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    (haikkala, device, aino)
}

fn issue(town: &Town, record: DecisionRecord) {
    town.authority().upsert(FeedRecord::Decision(Box::new(record))).unwrap();
}

/// What was removed and what was added, parted by a bar.
fn changed(words: &WordsView) -> String {
    let of = |place: PiecePlace| {
        let pieces = words.paragraphs.iter().flatten().filter(|piece| piece.place == place);
        pieces.map(|piece| piece.text.as_str()).collect::<Vec<_>>().join("/")
    };
    format!("{}|{}", of(PiecePlace::Earlier), of(PiecePlace::Later))
}

#[tokio::test]
async fn both_decisions_lead_to_each_other_and_what_changed_is_said() {
    let (haikkala, device, aino) = haikkala().await;
    issue(&haikkala, erroneous(&aino));
    device.sync().await.unwrap();
    assert_eq!(of(&device, &haikkala, "d-1").await, SuccessionView::default());

    let mut events = device.engine().events();
    issue(&haikkala, corrected(&aino, "d-2", "corrected"));
    device.sync().await.unwrap();
    let earlier_item = key(haikkala.source(), RecordKind::Decision, "d-1");
    let mut told = false;
    while let Ok(event) = events.try_recv() {
        told |= matches!(event, Event::Changed(tags) if tags.contains(&Tag::Item(earlier_item.clone())));
    }
    assert!(told, "who has the earlier one open is told");

    let first = of(&device, &haikkala, "d-1").await;
    let by = first.later.unwrap();
    assert_eq!((by.item.id.as_str(), by.how), ("d-2", Replacement::Corrected));
    assert_eq!(by.known.unwrap().made.date.to_string(), "2026-11-10");
    assert_eq!((first.earlier, first.changes), (None, None));

    let second = of(&device, &haikkala, "d-2").await;
    assert_eq!(second.later, None);
    assert_eq!(second.earlier.unwrap().item, earlier_item);
    let said: Vec<String> = second
        .changes
        .unwrap()
        .iter()
        .map(|change| match change {
            DifferenceView::Outcome { before: Outcome::Refused, now: Outcome::PartlyGranted } => "outcome".to_owned(),
            DifferenceView::LastDay { before, now } => format!("day {}|{}", before.unwrap(), now.unwrap()),
            DifferenceView::Text { part: Part::Title, words } => format!("title {}", changed(words)),
            DifferenceView::Text { part: Part::Summary, words } => format!("summary {}", changed(words)),
            DifferenceView::Text { part: Part::Law, words } => format!("law {}", changed(words)),
            DifferenceView::Section { heading, words } => format!("{} {}", heading.value, changed(words)),
            DifferenceView::Document { name, how: FileChange::Added } => format!("{} added", name.value),
            DifferenceView::Document { name, how: FileChange::Removed } => format!("{} removed", name.value),
            DifferenceView::Document { name, how: FileChange::Changed } => format!("{} changed", name.value),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        said,
        [
            "outcome",
            "day 2026-11-20|2026-11-30",
            "title |, korjattu päätös",
            "summary Hakemusta ei hyväksytty.|Hakemus hyväksytään osaksi.",
            "Mitä päätettiin 80|85",
            "Uusi kohta |Tulee lisää.",
            "Vanha kohta Jää pois.|",
            "law |Hallintolaki 51 §",
            "Kartta changed",
            "Uusi added",
            "Liite removed",
        ]
    );
}

#[tokio::test]
async fn the_newest_of_two_stands_and_a_way_that_is_not_known_is_a_renewal() {
    let (haikkala, device, aino) = haikkala().await;
    issue(&haikkala, erroneous(&aino));
    issue(&haikkala, corrected(&aino, "d-2", "corrected"));
    issue(&haikkala, DecisionRecord { made_at: "2026-11-12".to_owned(), ..corrected(&aino, "d-3", "in_some_new_way") });
    device.sync().await.unwrap();
    let by = of(&device, &haikkala, "d-1").await.later.unwrap();
    assert_eq!((by.item.id.as_str(), by.how), ("d-3", Replacement::Renewed));
}

#[tokio::test]
async fn without_the_earlier_one_it_says_so_and_of_somebody_else_nothing_is_shown() {
    let (haikkala, device, aino) = haikkala().await;
    issue(&haikkala, corrected(&aino, "d-2", "corrected"));
    device.sync().await.unwrap();
    let alone = of(&device, &haikkala, "d-2").await;
    assert_eq!((alone.earlier.unwrap().known, alone.changes), (None, None));

    let (other, _) = haikkala.parties("aino").unwrap().remove(1);
    issue(&haikkala, erroneous(&other));
    device.sync().await.unwrap();
    assert_eq!(of(&device, &haikkala, "d-2").await.changes, None);
    assert_eq!(of(&device, &haikkala, "d-1").await.later, None);
}

#[tokio::test]
async fn a_replacement_that_is_taken_back_leaves_the_earlier_one_as_it_was() {
    let (haikkala, device, aino) = haikkala().await;
    issue(&haikkala, erroneous(&aino));
    issue(&haikkala, corrected(&aino, "d-2", "renewed"));
    device.sync().await.unwrap();
    assert!(of(&device, &haikkala, "d-1").await.later.is_some());
    haikkala.authority().tombstone("decision", "d-2", "withdrawn").unwrap();
    device.sync().await.unwrap();
    assert_eq!(of(&device, &haikkala, "d-1").await, SuccessionView::default());
}

#[tokio::test]
async fn the_demo_has_a_corrected_decision() {
    let mantylahti = Town::mantylahti().await.unwrap();
    let device = Device::of_aino(&[&mantylahti]).await.unwrap();
    device.sync().await.unwrap();
    let mut changes = Vec::new();
    for headline in device.inbox().await.unwrap() {
        if let ItemBody::Decision(body) = device.ask(ReadItem { item: headline.item }).await.unwrap().body {
            changes.extend(body.succession.changes);
            let kind = body.appeal.map(|appeal| appeal.kind);
            assert_ne!(kind, Some(AppealKind::NotAppealable));
        }
    }
    assert_eq!(changes.len(), 1);
    let hours = changes[0].iter().find_map(|change| match change {
        DifferenceView::Section { words, .. } => Some(changed(words)),
        _ => None,
    });
    assert_eq!(hours.as_deref(), Some("seitsemän|kahdeksan"));
}
