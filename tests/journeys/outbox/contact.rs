//! Asking to be called or to meet somebody, and telling how a case went.

use domain::{
    form::Reply,
    id::{PartyRef, RecordKey, RecordKind, RemoteId},
    message::Direction,
    outgoing::{Field, Flaw, OutgoingId, Refusal},
};
use municipality::Fault;
use protocol::{
    BeginLetter, ErrorCode, KeepLetter, ReadContacts, ReadOutbox, SendLetter,
    letters::{
        AskedView, FeedbackView, Given, LetterText, LetterTo, LetterView, OutgoingKind, PhaseView, SentView, WaitReason,
    },
    view::{CaseBody, ItemBody, MessageBody},
};
use resident_api::{FeedRecord, MandateRecord, PartyRecord};
use serde_json::json;
use tests::{Device, Town, key};

use super::{CASE, as_soon_as, asked, item, only, send, write};

/// Replies to what Haikkala asks of who wants to be called.
pub fn call_me(words: &str) -> Vec<Reply> {
    let chosen = |question: &str, choice: &str| Reply {
        question: question.to_owned(),
        choices: vec![choice.to_owned()],
        ..Reply::default()
    };
    let written =
        |question: &str, text: &str| Reply { question: question.to_owned(), text: text.to_owned(), ..Reply::default() };
    vec![chosen("way", "call"), written("phone", "040"), written("matter", words)]
}

fn case_key(haikkala: &Town) -> RecordKey {
    key(haikkala.source(), RecordKind::Case, CASE)
}

async fn case_body(device: &Device, haikkala: &Town) -> CaseBody {
    let ItemBody::Case(body) = item(device, case_key(haikkala)).await.body else { panic!("a case") };
    *body
}

async fn keep(device: &Device, letter: &LetterView, given: Given) -> OutgoingId {
    let text = LetterText { given, ..letter.text.clone() };
    device.ask(KeepLetter { id: letter.id.clone(), to: letter.to.clone(), text }).await.unwrap();
    letter.id.clone()
}

#[tokio::test]
async fn aino_asks_to_be_called_and_her_request_is_a_message_that_was_received() {
    let (haikkala, device) = asked().await;
    let contacts = device.ask(ReadContacts {}).await.unwrap();
    let body = contacts.bodies.iter().find(|body| body.source == haikkala.source()).unwrap();
    let own = body.requests.first().expect("it can be asked for").party.clone();
    let letter = device.ask(BeginLetter { to: LetterTo::Contact(own) }).await.unwrap();
    let AskedView::Questions(questions) = &letter.asked else { panic!("questions") };
    assert!(questions.iter().any(|asked| asked.id == "phone" && asked.required));
    assert_eq!(letter.text.title, "Soitto- tai tapaamispyyntö", "the service says what it is called");

    // What is missing is said before anything is sent.
    let id = keep(&device, &letter, Given::Replies(call_me("Hoitopaikka")[..1].to_vec())).await;
    let Ok(SentView::Flawed(flaws)) = device.ask(SendLetter { id: id.clone() }).await else { panic!("flawed") };
    assert_eq!(flaws, [(Field::Question(1), Flaw::Missing), (Field::Question(3), Flaw::Missing)]);
    assert!(haikkala.requests("/v1/contact-requests").is_empty());

    keep(&device, &letter, Given::Replies(call_me("Hoitopaikka"))).await;
    let device = device.restart().await.unwrap();
    haikkala.faults().next_at("/v1/contact-requests", 1, Fault::LoseAnswer);
    send(&device, &id).await;
    device.sync().await.unwrap();
    device.host.pass(std::time::Duration::from_mins(20));
    device.sync().await.unwrap();
    device.sync().await.unwrap();
    let sent = only(&device).await;
    assert_eq!(sent.kind, OutgoingKind::Contact);
    assert!(matches!(sent.phase, PhaseView::Received { .. }), "{:?}", sent.phase);
    assert_eq!(haikkala.authority().letters().unwrap().len(), 1, "after a lost answer it is there once");
    let became = item(&device, sent.item.expect("it came back as a message")).await;
    assert_eq!(became.title.value, "Soitto- tai tapaamispyyntö");
    assert!(matches!(became.body, ItemBody::Message(MessageBody { direction: Direction::Outgoing, .. })));
    assert!(became.receipt.is_some());
}

#[tokio::test]
async fn a_request_about_a_case_is_of_the_case_and_waits_for_a_network() {
    let (haikkala, device) = asked().await;
    assert!(item(&device, case_key(&haikkala)).await.contact);
    let letter = device.ask(BeginLetter { to: LetterTo::ContactAbout(case_key(&haikkala)) }).await.unwrap();
    assert_eq!(letter.answers.as_ref().unwrap().item, case_key(&haikkala));
    haikkala.faults().begin(Fault::CutOff);
    let id = keep(&device, &letter, Given::Replies(call_me("Tulot"))).await;
    send(&device, &id).await;
    as_soon_as(&device, |phase| matches!(phase, PhaseView::Waiting { reason: WaitReason::Connection, .. })).await;
    assert_eq!(item(&device, case_key(&haikkala)).await.letters.len(), 1, "it is seen in the case");
    haikkala.faults().end();
    device.sync().await.unwrap();
    let received = haikkala.authority().letters().unwrap().remove(0);
    assert_eq!((received.case.as_deref(), received.matter.as_deref()), (Some(CASE), Some("education")));
}

#[tokio::test]
async fn where_nobody_calls_it_is_not_offered() {
    let kaarna = Town::kaarna().await.unwrap();
    let device = Device::of_aino(&[&kaarna]).await.unwrap();
    device.sync().await.unwrap();
    let contacts = device.ask(ReadContacts {}).await.unwrap();
    assert!(contacts.bodies.iter().all(|body| body.requests.is_empty()));
    let mut recipients = device.ask(ReadOutbox {}).await.unwrap().recipients;
    let party = recipients.remove(0).parties.remove(0).party;
    let refused = device.ask(BeginLetter { to: LetterTo::Contact(party) }).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotTaken);
}

#[tokio::test]
async fn it_is_asked_in_the_matters_of_others_where_the_right_covers_them_all() {
    let haikkala = Town::haikkala().await.unwrap();
    for (id, scope) in [("p-all", None), ("p-some", Some(vec!["education".to_owned()]))] {
        let friend = PartyRecord {
            id: id.to_owned(),
            name: id.to_owned(),
            relation: "principal".to_owned(),
            born_on: None,
            business_id: None,
            protected: false,
            withheld: false,
        };
        let mandate = MandateRecord {
            id: format!("m-{id}"),
            party: id.to_owned(),
            basis: "power_of_attorney".to_owned(),
            scope,
            valid_from: None,
            valid_to: None,
        };
        haikkala.authority().grant_access("aino", friend, Some(mandate)).unwrap();
    }
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let contacts = device.ask(ReadContacts {}).await.unwrap();
    let requests = &contacts.bodies.iter().find(|body| body.source == haikkala.source()).unwrap().requests;
    let offered = |name: &str| requests.iter().find(|one| one.whose.name == name).map(|one| one.party.clone());
    assert_eq!(offered("p-some"), None);
    let letter = device.ask(BeginLetter { to: LetterTo::Contact(offered("p-all").unwrap()) }).await.unwrap();
    let id = keep(&device, &letter, Given::Replies(call_me("Asiat"))).await;
    send(&device, &id).await;
    device.sync().await.unwrap();
    assert!(matches!(only(&device).await.phase, PhaseView::Received { .. }));
    let some = PartyRef { source: haikkala.source(), key: RemoteId::new("p-some") };
    let refused = device.ask(BeginLetter { to: LetterTo::Contact(some) }).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotTaken);
}

/// The case has ended, and the municipality asks how it went.
async fn ended(haikkala: &Town, device: &Device) {
    haikkala
        .revise(&case_key(haikkala), |record| {
            let FeedRecord::Case(case) = record else { panic!("a case") };
            "closed".clone_into(&mut case.status.code);
            let choice = |id: &str| json!({ "id": id, "label": { "fi": id } });
            let asked = json!({
                "id": case.id, "party": case.party, "title": case.title, "status": case.status,
                "updated_at": case.updated_at,
                "feedback": [
                    { "id": "satisfaction", "asks": "one", "label": { "fi": "Miten sujui?" }, "required": true,
                      "choices": [choice("1"), choice("5")] },
                    { "id": "words", "asks": "text", "label": { "fi": "Kerro lisää" }, "most": 20 },
                ],
            });
            let asked: resident_api::CaseRecord = serde_json::from_value(asked).unwrap();
            case.feedback = asked.feedback;
        })
        .unwrap();
    device.sync().await.unwrap();
}

fn said(words: &str, contacts: Option<u32>) -> Given {
    let satisfaction = Reply { question: "satisfaction".to_owned(), choices: vec!["5".to_owned()], ..Reply::default() };
    let words = Reply { question: "words".to_owned(), text: words.to_owned(), ..Reply::default() };
    Given::Feedback(vec![satisfaction, words], contacts)
}

#[tokio::test]
async fn aino_tells_how_it_went_and_how_often_she_wrote_as_her_device_counts() {
    let (haikkala, device) = asked().await;
    assert_eq!(case_body(&device, &haikkala).await.feedback, FeedbackView::Nothing, "it is not over");
    for words in ["Tulot ovat 1 200 €.", "Ja 40 €."] {
        let id = write(&device, &haikkala, words).await;
        send(&device, &id).await;
        device.sync().await.unwrap();
        device.sync().await.unwrap();
    }
    ended(&haikkala, &device).await;
    assert_eq!(case_body(&device, &haikkala).await.feedback, FeedbackView::Asked);
    let letter = device.ask(BeginLetter { to: LetterTo::Feedback(case_key(&haikkala)) }).await.unwrap();
    assert!(matches!(letter.asked, AskedView::Feedback(_, 2)), "{:?}", letter.asked);
    // Another number than the device's own is not told.
    let id = keep(&device, &letter, said("Nopeasti", Some(7))).await;
    send(&device, &id).await;
    device.sync().await.unwrap();
    device.sync().await.unwrap();
    let told = haikkala.authority().feedback().unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].case.as_str(), told[0].contacts), (CASE, Some(2)));
    let replies = [("satisfaction", "5"), ("words", "Nopeasti")].map(|(id, said)| (id.to_owned(), said.to_owned()));
    assert_eq!(told[0].replies, replies);
    assert_eq!(haikkala.authority().letters().unwrap().len(), 2, "it is no message of the case");
    // It is asked once, and the receipt stays with the case.
    let after = item(&device, case_key(&haikkala)).await;
    let ItemBody::Case(body) = &after.body else { panic!("a case") };
    assert!(matches!(body.feedback, FeedbackView::Given(PhaseView::Received { .. })), "{:?}", body.feedback);
    assert_eq!(after.letters.iter().filter(|one| one.kind == OutgoingKind::Feedback).count(), 1);
    let again = device.ask(BeginLetter { to: LetterTo::Feedback(case_key(&haikkala)) }).await.unwrap_err();
    assert_eq!(again.code, ErrorCode::NotTaken);
}

#[tokio::test]
async fn how_often_she_wrote_is_hers_to_keep() {
    let (haikkala, device) = asked().await;
    ended(&haikkala, &device).await;
    let letter = device.ask(BeginLetter { to: LetterTo::Feedback(case_key(&haikkala)) }).await.unwrap();
    let id = keep(&device, &letter, said("", None)).await;
    send(&device, &id).await;
    device.sync().await.unwrap();
    let told = haikkala.authority().feedback().unwrap();
    assert_eq!((told.len(), told[0].contacts), (1, None));
    assert_eq!(told[0].replies.len(), 1, "what was not replied is not sent");
}

#[tokio::test]
async fn what_the_service_does_not_ask_any_more_is_not_lost() {
    let (haikkala, device) = asked().await;
    ended(&haikkala, &device).await;
    let letter = device.ask(BeginLetter { to: LetterTo::Feedback(case_key(&haikkala)) }).await.unwrap();
    let id = keep(&device, &letter, said("Hyvin meni", None)).await;
    haikkala
        .revise(&case_key(&haikkala), |record| {
            let FeedRecord::Case(case) = record else { panic!("a case") };
            case.feedback = resident_api::Questions::None;
        })
        .unwrap();
    send(&device, &id).await;
    let stuck = as_soon_as(&device, |phase| matches!(phase, PhaseView::Stuck(_))).await;
    assert_eq!(stuck.phase, PhaseView::Stuck(Refusal::Closed));
    assert_eq!(stuck.body, "Miten sujui?\n5\n\nKerro lisää\nHyvin meni");
    assert!(haikkala.authority().feedback().unwrap().is_empty());
}
