//! The resident's own labels.

use domain::{
    inbox::Group,
    mark::{LabelId, Mark},
};
use protocol::{
    CreateLabel, ErrorCode, ReadLabels, RemoveLabel, RenameLabel, Search, UndoMarks,
    search::{SearchFilter, SearchPageView},
};
use tests::{Device, Town};

use super::{filed, mark};

fn with(label: LabelId) -> SearchFilter {
    SearchFilter { label: Some(label), ..SearchFilter::default() }
}

async fn search(device: &Device, text: &str, filter: SearchFilter) -> SearchPageView {
    device.ask(Search { text: text.to_owned(), filter, after: None, limit: 50 }).await.unwrap()
}

#[tokio::test]
async fn aino_labels_her_papers_and_finds_them_by_label_word_and_person() {
    let (haikkala, kaarna) = (Town::haikkala().await.unwrap(), Town::kaarna().await.unwrap());
    let device = Device::of_aino(&[&haikkala, &kaarna]).await.unwrap();
    device.sync().await.unwrap();
    let made = device.ask(CreateLabel { name: "  Verotus  2026 ".to_owned() }).await.unwrap();
    let label = made.labels[0].clone();
    assert_eq!(label.name, "Verotus 2026");
    assert_eq!(
        device.ask(CreateLabel { name: "VEROTUS 2026".to_owned() }).await.unwrap().labels.len(),
        1,
        "one name once"
    );

    let inbox = device.inbox().await.unwrap();
    let some: Vec<_> = inbox.iter().step_by(2).map(|headline| headline.item.clone()).collect();
    mark(&device, &some, Mark::Label(label.id), true).await.unwrap();
    let labelled = filed(&device, with(label.id)).await;
    assert_eq!(labelled.len(), some.len());
    assert!(labelled.iter().all(|headline| headline.marks.labels == [label.clone()]));
    let newest_first = |pair: &[protocol::view::HeadlineView]| {
        (pair[0].when.date, pair[0].when.time) >= (pair[1].when.date, pair[1].when.time)
    };
    assert!(labelled.windows(2).all(newest_first));

    // With whose it is, with words, with the archive, and with all of them.
    let first = &labelled[0];
    let hers = SearchFilter { party: Some(first.whose.id.clone()), ..with(label.id) };
    let of_hers = filed(&device, hers.clone()).await;
    assert!(!of_hers.is_empty() && of_hers.iter().all(|headline| headline.whose.id == first.whose.id));
    let word = first.title.value.split_whitespace().max_by_key(|word| word.len()).unwrap();
    let found = search(&device, word, hers.clone()).await;
    assert!(found.items.iter().any(|headline| headline.item == first.item));
    assert!(found.items.iter().all(|headline| some.contains(&headline.item)));
    assert!(search(&device, word, SearchFilter { archived: true, ..hers.clone() }).await.items.is_empty());
    mark(&device, std::slice::from_ref(&first.item), Mark::Archived, true).await.unwrap();
    let away = search(&device, word, SearchFilter { archived: true, ..hers }).await;
    assert!(away.items.iter().any(|headline| headline.item == first.item));
    assert_eq!(filed(&device, with(label.id)).await.len(), some.len(), "a label is there in the archive too");
}

#[tokio::test]
async fn a_label_is_renamed_everywhere_and_removed_everywhere() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    for name in ["Koulu", "Koti"] {
        device.ask(CreateLabel { name: name.to_owned() }).await.unwrap();
    }
    let labels = device.ask(ReadLabels {}).await.unwrap().labels;
    assert_eq!(labels.iter().map(|label| label.name.as_str()).collect::<Vec<_>>(), ["Koti", "Koulu"]);
    let (home, school) = (labels[0].id, labels[1].id);
    let item = device.group(Group::Rest, None).await.unwrap().remove(0).item;
    mark(&device, std::slice::from_ref(&item), Mark::Label(school), true).await.unwrap();

    let taken = device.ask(RenameLabel { label: home, name: "koulu".to_owned() }).await;
    assert_eq!(taken.unwrap_err().code, ErrorCode::NotTaken);
    device.ask(RenameLabel { label: school, name: "Elsan koulu".to_owned() }).await.unwrap();
    let names = |headlines: Vec<protocol::view::HeadlineView>| {
        headlines.into_iter().flat_map(|headline| headline.marks.labels).map(|label| label.name).collect::<Vec<_>>()
    };
    assert_eq!(names(filed(&device, with(school)).await), ["Elsan koulu"]);

    // What has been put on cannot come back by undoing once the label is gone; a new label is another one.
    let last = mark(&device, std::slice::from_ref(&item), Mark::Label(school), false).await.unwrap();
    device.ask(RemoveLabel { label: school }).await.unwrap();
    assert!(device.ask(UndoMarks { undo: last.undo.unwrap() }).await.is_err());
    let again = device.ask(CreateLabel { name: "Elsan koulu".to_owned() }).await.unwrap();
    let again = again.labels.iter().find(|label| label.name == "Elsan koulu").unwrap().id;
    assert_ne!(again, school);
    assert!(filed(&device, with(again)).await.is_empty());
    let unknown = mark(&device, std::slice::from_ref(&item), Mark::Label(school), true).await;
    assert_eq!(unknown.unwrap_err().code, ErrorCode::NotFound);
}
