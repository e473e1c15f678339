//! Archives that are none, were changed, or are traps: each is told apart, and nothing of them is taken in.

use std::{
    fs::{self, File},
    io::{Cursor, Read, Write},
    path::Path,
};

use protocol::{
    ChooseArchive, ErrorCode, TakeIn,
    archive::{ArchiveFault, ChosenArchiveView},
};
use tests::{Device, Town};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::archive_of;

/// The archive with another content of some files; none: left out.
fn with(file: &Path, change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>, added: &[(&str, &[u8])]) -> Vec<u8> {
    let mut from = ZipArchive::new(File::open(file).unwrap()).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut entry = from.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if let Some(bytes) = change(&name, bytes) {
            to.start_file(&name, SimpleFileOptions::default()).unwrap();
            to.write_all(&bytes).unwrap();
        }
    }
    for (name, bytes) in added {
        to.start_file(*name, SimpleFileOptions::default()).unwrap();
        to.write_all(bytes).unwrap();
    }
    to.finish().unwrap().into_inner()
}

fn without(wanted: &'static str) -> impl Fn(&str, Vec<u8>) -> Option<Vec<u8>> {
    move |name, bytes| (name != wanted).then_some(bytes)
}

fn changed(wanted: &'static str, from: &'static str, to: &'static str) -> impl Fn(&str, Vec<u8>) -> Option<Vec<u8>> {
    move |name, bytes| {
        if name != wanted {
            return Some(bytes);
        }
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains(from), "{name} says {from}");
        Some(text.replace(from, to).into_bytes())
    }
}

fn zip_of(build: impl FnOnce(&mut ZipWriter<Cursor<Vec<u8>>>)) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    build(&mut zip);
    zip.finish().unwrap().into_inner()
}

#[tokio::test]
async fn each_fault_is_told_and_nothing_is_taken_in() {
    let haikkala = Town::haikkala().await.unwrap();
    let old = Device::of_aino(&[&haikkala]).await.unwrap();
    old.sync().await.unwrap();
    let (_folder, good) = archive_of(&old).await;
    let altered = |file: &str| ArchiveFault::Altered { file: file.to_owned() };
    let options = SimpleFileOptions::default();
    let bomb = |zip: &mut ZipWriter<Cursor<Vec<u8>>>| {
        zip.start_file("data.json", options).unwrap();
        zip.write_all(&vec![b' '; 64 * 1024 * 1024]).unwrap();
    };
    let many = |zip: &mut ZipWriter<Cursor<Vec<u8>>>| {
        for number in 0..200_001 {
            zip.start_file(number.to_string(), options).unwrap();
        }
    };
    let whole = fs::read(&good).unwrap();
    let cases: Vec<(&str, Vec<u8>, ArchiveFault)> = vec![
        ("no zip", b"%PDF-1.7 kirje".to_vec(), ArchiveFault::NotZip),
        ("nothing", Vec::new(), ArchiveFault::NotZip),
        ("cut off", whole[..whole.len() / 2].to_vec(), ArchiveFault::NotZip),
        ("another zip", zip_of(|zip| zip.start_file("kuva.jpg", options).unwrap()), ArchiveFault::NotArchive),
        ("no manifest", with(&good, without("manifest.json"), &[]), ArchiveFault::NotArchive),
        ("no signature", with(&good, without("manifest.sig"), &[]), ArchiveFault::BadSignature),
        (
            "a later format",
            with(&good, changed("manifest.json", "\"version\": 1", "\"version\": 2"), &[]),
            ArchiveFault::Newer,
        ),
        (
            "another manifest",
            with(&good, changed("manifest.json", "\"fi\"", "\"sv\""), &[]),
            ArchiveFault::BadSignature,
        ),
        ("a changed page", with(&good, changed("index.html", "Aino", "Eero"), &[]), altered("index.html")),
        ("changed records", with(&good, changed("data.json", "Aino", "Eero"), &[]), altered("data.json")),
        ("a missing page", with(&good, without("pages/00001.html"), &[]), altered("pages/00001.html")),
        (
            "an added file",
            with(&good, |_, bytes| Some(bytes), &[("pages/lisa.html", b"<p>")]),
            altered("pages/lisa.html"),
        ),
        ("a way up", with(&good, |_, bytes| Some(bytes), &[("../../.bashrc", b"rm")]), ArchiveFault::Unsafe),
        ("a way to the root", with(&good, |_, bytes| Some(bytes), &[("/etc/passwd", b"x")]), ArchiveFault::Unsafe),
        ("a way of Windows", with(&good, |_, bytes| Some(bytes), &[("C:\\x.dll", b"x")]), ArchiveFault::Unsafe),
        (
            "a link",
            zip_of(|zip| zip.add_symlink("manifest.json", "/etc/passwd", options).unwrap()),
            ArchiveFault::Unsafe,
        ),
        ("a bomb", zip_of(bomb), ArchiveFault::TooLarge),
        ("too many", zip_of(many), ArchiveFault::TooLarge),
    ];
    let device = Device::new().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes, fault) in cases {
        let file = folder.path().join(format!("{name}.zip"));
        fs::write(&file, bytes).unwrap();
        device.host.read_from(Some(file));
        assert_eq!(device.ask(ChooseArchive {}).await.unwrap(), ChosenArchiveView::Refused(fault), "{name}");
        assert_eq!(device.ask(TakeIn {}).await.unwrap_err().code, ErrorCode::BadRequest, "{name}");
    }
    device.host.read_from(Some(folder.path().join("there is none.zip")));
    assert_eq!(device.ask(ChooseArchive {}).await.unwrap(), ChosenArchiveView::Refused(ArchiveFault::Unreadable));
    device.host.read_from(None);
    assert_eq!(device.ask(ChooseArchive {}).await.unwrap(), ChosenArchiveView::Cancelled);
    assert!(device.inbox().await.unwrap().is_empty());
}

#[tokio::test]
async fn an_archive_that_changes_after_it_was_shown_is_not_taken_in() {
    let haikkala = Town::haikkala().await.unwrap();
    let old = Device::of_aino(&[&haikkala]).await.unwrap();
    old.sync().await.unwrap();
    let (_folder, file) = archive_of(&old).await;
    let device = Device::new().await.unwrap();
    device.host.read_from(Some(file.clone()));
    assert!(matches!(device.ask(ChooseArchive {}).await.unwrap(), ChosenArchiveView::Sound(_)));
    let other = with(&file, changed("data.json", "Aino", "Eero"), &[]);
    fs::write(&file, other).unwrap();
    let taken = device.ask(TakeIn {}).await.unwrap();
    let fault = ArchiveFault::Altered { file: "data.json".to_owned() };
    assert_eq!(taken, protocol::archive::TakenInView::Refused(fault));
    assert!(device.inbox().await.unwrap().is_empty());
}

#[tokio::test]
async fn another_residents_archive_is_not_mixed_with_ones_own() {
    let haikkala = Town::haikkala().await.unwrap();
    let eero = Device::new().await.unwrap();
    let (address, token) = (haikkala.base_url().unwrap(), haikkala.token("eero").unwrap());
    eero.connect_at(haikkala.source(), address, token).await.unwrap();
    eero.sync().await.unwrap();
    let (_folder, file) = archive_of(&eero).await;
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    device.host.read_from(Some(file));
    let refused = ChosenArchiveView::Refused(ArchiveFault::AnotherResident { name: "Eero Virta".to_owned() });
    assert_eq!(device.ask(ChooseArchive {}).await.unwrap(), refused);
}
