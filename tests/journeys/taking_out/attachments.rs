//! All files of an item as one zip file.

use std::collections::BTreeSet;

use domain::id::RecordKind;
use protocol::{ErrorCode, ReadCases, ReadItem, SaveAllDocuments, archive::SavedAllView, view::ItemBody};
use tests::{Device, Town, key};

use super::{names, only_file, read, send_with_files};

#[tokio::test]
async fn a_case_is_saved_with_the_files_of_everything_in_it() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let cases = device.ask(ReadCases { folder: domain::case::Folder::Inbox, party: None, after: None, limit: 200 });
    let mut found = None;
    for headline in cases.await.unwrap().items {
        let case = device.ask(ReadItem { item: headline.item.clone() }).await.unwrap();
        let ItemBody::Case(body) = &case.body else { continue };
        let mut bytes = Vec::new();
        for inside in &body.items {
            let item = device.ask(ReadItem { item: inside.item.clone() }).await.unwrap();
            for document in item.documents {
                bytes.push(device.engine().serve_document(&document.path, None).await.unwrap().bytes);
            }
        }
        if bytes.len() > 1 {
            found = Some((headline.item, bytes));
            break;
        }
    }
    let (item, bytes) = found.expect("the demo world has a case with several files in it");
    device.host.save_into(None);
    assert_eq!(device.ask(SaveAllDocuments { item: item.clone() }).await.unwrap(), SavedAllView::Cancelled);
    let folder = tempfile::tempdir().unwrap();
    device.host.save_into(Some(folder.path().to_owned()));
    let saved = device.ask(SaveAllDocuments { item }).await.unwrap();
    let SavedAllView::Saved { saved, missing } = saved else { panic!("{saved:?}") };
    assert!(missing.is_empty() && saved as usize >= bytes.len());
    let file = only_file(folder.path());
    let all = names(&file);
    assert_eq!(all.len(), saved as usize);
    let distinct: BTreeSet<String> = all.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(distinct.len(), all.len(), "no name stands twice, however it is written");
    let held: Vec<Vec<u8>> = all.iter().map(|name| read(&file, name)).collect();
    assert!(bytes.iter().all(|bytes| held.contains(bytes)));
}

#[tokio::test]
async fn files_of_one_name_are_told_apart_and_none_leaves_the_folder() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    let files: [(&str, &[u8]); 4] = [
        ("Liite.pdf", b"%PDF-1.7 yksi"),
        ("LIITE.PDF", b"%PDF-1.7 kaksi"),
        ("../../Liite.pdf", b"%PDF-1.7 kolme"),
        ("con", b"%PDF-1.7 nelj\xC3\xA4"),
    ];
    send_with_files(&haikkala, "m-liitteet", &files);
    device.sync().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    device.host.save_into(Some(folder.path().to_owned()));
    let item = key(haikkala.source(), RecordKind::Message, "m-liitteet");
    device.ask(SaveAllDocuments { item }).await.unwrap();
    let file = only_file(folder.path());
    assert_eq!(names(&file), ["Liite.pdf", "LIITE (2).PDF", "Liite (3).pdf", "document.pdf"]);
    let held: Vec<Vec<u8>> = names(&file).iter().map(|name| read(&file, name)).collect();
    assert_eq!(held, files.map(|(_, bytes)| bytes.to_vec()));
}

#[tokio::test]
async fn a_file_that_cannot_be_had_is_named_and_the_others_are_saved() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    // The second is larger than what is fetched unasked.
    let large = [b"%PDF-1.7".to_vec(), vec![b' '; 11 * 1024 * 1024]].concat();
    let files: [(&str, &[u8]); 2] = [("Pieni.pdf", b"%PDF-1.7 pieni"), ("Suuri.pdf", &large)];
    send_with_files(&haikkala, "m-suuri", &files);
    device.sync().await.unwrap();
    haikkala.stop().await;
    let folder = tempfile::tempdir().unwrap();
    device.host.save_into(Some(folder.path().to_owned()));
    let item = key(domain::id::SourceId::new("haikkala"), RecordKind::Message, "m-suuri");
    let saved = device.ask(SaveAllDocuments { item }).await.unwrap();
    let SavedAllView::Saved { saved: 1, missing } = saved else { panic!("{saved:?}") };
    assert_eq!(
        (missing.len(), missing[0].name.value.as_str(), missing[0].why),
        (1, "Suuri.pdf", ErrorCode::SourceUnreachable)
    );
    assert_eq!(names(&only_file(folder.path())), ["Pieni.pdf"]);
}
