//! Requests for review: written with what they must say, sent while there is time and after it, and read from both ends.

use domain::{
    appeal,
    decision::AppealKind,
    form::Reply,
    id::{RecordKey, RecordKind},
    inbox::Group,
    outgoing::{Field, Flaw, OutgoingId, Refusal},
};
use municipality::Fault;
use protocol::{
    AttachFiles, BeginLetter, ErrorCode, KeepLetter, ReadCalendar, ReadOutbox, SendLetter,
    letters::{
        AppealingView, AskedView, Given, LetterText, LetterTo, LetterView, OutgoingKind, PhaseView, SentView,
        WaitReason, Way,
    },
    view::{CaseBody, DecisionBody, ItemBody, MessageBody},
};
use resident_api::{AppealRecord, FeedRecord};
use tests::{Device, Town, decision, key};

use super::{as_soon_as, item, only, send};

const DECISION: &str = "d-berth";
const REQUEST: &str = "/v1/decisions/d-berth/review-request";

/// What Aino writes in a request for review.
pub fn objections(words: &str) -> Vec<Reply> {
    let said = |(question, text): (&str, &str)| Reply {
        question: question.to_owned(),
        text: text.to_owned(),
        ..Reply::default()
    };
    [
        (appeal::OBJECTION, "Venepaikan epääminen."),
        (appeal::DEMAND, "Haen paikkaa satamasta."),
        (appeal::REASONS, words),
        (appeal::NAME, "Aino Virta"),
        (appeal::ADDRESS, "Rantatie 5, Haikkala"),
    ]
    .map(said)
    .to_vec()
}

fn decided(haikkala: &Town) -> RecordKey {
    key(haikkala.source(), RecordKind::Decision, DECISION)
}

/// A device of Aino's with a decision in which a change can be sought until 20 November.
async fn refused_a_berth(change: impl FnOnce(&mut AppealRecord)) -> (Town, Device) {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    let mut decision = decision(DECISION, &aino, "Venepaikka");
    change(decision.appeal.as_mut().unwrap());
    haikkala.authority().upsert(FeedRecord::Decision(Box::new(decision))).unwrap();
    device.sync().await.unwrap();
    (haikkala, device)
}

async fn decision_body(device: &Device, key: RecordKey) -> DecisionBody {
    let ItemBody::Decision(body) = item(device, key).await.body else { panic!("a decision") };
    *body
}

async fn case_body(device: &Device, key: RecordKey) -> CaseBody {
    let ItemBody::Case(body) = item(device, key).await.body else { panic!("a case") };
    *body
}

async fn begin(device: &Device, haikkala: &Town) -> LetterView {
    device.ask(BeginLetter { to: LetterTo::Appeal(decided(haikkala)) }).await.unwrap()
}

async fn keep(device: &Device, letter: &LetterView, replies: Vec<Reply>) -> OutgoingId {
    let text = LetterText { given: Given::Replies(replies), ..letter.text.clone() };
    device.ask(KeepLetter { id: letter.id.clone(), to: letter.to.clone(), text }).await.unwrap();
    letter.id.clone()
}

async fn waits(device: &Device, haikkala: &Town) -> bool {
    let waiting = device.group(Group::NeedsYou, None).await.unwrap();
    let entries = device.ask(ReadCalendar {}).await.unwrap().entries;
    let (listed, dated) = (
        waiting.iter().any(|headline| headline.item == decided(haikkala)),
        entries.iter().any(|entry| entry.headline.item == decided(haikkala)),
    );
    assert_eq!(listed, dated, "the inbox and the calendar say the same");
    listed
}

/// The case that her request became.
async fn request_of(device: &Device, haikkala: &Town) -> RecordKey {
    match decision_body(device, decided(haikkala)).await.appealing {
        AppealingView::Requested(case, _) => case.item,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn aino_requests_a_review_and_follows_it_to_its_decision() {
    let (haikkala, device) = refused_a_berth(|_| {}).await;
    assert_eq!(decision_body(&device, decided(&haikkala)).await.appealing, AppealingView::Offered);
    let letter = begin(&device, &haikkala).await;
    let AskedView::Appeal(asked) = &letter.asked else { panic!("an appeal") };
    assert!(asked.sends);
    assert_eq!(asked.appeal.kind, AppealKind::ReviewRequest);
    assert_eq!(asked.authority.value, "Satamatoimisto");
    let Given::Replies(known) = &letter.text.given else { panic!("replies") };
    let name = known.iter().find(|reply| reply.question == appeal::NAME).unwrap();
    assert_eq!(name.text, letter.whose.name, "her name is known");

    // What is missing is said before anything is sent, and the draft stays.
    let id = keep(&device, &letter, objections("")).await;
    let Ok(SentView::Flawed(flaws)) = device.ask(SendLetter { id: id.clone() }).await else { panic!("flawed") };
    assert_eq!(flaws, [(Field::Question(2), Flaw::Missing)]);
    let device = device.restart().await.unwrap();
    let letter = begin(&device, &haikkala).await;
    assert_eq!(letter.id, id, "it is written on");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("jono.txt");
    std::fs::write(&file, "Jonotusnumero 12").unwrap();
    device.host.attach(vec![file]);
    let replies = objections("Olen jonottanut.");
    keep(&device, &letter, replies.clone()).await;
    let text = LetterText { given: Given::Replies(replies), ..letter.text.clone() };
    let attach =
        AttachFiles { id: id.clone(), to: letter.to.clone(), text, way: Way::Chosen, keep_place: false, smaller: true };
    assert_eq!(device.ask(attach).await.unwrap().attachments.len(), 1);

    assert!(waits(&device, &haikkala).await);
    haikkala.faults().next_at(REQUEST, 1, Fault::LoseAnswer);
    send(&device, &id).await;
    device.sync().await.unwrap();
    device.host.pass(std::time::Duration::from_mins(20));
    device.sync().await.unwrap();
    device.sync().await.unwrap();
    let sent = only(&device).await;
    assert_eq!(sent.kind, OutgoingKind::Appeal);
    assert!(matches!(sent.phase, PhaseView::Received { .. }), "{:?}", sent.phase);
    assert_eq!(haikkala.authority().letters().unwrap().len(), 1, "after a lost answer it is there once");
    assert!(!waits(&device, &haikkala).await, "its day is kept");
    let message = item(&device, sent.item.expect("it came back as a message")).await;
    assert!(message.receipt.is_some());
    assert_eq!(message.documents.len(), 1);
    let ItemBody::Message(MessageBody { text, .. }) = message.body else { panic!("a message") };
    assert!(format!("{text:?}").contains("Olen jonottanut."), "{text:?}");

    // From the decision to its request, and back.
    let case = request_of(&device, &haikkala).await;
    let AppealingView::Requested(link, None) = decision_body(&device, decided(&haikkala)).await.appealing else {
        panic!("requested")
    };
    assert_eq!((link.item, link.title.value.as_str()), (case.clone(), "Oikaisuvaatimus: Venepaikka"));
    let back = case_body(&device, case.clone()).await.reviews.expect("what it is about");
    assert_eq!(back.item, decided(&haikkala));

    // The decision on it is found from the first one, and says what it answers.
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    let mut answer = decision("d-answer", &aino, "Päätös oikaisuvaatimukseen");
    answer.case = Some(case.id.to_string());
    haikkala.authority().upsert(FeedRecord::Decision(Box::new(answer))).unwrap();
    device.sync().await.unwrap();
    let AppealingView::Requested(_, Some(answer)) = decision_body(&device, decided(&haikkala)).await.appealing else {
        panic!("answered")
    };
    let answered = decision_body(&device, answer.item.clone()).await;
    assert_eq!(answer.item, key(haikkala.source(), RecordKind::Decision, "d-answer"));
    assert_eq!(answered.reviews.map(|link| link.item), Some(decided(&haikkala)));
    assert_eq!(answered.appealing, AppealingView::Offered, "and can be appealed itself");
}

#[tokio::test]
async fn without_a_network_it_waits_and_its_day_is_not_forgotten() {
    let (haikkala, device) = refused_a_berth(|_| {}).await;
    let letter = begin(&device, &haikkala).await;
    let id = keep(&device, &letter, objections("Olen jonottanut.")).await;
    haikkala.faults().begin(Fault::CutOff);
    send(&device, &id).await;
    as_soon_as(&device, |phase| matches!(phase, PhaseView::Waiting { reason: WaitReason::Connection, .. })).await;
    let body = decision_body(&device, decided(&haikkala)).await;
    assert!(matches!(body.appealing, AppealingView::Sent(PhaseView::Waiting { .. })), "{:?}", body.appealing);
    assert!(waits(&device, &haikkala).await, "the authority does not have it");
    haikkala.faults().end();
    device.sync().await.unwrap();
    device.sync().await.unwrap();
    assert!(!waits(&device, &haikkala).await);
}

#[tokio::test]
async fn a_late_request_is_sent_and_received_all_the_same() {
    let (haikkala, device) = refused_a_berth(|_| {}).await;
    device.host.set_now("2026-12-20T10:00:00Z".parse().unwrap());
    assert_eq!(decision_body(&device, decided(&haikkala)).await.appealing, AppealingView::Offered);
    let letter = begin(&device, &haikkala).await;
    let id = keep(&device, &letter, objections("Sain päätöksen myöhässä.")).await;
    send(&device, &id).await;
    device.sync().await.unwrap();
    assert!(matches!(only(&device).await.phase, PhaseView::Received { .. }));
}

#[tokio::test]
async fn where_the_source_receives_none_it_is_written_here_and_sent_by_other_ways() {
    let (haikkala, device) = refused_a_berth(|appeal| {
        appeal.kind = "municipal_appeal".to_owned();
        appeal.period_days = Some(30);
        // A server's slip must not make the app send an appeal where a court is asked.
        appeal.receives = true;
    })
    .await;
    assert_eq!(decision_body(&device, decided(&haikkala)).await.appealing, AppealingView::Written);
    let letter = begin(&device, &haikkala).await;
    let AskedView::Appeal(asked) = &letter.asked else { panic!("an appeal") };
    assert!(!asked.sends && letter.attachment_caps.is_none());
    let id = keep(&device, &letter, objections("Olen jonottanut.")).await;
    assert_eq!(device.ask(SendLetter { id }).await.unwrap_err().code, ErrorCode::NotTaken);
    device.sync().await.unwrap();
    assert!(haikkala.requests(REQUEST).is_empty());
    let outbox = device.ask(ReadOutbox {}).await.unwrap();
    assert_eq!(outbox.unsent.len(), 1, "the draft stays");
    assert!(waits(&device, &haikkala).await);
}

#[tokio::test]
async fn where_no_appeal_is_possible_none_is_begun() {
    let (haikkala, device) = refused_a_berth(|appeal| "not_appealable".clone_into(&mut appeal.kind)).await;
    assert_eq!(decision_body(&device, decided(&haikkala)).await.appealing, AppealingView::Nothing);
    let refused = device.ask(BeginLetter { to: LetterTo::Appeal(decided(&haikkala)) }).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotTaken);
}

#[tokio::test]
async fn a_server_that_has_changed_its_mind_refuses_and_nothing_is_lost() {
    let (haikkala, device) = refused_a_berth(|_| {}).await;
    let letter = begin(&device, &haikkala).await;
    let id = keep(&device, &letter, objections("Olen jonottanut.")).await;
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    let mut closed = decision(DECISION, &aino, "Venepaikka");
    closed.appeal.as_mut().unwrap().receives = false;
    haikkala.authority().upsert(FeedRecord::Decision(Box::new(closed))).unwrap();
    send(&device, &id).await;
    let stuck = as_soon_as(&device, |phase| matches!(phase, PhaseView::Stuck(_))).await;
    assert_eq!(stuck.phase, PhaseView::Stuck(Refusal::Closed));
    assert!(stuck.body.contains("Olen jonottanut."), "{}", stuck.body);
    assert!(waits(&device, &haikkala).await);
}

#[tokio::test]
async fn a_decision_whose_review_request_is_withdrawn_waits_again() {
    let (haikkala, device) = refused_a_berth(|_| {}).await;
    let letter = begin(&device, &haikkala).await;
    let id = keep(&device, &letter, objections("Olen jonottanut.")).await;
    send(&device, &id).await;
    device.sync().await.unwrap();
    device.sync().await.unwrap();
    assert!(!waits(&device, &haikkala).await);
    let case = request_of(&device, &haikkala).await;
    let withdrawal = device.ask(BeginLetter { to: LetterTo::Withdrawal(case) }).await.unwrap();
    let text = LetterText::default();
    device.ask(KeepLetter { id: withdrawal.id.clone(), to: withdrawal.to, text }).await.unwrap();
    send(&device, &withdrawal.id).await;
    device.sync().await.unwrap();
    device.sync().await.unwrap();
    let body = decision_body(&device, decided(&haikkala)).await;
    assert_eq!(body.appealing, AppealingView::Offered);
    assert!(waits(&device, &haikkala).await);
}

#[tokio::test]
async fn a_question_about_a_decision_leaves_its_day_as_it_is() {
    let (haikkala, device) = refused_a_berth(|_| {}).await;
    let letter = device.ask(BeginLetter { to: LetterTo::Answer(decided(&haikkala)) }).await.unwrap();
    let text = LetterText { body: "Miksi ei?".to_owned(), ..letter.text };
    device.ask(KeepLetter { id: letter.id.clone(), to: letter.to, text }).await.unwrap();
    send(&device, &letter.id).await;
    device.sync().await.unwrap();
    assert!(matches!(only(&device).await.phase, PhaseView::Received { .. }));
    assert!(waits(&device, &haikkala).await);
}
