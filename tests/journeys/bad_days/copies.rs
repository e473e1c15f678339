//! Documents whose names and contents are traps, when they are saved or opened in another app.

use std::{fs, path::Path};

use domain::id::RecordKind;
use municipality::world::WorldDocument;
use protocol::{ErrorCode, OpenElsewhere, ReadItem, SaveDocument, view::SavedView};
use resident_api::{DocumentRecord, FeedRecord, Texts};
use sha2::{Digest, Sha256};
use tests::{Device, Town, key, message};

const PDF: &[u8] = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\nei oikea asiakirja\n";

/// A letter with one document of this name and these bytes.
fn send(town: &Town, letter: &str, name: &str, media_type: &str, bytes: &[u8]) {
    let (party, _) = town.parties("aino").unwrap().remove(0);
    let document = WorldDocument {
        id: format!("{letter}-file"),
        file_name: "asiakirja".to_owned(),
        media_type: media_type.to_owned(),
        bytes: bytes.to_vec(),
        party: party.clone(),
    };
    town.authority().publish(&document).unwrap();
    let mut record = message(letter, &party, "Liite");
    record.documents.push(DocumentRecord {
        id: document.id,
        name: Texts { fi: Some(name.to_owned()), ..Texts::default() },
        media_type: media_type.to_owned(),
        size: bytes.len() as u64,
        sha256: hex::encode(Sha256::digest(bytes)),
    });
    town.authority().upsert(FeedRecord::Message(Box::new(record))).unwrap();
}

/// Whether every system the app runs on takes this as the name of one plain file.
fn is_plain(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let device = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&stem.as_str())
        || (["COM", "LPT"].iter().any(|port| stem.starts_with(port)) && stem.chars().count() == 4);
    let forbidden = |c: char| c.is_control() || "<>:\"/\\|?*\u{202E}\u{2066}\u{200B}".contains(c);
    !name.is_empty()
        && name.len() <= 200
        && !device
        && !name.starts_with(['.', ' '])
        && !name.ends_with(['.', ' '])
        && !name.contains(forbidden)
        && Path::new(name).components().count() == 1
}

#[tokio::test]
async fn a_name_that_is_a_trap_becomes_a_plain_file_where_aino_chose() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    let long = "ä".repeat(300);
    let emoji = "👩‍👧‍👦".repeat(60);
    let traps = [
        "../../../../etc/cron.d/x",
        "..\\..\\x",
        "C:\\Windows\\System32\\x.dll",
        "C:x",
        "\\\\palvelin\\jako\\x",
        "/etc/passwd",
        "~/.bashrc",
        "x\u{0}.sh",
        long.as_str(),
        emoji.as_str(),
        ".bashrc",
        "...",
        " . ",
        "",
        "lasku\u{202E}fdp.exe",
        "\u{2066}lasku\u{2069}.pdf.exe",
        "CON",
        "nul.txt",
        "COM1.pdf",
        "LPT\u{00B9}",
        "con .pdf",
        "CONOUT$",
        "tiedosto:virta",
        "a|b>c<d?e*f\"g",
        "rivi\nrivi\r\ntoinen",
        "loppu. . .",
        "--help",
    ];
    for (number, name) in traps.iter().enumerate() {
        send(&haikkala, &format!("trap-{number}"), name, "application/pdf", PDF);
    }
    device.sync().await.unwrap();
    let downloads = tempfile::tempdir().unwrap();
    for (number, trap) in traps.iter().enumerate() {
        let (item, document) =
            (key(haikkala.source(), RecordKind::Message, &format!("trap-{number}")), format!("trap-{number}-file"));
        let folder = downloads.path().join(number.to_string());
        fs::create_dir(&folder).unwrap();
        device.host.save_into(Some(folder.clone()));
        let saved = device.ask(SaveDocument { item: item.clone(), document: document.clone() }).await;
        assert_eq!(saved, Ok(SavedView::Saved), "{trap:?}");
        let names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names.len(), 1, "{trap:?}");
        let name = names[0].to_str().unwrap();
        assert!(is_plain(name) && name.to_lowercase().ends_with(".pdf"), "{trap:?} became {name:?}");
        assert_eq!(fs::read(folder.join(name)).unwrap(), PDF);

        device.ask(OpenElsewhere { item: item.clone(), document }).await.unwrap();
        let copy = device.host.opened_files().pop().unwrap();
        let opened = copy.file_name().unwrap().to_str().unwrap();
        assert!(is_plain(opened) && opened.to_lowercase().ends_with(".pdf"), "{trap:?} became {opened:?}");
        assert!(copy.starts_with(device.dir().join("opened")), "{trap:?} lies in {}", copy.display());
        assert_eq!(copy.parent().unwrap().parent().unwrap(), device.dir().join("opened"));

        let shown = device.ask(ReadItem { item }).await.unwrap().documents.remove(0);
        assert!(!shown.name.value.contains(['\u{202E}', '\u{2066}', '\0', '\n']), "{trap:?}");
    }
    assert_eq!(fs::read_dir(downloads.path()).unwrap().count(), traps.len(), "nothing lies beside the folders");
}

/// What could run is not handed to the system, which might run it. It can be saved, by someone who knows what it is.
#[tokio::test]
async fn what_may_be_a_program_is_saved_but_never_opened() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    let programs: [(&str, &str, &[u8]); 6] = [
        ("Päätös.pdf", "application/pdf", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xFF\xFF\x00\x00ohjelma"),
        ("Päätös.pdf.exe", "application/pdf", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xFF\xFF\x00\x00ohjelma"),
        ("kuva.png", "image/png", b"\x7FELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\x3E\x00"),
        ("ohje.html", "text/html", b"<!DOCTYPE html><html><script>alert(1)</script></html>"),
        ("asenna.desktop", "application/octet-stream", b"\x00[Desktop Entry]\nExec=rm"),
        ("lomake.bin", "application/octet-stream", b"\x00\x01\x02\x03"),
    ];
    for (number, (name, media_type, bytes)) in programs.iter().enumerate() {
        send(&haikkala, &format!("program-{number}"), name, media_type, bytes);
    }
    device.sync().await.unwrap();
    let downloads = tempfile::tempdir().unwrap();
    device.host.save_into(Some(downloads.path().to_owned()));
    for (number, (name, ..)) in programs.iter().enumerate() {
        let item = key(haikkala.source(), RecordKind::Message, &format!("program-{number}"));
        let document = format!("program-{number}-file");
        let refused = device.ask(OpenElsewhere { item: item.clone(), document: document.clone() }).await;
        assert_eq!(refused.err().map(|error| error.code), Some(ErrorCode::MayBeProgram), "{name}");
        assert_eq!(device.ask(SaveDocument { item, document }).await, Ok(SavedView::Saved), "{name}");
    }
    assert!(device.host.opened_files().is_empty());
    let opened = device.dir().join("opened");
    assert!(!opened.exists() || fs::read_dir(opened).unwrap().next().is_none(), "no copy was made");
}

/// A script that says it is text opens as text.
#[tokio::test]
async fn text_opens_as_text_whatever_it_is_called() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    send(&haikkala, "script", "asenna.sh", "text/plain", b"#!/bin/sh\necho hei\n");
    send(&haikkala, "batch", "asenna.bat", "text/plain", b"@echo off\r\necho hei\r\n");
    device.sync().await.unwrap();
    for letter in ["script", "batch"] {
        let item = key(haikkala.source(), RecordKind::Message, letter);
        let answer = device.ask(OpenElsewhere { item, document: format!("{letter}-file") }).await;
        match answer {
            Ok(()) => {
                let copy = device.host.opened_files().pop().unwrap();
                assert_eq!(copy.extension().and_then(|ending| ending.to_str()), Some("txt"));
            }
            Err(refused) => assert_eq!(refused.code, ErrorCode::MayBeProgram, "{letter}"),
        }
    }
}
