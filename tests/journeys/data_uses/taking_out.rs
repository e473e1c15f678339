//! What is taken out about the use of data, held with other people's programs.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::Read,
    path::Path,
};

use protocol::{ReadDataUses, TakeOutDataUses, view::SavedView};
use serde_json::{Value, json};
use tests::{Device, Script, Town};
use zip::ZipArchive;

use super::settled;

async fn take_out(device: &Device, folder: &Path) -> ZipArchive<File> {
    device.host.save_into(Some(folder.to_owned()));
    assert_eq!(device.ask(TakeOutDataUses { party: None }).await, Ok(SavedView::Saved));
    let file = fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    ZipArchive::new(File::open(file).unwrap()).unwrap()
}

fn text(zip: &mut ZipArchive<File>, name: &str) -> String {
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[tokio::test]
async fn a_foreign_processor_reads_everything_in_it_and_loses_nothing() {
    let Some(mut foreign) = Script::data_uses().await.unwrap() else { return };
    for town in [Town::haikkala().await.unwrap(), Town::kaarna().await.unwrap()] {
        let device = settled(&town).await;
        let folder = tempfile::tempdir().unwrap();
        let mut zip = take_out(&device, folder.path()).await;
        let document: Value = serde_json::from_str(&text(&mut zip, "data-uses.jsonld")).unwrap();
        let said = foreign.tell(&json!({ "document": document })).await.unwrap();
        let records = document["@graph"].as_array().unwrap().len();
        assert_eq!(said, json!({ "holds": true, "records": records }));

        // Everything that is not kept back is there, by its own name.
        let shown = device.ask(ReadDataUses { party: None }).await.unwrap();
        let of = |kind: &str| {
            let all = document["@graph"].as_array().unwrap().iter();
            all.filter(|record| record["type"] == kind).count()
        };
        let open: BTreeSet<_> = shown.uses.iter().filter(|used| !used.whose.protected).map(|used| &used.item).collect();
        assert_eq!(of("dpv:PersonalDataHandling"), open.len());
        let (consents, lookups) = (town.authority().consents().unwrap(), town.authority().lookups().unwrap());
        let parties: Vec<String> = town.parties("aino").unwrap().into_iter().map(|(party, _)| party).collect();
        let hers = |party: &String| parties.contains(party);
        assert_eq!(of("dpv:ConsentRecord"), consents.iter().filter(|consent| hers(&consent.party)).count());
        assert!(of("kk:Lookup") > 0 && of("kk:Lookup") <= lookups.iter().filter(|lookup| hers(&lookup.party)).count());
    }
}

#[tokio::test]
async fn a_foreign_library_checks_the_receipts_and_finds_what_was_changed() {
    let Some(mut foreign) = Script::data_uses().await.unwrap() else { return };
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    let folder = tempfile::tempdir().unwrap();
    let mut zip = take_out(&device, folder.path()).await;
    let receipts: Vec<Value> = serde_json::from_str(&text(&mut zip, "receipts.json")).unwrap();
    assert!(receipts.len() >= 4, "{receipts:?}");
    for receipt in receipts {
        let name = format!("keys/{}.json", receipt["keys"].as_str().unwrap());
        let keys: Value = serde_json::from_str(&text(&mut zip, &name)).unwrap();
        let said = foreign.tell(&json!({ "receipt": receipt, "keys": keys })).await.unwrap();
        assert_eq!(said["holds"], true, "{said}");
        let mut changed = receipt.clone();
        changed["content"] = json!(receipt["content"].as_str().unwrap().replacen("given", "taken", 1));
        if changed != receipt {
            let said = foreign.tell(&json!({ "receipt": changed, "keys": keys })).await.unwrap();
            assert_eq!(said["holds"], false, "{said}");
        }
    }
}

#[tokio::test]
async fn of_protected_people_for_whom_she_acts_it_holds_nothing() {
    let kaarna = Town::kaarna().await.unwrap();
    let device = settled(&kaarna).await;
    let shown = device.ask(ReadDataUses { party: None }).await.unwrap();
    let hidden = shown.uses.iter().find(|used| used.whose.protected).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut zip = take_out(&device, folder.path()).await;
    let names: Vec<String> =
        (0..zip.len()).map(|place| zip.by_index(place).unwrap().name().unwrap().into_owned()).collect();
    let mut all = String::new();
    for name in names.iter().filter(|name| *name != "manifest.sig") {
        all.push_str(&text(&mut zip, name));
    }
    assert!(!all.contains(&hidden.whose.name) && !all.contains(hidden.item.id.as_str()));
    assert!(all.contains(&hex::encode(shown.uses.iter().find(|used| !used.whose.protected).unwrap().item.id.as_str())));
    assert!(!all.contains(&hex::encode(hidden.item.id.as_str())));
}
