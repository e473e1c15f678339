//! Verified notice: a decision waits sealed, is received by the resident and by nothing else, and is open from then on.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    id::{RecordKey, RecordKind},
    inbox::Group,
    need::Need,
    party::Relation,
    sealed::Otherwise,
};
use engine::Handle as _;
use municipality::{Fault, Gate};
use protocol::{
    ChooseArchive, EndSignIn, ErrorCode, Event, LockNow, MarkOpened, ReadItem, ReadNotices, ReceiveDecision, Search,
    TakeIn, TakeOut,
    archive::TakenOutView,
    search::SearchFilter,
    signature::SignatureView,
    view::{DecisionBody, ItemBody, ItemView, SealedBody},
};
use resident_api::FeedRecord;
use tests::{Device, ENVELOPE_TITLE, SEALED_FILE, SEALED_TITLE, Town, key};

use crate::sign_in::{begin, device_near, ended, enter, haikkala_listed, sign_in};

const RECEIPTS: &str = "/v1/decisions/";

/// Haikkala, and Aino's device on which a sealed decision of hers waits.
async fn waiting() -> (Town, Device, RecordKey) {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    haikkala.seal("d-1", &aino, |_| {}).unwrap();
    device.sync().await.unwrap();
    let item = key(haikkala.source(), RecordKind::Decision, "d-1");
    (haikkala, device, item)
}

async fn read(device: &Device, item: &RecordKey) -> ItemView {
    device.ask(ReadItem { item: item.clone() }).await.unwrap()
}

async fn envelope(device: &Device, item: &RecordKey) -> SealedBody {
    match read(device, item).await.body {
        ItemBody::Sealed(body) => *body,
        other => panic!("{other:?}"),
    }
}

async fn opened(device: &Device, item: &RecordKey) -> DecisionBody {
    match read(device, item).await.body {
        ItemBody::Decision(body) => *body,
        other => panic!("{other:?}"),
    }
}

async fn receive(device: &Device, item: &RecordKey) -> Result<(), ErrorCode> {
    device.ask(ReceiveDecision { item: item.clone() }).await.map_err(|error| error.code)
}

/// Who has received it, by the keys of their requests.
fn services(town: &Town) -> Vec<String> {
    town.authority().services().unwrap().into_iter().map(|service| service.key).collect()
}

async fn found(device: &Device, text: &str) -> Vec<RecordKey> {
    let search = Search { text: text.to_owned(), filter: SearchFilter::default(), after: None, limit: 10 };
    device.ask(search).await.unwrap().items.into_iter().map(|item| item.item).collect()
}

/// Whether everything of it is here and open, without asking anybody.
async fn is_open_on_the_device(device: &Device, item: &RecordKey) {
    let view = read(device, item).await;
    assert_eq!(view.title.value, SEALED_TITLE);
    assert!(!view.is_new, "she has it in front of her");
    let [file] = &view.documents[..] else { panic!("{:?}", view.documents) };
    assert_eq!((file.name.value.as_str(), file.on_device), ("Laiturikartta", true));
    let served = device.engine().serve_document(&file.path, None).await.unwrap();
    assert_eq!((served.bytes.as_slice(), served.media_type.as_str()), (SEALED_FILE.as_bytes(), "text/plain"));
}

#[tokio::test]
async fn syncing_and_reading_the_envelope_serve_nothing() {
    let (haikkala, device, item) = waiting().await;
    let waits = device.group(Group::NeedsYou, None).await.unwrap();
    let headline = waits.iter().find(|headline| headline.item == item).unwrap();
    assert_eq!(headline.title.value, ENVELOPE_TITLE);
    assert_eq!(headline.need, Need::Receive { last_day: "2026-11-25".parse().unwrap() });
    assert!(headline.is_new);

    let view = read(&device, &item).await;
    assert!(view.documents.is_empty(), "of what is sealed there is nothing to be seen");
    let body = envelope(&device, &item).await;
    assert_eq!((body.authority.value.as_str(), body.otherwise), ("Satamatoimisto", Otherwise::Letter));
    assert!(body.receivable && !body.over && body.asked.is_none() && body.served.is_none());
    // The file is here, and what is in it is not.
    assert_eq!(haikkala.requests("/v1/documents/d-1-file").len(), 1);
    let path = format!("{}/decision/d-1/d-1-file", haikkala.source());
    let sealed = device.engine().serve_document(&path, None).await.unwrap();
    assert_eq!((sealed.bytes.get(..3), sealed.content_type()), (Some(&b"eyJ"[..]), "application/octet-stream"));
    for word in ["myönnetä", "laituri", "hakemusta"] {
        assert!(!found(&device, word).await.contains(&item), "{word} is only inside");
    }
    assert!(found(&device, "venepaikka").await.contains(&item));

    device.ask(MarkOpened { item: item.clone() }).await.unwrap();
    device.sync().await.unwrap();
    let device = device.restart().await.unwrap();
    device.sync().await.unwrap();
    assert!(!read(&device, &item).await.is_new);
    assert!(haikkala.authority().opened().unwrap().is_empty(), "who reads an envelope has opened nothing");
    assert!(services(&haikkala).is_empty() && haikkala.requests(RECEIPTS).is_empty());
    assert!(device.group(Group::NeedsYou, None).await.unwrap().iter().any(|headline| headline.item == item));
}

#[tokio::test]
async fn aino_receives_a_decision_and_has_it_for_good() {
    let (haikkala, device, item) = waiting().await;
    device.ask(MarkOpened { item: item.clone() }).await.unwrap();
    let mut events = device.engine().events();
    receive(&device, &item).await.unwrap();

    // From now on nobody is needed.
    haikkala.faults().begin(Fault::CutOff);
    is_open_on_the_device(&device, &item).await;
    let body = opened(&device, &item).await;
    let notice = body.notice.clone().unwrap();
    assert_eq!(notice.method, domain::decision::NoticeMethod::Verified);
    assert!(matches!(body.signature, SignatureView::Checked { .. }), "what was inside is signed: {:?}", body.signature);
    let served = notice.served.unwrap();
    assert_eq!(served.date, tests::today());
    let counted = body.appeal.clone().unwrap().counted.unwrap().unwrap();
    assert_eq!(counted.last_day.to_string(), "2026-12-02", "14 days from when she received it");
    let device = device.restart().await.unwrap();
    is_open_on_the_device(&device, &item).await;
    assert_eq!(found(&device, "laituri").await, std::slice::from_ref(&item), "what was inside is found now");

    // The feed says the same, which is no news.
    haikkala.faults().end();
    let before = read(&device, &item).await;
    device.sync().await.unwrap();
    assert_eq!(read(&device, &item).await, before);
    assert_eq!(services(&haikkala).len(), 1);
    assert!(haikkala.authority().opened().unwrap().is_empty(), "she received it, which is more");
    while let Ok(event) = events.try_recv() {
        assert!(!matches!(event, Event::Arrived(_)), "what she receives is not told to her as something that came");
    }
    // It is served: it outlives its retention at the source.
    haikkala.authority().tombstone("decision", "d-1", "retention_ended").unwrap();
    device.sync().await.unwrap();
    is_open_on_the_device(&device, &item).await;
}

#[tokio::test]
async fn pressing_twice_asks_once() {
    let (haikkala, device, item) = waiting().await;
    let (one, other) = tokio::join!(receive(&device, &item), receive(&device, &item));
    assert_eq!((one, other), (Ok(()), Ok(())));
    assert_eq!(receive(&device, &item).await, Ok(()));
    assert_eq!(haikkala.requests(RECEIPTS).len(), 1);
}

#[tokio::test]
async fn she_identifies_herself_before_anything_is_served() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = device_near(&haikkala).await.unwrap();
    sign_in(&device, haikkala_listed(&haikkala)).await.unwrap();
    device.ask(EndSignIn {}).await.unwrap();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    haikkala.seal("d-1", &aino, |_| {}).unwrap();
    device.sync().await.unwrap();
    haikkala.authority().backdate_sign_ins("aino", Duration::from_hours(1)).unwrap();
    let item = key(haikkala.source(), RecordKind::Decision, "d-1");

    assert_eq!(receive(&device, &item).await, Err(ErrorCode::StrongerSignInNeeded));
    assert!(services(&haikkala).is_empty());
    assert_eq!(envelope(&device, &item).await.asked, None, "nothing arrived, and that is certain");

    let again = protocol::sign_in::ServiceAddress::Connected(haikkala.source());
    let address = begin(&device, again).await.unwrap();
    assert!(address.contains("acr_values") && address.contains("max_age"), "{address}");
    enter(&address, "aino").await.unwrap();
    ended(&device).await.unwrap();
    assert!(services(&haikkala).is_empty(), "identifying oneself receives nothing");
    receive(&device, &item).await.unwrap();
    is_open_on_the_device(&device, &item).await;
}

#[tokio::test]
async fn without_a_connection_nothing_is_received_and_nothing_waits() {
    let (haikkala, device, item) = waiting().await;
    let source = haikkala.source();
    haikkala.stop().await;
    assert_eq!(receive(&device, &item).await, Err(ErrorCode::NotSent));
    assert_eq!(envelope(&device, &item).await.asked, None);
    assert_eq!(device.overview().await.unwrap().unsent, 0);

    // A service that is too busy has not taken it either, and nothing is sent later by itself.
    let (haikkala, device, item) = waiting().await;
    assert_eq!(item.source, source);
    haikkala.faults().next_at(RECEIPTS, 1, Fault::Busy(1));
    assert_eq!(receive(&device, &item).await, Err(ErrorCode::NotSent));
    device.sync().await.unwrap();
    let device = device.restart().await.unwrap();
    device.sync().await.unwrap();
    assert!(services(&haikkala).is_empty());
    assert_eq!(envelope(&device, &item).await.asked, None);
}

#[tokio::test]
async fn after_a_lost_answer_the_feed_brings_the_decision_open() {
    let (haikkala, device, item) = waiting().await;
    device.ask(MarkOpened { item: item.clone() }).await.unwrap();
    haikkala.faults().next_at(RECEIPTS, 1, Fault::LoseAnswer);
    assert_eq!(receive(&device, &item).await, Err(ErrorCode::AnswerLost));
    let device = device.restart().await.unwrap();
    assert!(envelope(&device, &item).await.asked.is_some(), "it may count as received, and that is remembered");

    device.sync().await.unwrap();
    let view = read(&device, &item).await;
    assert!(view.is_new, "she has not read what was inside");
    assert!(opened(&device, &item).await.notice.unwrap().served.is_some());
    assert_eq!(services(&haikkala).len(), 1);
    assert_eq!(receive(&device, &item).await, Ok(()), "it is open already");
    assert_eq!(haikkala.requests(RECEIPTS).len(), 1);
}

#[tokio::test]
async fn after_a_lost_answer_she_asks_again_for_the_same() {
    let (haikkala, device, item) = waiting().await;
    haikkala.faults().next_at(RECEIPTS, 1, Fault::LoseAnswer);
    assert_eq!(receive(&device, &item).await, Err(ErrorCode::AnswerLost));
    // In between a try that is known not to have arrived: what is unknown stays unknown.
    haikkala.faults().next_at(RECEIPTS, 1, Fault::Busy(1));
    assert_eq!(receive(&device, &item).await, Err(ErrorCode::NotSent));
    assert!(envelope(&device, &item).await.asked.is_some());
    let device = device.restart().await.unwrap();
    receive(&device, &item).await.unwrap();
    is_open_on_the_device(&device, &item).await;
    assert_eq!(services(&haikkala).len(), 1, "under one key, so it is one receipt");
}

#[tokio::test]
async fn an_app_that_is_killed_while_it_asks_asks_nothing_by_itself() {
    let (haikkala, device, item) = waiting().await;
    let gate = Gate::default();
    haikkala.faults().next_at(RECEIPTS, 1, Fault::Hold(gate.clone()));
    let (engine, command) = (device.engine().clone(), ReceiveDecision { item: item.clone() });
    let asking = tokio::spawn(async move { engine.handle(command).await });
    gate.reached().await;
    asking.abort();
    assert!(asking.await.unwrap_err().is_cancelled());
    let device = device.restart().await.unwrap();
    assert!(envelope(&device, &item).await.asked.is_some());
    device.sync().await.unwrap();
    assert!(services(&haikkala).is_empty(), "it is for her to ask");
    receive(&device, &item).await.unwrap();
    is_open_on_the_device(&device, &item).await;
}

/// What comes of receiving a decision whose envelope was changed so.
async fn broken(change: impl FnOnce(&mut resident_api::SealedDecisionRecord)) {
    let (haikkala, device, item) = waiting().await;
    haikkala
        .revise(&item, |record| match record {
            FeedRecord::SealedDecision(sealed) => change(sealed),
            other => panic!("{other:?}"),
        })
        .unwrap();
    device.sync().await.unwrap();
    haikkala.faults().begin_at("/v1/changes", Fault::CutOff);
    assert_eq!(receive(&device, &item).await, Err(ErrorCode::NotOpened));
    let body = envelope(&device, &item).await;
    assert!(body.served.is_some() && body.asked.is_none(), "since when the time runs is said");
    assert!(read(&device, &item).await.is_new, "nothing is marked as read");
    assert!(haikkala.authority().opened().unwrap().is_empty());
    // It stays so over a start, and asking again tells the same.
    let device = device.restart().await.unwrap();
    assert_eq!(envelope(&device, &item).await.served, body.served);
    assert_eq!(receive(&device, &item).await, Err(ErrorCode::NotOpened));
    assert_eq!(services(&haikkala).len(), 1);
    // The feed brings it open.
    haikkala.faults().end();
    device.sync().await.unwrap();
    assert_eq!(opened(&device, &item).await.notice.unwrap().served, body.served);
}

#[tokio::test]
async fn a_changed_content_is_told_and_opens_nothing() {
    broken(|sealed| {
        let middle = sealed.content.len() / 2;
        let sign = if sealed.content.as_bytes()[middle] == b'A' { "B" } else { "A" };
        sealed.content.replace_range(middle..=middle, sign);
    })
    .await;
}

#[tokio::test]
async fn a_content_under_another_key_is_told_and_opens_nothing() {
    let other = Town::haikkala().await.unwrap();
    let (aino, _) = other.parties("aino").unwrap().remove(0);
    other.seal("d-1", &aino, |_| {}).unwrap();
    let mut theirs = String::new();
    let item = key(other.source(), RecordKind::Decision, "d-1");
    other
        .revise(&item, |record| {
            if let FeedRecord::SealedDecision(sealed) = record {
                theirs.clone_from(&sealed.content);
            }
        })
        .unwrap();
    assert!(!theirs.is_empty());
    broken(|sealed| sealed.content = theirs).await;
}

#[tokio::test]
async fn an_envelope_in_somebody_elses_matter_does_not_open() {
    // What is inside is Aino's, and the envelope says Elsa's.
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    let parties = haikkala.parties("aino").unwrap();
    let child = &parties.iter().find(|(_, relation)| *relation == Relation::Child).unwrap().0;
    haikkala.seal("d-1", child, |_| {}).unwrap();
    let item = key(haikkala.source(), RecordKind::Decision, "d-1");
    haikkala
        .revise(&item, |record| {
            if let FeedRecord::SealedDecision(sealed) = record {
                sealed.party.clone_from(&parties[0].0);
            }
        })
        .unwrap();
    device.sync().await.unwrap();
    haikkala.faults().begin_at("/v1/changes", Fault::CutOff);
    assert_eq!(receive(&device, &item).await, Err(ErrorCode::NotOpened));
    assert!(envelope(&device, &item).await.served.is_some());
}

#[tokio::test]
async fn a_file_that_does_not_open_is_fetched_as_it_is() {
    let (haikkala, device, item) = waiting().await;
    haikkala
        .revise(&item, |record| {
            if let FeedRecord::SealedDecision(sealed) = record {
                // Another hash: what is on the device is not what is described, and is not kept.
                sealed.documents[0].sha256 = "0".repeat(64);
            }
        })
        .unwrap();
    device.sync().await.unwrap();
    receive(&device, &item).await.unwrap();
    assert_eq!(read(&device, &item).await.title.value, SEALED_TITLE);
    device.sync().await.unwrap();
    is_open_on_the_device(&device, &item).await;
}

#[tokio::test]
async fn a_decision_that_was_withdrawn_cannot_be_received_and_she_is_told() {
    let (haikkala, device, item) = waiting().await;
    haikkala.authority().tombstone("decision", "d-1", "withdrawn").unwrap();
    assert_eq!(receive(&device, &item).await, Err(ErrorCode::DecisionWithdrawn));
    assert_eq!(device.ask(ReadItem { item: item.clone() }).await.unwrap_err().code, ErrorCode::NotFound);
    let told = device.ask(ReadNotices {}).await.unwrap().taken_back;
    assert!(told.iter().any(|told| told.item == item), "{told:?}");
    assert!(services(&haikkala).is_empty());
    assert_eq!(receive(&device, &item).await, Err(ErrorCode::NotFound));
}

#[tokio::test]
async fn after_seven_days_it_comes_in_another_way() {
    let (haikkala, device, item) = waiting().await;
    let later: DateTime<Utc> = "2026-11-26T10:00:00Z".parse().unwrap();
    haikkala.authority().set_today(later.date_naive());
    // By Haikkala's clock it is over, which the device learns now.
    assert_eq!(receive(&device, &item).await, Err(ErrorCode::ReceiptOver));
    device.host.set_now(later);
    device.sync().await.unwrap();
    let body = envelope(&device, &item).await;
    assert!(body.over && body.asked.is_none());
    assert!(!device.group(Group::NeedsYou, None).await.unwrap().iter().any(|headline| headline.item == item));
    assert!(services(&haikkala).is_empty());
}

#[tokio::test]
async fn a_device_whose_clock_runs_ahead_takes_nothing_away() {
    let (haikkala, device, item) = waiting().await;
    let noon: DateTime<Utc> = "2026-11-18T10:00:00Z".parse().unwrap();
    device.host.set_now(noon + TimeDelta::days(30));
    device.sync().await.unwrap();
    assert!(!envelope(&device, &item).await.over);
    receive(&device, &item).await.unwrap();
    assert_eq!(services(&haikkala).len(), 1);
}

#[tokio::test]
async fn only_a_right_that_covers_the_matter_receives() {
    let kaarna = Town::kaarna().await.unwrap();
    let device = Device::of_aino(&[&kaarna]).await.unwrap();
    let parties = kaarna.parties("aino").unwrap();
    let helmi = &parties.iter().find(|(_, relation)| *relation == Relation::Principal).unwrap().0;
    kaarna.seal("outside", helmi, |record| record.matter = Some("customer_fees".to_owned())).unwrap();
    kaarna.seal("inside", helmi, |record| record.matter = Some("home_care".to_owned())).unwrap();
    device.sync().await.unwrap();
    let named = |id| key(kaarna.source(), RecordKind::Decision, id);

    let outside = read(&device, &named("outside")).await;
    assert!(outside.standing.unwrap().hindrance.is_some());
    assert!(!envelope(&device, &named("outside")).await.receivable);
    assert_eq!(receive(&device, &named("outside")).await, Err(ErrorCode::NotTaken));
    assert!(kaarna.requests(RECEIPTS).is_empty(), "nobody is asked");

    let inside = read(&device, &named("inside")).await;
    assert_eq!(inside.whose.name, "Helmi Lehto");
    receive(&device, &named("inside")).await.unwrap();
    is_open_on_the_device(&device, &named("inside")).await;
    let helmi = Device::new().await.unwrap();
    helmi.connect_at(kaarna.source(), kaarna.base_url().unwrap(), kaarna.token("helmi").unwrap()).await.unwrap();
    helmi.sync().await.unwrap();
    let acts = helmi.ask(protocol::ReadRights {}).await.unwrap().acts;
    assert!(acts.iter().any(|act| act.what.value.contains(SEALED_TITLE)), "Helmi sees who received it: {acts:?}");
}

#[tokio::test]
async fn what_another_guardian_has_received_comes_open_and_new() {
    let haikkala = Town::haikkala().await.unwrap();
    let aino = Device::of_aino(&[&haikkala]).await.unwrap();
    let eero = Device::new().await.unwrap();
    eero.connect_at(haikkala.source(), haikkala.base_url().unwrap(), haikkala.token("eero").unwrap()).await.unwrap();
    let parties = haikkala.parties("aino").unwrap();
    let child = &parties.iter().find(|(_, relation)| *relation == Relation::Child).unwrap().0;
    haikkala.seal("d-1", child, |_| {}).unwrap();
    aino.sync().await.unwrap();
    eero.sync().await.unwrap();
    let item = key(haikkala.source(), RecordKind::Decision, "d-1");
    aino.ask(MarkOpened { item: item.clone() }).await.unwrap();

    receive(&eero, &item).await.unwrap();
    aino.sync().await.unwrap();
    let view = read(&aino, &item).await;
    assert!(view.is_new && view.title.value == SEALED_TITLE, "she has seen the envelope only");
    aino.ask(MarkOpened { item: item.clone() }).await.unwrap();
    aino.sync().await.unwrap();
    assert_eq!(haikkala.authority().opened().unwrap().len(), 1, "and this she opened");
}

#[tokio::test]
async fn a_locked_app_receives_nothing() {
    let (haikkala, device, item) = waiting().await;
    device.set_lock("271828").await.unwrap();
    device.ask(LockNow {}).await.unwrap();
    assert_eq!(receive(&device, &item).await, Err(ErrorCode::AppLocked));
    assert!(haikkala.requests(RECEIPTS).is_empty());
    device.unlock("271828").await.unwrap();
    receive(&device, &item).await.unwrap();
    is_open_on_the_device(&device, &item).await;
}

#[tokio::test]
async fn an_archive_keeps_what_is_sealed_sealed_and_what_is_open_open() {
    let (haikkala, device, sealed) = waiting().await;
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    haikkala.seal("d-2", &aino, |_| {}).unwrap();
    device.sync().await.unwrap();
    let received = key(haikkala.source(), RecordKind::Decision, "d-2");
    receive(&device, &received).await.unwrap();

    let folder = tempfile::tempdir().unwrap();
    device.host.save_into(Some(folder.path().to_owned()));
    let taken = device.ask(TakeOut { party: None }).await.unwrap();
    assert!(matches!(&taken, TakenOutView::Saved { missing, .. } if missing.is_empty()), "{taken:?}");
    let file = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();

    let other = Device::new().await.unwrap();
    other.host.read_from(Some(file));
    other.ask(ChooseArchive {}).await.unwrap();
    other.ask(TakeIn {}).await.unwrap();
    is_open_on_the_device(&other, &received).await;
    let view = read(&other, &sealed).await;
    assert_eq!((view.title.value.as_str(), view.archived.is_some()), (ENVELOPE_TITLE, true));
    assert!(!envelope(&other, &sealed).await.receivable, "nobody is there who would serve it");
    assert_eq!(receive(&other, &sealed).await, Err(ErrorCode::NotFound));

    // Its service sends it, and it can be received like any.
    other.connect(&haikkala).await.unwrap();
    other.sync().await.unwrap();
    assert!(envelope(&other, &sealed).await.receivable);
    receive(&other, &sealed).await.unwrap();
    other.sync().await.unwrap();
    is_open_on_the_device(&other, &sealed).await;
}
