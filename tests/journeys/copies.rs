//! Copies outside the vault, contacts, and what an authority took back.

use std::fs;

use domain::{
    change::TombstoneReason,
    id::{RecordKey, RecordKind},
};
use protocol::{
    DismissTakenBack, ErrorCode, OpenElsewhere, ReadContacts, ReadItem, ReadNotices, SaveDocument,
    view::{ContactChannel, SavedView},
};
use tests::{Device, Town, key};

/// A PDF of the inbox: its item, its id and its bytes.
async fn a_pdf(device: &Device) -> (RecordKey, String, Vec<u8>) {
    for headline in device.inbox().await.unwrap() {
        let item = device.ask(ReadItem { item: headline.item.clone() }).await.unwrap();
        for document in item.documents {
            let served = device.engine().serve_document(&document.path, None).await.unwrap();
            if served.media_type == "application/pdf" {
                return (headline.item, document.id, served.bytes);
            }
        }
    }
    panic!("the demo world has a PDF");
}

#[tokio::test]
async fn a_document_opens_elsewhere_as_a_private_copy_that_goes_when_the_app_closes() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let (item, document, bytes) = a_pdf(&device).await;
    device.ask(OpenElsewhere { item, document }).await.unwrap();
    let copy = device.host.opened_files().remove(0);
    assert_eq!(fs::read(&copy).unwrap(), bytes);
    assert_eq!(copy.extension().and_then(|ending| ending.to_str()), Some("pdf"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
    }
    device.engine().close().await;
    assert!(!copy.exists(), "closing removes the copy");
}

#[tokio::test]
async fn what_a_crash_left_outside_is_removed_at_the_next_start() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let (item, document, _) = a_pdf(&device).await;
    device.ask(OpenElsewhere { item, document }).await.unwrap();
    let copy = device.host.opened_files().remove(0);
    assert!(copy.exists());
    let _device = device.restart().await.unwrap();
    assert!(!copy.exists());
}

#[tokio::test]
async fn a_copy_is_saved_where_aino_chooses_or_not_at_all() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let (item, document, bytes) = a_pdf(&device).await;
    let ask = || SaveDocument { item: item.clone(), document: document.clone() };
    assert_eq!(device.ask(ask()).await.unwrap(), SavedView::Cancelled);

    let downloads = tempfile::tempdir().unwrap();
    device.host.save_into(Some(downloads.path().to_owned()));
    assert_eq!(device.ask(ask()).await.unwrap(), SavedView::Saved);
    let files: Vec<_> = fs::read_dir(downloads.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 1);
    assert_eq!(fs::read(&files[0]).unwrap(), bytes);

    device.host.save_into(Some(downloads.path().join("no such folder")));
    assert_eq!(device.ask(ask()).await.err().map(|error| error.code), Some(ErrorCode::NotSaved));
}

#[tokio::test]
async fn contacts_are_known_offline() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    haikkala.stop().await;
    let device = device.restart().await.unwrap();
    let contacts = device.ask(ReadContacts {}).await.unwrap();
    let kinds: Vec<_> = contacts.bodies[0].channels.iter().map(|channel| channel.kind).collect();
    for kind in [ContactChannel::Phone, ContactChannel::Visit, ContactChannel::Interpreter] {
        assert!(kinds.contains(&kind), "{kinds:?}");
    }
    assert!(
        contacts.bodies[0].channels.iter().all(|channel| !channel.value.is_empty() && channel.title.lang.is_none())
    );
}

#[tokio::test]
async fn aino_is_told_once_what_was_taken_back_and_never_what_was_meant_for_another() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    haikkala.send("m-withdrawn", &aino, "Peruttu tilaisuus").unwrap();
    haikkala.send("m-misdirected", &aino, "Naapurin asia").unwrap();
    device.sync().await.unwrap();
    haikkala.authority().tombstone("message", "m-withdrawn", "withdrawn").unwrap();
    haikkala.authority().tombstone("message", "m-misdirected", "misdirected").unwrap();
    device.sync().await.unwrap();

    let told = device.ask(ReadNotices {}).await.unwrap().taken_back;
    let of = |id: &str| told.iter().find(|row| row.item.id.as_str() == id).unwrap();
    assert_eq!(of("m-withdrawn").reason, TombstoneReason::Withdrawn);
    assert_eq!(of("m-withdrawn").title.as_ref().map(|title| title.value.as_str()), Some("Peruttu tilaisuus"));
    assert_eq!(of("m-misdirected").reason, TombstoneReason::Misdirected);
    assert_eq!(of("m-misdirected").title, None);

    let item = key(haikkala.source(), RecordKind::Message, "m-withdrawn");
    device.ask(DismissTakenBack { item: item.clone() }).await.unwrap();
    let device = device.restart().await.unwrap();
    let told = device.ask(ReadNotices {}).await.unwrap().taken_back;
    assert!(told.iter().all(|row| row.item != item));
}
