//! What leaves the lists, what comes back, and what is told.

use domain::{inbox::Group, mark::Mark, mark::Shelf};
use protocol::{ErrorCode, MarkOpened, ReadItem, UndoMarks};
use tests::{Device, Town};

use super::{archive, arrivals, case_with_letters, mark, send, shelf};

#[tokio::test]
async fn aino_puts_items_away_together_and_undoes_it_exactly() {
    let (haikkala, kaarna) = (Town::haikkala().await.unwrap(), Town::kaarna().await.unwrap());
    let device = Device::of_aino(&[&haikkala, &kaarna]).await.unwrap();
    device.sync().await.unwrap();
    let (inbox, overview) = (device.inbox().await.unwrap(), device.overview().await.unwrap());
    let some: Vec<_> = inbox.iter().step_by(3).map(|headline| headline.item.clone()).collect();
    assert!(some.len() > 3);

    let marked = mark(&device, &some, Mark::Archived, true).await.unwrap();
    assert_eq!(marked.count as usize, some.len());
    let left: Vec<_> = device.inbox().await.unwrap().into_iter().map(|headline| headline.item).collect();
    assert!(some.iter().all(|item| !left.contains(item)));
    assert_eq!(left.len(), inbox.len() - some.len());
    let mut away = archive(&device).await;
    away.sort();
    let mut wanted = some.clone();
    wanted.sort();
    assert_eq!(away, wanted);

    // After the app was opened anew it is as it was left, and what was done before cannot be undone any more.
    let device = device.restart().await.unwrap();
    assert_eq!(archive(&device).await.len(), some.len());
    let gone = device.ask(UndoMarks { undo: marked.undo.unwrap() }).await;
    assert_eq!(gone.unwrap_err().code, ErrorCode::NotFound);

    let back = mark(&device, &some, Mark::Archived, false).await.unwrap();
    assert_eq!(device.inbox().await.unwrap(), inbox, "in their places");
    assert_eq!(device.overview().await.unwrap().needs_you, overview.needs_you);
    device.ask(UndoMarks { undo: back.undo.unwrap() }).await.unwrap();
    assert_eq!(archive(&device).await.len(), some.len());
    assert!(device.ask(UndoMarks { undo: back.undo.unwrap() }).await.is_err(), "once");
    assert_eq!(haikkala.authority().opened().unwrap(), [], "no source is told");
}

#[tokio::test]
async fn a_case_comes_back_from_the_archive_when_aino_is_needed_and_she_is_told() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let (case, items, party) = case_with_letters(&device, &haikkala).await;
    mark(&device, std::slice::from_ref(&case), Mark::Archived, true).await.unwrap();
    assert_eq!(archive(&device).await, std::slice::from_ref(&case));
    assert_eq!(shelf(&device, &items[0]).await, Shelf::Archive);

    let mut events = device.engine().events();
    let news = send(&haikkala, "m-news", &party, &case, "nothing");
    device.sync().await.unwrap();
    assert_eq!(shelf(&device, &news).await, Shelf::Archive);
    assert_eq!(arrivals(&mut events), [], "what asks nothing is not told");

    let asked = send(&haikkala, "m-asked", &party, &case, "required");
    device.sync().await.unwrap();
    let told = arrivals(&mut events);
    assert_eq!(told.iter().map(|arrival| arrival.returned).sum::<u32>(), 1);
    assert!(archive(&device).await.is_empty());
    assert_eq!(shelf(&device, &case).await, Shelf::Returned);
    let waiting = device.group(Group::NeedsYou, None).await.unwrap();
    assert!(waiting.iter().any(|headline| headline.item == asked));
    let new = device.group(Group::New, None).await.unwrap();
    assert!(new.iter().any(|headline| headline.item == news), "what came meanwhile is new now");
}

#[tokio::test]
async fn a_muted_case_is_silent_until_aino_is_needed() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let (case, items, party) = case_with_letters(&device, &haikkala).await;
    mark(&device, &items[..1], Mark::Muted, true).await.unwrap();
    assert!(device.ask(ReadItem { item: case.clone() }).await.unwrap().marks.muted, "it is shown on the case");
    let before = device.overview().await.unwrap().new;

    let mut events = device.engine().events();
    let quiet = send(&haikkala, "m-quiet", &party, &case, "nothing");
    device.sync().await.unwrap();
    assert_eq!(arrivals(&mut events), []);
    assert_eq!(device.overview().await.unwrap().new, before);
    let rest = device.group(Group::Rest, None).await.unwrap();
    assert!(rest.iter().any(|headline| headline.item == quiet && !headline.is_new), "it is in the list all the same");

    send(&haikkala, "m-loud", &party, &case, "required");
    device.sync().await.unwrap();
    assert_eq!(arrivals(&mut events).len(), 1);
}

#[tokio::test]
async fn pinned_items_stand_first_and_are_counted_still() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let before = device.overview().await.unwrap();
    let duty = device.group(Group::NeedsYou, None).await.unwrap().remove(0);
    let letter = device.group(Group::Rest, None).await.unwrap().remove(0);
    let both = [duty.item.clone(), letter.item.clone()];
    mark(&device, &both, Mark::Pinned, true).await.unwrap();
    let pinned = device.group(Group::Pinned, None).await.unwrap();
    assert_eq!(pinned.len(), 2);
    assert!(pinned.iter().all(|headline| headline.marks.pinned && both.contains(&headline.item)));
    let after = device.overview().await.unwrap();
    assert_eq!((after.needs_you, after.new), (before.needs_you, before.new));
    let waiting = device.group(Group::NeedsYou, None).await.unwrap();
    assert_eq!(waiting.len(), before.needs_you as usize - 1, "each item stands once");
}

#[tokio::test]
async fn what_is_unread_again_was_told_of_once() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let new = device.group(Group::New, None).await.unwrap();
    let (one, other) = (new[0].item.clone(), new[1].item.clone());
    device.ask(MarkOpened { item: one.clone() }).await.unwrap();
    mark(&device, std::slice::from_ref(&one), Mark::Unread, true).await.unwrap();
    mark(&device, std::slice::from_ref(&other), Mark::Unread, false).await.unwrap();
    device.sync().await.unwrap();
    let opened = haikkala.authority().opened().unwrap();
    assert_eq!(opened.len(), 1, "marking as read is not opening, and unread takes nothing back");
    assert!(device.ask(ReadItem { item: one.clone() }).await.unwrap().is_new);
    let skimmed = device.ask(ReadItem { item: other.clone() }).await.unwrap();
    assert!(!skimmed.is_new && skimmed.is_quiet);

    device.ask(MarkOpened { item: one }).await.unwrap();
    device.ask(MarkOpened { item: other }).await.unwrap();
    device.sync().await.unwrap();
    assert_eq!(haikkala.authority().opened().unwrap().len(), 2);
}

#[tokio::test]
async fn marks_stay_when_the_feed_is_read_anew_and_items_are_updated() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    haikkala.send("m-1", &aino, "Kirjasto on auki").unwrap();
    device.sync().await.unwrap();
    let item = tests::key(haikkala.source(), domain::id::RecordKind::Message, "m-1");
    mark(&device, std::slice::from_ref(&item), Mark::Archived, true).await.unwrap();
    haikkala.send("m-1", &aino, "Kirjasto on kiinni").unwrap();
    haikkala.authority().forget_history().unwrap();
    device.sync().await.unwrap();
    assert_eq!(archive(&device).await, [item]);
}
