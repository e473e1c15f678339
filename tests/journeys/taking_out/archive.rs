//! An archive is whole, says the same as the app, and holds nothing that an order protects.

use std::{collections::BTreeSet, fs, process::Command};

use domain::{id::RecordKind, party::Relation, text::Language};
use protocol::{
    ChangeSettings, ReadItem, ReadOverview, ReadSettings, TakeOut, archive::TakenOutView, view::SettingsView,
};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tests::{Device, Town};

use super::{archive_of, names, only_file, read, text};

#[tokio::test]
async fn aino_takes_everything_out_and_common_tools_find_it_whole() {
    let (haikkala, kaarna) = (Town::haikkala().await.unwrap(), Town::kaarna().await.unwrap());
    let device = Device::of_aino(&[&haikkala, &kaarna]).await.unwrap();
    device.sync().await.unwrap();
    let (_folder, file) = archive_of(&device).await;
    assert_eq!(file.file_name().unwrap().to_str(), Some("kotikunta-arkisto-2026-11-18.zip"));

    // Every file is in the manifest with its hash, and nothing else is.
    let manifest: Value = serde_json::from_slice(&read(&file, "manifest.json")).unwrap();
    assert_eq!((manifest["format"].as_str(), manifest["version"].as_u64()), (Some("kotikunta-archive"), Some(1)));
    let mut listed = BTreeSet::from(["manifest.json".to_owned(), "manifest.sig".to_owned()]);
    for entry in manifest["files"].as_array().unwrap() {
        let path = entry["path"].as_str().unwrap();
        let bytes = read(&file, path);
        assert_eq!(entry["sha256"].as_str().unwrap(), hex::encode(Sha256::digest(&bytes)), "{path}");
        assert_eq!(entry["size"].as_u64().unwrap(), bytes.len() as u64, "{path}");
        assert!(listed.insert(path.to_owned()));
    }
    assert_eq!(listed, names(&file).into_iter().collect());

    // What the readme says to type, somebody else's programs do.
    let unpacked = tempfile::tempdir().unwrap();
    let tool = |program: &str, arguments: &[&str]| {
        let done = Command::new(program).args(arguments).current_dir(unpacked.path()).output().unwrap();
        assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
    };
    zip::ZipArchive::new(fs::File::open(&file).unwrap()).unwrap().extract(unpacked.path()).unwrap();
    let readme = text(&file, "README.txt");
    let openssl = readme.lines().map(str::trim).find(|line| line.starts_with("openssl ")).unwrap();
    tool("sh", &["-c", openssl]);
    let sums = readme.lines().map(str::trim).find(|line| line.starts_with("sha256sum ")).unwrap();
    tool("sh", &["-c", sums]);
}

#[tokio::test]
async fn every_item_of_the_app_has_a_page_with_its_title_and_its_files_and_every_link_leads_somewhere() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let (_folder, file) = archive_of(&device).await;
    let data: Value = serde_json::from_slice(&read(&file, "data.json")).unwrap();
    let page_of = |kind: &str, id: &str| {
        let mut records = data["records"].as_array().unwrap().iter();
        let found = records.find(|entry| entry["kind"] == kind && entry["record"]["id"] == id).unwrap();
        found["page"].as_str().unwrap().to_owned()
    };
    let index = text(&file, "index.html");
    let mut files = 0;
    for headline in device.inbox().await.unwrap() {
        let view = device.ask(ReadItem { item: headline.item.clone() }).await.unwrap();
        let path = page_of(headline.item.kind.name(), headline.item.id.as_str());
        let page = text(&file, &path);
        let title = view.title.value.replace('&', "&amp;").replace('"', "&quot;");
        assert!(page.contains(&format!("{title}</h1>")), "{title} in {path}");
        assert!(index.contains(&format!("href=\"{path}\"")), "{path}");
        for document in &view.documents {
            let served = device.engine().serve_document(&document.path, None).await.unwrap();
            let folder = path.replace("pages/", "attachments/").replace(".html", "/");
            let copies = names(&file).into_iter().filter(|name| name.starts_with(&folder));
            assert!(
                copies.into_iter().any(|copy| read(&file, &copy) == served.bytes),
                "{path}: {}",
                document.name.value
            );
            files += 1;
        }
    }
    assert!(files > 3, "the demo world has files");

    let all: BTreeSet<String> = names(&file).into_iter().collect();
    for page in all.iter().filter(|name| name.rsplit_once('.').is_some_and(|(_, ending)| ending == "html")) {
        let html = text(&file, page);
        assert!(!html.contains("<script"), "{page}");
        let folder = page.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        for link in html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            if link.starts_with('#') || link.starts_with("https://") {
                continue;
            }
            let target = link.strip_prefix("../").map_or_else(|| format!("{folder}{link}"), str::to_owned);
            let target = percent_encoding::percent_decode_str(&target).decode_utf8().unwrap().into_owned();
            assert!(all.contains(&target), "{page} leads to {target}");
        }
    }
}

#[tokio::test]
async fn the_pages_speak_the_residents_language() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    for (language, name, title) in [
        (Language::Fi, "kotikunta-arkisto-2026-11-18.zip", "Talteen otetut tietosi"),
        (Language::Sv, "kotikunta-arkiv-2026-11-18.zip", "Dina sparade uppgifter"),
        (Language::En, "kotikunta-archive-2026-11-18.zip", "Your data, taken out"),
    ] {
        let settings = device.ask(ReadSettings {}).await.unwrap();
        device.ask(ChangeSettings { settings: SettingsView { language, ..settings } }).await.unwrap();
        let (_folder, file) = archive_of(&device).await;
        assert_eq!(file.file_name().unwrap().to_str(), Some(name));
        let index = text(&file, "index.html");
        assert!(index.contains(&format!("<html lang=\"{}\">", language.tag())) && index.contains(title));
    }
}

#[tokio::test]
async fn one_childs_archive_holds_that_childs_matters_alone() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let overview = device.ask(ReadOverview {}).await.unwrap();
    let elsa = overview.parties.iter().find(|party| party.name == "Elsa Virta").unwrap();
    let folder = tempfile::tempdir().unwrap();
    device.host.save_into(Some(folder.path().to_owned()));
    device.ask(TakeOut { party: Some(elsa.id.clone()) }).await.unwrap();
    let file = only_file(folder.path());
    let data: Value = serde_json::from_slice(&read(&file, "data.json")).unwrap();
    assert_eq!(data["parties"].as_array().unwrap().len(), 1);
    let keys: BTreeSet<&str> =
        data["records"].as_array().unwrap().iter().filter_map(|entry| entry["record"]["party"].as_str()).collect();
    assert_eq!(keys.len(), 1, "{keys:?}");
    let index = text(&file, "index.html");
    assert!(index.contains("Elsa Virta") && !index.contains("Helmi Lehto") && !index.contains("Aino Virta"));
}

#[tokio::test]
async fn nothing_of_a_protected_child_tells_where_the_child_is() {
    let kaarna = Town::kaarna().await.unwrap();
    let device = Device::of_aino(&[&kaarna]).await.unwrap();
    device.sync().await.unwrap();
    let overview = device.ask(ReadOverview {}).await.unwrap();
    let lumi = overview.parties.iter().find(|party| party.protected).expect("the demo world has a protected child");
    assert_ne!(lumi.relation, Relation::Myself);
    let theirs: Vec<_> =
        device.inbox().await.unwrap().into_iter().filter(|headline| headline.whose.id == lumi.id).collect();
    assert!(!theirs.is_empty());
    let folder = tempfile::tempdir().unwrap();
    device.host.save_into(Some(folder.path().to_owned()));
    let saved = device.ask(TakeOut { party: None }).await.unwrap();
    let TakenOutView::Saved { withheld, .. } = saved else { panic!("{saved:?}") };
    assert!(withheld as usize >= theirs.len(), "{withheld}");
    let file = only_file(folder.path());
    let mut words: Vec<String> = theirs.iter().map(|headline| headline.title.value.clone()).collect();
    for headline in &theirs {
        words.push(headline.item.id.as_str().to_owned());
        let item = device.ask(ReadItem { item: headline.item.clone() }).await.unwrap();
        words.extend(item.documents.into_iter().map(|document| document.name.value));
    }
    for name in names(&file).into_iter().filter(|name| !name.starts_with("attachments/")) {
        let text = String::from_utf8_lossy(&read(&file, &name)).into_owned();
        for word in &words {
            // Names of files are common words, and another's file may bear the same.
            let is_told = text.contains(&format!(">{word}<")) || text.contains(&format!("\"{word}\""));
            let common = ["Päätös suomeksi", "Beslutet på svenska"].contains(&word.as_str());
            assert!(!is_told || common, "{name} says {word}");
        }
    }
    let index = text(&file, "index.html");
    assert!(index.contains(&lumi.name) && index.contains("Turvakielto"), "that there is something is told");
    let decision = theirs.iter().any(|headline| headline.item.kind == RecordKind::Decision);
    assert!(!decision || index.contains("Päätös"));
}
