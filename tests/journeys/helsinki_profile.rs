//! Aino takes out what a service of Helsinki keeps about her, and has it erased there.

use std::{collections::BTreeMap, io::Read, path::PathBuf};

use axum::http::StatusCode;
use connector::{Access, Http, Limits, Secret, helsinki_profile::HelsinkiProfile};
use domain::source::SourceKind;
use protocol::{
    CheckKeptErasure, EraseKept, ErrorCode, ReadSource, TakeOutKept,
    kept::{KeptErasureView, KeptSavedView},
    sign_in::ServiceOffer,
};
use serde_json::{Value, json};
use tests::{Contract, Device, dialogporten::Asked, gdpr::BerthService};

async fn aino(service: &BerthService) -> Device {
    let device = Device::new().await.unwrap();
    service.connect(&device).await.unwrap();
    device.sync().await.unwrap();
    device
}

fn contract_in_force() -> Value {
    json!({ "errors": [{ "code": "CONTRACT", "message": {
        "fi": "Venepaikkasopimus on voimassa.", "sv": "Avtalet om båtplatsen gäller.", "en": "The berth contract is in force.",
    } }] })
}

/// The files of the only zip file in a folder.
fn unzipped(folder: &std::path::Path) -> BTreeMap<String, String> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    let mut zip = zip::ZipArchive::new(std::fs::File::open(files.remove(0)).unwrap()).unwrap();
    let mut all = BTreeMap::new();
    for place in 0..zip.len() {
        let mut file = zip.by_index(place).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        all.insert(file.name().unwrap().into_owned(), text);
    }
    all
}

fn erasures(asked: &[Asked]) -> Vec<String> {
    let erasures = asked.iter().filter(|asked| asked.method == "DELETE");
    erasures.map(|asked| asked.uri.query().unwrap_or_default().to_owned()).collect()
}

async fn is_connected(device: &Device) -> bool {
    device.overview().await.unwrap().sources.iter().any(|view| view.id == BerthService::source())
}

#[tokio::test]
async fn nothing_is_asked_for_before_aino_asks() {
    let service = BerthService::start().await.unwrap();
    let device = aino(&service).await;
    device.sync().await.unwrap();
    assert!(service.asked().is_empty(), "syncing is not taking out");
    let detail = device.ask(ReadSource { source: BerthService::source() }).await.unwrap();
    assert_eq!((detail.kind, detail.source.failure), (SourceKind::HelsinkiProfile, None));
    assert_eq!(detail.offers, [ServiceOffer::Export, ServiceOffer::Erasing]);
}

#[tokio::test]
async fn aino_takes_out_everything_as_a_page_to_read_and_a_file_for_machines() {
    let service = BerthService::start().await.unwrap();
    let device = aino(&service).await;
    let downloads = tempfile::tempdir().unwrap();
    device.host.save_into(Some(downloads.path().to_owned()));
    let saved = device.ask(TakeOutKept { source: BerthService::source() }).await.unwrap();
    assert_eq!(saved, KeptSavedView::Saved { data: 3, withheld: 1, unread: 0 });
    let files = unzipped(downloads.path());
    assert_eq!(files.keys().map(String::as_str).collect::<Vec<_>>(), ["index.html", "kept.json", "style.css"]);
    let kept: Value = serde_json::from_str(&files["kept.json"]).unwrap();
    assert_eq!(Some(kept), service.kept(), "as the service tells it");
    let page = &files["index.html"];
    for told in ["Merisatama", "HARBOUR", "Insufficient authentication level", "Aino Virta &lt;aino@posti.example&gt;"]
    {
        assert!(page.contains(told), "{told} in {page}");
    }
}

#[tokio::test]
async fn what_is_not_kept_or_not_saved_is_said() {
    let service = BerthService::start().await.unwrap();
    let device = aino(&service).await;
    let take_out = || device.ask(TakeOutKept { source: BerthService::source() });
    device.host.save_into(None);
    assert_eq!(take_out().await, Ok(KeptSavedView::Cancelled));
    let downloads = tempfile::tempdir().unwrap();
    device.host.save_into(Some(downloads.path().to_owned()));
    service.keep(Some(json!({ "key": "A", "children": [7, { "key": "B", "value": "1" }] })));
    assert_eq!(take_out().await, Ok(KeptSavedView::Saved { data: 1, withheld: 0, unread: 1 }));
    std::fs::remove_file(std::fs::read_dir(downloads.path()).unwrap().next().unwrap().unwrap().path()).unwrap();
    service.keep(None);
    assert_eq!(take_out().await, Ok(KeptSavedView::NothingKept));
    service.set_out_of_order(Some(StatusCode::INTERNAL_SERVER_ERROR));
    assert_eq!(take_out().await.unwrap_err().code, ErrorCode::SourceFault);
    assert_eq!(std::fs::read_dir(downloads.path()).unwrap().count(), 0, "and nothing is written");
}

#[tokio::test]
async fn aino_hears_why_it_is_not_erased_and_nothing_was() {
    let service = BerthService::start().await.unwrap();
    service.refuse_for(Some(contract_in_force()));
    let device = aino(&service).await;
    let check = device.ask(CheckKeptErasure { source: BerthService::source() }).await.unwrap();
    let reasons: Vec<_> = check.reasons.iter().map(|(words, law)| (words.value.as_str(), law.is_none())).collect();
    assert_eq!((check.allowed, reasons), (false, vec![("Venepaikkasopimus on voimassa.", true)]));
    let answer = device.ask(EraseKept { source: BerthService::source() }).await.unwrap();
    let KeptErasureView::Refused { reasons } = answer else { panic!("{answer:?}") };
    assert_eq!(
        reasons.iter().map(|words| words.value.as_str()).collect::<Vec<_>>(),
        ["Venepaikkasopimus on voimassa."]
    );
    assert_eq!(erasures(&service.asked()), ["dry_run=true", "dry_run=true"], "it was never asked to erase");
    assert!(service.kept().is_some() && is_connected(&device).await);
}

#[tokio::test]
async fn a_reason_without_words_is_told_by_its_code() {
    let service = BerthService::start().await.unwrap();
    service.refuse_for(Some(json!({ "errors": [{ "code": "DEBT", "message": {} }] })));
    let device = aino(&service).await;
    let check = device.ask(CheckKeptErasure { source: BerthService::source() }).await.unwrap();
    assert_eq!(check.reasons.iter().map(|(words, _)| words.value.as_str()).collect::<Vec<_>>(), ["DEBT"]);
}

#[tokio::test]
async fn aino_has_everything_erased_and_the_device_forgets_the_service() {
    let service = BerthService::start().await.unwrap();
    let device = aino(&service).await;
    let check = device.ask(CheckKeptErasure { source: BerthService::source() }).await.unwrap();
    assert!(check.allowed && check.reasons.is_empty());
    assert!(service.kept().is_some(), "asking erases nothing");
    let answer = device.ask(EraseKept { source: BerthService::source() }).await.unwrap();
    assert_eq!(answer, KeptErasureView::Erased);
    assert_eq!(service.kept(), None);
    assert_eq!(erasures(&service.asked()), ["dry_run=true", "dry_run=true", "dry_run=false"]);
    assert!(!is_connected(&device).await);
    let device = device.restart().await.unwrap();
    assert!(!is_connected(&device).await);
}

#[tokio::test]
async fn where_nobody_knows_whether_it_was_erased_nothing_goes_here() {
    let service = BerthService::start().await.unwrap();
    let device = aino(&service).await;
    service.set_out_of_order(Some(StatusCode::INTERNAL_SERVER_ERROR));
    let error = device.ask(EraseKept { source: BerthService::source() }).await.unwrap_err();
    assert_eq!((error.code, error.source), (ErrorCode::SourceFault, Some(BerthService::source())));
    assert!(is_connected(&device).await);
    service.set_out_of_order(None);
    assert_eq!(device.ask(EraseKept { source: BerthService::source() }).await, Ok(KeptErasureView::Erased));
}

#[tokio::test]
async fn with_a_sign_in_for_asking_alone_nothing_is_erased() {
    let service = BerthService::start().await.unwrap();
    let device = Device::new().await.unwrap();
    let (kind, source) = (SourceKind::HelsinkiProfile, BerthService::source());
    device.connect_kind(kind, source.clone(), service.base(), BerthService::query_token()).await.unwrap();
    let error = device.ask(EraseKept { source }).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::SignInNeeded);
    assert!(service.kept().is_some());
}

/// A question as the contract has its address, which each service chooses by itself.
fn at_the_contracts_place(mut asked: Asked) -> Asked {
    let id = asked.uri.path().split('/').nth(2).unwrap().to_owned();
    let query = asked.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    asked.uri = format!("/service_specific_path/{id}{query}").parse().unwrap();
    asked
}

#[tokio::test]
async fn every_kind_of_question_is_as_the_contract_has_it_and_its_own_answer_is_read() {
    let Some(real) = std::env::var_os("KOTIKUNTA_REAL_DATA") else {
        println!("not checked: KOTIKUNTA_REAL_DATA is not set");
        return;
    };
    let openapi = PathBuf::from(real).join("helsinki-profile/gdpr-api.openapi.yaml");
    let Some(contract) = Contract::start(&openapi).await.unwrap() else { return };
    let service = BerthService::start().await.unwrap();
    let device = aino(&service).await;
    let downloads = tempfile::tempdir().unwrap();
    device.host.save_into(Some(downloads.path().to_owned()));
    device.ask(TakeOutKept { source: BerthService::source() }).await.unwrap();
    device.ask(EraseKept { source: BerthService::source() }).await.unwrap();
    let asked: Vec<_> = service.asked().into_iter().map(at_the_contracts_place).collect();
    let kinds: Vec<_> = asked.iter().map(|asked| format!("{} {:?}", asked.method, asked.uri.query())).collect();
    assert_eq!(kinds, ["GET None", "DELETE Some(\"dry_run=true\")", "DELETE Some(\"dry_run=false\")"]);
    for asked in &asked {
        assert_eq!(contract.objection(asked).await.unwrap(), None, "{} {}", asked.method, asked.uri);
    }
    // It would object.
    let mut wrong = asked[1].clone();
    wrong.uri = format!("{}?dry_run=maybe", wrong.uri.path()).parse().unwrap();
    assert!(contract.objection(&wrong).await.unwrap().is_some());

    // What the contract itself gives for an example is read.
    let access = Access::token(Secret::new("x")).unwrap();
    let address = contract.base().join(asked[0].uri.path()).unwrap();
    let api = HelsinkiProfile::new(Http::new(Limits::default()).unwrap(), address, access).unwrap();
    let tree = api.everything().await.unwrap().unwrap();
    assert_eq!((tree.quarantined.len(), tree.root.key.as_str()), (0, "CUSTOMER"));
    let spaces = tree.root.children.iter().find(|node| node.key.as_str() == "RESERVED_PARKING_SPACES").unwrap();
    let numbers: Vec<_> =
        spaces.children.iter().map(|space| space.children[0].value.clone().unwrap().to_string()).collect();
    assert_eq!(numbers, ["66", "68"]);
}
