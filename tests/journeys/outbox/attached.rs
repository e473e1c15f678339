//! Files that go with a letter: chosen here, sent in pieces, and back with the letter as they were.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use domain::outgoing::{Field, Flaw, OutgoingId, Refusal, Unattached};
use engine::Clipped;
use municipality::{Fault, Gate};
use protocol::{
    AttachFiles, DetachFile, EditLetter,
    letters::{AttachedView, LetterText, LetterView, PhaseView, Way},
};
use tempfile::TempDir;
use tests::{Device, Town};

use super::{asked, begin, item, only, send};

/// A text of three pieces and a bit.
fn long_text() -> Vec<u8> {
    (0..).flat_map(|line: u32| format!("Rivi {line}\n").into_bytes()).take(3 * 256 * 1024 + 100).collect()
}

fn file(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// Writes an answer with these files.
async fn write_with(device: &Device, haikkala: &Town, files: Vec<PathBuf>) -> (OutgoingId, AttachedView) {
    let letter = begin(device, haikkala).await;
    device.host.attach(files);
    let text = LetterText { body: "Liitteenä sopimus.".to_owned(), ..letter.text.clone() };
    (letter.id.clone(), device.ask(attach(letter, text, Way::Chosen)).await.unwrap())
}

fn attach(letter: LetterView, text: LetterText, way: Way) -> AttachFiles {
    AttachFiles { id: letter.id, to: letter.to, text, way, keep_place: false, smaller: true }
}

fn patches(haikkala: &Town) -> usize {
    haikkala.requests("/v1/uploads/").len()
}

#[tokio::test]
async fn a_file_goes_in_pieces_and_comes_back_with_its_letter() {
    let (haikkala, device) = asked().await;
    let folder = tempfile::tempdir().unwrap();
    let bytes = long_text();
    let (id, attached) = write_with(&device, &haikkala, vec![file(&folder, "sopimus.txt", &bytes)]).await;
    assert_eq!((attached.attachments.len(), attached.refused.len()), (1, 0));
    assert_eq!(
        (attached.attachments[0].name.as_str(), attached.attachments[0].size),
        ("sopimus.txt", bytes.len() as u64)
    );
    // What is on the disk afterwards is of no matter: the letter has its own.
    drop(folder);
    send(&device, &id).await;
    device.sync().await.unwrap();
    device.sync().await.unwrap();
    assert_eq!(patches(&haikkala), 4);
    let became = only(&device).await.item.expect("it is received");
    let shown = item(&device, became).await;
    assert_eq!(shown.documents.len(), 1);
    assert_eq!(shown.documents[0].name.value, "sopimus.txt");
    let served = device.engine().serve_document(&shown.documents[0].path, None).await.unwrap();
    assert_eq!(served.bytes, bytes);
}

#[tokio::test]
async fn a_cut_line_costs_one_piece_and_a_restart_none() {
    let (haikkala, device) = asked().await;
    let folder = tempfile::tempdir().unwrap();
    let (id, _) = write_with(&device, &haikkala, vec![file(&folder, "sopimus.txt", &long_text())]).await;
    let gate = Gate::default();
    haikkala.faults().begin_at("/v1/uploads/", Fault::Hold(gate.clone()));
    send(&device, &id).await;
    // Two pieces arrive; with the third on its way the app ends.
    for _ in 0..2 {
        gate.reached().await;
        gate.let_go();
    }
    gate.reached().await;
    let device = device.restart_after(|_| ()).await.unwrap();
    gate.let_go();
    haikkala.faults().next_at("/v1/uploads/", 1, Fault::LoseAnswer);
    device.sync().await.unwrap();
    device.host.pass(Duration::from_hours(1));
    device.sync().await.unwrap();
    assert!(matches!(only(&device).await.phase, PhaseView::Received { .. }));
    assert!(patches(&haikkala) <= 6, "{} pieces for four", patches(&haikkala));
    let letter = haikkala.authority().letters().unwrap().remove(0);
    assert_eq!(letter.documents.len(), 1);
}

#[tokio::test]
async fn what_the_service_does_not_take_is_said_before_it_is_sent() {
    let (haikkala, device) = asked().await;
    let folder = tempfile::tempdir().unwrap();
    let letter = begin(&device, &haikkala).await;
    let caps = letter.attachment_caps.expect("Haikkala takes files");
    assert_eq!((caps.count, caps.size), (5, 10 * 1024 * 1024), "the caps are known before a file is chosen");
    let large = folder.path().join("suuri.pdf");
    fs::File::create(&large).unwrap().set_len(caps.size + 1).unwrap();
    let mut files = vec![
        large,
        file(&folder, "ohjelma.exe", b"MZ\x90\0\x03\0\0\0"),
        file(&folder, "tyhja.txt", b""),
        folder.path().join("poissa.txt"),
    ];
    files.extend((0..6).map(|number| file(&folder, &format!("{number}.txt"), b"teksti")));
    let (id, attached) = write_with(&device, &haikkala, files).await;
    let refused: Vec<_> = attached.refused.iter().map(|(name, why)| (name.as_str(), *why)).collect();
    assert_eq!(
        refused,
        [
            ("suuri.pdf", Unattached::TooLarge),
            ("ohjelma.exe", Unattached::Kind),
            ("tyhja.txt", Unattached::Empty),
            ("poissa.txt", Unattached::Unreadable),
            ("5.txt", Unattached::TooMany),
        ]
    );
    assert_eq!(attached.attachments.len(), 5);
    let gone = attached.attachments[0].id.clone();
    let left = device.ask(DetachFile { id: id.clone(), file: gone.clone() }).await.unwrap();
    assert_eq!(left.attachments.len(), 4);
    assert!(left.attachments.iter().all(|file| file.id != gone));
    let device = device.restart().await.unwrap();
    let draft = device.ask(EditLetter { id }).await.unwrap();
    assert_eq!(draft.attachments, left.attachments, "they stay with the draft");
    assert_eq!(haikkala.requests("/v1/uploads").len(), 0);
}

#[tokio::test]
async fn a_file_that_the_service_refuses_after_all_makes_the_letter_wait_for_its_writer() {
    let (haikkala, device) = asked().await;
    let folder = tempfile::tempdir().unwrap();
    let (id, _) = write_with(&device, &haikkala, vec![file(&folder, "sopimus.txt", b"teksti")]).await;
    haikkala.authority().take_files_of(3);
    send(&device, &id).await;
    device.sync().await.unwrap();
    let flaws = vec![(Field::Attachments, Flaw::NotAccepted)];
    assert_eq!(only(&device).await.phase, PhaseView::Stuck(Refusal::NotAccepted(flaws)));
    assert!(haikkala.authority().letters().unwrap().is_empty());
    assert_eq!(only(&device).await.attachments, ["sopimus.txt"], "nothing of it is lost");
}

#[tokio::test]
async fn what_is_dropped_or_pasted_goes_like_what_is_chosen_and_a_photograph_smaller() {
    let (haikkala, device) = asked().await;
    let folder = tempfile::tempdir().unwrap();
    let letter = begin(&device, &haikkala).await;
    let again = |way| attach(letter.clone(), letter.text.clone(), way);
    assert_eq!(device.ask(again(Way::Pasted)).await.unwrap(), AttachedView::default(), "there is nothing to paste");
    assert!(super::outbox(&device).await.unsent.is_empty(), "and that begins nothing");

    device.host.drop_files(vec![file(&folder, "sopimus.txt", b"teksti"), file(&folder, "ohjelma.exe", b"MZ\x90\0")]);
    let dropped = device.ask(again(Way::Dropped)).await.unwrap();
    assert_eq!((dropped.attachments.len(), dropped.refused), (1, vec![("ohjelma.exe".to_owned(), Unattached::Kind)]));
    assert_eq!(device.ask(again(Way::Dropped)).await.unwrap().attachments.len(), 1, "what was dropped is taken once");

    let pixels = (0..2400 * 1200).flat_map(|at: u32| (at ^ (at >> 7)).to_le_bytes()).collect();
    device.host.clip(Clipped::Picture(2400, 1200, pixels));
    let pasted = device.ask(again(Way::Pasted)).await.unwrap().attachments.remove(1);
    assert_eq!(pasted.media_type, "image/png");
    assert_eq!(Path::new(&pasted.name).extension(), Some("png".as_ref()));
    assert!(pasted.before.is_some_and(|before| before > pasted.size), "{pasted:?}");
    device.host.clip(Clipped::Files(vec![file(&folder, "kuitti.txt", b"5 euroa")]));
    let pasted = device.ask(again(Way::Pasted)).await.unwrap();
    assert_eq!(pasted.attachments[2].name, "kuitti.txt");

    let text = LetterText { body: "Liitteenä kuitti.".to_owned(), ..letter.text.clone() };
    device.ask(protocol::KeepLetter { id: letter.id.clone(), to: letter.to.clone(), text }).await.unwrap();
    send(&device, &letter.id).await;
    device.sync().await.unwrap();
    assert!(matches!(only(&device).await.phase, PhaseView::Received { .. }));
    assert_eq!(haikkala.authority().letters().unwrap().remove(0).documents.len(), 3);
}

#[tokio::test]
async fn files_of_a_discarded_letter_leave_the_device() {
    let (haikkala, device) = asked().await;
    let folder = tempfile::tempdir().unwrap();
    let (id, attached) = write_with(&device, &haikkala, vec![file(&folder, "sopimus.txt", b"teksti")]).await;
    device.ask(protocol::DiscardLetter { id: id.clone() }).await.unwrap();
    let gone = device.ask(DetachFile { id, file: attached.attachments[0].id.clone() }).await;
    assert_eq!(gone.unwrap_err().code, protocol::ErrorCode::NotFound);
}
