//! Aino looks for something.

mod sets;

use domain::{
    case::CaseStatus,
    id::{PartyId, RecordKind},
};
use protocol::{
    ErrorCode, ReadItem, ReadSavedSearches, RemoveSavedSearch, SaveSearch, Search,
    search::{SavedSearchView, SearchFilter, SearchPageView},
};
use tests::{Device, Town};

async fn find(device: &Device, text: &str, filter: SearchFilter) -> SearchPageView {
    device.ask(Search { text: text.to_owned(), filter, after: None, limit: 10 }).await.unwrap()
}

fn titles(page: &SearchPageView) -> Vec<&str> {
    page.items.iter().map(|item| item.title.value.as_str()).collect()
}

/// What is marked in the titles and passages of a page.
fn marked(page: &SearchPageView) -> Vec<&str> {
    let found = page.items.iter().filter_map(|item| item.found.as_ref());
    let pieces = found.flat_map(|found| found.title.iter().chain(found.passage.iter().flat_map(|text| &text.pieces)));
    pieces.filter(|piece| piece.found).map(|piece| piece.text.as_str()).collect()
}

#[tokio::test]
async fn aino_finds_a_letter_by_another_form_of_its_words_and_sees_where_they_stand() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let page = find(&device, "palstan", SearchFilter::default()).await;
    assert!(titles(&page).contains(&"Viljelypalsta 14 on nyt sinun"), "{:?}", titles(&page));
    assert_eq!(page.total, Some(u32::try_from(page.items.len()).unwrap()));
    assert!(page.complete && !page.more);
    let marked = marked(&page);
    assert!(!marked.is_empty() && marked.iter().all(|word| word.to_lowercase().contains("palsta")), "{marked:?}");
    // What came just now is found just now.
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    haikkala.send("now", &aino, "Raitiovaunulinja 7 aloittaa").unwrap();
    assert_eq!(find(&device, "raitiovaunu", SearchFilter::default()).await.items, []);
    device.sync().await.unwrap();
    assert_eq!(titles(&find(&device, "raitiovaunu", SearchFilter::default()).await), ["Raitiovaunulinja 7 aloittaa"]);
}

#[tokio::test]
async fn what_items_are_narrows_the_search_and_pages_go_on() {
    let (haikkala, kaarna) = (Town::haikkala().await.unwrap(), Town::kaarna().await.unwrap());
    let device = Device::of_aino(&[&haikkala, &kaarna]).await.unwrap();
    device.sync().await.unwrap();
    let none = SearchFilter::default;
    let decisions = find(&device, "", SearchFilter { kind: Some(RecordKind::Decision), ..none() }).await;
    assert!(!decisions.items.is_empty());
    assert!(decisions.items.iter().all(|item| item.item.kind == RecordKind::Decision));
    let of_kaarna = find(&device, "helmi", SearchFilter { source: Some(kaarna.source()), ..none() }).await;
    assert!(!of_kaarna.items.is_empty() && of_kaarna.items.iter().all(|item| item.item.source == kaarna.source()));
    let waiting = find(&device, "", SearchFilter { needs_you: true, ..none() }).await;
    assert_eq!(waiting.total, Some(device.overview().await.unwrap().needs_you));
    // A day by which something is due and something is not.
    let last = waiting.items.iter().filter_map(|item| item.need.day()).min().unwrap();
    let due = find(&device, "", SearchFilter { needs_you: true, due_to: Some(last), ..none() }).await;
    assert!(!due.items.is_empty() && due.total < waiting.total);
    assert!(due.items.iter().all(|item| item.need.day().is_some_and(|day| day <= last)));
    let with_files = find(&device, "", SearchFilter { with_documents: true, ..none() }).await;
    assert!(!with_files.items.is_empty());
    for item in &with_files.items {
        let read = device.ask(ReadItem { item: item.item.clone() }).await.unwrap();
        assert!(!read.documents.is_empty(), "{}", item.title.value);
    }
    let in_hand = find(&device, "", SearchFilter { status: Some(CaseStatus::InProgress), ..none() }).await;
    assert!(!in_hand.items.is_empty());
    assert!(in_hand.items.iter().all(|item| item.status == Some(CaseStatus::InProgress)));
    let helmi = find(&device, "helmi", none()).await;
    let passages = helmi.items.iter().filter_map(|item| item.found.as_ref()?.passage.as_ref());
    assert!(passages.clone().count() > 0 && passages.clone().all(|passage| passage.lang.is_none()), "in her language");
    // A day of Helsinki is whole: its first and its last minute.
    let all = find(&device, "", none()).await;
    let day = all.items[3].when.date;
    let of_day = find(&device, "", SearchFilter { from: Some(day), to: Some(day), ..none() }).await;
    assert!(of_day.items.contains(&all.items[3]) && of_day.items.iter().all(|item| item.when.date == day));
    // From page to page, each item once, newest first.
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = device.ask(Search { text: String::new(), filter: none(), after, limit: 7 }).await.unwrap();
        seen.extend(page.items);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(Some(u32::try_from(seen.len()).unwrap()), all.total);
    assert!(seen.windows(2).all(|pair| pair[0].when.date >= pair[1].when.date));
    seen.sort_by(|one, other| one.item.cmp(&other.item));
    seen.dedup_by(|one, other| one.item == other.item);
    assert_eq!(Some(u32::try_from(seen.len()).unwrap()), all.total);
    let nobody = SearchFilter { party: Some(PartyId::new("nobody")), ..none() };
    assert_eq!(find(&device, "", nobody).await.items, []);
}

#[tokio::test]
async fn searches_are_kept_by_name_and_survive_closing_the_app() {
    let device = Device::new().await.unwrap();
    let search = |name: &str, text: &str| SavedSearchView {
        name: name.to_owned(),
        text: text.to_owned(),
        filter: SearchFilter { needs_you: true, ..SearchFilter::default() },
    };
    device.ask(SaveSearch { search: search("  Verot  ", "vero") }).await.unwrap();
    device.ask(SaveSearch { search: search("Verot", "kiinteistövero") }).await.unwrap();
    let device = device.restart().await.unwrap();
    let saved = device.ask(ReadSavedSearches {}).await.unwrap();
    assert_eq!((saved.searches, saved.room), (vec![search("Verot", "kiinteistövero")], true));
    let nameless = device.ask(SaveSearch { search: search(" ", "vero") }).await;
    assert_eq!(nameless.unwrap_err().code, ErrorCode::BadRequest);
    for n in 0..60 {
        let kept = device.ask(SaveSearch { search: search(&format!("haku {n}"), "x") }).await;
        // One is there already.
        assert_eq!(kept.is_ok(), n < 49, "{n}");
    }
    let saved = device.ask(ReadSavedSearches {}).await.unwrap();
    assert_eq!((saved.searches.len(), saved.room), (50, false));
    let saved = device.ask(RemoveSavedSearch { name: "Verot".to_owned() }).await.unwrap();
    assert!(saved.room && saved.searches.iter().all(|search| search.name != "Verot"));
}

#[tokio::test]
async fn what_cannot_be_asked_finds_nothing_and_harms_nothing() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    for text in ["\"", "!?", "avaruus OR NOT (", &"avaruusraketti ".repeat(500), &"\"avaruus ".repeat(100)] {
        let page = find(&device, text, SearchFilter::default()).await;
        assert_eq!((page.items.len(), page.total), (0, Some(0)), "{text}");
    }
    let after = Some("ff".to_owned());
    let refused = device.ask(Search { text: "a".to_owned(), filter: SearchFilter::default(), after, limit: 10 }).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::BadRequest);
}
