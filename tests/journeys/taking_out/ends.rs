//! A saving that comes to no end leaves no half file: cancelled, stopped, locked, killed, or on a disk that is full.

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
};

use protocol::{ErrorCode, LockNow, StopTakingOut, TakeOut, archive::TakenOutView};
use serde_json::json;
use tests::{Device, Part, Town, script, tell};

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).unwrap().next().is_none()
}

#[tokio::test]
async fn what_is_cancelled_or_cannot_be_written_leaves_nothing() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    device.host.save_into(None);
    assert_eq!(device.ask(TakeOut { party: None }).await.unwrap(), TakenOutView::Cancelled);

    let folder = tempfile::tempdir().unwrap();
    device.host.save_into(Some(folder.path().join("no such folder")));
    assert_eq!(device.ask(TakeOut { party: None }).await.unwrap_err().code, ErrorCode::NotSaved);
    assert!(is_empty(folder.path()));
}

#[tokio::test]
async fn a_file_that_stood_there_is_whole_until_the_new_one_is() {
    let haikkala = Town::large_haikkala(600, 3).await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let before = folder.path().join("kotikunta-arkisto-2026-11-18.zip");
    fs::write(&before, b"eilinen").unwrap();
    device.host.save_into(Some(folder.path().to_owned()));
    let (saved, ()) = tokio::join!(device.ask(TakeOut { party: None }), async {
        // As soon as it is being written.
        while fs::read_dir(folder.path()).unwrap().count() < 2 {
            tokio::task::yield_now().await;
        }
        device.ask(StopTakingOut {}).await.unwrap();
    });
    assert_eq!(saved.unwrap(), TakenOutView::Cancelled);
    assert_eq!(fs::read(&before).unwrap(), b"eilinen");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left");
    assert!(is_empty(&device.dir().join("unfinished")));
}

#[tokio::test]
async fn locking_the_app_ends_it() {
    let haikkala = Town::large_haikkala(600, 3).await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    device.set_lock("246810").await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    device.host.save_into(Some(folder.path().to_owned()));
    let (saved, ()) = tokio::join!(device.ask(TakeOut { party: None }), async {
        while is_empty(folder.path()) {
            tokio::task::yield_now().await;
        }
        assert!(device.ask(LockNow {}).await.unwrap());
    });
    assert_eq!(saved.unwrap_err().code, ErrorCode::AppLocked);
    assert!(is_empty(folder.path()));
}

#[tokio::test]
async fn what_a_kill_leaves_is_removed_at_the_next_start_and_nothing_else_ever() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    // The hidden file, and the note of it.
    let left = folder.path().join(".arkisto.zip.00000000000000ab.kotikunta-part");
    let others = folder.path().join("oma.zip");
    for file in [&left, &others] {
        fs::write(file, b"PK").unwrap();
    }
    let notes = device.dir().join("unfinished");
    fs::create_dir_all(&notes).unwrap();
    fs::write(notes.join("00000000000000ab"), left.to_str().unwrap()).unwrap();
    fs::write(notes.join("00000000000000cd"), others.to_str().unwrap()).unwrap();
    let device = device.restart().await.unwrap();
    assert!(!left.exists(), "the half file is gone");
    assert!(others.exists(), "a name that no unfinished file has is not touched");
    assert!(is_empty(&device.dir().join("unfinished")));
}

#[tokio::test]
async fn a_saving_that_is_really_killed_leaves_no_file_under_the_chosen_name() {
    let home = tempfile::tempdir().unwrap();
    let saved = tempfile::tempdir().unwrap();
    let needs = json!({ "home": home.path(), "saved": saved.path() });
    let mut part = Part::start("taking_out::ends::a_saving_to_be_killed", &needs, &[]).unwrap();
    assert_eq!(part.told().await.unwrap().as_deref(), Some("writing"));
    part.kill().await.unwrap();
    let names = || -> Vec<String> {
        fs::read_dir(saved.path()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
    };
    assert!(names().iter().all(|name| name.ends_with(".kotikunta-part")), "{:?}", names());
    let _device = Device::lasting(home.path()).await.unwrap();
    assert_eq!(names(), Vec::<String>::new());
}

#[tokio::test]
#[ignore = "a part of a_saving_that_is_really_killed_leaves_no_file_under_the_chosen_name"]
async fn a_saving_to_be_killed() {
    let Some(needs) = script() else { return };
    let (home, saved) =
        (PathBuf::from(needs["home"].as_str().unwrap()), PathBuf::from(needs["saved"].as_str().unwrap()));
    let haikkala = Town::large_haikkala(1200, 3).await.unwrap();
    let device = Device::lasting(&home).await.unwrap();
    device.connect(&haikkala).await.unwrap();
    device.sync().await.unwrap();
    device.host.save_into(Some(saved.clone()));
    let _ = tokio::join!(device.ask(TakeOut { party: None }), async {
        while is_empty(&saved) {
            tokio::task::yield_now().await;
        }
        tell("writing");
    });
}

#[tokio::test]
async fn a_full_disk_is_told_and_leaves_no_half_file() {
    let folder = tempfile::tempdir().unwrap();
    let needs = json!({ "folder": folder.path() });
    let name = "taking_out::ends::a_device_that_saves_onto_a_small_disk";
    let Some(part) = Part::start_on_small_disk(name, &needs, folder.path(), "1m").await.unwrap() else { return };
    assert_eq!(part.ends_well().await.unwrap(), ["full", "room again"]);
}

#[tokio::test]
#[ignore = "a part of a_full_disk_is_told_and_leaves_no_half_file"]
async fn a_device_that_saves_onto_a_small_disk() {
    let Some(needs) = script() else { return };
    let small = PathBuf::from(needs["folder"].as_str().unwrap());
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    device.host.save_into(Some(small.clone()));
    let ballast = small.join("ballast");
    let mut file = File::create(&ballast).unwrap();
    while file.write_all(&[7; 4096]).is_ok() {}
    File::options().write(true).open(&ballast).unwrap().set_len(900 * 1024).unwrap();
    assert_eq!(device.ask(TakeOut { party: None }).await.unwrap_err().code, ErrorCode::NoRoomForCopy);
    assert_eq!(fs::read_dir(&small).unwrap().count(), 1, "nothing but the ballast");
    tell("full");
    fs::remove_file(&ballast).unwrap();
    let roomy = tempfile::tempdir().unwrap();
    device.host.save_into(Some(roomy.path().to_owned()));
    assert!(matches!(device.ask(TakeOut { party: None }).await.unwrap(), TakenOutView::Saved { .. }));
    tell("room again");
}
