//! Letters: written here, received there, once.

mod answered;
mod appeals;
mod attached;
mod contact;
mod killed;
mod schedules;

use std::time::Duration;

use chrono::TimeDelta;
use domain::{
    id::{PartyRef, RecordKey, RecordKind, RemoteId},
    inbox::Group,
    outgoing::{Field, Flaw, OutgoingId, Refusal},
    party::Relation,
};
use engine::Host as _;
use municipality::{Fault, Gate};
use protocol::{
    BeginLetter, DiscardLetter, EditLetter, ErrorCode, KeepLetter, ReadItem, ReadLock, ReadNotices, ReadOutbox,
    SendLetter,
    letters::{LetterText, LetterTo, LetterView, OutboxView, OutgoingView, PhaseView, ReplyView, SentView, WaitReason},
    view::{ItemBody, ItemView},
};
use resident_api::{CaseRecord, FeedRecord, LetterCaps, MessageRecord, StatusRecord, Texts};
use tests::{Device, TODAY, Town, key, message};

const CASE: &str = "c-home";
const QUESTION: &str = "m-question";

fn fi(text: &str) -> Texts {
    Texts { fi: Some(text.to_owned()), ..Texts::default() }
}

fn case(party: &str, status: &str) -> FeedRecord {
    FeedRecord::Case(Box::new(CaseRecord {
        id: CASE.to_owned(),
        party: party.to_owned(),
        matter: Some("education".to_owned()),
        title: fi("Kotihoidon tuki"),
        summary: None,
        text_type: None,
        status: StatusRecord { code: status.to_owned(), wording: None },
        register_number: None,
        unit: None,
        opened_at: None,
        updated_at: format!("{TODAY}T08:00:00+02:00"),
        next_step: None,
        expected_by: None,
        due: None,
        timeline: Vec::new(),
        documents: Vec::new(),
        retained_until: None,
        withdrawal: None,
        feedback: resident_api::Questions::None,
        reviews: None,
    }))
}

fn of_case(id: &str, party: &str, title: &str) -> MessageRecord {
    MessageRecord { case: Some(CASE.to_owned()), ..message(id, party, title) }
}

/// A device of Aino's with a case that asks her something.
async fn asked() -> (Town, Device) {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    ask_her(&haikkala, &device).await;
    (haikkala, device)
}

async fn ask_her(haikkala: &Town, device: &Device) {
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    haikkala.authority().upsert(case(&aino, "in_progress")).unwrap();
    let question = of_case(QUESTION, &aino, "Kysymys tuloista");
    haikkala.authority().upsert(FeedRecord::Message(Box::new(question))).unwrap();
    device.sync().await.unwrap();
}

fn question(haikkala: &Town) -> RecordKey {
    key(haikkala.source(), RecordKind::Message, QUESTION)
}

fn text(body: &str) -> LetterText {
    LetterText { body: body.to_owned(), ..LetterText::default() }
}

async fn begin(device: &Device, haikkala: &Town) -> LetterView {
    device.ask(BeginLetter { to: LetterTo::Answer(question(haikkala)) }).await.unwrap()
}

/// Writes an answer and keeps it as a draft.
async fn write(device: &Device, haikkala: &Town, body: &str) -> OutgoingId {
    let letter = begin(device, haikkala).await;
    let text = LetterText { body: body.to_owned(), ..letter.text };
    device.ask(KeepLetter { id: letter.id.clone(), to: letter.to, text }).await.unwrap();
    letter.id
}

async fn send(device: &Device, id: &OutgoingId) {
    assert_eq!(device.ask(SendLetter { id: id.clone() }).await, Ok(SentView::Going));
}

async fn outbox(device: &Device) -> OutboxView {
    device.ask(ReadOutbox {}).await.unwrap()
}

async fn only(device: &Device) -> OutgoingView {
    let mut outbox = outbox(device).await;
    let mut all: Vec<_> = outbox.unsent.drain(..).chain(outbox.received).collect();
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

/// The only letter, as soon as it is so.
async fn as_soon_as(device: &Device, wanted: impl Fn(&PhaseView) -> bool) -> OutgoingView {
    let mut events = device.engine().events();
    loop {
        let shown = only(device).await;
        if wanted(&shown.phase) {
            return shown;
        }
        events.recv().await.unwrap();
    }
}

async fn item(device: &Device, item: RecordKey) -> ItemView {
    device.ask(ReadItem { item }).await.unwrap()
}

fn bodies(haikkala: &Town) -> Vec<String> {
    haikkala.authority().letters().unwrap().into_iter().filter_map(|letter| letter.body.fi).collect()
}

#[tokio::test]
async fn an_answer_is_received_registered_and_comes_back_in_its_case() {
    let (haikkala, device) = asked().await;
    assert_eq!(item(&device, question(&haikkala)).await.reply, ReplyView::Offered);
    let letter = begin(&device, &haikkala).await;
    assert_eq!(letter.text.title, "Kysymys tuloista", "it has the subject of what it answers");
    assert_eq!((letter.caps.title, letter.caps.body), (200, 10_000), "what the service takes is known before");
    assert_eq!(letter.whose.relation, Relation::Myself);
    assert!(outbox(&device).await.unsent.is_empty(), "nothing is kept before a word is written");

    let id = write(&device, &haikkala, "Tulot ovat 1 200 €.").await;
    assert_eq!(only(&device).await.phase, PhaseView::Draft);
    assert_eq!(device.overview().await.unwrap().unsent, 1);
    send(&device, &id).await;
    device.sync().await.unwrap();
    let PhaseView::Received { register_number, when } = only(&device).await.phase else { panic!() };
    assert_eq!(bodies(&haikkala), ["Tulot ovat 1 200 €."]);
    let received = haikkala.authority().letters().unwrap().remove(0);
    assert_eq!((received.case.as_deref(), received.matter.as_deref()), (Some(CASE), Some("education")));
    assert_eq!(device.overview().await.unwrap().unsent, 0);

    device.sync().await.unwrap();
    let became = only(&device).await.item.expect("it has come with the feed");
    let shown = item(&device, became.clone()).await;
    let receipt = shown.receipt.expect("the receipt stays with it");
    assert_eq!((receipt.register_number, receipt.when), (register_number, when));
    assert_eq!(receipt.sender.value, "Haikkala");
    assert_eq!((shown.reply, shown.letters), (ReplyView::Nothing, Vec::new()));
    let of_case = item(&device, key(haikkala.source(), RecordKind::Case, CASE)).await;
    let ItemBody::Case(body) = of_case.body else { panic!() };
    assert!(body.items.iter().any(|row| row.item == became));
    let new = device.group(Group::New, None).await.unwrap();
    assert!(new.iter().all(|row| row.item != became), "nobody is told of their own letter as news");
}

#[tokio::test]
async fn what_is_written_offline_waits_shows_so_and_goes_with_the_first_connection() {
    let (haikkala, device) = asked().await;
    haikkala.faults().begin(Fault::CutOff);
    let id = write(&device, &haikkala, "Odotan verkkoa.").await;
    send(&device, &id).await;
    as_soon_as(&device, |phase| matches!(phase, PhaseView::Waiting { reason: WaitReason::Connection, .. })).await;
    let beside = item(&device, question(&haikkala)).await.letters;
    assert_eq!(beside.len(), 1, "it is seen beside what it answers");
    let in_case = item(&device, key(haikkala.source(), RecordKind::Case, CASE)).await.letters;
    assert_eq!(in_case.len(), 1, "and in the case");

    device.host.pass(Duration::from_hours(24 * 7));
    haikkala.faults().end();
    device.sync().await.unwrap();
    assert!(matches!(only(&device).await.phase, PhaseView::Received { .. }));
    assert_eq!(bodies(&haikkala), ["Odotan verkkoa."]);
}

#[tokio::test]
async fn a_lost_answer_is_asked_for_again_and_the_letter_is_there_once() {
    let (haikkala, device) = asked().await;
    for fault in [Fault::LoseAnswer, Fault::CutAnswer, Fault::HalfJson] {
        let id = write(&device, &haikkala, &format!("{fault:?}")).await;
        haikkala.faults().next_at("/v1/messages", 1, fault.clone());
        send(&device, &id).await;
        device.sync().await.unwrap();
        // Whether it was the first or the second try that was answered is of no matter to anybody.
        device.host.pass(Duration::from_mins(20));
        device.sync().await.unwrap();
        haikkala.faults().end();
        device.sync().await.unwrap();
        let outbox = outbox(&device).await;
        assert!(outbox.unsent.is_empty(), "{fault:?}: {:?}", outbox.unsent);
    }
    assert_eq!(bodies(&haikkala), ["LoseAnswer", "CutAnswer", "HalfJson"]);
}

#[tokio::test]
async fn what_is_in_doubt_is_neither_changed_nor_discarded() {
    let (haikkala, device) = asked().await;
    let id = write(&device, &haikkala, "Ehkä perillä.").await;
    haikkala.faults().begin_at("/v1/messages", Fault::LoseAnswer);
    send(&device, &id).await;
    device.sync().await.unwrap();
    let doubtful = only(&device).await;
    assert!(matches!(doubtful.phase, PhaseView::Waiting { in_doubt: true, .. }), "{doubtful:?}");
    assert!(!doubtful.can_edit && !doubtful.can_discard);
    assert_eq!(device.ask(DiscardLetter { id: id.clone() }).await.unwrap_err().code, ErrorCode::NotTaken);
    assert_eq!(device.ask(EditLetter { id }).await.unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(only(&device).await, doubtful);
}

#[tokio::test]
async fn a_busy_service_is_left_alone_as_long_as_it_asks() {
    let (haikkala, device) = asked().await;
    let id = write(&device, &haikkala, "Ruuhka.").await;
    haikkala.faults().next_at("/v1/messages", 1, Fault::TooMany("600".to_owned()));
    send(&device, &id).await;
    device.sync().await.unwrap();
    let posts = || haikkala.requests("/v1/messages").len();
    assert_eq!(posts(), 1);
    let PhaseView::Waiting { next: Some(_), in_doubt: false, .. } = only(&device).await.phase else { panic!() };
    send(&device, &id).await;
    device.host.pass(Duration::from_mins(9));
    device.sync().await.unwrap();
    assert_eq!(posts(), 1, "not even the resident hurries it");
    device.host.pass(Duration::from_mins(2));
    device.sync().await.unwrap();
    assert_eq!(posts(), 2);
    assert!(matches!(only(&device).await.phase, PhaseView::Received { .. }));
}

#[tokio::test]
async fn a_clock_that_was_wrong_holds_nothing_up() {
    let (haikkala, device) = asked().await;
    let right = device.host.now();
    device.host.set_now(right + TimeDelta::days(400));
    let id = write(&device, &haikkala, "Vuoden päästä.").await;
    haikkala.faults().next_at("/v1/messages", 1, Fault::Busy(60));
    send(&device, &id).await;
    device.sync().await.unwrap();
    assert!(matches!(only(&device).await.phase, PhaseView::Waiting { .. }));
    device.host.set_now(right);
    device.sync().await.unwrap();
    assert!(matches!(only(&device).await.phase, PhaseView::Received { .. }));
}

#[tokio::test]
async fn a_closed_case_takes_no_letter_and_says_so_beforehand_or_afterwards() {
    let (haikkala, device) = asked().await;
    let id = write(&device, &haikkala, "Myöhässä.").await;
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    haikkala.authority().upsert(case(&aino, "closed")).unwrap();
    send(&device, &id).await;
    device.sync().await.unwrap();
    let stuck = only(&device).await;
    assert_eq!(stuck.phase, PhaseView::Stuck(Refusal::Closed));
    assert!(stuck.can_edit && stuck.can_discard);
    device.sync().await.unwrap();
    assert_eq!(item(&device, question(&haikkala)).await.reply, ReplyView::Closed);
    device.ask(DiscardLetter { id }).await.unwrap();
    assert!(outbox(&device).await.unsent.is_empty());
    assert!(bodies(&haikkala).is_empty());
}

#[tokio::test]
async fn what_came_meanwhile_is_read_before_the_letter_goes() {
    let (haikkala, device) = asked().await;
    let id = write(&device, &haikkala, "Vastaan vanhaan.").await;
    // The answer must go before the newer letter has come: whatever asks the feed waits.
    let gate = Gate::default();
    haikkala.faults().begin_at("/v1/changes", Fault::Hold(gate.clone()));
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    let newer =
        MessageRecord { sent_at: format!("{TODAY}T08:45:00+02:00"), ..of_case("m-newer", &aino, "Unohda edellinen") };
    haikkala.authority().upsert(FeedRecord::Message(Box::new(newer))).unwrap();
    send(&device, &id).await;
    let stuck = as_soon_as(&device, |phase| matches!(phase, PhaseView::Stuck(_))).await;
    assert_eq!(stuck.phase, PhaseView::Stuck(Refusal::Newer));
    assert!(bodies(&haikkala).is_empty());
    haikkala.faults().end();
    device.sync().await.unwrap();
    let of_case = item(&device, key(haikkala.source(), RecordKind::Case, CASE)).await;
    let ItemBody::Case(body) = of_case.body else { panic!() };
    assert!(body.items.iter().any(|row| row.title.value == "Unohda edellinen"), "both are shown");
    assert_eq!(of_case.letters.len(), 1);

    send(&device, &id).await;
    device.sync().await.unwrap();
    assert!(matches!(only(&device).await.phase, PhaseView::Received { .. }), "having read it, she sends all the same");
    assert_eq!(bodies(&haikkala), ["Vastaan vanhaan."]);
}

#[tokio::test]
async fn what_is_wrong_with_a_letter_is_told_before_and_after() {
    let (haikkala, device) = asked().await;
    let letter = begin(&device, &haikkala).await;
    let long = LetterText { title: "x".repeat(201), body: "y".repeat(10_001), ..LetterText::default() };
    device.ask(KeepLetter { id: letter.id.clone(), to: letter.to.clone(), text: long }).await.unwrap();
    let flaws = vec![(Field::Title, Flaw::TooLong(200)), (Field::Body, Flaw::TooLong(10_000))];
    assert_eq!(device.ask(SendLetter { id: letter.id.clone() }).await, Ok(SentView::Flawed(flaws)));
    assert_eq!(haikkala.requests("/v1/messages").len(), 0, "it is known before");
    assert_eq!(only(&device).await.phase, PhaseView::Draft, "nothing is lost");

    device.ask(KeepLetter { id: letter.id.clone(), to: letter.to, text: text("Hyvä.") }).await.unwrap();
    haikkala.authority().take_letters_of(LetterCaps { title: 1, body: 2 });
    send(&device, &letter.id).await;
    device.sync().await.unwrap();
    let flaws = vec![(Field::Title, Flaw::TooLong(1)), (Field::Body, Flaw::TooLong(2))];
    assert_eq!(only(&device).await.phase, PhaseView::Stuck(Refusal::NotAccepted(flaws)), "or by what the service says");
    let again = device.ask(EditLetter { id: letter.id }).await.unwrap();
    assert_eq!(again.text.body, "Hyvä.");
    assert_eq!(only(&device).await.phase, PhaseView::Draft);
}

#[tokio::test]
async fn a_draft_survives_a_restart_and_goes_with_its_last_word() {
    let (haikkala, device) = asked().await;
    let id = write(&device, &haikkala, "Kesken").await;
    let device = device.restart().await.unwrap();
    let draft = begin(&device, &haikkala).await;
    assert_eq!((draft.id.clone(), draft.text.body.as_str()), (id, "Kesken"), "it is gone on with, not begun anew");
    device.ask(KeepLetter { id: draft.id, to: draft.to, text: text("  ") }).await.unwrap();
    assert!(outbox(&device).await.unsent.is_empty());
}

#[tokio::test]
async fn a_new_matter_is_begun_in_ones_own_name_or_anothers() {
    let haikkala = Town::haikkala().await.unwrap();
    let mantylahti = Town::mantylahti().await.unwrap();
    let device = Device::of_aino(&[&haikkala, &mantylahti]).await.unwrap();
    device.sync().await.unwrap();
    let recipients = outbox(&device).await.recipients;
    assert_eq!(recipients.len(), 1, "Mäntylahti receives no letters");
    assert_eq!(recipients[0].sender.value, "Haikkala");
    for relation in [Relation::Myself, Relation::Child] {
        let party = recipients[0].parties.iter().find(|party| party.whose.relation == relation).unwrap();
        let letter = device.ask(BeginLetter { to: LetterTo::New(party.party.clone()) }).await.unwrap();
        assert_eq!(letter.whose.relation, relation);
        let matter = letter.matters.first().map(|matter| matter.id.clone());
        let text =
            LetterText { title: "Kysymys".to_owned(), body: format!("{relation:?}"), matter, ..LetterText::default() };
        device.ask(KeepLetter { id: letter.id.clone(), to: letter.to, text }).await.unwrap();
        send(&device, &letter.id).await;
    }
    device.sync().await.unwrap();
    device.sync().await.unwrap();
    assert_eq!(outbox(&device).await.received.len(), 2);
    let letters = haikkala.authority().letters().unwrap();
    let parties: Vec<_> = letters.iter().map(|letter| letter.party.as_str()).collect();
    let known = haikkala.parties("aino").unwrap();
    for (letter, relation) in letters.iter().zip([Relation::Myself, Relation::Child]) {
        let (_, found) = known.iter().find(|(party, _)| *party == letter.party).unwrap();
        assert_eq!(*found, relation, "{parties:?}");
    }
}

#[tokio::test]
async fn a_right_that_covers_some_matters_lets_one_write_in_those() {
    let kaarna = Town::kaarna().await.unwrap();
    let device = Device::of_aino(&[&kaarna]).await.unwrap();
    device.sync().await.unwrap();
    let recipients = outbox(&device).await.recipients;
    let helmi = recipients[0].parties.iter().find(|party| party.whose.relation == Relation::Principal).unwrap();
    let letter = device.ask(BeginLetter { to: LetterTo::New(helmi.party.clone()) }).await.unwrap();
    assert!(letter.matter_needed, "Helmi has given her some matters only");
    let text = |matter: Option<String>| LetterText {
        title: "Aika".to_owned(),
        body: "Milloin?".to_owned(),
        matter,
        ..LetterText::default()
    };
    let keep = |matter| KeepLetter { id: letter.id.clone(), to: letter.to.clone(), text: text(matter) };
    device.ask(keep(None)).await.unwrap();
    let flaws = vec![(Field::Matter, Flaw::Missing)];
    assert_eq!(device.ask(SendLetter { id: letter.id.clone() }).await, Ok(SentView::Flawed(flaws)));
    device.ask(keep(Some(letter.matters[0].id.clone()))).await.unwrap();
    send(&device, &letter.id).await;
    device.sync().await.unwrap();
    assert_eq!(kaarna.authority().letters().unwrap().len(), 1);
}

#[tokio::test]
async fn nobody_writes_in_the_matter_of_somebody_unknown() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let nobody = PartyRef { source: haikkala.source(), key: RemoteId::new("party-of-nobody") };
    let refused = device.ask(BeginLetter { to: LetterTo::New(nobody) }).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_service_that_receives_no_letters_says_so() {
    let mantylahti = Town::mantylahti().await.unwrap();
    let device = Device::of_aino(&[&mantylahti]).await.unwrap();
    device.sync().await.unwrap();
    let message = device.inbox().await.unwrap().into_iter().find(|row| row.item.kind == RecordKind::Message).unwrap();
    assert_eq!(item(&device, message.item.clone()).await.reply, ReplyView::NotOffered);
    let refused = device.ask(BeginLetter { to: LetterTo::Answer(message.item) }).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotTaken);
}

#[tokio::test]
async fn what_is_unsent_is_counted_before_anything_is_erased() {
    let (haikkala, device) = asked().await;
    device.set_lock("137902").await.unwrap();
    write(&device, &haikkala, "Kesken.").await;
    device.engine().lock().await;
    let unsent = device.ask(ReadLock {}).await.unwrap().unsent.expect("it is noted beside the store");
    assert_eq!(unsent.letters, 1, "without the passcode");
    device.unlock("137902").await.unwrap();
    assert_eq!(only(&device).await.body, "Kesken.");
}

#[tokio::test]
async fn with_a_right_its_letters_end_and_that_is_said() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let recipients = outbox(&device).await.recipients;
    let child = recipients[0].parties.iter().find(|party| party.whose.relation == Relation::Child).unwrap();
    let letter = device.ask(BeginLetter { to: LetterTo::New(child.party.clone()) }).await.unwrap();
    let text = LetterText { title: "Aika".to_owned(), body: "Milloin?".to_owned(), ..LetterText::default() };
    device.ask(KeepLetter { id: letter.id.clone(), to: letter.to, text }).await.unwrap();
    haikkala.faults().begin_at("/v1/messages", Fault::Busy(3600));
    send(&device, &letter.id).await;
    device.sync().await.unwrap();
    assert!(matches!(only(&device).await.phase, PhaseView::Waiting { .. }));

    haikkala.authority().end_access("aino", child.party.key.as_str()).unwrap();
    haikkala.faults().end();
    device.host.pass(Duration::from_hours(2));
    device.sync().await.unwrap();
    assert!(outbox(&device).await.unsent.is_empty());
    assert!(haikkala.authority().letters().unwrap().is_empty(), "it is not sent after the right has ended");
    let ended = device.ask(ReadNotices {}).await.unwrap().ended;
    assert_eq!(ended.iter().map(|ended| ended.unsent).collect::<Vec<_>>(), [1]);
}

#[tokio::test]
async fn without_a_sign_in_a_letter_waits_and_goes_with_the_next() {
    let (haikkala, device) = asked().await;
    haikkala.authority().revoke_tokens("aino").unwrap();
    let id = write(&device, &haikkala, "Ilman kirjautumista.").await;
    send(&device, &id).await;
    as_soon_as(&device, |phase| {
        matches!(phase, PhaseView::Waiting { reason: WaitReason::SignIn, in_doubt: false, .. })
    })
    .await;
    assert!(bodies(&haikkala).is_empty());
    device.connect(&haikkala).await.unwrap();
    device.host.pass(Duration::from_hours(1));
    device.sync().await.unwrap();
    assert!(matches!(only(&device).await.phase, PhaseView::Received { .. }));
    assert_eq!(bodies(&haikkala), ["Ilman kirjautumista."]);
}
