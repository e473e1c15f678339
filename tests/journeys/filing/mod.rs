//! Aino files her items: the archive, labels, pins, mutes, unread, and undoing. What she does stays on her device.

mod labels;
mod lists;

use domain::{
    case::Folder,
    id::{RecordKey, RecordKind},
    mark::{Mark, Shelf},
};
use protocol::{
    ErrorView, Event, MarkItems, ReadCases, ReadItem, Search,
    marks::MarkedView,
    search::SearchFilter,
    view::{ArrivedView, HeadlineView, ItemBody},
};
use resident_api::{FeedRecord, NeedRecord};
use tests::{Device, Town, key, message};
use tokio::sync::broadcast::Receiver;

async fn mark(device: &Device, items: &[RecordKey], mark: Mark, on: bool) -> Result<MarkedView, ErrorView> {
    device.ask(MarkItems { items: items.to_vec(), mark, on }).await
}

async fn filed(device: &Device, filter: SearchFilter) -> Vec<HeadlineView> {
    device.ask(Search { text: String::new(), filter, after: None, limit: 200 }).await.unwrap().items
}

async fn archive(device: &Device) -> Vec<RecordKey> {
    let filter = SearchFilter { archived: true, ..SearchFilter::default() };
    filed(device, filter).await.into_iter().map(|headline| headline.item).collect()
}

async fn shelf(device: &Device, item: &RecordKey) -> Shelf {
    device.ask(ReadItem { item: item.clone() }).await.unwrap().marks.shelf
}

/// A case with at least one letter in it, and whose it is.
async fn case_with_letters(device: &Device, town: &Town) -> (RecordKey, Vec<RecordKey>, String) {
    let cases = ReadCases { folder: Folder::Inbox, party: None, after: None, limit: 200 };
    for case in device.ask(cases).await.unwrap().items {
        let view = device.ask(ReadItem { item: case.item.clone() }).await.unwrap();
        let ItemBody::Case(body) = view.body else { continue };
        let items: Vec<_> = body.items.into_iter().map(|headline| headline.item).collect();
        if let Some(letter) = items.iter().find(|item| item.kind == RecordKind::Message) {
            let mut party = None;
            town.revise(letter, |record| {
                if let FeedRecord::Message(message) = record {
                    party = Some(message.party.clone());
                }
            })
            .unwrap();
            return (case.item, items, party.expect("a letter is somebody's"));
        }
    }
    panic!("no case has a letter in it")
}

/// A letter of today in a case, which asks this.
fn send(town: &Town, id: &str, party: &str, case: &RecordKey, need: &str) -> RecordKey {
    let mut letter = message(id, party, id);
    letter.case = Some(case.id.to_string());
    letter.need = Some(NeedRecord { kind: need.to_owned(), day: None });
    town.authority().upsert(FeedRecord::Message(Box::new(letter))).unwrap();
    key(town.source(), RecordKind::Message, id)
}

/// Everything that was told of having come, of the events so far.
fn arrivals(events: &mut Receiver<Event>) -> Vec<ArrivedView> {
    let mut arrivals = Vec::new();
    while let Ok(event) = events.try_recv() {
        if let Event::Arrived(arrived) = event {
            arrivals.push(*arrived);
        }
    }
    arrivals
}
