//! Answers to what a task asks, and cases that are withdrawn.

use domain::{
    case::CaseStatus,
    form::Reply,
    id::{RecordKey, RecordKind},
    inbox::Group,
    outgoing::{Field, Flaw, OutgoingId, Refusal},
    task::{TaskAction, TaskState},
};
use municipality::Fault;
use protocol::{
    BeginLetter, EditLetter, ErrorCode, KeepLetter, SendLetter,
    letters::{
        AnswerView, AskedView, AsksView, Given, LetterText, LetterTo, LetterView, OutgoingKind, PhaseView, SentView,
        WaitReason, WithdrawView,
    },
    view::{CaseBody, ItemBody, TaskBody},
};
use resident_api::FeedRecord;
use serde_json::{Value, json};
use tests::{Device, Town, key};

use super::{as_soon_as, ask_her, item, only, outbox, question, send, write};

const TASK: &str = "t-time";

fn fi(text: &str) -> Value {
    json!({ "fi": text })
}

/// A device of Aino's, with a task in her case: a time to choose, what she wants to say, and a paper if there is one.
async fn asked() -> (Town, Device) {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    ask_her(&haikkala, &device).await;
    put(&haikkala, &task(&haikkala));
    device.sync().await.unwrap();
    (haikkala, device)
}

fn task(haikkala: &Town) -> Value {
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    let choice = |id: &str| json!({ "id": id, "label": fi(&format!("Aika {id}")) });
    json!({
        "id": TASK, "party": aino, "matter": "education", "case": super::CASE, "title": fi("Valitse aika"),
        "asked_at": "2026-11-17T09:00:00+02:00", "need": { "kind": "required", "day": "2026-12-01" },
        "action": "answer", "link": "https://haikkala.example/aika", "state": "open",
        "questions": [
            { "id": "time", "asks": "one", "label": fi("Mikä aika sopii?"), "required": true,
              "choices": [choice("a"), choice("b")] },
            { "id": "help", "asks": "several", "label": fi("Mitä tarvitset?"), "choices": [choice("c"), choice("d")] },
            { "id": "more", "asks": "text", "label": fi("Lisätietoja"), "most": 10 },
        ],
    })
}

fn put(haikkala: &Town, task: &Value) {
    let record = serde_json::from_value(task.clone()).unwrap();
    haikkala.authority().upsert(FeedRecord::Task(Box::new(record))).unwrap();
}

fn asked_task(haikkala: &Town) -> RecordKey {
    key(haikkala.source(), RecordKind::Task, TASK)
}

async fn task_body(device: &Device, haikkala: &Town) -> TaskBody {
    let ItemBody::Task(body) = item(device, asked_task(haikkala)).await.body else { panic!("a task") };
    body
}

async fn case_body(device: &Device, case: RecordKey) -> CaseBody {
    let ItemBody::Case(body) = item(device, case).await.body else { panic!("a case") };
    *body
}

fn reply(question: &str, choices: &[&str], text: &str) -> Reply {
    let choices = choices.iter().map(|id| (*id).to_owned()).collect();
    Reply { question: question.to_owned(), choices, text: text.to_owned(), files: false }
}

async fn begin(device: &Device, haikkala: &Town) -> LetterView {
    device.ask(BeginLetter { to: LetterTo::Task(asked_task(haikkala)) }).await.unwrap()
}

async fn keep(device: &Device, letter: &LetterView, replies: Vec<Reply>) -> OutgoingId {
    let text = LetterText { given: Given::Replies(replies), ..letter.text.clone() };
    device.ask(KeepLetter { id: letter.id.clone(), to: letter.to.clone(), text }).await.unwrap();
    letter.id.clone()
}

#[tokio::test]
async fn aino_answers_by_choices_and_the_task_needs_her_no_more() {
    let (haikkala, device) = asked().await;
    let before = task_body(&device, &haikkala).await;
    assert_eq!((before.answer, before.action), (AnswerView::Offered, TaskAction::Answer));
    let letter = begin(&device, &haikkala).await;
    let AskedView::Questions(questions) = &letter.asked else { panic!("questions") };
    assert_eq!(
        questions.iter().map(|asked| asked.label.value.as_str()).collect::<Vec<_>>(),
        ["Mikä aika sopii?", "Mitä tarvitset?", "Lisätietoja"]
    );
    assert!(matches!(&questions[0].asks, AsksView::One(choices) if choices.len() == 2) && questions[0].required);
    assert_eq!(letter.attachment_caps, None, "no files are asked for");

    // What is kept is there when she comes back, and the task still shows its questions.
    let id = keep(&device, &letter, vec![reply("time", &["b", "x"], ""), reply("more", &[], "klo 9")]).await;
    let device = device.restart().await.unwrap();
    let kept = begin(&device, &haikkala).await;
    assert_eq!(kept.id, id);
    let Given::Replies(replies) = &kept.text.given else { panic!("replies") };
    assert_eq!((replies[0].choices.as_slice(), replies[2].text.as_str()), (&["b".to_owned()][..], "klo 9"));
    assert_eq!(task_body(&device, &haikkala).await.answer, AnswerView::Offered);
    assert!(item(&device, asked_task(&haikkala)).await.letters.is_empty(), "it is written where it is asked");

    send(&device, &id).await;
    device.sync().await.unwrap();
    device.sync().await.unwrap();
    let after = task_body(&device, &haikkala).await;
    assert_eq!((after.state, after.answer), (TaskState::Done, AnswerView::Nothing));
    let sent = only(&device).await;
    assert_eq!(sent.kind, OutgoingKind::Answer);
    assert_eq!(sent.body, "Mikä aika sopii?\nAika b\n\nLisätietoja\nklo 9");
    assert!(matches!(sent.phase, PhaseView::Received { .. }));
    let became = item(&device, sent.item.expect("it came back as a message")).await;
    assert!(became.receipt.is_some());
    assert_eq!(became.case.unwrap().item.id.as_str(), super::CASE);
}

#[tokio::test]
async fn what_is_missing_or_too_long_is_said_beside_its_question_before_it_is_sent() {
    let (haikkala, device) = asked().await;
    let letter = begin(&device, &haikkala).await;
    let id = keep(&device, &letter, vec![reply("more", &[], "aivan liian pitkä")]).await;
    let flaws = vec![(Field::Question(0), Flaw::Missing), (Field::Question(2), Flaw::TooLong(10))];
    assert_eq!(device.ask(SendLetter { id }).await, Ok(SentView::Flawed(flaws)));
    assert!(haikkala.requests("/v1/tasks/").is_empty());
}

#[tokio::test]
async fn what_the_service_finds_wrong_stands_beside_its_question() {
    let (haikkala, device) = asked().await;
    let letter = begin(&device, &haikkala).await;
    let id = keep(&device, &letter, vec![reply("time", &["a"], ""), reply("more", &[], "klo 9.15")]).await;
    // What the task asks has changed, and the device does not know it yet.
    let mut stricter = task(&haikkala);
    stricter["questions"][2]["most"] = json!(3);
    haikkala.faults().begin_at("/v1/changes", Fault::CutOff);
    put(&haikkala, &stricter);
    send(&device, &id).await;
    let stuck = as_soon_as(&device, |phase| matches!(phase, PhaseView::Stuck(_))).await;
    let flaws = vec![(Field::Question(2), Flaw::TooLong(3))];
    assert_eq!(stuck.phase, PhaseView::Stuck(Refusal::NotAccepted(flaws)));
    assert!(matches!(task_body(&device, &haikkala).await.answer, AnswerView::Answered(PhaseView::Stuck(_))));

    haikkala.faults().end();
    device.sync().await.unwrap();
    let letter = device.ask(EditLetter { id: id.clone() }).await.unwrap();
    assert_eq!(letter.flaws, [(Field::Question(2), Flaw::TooLong(3))]);
    assert_eq!(task_body(&device, &haikkala).await.answer, AnswerView::Offered);
    keep(&device, &letter, vec![reply("time", &["a"], ""), reply("more", &[], "ok")]).await;
    send(&device, &id).await;
    device.sync().await.unwrap();
    assert!(matches!(only(&device).await.phase, PhaseView::Received { .. }));
}

#[tokio::test]
async fn an_answer_given_without_a_network_is_shown_as_given_and_not_sent() {
    let (haikkala, device) = asked().await;
    haikkala.faults().begin(Fault::CutOff);
    let letter = begin(&device, &haikkala).await;
    let id = keep(&device, &letter, vec![reply("time", &["a"], "")]).await;
    send(&device, &id).await;
    as_soon_as(&device, |phase| matches!(phase, PhaseView::Waiting { reason: WaitReason::Connection, .. })).await;
    let shown = item(&device, asked_task(&haikkala)).await;
    assert!(
        matches!(shown.body, ItemBody::Task(body) if matches!(body.answer, AnswerView::Answered(PhaseView::Waiting { .. })))
    );
    assert_eq!(shown.letters.len(), 1, "with what can be done about it");
    let row = || async {
        let rows = device.group(Group::NeedsYou, None).await.unwrap();
        rows.into_iter().find(|row| row.item == asked_task(&haikkala)).map(|row| row.answered)
    };
    assert_eq!(row().await, Some(true), "so does its row in the list");
    haikkala.faults().end();
    device.sync().await.unwrap();
    device.sync().await.unwrap();
    assert_eq!(task_body(&device, &haikkala).await.state, TaskState::Done);
    assert_eq!(row().await, None);
    assert_eq!(haikkala.authority().letters().unwrap().len(), 1);
}

#[tokio::test]
async fn a_task_that_was_answered_elsewhere_is_closed_and_nothing_is_lost() {
    let (haikkala, device) = asked().await;
    let letter = begin(&device, &haikkala).await;
    let id = keep(&device, &letter, vec![reply("time", &["a"], "")]).await;
    let mut done = task(&haikkala);
    done["state"] = json!("done");
    put(&haikkala, &done);
    send(&device, &id).await;
    device.sync().await.unwrap();
    let stuck = only(&device).await;
    assert_eq!(stuck.phase, PhaseView::Stuck(Refusal::Closed));
    assert_eq!(stuck.body, "Mikä aika sopii?\nAika a");
    // Taken back to be read, it keeps what was chosen.
    device.sync().await.unwrap();
    device.ask(EditLetter { id: id.clone() }).await.unwrap();
    assert_eq!(only(&device).await.body, "Mikä aika sopii?\nAika a");
    assert_eq!(device.ask(SendLetter { id }).await.unwrap_err().code, ErrorCode::NotTaken);
}

#[tokio::test]
async fn one_of_two_guardians_answers_and_waits_for_the_other() {
    let (haikkala, device) = asked().await;
    let mut joint = task(&haikkala);
    joint["answers"] = json!({ "needed": 2, "given": [] });
    put(&haikkala, &joint);
    device.sync().await.unwrap();
    let letter = begin(&device, &haikkala).await;
    let id = keep(&device, &letter, vec![reply("time", &["a"], "")]).await;
    send(&device, &id).await;
    device.sync().await.unwrap();
    device.sync().await.unwrap();
    let body = task_body(&device, &haikkala).await;
    assert_eq!((body.state, body.answers.unwrap().missing), (TaskState::Open, 1));
    assert!(matches!(body.answer, AnswerView::Answered(PhaseView::Received { .. })), "it is not asked of her again");
}

#[tokio::test]
async fn questions_of_a_kind_that_is_not_known_leave_the_task_to_the_browser() {
    let (haikkala, device) = asked().await;
    let mut drawn = task(&haikkala);
    drawn["questions"][1] = json!({ "id": "sign", "asks": "signature", "label": fi("Allekirjoita") });
    put(&haikkala, &drawn);
    device.sync().await.unwrap();
    let body = task_body(&device, &haikkala).await;
    assert_eq!(body.answer, AnswerView::Nothing);
    assert!(matches!(body.action, TaskAction::OpenInBrowser { link } if link.host() == "haikkala.example"));
    let to = LetterTo::Task(asked_task(&haikkala));
    assert_eq!(device.ask(BeginLetter { to }).await.unwrap_err().code, ErrorCode::NotTaken);
}

/// The case, which says from now on that it can be withdrawn.
async fn may_withdraw(haikkala: &Town, device: &Device, allowed: bool) -> RecordKey {
    let case = key(haikkala.source(), RecordKind::Case, super::CASE);
    haikkala
        .revise(&case, |record| {
            let FeedRecord::Case(case) = record else { panic!("a case") };
            let note = json!({ "allowed": allowed, "note": fi("Paikka menee toiselle.") });
            case.withdrawal = Some(serde_json::from_value(note).unwrap());
        })
        .unwrap();
    device.sync().await.unwrap();
    case
}

#[tokio::test]
async fn aino_withdraws_a_case_and_it_is_withdrawn_by_the_services_own_word() {
    let (haikkala, device) = asked().await;
    let case = may_withdraw(&haikkala, &device, true).await;
    assert_eq!(case_body(&device, case.clone()).await.withdraw, WithdrawView::Offered);
    let letter = device.ask(BeginLetter { to: LetterTo::Withdrawal(case.clone()) }).await.unwrap();
    assert!(matches!(&letter.asked, AskedView::Reason(Some(note)) if note.value == "Paikka menee toiselle."));
    let id = letter.id.clone();
    device.ask(KeepLetter { id: id.clone(), to: letter.to, text: letter.text }).await.unwrap();

    haikkala.faults().begin(Fault::CutOff);
    send(&device, &id).await;
    device.sync().await.unwrap();
    let waiting = case_body(&device, case.clone()).await;
    assert_eq!((waiting.status, waiting.withdraw), (CaseStatus::InProgress, WithdrawView::UnderWay));
    haikkala.faults().end();
    device.sync().await.unwrap();
    device.sync().await.unwrap();
    let after = case_body(&device, case).await;
    assert_eq!((after.status, after.withdraw), (CaseStatus::Withdrawn, WithdrawView::Nothing));
    assert_eq!(task_body(&device, &haikkala).await.state, TaskState::Cancelled);
    assert_eq!(only(&device).await.kind, OutgoingKind::Withdrawal);
}

#[tokio::test]
async fn why_a_case_cannot_be_withdrawn_is_known() {
    let (haikkala, device) = asked().await;
    let case = key(haikkala.source(), RecordKind::Case, super::CASE);
    assert_eq!(
        case_body(&device, case.clone()).await.withdraw,
        WithdrawView::NotOffered(None),
        "nothing is said of it"
    );
    may_withdraw(&haikkala, &device, false).await;
    let WithdrawView::NotOffered(Some(reason)) = case_body(&device, case.clone()).await.withdraw else { panic!() };
    assert_eq!(reason.value, "Paikka menee toiselle.");
    assert_eq!(device.ask(BeginLetter { to: LetterTo::Withdrawal(case) }).await.unwrap_err().code, ErrorCode::NotTaken);
}

#[tokio::test]
async fn a_withdrawal_overtakes_letters_and_what_was_opened_is_told_last() {
    let (haikkala, device) = asked().await;
    let case = may_withdraw(&haikkala, &device, true).await;
    haikkala.faults().begin(Fault::CutOff);
    device.ask(protocol::MarkOpened { item: question(&haikkala) }).await.unwrap();
    let letter = write(&device, &haikkala, "Odottaa.").await;
    send(&device, &letter).await;
    let withdrawal = device.ask(BeginLetter { to: LetterTo::Withdrawal(case) }).await.unwrap();
    let id = withdrawal.id.clone();
    device.ask(KeepLetter { id: id.clone(), to: withdrawal.to, text: withdrawal.text }).await.unwrap();
    send(&device, &id).await;
    device.sync().await.unwrap();
    let before = haikkala.authority().requests().len();
    haikkala.faults().end();
    device.sync().await.unwrap();
    device.sync().await.unwrap();
    let posted: Vec<_> = haikkala.authority().requests()[before..]
        .iter()
        .filter(|line| line.method == "POST" && line.target.starts_with("/v1/"))
        .map(|line| line.target.rsplit('/').next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(posted, ["withdrawal", "messages", "opened"]);
    // The letter came after the case had ended, and waits for her.
    let outbox = outbox(&device).await;
    assert!(
        matches!(outbox.unsent.as_slice(), [stuck] if stuck.phase == PhaseView::Stuck(Refusal::Closed)),
        "{outbox:?}"
    );
}
